"""The order of the walk, and which file holds each step. A step is imported only when it is worked on."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_
from communkit.model.step import Step

STEPS: tuple[Step, ...] = (
    Step("project", N_("Project"), "PRJ", 1, "communkit.steps.project"),
    Step("need", N_("Need and what exists"), "NEE", 1, "communkit.steps.need", number=1),
    Step("charter", N_("Charter of intention"), "CHA", 1, "communkit.steps.charter", number=2),
    Step("assets", N_("Assets and licences"), "AST", 1, "communkit.steps.assets", number=3),
    Step("community", N_("Community"), "COM", 1, "communkit.steps.community", number=4),
    Step("governance", N_("Governance"), "GOV", 1, "communkit.steps.governance", number=5),
    Step("costs", N_("Costs and funding"), "COS", 1, "communkit.steps.costs", number=6),
    Step("continuity", N_("Continuity"), "CNT", 1, "communkit.steps.continuity", number=7),
)


def step(name: str) -> Step | None:
    """The step called `name`, or None."""
    return next((one for one in STEPS if one.name == name), None)


def names() -> Iterator[str]:
    """The names of the steps, in the order of the walk."""
    return (one.name for one in STEPS)
