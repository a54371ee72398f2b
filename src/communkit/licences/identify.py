"""Which licence is this the text of? Exact, modified, or unknown, with the differences.

Runs of words shared with the licences name a few likely ones; those are then compared word by word. A file may hold
several. Ids that share one text (only and or-later, for instance) all come as candidates: the text cannot tell
them apart, and the expression stays undecided.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from communkit.licences import normal
from communkit.licences.copies import BINDING, Change, Comparison, compared, same
from communkit.licences.grams import GRAM, grams
from communkit.licences.records import ids as recorded_ids
from communkit.licences.texts import Store, Text, store

Match: TypeAlias = Literal["exact", "modified", "unknown"]

LARGEST = 4_000_000  # bytes; what is beyond is not read
MOST_LICENCES = 60
_LEAST_ALIKE = 0.72  # a passage less like the licence than this is not called a modified one
_LEAST_SHARED = 0.2  # of the runs of a licence, for it to be compared at all
_COMPARED = 8
_SHORTEST = 20  # words; a shorter licence is recognised only as it stands
_UNDECIDED = re.compile(r"((?:[AL]?GPL|GFDL)-\d\.\d)-(?:only|or-later|invariants.*|no-invariants.*)\Z")
_CHOICE = re.compile(
    r"\b(?:at your option|either of|one of the following licenses|your choice of|dual(?:ly)? ?licensed?|or the apache"
    r"|au choix|double license|sous lune des licenses)\b"
)
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
    licences by AND, or by OR where the words between them offer a choice, and is None when nothing was recognised.
    `rest` is the beginning of the words that belong to no licence and sound as if they bound, else None.
    """

    expression: str | None
    candidates: tuple[str, ...]
    match: Match
    score: float
    differences: tuple[Difference, ...]
    pieces: tuple[Piece, ...]
    rest: str | None = None


_NOTHING = Identification(None, (), "unknown", 0.0, (), ())


class _File:
    """The words of one file, and which of its runs the licences have."""

    def __init__(self, store: Store, text: str) -> None:
        self.store = store
        self.reduced = normal.plain(text)
        self.spoken = [normal.spelled(word) for word in normal.words_of(self.reduced)]
        vocabulary = store.vocabulary
        self.numbers = array("H", (vocabulary.get(word, 0) for word in self.spoken))
        self.hits: dict[int, list[int]] = {}
        for place, gram in enumerate(grams(self.numbers)):
            for number in store.holding(gram) or ():
                self.hits.setdefault(number, []).append(place)

    def likely(self, begin: int, end: int) -> list[tuple[Text, int, int]]:
        """The licences most of whose runs stand in words[begin:end], each with the window to look at."""
        ranked = []
        for number, places in self.hits.items():
            text = self.store.texts[number]
            inside = (
                [place for place in places if begin <= place < end]
                if (begin, end) != (0, len(self.numbers))
                else places
            )
            if not inside:
                continue
            length = text.end - text.begin
            first, last, count = _densest(inside, length + length // 3 + 40)
            share = count / max(text.grams, 1)
            if share >= _LEAST_SHARED:
                around = 60 + length // 6
                whole = len(self.store.words(number))
                window = (max(begin, first - around - text.begin), min(end, last + around + whole - text.end + GRAM))
                ranked.append((min(share, 1.0) * length, text, window))
        ranked.sort(key=lambda one: (-one[0], one[1].number))
        return [(text, *window) for _, text, window in ranked]


def _densest(places: Sequence[int], width: int) -> tuple[int, int, int]:
    """The stretch of `width` words with the most of `places`: its first and last of them, and their number."""
    if places[-1] - places[0] <= width:
        return places[0], places[-1], len(places)
    best, begin = (places[0], places[0], 1), 0
    for end, place in enumerate(places):
        while place - places[begin] > width:
            begin += 1
        if end - begin + 1 > best[2]:
            best = (places[begin], place, end - begin + 1)
    return best


def _best(file: _File, begin: int, end: int) -> list[Comparison]:
    """The licences that explain words[begin:end] best, those that explain it equally well together; none if none does."""
    likely = file.likely(begin, end)
    copies = [one for text, *_ in likely if (one := same(file.store, text, file.numbers, begin, end))]
    if copies:
        longest = max(copies, key=lambda one: one.end - one.begin)
        return [longest, *(o for o in copies if o is not longest and (o.begin, o.end) == (longest.begin, longest.end))]
    found = [
        one
        for text, first, last in likely[:_COMPARED]
        if text.end - text.begin >= _SHORTEST
        and (one := compared(file.store, text, file.numbers, first, last, file.spoken))
        and one.score >= _LEAST_ALIKE
    ]
    if not found:
        return []
    worth = {id(one): one.agreeing - one.disagreeing - (0 if one.exact else 2) for one in found}
    top = max(found, key=lambda one: (worth[id(one)], one.end - one.begin))
    return [top, *(o for o in found if o is not top and worth[id(o)] == worth[id(top)] and _overlap(o, top))]


def _overlap(one: Comparison, other: Comparison) -> bool:
    return one.begin < other.end and other.begin < one.end


def _pieces(file: _File) -> list[list[Comparison]]:
    """The licences of the file, from its beginning to its end, each with those that fit as well."""
    found: list[list[Comparison]] = []
    regions = [(0, len(file.numbers))]
    while regions and len(found) < MOST_LICENCES:
        begin, end = regions.pop()
        if end - begin < 5:
            continue
        best = _best(file, begin, end)
        if not best:
            continue
        first = best[0]
        found.append(best)
        regions += [(begin, first.begin), (first.end, end)]
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
    """The stretches of words that no licence takes and that sound as if they bound somebody."""
    stretches, begin = [], 0
    for one in (*(best[0] for best in found), None):
        end = one.begin if one else len(file.spoken)
        own = _known_around(file, found, begin, end)
        words = [file.spoken[at] for at in range(begin, end) if at not in own]
        if len(words) >= 4 and not BINDING.isdisjoint(words):
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
        return _NOTHING
    left = _left_over(file, found)
    lines = normal.line_numbers(file.reduced)
    pieces = tuple(_piece(best, lines) for best in found)
    changes = [Change((), tuple(file.spoken[a : min(b, a + 200)]), a) for a, b in left]
    differences = (*(d for piece in pieces for d in piece.differences), *_differences(changes, lines))
    between = " ".join(file.spoken[a] for a, b in _between(found, len(file.spoken)) for a in range(a, b))
    rest = " ".join(file.spoken[left[0][0] : left[0][0] + _EXCERPT]) if left else None
    match: Match = "exact" if not left and all(piece.match == "exact" for piece in pieces) else "modified"
    return Identification(
        _expression(pieces, bool(_CHOICE.search(between))),
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


def _expression(pieces: Sequence[Piece], choice: bool) -> str:
    ids = list(dict.fromkeys(piece.expression for piece in pieces))
    return (" OR " if choice else " AND ").join(ids)
