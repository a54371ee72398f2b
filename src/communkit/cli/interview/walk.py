"""The walk: one question after another, each answer saved, back and on again, until nothing is left or enough is.

What to ask is decided by `communkit.interview`; how to ask it by `asking` and `lists`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from communkit.cli.app import App
from communkit.cli.dossier import chosen_steps
from communkit.cli.exits import Exit
from communkit.cli.interview.asking import Answer, Asker, Confirmed, Given, Later, NotApplicable, NotKnown, Stop
from communkit.cli.interview.desk import ChangedMeanwhile, Desk, Sheet
from communkit.cli.interview.lists import Lists
from communkit.cli.interview.mending import Mending
from communkit.cli.interview.parts import Parts
from communkit.cli.interview.prompts import GoBack, Keyboard, Option
from communkit.cli.interview.register import Parties
from communkit.cli.interview.wording import STAGES, heading
from communkit.documents import Edit, EditRefused
from communkit.errors import InvalidDocuments
from communkit.interview import (
    Due,
    Field,
    Kind,
    Question,
    answered,
    confirmed,
    next_question,
    not_applicable,
    not_known,
    question_at,
    questions,
)
from communkit.marked import N_, Message, Value
from communkit.model.questions import refusal
from communkit.rules import Stage, State

Edits = tuple[Edit, ...]
Making = Callable[[Question], Edits]

_ATTEMPTS = 5


class Reask(Exception):
    """Somebody else answered the same question meanwhile: it is asked again, with what was typed."""


class Walk:
    """One sitting. `review` asks for every answer again."""

    def __init__(self, app: App, desk: Desk, *, review: bool = False, keyboard: Keyboard | None = None) -> None:
        self.app = app
        self.desk = desk
        self.review = review
        self.keyboard = keyboard or Keyboard(app)
        self.sheet = desk.read()
        self.saved = 0
        self._passed: set[str] = set()
        self._before: list[str] = []
        self._forced: str | None = None
        self._accepted = self._begins_with()
        self._told = ""
        self.lists = Lists(self)
        self.parts = Parts(self)
        self.mending = Mending(self)
        self.asker = Asker(self.keyboard, app.words, self._refusal, Parties(self))

    def run(self) -> Exit:
        """Ask until nothing is left, or the person stops. Ctrl-C leaves with what was said so far."""
        self._open()
        try:
            with suppress(Stop):
                self._ask_all()
        except KeyboardInterrupt:
            self._close()
            raise
        self._close()
        return Exit.CLEAN

    def say(self, template: str, **values: Value) -> str:
        """A marked text in the reader's language, its holes filled."""
        return self.app.say(Message(template, values))

    def tell(self, template: str, style: str = "", **values: Value) -> None:
        """Print such a text above the questions to come."""
        self.keyboard.tell(self.say(template, **values), style)

    def _ask_all(self) -> None:
        while True:
            question = self._next()
            if question is None and self.review:
                return
            if question is None:
                self._boundary(None)
                continue
            if question.due > self._accepted and not self.review and self._forced is None:
                self._boundary(question.due)
                continue
            self._forced = None
            try:
                self.ask(question)
            except GoBack:
                self._go_back()
            else:
                self._before.append(question.address)
                if self.review:
                    self._passed.add(question.address)

    def _begins_with(self) -> Due:
        """How urgent the first questions are: a step in which nothing is said yet begins with whatever it has."""
        answered_already = any(one.state is State.ANSWERED for one in self.sheet.tree.root.fields if one.question)
        first = next_question(self.sheet.tree)
        return Due.NOW if answered_already or first is None else first.due

    def _next(self) -> Question | None:
        if self._forced is not None:
            found = question_at(self.sheet.tree, self._forced)
            if found is not None:
                return found
            self._forced = None
        return next_question(self.sheet.tree, frozenset(self._passed), review=self.review)

    def _go_back(self) -> None:
        if not self._before:
            self.tell(N_("This is the first question."), "quiet")
            return
        self._forced = self._before.pop()
        self._passed.discard(self._forced)

    def ask(self, question: Question) -> None:
        """Ask one question in its own way and save the answer. Raises GoBack, Stop."""
        self._tell_heading(question)
        if question.field.kind is Kind.ROWS:
            self.lists.ask(question)
        elif question.field.kind is Kind.PART:
            self.parts.ask(question)
        else:
            self._ask_value(question)

    def _ask_value(self, question: Question) -> None:
        typed: str | None = None
        while True:
            answer = self.asker.ask(question, before=typed)
            if isinstance(answer, Given) and answer.value == question.field.value and _stands(question.field):
                return
            if isinstance(answer, Given):
                typed = answer.text
            try:
                self.settle(question, answer)
            except Reask:
                found = question_at(self.sheet.tree, question.address)
                if found is None:
                    return
                question = found
            else:
                return

    def settle(self, question: Question, answer: Answer) -> None:
        """Write what an answer to a whole field comes down to; raises Reask as `put` does."""
        name = question.group.value if question.group else question.field.name
        match answer:
            case Later():
                self._passed.add(question.address)
            case Confirmed():
                self.put(question, lambda now: confirmed(now.row, name))
            case NotKnown(plan):
                self.put(question, lambda now: not_known(now.row, name, plan, filled=_filled(now)))
            case NotApplicable(reason):
                self.put(question, lambda now: not_applicable(now.row, name, reason, filled=_filled(now)))
            case Given(value):
                self.put(question, lambda now: answered(now.row, name, self._path(now.field), value))

    def _path(self, field: Field) -> tuple[str | int, ...]:
        """Where a value goes: a text in several languages is changed in the language of the interview."""
        return (*field.path, self.app.language) if isinstance(field.value, dict) else field.path

    def put(self, question: Question, make: Making) -> None:
        """Save the edits that `make` makes for `question`, then read the document again.

        When somebody else saved it meanwhile, the same is written to what they made of it; raises Reask when they
        answered this very question. What cannot be written is told, and the question put off.
        """
        for _ in range(_ATTEMPTS):
            try:
                self.desk.save(self.sheet, make(question))
            except ChangedMeanwhile:
                self.sheet = self._read_again()
                self.tell(N_("{file} was changed by somebody else meanwhile: it was read again."), "worry",
                          file=self.desk.named)  # fmt: skip
                found = question_at(self.sheet.tree, question.address)
                if found is None:
                    self.tell(N_("What the question was about is no longer there: nothing was written."), "worry")
                    return
                if found.field.kind is not Kind.ROWS and found.field.value != question.field.value:
                    raise Reask from None
                question = found
                continue
            except EditRefused as refused:
                self.keyboard.tell(self.app.say(refused.message), "worry")
                if refused.hint is not None:
                    self.keyboard.tell("→ " + self.app.say(refused.hint), "worry")
                self._passed.add(question.address)
                return
            break
        else:
            raise Reask
        self.saved += 1
        self._passed.discard(question.address)
        self.sheet = self._read_again()

    def put_off(self, question: Question) -> None:
        """Ask no more about it in this sitting."""
        self._passed.add(question.address)

    def fresh(self, question: Question) -> Question:
        """The same question as the document stands now. Raises GoBack when what it is about is gone."""
        found = question_at(self.sheet.tree, question.address)
        if found is None:
            raise GoBack
        return found

    def reload(self) -> None:
        """Read the document again, for something was written elsewhere in the dossier."""
        self.sheet = self._read_again()

    def _read_again(self) -> Sheet:
        """The document as it is now; while somebody else is in the middle of changing it, wait for them."""
        while True:
            try:
                return self.desk.read()
            except InvalidDocuments as invalid:
                self.keyboard.tell(self.app.say(invalid.message), "worry")
                again = [
                    Option(True, self.say(N_("It is mended: read it again"))),
                    Option(False, self.say(N_("Stop here for today"))),
                ]
                try:
                    if not self.keyboard.pick(self.say(N_("What you said before is saved. Go on?")), again):
                        raise Stop from None
                except GoBack:
                    continue

    def _refusal(self, field: Field, value: object) -> tuple[Message, Message] | None:
        (step,) = chosen_steps((field.document,))  # a party belongs to the project, wherever it is added
        return refusal(step.model, field.path, value)

    def _tell_heading(self, question: Question) -> None:
        told = heading(question, self.app.words)
        if told and told != self._told:
            self.keyboard.tell("")
            self.keyboard.tell(told, "heading")
        self._told = told or self._told

    def left(self, due: Due) -> int:
        """How many questions of that urgency are open."""
        return sum(one.due is due for one in questions(self.sheet.tree))

    def _open(self) -> None:
        stage = Message(STAGES[self.sheet.tree.stage])
        self.keyboard.tell(
            f"{self.say(self.desk.step.title)} · {self.say(N_('stage: {stage}'), stage=stage)}", "heading"
        )
        if self.sheet.is_new:
            self.tell(N_("{file} does not exist yet: your first answer will begin it."), "quiet", file=self.desk.named)
        waiting = sum(one.due <= self._accepted for one in questions(self.sheet.tree, review=self.review))
        if waiting:
            says = Message(
                N_("{count} question to begin with."), plural=N_("{count} questions to begin with."), count=waiting
            )
            self.keyboard.tell(self.app.say(says), "quiet")
        self.tell(
            N_("Each answer is saved at once. Esc goes back, Ctrl-C stops: nothing of what was said is lost."), "quiet"
        )
        self.keyboard.tell("")

    def _boundary(self, due: Due | None) -> None:
        """What the stage needs is said: go on with the rest, change something, or stop. Raises Stop."""
        stage = Message(STAGES[self.sheet.tree.stage])
        self._told = ""
        options: list[Option[object]] = []
        for one in (Due.NEXT, Due.LATER, Due.NEVER):
            open_ones = [each for each in questions(self.sheet.tree, frozenset(self._passed)) if each.due is one]
            if open_ones and due is not None:
                options.append(Option(one, self._offer(one, len(open_ones))))
        if found := len(self.mending.found()):
            again = Message(
                N_("Look again at what the check finds ({count} point)"),
                plural=N_("Look again at what the check finds ({count} points)"),
                count=found,
            )
            before = sum(one.value in (Due.NEXT, Due.LATER) for one in options)
            options.insert(before, Option("mend", self.app.say(again)))
        options.append(Option("change", self.say(N_("Add, change or remove something"))))
        options.append(Option("stop", self.say(N_("That is all for today"))))
        put_off = self.left(Due.NOW)
        self.keyboard.tell("")
        if put_off:
            said = self.app.say(
                Message(
                    N_("{count} question of this stage was put off."),
                    plural=N_("{count} questions of this stage were put off."),
                    count=put_off,
                )
            )
        else:
            said = self.say(N_("Everything that the stage “{stage}” needs is answered."), stage=stage)
        try:
            chosen = self.keyboard.pick(said, options, recall=False)
        except GoBack:
            self._go_back()
            return
        if isinstance(chosen, Due):
            self._accepted = chosen
        elif chosen == "mend":
            with suppress(GoBack):
                self.mending.take_up()
        elif chosen == "change":
            with suppress(GoBack):
                self.lists.change(self.sheet.tree.root)
        else:
            raise Stop

    def _offer(self, due: Due, count: int) -> str:
        if due is Due.NEXT:
            return self.app.say(
                Message(
                    N_("Go on: {count} question for the next stage"),
                    plural=N_("Go on: {count} questions for the next stage"),
                    count=count,
                )
            )
        if due is Due.LATER:
            return self.app.say(
                Message(
                    N_("Go on: {count} question for later stages"),
                    plural=N_("Go on: {count} questions for later stages"),
                    count=count,
                )
            )
        return self.app.say(
            Message(N_("Go on: {count} optional question"), plural=N_("Go on: {count} optional questions"), count=count)
        )

    def _close(self) -> None:
        self.keyboard.tell("")
        if self.saved:
            saved = Message(
                N_("{count} answer saved in {file}."),
                {"file": self.desk.named},
                plural=N_("{count} answers saved in {file}."),
                count=self.saved,
            )
            self.keyboard.tell(self.app.say(saved))
        else:
            self.tell(N_("Nothing was changed."))
        now, later = self.left(Due.NOW), self.left(Due.NEXT) + self.left(Due.LATER)
        if now:
            left = Message(
                N_("Left at this stage: {count} question."),
                plural=N_("Left at this stage: {count} questions."),
                count=now,
            )
            self.keyboard.tell(self.app.say(left))
        elif later:
            left = Message(
                N_("For the next stages: {count} question."),
                plural=N_("For the next stages: {count} questions."),
                count=later,
            )
            self.keyboard.tell(self.app.say(left))
        self._tell_next(now)

    def _tell_next(self, now: int) -> None:
        from communkit.cli.commands import COMMANDS

        step = self.desk.step.name
        if now:
            self.tell(N_("To go on where you stopped: {command}"), command=f"communkit {step}")
        elif (following := self._following(step)) is not None:
            self.tell(N_("Next: {command}"), command=f"communkit {following}")
        else:
            command = "communkit status" if "status" in COMMANDS else "communkit check"
            self.tell(N_("Next: {command}"), command=command)

    def _following(self, step: str) -> str | None:
        """The step after `step`: an idea begins by the need and the charter, what exists by its assets."""
        idea = self.sheet.tree.stage is Stage.IDEA
        return ({"project": "need", "need": "charter"} if idea else {"project": "assets"}).get(step)


def _stands(field: Field) -> bool:
    """Whether giving the same value again would change nothing."""
    return field.state is State.ANSWERED


def _filled(question: Question) -> bool:
    return question.group is None and question.field.value not in (None, [], {})
