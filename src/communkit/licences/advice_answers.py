"""The answers that `communkit licence choose --answers FILE` reads: a YAML file with one row an asset.

Its shape follows from the questions of the decision table (`licences/advice.yaml`): `schema` gives it as JSON Schema,
`read_answers` reads it strictly, and says where it is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from communkit.documents import Document, DocumentRefused, read
from communkit.errors import InvalidDocuments
from communkit.licences.advice import Facts, Part
from communkit.licences.advice_table import decision
from communkit.licences.compatibility import USES
from communkit.licences.expressions import ExpressionError, strict
from communkit.licences.fitness import CONTENT_TYPES, KINDS, SIGN_TYPES
from communkit.licences.lists import binding_lists
from communkit.marked import N_, Message

SHAPE = "licence-answers/1"
RESTRICTIONS = {
    "security": "security",
    "secrecy": "secrecy",
    "personal-data": "personal_data",
    "image-rights": "people_shown",
    "third-party": "third_party",
    "contract": "contract",
}
"""What can forbid opening, by the word that the dossier has for it, and the fact that it makes."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the file says of one asset: the values as written, checked. What it leaves out is not known."""

    id: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """A whole file: the country whose law applies, where it says so, and its rows."""

    jurisdiction: str | None
    rows: tuple[Row, ...]


def read_answers(path: Path) -> Answers:
    """The answers in the file at `path`. Raises InvalidDocuments with its place and what is expected there."""
    try:
        document = read(path)
    except DocumentRefused as refused:
        problem = refused.problems[0]
        line = refused.source.position(problem.span.start).line if problem.span else 1
        raise InvalidDocuments(
            Message(N_("{place}: not readable: {kind}"), {"place": f"{path}:{line}", "kind": str(problem.kind)}),
            Message(N_("The file is YAML: a list of assets, each with its answers.")),
        ) from refused
    data = document.data
    _only(document, (), data, ("schema", "jurisdiction", "assets"))
    if data.get("schema", SHAPE) != SHAPE:
        raise _wrong(document, ("schema",), Message(N_("expected here: {expected}"), {"expected": SHAPE}))
    country = data.get("jurisdiction")
    if country is not None and not (isinstance(country, str) and len(country) == 2):
        raise _wrong(document, ("jurisdiction",), Message(N_("the two letters of a country are expected here")))
    assets = data.get("assets")
    if not isinstance(assets, list) or not assets:
        raise _wrong(document, ("assets",), Message(N_("a list of assets is expected here")))
    rows = tuple(_row(document, ("assets", index), asset) for index, asset in enumerate(assets))
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if row.id in seen:
            raise _wrong(document, ("assets", index, "id"), Message(N_("another asset has this identifier already")))
        seen.add(row.id)
    return Answers(country.lower() if country else None, rows)


def facts_from(row: Row, jurisdiction: str | None, upon: date, known: Facts | None = None) -> Facts:
    """The facts of one row; `known` are those of the dossier, which the row goes before.

    Raises InvalidDocuments for an asset of which neither says the kind.
    """
    said = row.values
    kind = said.get("kind") or (known.kind if known else None)
    if kind is None:
        raise InvalidDocuments(
            Message(N_("Of the asset {id} nothing says which kind it is."), {"id": row.id}),
            Message(N_("Add its kind, one of: {kinds}."), {"kinds": KINDS}),
        )
    words = dict(known.words) if known else {}
    words |= {one.id: said[one.id] for one in decision().questions if one.type == "word" and one.id in said}
    words |= {RESTRICTIONS[one]: "yes" for one in said.get("restrictions", ())}

    def take(name: str, otherwise: Any) -> Any:
        return said.get(name, otherwise)

    parts = tuple(Part(one["name"], one["licence"], one.get("use", "link")) for one in said.get("parts", ()))
    return Facts(
        id=row.id,
        name=take("name", known.name if known else row.id),
        kind=kind,
        upon=upon,
        content_type=take("content_type", known.content_type if known else None),
        sign_type=take("sign_type", known.sign_type if known else None),
        jurisdiction=jurisdiction or (known.jurisdiction if known else None),
        lists=tuple(take("lists", known.lists if known else ())),
        allowed=tuple(take("allowed", known.allowed if known else ())),
        current=take("current_licence", known.current if known else None),
        sole_holder=take("sole_holder", ("yes" if known.sole_holder else "no") if known else "no") == "yes",
        must_enter=tuple(take("must_enter", known.must_enter if known else ())),
        parts=parts if "parts" in said else (known.parts if known else ()),
        words=words,
    )


# Reading

Check = Callable[[Document, tuple[str | int, ...], Any], None]


def _row(document: Document, way: tuple[str | int, ...], data: Any) -> Row:
    if not isinstance(data, Mapping):
        raise _wrong(document, way, Message(N_("a mapping is expected here")))
    checks = _checks()
    _only(document, way, data, checks)
    if "id" not in data:
        raise _wrong(document, way, Message(N_("the identifier of the asset (id) is missing here")))
    for name, value in data.items():
        checks[name](document, (*way, name), value)
    _of_kind(document, way, data)
    return Row(str(data["id"]), {name: value for name, value in data.items() if name != "id"})


