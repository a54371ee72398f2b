"""The context of the need: actors, requirements, what exists, the coverage matrix and the decision."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_, Message
from communkit.render.telling import NOTHING, Data, Teller
from communkit.steps.need.model import (
    CATALOGUES,
    ActorKind,
    Need,
    Priority,
    Solution,
    Tally,
    fits,
    is_of_general_interest,
)
from communkit.steps.project import Project
from communkit.steps.vocabulary import UserType
from communkit.words import Words

SOLUTIONS_A_TABLE = 5
"""How many solutions stand beside each other; more would not be read on a page."""


def context(project: Project, need: Need, words: Words) -> Data:
    """What the deliverable shows, as texts, lists and mappings."""
    teller = Teller(project, words)
    made = {
        **teller.head(need),
        "problem": teller.answer(need, "problem"),
        "collective_interest": teller.answer(need, "collective_interest"),
        "public_interest": teller.answer(need, "public_interest"),
        "general_interest": is_of_general_interest(need),
        "actors": [
            {
                "name": teller.party(one.party),
                "kind": words.say(one.kind.label),
                "type": teller.answer(one, "user_type") if one.kind is ActorKind.USER else NOTHING,
                "interest": teller.answer(one, "interest"),
                "since": teller.answer(one, "involved_since"),
            }
            for one in need.actors
        ],
        "unheard": list(_unheard(need, teller)),
        "requirements": [
            {
                "text": teller.text(one.text) or one.id,
                "priority": teller.answer(one, "priority"),
                "stated_by": teller.name(one, "stated_by"),
                "tested_by": teller.name(one, "tested_by"),
                "acceptance": teller.answer(one, "acceptance"),
            }
            for one in need.requirements
        ],
        "catalogues": [
            {
                "name": one.name,
                "consulted_on": teller.answer(one, "consulted_on"),
                "query": teller.answer(one, "query"),
                "results": teller.answer(one, "results"),
                "snapshot": teller.value(one.snapshot_date),
            }
            for one in need.catalogues
        ],
        "no_catalogues": teller.answer(need, "catalogues", ()),
        "places": list(CATALOGUES),
        "solutions": [
            {
                "name": teller.text(one.name) or one.id,
                "url": one.url or "",
                "openness": teller.answer(one, "openness"),
                "licence": str(one.licence or ""),
                "contacted_on": teller.answer(one, "contacted_on"),
                "outcome": teller.answer(one, "outcome") if one.contacted_on else NOTHING,
            }
            for one in need.solutions
        ],
        "matrix": list(_matrix(need, teller)),
        "decision": _decision(need, teller),
        "no_decision": teller.answer(need, "decision", ()),
        "left": teller.left(need),
    }
    return {**made, "states": teller.states}


def _unheard(need: Need, teller: Teller) -> Iterator[Data]:
    """The types of users for whom no actor stands, with the note that says why or what is planned."""
    present = {one.user_type for one in need.actors}
    for kind in UserType:
        note = need.not_applicable.get(str(kind)) or need.unknown.get(str(kind))
        if need.actors and kind not in present:
            yield {"type": teller.words.say(kind.label), "note": teller.text(note)}


def _matrix(need: Need, teller: Teller) -> Iterator[Data]:
    """The coverage, a few solutions a table: a row a requirement, then how many are met."""
    if not need.requirements or not need.solutions:
        return
    found = fits(need)
    for start in range(0, len(need.solutions), SOLUTIONS_A_TABLE):
        part = need.solutions[start : start + SOLUTIONS_A_TABLE]
        has_must = any(one.priority is Priority.MUST for one in need.requirements)
        yield {
            "solutions": [teller.text(one.name) or one.id for one in part],
            "rows": [
                {
                    "text": teller.text(one.text) or one.id,
                    "must": one.priority is Priority.MUST,
                    "cells": [_cell(solution, one.id, teller) for solution in part],
                }
                for one in need.requirements
            ],
            "totals": [_told(found[one.id].all, teller) for one in part],
            "indispensable": [_told(found[one.id].must, teller) for one in part] if has_must else [],
        }


def _cell(solution: Solution, requirement: str, teller: Teller) -> str:
    answer = (solution.coverage or {}).get(requirement)
    return teller.words.say(answer.label) if answer else "–"


def _told(tally: Tally, teller: Teller) -> str:
    says = N_("{full} of {total}")
    values = {"full": tally.full, "total": tally.total, "partial": tally.partial}
    if tally.partial:
        says = N_("{full} of {total}, {partial} in part")
    return teller.words.say(Message(says, values))


def _decision(need: Need, teller: Teller) -> Data | None:
    decision = need.decision
    if decision is None or decision.choice is None:
        return None
    chosen = need.chosen
    return {
        "choice": teller.value(decision.choice),
        "solution": (teller.text(chosen.name) or chosen.id) if chosen else decision.solution or "",
        "day": teller.value(decision.decided_on),
        "reason": teller.answer(decision, "reason"),
    }
