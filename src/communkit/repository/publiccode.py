"""publiccode.yml: whether catalogues will take it, and if not, why, each fault with its line.

The file is read as strictly as a dossier and checked against the standard, version 0.7. Nothing is looked up:
whether an address answers is not known. E-mail addresses are looked at and never repeated.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Literal, TypeAlias

from communkit.documents import Document, DocumentRefused, ProblemKind, read_text
from communkit.documents import Mapping as MappingNode
from communkit.documents.nodes import NodePath, Resolved, Scalar, Sequence, resolved
from communkit.repository import publiccode_keys as standard
from communkit.repository import publiccode_values as values
from communkit.repository.facts import Fact, Seen, citable, clean
from communkit.repository.prose import Readable
from communkit.repository.publiccode_keys import Key

NAME = "publiccode.yml"
MOST_FAULTS = 100
Code: TypeAlias = Literal[
    "wrong-name",
    "wrong-place",
    "unreadable",
    "missing",
    "empty",
    "wrong-type",
    "unknown-key",
    "not-allowed",
    "too-long",
    "too-short",
    "bad-url",
    "bad-date",
    "bad-licence",
    "bad-language",
    "bad-country",
    "bad-address",
    "bad-uri",
    "bad-media-type",
    "no-such-file",
    "not-wanted",
    "version-unknown",
    "version-of-the-software",
    "version-not-quoted",
    "version-outdated",
    "deprecated",
    "not-in-every-language",
    "not-a-person",
    "shared-address",
    "country-section",
]
"""What can be wrong. `params` of a fault: `found` as written (never an address), `meant` a likely correction, `allowed`
what is, `limit` a bound, `count` what was counted, `kind` why it could not be read."""
_MERE_WARNINGS = frozenset(
    {"version-outdated", "deprecated", "not-in-every-language", "not-a-person", "shared-address", "country-section"}
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at `key` (`legal.license`, `maintenance.contacts[0].name`); `grave`: the file is not valid."""

    code: Code
    key: str
    seen: Seen
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def grave(self) -> bool:
        return self.code not in _MERE_WARNINGS


