"""What was agreed, frozen: the documents of the dossier as they stood when people signed, and what changed since.

`commons/adopted/<document>-<version>.json` holds the documents' data as canonical JSON (RFC 8785), and nothing else:
the SHA-256 of the file is the digest that people sign, and any tool computes it. The data carry their shape, so that a
later communkit climbs them as it climbs the documents themselves.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import ValidationError

from communkit.documents import DocumentRefused, climb, read_envelope, read_text
from communkit.marked import N_, Message
from communkit.model.loading import Dossier, Loaded
from communkit.model.row import DocumentRow, Part, Row, bind
from communkit.model.step import Step
from communkit.model.types import Word
from communkit.rules import Address

FOLDER = "adopted"
SCHEMA = "communkit/adopted/1"
ALGORITHM = "sha256"

LEAVES = frozenset({"status", "adoption"})
"""What adopting itself changes: it belongs to the record of the signatures, not to what is signed."""


def frozen_documents(dossier: Dossier, name: str) -> tuple[Loaded, ...]:
    """What is signed with the document `name`: the charter is drawn from the whole dossier, another from itself.

    The register of the parties goes with each: without it nobody is named.
    """
    if name == "charter":
        return tuple(dossier.documents.values())
    return tuple(one for step, one in dossier.documents.items() if step in ("project", name))


def freeze(dossier: Dossier, name: str, version: str) -> bytes:
    """The canonical JSON of what is signed with version `version` of the document `name`."""
    import rfc8785

    documents = {
        one.step.name: {key: value for key, value in one.source.document.data.items() if key not in LEAVES}
        for one in frozen_documents(dossier, name)
    }
    frozen = {"schema": SCHEMA, "document": name, "version": version, "documents": documents}
    return rfc8785.dumps(_numbers(frozen))


def _numbers(value: Any) -> Any:
    """The same with decimals as JSON has them; one that no double holds exactly becomes a text."""
    if isinstance(value, Decimal):
        near = float(value)
        return near if Decimal(repr(near)) == value else str(value)
    if isinstance(value, Mapping):
        return {key: _numbers(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_numbers(inner) for inner in value]
    return value


def digest_of(data: bytes) -> str:
    """The digest that people sign: "sha256:…", 64 hexadecimal figures."""
    return f"{ALGORITHM}:{hashlib.new(ALGORITHM, data).hexdigest()}"


def file_name(document: str, version: str) -> str:
    """Where a version is kept, in the folder `FOLDER` of the dossier."""
    return f"{document}-{re.sub(r'[^0-9A-Za-z.+-]', '-', version)}.json"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A version as it was frozen; `documents` are missing where the file cannot be read any more."""

    file: str
    digest: str
    document: str = ""
    version: str = ""
    documents: Mapping[str, DocumentRow] = field(default_factory=dict)


def read_frozen(folder: Path, steps: Sequence[Step]) -> tuple[Frozen, ...]:
    """The versions that were frozen in the dossier `folder`, by file name."""
    place = folder / FOLDER
    if not place.is_dir():
        return ()
    return tuple(_read(path, steps) for path in sorted(place.glob("*.json")) if path.is_file())


def _read(path: Path, steps: Sequence[Step]) -> Frozen:
    data = path.read_bytes()
    unread = Frozen(path.name, digest_of(data))
    try:
        found = json.loads(data, parse_float=Decimal)
        documents = found["documents"]
        if found["schema"] != SCHEMA:
            return unread
        by_name = {step.name: step for step in steps}
        models = {name: _model(documents[name], by_name[name], path) for name in documents if name in by_name}
        return Frozen(path.name, unread.digest, str(found["document"]), str(found["version"]), models)
    except (ValueError, KeyError, TypeError, ValidationError, DocumentRefused):
        return unread


def _model(data: Mapping[str, Any], step: Step, path: Path) -> DocumentRow:
    """A document of a frozen version, climbed to today's shape where it is older."""
    if data["schema"] != f"{step.name}/{step.shape}":
        text = json.dumps(data, ensure_ascii=False, default=str)
        for sign in "\u0085\u2028\u2029\ufeff":  # ends of line for YAML
            text = text.replace(sign, f"\\u{ord(sign):04x}")
        document = read_text(text, path)
        read_envelope(document, step.name, step.shape)
        data = climb(document, step.name, step.shape).document.data
    kept = {key: value for key, value in data.items() if key != "schema"}
    return bind(step.model.model_validate(kept), step.name)


# What changed


Said: TypeAlias = str | Message | tuple[str | Message, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between what was signed and what is written: its address today, its title, before and after.

    `before` or `after` is None where there was, or is, nothing; `called` is the row, as people call it.
    """

    address: Address
    title: Message
    called: str
    before: Said | None
    after: Said | None


_SILENT = frozenset({"version", "status", "adoption", "visibility", "evidence", "proposed", "unknown"})
"""What may change without changing what was agreed: notes on how things are known, and the record itself."""


def changes(before: DocumentRow, after: DocumentRow) -> Iterator[Change]:
    """What a reader of both would notice: rows that came or went, answers that changed."""
    yield from _changed(before, after)


def _changed(before: Row, after: Row) -> Iterator[Change]:
    for name, told in type(after).asks().items():
        if name in _SILENT:
            continue
        old, new = getattr(before, name), getattr(after, name)
        here = after.address.field(name)
        title = Message(told.title)
        if _are_rows(old) or _are_rows(new):
            yield from _rows(old or [], new or [], here, title, _called(after))
        elif isinstance(old, Row) and isinstance(new, Row):
            yield from _changed(old, new)
        elif isinstance(old, Row) or isinstance(new, Row) or old != new:  # a row never equals: it knows its place
            yield Change(here, title, _called(after), _said(old), _said(new))


def _rows(old: list[Row], new: list[Row], here: Address, title: Message, of: str) -> Iterator[Change]:
    then, now = ({one.key: one for one in rows} for rows in (old, new))
    for key, row in then.items():
        if key not in now:
            yield Change(here, title, of, _called(row), None)
    for key, row in now.items():
        if key in then:
            yield from _changed(then[key], row)
        else:
            yield Change(row.address, title, of, None, _called(row))


def _are_rows(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, Row) for one in value)


def _called(row: Row) -> str:
    return "" if isinstance(row, DocumentRow) else row.shown_name


def _said(value: object) -> Said | None:
    """A value as a sentence may show it; None for nothing."""
    match value:
        case None | []:
            return None
        case list():
            return tuple(_one(one) for one in value)
    return _one(value)


def _one(value: object) -> str | Message:
    match value:
        case Word():
            return Message(value.label)
        case bool():
            return Message(N_("yes") if value else N_("no"))
        case Row():
            return _called(value) or value.key
        case Part():
            return ", ".join(str(inner) for inner in value.model_dump(mode="json").values() if inner is not None)
    said = " ".join(str(value).split()).rstrip(".")
    return said if len(said) <= 80 else f"{said[:79]}…"
