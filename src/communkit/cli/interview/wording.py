"""How fields, rows and values are said to people: labels for words, names for rows, dates in their language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from communkit.interview import Choice, Due, Field, Kind, Question, Row
from communkit.marked import N_, Message, Share
from communkit.report.escape import visible
from communkit.rules import Stage, State
from communkit.words import Words

STAGES: Mapping[Stage, str] = {
    Stage.IDEA: N_("idea"),
    Stage.PREPARING: N_("preparing"),
    Stage.OPENING: N_("opening"),
    Stage.RUNNING: N_("running"),
}

MARKS: Mapping[State, str] = {
    State.ANSWERED: "○",
    State.PROPOSED: "◌",
    State.UNKNOWN: "?",
    State.UNANSWERED: "–",
    State.NOT_APPLICABLE: "n/a",
}
"""The same marks as on paper; ● is kept for what was verified."""

_MEANINGS: Mapping[State, str] = {
    State.ANSWERED: N_("○ answered"),
    State.PROPOSED: N_("◌ proposed, to be confirmed"),
    State.UNKNOWN: N_("? not known yet"),
    State.UNANSWERED: N_("– no answer"),
    State.NOT_APPLICABLE: N_("n/a does not apply"),
}


def legend(states: Iterable[State], words: Words) -> str:
    """What the marks that were used mean."""
    used = set(states)
    return " · ".join(words.say(meaning) for state, meaning in _MEANINGS.items() if state in used)


def shown(field: Field, words: Words, value: object = None) -> str:
    """The value of `field` (or another `value` for it) as people read it; "" for none."""
    value = field.value if value is None else value
    if field.kind is Kind.ROWS:
        return " · ".join(row_name(row, words) for row in field.rows)
    if field.keyed and not any(one.closed for one in field.fields):  # figures, one a year: each counts
        says = N_("{title}: {value}")
        figures = ((one.title, one.value) for one in field.fields if isinstance(one.value, int | Decimal))
        named = ({"title": words.say(title, visible), "value": words.number(figure)} for title, figure in figures)
        return " · ".join(words.say(Message(says, one)) for one in named)
    if field.keyed:
        counted = Counter(text for one in field.fields if (text := shown(one, words)))
        says = N_("{value}: {count}")
        return " · ".join(words.say(Message(says, {"value": one, "count": many})) for one, many in counted.items())
    if field.kind is Kind.PART:
        inner = field.rows[0].fields if field.rows else field.fields
        told = [(one, text) for one in inner if (text := shown(one, words))]
        if len({one.choices for one, _ in told if one.closed}) < sum(one.closed for one, _ in told):
            return " · ".join(titled(one, text, words) for one, text in told)  # one vocabulary: which is which?
        return " · ".join(text for _, text in told)
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, list):
        return ", ".join(_one(field, item, words) for item in value)
    return _one(field, value, words)


def _one(field: Field, value: object, words: Words) -> str:
    for choice in field.choices:
        if choice.value == value and field.kind is not Kind.LICENCE:  # a licence is known by its identifier
            return choice_label(field, choice, words)
    if isinstance(value, Mapping):
        texts = {str(tag): str(text) for tag, text in value.items()}
        return visible(texts.get(words.language) or next(iter(texts.values()), ""))
    if isinstance(value, bool):
        return words.say(N_("yes") if value else N_("no"))
    if field.kind in (Kind.DAY, Kind.DONE):
        try:
            return words.date(date.fromisoformat(str(value)))
        except ValueError:
            return visible(str(value))
    if field.kind is Kind.SHARE and isinstance(value, int | Decimal):
        return words.percent(Share(Decimal(value)))
    return visible(str(value))


def titled(field: Field, text: str, words: Words) -> str:
    """The title of `field` and `text`, its value as it is shown."""
    title = words.say(field.title, visible)
    return words.say(Message(N_("{title}: {value}"), {"title": title, "value": text}))


def choice_label(field: Field, choice: Choice, words: Words) -> str:
    """How a choice reads; a licence shows its identifier too, since that is what others will look for."""
    label = words.say(choice.label, visible)
    return f"{choice.value} – {label}" if field.kind is Kind.LICENCE else label


def row_name(row: Row, words: Words) -> str:
    """What people call `row`: its name, else what makes it unlike its neighbours."""
    name = row.get(row.called_by)
    if name is not None and name.value:
        return shown(name, words)
    return " – ".join(text for one in row.fields if one.key and (text := shown(one, words)))


def heading(question: Question, words: Words) -> str:
    """Where a question belongs: the row it is about, below those around it; "" for the document itself."""
    rows = [row for row in (*question.above, question.row) if row.path]
    return " › ".join(name for row in rows if (name := row_name(row, words)))  # a part of the document has none


def asked(question: Question, words: Words) -> str:
    """The question itself."""
    return words.say(question.field.question or question.field.title, visible)


def example(field: Field, words: Words) -> str:
    """An example to go by, on a line of its own; "" without one."""
    shown = field.example
    if field.kind is Kind.DAY and not shown:
        shown = words.date(_A_DAY)  # any way of writing a day that has one reading is understood
    return "\n" + words.say(Message(N_("For example: {example}"), {"example": shown})) if shown else ""


_A_DAY = date(2027, 3, 1)


def why(question: Question, words: Words) -> str:
    """Why the question is asked, when its answer is needed, and which answers there are beside the obvious ones."""
    field = question.field
    said = [words.say(field.why)] if field.why else []
    if field.kind is Kind.LICENCE and field.choices:
        said.append(words.say(N_("Those listed are the ones that the law lets administrations choose from.")))
    if field.follows:
        pass
    elif question.due is Due.NEVER or field.needed is None:
        said.append(words.say(N_("An answer is not required; it helps whoever will read this after you.")))
    elif question.due is Due.NOW:
        says = N_("The answer is needed from the stage “{stage}” on: your project is there.")
        said.append(words.say(Message(says, {"stage": Message(STAGES[field.needed])})))
    else:
        says = N_("The answer will be needed from the stage “{stage}” on.")
        said.append(words.say(Message(says, {"stage": Message(STAGES[field.needed])})))
    return " ".join(said)


def proposal(question: Question, words: Words) -> str:
    """The value that is proposed, and where it was found."""
    field = question.field
    value = {"value": words.quote(shown(field, words))}
    if not field.evidence:
        return words.say(Message(N_("Proposed: {value}"), value))
    places = tuple(visible(one) for one in field.evidence[:3])
    return words.say(Message(N_("Proposed: {value}, found in {places}"), {**value, "places": places}))
