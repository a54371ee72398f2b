"""The licence files of a repository: which licence each holds, word for word, changed, or only named.

Texts are compared by `communkit.licences.identify`, loaded when the first one is met; copies of one text are compared
once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from communkit.errors import EnvironmentFailure
from communkit.licences import spdx
from communkit.licences.expressions import ExpressionError, strict
from communkit.repository.facts import Seen, Sure
from communkit.repository.files import File, Kind, Origin, extension
from communkit.repository.headers import says_later, stated_in
from communkit.repository.scan import expression_of_tag, joined, scan, without_ignored
from communkit.repository.statements import Statement, about, expression_of, named_in
from communkit.repository.tree import Tree, as_text

LARGEST = 400_000
MOST = 600
"""Licence files that are compared; a repository with more of them is a collection of licences."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the licence that a file has otherwise: a few of them, and the line."""

    expected: str
    found: str
    line: int


@dataclass(frozen=True, slots=True)
class LicenceFile:
    """One licence file.

    `match`: `exact` and `modified` for a text (then with its `changes`), `notice` for a few lines that name or grant a
    licence, `exception` for the text of an exception, `unknown` for anything else. `expression` is None where no
    licence was recognised. `about` is the kind of thing that its name says it covers. `later`: its words grant later
    versions too. `said` are sentences beside a text that name a licence for one kind of thing: material under one,
    software under another.
    """

    path: str
    expression: str | None
    match: str
    seen: Seen
    origin: Origin = Origin.OWN
    about: Kind | None = None
    changes: tuple[Change, ...] = ()
    words: int = 0
    later: bool = False
    said: tuple[Statement, ...] = ()

    @property
    def folder(self) -> str:
        """The folder it stands in, "" for the root."""
        return self.path.rpartition("/")[0]

    @property
    def is_of_fonts(self) -> bool:
        """Whether it is the text of a licence for fonts, kept apart: nearly always somebody else's fonts."""
        return self.expression is not None and self.expression.startswith("OFL-")

    @property
    def in_collection(self) -> bool:
        """Whether it stands in a folder of texts, which are there for whoever names them."""
        return bool(re.search(r"(?:^|/)licen[sc]es/", self.path, re.IGNORECASE))


_FILE = re.compile(
    r"(?P<before>[^/]*?)(?:licen[sc]es?|copying|unlicen[sc]e|copyright)(?P<after>(?:[-_. ][^/]*)?)\Z", re.IGNORECASE
)
_ENDS = frozenset({"txt", "md", "markdown", "rst", "org", "adoc", "html", "htm", "text"})


def scope(path: str) -> str:
    """The words of a licence file's name beside "licence": LICENSE-docs, LICENCE.DONNEES."""
    name = path.rpartition("/")[2]
    match = _FILE.match(name)
    if match is None:
        return ""
    after = match["after"].removesuffix(f".{extension(name)}") if extension(name) in _ENDS else match["after"]
    return re.sub(r"[-_.]", " ", f"{match['before']} {after}").strip()


_TEXT_NAMES = re.compile(
    r"(?:[^/]*[-_.])?(?:licen[sc]es?|copying(?:\.lesser|\.lib)?|unlicen[sc]e|copyright|ofl)(?:[-_. v\d][^/]*)?\Z"
    r"|(?:gpl|lgpl|agpl|eupl|cecill|ofl|mpl|apache)[-_. v\d]*(?:[-_.](?:fr|en))?(?:\.(?:txt|md))?\Z",
    re.IGNORECASE,
)
_NO_TEXT = re.compile(
    r"(?:notice|patents|dco|licen[sc]es?[-_.]?(?:third|3rd|deps|dependencies|checker|header))", re.IGNORECASE
)


_VERB = re.compile(
    r"(?:upgrade|update|replace|add|change|check|choos\w+|about|set|get|new|fix|remove|how|rename|test|request)\b",
    re.IGNORECASE,
)
_NO_TEXTS = frozenset(["pdf", "doc", "docx", "odt", "rtf", "png", "svg", "html", "htm"])


def _is_about_licences(name: str) -> bool:
    """Whether a name speaks of licences rather than holding one: replace-license-flag.md, upgrade-license.md."""
    match = _FILE.match(name)
    if match is None or not match["before"]:
        return False
    after = match["after"]
    after = after.rpartition(".")[0] if extension(name) in _ENDS else after
    if re.search(r"(?:supported|known|list|all|accepted|allowed)[-_. ]\Z", match["before"], re.IGNORECASE):
        return True  # reuse-supported-licenses.rst
    return bool(_VERB.match(match["before"])) or bool(re.search(r"[a-z]{2}", after, re.IGNORECASE))


