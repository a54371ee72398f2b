"""How the data files of this room are read: strictly, and one at a time.

A file that ships with communkit and does not have its shape is our own mistake, so it ends the run as one
(`DataError`), with the file and the line to mend.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from communkit.errors import CommunkitError
from communkit.marked import N_, Message
from communkit.resources import data_folder
from communkit.words.catalogue import checkout

if TYPE_CHECKING:
    from communkit.documents.nodes import Document

LANGUAGES = ("en", "fr")


Said: TypeAlias = Message
"""A sentence that a data file brings in each language (`Message.languages`)."""


class DataError(CommunkitError):
    """A data file of communkit itself is not as it must be."""

    exit_code = 70


def sentence(languages: Mapping[str, str]) -> Message:
    """The sentence that a data file brings, by language tag: a Message that needs no catalogue."""
    return Message(languages["en"], languages=languages)


@dataclass(frozen=True, slots=True)
class Sourced:
    """Where a statement comes from, of when it is, and whether somebody read it there.

    `clause` is the article or section; `verified` is False for what is inferred or generally believed, which
    has to be told as "to be checked by counsel". `languages` holds the source by language where its name is prose.
    """

    source: str
    as_of: date
    verified: bool
    clause: str | None = None
    languages: Mapping[str, str] = field(default_factory=dict)

    @property
    def cited(self) -> Message:
        """The source in the reader's language."""
        return citation(self.source, self.languages)


def citation(source: str, languages: Mapping[str, str]) -> Message:
    """A source as a sentence: in the reader's language where the data brings it so, else as it is written."""
    return sentence(languages) if languages else Message(source, literal=True)


