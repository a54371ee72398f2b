"""`communkit community`: the walk through users, contributors and maintainers."""

from __future__ import annotations

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.interview import All, Show, run
from communkit.marked import N_

ABOUT = N_(
    "Go through the community: who uses the commons, who contributes, who keeps it going, how one comes further in,"
    " what brings people together, what is counted. What is missing or only proposed is asked; each answer is saved at"
    " once, and one can stop at any moment and go on another day."
)


def command(app: App, all: All = False, show: Show = False) -> Exit:
    """Ask what is missing about the community, or show it."""
    return run(app, "community", review=all, show=show)
