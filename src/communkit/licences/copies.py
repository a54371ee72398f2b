"""Is this passage a faithful copy of that licence? The differences that a copy may have, and those that it may not.

A copy may fill in names, leave out a title or number its lists otherwise. Any other word that was changed, added or
left out makes it a modified one, whatever the word.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from communkit.licences.align import Block, blocks
from communkit.licences.data import folder, read_table
from communkit.licences.texts import Store, Text

# words that oblige, allow or forbid, in the languages of the texts: never part of a name
BINDING = frozenset(
    """must may shall should will would can cannot not no nor never none only unless except without if any all every each
    provided require requires required permit permits permitted permission prohibit prohibited forbid forbidden
    allow allowed grant grants granted revoke terminate warranty warranties liable liability distribute distributed
    distribution copy copies modify modified use used sell sold commercial noncommercial evil free
    ne pas doit doivent devra peut peuvent interdit interdite interdits sauf sans sous seulement uniquement
    autorise autorisee obligation condition conditions permis permise non aucun aucune commerciale commercial usage
    darf duerfen muss muessen nicht kein keine nur ohne ausser verboten erlaubt""".split()
)
# the places where a licence names its holder or its year, as the texts of the list write them
_SLOT = frozenset(
    """copyright holder holders owner owners author authors contributor contributors organization organizations name
    names the of its his her their and or regents university california berkeley year years yyyy isc institute
    company foundation consortium project developer developers licensor inc above listed mentioned named
    software team provider supplier entity person persons individual""".split()
)
_NAMED = frozenset(
    """holder holders owner owners author authors contributors organization name names regents university year yyyy isc
    licensor company foundation developer developers""".split()
)
# the addresses of the Free Software Foundation, which moved
_MOVED = frozenset(
    """51 franklin street st fifth 5th floor fl boston ma 02110 1301 02110-1301 usa 59 temple place suite ste 330 02111
    1307 675 mass massachusetts ave avenue cambridge 02139 inc 31 milk 960789 02196 www gnu org licenses http https""".split()
)
_COUNTER = re.compile(r"\d{1,2}|[a-z]|[ivx]{1,4}")
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
    """

    text: Text
    begin: int
    end: int
    agreeing: int
    disagreeing: int
    changes: tuple[Change, ...]

    @property
    def exact(self) -> bool:
        return not self.changes

    @property
    def score(self) -> float:
        total = self.agreeing + self.disagreeing
        return self.agreeing / total if total else 0.0


@dataclass(frozen=True, slots=True)
class _Accepted:
    licences: tuple[str, ...]
    added: frozenset[str]
    left_out: frozenset[str]


@cache
def _accepted() -> tuple[_Accepted, ...]:
    found = []
    for row in read_table(folder("") / "matching.yaml").tables("accepted"):
        one = _Accepted(row.texts("licences"), frozenset(row.texts("added")), frozenset(row.texts("left_out")))
        row.done()
        found.append(one)
    return tuple(found)


@cache
def _variations(ids: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The phrases that copies of these licences may add, and those they may leave out."""
    fitting = [one for one in _accepted() if any(fnmatchcase(i, p) for i in ids for p in one.licences)]
    return (
        frozenset().union(*(one.added for one in fitting)),
        frozenset().union(*(one.left_out for one in fitting)),
    )


def harmless(expected: Sequence[str], found: Sequence[str], ids: tuple[str, ...]) -> bool:
    """May a faithful copy of the licence say `found` where its text says `expected`?"""
    if not expected and not found:
        return True
    if all(_COUNTER.fullmatch(word) and not word.isdigit() for word in (*expected, *found)):
        return True
    if (not expected or not found) and all(_COUNTER.fullmatch(word) for word in (*expected, *found)):
        return True
    if not _MOVED.isdisjoint(found or expected) and _MOVED.issuperset(found) and _MOVED.issuperset(expected):
        return True
    added, left_out = _variations(ids)
    if (not expected and " ".join(found) in added) or (not found and " ".join(expected) in left_out):
        return True
    return (
        bool(expected)
        and len(found) <= _LONGEST_NAME
        and _SLOT.issuperset(expected)
        and not _NAMED.isdisjoint(expected)
        and BINDING.isdisjoint(found)
    )


def same(store: Store, text: Text, words: array[int], begin: int, end: int) -> Comparison | None:
    """The faithful copy of `text` that stands word for word in words[begin:end]; None when there is none."""
    data = words[begin:end].tobytes()
    licence = store.words(text.number)
    for first, last in ((0, len(licence)), (text.begin, text.end)):
        at = _find(data, licence[first:last].tobytes())
        if at is not None:
            return Comparison(text, begin + at, begin + at + last - first, text.end - text.begin, 0, ())
    return None


def _find(data: bytes, sought: bytes) -> int | None:
    """The place of `sought` in `data`, in words of two bytes."""
    at = data.find(sought)
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
    return Comparison(text, begin + near[0], begin + near[1], agreeing, disagreeing, tuple(changes))


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