def _of_kind(document: Document, way: tuple[str | int, ...], data: Mapping[str, Any]) -> None:
    """Refuse an answer that makes no sense for the kind: a sign has no licence to share back."""
    kind = data.get("kind")
    for question in decision().questions:
        if kind is None or question.id not in data:
            continue
        words = [one.id for one in question.options_for(kind)]
        if kind not in question.kinds or (words and data[question.id] not in words):
            says = N_("this answer makes no sense for an asset of the kind {kind}")
            raise _wrong(document, (*way, question.id), Message(says, {"kind": kind}))


def _checks() -> dict[str, Check]:
    """What is expected of each field of a row."""
    found: dict[str, Check] = {
        "id": _text,
        "name": _text,
        "kind": _word(KINDS),
        "content_type": _word(CONTENT_TYPES),
        "sign_type": _word(SIGN_TYPES),
        "lists": _each(_word(binding_lists())),
        "allowed": _each(_licence),
        "current_licence": _licence,
        "sole_holder": _word(("yes", "no")),
        "parts": _each(_part),
        "restrictions": _each(_word(tuple(RESTRICTIONS))),
    }
    for question in decision().questions:
        words = tuple(one.id for one in question.options)
        found[question.id] = _word(words) if question.type == "word" else _each(_licence)
    return found


def _text(document: Document, way: tuple[str | int, ...], value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(document, way, Message(N_("a text is expected here")))


def _word(words: Iterable[str]) -> Check:
    known = tuple(words)

    def check(document: Document, way: tuple[str | int, ...], value: Any) -> None:
        if value not in known:
            raise _wrong(document, way, Message(N_("expected here: one of {words}"), {"words": known}))

    return check


def _each(check: Check) -> Check:
    def checked(document: Document, way: tuple[str | int, ...], value: Any) -> None:
        if not isinstance(value, list):
            raise _wrong(document, way, Message(N_("a list is expected here")))
        for index, item in enumerate(value):
            check(document, (*way, index), item)

    return checked


def _licence(document: Document, way: tuple[str | int, ...], value: Any) -> None:
    _text(document, way, value)
    try:
        strict(value)
    except ExpressionError as error:
        says = N_("this is no SPDX licence expression: {problem}")
        raise _wrong(document, way, Message(says, {"problem": error.message})) from None


def _part(document: Document, way: tuple[str | int, ...], value: Any) -> None:
    if not isinstance(value, Mapping):
        raise _wrong(document, way, Message(N_("a mapping is expected here")))
    _only(document, way, value, ("name", "licence", "use"))
    for name in ("name", "licence"):
        if name not in value:
            raise _wrong(
                document, way, Message(N_("a part has a name and a licence; {name} is missing"), {"name": name})
            )
    _text(document, (*way, "name"), value["name"])
    _licence(document, (*way, "licence"), value["licence"])
    if "use" in value:
        _word(USES)(document, (*way, "use"), value["use"])


def _only(document: Document, way: tuple[str | int, ...], data: Mapping[str, Any], known: Iterable[str]) -> None:
    from communkit.words import closest

    names = tuple(known)
    for name in data:
        if name not in names:
            near = closest(str(name), names)
            says = N_("no such field; did you mean {near}?") if near else N_("no such field; known are: {known}")
            raise _wrong(document, (*way, name), Message(says, {"near": near[0] if near else "", "known": names}))


def _wrong(document: Document, way: tuple[str | int, ...], problem: Message) -> InvalidDocuments:
    position = document.position(document.nearest(way).start)
    shown = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way).lstrip(".")
    place = f"{document.path}:{position.line}:{position.column}"
    return InvalidDocuments(
        Message(N_("{place}: {address}: {problem}"), {"place": place, "address": shown, "problem": problem}),
        Message(N_("The JSON Schema of this file stands in docs/reference/schemas/licence-answers.json.")),
    )


# As JSON Schema


def schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    licence = {"type": "string", "description": "An SPDX licence expression."}
    yes_no = {"enum": ["yes", "no"]}
    row: dict[str, Any] = {
        "id": {"type": "string", "description": "The asset's identifier, as in assets.yaml where there is a dossier."},
        "name": {"type": "string"},
        "kind": {"enum": list(KINDS)},
        "content_type": {"enum": list(CONTENT_TYPES)},
        "sign_type": {"enum": list(SIGN_TYPES)},
        "lists": {
            "type": "array",
            "items": {"enum": list(binding_lists())},
            "description": "Lists of licences that bind, by law or by a funder's condition.",
        },
        "allowed": {"type": "array", "items": licence, "description": "The licences that a funder allows."},
        "current_licence": licence,
        "sole_holder": {**yes_no, "description": "Whether one party alone holds every right."},
        "parts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "licence": licence, "use": {"enum": list(USES)}},
                "required": ["name", "licence"],
                "additionalProperties": False,
            },
            "description": "Parts that others made.",
        },
        "restrictions": {"type": "array", "items": {"enum": list(RESTRICTIONS)}},
    }
    for question in decision().questions:
        asks = question.asks.languages["en"]
        if question.type == "licences":
            row[question.id] = {"type": "array", "items": licence, "description": asks}
        else:
            row[question.id] = {"enum": [one.id for one in question.options], "description": asks}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answers for communkit licence choose",
        "type": "object",
        "properties": {
            "schema": {"const": SHAPE},
            "jurisdiction": {"type": "string", "pattern": "^[A-Za-z]{2}$"},
            "assets": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "object", "properties": row, "required": ["id"], "additionalProperties": False},
            },
        },
        "required": ["assets"],
        "additionalProperties": False,
    }
