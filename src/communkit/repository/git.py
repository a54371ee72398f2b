"""Git, asked questions that only read. The one place that runs another program.

A repository's own configuration is a stranger's: it can name programs to run (hooks, a file-system monitor, pagers,
filters, helpers for passwords, transports). Every one of them is switched off here, nothing is fetched, and nothing
is written. The folder is named explicitly, so that who owns it does not matter: what ownership protects against is
that very configuration.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import IO

_CONFIG = (
    "core.fsmonitor=",  # a monitor is a program; empty is none, for every version of git
    f"core.hooksPath={os.devnull}",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.gitProxy=",
    "credential.helper=",
    "diff.external=",
    "gpg.program=false",
    "log.showSignature=false",
    "protocol.allow=never",
    "submodule.recurse=false",
    "core.quotePath=false",
)
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "GIT_PAGER": "cat",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}
_SECONDS = 30
LARGEST = 200_000_000
"""Bytes of an answer; a list of files beyond it is no list of files."""


class GitFailed(Exception):
    """Git is not installed, refused, took too long or said too much. The text is git's own, for a report."""


@cache
def program() -> str | None:
    """Where git is installed; None where it is not. A git that lies in the working folder is a stranger's."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        found = Path(folder) / name
        if found.is_absolute() and found.is_file() and os.access(found, os.X_OK):
            return str(found)
    return None


def is_bare(place: Path) -> bool:
    """Whether `place` is a git repository without files: what a server keeps, or the inside of a `.git`."""
    return all((place / name).exists() for name in ("HEAD", "objects", "refs"))


def _line(place: Path, arguments: Sequence[str]) -> list[str]:
    """The command line that asks the repository at `place`: a work tree, or a bare repository."""
    executable = program()
    if executable is None:
        raise GitFailed("git is not installed")
    settings = [part for setting in _CONFIG for part in ("-c", setting)]
    if not os.path.lexists(place / ".git") and is_bare(place):
        where = ["-c", "core.bare=true", f"--git-dir={place}"]
    else:
        where = [f"--git-dir={place / '.git'}", f"--work-tree={place}"]
    return [executable, "--no-pager", *settings, *where, *arguments]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")} | _ENVIRONMENT


def ask(place: Path, *arguments: str, seconds: float = _SECONDS) -> bytes:
    """What `git ARGUMENTS` answers about the repository at `place`: the root of a work tree, or a bare repository.

    Raises GitFailed.
    """
    try:
        answer = subprocess.run(  # noqa: S603 - git as found on the path, our own arguments
            _line(place, arguments),
            cwd=place,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitFailed(f"git {arguments[0]} took longer than {seconds} s") from None
    except OSError as error:
        raise GitFailed(error.strerror or type(error).__name__) from None
    if answer.returncode:
        raise GitFailed(answer.stderr.decode("utf-8", "replace").strip()[:500])
    if len(answer.stdout) > LARGEST:
        raise GitFailed(f"git {arguments[0]} said too much")
    return answer.stdout


_AT_ONCE = 200  # names asked for before the answers are read: far fewer bytes than a pipe holds


class Blobs:
    """The contents of files at a revision, asked of one git that stays until `close`."""

    def __init__(self, place: Path) -> None:
        """Raises GitFailed where git cannot be started."""
        try:
            self._process = subprocess.Popen(  # noqa: S603 - as above
                _line(place, ("cat-file", "--batch")),
                cwd=place,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise GitFailed(error.strerror or type(error).__name__) from None

    def read(self, ids: Sequence[str]) -> Iterator[bytes | None]:
        """The content of each blob, in order; None for one that is not there."""
        asked, answered = _pipe(self._process.stdin), _pipe(self._process.stdout)
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            try:
                asked.write("".join(f"{one}\n" for one in some).encode("ascii"))
                asked.flush()
            except OSError:
                yield from (None for _ in ids[start:])
                return
            for _ in some:
                yield _answer(answered)

    def close(self) -> None:
        """End the git behind it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            _pipe(pipe).close()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise GitFailed("git gave no pipe")
    return pipe


def _answer(pipe: IO[bytes]) -> bytes | None:
    head = pipe.readline().split()
    if len(head) != 3:  # "<name> missing", or nothing from a git that has ended
        return None
    size = int(head[2])
    content = pipe.read(size + 1)[:size]
    return content if head[1] == b"blob" and len(content) == size else None
