"""What a template leaves behind in a document: marks to fill in, and the word that says that it is a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communkit.model.row import NOTES, DocumentRow, Part, Row
from communkit.model.types import Text, Word

_TO_FILL_IN = re.compile(
    r"""
    (?<![\w/.-])(?:TODO|FIXME|TBD|TBC|XXX+)(?![\w/-]|\.\w)    # left by those who write code
    | \[(?!x\])(?:[^\W\d_]+[ ’'_-])*[A-ZÀ-Þ]{3,}(?:[ ’'_-][A-ZÀ-Þ]+)*\](?!\()   # [COMMUNITY NAME], [INSERT DATE]
    | \[(?i:insert|insérer|votre|your|nom\ d|name\ of|à\ compléter|to\ be\ |…|\.\.\.)[^\]\n]{0,60}\]
    | <(?i:insert|insérer|votre|your|nom|name|date)\b[^<>\n]{0,40}>
    | \{\{[^{}\n]{1,60}\}\}
    | (?i:\bà\ compléter\b|\bto\ be\ completed\b|\blorem\ ipsum\b)
    | _{4,} | \?{3,}
    """,
    re.VERBOSE,
)
_DRAFT = re.compile(r"(?<![\w/.-])(?:DRAFT|BROUILLON|PROJET DE TEXTE|VERSION DE TRAVAIL)(?![\w/-]|\.\w)")


def to_fill_in(text: str) -> str | None:
    """The first mark in `text` that waits to be replaced: TODO, [NOM], {{name}}…"""
    found = _TO_FILL_IN.search(text)
    return found[0] if found else None


def draft_mark(text: str) -> str | None:
    """The word by which `text` calls itself a draft, in capitals as drafts do."""
    found = _DRAFT.search(text)
    return found[0] if found else None


def texts(document: DocumentRow) -> Iterator[tuple[Row, str, str]]:
    """Every text that a person wrote in `document`: its row, its field, the text; the four notes left aside."""
    for row in (document, *document.each(Row)):
        for field in type(row).model_fields:
            if field not in NOTES and field != "visibility":
                yield from ((row, field, text) for text in _in(getattr(row, field)))


def _in(value: object) -> Iterator[str]:
    if isinstance(value, Text):
        yield from value.by_language.values()
    elif isinstance(value, str) and not isinstance(value, Word):
        yield value
    elif isinstance(value, Part):
        for field in type(value).model_fields:
            yield from _in(getattr(value, field))
    elif isinstance(value, list):
        for one in value:
            if not isinstance(one, Row):
                yield from _in(one)
