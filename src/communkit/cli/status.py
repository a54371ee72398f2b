"""`communkit status`: the board. Where the dossier stands, and the one next thing to do."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.marked import N_

ABOUT = N_(
    "Show where the dossier stands: how much of each step is answered, the gravest thing in each, and the one next"
    " thing to do, with the command to type. Nothing is written, and findings do not make it fail: that is what"
    " communkit check is for."
)


class Format(StrEnum):
    """The formats of the board."""

    TEXT = "text"
    JSON = "json"


def command(
    app: App,
    format: Annotated[Format, typer.Option("--format", help=N_("How the board is printed."))] = Format.TEXT,
) -> Exit:
    """Read the dossier, judge it, and print the board."""
    from communkit.audit.board import board
    from communkit.audit.run import examine
    from communkit.cli.dossier import from_here, open_dossier
    from communkit.report.board import render, render_json
    from communkit.steps.walk import STEPS

    dossier = open_dossier(app)
    shown = board(dossier, examine(dossier, app.as_of), STEPS, from_here(dossier.root)(dossier.folder.name))
    if format is Format.JSON:
        app.result(render_json(shown, app.words))
    else:
        app.result(render(shown, app.words, colored=app.colored, width=app.width))
    return Exit.INVALID_DOCUMENT if dossier.problems else Exit.CLEAN
