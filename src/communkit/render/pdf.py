"""The page in PDF: tagged for readers who cannot see it (PDF/UA-1) and to be kept (PDF/A-3a), by Typst.

The layout stands in `templates/typst/page.typ` and gets the tree as JSON: no text of a person is ever markup.
The same input gives the same bytes on every machine: only the fonts that we name are used, and the hour does
not come from the clock.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import accumulate, groupby
from typing import Any

from communkit.errors import InvalidDocuments
from communkit.marked import N_, Message
from communkit.render.glyphs import font_folder, shown, told
from communkit.render.look import PLAIN, Look
from communkit.render.tree import Node, text_of
from communkit.resources import data_folder

_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""PDF/A asks for a date and the dossier has none to give: the first day that archives can hold stands for it."""

# Where the data of a stream happen to end with a carriage return, the line feed before the keyword makes the two look
# like one end of line, and the length wrong (ISO 19005-3, 6.1.7.1). A return instead is an end of line by itself.
_AMBIGUOUS_END = b"\r\nendstream"
_PLAIN_END = b"\r\rendstream"

_UNBROKEN = 18
_BREAKABLE = re.compile(r"(?<=[/\\._\-=?&#:,;@+])(?=[^\s/])")
_STRETCH = re.compile(rf"\S{{{_UNBROKEN},}}")
_REGIONS = {"en": "gb", "fr": "fr"}


def page(
    tree: Node,
    about: Mapping[str, str],
    prose: Mapping[str, Any],
    environment: Mapping[str, str] = os.environ,
    look: Look = PLAIN,
) -> bytes:
    """The page as bytes; the arguments are those of `html.page`.

    `SOURCE_DATE_EPOCH` (reproducible-builds.org), in seconds, is the date that the file bears. Raises
    errors.InvalidDocuments for a logo that is no picture.
    """
    import typst

    missing: set[str] = set()
    data = {
        "about": {key: shown(value, missing) for key, value in about.items()},
        "region": _REGIONS.get(about["language"]),
        "prose": prose,
        "line": _settable(tree["line"], missing),
        "lead": _settable(tree["lead"], missing),
        "runs": [
            {"wide": wide, "blocks": _settable([_fitted(block) for one in run for block in one["blocks"]], missing)}
            for wide, run in _runs(tree["sections"], look.cover, "cover" in about)
        ],
        "look": {
            "accent": look.accent,
            "cover": look.cover,
            "logo": _logo(look),
            "figures": {
                href: {"svg": shown(one.svg, missing, also="\n"), "alt": shown(one.alt, missing)}
                for href, one in look.figures.items()
            },
        },
    }
    data["missing"] = told(missing) if missing else None
    source = data_folder("templates") / "typst"
    try:
        made: bytes = typst.compile(
            source / "page.typ",
            root=source,
            font_paths=[font_folder()],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["ua-1", "a-3a"],
            timestamp=_date(environment, look.epoch),
        )
    except typst.TypstError as error:
        if look.logo is None:
            raise
        raise InvalidDocuments(
            Message(N_("The page cannot be made with this logo: {reason}."), {"reason": str(error).strip(" .")}),
            Message(N_("Open the picture in another program and save it anew, as SVG or PNG.")),
        ) from error
    return made.replace(_AMBIGUOUS_END, _PLAIN_END)


def _runs(sections: Sequence[Node], cover: bool, chapters: bool) -> Iterator[tuple[bool, list[Node]]]:
    """The sections that share sheets of one format; with a cover, it and the page after it stand alone.

    With `chapters`, those of one chapter do: its heading would be left alone on a sheet before its wide table.
    """
    if chapters:
        sections = list(_chapters(sections))
    numbered = enumerate(_cover_apart(sections) if cover else sections)
    for (wide, _), run in groupby(numbered, lambda one: (one[1]["wide"], min(one[0], 2) if cover else 0)):
        yield wide, [section for _, section in run]


def _chapters(sections: Sequence[Node]) -> Iterator[Node]:
    """The sections, each as wide as the widest of its chapter; a chapter begins at a heading of the second level."""
    begun = accumulate(one["blocks"][0].get("level") == 2 for one in sections)
    for _, chapter in groupby(zip(begun, sections, strict=True), lambda one: one[0]):
        held = [section for _, section in chapter]
        wide = any(section["wide"] for section in held)
        yield from ({**section, "wide": wide} for section in held)


def _cover_apart(sections: Sequence[Node]) -> Iterator[Node]:
    """The sections, what stands before the first heading being one of its own."""
    first, *others = sections
    blocks = first["blocks"]
    at = next((place for place, block in enumerate(blocks) if block["kind"] == "heading"), 0)
    if at:
        yield {"wide": False, "blocks": blocks[:at]}
    yield {**first, "blocks": blocks[at:]}
    yield from others


def _logo(look: Look) -> Node | None:
    if look.logo is None:
        return None
    return {"bytes": list(look.logo.data), "form": look.logo.form, "alt": look.logo.alt}


def _date(environment: Mapping[str, str], otherwise: int | None) -> datetime:
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch or str(otherwise)), UTC)
    except (ValueError, OverflowError, OSError):
        return _NO_DATE


# How many letters the width of a page takes in a table, and how many of them the blank sides of a column are.
_LETTERS = {True: (160, 6), False: (97, 3)}


def _fitted(block: Node) -> Node:
    """A table whose cells know whether they hold a word too long for their column; other blocks as they are.

    Hyphens in short lines are ugly, so only such a cell has them.
    """
    if block["kind"] != "table":
        return {**block, "table": None} if block["kind"] == "figure" else block
    letters, sides = _LETTERS[block["wide"]]
    room = [weight * letters / sum(block["weights"]) - sides for weight in block["weights"]]
    groups = [
        {**group, "rows": [{**row, "cells": list(map(_tightened, row["cells"], room))} for row in group["rows"]]}
        for group in block["groups"]
    ]
    return {**block, "groups": groups}


def _tightened(cell: Node, room: float) -> Node:
    said = [text_of(cell["inline"]), *map(text_of, cell["notes"])]
    return {**cell, "tight": any(len(word) > room for text in said for word in text.split())}


def _settable(tree: Any, missing: set[str]) -> Any:
    """The tree with texts that the fonts can show, cut where a line may be broken inside a long word."""
    if isinstance(tree, Mapping):
        return {
            key: _pieces(shown(inner, missing), tree["t"] == "code") if key == "s" else _settable(inner, missing)
            for key, inner in tree.items()
        }
    if isinstance(tree, list):
        return [_settable(inner, missing) for inner in tree]
    return tree


def _pieces(text: str, code: bool) -> list[str]:
    """`text`, cut after the signs that join the parts of a path, and inside words that no line could hold."""
    if code:
        text = _BREAKABLE.sub("\0", text)
    return _STRETCH.sub(lambda found: _cut(found[0]), text).split("\0")


def _cut(stretch: str) -> str:
    parts = (part for piece in stretch.split("\0") for part in _BREAKABLE.split(piece))
    return "\0".join(
        part[start : start + _UNBROKEN] if len(part) > 2 * _UNBROKEN else part[start:]
        for part in parts
        for start in (range(0, len(part), _UNBROKEN) if len(part) > 2 * _UNBROKEN else (0,))
    )
