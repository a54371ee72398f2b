"""Which characters the fonts of the PDF can show, and what stands for the others.

PDF/UA and PDF/A want each character to have a glyph, and the engine refuses the whole document otherwise. So
texts are looked through first: what the text face lacks becomes □, and the page says which characters those
were. Nobody loses a document to an emoji.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

STAND_IN = "□"
"""What is shown for a character without a glyph; the text face has it."""

_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


@cache
def font_folder() -> Path:
    """The folder with the files of the text face, Inter, as its package ships them."""
    return Path(str(files("fontpkg_inter") / "files"))


@cache
def covered() -> frozenset[str]:
    """The characters that every style of the text face can show."""
    styles = [_mapped(path.read_bytes()) for path in sorted(font_folder().glob("*.ttf"))]
    return frozenset(chr(code) for code in frozenset.intersection(*styles) if _is_plain(chr(code)))


def _is_plain(character: str) -> bool:
    """Whether a character means the same everywhere: no control, no direction, nothing for private use."""
    return unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cs", "Cn"}


def shown(text: str, missing: set[str], also: str = "") -> str:
    """`text` as the fonts can show it, composed (NFC); what they cannot goes to `missing`, and is □ in the text.

    Signs that only direct how their neighbours are drawn (variation selectors, joiners) are left out. `also` names
    characters that are kept though they show nothing.
    """
    has = covered()
    composed = unicodedata.normalize("NFC", text)
    if has.issuperset(composed):
        return composed
    out = []
    for one in composed:
        if one in has or one in also:
            out.append(one)
        elif not _draws_nothing(one):
            missing.add(one)
            out.append(STAND_IN)
    return "".join(out)


def _draws_nothing(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or character in "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def told(missing: Iterable[str], most: int = 20) -> list[str]:
    """The missing characters as a reader can look them up: "U+1F600 GRINNING FACE"; "…" after `most` of them."""
    codes = sorted(set(missing) - {_UNKNOWN})
    names = [f"U+{ord(one):04X} {unicodedata.name(one, '')}".rstrip() for one in codes[:most]]
    return [*names, "…"] if len(codes) > most else names


def _mapped(font: bytes) -> frozenset[int]:
    """The characters of a TrueType or OpenType font: its `cmap` table (ISO/IEC 14496-22, 5.3), Unicode in full.

    Raises ValueError for a font without the subtable (3, 10) in format 12, which every large font has.
    """
    (tables,) = struct.unpack_from(">4xH", font)
    for index in range(tables):
        tag, start = struct.unpack_from(">4s4xI", font, 12 + 16 * index)
        if tag == b"cmap":
            return _characters(font, start)
    raise ValueError("a font without characters")


def _characters(font: bytes, start: int) -> frozenset[int]:
    (subtables,) = struct.unpack_from(">2xH", font, start)
    for index in range(subtables):
        platform, encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * index)
        kind, groups = struct.unpack_from(">H10xI", font, start + offset)
        if (platform, encoding, kind) == (3, 10, 12):
            runs = (struct.unpack_from(">II", font, start + offset + 16 + 12 * run) for run in range(groups))
            return frozenset(code for first, last in runs for code in range(first, last + 1))
    raise ValueError("a font without the Unicode characters beyond the first plane")
