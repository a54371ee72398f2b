"""The two streams: results on stdout, talk on stderr, and no character that stops either.

At a terminal the terminal's own encoding is kept. In a pipe or a file the output is UTF-8 whatever the
locale, so that JSON is JSON and two machines write the same bytes; `PYTHONIOENCODING` still decides for
those who set it. A character that the encoding lacks is written in a plainer form.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
import unicodedata
from typing import Literal, TextIO, TypeAlias, get_args

Color: TypeAlias = Literal["auto", "always", "never"]
COLORS: tuple[str, ...] = get_args(Color)

_PLAINER = "communkit.plainer"

# Signs that decomposition does not lead back to ASCII.
_PLAIN_FORMS = {
    "→": "->",
    "←": "<-",
    "…": "...",
    "–": "-",
    "—": "-",
    "‑": "-",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "│": "|",
    "─": "-",
    "█": "#",
    "░": ".",
    "·": "-",
    "×": "x",
    "✗": "x",
    "✓": "v",
    "●": "*",
    "○": "o",
    "◌": "~",
    "≈": "~",
    "↑": "^",
    "↓": "v",
    "›": ">",
    "−": "-",
    "•": "*",
    "❯": ">",
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "€": "EUR",
    "©": "(c)",
}

# Terminal sequences begin with a control character; the others turn a text around (bidirectional overrides).
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plainer(text: str) -> str:
    """`text` in ASCII: accents dropped, typographic signs made plain, undecodable bytes as `\\xNN`."""
    return "".join(_plain_character(character) for character in text)


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    if character in _PLAIN_FORMS:
        return _PLAIN_FORMS[character]
    if 0xDC80 <= ord(character) <= 0xDCFF:  # a byte of a file name that is not UTF-8 (surrogateescape)
        return f"\\x{ord(character) - 0xDC00:02x}"
    base = unicodedata.normalize("NFKD", character)
    return "".join(part for part in base if part.isascii()) or "?"


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plainer(error.object[error.start : error.end]), error.end


def visible(text: str) -> str:
    """`text` from a stranger, its control characters and reversals of direction shown and not obeyed."""
    return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)


def prepare_streams() -> None:
    """Make both streams safe to write any text to. Streams that a test or a host replaced are left alone."""
    codecs.register_error(_PLAINER, _replace)
    encoding_is_asked = bool(os.environ.get("PYTHONIOENCODING"))
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty() or encoding_is_asked:
            stream.reconfigure(errors=_PLAINER)
        else:
            stream.reconfigure(encoding="utf-8", errors=_PLAINER)


def flush() -> None:
    """Hand over what is written, so that a closed pipe or a full disk is met here, not while Python ends."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def abandon_stdout() -> None:
    """Let nothing more be written to a stdout that nobody reads; Python would complain of it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # already closed, or not a file
        sys.stdout = None  # as Python itself does when there is none
    finally:
        os.close(nowhere)


def shows_colors(stream: TextIO | None, choice: Color) -> bool:
    """Whether to colour what is written to `stream`; `NO_COLOR` holds unless colour is asked for."""
    if choice != "auto":
        return choice == "always"
    if stream is None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()
