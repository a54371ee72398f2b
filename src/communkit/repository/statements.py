"""What somebody wrote as a licence, in a field or in a README. Statements, not weighed yet.

How they are weighed against each other, and against the texts, stands in `outbound` and `licences`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from communkit.licences import spdx
from communkit.licences.expressions import Expression, ExpressionError, parse, strict
from communkit.repository.facts import Seen, Sure
from communkit.repository.files import Kind
from communkit.repository.headers import stated_in
from communkit.repository.readme import plain

_ABOUT: Mapping[Kind, re.Pattern[str]] = {
    kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for kind, words in {
        Kind.DATABASE: "data(?:base|set)?s?|donn[ée]es?|jeux? de donn[ée]es",
        Kind.DOCUMENTATION: "docs?|documentations?|manuals?|guides?|instructional|lessons?|courses?|tutorials?",
        Kind.CONTENT: "contents?|contenus?|fonts?|polices?|textes?|texts|images?|assets|m[ée]dias?|photos?|icons?",
        Kind.SIGN: "logos?|marques?|trademarks?",
        Kind.HARDWARE: "hardware|mat[ée]riel",
        Kind.CODE: "code|source|software|logiciels?|src|application",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One place that names a licence. `about` is the kind of thing it says this of, None where it says of none.

    `vague`: its version is not said, and the usual one was taken.
    """

    expression: str
    seen: Seen
    about: Kind | None = None
    vague: bool = False


_SUBJECT = re.compile(
    r"\W*(?:(?:le|les|ce|tout le|the|this|all|our|notre)\s+)?"
    r"(?:(code(?!\s+(?:of|de)\s+condu))|(contents?|contenus?|textes?))\b",
    re.IGNORECASE,
)


def about(words: str) -> Kind | None:
    """The one kind of thing that some words speak of; of several, the one that they begin with; else None."""
    subject = _SUBJECT.match(words)
    if subject is not None:
        return Kind.CODE if subject[1] else Kind.CONTENT
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


def licence_named(text: str) -> str | None:
    """The same, also where the words around it are those of a notice."""
    try:
        return parse(text).text
    except ExpressionError:
        pass
    meant, said = expression_of(text), stated_in(text)
    if meant is not None and said is not None and re.search(r"\d\.\d", text) and _versions(meant) != _versions(said):
        return said  # "European Union Public Licence (EUPL v.1.1)": the name alone would be the newest one
    return meant or said


def _versions(expression: str) -> list[str]:
    return re.findall(r"\d\.\d", expression)


def one_of(candidates: Sequence[str]) -> str | None:
    """The one licence that `candidates` are readings of, else None."""
    bases = {re.sub(r"-(?:only|or-later)\Z", "", one) for one in candidates}
    if len(candidates) == 1:
        return candidates[0]
    return bases.pop() if len(bases) == 1 and all(one.endswith(("-only", "-or-later")) for one in candidates) else None


@lru_cache(maxsize=8_192)
def parsed(text: str) -> Expression:
    """An expression that was found here, taken apart. Raises ExpressionError for any other text."""
    return strict(text)


@lru_cache(maxsize=4_096)
def agree(one: str, other: str) -> bool:
    """Whether two expressions can mean the same: they share a licence, as far as both decide."""

    def readings(text: str) -> set[str]:
        return {reading for term in parsed(text).terms for reading in term.readings}

    return bool(readings(one) & readings(other))


# README


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
            named = _named_in_prose(said)
            if not named and said and following.strip() and not re.match(r"\s*(?:[#*=|>-]|\d+\.)", following):
                said = f"{said} {plain(following)}"  # a sentence that goes on in the next line
                named = [] if _OTHERS.search(said) or _continued(lines, number) else _named_in_prose(said)
            for expression in named[:3]:
                kind = about(said) if len(named) == 1 else None
                vague = bool(re.search(r"\d", expression)) and not re.search(r"\d", said)
                yield Statement(expression, Seen(path, number, "readme", Sure.MEDIUM), kind, vague)


def _named_in_prose(said: str) -> list[str]:
    """The licences that a sentence names; what it says of later versions of one decides that one."""
    named = list(dict.fromkeys(named_in(said)))
    if len(named) == 1 and parsed(named[0]).undecided:
        words = stated_in(said)
        if words is not None and words != named[0] and agree(words, named[0]):
            return [words]
    return named


def _continued(lines: Sequence[str], number: int) -> bool:
    """Whether the line after `number` will be read by itself: it names a licence of its own."""
    return number < len(lines) and bool(list(named_in(plain(lines[number]))))


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
