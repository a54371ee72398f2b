"""Lists, edited as rows: add one, look into one, take one away, confirm what is proposed, all or one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from communkit.cli.interview.asking import Given, Later, NotApplicable, Special
from communkit.cli.interview.prompts import GoBack, Option
from communkit.cli.interview.wording import MARKS, asked, row_name, shown, titled, why
from communkit.documents import Edit, SetValue
from communkit.interview import (
    Due,
    Field,
    Kind,
    Purpose,
    Question,
    Row,
    added,
    confirmed_rows,
    not_applicable,
    opened_row,
    question_at,
    removed,
)
from communkit.marked import N_, Message
from communkit.model.types import slug_of
from communkit.report.escape import visible
from communkit.rules import State

if TYPE_CHECKING:
    from communkit.cli.interview.walk import Walk


Making: TypeAlias = Callable[[Question], "tuple[Edit, ...]"]

_BRIEF = 60
"""How many characters of one value a summary shows."""
_MANY = 3
"""Of more proposals than these, each is told in one line."""


class Act(Enum):
    """What one can do with a list."""

    DONE = "done"
    ADD = "add"
    CONFIRM_ALL = "confirm-all"
    ONE_BY_ONE = "one-by-one"
    REMOVE = "remove"
    DETAILS = "details"


class Lists:
    """Asks the lists of a walk."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk

    def ask(self, question: Question) -> None:
        """Ask for a list, or for one group of it, until the person is done with it. Raises GoBack, Stop."""
        while True:
            question = self.walk.fresh(question)
            chosen = self._menu(question)
            try:
                if isinstance(chosen, Special):
                    self._special(question, chosen)
                    return
                if chosen is Act.DONE:
                    self.walk.put_off(question)
                    return
                self._act(question, chosen)
            except GoBack:
                continue
            settled = not any(one.proposed for one in self.walk.fresh(question).rows)
            if settled and chosen in (Act.CONFIRM_ALL, Act.DETAILS):
                return

    def _act(self, question: Question, chosen: Act | Row) -> None:
        if isinstance(chosen, Row):
            self.look_into(question, chosen)
        elif chosen is Act.ADD:
            self._add(question)
        elif chosen is Act.CONFIRM_ALL:
            names = {one.address for one in question.rows}
            self.walk.put(question, lambda now: confirmed_rows([one for one in now.rows if one.address in names]))
        elif chosen is Act.ONE_BY_ONE:
            self._one_by_one(question)
        elif chosen in (Act.DETAILS, Act.REMOVE):  # of the only one that is proposed
            self._decide(question, chosen, next(one for one in question.rows if one.proposed))

    def _menu(self, question: Question) -> Act | Row | Special:
        words, say = self.walk.app.words, self.walk.say
        rows = question.rows
        proposed = [one for one in rows if one.proposed]
        options: list[Option[Act | Row | Special]] = []
        if proposed:
            right = Message(N_("Yes, this is right"), plural=N_("Yes, all {count} are right"), count=len(proposed))
            options.append(Option(Act.CONFIRM_ALL, words.say(right)))
            if len(proposed) > 1:
                options.append(Option(Act.ONE_BY_ONE, say(N_("Look at each, one by one"))))
            else:
                options.append(Option(Act.DETAILS, say(N_("Yes, but I want to check each detail"))))
                options.append(Option(Act.REMOVE, say(N_("No, take it away"))))
        elif rows:
            options.append(Option(Act.DONE, say(N_("That is all"))))
        options.append(Option(Act.ADD, say(N_("Add one more") if rows else N_("Add one"))))
        settled = [one for one in rows if not one.proposed]
        options += [
            Option(one, say(N_("Change or remove: {row}"), row=row_name(one, words)), number == 0)
            for number, one in enumerate(settled)
        ]
        state = question.group.state if question.group else question.field.state
        if proposed or not rows:
            if not proposed:
                options.append(Option(Special.NOT_APPLICABLE, say(N_("There is none, because…")), apart=True))
                options.append(Option(Special.NOT_KNOWN, say(N_("I don't know yet…"))))
            elif len(proposed) > 1:
                options.append(Option(Special.NOT_APPLICABLE, say(N_("None of this is right, because…")), apart=True))
            leave = state in (State.UNKNOWN, State.NOT_APPLICABLE)
            later = N_("Leave it as it is") if leave else N_("Later")
            options.append(Option(Special.LATER, say(later), apart=len(proposed) == 1))
        options.append(Option(Special.STOP, say(N_("Stop here for today")), apart=not (proposed or not rows)))

        def tells(chosen: Act | Row | Special) -> bool:
            return isinstance(chosen, Special) or chosen in (Act.CONFIRM_ALL, Act.DETAILS, Act.REMOVE)

        return self.walk.keyboard.pick(self._said(question, proposed), options, why=why(question, words), recall=tells)

    def _said(self, question: Question, proposed: Sequence[Row]) -> str:
        words, say = self.walk.app.words, self.walk.say
        said = asked(question, words)
        if question.group is not None:
            label = question.group.label
            group = Message(label) if isinstance(label, str) else label
            if question.field.document != "assets":  # what has to be done is not held
                said = say(N_("{kind}: {question}"), kind=group, question=Message(said, literal=True))
            elif proposed:
                said = say(N_("{kind}: is this what the project holds?"), kind=group)
            elif question.rows:
                said = say(N_("{kind}: is that all that the project holds?"), kind=group)
            else:
                said = say(N_("{kind}: does the project hold any?"), kind=group)
        note = question.group.note if question.group else question.field.note
        if note is not None:
            says = N_("Noted so far: {note}")
            said += "\n" + say(says, note=note)
        for row in proposed:
            name, *rest = self._summary(row, question.field)
            if len(proposed) > _MANY:
                said += "\n◌ " + " · ".join([name, *rest[-1:]])
            else:
                said += f"\n◌ {name}" + "".join(f"\n  {one}" for one in rest)
        return said

    def _summary(self, row: Row, listed: Field) -> list[str]:
        """A row in a few lines: its name, what is known of it, where it was found."""
        words = self.walk.app.words
        told = [row_name(row, words)]
        for field in row.fields:
            if field.question is not None and not field.key and field.name not in (row.called_by, listed.by):
                text = " ".join(shown(field, words).split())
                short = text if len(text) <= _BRIEF else text[: _BRIEF - 1] + "…"
                told += [titled(field, short, words)] if text else []
        found = self._found(row)
        return [*told, found] if found else told

    def _found(self, row: Row) -> str:
        """Where a row was found; "" where nothing says it."""
        fields = sorted(row.fields, key=lambda one: one.key)  # what was read of it says more than that it is there
        places = dict.fromkeys(place for field in fields for place in field.evidence)
        shown_places = tuple(visible(place) for place in list(places)[:3])
        return self.walk.say(N_("found in {places}"), places=shown_places) if shown_places else ""

    def _special(self, question: Question, special: Special) -> None:
        answer = self.walk.asker.reason(special, N_("Why is there none?"))
        proposed = {one.address for one in question.rows if one.proposed}
        if isinstance(answer, NotApplicable) and proposed:
            if self._may_go(question, [one for one in question.rows if one.proposed]):
                self.walk.put(question, lambda now: _rejected(now, proposed, answer.reason))
        else:
            self.walk.settle(question, answer)

    def _one_by_one(self, question: Question) -> None:
        words, say = self.walk.app.words, self.walk.say
        for address in [one.address for one in question.rows if one.proposed]:
            question = self.walk.fresh(question)
            row = next((one for one in question.rows if one.address == address), None)
            if row is None:
                continue
            for field in row.fields:
                if field.question is not None and field.name != question.field.by and (text := shown(field, words)):
                    self.walk.keyboard.tell("  " + titled(field, text, words), "quiet")
            if found := self._found(row):
                self.walk.keyboard.tell("  " + found, "quiet")
            chosen = self.walk.keyboard.pick(
                say(N_("“{row}”: is this right?"), row=row_name(row, words)),
                [
                    Option(Act.CONFIRM_ALL, say(N_("Yes, all of it"))),
                    Option(Act.DETAILS, say(N_("Yes, but I want to check each detail"))),
                    Option(Act.REMOVE, say(N_("No, take it away"))),
                    Option(Act.DONE, say(N_("Later"))),
                ],
            )
            if chosen is Act.DONE:
                self.walk.put_off(question)
                continue
            self._decide(question, chosen, row)

    def _decide(self, question: Question, act: Act, row: Row) -> None:
        """Confirm a proposed row, open it to be checked, or take it away."""
        if act is not Act.REMOVE or self._may_go(question, [row]):
            self.walk.put(question, lambda now: _decided(now, act, row.address))

    def _may_go(self, question: Question, rows: Sequence[Row]) -> bool:
        """Whether no answer elsewhere names one of `rows`; those that do are told."""
        words = self.walk.app.words
        for row in rows:
            for step in self.walk.desk.naming(question.field, row):
                says = N_("“{row}” is named in “{step}”: say there who it is instead, then come back ({command}).")
                self.walk.tell(
                    says,
                    "worry",
                    row=row_name(row, words),
                    step=Message(step.title),
                    command=f"communkit {step.name}",
                )
                return False
        return True

    def look_into(self, question: Question, row: Row) -> None:
        """One row: change any of its answers, or take it away."""
        words, say = self.walk.app.words, self.walk.say
        address = row.address
        while True:
            question = self.walk.fresh(question)
            found = next((one for one in question.field.rows if one.address == address), None)
            if found is None:
                return
            options: list[Option[Act | Field]] = [Option(Act.DONE, say(N_("Done")))]
            options += [Option(one, self._line(one)) for one in found.fields if _can_be_asked(one)]
            options.append(Option(Act.REMOVE, say(N_("Remove it")), apart=True))
            try:
                chosen = self.walk.keyboard.pick(
                    say(N_("“{row}”: what is to change?"), row=row_name(found, words)), options, recall=False
                )
            except GoBack:
                return
            if chosen is Act.DONE:
                return
            if chosen is Act.REMOVE:
                if self._may_go(question, [found]) and self._is_sure(found):
                    self.walk.put(question, lambda now: removed(now.field, _of(now.field.rows, address)))
                    return
            elif isinstance(chosen, Field):
                self._change(chosen)

    def change(self, root: Row) -> None:
        """Change anything in the document: one of its fields, one group of its lists. Raises GoBack."""
        options: list[Option[str]] = []
        for field in root.fields:
            if not _can_be_asked(field):
                continue
            if field.groups:
                for group in field.groups:
                    count = sum(one.sorted_as == group.value for one in field.rows)
                    label = f"{MARKS[group.state]} {self.walk.app.words.say(group.label)}" + (
                        f" ({count})" if count else ""
                    )
                    options.append(Option(f"{field.address}@{group.value}", label))
            else:
                options.append(Option(field.address, self._line(field)))
        chosen = self.walk.keyboard.pick(self.walk.say(N_("What do you want to change?")), options, recall=False)
        found = question_at(self.walk.sheet.tree, chosen)
        if found is not None:
            self.walk.ask(found)

    def _change(self, field: Field) -> None:
        found = question_at(self.walk.sheet.tree, field.address)
        if found is not None:
            try:
                self.walk.ask(found)
            except GoBack:
                return

    def _line(self, field: Field) -> str:
        words = self.walk.app.words
        text = shown(field, words) or (field.note or "")
        room = self.walk.keyboard.width - 8
        line = f"{MARKS[field.state]} " + (titled(field, text, words) if text else words.say(field.title, visible))
        line = " ".join(line.split())
        return line if len(line) <= room else line[: room - 1] + "…"

    def _is_sure(self, row: Row) -> bool:
        say = self.walk.say
        try:
            return self.walk.keyboard.pick(
                say(N_("Remove “{row}” and all that is said of it?"), row=row_name(row, self.walk.app.words)),
                [Option(False, say(N_("No, keep it"))), Option(True, say(N_("Yes, remove it")))],
            )
        except GoBack:
            return False

    def _add(self, question: Question) -> None:
        values = self.new_values(question)
        if values is None:
            return
        key = tuple(values.get(one.name) for one in question.field.blank if one.key)
        for row in question.field.rows:
            if not row.repeatable and key == tuple(field.value for field in row.fields if field.key):
                self.walk.tell(N_("It is in the list already: {row}."), "worry", row=row_name(row, self.walk.app.words))
                return
        self.walk.put(question, lambda now: added(now.row, now.field, values))

    def new_values(self, question: Question) -> dict[str, object] | None:
        """The fields that make a new row; None when the person thinks better of it."""
        listed = question.field
        taken = {str(field.value) for row in listed.rows for field in row.fields if field.key}
        values: dict[str, object] = {}
        if listed.by and question.group is not None:
            values[listed.by] = question.group.value
        wanted = list(listed.blank)
        place = 0
        while place < len(wanted):
            field = wanted[place]
            if field.key and field.kind is Kind.IDENTIFIER and any(not one.key for one in wanted):
                called = next((values[one.name] for one in wanted if not one.key and one.name in values), None)
                name = called or values.get(listed.by or "") or listed.name
                values[field.name] = free_identifier(str(name), taken)
                place += 1
                continue
            try:
                answer = self.walk.asker.ask(Question(question.row, field, Purpose.ASK, Due.NOW), noting=False)
            except GoBack:
                if place == 0:
                    return None
                place -= 1
                continue
            if isinstance(answer, Given):
                values[field.name] = answer.value
            elif isinstance(answer, Later) and field.key:
                return None
            place += 1
        keys = [one.name for one in listed.blank if one.key]
        return {name: values[name] for name in (*keys, *(name for name in values if name not in keys))}


