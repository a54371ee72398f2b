"""Writing a document: all of it or nothing, and never over what someone else changed meanwhile."""

from __future__ import annotations

import os
import re
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path

from communkit.documents.reader import fingerprint
from communkit.documents.tree import inside_tree
from communkit.errors import EnvironmentFailure
from communkit.marked import N_, Message

_CHANGED = N_("{file} changed on disk since it was read, so it was not overwritten.")
_CHANGED_HINT = N_("Nothing was written. Run the command again: it will start from the file as it is now.")
_EXISTS = N_("{file} exists already, so it was not overwritten.")
_EXISTS_HINT = N_("Nothing was written. Rename or remove the file, or edit it in place.")
_GONE = N_("{file} was there when it was read and is no longer.")
_OUTSIDE = N_("{file} is a symbolic link that leads out of the repository, so it was not written.")
_OUTSIDE_HINT = N_("Replace the link by the document itself.")
_READ_ONLY = N_("{file} is protected against writing.")
_READ_ONLY_HINT = N_("Nothing was written. Ask for the right to write to this file, then run the command again.")
_NO_ROOM = N_("{file} could not be written: {reason}.")
_NO_ROOM_HINT = N_("The file is as it was. Check that its folder exists, is writable, and that the disk is not full.")


def write(path: Path, text: str | bytes, expected: str | None) -> str:
    """Write a document and return the fingerprint of its new bytes.

    `expected` is the fingerprint of the file as it was read, None for a file that must not exist yet. The text is
    written as it is, line breaks included. The file keeps its permissions; a link inside the repository is written
    through. Raises EnvironmentFailure, with the file as it was and nothing left beside it. A process killed at any
    moment leaves the old file or the new one, whole (and perhaps a hidden temporary file, which the next write of the
    same document takes away).
    """
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    if not inside_tree(path):
        raise _failure(path, _OUTSIDE, _OUTSIDE_HINT)
    target = Path(os.path.realpath(path))
    try:
        mode = _mode(path, target, expected)
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp")
        try:
            _write_new(temporary, data, mode)
            _must_be(path, target, expected)
            _put_in_place(temporary, target, fresh=expected is None)
        except FileExistsError:
            raise _failure(path, _EXISTS, _EXISTS_HINT) from None
        finally:
            temporary.unlink(missing_ok=True)
        _clear_leftovers(target)
        _flush_folder(target.parent)
    except OSError as error:
        params = {"file": _name(path), "reason": error.strerror or type(error).__name__}
        raise EnvironmentFailure(Message(_NO_ROOM, params), Message(_NO_ROOM_HINT)) from error
    return fingerprint(data)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}".removeprefix("/")


def _failure(path: Path, template: str, hint: str) -> EnvironmentFailure:
    return EnvironmentFailure(Message(template, {"file": _name(path)}), Message(hint))


def _mode(path: Path, target: Path, expected: str | None) -> int | None:
    """The permissions to keep, None for a new file, once it is sure that the file may be replaced."""
    _must_be(path, target, expected)
    if expected is None:
        return None
    # Replacing needs no right on the file itself, only on its folder: ask, rather than pass over a protection.
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise _failure(path, _READ_ONLY, _READ_ONLY_HINT)
    return stat.S_IMODE(target.stat().st_mode)


def _must_be(path: Path, target: Path, expected: str | None) -> None:
    """Refuse unless the disk holds what `expected` says."""
    if expected is None:
        if os.path.lexists(target):
            raise _failure(path, _EXISTS, _EXISTS_HINT)
        return
    try:
        found = fingerprint(target.read_bytes()) if target.is_file() else None
    except FileNotFoundError:
        found = None
    if found is None:
        raise _failure(path, _GONE, _CHANGED_HINT)
    if found != expected:
        raise _failure(path, _CHANGED, _CHANGED_HINT)


def _write_new(temporary: Path, data: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, 0o666), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        temporary.chmod(mode)


def _put_in_place(temporary: Path, target: Path, *, fresh: bool) -> None:
    """The one step that other processes see. `fresh`: raise FileExistsError rather than replace."""
    if fresh:
        try:
            os.link(temporary, target)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):
            pass  # a file system without hard links: a moment without certainty is what is left
        else:
            return
    for wait in (0.02, 0.1, 0.5):
        try:
            temporary.replace(target)
        except PermissionError:
            # On Windows, an editor or a virus scanner that has the file open holds it for a moment.
            if os.name != "nt":
                raise
            time.sleep(wait)
        else:
            return
    temporary.replace(target)


_LEFT_OVER = 600
"""Seconds after which a temporary file is nobody's: a write takes a moment."""


def _clear_leftovers(target: Path) -> None:
    """Take away what killed writes of this document left beside it: its own temporary files, old ones only."""
    ours = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{12}}\.tmp")
    for found in target.parent.iterdir():
        if not ours.fullmatch(found.name):
            continue
        with suppress(OSError):  # held open by somebody, or gone already
            known = found.lstat()
            if stat.S_ISREG(known.st_mode) and time.time() - known.st_mtime > _LEFT_OVER:
                found.unlink()


def _flush_folder(folder: Path) -> None:
    """Make the new name outlast a power cut, where the system has a way to ask for that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems refuse; the file is written all the same
    finally:
        os.close(handle)
