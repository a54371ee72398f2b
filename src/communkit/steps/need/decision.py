"""What is made of it: the decision, held against what was looked at."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.need.model import ALONE, Choice, Coverage, Fit, Need, Openness, Priority
from communkit.words.suggest import closest


@rule(
    "NEE030",
    "decision-without-solution",
    title=N_("The decision does not say which solution it is about"),
    says=N_("The decision is: {choice}. It does not say which."),
    why=N_("Use, join, extend, merge, fork or buy: each is about something that others make, and binds you to them."),
    fix=N_("Name it under decision.solution, by its identifier in the list of solutions."),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    error_from=Stage.OPENING,
    before=Severity.NOTE,
    warning_from=Stage.PREPARING,
)
def decision_without_solution(need: Need) -> Iterator[Sighting]:
    """Decisions other than to build that name no solution, or one that is not in the list."""
    decision = need.decision
    if decision is None or decision.choice is None:
        return
    name = decision.solution
    if name is None:
        if decision.choice is not Choice.BUILD:
            yield decision.at("solution", choice=Message(decision.choice.label))
    elif need.solution(name) is None:
        near = closest(name, tuple(one.id for one in need.solutions))
        if near:
            says = N_("No solution is called “{name}”. Did you mean {near}?")
            yield decision.at("solution", says=says, name=name, near=near[0])
        else:
            yield decision.at("solution", says=N_("No solution in the list is called “{name}”."), name=name)


@rule(
    "NEE031",
    "decision-against-coverage",
    title=N_("The decision contradicts the comparison"),
    says=N_("{solution} is to do as it is, and does not meet what is indispensable: {missing}."),
    why=N_(
        "Whoever reads the comparison and the decision side by side must find the one in the other. Where other "
        "reasons weighed more, they are what the next team needs to know."
    ),
    fix=N_("Decide otherwise, correct priority or coverage, or say under reason what weighed more."),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def decision_against_coverage(need: Need, coverage: dict[str, Fit]) -> Iterator[Sighting]:
    """What is used or bought as it is and lacks something indispensable; building beside what would do."""
    decision = need.decision
    if decision is None or decision.choice is None:
        return
    if decision.choice in (Choice.ADOPT, Choice.BUY) and (chosen := need.chosen):
        missing = tuple(
            one.shown_name
            for one in need.requirements
            if one.priority is Priority.MUST and (chosen.coverage or {}).get(one.id) is Coverage.NONE
        )
        if missing:
            yield decision.at("choice", solution=chosen.shown_name, missing=missing)
    if decision.choice is Choice.BUILD:
        for one in need.solutions:
            if coverage[one.id].suffices and one.openness is Openness.FREE:
                says = N_("{solution} is free and meets everything indispensable, and the decision is to build anew.")
                yield decision.at("choice", says=says, solution=one.shown_name)


@rule(
    "NEE032",
    "decided-before-looking",
    title=N_("Decided before anybody looked"),
    says=N_("Decided on {decided}; the first look at what exists is of {looked}."),
    why=N_("A survey made after the decision looks for reasons, not for solutions, and its readers notice."),
    fix=N_("Correct the dates if they are wrong. Else read the survey again with open eyes, and confirm the decision."),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def decided_before_looking(need: Need) -> Iterator[Sighting]:
    """A decision dated before every look at a catalogue, before its makers were contacted, or on nothing."""
    decision = need.decision
    decided = decision.decided_on if decision else None
    if decision is None or decided is None:
        return
    looked = [one.consulted_on for one in need.catalogues if one.consulted_on]
    if looked and min(looked) > decided:
        yield decision.at("decided_on", decided=decided, looked=min(looked))
    elif not need.catalogues and not need.solutions:
        notes = need.not_applicable.keys() | need.unknown.keys()
        if not notes & {"*", "catalogues", "solutions"}:
            says = N_("Decided on {decided}, and nothing says where anybody looked or what there was.")
            yield decision.at("decided_on", says=says, decided=decided)
    chosen = need.chosen
    late = chosen is not None and chosen.contacted_on is not None and chosen.contacted_on > decided
    if chosen and late and chosen.contacted_on and decision.choice not in ALONE:
        says = N_("Decided on {decided}; those who make {solution} were first contacted on {contacted}.")
        yield chosen.at(
            "contacted_on", says=says, decided=decided, solution=chosen.shown_name, contacted=chosen.contacted_on
        )
