"""The decision table of the licence adviser, as `licences/advice.yaml` holds it.

Questions, what comes before any licence, remarks, and rows that turn facts into licences in an order. The engine that
uses it is `communkit.licences.advice`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communkit.licences.data import Said, Sourced, Table, folder, read_table
from communkit.licences.fitness import KINDS
from communkit.marked import N_

COLUMNS = (*KINDS, "font", "model")
"""The kinds of asset, and the two contents that have answers of their own."""

DERIVED: Mapping[str, tuple[str, ...]] = {
    "kind": COLUMNS,
    "sign_type": ("logo", "trademark", "name", "domain", "unknown"),
    "jurisdiction": (),
    "listed": ("yes", "no"),
    "has_licence": ("yes", "no"),
    "security": ("yes", "no"),
    "secrecy": ("yes", "no"),
    "people_shown": ("yes", "no"),
    "third_party": ("yes", "no"),
    "contract": ("yes", "no"),
}
"""Facts that rows may ask for beside the questions, and the words that each may have; none: any."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a question takes; `kinds`, where it makes sense for some only."""

    id: str
    label: Said
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an asset of some kinds. `type` is "word" (one of `options`) or "licences" (expressions)."""

    id: str
    type: str
    kinds: tuple[str, ...]
    title: Said
    asks: Said
    why: Said
    options: tuple[Choice, ...]
    sourced: Sourced

    def options_for(self, kind: str) -> tuple[Choice, ...]:
        """The answers that make sense for an asset of `kind`."""
        return tuple(one for one in self.options if not one.kinds or kind in one.kinds)


When = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said where `when` holds: beside `licences` only, where it names some. `asks`: the question to ask."""

    id: str
    when: When
    licences: tuple[str, ...]
    says: Said
    asks: Said | None
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Ranked:
    """Licences in an order, for the facts that `when` holds for."""

    id: str
    when: When
    licences: tuple[str, ...]
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Decision:
    """The whole table."""

    questions: tuple[Question, ...]
    first: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    policy: tuple[Remark, ...]
    levels: Mapping[str, str]
    reasons: Mapping[str, Said]
    rows: tuple[Ranked, ...]
    often_asked: Mapping[str, tuple[str, ...]]

    def questions_for(self, kind: str) -> tuple[Question, ...]:
        """The questions that make sense for an asset of `kind`, in their order."""
        return tuple(one for one in self.questions if kind in one.kinds)


def holds(when: When, facts: Mapping[str, str]) -> bool:
    """Whether each fact that `when` names has one of the words that it may have."""
    return all(facts.get(name) in words for name, words in when.items())


@cache
def decision() -> Decision:
    """The table. Raises DataError when the file has not its shape."""
    table = read_table(folder("") / "advice.yaml")
    questions = tuple(_question(one) for one in table.tables("questions"))
    known = {one.id: tuple(option.id for option in one.options) for one in questions} | dict(DERIVED)
    levels = table.table("levels")
    reasons = table.table("reasons")
    often = table.table("often_asked")
    found = Decision(
        questions=questions,
        first=tuple(_remark(one, known) for one in table.tables("first")),
        remarks=tuple(_remark(one, known) for one in table.tables("remarks")),
        policy=tuple(_remark(one, known) for one in table.tables("policy")),
        levels={name: levels.text(name) for name in levels.keys()},  # noqa: SIM118 - a Table is not a dict
        reasons={name: reasons.said(name) for name in reasons.keys()},  # noqa: SIM118 - as above
        rows=tuple(_row(one, known) for one in table.tables("rows")),
        often_asked={name: often.texts(name) for name in often.keys()},  # noqa: SIM118 - as above
    )
    table.done()
    for row in found.rows:
        table.known("reasons", row.licences, found.reasons)
    return found


def _question(table: Table) -> Question:
    found = Question(
        id=table.text("id"),
        type=table.text("type"),
        kinds=table.texts("kinds"),
        title=table.said("title"),
        asks=table.said("asks"),
        why=table.said("why"),
        options=tuple(_option(one) for one in table.tables("options")),
        sourced=table.sourced(),
    )
    table.known("type", (found.type,), ("word", "licences"))
    table.known("kinds", found.kinds, KINDS)
    table.done()
    return found


def _option(table: Table) -> Choice:
    found = Choice(table.text("id"), table.said("label"), table.texts("kinds"))
    table.known("kinds", found.kinds, KINDS)
    table.done()
    return found


def _when(table: Table, known: Mapping[str, tuple[str, ...]]) -> When:
    row = table.table("when")
    names = row.keys()
    table.known("when", names, known)
    when = {name: row.texts(name) for name in names}
    for name, words in when.items():
        if known[name]:
            row.known(name, words, known[name])
        if not words:
            raise row.wrong(N_("a list of texts is expected here"), name)
    return when


def _remark(table: Table, known: Mapping[str, tuple[str, ...]]) -> Remark:
    found = Remark(
        id=table.text("id"),
        when=_when(table, known),
        licences=table.texts("licences"),
        says=table.said("says"),
        asks=table.optional_said("asks"),
        sourced=table.sourced(),
    )
    table.done()
    return found


def _row(table: Table, known: Mapping[str, tuple[str, ...]]) -> Ranked:
    found = Ranked(table.text("id"), _when(table, known), table.texts("licences"), table.sourced())
    table.done()
    return found
