"""The context of continuity: what the carrier must do, structures compared, what passes, keys, law, documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from communkit.licences.carriers import CRITERIA, Statement
from communkit.marked import N_, Message
from communkit.model.completeness import state_of
from communkit.render.telling import Data, Teller
from communkit.rules import State
from communkit.steps.continuity.compared import Cell, Verdict, compare, leading
from communkit.steps.continuity.model import Choice, Continuity, Current, EndOfLife, Independence, criterion_title
from communkit.steps.continuity.words import Ability, Weight
from communkit.steps.project import Project
from communkit.words import Words

STRUCTURES_A_TABLE = 3
"""How many structures stand beside each other; more would not be read on a page."""


def context(project: Project, continuity: Continuity, words: Words) -> Data:
    """What the deliverable shows, as texts, lists and mappings."""
    teller = Teller(project, words)
    compared = list(compare(project, continuity).values())
    made = {
        **teller.head(continuity),
        "current": _current(continuity.current, teller) if continuity.current else None,
        "needs": teller.answer(continuity, "needs", [words.say(one.label) for one in continuity.needs or ()]),
        "choice": _choice(continuity.choice, compared, teller) if continuity.choice else None,
        "no_choice": teller.answer(continuity, "choice", ()),
        "excluded": [row for one in compared for row in _abilities(one, one.excluded, teller)],
        "conditions": [row for one in compared for row in _abilities(one, one.conditions, teller)],
        "unknown": list(_unknown(compared, teller)),
        "matrix": list(_matrix([one for one in compared if not one.excluded], teller)),
        "standing": _standing(compared, teller),
        "grounds": [row for one in compared if not one.excluded for row in _grounds(one, continuity, teller)],
        "views": [
            {
                "form": _named(each, teller),
                "pros": teller.answer(one, "pros"),
                "cons": teller.answer(one, "cons"),
                "vat": teller.text(one.vat),
            }
            for one, each in zip(continuity.options, compared, strict=True)
        ],
        "transition": [
            {
                "what": teller.text(one.what) or one.id,
                "giver": teller.name(one, "giver"),
                "taker": teller.name(one, "taker"),
                "means": teller.answer(one, "means"),
                "due": teller.answer(one, "due"),
                "done": teller.value(one.done) if one.is_done else "",
            }
            for one in continuity.transition
        ],
        "passes": continuity.is_passed_on,
        "independence": _independence(continuity.independence, teller) if continuity.independence else [],
        "succession": [
            {
                "name": teller.text(one.name) or one.id,
                "owner": teller.name(one, "owner"),
                "holders": teller.answer(one, "holders", one.holders or ()),
                "recovery": teller.answer(one, "recovery"),
                "tried": teller.value(one.tried_on),
                "expires": teller.value(one.expires_on),
            }
            for one in continuity.succession
        ],
        "watch": [
            {
                "subject": teller.text(one.subject) or one.id,
                "effect": teller.text(one.effect),
                "who": teller.name(one, "who"),
                "frequency": teller.answer(one, "frequency"),
                "last": teller.answer(one, "last_on"),
            }
            for one in continuity.legal_watch
        ],
        "documentation": [
            {
                "name": teller.text(one.name) or one.id,
                "audience": teller.answer(one, "audience"),
                "location": teller.answer(one, "location"),
                "readable": teller.answer(one, "readable_by"),
                "editable": teller.answer(one, "editable_by"),
                "updated": teller.value(one.updated_on),
            }
            for one in continuity.documentation
        ],
        "archives": [
            {"name": one.name, "url": one.url or "", "saved": teller.answer(one, "saved_on")}
            for one in continuity.archives
        ],
        "end": _end(continuity.end_of_life, teller) if continuity.end_of_life else [],
        "no_end": teller.answer(continuity, "end_of_life", ()),
        "left": teller.left(continuity),
    }
    return {**made, "states": teller.states}


def _current(one: Current, teller: Teller) -> Data:
    return {
        "form": teller.answer(one, "form"),
        "party": teller.name(one, "party"),
        "since": teller.value(one.since),
    }


def _choice(one: Choice, compared: Sequence[Verdict], teller: Teller) -> Data:
    return {
        "excluded": any(each.form is one.form and each.excluded for each in compared),
        "form": teller.answer(one, "form"),
        "party": teller.name(one, "party"),
        "reason": teller.answer(one, "reason"),
        "remedies": teller.answer(one, "remedies"),
        "by": one.decided_by or "",
        "day": teller.value(one.decided_on),
    }


def _source(said: Statement, teller: Teller) -> str:
    """Where a statement was read, of which day it is, and that it is to be checked where nobody read it there."""
    says = N_("{source}, as of {day}") if said.sourced.verified else N_("{source}: to be checked")
    return teller.words.say(Message(says, {"source": said.cited, "day": said.sourced.as_of}))


def _abilities(one: Verdict, abilities: Sequence[Ability], teller: Teller) -> Iterator[Data]:
    known: Mapping[str, Statement] = one.carrier.abilities if one.carrier else {}
    for ability in abilities:
        said = known[str(ability)]
        yield {
            "form": _named(one, teller),
            "ability": teller.words.say(ability.label),
            "reason": teller.words.say(said.reason),
            "source": _source(said, teller),
        }


def _unknown(compared: Sequence[Verdict], teller: Teller) -> Iterator[Data]:
    """The requirements of which nothing was read, structure by structure."""
    for one in compared:
        if one.unknown and not one.excluded:
            yield {"form": _named(one, teller), "abilities": [teller.words.say(each.label) for each in one.unknown]}


def _named(one: Verdict, teller: Teller) -> str:
    return teller.words.say(one.carrier.name if one.carrier else Message(one.form.label))


def _matrix(compared: Sequence[Verdict], teller: Teller) -> Iterator[Data]:
    """The criteria that count, a few structures a table: a row a criterion, then the points."""
    tables = -(-len(compared) // STRUCTURES_A_TABLE)
    size = -(-len(compared) // tables) if tables else 1
    for start in range(0, len(compared), size):
        part = compared[start : start + size]
        yield {
            "structures": [_named(one, teller) for one in part],
            "rows": [
                {
                    "criterion": teller.words.say(criterion_title(criterion)),
                    "weight": _weight(part[0].cell(criterion), teller),
                    "cells": [_graded(one.cell(criterion), teller) for one in part],
                }
                for criterion in CRITERIA
            ],
            "totals": [_points(one, teller) for one in part],
        }


def _weight(cell: Cell, teller: Teller) -> str:
    return teller.words.say(cell.weight.label if cell.weight else N_("no weight given"))


def _graded(cell: Cell, teller: Teller) -> str:
    if cell.grade is None:
        return teller.words.say(N_("not known"))
    said = teller.words.say(cell.grade.label)
    return f"{said}*" if cell.own else said


def _points(one: Verdict, teller: Teller) -> str:
    if not one.is_weighed:
        return "–"
    says = N_("{low} of {most}") if one.low == one.high else N_("{low} to {high} of {most}")
    return teller.words.say(Message(says, {"low": one.low, "high": one.high, "most": one.most}))


def _standing(compared: Sequence[Verdict], teller: Teller) -> str:
    """One sentence on the order: which is ahead, or which cannot be told apart."""
    words = teller.words
    if len(compared) < 2:
        return ""
    ahead = leading({one.form: one for one in compared})
    names = tuple(_named(one, teller) for one in ahead)
    if not any(one.is_weighed for one in compared):
        return words.say(N_("Nobody has said what counts: there is no order."))
    if not ahead:
        return words.say(N_("None of the structures compared can do everything that it must."))
    if len(ahead) == 1:
        return words.say(Message(N_("Ahead whatever the unknown answers turn out to be: {names}."), {"names": names}))
    return words.say(Message(N_("These cannot be told apart with what is known: {names}."), {"names": names}))


def _grounds(one: Verdict, continuity: Continuity, teller: Teller) -> Iterator[Data]:
    """Why each grade: what was read with its source, and where the team sees it otherwise, its reasons."""
    option = next(each for each in continuity.options if each.form is one.form)
    own = [teller.words.say(criterion_title(cell.criterion)) for cell in one.cells if cell.own]
    if own and option.reasons:
        yield {
            "form": _named(one, teller),
            "criterion": teller.words.list(own),
            "reason": teller.text(option.reasons),
            "source": teller.words.say(N_("the team")),
        }
    for cell in one.cells:
        if cell.read is not None and cell.weight is not Weight.NONE:
            yield {
                "form": _named(one, teller),
                "criterion": teller.words.say(criterion_title(cell.criterion)),
                "reason": teller.words.say(cell.read.reason),
                "source": _source(cell.read, teller),
            }


def _independence(one: Independence, teller: Teller) -> list[Data]:
    names = [teller.party(each) for each in one.initiators or ()]
    share = [teller.words.percent(one.initiators_share)] if one.initiators_share is not None else ()
    shown = {"initiators": [teller.words.list(names)] if names else (), "initiators_share": share}
    return [
        {"title": teller.words.say(told.title), **teller.answer(one, name, shown.get(name))}
        for name, told in Independence.asks().items()
        if state_of(one, name) is not State.UNANSWERED
    ]


def _end(one: EndOfLife, teller: Teller) -> list[Data]:
    return [
        {
            "title": teller.words.say(told.title),
            **(teller.name(one, name) if name == "successor" else teller.answer(one, name)),
        }
        for name, told in EndOfLife.asks().items()
        if state_of(one, name) is not State.UNANSWERED
    ]
