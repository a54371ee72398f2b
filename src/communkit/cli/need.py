"""`communkit need`: the walk through the need, whom it concerns and what exists already."""

from __future__ import annotations

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.interview import All, Show, run
from communkit.marked import N_

ABOUT = N_(
    "Go through the need: what is missing and for whom, what must become possible, what exists already and how far it"
    " goes, what is decided. What is missing or only proposed is asked; each answer is saved at once, and one can stop"
    " at any moment and go on another day."
)


def command(app: App, all: All = False, show: Show = False) -> Exit:
    """Ask what is missing in the need, or show it."""
    return run(app, "need", review=all, show=show)
