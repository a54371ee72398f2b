"""The walk through one step at a terminal: `communkit assets`, `communkit project`, and every step to come.

A command of this kind is one file, three lines of which are its own: see `cli/assets.py`. What is asked, and in
which order, is decided by `communkit.interview`; here it is said, typed and saved.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, TypeAlias

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.errors import UsageError
from communkit.marked import N_, Message

All: TypeAlias = Annotated[
    bool, typer.Option("--all", help=N_("Go through every answer, also those that are given already."))
]
Show: TypeAlias = Annotated[bool, typer.Option("--show", help=N_("Print the step as it stands, and ask nothing."))]


def run(app: App, name: str, *, review: bool, show: bool) -> Exit:
    """Ask what is missing in the step `name`, or `show` it. `review` asks for every answer again.

    Raises UsageError where there is no terminal to ask at: what comes through a pipe is never taken for answers.
    """
    from communkit.cli.interview.desk import Desk

    desk = Desk.open(app, name)
    if show:
        from communkit.cli.interview.table import shown_sheet

        app.result(shown_sheet(desk.read(), app, desk.step))
        return Exit.CLEAN
    if not at_terminal():
        raise UsageError(
            Message(N_("There is no terminal here to ask questions at.")),
            Message(
                N_("Edit {file} in its place, or print it with communkit {step} --show."),
                {"file": desk.named, "step": name},
            ),
        )
    from communkit.cli.interview.walk import Walk

    return Walk(app, desk, review=review).run()


def at_terminal() -> bool:
    """Whether a person sits at both ends. A terminal without a movable cursor cannot show a list to choose from."""
    ends = (sys.stdin, sys.stdout)
    return all(one is not None and one.isatty() for one in ends) and os.environ.get("TERM") != "dumb"
