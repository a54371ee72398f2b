"""`communkit charter`: the walk through what the parties intend, together and each for itself."""

from __future__ import annotations

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.interview import All, Show, run
from communkit.marked import N_

ABOUT = N_(
    "Go through the charter of intention: what the parties want together, what each wants for itself and expects of the"
    " others, what is still unclear, which principle holds for the licence. What is missing or only proposed is asked;"
    " each answer is saved at once, and one can stop at any moment and go on another day."
)


def command(app: App, all: All = False, show: Show = False) -> Exit:
    """Ask what is missing in the charter, or show it."""
    return run(app, "charter", review=all, show=show)
