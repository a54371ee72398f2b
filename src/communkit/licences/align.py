"""A licence laid beside a stretch of a file: what they share, in order, and what stands between.

Runs that the licence has once are the anchors. A stretch may hold several copies; of the places of a run, the one
counts that lies where most runs say the licence begins. The longest rising chain of anchors gives the frame, and the
gaps, which are small when the texts are copies, are compared word by word. Linear but for the gaps, which are
bounded.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_ANCHOR = 4  # words
_NEAR = 48  # words by which the beginnings that two runs point to may differ
_AROUND = 20  # words more than expected that are looked at before the first anchor and after the last
_LARGEST_GAP = 40_000  # pairs of words; a larger gap is left as one difference


@dataclass(frozen=True, slots=True)
class Block:
    """`size` words that are the same, from `left` in the first list and `right` in the second."""

    left: int
    right: int
    size: int


def _once(words: array[int]) -> dict[tuple[int, ...], int]:
    """Each run of `_ANCHOR` words that occurs once → its place."""
    found: dict[tuple[int, ...], int] = {}
    for place, run in enumerate(zip(words, words[1:], words[2:], words[3:], strict=False)):
        found[run] = -1 if run in found else place
    return {run: place for run, place in found.items() if place >= 0}


def _anchors(left: array[int], right: array[int]) -> list[tuple[int, int]]:
    """Where the runs of the licence stand in the stretch, one place each, sorted."""
    once = _once(left)
    places: dict[int, list[int]] = {}
    for place, run in enumerate(zip(right, right[1:], right[2:], right[3:], strict=False)):
        at = once.get(run)
        if at is not None:
            places.setdefault(at, []).append(place)
    votes: dict[int, int] = {}
    for at, found in places.items():
        for place in found:
            beginning = (place - at) // _NEAR
            votes[beginning] = votes.get(beginning, 0) + 1
    if not votes:
        return []
    best = max(votes, key=lambda v: (votes[v] + votes.get(v + 1, 0), -v))
    begins = (best + 1) * _NEAR
    return sorted((at, min(found, key=lambda place: abs(place - at - begins))) for at, found in places.items())


def _chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs`, sorted by their first place, in which the second rises too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, right) in enumerate(pairs):
        at = bisect_left(tails, right)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(right)
            ends.append(number)
        else:
            tails[at] = right
            ends[at] = number
    chain: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _gap(left: array[int], right: array[int], a: int, b: int, c: int, d: int) -> Iterator[Block]:
    """What left[a:b] and right[c:d] share, word by word."""
    if a >= b or c >= d or (b - a) * (d - c) > _LARGEST_GAP:
        return
    matcher = SequenceMatcher(None, left[a:b], right[c:d], autojunk=False)
    for one in matcher.get_matching_blocks():
        if one.size:
            yield Block(a + one.a, c + one.b, one.size)


def blocks(left: array[int], right: array[int]) -> list[Block]:
    """What the two lists share, in order, as blocks that touch neither in both lists nor overlap."""
    found: list[Block] = []
    a = c = 0
    for place, other in _chain(_anchors(left, right)):
        if place < a or other < c:
            continue  # inside the block that is already laid
        begin = 0
        while place - begin > a and other - begin > c and left[place - begin - 1] == right[other - begin - 1]:
            begin += 1
        size = _ANCHOR
        while place + size < len(left) and other + size < len(right) and left[place + size] == right[other + size]:
            size += 1
        if not found:  # before the first anchor, only what lies close to it
            c = max(c, other - begin - (place - begin - a) - _AROUND)
        found += _gap(left, right, a, place - begin, c, other - begin)
        found.append(Block(place - begin, other - begin, size + begin))
        a, c = place + size, other + size
    found += _gap(left, right, a, len(left), c, min(len(right), c + len(left) - a + _AROUND))
    return _joined(found)


def _joined(found: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in found:
        last = joined[-1] if joined else None
        if last and last.left + last.size == block.left and last.right + last.size == block.right:
            joined[-1] = Block(last.left, last.right, last.size + block.size)
        else:
            joined.append(block)
    return joined
