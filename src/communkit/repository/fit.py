"""How what goes out stands to lists that bind and to what its licence was made for, kind by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from communkit.licences.fitness import Fitness, fit_expression
from communkit.licences.lists import ListStatus, binding_list, binding_lists, status
from communkit.repository.facts import Seen
from communkit.repository.files import File, Kind, Origin
from communkit.repository.licences import Licences

FAMILIES_OF_OLD = {"LicenseRef-Licence-Ouverte-1.0": "etalab-2.0"}
"""Texts that SPDX has no id for, and the listed version of the same licence."""


@dataclass(frozen=True, slots=True)
class Fit:
    """One licence on one kind of the project's own things.

    `lists` gives what each list that binds somebody says (by its id); a list silent on that kind is left out where
    `silent` names it. Whether a list binds this project is another question.
    """

    kind: Kind
    content_type: str | None
    expression: str
    where: str
    files: int
    lists: tuple[tuple[str, ListStatus], ...]
    silent: tuple[str, ...]
    fitness: Fitness
    evidence: tuple[Seen, ...]


def fits(licences: Licences, files: Iterable[File], on: date) -> tuple[Fit, ...]:
    """The outbound licence on what the project mainly is, then each part under another licence."""
    counts = Counter(one.kind for one in files if one.origin is Origin.OWN and one.kind)
    found = []
    outbound = licences.weighed
    if outbound.expression is not None:
        found.append(_fit(licences.main, outbound.expression, "", counts[licences.main], outbound.evidence, on))
    for part in licences.parts:
        kind = part.kind or licences.main
        if part.where and part.kind is None:
            continue
        found.append(_fit(kind, part.expression, part.where, counts[kind], part.evidence, on))
    return tuple(found)


def _fit(kind: Kind, expression: str, where: str, files: int, evidence: tuple[Seen, ...], on: date) -> Fit:
    said, silent = [], []
    for binding in map(binding_list, binding_lists()):
        table = binding.table_for(kind.value)
        if table is None:
            silent.append(binding.id)
        else:
            said.append((binding.id, status(_listed_as(expression), binding, table.id, on)))
    fitness = fit_expression(_listed_as(expression), kind.value)
    if kind is Kind.CONTENT and fitness.verdict == "unfit":
        of_fonts = fit_expression(_listed_as(expression), kind.value, "font")
        fitness = of_fonts if of_fonts.verdict == "made-for" else fitness  # who says OFL of contents says it of fonts
    return Fit(kind, None, expression, where, files, tuple(said), tuple(silent), fitness, evidence[:3])


def _listed_as(expression: str) -> str:
    return FAMILIES_OF_OLD.get(expression, expression)


def main_status(found: Iterable[Fit]) -> Iterator[tuple[str, str]]:
    """What each list says of the outbound licence, as one word: `off` where it is silent on that kind of thing."""
    first = next(iter(found), None)
    if first is not None:
        for name, said in first.lists:
            old = first.expression in FAMILIES_OF_OLD and said.kind == "listed"
            yield name, "version-differs" if old else said.kind
        for name in first.silent:
            yield name, "off"
