"""The places that name a licence: expressions, tags, notices, manifests, README. Statements, not weighed yet.

How they are weighed against each other, and against the texts, stands in `licences`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communkit.licences import spdx
from communkit.licences.expressions import Expression, ExpressionError, parse, strict
from communkit.repository.facts import Seen, Sure
from communkit.repository.files import Kind
from communkit.repository.manifests import Manifest
from communkit.repository.readme import plain

_ABOUT: Mapping[Kind, re.Pattern[str]] = {
    kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for kind, words in {
        Kind.DATABASE: "data(?:base|set)?s?|donn[ée]es?|jeux? de donn[ée]es",
        Kind.DOCUMENTATION: "docs?|documentations?|manuals?|guides?",
        Kind.CONTENT: "contents?|contenus?|textes?|texts|images?|assets|m[ée]dias?|photos?|icons?",
        Kind.SIGN: "logos?|marques?|trademarks?",
        Kind.HARDWARE: "hardware|mat[ée]riel",
        Kind.CODE: "code|source|software|logiciels?|src|application",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One place that names a licence. `about` is the kind of thing it says this of, None where it says of none."""

    expression: str
    seen: Seen
    about: Kind | None = None


@dataclass(frozen=True, slots=True)
class Tags:
    """What the beginnings of files say, as SPDX tags or as notices of the GNU licences.

    How many files carry each expression, and the first that does.
    """

    counts: Mapping[str, int]
    first: Mapping[str, Seen]


def about(words: str) -> Kind | None:
    """The one kind of thing that some words speak of; None for none, or for several."""
    kinds = {kind for kind, pattern in _ABOUT.items() if pattern.search(words)}
    return kinds.pop() if len(kinds) == 1 else None


# Expressions


_NO_LICENCE = re.compile(r"see licen[sc]e|unlicensed\Z|proprietary|propri[ée]taire|other\b", re.IGNORECASE)


def expression_of(text: str) -> str | None:
    """What somebody wrote as a licence, as an SPDX expression: "Apache 2.0", "GPLv3+", "MIT/Apache-2.0".

    A GNU licence without a word on later versions stays undecided (GPL-3.0). None where nobody can tell which
    licence is meant, or where the text says that there is none.
    """
    text = text.strip()
    if not text or len(text) > 300 or _NO_LICENCE.match(text):
        return None
    try:
        return parse(text).text
    except ExpressionError as error:
        if error.suggestion:
            return error.suggestion
        return one_of(error.candidates) if error.candidates else None


def one_of(candidates: Sequence[str]) -> str | None:
    """The one licence that `candidates` are readings of, else None."""
    bases = {re.sub(r"-(?:only|or-later)\Z", "", one) for one in candidates}
    if len(candidates) == 1:
        return candidates[0]
    return bases.pop() if len(bases) == 1 and all(one.endswith(("-only", "-or-later")) for one in candidates) else None


def parsed(text: str) -> Expression:
    """An expression that was found here, taken apart. Raises ExpressionError for any other text."""
    return strict(text)


def agree(one: str, other: str) -> bool:
    """Whether two expressions can mean the same: they share a licence, as far as both decide."""

    def readings(text: str) -> set[str]:
        return {reading for term in parsed(text).terms for reading in term.readings}

    return bool(readings(one) & readings(other))


# Tags

_TAG = re.compile(rb"SPDX-License-Identifier:[ \t]*([^\r\n]{1,300})")


def tags_in(data: bytes) -> Iterator[tuple[str, int]]:
    """The SPDX expressions that the beginning of a file is tagged with, each with its line."""
    if b"SPDX-License-Identifier:" not in data:
        return
    for found in _TAG.finditer(data):
        written = found[1].decode("utf-8", "replace")
        written = re.sub(r"[ \t]*(?:\*+/|-->|#+|\"+|'+|%>|\?>)?[ \t]*\Z", "", re.sub(r"\*/.*|-->.*", "", written))
        try:
            yield strict(written.strip().strip("'\"`,;")).text, data.count(b"\n", 0, found.start()) + 1
        except ExpressionError:
            continue


