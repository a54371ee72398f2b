"""Lists of licences that bind somebody: `licences/lists/<id>.yaml`, one file a jurisdiction or a funder.

A list says for whom it binds, which ids it names for which kind of thing, the families that its law names
beyond the versions, and dated homologations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from typing import Literal, TypeAlias

from communkit.licences.data import Table, folder, read_table
from communkit.licences.expressions import Expression, Term, parse
from communkit.marked import N_, Message

StatusKind: TypeAlias = Literal[
    "listed", "homologated", "version-differs", "unknown", "homologation-expired", "wrong-table", "off"
]

STATUSES: tuple[StatusKind, ...] = (
    "listed",
    "homologated",
    "version-differs",
    "unknown",
    "homologation-expired",
    "wrong-table",
    "off",
)  # from best to worst
STALE_AFTER_DAYS = 366


@dataclass(frozen=True, slots=True)
class ListSource:
    """A law or page that the list was read in."""

    title: str
    url: str | None
    as_of: date
    verified: bool


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Licences that the list puts under one heading."""

    id: str
    title: Message
    licences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListTable:
    """The part of a list that holds for some kinds of thing. `families` are patterns of ids (`GPL-*`)."""

    id: str
    title: Message
    kinds: tuple[str, ...]
    groups: tuple[ListGroup, ...]
    families: tuple[str, ...]

    @property
    def licences(self) -> tuple[str, ...]:
        """Every id of the table."""
        return tuple(licence for group in self.groups for licence in group.licences)


@dataclass(frozen=True, slots=True)
class Homologation:
    """A dated decision that allows one more licence, for what it was asked for (`scope`)."""

    licence: str
    table: str
    scope: Message
    decided_on: date
    valid_until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class BindingList:
    """One list, with its sources.

    `as_of` is the day of the version that the ids were taken from; `otherwise` says what a licence outside of the
    list needs.
    """

    id: str
    jurisdiction: str
    name: Message
    applies_to: Message
    as_of: date
    sources: Mapping[str, ListSource]
    tables: tuple[ListTable, ...]
    homologations: tuple[Homologation, ...]
    homologations_note: Message | None
    otherwise: Message

    def table(self, name: str) -> ListTable:
        """The table called `name`. Raises KeyError."""
        for table in self.tables:
            if table.id == name:
                return table
        raise KeyError(name)

    def table_for(self, kind: str) -> ListTable | None:
        """The table that speaks of a kind of asset; None where the list is silent on it (marks, hardware)."""
        return next((table for table in self.tables if kind in table.kinds), None)

    def stale(self, on: date) -> bool:
        """Is the list older than a year on that day?"""
        return (on - self.as_of).days > STALE_AFTER_DAYS


@dataclass(frozen=True, slots=True)
class ListStatus:
    """What a list says of a licence: `kind`, why, where that was read, the nearest ids that are on it.

    `as_of` and `stale` concern the list; `term` is the licence that decided, for an expression.
    """

    kind: StatusKind
    reason: Message
    sources: tuple[ListSource, ...]
    nearest: tuple[str, ...]
    as_of: date
    stale: bool
    term: str


def _source(table: Table, key: str) -> ListSource:
    row = table.table(key)
    source = ListSource(row.text("title"), row.optional_text("url"), row.day("as_of"), row.truth("verified"))
    row.done()
    return source


def _table(row: Table) -> ListTable:
    groups = []
    for group in row.tables("groups"):
        groups.append(ListGroup(group.text("id"), group.said("title"), group.texts("licences")))
        group.done()
    table = ListTable(row.text("id"), row.said("title"), row.texts("kinds"), tuple(groups), row.texts("families"))
    row.done()
    return table


def _homologation(row: Table) -> Homologation:
    found = Homologation(
        row.text("licence"),
        row.text("table"),
        row.said("scope"),
        row.day("decided_on"),
        row.day("valid_until") if row.has("valid_until") else row.raw("valid_until"),
        row.text("source"),
    )
    row.done()
    return found


@cache
def binding_lists() -> tuple[str, ...]:
    """The ids of the lists that communkit has."""
    return tuple(sorted(path.stem for path in folder("lists").glob("*.yaml")))


