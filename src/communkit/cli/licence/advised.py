"""The answers of the licence adviser, as text for a screen and as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from communkit.cli.app import App
from communkit.cli.licence.sheet import DIM, GREEN, RED, YELLOW, Sheet, cited, plain_source
from communkit.licences.advice import Advice, Candidate, Facts, Reason, RuledOut
from communkit.licences.advice_table import decision
from communkit.licences.data import Sourced
from communkit.licences.lists import binding_list
from communkit.marked import N_, Message

KINDS = {
    "code": N_("source code"),
    "documentation": N_("documentation"),
    "database": N_("database"),
    "sign": N_("name or logo"),
    "hardware": N_("hardware"),
    "content": N_("texts, images and other content"),
}
STANDINGS = {
    "answer": N_("our advice: {licence}"),
    "undecided": N_("not decided: one question is open"),
    "not-yet": N_("not yet"),
    "policy": N_("no licence, a usage policy"),
    "none": N_("no licence meets every condition"),
}
_STYLES = {"answer": GREEN, "undecided": YELLOW, "not-yet": YELLOW, "policy": GREEN, "none": RED}
MOST_TOLD = 3


def standing(advice: Advice) -> Message:
    """How the answer stands, in a few words."""
    return Message(STANDINGS[advice.standing], {"licence": advice.licence or ""})


def shown(app: App, found: Sequence[Advice]) -> str:
    """Every answer, one asset after the other."""
    sheet = Sheet(app)
    for advice in found:
        sheet.gap()
        _asset(sheet, advice)
    sheet.gap()
    sheet.paragraph(
        app.say(
            N_(
                "This is advice from what was answered, with its sources; it is not legal advice. Where it says to ask"
                " counsel, it does not know."
            )
        ),
        style=DIM,
    )
    return sheet.text


def _asset(sheet: Sheet, advice: Advice) -> None:
    say, facts = sheet.say, advice.facts
    title = Message(N_("{name} ({kind}):"), {"name": facts.name, "kind": Message(KINDS[facts.kind])})
    sheet.verdict(say(title), say(standing(advice)), _STYLES[advice.standing])
    for reason in advice.first:
        _reason(sheet, reason, "!")
    for text in advice.given_up:
        sheet.paragraph(f"! {say(text)}", 2, 2, YELLOW)
    for reason in advice.remarks:
        _reason(sheet, reason, "•")
    if advice.choices:
        sheet.head(_HEADS.get(advice.standing, N_("Licences, the best first")))
        if advice.order is not None:
            _ordered(sheet, advice.order)
    for number, choice in enumerate(advice.choices[:MOST_TOLD], 1):
        _choice(sheet, number, choice)
    rest = [one.licence for one in advice.choices[MOST_TOLD:]]
    if rest:
        sheet.paragraph(say(Message(N_("Also possible: {licences}."), {"licences": rest})), 2, 2)
    if advice.ruled_out:
        sheet.head(N_("Ruled out"))
        for reason_given, licences in _grouped(sheet, advice.ruled_out):
            told = Message(reason_given, literal=True)
            sheet.item(say(Message(N_("{term}: {text}"), {"term": ", ".join(licences), "text": told})))
    if advice.changes:
        sheet.head(N_("What would change the answer"))
        for change in advice.changes:
            licence = change.licence or say(N_("no licence at all"))
            sheet.item(say(Message(N_("{says}: {licence}."), {"says": change.says, "licence": licence})))
    if advice.questions:
        sheet.head(N_("Unknown: ask counsel before anything is signed"))
        for question in advice.questions:
            sheet.item(say(question))
    told_grounds = grounds(facts)
    if told_grounds:
        sheet.head(N_("Answered on the ground of"))
    for label, value in told_grounds:
        sheet.paragraph(say(Message(N_("{term}: {text}"), {"term": label, "text": value})), 2, 2, DIM)


_HEADS = {
    "not-yet": N_("For when that is cleared, the best first"),
    "undecided": N_("Depending on that answer, our order meanwhile"),
}


def _ordered(sheet: Sheet, order: Sourced) -> None:
    """Where the order of the licences comes from."""
    source = cited(order.cited, order.clause, order.as_of, order.verified)
    sheet.paragraph(sheet.say(Message(N_("This order is advice. {source}"), {"source": source})), 2, 2, DIM)


def _choice(sheet: Sheet, number: int, choice: Candidate) -> None:
    sheet.paragraph(f"{number}. {choice.licence}", 2, 3, "1")
    for reason in choice.reasons:
        _reason(sheet, reason, "+", 5)
    for reason in choice.checks:
        _reason(sheet, reason, "?" if reason.asks else "–", 5)


def _reason(sheet: Sheet, reason: Reason, mark: str, indent: int = 2) -> None:
    sheet.paragraph(f"{mark} {sheet.say(reason.text)}", indent, 2)
    if reason.as_of is not None:
        said = cited(reason.cited, reason.clause, reason.as_of, reason.verified)
        sheet.paragraph(sheet.say(said), indent + 2, 2, DIM)


def _grouped(sheet: Sheet, out: Iterable[RuledOut]) -> list[tuple[str, list[str]]]:
    """The first reason of each, licences with the same one together."""
    found: dict[str, list[str]] = {}
    for one in out:
        found.setdefault(sheet.say(one.reasons[0].text), []).append(one.licence)
    return list(found.items())


def grounds(facts: Facts) -> list[tuple[Message, Message]]:
    """The facts on which the answer rests, each a label and its value."""
    told: list[tuple[Message, Message]] = []
    words = facts.all
    for question in decision().questions_for(facts.kind):
        word = words.get(question.id)
        label = next((one.label for one in question.options if one.id == word), None)
        if label is not None:
            told.append((question.title, label))
    if facts.binding:
        names = Message(N_("{names}"), {"names": [binding_list(one).name for one in facts.binding]})
        told.append((Message(N_("Lists that bind")), names))
    if facts.allowed:
        told.append((Message(N_("Allowed by the funder")), _plain(facts.allowed)))
    if facts.current:
        told.append((Message(N_("Current licence")), _plain((facts.current,))))
    if facts.must_enter:
        told.append((Message(N_("Must be able to go into")), _plain(facts.must_enter)))
    if facts.parts:
        told.append((Message(N_("Third-party parts")), _plain([f"{one.name} ({one.licence})" for one in facts.parts])))
    return told


def _plain(values: Sequence[str]) -> Message:
    return Message(", ".join(values), literal=True)


# As data


def as_data(app: App, found: Sequence[Advice]) -> dict[str, Any]:
    """Every answer as data, its sentences in the reader's language."""
    return {"schema": "licence-advice/1", "assets": [_asset_data(app, one) for one in found]}


