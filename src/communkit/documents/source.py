"""The text of a document and its lines: what is needed to point at a place in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

BOM = "\ufeff"

# Only these three end a line. Parsers of YAML 1.1 also break at NEL, LS and PS; editors do not, YAML 1.2 neither.
_BREAK = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A stretch of a document's text, in characters: `start` included, `end` excluded."""

    start: int
    end: int


class Position(NamedTuple):
    """Where an editor shows an offset; both count from 1."""

    line: int
    column: int


class Source:
    """A text and where it was read from. A byte order mark is part of the text, but of no column."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    @cached_property
    def bom(self) -> int:
        """How many characters the byte order mark takes: 1 or 0."""
        return 1 if self.text.startswith(BOM) else 0

    @cached_property
    def newline(self) -> str:
        """The line break used most in the text, `\\n` when it has none."""
        breaks = _BREAK.findall(self.text)
        return max(("\n", "\r\n", "\r"), key=breaks.count)

    def position(self, offset: int) -> Position:
        """Line and column of a character, both from 1; an offset past the end stands after the last character."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] - (self.bom if line == 1 else 0)
        return Position(line, max(column, 0) + 1)

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its break; empty for a line that does not exist."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        return self.text[start : self.line_end(start)].removeprefix(BOM)

    def line_start(self, offset: int) -> int:
        """Where the line of this character begins, after the byte order mark if there is one."""
        start = self._starts[bisect_right(self._starts, offset) - 1]
        return start or self.bom

    def line_end(self, offset: int) -> int:
        """Where the line of this character ends: at its break, or at the end of the text."""
        line = bisect_right(self._starts, offset)
        if line == len(self._starts):
            return len(self.text)
        end = self._starts[line] - 1
        return end - 1 if self.text[end - 1 : end + 1] == "\r\n" else end

    def next_line(self, offset: int) -> int:
        """Where the line after this character's begins, or the end of the text."""
        line = bisect_right(self._starts, offset)
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def column(self, offset: int) -> int:
        """How many characters stand before this one on its line."""
        return max(0, offset - self.line_start(offset))
