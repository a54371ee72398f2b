"""The licences that the field uses, one data file each: `licences/records/<SPDX id>.yaml`.

A record is read when somebody asks for it, and only that one. Ids outside the records are known to
`communkit.licences.spdx` by name and flags.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communkit.licences import spdx
from communkit.licences.data import Sourced, Table, folder, read_table, vocabulary
from communkit.marked import N_, Message

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*\Z")

PARTS = (
    "family",
    "free",
    "permissions",
    "obligations",
    "limitations",
    "patents",
    "network",
    "later_versions",
    "law",
    "official_languages",
    "steward",
    "url",
)
"""What a record states; each part says where it was read, and whether it was."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What a text says on one subject: does it say so, where, and a remark where one is needed.

    `states` is None where the text is silent.
    """

    states: bool | None
    clause: str | None = None
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that bind: tags, and which of them prevails (a word of the vocabulary "languages")."""

    tags: tuple[str, ...]
    standing: str
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class LaterVersions:
    """Whether a later version may be chosen: a word of the vocabulary "later-versions", and its clause."""

    rule: str
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A verdict of fitness that this licence's own text gives, before the general row is asked."""

    verdict: str
    reason: Message
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Licence:
    """One licence, as its text and its steward describe it.

    `permissions`, `obligations`, `limitations` map a word of the vocabularies of the same names to the place in the
    text that says so: an article or a heading as the text writes it, or "¶2", its second paragraph without a number
    (title and copyright line are not counted). `family` is a word of "families"; `row` the row of the fitness table.
    `law` is the governing law as the text states it. `read` says of each of `PARTS` where it was read, of when that
    is, and whether somebody read it there.
    """

    id: str
    name: Message
    aliases: tuple[str, ...]
    family: str
    free: bool
    row: str
    overrides: Mapping[str, Override]
    permissions: Mapping[str, str]
    obligations: Mapping[str, str]
    limitations: Mapping[str, str]
    patents: Clause
    network: Clause
    later_versions: LaterVersions
    official_languages: Languages
    law: Clause
    steward: str
    url: str | None
    read: Mapping[str, Sourced]

    @property
    def sourced(self) -> Sourced:
        """Where its terms were read: those that say what one may, must and may not."""
        return self.read["permissions"]

    @property
    def source(self) -> str:
        """Where its terms were read."""
        return self.sourced.source

    @property
    def made_for(self) -> Mapping[str, str]:
        """Kind of thing → "made-for", "possible", "unfit" or "unknown"."""
        from communkit.licences.fitness import KINDS, fit

        return {kind: fit(self.id, kind).verdict for kind in KINDS}


def _clause(table: Table, key: str) -> Clause:
    if not table.has(key):
        table.raw(key)
        return Clause(None)
    row = table.table(key)
    clause = Clause(row.truth("states"), row.optional_text("clause"), row.optional_said("note"))
    row.done()
    return clause


def _words(table: Table, key: str) -> Mapping[str, str]:
    """Words of the vocabulary `key` → where the text says so."""
    row = table.table(key)
    words = row.keys()
    table.known(key, words, vocabulary(key))
    return {word: row.text(word) for word in words}


def _read_marks(table: Table) -> Mapping[str, Sourced]:
    """Part → where it was read. Every part has its mark, and one only."""
    marks: dict[str, Sourced] = {}
    for row in table.tables("read"):
        parts = row.texts("parts")
        row.known("parts", parts, PARTS)
        sourced = row.sourced()
        row.done()
        for part in parts:
            if part in marks:
                raise row.wrong(N_("a part that has its mark already"), "parts")
            marks[part] = sourced
    if any(part not in marks for part in PARTS):
        raise table.wrong(N_("each part of a record says where it was read; one is missing here"), "read")
    return marks


def _word(table: Table, key: str, name: str) -> str:
    value = table.text(key)
    table.known(key, (value,), vocabulary(name))
    return value