def _asset_data(app: App, advice: Advice) -> dict[str, Any]:
    say, facts = app.say, advice.facts
    return {
        "id": facts.id,
        "name": facts.name,
        "kind": facts.kind,
        "standing": advice.standing,
        "licence": advice.licence,
        "row": advice.row,
        "order": plain_source(advice.order, app) if advice.order else None,
        "first": [_reason_data(app, one) for one in advice.first],
        "given_up": [say(one) for one in advice.given_up],
        "remarks": [_reason_data(app, one) for one in advice.remarks],
        "choices": [
            {
                "licence": one.licence,
                "reasons": [_reason_data(app, each) for each in one.reasons],
                "checks": [_reason_data(app, each) for each in one.checks],
            }
            for one in advice.choices
        ],
        "ruled_out": [
            {"licence": one.licence, "reasons": [_reason_data(app, each) for each in one.reasons]}
            for one in advice.ruled_out
        ],
        "changes": [{"says": say(one.says), "licence": one.licence} for one in advice.changes],
        "questions": [say(one) for one in advice.questions],
        "facts": {
            **dict(facts.all),
            "lists": list(facts.binding),
            "allowed": list(facts.allowed),
            "current_licence": facts.current,
            "must_enter": list(facts.must_enter),
            "parts": [{"name": one.name, "licence": one.licence, "use": one.use} for one in facts.parts],
        },
    }


def _reason_data(app: App, reason: Reason) -> dict[str, Any]:
    return {
        "text": app.say(reason.text),
        "source": app.say(reason.cited) or None,
        "clause": reason.clause,
        "as_of": reason.as_of.isoformat() if reason.as_of else None,
        "verified": reason.verified,
        "ask": app.say(reason.asks) if reason.asks else None,
    }


def data_schema() -> dict[str, Any]:
    """The JSON Schema of these data, as it is published."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    maybe = {"type": ["string", "null"]}
    day = {"type": ["string", "null"], "format": "date"}
    verified = {"type": "boolean", "description": "Whether somebody read it there; else it is to be checked."}
    reason = _object({"text": text, "source": maybe, "clause": maybe, "as_of": day, "verified": verified, "ask": maybe})
    reasons = {"type": "array", "items": {"$ref": "#/$defs/reason"}}
    part = _object({"name": text, "licence": text, "use": text})
    facts = {
        "type": "object",
        "description": "What the answer rests on: the answer to each question, and what the dossier shows.",
        "properties": {
            "lists": texts,
            "allowed": texts,
            "current_licence": maybe,
            "must_enter": texts,
            "parts": {"type": "array", "items": part},
        },
        "additionalProperties": text,
    }
    asset = {
        "id": text,
        "name": text,
        "kind": {"enum": list(KINDS)},
        "standing": {"enum": list(STANDINGS)},
        "licence": {**maybe, "description": "The licence that comes first; null where there is none to give yet."},
        "row": {**text, "description": "The row of the decision table that gave the order."},
        "order": {
            "anyOf": [{"type": "null"}, _object({"source": text, "clause": maybe, "as_of": day, "verified": verified})]
        },
        "first": {**reasons, "description": "What comes before any licence."},
        "given_up": {**texts, "description": "The wishes that no licence met."},
        "remarks": reasons,
        "choices": {"type": "array", "items": _object({"licence": text, "reasons": reasons, "checks": reasons})},
        "ruled_out": {"type": "array", "items": _object({"licence": text, "reasons": reasons})},
        "changes": {"type": "array", "items": _object({"says": text, "licence": maybe})},
        "questions": {**texts, "description": "What to ask counsel before anything is signed."},
        "facts": facts,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What communkit licence choose --format json prints",
        **_object({"schema": {"const": "licence-advice/1"}, "assets": {"type": "array", "items": _object(asset)}}),
        "$defs": {"reason": reason},
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """A mapping that has all of these, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
