"""A repository at a glance: everything that shows without effort, in one pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from communkit.repository.country import country
from communkit.repository.facts import Fact, Seen, Sure, citable, clean
from communkit.repository.files import File, Heap, Kind, Origin, Sorter, extension, heaps
from communkit.repository.holders import Holder, Notice, gather, key_of, notices_in
from communkit.repository.licences import Licences, read_licences
from communkit.repository.manifests import Manifest, Said, read_manifests
from communkit.repository.readme import Readme, read_readmes
from communkit.repository.remotes import read_remotes
from communkit.repository.statements import Tags, gnu_notice, tags_in
from communkit.repository.tree import Tree, read_tree

HEAD = 8_192
"""Bytes read of each file: in Linux 6.1 they hold all licence tags but one of 62,679."""
MOST_READ = 20_000
"""Files whose beginnings are read; of more, every n-th is."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a repository shows.

    `read` says of how many files the beginning was read, `unread` how many more could have said something; `notes`
    hold what git refused.
    """

    root: Path
    repository: Path | None
    files: int
    tracked: bool
    read: int
    unread: int
    origins: Mapping[Origin, int]
    name: Fact[str]
    summary: Fact[Said] | None
    languages: Fact[tuple[str, ...]] | None
    remotes: tuple[Fact[str], ...]
    country: Fact[str] | None
    licences: Licences
    holders: tuple[Holder, ...]
    authors: tuple[Fact[str], ...]
    heaps: tuple[Heap, ...]
    manifests: tuple[Manifest, ...]
    notes: tuple[str, ...]

    @property
    def holds_something(self) -> bool:
        """Whether there is something to open: more than a README and a licence."""
        return any(one.kind is not Kind.DOCUMENTATION or len(one.paths) > 2 for one in self.heaps)


def look(folder: Path) -> Glance:
    """What `folder` shows: a git repository, a part of one, a plain folder, or nothing where it does not exist yet."""
    return glance_at(read_tree(folder))


def glance_at(tree: Tree) -> Glance:
    """What the files of `tree` show."""
    manifests = read_manifests(tree)
    readmes = read_readmes(tree)
    remotes = read_remotes(tree)
    name = _name(tree.root, manifests, readmes, remotes)
    last = (remotes[0].value.rpartition("/")[2],) if remotes else ()
    sorter = Sorter((name.value, tree.root.name, *last))
    files = [sorter.file(path) for path in tree.paths]
    texts = [(one.path, tree.text(one.path, 100_000)) for one in readmes]
    worth = _worth_reading(files)
    chosen = _sample(worth)
    tags, notices = _heads(tree, chosen)
    licences = read_licences(tree, files, manifests, texts, tags)
    stated = [fact for one in manifests for fact in one.holders]
    urls = [(one.path, url.value) for one in manifests for url in one.urls]
    return Glance(
        root=tree.root,
        repository=tree.repository,
        files=len(tree.paths),
        tracked=tree.tracked,
        read=len(chosen),
        unread=len(worth) - len(chosen),
        origins=Counter(one.origin for one in files),
        name=name,
        summary=_summary(manifests, readmes),
        languages=_languages(readmes),
        remotes=remotes,
        country=country([*texts, *urls]),
        licences=licences,
        holders=_holders(gather(notices, licences.stewards), stated),
        authors=_authors(manifests),
        heaps=tuple(heaps(files)),
        manifests=tuple(manifests),
        notes=tree.notes,
    )


_CLOSED = frozenset(("pdf", "odt", "doc", "docx", "odp", "ppt", "pptx", "json", "ipynb", "po", "pot"))


def _worth_reading(files: Sequence[File]) -> list[File]:
    """The files in which somebody may have written a notice or a tag."""
    return [
        one
        for one in files
        if one.origin in (Origin.OWN, Origin.TEST)
        and (one.legal or (one.kind in (Kind.CODE, Kind.DOCUMENTATION) and extension(one.path) not in _CLOSED))
    ]


def _sample(files: Sequence[File]) -> list[str]:
    """Their paths; of more than `MOST_READ`, the legal texts and every n-th of the others."""
    step = -(-len(files) // MOST_READ)
    legal = [one.path for one in files if one.legal][:200] if step > 1 else []
    return list(dict.fromkeys([*legal, *(one.path for one in files[:: max(step, 1)])]))


_CLUES = (b"opyright", b"OPYRIGHT", "©".encode(), b"(c) ", b"(C) ")


def _heads(tree: Tree, paths: Sequence[str]) -> tuple[Tags, list[tuple[str, Notice]]]:
    counts: Counter[str] = Counter()
    first: dict[str, Seen] = {}
    notices: list[tuple[str, Notice]] = []
    for path in paths:
        if not citable(path):
            continue
        data = tree.head(path, HEAD)
        tagged = next(tags_in(data), None)
        said = tagged or gnu_notice(data)
        if said is not None:
            expression, line = said
            counts[expression] += 1
            seen = Seen(path, line, "spdx-tag" if tagged else "licence-notice", Sure.HIGH if tagged else Sure.MEDIUM)
            first.setdefault(expression, seen)
        if any(clue in data for clue in _CLUES):
            notices += ((path, notice) for notice in notices_in(data.decode("utf-8", "replace")))
    return Tags(counts, first), notices


_LONGEST_NAME = 120
_NO_NAME = re.compile(
    r"(?:root|monorepo|app|application|web|website|site|frontend|front|backend|back|server|client|api|project|workspace|"
    r"my-?app|template|starter|package|main|src|test|demo|undefined|default)\Z",
    re.IGNORECASE,
)


def _name(
    root: Path, manifests: Sequence[Manifest], readmes: Sequence[Readme], remotes: Sequence[Fact[str]]
) -> Fact[str]:
    """What the project is called: for people (publiccode, CITATION), then as README and manifests agree."""
    folder = Fact(clean(root.name) or "commons", (Seen(".", None, "folder-name", Sure.LOW),))
    given = [one.name for one in manifests if one.name and len(one.name.value) <= _LONGEST_NAME]
    names = [one for one in given if not _NO_NAME.match(one.value)]
    for_people = [one for one in names if one.seen[0].path.startswith(("publiccode", "CITATION"))]
    if for_people:
        return for_people[0]
    last = remotes[0].value.rpartition("/")[2] if remotes else ""
    technical = names[0] if names else Fact(last, remotes[0].seen) if last and not _NO_NAME.match(last) else None
    for readme in readmes:
        if readme.title is not None and _is_name(readme.title.value):
            known = [one.value for one in (technical, folder) if one] + ([last] if last else [])
            if any(_alike(readme.title.value, one) for one in known):
                return Fact(re.sub(r"^@[\w.-]+/", "", readme.title.value), readme.title.seen)
    if technical:
        return technical
    titled = next((one.title for one in readmes if one.title and _is_name(one.title.value)), None)
    return titled or folder


def _is_name(title: str) -> bool:
    return len(title) <= 60 and len(title.split()) <= 8


def _alike(one: str, other: str) -> bool:
    """Whether a title is a technical name in good spelling: "Mon-entreprise.fr" and "mon-entreprise"."""
    first, second = (re.sub(r"[^a-z0-9]", "", key_of(text)) for text in (one, other))
    if not first or len(second) < 4:
        return bool(first) and first == second
    return first in second or (second in first and len(first) <= 2 * len(second) + 4)


def _summary(manifests: Sequence[Manifest], readmes: Sequence[Readme]) -> Fact[Said] | None:
    """A manifest's description where it is a sentence; else the README's first paragraph; else the shorter one."""
    described = [one.summary for one in manifests if one.summary]
    for one in described:
        if isinstance(one.value, Mapping) or len(one.value.split()) >= 3:
            return one
    paragraph = next((one.summary for one in readmes if one.summary), None)
    if paragraph is not None:
        return Fact(paragraph.value, paragraph.seen)
    return described[0] if described else None


def _languages(readmes: Sequence[Readme]) -> Fact[tuple[str, ...]] | None:
    known = [one for one in readmes if one.language]
    if not known:
        return None
    seen = tuple(Seen(one.path, None, "readme", Sure.MEDIUM) for one in known)
    return Fact(tuple(dict.fromkeys(one.language for one in known)), seen)


def _holders(noticed: Sequence[Holder], stated: Sequence[Fact[str]]) -> tuple[Holder, ...]:
    """Those whom notices name, and those whom a manifest states; one entry a name."""
    found = {key_of(one.name): one for one in noticed}
    first: dict[str, Holder] = {}
    for fact in stated:
        key = key_of(fact.value)
        before = first.get(key) or found.get(key)
        seen = (*fact.seen, *(before.seen if before else ()))[:3]
        first[key] = Holder(fact.value, before.files if before else 1, seen, True, before.group if before else False)
    return (*first.values(), *(one for key, one in found.items() if key not in first))


def _authors(manifests: Sequence[Manifest]) -> tuple[Fact[str], ...]:
    def each() -> Iterator[Fact[str]]:
        for manifest in manifests:
            yield from manifest.authors

    return tuple({key_of(one.value): one for one in reversed([*each()])}.values())[::-1][:10]
