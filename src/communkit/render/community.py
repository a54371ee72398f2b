"""The context of the community: circles, the way inward, skills, the calendar, indicators and risks."""

from __future__ import annotations

from communkit.marked import N_, Message
from communkit.model.completeness import is_empty
from communkit.model.row import Row
from communkit.render.telling import Data, Teller
from communkit.steps.community.model import Community, Indicator, Ritual
from communkit.steps.community.rings import Circle
from communkit.steps.community.words import CircleName
from communkit.steps.project import Project
from communkit.steps.vocabulary import Frequency
from communkit.words import Words


def context(project: Project, community: Community, words: Words) -> Data:
    """What the deliverable shows, as texts, lists and mappings."""
    teller = Teller(project, words)
    circles = [_circle(name, one, teller) for name, one in community.inward]
    made = {
        **teller.head(community),
        "circles": circles,
        "described": any(one["begun"] for one in circles),
        "ladder": [
            _row(one, teller, "how_to_enter", "rights", "duties", role=one.role, after=one.after or "")
            for one in community.ladder
        ],
        "user_types": [
            _row(one, teller, "who", "takes_part", type=words.say(one.type.label)) for one in community.user_types
        ],
        "no_user_types": teller.answer(community, "user_types", ()),
        "skills": [
            {
                "what": one.what,
                "held_by": teller.answer(one, "held_by", one.held_by or ()),
                "gap": teller.answer(one, "gap"),
                "plan": teller.value(one.plan),
            }
            for one in community.skills
        ],
        "no_skills": teller.answer(community, "skills", ()),
        "rituals": [
            _row(
                one,
                teller,
                "frequency",
                "animator",
                what=one.what,
                to=teller.value(one.open_to),
                next=teller.value(one.next_on),
            )
            for one in sorted(community.rituals, key=_how_often)
        ],
        "no_rituals": teller.answer(community, "rituals", ()),
        "channels": [
            _row(one, teller, "what_for", "public", "answered_by", name=one.name, url=one.url or "")
            for one in community.channels
        ],
        "no_channels": teller.answer(community, "channels", ()),
        "welcome": _part(community.onboarding, ("welcomed_by", "first_step", "document"), teller),
        "no_welcome": teller.answer(community, "onboarding", ()),
        "conduct": _part(community.code_of_conduct, ("document", "contact", "other_contact"), teller),
        "no_conduct": teller.answer(community, "code_of_conduct", ()),
        "indicators": [_indicator(one, teller) for one in community.indicators],
        "no_indicators": teller.answer(community, "indicators", ()),
        "risks": [_row(one, teller, "signs", "answer", risk=words.say(one.risk.label)) for one in community.risks],
    }
    return {**made, "left": [*_nothing_said(community, words), *teller.left(community)], "states": teller.states}


def _nothing_said(community: Community, words: Words) -> list[str]:
    """The circles, while nothing is said of any."""
    begun = community.circles is not None and not is_empty(community.circles)
    return [] if begun else [words.say(Community.asks()["circles"].title)]


def _row(row: Row, teller: Teller, *fields: str, **texts: str) -> Data:
    """The answers to `fields` of `row`, beside texts that are told as they are."""
    return {**texts, **{field: teller.answer(row, field) for field in fields}}


def _circle(name: CircleName, circle: Circle, teller: Teller) -> Data:
    """One circle; `sizes` says how many they are and how many are hoped for, in a few words."""
    sizes: list[str] = []
    if circle.count is not None and circle.counted_on is not None:
        says = Message(N_("{count} on {day}"), {"count": circle.count, "day": circle.counted_on})
        sizes.append(teller.words.say(says))
    elif circle.count is not None:
        sizes.append(teller.words.say(Message(N_("{count} today"), {"count": circle.count})))
    if circle.target is not None:
        sizes.append(teller.words.say(Message(N_("{target} hoped for"), {"target": circle.target})))
    fields = ("who", "how_to_enter", "count", "target", "rights", "duties")
    told = _row(circle, teller, *fields, name=teller.words.say(name.label))
    return {
        **told,
        "sizes": ", ".join(sizes),
        "begun": any(getattr(circle, field) is not None for field in fields),
    }


def _how_often(ritual: Ritual) -> int:
    """What comes round most often first; what has no rhythm last."""
    return list(Frequency).index(ritual.frequency) if ritual.frequency else len(Frequency)


def _part(part: object, fields: tuple[str, ...], teller: Teller) -> list[Data]:
    """What is said in a part: title and text of each field that has an answer."""
    if part is None:
        return []
    said = [(name, teller.value(getattr(part, name))) for name in fields]
    return [{"name": name, "text": text} for name, text in said if text]


def _indicator(one: Indicator, teller: Teller) -> Data:
    """An indicator with its target, its last measure, and those before it."""
    measures = [(teller.words.date_short(day), _counted(value, one, teller)) for day, value in one.in_order]
    target = [_counted(one.target, one, teller)] if one.target is not None else []
    by = Message(N_("by {day}"), {"day": one.target_on}) if one.target is not None and one.target_on else None
    return {
        "name": one.name,
        "target": teller.answer(one, "target", target),
        "by": teller.words.say(by) if by else "",
        "direction": teller.value(one.direction),
        "last": measures[-1][1] if measures else "",
        "measures": [f"{day} {value}" for day, value in measures],
    }


def _counted(value: int, indicator: Indicator, teller: Teller) -> str:
    number = teller.words.number(value)
    return f"{number}\u00a0{indicator.unit}" if indicator.unit else number
