"""What manifests say of a project: name, summary, licence, authors.

A manifest is data: it is parsed, never run; `setup.py` is searched for literal values. One reader a format, each
from the text of the file to `Manifest`; what cannot be parsed says nothing. Formats that are searched rather than
parsed stand in `formats`.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communkit.documents import DocumentRefused, read_text
from communkit.repository import formats
from communkit.repository.facts import Fact, Seen, Sure, clean
from communkit.repository.readme import shortened
from communkit.repository.tree import Tree, as_text

LARGEST = 1_000_000
_LONGEST = 400  # characters of a value

Said = Mapping[str, str] | str
"""A text, or the same text by language tag."""


@dataclass(frozen=True, slots=True)
class LicenceField:
    """A licence as a manifest gives it: the field, what stands there (`raw`), and what that is meant to name."""

    field: str
    raw: str
    value: str
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """One manifest. `licences` are as written there, each a statement of its own; holders are stated as such,
    authors only wrote. `urls` are where the project says it lives. `scaffold` says that it looks as a generator left
    it."""

    path: str
    name: Fact[str] | None = None
    summary: Fact[Said] | None = None
    licences: tuple[LicenceField, ...] = ()
    holders: tuple[Fact[str], ...] = ()
    authors: tuple[Fact[str], ...] = ()
    urls: tuple[Fact[str], ...] = ()
    scaffold: bool = False


@dataclass
class Draft:
    """A manifest being read: `add` looks for the line on which a value stands."""

    path: str
    text: str
    found: dict[str, list[Fact[Any]]] = field(default_factory=dict)
    licences: list[LicenceField] = field(default_factory=list)
    scaffold: bool = False

    def licence(self, field: str, raw: object, key: str = "", value: str | None = None, sure: Sure = Sure.HIGH) -> None:
        """Keep a licence as it stands in `field`; `value` is what it is meant to name where that differs."""
        if isinstance(raw, str) and (raw := clean(raw)) and len(raw) <= _LONGEST:
            seen = Seen(self.path, self.line(key or field, raw), "manifest", sure)
            self.licences.append(LicenceField(field, raw, value or raw, (seen,)))

    def licence_at(self, field: str, raw: str, at: int, value: str | None = None) -> None:
        """The same where the place in the text is known."""
        raw = clean(raw)
        if raw and len(raw) <= _LONGEST:
            seen = Seen(self.path, self.text.count("\n", 0, at) + 1, "manifest", Sure.HIGH)
            self.licences.append(LicenceField(field, raw, value or raw, (seen,)))

    def add(self, what: str, value: object, key: str = "", sure: Sure = Sure.HIGH) -> None:
        """Keep a text, or a summary by language; anything else that stands there says nothing."""
        if isinstance(value, str):
            value = shortened(clean(value)) if what == "summary" else clean(value)
        elif not (isinstance(value, dict) and what == "summary"):
            return
        if value and len(value) <= _LONGEST:
            shown = value if isinstance(value, str) else next(iter(value.values()))
            seen = Seen(self.path, self.line(key, shown), "manifest", sure)
            self.found.setdefault(what, []).append(Fact(value, (seen,)))

    def line(self, key: str, value: str) -> int | None:
        """The first line that has the key and the value's beginning, else the key alone."""
        start = json.dumps(value[:40], ensure_ascii=False)[1:-1] if value else ""
        wanted = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])", re.IGNORECASE) if key else None
        fallback = None
        for number, line in enumerate(self.text.splitlines(), 1):
            if wanted is None or wanted.search(line):
                if start and start.casefold() in line.casefold():
                    return number
                fallback = fallback or (number if wanted else None)
        if fallback is None and start:
            fallback = next((n for n, line in enumerate(self.text.splitlines(), 1) if start in line), None)
        return fallback

    def manifest(self) -> Manifest:
        def one(what: str) -> Fact[Any] | None:
            return next(iter(self.found.get(what, ())), None)

        def many(what: str) -> tuple[Fact[Any], ...]:
            return tuple(self.found.get(what, ()))

        return Manifest(
            self.path,
            one("name"),
            one("summary"),
            tuple(dict.fromkeys(self.licences)),
            many("holder"),
            many("author"),
            many("url"),
            self.scaffold,
        )


