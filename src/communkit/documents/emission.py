"""The text of what is new: a value, a row, a key. Written by ruamel.yaml, never what already stands in a document.

Every function gives lines at column 0, without breaks, for the caller to indent. The first line follows what stands
before it: a colon, a dash, nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from communkit.documents.layout import Habits
from communkit.documents.problems import DocumentRefused
from communkit.documents.reader import read_text
from communkit.documents.scalars import needs_quotes

_FOLD_FROM = 100
"""A text of one line longer than this is folded (`>-`) over lines of about that length."""
_NO_LIMIT = 1_000_000_000

_SAFE_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=]|-[^\s\-,\[\]{}]")
_UNSAFE = re.compile(r":(?:\s|$)|\s#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]|^\s|\s$|^\.\.\.")
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


class _Bare(str):
    """A text that needs no quotes, whatever ruamel thinks of it: a date, for one."""


def plain_data(value: object) -> object:
    """A new value as it will be read back: dates become texts, tuples lists.

    Raises TypeError for what a document cannot hold, ValueError for a number that is none or a key that is empty.
    """
    if value is None or isinstance(value, (bool, str)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} cannot be written in a document")
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) and key for key in value):
            raise ValueError("the keys of a document are texts")
        return {str(key): plain_data(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return [plain_data(item) for item in value]
    raise TypeError(f"a document cannot hold a {type(value).__name__}")


def same(one: object, other: object) -> bool:
    """Whether two plain data are equal: keys in any order, numbers by value, true never 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(*pair) for pair in zip(one, other, strict=True))
    if isinstance(one, bool) or isinstance(other, bool) or one is None or other is None:
        return one is other
    return isinstance(one, str) == isinstance(other, str) and one == other


def value_lines(value: object, habits: Habits, prefer: str = "") -> list[str]:
    """What follows `key:`, from the colon on. `prefer`: the quotes that a text had before, kept."""
    first, *rest = _block({"x": value}, habits, prefer)
    return [first.removeprefix("x:"), *rest]


def key_lines(key: str, value: object, habits: Habits) -> list[str]:
    """A whole entry of a mapping: `key: value`."""
    return _block({key: value}, habits)


def mapping_lines(value: Mapping[str, object], habits: Habits) -> list[str]:
    """A mapping that is not empty, an entry after another."""
    return _block(dict(value), habits)


def row_lines(value: object, habits: Habits) -> list[str]:
    """A row of a list, from its dash on."""
    return [line[habits.offset :] for line in _block({"x": [value]}, habits)[1:]]


def flow_text(value: object, prefer: str = "") -> str:
    """A value on one line, as it stands inside braces or brackets."""
    return _flow({"x": value}, prefer).removeprefix("x:").strip()


def flow_entry(key: str, value: object) -> str:
    """`key: value` on one line, as it stands inside braces."""
    return _flow({key: value}, "")


def key_text(key: str, flow: bool) -> str:
    """A key without its colon."""
    lines = [_flow({key: 0}, "")] if flow else _block({key: 0}, Habits(2, 2))
    return lines[0].removesuffix(": 0").removesuffix(":")


def _block(data: dict[str, object], habits: Habits, prefer: str = "") -> list[str]:
    for careful in (False, True):
        text = _dump(_styled(data, prefer, False, careful), habits, False)
        if _reads_back(text, data):
            return text.removesuffix("\n").split("\n")
    raise ValueError("this value cannot be written as YAML")


def _flow(data: dict[str, object], prefer: str) -> str:
    for careful in (False, True):
        text = _dump(_styled(data, prefer, True, careful), Habits(2, 2), True)
        if _reads_back(text, data) and text.count("\n") == 1:
            return text.strip()[1:-1]
    raise ValueError("this value cannot be written as YAML")


def _reads_back(text: str, data: object) -> bool:
    try:
        return same(read_text(text, Path("new.yaml")).data, data)
    except DocumentRefused:
        return False


def _styled(value: object, prefer: str, flow: bool, careful: bool) -> object:
    """The value with each text in the class that makes ruamel write it as a person would."""
    if isinstance(value, dict):
        return {_styled_key(key, careful): _styled(item, prefer, flow, careful) for key, item in value.items()}
    if isinstance(value, list):
        return [_styled(item, prefer, flow, careful) for item in value]
    return _text(value, prefer, flow, careful) if isinstance(value, str) else value