@cache
def binding_list(name: str) -> BindingList:
    """The list called `name`. Raises KeyError for one that communkit does not have, DataError for a bad file."""
    if name not in binding_lists():
        raise KeyError(name)
    table = read_table(folder("lists") / f"{name}.yaml")
    sources = table.table("sources")
    found = BindingList(
        id=table.text("id"),
        jurisdiction=table.text("jurisdiction"),
        name=table.said("name"),
        applies_to=table.said("applies_to"),
        as_of=table.day("as_of"),
        sources={key: _source(sources, key) for key in sources.keys()},  # noqa: SIM118 - no dict
        tables=tuple(_table(row) for row in table.tables("tables")),
        homologations=tuple(_homologation(row) for row in table.tables("homologations")),
        homologations_note=table.optional_said("homologations_note"),
        otherwise=table.said("otherwise"),
    )
    table.done()
    if not found.sources:
        raise table.wrong(N_("a list without source"), "sources")
    return found


def status(expression: Expression | str, binding: BindingList | str, table: str, on: date) -> ListStatus:
    """What `binding` says of a licence or an expression, in its table `table`, on the day `on`.

    Of several licences joined by AND the worst counts, of those offered by OR the best. "version-differs" is
    neither hit nor fault: the law names the family, the list another version. Raises ExpressionError, KeyError.
    """
    found = binding_list(binding) if isinstance(binding, str) else binding
    parsed = parse(expression) if isinstance(expression, str) else expression
    rows = found.table(table)

    def rank(answer: ListStatus) -> int:
        return STATUSES.index(answer.kind)

    return parsed.fold(
        lambda term: _status(term, found, rows, on),
        lambda answers: max(answers, key=rank),
        lambda answers: min(answers, key=rank),
    )


def _status(term: Term, binding: BindingList, table: ListTable, on: date) -> ListStatus:
    nearest: tuple[str, ...] = ()

    def answer(kind: StatusKind, template: str, **values: str | date | Message | list[str]) -> ListStatus:
        return ListStatus(
            kind,
            Message(template, {"licence": term.text, "list": binding.name, "table": table.title, **values}),
            tuple(binding.sources.values()),
            nearest,
            binding.as_of,
            binding.stale(on),
            term.text,
        )

    if term.is_ref:
        return answer("unknown", N_("{licence} is a text of one's own: compare it with the {list} yourself."))
    if term.id in table.licences and not term.exception:
        return answer("listed", N_("{licence} is on the {list}, for {table}."))
    decisions = [h for h in binding.homologations if h.licence == term.id and h.table == table.id]
    for decision in decisions:
        if decision.valid_until is None or on <= decision.valid_until:
            return answer(
                "homologated",
                N_("{licence} was homologated on {day}, for {scope} only."),
                day=decision.decided_on,
                scope=decision.scope,
            )
    family = next((pattern for pattern in table.families if _in_family(term, pattern)), None)
    if family is not None:
        nearest = tuple(licence for licence in table.licences if fnmatchcase(licence, family))
        if term.id in table.licences:
            return answer(
                "version-differs",
                N_("The {list} names {base}; with the exception that {licence} adds, it says nothing of it."),
                base=term.id,
            )
        if term.undecided:
            return answer(
                "version-differs",
                N_("{licence} says neither “only” nor “or later”; the {list} names {nearest}."),
                nearest=list(nearest),
            )
        return answer(
            "version-differs",
            N_("The law behind the {list} names the family of {licence}, the list itself names {nearest}."),
            nearest=list(nearest),
        )
    if decisions:
        last = max(decisions, key=lambda decision: decision.decided_on)
        return answer(
            "homologation-expired",
            N_("{licence} was homologated until {day}; no later decision is known."),
            day=last.valid_until or last.decided_on,
        )
    elsewhere = next((other for other in binding.tables if term.id in other.licences), None)
    nearest = table.licences
    if elsewhere is not None:
        return answer(
            "wrong-table",
            N_("{licence} is on the {list} for {other}, not for {table}."),
            other=elsewhere.title,
        )
    return answer(
        "off",
        N_("{licence} is not on the {list} for {table}. {otherwise}"),
        otherwise=binding.otherwise,
    )


def _in_family(term: Term, pattern: str) -> bool:
    return any(fnmatchcase(identifier, pattern) for identifier in (term.id, *term.readings))
