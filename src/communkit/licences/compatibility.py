"""May what comes in under one licence go out under another? With direction, use, source and date.

Two layers speak: communkit's own entries (`licences/compatibility/*.yaml`), read clause by clause in the texts
and in what the stewards say, and OSADL's matrix of software licences. The entries win, since each names its
clause; where the matrix says otherwise, it is told as `other`. Where nobody speaks the answer is "unknown".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeAlias

from communkit.licences import matrix
from communkit.licences.data import citation
from communkit.licences.expressions import Expression, Term, parse
from communkit.licences.overlay import Entry, entry_for
from communkit.licences.records import record
from communkit.marked import N_, Message

Verdict: TypeAlias = Literal["yes", "depends", "unknown", "no"]

ANSWERS: tuple[Verdict, ...] = ("yes", "depends", "unknown", "no")  # from best to worst
USES = ("link", "include", "aggregate", "network", "content")
"""How the inbound work is used: linked as a dependency · its source or data merged · side by side in a collection
· offered over a network without handing out copies · a work produced from it (a map, a figure, an output)."""

DATA_USES = ("include", "content", "aggregate")
_DATA_ROWS = frozenset(
    {"cc0", "cc-attribution", "cc-before-4", "cc-restricted", "public-information", "database", "data", "works"}
)
# where nothing is said of a use, what is said of the next one holds
_FALLBACK = {
    "link": ("link", "include"),
    "include": ("include",),
    "network": ("network", "link", "include"),
    "aggregate": ("aggregate",),
    "content": ("content",),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer on one pair and one use.

    `condition` says what a "depends", or a "yes", hangs on. `as_of` is None where nothing was found. `other`
    is the layer that says otherwise. `parts` are the answers behind that of an expression, empty for one licence.
    """

    inbound: str
    outbound: str
    use: str
    answer: Verdict
    reason: Message
    condition: Message | None = None
    source: str = ""
    clause: str | None = None
    as_of: date | None = None
    verified: bool = False
    other: Answer | None = None
    parts: tuple[Answer, ...] = ()
    source_languages: Mapping[str, str] = field(default_factory=dict)

    @property
    def cited(self) -> Message:
        """The source in the reader's language; empty where nothing was found."""
        return citation(self.source, self.source_languages)


def is_data(expression: Expression | str) -> bool:
    """Is any licence of it made for data or content, so that merging, producing and collecting differ?"""
    parsed = parse(expression) if isinstance(expression, str) else expression
    known = (record(term.id) for term in parsed.terms)
    return any(licence is not None and licence.row in _DATA_ROWS for licence in known)


def default_uses(inbound: Expression | str, outbound: Expression | str) -> tuple[str, ...]:
    """The uses to answer when none was asked for: three for data and content, linking for software."""
    del outbound  # what comes in decides: data shown on a page stay data
    return DATA_USES if is_data(inbound) else ("link",)


def compatible(inbound: Expression | str, outbound: Expression | str, use: str = "link") -> Answer:
    """May `inbound` go into a work under `outbound`, used in the way of `use` (one of USES)?

    Of what comes in, AND asks for all and OR lets us choose the best. Of what goes out, OR promises each
    choice to whoever receives it, so the worst counts; AND joins parts, so that where they differ it depends
    on the part. Raises ExpressionError, and ValueError for another use.
    """
    if use not in USES:
        raise ValueError(f"no use: {use}")
    coming = parse(inbound) if isinstance(inbound, str) else inbound
    going = parse(outbound) if isinstance(outbound, str) else outbound
    answer = coming.fold(lambda term: _into(term, going, use), _worst, _best)
    if len(coming.terms) == 1 and len(going.terms) == 1:
        return answer
    return replace(answer, inbound=coming.text, outbound=going.text)


def answers(inbound: Expression | str, outbound: Expression | str, use: str | None = None) -> tuple[Answer, ...]:
    """One answer for each use that makes sense for the pair, or for `use` alone. Raises as `compatible`."""
    uses = (use,) if use is not None else default_uses(inbound, outbound)
    return tuple(compatible(inbound, outbound, each) for each in uses)


