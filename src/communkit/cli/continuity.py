"""`communkit continuity`: the walk through who carries the commons, how it outlives its initiators, how it ends."""

from __future__ import annotations

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.interview import All, Show, run
from communkit.marked import N_

ABOUT = N_(
    "Go through continuity: which structure carries the commons, what passes to it, who holds keys and domain names,"
    " which law is watched, where the documentation is, what happens on the last day. What is missing or only proposed"
    " is asked; each answer is saved at once, and one can stop at any moment and go on another day."
)


def command(app: App, all: All = False, show: Show = False) -> Exit:
    """Ask what is missing in continuity, or show it."""
    return run(app, "continuity", review=all, show=show)
