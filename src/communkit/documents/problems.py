"""What can be wrong with a document before anyone looks at what it says.

A problem carries facts, not sentences: its kind, the parameters a sentence needs, and its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from communkit.documents.source import Source, Span


class ProblemKind(StrEnum):
    """The kinds, each with the parameters that come with it."""

    MISSING = "missing"
    """The file does not exist."""
    UNREADABLE = "unreadable"
    """The system refuses to open it. `reason`: permission | other; `code`: the system's name of the error."""
    NOT_A_FILE = "not-a-file"
    """`found`: folder | pipe | socket | device."""
    LINK_OUTSIDE = "link-outside"
    """A symbolic link, of the file or of a folder above it, leads out of the repository."""
    TOO_LARGE = "too-large"
    """`limit`: bytes."""
    NOT_UTF8 = "not-utf8"
    """`byte`: offset of the first bad byte; `line`; `looks_like`: utf-16 | windows-1252."""
    CONTROL_CHARACTER = "control-character"
    """`character`: such as U+0007. Invisible characters that YAML forbids, a stray byte order mark included."""
    EMPTY = "empty"
    """Nothing, or nothing but comments."""
    SYNTAX = "syntax"
    """`cause`: a SyntaxCause; `found`: a character (two of a bad escape) or ""; `suggestion`: quoted text or ""."""
    TAB = "tab"
    """A tab where YAML wants spaces."""
    TOO_DEEP = "too-deep"
    """`limit`: levels."""
    TOO_MANY_NODES = "too-many-nodes"
    """`limit`: values."""
    TOO_MANY_ALIASES = "too-many-aliases"
    """`limit`: values that aliases may repeat."""
    UNKNOWN_ALIAS = "unknown-alias"
    """`name`; `suggestion`: the text in quotes, for `*text` was rarely meant as an alias."""
    RECURSIVE_ALIAS = "recursive-alias"
    """`name`: the alias stands inside what it repeats."""
    DUPLICATE_KEY = "duplicate-key"
    """`key`; `first_line`: line of its first occurrence."""
    NOT_A_MAPPING = "not-a-mapping"
    """`found`: list | text | number | boolean | null."""
    TAG_REFUSED = "tag-refused"
    """`tag`: as YAML resolved it, shortened to `!!name` for its own."""
    SEVERAL_DOCUMENTS = "several-documents"
    """A second `---`."""
    COMPLEX_KEY = "complex-key"
    """`form`: mapping | list | alias | empty."""
    MERGE_KEY = "merge-key"
    """`<<`, which YAML 1.2 does not have."""
    NUMBER_OUT_OF_BOUNDS = "number-out-of-bounds"
    """`number`: as written, shortened; `suggestion`: the same in quotes."""
    NO_SCHEMA = "no-schema"
    """`expected`: such as assets/1."""
    MALFORMED_SCHEMA = "malformed-schema"
    """`found`: as written, or list | mapping; `expected`: such as assets/1."""
    OTHER_SCHEMA = "other-schema"
    """`found`: such as project/1; `expected_name`: assets; `expected`: assets/1."""
    NEWER_SCHEMA = "newer-schema"
    """`name`; `found`: its shape's number; `newest`: the newest shape known here."""


class SyntaxCause(StrEnum):
    """Why YAML stopped, as its writer would put it."""

    COLON_IN_TEXT = "colon-in-text"
    """`title: l'eau : b`."""
    RESERVED_INDICATOR = "reserved-indicator"
    """A text that begins with a character that YAML keeps for itself: `@`, a backtick, `%`, `&`, `*`, `>`…"""
    TEXT_AFTER_QUOTE = "text-after-quote"
    """`title: 'l'eau'`, `title: "a" b`."""
    UNCLOSED_QUOTE = "unclosed-quote"
    BAD_ESCAPE = "bad-escape"
    """A backslash in double quotes before something that is no escape: `"C:\\Users"`."""
    UNCLOSED_BRACKET = "unclosed-bracket"
    """`found`: the bracket that was opened."""
    UNOPENED_BRACKET = "unopened-bracket"
    DASH_AFTER_KEY = "dash-after-key"
    """`key: - row` on one line."""
    MISSING_COLON = "missing-colon"
    INDENTATION = "indentation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one document. `span` is None when there is no text to point at."""

    kind: ProblemKind
    params: Mapping[str, str | int]
    span: Span | None
    path: Path


class DocumentRefused(Exception):
    """A document that cannot be used; `source` is its text, as far as it could be read, to show the lines."""

    def __init__(self, problems: Sequence[Problem], source: Source) -> None:
        super().__init__(f"{source.path.name}: " + ", ".join(problem.kind for problem in problems))
        self.problems = tuple(problems)
        self.source = source


def shortened(text: str, length: int = 80) -> str:
    """`text` on one line and no longer than `length`, its middle left out."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    half = (length - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def quoted(text: str) -> str:
    """`text` as a person would put it in quotes in YAML, shortened: something to show, not to write."""
    text = shortened(text)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
