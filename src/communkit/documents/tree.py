"""The tree that a document belongs to, out of which no symbolic link is followed."""

from __future__ import annotations

import os
from pathlib import Path


def repository_root(start: Path) -> Path | None:
    """The nearest folder from `start` upward that holds `.git`, a folder or (worktree, submodule) a file."""
    for folder in (start, *start.parents):
        if os.path.lexists(folder / ".git"):
            return folder
    return None


def inside_tree(path: Path) -> bool:
    """Whether a file really lies in the repository it seems to lie in; without one, in the folder it seems to lie in.

    A stranger's repository must not make us show, line by line, a file from elsewhere on the machine.
    """
    folder = path.absolute().parent
    root = os.path.realpath(repository_root(folder) or folder)
    real = os.path.realpath(path)
    return os.path.commonpath([root, real]) == root if _same_drive(root, real) else False


def _same_drive(one: str, other: str) -> bool:
    return os.path.splitdrive(one)[0].lower() == os.path.splitdrive(other)[0].lower()