_LONGEST = 40


def free_identifier(name: str, taken: set[str]) -> str:
    """An identifier made from `name` that is not in `taken`."""
    base = slug_of(name)
    if len(base) > _LONGEST:  # a sentence: its first words are enough
        base = base[: base.rfind("-", 0, _LONGEST) if "-" in base[:_LONGEST] else _LONGEST]
    base = base.strip("-") or "x"
    number = 1
    while (found := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return found


def _can_be_asked(field: Field) -> bool:
    return field.question is not None and not (field.key and field.kind is Kind.IDENTIFIER)


def _of(rows: Sequence[Row], address: str) -> list[Row]:
    return [one for one in rows if one.address == address]


def _decided(question: Question, act: Act, address: str) -> tuple[Edit, ...]:
    rows = _of(question.field.rows, address)
    if act is Act.REMOVE:
        return removed(question.field, rows)
    if act is Act.DETAILS:
        return tuple(edit for row in rows for edit in opened_row(row, question.field.by))
    return confirmed_rows(rows)


def _rejected(question: Question, addresses: set[str], reason: str) -> tuple[Edit, ...]:
    """The proposed rows go; where nothing is left, the reason is noted."""
    gone = [one for one in question.field.rows if one.address in addresses]
    edits: tuple[Edit, ...] = removed(question.field, gone)
    if len(gone) < len(question.rows):
        return edits
    name = question.group.value if question.group else question.field.name
    if question.group is None:
        edits = tuple(one for one in edits if not isinstance(one, SetValue))
        return (*edits, *not_applicable(question.row, name, reason, filled=True))
    return (*edits, *not_applicable(question.row, name, reason, filled=False))
