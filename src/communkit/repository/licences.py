"""Everything that a repository says of licences, weighed: outbound, parts, what is others', what contradicts what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communkit.licences.expressions import strict
from communkit.repository.contradictions import (
    Contradiction,
    ManifestLicence,
    between_places,
    in_modules,
    module_choice,
)
from communkit.repository.facts import Fact, Seen, Sure, citable
from communkit.repository.files import File, Kind, Origin, extension
from communkit.repository.foreign import Foreign, foreign_files, foreign_folders, modules
from communkit.repository.manifest_licences import licence_fields, manifest_licences
from communkit.repository.outbound import Census, Outbound, Part, Placed, Sources, decide
from communkit.repository.parts import SETTINGS, own_parts
from communkit.repository.reading import OfFile, Reading
from communkit.repository.statements import Statement, in_readme, parsed
from communkit.repository.texts import LicenceFile

_MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A licence found in the tree: whose it is, of what kind of thing, in how many files, and where first.

    `match` of a place, where its text was compared, stands in `Licences.files`.
    """

    expression: str
    origin: Origin
    kind: Kind | None
    files: int
    evidence: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Licences:
    """What a repository says of its licences.

    `outbound` is that of the whole, or of its code; `parts` what is the project's own under another; `found` every
    licence of the tree by whose it is. `stewards` wrote the licences and hold nothing here.
    """

    weighed: Outbound
    main: Kind
    parts: tuple[Part, ...]
    found: tuple[Found, ...]
    files: tuple[LicenceFile, ...]
    manifests: tuple[ManifestLicence, ...]
    contradictions: tuple[Contradiction, ...]
    readme: tuple[Statement, ...]
    foreign: Foreign
    stewards: frozenset[str]
    by_module: Mapping[str, tuple[str, Seen]] = field(default_factory=dict)

    @property
    def outbound(self) -> Fact[str] | None:
        """The outbound licence and its places; None without any."""
        if self.weighed.expression is None:
            return None
        return Fact(self.weighed.expression, self.weighed.evidence)

    @property
    def undecided(self) -> bool:
        """Whether the outbound licence says neither this version only nor later ones too."""
        return self.weighed.expression is not None and bool(parsed(self.weighed.expression).undecided)

    @property
    def by_kind(self) -> Mapping[Kind, Fact[str]]:
        """What is said of one kind of thing apart."""
        found: dict[Kind, Fact[str]] = {}
        for one in self.parts:
            if one.kind is not None:
                found.setdefault(one.kind, Fact(one.expression, one.evidence))
        return found

    @property
    def contradicting(self) -> tuple[Statement, ...]:
        """The statements that cannot be read as the outbound licence, scaffolds included."""
        told = [
            Statement(one.says[1], one.second) for one in self.contradictions if one.what not in ("later", "header")
        ]
        left = [
            Statement(one.expression, one.seen) for one in self.manifests if one.status == "scaffold" and one.expression
        ]
        return tuple({one.seen.place: one for one in (*told, *left)}.values())

    @property
    def elsewhere(self) -> tuple[Statement, ...]:
        """Licence texts deeper in the tree that are no part of the outbound licence."""
        used = {seen.path for seen in self.weighed.evidence}
        return tuple(
            Statement(one.expression, one.seen, one.about)
            for one in self.files
            if one.expression and one.origin is Origin.OWN and "/" in one.path and one.path not in used
            if not re.match(r"licen[sc]es?/[^/]+\Z", one.path, re.IGNORECASE)
        )

    @property
    def unrecognised(self) -> tuple[Seen, ...]:
        """The licence files of the root whose text no licence has."""
        return tuple(
            one.seen for one in self.files if one.expression is None and one.match == "unknown" and _is_root(one.path)
        )


def _is_root(path: str) -> bool:
    return "/" not in path or (path.count("/") == 1 and bool(re.match(r"licen[sc]es?/", path, re.IGNORECASE)))