_GNU = re.compile(
    r"GNU (?P<kind>Affero |Lesser |Library )?General Public Licen[sc]e.{0,160}?version (?P<version>[123](?:\.\d)?)"
    r"(?P<later>.{0,60}?(?:any later version|toute version ult[ée]rieure))?",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s#*/;%!|-]+")


def gnu_notice(data: bytes) -> tuple[str, int] | None:
    """The licence that a file's beginning names in the words that the GNU licences propose, and its line.

    "version 2 of the License" alone stays undecided: many who wrote so meant it, many did not.
    """
    at = data.find(b"General Public Licen")
    if at < 0:
        return None
    words = _MARKS.sub(" ", data[max(at - 20, 0) : at + 600].decode("utf-8", "replace"))
    found = _GNU.search(words)
    if found is None:
        return None
    letters = {"affero ": "AGPL", "lesser ": "LGPL", "library ": "LGPL"}.get((found["kind"] or "").lower(), "GPL")
    version = found["version"] if "." in found["version"] else f"{found['version']}.0"
    known = spdx.licence(f"{letters}-{version}{'-or-later' if found['later'] else ''}")
    return (known.id, data.count(b"\n", 0, at) + 1) if known else None


def each_tag(tags: Tags) -> list[Statement]:
    """What the files say, the most frequent first; once is not enough to speak for the others."""
    counts = Counter(tags.counts)
    return [Statement(one, tags.first[one]) for one, count in counts.most_common() if count >= 2]


def dominant(tags: Tags) -> Statement | None:
    """The expression that most tagged files carry, where they agree well enough to speak for the whole."""
    counts = Counter(tags.counts)
    if not counts:
        return None
    expression, count = counts.most_common(1)[0]
    return Statement(expression, tags.first[expression]) if count >= 3 and count * 2 > sum(counts.values()) else None


# Manifests and README


def of_manifests(manifests: Iterable[Manifest]) -> Iterator[Statement]:
    """The licences that manifests name; that of a data package is of its data."""
    for manifest in manifests:
        about = Kind.DATABASE if manifest.path == "datapackage.json" else None
        for licence in manifest.licences:
            expression = expression_of(licence.value)
            if expression is not None:
                yield Statement(expression, licence.seen[0], about)


_HEADING = re.compile(r"\blicen[sc](?:e|es|ing)\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(?:sous|under|avec|selon)\b.{0,60}\blicen[sc]e|\blicen[sc](?:ed|i[ée]e?s?)\b.{0,20}\b(?:under|sous)\b"
    r"|\blicen[sc]es?\s*:|\b(?:is|are|est|sont)\b.{0,30}\blicen[sc]ed\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:depend|third[- ]party|tiers|bundled|provided by|issue?s? de|inspir|based on|fork|previously|ant[ée]rieur)",
    re.IGNORECASE,
)


def in_readme(path: str, text: str) -> Iterator[Statement]:
    """The licences that a README names: under a heading about licences, or in a sentence that says so."""
    inside, headings = False, 0
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        following = lines[number] if number < len(lines) else ""
        if re.match(r"\s{0,3}#{1,6}\s|={2,}\s\w|\*+\s\w", line) or (
            re.match(r"([=~^*#-])\1{2,}\s*$", following) and line.strip()
        ):
            inside = bool(headings and _HEADING.search(line)) and len(line) < 60
            headings += 1
        said = plain(line)
        if (inside or _SPEAKS.search(said)) and not _OTHERS.search(said) and len(said) < 600:
            named = list(dict.fromkeys(named_in(said)))
            for expression in named[:3]:
                kind = about(said) if len(named) == 1 else None
                yield Statement(expression, Seen(path, number, "readme", Sure.MEDIUM), kind)


_CANDIDATE = re.compile(r"[A-Za-z0-9][\w.+-]*")
_SHORT_NAMES = frozenset({"MIT", "ISC", "ZLIB", "WTFPL", "UNLICENSE", "0BSD"})


def named_in(line: str) -> Iterator[str]:
    """The licences that a line of prose names, the longest names first."""
    if not re.search(r"\d|MIT|ISC|GPL|BSD|CC|Apache|Mozilla|ODbL|ODBL|EUPL|CeCILL|uverte|nlicense|WTFPL|Public", line):
        return
    words = list(_CANDIDATE.finditer(line))
    at = 0
    while at < len(words):
        for length in range(min(8, len(words) - at), 0, -1):
            phrase = line[words[at].start() : words[at + length - 1].end()].rstrip(".,;:)")
            expression = _name(phrase, length)
            if expression is not None:
                yield expression
                at += length
                break
        else:
            at += 1


def _name(phrase: str, words: int) -> str | None:
    if words == 1:
        known = spdx.licence(phrase)
        is_short = known is not None and known.id.upper() in _SHORT_NAMES and phrase[0].isupper()
        if known is not None and (is_short or re.search(r"\d", known.id)):
            return expression_of(known.id)
        if not re.fullmatch(r"(?:[AL]?GPL|CC|EUPL|MPL|LO|ODbL|OFL|BSD)[-v.\d+]*", phrase, re.IGNORECASE):
            return None
    if not re.search(r"\d", phrase) and not re.search(r"licen[sc]e|GPL|ODbL|public", phrase, re.IGNORECASE):
        return None
    from communkit.licences.records import by_alias

    return one_of(by_alias(phrase))
