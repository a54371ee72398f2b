"""`communkit project`: the walk through the project's identity, its parties and its plans."""

from __future__ import annotations

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.interview import All, Show, run
from communkit.marked import N_

ABOUT = N_(
    "Go through the project's identity: its name, its stage, the organisations and people involved, what funders ask,"
    " when it opens. What is missing or only proposed is asked; each answer is saved at once, and one can stop at any"
    " moment and go on another day."
)


def command(app: App, all: All = False, show: Show = False) -> Exit:
    """Ask what is missing in the project's identity, or show it."""
    return run(app, "project", review=all, show=show)
