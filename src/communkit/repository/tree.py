"""Which files a repository has, and reading them safely: from the disk, or from git at a revision.

The files that git tracks; where git keeps none (a plain folder, or a repository before its first `git add`), those
of the folder. Symbolic links are not followed, neither as files nor on the way to one; what is no regular file is not
opened. A bare repository, and any other at a revision that is asked for, is read out of git's own store.
"""

from __future__ import annotations

import os
import stat
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from communkit.documents.tree import repository_root
from communkit.repository import git, streams
from communkit.repository.git import is_bare

__all__ = ["MOST_FILES", "NotRead", "Tree", "is_bare", "open_file", "read_tree"]

MOST_FILES = 300_000
WHOLE = 2_000_000
"""Bytes of a file that are read when all of it is wanted; what is beyond is told."""
_DEEPEST = 40
_SKIPPED = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".mypy_cache"})
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


class NotRead(NamedTuple):
    """Something that was not read, and why.

    `reason` is one word: `link`, `submodule`, `special` (no regular file), `unreadable`, `missing` (git has not its
    content), `beyond` (only its beginning was read), `stored-elsewhere` (a pointer of Git LFS), `archive`, `folder`
    (of tools), `too-many`.
    """

    path: str
    reason: str


class _Blob(NamedTuple):
    """Where the content of a file stands in git's store: its id ("" where git has not its content), and its size."""

    id: str
    size: int


@dataclass
class Tree:
    """The files of one folder. `paths` are relative to `root`, with `/`, sorted; links and submodules are not there.

    `repository` is the root of the git repository, None for a plain folder. `tracked` says that git named the files.
    `revision` is the commit that was read, or that is checked out; None without any. `notes` hold what could not be
    known, as git said it; `unread` what the list of files itself leaves out.
    """

    root: Path
    paths: tuple[str, ...]
    repository: Path | None = None
    tracked: bool = False
    notes: tuple[str, ...] = ()
    revision: str | None = None
    unread: tuple[NotRead, ...] = ()
    blobs: Mapping[str, _Blob] | None = None
    _inside: dict[str, bool] = field(default_factory=dict)
    _store: git.Blobs | None = None

    @property
    def on_disk(self) -> bool:
        """Whether the files are read from the disk, not from git's store."""
        return self.blobs is None

    def head(self, path: str, size: int = 8_192) -> bytes:
        """The first `size` bytes of a file; empty for what cannot or must not be read."""
        return (self.content(path, size) or b"")[:size]

    def content(self, path: str, size: int = WHOLE) -> bytes | None:
        """The same (from git's store: perhaps more of it); None for what cannot or must not be read."""
        if self.blobs is not None:
            return next(self._stored([path]))
        folder = path.rpartition("/")[0]
        if not self.is_inside(folder):
            return None
        return open_file(os.path.join(self.root, path), size)  # noqa: PTH118 - a string of many files, not a Path each

    def contents(self, paths: Sequence[str], size: int = WHOLE) -> Iterator[bytes | None]:
        """The contents of many files, in their order, each read once."""
        if self.blobs is not None:
            yield from self._stored(paths)
            return
        for path in paths:
            yield self.content(path, size)

    def text(self, path: str, size: int = 1_000_000) -> str:
        """The same as text, line ends made one; a byte that is no UTF-8 is replaced."""
        return as_text(self.head(path, size))

    def size(self, path: str) -> int:
        """The size of a file in bytes, 0 for what is not there."""
        if self.blobs is not None:
            return self.blobs[path].size if path in self.blobs else 0
        try:
            return os.lstat(os.path.join(self.root, path)).st_size  # noqa: PTH118 - likewise
        except (OSError, ValueError):
            return 0

    def is_inside(self, folder: str) -> bool:
        """Whether no folder on the way is a link: it could lead anywhere on the machine."""
        known = self._inside.get(folder)
        if known is None:
            parent = folder.rpartition("/")[0]
            try:
                linked = folder and os.path.islink(os.path.join(self.root, folder))  # noqa: PTH114, PTH118 - likewise
            except ValueError:  # a name that no file system has
                linked = True
            known = self._inside[folder] = not linked and (not folder or self.is_inside(parent))
        return known

    def _stored(self, paths: Sequence[str]) -> Iterator[bytes | None]:
        blobs, place = self.blobs or {}, self.repository
        if place is None:
            return
        if self._store is None:
            self._store = git.Blobs(place)
            weakref.finalize(self, self._store.close)
        # what is too large is not asked for: git would hand over all of it; nor what is not there, for a clone without
        # contents breaks off at it
        wanted = [one if (one := blobs.get(path)) and one.id and one.size <= WHOLE else None for path in paths]
        found = self._store.read([one.id for one in wanted if one is not None])
        for one in wanted:
            yield next(found) if one is not None else None