def _rank(answer: Answer) -> int:
    return ANSWERS.index(answer.answer)


def _worst(found: list[Answer]) -> Answer:
    return replace(max(found, key=_rank), parts=_leaves(found))


def _best(found: list[Answer]) -> Answer:
    return replace(min(found, key=_rank), parts=_leaves(found))


def _leaves(found: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple(leaf for answer in found for leaf in (answer.parts or (answer,)))


def _into(term: Term, outbound: Expression, use: str) -> Answer:
    return outbound.fold(lambda out: _readings(term, out, use), _parts, _worst)


def _parts(found: list[Answer]) -> Answer:
    """Outbound licences joined by AND: parts of one work, each with its own."""
    if len({answer.answer for answer in found}) == 1:
        return _worst(found)
    best = min(found, key=_rank)
    verdict: Verdict = "depends" if best.answer in {"yes", "depends"} else "unknown"
    return replace(
        best,
        answer=verdict,
        reason=Message(
            N_("The parts of the work have different licences: into the part under {licence}, the answer is {answer}."),
            {"licence": best.outbound, "answer": spoken(best.answer)},
        ),
        condition=Message(N_("Keep it in that part.")),
        parts=_leaves(found),
    )


def spoken(answer: Verdict) -> Message:
    """The answer as a word."""
    return Message({"yes": N_("yes"), "no": N_("no"), "depends": N_("it depends"), "unknown": N_("unknown")}[answer])


def _readings(inbound: Term, outbound: Term, use: str) -> Answer:
    """Undecided ids are answered for each reading; where these differ, that is what it depends on."""
    found = [
        _pair(replace(inbound, id=i, undecided=False), replace(outbound, id=o, undecided=False), use)
        for i in inbound.readings
        for o in outbound.readings
    ]
    if len(found) == 1:
        return found[0]
    if len({answer.answer for answer in found}) == 1:
        return replace(found[0], inbound=inbound.text, outbound=outbound.text)
    undecided = inbound if inbound.undecided else outbound
    return Answer(
        inbound.text,
        outbound.text,
        use,
        "depends",
        Message(
            N_("{licence} says neither “only” nor “or later”, and the answers differ."), {"licence": undecided.text}
        ),
        Message(N_("Find out which of the two was meant.")),
        source=found[0].source,
        source_languages=found[0].source_languages,
        as_of=found[0].as_of,
        verified=all(answer.verified for answer in found),
        parts=tuple(found),
    )


def _pair(inbound: Term, outbound: Term, use: str) -> Answer:
    answer = _plain(inbound, outbound, use)
    if inbound.plus and answer.answer in {"no", "unknown"} and not inbound.is_ref:
        return replace(
            answer,
            answer="unknown",
            reason=Message(
                N_("{licence} allows later versions, and one of them may answer otherwise."), {"licence": inbound.text}
            ),
        )
    if inbound.exception and answer.answer in {"no", "depends"} and inbound != outbound:
        return replace(
            answer,
            answer="depends",
            condition=Message(
                N_("Read what {exception} allows: it adds to the licence."), {"exception": inbound.exception}
            ),
        )
    if outbound.exception and answer.answer == "yes" and inbound != outbound and not _permissive(inbound.id):
        return replace(
            answer,
            answer="depends",
            condition=Message(
                N_("Whoever holds the rights agrees to {exception}, which allows more than their licence."),
                {"exception": outbound.exception},
            ),
        )
    return answer


def _permissive(licence_id: str) -> bool:
    known = record(licence_id)
    return known is not None and known.family in {"permissive", "public-domain"}


def _plain(inbound: Term, outbound: Term, use: str) -> Answer:
    def answer(verdict: Verdict, reason: Message) -> Answer:
        return Answer(inbound.text, outbound.text, use, verdict, reason)

    if inbound.is_ref or outbound.is_ref:
        own = inbound if inbound.is_ref else outbound
        if inbound == outbound:
            return answer("yes", Message(N_("It is the same licence; check that both texts are the same.")))
        open_to_all = _overlay(inbound, outbound, use) if outbound.is_ref else None
        if open_to_all is not None and open_to_all.answer in {"yes", "depends"}:
            return open_to_all  # an entry on every licence, hence on this one too
        return answer(
            "unknown",
            Message(N_("{licence} is a text of one's own, which communkit cannot compare."), {"licence": own.text}),
        )
    same = _same(inbound, outbound, use, answer)
    if same is not None:
        return same
    ours = _overlay(inbound, outbound, use)
    theirs = _matrix(inbound, outbound, use)
    if use in {"aggregate", "content"} and (ours is None or ours.answer != "yes"):
        return _less_than_merging(inbound, outbound, use) or ours or _unknown(inbound, outbound, use)
    if ours is None:
        return theirs or _unknown(inbound, outbound, use)
    if theirs is not None and theirs.answer != ours.answer:
        return replace(ours, other=theirs)
    return ours


def _same(inbound: Term, outbound: Term, use: str, answer: Callable[[Verdict, Message], Answer]) -> Answer | None:
    if inbound.id != outbound.id or inbound.exception != outbound.exception:
        return None
    known = record(inbound.id)
    if known is not None and "no-derivatives" in known.obligations and use != "aggregate":
        return None
    reply = answer("yes", Message(N_("It is the same licence.")))
    if known is None:
        return reply
    said = known.sourced
    return replace(reply, source=said.source, source_languages=said.languages, as_of=said.as_of, verified=said.verified)


def _unknown(inbound: Term, outbound: Term, use: str) -> Answer:
    return Answer(
        inbound.text,
        outbound.text,
        use,
        "unknown",
        Message(
            N_("Neither communkit's sources nor OSADL's matrix say whether {inbound} may go into {outbound} this way."),
            {"inbound": inbound.text, "outbound": outbound.text},
        ),
        Message(N_("Ask counsel, or the holders of the rights.")),
    )


def _less_than_merging(inbound: Term, outbound: Term, use: str) -> Answer | None:
    """What may even be merged may stand beside, or be drawn from, under the same conditions."""
    merged = _plain(inbound, outbound, "include")
    return replace(merged, use=use) if merged.answer == "yes" else None


def _overlay(inbound: Term, outbound: Term, use: str) -> Answer | None:
    for asked in _FALLBACK[use]:
        entry = entry_for(inbound.id, outbound.id, asked)
        if entry is not None:
            return _from_entry(inbound, outbound, use, entry)
    return None


def _from_entry(inbound: Term, outbound: Term, use: str, entry: Entry) -> Answer:
    return Answer(
        inbound.text,
        outbound.text,
        use,
        next(verdict for verdict in ANSWERS if verdict == entry.answer),
        entry.reason,
        entry.condition,
        entry.sourced.source,
        entry.sourced.clause,
        entry.sourced.as_of,
        entry.sourced.verified,
        source_languages=entry.sourced.languages,
    )


_OSADL: dict[str, tuple[Verdict, str]] = {
    "Yes": ("yes", N_("OSADL's matrix answers “Yes”.")),
    "Same": ("yes", N_("It is the same licence.")),
    "No": ("no", N_("OSADL's matrix answers “No”.")),
    "Check dependency": (
        "depends",
        N_("OSADL's matrix answers “Check dependency”: it hangs on how the two are combined."),
    ),
    "Unknown": ("unknown", N_("OSADL's matrix answers “Unknown”.")),
}


def _matrix(inbound: Term, outbound: Term, use: str) -> Answer | None:
    """What OSADL's matrix says of copying one into the other, which is what it is about."""
    if use in {"aggregate", "content"}:
        return None
    found = matrix.lookup(inbound.text, outbound.text) or matrix.lookup(inbound.id, outbound.id)
    if found is None or found.answer not in _OSADL:
        return None
    verdict, reason = _OSADL[found.answer]
    return Answer(
        inbound.text,
        outbound.text,
        use,
        verdict,
        Message(reason),
        source=found.source,
        as_of=found.as_of,
        verified=True,
    )
