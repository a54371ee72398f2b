"""From the document to figures: what each row costs, who bears it, what pays for it, by year. Computed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from communkit.marked import N_, Message
from communkit.rules import provider
from communkit.steps.costs.arithmetic import (
    CENTS,
    THOUSANDTHS,
    Entry,
    Ledger,
    Span,
    amount,
    priced,
    shared,
    summed,
    units,
)
from communkit.steps.costs.model import Costs, Funding, Purchase, Task
from communkit.steps.costs.parts import Alternative
from communkit.steps.costs.words import Certainty, KeyKind, PaidFrom, Vat

Charge = Task | Purchase
Priced = Task | Purchase | Funding | Alternative
"""The rows that hold amounts of money."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The figures of a dossier: `money` in cents, `time` in thousandths of a full-time equivalent.

    `valued`: a full-time year has a cost, and working time is in `money` too. `left_out` are the rows in another tax
    basis than the document's, which no sum may hold. `funding` has the sources as rows and their certainty as bearer.
    """

    years: tuple[str, ...]
    money: Ledger
    time: Ledger
    funding: Ledger
    valued: bool
    left_out: tuple[Priced, ...] = ()

    def to_fund(self, year: str) -> Span:
        """What no bearer pays out of its own budget or staff in `year`."""
        return self.money.sum(year=year, own=False)

    def funded(self, year: str, among: Iterable[Certainty | None] = (*Certainty, None)) -> int:
        """What sources of these certainties bring in `year`, in cents."""
        names = {str(one) if one else None for one in among}
        return sum(one.units.low for one in self.funding.entries if one.year == year and one.bearer in names)

    def gap(self, year: str, among: Iterable[Certainty | None] = (*Certainty, None)) -> Span:
        """What is missing in `year` (below zero: what is left over)."""
        return self.to_fund(year) - Span.of(self.funded(year, among))

    @property
    def untimed(self) -> bool:
        """Whether there is working time that no sum of money holds."""
        return not self.valued and self.time.total.high > 0


def reckon(costs: Costs) -> Reckoning:
    """The figures of `costs`. Amounts of years that are not listed, or in another tax basis, are in no sum."""
    years = tuple(one.key for one in costs.years)
    money: list[Entry] = []
    time: list[Entry] = []
    for one in costs.charges:
        weights = weights_of(one, costs)
        own = frozenset(each.party for each in one.borne_by if each.paid_from is PaidFrom.OWN)
        for year in years:
            if (found := cost_of(one, year, costs)) is not None:
                money += shared(one.key_in_sums, year, found, weights, own)
            if isinstance(one, Task) and (fte := (one.fte or {}).get(year)):
                time += shared(one.key_in_sums, year, Span.of(units(fte, THOUSANDTHS)), weights, own)
    funding = [
        Entry(one.id, str(one.certainty) if one.certainty else None, year, Span.of(units(value, CENTS)))
        for one in costs.funding
        if not is_foreign(one, costs)
        for year, value in (one.amounts or {}).items()
        if year in years
    ]
    foreign = tuple(one for one in priced_rows(costs) if is_foreign(one, costs))
    valued = bool(costs.unit and costs.unit.fte_cost is not None)
    return Reckoning(years, Ledger(tuple(money)), Ledger(tuple(time)), Ledger(tuple(funding)), valued, foreign)


@provider
def reckoning(costs: Costs) -> Reckoning:
    """The same, by the name under which rules ask for it."""
    return reckon(costs)


def priced_rows(costs: Costs) -> Iterator[Priced]:
    """Every row that can hold amounts."""
    yield from costs.charges
    yield from costs.funding
    yield from costs.alternatives


def is_foreign(row: Priced, costs: Costs) -> bool:
    """Whether the amounts of `row` are in another tax basis than those of the document."""
    vat = costs.unit.vat if costs.unit else None
    return isinstance(row.vat, Vat) and row.vat is not vat


def rate_of(costs: Costs) -> tuple[Decimal, Decimal] | None:
    """What a full-time year costs, at least and at most; None where nobody says."""
    unit = costs.unit
    if unit is None or unit.fte_cost is None:
        return None
    return unit.fte_cost, max(unit.fte_cost, unit.fte_cost_most or unit.fte_cost)


def valued_time(fte: Decimal, costs: Costs) -> Span:
    """What working time costs, in cents; nothing where a full-time year has no cost."""
    rate = rate_of(costs)
    return Span(priced(fte, rate[0]), priced(fte, rate[1])) if rate else Span()


def cost_of(row: Charge, year: str, costs: Costs) -> Span | None:
    """What `row` costs in `year`, working time included where it has a price; None where nothing is said."""
    found = []
    if row.amounts and year in row.amounts and not is_foreign(row, costs):
        found.append(Span.of(units(row.amounts[year], CENTS)))
    if isinstance(row, Task) and row.fte and year in row.fte and rate_of(costs):
        found.append(valued_time(row.fte[year], costs))
    return summed(found) if found else None


def key_weights(costs: Costs, parties: Iterable[str]) -> dict[str, Fraction] | None:
    """The weights of `parties` in the sharing key; None where it does not say, or gives all of them nothing."""
    key = costs.sharing_key
    names = list(parties)
    if len(names) == 1:  # one alone takes the rest, whatever the key
        return {names[0]: Fraction(1)}
    if key is None or key.by is None:
        return None
    if key.by is KeyKind.EQUAL:
        return dict.fromkeys(names, Fraction(1))
    known = {one.party: one.weight for one in key.weights if one.weight is not None}
    if any(one not in known for one in names) or not any(known[one] for one in names):
        return None
    return {one: Fraction(known[one]) for one in names}


def told(cents: int, costs: Costs) -> Message:
    """An amount of money as findings say it, with the document's currency."""
    currency = costs.unit.currency if costs.unit and costs.unit.currency else ""
    says = N_("{amount} {currency}") if currency else N_("{amount}")
    return Message(says, {"amount": amount(cents), "currency": currency})


def weights_of(row: Charge, costs: Costs) -> Mapping[str | None, Fraction]:
    """Which part of `row` each bearer has; None stands for what nobody bears.

    Bearers without a share divide by the sharing key what the others leave. Shares beyond the whole are scaled down:
    a rule tells of them, and sums stay sums.
    """
    given = {one.party: Fraction(one.share) for one in row.borne_by if one.share is not None}
    open_ = [one.party for one in row.borne_by if one.share is None]
    rest = max(Fraction(0), 1 - sum(given.values(), Fraction(0)))
    found: dict[str | None, Fraction] = {}
    found.update(given.items())
    key = key_weights(costs, open_) if open_ else None
    if key:
        whole = sum(key.values(), Fraction(0))
        found |= {one: rest * weight / whole for one, weight in key.items()}
        rest = Fraction(0)
    if rest > 0:
        found[None] = rest
    return found


def effort(costs: Costs, found: Reckoning) -> dict[str, tuple[Span, int]]:
    """For each party: what it bears by itself, and what it brings to the common funding, over all years, in cents."""
    parties = dict.fromkeys(
        [
            *(each.party for one in costs.charges for each in one.borne_by),
            *(one.party for one in costs.funding if one.party),
        ]
    )
    brought = found.funding.by("row")
    return {
        party: (
            found.money.sum(bearer=party, own=True),
            sum(brought.get(one.id, Span()).low for one in costs.funding if one.party == party),
        )
        for party in parties
    }
