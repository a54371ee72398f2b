"""A part of a row (a contract, a registration): opened on purpose, then asked in a few short questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communkit.cli.interview.asking import Choosing, Given, Later, Special
from communkit.cli.interview.prompts import GoBack, Option
from communkit.cli.interview.wording import asked, shown, why
from communkit.interview import Field, Kind, Purpose, Question, answered
from communkit.marked import N_, Message
from communkit.rules import State

if TYPE_CHECKING:
    from communkit.cli.interview.walk import Walk

_FEW = 2
"""A part with no more fields than this is asked at once; a longer one is announced first."""


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
        elif len(field.fields) > _FEW or field.state is not State.UNANSWERED:
            chosen = self._opened(question, field, noting=True)
            if isinstance(chosen, Special):
                self.walk.settle(question, self.walk.asker.reason(chosen))
                return
        if not self._fields(question, ()):
            self.walk.put_off(question)

    def _opened(self, question: Question, field: Field, *, noting: bool) -> Special | None:
        """Announce a part: None when it is to be described, else what is answered instead."""
        words = self.walk.app.words
        said = asked(Question(question.row, field, question.purpose, question.due), words)
        now = shown(field, words)
        if now:
            said += "\n" + self.walk.say(N_("So far: {value}"), value=now)
            first = self.walk.say(N_("Change it"))
        else:
            first = words.say(
                Message(
                    N_("Describe it: {count} short question"),
                    plural=N_("Describe it: {count} short questions"),
                    count=len(field.fields),
                )
            )
        options: list[Option[Special | Choosing]] = [Option(Choosing.YES, first)]
        extra = self.walk.asker.specials(field, noting)
        options += [Option(one.value, one.label, number == 0) for number, one in enumerate(extra)]
        chosen = self.walk.keyboard.pick(said, options, why=why(question, words))
        return chosen if isinstance(chosen, Special) else None

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


def _inside(field: Field, way: tuple[str, ...]) -> Field:
    for name in way:
        field = next(one for one in field.fields if one.name == name)
    return field
