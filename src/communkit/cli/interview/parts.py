"""A part of a row (a contract, a registration): opened on purpose, then asked in a few short questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from communkit.cli.interview.asking import Choosing, Given, Later, Special
from communkit.cli.interview.prompts import GoBack, Option
from communkit.cli.interview.wording import asked, row_name, shown, why
from communkit.interview import Field, Kind, Purpose, Question, Row, answered
from communkit.marked import N_
from communkit.rules import State

if TYPE_CHECKING:
    from communkit.cli.interview.walk import Walk

_FEW = 2
"""A part with no more fields than this is asked at once; a longer one is announced first."""


_MOST_READY = 3
"""So many answers given elsewhere are offered again."""
_DESCRIBE = N_("Describe it: a few short questions")

Opened: TypeAlias = Special | Choosing | Given


class Parts:
    """Asks the parts of a walk."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk

    def ask(self, question: Question) -> None:
        """Ask for a part. Raises GoBack, Stop."""
        field = question.field
        if question.purpose is Purpose.CONFIRM:
            answer = self.walk.asker.confirm(question)
            if not isinstance(answer, Choosing):
                self.walk.settle(question, answer)
                return
        else:
            same = self._said_before(question) if field.state is State.UNANSWERED else []
            if same or len(field.fields) > _FEW or field.state is not State.UNANSWERED:
                chosen = self._opened(question, field, noting=True, same=same)
                if isinstance(chosen, Special):
                    self.walk.settle(question, self.walk.asker.reason(chosen))
                    return
                if chosen is not None:
                    self.walk.settle(question, chosen)
                    return
        if not self._fields(question, ()):
            self.walk.put_off(question)

    def _opened(
        self, question: Question, field: Field, *, noting: bool, same: Sequence[Option[Opened]] = ()
    ) -> Special | Given | None:
        """Announce a part: None when it is to be described, else what is answered instead. `same` are ready answers."""
        words = self.walk.app.words
        said = asked(Question(question.row, field, question.purpose, question.due), words)
        now = shown(field, words)
        if now:
            said += "\n" + self.walk.say(N_("So far: {value}"), value=now)
        label = N_("Change it") if now else N_("Something else: a few short questions") if same else _DESCRIBE
        options: list[Option[Opened]] = [*same, Option(Choosing.YES, self.walk.say(label))]
        extra = self.walk.asker.specials(field, noting)
        options += [Option(one.value, one.label, number == 0) for number, one in enumerate(extra)]
        calm = None if noting or now else Special.LATER  # a part of a part is seldom there
        chosen = self.walk.keyboard.pick(
            said, options, default=calm, why=why(question, words), recall=lambda one: one is not Choosing.YES
        )
        return None if isinstance(chosen, Choosing) else chosen

    def _said_before(self, question: Question) -> list[Option[Opened]]:
        """What other rows say of the same part, the nearest first: what is true of one is often true of the next."""
        words, field = self.walk.app.words, question.field
        found: dict[str, Option[Opened]] = {}
        for above, row in reversed(list(_rows(self.walk.sheet.tree.root, ()))):
            other = row.get(field.name)
            if row.path >= question.row.path or other is None or other.title != field.title:
                continue
            text = shown(other, words)
            if other.state is State.ANSWERED and text and text not in found:
                called = " › ".join(row_name(one, words) for one in (*above, row))
                label = self.walk.say(N_("The same as for “{row}”: {value}"), row=called, value=text)
                found[text] = Option(Given(other.value, text), label, recalled=text)
        return list(found.values())[:_MOST_READY]

    def _fields(self, question: Question, way: tuple[str, ...]) -> bool:
        """Ask the fields of the part at `way` inside the field of `question`; False when none was answered."""
        asked_so_far: list[str] = []
        while True:
            now = self.walk.fresh(question)
            part = _inside(now.field, way)
            rest = [one for one in part.fields if one.name not in asked_so_far]
            if not rest:
                return any(one.state is State.ANSWERED for one in part.fields)
            inner = rest[0]
            whole = not way and not any(one.state is State.ANSWERED for one in part.fields)
            try:
                if not self._one(now, inner, way, whole):
                    return False
            except GoBack:
                if not asked_so_far:
                    raise
                asked_so_far.pop()
            else:
                asked_so_far.append(inner.name)

    def _one(self, question: Question, inner: Field, way: tuple[str, ...], whole: bool) -> bool:
        """Ask one field of a part. `whole`: nothing is said yet, so that a note would be about the part itself.

        False when the part was settled as a whole.
        """
        purpose = Purpose.ASK if inner.state is State.UNANSWERED else Purpose.REVIEW
        sub = Question(question.row, inner, purpose, question.due)
        if inner.kind is Kind.PART:
            if inner.fields and self._opened(sub, inner, noting=False) is None:
                self._fields(question, (*way, inner.name))
            return True
        answer = self.walk.asker.ask(sub, noting=whole)
        if isinstance(answer, Given):
            value = answer.value
            path = (*way, inner.name)
            if not (inner.state is State.ANSWERED and inner.value == value):
                self.walk.put(question, lambda now: answered(now.row, now.field.name, (*now.field.path, *path), value))
            return True
        if isinstance(answer, Later):
            return not whole
        self.walk.settle(question, answer)
        return False


def _rows(row: Row, above: tuple[Row, ...]) -> Iterator[tuple[tuple[Row, ...], Row]]:
    """Every row below `row`, each with those between the two."""
    for field in row.fields:
        for inner in field.rows if field.kind is Kind.ROWS else ():
            yield above, inner
            yield from _rows(inner, (*above, inner))


def _inside(field: Field, way: tuple[str, ...]) -> Field:
    for name in way:
        field = next(one for one in field.fields if one.name == name)
    return field
