"""A command module as the front door expects one, made for the tests: it ends in every way a command can."""

from __future__ import annotations

import errno
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communkit import errors
from communkit.cli.app import App
from communkit.cli.commands import Entry
from communkit.cli.exits import Exit
from communkit.marked import Message


class Kind(StrEnum):
    """A choice."""

    PLAIN = "plain"
    FANCY = "fancy"


SUMMARY = "Try the front door."
ABOUT = "Try the front door, in more words than one."
TABLE = {
    "try": Entry("house.throwaway", SUMMARY),
    "trial": Entry("house.never_imported", "Must not be imported."),
}

_RAISED: dict[str, BaseException] = {
    "usage": errors.UsageError(Message("Not {what}."), Message("Try {what} again.", {"what": "this"})),
    "documents": errors.InvalidDocuments(Message("Unreadable.")),
    "nothing": errors.NothingToCheck(Message("Nothing here.")),
    "stale": errors.StaleDeliverable(Message("Out of date.")),
    "environment": errors.EnvironmentFailure(Message("No git.")),
    "keyboard": KeyboardInterrupt(),
    "abort": typer.Abort(),
    "end-of-file": EOFError(),
    "denied": PermissionError(errno.EACCES, "Permission denied", "assets.yaml"),
    "lost": FileNotFoundError(errno.ENOENT, "No such file", "lost.yaml"),
    "exit": typer.Exit(Exit.STALE),
}


def command(
    app: App,
    words: Annotated[list[str] | None, typer.Argument(help="Words.")] = None,
    count: Annotated[int, typer.Option("--count", min=0, max=9, help="How many.")] = 3,
    kind: Annotated[Kind, typer.Option("--kind", help="Which kind.")] = Kind.PLAIN,
    where: Annotated[Path | None, typer.Option("--where", exists=True, file_okay=False, help="Where.")] = None,
    end: Annotated[str, typer.Option("--end", help="How to end.", show_default=False)] = "",
) -> int | None:
    """Say what was understood, then end as `end` wants."""
    if end in _RAISED:
        raise _RAISED[end]
    if end == "bug":
        raise RuntimeError(f"the folder {Path.home() / 'secret'} of lead@commune.example")
    if end == "much":
        for _ in range(100_000):
            app.result("line after line")
    if end == "wait":
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.read()
    if end == "signs":
        app.result(f"Problème → « œuvre » à l’étape 1… {chr(0xDCE9)} 木")
        return None
    app.talk(Message("Talking."))
    app.result(f"{words} {count} {kind.value} {where}")
    app.result(f"{app.language} {app.directory.as_posix()} {app.as_of} {app.quiet} {app.color}")
    return Exit.FINDINGS if end == "findings" else None
