"""The commons beside its alternatives: the same years, the same members, people counted, what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from communkit.rules import provider
from communkit.steps.costs.arithmetic import (
    CENTS,
    THOUSANDTHS,
    Span,
    break_even_members,
    break_even_rate,
    summed,
    units,
)
from communkit.steps.costs.model import Costs, Task
from communkit.steps.costs.parts import Alternative
from communkit.steps.costs.reckoning import Reckoning, is_foreign, rate_of, reckon, valued_time
from communkit.steps.costs.words import AlternativeKind, PriceFor


@dataclass(frozen=True, slots=True)
class Compared:
    """One alternative over all years, in cents, for all members; `difference` is what it costs more than the commons.

    `missing` says why there is no answer: the years without a price, the years without a number of members.
    `from_members`: from how many members on the commons costs no more. `rate`: the cost of a full-time year at which
    both cost the same; `rate_favours` says whom a higher one favours (True: the alternative).
    """

    alternative: Alternative
    total: Span | None
    difference: Span | None
    missing: tuple[str, ...] = ()
    without_members: tuple[str, ...] = ()
    other_vat: bool = False
    from_members: Span | None = None
    rate: Span | None = None
    rate_favours: bool = False

    @property
    def verdict(self) -> int | None:
        """1: the alternative is dearer whatever the figures; -1: cheaper; 0: undecided; None: unknown."""
        if self.difference is None:
            return None
        if self.difference.low > 0:
            return 1
        return -1 if self.difference.high < 0 else 0


def compare(costs: Costs, found: Reckoning | None = None) -> tuple[Compared, ...]:
    """Every alternative beside the commons, as far as the figures go; `found` are the figures, if at hand."""
    reckoned = found or reckon(costs)
    return tuple(_compared(one, costs, reckoned) for one in costs.alternatives)


@provider
def comparison(costs: Costs, reckoning: Reckoning) -> tuple[Compared, ...]:
    """The same, by the name under which rules ask for it."""
    return compare(costs, reckoning)


def _compared(one: Alternative, costs: Costs, found: Reckoning) -> Compared:
    if is_foreign(one, costs):
        return Compared(one, None, None, other_vat=True)
    free = one.kind is AlternativeKind.NOTHING or one.kind is AlternativeKind.IN_HOUSE  # may ask for work alone
    prices = one.amounts or {}
    missing = tuple(year for year in found.years if year not in prices and not (free and year in (one.fte or {})))
    each = one.price_for is PriceFor.MEMBER
    members = {row.key: row.members for row in costs.years}
    unsized = tuple(year for year in found.years if not members[year]) if each else ()
    if missing or unsized or not found.years:
        return Compared(one, None, None, missing, unsized)
    times = {year: (members[year] or 0) if each else 1 for year in found.years}
    start = Span.of(units(one.start, CENTS)) if one.start is not None else Span()
    yearly = {year: _price(one, year) for year in found.years}
    money = start * max(times.values()) + summed(yearly[year] * times[year] for year in found.years)
    work = {year: (one.fte or {}).get(year) or Decimal(0) for year in found.years}
    hours = sum(units(value, THOUSANDTHS) * times[year] for year, value in work.items())
    valued = {year: valued_time(value, costs) for year, value in work.items()}
    total = money + summed(valued[year] * times[year] for year in found.years)
    comparable = found.valued or hours == found.time.total.low == 0
    alone = start + summed(yearly.values()), summed(valued.values())
    ours = _money_only(costs, found)
    return Compared(
        one,
        total,
        _difference(total, money, found) if comparable else None,
        from_members=_members(found.money.total, *alone) if each and comparable else None,
        rate=break_even_rate(ours, found.time.total.low, money, hours),
        rate_favours=found.time.total.low > hours,
    )


def _difference(total: Span, money: Span, found: Reckoning) -> Span:
    """What an alternative costs more: a full-time year costs the same on both sides, whatever it costs."""
    ours, uncertain = found.money.total, money.high - money.low
    least, most = total.low - ours.low, total.high - uncertain - ours.high
    return Span(min(least, most), max(least, most) + uncertain)


def _members(whole: Span, money: Span, work: Span) -> Span | None:
    """From how many members on the commons costs no more, with the same cost of a full-time year on both sides."""
    cheap = break_even_members(Span.of(whole.low), Span(money.low + work.low, money.high + work.low))
    dear = break_even_members(Span.of(whole.high), Span(money.low + work.high, money.high + work.high))
    return Span(min(cheap.low, dear.low), max(cheap.high, dear.high)) if cheap and dear else None


def _price(one: Alternative, year: str) -> Span:
    low = units((one.amounts or {}).get(year, Decimal(0)), CENTS)
    most = (one.amounts_most or {}).get(year)
    return Span(low, max(low, units(most, CENTS)) if most is not None else low)


def _money_only(costs: Costs, found: Reckoning) -> Span:
    """What the commons costs beside working time."""
    return summed(
        Span.of(units(one.amounts[year], CENTS))
        for one in costs.charges
        if one.amounts and not is_foreign(one, costs)
        for year in found.years
        if year in one.amounts
    )


@dataclass(frozen=True, slots=True)
class Pooled:
    """What doing a task once for several saves over all years, in cents: `alone`, all apart, less `together`."""

    task: Task
    parties: tuple[str, ...]
    alone: Span
    together: Span

    @property
    def saved(self) -> Span:
        """What is saved; below zero where pooling costs more."""
        return self.alone - self.together


def pool(costs: Costs, found: Reckoning) -> tuple[Pooled, ...]:
    """The tasks that several can do once, where somebody says what doing it alone costs.

    Both sides need the same years: those in which the task costs something. Working time without a price leaves no
    answer: what costs nothing would always save.
    """
    made = []
    for task in costs.tasks:
        years = [year for year in found.years if found.money.sum(row=task.key_in_sums, year=year).high > 0]
        parties = tuple(dict.fromkeys([*(one.party for one in task.borne_by), *(task.could_share or ())]))
        unpriced = rate_of(costs) is None and any((task.fte or {}).values())
        if task.shareable is not True or task.cost_alone is None or len(parties) < 2 or not years or unpriced:
            continue
        most = max(task.cost_alone, task.cost_alone_most or task.cost_alone)
        one = Span(units(task.cost_alone, CENTS), units(most, CENTS))
        made.append(Pooled(task, parties, one * (len(parties) * len(years)), found.money.sum(row=task.key_in_sums)))
    return tuple(made)


@provider
def pooling(costs: Costs, reckoning: Reckoning) -> tuple[Pooled, ...]:
    """The same, by the name under which rules ask for it."""
    return pool(costs, reckoning)
