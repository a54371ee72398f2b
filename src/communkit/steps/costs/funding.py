"""What pays for it: gaps by year, certainty, dependence on one source, the end of a subsidy, legal basis."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from communkit.marked import N_, Message
from communkit.marked import Share as Part
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.costs.arithmetic import Span
from communkit.steps.costs.figures import OURS
from communkit.steps.costs.model import Costs, Funding
from communkit.steps.costs.reckoning import Reckoning, told
from communkit.steps.costs.words import ENDING, Certainty, FundingKind
from communkit.steps.project import Project

SURE = (Certainty.SECURED,)


@rule(
    "COS030",
    "funding-gap",
    title=N_("A year in which money is missing"),
    says=N_("{year}: {gap} is missing. {costs} is to be funded, {funding} is expected."),
    why=N_("A gap that is known can be closed or the work cut in time. One that is found in the year is a crisis."),
    fix=N_("Find a source, have a party bear more, or do less that year; do not write a source that nobody mentioned."),
    source=OURS,
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def funding_gap(costs: Costs, reckoning: Reckoning) -> Iterator[Sighting]:
    """Years in which all the funding, the hoped-for included, is less than the lower figure of what is to be funded."""
    for year in costs.years:
        gap = reckoning.gap(year.key)
        funding = told(reckoning.funded(year.key), costs)
        if gap.low > 0:
            needed = reckoning.to_fund(year.key)
            if gap.is_exact:
                needs = told(needed.low, costs)
                yield year.at("year", year=year.key, gap=told(gap.low, costs), costs=needs, funding=funding)
            else:
                says = N_("{year}: {gap} to {most} is missing; {funding} is expected.")
                low, high = told(gap.low, costs), told(gap.high, costs)
                yield year.at("year", says=says, year=year.key, gap=low, most=high, funding=funding)
        elif gap.high > 0:
            says = N_("{year}: up to {most} may be missing, if working time costs what it costs at most.")
            yield year.at("year", says=says, severity=Severity.NOTE, most=told(gap.high, costs), year=year.key)


@rule(
    "COS031",
    "funding-not-signed",
    title=N_("A year that rests on money nobody signed for"),
    says=N_("{year}: {missing} of what is to be funded is not signed yet."),
    why=N_("What is promised, requested or hoped for may not come; people are hired on it all the same."),
    fix=N_("Have it signed before the year begins, or say what will not be done without it."),
    source=OURS,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def funding_not_signed(costs: Costs, reckoning: Reckoning) -> Iterator[Sighting]:
    """The first listed year whose needs are met only with sources that are not signed."""
    for year in costs.years[:1]:
        gap, sure = reckoning.gap(year.key), reckoning.gap(year.key, SURE)
        if gap.low <= 0 < sure.low:
            yield year.at("year", year=year.key, missing=told(sure.low, costs))


@rule(
    "COS032",
    "one-source",
    title=N_("More than half of the funding comes from one hand"),
    says=N_("{source} brings {share} of the funding of all years."),
    why=N_(
        "Whoever pays more than all the others together decides, whatever the charter says, and the commons ends on "
        "the day it leaves."
    ),
    fix=N_("Look for other sources, and say under economic_model what happens when this one ends."),
    source=N_("communkit, costs; IMIO, deux années de mutation, 2013"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def one_source(project: Project, costs: Costs, reckoning: Reckoning) -> Iterator[Sighting]:
    """A party, or a source that names none, with more than half of all funding."""
    whole = reckoning.funding.total.low
    brought = reckoning.funding.by("row")
    hands: dict[str, list[Funding]] = {}
    for one in costs.funding:
        if one.kind not in (FundingKind.MEMBERSHIP, FundingKind.DONATION, FundingKind.SERVICE) or one.party:
            hands.setdefault(f"party/{one.party}" if one.party else f"source/{one.id}", []).append(one)
    for rows in hands.values():
        part = sum(brought.get(one.id, Span()).low for one in rows)
        if 2 * part > whole:
            first = rows[0]
            source = project.name_of(first.party) if first.party else first.shown_name
            yield first.at(source=source, share=Part(Decimal(part) / Decimal(whole)))


@rule(
    "COS033",
    "subsidy-cliff",
    title=N_("A source ends and the costs stay"),
    says=N_("{source} ends after {year}; in {next}, {gap} is missing."),
    why=N_(
        "A subsidy pays for a beginning. The team, the servers and the users that it brought are still there the year "
        "after, and the parties learn then that they had become an employer."
    ),
    fix=N_("Say now who takes the costs over in that year, or which of them end with the subsidy."),
    source=N_("communkit, costs; IMIO, deux années de mutation, 2013"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def subsidy_cliff(costs: Costs, reckoning: Reckoning) -> Iterator[Sighting]:
    """Grants, awards and reserves that stop before the last year, where the year after is not paid for."""
    years = reckoning.years
    for one in costs.funding:
        paid = [year for year in years if reckoning.funding.sum(row=one.id, year=year).low > 0]
        if one.kind not in ENDING or not paid or paid[-1] == years[-1]:
            continue
        following = years[years.index(paid[-1]) + 1]
        gap = reckoning.gap(following)
        if gap.low > 0:
            least = None if gap.is_exact else N_("{source} ends after {year}; in {next}, at least {gap} is missing.")
            missing = told(gap.low, costs)
            yield one.at("amounts", says=least, source=one.shown_name, year=paid[-1], next=following, gap=missing)


@rule(
    "COS034",
    "funding-without-basis",
    title=N_("Money that passes without a legal basis"),
    says=N_("{source}: nothing says on which legal basis the money passes."),
    why=N_("The basis decides whether a tender is due, how the amount is taxed, and whether it counts as state aid."),
    fix=N_("Say which one under legal_basis: subsidy, contract, cooperation between public bodies, membership…"),
    source=N_("L.2511-1 to L.2511-6 CCP; Regulation (EU) 2023/2831"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def funding_without_basis(costs: Costs, reckoning: Reckoning) -> Iterator[Sighting]:
    """Sources with an amount and no legal basis; reserves and what is given in kind pass no money."""
    for one in costs.funding:
        noted = one.is_noted(one.unknown, "legal_basis") or one.is_noted(one.not_applicable, "legal_basis")
        passes = one.kind not in (FundingKind.RESERVE, FundingKind.IN_KIND)
        if passes and one.legal_basis is None and not noted and reckoning.funding.sum(row=one.id).low:
            yield one.at("legal_basis", source=one.shown_name)


@rule(
    "COS035",
    "spent-before-signed",
    title=N_("A source that is nobody's word"),
    says=N_("{source} is {certainty}, and no party stands behind it."),
    why=N_("A line without a name fills the gap on paper. It is the first thing a treasurer strikes out."),
    fix=N_("Name the party, ask it, and write what it answered; or leave the line out and show the gap."),
    source=OURS,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def spent_before_signed(costs: Costs) -> Iterator[Sighting]:
    """Subsidies, awards and pots that are said to be promised or signed, and name nobody."""
    for one in costs.funding:
        named = (FundingKind.SUBSIDY, FundingKind.GRANT, FundingKind.POT)
        if one.kind in named and one.party is None and one.certainty in (Certainty.SECURED, Certainty.PROMISED):
            yield one.at("certainty", source=one.shown_name, certainty=Message(one.certainty.label))
