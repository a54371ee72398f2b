"""Which licence for one asset? Facts in; licences in an order, with reasons, sources and what would change it, out.

Nothing here knows a licence or a law. The order comes from `licences/advice.yaml`; whether a licence fits the kind, is
on a list that binds, and goes together with others, is asked of those who know (`fitness`, `lists`, `compatibility`).
What nobody knows is never taken for a yes: it becomes a question for counsel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from communkit.licences.advice_facts import LEVELS, Facts, Part, Reason, level_of, parsed, said_of
from communkit.licences.advice_reasons import against, checks, reasons_for
from communkit.licences.advice_table import Decision, decision, holds
from communkit.licences.data import Sourced
from communkit.licences.fitness import fit_expression
from communkit.licences.lists import binding_list
from communkit.licences.records import record
from communkit.marked import N_, Message

__all__ = ["LEVELS", "Advice", "Candidate", "Change", "Facts", "Part", "Reason", "RuledOut", "advise", "level_of"]

Standing: TypeAlias = Literal["answer", "undecided", "not-yet", "policy", "none"]
"""How an answer stands: licences in an order · the same, while a question is open that decides between them · the
same, for when something is cleared first · no licence but a usage policy · none that meets every condition."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A licence that may be chosen: why, and what has to be checked before."""

    licence: str
    reasons: tuple[Reason, ...]
    checks: tuple[Reason, ...]
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A licence that may not, and why."""

    licence: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What would change the answer: the licence that would come first, or None where none would be left."""

    says: Message
    licence: str | None


@dataclass(frozen=True, slots=True)
class Advice:
    """The answer for one asset. `first` comes before any licence; `given_up` are the wishes that no licence met."""

    facts: Facts
    standing: Standing
    choices: tuple[Candidate, ...]
    ruled_out: tuple[RuledOut, ...]
    first: tuple[Reason, ...]
    remarks: tuple[Reason, ...]
    given_up: tuple[Message, ...] = ()
    changes: tuple[Change, ...] = ()
    row: str = ""
    order: Sourced | None = None

    @property
    def licence(self) -> str | None:
        """The licence that comes first; None where there is none to give, or not yet."""
        return self.choices[0].licence if self.standing == "answer" and self.choices else None

    @property
    def questions(self) -> tuple[Message, ...]:
        """What to ask counsel before anything is signed: about the asset, then about the licence that comes first."""
        said = [*self.first, *self.remarks, *(self.choices[0].checks if self.choices else ())]
        asked: list[Message] = []
        for one in said:
            if one.asks is not None and one.asks not in asked:
                asked.append(one.asks)
        return tuple(asked)


def advise(facts: Facts) -> Advice:
    """The answer for one asset. Raises ExpressionError for a licence that is none, KeyError for an unknown list."""
    found = _answer(facts)
    return replace(found, changes=tuple(_changes(facts, found)))


def _answer(facts: Facts) -> Advice:
    table = decision()
    words = facts.all
    first = tuple(said_of(one) for one in table.first if holds(one.when, words))
    remarks = tuple(said_of(one) for one in table.remarks if not one.licences and holds(one.when, words))
    policy = [said_of(one) for one in table.policy if holds(one.when, words)]
    if policy:
        return Advice(facts, "policy", (), (), tuple(policy), remarks)
    if words.get("joins") == "yes" and facts.current:
        return _joined(facts, first, remarks)
    if words.get("joins") == "yes":
        return Advice(facts, "not-yet", (), (), first, remarks)
    row = next(one for one in table.rows if holds(one.when, words))
    level = words.get("share_back", "undecided")
    pool = _pool(table, facts, row.licences)
    for given_up in ((), ("share-back",), ("must-enter",), ("share-back", "must-enter")):
        choices, out = _sorted(facts, pool, level, given_up, table)
        if choices:
            break
    standing: Standing = "none" if not choices else "not-yet" if first else "answer"
    is_open = level == "undecided" and len({level_of(one.licence) for one in choices}) > 1
    if standing == "answer" and is_open and facts.column not in ("font", "model"):
        standing = "undecided"
    told = tuple(Message(_GIVEN_UP[one]) for one in given_up) if choices else ()
    if choices and "share-back" in given_up and level == "undecided":
        told = tuple(Message(_GIVEN_UP[one]) for one in given_up if one != "share-back")
    if "share-back" in given_up:  # what is said of a reciprocal licence would confuse beside one that is none
        told_anyway = (one for one in table.remarks if not one.licences and "share_back" not in one.when)
        remarks = tuple(said_of(one) for one in told_anyway if holds(one.when, words))
    if not choices:
        first = (*first, Reason(Message(_NONE), asks=Message(_ASK_NONE)))
    return Advice(facts, standing, choices, out, first, remarks, told, row=row.id, order=row.sourced)


_GIVEN_UP = {
    "share-back": N_("No licence that meets the other conditions asks back exactly what you wish."),
    "must-enter": N_("No licence that meets the other conditions lets it go into the project that you named."),
}
_NONE = N_("No licence that we know meets every condition at once.")
_ASK_NONE = N_("Which condition can give way: another licence allowed, a part replaced or shipped apart?")


