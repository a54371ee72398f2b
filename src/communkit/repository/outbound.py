"""Under which licence the work goes out: what its own places say, weighed; what is open stays open.

Texts at the root come first, then manifests, tags, README and headers. Texts of the GNU licences say neither "this
version only" nor "or later": that is decided by what the project itself says, or said to be undecided.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from communkit.licences.expressions import strict
from communkit.repository.facts import Seen, Sure
from communkit.repository.files import Kind
from communkit.repository.statements import Statement, agree, parsed
from communkit.repository.texts import LicenceFile, scope

LATER, ONLY, UNSTATED, CONTRADICTORY, NO_MATTER = (
    "stated-or-later",
    "stated-only",
    "unstated",
    "contradictory",
    "n/a",
)
_MOST_EVIDENCE = 12


@dataclass(frozen=True, slots=True)
class Outbound:
    """The licence of the whole, or of its code. `expression` is None where nothing names one.

    `or_later` is one of the five words above. `evidence` are the places that bear it out, the best first.
    """

    expression: str | None
    or_later: str
    confidence: Sure
    evidence: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the project's own that goes out under another licence: a folder, a kind of thing, or both."""

    where: str
    kind: Kind | None
    expression: str
    or_later: str
    evidence: tuple[Seen, ...]
    files: int = 0


class Placed(Protocol):
    """Something that knows its place."""

    @property
    def seen(self) -> Seen:
        """Where it stands."""


