"""What speaks for a licence, what against it, and what has to be checked before: asked of those who know."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.licences.advice_facts import LEVELS, Facts, Reason, level_of, of_pair, of_record, parsed, said_of, single
from communkit.licences.advice_table import Decision, holds
from communkit.licences.compatibility import Answer, compatible
from communkit.licences.data import vocabulary
from communkit.licences.fitness import fit_expression
from communkit.licences.lists import binding_list, status
from communkit.licences.records import record
from communkit.marked import N_, Message

# What speaks against


def against(facts: Facts, licence: str, level: str, given_up: tuple[str, ...]) -> Iterator[Reason]:
    """Why a licence may not be chosen; nothing where it may."""
    fits = fit_expression(parsed(licence), facts.kind, facts.content_type)
    if fits.verdict in ("unfit", "unknown"):
        yield Reason(fits.reason, fits.cited, None, fits.as_of, fits.verified)
        return
    known = [record(term.id) for term in parsed(licence).terms]
    for one in known:
        if one is not None and not one.free:
            yield of_record(Message(N_("It is not a free licence.")), one.read["free"], None)
    if "list" not in given_up:
        yield from _off_list(facts, licence)
    if facts.allowed and not _within(licence, facts.allowed) and _speaks_of(facts):
        says = N_("The funder allows only {licences}.")
        yield Reason(Message(says, {"licences": facts.allowed}))
    for part in facts.parts:
        answer = compatible(parsed(part.licence), parsed(licence), part.use)
        if answer.answer == "no":
            says = N_("It cannot take in {part} ({inbound}): {reason}")
            yield of_pair(Message(says, {"part": part.name, "inbound": part.licence, "reason": answer.reason}), answer)
    for target in facts.must_enter if "must-enter" not in given_up else ():
        answer = compatible(parsed(licence), parsed(target), _use(facts))
        if answer.answer == "no":
            says = N_("It cannot go into a project under {outbound}: {reason}")
            yield of_pair(Message(says, {"outbound": target, "reason": answer.reason}), answer)
    if level in LEVELS and "share-back" not in given_up and facts.column not in ("font", "model"):
        own = level_of(licence)
        if own is not None and own != level and not (level == "work" and own == "network"):
            more = LEVELS.index(own) > LEVELS.index(level)
            yield Reason(
                Message(N_("It asks more back than you wish.") if more else N_("It asks less back than you wish."))
            )


def _use(facts: Facts) -> str:
    return "link" if facts.kind == "code" else "include"


def _off_list(facts: Facts, licence: str) -> Iterator[Reason]:
    for name in facts.binding:
        found = binding_list(name)
        table = found.table_for(facts.kind)
        if table is None:
            continue
        said = status(parsed(licence), found, table.id, facts.upon)
        if said.kind == "off":
            says = N_("It is not on the list that binds here. {otherwise}")
            reason = Message(says, {"otherwise": found.otherwise})
            yield Reason(reason, Message(said.sources[0].title, literal=True), None, said.as_of)
        elif said.kind not in ("listed", "homologated", "version-differs"):
            yield Reason(said.reason, Message(said.sources[0].title, literal=True), None, said.as_of)


def _within(licence: str, allowed: tuple[str, ...]) -> bool:
    return parsed(licence).fold(lambda term: term.id in allowed, all, any)


def _speaks_of(facts: Facts) -> bool:
    """Whether a funder's list names any licence made for this kind: one for data says nothing of code."""
    return any(fit_expression(one, facts.kind, facts.content_type).verdict == "made-for" for one in facts.allowed)


# What has to be checked


def checks(facts: Facts, licence: str, given_up: tuple[str, ...]) -> Iterator[Reason]:
    """What is not certain about a licence, with the question to ask, and the conditions that its use hangs on."""
    for part in facts.parts:
        answer = compatible(parsed(part.licence), parsed(licence), part.use)
        if answer.answer in ("depends", "unknown"):
            says = N_("{part} ({inbound}): {reason}")
            text = Message(says, {"part": part.name, "inbound": part.licence, "reason": _conditional(answer)})
            asks = Message(_ASK_PART, {"part": part.name, "inbound": part.licence, "outbound": licence})
            yield of_pair(text, answer, asks)
    for target in facts.must_enter:
        answer = compatible(parsed(licence), parsed(target), _use(facts))
        if answer.answer in ("depends", "unknown") or (answer.answer == "no" and "must-enter" in given_up):
            says = N_("Into a project under {outbound}: {reason}")
            text = Message(says, {"outbound": target, "reason": _conditional(answer)})
            asks = Message(_ASK_INTO, {"inbound": licence, "outbound": target})
            yield of_pair(text, answer, None if answer.answer == "no" else asks)
    for name in facts.binding:
        found = binding_list(name)
        table = found.table_for(facts.kind)
        if table is not None:
            said = status(parsed(licence), found, table.id, facts.upon)
            if said.kind in ("version-differs", "homologated"):
                yield Reason(said.reason, Message(said.sources[0].title, literal=True), None, said.as_of)
    fits = fit_expression(parsed(licence), facts.kind, facts.content_type)
    if fits.verdict == "possible":
        yield Reason(fits.reason, fits.cited, None, fits.as_of, fits.verified)
    yield from _relicensing(facts, licence)


_ASK_PART = N_("As we use {part} ({inbound}), may the whole go out under {outbound}?")
_ASK_INTO = N_("May a project under {outbound} take in what is under {inbound}, in the way that it would?")


def _conditional(answer: Answer) -> Message:
    if answer.condition is None:
        return answer.reason
    return Message(N_("{reason} {condition}"), {"reason": answer.reason, "condition": answer.condition})


def _relicensing(facts: Facts, licence: str) -> Iterator[Reason]:
    """What was published under another licence changes it only with those who hold rights on it."""
    if facts.current is None or facts.current == licence or facts.sole_holder:
        return
    if compatible(parsed(facts.current), parsed(licence), "include").answer != "yes":
        says = N_("It is under {current} today: to change, everybody who holds a right has to agree.")
        asks = N_("Who contributed under {current}, and have they all agreed in writing to {licence}?")
        yield Reason(
            Message(says, {"current": facts.current}),
            asks=Message(asks, {"current": facts.current, "licence": licence}),
        )


# What speaks for


def reasons_for(facts: Facts, licence: str, table: Decision) -> Iterator[Reason]:
    """Why a licence stands in the answer."""
    if licence == facts.current and facts.all.get("joins") != "yes":
        yield Reason(Message(N_("It is the licence that it has today: nothing changes for those who use it.")))
    known = record(single(licence) or licence)
    if licence in table.reasons and known is not None:
        read = known.sourced
        cited = Message(N_("communkit, after the text ({licence})"), {"licence": licence})
        yield Reason(table.reasons[licence], cited, None, read.as_of, read.verified)
    elif known is not None:
        yield of_record(_family(known.family), known.read["family"], None)
    for name in facts.binding:
        found = binding_list(name)
        rows = found.table_for(facts.kind)
        if rows is not None:
            said = status(parsed(licence), found, rows.id, facts.upon)
            if said.kind == "listed":
                yield Reason(said.reason, Message(said.sources[0].title, literal=True), None, said.as_of)
    whole = parsed(licence)
    taken = [one.name for one in facts.parts if compatible(parsed(one.licence), whole, one.use).answer == "yes"]
    if taken:
        yield Reason(Message(N_("It can take in {parts}."), {"parts": taken[:8]}))
    for one in table.remarks:
        if licence in one.licences and holds(one.when, facts.all):
            yield said_of(one)


def _family(name: str) -> Message:
    return vocabulary("families")[name]
