"""A repository at a glance: what a reading comes to for somebody who begins a dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from communkit.repository.country import country
from communkit.repository.facts import Fact, Seen, Sure, clean
from communkit.repository.files import Heap, Kind, Origin, heaps
from communkit.repository.holders import Holder, key_of, project_holders
from communkit.repository.licences import Licences, weigh
from communkit.repository.manifests import Manifest, Said
from communkit.repository.reading import Progress, Reading, read
from communkit.repository.readme import Readme
from communkit.repository.tree import Tree, read_tree


@dataclass(frozen=True, slots=True)
class Glance:
    """What a repository shows. `notes` hold what git refused."""

    root: Path
    repository: Path | None
    files: int
    tracked: bool
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


def look(folder: Path, progress: Progress | None = None) -> Glance:
    """What `folder` shows: a git repository, a part of one, a plain folder, or nothing where it does not exist yet."""
    return glance_at(read_tree(folder), progress)


def glance_at(tree: Tree, progress: Progress | None = None) -> Glance:
    """What the files of `tree` show."""
    return glance_of(read(tree, progress))


def glance_of(reading: Reading) -> Glance:
    """What a reading comes to."""
    tree, readmes = reading.tree, reading.readmes
    manifests = [one for one in reading.manifests if "/" not in one.path]
    name = _name(tree.root, manifests, readmes, reading.remotes)
    licences = weigh(reading)
    urls = [(one.path, url.value) for one in manifests for url in one.urls]
    return Glance(
        root=tree.root,
        repository=tree.repository,
        files=len(tree.paths),
        tracked=tree.tracked,
        origins=reading.origins,
        name=name,
        summary=_summary(manifests, readmes),
        languages=_languages(readmes),
        remotes=reading.remotes,
        country=country([*reading.readme_texts, *urls]),
        licences=licences,
        holders=project_holders(reading, licences),
        authors=_authors(manifests),
        heaps=tuple(heaps(reading.files)),
        manifests=tuple(manifests),
        notes=tree.notes,
    )


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


def _authors(manifests: Sequence[Manifest]) -> tuple[Fact[str], ...]:
    def each() -> Iterator[Fact[str]]:
        for manifest in manifests:
            yield from manifest.authors

    return tuple({key_of(one.value): one for one in reversed([*each()])}.values())[::-1][:10]