def as_text(data: bytes) -> str:
    """Bytes as text, line ends made one; a byte that is no UTF-8 is replaced."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").replace("\r\n", "\n").replace("\r", "\n")
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def open_file(path: str, size: int) -> bytes | None:
    """The first `size` bytes of a regular file on the disk, no link followed; None for anything else."""
    try:
        handle = os.open(path, os.O_RDONLY | _NO_FOLLOW)
    except (OSError, ValueError):
        return None
    try:
        found = os.fstat(handle)
        # without O_NOFOLLOW (Windows) a link shows only by its name
        if not stat.S_ISREG(found.st_mode) or (not _NO_FOLLOW and os.path.islink(path)):  # noqa: PTH114 - likewise
            return None
        # as much as there is and one more: reading asks for memory first, and a second read would be a second call
        return os.read(handle, min(size, found.st_size + 1)) if found.st_size else os.read(handle, min(size, 8_192))
    except OSError:
        return None
    finally:
        os.close(handle)


def read_tree(folder: Path, revision: str | None = None) -> Tree:
    """The files of `folder`: those that git tracks below it, else all of them.

    At a `revision`, and for a bare repository (then at its HEAD), those of that commit. Raises git.GitFailed where the
    revision is not there.
    """
    root = Path(os.path.realpath(folder))
    repository = repository_root(root)
    if revision is not None or (is_bare(root) and (repository is None or root.name == ".git")):
        return _at(root, root if is_bare(root) else repository, revision or "HEAD")
    notes: tuple[str, ...] = ()
    if repository is not None:
        commit = _commit(repository, "HEAD")
        try:
            paths, unread = _tracked(root, repository)
        except git.GitFailed as failed:
            notes = (str(failed),)
        else:
            if paths:
                return Tree(root, paths, repository, tracked=True, revision=commit, unread=unread)
        found, unread = _walked(root)
        if not found and commit is not None:  # a clone without its files
            return _at(root, repository, "HEAD")
        return Tree(root, found, repository, notes=notes, revision=commit, unread=unread)
    found, unread = _walked(root)
    return Tree(root, found, None, unread=unread)


def _commit(repository: Path, revision: str) -> str | None:
    try:
        found = git.ask(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except git.GitFailed:
        return None
    return found.decode("ascii", "replace").strip() or None


_REASONS = {b"120000": "link", b"160000": "submodule"}


def _tracked(root: Path, repository: Path) -> tuple[tuple[str, ...], tuple[NotRead, ...]]:
    below = root.relative_to(repository).as_posix()
    prefix = "" if below == "." else f"{below}/"
    arguments = ("ls-files", "-z", "--stage", "--", *([f":(top,literal){below}"] if prefix else []))
    found: dict[str, None] = {}
    unread: dict[NotRead, None] = {}
    for entry in git.ask(repository, *arguments).split(b"\0"):
        about, tab, name = entry.partition(b"\t")
        path = os.fsdecode(name)
        if not tab or not path.startswith(prefix):
            continue
        path = path.removeprefix(prefix)
        # 120000 is a link, 160000 a submodule: neither is a file of this repository
        if about.startswith(b"100"):
            found[path] = None
        else:
            unread[NotRead(path, _REASONS.get(about[:6], "special"))] = None
    return _limited(found, unread)


def _limited(found: Iterable[str], unread: Iterable[NotRead]) -> tuple[tuple[str, ...], tuple[NotRead, ...]]:
    paths, left = sorted(found), sorted(unread)
    if len(paths) > MOST_FILES:
        left.append(NotRead(paths[MOST_FILES], "too-many"))
    return tuple(paths[:MOST_FILES]), tuple(left)


def _at(root: Path, repository: Path | None, revision: str) -> Tree:
    """The files of a commit. Raises git.GitFailed."""
    if repository is None:
        raise git.GitFailed("this is no git repository")
    commit = _commit(repository, revision)
    if commit is None:
        raise git.GitFailed(f"there is no revision {revision}")
    below = "" if root == repository or is_bare(root) else root.relative_to(repository).as_posix()
    prefix = f"{below}/" if below else ""
    blobs: dict[str, _Blob] = {}
    unread: list[NotRead] = []
    for mode, identifier, size, name in _listed(repository, commit, [prefix] if prefix else []):
        path = os.fsdecode(name).removeprefix(prefix)
        if mode.startswith(b"100"):
            blobs[path] = _Blob(identifier, size)
        else:
            unread.append(NotRead(path, _REASONS.get(mode, "special")))
    found, left = _limited(blobs, unread)
    return Tree(root, found, repository, True, revision=commit, unread=left, blobs=blobs)


def _listed(repository: Path, commit: str, below: Sequence[str]) -> Iterator[tuple[bytes, str, int, bytes]]:
    """Mode, id, size and name of each file of a commit. Raises git.GitFailed where not even their list is there."""
    listing = ("ls-tree", "-r", "-z", "--full-tree")
    try:
        answer, sized = git.ask(repository, *listing, "-l", commit, "--", *below), True
    except git.GitFailed:  # a partial clone: git would have to fetch contents to know how large they are
        answer, sized = git.ask(repository, *listing, commit, "--", *below), False
    found = []
    for entry in answer.split(b"\0"):
        about, tab, name = entry.partition(b"\t")
        if tab:
            found.append((*about.split(), name))
    if sized:
        for mode, _, identifier, size, name in found:
            yield mode, identifier.decode("ascii"), int(size) if size.isdigit() else 0, name
        return
    missing = _missing(repository, commit)
    ids = list(dict.fromkeys(one[2].decode("ascii") for one in found if one[1] == b"blob"))
    there = [one for one in ids if one not in missing]
    sizes = dict(zip(there, streams.sizes(streams.store(repository), there), strict=True))
    for mode, _, identifier, name in found:
        known = sizes.get(identifier.decode("ascii"))
        yield mode, identifier.decode("ascii") if known else "", known[1] if known else 0, name


def _missing(repository: Path, commit: str) -> frozenset[str]:
    """The ids of what a commit names and git has not; nothing is fetched."""
    said = git.ask(repository, "rev-list", "--objects", "--missing=print", "--no-walk", commit)
    return frozenset(line[1:].decode("ascii", "replace") for line in said.splitlines() if line.startswith(b"?"))


def _walked(root: Path) -> tuple[tuple[str, ...], tuple[NotRead, ...]]:
    """Every file below `root`, folders of tools left out; at most `MOST_FILES`, and not too deep."""
    found: list[str] = []
    unread: list[NotRead] = []
    waiting: list[tuple[str, int]] = [("", 0)]
    while waiting and len(found) <= MOST_FILES:
        folder, depth = waiting.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as entries:  # noqa: PTH118 - strings, as above
                for entry in entries:
                    path = f"{folder}/{entry.name}" if folder else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name not in _SKIPPED and depth < _DEEPEST:
                            waiting.append((path, depth + 1))
                        elif entry.name != ".git":
                            unread.append(NotRead(path, "folder"))
                    elif entry.is_file(follow_symlinks=False):
                        found.append(path)
                    elif entry.is_symlink():
                        unread.append(NotRead(path, "link"))
                    else:
                        unread.append(NotRead(path, "special"))
        except OSError:
            unread.append(NotRead(folder or ".", "unreadable"))
    return _limited(found, unread)
