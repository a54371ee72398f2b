"""What each file is, by its path: which of the six kinds, and whether it is the project's own.

Names say a great deal and prove nothing: every answer here is a reading of names, and is proposed as such.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from communkit.repository import names
from communkit.repository.facts import citable


class Kind(StrEnum):
    """The six rows of the table of assets, as the dossier writes them."""

    CODE = "code"
    DOCUMENTATION = "documentation"
    DATABASE = "database"
    SIGN = "sign"
    HARDWARE = "hardware"
    CONTENT = "content"


class Origin(StrEnum):
    """Where a file comes from."""

    OWN = "own"
    THIRD_PARTY = "third-party"
    VENDORED = "vendored"
    GENERATED = "generated"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class File:
    """One file: what it is (None where its name does not tell), where it comes from, whether it is a legal text.

    `content_type` says what a content is made of.
    """

    path: str
    kind: Kind | None
    origin: Origin
    legal: bool = False
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class _Folder:
    """What the folders on the way say of the files below."""

    origin: Origin
    data: bool
    docs: bool
    content: bool
    models: bool
    hidden: bool
    licences: bool


def extension(path: str) -> str:
    """The end of a name, in small letters and without its dot; "" where there is none."""
    name = path.rpartition("/")[2]
    stem, dot, end = name.rpartition(".")
    return end.lower() if dot and stem else ""


def is_legal(path: str) -> bool:
    """Whether a file is a text of licence or a notice, by its name."""
    folder, _, name = path.rpartition("/")
    end = extension(name)
    if end and (end in names.CODE or end in names.SETTINGS or end in names.CONTENT_TYPES or end in names.DATA):
        return False
    in_licences = folder.lower().endswith(("licenses", "licences")) and end in ("txt", "md", "rst")
    return in_licences or bool(names.LEGAL_NAMES.match(name.lower()))


def _may_be_legal(name: str) -> bool:
    """Whether a name has a word of legal texts in it: a quick look before a slow one."""
    return (
        "licen" in name
        or "cop" in name
        or "pl" in name
        or "cc" in name
        or name.startswith(("notice", "patents", "dco", "ofl", "cecill", "apache"))
        or "notice" in name
    ) and bool(names.LEGAL_NAMES.match(name))


class Sorter:
    """Tells what files are. `about` is what the project is called: its logo bears its name, and other logos do not."""

    def __init__(self, about: Iterable[str] = ()) -> None:
        self._own_words = {word for one in about for word in _words_of(one)}
        self._own_words |= {"".join(_words_of(one)) for one in about}
        self._folders: dict[str, _Folder] = {}

    def file(self, path: str) -> File:
        """What `path` is."""
        folder, _, name = path.rpartition("/")
        around = self._folders.get(folder) or self._folder(folder)
        name = name.lower()
        origin = around.origin
        if origin is Origin.OWN:
            if name in names.LOCK_NAMES or names.GENERATED_NAMES.match(name):
                origin = Origin.GENERATED
            elif name in names.VENDORED_FILES or names.VENDORED_NAMES.match(name):
                origin = Origin.VENDORED
            elif names.TEST_NAMES.match(name):
                origin = Origin.TEST
        if (around.licences or _may_be_legal(name)) and is_legal(path):
            return File(path, None, origin, legal=True)
        if around.hidden:
            return File(path, None, origin)
        stem, dot, end = name.rpartition(".")
        kind, content = self._kind(path, name, end if dot and stem else "", around)
        return File(path, kind, origin, content_type=content)

    def _folder(self, folder: str) -> _Folder:
        parts = frozenset(folder.lower().split("/"))
        if parts & names.VENDORED_FOLDERS or parts & names.LIBRARY_FOLDERS - self._own_words:
            origin = Origin.VENDORED
        elif parts & names.GENERATED_FOLDERS:
            origin = Origin.GENERATED
        else:
            origin = Origin.TEST if parts & names.TEST_FOLDERS else Origin.OWN
        made = _Folder(
            origin,
            bool(parts & names.DATA_FOLDERS),
            bool(parts & names.DOC_FOLDERS),
            bool(parts & names.CONTENT_FOLDERS),
            bool(parts & names.MODEL_FOLDERS),
            any(part.startswith(".") for part in parts),
            bool(parts & {"licenses", "licences"}),
        )
        self._folders[folder] = made
        return made

    def _kind(self, path: str, name: str, end: str, around: _Folder) -> tuple[Kind | None, str | None]:
        if end in names.IMAGES:
            if self._is_sign(name):
                return Kind.SIGN, None
            return (Kind.DOCUMENTATION, None) if around.docs else (Kind.CONTENT, "image")
        if end in names.CONTENT_TYPES or (end in ("pt", "pb") and around.models):
            return Kind.CONTENT, names.CONTENT_TYPES.get(end, "model")
        if end in names.DATA or (end in ("sql", "gz", "zip") and _words_of(path) & names.DUMP_WORDS):
            return Kind.DATABASE, None
        if end in names.HARDWARE:
            return Kind.HARDWARE, None
        if end in names.SETTINGS:
            return (Kind.DATABASE if around.data else Kind.CODE), None
        if end in names.CODE or names.CODE_NAMES.fullmatch(name):
            return Kind.CODE, None
        return self._prose(path, name, end, around)

    def _prose(self, path: str, name: str, end: str, around: _Folder) -> tuple[Kind | None, str | None]:
        is_about = path.count("/") <= 1 and end in ("", "txt", *names.PROSE) and names.ABOUT_NAMES.match(name)
        if is_about or end in names.PAPERS or (end == "txt" and around.docs):
            return Kind.DOCUMENTATION, None
        if end in names.PROSE:
            return (Kind.CONTENT, "text") if around.content and not around.docs else (Kind.DOCUMENTATION, None)
        return None, None

    def _is_sign(self, name: str) -> bool:
        """Whether a picture is a sign of this project: a logo that bears no other name."""
        words = _words_of(name.rpartition(".")[0])
        if not words & names.SIGN_WORDS:
            return False
        known = names.SIGN_WORDS | names.SIGN_VARIANTS | self._own_words
        return all(word in known or len(word) == 1 or word[0].isdigit() for word in words)


def _words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+|\d+", text.lower()))


@dataclass(frozen=True, slots=True)
class Heap:
    """Files of one kind (for contents: of one type) that are the project's own, and the patterns that name them.

    `example` is one of them, "" where no name can be written down.
    """

    kind: Kind
    content_type: str | None
    paths: tuple[str, ...]
    patterns: tuple[str, ...]
    example: str


@dataclass
class _Pile:
    paths: list[str] = field(default_factory=list)
    tops: Counter[str] = field(default_factory=Counter)


def heaps(files: Iterable[File]) -> list[Heap]:
    """The project's own files by kind, in the order of the table.

    Tests count as code where they are code; data and pictures that only tests use are no assets.
    """
    piles: dict[tuple[Kind, str | None], _Pile] = {}
    everything: Counter[str] = Counter()
    for one in files:
        skipped = one.origin in (Origin.VENDORED, Origin.GENERATED)
        if one.kind is None or skipped or (one.origin is Origin.TEST and one.kind is not Kind.CODE):
            continue
        pile = piles.setdefault((one.kind, one.content_type), _Pile())
        pile.paths.append(one.path)
        top = _top(one.path)
        pile.tops[top] += 1
        everything[top] += 1
    order = list(Kind)
    found = sorted(piles.items(), key=lambda one: (order.index(one[0][0]), -len(one[1].paths)))
    return [
        Heap(
            kind,
            content,
            tuple(pile.paths),
            # code is what the rest stands in: a README or an image in its folder does not split it up
            patterns(pile.paths, everything - pile.tops, 1 / 3 if kind is Kind.CODE else 1 / 9),
            _example(pile.paths),
        )
        for (kind, content), pile in found
    ]


def _top(path: str) -> str:
    return path.partition("/")[0] if "/" in path else ""


def _example(paths: Sequence[str]) -> str:
    """The file to point at: one that can be written down, of the most frequent ending, the nearest to the root."""
    usual = Counter(extension(path) for path in paths).most_common(1)[0][0]

    def rank(path: str) -> tuple[bool, bool, int, str]:
        return path.rpartition("/")[2].startswith("."), extension(path) != usual, path.count("/"), path

    return min((path for path in paths if citable(path)), key=rank, default="")


_MOST_PATTERNS = 12
_SAFE = re.compile(r"[^*?\[\]{}!:\\]+\Z")


def patterns(own: Sequence[str], others: Mapping[str, int], most: float = 1 / 9) -> tuple[str, ...]:
    """A few globs that name the files of `own`, and few of the `others` (how many stand in each folder of the root).

    A folder is named whole where the others in it are at most `most` of its own; elsewhere the ends of names are, and
    single files where there are three or fewer. A name that returns in several folders is said once.
    """
    by_top: dict[str, list[str]] = {}
    for path in own:
        by_top.setdefault(_top(path), []).append(path)
    found: list[str] = []
    alone: list[str] = []
    for top, inside in sorted(by_top.items(), key=lambda one: (-len(one[1]), one[0])):
        shared = _common_folder(inside)
        below = f"{shared}/" if _is_plain(shared) else f"{top}/" if _is_plain(top) else ""
        if below and len(inside) > 1 and not others.get(top):
            found.append(f"{below}**")
        elif len(inside) <= 3:
            alone += [path for path in inside if _is_plain(path)]
        elif below and others.get(top, 0) <= len(inside) * most:
            found.append(f"{below}**")
        elif below or not top:
            ends = Counter(extension(path) for path in inside)
            below = f"{below}**/" if below else ""
            found += [f"{below}*.{end}" for end, _ in ends.most_common(4) if end]
    names = Counter(path.rpartition("/")[2] for path in alone)
    found += [f"**/{name}" if names[name := path.rpartition("/")[2]] > 2 else path for path in alone]
    return tuple(dict.fromkeys(found))[:_MOST_PATTERNS]


def _is_plain(path: str) -> bool:
    """Whether a path can stand in a pattern as it is, and in a document."""
    return bool(_SAFE.match(path)) and citable(path)


def _common_folder(paths: Sequence[str]) -> str:
    """The deepest folder that holds all of `paths`, "" for the root."""
    first, last = (path.split("/")[:-1] for path in (min(paths), max(paths)))
    shared = []
    for one, other in zip(first, last, strict=False):
        if one != other:
            break
        shared.append(one)
    return "/".join(shared)
