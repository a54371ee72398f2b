"""Arithmetic of costs, exact and pure: sharing out to the unit, ledgers whose totals agree, spans, break-even points.

Everything is counted in whole units (cents of money, thousandths of a full-time equivalent), so that no sum is ever
rounded. What has to be divided is shared out by the largest remainder: the parts always make the whole.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

CENTS = 100
"""Units in one unit of the currency."""
THOUSANDTHS = 1000
"""Units in one full-time equivalent."""


def units(value: Decimal, scale: int) -> int:
    """`value` in units of which `scale` make one; half a unit counts as one, as on an invoice."""
    exact = Fraction(value) * scale
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def amount(cents: int) -> Decimal:
    """`cents` as an amount of money with two decimals, whatever its size."""
    return Decimal(f"{cents}e-2")


def time(thousandths: int) -> Decimal:
    """`thousandths` as full-time equivalents."""
    return Decimal(f"{thousandths}e-3")


def priced(fte: Decimal, yearly: Decimal) -> int:
    """What `fte` full-time equivalents cost at `yearly` a full-time year, in cents."""
    exact = Fraction(fte) * Fraction(yearly) * CENTS
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def apportion(total: int, weights: Mapping[Key, Fraction]) -> dict[Key, int]:
    """`total` units shared out in proportion to `weights`, by the largest remainder; the parts make the total.

    Equal remainders go by the order of `weights`. A weight of zero gets nothing. Raises ValueError for a negative
    total or weight, and where all weights are zero.
    """
    whole = sum(weights.values(), Fraction(0))
    if total < 0 or any(one < 0 for one in weights.values()) or whole <= 0:
        raise ValueError("only a total can be shared out, and only among weights of which one is above zero")
    exact = {key: total * weight / whole for key, weight in weights.items()}
    parts = {key: one.numerator // one.denominator for key, one in exact.items()}
    left = total - sum(parts.values())
    for key in sorted(exact, key=lambda key: parts[key] - exact[key])[:left]:
        parts[key] += 1
    return parts


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high`, in whole units: what is known of a figure. Both are the same where it is known exactly."""

    low: int = 0
    high: int = 0

    @classmethod
    def of(cls, units: int) -> Span:
        """A figure that is known exactly."""
        return cls(units, units)

    @property
    def is_exact(self) -> bool:
        """Whether it is one figure."""
        return self.low == self.high

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        """What is left, at worst and at best: the bounds of `other` work against those of this one."""
        return Span(self.low - other.high, self.high - other.low)

    def __mul__(self, times: int) -> Span:
        """As many times as much; `times` is not below zero."""
        return Span(self.low * times, self.high * times)


def summed(spans: Iterable[Span]) -> Span:
    """The sum of `spans`."""
    total = Span()
    for one in spans:
        total += one
    return total


@dataclass(frozen=True, slots=True)
class Entry:
    """What one bearer (None: nobody yet) bears of one row in one year; `own`: out of its own budget or staff."""

    row: str
    bearer: str | None
    year: str
    units: Span
    own: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries, and their sums by row, by bearer and by year, which all make the same total."""

    entries: tuple[Entry, ...] = ()

    @property
    def total(self) -> Span:
        """All of it."""
        return summed(one.units for one in self.entries)

    def sum(self, **chosen: str | bool | None) -> Span:
        """What the entries with these values make: `sum(row="ux", year="2027")`."""
        return summed(
            one.units for one in self.entries if all(getattr(one, name) == value for name, value in chosen.items())
        )

    def by(self, name: str) -> dict[str | None, Span]:
        """The sums by "row", "bearer" or "year", in the order in which they come up."""
        found: dict[str | None, Span] = {}
        for one in self.entries:
            key = getattr(one, name)
            found[key] = found.get(key, Span()) + one.units
        return found


def shared(
    row: str, year: str, units: Span, weights: Mapping[str | None, Fraction], own: frozenset[str]
) -> list[Entry]:
    """The entries of one row in one year, its lower and its upper figure each shared out by `weights`."""
    low, high = apportion(units.low, weights), apportion(units.high, weights)
    return [Entry(row, one, year, Span(low[one], high[one]), one in own) for one in weights]


def break_even_members(whole: Span, each: Span) -> Span | None:
    """From how many members on `whole`, shared among them, costs no more than `each` of them pays elsewhere.

    At best (dear elsewhere, cheap here) and at worst; None where it costs nothing elsewhere.
    """
    if each.low <= 0:
        return None
    return Span(max(1, -(-whole.low // each.high)), max(1, -(-whole.high // each.low)))


def break_even_rate(money: Span, time: int, other_money: Span, other_time: int) -> Span | None:
    """The cost of a full-time year, in cents, at which two ways cost the same; None where no such cost is above zero.

    `money` is what each way costs beside working time, in cents, `time` its working time in thousandths.
    """
    if time == other_time:
        return None
    saved = other_money - money if time > other_time else money - other_money
    gap = abs(time - other_time)
    if saved.high <= 0:
        return None
    return Span(max(0, saved.low) * THOUSANDTHS // gap, saved.high * THOUSANDTHS // gap)
