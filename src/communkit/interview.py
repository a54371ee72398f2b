"""What to ask next: a pure function of a tree of plain data, which `model.questions` derives from any step.

Nothing here talks, reads or writes. An answer becomes edits of the document, so that whoever asks (a terminal,
a test, another front end) only has to apply them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TypeAlias

from communkit.documents.edit_types import AppendRow, Edit, Remove, SetValue
from communkit.marked import Message
from communkit.rules.severity import Stage
from communkit.rules.state import State

Path: TypeAlias = "tuple[str | int, ...]"
WHOLE_ROW = "*"


OPEN = frozenset({State.UNANSWERED, State.PROPOSED})
"""The states in which a field is asked without being asked to review everything."""


class Kind(StrEnum):
    """What an answer is made of, and so how it is asked."""

    LINE = "line"
    TEXT = "text"
    WORD = "word"
    REFERENCE = "reference"
    IDENTIFIER = "identifier"
    DAY = "day"
    SHARE = "share"
    NUMBER = "number"
    YES_NO = "yes-no"
    DONE = "done"
    LICENCE = "licence"
    PART = "part"
    ROWS = "rows"


class Due(IntEnum):
    """When an answer is needed: at this stage, at the next one, at a later one, or never by itself."""

    NOW = 0
    NEXT = 1
    LATER = 2
    NEVER = 3


class Purpose(StrEnum):
    """Why a question is asked."""

    ASK = "ask"
    CONFIRM = "confirm"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose: what is written, and what people read."""

    value: str | bool
    label: str | Message


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of a list that share a word of a vocabulary ("code"), asked for together."""

    value: str
    label: str | Message
    state: State
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field where it stands.

    `path` leads to its value in the document, `address` names it for good. `value` is plain data. `evidence` says
    what bears it out, one text a place. `note` is the reason or the plan of a field that is not applicable or not
    known. `follows`: an answer given calls for it at once. `closed`: only `choices` are answers. Of a part, `fields`
    are its own; of a mapping, which is asked like a part, one a row of the list that it speaks of (`keyed`). Of a
    list, `rows` are there, `blank` are the fields asked to add one, `groups` the words that sort it by the field `by`.
    """

    name: str
    path: Path
    address: str
    kind: Kind
    title: str | Message
    question: str | Message | None = None
    why: str | None = None
    example: str | None = None
    state: State = State.UNANSWERED
    value: object = None
    note: str | None = None
    evidence: tuple[str, ...] = ()
    needed: Stage | None = None
    follows: bool = False
    key: bool = False
    many: bool = False
    long: bool = False
    closed: bool = False
    keyed: bool = False
    choices: tuple[Choice, ...] = ()
    register: str | None = None
    fields: tuple[Field, ...] = ()
    rows: tuple[Row, ...] = ()
    blank: tuple[Field, ...] = ()
    by: str | None = None
    groups: tuple[Group, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def document(self) -> str:
        """The name of the document that the field stands in."""
        return self.address.partition(".")[0].partition("[")[0]


@dataclass(frozen=True, slots=True)
class Row:
    """One row, or the whole document: its fields that make sense, and its four notes as they are written.

    `proposed`: nobody has confirmed that the row is there at all. `filled` are the fields, keys aside, that have a
    value. `sorted_as` is the word under which its list sorts it, `called_by` the field by which people call it.
    `repeatable`: more than its keys tells it from its neighbours, and another row may have the same (one more term).
    """

    path: Path
    address: str
    fields: tuple[Field, ...]
    notes: Mapping[str, object] = field(default_factory=dict)
    proposed: bool = False
    filled: tuple[str, ...] = ()
    sorted_as: str | None = None
    called_by: str = "name"
    repeatable: bool = False

    def get(self, name: str) -> Field | None:
        """The field of that name, where it makes sense."""
        return next((one for one in self.fields if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Tree:
    """A document as questions see it, and the stage of its project."""

    root: Row
    stage: Stage


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask: a field of a row (`above` holds the rows around it), or one group of a list."""

    row: Row
    field: Field
    purpose: Purpose
    due: Due
    group: Group | None = None
    above: tuple[Row, ...] = ()

    @property
    def address(self) -> str:
        """The name under which a question is remembered, whatever happens to the document meanwhile."""
        return f"{self.field.address}@{self.group.value}" if self.group else self.field.address

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the list, or of its group."""
        if self.group is None:
            return self.field.rows
        return tuple(one for one in self.field.rows if one.sorted_as == self.group.value)


def next_question(tree: Tree, passed: frozenset[str] = frozenset(), *, review: bool = False) -> Question | None:
    """The first of `questions`, None when nothing is left."""
    return next(iter(questions(tree, passed, review=review)), None)


def questions(tree: Tree, passed: frozenset[str] = frozenset(), *, review: bool = False) -> Sequence[Question]:
    """What is to be asked, in the order of the document, what the stage needs before the rest.

    `passed` are the addresses that were put off. Fields without a question are never asked. `review` asks for
    every answer again, in the order of the document. The rows of a proposed row wait until it is confirmed.
    """
    found = [one for one in _below(tree.root, (), tree.stage, review) if one.address not in passed]
    return found if review else sorted(found, key=_urgency)


def question_at(tree: Tree, address: str) -> Question | None:
    """The question of that address, however it stands; None when the field is no longer there."""
    return next((one for one in _below(tree.root, (), tree.stage, True, keys=True) if one.address == address), None)


def question_holding(tree: Tree, row: Row) -> Question | None:
    """The question about the list, or the group of a list, in which `row` stands; None for the document itself."""
    for one in _below(tree.root, (), tree.stage, True, keys=True):
        if any(each.address == row.address for each in one.rows):
            return one
    return None


def rows_below(row: Row) -> Iterator[Row]:
    """Every row inside `row`, in the order of the document."""
    for one in row.fields:
        for inner in one.rows:
            yield inner
            yield from rows_below(inner)


def _below(row: Row, above: tuple[Row, ...], stage: Stage, review: bool, *, keys: bool = False) -> Iterator[Question]:
    for one in row.fields:
        if one.question is None or (one.key and not keys):
            continue
        for group in one.groups:
            if review or group.state in OPEN:
                yield Question(row, one, _purpose(group.state), _due(one, group.state, stage), group, above)
        held = one.kind is Kind.PART and bool(one.rows) and not keys  # its own fields are asked one by one
        if not one.groups and not held and (review or one.state in OPEN):
            yield Question(row, one, _purpose(one.state), _due(one, one.state, stage), None, above)
        for inner in one.rows:
            if not inner.proposed:
                yield from _below(inner, (*above, row), stage, review, keys=keys)


def _purpose(state: State) -> Purpose:
    if state is State.PROPOSED:
        return Purpose.CONFIRM
    return Purpose.ASK if state is State.UNANSWERED else Purpose.REVIEW


def _due(asked: Field, state: State, stage: Stage) -> Due:
    if state is State.PROPOSED or asked.follows or (asked.needed is not None and stage >= asked.needed):
        return Due.NOW
    if asked.needed is None:
        return Due.NEVER
    return Due.NEXT if asked.needed.previous is stage else Due.LATER


def _urgency(question: Question) -> tuple[Due, int]:
    """What is asked first: by when it is due, and among later stages the nearer one."""
    needed = question.field.needed
    return question.due, needed.rank if needed is not None and question.due is Due.LATER else 0


# From an answer to edits. Notes are keyed by the name of the row's own field, also for a value deep in a part; they
# stand last in a row, so answers come above them.

_NOTES = ("not_applicable", "unknown", "evidence", "proposed")


def answered(row: Row, name: str, path: Path, value: object) -> tuple[Edit, ...]:
    """`value` at `path`, in the field `name` of `row`: whatever note said otherwise goes."""
    old = (*_without(row, "evidence", name), *_without(row, "unknown", name), *_without(row, "not_applicable", name))
    return (SetValue(path, value, _NOTES), *old, *_settled(row, name))


def confirmed(row: Row, name: str) -> tuple[Edit, ...]:
    """The proposed value of `name` is right; what bears it out stays."""
    return _settled(row, name)


def not_known(row: Row, name: str, plan: str, *, filled: bool) -> tuple[Edit, ...]:
    """Nobody knows `name` yet; `plan` is what will be done to know. `filled`: a value stands there, and goes."""
    return _noted(row, name, "unknown", "not_applicable", plan, filled)


def not_applicable(row: Row, name: str, reason: str, *, filled: bool) -> tuple[Edit, ...]:
    """The field `name` makes no sense for `row`, because of `reason`."""
    return _noted(row, name, "not_applicable", "unknown", reason, filled)


def _noted(row: Row, name: str, note: str, other: str, text: str, filled: bool) -> tuple[Edit, ...]:
    gone = (Remove((*row.path, name)),) if filled else ()
    rest = (*_without(row, "evidence", name), *_without(row, other, name), *_settled(row, name))
    return (*gone, *rest, SetValue((*row.path, note, name), text, ("evidence", "proposed")))


def added(row: Row, listed: Field, values: Mapping[str, object]) -> tuple[Edit, ...]:
    """One more row, `values`, in the list `listed` of `row`; notes that said there was none go."""
    names = (listed.name, str(values.get(listed.by))) if listed.by else (listed.name,)
    gone = [edit for name in names for note in ("unknown", "not_applicable") for edit in _without(row, note, name)]
    return (AppendRow(listed.path, values, _NOTES), *gone)


def removed(listed: Field, rows: Sequence[Row]) -> tuple[Edit, ...]:
    """Some rows of the list `listed` go; the list stays, empty, when they were all of it."""
    if len(rows) == len(listed.rows):
        return (SetValue(listed.path, []),)
    return tuple(Remove(one.path) for one in sorted(rows, key=lambda one: one.path, reverse=True))


def confirmed_rows(rows: Sequence[Row]) -> tuple[Edit, ...]:
    """Everything that is proposed in `rows` is right, the rows inside them included."""
    return tuple(edit for one in rows for edit in _confirmed(one))


def opened_row(row: Row, settled: str | None = None) -> tuple[Edit, ...]:
    """`row` is there, and each of its values is still to be confirmed, but for the field `settled`."""
    proposed = _proposed(row)
    left = [name for name in row.filled if (WHOLE_ROW in proposed or name in proposed) and name != settled]
    return (SetValue((*row.path, "proposed"), left),) if left else tuple(_own_confirmed(row))


def _confirmed(row: Row) -> Iterator[Edit]:
    for one in row.fields:
        for inner in one.rows:
            yield from _confirmed(inner)
    yield from _own_confirmed(row)


def _own_confirmed(row: Row) -> Iterator[Edit]:
    if _proposed(row):
        yield Remove((*row.path, "proposed"))


def _proposed(row: Row) -> list[str]:
    listed = row.notes.get("proposed")
    return [str(one) for one in listed] if isinstance(listed, list) else []


def _settled(row: Row, name: str) -> tuple[Edit, ...]:
    """`name` is no longer only proposed. Of a row proposed as a whole, its other values still are."""
    before = _proposed(row)
    if WHOLE_ROW in before:
        left = [one for one in row.filled if one != name]
        return (SetValue((*row.path, "proposed"), left),) if left else tuple(_own_confirmed(row))
    if name not in before:
        return ()
    if set(before) == {name}:
        return tuple(_own_confirmed(row))
    places = [place for place, one in enumerate(before) if one == name]
    return tuple(Remove((*row.path, "proposed", place)) for place in reversed(places))


def _without(row: Row, note: str, name: str) -> tuple[Edit, ...]:
    found = row.notes.get(note)
    if not isinstance(found, Mapping) or name not in found:
        return ()
    return (Remove((*row.path, note)),) if len(found) == 1 else (Remove((*row.path, note, name)),)
