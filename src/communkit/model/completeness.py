"""Completeness: what a project at its stage should have answered, derived from the fields themselves.

Empty, "no", "not applicable" and "we don't know yet" are different answers; a proposal is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communkit.marked import N_, Message
from communkit.model.fields import Ask
from communkit.model.row import WHOLE_ROW, DocumentRow, Part, Row, children
from communkit.rules import Severity, Sighting, Stage, State


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of one row and how it stands."""

    row: Row
    field: str
    ask: Ask
    state: State


def is_empty(value: object) -> bool:
    """Whether `value` says nothing: absent, or a list, mapping, part or row without anything in it."""
    if isinstance(value, Row):
        noted = (*value.not_applicable, *value.unknown)
        return not noted and all(is_empty(getattr(value, name)) for name in type(value).asks())
    return value is None or value in ([], {}) or (isinstance(value, Part) and value.is_empty)


def state_of(row: Row, field: str) -> State:
    """How `field` of `row` stands, its notes considered."""
    if row.is_noted(row.not_applicable, field):
        return State.NOT_APPLICABLE
    if is_empty(getattr(row, field)):
        return State.UNKNOWN if row.is_noted(row.unknown, field) else State.UNANSWERED
    if field in row.proposed or WHOLE_ROW in row.proposed:
        return State.PROPOSED
    return State.ANSWERED


def answers(document: DocumentRow) -> Iterator[Answer]:
    """Every field of `document` that makes sense where it stands, row by row in written order."""
    yield from _answers(document)


def _answers(row: Row) -> Iterator[Answer]:
    if WHOLE_ROW in row.not_applicable:
        return
    for field, told in type(row).asks().items():
        if told.when is None or told.when(row):
            yield Answer(row, field, told, state_of(row, field))
    for child in children(row):
        yield from _answers(child)


UNANSWERED = N_("“{what}” is not answered yet.")
ONLY_PROPOSED = N_("“{what}” is only proposed: confirm it or change it.")
NEXT_STAGE = N_("Will be needed at the next stage: {what}.")
NOT_KNOWN = N_("“{what}” is not known yet. What is planned to find out: {plan}")
DUE_LATER = N_("“{what}” will be needed at the next stage.")
TOGETHER: Mapping[str, str] = {
    UNANSWERED: N_("Not answered yet: {what}."),
    ONLY_PROPOSED: N_("Only proposed, to be confirmed or changed: {what}."),
    DUE_LATER: NEXT_STAGE,
}
"""How the sentences about one field are said of several fields of one row."""


def unanswered(document: DocumentRow, stage: Stage, *, gently: bool = False) -> Iterator[Sighting]:
    """The fields whose answer is due at `stage` (an error) or at the next one (a note).

    A field that the team knows it does not know, and says how it will find out, only warns. `gently`: an idea is
    helped, not scolded; what is due at that stage is a note, and what the next one needs is told in one.
    """
    young = gently and stage is Stage.IDEA
    later: dict[str, Message] = {}
    for answer in answers(document):
        needed = answer.ask.needed
        if needed is None or answer.state in (State.ANSWERED, State.NOT_APPLICABLE):
            continue
        due = stage >= needed
        if not due and stage != needed.previous:
            continue
        what = Message(answer.ask.title)
        if young and not due:
            later.setdefault(answer.ask.title, what)
            continue
        severity = Severity.ERROR if due and not young else Severity.NOTE
        match answer.state:
            case State.PROPOSED:
                yield answer.row.at(answer.field, says=ONLY_PROPOSED, severity=severity, what=what)
            case State.UNKNOWN:
                plan = answer.row.unknown.get(answer.field) or answer.row.unknown[WHOLE_ROW]
                severity = Severity.WARNING if due and not young else Severity.NOTE
                yield answer.row.at(answer.field, says=NOT_KNOWN, severity=severity, what=what, plan=str(plan))
            case _:
                says = UNANSWERED if due else DUE_LATER
                yield answer.row.at(answer.field, says=says, severity=severity, what=what)
    if later:
        yield document.at(says=NEXT_STAGE, severity=Severity.NOTE, what=tuple(later.values()))