def _joined(facts: Facts, first: tuple[Reason, ...], remarks: tuple[Reason, ...]) -> Advice:
    """Whoever joins a project takes its licence; that the kind fits and the parts may go in is told all the same."""
    licence = str(facts.current)
    reason = Reason(Message(N_("It is the licence of the project that it joins: to join is to take it.")))
    if not _is_known(licence):
        says, asks = N_("{licence} is not a licence that we can judge: its text has to be read."), _ASK_OWN
        if parsed(licence).undecided:
            says, asks = (
                N_("{licence} says neither “only” nor “or later”: it is not known what is granted."),
                _ASK_WHICH,
            )
        open_yet = Reason(Message(says, {"licence": licence}), asks=Message(asks, {"licence": licence}))
        return Advice(facts, "not-yet", (), (), (*first, open_yet), remarks, row="joins")
    objections = [one for one in against(facts, licence, "undecided", ()) if one.asks is None]
    if objections:
        first = (*first, Reason(Message(_NONE), asks=Message(_ASK_NONE)))
        return Advice(facts, "none", (), (RuledOut(licence, tuple(objections)),), first, remarks, row="joins")
    doubts = tuple(checks(facts, licence, ()))
    choice = Candidate(licence, (reason, *reasons_for(facts, licence, decision())), doubts, (0,))
    return Advice(facts, "not-yet" if first else "answer", (choice,), (), first, remarks, row="joins")


_ASK_WHICH = N_("Do the notices of what is under {licence} say “only” or “or later”?")
_ASK_OWN = N_("What do the terms {licence} allow, and may we publish our part under them?")


def _pool(table: Decision, facts: Facts, ranked: tuple[str, ...]) -> tuple[str, ...]:
    """The licences to consider, in order: the one it has, those of the row, those of other rows of its kind."""
    others = [one for row in table.rows if facts.column in row.when["kind"] for one in row.licences]
    kept = (facts.current,) if facts.current and _is_known(facts.current) else ()
    named = [*facts.allowed, *(one for name in facts.binding for one in _listed(name, facts.kind))]
    return tuple(dict.fromkeys((*kept, *ranked, *others, *named, *table.often_asked.get(facts.column, ()))))


def _listed(name: str, kind: str) -> tuple[str, ...]:
    table = binding_list(name).table_for(kind)
    return table.licences if table else ()


def _is_known(expression: str) -> bool:
    whole = parsed(expression)
    return not whole.undecided and all(record(term.id) is not None and not term.exception for term in whole.terms)


def _sorted(
    facts: Facts, pool: tuple[str, ...], level: str, given_up: tuple[str, ...], table: Decision
) -> tuple[tuple[Candidate, ...], tuple[RuledOut, ...]]:
    choices: list[Candidate] = []
    out: list[RuledOut] = []
    for place, licence in enumerate(pool):
        objections = tuple(against(facts, licence, level, given_up))
        if objections:
            out.append(RuledOut(licence, objections))
            continue
        doubts = tuple(checks(facts, licence, given_up))
        is_free_of_it = facts.column in ("font", "model") or licence == facts.current
        far = 0 if is_free_of_it else _distance(licence, level)
        unfit = fit_expression(parsed(licence), facts.kind, facts.content_type).verdict != "made-for"
        unusual = int(licence not in table.reasons and licence != facts.current)
        order = (far, unusual, int(unfit), len([one for one in doubts if one.asks]), place)
        choices.append(Candidate(licence, tuple(reasons_for(facts, licence, table)), doubts, order))
    return tuple(sorted(choices, key=lambda one: one.order)), tuple(out)


def _distance(licence: str, level: str) -> int:
    """How far what a licence asks back is from what is wished; asking more weighs more than asking less."""
    own = level_of(licence)
    if level not in LEVELS or own is None:
        return 0
    gap = LEVELS.index(own) - LEVELS.index(level)
    return gap * 2 if gap > 0 else -gap


# What would change it


def _changes(facts: Facts, found: Advice) -> Iterator[Change]:
    """The answers that one fact less, or another wish, would give, where another licence would come first."""
    if found.standing == "policy" or facts.all.get("joins") == "yes":
        return
    best = found.choices[0].licence if found.choices else None
    seen: set[str | None] = {best}

    def told(says: Message, other: Facts) -> Iterator[Change]:
        first = next((one.licence for one in _answer(other).choices), None)
        if first not in seen:
            seen.add(first)
            yield Change(says, first)

    level = facts.all.get("share_back")
    for option in next(one for one in decision().questions if one.id == "share_back").options_for(facts.kind):
        if option.id in LEVELS and option.id != level and facts.column not in ("font", "model"):
            other = replace(facts, words={**facts.words, "share_back": option.id})
            yield from told(Message(N_("If improvements come back thus: “{answer}”"), {"answer": option.label}), other)
    seen = {best}
    if facts.binding:
        names = [binding_list(one).name for one in facts.binding]
        other = replace(facts, lists=(), words={**facts.words, "administration": "no"})
        yield from told(Message(N_("Without {lists} (an homologation, another bearer)"), {"lists": names}), other)
    if facts.allowed:
        yield from told(Message(N_("If the funder agreed to another licence")), replace(facts, allowed=()))
    for part in facts.parts:
        left = tuple(one for one in facts.parts if one is not part)
        yield from told(Message(N_("Without {part}"), {"part": part.name}), replace(facts, parts=left))
    for target in facts.must_enter:
        left_targets = tuple(one for one in facts.must_enter if one != target)
        says = Message(N_("If it need not go into {outbound}"), {"outbound": target})
        yield from told(says, replace(facts, must_enter=left_targets))
