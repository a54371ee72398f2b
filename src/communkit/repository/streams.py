"""Long answers of git, taken as they come, and the objects behind ids: for what reads a whole history.

Hardened as everything in `git`. The store is asked rather than the work tree: git then reads `.mailmap` out of the
revision, and opens nothing that merely lies in the folder (a pipe there would make it wait for ever).
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from communkit.repository import git

SECONDS = 600.0
LARGEST_FIELD = 64_000_000
"""Bytes of one field; a message of a commit beyond it ends the reading."""
_CHUNK = 1 << 18
_AT_ONCE = 200  # names asked for before the answers are read: far fewer bytes than a pipe holds


def store(repository: Path) -> Path:
    """The place to ask for what needs no work tree: the inside of `.git`, or the repository itself."""
    inside = repository / ".git"
    return inside if inside.is_dir() and git.is_bare(inside) else repository


class Answer:
    """One git that is answering: use it in a `with`, which ends it whatever happens."""

    def __init__(self, place: Path, *arguments: str, aside: bool = False, seconds: float = SECONDS) -> None:
        """Start `git ARGUMENTS`; `aside`, it goes on while nobody listens. Raises git.GitFailed if it cannot start."""
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the answer is
        self._kept = tempfile.TemporaryFile() if aside else None  # noqa: SIM115 - likewise
        try:
            self._process = subprocess.Popen(  # noqa: S603 - git as found on the path, our own arguments
                git._line(place, arguments),
                cwd=place,
                env=git._environment(),
                stdin=subprocess.DEVNULL,
                stdout=self._kept or subprocess.PIPE,
                stderr=self._said,
            )
        except OSError as error:
            self._close()
            raise git.GitFailed(error.strerror or type(error).__name__) from None
        except git.GitFailed:
            self._close()
            raise
        self.failed: str | None = None
        """Once all was read: what git said when it broke off, else None."""
        self._late = False
        self._limit = threading.Timer(seconds, self._stop)
        self._limit.daemon = True
        self._limit.start()

    def __enter__(self) -> Answer:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self._limit.cancel()
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._close()

    def _close(self) -> None:
        self._said.close()
        if self._kept is not None:
            self._kept.close()

    def _stop(self) -> None:
        self._late = True
        self._process.kill()

    def chunks(self) -> Iterator[bytes]:
        """The answer as it comes; `failed` is known after it."""
        if self._kept is not None:
            self._process.wait()
            self._kept.seek(0)
        pipe = self._kept or git._pipe(self._process.stdout)
        while chunk := pipe.read(_CHUNK):
            yield chunk
        if self._process.wait():
            self._said.seek(0)
            said = self._said.read(2_000).decode("utf-8", "replace").strip()[:500]
            self.failed = "git took too long" if self._late else said or "git broke off"

    def fields(self) -> Iterator[bytes]:
        """What stands between the zero bytes of the answer."""
        rest = b""
        for chunk in self.chunks():
            parts = (rest + chunk).split(b"\0")
            rest = parts.pop()
            yield from parts
            if len(rest) > LARGEST_FIELD:
                self.failed = "git said too much"
                return
        if rest:
            yield rest

    def records(self, count: int) -> Iterator[tuple[bytes, ...]]:
        """The same, `count` at a time; a rest that is not complete is left out."""
        fields = self.fields()
        return zip(*[fields] * count, strict=False)


class Thing(NamedTuple):
    """An object of the store: its type (blob, tree, commit, tag) and its content."""

    kind: str
    data: bytes


def sizes(place: Path, names: Sequence[str]) -> list[tuple[str, int] | None]:
    """Type and size of each object; None for one that is not there. Raises git.GitFailed."""
    found: list[tuple[str, int] | None] = []
    for head, _ in _batch(place, "--batch-check", names):
        found.append((head[1], int(head[2])) if len(head) == 3 and head[2].isdigit() else None)
    return found


def things(place: Path, names: Sequence[str], largest: int) -> Iterator[Thing | None]:
    """Each object's content, in order; None for one that is not there or larger than `largest` bytes.

    Raises git.GitFailed.
    """
    wanted = [one is not None and one[1] <= largest for one in sizes(place, names)]
    asked = [name for name, good in zip(names, wanted, strict=True) if good]
    found = _batch(place, "--batch", asked)
    for good in wanted:
        head, data = next(found) if good else ([], b"")
        yield Thing(head[1], data) if len(head) == 3 else None


def _batch(place: Path, how: str, names: Sequence[str]) -> Iterator[tuple[list[str], bytes]]:
    """What `git cat-file` answers to each name: the words of its head, and the content where it was asked for."""
    if not names:
        return
    try:
        process = subprocess.Popen(  # noqa: S603 - as above
            git._line(place, ("cat-file", how)),
            cwd=place,
            env=git._environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise git.GitFailed(error.strerror or type(error).__name__) from None
    asked, answered = git._pipe(process.stdin), git._pipe(process.stdout)
    limit = threading.Timer(SECONDS, process.kill)
    limit.daemon = True
    limit.start()
    try:
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            with contextlib.suppress(OSError):  # a git that has ended answers nothing more
                asked.write("".join(f"{name}\n" for name in some).encode("utf-8", "surrogateescape"))
                asked.flush()
            for _ in some:
                head = answered.readline().decode("utf-8", "replace").split()
                content = b""
                if how == "--batch" and len(head) == 3 and head[2].isdigit():
                    content = answered.read(int(head[2]) + 1)[:-1]
                yield head, content
    finally:
        limit.cancel()
        process.kill()
        process.wait()
        with contextlib.suppress(OSError):
            asked.close()
        answered.close()


def entries(tree: bytes, length: int) -> Iterator[tuple[str, str, str]]:
    """Mode, name and id of what stands in a tree object; `length` is that of an id in hexadecimal (40 or 64)."""
    at, size = 0, length // 2
    while at < len(tree):
        space = tree.find(b" ", at)
        zero = tree.find(b"\0", space)
        if space < 0 or zero < 0:
            return
        name = tree[space + 1 : zero].decode("utf-8", "surrogateescape")
        yield tree[at:space].decode("ascii", "replace"), name, tree[zero + 1 : zero + 1 + size].hex()
        at = zero + 1 + size


def count_lines(place: Path, *arguments: str, beginning: bytes = b"") -> int:
    """How many lines of an answer there are, those alone that begin so; 0 where git refuses."""
    try:
        lines: Iterable[bytes] = git.ask(place, *arguments).splitlines()
    except git.GitFailed:
        return 0
    return sum(line.startswith(beginning) for line in lines)
