"""One question at the keyboard: in the form that its kind wants, until what is typed is an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, TypeAlias

from communkit.cli.interview.prompts import LEAVES, OTHERS, GoBack, Keyboard, Option, OtherAnswer
from communkit.cli.interview.typed import typed
from communkit.cli.interview.wording import asked, choice_label, example, proposal, shown, why
from communkit.interview import Field, Kind, Purpose, Question
from communkit.marked import N_, Message
from communkit.report.escape import visible
from communkit.rules import State
from communkit.words import Words


class Stop(Exception):
    """Enough for today: everything said so far is saved."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value, as the document will hold it, and as it was typed."""

    value: object
    text: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What is proposed is right."""


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Nobody knows yet; what will be done to know."""

    plan: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """It does not apply, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """Not now."""


Answer: TypeAlias = "Given | Confirmed | NotKnown | NotApplicable | Later"


class Special(Enum):
    """What can be answered to almost any question, besides a value."""

    NOT_KNOWN = "not-known"
    NOT_APPLICABLE = "not-applicable"
    LATER = "later"
    STOP = "stop"


class Choosing(Enum):
    """Ways out of a list of choices."""

    YES = "yes"
    ANOTHER = "another"
    SINCE = "since"
    SAME = "same"


Refusal: TypeAlias = Callable[[Field, object], "tuple[Message, Message] | None"]


class Register(Protocol):
    """The parties of the project, as questions about one of them need it."""

    def new_party(self) -> str | None:
        """Ask for one more party, write it down, and give its identifier; None when nothing came of it."""

    def confirm_party(self, party: str) -> None:
        """Somebody named this party in an answer: it is no longer only proposed."""


class Asker:
    """Asks one field at a time. `refusal` says what is wrong with a value."""

    def __init__(self, keyboard: Keyboard, words: Words, refusal: Refusal, register: Register) -> None:
        self.keyboard = keyboard
        self.words = words
        self.refusal = refusal
        self.register = register

    def ask(self, question: Question, *, noting: bool = True, before: str | None = None) -> Answer:
        """The answer to `question`. `noting`: "not known" and "does not apply" can be written down for it.

        `before` is what was typed already and could not be written. Raises GoBack, Stop, KeyboardInterrupt.
        """
        self._tell_note(question)
        confirming = question.purpose is Purpose.CONFIRM and before is None
        while True:
            try:
                if confirming:
                    answer = self.confirm(question, noting)
                    if not isinstance(answer, Choosing):
                        return answer
                    confirming = False
                return self._valid(question, noting, before)
            except OtherAnswer:
                if not noting:
                    return Later()
                try:
                    return self._special(question, self.other(question, noting))
                except GoBack:
                    continue

    def other(self, question: Question, noting: bool) -> Special | Choosing:
        """The answers that cannot be typed. Raises GoBack to return to the question."""
        options: list[Option[Special | Choosing]] = [Option(Choosing.SAME, self._say(N_("Return to the question")))]
        return self.keyboard.pick(
            self._say(N_("Another answer?")), [*self.specials(question.field, noting), *options], recall=False
        )

    def specials(self, field: Field, noting: bool) -> list[Option[Special | Choosing]]:
        """The last lines of a list of choices."""
        offered: list[Option[Special | Choosing]] = []
        if noting:
            offered.append(Option(Special.NOT_KNOWN, self._say(N_("I don't know yet…"))))
            offered.append(Option(Special.NOT_APPLICABLE, self._say(N_("It does not apply, because…"))))
        given = field.state in (State.ANSWERED, State.UNKNOWN, State.NOT_APPLICABLE)
        later = N_("Leave it as it is") if given else N_("Later") if noting else N_("Leave it empty")
        if field.key:
            later = N_("Never mind, add nothing")
        offered.append(Option(Special.LATER, self._say(later)))
        offered.append(Option(Special.STOP, self._say(N_("Stop here for today"))))
        return offered

    def reason(self, special: Special, whynot: str = N_("Why does it not apply?")) -> Answer:
        """What belongs to a special answer: the plan, the reason. Raises GoBack, Stop."""
        if special is Special.STOP:
            raise Stop
        if special is Special.LATER:
            return Later()
        try:
            if special is Special.NOT_KNOWN:
                says = N_("What will be done to know, and by whom?")
                said = self._say(says) + self._such_as(N_("ask the legal department"))
                return NotKnown(self.keyboard.line(said, empty=_NOTHING_SAID))
            return NotApplicable(self.keyboard.line(self._say(whynot), empty=_NOTHING_SAID))
        except OtherAnswer:
            raise GoBack from None

    def _special(self, question: Question, chosen: Special | Choosing) -> Answer:
        if not isinstance(chosen, Special):
            raise GoBack
        if chosen in (Special.NOT_KNOWN, Special.NOT_APPLICABLE):
            label = next(one.label for one in self.specials(question.field, True) if one.value is chosen)
            self.keyboard.recall(asked(question, self.words), label)
        return self.reason(chosen)

    def confirm(self, question: Question, noting: bool = True) -> Answer | Choosing:
        """Whether what is proposed is right: an answer, or `Choosing.ANOTHER`. Raises GoBack, Stop."""
        said = f"{asked(question, self.words)}\n{proposal(question, self.words)}"
        options: list[Option[Special | Choosing]] = [
            Option(Choosing.YES, self._say(N_("Yes, that is right")), recalled=shown(question.field, self.words)),
            Option(Choosing.ANOTHER, self._say(N_("No, the answer is another"))),
        ]
        chosen = self._pick(question, said, options, noting)
        if chosen is Choosing.YES:
            return Confirmed()
        return self.reason(chosen) if isinstance(chosen, Special) else Choosing.ANOTHER

    def _valid(self, question: Question, noting: bool, before: str | None) -> Answer:
        """The answer, asked again with what was typed until nothing is wrong with it."""
        while True:
            answer = self._value(question, noting, before)
            if not isinstance(answer, Given):
                return answer
            wrong = self.refusal(question.field, answer.value)
            if wrong is None:
                return answer
            message, fix = wrong
            self.keyboard.tell(self._say(message), "worry")
            self.keyboard.tell("→ " + self._say(fix), "worry")
            before = answer.text

    def _value(self, question: Question, noting: bool, before: str | None) -> Answer:
        field = question.field
        said = asked(question, self.words)
        match field.kind:
            case Kind.WORD if field.many:
                return self._ticked(question, said)
            case Kind.YES_NO:
                return self._chosen(question, said, noting, {True: N_("yes"), False: N_("no")})
            case Kind.DONE:
                return self._done(question, said, noting, before)
        several = field.many and (field.kind is not Kind.IDENTIFIER or len(_held(field)) > 1)
        if field.kind is Kind.REFERENCE or (field.choices and not several and before is None):
            answer = self._among(question, said, noting)
            if answer is not None:
                return answer
        empty = OTHERS if noting else _ADD_NOTHING if field.key else LEAVES
        text = self._typed(question, said + example(field, self.words), before, empty)
        return Given(typed(field, text, self.words), text)

    def _typed(self, question: Question, said: str, before: str | None, empty: str) -> str:
        field = question.field
        default = editable(field, self.words) if before is None else before
        if field.many:
            said += "\n" + self._say(N_("Several are separated by commas."))
            if field.choices:
                known = tuple(choice_label(field, one, self.words) for one in field.choices)
                said += "\n" + self._say(Message(N_("Known so far: {choices}."), {"choices": known}))
        prompt = self.keyboard.lines if field.long else self.keyboard.line
        return prompt(said, default, why=why(question, self.words), empty=empty)

    def _among(self, question: Question, said: str, noting: bool) -> Answer | None:
        """One of the choices; None when it is to be typed, where they are not all there is."""
        field = question.field
        options: list[Option[object]] = [
            Option(one.value, choice_label(field, one, self.words)) for one in field.choices
        ]
        if field.register == "parties":
            options.append(Option(Choosing.ANOTHER, self._say(N_("Another party, to be added…"))))
        elif not field.closed and field.register is None:
            other = N_("Several of them, or another answer…") if field.many else N_("Another answer…")
            options.append(Option(Choosing.ANOTHER, self._say(other)))
        default = next(iter(_held(field)), None) if field.many else field.value
        while True:
            chosen = self._pick(question, said, options, noting, default=default)
            if isinstance(chosen, Special):
                try:
                    return self.reason(chosen)
                except GoBack:
                    continue
            if chosen is Choosing.ANOTHER and field.register is not None:
                party = self.register.new_party()
                if party is None:
                    continue
                return Given(party, party)
            if chosen is Choosing.ANOTHER:
                return None
            if field.register == "parties":
                self.register.confirm_party(str(chosen))
            return Given([chosen] if field.many else chosen, str(chosen))

    def _chosen(self, question: Question, said: str, noting: bool, labels: Mapping[bool, str]) -> Answer:
        options: list[Option[object]] = [Option(value, self._say(label)) for value, label in labels.items()]
        while True:
            chosen = self._pick(question, said, options, noting, default=question.field.value)
            if not isinstance(chosen, Special):
                return Given(chosen, str(chosen))
            try:
                return self.reason(chosen)
            except GoBack:
                continue

    def _done(self, question: Question, said: str, noting: bool, before: str | None) -> Answer:
        options: list[Option[object]] = [
            Option(False, self._say(N_("not yet"))),
            Option(True, self._say(N_("yes"))),
            Option(Choosing.SINCE, self._say(N_("yes, on a day that I know…"))),
        ]
        while True:
            chosen = Choosing.SINCE if before else self._pick(question, said, options, noting)
            if chosen is Choosing.SINCE:
                try:
                    text = self.keyboard.line(
                        self._say(N_("On which day?")) + self._such_as("2027-03-01"), before or ""
                    )
                except (GoBack, OtherAnswer):
                    before = None
                    continue
                return Given(typed(question.field, text, self.words), text)
            if not isinstance(chosen, Special):
                return Given(chosen, str(chosen))
            try:
                return self.reason(chosen)
            except GoBack:
                continue

    def _ticked(self, question: Question, said: str) -> Answer:
        field = question.field
        options = [Option(str(one.value), choice_label(field, one, self.words)) for one in field.choices]
        now = [str(one) for one in field.value] if isinstance(field.value, list) else []
        chosen = self.keyboard.tick(said, options, now, why=why(question, self.words))
        return Given(chosen, ", ".join(chosen))

    def _pick(
        self,
        question: Question,
        said: str,
        options: Sequence[Option[Any]],
        noting: bool,
        default: object = None,
    ) -> object:
        extra = self.specials(question.field, noting)
        listed: list[Option[object]] = [Option(one.value, one.label, one.apart, one.recalled) for one in options]
        listed += [Option(one.value, one.label, number == 0) for number, one in enumerate(extra)]
        return self.keyboard.pick(said, listed, default=default, why=why(question, self.words), recall=_is_an_answer)

    def _tell_note(self, question: Question) -> None:
        field = question.field
        if field.note is None:
            return
        says = N_("Noted so far: not known yet. {note}")
        if field.state is State.NOT_APPLICABLE:
            says = N_("Noted so far: does not apply. {note}")
        self.keyboard.tell(self._say(Message(says, {"note": visible(field.note)})), "quiet")

    def _such_as(self, text: str) -> str:
        return "\n" + self._say(Message(N_("For example: {example}"), {"example": Message(text)}))

    def _say(self, message: Message | str) -> str:
        return self.words.say(message, visible)


_ADD_NOTHING = N_("Enter alone: add nothing")
_NOTHING_SAID = N_("Enter alone: return to the question")


def _is_an_answer(chosen: object) -> bool:
    """Whether a choice answers the question, rather than leading to another way of answering it."""
    return not isinstance(chosen, Choosing) or chosen is Choosing.YES


def _held(field: Field) -> Sequence[object]:
    """The values of a field that holds several."""
    return field.value if isinstance(field.value, list) else ()


def editable(field: Field, words: Words) -> str:
    """The value of `field` as it can be typed again."""
    value = field.value
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return str(value.get(words.language, ""))
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)
