"""The context of the governance: bodies, who decides what, terms on a timeline, demands, sanctions, growth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from communkit.marked import N_, Message
from communkit.model.completeness import is_empty
from communkit.render.telling import Data, Teller
from communkit.rules import State
from communkit.steps.governance.counting import folded, served, stretch
from communkit.steps.governance.model import Body, Decision, Governance, Growth, Member
from communkit.steps.governance.words import SanctionStep
from communkit.steps.project import Project
from communkit.words import Words

YEARS = 5
"""How many years stand beside each other on a timeline, the last ones."""

_SEAT, _NONE, _BETWEEN = "=", "_", "|"  # of one width wherever code is set, and in every font


def context(project: Project, governance: Governance, words: Words) -> Data:
    """What the deliverable shows, as texts, lists and mappings."""
    teller = Teller(project, words)
    made = {
        **teller.head(governance),
        "bodies": [_body(one, teller) for one in governance.bodies],
        "no_bodies": teller.answer(governance, "bodies", ()),
        "decisions": [_decision(one, governance, teller) for one in governance.decisions],
        "no_decisions": teller.answer(governance, "decisions", ()),
        "demands": _demands(governance, teller),
        "timelines": [made for body in governance.bodies if (made := _timeline(body, governance, teller)) is not None],
        "no_members": teller.answer(governance, "members", ()),
        "roles": [
            {
                "name": teller.text(one.name) or one.id,
                "does": teller.answer(one, "does"),
                "held_by": teller.answer(one, "held_by"),
                "substitute": teller.answer(one, "substitute"),
            }
            for one in governance.roles
        ],
        "sanctions": [
            {
                "step": words.say(one.step.label),
                "for_what": teller.answer(one, "for_what"),
                "decided_by": teller.answer(one, "decided_by", _called(one.decided_by, governance)),
                "appeal": ", ".join(_called([one.appeal], governance)),
            }
            for one in sorted(governance.sanctions, key=lambda one: list(SanctionStep).index(one.step))
        ],
        "no_sanctions": teller.answer(governance, "sanctions", ()),
        "rules": [
            told
            for name in ("transparency", "conflicts_of_interest", "contributing", "trademark")
            if (told := _rule(name, governance, teller))["state"] != State.UNANSWERED.value
        ],
        "variants": [
            {
                "party": teller.party(one.party),
                "name": one.name or "",
                "reason": teller.answer(one, "reason"),
                "upstreamed": teller.answer(one, "upstreamed"),
            }
            for one in governance.variants
        ],
        "growth": [_growth(one, governance, teller) for one in sorted(governance.growth, key=lambda one: one.year)],
    }
    return {**made, "left": teller.left(governance), "states": teller.states}


def _demands(governance: Governance, teller: Teller) -> list[Data]:
    """How demands become work; nothing while nothing is said of it."""
    roadmap = governance.roadmap
    if roadmap is None or is_empty(roadmap):
        return []
    chosen_by = _called([roadmap.arbiter], governance)
    told = (("who_asks", None), ("arbiter", chosen_by), ("criteria", None), ("refusals", None))
    return [{"name": name, **teller.answer(roadmap, name, lines)} for name, lines in told]


def _rule(name: str, governance: Governance, teller: Teller) -> Data:
    """One of the rules that hold for everything."""
    lines = _mark(governance) if name == "trademark" else None
    return {"name": name, **teller.answer(governance, name, lines)}


def _called(ids: Iterable[str | None] | None, governance: Governance) -> list[str]:
    """What people call these bodies and roles."""
    return [governance.name_of(one) for one in ids or () if one is not None]


def _body(body: Body, teller: Teller) -> Data:
    say = teller.words.say
    terms = [say(body.term.said)] if body.term else []
    if body.term and body.max_consecutive_terms is not None:
        says = N_("{term}, {limit} in a row at most")
        terms = [say(Message(says, {"term": body.term.said, "limit": body.max_consecutive_terms}))]
    return {
        "name": teller.text(body.name) or body.id,
        "purpose": teller.answer(body, "purpose"),
        "colleges": [
            {
                "name": one.name,
                "seats": teller.answer(one, "seats"),
                "who": teller.answer(one, "who"),
                "appointed_by": teller.answer(one, "appointed_by"),
                "speaks_for": [teller.value(voice) for voice in one.speaks_for or ()],
            }
            for one in body.colleges
        ],
        "no_colleges": teller.answer(body, "colleges", ()),
        "term": teller.answer(body, "term", terms),
        "quorum": teller.answer(body, "quorum", [say(body.quorum.said)] if body.quorum else []),
        "meets": teller.answer(body, "meets"),
    }


def _decision(one: Decision, governance: Governance, teller: Teller) -> Data:
    say = teller.words.say
    extra = []
    if one.notice is not None:
        extra.append(say(Message(N_("announced {notice} before"), {"notice": one.notice.said})))
    if one.quorum is not None:
        extra.append(say(Message(N_("with {quorum}"), {"quorum": one.quorum.said})))
    return {
        "what": one.what,
        "about": teller.value(one.about),
        "proposed_by": teller.answer(one, "proposed_by"),
        "decided_by": teller.answer(one, "decided_by", _called(one.decided_by, governance)),
        "method": teller.answer(one, "method"),
        "extra": extra,
        "appeal": ", ".join(_called([one.appeal], governance)),
    }


def _mark(governance: Governance) -> list[str]:
    mark = governance.trademark
    if mark is None:
        return []
    return [*_called([mark.granted_by], governance), *([mark.policy] if mark.policy else [])]


def _growth(one: Growth, governance: Governance, teller: Teller) -> Data:
    """One year: members, representatives, the assembly that they make, and the quorum that it will need."""
    number = teller.words.number
    body = governance.body(one.body) if one.body else None
    size = one.size
    quorum = number(body.quorum.needed(size)) if body and body.quorum and size is not None else "–"
    return {
        "year": str(one.year),
        "members": number(one.members) if one.members is not None else "–",
        "representatives": number(one.representatives) if one.representatives is not None else "–",
        "size": number(size) if size is not None else "–",
        "quorum": quorum,
    }


# Terms on a timeline. The dossier does not know today: a term without an end lasts as long as the rule says.


def _timeline(body: Body, governance: Governance, teller: Teller) -> Data | None:
    """The terms of a body, a line a person: the days, a bar of quarters, how many in a row; None without a date."""
    members = [one for one in governance.members if one.body == body.id]
    people: dict[str, list[Member]] = {}
    for one in sorted(members, key=lambda one: (one.begins is None, one.begins or date.min, one.person)):
        people.setdefault(folded(one.person), []).append(one)
    lasting = {name: [lasts for one in rows if (lasts := _lasts(one, body))] for name, rows in people.items()}
    known = [one for stretches in lasting.values() for one in stretches]
    if not known:
        return None
    last = max(ends for _, ends in known).year
    years = range(max(min(begins for begins, _ in known).year, last - YEARS + 1), last + 1)
    terms = {folded(member.person): run.terms for its, member, run in served(governance, date.min) if its is body}
    return {
        "body": teller.text(body.name) or body.id,
        "years": _BETWEEN.join(str(year) for year in years),
        "rows": [
            {
                "person": rows[-1].person,
                "party": teller.party(rows[-1].party),
                "days": [_days(one, teller) for one in rows],
                "bar": _bar(lasting[name], years),
                "terms": _in_a_row(terms.get(name), body, teller),
            }
            for name, rows in people.items()
        ],
        "open": any(one.until is None and one.begins is not None for one in members),
    }


def _lasts(member: Member, body: Body) -> tuple[date, date] | None:
    return stretch(member, body.term, date.min)


def _days(member: Member, teller: Teller) -> str:
    """From when to when a row of the register says that the person sits."""
    begins, ends = member.begins, member.until
    short = teller.words.date_short
    if begins is not None and ends is not None:
        return f"{short(begins)} – {short(ends)}"
    if begins is not None:
        return teller.words.say(Message(N_("since {day}"), {"day": short(begins)}))
    return teller.words.say(Message(N_("until {day}"), {"day": short(ends)})) if ends is not None else "–"


def _bar(stretches: Sequence[tuple[date, date]], years: range) -> str:
    """Four marks a year, one a quarter, under the four figures of its number: full where a seat is held."""
    return _BETWEEN.join(
        "".join(_SEAT if any(_touches(one, year, quarter) for one in stretches) else _NONE for quarter in range(4))
        for year in years
    )


def _touches(lasts: tuple[date, date], year: int, quarter: int) -> bool:
    """Whether the middle of a quarter lies in a stretch."""
    return lasts[0] <= date(year, 3 * quarter + 2, 15) <= lasts[1]


def _in_a_row(terms: int | None, body: Body, teller: Teller) -> str:
    """How many terms in a row, the last ones, out of those that the rule allows."""
    if terms is None:
        return ""
    if body.max_consecutive_terms is None:
        return teller.words.number(terms)
    return teller.words.say(Message(N_("{terms} of {limit}"), {"terms": terms, "limit": body.max_consecutive_terms}))
