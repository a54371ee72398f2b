"""The files by which a project speaks to those who may join it, and whether they say anything.

A file counts where people look for it: at the root, in the forge's folder, among the documentation. Its substance is
read as far as words tell it: whether roles and ways of deciding are named, what was to be filled in and was not,
whether a draft was left a draft.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communkit.repository import community_words as words
from communkit.repository.facts import Seen, Sure, citable
from communkit.repository.prose import Readable, sentences

KINDS = tuple(words.NAMES)
MOST_PLACES = 5
_TOP = 15  # lines at the top, where a document says that it is a draft
_LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class Document:
    """One community file.

    `linked`: it is a symbolic link, which is not followed. `languages` are those that names of files give (fr of
    README.fr.md). `others` are further files of that kind. `words` counts what people read. `roles` and `decisions`
    are places that name who has a part and how something is decided; `placeholders` those left unfilled; `draft`
    where it says that it is not final.
    """

    path: str
    linked: bool = False
    others: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    words: int = 0
    roles: tuple[Seen, ...] = ()
    decisions: tuple[Seen, ...] = ()
    placeholders: tuple[Seen, ...] = ()
    draft: Seen | None = None


@dataclass(frozen=True, slots=True)
class Community:
    """Each kind of file and the one that stands for it, None where there is none; names that were misspelt.

    `templates` are those of issues and requests. `misnamed` gives a path and the name that was probably meant.
    """

    files: Mapping[str, Document | None]
    templates: tuple[str, ...] = ()
    misnamed: tuple[tuple[str, str], ...] = ()

    def path(self, kind: str) -> str | None:
        """Where the file of a kind stands. Raises KeyError for a kind that is none."""
        found = self.files[kind]
        return found.path if found else None


def read_community(tree: Readable, links: Iterable[str] = ()) -> Community:
    """The community files of `tree`; `links` are its symbolic links, which count by their names alone."""
    shown = [path for path in tree.paths if path.count("/") <= 2]
    linked = {path for path in links if path.count("/") <= 2 and citable(path)}
    found: dict[str, list[tuple[tuple[int, int, int, str], str, str | None]]] = {kind: [] for kind in KINDS}
    loose: list[str] = []
    for path in sorted({*(path for path in shown if citable(path)), *linked}):
        named = _kind_of(path)
        if named is None:
            loose.append(path)
            continue
        kind, rank, language = named
        # a link leads to a file that is found by itself, if it is in the tree at all
        found[kind].append(((path in linked, *rank, path), path, language))
    files: dict[str, Document | None] = {}
    for kind, candidates in found.items():
        files[kind] = _document(tree, kind, candidates, linked)
    return Community(
        files,
        tuple(path for path in shown if _TEMPLATES.match(path) and citable(path))[:50],
        tuple(_misnamed(loose, files)),
    )


_TEMPLATES = re.compile(
    r"(?:\.(?:github|gitea|forgejo|gitlab)/|docs/)?(?:issue|pull_request|merge_request)_templates?(?:/[^/]+)?(?:\.\w+)?\Z",
    re.I,
)
_LANGUAGE = re.compile(
    r"(?P<name>.+?)[-_.](?P<language>fr|en|nl|de|es|it|pt|ca|br|oc|eu)(?:[-_](?:[A-Za-z]{2}))?\Z", re.I
)


def _kind_of(path: str) -> tuple[str, tuple[int, int], str | None] | None:
    """The kind of a file by its path, how good a candidate it is (folder, ending), its language."""
    folder, _, name = path.rpartition("/")
    low = folder.lower()
    language: str | None = None
    if low not in words.FOLDERS:
        above, _, last = low.rpartition("/")
        if above not in ("docs", "doc", ".github") or last not in ("fr", "en", "nl", "governance", "gouvernance"):
            return None
        language, low = (last, above) if len(last) == 2 else (None, last)
    flat = _flat(name)
    stem, dot, ending = flat.rpartition(".")
    stem, ending = (stem, ending) if dot and stem else (flat.lstrip("."), "")
    for kind in words.WITHOUT_TEXT:
        if _PATTERNS[kind].fullmatch(flat):
            return (kind, (words.FOLDERS.index(low), 0), None) if _allowed(kind, low) else None
    if low == ".well-known":
        return ("security", (5, 0), None) if flat == "security.txt" else None
    if ending not in words.ENDINGS:
        return None
    told = _LANGUAGE.match(stem)
    if told and not any(pattern.fullmatch(stem) for pattern in _PATTERNS.values()):
        stem, language = told["name"], told["language"].lower()
    if low in ("governance", "gouvernance") and stem in ("charter", "charte", "readme", "index"):
        return "governance", (words.FOLDERS.index(low), words.ENDINGS[ending]), language
    for kind, pattern in _PATTERNS.items():
        if kind not in words.WITHOUT_TEXT and pattern.fullmatch(stem):
            if not _allowed(kind, low):
                return None
            rank = words.FOLDERS.index(low) + (20 if stem in words.SECOND_BEST else 0)
            return kind, (rank, words.ENDINGS[ending] + (20 if language else 0)), language
    return None


_PATTERNS: Mapping[str, re.Pattern[str]] = {kind: re.compile(pattern) for kind, pattern in words.NAMES.items()}
_MANUALS = frozenset({"docs", "doc", "documentation"})


def _allowed(kind: str, folder: str) -> bool:
    """Whether a file of that kind speaks for the project from that folder."""
    if kind in words.ROOT_ONLY:
        return folder == ""
    if kind == "readme":
        return folder in ("", ".github", ".gitlab", ".gitea", ".forgejo", *_MANUALS)
    return not (kind in words.NOT_IN_DOCS and folder in _MANUALS)


def _flat(name: str) -> str:
    """A name in small letters, without accents, its words joined by hyphens."""
    text = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[ _-]+", "-", "".join(one for one in text if not unicodedata.combining(one)))


def _document(
    tree: Readable,
    kind: str,
    candidates: list[tuple[tuple[int, int, int, str], str, str | None]],
    linked: set[str],
) -> Document | None:
    """The best file of a kind, and what it says; a manual's chapter on security is no policy."""
    candidates.sort()
    if kind == "security":
        candidates = [one for one in candidates if one[1] in linked or _is_policy(tree, one[1])]
    if not candidates:
        return None
    path = candidates[0][1]
    others = tuple(one[1] for one in candidates[1:10])
    languages = tuple(dict.fromkeys(one[2] for one in candidates if one[2]))
    if path in linked:
        return Document(path, True, others, languages)
    if path.endswith(".pdf"):
        return Document(path, False, others, languages)
    return _substance(kind, path, tree.text(path, _LARGEST), others, languages)


