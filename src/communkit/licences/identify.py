"""Which licence is this the text of? Exact, modified, or unknown, with the differences.

Runs of words shared with the licences name a few likely ones; those are then compared word by word. A file may hold
several. Ids that share one text (only and or-later, for instance) all come as candidates: the text cannot tell
them apart, and the expression stays undecided.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from communkit.licences import normal, spdx
from communkit.licences.copies import Change, Comparison, by_digest, compared, same, wording
from communkit.licences.grams import GRAM, grams
from communkit.licences.notices import noticed
from communkit.licences.records import ids as recorded_ids
from communkit.licences.texts import Store, Text, store

Match: TypeAlias = Literal["exact", "modified", "unknown"]

LARGEST = 4_000_000  # bytes; what is beyond is not read
MOST_LICENCES = 500
_STRETCH = 16_000  # words; the longest licence has some 7,200
_LEAST_ALIKE = 0.72  # a passage less like the licence than this is not called a modified one
_HARDLY = 0.95  # a licence at least so alike was hardly changed
_LARGER = 1.2
_LEAST_SHARED = 0.2  # of the runs of a licence, for it to be compared at all
_COMPARED = 8
_SHORTEST = 20  # words; a shorter licence is recognised only as it stands
_UNDECIDED = re.compile(r"((?:[AL]?GPL|GFDL)-\d\.\d)-(?:only|or-later|invariants.*|no-invariants.*)\Z")
_CHOICE = re.compile(
    r"\b(?:at your option|either of|one of the following licenses|your choice of|dual(?:ly)? ?licensed?|or the apache"
    r"|you may (?:pick|choose)|whichever|au choix|double license|sous lune des licenses)\b"
)
_STATEMENT = 150  # words between the licences; more of them are no mere statement of a choice
_EXCERPT = 12  # words of context in an excerpt of what was left over


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that the licence has and the file has not, and the reverse; normalised. `line` counts from 1."""

    expected: str
    found: str
    line: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One licence in a file. `candidates` share this text, likeliest first; `score` is the part of it that agrees."""

    candidates: tuple[str, ...]
    language: str
    match: Match
    score: float
    differences: tuple[Difference, ...]
    first_line: int
    last_line: int

    @property
    def expression(self) -> str:
        """The candidates as one SPDX id: GPL-3.0 where the text says neither only nor or-later."""
        return _one_id(self.candidates)


@dataclass(frozen=True, slots=True)
class Identification:
    """What a file holds.

    `match` is "exact" when every licence in it is and nothing that binds stands beside; `expression` joins several
    licences by AND, or by OR where the words between them offer a choice, an exception to its licence by WITH. It is
    None when nothing was recognised; `candidates` are then the licences that a notice names. It is None, too, for the
    text of an exception alone, which is the one piece then.
    `rest` is the beginning of the words that belong to no licence and sound as if they bound, else None.
    """

    expression: str | None
    candidates: tuple[str, ...]
    match: Match
    score: float
    differences: tuple[Difference, ...]
    pieces: tuple[Piece, ...]
    rest: str | None = None


@dataclass(frozen=True, slots=True)
class _Likely:
    """A licence to compare, the window where it may stand, and about how many of its words are there."""

    text: Text
    begin: int
    end: int
    expected: float


class _File:
    """The words of one file, and which of its runs the licences have."""

    def __init__(self, store: Store, text: str) -> None:
        self.store = store
        self.reduced = normal.plain(text)
        self._words = normal.words_of(self.reduced)
        number_of = store.vocabulary.get
        self.numbers = array("H", [number_of(word, 0) for word in self._words])
        self.hits: dict[int, list[int]] = {}
        runs = store.runs
        self.grams = grams(self.numbers)
        for place, gram in enumerate(self.grams):
            if gram in runs:
                for number in store.holding(gram):
                    self.hits.setdefault(number, []).append(place)

    @cached_property
    def spoken(self) -> list[str]:
        """The words as text, in their one spelling."""
        return [normal.spelled(word) for word in self._words]

    def likely(self, begin: int, end: int) -> list[_Likely]:
        """The licences of which most runs stand in words[begin:end], that with most words first."""
        ranked = []
        for number, places in self.hits.items():
            text = self.store.texts[number]
            inside = places[bisect_left(places, begin) : bisect_left(places, end)]
            if len(inside) < _LEAST_SHARED * text.grams:
                continue
            length = text.end - text.begin
            first, last = _densest(inside, length + length // 5 + 30)
            within = inside[bisect_left(inside, first) : bisect_right(inside, last)]
            share = len({self.grams[place] for place in within}) / max(text.grams, 1)
            if share >= _LEAST_SHARED:
                around = 60 + length // 6
                whole = len(self.store.words(number))
                left, right = first - around - text.begin, last + around + whole - text.end + GRAM
                ranked.append(_Likely(text, max(begin, left), min(end, right), share * length))
        return sorted(ranked, key=lambda one: (-one.expected, one.text.number))


def _densest(places: Sequence[int], width: int) -> tuple[int, int]:
    """The first and last place of the stretch of `width` words that has most of `places`."""
    if places[-1] - places[0] <= width:
        return places[0], places[-1]
    best, begin = (0, 0), 0
    for end, place in enumerate(places):
        while place - places[begin] > width:
            begin += 1
        if end - begin > best[1] - best[0]:
            best = (begin, end)
    return places[best[0]], places[best[1]]


def _best(file: _File, begin: int, end: int) -> list[Comparison]:
    """The licences that explain words[begin:end] best, those that do so equally well together."""
    digested = by_digest(file.store, file.numbers, begin, end, lambda: file.spoken)
    if digested:
        return [digested]
    likely = file.likely(begin, end)
    whole = _whole(file, begin, end, likely)
    return whole or _nearest(file, likely)


def _whole(file: _File, begin: int, end: int, likely: Sequence[_Likely]) -> list[Comparison]:
    """The longest licence that stands there word for word, with those that share its words.

    None of it counts when it is only a part of a longer licence that was hardly changed.
    """
    copies = [found for one in likely if (found := same(file.store, one.text, file.numbers, begin, end))]
    if not copies:
        return []
    longest = max(copies, key=lambda one: one.end - one.begin)
    larger = [one for one in likely if one.expected > _LARGER * (longest.end - longest.begin)]
    around = _nearest(file, larger[:2]) if larger else []
    if around and around[0].score > _HARDLY and around[0].begin <= longest.begin and around[0].end >= longest.end:
        return around
    return [longest, *(o for o in copies if o is not longest and (o.begin, o.end) == (longest.begin, longest.end))]


def _nearest(file: _File, likely: Sequence[_Likely]) -> list[Comparison]:
    """The licence that a passage is nearest to, with those that are as near; none when none is near enough."""
    found = [
        compared(file.store, one.text, file.numbers, one.begin, one.end, file.spoken)
        for one in likely[:_COMPARED]
        if one.text.end - one.text.begin >= _SHORTEST
    ]
    near = [one for one in found if one is not None and one.score >= _LEAST_ALIKE]
    if not near:
        return []
    worth = {id(one): one.shared - 2 * one.disagreeing - len(one.changes) for one in near}
    top = max(near, key=lambda one: (worth[id(one)], one.end - one.begin))
    return [top, *(o for o in near if o is not top and worth[id(o)] == worth[id(top)] and _overlap(o, top))]


def _overlap(one: Comparison, other: Comparison) -> bool:
    return one.begin < other.end and other.begin < one.end


def _pieces(file: _File) -> list[list[Comparison]]:
    """The licences of the file, from its beginning to its end, each with those that fit as well.

    A long file is gone through in stretches, so that its length counts once: what begins in the first half of a
    stretch is settled in it, what begins in the second half is left to the next one.
    """
    found: list[list[Comparison]] = []
    length, begin = len(file.numbers), 0
    while begin < length and len(found) < MOST_LICENCES:
        end = min(length, begin + _STRETCH)
        settled = length if end == length else begin + _STRETCH // 2
        inside = [best for best in _stretch(file, begin, end) if best[0].begin < settled]
        found += inside
        begin = max(settled, max((best[0].end for best in inside), default=0))
    return found


def _stretch(file: _File, begin: int, end: int) -> list[list[Comparison]]:
    """The licences of words[begin:end]: the best one, then those before and after it."""
    found: list[list[Comparison]] = []
    regions = [(begin, end)]
    while regions:
        begin, end = regions.pop()
        best = _best(file, begin, end) if end - begin >= GRAM else []
        if best:
            found.append(best)
            regions += [(begin, best[0].begin), (best[0].end, end)]
    return sorted(found, key=lambda one: one[0].begin)


def _one_id(candidates: Sequence[str]) -> str:
    undecided = {match[1] for one in candidates if (match := _UNDECIDED.match(one))}
    if len(undecided) == 1 and len(candidates) > 1:
        return undecided.pop()
    return candidates[0]


def _ordered(found: Sequence[Comparison]) -> tuple[str, ...]:
    """Every id of the comparisons: those that communkit keeps a record of first, then the shortest."""
    kept = set(recorded_ids())
    ids = dict.fromkeys(identifier for one in found for identifier in one.text.ids)
    return tuple(sorted(ids, key=lambda one: (one not in kept, len(one), one)))


def _left_over(file: _File, found: Sequence[Sequence[Comparison]]) -> list[tuple[int, int]]:
    """The stretches that no licence takes and that sound as if they bound somebody; an offered choice does not."""
    stretches, begin = [], 0
    for one in (*(best[0] for best in found), None):
        end = one.begin if one else len(file.numbers)
        own = _known_around(file, found, begin, end)
        words = [file.spoken[at] for at in range(begin, end) if at not in own]
        if len(words) >= 4 and not wording().demanding.isdisjoint(words) and not _CHOICE.search(" ".join(words)):
            stretches.append((begin, end))
        begin = one.end if one else end
    return stretches


def _known_around(file: _File, found: Sequence[Sequence[Comparison]], begin: int, end: int) -> set[int]:
    """The places of words[begin:end] that repeat the head or tail of a licence found: its notices, its title."""
    known: set[int] = set()
    if begin >= end:
        return known
    for best in found:
        text = best[0].text
        if text.number < 0:
            continue  # known by its digest alone
        words = file.store.words(text.number)
        edges = set(grams(words[: text.begin])) | set(grams(words[text.end :]))
        if edges:
            for at, gram in enumerate(grams(file.numbers[begin:end])):
                if gram in edges:
                    known.update(range(begin + at, begin + at + GRAM))
    return known


def _differences(changes: Sequence[Change], lines: Sequence[int]) -> tuple[Difference, ...]:
    last = len(lines) - 1
    return tuple(Difference(" ".join(one.expected), " ".join(one.found), lines[min(one.at, last)]) for one in changes)


def identify(content: bytes | str, texts: Store | None = None) -> Identification:
    """Which licences the content of a file is the text of. `texts`: the store to ask, else that of the installation.

    Never raises on content: what cannot be recognised is unknown. Content beyond `LARGEST` bytes is not read.
    """
    known = texts or store()
    text = normal.decoded(content[:LARGEST]) if isinstance(content, bytes) else content[:LARGEST]
    file = _File(known, text)
    found = _pieces(file) if file.hits else []
    if not found:
        return Identification(None, noticed(text), "unknown", 0.0, (), ())
    left = _left_over(file, found)
    lines = normal.line_numbers(file.reduced)
    pieces = tuple(_piece(best, lines) for best in found)
    changes = [Change((), tuple(file.spoken[a : min(b, a + 200)]), a) for a, b in left]
    differences = (*(d for piece in pieces for d in piece.differences), *_differences(changes, lines))
    between = [word for a, b in _between(found, len(file.numbers)) for word in file.spoken[a:b]]
    choice = len(between) <= _STATEMENT and bool(_CHOICE.search(" ".join(between)))
    rest = " ".join(file.spoken[left[0][0] : left[0][0] + _EXCERPT]) if left else None
    match: Match = "exact" if not left and all(piece.match == "exact" for piece in pieces) else "modified"
    return Identification(
        _expression(pieces, choice),
        tuple(dict.fromkeys(one for piece in pieces for one in piece.candidates)),
        match,
        min(piece.score for piece in pieces),
        differences,
        pieces,
        rest,
    )


def _between(found: Sequence[Sequence[Comparison]], length: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for best in found for edge in (best[0].begin, best[0].end)), length]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _piece(best: Sequence[Comparison], lines: Sequence[int]) -> Piece:
    first = best[0]
    return Piece(
        _ordered(best),
        first.text.language,
        "exact" if first.exact else "modified",
        round(first.score, 4),
        _differences(first.changes, lines),
        lines[first.begin],
        lines[max(first.begin, first.end - 1)],
    )


def _expression(pieces: Sequence[Piece], choice: bool) -> str | None:
    """The licences joined; an exception goes with the licence before it, else with the one behind it.

    Most exceptions are to the GNU licences, and go with no other.
    """
    terms: list[str] = []
    waiting: str | None = None
    for piece in pieces:
        name = piece.expression
        if spdx.exception(name) is None:
            terms.append(f"{name} WITH {waiting}" if waiting and _takes(name, waiting) else name)
            waiting = None
        elif terms and _takes(terms[-1], name):
            terms[-1] = f"{terms[-1]} WITH {name}"
        else:
            waiting = name
    return (" OR " if choice else " AND ").join(dict.fromkeys(terms)) or None


def _takes(term: str, exception: str) -> bool:
    gnu = term.startswith(("GPL-", "LGPL-", "AGPL-"))
    return " WITH " not in term and (gnu or exception in wording().free_exceptions)