@dataclass(frozen=True, slots=True)
class Publiccode:
    """A publiccode.yml: what it says where others say it too, and what is wrong with it.

    `contract_until` is the last day of the maintenance contract that ends last.
    """

    path: str
    version: str | None = None
    name: Fact[str] | None = None
    licence: Fact[str] | None = None
    status: str | None = None
    maintenance: str | None = None
    contract_until: Fact[date] | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether it holds to the standard; warnings leave it valid."""
        return not any(fault.grave for fault in self.faults)


_NAMES = re.compile(r"\.?public[-_]?codes?\.ya?ml|publicode\.ya?ml|publiccode\.ya?ml\.txt", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:^|/)(?:tests?|testdata|fixtures?|examples?|vendor|node_modules|third[-_]party)/", re.IGNORECASE
)


def read_publiccode(tree: Readable) -> Publiccode | None:
    """The publiccode.yml of `tree`, wherever and however named; None where there is none."""
    named = [
        path
        for path in tree.paths
        if path.count("/") <= 2
        and _NAMES.fullmatch(path.rpartition("/")[2])
        and citable(path)
        and not _ASIDE.search(path)
    ]
    if not named:
        return None
    path = min(named, key=lambda one: (one != NAME, one.count("/"), one))
    return examine(path, tree.text(path, 5_000_001), frozenset(tree.paths))


def examine(path: str, text: str, files: frozenset[str] = frozenset()) -> Publiccode:
    """The text of a publiccode.yml that stands at `path` in a repository of `files`."""
    folder, _, name = path.rpartition("/")
    faults = []
    if name != NAME:
        faults.append(Fault("wrong-name", "", Seen(path), {"found": clean(name), "meant": NAME}))
    if folder:
        faults.append(Fault("wrong-place", "", Seen(path), {"found": clean(path), "meant": NAME}))
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        return Publiccode(path, faults=(*faults, Fault("unreadable", "", Seen(path, line), {"kind": "not-utf8"})))
    try:
        document = read_text(text, Path(path))
    except DocumentRefused as refused:
        first = refused.problems[0]
        start = first.span.start if first.span else 0
        line = refused.source.position(start).line if first.span else 1
        if first.kind is ProblemKind.EMPTY:
            return Publiccode(path, faults=(*faults, Fault("empty", "", Seen(path, line))))
        return Publiccode(path, faults=(*faults, Fault("unreadable", "", Seen(path, line), {"kind": first.kind.value})))
    reading = _Reading(path, document, files)
    faults += islice(reading.faults(), MOST_FAULTS)
    return Publiccode(
        path,
        reading.said(("publiccodeYmlVersion",)),
        reading.fact(("name",)),
        reading.fact(("legal", "license")),
        reading.said(("developmentStatus",)),
        reading.said(("maintenance", "type")),
        reading.until(),
        tuple(faults),
    )


class _Reading:
    """One document held against the standard."""

    def __init__(self, path: str, document: Document, files: frozenset[str]) -> None:
        self.path, self.document, self.files = path, document, files

    def said(self, at: NodePath) -> str | None:
        """The text at a place, cleaned; None where no text stands."""
        node = self.document.node(at)
        return clean(node.text)[:500] or None if isinstance(node, Scalar) and node.value is not None else None

    def seen(self, at: NodePath) -> Seen:
        return Seen(self.path, self.document.position(self.document.nearest(at).start).line)

    def fact(self, at: NodePath) -> Fact[str] | None:
        said = self.said(at)
        return Fact(said, (self.seen(at),)) if said else None

    def until(self) -> Fact[date] | None:
        rows = self.document.node(("maintenance", "contractors"))
        found = []
        for number in range(len(rows.items) if isinstance(rows, Sequence) else 0):
            at: NodePath = ("maintenance", "contractors", number, "until")
            day = values.day(self.said(at) or "")
            if day:
                found.append(Fact(day, (self.seen(at),)))
        return max(found, key=lambda fact: fact.value, default=None)

    def fault(self, code: Code, at: NodePath, **params: str | int) -> Fault:
        key = ""
        for segment in at:
            key += f"[{segment}]" if isinstance(segment, int) else f"{'.' if key else ''}{clean(segment)[:100]}"
        return Fault(code, key, self.seen(at), params)

    def faults(self) -> Iterator[Fault]:
        """Everything that is wrong, in the order of the standard."""
        yield from self._version()
        yield from self._part(standard.KEYS, (), self.document.root)
        yield from self._maintenance()
        yield from self._languages()

    # One key

    def _part(self, keys: Mapping[str, Key], at: NodePath, node: Resolved) -> Iterator[Fault]:
        if not isinstance(node, MappingNode):
            yield self.fault("wrong-type", at, allowed="mapping")
            return
        for written, _ in node.entries:
            if written.text not in keys:
                yield self._unknown(keys, (*at, written.text), written.text, node)
        for name, key in keys.items():
            value = node.get(name)
            value = resolved(value) if value is not None else None
            if value is None or (isinstance(value, Scalar) and value.value is None):
                if key.required and not (at[:1] == ("description",) and name in standard.IN_ONE_LANGUAGE):
                    yield self.fault("missing", (*at, name))
                continue
            if key.deprecated:
                yield self.fault("deprecated", (*at, name))
            if name != "publiccodeYmlVersion":
                yield from self._value(key, (*at, name), value)

    def _unknown(self, keys: Mapping[str, Key], at: NodePath, name: str, node: MappingNode) -> Fault:
        if len(at) == 1 and re.fullmatch(r"[a-z]{2}|[A-Z]{2}", name) and name.upper() in standard.COUNTRIES:
            both = name.islower() and node.get(name.upper()) is not None
            return self.fault("not-wanted" if both else "country-section", at, found=name)
        near = difflib.get_close_matches(name, keys, 1, 0.75) or [
            one for one in keys if one.casefold() == name.casefold()
        ]
        if {"url", "uri"} >= {name} and "uri" in keys:
            near = ["uri"]
        return self.fault("unknown-key", at, found=clean(name)[:100], **({"meant": near[0]} if near else {}))

    def _value(self, key: Key, at: NodePath, node: Resolved) -> Iterator[Fault]:
        form = key.form
        if form == "part":
            yield from self._part(key.keys, at, node)
        elif form == "by-language":
            yield from self._by_language(key, at, node)
        elif form == "parts":
            yield from self._rows(key, at, node)
        elif form in ("texts", "urls", "languages", "countries", "pictures", "media-types"):
            yield from self._list(key, at, node)
        elif form == "text-or-texts":
            single = isinstance(node, Scalar)
            yield from (self._single(key, at, node) if single else self._list(key, at, node))
        else:
            yield from self._single(key, at, node)

    def _rows(self, key: Key, at: NodePath, node: Resolved) -> Iterator[Fault]:
        if not isinstance(node, Sequence):
            yield self.fault("wrong-type", at, allowed="list")
            return
        for number, item in enumerate(node.items):
            yield from self._part(key.keys, (*at, number), resolved(item))

    def _by_language(self, key: Key, at: NodePath, node: Resolved) -> Iterator[Fault]:
        if not isinstance(node, MappingNode):
            yield self.fault("wrong-type", at, allowed="mapping")
            return
        if not node.entries:
            yield self.fault("empty", at)
        for written, value in node.entries:
            if not values.is_language(written.text):
                yield self.fault("bad-language", (*at, written.text), found=clean(written.text)[:100])
            yield from self._part(key.keys, (*at, written.text), resolved(value))

    def _list(self, key: Key, at: NodePath, node: Resolved) -> Iterator[Fault]:
        if not isinstance(node, Sequence):
            yield self.fault("wrong-type", at, allowed="list")
            return
        if len(node.items) < key.least:
            yield self.fault("empty", at)
        for number, item in enumerate(node.items):
            yield from self._single(key, (*at, number), resolved(item))

    def _single(self, key: Key, at: NodePath, node: Resolved) -> Iterator[Fault]:
        if not isinstance(node, Scalar) or (isinstance(node.value, bool) and key.form != "yes-no"):
            yield self.fault("wrong-type", at, allowed="yes or no" if key.form == "yes-no" else "text")
            return
        text = node.text.strip()
        if key.form == "yes-no":
            if not isinstance(node.value, bool):
                yield self.fault("wrong-type", at, found=clean(text)[:100], allowed="yes or no")
            return
        if not text:
            yield self.fault("bad-date" if key.form == "date" else "empty", at)
            return
        form = "url" if at[0] == "isBasedOn" else key.form
        code = values.CHECKS[form](text) if form in values.CHECKS else None
        if code:
            found = "" if code == "bad-address" else clean(text)[:200]
            yield self.fault(code, at, **({"found": found} if found else {}))
        if key.form == "countries" and code is None and text.islower():
            yield self.fault("deprecated", at, found=text, meant=text.upper())
        if key.allowed and text not in key.allowed:
            near = difflib.get_close_matches(text, key.allowed, 1, 0.7)
            yield self.fault("not-allowed", at, found=clean(text)[:200], **({"meant": near[0]} if near else {}))
        if key.most or key.least > 1:
            yield from self._length(key, at, text)
        yield from self._file(key, at, text)

    def _length(self, key: Key, at: NodePath, text: str) -> Iterator[Fault]:
        length = values.characters(text)
        if key.most and length > key.most:
            yield self.fault("too-long", at, limit=key.most, count=length)
        elif length < key.least:
            yield self.fault("too-short", at, limit=key.least, count=length)

    def _file(self, key: Key, at: NodePath, text: str) -> Iterator[Fault]:
        """A file that is named by its path has to be there."""
        if key.form not in ("logo", "pictures") and at != ("legal", "authorsFile"):
            return
        if self.files and not re.match(r"[a-z][a-z0-9+.-]*:|/", text) and text.removeprefix("./") not in self.files:
            yield self.fault("no-such-file", at, found=clean(text)[:200])

    # What hangs on several keys

    def _version(self) -> Iterator[Fault]:
        node = self.document.node(("publiccodeYmlVersion",))
        at = ("publiccodeYmlVersion",)
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return
        if not isinstance(node, Scalar):
            yield self.fault("wrong-type", at, allowed="text")
            return
        version = clean(node.text)[:100]
        if version not in standard.VERSIONS:
            later = re.match(r"v?(\d+)\.(\d+)", version)
            newer = later is not None and (int(later[1][:6]), int(later[2][:6])) > (0, 7)
            mixed = newer or version.lstrip("v") == (self.said(("softwareVersion",)) or "").lstrip("v")
            yield self.fault("version-of-the-software" if mixed else "version-unknown", at, found=version, meant="0")
        elif not isinstance(node.value, str):
            yield self.fault("version-not-quoted", at, found=version)
        elif version not in standard.NEWEST:
            yield self.fault("version-outdated", at, found=version, meant="0")

    def _maintenance(self) -> Iterator[Fault]:
        kind = self.said(("maintenance", "type"))
        contractors = self.document.node(("maintenance", "contractors"))
        contacts = self.document.node(("maintenance", "contacts"))
        if kind == "contract" and not _has_rows(contractors):
            yield self.fault("missing", ("maintenance", "contractors"))
        if kind in ("internal", "community", "none") and _has_rows(contractors):
            yield self.fault("not-wanted", ("maintenance", "contractors"), found=kind)
        if kind in ("internal", "community") and not _has_rows(contacts):
            yield self.fault("missing", ("maintenance", "contacts"))
        for number in range(len(contacts.items) if isinstance(contacts, Sequence) else 0):
            at: NodePath = ("maintenance", "contacts", number)
            name, body = self.said((*at, "name")), self.said((*at, "affiliation"))
            if name and values.is_no_person(name, (body or "", self.said(("name",)) or "")):
                yield self.fault("not-a-person", (*at, "name"), found=name)
            if values.is_shared(self.said((*at, "email")) or ""):
                yield self.fault("shared-address", (*at, "email"))

    def _languages(self) -> Iterator[Fault]:
        described = self.document.node(("description",))
        if not isinstance(described, MappingNode):
            return
        languages = [written.text for written, value in described.entries if isinstance(resolved(value), MappingNode)]
        for name in sorted(standard.IN_ONE_LANGUAGE, reverse=True):
            lacking = [one for one in languages if not _is_there(self.document.node(("description", one, name)))]
            for one in lacking:
                code: Code = "missing" if len(lacking) == len(languages) else "not-in-every-language"
                yield self.fault(code, ("description", one, name))


def _has_rows(node: Resolved | None) -> bool:
    return isinstance(node, Sequence) and bool(node.items)


def _is_there(node: Resolved | None) -> bool:
    return node is not None and not (isinstance(node, Scalar) and node.value is None)