def _is_policy(tree: Readable, path: str) -> bool:
    return path.partition("/")[0].lower() not in _MANUALS or bool(words.REPORTS.search(tree.text(path, _LARGEST)))


def _substance(kind: str, path: str, text: str, others: tuple[str, ...], languages: tuple[str, ...]) -> Document:
    roles: dict[int, Seen] = {}
    decisions: dict[int, Seen] = {}
    holes: dict[int, Seen] = {}
    draft = _front_matter(path, text)
    said = 0
    defined = {found[1].casefold() for found in _DEFINED.finditer(text)}
    titled = False
    for one in sentences(text):
        seen = Seen(path, one.line, "community-file", Sure.MEDIUM)
        if one.code:
            continue
        said += len(one.text.split())
        # the title of the whole says what the file is about, not what is decided
        body = kind == "governance" and (titled or not one.heading)
        titled = titled or one.heading
        if body and one.line not in roles and words.ROLES.search(one.text):
            roles[one.line] = seen
        if body and one.line not in decisions and words.DECISIONS.search(one.text):
            decisions[one.line] = seen
        if draft is None and (one.heading or one.line <= _TOP) and kind != "changelog" and words.DRAFT.search(one.text):
            draft = seen
    if kind not in words.UNFINISHED_IS_NORMAL:
        holes = {seen.line or 0: seen for seen in _holes(kind, path, text, defined)}
    return Document(
        path,
        False,
        others,
        languages,
        said,
        tuple(roles.values())[:MOST_PLACES],
        tuple(decisions.values())[:MOST_PLACES],
        tuple(holes.values())[:MOST_PLACES],
        draft,
    )


_DEFINED = re.compile(r"^\s{0,3}\[([^\]\n]+)\]:\s", re.MULTILINE)
_FENCE = re.compile(r"\s*(?:```|~~~)")
_WITH_ADDRESS = frozenset({"security", "code_of_conduct", "support"})
_QUOTED = re.compile(r"`[^`\n]*`")


def _holes(kind: str, path: str, text: str, defined: set[str]) -> Iterator[Seen]:
    """What was to be filled in: outside code, and no reference to a link that the file defines."""
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if fenced:
            continue
        bare = _QUOTED.sub("", line)
        # a README shows the addresses and templates of its subject; what is typed in capitals is meant for its writer
        hole = next((one for one in words.HOLES.finditer(bare) if one[0].strip("[]").casefold() not in defined), None)
        unfilled = hole is not None and not (kind == "readme" and hole[0].startswith(("{{", "<")))
        if unfilled or (kind in _WITH_ADDRESS and words.EXAMPLE_ADDRESS.search(bare)):
            yield Seen(path, number, "placeholder", Sure.MEDIUM)


def _front_matter(path: str, text: str) -> Seen | None:
    """Where the head of a page for a website says that it is a draft."""
    if not text.startswith("---\n"):
        return None
    for number, line in enumerate(text.split("\n")[1:40], 2):
        if line.strip() == "---":
            return None
        if re.match(r"draft\s*:\s*true\s*\Z|status\s*:\s*['\"]?draft", line.strip(), re.IGNORECASE):
            return Seen(path, number, "community-file")
    return None


def _misnamed(paths: Iterable[str], files: Mapping[str, Document | None]) -> Iterator[tuple[str, str]]:
    """Files that nobody's program will recognise, for a letter too many or too few."""
    for path in paths:
        folder, _, name = path.rpartition("/")
        flat = _flat(name)
        stem, dot, ending = flat.rpartition(".")
        stem, ending = (stem, ending) if dot and stem else (flat, "")
        if folder.lower() not in ("", ".github", ".gitlab", "docs") or len(stem) < 6:
            continue
        if ending not in words.ENDINGS and not (stem.startswith("publi") and ending in ("yml", "yaml")):
            continue
        alike = [one for one in words.CANONICAL if abs(len(one) - len(stem)) <= 2 and one[:2] == stem[:2]]
        near = difflib.get_close_matches(stem, alike, 1, 0.87)
        if near and files.get(near[0].replace("-", "_")) is None:
            yield path, near[0]
