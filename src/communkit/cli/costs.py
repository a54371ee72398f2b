"""`communkit costs`: the walk through what the commons takes, who bears it, what pays, and what else would do."""

from __future__ import annotations

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.interview import All, Show, run
from communkit.marked import N_

ABOUT = N_(
    "Go through the costs: the six rows in working time and money, year by year, who bears them and by which key, what"
    " pays for them, and what other ways would cost. What is missing or only proposed is asked; each answer is saved at"
    " once, and one can stop at any moment and go on another day."
)


def command(app: App, all: All = False, show: Show = False) -> Exit:
    """Ask what is missing in the costs, or show them."""
    return run(app, "costs", review=all, show=show)
