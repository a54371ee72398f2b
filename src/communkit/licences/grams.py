"""Short runs of words, reduced to numbers: what two texts have in common shows in the runs they share."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from zlib import crc32

GRAM = 5  # words in a run
_EVERY = 8  # of a long text, one run in eight is kept
_SHORT = 400  # words; a shorter text keeps all of its runs


def grams(numbers: array[int]) -> list[int]:
    """The run that begins at each word, as a CRC of its numbers, the same on every machine. Empty for fewer words."""
    if sys.byteorder == "big":
        numbers = array("H", numbers)
        numbers.byteswap()
    data = memoryview(numbers.tobytes())
    width = 2 * GRAM
    return [crc32(data[at : at + width]) for at in range(0, len(data) - width + 1, 2)]


def sampled(found: Sequence[int], words: int) -> list[int]:
    """The runs kept of a text of so many words, each once: chosen by their number, hence the same in every copy."""
    if words <= _SHORT:
        return list(dict.fromkeys(found))
    return list(dict.fromkeys(gram for gram in found if gram % _EVERY == 0))