@dataclass(frozen=True, slots=True)
class Census:
    """What the files themselves say: how many carry each expression, and a few places of each."""

    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[Seen]] = field(default_factory=dict)

    def add(self, expression: str, said: Placed) -> None:
        """Count one file."""
        places = self.places.get(expression)
        if places is None:
            self.places[expression] = [said.seen]
            self.counts[expression] = 1
            return
        self.counts[expression] += 1
        if len(places) < 3:
            places.append(said.seen)

    def dominant(self, least: int = 3) -> Statement | None:
        """The expression that most files carry, where at least half of them agree."""
        if not self.counts:
            return None
        expression, count = min(self.counts.items(), key=lambda one: (-one[1], one[0]))
        if count >= least and count * 2 >= sum(self.counts.values()):
            return Statement(expression, self.places[expression][0])
        return None


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that speaks of the whole, by where it stands. `tags` and `headers` are counted over own code."""

    texts: Sequence[LicenceFile]
    manifests: Sequence[Statement]
    readme: Sequence[Statement]
    tags: Census
    headers: Census
    collected: Sequence[LicenceFile] = ()
    in_docs: Sequence[LicenceFile] = ()
    elsewhere: Sequence[LicenceFile] = ()
    modules: Sequence[Statement] = ()
    files: int = 0


def decide(sources: Sources) -> Outbound:
    """The outbound licence of `sources`."""
    statements = [*sources.manifests, *sources.readme]
    base, sure, places = _base(sources, statements)
    if base is None:
        return Outbound(None, NO_MATTER, Sure.LOW)
    value, or_later, decisive = _later(base, sources)
    seen = [*places, *decisive]
    seen += [one.seen for one in statements if agree(value, one.expression)]
    for census in (sources.tags, sources.headers):
        for expression, some in census.places.items():
            if agree(value, expression):
                seen += some[:2]
    return Outbound(value, or_later, sure, tuple(dict.fromkeys(seen))[:_MOST_EVIDENCE])


def _base(sources: Sources, statements: Sequence[Statement]) -> tuple[str | None, Sure, list[Seen]]:
    """The licence before the question of later versions, how sure it is, and where it stands."""
    texts = [one for one in sources.texts if one.expression is not None]
    texts = texts or [one for one in sources.in_docs if one.expression is not None]
    if texts:
        value, sure = _of_texts(texts, statements, sources)
        used = {_plain(term.id) for term in parsed(value).terms}
        by_weight = sorted(texts, key=lambda one: (one.expression != value, one.match == "notice"))
        shown = [
            one.seen
            for one in by_weight
            if one.expression and used & {_plain(t.id) for t in parsed(one.expression).terms}
        ]
        return value, sure, shown or [one.seen for one in texts]
    tagged = sources.tags.dominant()
    if sources.collected and tagged is not None:
        return tagged.expression, Sure.HIGH, [tagged.seen]
    for group, sure in (
        (sources.manifests, Sure.MEDIUM),
        ([tagged] if tagged else [], Sure.HIGH),
        (_about_code(sources.readme), Sure.MEDIUM),
    ):
        if group:
            return _agreed(group), sure, [one.seen for one in group if agree(group[0].expression, one.expression)]
    if sources.modules:
        values = {one.expression for one in sources.modules}
        if len(values) == 1:
            return values.pop(), Sure.MEDIUM, [one.seen for one in sources.modules[:4]]
    for one in sources.elsewhere:
        if one.expression is not None:
            return one.expression, Sure.LOW, [one.seen]
    said = sources.headers.dominant(max(3, sources.files // 5))
    if said is not None:
        return said.expression, Sure.MEDIUM, [said.seen]
    if sources.readme:
        return sources.readme[0].expression, Sure.MEDIUM, [sources.readme[0].seen]
    alone = [one for one in sources.collected if one.expression]
    if len(alone) == 1 and alone[0].expression:
        return alone[0].expression, Sure.MEDIUM, [alone[0].seen]
    return None, Sure.LOW, []


def _about_code(statements: Iterable[Statement]) -> list[Statement]:
    return [one for one in statements if one.about in (None, Kind.CODE)]


def _agreed(group: Sequence[Statement]) -> str:
    """The first of `group`, or one that says more and agrees with it."""
    first = group[0].expression
    alike = [one.expression for one in group if agree(first, one.expression)]
    decided = [one for one in alike if not parsed(one).undecided]
    return decided[0] if parsed(first).undecided and decided else first


def _of_texts(texts: Sequence[LicenceFile], statements: Sequence[Statement], sources: Sources) -> tuple[str, Sure]:
    """What the licence files of the root come to, together."""
    ids = list(dict.fromkeys(one.expression for one in texts if one.expression))
    grants = [one for one in texts if one.match == "notice" and one.expression]
    if len(ids) == 1:
        (only,) = ids
        wider = next((one for one in _about_code(statements) if _offers(one.expression, only)), None)
        if wider is not None:
            return wider.expression, Sure.HIGH
        return _excepted(only, [*statements, *_all(sources)]), texts[0].seen.sure
    wanted = {_plain(term.text) for one in ids for term in parsed(one).terms}
    for one in (*(Statement(g.expression or "", g.seen) for g in grants), *_about_code(statements), *_all(sources)):
        if {_plain(term.text) for term in parsed(one.expression).terms} == wanted:
            return one.expression, Sure.HIGH
    if all(agree(one, other) for one in ids for other in ids):
        return next((one for one in ids if not parsed(one).undecided), ids[0]), Sure.HIGH
    lesser = [one for one in ids if one.startswith("LGPL-")]
    if len(lesser) == 1 and all(one.startswith(("GPL-", "LGPL-")) for one in ids):
        return lesser[0], Sure.HIGH  # the LGPL is written as an addition to the GPL, whose text stands beside it
    named = _named_one(texts, statements, sources)
    if named is not None:
        return named
    # LICENSE-MIT beside LICENSE-APACHE: names that set the texts apart offer a choice
    choice = all(scope(one.path) for one in texts)
    return strict((" OR " if choice else " AND ").join(f"({one})" for one in ids)).text, Sure.LOW


def _offers(expression: str, text: str) -> bool:
    """Whether a statement offers the licence of `text` beside another one: AGPL-3.0-only OR LicenseRef-Commercial."""
    alternatives = parsed(expression).alternatives() or ()
    return len(alternatives) > 1 and any(len(one) == 1 and _plain(one[0].text) == _plain(text) for one in alternatives)


def _named_one(
    texts: Sequence[LicenceFile], statements: Sequence[Statement], sources: Sources
) -> tuple[str, Sure] | None:
    """The one of several texts that every statement about the whole names; the others are somebody's, or a part's."""
    said = [one.expression for one in (*_about_code(statements), *_all(sources))]
    plain = [one for one in texts if not scope(one.path) and one.expression]
    for one in (*plain, *texts):
        if one.expression and said and all(agree(one.expression, other) for other in said):
            return one.expression, Sure.MEDIUM
    return None


def _all(sources: Sources) -> list[Statement]:
    return [one for one in (sources.tags.dominant(), sources.headers.dominant()) if one is not None]


def _plain(term: str) -> str:
    return re.sub(r"-(?:only|or-later)\b|\+$", "", term)


def _excepted(value: str, statements: Iterable[Statement]) -> str:
    """`value` with the exception that a statement adds to it."""
    if " WITH " in value or len(parsed(value).terms) != 1:
        return value
    for one in statements:
        terms = parsed(one.expression).terms
        if len(terms) == 1 and terms[0].exception and _plain(terms[0].id) == _plain(value):
            return f"{value} WITH {terms[0].exception}"
    return value


# This version only, or later ones too?


def _stand(expression: str, value: str) -> str | None:
    """What one expression says of later versions of the licence `value`; None where it speaks of another."""
    for term in parsed(expression).terms:
        if _plain(term.id) == _plain(value):
            if term.id.endswith("-or-later") or term.plus:
                return LATER
            return ONLY if term.id.endswith("-only") else UNSTATED
    return None


def _later(base: str, sources: Sources) -> tuple[str, str, list[Seen]]:
    """`base` with its open question answered where the project answers it, how, and where."""
    if parsed(base).terms[0].is_ref:  # no SPDX id says "or later" of a licence of one's own
        later = [one.seen for one in sources.texts if one.expression == base and one.later]
        return base, LATER if later else NO_MATTER, later
    terms = [t for t in parsed(base).terms if t.undecided or re.search(r"-(?:only|or-later)\Z", t.id)]
    if not terms:
        return base, NO_MATTER, []
    answers: list[str] = []
    decisive: list[Seen] = []
    value = base
    for term in terms:
        answer, places = _answer(term.id, sources)
        answers.append(answer)
        decisive += places
        plain = _plain(term.id)
        ending = {LATER: "-or-later", ONLY: "-only"}.get(answer, "")
        value = re.sub(rf"\b{re.escape(plain)}(?:-only|-or-later)?(?![\w.-])", plain + ending, value)
    for word in (CONTRADICTORY, UNSTATED, ONLY, LATER):
        if word in answers:
            return strict(value).text, word, decisive
    return strict(value).text, UNSTATED, decisive


def _answer(licence: str, sources: Sources) -> tuple[str, list[Seen]]:
    whole: dict[str, list[Seen]] = {}
    spoken = [
        Statement(one.expression, one.seen)
        for one in (sources.texts or sources.in_docs)
        if one.expression and _speaks(one)
    ]
    for one in (*spoken, *sources.manifests, *_about_code(sources.readme)):
        stand = _stand(one.expression, licence)
        if stand in (LATER, ONLY):
            whole.setdefault(stand, []).append(one.seen)
    files: Counter[str] = Counter()
    some: dict[str, list[Seen]] = {}
    for census in (sources.tags, sources.headers):
        for expression, count in census.counts.items():
            stand = _stand(expression, licence)
            if stand in (LATER, ONLY):
                files[stand] += count
                some.setdefault(stand, []).extend(census.places[expression])
    if len(whole) == 2:
        return CONTRADICTORY, [places[0] for places in whole.values()]
    if whole:
        ((stand, places),) = whole.items()
        other = ONLY if stand == LATER else LATER
        if files[other] > files[stand] and files[other] >= 3:
            return CONTRADICTORY, [places[0], some[other][0]]
        return stand, places[:3]
    if files:
        stand, count = files.most_common(1)[0]
        if count * 5 >= sum(files.values()) * 4:
            return stand, some[stand][:3]
        return CONTRADICTORY, [places[0] for places in some.values()]
    modules: dict[str, list[Seen]] = {}
    for statement in sources.modules:
        stand = _stand(statement.expression, licence)
        if stand in (LATER, ONLY):
            modules.setdefault(stand, []).append(statement.seen)
    if len(modules) == 1:
        ((stand, places),) = modules.items()
        return stand, places[:3]
    return UNSTATED, []


def _speaks(text: LicenceFile) -> bool:
    """Whether a licence file speaks for itself: a tag or a grant, not the bare text."""
    return text.seen.method in ("spdx-tag", "licence-notice") or bool(
        text.in_collection and text.expression and text.expression.endswith(("-only", "-or-later"))
    )
