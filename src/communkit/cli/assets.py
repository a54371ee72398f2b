"""`communkit assets`: the walk through assets, rights and licences."""

from __future__ import annotations

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.interview import All, Show, run
from communkit.marked import N_

ABOUT = N_(
    "Go through the IP table: what the project holds, who has which right on it, under which licence it goes out, how"
    " contributions are secured. What is missing or only proposed is asked; each answer is saved at once, and one can"
    " stop at any moment and go on another day."
)


def command(app: App, all: All = False, show: Show = False) -> Exit:
    """Ask what is missing in the IP table, or show it."""
    return run(app, "assets", review=all, show=show)
