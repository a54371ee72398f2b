"""The context of the charter of intention: we, I, ambiguities until they are settled, and the principles."""

from __future__ import annotations

from communkit.model.completeness import state_of
from communkit.render.telling import Data, Teller
from communkit.rules import State
from communkit.steps.charter.model import Charter, Participant, Principle
from communkit.steps.charter.model import Data as DataRow
from communkit.steps.project import Project
from communkit.words import Words

_LIFE = ("entry", "exit", "amendment", "disputes", "duration")
_NAMES = frozenset({"producer", "controller", "processor"})


def context(project: Project, charter: Charter, words: Words) -> Data:
    """What the deliverable shows, as texts, lists and mappings."""
    teller = Teller(project, words)
    reciprocal = charter.licence_principle is Principle.RECIPROCAL
    made = {
        **teller.head(charter),
        "objectives": teller.answer(charter, "objectives"),
        "held": teller.answer(charter, "values"),
        "scope": teller.answer(charter, "scope"),
        "parties": [_party(one, teller) for one in charter.parties],
        "outside": [{"name": teller.party(one.party), "reason": teller.text(one.reason)} for one in charter.outside],
        "open": [
            {"text": teller.text(one.text) or one.id, "since": teller.value(one.raised_on)}
            for one in charter.ambiguities
            if one.resolved is None
        ],
        "resolved": [
            {"text": teller.text(one.text) or one.id, "answer": teller.text(one.resolved)}
            for one in charter.ambiguities
            if one.resolved is not None
        ],
        "asked": bool(charter.ambiguities) or charter.is_noted(charter.not_applicable, "ambiguities"),
        "principle": teller.answer(charter, "licence_principle"),
        "wishes": teller.answer(charter, "licence_wishes"),
        "reciprocity": teller.answer(charter, "reciprocity_justification") if reciprocal else None,
        "fork": teller.answer(charter, "fork_right"),
        "providers": teller.answer(charter, "providers"),
        "advisers": [
            {
                "name": teller.party(one.adviser),
                "independent": teller.answer(one, "independent"),
                "statement": teller.answer(one, "statement"),
            }
            for one in charter.independence
        ],
        "data": _data(charter.data, teller) if charter.data else [],
        "standards": [
            {"name": one.name, "purpose": teller.answer(one, "purpose"), "open": teller.answer(one, "open")}
            for one in charter.interoperability
        ],
        "life": [
            {"title": words.say(Charter.asks()[name].title), **teller.answer(charter, name)}
            for name in _LIFE
            if state_of(charter, name) is not State.UNANSWERED
        ],
        "left": teller.left(charter),
    }
    return {**made, "states": teller.states}


def _party(one: Participant, teller: Teller) -> Data:
    brings = [teller.text(each.text) or each.id for each in one.commitments]
    return {
        "name": teller.party(one.party),
        "representative": teller.answer(one, "representative"),
        "own": teller.answer(one, "own_objectives"),
        "expects": teller.answer(one, "expectations"),
        "brings": teller.answer(one, "commitments", brings),
        "basis": teller.value(one.legal_basis),
    }


def _data(data: DataRow, teller: Teller) -> list[Data]:
    return [
        {
            "title": teller.words.say(told.title),
            **(teller.name(data, name) if name in _NAMES else teller.answer(data, name)),
        }
        for name, told in DataRow.asks().items()
    ]