def _styled_key(key: str, careful: bool) -> object:
    if key.isascii() and key.isdigit() and str(int(key)) == key:
        return int(key)  # 2026: rather than '2026':, for a key is a text here anyway
    return _text(key, "", True, careful)


def _text(text: str, prefer: str, flow: bool, careful: bool) -> object:
    from ruamel.yaml.scalarstring import (
        DoubleQuotedScalarString,
        FoldedScalarString,
        LiteralScalarString,
        SingleQuotedScalarString,
    )

    if careful or _ESCAPED.search(text):
        return DoubleQuotedScalarString(text)
    if "\n" in text:
        if flow or not _fits_literal(text):
            return DoubleQuotedScalarString(text)
        return LiteralScalarString(text)
    if len(text) > _FOLD_FROM and not flow and not prefer and _fits_folded(text):
        return FoldedScalarString(text)
    if prefer == '"' or (prefer == "'" and "'" not in text):
        return DoubleQuotedScalarString(text) if prefer == '"' else SingleQuotedScalarString(text)
    bare = not needs_quotes(text) and _SAFE_START.match(text) and not _UNSAFE.search(text)
    if bare and not (flow and re.search(r"[,\[\]{}]", text)):
        return _Bare(text)
    if '"' in text or "\\" in text:
        return SingleQuotedScalarString(text)
    return DoubleQuotedScalarString(text)


def _fits_literal(text: str) -> bool:
    """Whether a text of several lines survives `|` without signs that only experts read."""
    if text[0] in " \t\n" or text.endswith("\n\n") or "\t" in text:
        return False
    return all(line == line.rstrip() for line in text.split("\n"))


def _fits_folded(text: str) -> bool:
    return text == text.strip() and "  " not in text and "\t" not in text and not _ESCAPED.search(text)


def _dump(data: object, habits: Habits, flow: bool) -> str:
    from ruamel.yaml import YAML

    yaml = YAML()  # a new one each time: it keeps the settings of its first dump
    yaml.Emitter, yaml.Representer = _writers()
    yaml.indent(mapping=habits.step, sequence=habits.offset + 2, offset=habits.offset)
    yaml.default_flow_style = flow
    yaml.width = _NO_LIMIT if flow else _FOLD_FROM - 12
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


@cache
def _writers() -> tuple[Any, Any]:
    """ruamel's emitter and representer, taught our nulls and decimals, and to wrap nothing but folded texts."""
    from ruamel.yaml.emitter import Emitter
    from ruamel.yaml.nodes import ScalarNode
    from ruamel.yaml.representer import RoundTripRepresenter

    class Unwrapped(Emitter):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.brace_single_entry_mapping_in_flow_sequence = True

        def write_plain(self, text: Any, split: Any = True) -> None:  # noqa: ARG002 - the base class calls it so
            # told not to split, it still gives a word beyond the width a line of its own
            width, self.best_width = self.best_width, _NO_LIMIT
            super().write_plain(text, False)
            self.best_width = width

        def write_single_quoted(self, text: Any, split: Any = True) -> None:  # noqa: ARG002 - likewise
            super().write_single_quoted(text, False)

        def write_double_quoted(self, text: Any, split: Any = True) -> None:  # noqa: ARG002 - likewise
            super().write_double_quoted(text, False)

    class Representer(RoundTripRepresenter):
        pass

    def represent_none(representer: Any, _: None) -> Any:
        return representer.represent_scalar("tag:yaml.org,2002:null", "null")

    def represent_decimal(representer: Any, number: Decimal) -> Any:
        text = str(number)
        kind = "int" if re.fullmatch(r"-?[0-9]+", text) else "float"
        return representer.represent_scalar(f"tag:yaml.org,2002:{kind}", text)

    def represent_bare(representer: Any, text: _Bare) -> Any:
        # With the tag that a reader would guess, there is nothing for the emitter to protect by quotes.
        tag = representer.dumper.resolver.resolve(ScalarNode, str(text), (True, False))
        return representer.represent_scalar(tag, str(text))

    Representer.add_representer(_Bare, represent_bare)
    Representer.add_representer(type(None), represent_none)
    Representer.add_representer(Decimal, represent_decimal)
    return Unwrapped, Representer
