"""Structures compared: what excludes each first, then how well it answers what counts, by the team's own weights.

A criterion of which nothing is known is counted both ways, at its worst and at its best: a structure has a range, and
two whose ranges meet cannot be told apart. The team's answers go before what was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communkit.licences.carriers import CRITERIA, Carrier, Statement, carrier
from communkit.rules import provider
from communkit.steps.continuity.model import Continuity, Option
from communkit.steps.continuity.words import MOST, Ability, Form, Grade, Weight
from communkit.steps.project import Project


@dataclass(frozen=True, slots=True)
class Cell:
    """One structure on one criterion: the grade that counts, whether it is the team's own, and what was read."""

    criterion: str
    weight: Weight | None
    grade: Grade | None
    own: bool
    read: Statement | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One structure: what excludes it, what depends on conditions, what nobody knows, and its points.

    `low` and `high` are the points at worst and at best, of `most` that could be had: a weight from 0 to 3 times a
    grade from 0 to 4, added up over the criteria that count.
    """

    form: Form
    carrier: Carrier | None
    excluded: tuple[Ability, ...]
    conditions: tuple[Ability, ...]
    unknown: tuple[Ability, ...]
    cells: tuple[Cell, ...]
    low: int
    high: int
    most: int

    @property
    def is_weighed(self) -> bool:
        """Whether anything counts: without weights there is no order."""
        return self.most > 0

    def cell(self, criterion: str) -> Cell:
        """What it answers to `criterion`. Raises KeyError."""
        for one in self.cells:
            if one.criterion == criterion:
                return one
        raise KeyError(criterion)

    def is_behind(self, other: Verdict) -> bool:
        """Whether `other` is ahead whatever the unknown answers turn out to be."""
        return other.low > self.high


def compare(project: Project, continuity: Continuity) -> dict[Form, Verdict]:
    """A verdict for each structure under `options`, by its form."""
    return {one.form: verdict(one, project, continuity) for one in continuity.options}


def verdict(option: Option, project: Project, continuity: Continuity) -> Verdict:
    """What excludes `option`, and how well it answers what counts."""
    known = carrier(str(option.form), project.jurisdiction)
    answers: Mapping[str, Statement] = known.abilities if known else {}
    needs = {one: answers.get(str(one)) for one in continuity.needs or ()}
    cells = tuple(_cell(one, option, continuity, known) for one in CRITERIA)
    low = high = most = 0
    for one in cells:
        factor = one.weight.factor if one.weight else 0
        most += factor * MOST
        low += factor * (one.grade.points if one.grade else 0)
        high += factor * (one.grade.points if one.grade else MOST)
    return Verdict(
        form=option.form,
        carrier=known,
        excluded=tuple(one for one, said in needs.items() if said and said.word == "unable"),
        conditions=tuple(one for one, said in needs.items() if said and said.word == "conditions"),
        unknown=tuple(one for one, said in needs.items() if said is None),
        cells=cells,
        low=low,
        high=high,
        most=most,
    )


def _cell(criterion: str, option: Option, continuity: Continuity, known: Carrier | None) -> Cell:
    weight: Weight | None = getattr(continuity.weights, criterion, None)
    own: Grade | None = getattr(option.scores, criterion, None)
    read = known.criteria.get(criterion) if known else None
    return Cell(criterion, weight, own or (Grade.of(read.word) if read else None), own is not None, read)


def leading(verdicts: Mapping[Form, Verdict]) -> tuple[Verdict, ...]:
    """The structures that are not excluded and behind none of the others: several where they cannot be told apart."""
    admitted = [one for one in verdicts.values() if not one.excluded and one.is_weighed]
    return tuple(one for one in admitted if not any(one.is_behind(other) for other in admitted))


@provider
def carriers_compared(project: Project, continuity: Continuity) -> dict[Form, Verdict]:
    """The same comparison, by the name under which rules ask for it."""
    return compare(project, continuity)
