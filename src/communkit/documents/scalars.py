"""What a bare word means: the core schema of YAML 1.2 (10.3.2), with bounds, and decimals instead of floats.

So `NO`, `yes`, `12:30` and `2026-03-01` are texts, and `017` is seventeen. The infinities and "not a number" of the
core schema stay texts too: no field of a dossier wants them.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = 40
"""The most digits a number may have. A longer one is an identifier that wants quotes, or an attack."""
EXPONENT = 100
"""The largest power of ten: `1e999999999` takes hours to turn into an integer."""

ScalarValue = str | int | Decimal | bool | None

_WORDS: dict[str, ScalarValue] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INT = re.compile(r"[-+]?[0-9]+\Z")
_BASED = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE]([-+]?[0-9]+))?\Z")
_NUMBER_STARTS = frozenset("0123456789+-.")

# What YAML 1.1 readers would take for something else: worth quotes when written anew, although not when read.
_AMBIGUOUS = re.compile(
    r"""(?xi) (?: y | n | yes | no | on | off | true | false | null | ~ | =
      | [-+]? \.? (?: inf | nan )
      | [-+]? [0-9][0-9_]* (?: :[0-5]?[0-9] )+ (?: \.[0-9_]* )?
      | [-+]? (?: 0b[01_]+ | 0o?[0-7_]+ | 0x[0-9a-f_]+ | [0-9][0-9_,]* )
      | [-+]? (?: [0-9][0-9_]* \.? [0-9_]* | \. [0-9_]+ ) (?: e [-+]? [0-9]+ )? ) \Z"""
)


class NumberOutOfBounds(ValueError):
    """A number with more digits, or a larger exponent, than anything in a dossier has."""


def plain_value(text: str) -> ScalarValue:
    """What an unquoted scalar stands for. Raises NumberOutOfBounds."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if _INT.match(text):
        if len(text) > DIGITS:
            raise NumberOutOfBounds(text)
        return int(text)
    if _BASED.match(text):
        if len(text) > DIGITS:
            raise NumberOutOfBounds(text)
        return int(text, 0)
    if found := _FLOAT.match(text):
        if len(text) > DIGITS + 8 or (found[1] and abs(int(found[1])) > EXPONENT):
            raise NumberOutOfBounds(text)
        return Decimal(text)
    return text


def needs_quotes(text: str) -> bool:
    """Whether some reader of YAML, ours or an older one, would not take this bare word for a text.

    Dates are left bare: they are texts in YAML 1.2, and nobody writes them in quotes.
    """
    return text in _WORDS or bool(_AMBIGUOUS.match(text) or _BASED.match(text))
