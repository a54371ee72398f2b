"""One pass over a repository: every file looked at once, what each says kept, for all who ask afterwards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from communkit.repository.facts import Fact, Seen, Sure
from communkit.repository.files import File, Kind, Origin, Sorter, extension
from communkit.repository.manifests import Manifest, read_all
from communkit.repository.names import ARCHIVES
from communkit.repository.pool import Scan
from communkit.repository.readme import Readme, read_readmes
from communkit.repository.remotes import read_remotes
from communkit.repository.reuse import Annotations, read_annotations, sidecars
from communkit.repository.scan import Says, joined
from communkit.repository.texts import LicenceFile, read_licence_files
from communkit.repository.tree import WHOLE, NotRead, Tree

Progress = Callable[[int, int], None]


class OfFile(NamedTuple):
    """The licence of one file: its expression, where that is said, how, and how surely."""

    expression: str
    path: str
    line: int | None
    method: str
    sure: Sure

    @property
    def seen(self) -> Seen:
        """The place, as facts give it."""
        return Seen(self.path, self.line, self.method, self.sure)


_MANIFESTS = frozenset({"package.json", "composer.json", "publiccode.yml", "publiccode.yaml"})


@dataclass
class Reading:
    """What was read of a tree. `says` holds only the files that say something."""

    tree: Tree
    files: tuple[File, ...]
    says: Mapping[str, Says]
    not_read: tuple[NotRead, ...]
    manifests: tuple[Manifest, ...]
    readmes: tuple[Readme, ...]
    readme_texts: tuple[tuple[str, str], ...]
    remotes: tuple[Fact[str], ...]
    texts: tuple[LicenceFile, ...]
    annotations: Annotations

    @cached_property
    def by_path(self) -> Mapping[str, File]:
        """Each file by its path."""
        return {one.path: one for one in self.files}

    @cached_property
    def sidecars(self) -> Mapping[str, str]:
        """Files with a `.license` beside them, and its path."""
        return sidecars(self.tree.paths)

    @cached_property
    def of_files(self) -> Mapping[str, OfFile]:
        """The licence of each file that has one said of it: by tag, by a file beside it, by REUSE.toml, by header."""
        found: dict[str, OfFile] = {}
        for path, says in self.says.items():
            if says.expression is not None and not (says.method == "licence-header" and _OF_OTHERS.search(path)):
                sure = Sure.HIGH if says.method == "spdx-tag" else Sure.MEDIUM
                found[path] = OfFile(says.expression, path, says.line, says.method, sure)
        for path, beside in self.sidecars.items():
            told = self.says.get(beside)
            if told is not None and told.expression is not None:
                found[path] = OfFile(told.expression, beside, told.line, "spdx-tag", Sure.HIGH)
        if self.annotations:
            for one in self.files:
                said = self._annotated(one.path, found.get(one.path))
                if said is not None:
                    found[one.path] = said
        return found

    def _annotated(self, path: str, own: OfFile | None) -> OfFile | None:
        entries = self.annotations.of(path)
        for entry in entries:
            expression = joined(list(entry.licences))
            if expression is None:
                continue
            if entry.precedence == "override" or own is None or own.method == "licence-header":
                return OfFile(expression, entry.seen.path, entry.seen.line, entry.seen.method, Sure.HIGH)
            if entry.precedence == "aggregate":
                both = joined([own.expression, expression]) or own.expression
                return OfFile(both, own.path, own.line, own.method, own.sure)
        return own

    @cached_property
    def aside(self) -> frozenset[str]:
        """The files that are read as what they are, not for a header: READMEs and manifests."""
        return frozenset(
            path
            for path in self.says
            if (name := path[path.rfind("/") + 1 :].lower()).startswith(("readme", "lisez")) or name in _MANIFESTS
        )

    @cached_property
    def origins(self) -> Mapping[Origin, int]:
        """How many files there are of each origin."""
        return Counter(one.origin for one in self.files)


_OF_OTHERS = re.compile(
    r"(?:^|/)REUSE\.toml\Z|^\.reuse/dep5\Z"
    r"|(?:^|/)commons/(?:project|need|charter|assets|community|governance|costs|continuity)\.yaml\Z"
)
"""Files that name the licences of others, a dossier's among them: what they name is not their own."""


def read(tree: Tree, progress: Progress | None = None) -> Reading:
    """Read `tree`, whole. `progress` is told how many files are done, of how many."""
    remotes = read_remotes(tree)
    root_manifests = [one.name.value for one in read_all(tree, [p for p in tree.paths if "/" not in p]) if one.name]
    last = [remotes[0].value.rpartition("/")[2]] if remotes else []
    sorter = Sorter((*root_manifests[:1], tree.root.name, *last))
    wanted = [path for path in tree.paths if extension(path) not in ARCHIVES]
    scan = Scan(tree, wanted, progress)
    try:
        return _read(tree, scan, sorter, wanted, remotes, progress)
    finally:
        scan.close()


def _read(
    tree: Tree,
    scan: Scan,
    sorter: Sorter,
    wanted: Sequence[str],
    remotes: tuple[Fact[str], ...],
    progress: Progress | None,
) -> Reading:
    files = [sorter.file(path) for path in tree.paths]  # while others read, like what follows
    not_read = [NotRead(path, "archive") for path in tree.paths if extension(path) in ARCHIVES]
    own = [one.path for one in files if one.origin is Origin.OWN]
    manifests = tuple(read_all(tree, own))
    texts = tuple(read_licence_files(tree, files))
    readmes = tuple(read_readmes(tree))
    annotations = read_annotations(tree)
    says: dict[str, Says] = {}
    for number, told in scan.told():
        path = wanted[number]
        if told is None:
            not_read.append(NotRead(path, _why(tree, path)))
        elif told.pointer:
            not_read.append(NotRead(path, "stored-elsewhere"))
        elif told.binary:
            continue
        else:
            says[path] = told
    if progress is not None:
        progress(len(wanted), len(wanted))
    return Reading(
        tree,
        tuple(_by_content(one, says.get(one.path)) for one in files),
        says,
        tuple(sorted({*tree.unread, *not_read})),
        manifests,
        readmes,
        tuple((one.path, tree.text(one.path, 100_000)) for one in readmes),
        remotes,
        texts,
        annotations,
    )


def _why(tree: Tree, path: str) -> str:
    """Why a file could not be read."""
    if not tree.on_disk:
        return "beyond" if tree.size(path) > WHOLE else "missing"
    if not tree.is_inside(path.rpartition("/")[0]):
        return "link"
    at = tree.root / path
    try:
        if at.is_symlink():
            return "link"
        if not at.exists():
            return "missing"
        return "unreadable" if at.is_file() else "special"
    except (OSError, ValueError):
        return "unreadable"


def _by_content(one: File, said: Says | None) -> File:
    """A file with its origin as its own words have it: a generator that signs."""
    if said is not None and said.generated and one.origin is Origin.OWN and one.kind is Kind.CODE:
        return replace(one, origin=Origin.GENERATED)
    return one
