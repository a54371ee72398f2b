"""The model of `need.yaml`, its completeness, and what is derived from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communkit.marked import N_
from communkit.model.completeness import DUE_LATER, UNANSWERED, unanswered
from communkit.model.fields import ask, key, rows
from communkit.model.row import DocumentRow, Row
from communkit.model.types import Count, Day, Identifier, Line, PartyId, Spdx, Text, Url, Word
from communkit.rules import Severity, Sighting, Stage, provider, rule
from communkit.steps.vocabulary import UserType


class Priority(Word):
    """How much a requirement weighs."""

    MUST = "must", N_("indispensable")
    SHOULD = "should", N_("important")
    COULD = "could", N_("desirable")


class Requirement(Row, key=("id",)):
    """One thing that must become possible."""

    called_by = "text"

    id: Identifier = key(N_("Identifier"), example="offline")
    text: Text | None = ask(N_("Requirement"), N_("One thing at a time: what must become possible?"), needed=Stage.IDEA)
    priority: Priority | None = ask(
        N_("Priority"),
        N_("How much does it weigh?"),
        needed=Stage.PREPARING,
        why=N_("What exists already is judged by it: without what is indispensable a solution will not do."),
    )
    stated_by: PartyId | None = ask(N_("Stated by"), N_("Who stated it?"), needed=Stage.PREPARING)
    acceptance: Text | None = ask(
        N_("Acceptance"),
        N_("How will one see that it is met?"),
        needed=Stage.OPENING,
        long=True,
        why=N_("Whoever builds it and whoever asked for it will otherwise not mean the same thing by “done”."),
    )
    tested_by: PartyId | None = ask(
        N_("Tried out by"),
        N_("Who will try it out?"),
        needed=Stage.OPENING,
        why=N_("Somebody who has the need and did not build the answer sees best whether it is one."),
    )


class ActorKind(Word):
    """What an actor is to the project."""

    USER = "user", N_("user")
    PROVIDER = "provider", N_("provider")
    FUNDER = "funder", N_("funder")
    AUTHORITY = "authority", N_("authority")
    HOST = "host", N_("host")
    RESEARCH = "research", N_("research")


class Actor(Row, key=("party", "kind")):
    """Somebody whom the need concerns: a party to be, the more so the earlier it is involved."""

    party: PartyId = key(N_("Party"), N_("Who is it?"))
    kind: ActorKind = key(N_("Kind of actor"), N_("What is it to the project?"))
    user_type: UserType | None = ask(
        N_("Type of user"),
        N_("What can these users do for the project?"),
        needed=Stage.IDEA,
        when=lambda actor: actor.kind is ActorKind.USER,
        why=N_("A project that hears only those who can develop serves only them; each type has its own way in."),
    )
    interest: Text | None = ask(
        N_("What the need is to them"), N_("What does the lack cost them today?"), needed=Stage.PREPARING
    )
    role: Text | None = ask(N_("Role"), N_("What will they do in the project?"))
    involved_since: Day | None = ask(
        N_("Involved since"), N_("Since when do they take part in the work?"), needed=Stage.OPENING
    )


CATALOGUES = {
    "code.gouv.fr": N_("code.gouv.fr (source code of public bodies)"),
    "SILL": N_("SILL (free software for administrations)"),
    "Comptoir du Libre": N_("Comptoir du Libre (free software of local authorities)"),
    "data.gouv.fr": N_("data.gouv.fr (open data)"),
    "Les Bases": N_("Les Bases (digital inclusion)"),
    "Panorama des communs": N_("Panorama des communs (commons and who makes them)"),
    "Digital Public Goods": N_("Digital Public Goods (public goods of the alliance)"),
}
"""Where to look (Inno³ / ANCT, 2023, 2.1), by the name that is written down."""


class Catalogue(Row, key=("name",)):
    """A catalogue that was searched for existing solutions."""

    name: Line = key(N_("Catalogue"), N_("Where did you look, or whom did you ask?"), usual=CATALOGUES)
    consulted_on: Day | None = ask(N_("Consulted on"), N_("When was that?"), needed=Stage.PREPARING)
    query: Line | None = ask(N_("Search"), N_("Which words did you search for?"), needed=Stage.PREPARING)
    results: Count | None = ask(N_("Results"), N_("How many results were worth a look?"))
    snapshot_date: Day | None = ask(
        N_("Date of the catalogue"), N_("If you searched a copy, of which day is it?"), example="2026-09-01"
    )


class Openness(Word):
    """How open a solution is."""

    FREE = "free", N_("free software or open content")
    SHARED = "shared-source", N_("source visible, use restricted")
    PROPRIETARY = "proprietary", N_("proprietary")


class Coverage(Word):
    """How far a solution meets a requirement."""

    FULL = "full", N_("yes")
    PARTIAL = "partial", N_("in part")
    NONE = "none", N_("no")


class Solution(Row, key=("id",)):
    """Something that answers the need already, wholly or in part."""

    id: Identifier = key(N_("Identifier"), example="carto-libre")
    name: Text | None = ask(N_("Name"), N_("What is it called?"), needed=Stage.PREPARING)
    url: Url | None = ask(N_("Address"), N_("Where is it found?"))
    catalogue: Line | None = ask(N_("Found in"), N_("In which catalogue, or through whom, did you find it?"))
    openness: Openness | None = ask(N_("Openness"), N_("How open is it?"), needed=Stage.PREPARING)
    licence: Spdx | None = ask(
        N_("Licence"),
        N_("Under which licence is it?"),
        needed=Stage.OPENING,
        when=lambda solution: solution.openness is not Openness.PROPRIETARY,
        example="AGPL-3.0-or-later",
        why=N_("Whoever extends it takes its licence over."),
    )
    coverage: dict[str, Coverage] | None = ask(
        N_("Coverage"),
        N_("Which requirements does it meet?"),
        needed=Stage.PREPARING,
        over="requirements",
        each=N_("“{row}”: does it meet that?"),
    )
    contacted_on: Day | None = ask(
        N_("Contacted on"),
        N_("When did you get in touch with those who make it?"),
        needed=Stage.PREPARING,
        why=N_("Whoever met part of the need may take you in, or show you what did not work."),
    )
    outcome: Text | None = ask(
        N_("Outcome"),
        N_("What came of it?"),
        needed=Stage.PREPARING,
        when=lambda solution: solution.contacted_on is not None,
        long=True,
    )


class Choice(Word):
    """What to do about the need."""

    ADOPT = "adopt", N_("use as it is")
    JOIN = "join", N_("join and contribute")
    EXTEND = "extend", N_("extend with what is missing")
    INTEROPERATE = "interoperate", N_("build beside it and connect")
    MERGE = "merge", N_("merge with another project")
    FORK = "fork", N_("fork: start from a copy, apart")
    BUY = "buy", N_("buy a product or a service")
    BUILD = "build", N_("build something new")


ALONE = frozenset({Choice.BUILD, Choice.FORK})
"""The choices by which one goes one's own way."""


