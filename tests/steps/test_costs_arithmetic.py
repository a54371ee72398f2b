"""The arithmetic of costs: parts make the whole, sums agree, and a change of one number changes what it must."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communkit.steps.costs.arithmetic import (
    Span,
    amount,
    apportion,
    break_even_members,
    break_even_rate,
    priced,
    units,
)
from communkit.steps.costs.comparison import compare
from communkit.steps.costs.reckoning import effort, key_weights, reckon, weights_of
from steps.money import RATE, UNIT, a_source, a_task, a_way, costs

CENTS = st.integers(min_value=0, max_value=10**14)
WEIGHTS = st.dictionaries(
    st.text(min_size=1, max_size=3), st.fractions(min_value=0, max_value=10**6), min_size=1, max_size=8
).filter(lambda found: any(found.values()))


@given(CENTS, WEIGHTS)
def test_the_parts_make_the_whole(total: int, weights: dict[str, Fraction]) -> None:
    parts = apportion(total, weights)
    assert sum(parts.values()) == total
    assert list(parts) == list(weights)
    whole = sum(weights.values())
    for key, part in parts.items():
        assert abs(part - total * weights[key] / whole) < 1, "nobody is further than a cent from its exact part"
        assert part == 0 or weights[key] > 0


@given(CENTS, WEIGHTS, st.fractions(min_value=Fraction(1, 1000), max_value=1000))
def test_only_the_proportion_of_weights_counts(total: int, weights: dict[str, Fraction], times: Fraction) -> None:
    assert apportion(total, weights) == apportion(total, {key: one * times for key, one in weights.items()})


@given(CENTS, WEIGHTS)
def test_whoever_weighs_more_bears_no_less(total: int, weights: dict[str, Fraction]) -> None:
    parts = apportion(total, weights)
    for heavy in weights:
        for light in weights:
            if weights[heavy] > weights[light]:
                assert parts[heavy] >= parts[light]


def test_three_cannot_share_a_euro_evenly_and_nothing_is_lost() -> None:
    thirds = dict.fromkeys("abc", Fraction(1))
    assert apportion(100, thirds) == {"a": 34, "b": 33, "c": 33}
    assert apportion(200, {"a": Fraction(1), "b": Fraction(2)}) == {"a": 67, "b": 133}
    assert apportion(0, thirds) == dict.fromkeys("abc", 0)


@pytest.mark.parametrize(
    ("total", "weights"), [(1, {}), (1, {"a": Fraction(0)}), (-1, {"a": Fraction(1)}), (1, {"a": Fraction(-1)})]
)
def test_what_cannot_be_shared_is_refused(total: int, weights: dict[str, Fraction]) -> None:
    with pytest.raises(ValueError, match="shared out"):
        apportion(total, weights)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_money_survives_the_way_to_cents_and_back(value: Decimal) -> None:
    assert amount(units(value, 100)) == value


def test_working_time_is_valued_to_the_cent_and_halves_go_up() -> None:
    assert priced(Decimal("0.333"), Decimal("50000")) == 1665000
    assert priced(Decimal("0.001"), Decimal("5")) == 1
    assert priced(Decimal("0.001"), Decimal("4.99")) == 0


SPANS = st.tuples(CENTS, CENTS).map(lambda pair: Span(min(pair), max(pair)))


@given(SPANS, SPANS)
def test_a_difference_of_spans_holds_every_difference(one: Span, other: Span) -> None:
    gap = one - other
    for left in (one.low, one.high):
        for right in (other.low, other.high):
            assert gap.low <= left - right <= gap.high


@given(st.integers(1, 10**10), st.integers(1, 10**8))
def test_from_the_break_even_on_the_commons_costs_each_no_more(whole: int, each: int) -> None:
    found = break_even_members(Span.of(whole), Span.of(each))
    assert found is not None
    members = found.low
    assert whole <= each * members
    assert members == 1 or whole > each * (members - 1)
    assert break_even_members(Span.of(whole), Span.of(0)) is None


@given(st.integers(0, 10**9), st.integers(0, 5000), st.integers(0, 10**9), st.integers(0, 5000))
def test_at_the_break_even_rate_both_cost_the_same(money: int, time: int, other: int, other_time: int) -> None:
    rate = break_even_rate(Span.of(money), time, Span.of(other), other_time)
    if rate is None:
        assert time == other_time or (other - money) * (time - other_time) <= 0
        return
    left = money + Fraction(time * rate.low, 1000)
    right = other + Fraction(other_time * rate.low, 1000)
    assert abs(left - right) <= Fraction(abs(time - other_time), 1000)


# Documents

PARTIES = ("town", "club", "ann", "studio")
AMOUNTS = st.decimals(min_value=0, max_value=10**7, places=2)
SHARES = st.sampled_from([None, "20 %", "33.3 %", "50 %", "0.125"])
BEARERS = st.dictionaries(st.sampled_from(PARTIES), SHARES, max_size=4)


@st.composite
def documents(draw: Any) -> Any:
    """Costs of a few tasks, with and without price of working time, shares and key."""
    tasks = []
    for place in range(draw(st.integers(1, 4))):
        borne = [
            {"party": party, **({"share": share} if share else {}), "paid_from": draw(st.sampled_from(["own", "pot"]))}
            for party, share in draw(BEARERS).items()
        ]
        for one in borne:
            if one.get("share") == "0.125":
                one["share"] = Decimal("0.125")
        fte = draw(st.decimals(min_value=0, max_value=5, places=3))
        values = {str(year): draw(AMOUNTS) for year in (2027, 2028)}
        tasks.append(a_task(f"t{place}", amounts=values, fte={"2027": fte}, borne_by=borne))
    key = draw(st.sampled_from([None, {"by": "equal"}, {"by": "custom"}]))
    if key and key["by"] == "custom":
        key = {**key, "weights": [{"party": one, "weight": draw(st.integers(0, 9))} for one in PARTIES]}
    rate = {**RATE, "fte_cost_most": 61234} if draw(st.booleans()) else None
    return costs(*tasks, sharing_key=key, unit=rate or UNIT)


@settings(deadline=None)
@given(documents())
def test_rows_bearers_and_years_make_the_same_total(found: Any) -> None:
    ledger = reckon(found).money
    for bound in ("low", "high"):
        totals = {sum(getattr(one, bound) for one in ledger.by(name).values()) for name in ("row", "bearer", "year")}
        assert totals == {getattr(ledger.total, bound)}


@settings(deadline=None)
@given(documents())
def test_shares_sum_to_one_or_say_who_is_missing(found: Any) -> None:
    for one in found.tasks:
        weights = weights_of(one, found)
        given_shares = sum(each.share for each in one.borne_by if each.share is not None)
        assert all(weight >= 0 for weight in weights.values())
        assert sum(weights.values()) == max(1, Fraction(given_shares))


@settings(deadline=None)
@given(documents(), st.integers(1, 10**6))
def test_one_number_changes_what_it_must_and_nothing_else(found: Any, more: int) -> None:
    first = found.tasks[0]
    raised = first.model_copy(update={"amounts": {**first.amounts, "2027": first.amounts["2027"] + amount(more)}})
    changed = found.model_copy(update={"tasks": [raised, *found.tasks[1:]]})
    before, after = reckon(found), reckon(changed)
    row = first.key_in_sums
    assert after.money.total == before.money.total + Span.of(more)
    assert after.money.sum(year="2028") == before.money.sum(year="2028")
    assert after.time == before.time
    for other in found.tasks[1:]:
        assert after.money.sum(row=other.key_in_sums) == before.money.sum(row=other.key_in_sums)
    for bearer in after.money.by("bearer"):
        if not weights_of(first, found).get(bearer):
            assert after.money.sum(bearer=bearer) == before.money.sum(bearer=bearer)
    assert after.money.sum(row=row, year="2027") == before.money.sum(row=row, year="2027") + Span.of(more)


def test_the_key_divides_what_shares_leave() -> None:
    key = {"by": "population", "weights": [{"party": "club", "weight": 1}, {"party": "ann", "weight": 3}]}
    borne = [{"party": "town", "share": "20 %"}, {"party": "club"}, {"party": "ann"}]
    found = costs(a_task(borne_by=borne), sharing_key=key)
    parts = reckon(found).money.by("bearer")
    assert {str(name): one.low for name, one in parts.items()} == {"town": 40000, "club": 40000, "ann": 120000}
    assert key_weights(found, ["studio", "ann"]) is None, "a party without a weight cannot be guessed"
    assert key_weights(found, ["studio"]) == {"studio": Fraction(1)}, "one alone bears what is left"


def test_what_nobody_bears_is_nobodys_and_is_to_be_funded() -> None:
    found = reckon(costs(a_task(borne_by=[{"party": "town", "share": "60 %", "paid_from": "own"}])))
    assert found.money.sum(bearer=None) == Span.of(80000)
    assert found.to_fund("2027") == Span.of(40000)


def test_working_time_without_a_price_is_in_no_sum() -> None:
    task = a_task(fte={"2027": Decimal("0.5")})
    told = reckon(costs(task))
    assert told.untimed
    assert told.money.total == Span.of(200000)
    assert told.time.total == Span.of(500)
    valued = reckon(costs(task, unit={**RATE, "fte_cost_most": 60000}))
    assert not valued.untimed
    assert valued.money.total == Span(2_700_000, 3_200_000)


def test_amounts_in_another_tax_basis_are_left_out_and_told() -> None:
    found = reckon(costs(a_task(), a_task("ht", vat="HT"), a_task("same", vat="TTC")))
    assert [one.id for one in found.left_out] == ["ht"]
    assert found.money.total == Span.of(400000)


def test_effort_tells_what_is_borne_and_what_is_brought() -> None:
    document = costs(a_task(borne_by=[{"party": "town", "paid_from": "own"}]), funding=[a_source()])
    assert effort(document, reckon(document)) == {"town": (Span.of(200000), 0), "club": (Span(), 200000)}


def test_the_price_of_people_is_the_same_on_both_sides() -> None:
    """A range of the full-time year alone does not make a comparison undecided."""
    fte = {"2027": Decimal(1), "2028": Decimal(1)}
    unit = {**RATE, "fte_cost_most": 90000}
    (same,) = compare(costs(a_task(fte=fte), alternatives=[a_way(price=600, fte=fte)], unit=unit))
    assert same.difference == Span.of(-80000)
    assert same.verdict == -1
    assert same.rate is None
    (less,) = compare(costs(a_task(fte=fte), alternatives=[a_way(price=21000)], unit=unit))
    assert less.difference is not None
    assert (less.difference.low, less.difference.high) == (-14_000_000, -6_000_000)
    assert less.rate == Span.of(2_000_000)
    assert less.rate_favours


def test_a_price_for_one_member_is_paid_by_each() -> None:
    rows = [{"year": 2027, "members": 3}, {"year": 2028, "members": 5}]
    way = a_way(price=100, price_for="member", start=10, amounts_most={"2027": 100, "2028": 200})
    (found,) = compare(costs(a_task(), rows=rows, alternatives=[way]))
    assert found.total == Span(85000, 135000)
    assert found.from_members == Span(7, 10)
    assert found.verdict == -1


def test_what_is_not_known_gives_no_answer() -> None:
    def only(way: Any, **fields: Any) -> Any:
        return compare(costs(a_task(), alternatives=[way], **fields))[0]

    assert only(a_way(amounts={"2027": 1})).missing == ("2028",)
    assert only(a_way(price_for="member")).without_members == ("2027", "2028")
    assert only(a_way(vat="HT")).other_vat
    assert only(a_way(fte={"2027": Decimal(1)})).verdict is None, "working time has no price yet"
    assert only(a_way(amounts_most={"2027": 5000, "2028": 600})).verdict == 0
    assert only(a_way(price=3000)).verdict == 1
