"""What exists already: where one looked and when, and what each solution meets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.licences import is_free
from communkit.steps.need.model import ALONE, Fit, Need, Openness, Solution
from communkit.words.suggest import closest

A_YEAR = timedelta(days=365)


def _is_missed(solution: Solution, fit: Fit) -> bool:
    """Whether it meets part of the need, nobody got in touch with its makers, and no note says why not.

    A proprietary product takes nobody in: it counts when it meets everything indispensable.
    """
    noted = solution.is_noted(solution.not_applicable, "contacted_on")
    counts = fit.suffices if solution.openness is Openness.PROPRIETARY else fit.covers
    return counts and solution.contacted_on is None and not noted


@rule(
    "NEE020",
    "solution-never-contacted",
    title=N_("Nobody got in touch with those who make an existing solution"),
    says=N_("{solution} meets part of the need, and nobody got in touch with those who make it."),
    why=N_(
        "Getting in touch with those who have met the need, wholly or in part, comes before any community work: "
        "they may take you in, or show you what did not work."
    ),
    fix=N_("Write to them, then say when (contacted_on) and what came of it (outcome)."),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def solution_never_contacted(need: Need, coverage: dict[str, Fit]) -> Iterator[Sighting]:
    """Solutions that cover something, whose makers were never contacted, while nothing is decided against them."""
    alone = need.decision is not None and need.decision.choice in ALONE
    for one in need.solutions:
        planned = one.is_noted(one.unknown, "contacted_on")  # completeness tells the plan
        if _is_missed(one, coverage[one.id]) and not planned and not alone:
            yield one.at("contacted_on", solution=one.shown_name)


@rule(
    "NEE021",
    "alone-without-contact",
    title=N_("Building alone beside a solution that nobody contacted"),
    says=N_("The decision is: {choice}. {solution} meets part of the need, and its makers were never contacted."),
    why=N_(
        "What is built beside an existing solution has to be paid for, animated and maintained twice. It may be "
        "right, and only those who make the other can tell you why you would not join them."
    ),
    fix=N_(
        "Get in touch before building; then write when (contacted_on), what came of it (outcome), and decide again."
    ),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    error_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def alone_without_contact(need: Need, coverage: dict[str, Fit]) -> Iterator[Sighting]:
    """A decision to build or to fork while a solution that covers something was never contacted."""
    choice = need.decision.choice if need.decision else None
    for one in need.solutions:
        if choice in ALONE and _is_missed(one, coverage[one.id]):
            yield one.at("contacted_on", solution=one.shown_name, choice=Message(choice.label) if choice else "")


@rule(
    "NEE022",
    "survey-out-of-date",
    title=N_("The survey of what exists is old"),
    says=N_("Nobody has looked for existing solutions since {day}."),
    why=N_("Catalogues grow every week: a survey tells what existed on its day."),
    fix=N_("Look again, with the same words, and write the new date (consulted_on)."),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def survey_out_of_date(need: Need, today: date) -> Iterator[Sighting]:
    """A last search more than a year before the decision (or before today, without one); copies a year old."""
    decided = need.decision.decided_on if need.decision else None
    measure = min(decided, today) if decided else today
    days = [one.consulted_on for one in need.catalogues if one.consulted_on]
    if days and max(days) < measure - A_YEAR:
        yield need.at("catalogues", day=max(days))
    for one in need.catalogues:
        if one.consulted_on and one.snapshot_date and one.snapshot_date < one.consulted_on - A_YEAR:
            says = N_("{catalogue} was searched in a copy of {day}: what came since was not seen.")
            yield one.at("snapshot_date", says=says, catalogue=one.name, day=one.snapshot_date)


@rule(
    "NEE023",
    "results-without-solution",
    title=N_("Results worth a look, and no solution written down"),
    says=N_("{catalogue} gave results worth a look ({count}), and no existing solution is written down."),
    why=N_("A survey is worth what one can read of it: which solutions, and what each is missing."),
    fix=N_("Add those results under solutions, with what each meets; the ones that fall short too."),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def results_without_solution(need: Need) -> Iterator[Sighting]:
    """Catalogues with results, while the list of solutions is empty."""
    for one in need.catalogues:
        if one.results and not need.solutions:
            yield one.at("results", catalogue=one.name, count=one.results)


@rule(
    "NEE024",
    "coverage-of-unknown-requirement",
    title=N_("The coverage names a requirement that nobody wrote"),
    says=N_("No requirement is called “{name}”."),
    why=N_("A misspelt name leaves a hole in the matrix, and the solution looks worse than it is."),
    fix=N_("Correct the name, or add the requirement."),
    source=N_("communkit, requirements"),
    error_from=Stage.PREPARING,
)
def coverage_of_unknown_requirement(need: Need) -> Iterator[Sighting]:
    """Keys of a coverage that are no identifiers of requirements."""
    known = tuple(one.id for one in need.requirements)
    for one in need.solutions:
        for name in one.coverage or {}:
            if name in known:
                continue
            near = closest(name, known)
            if near:
                says = N_("No requirement is called “{name}”. Did you mean {near}?")
                yield one.at("coverage", says=says, name=name, near=near[0])
            else:
                yield one.at("coverage", name=name)


@rule(
    "NEE025",
    "coverage-with-holes",
    title=N_("A solution was compared with some requirements only"),
    says=N_("Nothing is said of {solution} and: {missing}."),
    why=N_("An empty cell is read as “no” by those who hope to build, and as “yes” by those who hope to buy."),
    fix=N_("Answer each under coverage: full, partial or none; try it out, or ask those who make it."),
    source=N_("communkit, requirements"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def coverage_with_holes(need: Need) -> Iterator[Sighting]:
    """Solutions whose coverage was begun and leaves requirements out."""
    for one in need.solutions:
        missing = tuple(each.shown_name for each in need.requirements if each.id not in (one.coverage or {}))
        if one.coverage and missing:
            yield one.at("coverage", solution=one.shown_name, missing=missing)


@rule(
    "NEE026",
    "openness-against-licence",
    title=N_("What is said of the openness contradicts the licence"),
    says=N_("{solution} is called “{openness}”, and {licence} is a free licence."),
    why=N_("Whether one may join, extend or copy a solution depends on its licence, not on what its site says."),
    fix=N_("Read the licence in its repository, and correct openness or licence."),
    source=N_("Inno³ / ANCT, 2023, 1.2"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def openness_against_licence(need: Need) -> Iterator[Sighting]:
    """A free licence on what is called proprietary or restricted, a restricted one on what is called free."""
    for one in need.solutions:
        free = is_free(one.licence) if one.licence and one.openness else None
        if free is None or one.openness is None or free == (one.openness is Openness.FREE):
            continue
        says = None if free else N_("{solution} is called “{openness}”, and {licence} is not a free licence.")
        openness = Message(one.openness.label)
        yield one.at("openness", says=says, solution=one.shown_name, openness=openness, licence=str(one.licence))