def _overrides(table: Table) -> Mapping[str, Override]:
    if not table.has("made_for"):
        table.raw("made_for")
        return {}
    rows = table.table("made_for")
    found = {}
    for key in rows.keys():  # noqa: SIM118 - a Table is not a dict
        row = rows.table(key)
        found[key] = Override(_word(row, "verdict", "verdicts"), row.said("reason"), row.sourced())
        row.done()
    return found


def _languages(table: Table) -> Languages:
    row = table.table("official_languages")
    languages = Languages(row.texts("tags"), _word(row, "standing", "languages"), row.optional_text("clause"))
    row.done()
    return languages


def _later(table: Table) -> LaterVersions:
    row = table.table("later_versions")
    later = LaterVersions(_word(row, "rule", "later-versions"), row.optional_text("clause"))
    row.done()
    return later


def build(table: Table, name: str) -> Licence:
    """The record that a data file holds. Raises DataError for one that has not its shape, or no source."""
    licence = Licence(
        id=table.text("id"),
        name=table.said("name"),
        aliases=table.texts("aliases"),
        family=_word(table, "family", "families"),
        free=table.truth("free"),
        row=table.text("fitness"),
        overrides=_overrides(table),
        permissions=_words(table, "permissions"),
        obligations=_words(table, "obligations"),
        limitations=_words(table, "limitations"),
        patents=_clause(table, "patents"),
        network=_clause(table, "network"),
        later_versions=_later(table),
        official_languages=_languages(table),
        law=_clause(table, "law"),
        steward=table.text("steward"),
        url=table.optional_text("url"),
        read=_read_marks(table),
    )
    table.done()
    if licence.id != name:
        raise table.wrong("the id is not the name of the file", "id")
    return licence


@cache
def _read(name: str) -> Licence | None:
    path = folder("records") / f"{name}.yaml"
    return build(read_table(path), name) if path.is_file() else None


def record(licence_id: str) -> Licence | None:
    """The record of an SPDX id, in whatever case it is written; None where communkit keeps none.

    Raises DataError when the file does not have its shape.
    """
    known = spdx.licence(licence_id)
    name = known.id if known else licence_id
    return _read(name) if _ID.match(name) else None


@cache
def ids() -> tuple[str, ...]:
    """The ids that have a record, sorted without regard to case; no record is read for it."""
    return tuple(sorted((path.stem for path in folder("records").glob("*.yaml")), key=str.casefold))


def records() -> Iterator[Licence]:
    """Every record, sorted by id; each is read as it is reached."""
    for name in ids():
        found = _read(name)
        if found is not None:
            yield found


_NOISE = frozenset({"the", "licence", "license", "licences", "licenses", "version", "la", "le", "public", "de", "of"})


def alias_key(text: str) -> str:
    """`text` with what does not tell licences apart taken out: case, accents, punctuation, "v", ".0"."""
    plain = unicodedata.normalize("NFKD", text.replace("+", " or later "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"(?<![a-z])v\.? ?(?=\d)|(?<=[a-z])v(?=\d)", " ", plain)
    plain = re.sub(r"(?<=[a-z])(?=\d)", " ", plain)
    words = [re.sub(r"(\.0)+$", "", word.strip(".")) for word in re.split(r"[^a-z0-9.]+", plain)]
    return " ".join(word for word in words if word and word not in _NOISE)


@cache
def _alias_index() -> Mapping[str, tuple[str, ...]]:
    index: dict[str, dict[str, None]] = {}
    for licence in records():
        for alias in (licence.id, *licence.name.languages.values(), *licence.aliases):
            index.setdefault(alias_key(alias), {})[licence.id] = None
    for known in spdx.licences():
        if not known.deprecated:
            for alias in (known.id, known.name):
                index.setdefault(alias_key(alias), {}).setdefault(known.id)
    return {key: tuple(ids) for key, ids in index.items()}


def by_alias(text: str) -> list[str]:
    """The SPDX ids that `text` may mean ("apache 2", "licence ouverte", "GPLv3+"), likeliest first.

    Several where the words leave it open ("GPLv3" says neither only nor or-later); none where nobody calls a
    licence so.
    """
    key = alias_key(text)
    return list(_alias_index().get(key, ())) if key else []
