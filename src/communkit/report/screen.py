"""Text on a screen of so many cells: its width, its lines, its colours.

A few lines rather than a library: `check` runs on every commit, and must not wait for its own paint.
"""

from __future__ import annotations

import unicodedata


def cells(text: str) -> int:
    """How many cells `text` takes: two for wide signs, none for marks that combine with the one before."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, room: int) -> str:
    """`text` cut to `room` cells: a line of a thousand words must not fill the screen."""
    if cells(text) <= room:
        return text
    return _beginning(text, room - 1).rstrip() + "…"


def _beginning(text: str, room: int) -> str:
    """As much of `text` as fits in `room` cells, and at least one character."""
    used = 0
    for index, character in enumerate(text):
        used += _cells_of(character)
        if used > room and index:
            return text[:index]
    return text


def wrapped(text: str, room: int) -> list[str]:
    """`text` in lines of at most `room` cells, broken at spaces (not at those that forbid it), else anywhere."""
    lines, line, taken = [], "", 0
    for word in text.split(" "):
        wide = cells(word)
        if line and taken + 1 + wide <= room:
            line, taken = f"{line} {word}", taken + 1 + wide
            continue
        if line:
            lines.append(line)
        while wide > room:
            lines.append(_beginning(word, room))
            word = word[len(lines[-1]) :]
            wide = cells(word)
        line, taken = word, wide
    return [*lines, line]


def painted(text: str, style: str, colored: bool) -> str:
    """`text` in a style ("1;31", as terminals number them), or as it is where nothing is coloured."""
    return f"\x1b[{style}m{text}\x1b[0m" if colored and style and text else text
