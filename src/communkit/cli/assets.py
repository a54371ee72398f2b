"""`communkit assets`: the walk through assets, rights and licences."""

from __future__ import annotations

from typing import Annotated

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.interview import All, Show, at_terminal, run
from communkit.errors import UsageError
from communkit.marked import N_, Message

ABOUT = N_(
    "Go through the IP table: what the project holds, who has which right on it, under which licence it goes out, how"
    " contributions are secured. What is missing or only proposed is asked; each answer is saved at once, and one can"
    " stop at any moment and go on another day."
)


EXAMPLES = """\
communkit assets
communkit assets --scan
communkit assets --map"""


def command(
    app: App,
    all: All = False,
    show: Show = False,
    scan: Annotated[
        bool,
        typer.Option(
            "--scan",
            help=N_("Look at the repository first and propose what the table does not say; nothing twice."),
        ),
    ] = False,
    map: Annotated[
        bool, typer.Option("--map", help=N_("Print how each cell of the table stands against the repository."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("With --scan: show what would change, and change nothing."))
    ] = False,
) -> Exit:
    """Ask what is missing in the IP table, or show it."""
    if dry_run and not scan:
        raise UsageError(Message(N_("--dry-run goes with --scan: answers are saved as they are given.")))
    if map:
        from communkit.cli.scanned import heat

        app.result(heat(app))
        return Exit.CLEAN
    if scan:
        from communkit.cli.scanned import scan as look

        look(app, dry_run=dry_run)
        if dry_run or show or not at_terminal():
            return Exit.CLEAN
    return run(app, "assets", review=all, show=show)
