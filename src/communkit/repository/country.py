"""Which country a project lives in, guessed from the addresses that it gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from communkit.repository.facts import Fact, Seen, Sure

_HOST = re.compile(
    r"(?:https?://|www\.|@)((?:[\w-]+\.)+(fr|be|lu|ch|ca|de|nl|es|it|pt|uk|ie|at))(?![\w.-]*\w)", re.IGNORECASE
)
_GOVERNMENT = re.compile(r"\.gouv\.fr\Z|\.(?:belgium|fgov|wallonie|brussels)\.be\Z")
_CODES = {"uk": "gb"}


def country(texts: Iterable[tuple[str, str]]) -> Fact[str] | None:
    """The two letters of the country whose addresses prevail in `texts` (path, text), with the first of them.

    Two addresses at least, and two thirds of all those of some country; an address of a government counts three.
    """
    counts: Counter[str] = Counter()
    first: dict[str, Seen] = {}
    for path, text in texts:
        for number, line in enumerate(text.splitlines(), 1):
            for found in _HOST.finditer(line):
                code = _CODES.get(found[2].lower(), found[2].lower())
                counts[code] += 3 if _GOVERNMENT.search(found[1].lower()) else 1
                first.setdefault(code, Seen(path, number, "addresses", Sure.LOW))
    if not counts:
        return None
    code, count = counts.most_common(1)[0]
    return Fact(code, (first[code],)) if count >= 2 and count * 3 >= 2 * sum(counts.values()) else None
