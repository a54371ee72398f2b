"""Strangers' text on a terminal: nothing in it may move the cursor, change colours or reverse the reading."""

from __future__ import annotations

import unicodedata

_SHOWN_AS = {"\t": "    "}
_JOINERS = "\u200c\u200d\xad"  # they shape letters and signs, and move nothing


def visible(text: str) -> str:
    """`text` on one line, its control characters, bidirectional marks and the like shown as such.

    Letters, marks and spaces of every script stay as they are.
    """
    return "".join(_SHOWN_AS.get(one) or _visible(one) for one in text)


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    category = unicodedata.category(character)
    if category == "Zs" or character in _JOINERS:
        return character
    if category == "Cc":
        code = ord(character)
        # the pictures of control characters: ␛ for an escape
        return chr(0x2400 + code) if code < 0x20 else "\N{SYMBOL FOR DELETE}" if code == 0x7F else "�"
    return "�"