def candidates(files: Iterable[File]) -> list[File]:
    """The files that may hold a licence's text, the nearest to the root first."""
    found = []
    for one in files:
        if not one.legal:
            continue
        name = one.path.rpartition("/")[2]
        if one.path.endswith(".license") or extension(name) in _NO_TEXTS or _is_about_licences(name):
            continue
        in_folder = bool(re.search(r"(?:^|/)licen[sc]es/[^/]+\Z", one.path, re.IGNORECASE))
        if in_folder or (_TEXT_NAMES.match(name) and not _NO_TEXT.match(name)):
            found.append(one)
    return sorted(found, key=lambda one: (one.path.count("/"), one.path))[:MOST]


def read_licence_files(tree: Tree, files: Iterable[File]) -> list[LicenceFile]:
    """Every licence file among `files`, identified."""
    wanted = candidates(files)
    known: dict[bytes, LicenceFile] = {}
    found: list[LicenceFile] = []
    present = frozenset(tree.paths)
    for one, content in zip(wanted, tree.contents([one.path for one in wanted], LARGEST), strict=True):
        if content is None or not content.strip() or _is_name_of_file(content, one.path, present):
            continue
        digest = blake2b(content, digest_size=16).digest() + extension(one.path).encode()
        before = known.get(digest)
        path_about = about(scope(one.path))
        if before is not None and not _named_by_id(one.path):
            seen = Seen(one.path, before.seen.line, before.seen.method, before.seen.sure)
            read = LicenceFile(
                one.path, before.expression, before.match, seen, one.origin, path_about, before.changes, before.words
            )
        else:
            read = identified(one.path, content, one.origin)
            known.setdefault(digest, read)
        if read.expression is not None or read.match != "unknown" or _is_plain(one.path):
            found.append(read)
    return found


def _is_name_of_file(content: bytes, path: str, present: frozenset[str]) -> bool:
    """Whether a file holds nothing but the name of another one: a link that lost its nature on the way."""
    if len(content) > 200:
        return False
    name = content.decode("utf-8", "replace").strip()
    folder = path.rpartition("/")[0]
    return (f"{folder}/{name}" if folder else name) in present


def _is_plain(path: str) -> bool:
    """Whether a file, by its name, can hold nothing but a licence: LICENSE, LICENCE.fr.txt, LICENSE-COMMERCIAL."""
    name = path.rpartition("/")[2]
    return bool(
        re.match(r"(?:licen[sc]es?|copying|unlicense)(?:[-_.][A-Za-z]{2})?(?:\.\w+)?\Z", name, re.IGNORECASE)
    ) or ("/" not in path and bool(re.match(r"(?:LICEN[SC]E|COPYING)[-_.][A-Z]", name)))


def _named_by_id(path: str) -> str | None:
    """The licence that a file of LICENSES/ is named by, as REUSE wants it."""
    found = re.search(r"(?:^|/)licenses/(?:[^/]+/)?([^/]+)\Z", path, re.IGNORECASE)
    if found is None:
        return None
    stem = found[1].rpartition(".")[0] if extension(found[1]) in _ENDS else found[1]
    if stem.startswith("LicenseRef-"):
        return stem
    known = spdx.licence(stem)
    return known.id if known else None


