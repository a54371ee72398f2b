"""Whether a document has the shape of its model: every mismatch, with the place where it stands.

The model validates; this module turns what it refused into problems with a place, and adds what no single
field can see: notes that name no field, rows with the same key, identifiers of parties nobody declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from communkit.marked import Value
from communkit.model.completeness import is_empty
from communkit.model.pointing import models_in
from communkit.model.row import NOTES, WHOLE_ROW, DocumentRow, Row, children
from communkit.model.types import Register, kind_of, shown
from communkit.words.suggest import closest

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that the model refuses at `path`; `slug` names the `DOC` rule that says it.

    `on_key` points at the key itself rather than at its value.
    """

    slug: str
    path: Path
    params: Mapping[str, Value]
    on_key: bool = False


def mismatches_of(error: ValidationError, model: type[DocumentRow]) -> Iterator[Mismatch]:
    """What `error` says, one mismatch a place."""
    for details in error.errors(include_url=False):
        yield _mismatch(details, model)


# pydantic's own refusals, for what only it sees: the shape of rows, lists and notes
_EXPECTED = {
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "string_type": "text",
    "int_type": "whole-number",
}


def _mismatch(details: ErrorDetails, model: type[DocumentRow]) -> Mismatch:
    path, slug = tuple(details["loc"]), details["type"]
    value = details["input"]
    match slug:
        case "missing":
            return Mismatch("missing-key", path[:-1], {"key": str(path[-1])})
        case "extra_forbidden":
            name = str(path[-1])
            known = _known_keys(model, path[:-1])
            return Mismatch("unknown-key", path, {"key": name, **_did_you_mean(name, known)}, on_key=True)
        case "greater_than_equal":
            return Mismatch("number-too-small", path, {"value": shown(value), "least": details["ctx"]["ge"]})
        case _ if slug in _EXPECTED:
            told = {"expected": _EXPECTED[slug], "found": kind_of(value), "value": shown(value)}
            return Mismatch("wrong-type", path, told)
    context = dict(details.get("ctx") or {})
    if slug == "unknown-word":
        context |= _did_you_mean(str(context["value"]), context["words"])
    return Mismatch(slug, path, context)


def _did_you_mean(word: str, known: Iterable[str]) -> dict[str, Value]:
    known = tuple(known)
    found = closest(word, known)
    return {"suggestion": found[0]} if found else {"known": known}


def _known_keys(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that the mapping at `path` may have, followed through the models' annotations."""
    inside: type[BaseModel] | None = model
    under_free_keys = False
    for name in path:
        if under_free_keys:  # evidence is keyed by fields of the row: that key leads into no model
            under_free_keys = False
        elif isinstance(name, str) and inside is not None:
            field = inside.model_fields.get(name)
            under_free_keys = field is not None and get_origin(field.annotation) is dict
            inside = next(models_in(field.annotation), None) if field else None
    if inside is None:
        return ()
    envelope = ("schema",) if issubclass(inside, DocumentRow) else ()
    return (*envelope, *inside.model_fields)


def mismatches_in(document: DocumentRow) -> Iterator[Mismatch]:
    """What no single field can see: notes, keys and addresses of the rows of `document`."""
    yield from _notes(document)
    for row in document.each(Row):
        yield from _notes(row)
    yield from _twins(document)


def _notes(row: Row) -> Iterator[Mismatch]:
    fields = set(type(row).model_fields) - set(NOTES)
    known = fields | row.note_keys | {WHOLE_ROW}
    path = row.address.path
    for note in NOTES:
        for place, name in enumerate(getattr(row, note)):
            if name not in known:
                where = (*path, note, place if note == "proposed" else name)
                told: dict[str, Value] = {"key": name, "note": note, **_did_you_mean(name, sorted(known))}
                yield Mismatch("note-names-no-field", where, told, on_key=note != "proposed")
    for name in sorted((row.not_applicable.keys() | row.unknown.keys()) & fields):
        if name in row.not_applicable and name in row.unknown:
            told = {"key": name, "note": "unknown", "other": "not_applicable"}
            yield Mismatch("contradictory-notes", (*path, "unknown", name), told, on_key=True)
        elif not is_empty(getattr(row, name)) and name not in row.proposed:
            note = "not_applicable" if name in row.not_applicable else "unknown"
            told = {"key": name, "note": note}
            yield Mismatch("answered-and-noted", (*path, note, name), told, on_key=True)


def _twins(row: Row) -> Iterator[Mismatch]:
    seen: dict[str, Row] = {}
    for child in children(row):
        text = child.address.text
        if text in seen and child.key_fields:
            told = {"key": child.key, "fields": tuple(child.key_fields)}
            yield Mismatch("duplicate-row", (*child.address.path, child.key_fields[0]), told)
        seen[text] = child
        yield from _twins(child)


@cache
def _registers(model: type[Row]) -> dict[str, Register]:
    """The fields of `model` that hold identifiers of a register, and which."""
    found = {}
    for name, field in model.model_fields.items():
        markers = [one for one in field.metadata if isinstance(one, Register)]
        markers += _markers(field.annotation)
        if markers:
            found[name] = markers[0]
    return found


def _markers(annotation: object) -> list[Register]:
    here: list[Register] = []
    if get_origin(annotation) is Annotated:
        here = [one for one in get_args(annotation)[1:] if isinstance(one, Register)]
    return here + [one for inner in get_args(annotation) for one in _markers(inner)]


def dangling(document: DocumentRow, registers: Mapping[str, Iterable[str]]) -> Iterator[Mismatch]:
    """Identifiers in `document` that stand in no register: parties, repositories.

    A register that is absent (its document could not be read) is not held against anybody.
    """
    for row in (document, *document.each(Row)):
        for name, register in _registers(type(row)).items():
            if register.name not in registers:
                continue
            known = set(registers[register.name])
            value: Any = getattr(row, name)
            listed = value if isinstance(value, list) else [value]
            for index, one in enumerate(listed):
                id = register.named_in(one) if one is not None else None
                if id is not None and id not in known:
                    where = (*row.address.path, name, *((index,) if isinstance(value, list) else ()))
                    slug = _UNKNOWN[register.name]
                    yield Mismatch(slug, where, {"id": id, **_did_you_mean(id, sorted(known))})


_UNKNOWN: Mapping[str, str] = {"parties": "unknown-party", "repositories": "unknown-repository"}
