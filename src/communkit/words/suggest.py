"""What somebody meant who typed something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def closest(word: str, candidates: Iterable[str], limit: int = 1) -> list[str]:
    """The candidates nearest to `word`, best first, at most `limit`; none when nothing is near.

    Case, accents and separators do not count; an insertion, a deletion, a replacement or two swapped letters
    count one each, and one letter in three may be wrong. A candidate that begins with `word` (three letters
    at least) is near as well.
    """
    typed = _plain(word)
    allowed = len(typed) // 3
    ranked = []
    for order, candidate in enumerate(candidates):
        name = _plain(candidate)
        if typed == name:
            edits = 0
        elif abs(len(name) - len(typed)) <= allowed:
            edits = _edits(typed, name, allowed)
        else:
            edits = allowed + 1
        if edits > allowed:
            if len(typed) < 3 or not name.startswith(typed):
                continue
            edits = allowed + 1
        kept = next((i for i, (a, b) in enumerate(zip(typed, name, strict=False)) if a != b), len(name))
        ranked.append((edits, -kept, abs(len(name) - len(typed)), order, candidate))
    return [candidate for *_, candidate in sorted(ranked)[:limit]]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]", "", decomposed)


def _edits(left: str, right: str, most: int) -> int:
    """The optimal string alignment distance, or some number above `most` as soon as it is exceeded."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most and (not before or min(before) > most):
            return most + 1
    return row[-1]