def person(value: object) -> str:
    """The name of "Name <address> (page)" or of {name: …}; "" for an address alone."""
    if isinstance(value, dict):
        named = value.get("name") or " ".join(
            str(value[part]) for part in ("given-names", "givenName", "family-names", "familyName") if value.get(part)
        )
        value = named
    if not isinstance(value, str):
        return ""
    name = re.sub(r"<[^>]*>|\([^)]*\)|\S+@\S+", " ", value)
    return clean(name).strip(" ,;")


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _authors(draft: Draft, values: Iterable[object], key: str) -> None:
    for value in list(values)[:20]:
        draft.add("author", person(value), key, Sure.MEDIUM)


def _repository_url(value: object) -> object:
    return value.get("url") if isinstance(value, dict) else value


def _node(draft: Draft, data: dict[str, Any]) -> None:
    name = data.get("name")
    if isinstance(name, str):
        draft.add("name", name.rpartition("/")[2] if name.startswith("@") else name, "name")
    draft.add("summary", data.get("description"), "description")
    licences = [*_listed(data.get("license")), *_listed(data.get("licenses"))]
    for licence in licences[:10]:
        draft.licence("license", licence.get("type") if isinstance(licence, dict) else licence)
    if licences == ["ISC"]:  # what `npm init` writes for whoever presses Enter
        scripts = data.get("scripts")
        tested = scripts.get("test") if isinstance(scripts, dict) else None
        described = str(data.get("description") or "")
        draft.scaffold = not data.get("author") or not described or described.startswith("> TODO")
        draft.scaffold = draft.scaffold or "no test specified" in str(tested)
    _authors(draft, [*_listed(data.get("author")), *_listed(data.get("contributors"))], "author")
    for key in ("homepage", "repository"):
        draft.add("url", _repository_url(data.get(key)), key)


_SKELETONS = frozenset({"laravel/laravel", "symfony/skeleton", "drupal/recommended-project", "sylius/sylius-standard"})


def _composer(draft: Draft, data: dict[str, Any]) -> None:
    name = data.get("name")
    if isinstance(name, str):
        draft.add("name", name.rpartition("/")[2], "name")
    draft.add("summary", data.get("description"), "description")
    licences = [one for one in _listed(data.get("license")) if isinstance(one, str)]
    raw = licences[0] if len(licences) == 1 else " OR ".join(licences)
    draft.licence("license", raw)
    skeleton = str(name) in _SKELETONS or (raw == "proprietary" and not name)
    draft.scaffold = skeleton or (raw == "proprietary" and "symfony/flex" in json.dumps(data.get("require") or {}))
    _authors(draft, _listed(data.get("authors")), "name")
    draft.add("url", data.get("homepage"), "homepage")


def _datapackage(draft: Draft, data: dict[str, Any]) -> None:
    draft.add("name", data.get("title") or data.get("name"), "title" if data.get("title") else "name")
    draft.add("summary", data.get("description"), "description")
    for licence in _listed(data.get("licenses"))[:10]:
        if isinstance(licence, dict):
            draft.licence("licenses", licence.get("name") or licence.get("title"), "name")
    _authors(draft, _listed(data.get("contributors")), "title")
    draft.add("url", data.get("homepage"), "homepage")


def _codemeta(draft: Draft, data: dict[str, Any]) -> None:
    draft.add("name", data.get("name"), "name")
    draft.add("summary", data.get("description"), "description")
    for licence in _listed(data.get("license"))[:10]:
        named = licence.get("name") or licence.get("url") if isinstance(licence, dict) else licence
        value = re.sub(r"^https?://spdx\.org/licenses/(.+?)(?:\.html)?$", r"\1", str(named))
        draft.licence("license", str(named), value=value)
    for holder in _listed(data.get("copyrightHolder")):
        draft.add("holder", person(holder), "copyrightHolder")
    _authors(draft, _listed(data.get("author")), "author")
    draft.add("url", data.get("codeRepository"), "codeRepository")


def _python(draft: Draft, data: dict[str, Any]) -> None:
    tool = data.get("tool") if isinstance(data.get("tool"), dict) else {}
    poetry = tool.get("poetry") if isinstance(tool, dict) else None
    project = data.get("project") if isinstance(data.get("project"), dict) else poetry
    if not isinstance(project, dict):
        return
    draft.add("name", project.get("name"), "name")
    draft.add("summary", project.get("description"), "description")
    licence = project.get("license")
    raw = licence.get("text") if isinstance(licence, dict) else licence
    if isinstance(raw, str) and len(raw) > 200:  # the whole text, put into the field
        raw = raw.strip().splitlines()[0]
    draft.licence("license", raw)
    _classified(draft, _listed(project.get("classifiers")))
    _authors(draft, _listed(project.get("authors")), "authors")
    urls = project.get("urls")
    for url in (list(urls.values()) if isinstance(urls, dict) else [])[:6]:
        draft.add("url", url)


