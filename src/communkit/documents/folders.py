"""Beginning a dossier: a whole folder at once, or nothing."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from communkit.errors import EnvironmentFailure
from communkit.marked import N_, Message

_REFUSED = N_("The folder {folder} cannot be made: {reason}.")
_REFUSED_HINT = N_("Nothing was written. Check that you may write in {parent}, and that the disk is not full.")


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Make `folder` with `files` in it (texts by relative path, with `/`), in one step that others can see.

    The files are written into a hidden folder beside it, which then takes its name. Raises EnvironmentFailure, with
    nothing left behind, also where `folder` exists and is not empty. A process killed at any moment leaves no folder
    or the whole one (and perhaps the hidden one).
    """
    temporary = folder.with_name(f".{folder.name}.{secrets.token_hex(6)}.tmp")
    try:
        try:
            temporary.mkdir()
            for name, text in files.items():
                path = temporary / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    file.write(text.encode("utf-8"))
                    file.flush()
                    os.fsync(file.fileno())
            if folder.is_dir() and not folder.is_symlink():
                folder.rmdir()  # an empty one: Windows renames over nothing
            temporary.rename(folder)
        finally:
            if temporary.exists():
                shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFailure(
            Message(_REFUSED, {"folder": folder.name, "reason": reason}),
            Message(_REFUSED_HINT, {"parent": folder.parent.as_posix()}),
        ) from error
