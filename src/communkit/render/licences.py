"""The context of the licence sheets: for each asset the licences considered, side by side, then one sheet a licence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from communkit.licences.advice import Advice, Change, Reason
from communkit.licences.data import vocabulary
from communkit.licences.records import Clause, Licence, record
from communkit.marked import N_, Message
from communkit.words import Words

Data = dict[str, Any]
MOST_COLUMNS = 4
_STANDINGS = {
    "answer": N_("Our advice: {licence}."),
    "undecided": N_("Not decided: one question is open."),
    "not-yet": N_("Not yet: something has to be cleared first."),
    "policy": N_("No licence: a usage policy."),
    "none": N_("No licence that we know meets every condition."),
}


def context(found: Sequence[Advice], project: str, day: date, words: Words) -> Data:
    """What the template of the sheets is given, in the language of `words`."""
    considered = dict.fromkeys(name for advice in found for name in _considered(advice))
    known = [one for name in considered if (one := record(name)) is not None]
    return {
        "language": words.language,
        "project": {"name": project or "–"},
        "day": words.date(day),
        "assets": [_asset(advice, words) for advice in found],
        "licences": [_sheet(one, words) for one in known],
    }


def _considered(advice: Advice) -> list[str]:
    """The licences that stand side by side: the first three that may be chosen, then those ruled out."""
    choices = [one.licence for one in advice.choices[: MOST_COLUMNS - 1]]
    out = [one.licence for one in advice.ruled_out if record(one.licence) is not None]
    return [*choices, *out][:MOST_COLUMNS] if advice.choices else out[:MOST_COLUMNS]


def _asset(advice: Advice, words: Words) -> Data:
    say = words.say
    names = _considered(advice)
    return {
        "name": advice.facts.name,
        "standing": say(Message(_STANDINGS[advice.standing], {"licence": advice.licence or ""})),
        "first": [_told(one, words) for one in (*advice.first, *advice.remarks)],
        "given_up": [say(one) for one in advice.given_up],
        "licences": names,
        "rows": list(_rows(advice, names, words)),
        "changes": [_change(one, words) for one in advice.changes],
        "questions": [say(one) for one in advice.questions],
    }


def _change(change: Change, words: Words) -> str:
    licence = change.licence or words.say(N_("no licence at all"))
    return words.say(Message(N_("{says}: {licence}."), {"says": change.says, "licence": licence}))


def _rows(advice: Advice, names: Sequence[str], words: Words) -> Iterator[Data]:
    """The table: one row a subject, one cell a licence; a cell is a list of lines."""
    say = words.say
    places = {one.licence: number for number, one in enumerate(advice.choices, 1)}
    choices = {one.licence: one for one in advice.choices}
    out = {one.licence: one for one in advice.ruled_out}
    known = {name: record(name) for name in names}

    def row(title: str, cells: Sequence[Sequence[str]]) -> Data:
        return {"title": say(title), "cells": [list(one) for one in cells]}

    ranks = [
        [say(Message(N_("No. {number}"), {"number": places[name]})) if name in places else say(N_("ruled out"))]
        for name in names
    ]
    yield row(N_("Our order"), ranks)
    yield row(
        N_("For"), [[say(one.text) for one in choices[name].reasons] if name in choices else [] for name in names]
    )
    yield row(
        N_("To check, or against"),
        [[say(one.text) for one in (choices[name].checks if name in choices else out[name].reasons)] for name in names],
    )
    yield row(N_("What must be shared back"), [[_family(known[name], words)] for name in names])
    yield row(N_("Patents"), [[_clause(known[name], "patents", words)] for name in names])
    yield row(N_("Online services"), [[_clause(known[name], "network", words)] for name in names])
    yield row(N_("Languages that bind"), [[_languages(known[name])] for name in names])


def _family(known: Licence | None, words: Words) -> str:
    return words.say(vocabulary("families")[known.family]) if known else ""


def _clause(known: Licence | None, name: str, words: Words) -> str:
    if known is None:
        return ""
    clause: Clause = getattr(known, name)
    if clause.states is None:
        return words.say(N_("says nothing"))
    said = words.say(N_("yes") if clause.states else N_("no"))
    return f"{said} ({clause.clause})" if clause.clause else said


def _languages(known: Licence | None) -> str:
    if known is None:
        return ""
    tags = known.official_languages.tags
    return ", ".join(tags) if len(tags) < 4 else ", ".join((*tags[:3], f"… ({len(tags)})"))


def _told(reason: Reason, words: Words) -> Data:
    return {"text": words.say(reason.text), "source": _source(reason, words)}


def _source(reason: Reason, words: Words) -> str:
    if reason.as_of is None:
        return ""
    source = words.say(reason.cited)
    told = ", ".join(one for one in (source, reason.clause or "", words.date(reason.as_of)) if one)
    return told if reason.verified else f"{told} ({words.say(N_('to be checked by counsel'))})"


def _sheet(known: Licence, words: Words) -> Data:
    """One licence: what one may, must and is not given, each with its place in the text."""
    groups = [
        (N_("One may"), "permissions", known.permissions),
        (N_("One must"), "obligations", known.obligations),
        (N_("It does not give"), "limitations", known.limitations),
    ]
    return {
        "id": known.id,
        "name": words.say(known.name),
        "family": words.say(vocabulary("families")[known.family]),
        "groups": [
            {
                "title": words.say(title),
                "lines": [f"{words.say(vocabulary(kind)[word])} [{place}]" for word, place in said.items()],
            }
            for title, kind, said in groups
            if said
        ],
        "source": words.say(known.sourced.cited),
        "day": words.date(known.sourced.as_of),
        "url": known.url or "",
    }
