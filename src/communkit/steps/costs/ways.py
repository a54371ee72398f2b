"""The other ways to meet the need, compared honestly: same years, people counted, figures that decide or do not."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.costs.comparison import Compared
from communkit.steps.costs.model import Costs
from communkit.steps.costs.reckoning import Reckoning
from communkit.steps.costs.words import AlternativeKind


@rule(
    "COS050",
    "alternative-without-people",
    title=N_("An alternative without the people it takes"),
    says=N_("{alternative}: nothing is said of the working time that it asks of the members."),
    why=N_(
        "In-house is not free: people develop, host and maintain. Nor is a service: somebody chooses it, trains "
        "others and answers for it. Left out on one side only, people decide the comparison unseen."
    ),
    fix=N_("Give the working time of each year, 0 if there is really none."),
    source=N_("Cap Collectif, L'incroyable pari de l'ouverture d'esprit"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def alternative_without_people(costs: Costs, reckoning: Reckoning) -> Iterator[Sighting]:
    """Alternatives silent on working time, where the commons counts its own or they are made in-house."""
    for one in costs.alternatives:
        noted = one.is_noted(one.unknown, "fte") or one.is_noted(one.not_applicable, "fte")
        counted = reckoning.time.total.high > 0 or one.kind is AlternativeKind.IN_HOUSE
        if counted and not one.fte and not noted:
            yield one.at("fte", alternative=one.shown_name)


@rule(
    "COS051",
    "alternative-over-other-years",
    title=N_("An alternative over fewer years than the commons"),
    says=N_("{alternative}: no price for {years}, which the commons is counted for."),
    why=N_("A first year is cheap everywhere. Compared over other years, one of the two always wins."),
    fix=N_("Ask for the price of each year; 0 where nothing is due."),
    source=N_("communkit, costs"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def alternative_over_other_years(comparison: tuple[Compared, ...]) -> Iterator[Sighting]:
    """Alternatives that have a price for some of the years, or for one member in years without a number of members."""
    for one in comparison:
        row = one.alternative
        if one.missing and row.amounts:
            yield row.at("amounts", alternative=row.shown_name, years=one.missing)
        if one.without_members:
            says = N_("{alternative} has a price for one member, and nothing says how many there are in {years}.")
            yield row.at("price_for", says=says, alternative=row.shown_name, years=one.without_members)


@rule(
    "COS052",
    "only-one-way",
    title=N_("Compared with nothing"),
    says=N_("No alternative is compared with the commons, not even doing as today."),
    why=N_("Whoever votes the budget will ask what the others cost. An answer found in haste favours nobody."),
    fix=N_("Add at least one alternative with its price, or say under not_applicable why there is none."),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def only_one_way(costs: Costs, reckoning: Reckoning) -> Iterator[Sighting]:
    """Costs that are counted, and no alternative; a note about them settles it."""
    noted = costs.is_noted(costs.unknown, "alternatives") or costs.is_noted(costs.not_applicable, "alternatives")
    if reckoning.money.total.high and not costs.alternatives and not noted:
        yield costs.at("alternatives")


@rule(
    "COS053",
    "price-without-source",
    title=N_("A price that nobody quoted"),
    says=N_("{alternative}: nothing says where its price comes from."),
    why=N_("An estimate of somebody else's price is an argument, no figure; its maker will contradict it."),
    fix=N_("Ask for a written offer and give its date under source; or write a range, and say who estimated it."),
    source=N_("communkit, costs"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def price_without_source(costs: Costs) -> Iterator[Sighting]:
    """Alternatives with a price and neither source nor address."""
    for one in costs.alternatives:
        priced = any((one.amounts or {}).values())
        if priced and one.source is None and one.url is None:
            yield one.at("amounts", alternative=one.shown_name)