def _classified(draft: Draft, classifiers: Iterable[object]) -> None:
    """The licence among trove classifiers."""
    for one in classifiers:
        name = str(one).rpartition("::")[2].strip()
        if str(one).startswith("License ::") and name not in (
            "OSI Approved",
            "DFSG approved",
            "Other/Proprietary License",
            "",
        ):
            value = re.sub(r"^.*\(([\w.+-]+)\)$", r"\1", name)
            seen = (Seen(draft.path, draft.line("License ::", name), "manifest", Sure.MEDIUM),)
            draft.licences.append(LicenceField("classifiers", str(one).strip(), value, seen))


def _rust(draft: Draft, data: dict[str, Any]) -> None:
    package = data.get("package")
    if not isinstance(package, dict):
        workspace = data.get("workspace")
        package = workspace.get("package") if isinstance(workspace, dict) else None
    if isinstance(package, dict):
        draft.add("name", package.get("name"), "name")
        draft.add("summary", package.get("description"), "description")
        draft.licence("license", package.get("license"))
        _authors(draft, _listed(package.get("authors")), "authors")
        draft.add("url", package.get("homepage"), "homepage")


def _publiccode(draft: Draft, data: dict[str, Any]) -> None:
    draft.add("name", data.get("name"), "name")
    described = data.get("description")
    summaries = {
        tag: shortened(clean(text))
        for tag, about in (described.items() if isinstance(described, dict) else ())
        if isinstance(about, dict) and isinstance(text := about.get("shortDescription"), str) and clean(text)
        if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag)
    }
    draft.add("summary", next(iter(summaries.values())) if len(summaries) == 1 else summaries, "shortDescription")
    legal = data.get("legal")
    if isinstance(legal, dict):
        draft.licence("legal.license", legal.get("license"), "license")
        draft.add("holder", person(legal.get("mainCopyrightOwner")), "mainCopyrightOwner")
        draft.add("holder", person(legal.get("repoOwner")), "repoOwner", Sure.MEDIUM)
    organisation = data.get("organisation")
    if isinstance(organisation, dict):
        draft.add("holder", person(organisation.get("name")), "organisation", Sure.MEDIUM)
    draft.add("url", data.get("url"), "url")
    draft.add("url", data.get("landingURL"), "landingURL")


def _citation(draft: Draft, data: dict[str, Any]) -> None:
    draft.add("name", data.get("title"), "title")
    draft.add("summary", data.get("abstract"), "abstract")
    draft.licence("license", " OR ".join(str(one) for one in _listed(data.get("license"))))
    _authors(draft, _listed(data.get("authors")), "authors")
    draft.add("url", data.get("repository-code"), "repository-code")


_SETUP = re.compile(
    r"""(?<![\w.])(name|description|license|author|url)\s*=\s*[ub]?(?P<quote>["'])(?P<value>(?:\\.|(?!(?P=quote))[^\\\n])*)(?P=quote)"""
)
_TROVE = re.compile(r"""["'](License :: [^"'\n]{1,200})["']""")
_LICENCE_COMPUTED = re.compile(r"""(?<![\w.])license\s*=\s*([A-Za-z_][\w.\[\]"'()]{0,80})\s*[,)\n]""")
_LINES = {"name": "name", "description": "summary", "license": "licence", "author": "author", "url": "url"}


def _setup_py(draft: Draft) -> None:
    """The literal keyword arguments of setup(); a program is not run to learn its name."""
    start = max(draft.text.find("setup("), 0)
    for found in _SETUP.finditer(draft.text, start):
        if found[1] == "license":
            if not draft.licences:
                draft.licence_at("license", found["value"], found.start("value"))
        elif _LINES[found[1]] not in draft.found:
            value = person(found["value"]) if found[1] == "author" else found["value"]
            draft.add(_LINES[found[1]], value, found[1], Sure.MEDIUM if found[1] == "author" else Sure.HIGH)
    computed = _LICENCE_COMPUTED.search(draft.text, start)
    if not draft.licences and computed is not None and computed[1] not in ("None",):
        draft.licence_at("license", computed[1], computed.start(1))
    _classified(draft, _TROVE.findall(draft.text))


