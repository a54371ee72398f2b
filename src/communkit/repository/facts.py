"""The shape of what is found: a value, and where, how and how surely it was seen."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Sure(StrEnum):
    """How sure a finding is: a machine-readable statement, a likely reading, a guess from names."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Seen:
    """Where something was seen: a path from the repository's root, a line from 1, and how.

    `method` is a word for programs and people: `manifest`, `licence-text`, `spdx-tag`, `copyright-notice`,
    `file-names`, `git-remote`, `readme`, `folder-name`.
    """

    path: str
    line: int | None = None
    method: str = "manifest"
    sure: Sure = Sure.HIGH

    @property
    def place(self) -> str:
        """`path:line`, as people and editors write it."""
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value and the places that bear it out, the best first."""

    value: T
    seen: tuple[Seen, ...] = field(default_factory=tuple)


_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")

_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[@-~]")  # what moves a terminal's cursor or changes its colours


def citable(path: str) -> bool:
    """Whether a name can be written in a document: no line break, no reversed direction, no byte that is no text."""
    return (path.isascii() and path.isprintable()) or not _UNSHOWN.search(path)


def clean(text: str) -> str:
    """A stranger's words as one line of text: without control characters, reversals of direction, double spaces."""
    text = _SEQUENCE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(_UNSHOWN.sub(" ", text).split())
