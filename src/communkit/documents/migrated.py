"""A document in the newest shape beside the one it was made from, and the way back from a place to a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from communkit.documents.nodes import Document
from communkit.documents.source import Span


class Splice(NamedTuple):
    """Replace the characters from `start` to `end` by `text`."""

    start: int
    end: int
    text: str


class Step(NamedTuple):
    """One rung: `assets` from shape 0 to shape 1."""

    name: str
    before: int
    after: int

    def __str__(self) -> str:
        return f"{self.name}/{self.before} → {self.name}/{self.after}"


@dataclass(frozen=True, slots=True)
class Migrated:
    """A document in the newest shape, the one it was made from, and the steps between (none: they are the same)."""

    document: Document
    original: Document
    steps: tuple[Step, ...]
    rounds: tuple[tuple[Splice, ...], ...]

    def to_original(self, offset: int) -> int:
        """The place in the original text for a place in the migrated one.

        What a migration wrote has the place of what it replaced, or of the line it was put behind.
        """
        offset, text = self._back(offset), self.original.text
        while self.rounds and text[offset : offset + 1] == " ":
            offset += 1
        return offset

    def _back(self, offset: int) -> int:
        for splices in reversed(self.rounds):
            offset = _undone(splices, offset)
        return offset

    def span_to_original(self, span: Span) -> Span:
        """The same for a span. What has no length in the original gets the rest of its line, or else all of it."""
        start, end = self.to_original(span.start), self._back(span.end)
        if end > start or not self.steps:
            return Span(start, end)
        last = self.original.line_end(start)
        if start == last:
            first = self.original.line_start(start)
            line = self.original.text[first:last]
            start = first + len(line) - len(line.lstrip())
        return Span(start, last)


def _undone(splices: tuple[Splice, ...], offset: int) -> int:
    """Where an offset was before these splices, which are sorted and do not overlap."""
    grown = 0
    for splice in splices:
        start = splice.start + grown
        if offset < start:
            break
        if offset < start + len(splice.text):
            return splice.start
        grown += len(splice.text) - (splice.end - splice.start)
    return offset - grown
