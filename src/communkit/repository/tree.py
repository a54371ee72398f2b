"""Which files a repository has, and reading the beginning of one safely.

The files that git tracks; where git keeps none (a plain folder, or a repository before its first `git add`), those
of the folder. Symbolic links are not followed, neither as files nor on the way to one; what is no regular file is not
opened.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from communkit.documents.tree import repository_root
from communkit.repository import git

MOST_FILES = 300_000
_DEEPEST = 40
_SKIPPED = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".mypy_cache"})
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass
class Tree:
    """The files of one folder. `paths` are relative to `root`, with `/`, sorted; links and submodules are not there.

    `repository` is the root of the git repository, None for a plain folder. `tracked` says that git named the files.
    `notes` hold what could not be known, as git said it.
    """

    root: Path
    paths: tuple[str, ...]
    repository: Path | None = None
    tracked: bool = False
    notes: tuple[str, ...] = ()
    _inside: dict[str, bool] = field(default_factory=dict)

    def head(self, path: str, size: int = 8_192) -> bytes:
        """The first `size` bytes of a file; empty for what cannot or must not be read."""
        folder = os.path.dirname(path)  # noqa: PTH120 - a string of 5,000 files, not a Path each
        if not self._is_inside(folder):
            return b""
        try:
            handle = os.open(os.path.join(self.root, path), os.O_RDONLY | _NO_FOLLOW)  # noqa: PTH118 - likewise
        except (OSError, ValueError):
            return b""
        try:
            found = os.fstat(handle)
            # without O_NOFOLLOW (Windows) a link shows only by its name
            if not stat.S_ISREG(found.st_mode) or (not _NO_FOLLOW and (self.root / path).is_symlink()):
                return b""
            return os.read(handle, size)
        except OSError:
            return b""
        finally:
            os.close(handle)

    def text(self, path: str, size: int = 1_000_000) -> str:
        """The same as text, line ends made one; a byte that is no UTF-8 is replaced."""
        data = self.head(path, size).removeprefix(b"\xef\xbb\xbf")
        return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")

    def size(self, path: str) -> int:
        """The size of a file in bytes, 0 for what is not there."""
        try:
            return os.lstat(os.path.join(self.root, path)).st_size  # noqa: PTH118 - likewise
        except (OSError, ValueError):
            return 0

    def _is_inside(self, folder: str) -> bool:
        """Whether no folder on the way is a link: it could lead anywhere on the machine."""
        known = self._inside.get(folder)
        if known is None:
            parent = folder.rpartition("/")[0]
            try:
                linked = folder and os.path.islink(os.path.join(self.root, folder))  # noqa: PTH114, PTH118 - likewise
            except ValueError:  # a name that no file system has
                linked = True
            known = self._inside[folder] = not linked and (not folder or self._is_inside(parent))
        return known


def read_tree(folder: Path) -> Tree:
    """The files of `folder`: those that git tracks below it, else all of them."""
    root = Path(os.path.realpath(folder))
    repository = repository_root(root)
    notes: tuple[str, ...] = ()
    if repository is not None:
        try:
            paths = _tracked(root, repository)
        except git.GitFailed as failed:
            notes = (str(failed),)
        else:
            if paths:
                return Tree(root, paths, repository, tracked=True)
    return Tree(root, _walked(root), repository, notes=notes)


def _tracked(root: Path, repository: Path) -> tuple[str, ...]:
    below = root.relative_to(repository).as_posix()
    prefix = "" if below == "." else f"{below}/"
    arguments = ("ls-files", "-z", "--stage", "--", *([f":(top,literal){below}"] if prefix else []))
    found: dict[str, None] = {}
    for entry in git.ask(repository, *arguments).split(b"\0"):
        about, tab, name = entry.partition(b"\t")
        # 120000 is a link, 160000 a submodule: neither is a file of this repository
        if tab and about.startswith(b"100"):
            path = os.fsdecode(name)
            if path.startswith(prefix):
                found[path.removeprefix(prefix)] = None
    return tuple(sorted(found)[:MOST_FILES])


def _walked(root: Path) -> tuple[str, ...]:
    """Every file below `root`, folders of tools left out; at most `MOST_FILES`, and not too deep."""
    found: list[str] = []
    waiting: list[tuple[str, int]] = [("", 0)]
    while waiting and len(found) < MOST_FILES:
        folder, depth = waiting.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as entries:  # noqa: PTH118 - strings, as above
                for entry in entries:
                    path = f"{folder}/{entry.name}" if folder else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name not in _SKIPPED and depth < _DEEPEST:
                            waiting.append((path, depth + 1))
                    elif entry.is_file(follow_symlinks=False):
                        found.append(path)
        except OSError:
            continue
    return tuple(sorted(found)[:MOST_FILES])


def is_bare(folder: Path) -> bool:
    """Whether `folder` is a git repository without files: what a server keeps."""
    return all((folder / name).exists() for name in ("HEAD", "objects", "refs"))
