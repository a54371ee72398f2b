"""What is somebody else's in a project's own folders: told by a licence and names that are not the project's.

Nothing here becomes the project's licence or holder: a style sheet's header, a theme's LICENSE, a font's OFL.txt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from communkit.licences.compatibility import is_data
from communkit.licences.fitness import fit_expression
from communkit.repository.files import Kind, Origin
from communkit.repository.holders import key_of
from communkit.repository.manifests import Manifest
from communkit.repository.reading import OfFile, Reading
from communkit.repository.statements import agree
from communkit.repository.texts import LicenceFile

_MODULE_FILES = frozenset(
    [
        "pom.xml",
        "build.gradle",
        "build.gradle.kts",
        "package.json",
        "Cargo.toml",
        "pyproject.toml",
        "setup.py",
        "setup.cfg",
        "composer.json",
        "go.mod",
        "__manifest__.py",
        "__openerp__.py",
        "DESCRIPTION",
        "Package.swift",
        "mix.exs",
        "CMakeLists.txt",
        "datapackage.json",
    ]
)
_PARTS = frozenset(
    [
        "doc",
        "docs",
        "documentation",
        "data",
        "datas",
        "donnees",
        "données",
        "content",
        "contents",
        "hardware",
        "firmware",
    ]
)
_OTHERS = re.compile(
    r"(?:^|/)(?:fonts?|polices?|icons?|icones?|vendors?|libs?|themes?|plugins?|assets|static|template|resources?|public)(?:/|$)"
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """Folders and files that are others', with the licence said there.

    `texts` are licence files that came with something (a theme in docs/) and say nothing of what stands beside them.
    """

    folders: Mapping[str, LicenceFile] = field(default_factory=dict)
    files: Mapping[str, OfFile] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()
    _around: dict[str, str | None] = field(default_factory=dict)

    def covers(self, path: str) -> bool:
        """Whether `path` is somebody else's."""
        return path in self.files or path in self.texts or self.folder_of(path) is not None

    def folder_of(self, path: str) -> str | None:
        """The foreign folder that `path` lies in."""
        return self._nearest(path.rpartition("/")[0]) if self.folders else None

    def _nearest(self, folder: str) -> str | None:
        if folder in self.folders:
            return folder
        if folder not in self._around:
            self._around[folder] = self._nearest(folder.rpartition("/")[0]) if folder else None
        return self._around[folder]


def modules(reading: Reading) -> frozenset[str]:
    """The folders below the root that build something of their own."""
    names = {one.path.rpartition("/")[0]: one.name.value for one in reading.manifests if one.name}
    return frozenset(
        folder
        for one in reading.files
        if one.origin is Origin.OWN and one.path.rpartition("/")[2] in _MODULE_FILES and "/" in one.path
        if not is_copy(folder := one.path.rpartition("/")[0], names.get(folder))
    )


def is_copy(folder: str, name: str | None) -> bool:
    """Whether a folder among static files bears the name of the package in it: a library that was copied in."""
    above, _, last = folder.rpartition("/")
    return name is not None and last.lower() == name.lower() and bool(_COPIES.search(f"{above}/"))


_COPIES = re.compile(r"(?:^|/)(?:static|assets|public|libs?|js|javascripts?|resources)/", re.IGNORECASE)


def module_of(path: str, known: frozenset[str]) -> str:
    """The nearest module around `path`, "" for the root."""
    return _module(path.rpartition("/")[0], known) if known else ""


@lru_cache(maxsize=65_536)
def _module(folder: str, known: frozenset[str]) -> str:
    return folder if not folder or folder in known else _module(folder.rpartition("/")[0], known)


