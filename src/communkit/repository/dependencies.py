"""What a project is built from, and whether that may go out under its licence: as far as files say so.

Only files that state licences are asked: `package-lock.json` of npm 7 and later, `composer.lock`, and bills of
materials that somebody made. Other lock files name packages and no licences; they are listed as silent, for to be
silent is not to be free of conditions. Nothing is looked up.

A dependency stands beside the work and is linked to it; data and content (CC-BY-4.0) are collected with it. Who copies
from a dependency asks another question.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from communkit.licences.compatibility import Answer, Verdict, compatible, is_data
from communkit.licences.expressions import Expression, ExpressionError, strict
from communkit.repository import sboms, streams
from communkit.repository.facts import Seen, Sure, citable, clean
from communkit.repository.git import GitFailed
from communkit.repository.prose import Readable
from communkit.repository.sboms import NotABill
from communkit.repository.statements import expression_of
from communkit.repository.tree import Tree, as_text, open_file

LARGEST = 50_000_000
MOST_FILES = 200
MOST = 100_000
MOST_GUESSES = 500
"""Different texts, none of them an expression, that are looked up as names of licences."""
Scope: TypeAlias = Literal["runtime", "development", "optional"]


@dataclass(frozen=True, slots=True)
class Dependency:
    """One package of one version. `raw` is its licence as written, "" where none is; `expression` what that means.

    `sure` is high where the expression stands there as it is, medium where it was read out of a name ("Apache 2.0").
    """

    name: str
    version: str
    expression: str | None
    raw: str
    seen: Seen
    scope: Scope = "runtime"
    sure: Sure = Sure.HIGH


@dataclass(frozen=True, slots=True)
class Source:
    """A file that names dependencies: what it is, how many it names and for how many of them it states a licence.

    `silent`: its format states no licences. `unread` says why it could not be read: `too-large`, `too-deep`, `broken`,
    `document-type`, `unknown-format`, `unreadable`.
    """

    path: str
    format: str
    named: int = 0
    stated: int = 0
    silent: bool = False
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Dependencies:
    """All that was found, by name and version, each once; and the files that were asked."""

    found: tuple[Dependency, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A dependency and whether it may go out under the outbound licence. `answer` gives reason and source.

    `verdict` is `unknown`, and `answer` None, where its licence is not known.
    """

    dependency: Dependency
    verdict: Verdict
    answer: Answer | None


def read_dependencies(tree: Readable, bills: Iterable[Path] = ()) -> Dependencies:
    """What lock files in `tree` and the bills of materials `bills` (files anywhere on this machine) say."""
    meanings = _Meanings()
    found: list[Dependency] = []
    sources: list[Source] = []
    for path in _locks(tree.paths):
        name = path.rpartition("/")[2].lower()
        if name in _READERS:
            sources.append(_read(path, name, _whole(tree, path), meanings, found))
        else:
            sources.append(Source(path, name, silent=True))
    for bill in bills:
        sources.append(_bill(bill, meanings, found))
    return Dependencies(tuple(_unique(found)), tuple(sources))


def judge(dependencies: Iterable[Dependency], outbound: str) -> list[Judged]:
    """Whether each dependency may go out under `outbound`, an expression. Raises ExpressionError for what is none.

    Each pair of licences is answered once, however many packages share it.
    """
    going = strict(outbound)
    known: dict[str | None, Answer | None] = {None: None}
    judged = []
    for one in dependencies:
        if one.expression not in known:
            known[one.expression] = _answer(one.expression or "", going)
        answer = known[one.expression]
        judged.append(Judged(one, answer.answer if answer else "unknown", answer))
    return judged


def _answer(expression: str, going: Expression) -> Answer | None:
    try:
        coming = strict(expression)
    except ExpressionError:
        return None
    return compatible(coming, going, "aggregate" if is_data(coming) else "link")


_SILENT = frozenset(
    {
        *("yarn.lock", "pnpm-lock.yaml", "bun.lock", "poetry.lock", "uv.lock", "pdm.lock", "pipfile.lock"),
        *("cargo.lock", "gemfile.lock", "go.sum", "mix.lock", "gradle.lockfile", "pubspec.lock"),
    }
)
_ASIDE = re.compile(
    r"(?:^|/)(?:node_modules|vendor|third[-_]party|tests?|__tests__|fixtures?|testdata|examples?)/", re.I
)


def _locks(paths: Sequence[str]) -> list[str]:
    """The project's own lock files: not those of what it carries along, nor of its fixtures."""
    found = []
    for path in paths:
        name = path.rpartition("/")[2].lower()
        if (name in _READERS or name in _SILENT) and citable(path) and not _ASIDE.search(path):
            found.append(path)
    return found[:MOST_FILES]


def _whole(tree: Readable, path: str) -> str:
    """All of a lock file: they are longer than what is read of other files."""
    if isinstance(tree, Tree) and tree.blobs is not None and tree.repository is not None and path in tree.blobs:
        if not tree.blobs[path].id:
            return ""
        try:
            place = streams.store(tree.repository)
            thing = next(streams.things(place, [tree.blobs[path].id], LARGEST))
        except GitFailed:
            return ""
        return as_text(thing.data) if thing is not None else ""
    return tree.text(path, LARGEST + 1)


_Read: TypeAlias = "Callable[[str], Iterator[_Stated]]"


def _read(path: str, name: str, text: str, meanings: _Meanings, found: list[Dependency]) -> Source:
    if len(text) > LARGEST:
        return Source(path, name, unread="too-large")
    if not text.strip():
        return Source(path, name, unread="unreadable")
    try:
        some = [_dependency(path, one, "lock-file", meanings) for one in _READERS[name](text)]
    except RecursionError:
        return Source(path, name, unread="too-deep")
    except ValueError:
        return Source(path, name, unread="broken")
    found += some
    stated = sum(bool(one.raw) for one in some)
    return Source(path, name, len(some), stated, silent=bool(some) and not stated)


