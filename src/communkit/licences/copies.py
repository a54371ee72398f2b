"""Is this passage a faithful copy of that licence? The differences that a copy may have, and those that it may not.

A copy may fill in names, leave out a title or number its lists otherwise. Any other word that was changed, added or
left out makes it a modified one, whatever the word.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from hashlib import sha256

from communkit.licences.align import Block, blocks
from communkit.licences.data import Sourced, folder, read_table
from communkit.licences.texts import Store, Text
from communkit.marked import N_

_COUNTER = re.compile(r"[12]?\d(?:\.\d{1,2})*|[a-z]|[ivx]{1,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_NAME = 14


@dataclass(frozen=True, slots=True)
class Change:
    """Where a passage departs from the licence: words of it left out, words put in, and where in the passage."""

    expected: tuple[str, ...]
    found: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A passage beside a licence. `begin`, `end`: the words of the file that it takes, notices around it included.

    `score` is the part of the words that agree, from 0 to 1; `changes` those that a faithful copy may not have.
    `shared` counts the words in common, those of head and tail included.
    """

    text: Text
    begin: int
    end: int
    agreeing: int
    disagreeing: int
    shared: int
    changes: tuple[Change, ...]

    @property
    def exact(self) -> bool:
        return not self.changes

    @property
    def score(self) -> float:
        total = self.agreeing + self.disagreeing
        return self.agreeing / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Variations:
    """What copies of some licences may vary: phrases that they may add, leave out, or put for one another."""

    licences: tuple[str, ...]
    added: frozenset[str]
    left_out: frozenset[str]
    exchanged: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of `licences/matching.yaml`: see there."""

    binding: frozenset[str]
    demanding: frozenset[str]
    places: frozenset[str]
    named: frozenset[str]
    addresses: frozenset[str]
    free_exceptions: frozenset[str]
    variations: tuple[Variations, ...]


@cache
def wording() -> Wording:
    """The words that bind, that name, and that copies may vary. Raises DataError."""
    table = read_table(folder("") / "matching.yaml")
    sets = {key: frozenset(table.text(key).split()) for key in ("binding", "demanding", "places", "named", "addresses")}
    variations = []
    for row in table.tables("accepted"):
        pairs = frozenset((pair.text("for"), pair.text("put")) for pair in row.tables("exchanged"))
        variations.append(
            Variations(row.texts("licences"), frozenset(row.texts("added")), frozenset(row.texts("left_out")), pairs)
        )
        row.done()
    return Wording(
        sets["binding"] | sets["demanding"],
        sets["demanding"],
        sets["places"] | sets["named"],
        sets["named"],
        sets["addresses"],
        frozenset(table.texts("free_exceptions")),
        tuple(variations),
    )


@cache
def _varied(ids: tuple[str, ...]) -> Variations:
    """All that copies of the text of these ids may vary."""
    fitting = [one for one in wording().variations if any(fnmatchcase(i, p) for i in ids for p in one.licences)]
    return Variations(
        ids,
        frozenset().union(*(one.added for one in fitting)),
        frozenset().union(*(one.left_out for one in fitting)),
        frozenset().union(*(one.exchanged for one in fitting)),
    )


def harmless(expected: Sequence[str], found: Sequence[str], ids: tuple[str, ...]) -> bool:
    """May a faithful copy of the licence say `found` where its text says `expected`?"""
    every = (*expected, *found)
    if all(_YEAR.fullmatch(word) for word in every):
        return True  # the years of a copyright line inside the text, or nothing at all
    lettered = all(_COUNTER.fullmatch(word) for word in every)
    if lettered and (not expected or not found or not any(word.isdigit() for word in every)):
        return True  # lists numbered otherwise, or not at all; a number put for another is a change
    words, varied = wording(), _varied(ids)
    if words.addresses.issuperset(every):
        return True
    put, meant = " ".join(found), " ".join(expected)
    if put.replace(" ", "") == meant.replace(" ", ""):
        return True  # a word cut in two, or two written as one
    if not expected:
        return put in varied.added
    if not found:
        return meant in varied.left_out
    if (meant, put) in varied.exchanged:
        return True
    return (
        len(found) <= _LONGEST_NAME
        and words.places.issuperset(expected)
        and not words.named.isdisjoint(expected)
        and words.binding.isdisjoint(found)
    )


def same(store: Store, text: Text, words: array[int], begin: int, end: int) -> Comparison | None:
    """The faithful copy of `text` that stands word for word in words[begin:end]; None when there is none."""
    data = words[begin:end].tobytes()
    licence = store.words(text.number)
    for first, last in ((0, len(licence)), (text.begin, text.end)):
        at = _find(data, licence[first:last].tobytes())
        if at is not None:
            return Comparison(text, begin + at, begin + at + last - first, text.end - text.begin, 0, last - first, ())
    return None


@dataclass(frozen=True, slots=True)
class Digested:
    """A text known by a digest of its words (`licences/digests.yaml`), with where it was read."""

    licences: tuple[str, ...]
    language: str
    begins: tuple[str, ...]
    words: int
    sha256: str
    sourced: Sourced
    url: str


@cache
def digested() -> tuple[Digested, ...]:
    """The texts known by their digest. Raises DataError."""
    found = []
    for row in read_table(folder("") / "digests.yaml").tables("texts"):
        count = row.raw("words")
        if not isinstance(count, int) or count < 1:
            raise row.wrong(N_("a number of words is expected here"), "words")
        found.append(
            Digested(
                row.texts("licences"),
                row.text("language"),
                tuple(row.text("begins").split()),
                count,
                row.text("sha256"),
                row.sourced(),
                row.text("url"),
            )
        )
        row.done()
    return tuple(found)


def by_digest(
    store: Store, words: array[int], begin: int, end: int, spoken: Callable[[], list[str]]
) -> Comparison | None:
    """The text that stands in words[begin:end] and that is known by its digest; None when there is none.

    `spoken` gives the words as text, and is called only where one of these texts seems to begin.
    """
    data = words[begin:end].tobytes()
    for one in digested():
        opening = array("H", (store.vocabulary.get(word, 0) for word in one.begins)).tobytes()
        at = _find(data, opening)
        while at is not None:
            copy = spoken()[begin + at : min(end, begin + at + one.words)]
            if sha256(" ".join(copy).encode("ascii")).hexdigest() == one.sha256:
                text = Text(-1, one.licences, one.language, 0, one.words, 0)
                return Comparison(text, begin + at, begin + at + one.words, one.words, 0, one.words, ())
            at = _find(data, opening, at + 1)  # words of no licence are all alike, so that it may begin elsewhere
    return None


def _find(data: bytes, sought: bytes, start: int = 0) -> int | None:
    """The place of `sought` in `data` from `start`, in words of two bytes."""
    at = data.find(sought, 2 * start)
    while at >= 0 and at % 2:
        at = data.find(sought, at + 1)
    return at // 2 if at >= 0 else None


def compared(
    store: Store, text: Text, words: array[int], begin: int, end: int, spoken: Sequence[str]
) -> Comparison | None:
    """`text` beside words[begin:end]; None when nothing of its binding part is there. `spoken`: the words as text."""
    licence = store.words(text.number)
    shared = blocks(licence, words[begin:end])
    inner = [clipped for block in shared if (clipped := _clipped(block, text.begin, text.end))]
    if not inner:
        return None
    names = store.word_list
    changes: list[Change] = []
    agreeing = sum(block.size for block in inner)
    disagreeing = 0
    left, right = text.begin, inner[0].right
    for block in (*inner, Block(text.end, inner[-1].right + inner[-1].size, 0)):
        expected = tuple(names[number] for number in licence[left : block.left])
        found = tuple(spoken[begin + right : begin + block.right])
        if not harmless(expected, found, text.ids):
            changes.append(Change(expected, found, begin + right))
            disagreeing += len(expected) + len(found)
        else:
            agreeing += len(expected)
        left, right = block.left + block.size, block.right + block.size
    first, last = shared[0], shared[-1]
    near = _near(first, last, inner)
    every = sum(block.size for block in shared)
    return Comparison(text, begin + near[0], begin + near[1], agreeing, disagreeing, every, tuple(changes))


def _clipped(block: Block, begin: int, end: int) -> Block | None:
    """The part of a block that belongs to the binding part of the licence."""
    first, last = max(block.left, begin), min(block.left + block.size, end)
    return Block(first, block.right + first - block.left, last - first) if first < last else None


def _near(first: Block, last: Block, inner: Sequence[Block]) -> tuple[int, int]:
    """The passage: the binding part, with head and tail where they stand close to it."""
    begin, end = inner[0].right, inner[-1].right + inner[-1].size
    if first.size >= 4 or first.right >= begin:
        begin = min(begin, first.right)
    if last.size >= 4 or last.right + last.size <= end:
        end = max(end, last.right + last.size)
    return begin, end
