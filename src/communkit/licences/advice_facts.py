"""What the licence adviser is told of one asset, and the statements that it answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from communkit.licences.advice_table import Remark, decision
from communkit.licences.compatibility import Answer
from communkit.licences.data import Sourced
from communkit.licences.expressions import Expression, parse
from communkit.licences.lists import binding_list
from communkit.licences.records import record
from communkit.licences.title import jurisdiction
from communkit.marked import Message

LEVELS = ("nothing", "file", "work", "network")
"""How much comes back, from least to most."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that others made: its name, its licence (an expression), and how it is used (`compatibility.USES`)."""

    name: str
    licence: str
    use: str = "link"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one asset.

    `kind`, `content_type`, `sign_type` are words of `fitness`; `words` answers the questions of the table and
    restrictions ("security": "yes"). `lists` are ids of lists known to bind, `allowed` the ids that a funder allows,
    `upon` the day on which it is asked. `sole_holder`: whether one party alone holds every right.
    """

    id: str
    name: str
    kind: str
    upon: date
    content_type: str | None = None
    sign_type: str | None = None
    jurisdiction: str | None = None
    lists: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    current: str | None = None
    sole_holder: bool = False
    must_enter: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def column(self) -> str:
        """The kind, or the content that has answers of its own (a font, a model)."""
        own = self.kind == "content" and self.content_type in ("font", "model")
        return str(self.content_type) if own else self.kind

    @property
    def binding(self) -> tuple[str, ...]:
        """The lists that bind: those named, and that of the country unless it is known that no administration is there.

        Not to know is no reason to advise what an administration may not choose. Who joins a project takes its licence,
        and is exempt from the country's list.
        """
        country = jurisdiction(self.jurisdiction) if self.jurisdiction else None
        own = country.binding_list if country else None
        exempt = self.words.get("joins") == "yes" or self.words.get("administration") == "no"
        free = exempt or self.kind not in _ASKED_OF_ADMINISTRATIONS
        return self.lists if own is None or own in self.lists or free else (*self.lists, own)

    @property
    def all(self) -> Mapping[str, str]:
        """Every fact that a row of the table may ask for; a question without an answer counts as not known."""
        table = decision()
        asked = {one.id: _unanswered(one.id) for one in table.questions_for(self.kind) if one.type == "word"}
        given = {name: word for name, word in self.words.items() if word}
        return {
            **asked,
            **given,
            "kind": self.column,
            "sign_type": self.sign_type or "unknown",
            "jurisdiction": (self.jurisdiction or "").lower(),
            "listed": "yes" if any(binding_list(one).table_for(self.kind) for one in self.binding) else "no",
            "has_licence": "yes" if self.current else "no",
        }


_ASKED_OF_ADMINISTRATIONS = ("code", "documentation", "database", "content")


def _unanswered(question: str) -> str:
    return {"share_back": "undecided", "joins": "no"}.get(question, "unknown")


NOWHERE = Message("")
"""The source of what follows from the facts given."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One statement with where it comes from. `as_of` None: from the facts given, which need no source.

    `asks`, where there is one, is what to ask counsel: the statement is then no certainty.
    """

    text: Message
    cited: Message = NOWHERE
    clause: str | None = None
    as_of: date | None = None
    verified: bool = True
    asks: Message | None = None


@cache
def parsed(expression: str) -> Expression:
    """The expression, parsed once. Raises ExpressionError."""
    return parse(expression)


def level_of(expression: str) -> str | None:
    """How much a licence asks back, a word of `LEVELS`: of several the least; None for one without a record."""
    table = decision()
    found = [record(term.id) for term in parsed(expression).terms]
    levels = [table.levels[one.family] for one in found if one is not None and one.family in table.levels]
    return min(levels, key=LEVELS.index) if levels and len(levels) == len(found) else None


def single(expression: str) -> str | None:
    """The id of an expression that names one licence, without an exception; None for any other."""
    terms = parsed(expression).terms
    return terms[0].id if len(terms) == 1 and not terms[0].exception else None


# Statements with their sources


def said_of(remark: Remark) -> Reason:
    """A remark of the table as a statement."""
    said = remark.sourced
    asks = remark.asks
    return Reason(remark.says, said.cited, said.clause, said.as_of, said.verified, asks)


def of_record(text: Message, said: Sourced, clause: str | None) -> Reason:
    """A statement that a record bears out."""
    return Reason(text, said.cited, clause, said.as_of, said.verified)


def of_pair(text: Message, answer: Answer, asks: Message | None = None) -> Reason:
    """A statement that an answer on compatibility bears out."""
    return Reason(text, answer.cited, answer.clause, answer.as_of, answer.verified, asks)