def weigh(reading: Reading) -> Licences:
    """Every statement of `reading`, weighed."""
    main = main_kind(reading.files)
    known = modules(reading)
    spoken = _Spoken(reading)
    readme = tuple(one for path, text in reading.readme_texts for one in in_readme(path, text))
    texts = [one for one in reading.texts if one.origin is Origin.OWN]
    first = decide(_sources(reading, texts, readme, main, Foreign(), known, spoken))
    if first.expression is None and main is not Kind.CODE:
        main = Kind.CODE  # nothing speaks of the documents; what speaks of the code is all there is
        first = decide(_sources(reading, texts, readme, main, Foreign(), known, spoken))
    expected = _by_module(reading, texts, known)
    resting = frozenset(one.path for one in first.evidence)
    folders, alone = foreign_folders(texts, first.expression, known, resting)
    values = {module: value for module, (value, _) in expected.items()} | (
        {"": first.expression} if first.expression else {}
    )
    foreign = Foreign(folders, foreign_files(reading, folders, values, known, reading.manifests), alone)
    outbound = decide(_sources(reading, texts, readme, main, foreign, known, spoken))
    manifests = tuple(manifest_licences(reading, outbound, expected, known, foreign, main))
    kept = [one for one in texts if not foreign.covers(one.path)]
    root = [one for one in kept if not one.folder]
    contradictions = [
        *between_places(outbound, root, manifests, readme, main),
        *in_modules(reading, expected, outbound, foreign, known),
        *module_choice(reading, kept, known, foreign),
    ]
    return Licences(
        outbound,
        main,
        tuple(own_parts(reading, outbound, kept, readme, expected, foreign, known, main)),
        tuple(_found(reading, foreign)),
        tuple(_with_origin(reading.texts, foreign)),
        manifests,
        tuple(contradictions),
        readme,
        foreign,
        frozenset(_stewards(reading.texts, [outbound.expression] if outbound.expression else [])),
        expected,
    )


# What the project is made of

_PAGES = frozenset({"html", "htm", "xhtml", "css", "svg"})


def main_kind(files: Iterable[File]) -> Kind:
    """The kind of thing that a repository is about: code, unless there is next to none."""
    counts: dict[Kind, int] = dict.fromkeys(Kind, 0)
    programs = fonts = 0
    built = False
    for one in files:
        kind = one.kind
        if one.origin is not Origin.OWN or kind is None:
            continue
        counts[kind] += 1
        if kind is Kind.CODE:
            built = built or one.path in _BUILT
            programs += extension(one.path) not in _NO_PROGRAMS
        elif one.content_type == "font":
            fonts += 1
    if counts[Kind.HARDWARE] and programs < 3 * counts[Kind.HARDWARE]:
        return Kind.HARDWARE
    if fonts > programs:
        return Kind.CONTENT
    pages = counts[Kind.DOCUMENTATION]
    written = pages >= 20 and pages > 12 * programs  # a site of many pages, and the few lines that build it
    if (built and not written) or (programs >= 3 and 2 * programs >= counts[Kind.DOCUMENTATION]):
        return Kind.CODE
    if counts[Kind.DATABASE] > counts[Kind.DOCUMENTATION]:
        return Kind.DATABASE
    if counts[Kind.DOCUMENTATION] or counts[Kind.CODE]:
        return (
            Kind.DOCUMENTATION if counts[Kind.CODE] - programs + counts[Kind.DOCUMENTATION] >= programs else Kind.CODE
        )
    return Kind.CODE


_BUILT = frozenset(
    [
        "package.json",
        "pyproject.toml",
        "setup.py",
        "Cargo.toml",
        "composer.json",
        "pom.xml",
        "go.mod",
        "Gemfile",
        "build.gradle",
        "mix.exs",
    ]
)
"""Where one of these stands at the root, a program is made."""
_NO_PROGRAMS = SETTINGS | _PAGES


# Sources


def _sources(
    reading: Reading,
    texts: Sequence[LicenceFile],
    readme: Sequence[Statement],
    main: Kind,
    foreign: Foreign,
    known: frozenset[str],
    spoken: _Spoken,
) -> Sources:
    kept = [one for one in texts if not foreign.covers(one.path)]
    root = [one for one in kept if not one.folder and one.about in (None, main)]
    root = root or [one for one in kept if not one.folder and one.about is Kind.CODE]
    beside = [statement for one in root for statement in one.said] or [
        statement for one in kept if not one.folder for statement in one.said
    ]
    if any(one.about is main for one in beside):  # sentences beside a text that is another part's
        root = [one for one in root if one.about is main or not one.said]
    readme = [*beside, *readme]
    in_docs = [one for one in kept if re.match(r"docs?/[^/]+\Z", one.path, re.IGNORECASE)]
    stated = [one for one in reading.manifests if not one.scaffold or len(reading.manifests) == 1]
    tags, headers = _censuses(spoken.of(main), foreign)
    whole = [*licence_fields(m for m in stated if "/" not in m.path)]
    return Sources(
        root,
        [one for one in whole if one.about in (None, main)],
        [Statement(o.expression, o.seen, None if o.about is main else o.about, o.vague) for o in readme],
        tags,
        headers,
        [one for one in kept if one.in_collection and one.folder.count("/") == 0],
        in_docs,
        [one for one in kept if one.folder in known or (one.folder.count("/") == 0 and _is_of_package(one, reading))],
        [*licence_fields(m for m in stated if "/" in m.path)],
        sum(one.kind is main and one.origin is Origin.OWN for one in reading.files),
    )


