"""The first lines of every document: which shape it has, which version and status its team gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communkit.documents.nodes import Document, Mapping, Scalar, Sequence
from communkit.documents.problems import DocumentRefused, Problem, ProblemKind, shortened
from communkit.documents.source import Span

_SCHEMA = re.compile(r"(?P<name>[a-z][a-z0-9-]{0,40})/(?P<shape>0|[1-9][0-9]{0,5})\Z")


@dataclass(frozen=True, slots=True)
class Envelope:
    """`schema: name/shape`, and `version` and `status` as they are written (None: absent, or no text at all)."""

    name: str
    shape: int
    version: str | None
    status: str | None


def read_envelope(doc: Document, expected_name: str, newest_shape: int) -> Envelope:
    """The envelope of a document that should be an `expected_name`.

    Raises DocumentRefused when `schema` is missing, malformed, of another document, or newer than `newest_shape`:
    nothing else of a newer document should be looked at.
    """
    expected = f"{expected_name}/{newest_shape}"
    node, key = doc.node(("schema",)), doc.key(("schema",))
    if node is None or key is None or (isinstance(node, Scalar) and node.value is None):
        first = doc.root.entries[0][0].span if doc.root.entries else Span(doc.bom, doc.bom)
        raise _refused(doc, ProblemKind.NO_SCHEMA, key.span if key else first, expected=expected)
    if not isinstance(node, Scalar):
        found = "list" if isinstance(node, Sequence) else "mapping"
        raise _refused(doc, ProblemKind.MALFORMED_SCHEMA, key.span, found=found, expected=expected)
    span = doc.nearest(("schema",))
    parts = _SCHEMA.match(node.text)
    if parts is None:
        found = shortened(node.text, 40)
        raise _refused(doc, ProblemKind.MALFORMED_SCHEMA, span, found=found, expected=expected)
    name, shape = parts["name"], int(parts["shape"])
    if name != expected_name:
        params = {"found": node.text, "expected_name": expected_name, "expected": expected}
        raise _refused(doc, ProblemKind.OTHER_SCHEMA, span, **params)
    if shape > newest_shape:
        raise _refused(doc, ProblemKind.NEWER_SCHEMA, span, name=name, found=shape, newest=newest_shape)
    return Envelope(name, shape, _text(doc.root, "version"), _text(doc.root, "status"))


def _text(root: Mapping, key: str) -> str | None:
    node = root.get(key)
    return node.text if isinstance(node, Scalar) and node.value is not None else None


def _refused(doc: Document, kind: ProblemKind, span: Span, **params: str | int) -> DocumentRefused:
    return DocumentRefused([Problem(kind, params, span, doc.path)], doc)