def _is_exception(path: str) -> bool:
    """Whether a file of LICENSES/ is the text of an exception, which is no licence by itself."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return bool(re.search(r"(?:^|/)licenses/", path, re.IGNORECASE)) and spdx.exception(stem) is not None


def identified(path: str, data: bytes, origin: Origin = Origin.OWN) -> LicenceFile:
    """What the licence file `path` holds."""
    by_id, said = _named_by_id(path), about(scope(path))
    words = len(data.split())
    if _is_exception(path):
        return LicenceFile(path, None, "exception", Seen(path, None, "file-names"), origin, None, (), words)
    clean = without_ignored(data)
    tagged = _tagged(clean)
    if tagged is not None and words < 1_200 and by_id is None:
        seen = Seen(path, tagged[1], "spdx-tag")
        return LicenceFile(path, tagged[0], "notice", seen, origin, said, (), words)
    from communkit.licences.identify import identify

    try:
        answer = identify(clean)
    except EnvironmentFailure:  # an installation without the texts: names remain
        name = by_id or expression_of(scope(path))
        return LicenceFile(path, name, "unknown", Seen(path, None, "file-names", Sure.LOW), origin, said, (), words)
    expression = answer.expression
    if expression is None:
        return _by_words(path, clean, origin, said, words, by_id)
    line = answer.pieces[0].first_line
    changes = tuple(Change(one.expected, one.found, one.line) for one in answer.differences[:8])
    sure = Sure.HIGH if answer.match == "exact" else Sure.MEDIUM if answer.score >= 0.9 else Sure.LOW
    if by_id is not None and by_id in answer.candidates:
        expression = by_id
    elif tagged is not None:
        expression = tagged[0]
    seen = Seen(path, line, "licence-text", sure)
    beside = tuple(_sections(path, as_text(clean))) if extension(path) in ("md", "markdown") else ()
    if len({one.about for one in beside}) < 2:
        beside = ()
    own = next((one for one in beside if _strict(expression) == one.expression), None)
    said = said or (own.about if own is not None else None)
    return LicenceFile(path, _strict(expression), str(answer.match), seen, origin, said, changes, words, False, beside)


def _sections(path: str, text: str) -> Iterator[Statement]:
    """What each section of a licence file, headed by what it is about, gives: material here, software there."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if re.match(r"#{1,4}\s", line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        kind = about(lines[start])
        named = stated_in(" ".join(lines[start:end])[:1_400]) if kind is not None else None
        if named is not None:
            yield Statement(named, Seen(path, start + 1, "licence-notice", Sure.MEDIUM), kind)


def _strict(expression: str) -> str | None:
    try:
        return strict(expression).text
    except ExpressionError:
        return None


def _tagged(data: bytes) -> tuple[str, int] | None:
    """The expression of the tags of a licence file, joined, and the line of the first; also Linux's own spelling."""
    says = scan(data)
    if says.method == "spdx-tag" and says.expression is not None:
        return says.expression, says.line
    found = re.search(rb"Valid-License-Identifier:[ \t]*([^\r\n]{1,100})", data[:2_000])
    valid = expression_of_tag(found[1]) if found else None
    return (valid, data.count(b"\n", 0, found.start()) + 1) if found and valid else None


def _by_words(path: str, data: bytes, origin: Origin, said: Kind | None, words: int, by_id: str | None) -> LicenceFile:
    """A licence file that holds no text but names a licence ("GPL version 2, see …")."""
    if by_id is not None:
        return LicenceFile(path, by_id, "unknown", Seen(path, None, "file-names", Sure.MEDIUM), origin, said, (), words)
    text = as_text(data)
    if words < 600:
        lines = text.splitlines()
        named = _lines_that_name(lines)
        if len(named) > 1 and len({expression for expression, _ in named}) > 1 and words > 60:
            expression = joined([one for one, _ in named[:6]])
            seen = Seen(path, named[0][1], "licence-notice", Sure.LOW)
            return LicenceFile(path, expression, "unknown", seen, origin, said, (), words)
        whole = stated_in(" ".join(text.split())[:1_400])
        if whole is not None:
            line = named[0][1] if named else 1
            seen = Seen(path, line, "licence-notice", Sure.MEDIUM)
            later = says_later(lines[line - 1] if named else text[:1_400])
            return LicenceFile(
                path, whole, "notice" if words < 120 else "unknown", seen, origin, said, (), words, later
            )
        if named:
            seen = Seen(path, named[0][1], "licence-notice", Sure.LOW)
            return LicenceFile(path, named[0][0], "notice" if words < 120 else "unknown", seen, origin, said, (), words)
    return LicenceFile(path, None, "unknown", Seen(path, None, "licence-text", Sure.LOW), origin, said, (), words)


def _lines_that_name(lines: Sequence[str]) -> list[tuple[str, int]]:
    """The licences that lines name, each with its first line; a bare name gives way to one with a version."""
    found: dict[str, int] = {}
    vague: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        expression = stated_in(line) or next(iter(named_in(line)), None)
        if expression is not None and " AND " not in expression:
            (found if re.search(r"\d", line) or not re.search(r"\d", expression) else vague).setdefault(
                expression, number
            )
    families = {one.split("-")[0] for one in found}
    found |= {one: number for one, number in vague.items() if one.split("-")[0] not in families}
    return sorted(found.items(), key=lambda one: one[1])