class _Spoken:
    """The project's own files of a kind that say something of their licence, gathered once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[Kind, list[tuple[str, OfFile]]] = {}

    def of(self, kind: Kind) -> list[tuple[str, OfFile]]:
        """Those of `kind`, each with its path."""
        if kind not in self._known:
            files, aside, own = self._reading.by_path, self._reading.aside, Origin.OWN
            self._known[kind] = [
                (path, said)
                for path, said in self._reading.of_files.items()
                if (one := files[path]).kind is kind and one.origin is own and path not in aside and citable(path)
            ]
        return self._known[kind]


def _censuses(spoken: Iterable[tuple[str, OfFile]], foreign: Foreign) -> tuple[Census, Census]:
    """What files say by tag, and by header; settings only where nothing else speaks."""
    tags, headers, settings = Census(), Census(), Census()
    some = bool(foreign.files or foreign.folders or foreign.texts)
    for path, said in spoken:
        if some and foreign.covers(path):
            continue
        if said.method.startswith("licence-"):
            headers.add(said.expression, said)
        else:
            hidden = path[0] == "." or path[path.rfind(".") + 1 :] in SETTINGS
            (settings if hidden else tags).add(said.expression, said)
    return tags if tags.counts else settings, headers


def _is_of_package(text: LicenceFile, reading: Reading) -> bool:
    """Whether a licence file stands in the one folder that holds the project's code, as some packages keep it."""
    folder = f"{text.folder}/"
    code = [one.path for one in reading.files if one.kind is Kind.CODE and one.origin is Origin.OWN]
    return bool(text.folder) and sum(path.startswith(folder) for path in code) * 2 > len(code)


def _by_module(reading: Reading, texts: Sequence[LicenceFile], known: frozenset[str]) -> dict[str, tuple[str, Seen]]:
    """The licence that each module states of itself: in its own file, else in its manifest."""
    found: dict[str, tuple[str, Seen]] = {}
    for one in texts:
        if one.folder in known and one.expression and not one.in_collection:
            found.setdefault(one.folder, (one.expression, one.seen))
    for manifest in reading.manifests:
        folder = manifest.path.rpartition("/")[0]
        statements = list(licence_fields([manifest])) if folder and not manifest.scaffold else []
        if statements:  # a manifest that lists several offers them
            names = list(dict.fromkeys(one.expression for one in statements))
            both = names[0] if len(names) == 1 else strict(" OR ".join(f"({one})" for one in names)).text
            found.setdefault(folder, (both, statements[0].seen))
    return found


# Everything that was found


def _with_origin(texts: Iterable[LicenceFile], foreign: Foreign) -> Iterator[LicenceFile]:
    from dataclasses import replace

    for one in texts:
        yield replace(one, origin=Origin.THIRD_PARTY) if one.origin is Origin.OWN and foreign.covers(one.path) else one


def _found(reading: Reading, foreign: Foreign) -> Iterator[Found]:
    """Every licence of the tree, by expression, whose it is, and kind."""
    counts: dict[tuple[str, Origin, Kind | None], int] = {}
    places: dict[tuple[str, Origin, Kind | None], list[Seen]] = {}

    def add(expression: str, one: File, said: Placed) -> None:
        origin = Origin.THIRD_PARTY if one.origin is Origin.OWN and foreign.covers(one.path) else one.origin
        key = (expression, origin, one.kind)
        counts[key] = counts.get(key, 0) + 1
        some = places.setdefault(key, [])
        if len(some) < _MOST_PLACES and citable((seen := said.seen).path):
            some.append(seen)

    by_text = {one.path: one for one in reading.texts}
    for path, text in by_text.items():
        if text.expression is not None:
            add(text.expression, reading.by_path[path], text)
    for path, said in _sorted(reading.of_files):
        if path not in by_text and path not in reading.aside:
            add(said.expression, reading.by_path[path], said)
    order = list(Origin)
    for key in sorted(counts, key=lambda one: (order.index(one[1]), -counts[one], one[0], str(one[2]))):
        expression, origin, kind = key
        yield Found(expression, origin, kind, counts[key], tuple(places[key]))


def _sorted(of_files: Mapping[str, OfFile]) -> list[tuple[str, OfFile]]:
    return sorted(of_files.items(), key=lambda one: (one[0].count("/"), one[0]))


def _stewards(texts: Iterable[LicenceFile], others: Iterable[str]) -> Iterator[str]:
    """Who wrote the licences that are found here."""
    from communkit.licences.records import record

    expressions = {one.expression for one in texts if one.expression} | set(others)
    terms = {term for one in expressions for term in parsed(one).terms}
    for identifier in sorted({reading for term in terms for reading in term.readings}):
        known = record(identifier)
        if known is not None:
            yield known.steward


__all__ = ["Contradiction", "Found", "Licences", "ManifestLicence", "Outbound", "Part", "Sure", "main_kind", "weigh"]
