"""Answers as plain data, for every deliverable: what was said, how it stands, and the note in its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from communkit.marked import N_, Message
from communkit.model.completeness import answers, state_of
from communkit.model.row import DocumentRow, Evidence, Row
from communkit.model.types import Text, Word
from communkit.rules import State
from communkit.steps.project import Project
from communkit.words import Words

Data = dict[str, Any]

NOTHING: Data = {"state": State.NOT_APPLICABLE.value, "lines": [], "note": ""}
"""The place of an answer that makes no sense in its row."""

MARKED = (State.PROPOSED, State.UNKNOWN, State.UNANSWERED)
"""The states of an answer that are shown with a mark, in the order in which they are explained."""


class Teller:
    """Puts answers into the words of one language, knowing the parties' names.

    `seen` collects the states that were shown with a mark, for the legend.
    """

    def __init__(self, project: Project, words: Words) -> None:
        self.project = project
        self.words = words
        self.seen: set[State] = set()
        self._names = {one.id: self.text(one.name) or one.id for one in project.parties}

    def text(self, text: Text | None) -> str:
        """`text` in the language; "" for none."""
        return text.said(self.words.language) if text else ""

    def party(self, id: str | None) -> str:
        """The name of a party; "" for none."""
        return self._names.get(id, id) if id else ""

    def value(self, value: object) -> str:
        """A value as people read it: labels for words, dates and yes or no in the language."""
        match value:
            case None:
                return ""
            case Text():
                return self.text(value)
            case Word():
                return self.words.say(value.label)
            case bool():
                return self.words.say(N_("yes") if value else N_("no"))
            case date():
                return self.words.date(value)
            case int():
                return self.words.number(value)
        return str(value)

    def answer(self, row: Row, field: str, lines: Sequence[str] | None = None) -> Data:
        """The answer to `field` of `row`: `{state, lines, note}`; `lines` say it otherwise than the value does."""
        state = state_of(row, field)
        note = row.not_applicable.get(field) or row.unknown.get(field)
        if state in MARKED:
            self.seen.add(state)
        shown = [self.value(getattr(row, field))] if lines is None else list(lines)
        return {"state": state.value, "lines": [line for line in shown if line], "note": self.text(note)}

    def mention(self, evidence: Evidence) -> str:
        """What bears an answer out, as people cite it; "" where it names nothing."""
        if evidence.path:
            place = f"{evidence.path}:{evidence.line}" if evidence.line else evidence.path
            return f"{place} ({evidence.commit[:10]})" if evidence.commit else place
        if evidence.url:
            seen = evidence.seen_on
            says = N_("{url}, seen on {day}")
            return self.words.say(Message(says, {"url": evidence.url, "day": seen})) if seen else evidence.url
        return evidence.document or ""

    def name(self, row: Row, field: str) -> Data:
        """The same, for a field that holds a party."""
        return self.answer(row, field, [self.party(getattr(row, field))])

    def head(self, document: DocumentRow) -> Data:
        """What the top of every deliverable shows."""
        project = self.project
        return {
            "language": self.words.language,
            "project": {
                "name": self.text(project.name) or "–",
                "summary": self.text(project.summary),
                "stage": self.words.say(project.stage.label) if project.stage else "–",
            },
            "version": document.version or "–",
            "status": self.words.say(document.status.label) if document.status else "–",
        }

    def left(self, document: DocumentRow) -> list[str]:
        """The titles of what no answer was given to, and some stage needs."""
        open = (one for one in answers(document) if one.row is document and one.state is State.UNANSWERED)
        return [self.words.say(one.ask.title) for one in open if one.ask.needed is not None]

    @property
    def states(self) -> list[str]:
        """The states to be explained, those that were shown."""
        return [state.value for state in MARKED if state in self.seen]
