"""Finding the dossier of a folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

from communkit.documents.tree import inside_tree, repository_root

FOLDER = "commons"
"""The folder that holds a dossier, in the repository it is about."""

REGISTER = "project.yaml"
"""The document that makes a dossier of a folder, and without which none can be judged."""

_ANNOUNCES_PROJECT = re.compile(rb"^(?:\xef\xbb\xbf)?schema:[ \t]*[\"']?project/", re.MULTILINE)
_ANNOUNCES = re.compile(rb"^(?:\xef\xbb\xbf)?schema:[ \t]*[\"']?[a-z][a-z0-9-]*/[0-9]", re.MULTILINE)
_HEAD = 4096


def find_dossier(start: Path) -> Path | None:
    """The folder of the dossier that `start` (a folder) belongs to, None when there is none.

    Looked for in `start` and upward, not beyond the root of its repository: a folder `commons` with something called
    `project.yaml`, or, lest a missing one go unsaid, with a document that says `schema: …/1`; or being in such a
    folder. Outside any repository, only `start` and a `commons` around it are looked at. A folder of another name is
    a dossier only when it is `start` itself and its `project.yaml` says `schema: project/…`: a dossier that lives in
    a repository of its own.
    """
    start = Path(os.path.realpath(start))
    if _announces(start / REGISTER, _ANNOUNCES_PROJECT):
        return start
    root = repository_root(start)
    for folder in (start, *start.parents):
        if folder.name == FOLDER and _holds_documents(folder, folder):
            return folder
        if (root is not None or folder == start) and _holds_documents(folder / FOLDER, root or folder):
            return folder / FOLDER
        if folder == root:
            return None
    return None


def _holds_documents(folder: Path, root: Path) -> bool:
    """Whether a folder really in `root` holds a dossier, whole or not; a link out of `root` is not followed.

    A `project.yaml` that cannot be read (a folder, a pipe, a link to nothing) still says what the folder is for.
    """
    if not folder.is_dir() or not Path(os.path.realpath(folder)).is_relative_to(root):
        return False
    if os.path.lexists(folder / REGISTER):
        return True
    return any(_announces(path, _ANNOUNCES) for path in sorted(folder.glob("*.yaml")))


def _announces(path: Path, schema: re.Pattern[bytes]) -> bool:
    """Whether a file inside its repository says in its first lines which document it is."""
    try:
        if not path.is_file() or not inside_tree(path):
            return False
        with path.open("rb") as file:
            return schema.search(file.read(_HEAD)) is not None
    except OSError:
        return False