def _key_values(draft: Draft) -> None:
    """setup.cfg and DESCRIPTION of R: `key = value` or `Key: value`, the first of each."""
    names = {**_LINES, "summary": "summary", "package": "name", "title": "summary", "home-page": "url"}
    for found in re.finditer(r"^([A-Za-z-]+)[ \t]*[:=][ \t]*(\S[^\n]*)$", draft.text, re.MULTILINE):
        what = names.get(found[1].lower())
        if what == "licence" and not draft.licences and not found[2].startswith(("file:", "attr:")):
            # R adds where the holder stands, and its own spelling of versions
            value = re.sub(r"\s*[+|]\s*file LICEN[CS]E\b", "", found[2])
            value = re.sub(r"^([AL]?GPL)\s*\(>=\s*(\d)(?:\.0)?\)$", r"\1-\2.0-or-later", value)
            value = re.sub(
                r"^([AL]?GPL)-(\d)$", r"\1-\2.0-only" if draft.path.endswith("DESCRIPTION") else r"\1-\2", value
            )
            draft.licence(found[1], found[2], value=value)
        elif what and what != "licence" and what not in draft.found and not found[2].startswith(("file:", "attr:")):
            draft.add(what, person(found[2]) if what == "author" else found[2], found[1])
    _classified(draft, re.findall(r"^\s+(License ::[^\n]{1,200})$", draft.text, re.MULTILINE))


def _json(text: str) -> object:
    return json.loads(text)


def _yaml(text: str) -> object:
    return read_text(text, Path("manifest.yml")).data


_Reader = Callable[[Draft, dict[str, Any]], None]
_PARSED: Mapping[str, tuple[Callable[[str], object], _Reader]] = {
    "publiccode.yml": (_yaml, _publiccode),
    "publiccode.yaml": (_yaml, _publiccode),
    "pyproject.toml": (tomllib.loads, _python),
    "package.json": (_json, _node),
    "bower.json": (_json, _node),
    "composer.json": (_json, _composer),
    "Cargo.toml": (tomllib.loads, _rust),
    "datapackage.json": (_json, _datapackage),
    "codemeta.json": (_json, _codemeta),
    "CITATION.cff": (_yaml, _citation),
}
_SEARCHED: Mapping[str, Callable[[Draft], None]] = {
    "setup.cfg": _key_values,
    "setup.py": _setup_py,
    "DESCRIPTION": _key_values,
}


def is_manifest(path: str) -> bool:
    """Whether a file is a manifest by its name."""
    name = path.rpartition("/")[2]
    return name in _PARSED or name in _SEARCHED or formats.reader(path) is not None


def read_manifest(path: str, text: str) -> Manifest | None:
    """What the manifest at `path` says; None for a name that is none, or a text that does not parse."""
    name = path.rpartition("/")[2]
    draft = Draft(path, text)
    if name in _PARSED:
        parse, understand = _PARSED[name]
        try:
            data = parse(text)
        except (ValueError, RecursionError, DocumentRefused):
            return None
        if isinstance(data, dict):
            understand(draft, data)
    elif name in _SEARCHED:
        _SEARCHED[name](draft)
    elif searched := formats.reader(path):
        for found in searched(text):
            draft.licence_at(found.field, found.raw, found.at, found.value)
    else:
        return None
    return draft.manifest()


def read_manifests(tree: Tree) -> list[Manifest]:
    """The manifests at the root of `tree`, those meant for people first."""
    present = set(tree.paths)
    names = [name for name in (*_PARSED, *_SEARCHED) if name in present]
    found = (read_manifest(name, tree.text(name, LARGEST)) for name in names)
    return [one for one in found if one is not None]


MOST = 1_000
"""Manifests that are read; a repository with more is a registry."""


def read_all(tree: Tree, paths: Sequence[str]) -> list[Manifest]:
    """The manifests among `paths`, the nearest to the root first, at the root those meant for people."""
    order = {name: place for place, name in enumerate((*_PARSED, *_SEARCHED))}

    def rank(path: str) -> tuple[int, int, str]:
        return path.count("/"), order.get(path.rpartition("/")[2], len(order)), path

    names = sorted((path for path in paths if is_manifest(path)), key=rank)[:MOST]
    found = (
        read_manifest(path, as_text(content))
        for path, content in zip(names, tree.contents(names, LARGEST), strict=True)
        if content is not None
    )
    return [one for one in found if one is not None]
