"""`communkit governance`: the walk through bodies, decisions, terms and what happens when rules are broken."""

from __future__ import annotations

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.interview import All, Show, run
from communkit.marked import N_

ABOUT = N_(
    "Go through the governance: who decides together, who decides what and how, who chooses among demands, who sits"
    " where and until when. What is missing or only proposed is asked; each answer is saved at once, and one can stop"
    " at any moment and go on another day."
)


def command(app: App, all: All = False, show: Show = False) -> Exit:
    """Ask what is missing about the governance, or show it."""
    return run(app, "governance", review=all, show=show)