def foreign_folders(
    texts: Iterable[LicenceFile], outbound: str | None, known: frozenset[str], resting: frozenset[str]
) -> tuple[dict[str, LicenceFile], frozenset[str]]:
    """The folders whose own licence file makes them somebody else's, and such files that only came with something.

    `resting` are the files on which the outbound licence rests.
    """
    found: dict[str, LicenceFile] = {}
    alone: set[str] = set()
    for one in texts:
        folder = one.folder
        if not folder or one.in_collection or one.origin is not Origin.OWN:
            continue
        if one.expression is None:
            if (folder not in known and "/" in folder) or _OTHERS.search(f"{folder}/"):
                alone.add(one.path)  # terms of somebody's that nobody knows
            continue
        if folder in known or outbound is None or agree(outbound, one.expression):
            continue
        if one.path in resting:
            continue
        if not _PLAIN_NAME.match(one.path.rpartition("/")[2]):
            alone.add(one.path)  # core.js.LICENSE.txt: of one file beside it
        elif _is_for_hardware(one.expression):
            continue  # a board in a project of several: a part under its own licence
        elif folder.rpartition("/")[2].lower() not in _PARTS or _OTHERS.search(f"{folder}/"):
            found.setdefault(folder, one)
        elif "/" in folder or not _is_for_documents(one.expression):
            alone.add(one.path)  # docs/LICENSE under a software licence: a theme's, or what was left behind
    return found, frozenset(alone)


_PLAIN_NAME = re.compile(r"(?:licen[sc]es?|copying|copyright|unlicense|ofl)(?:[-_.]|$)", re.IGNORECASE)


def _is_for_hardware(expression: str) -> bool:
    return fit_expression(expression, "hardware").verdict == "made-for"


def _is_for_documents(expression: str) -> bool:
    """Whether a licence was made for documents or data: a part of the project may go out under it."""
    return fit_expression(expression, "documentation").verdict == "made-for" or is_data(expression)


def foreign_files(
    reading: Reading,
    folders: Mapping[str, LicenceFile],
    expected: Mapping[str, str],
    known: frozenset[str],
    manifests: Sequence[Manifest],
) -> dict[str, OfFile]:
    """Files of the project's own folders whose header is another's: another licence, and no name of the project's.

    `expected` is the licence of each module ("" for the root).
    """
    ours = _our_names(reading, expected, known, manifests)
    within = Foreign(folders)
    found: dict[str, OfFile] = {}
    for path, said in reading.of_files.items():
        one = reading.by_path[path]
        if one.origin is not Origin.OWN or one.legal or within.folder_of(path) is not None:
            continue
        module = module_of(path, known)
        around = expected.get(module) or expected.get("")
        if around is None or agree(around, said.expression):
            continue
        if said.method in ("reuse-toml", "dep5", "licence-statement") or said.path != path:
            continue  # the project itself says so, from outside the file
        names = {key_of(name) for name, _ in reading.says[path].names} if path in reading.says else set()
        if names & ours or _is_prose(one.path, one.kind, names):
            continue
        if any(agree(said.expression, other) for other in expected.values()):
            continue
        found[path] = said
    code = sum(one.kind is Kind.CODE and one.origin is Origin.OWN for one in reading.files)
    counts = Counter(said.expression for said in found.values())
    # what half of the code carries is no stranger in it
    return {path: said for path, said in found.items() if counts[said.expression] * 2 < code or code < 2}


def _is_prose(path: str, kind: Kind | None, names: set[str]) -> bool:
    """Whether a file is a document that carries its licence, or settings: their licences are theirs to choose."""
    return (not names or kind is Kind.DOCUMENTATION) and kind is not Kind.CODE and not _OTHERS.search(path)


def _our_names(
    reading: Reading, expected: Mapping[str, str], known: frozenset[str], manifests: Sequence[Manifest]
) -> set[str]:
    """The names that stand in the project's own notices: where its own licence is named, and at the root."""
    ours = {key_of(fact.value) for one in manifests for fact in one.holders}
    for path, says in reading.says.items():
        if not says.names:
            continue
        one = reading.by_path[path]
        if one.legal and "/" not in path:
            ours |= {key_of(name) for name, _ in says.names}
            continue
        said = reading.of_files.get(path)
        around = expected.get(module_of(path, known)) or expected.get("")
        if one.origin is Origin.OWN and said is not None and around is not None and agree(around, said.expression):
            ours |= {key_of(name) for name, _ in says.names}
    return ours