class Decision(Row):
    """What was decided about the need, and why."""

    choice: Choice | None = ask(N_("Decision"), N_("What do you do about the need?"), needed=Stage.PREPARING)
    solution: Identifier | None = ask(
        N_("Which solution"),
        N_("Which solution is it about?"),
        when=lambda decision: decision.choice is not Choice.BUILD,
        among="solutions",
    )
    reason: Text | None = ask(
        N_("Reason"),
        N_("Why this, and why not the others?"),
        needed=Stage.PREPARING,
        long=True,
        why=N_("In three years somebody will ask why you did not simply take what was there."),
    )
    decided_on: Day | None = ask(N_("Decided on"), N_("When was it decided?"), needed=Stage.PREPARING)


class Need(DocumentRow):
    """The need, who has it, what exists, and what is decided."""

    note_keys = frozenset(str(one) for one in UserType)
    """A note can say of one type of users that there are none, or what is done to reach them."""

    problem: Text | None = ask(
        N_("Problem"),
        N_("What is missing or does not work today, and for whom?"),
        needed=Stage.IDEA,
        long=True,
        why=N_("The problem, not the tool that you have in mind: there may be another way to solve it."),
    )
    actors: list[Actor] = rows(
        N_("Actors"),
        N_("Whom does it concern: who would use it, provide it, fund it, host it, decide on it?"),
        needed=Stage.IDEA,
        why=N_("Everybody named here is a partner to be, the more so the earlier they are involved."),
        columns=("party", "kind", "user_type", "interest"),
    )
    collective_interest: Text | None = ask(
        N_("Collective interest"),
        N_("What do these actors have in common in it: why not each on their own?"),
        needed=Stage.IDEA,
        long=True,
    )
    public_interest: Text | None = ask(
        N_("Public interest"),
        N_("What does it change for the public, beyond these actors?"),
        needed=Stage.PREPARING,
        long=True,
        why=N_("Public and collective interest together make a digital commons of general interest."),
    )
    requirements: list[Requirement] = rows(
        N_("Requirements"),
        N_("What must become possible?"),
        needed=Stage.IDEA,
        why=N_("What exists already is compared with these, one by one. Five to ten are enough to begin with."),
        columns=("text", "priority", "stated_by", "tested_by"),
    )
    catalogues: list[Catalogue] = rows(
        N_("Catalogues consulted"),
        N_("Where did you look for what exists already?"),
        needed=Stage.PREPARING,
        why=N_("Others have often met part of the need. With a date and the words searched for, one can look again."),
        columns=("name", "consulted_on", "query", "results"),
    )
    solutions: list[Solution] = rows(
        N_("Existing solutions"),
        N_("What exists already that meets the need, even in part?"),
        needed=Stage.IDEA,
        why=N_("Getting in touch with those who make it comes before anything is built."),
        columns=("name", "openness", "coverage", "contacted_on"),
    )
    decision: Decision | None = ask(
        N_("Decision"), N_("What do you decide: use, join, extend, buy, build?"), needed=Stage.PREPARING
    )

    def requirement(self, id: str) -> Requirement | None:
        """The requirement of that identifier, or None."""
        return next((one for one in self.requirements if one.id == id), None)

    def solution(self, id: str | None) -> Solution | None:
        """The solution of that identifier, or None."""
        return next((one for one in self.solutions if one.id == id), None)

    @property
    def chosen(self) -> Solution | None:
        """The solution that the decision is about, where it names one that is in the list."""
        return self.solution(self.decision.solution) if self.decision else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How far one solution meets a set of requirements: how many fully, in part, not at all, and unanswered."""

    full: int = 0
    partial: int = 0
    none: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """How many requirements there are."""
        return self.full + self.partial + self.none + self.open


@dataclass(frozen=True, slots=True)
class Fit:
    """How far one solution meets all requirements, and those that are indispensable."""

    all: Tally
    must: Tally

    @property
    def covers(self) -> bool:
        """Whether it meets something, at least in part."""
        return self.all.full + self.all.partial > 0

    @property
    def suffices(self) -> bool:
        """Whether it fully meets everything indispensable; never where nothing is called so."""
        return self.must.total > 0 and self.must.full == self.must.total


def fits(need: Need) -> dict[str, Fit]:
    """How far each solution meets the requirements, by its identifier. Requirements that nobody wrote do not count."""
    everything = [one.id for one in need.requirements]
    must = [one.id for one in need.requirements if one.priority is Priority.MUST]
    return {one.id: Fit(_tally(one, everything), _tally(one, must)) for one in need.solutions}


@provider
def coverage(need: Need) -> dict[str, Fit]:
    """The same, by the name under which rules ask for it."""
    return fits(need)


def _tally(solution: Solution, requirements: list[str]) -> Tally:
    answers: Mapping[str, Coverage] = solution.coverage or {}
    counts = {None: 0, Coverage.FULL: 0, Coverage.PARTIAL: 0, Coverage.NONE: 0}
    for id in requirements:
        counts[answers.get(id)] += 1
    return Tally(counts[Coverage.FULL], counts[Coverage.PARTIAL], counts[Coverage.NONE], counts[None])


def is_of_general_interest(need: Need) -> bool:
    """Whether both interests are stated: public and collective together make a digital commons of general interest."""
    return need.public_interest is not None and need.collective_interest is not None


@provider
def general_interest(need: Need) -> bool:
    """The same, by the name under which rules ask for it."""
    return is_of_general_interest(need)


_TOLD_ELSEWHERE = frozenset({("contacted_on",), ("tested_by",)})
"""Fields (the ends of their paths) whose absence has a rule of its own, which says more than that they are empty."""


@rule(
    "NEE001",
    "need-unanswered",
    title=N_("The need is not fully described"),
    says=N_("“{what}” is not answered yet."),
    why=N_(
        "Whoever joins, funds or decides later must see what was missing, for whom, what was looked at and why "
        "this way was chosen."
    ),
    fix=N_("Answer it, say why it does not apply (not_applicable), or what will be done to know (unknown)."),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    error_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def need_unanswered(need_as_written: Need, stage: Stage) -> Iterator[Sighting]:
    """Fields of the need that the project's stage needs."""
    for sighting in unanswered(need_as_written, stage, gently=True):
        if sighting.address.path[-1:] not in _TOLD_ELSEWHERE or sighting.says not in (UNANSWERED, DUE_LATER):
            yield sighting
