"""Finding the dossier of a folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

from communkit.documents.tree import repository_root

FOLDER = "commons"
"""The folder that holds a dossier, in the repository it is about."""

_ANNOUNCES = re.compile(rb"^\xef\xbb\xbf?schema:[ \t]*[\"']?project/|^schema:[ \t]*[\"']?project/", re.MULTILINE)
_HEAD = 4096


def find_dossier(start: Path) -> Path | None:
    """The folder of the dossier that `start` (a folder) belongs to, None when there is none.

    Looked for in `start` and upward, not beyond the root of its repository: a folder `commons` with a
    `project.yaml`, or being in such a folder. Outside any repository, only `start` and a `commons` around it are
    looked at. A folder of another name is a dossier only when it is `start` itself and its `project.yaml` says
    `schema: project/…`: a dossier that lives in a repository of its own.
    """
    start = Path(os.path.realpath(start))
    if _announces_project(start / "project.yaml"):
        return start
    root = repository_root(start)
    for folder in (start, *start.parents):
        if folder.name == FOLDER and _holds_project(folder, folder):
            return folder
        if (root is not None or folder == start) and _holds_project(folder / FOLDER, root or folder):
            return folder / FOLDER
        if folder == root:
            return None
    return None


def _holds_project(folder: Path, root: Path) -> bool:
    """Whether a folder really in `root` holds a `project.yaml`; a link out of it is not followed."""
    return (folder / "project.yaml").is_file() and Path(os.path.realpath(folder)).is_relative_to(root)


def _announces_project(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _ANNOUNCES.search(file.read(_HEAD)) is not None
    except OSError:
        return False