class Table:
    """One mapping of a data file; whoever reads it asks for each key, and the others are refused (`done`).

    `at` is the way to the mapping in its document: keys and indexes. `read` gives that document, which only an error
    needs: the data may come from the pack of a build.
    """

    __slots__ = ("_read", "_seen", "_values", "at")

    def __init__(self, values: object, read: Callable[[], Document], at: tuple[str | int, ...] = ()) -> None:
        self.at = at
        self._read = read
        self._seen: set[str] = set()
        if not isinstance(values, Mapping):
            raise self.wrong(N_("a mapping is expected here"))
        self._values: Mapping[str, Any] = values

    def wrong(self, what: str, key: str | None = None) -> DataError:
        """The error for the mapping, or for its `key`: file, line, address, and what is expected there.

        `what` is a marked text.
        """
        way = self.at if key is None else (*self.at, key)
        document = self._read()
        line = document.position(document.nearest(way).start).line
        address = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way).lstrip(".")
        return DataError(
            Message(
                N_("{place}: {address}: {problem}"),
                {
                    "place": f"{document.path}:{line}",
                    "address": address,
                    "problem": Message(what),
                },
            ),
            Message(N_("This file ships with communkit; please report it.")),
        )

    def has(self, key: str) -> bool:
        """Is `key` there with a value?"""
        return self._values.get(key) is not None

    def keys(self) -> tuple[str, ...]:
        """The keys, in the order of the file; asking for them counts as having asked for each."""
        self._seen.update(self._values)
        return tuple(str(key) for key in self._values)

    def raw(self, key: str) -> Any:
        """The value of `key` as read, None when absent."""
        self._seen.add(key)
        return self._values.get(key)

    def text(self, key: str) -> str:
        """A non-empty string."""
        value = self.raw(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(N_("a text is expected here"), key)
        return value

    def optional_text(self, key: str) -> str | None:
        """A string, or None when absent."""
        return self.text(key) if self.has(key) else self.raw(key)

    def truth(self, key: str) -> bool:
        """true or false, and nothing else."""
        value = self.raw(key)
        if not isinstance(value, bool):
            raise self.wrong(N_("true or false is expected here"), key)
        return value

    def day(self, key: str) -> date:
        """A date, written YYYY-MM-DD."""
        value = self.raw(key)
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise self.wrong(N_("a date is expected here, as in 2026-01-31"), key) from None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; absent counts as empty."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(N_("a list of texts is expected here"), key)
        return tuple(value)

    def said(self, key: str) -> Message:
        """A sentence in every language that communkit talks."""
        table = self.table(key)
        languages = {tag: table.text(tag) for tag in LANGUAGES}
        table.done()
        return sentence(languages)

    def optional_said(self, key: str) -> Message | None:
        """A sentence in every language, or None when absent."""
        return self.said(key) if self.has(key) else self.raw(key)

    def table(self, key: str) -> Table:
        """The mapping under `key`."""
        return Table(self.raw(key), self._read, (*self.at, key))

    def tables(self, key: str) -> list[Table]:
        """The list of mappings under `key`; absent counts as empty."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(N_("a list is expected here"), key)
        return [Table(item, self._read, (*self.at, key, index)) for index, item in enumerate(value)]

    def sourced(self) -> Sourced:
        """`source`, `as_of`, `verified` and `clause` of this mapping; none but the last may be missing.

        The source is a text, or one in every language.
        """
        languages = self.said("source").languages if isinstance(self.raw("source"), Mapping) else {}
        source = languages["en"] if languages else self.text("source")
        return Sourced(source, self.day("as_of"), self.truth("verified"), self.optional_text("clause"), dict(languages))

    def known(self, key: str, values: Iterable[str], allowed: Iterable[str]) -> None:
        """Refuse any of `values` that is not `allowed`."""
        allowed = tuple(allowed)
        for value in values:
            if value not in allowed:
                raise self.wrong(N_("a word that the vocabulary does not know"), key)

    def done(self) -> None:
        """Refuse the keys that nobody asked for: a typing mistake would otherwise lose a fact in silence."""
        for key in self._values:
            if key not in self._seen:
                raise self.wrong(N_("no such field"), str(key))


PACKED = "data.json"
"""The data files as the build of a wheel read them, beside the packed texts: YAML takes ten times as long."""


def read_table(path: Path) -> Table:
    """The data file at `path`, whose top must be a mapping. Raises DataError."""
    document = cache(lambda: read_document(path))
    values = _from_pack(path)
    return Table(document().data if values is None else values, document)


def _from_pack(path: Path) -> object:
    """What the pack holds of the data file at `path`; None where it holds nothing, or something older."""
    root = data_folder("licences")
    written, packed = _pack(root)
    if not path.is_relative_to(root):
        return None
    values = packed.get(path.relative_to(root).as_posix())
    if values is None or written is None:
        return values
    return values if path.stat().st_mtime_ns < written else None


@cache
def _pack(root: Path) -> tuple[int | None, Mapping[str, object]]:
    """When the pack was written (None in a wheel, whose files cannot change by themselves), and what it holds."""
    path = root / "texts" / PACKED
    if not path.is_file():
        return None, {}
    packed: dict[str, object] = json.loads(path.read_bytes())
    return path.stat().st_mtime_ns if checkout() else None, packed


def read_document(path: Path) -> Document:
    """The data file at `path` as it is written. Raises DataError."""
    from communkit.documents.problems import DocumentRefused
    from communkit.documents.reader import read

    try:
        return read(path)
    except DocumentRefused as refused:
        problem = refused.problems[0]
        line = refused.source.position(problem.span.start).line if problem.span else 1
        raise DataError(
            Message(N_("{place}: not readable: {kind}"), {"place": f"{path}:{line}", "kind": str(problem.kind)}),
            Message(N_("This file ships with communkit; please report it.")),
        ) from refused


def folder(name: str) -> Path:
    """The folder `name` of the licence data ("records", "lists", …)."""
    return data_folder("licences") / name


@cache
def vocabulary(name: str) -> Mapping[str, Message]:
    """The words of `licences/vocabularies/<name>.yaml`: id → sentence in each language.

    Raises DataError for a file that is missing or does not have that shape.
    """
    table = read_table(folder("vocabularies") / f"{name}.yaml")
    return {key: table.said(key) for key in table.keys()}  # noqa: SIM118 - a Table is not a dict