def _bill(path: Path, meanings: _Meanings, found: list[Dependency]) -> Source:
    shown = clean(str(path))
    data = open_file(str(path), sboms.LARGEST + 1)
    if data is None:
        return Source(shown, "sbom", unread="unreadable")
    try:
        bill = sboms.read_bill(data)
    except NotABill as refused:
        return Source(shown, "sbom", unread=refused.reason)
    listed = (_Stated(one.name, one.version, one.raw, one.line, "runtime") for one in bill.components)
    some = [_dependency(shown, one, "sbom", meanings) for one in listed]
    found += some
    return Source(shown, bill.format, len(some), sum(bool(one.raw) for one in some))


def _unique(found: Iterable[Dependency]) -> Iterator[Dependency]:
    """Each package and version once: the runtime before the rest, a stated licence before none."""
    best: dict[tuple[str, str], Dependency] = {}
    for one in found:
        before = best.get((one.name, one.version))
        if before is None or _worth(one) > _worth(before):
            best[one.name, one.version] = one
    yield from sorted(best.values(), key=lambda one: (one.name.casefold(), one.version))[:MOST]


def _worth(one: Dependency) -> tuple[bool, bool]:
    return (bool(one.raw), one.scope == "runtime")


# What a licence field means, each text once


class _Meanings(dict[str, tuple[str | None, Sure]]):
    """The expression that a text stands for. To guess takes time, so that only so many texts are guessed at."""

    guesses = 0

    def __missing__(self, raw: str) -> tuple[str | None, Sure]:
        found: tuple[str | None, Sure] = (None, Sure.HIGH)
        try:
            found = (strict(raw).text, Sure.HIGH) if raw else found
        except ExpressionError:
            self.guesses += 1
            found = (expression_of(raw) if self.guesses <= MOST_GUESSES else None, Sure.MEDIUM)
        self[raw] = found
        return found


class _Stated(NamedTuple):
    """One package as a file states it; `raw` is its licence."""

    name: str
    version: str
    raw: str
    line: int | None
    scope: Scope


def _dependency(path: str, one: _Stated, method: str, meanings: _Meanings) -> Dependency:
    raw = clean(one.raw)[:500]
    expression, sure = meanings[raw]
    seen = Seen(path, one.line, method)
    return Dependency(clean(one.name)[:300], clean(one.version)[:100], expression, raw, seen, one.scope, sure)


# One reader a format


def _npm(text: str) -> Iterator[_Stated]:
    data = json.loads(text)
    packages = data.get("packages") if isinstance(data, dict) else None
    if not isinstance(packages, dict):
        # version 1 knows no licences; it is told as silent by what it names
        old = data.get("dependencies") if isinstance(data, dict) else None
        for name, one in (old if isinstance(old, dict) else {}).items():
            if isinstance(one, dict):
                yield _Stated(name, str(one.get("version", "")), "", None, _npm_scope(one))
        return
    line_of = sboms.lines_of(text, r'\n[ \t]*"((?:[^"\\\n]|\\.){1,1000})":[ \t]*\{')
    for key, one in list(packages.items())[:MOST]:
        # what is no node_modules is the project's own, and a link leads to it
        if "node_modules/" not in key or not isinstance(one, dict) or one.get("link"):
            continue
        name = one.get("name") if isinstance(one.get("name"), str) else key.rpartition("node_modules/")[2]
        raw = _npm_licence(one.get("license") or one.get("licenses"))
        yield _Stated(str(name), str(one.get("version", "")), raw, line_of(key), _npm_scope(one))


def _npm_scope(one: Mapping[str, Any]) -> Scope:
    if one.get("dev") or one.get("devOptional"):
        return "development"
    return "optional" if one.get("optional") or one.get("peer") else "runtime"


def _npm_licence(value: object) -> str:
    """A licence as npm has known it: a text, an object with its type, a list of these to choose from."""
    if isinstance(value, dict):
        value = value.get("type") or value.get("name")
    if isinstance(value, list):
        return _one_of(_npm_licence(one) for one in value)
    return value if isinstance(value, str) else ""


def _one_of(texts: Iterable[str]) -> str:
    """Licences to choose from, as one text."""
    said = list(dict.fromkeys(text for text in texts if text))
    return " OR ".join(f"({text})" if " AND " in text and len(said) > 1 else text for text in said)


def _composer(text: str) -> Iterator[_Stated]:
    data = json.loads(text)
    if not isinstance(data, dict):
        return
    line_of = sboms.lines_of(text, r'"name"\s*:\s*"((?:[^"\\]|\\.){1,1000})"')
    parts: tuple[tuple[str, Scope], ...] = (("packages", "runtime"), ("packages-dev", "development"))
    for part, scope in parts:
        rows = data.get(part)
        for one in (rows if isinstance(rows, list) else [])[:MOST]:
            if not isinstance(one, dict) or not isinstance(one.get("name"), str):
                continue
            licence = one.get("license")
            raw = _one_of(map(str, licence)) if isinstance(licence, list) else str(licence or "")
            name, version = one["name"], str(one.get("version", ""))
            yield _Stated(name, version, raw, line_of(name) or line_of(name.replace("/", "\\/")), scope)


_READERS: Mapping[str, _Read] = {
    "package-lock.json": _npm,
    "npm-shrinkwrap.json": _npm,
    "composer.lock": _composer,
}
