"""What a check finds in the answers, taken up again where they were given."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from communkit.cli.interview.prompts import GoBack, Option
from communkit.cli.interview.wording import heading, row_name
from communkit.interview import Question, Row, question_at, question_holding, rows_below
from communkit.marked import N_, Message
from communkit.rules import Finding

if TYPE_CHECKING:
    from communkit.cli.interview.walk import Walk


class Way(Enum):
    """What one can do about a finding."""

    ANSWER = "answer"
    ROW = "row"


class Mending:
    """The findings of a step, for the walk through it."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk

    def found(self) -> list[Finding]:
        """The errors and warnings in what is answered, the gravest first. Missing answers are asked anyway."""
        from communkit.audit.board import faults
        from communkit.audit.run import examine

        dossier = self.walk.desk.whole()
        listed = faults(examine(dossier, self.walk.app.as_of), self.walk.desk.step.name)
        return [one for one in listed if self._row(one.target) is not None]

    def take_up(self) -> None:
        """Let somebody choose a finding and change what it is about, until they have enough. Raises GoBack, Stop."""
        while findings := self.found():
            chosen = self.walk.keyboard.pick(
                self.walk.say(N_("Which point do you want to look at again?")),
                [Option(one, self._label(one)) for one in findings],
                recall=False,
            )
            try:
                self._mend(chosen)
            except GoBack:
                continue

    def _mend(self, finding: Finding) -> None:
        walk = self.walk
        walk.keyboard.tell("")
        walk.keyboard.tell(walk.app.say(finding.message), "worry")
        walk.keyboard.tell("→ " + walk.app.say(finding.fix), "quiet")
        row = self._row(finding.target)
        question = self._question(finding.target)
        options: list[Option[Way]] = []
        if question is not None and not question.field.rows:
            title = question.field.title
            title = title if isinstance(title, Message) else Message(title)
            options.append(Option(Way.ANSWER, walk.say(N_("Answer again: {question}"), question=title)))
        listed = question_holding(walk.sheet.tree, row) if row is not None else None
        if row is not None and listed is not None:
            label = walk.say(N_("Look at all that is said of “{row}”"), row=row_name(row, walk.app.words))
            options.append(Option(Way.ROW, label))
        if not options:
            return
        chosen = walk.keyboard.pick(walk.say(N_("What do you want to do about it?")), options, recall=False)
        if chosen is Way.ANSWER and question is not None:
            walk.ask(question)
        elif row is not None and listed is not None:
            walk.lists.look_into(listed, row)

    def _label(self, finding: Finding) -> str:
        """The rule's title, and the row that it is about."""
        from communkit.audit.run import rules_of_documents

        words = self.walk.app.words
        rule = rules_of_documents().get(finding.rule)
        title = words.say(rule.title) if rule else finding.rule
        question = self._question(finding.target)
        row = self._row(finding.target)
        where = heading(question, words) if question else row_name(row, words) if row else ""
        return self.walk.say(N_("{row}: {problem}"), row=where, problem=title) if where else title

    def _question(self, target: str) -> Question | None:
        return question_at(self.walk.sheet.tree, target)

    def _row(self, target: str) -> Row | None:
        """The innermost row that `target` is in, or is; None where the document has no such row."""
        holding = [one for one in rows_below(self.walk.sheet.tree.root) if _is_in(target, one.address)]
        return max(holding, key=lambda one: len(one.address), default=None)


def _is_in(target: str, address: str) -> bool:
    return target == address or target.startswith((f"{address}.", f"{address}["))
