"""The arithmetic of governance against slow and obvious references: terms, groups, majorities, quorums, growth."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from communkit.model.measures import Duration, Quorum
from communkit.steps.governance.counting import REST, groups, held, is_majority, runs, sitting, terms_in
from steps.gathering import a_governance, sits

START = date(2015, 1, 1)
DAYS = some.integers(0, 4000).map(lambda days: START + timedelta(days=days))
STRETCHES = some.lists(some.tuples(DAYS, DAYS), max_size=8)
TERMS = some.sampled_from(["6 months", "1 year", "18 months", "2 years", "3 years", "100 days"]).map(Duration.parse)


def slow_runs(stretches: list[tuple[date, date]], term: Duration) -> list[tuple[date, date, int, int]]:
    """Day by day: who sits that day? A row of terms ends once nobody has sat for `REST` days."""
    served = {day for first, last in stretches for day in days_of(first, last)}
    found: list[list[date]] = []
    for day in sorted(served):
        if found and (day - found[-1][-1]).days - 1 < REST:
            found[-1].append(day)
        else:
            found.append([day])
    return [(one[0], one[-1], len(one), slow_terms(len(one), term)) for one in found]


def days_of(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def slow_terms(days: int, term: Duration) -> int:
    """Count up from one until another half of a term no longer fits."""
    terms = 1
    while days >= (terms + Fraction(1, 2)) * term.mean_days:
        terms += 1
    return terms


class TestTerms:
    @given(STRETCHES, TERMS)
    def test_as_day_by_day(self, stretches: list[tuple[date, date]], term: Duration) -> None:
        fast = [(one.first, one.last, one.days, one.terms) for one in runs(stretches, term)]
        assert fast == slow_runs(stretches, term)

    @given(STRETCHES, TERMS)
    def test_the_order_of_the_register_does_not_matter(
        self, stretches: list[tuple[date, date]], term: Duration
    ) -> None:
        assert runs(stretches, term) == runs(list(reversed(stretches)), term)
        assert runs(stretches, term) == runs([*stretches, *stretches], term)

    @given(some.integers(1, 8), some.sampled_from(["1 year", "2 years", "3 years"]))
    def test_whole_terms_one_after_the_other(self, count: int, text: str) -> None:
        term = Duration.parse(text)
        assert term is not None
        begins, rows = date(2000, 2, 29), []
        for _ in range(count):
            rows.append((begins, term.after(begins) - timedelta(days=1)))
            begins = term.after(begins)
        assert [one.terms for one in runs(rows, term)] == [count]

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ([("2020-01-01", "2021-12-31"), ("2022-01-01", "2023-12-31")], [2]),
            ([("2020-01-01", "2021-12-31"), ("2022-06-01", "2023-12-31")], [2]),  # an election five months late
            ([("2020-01-01", "2021-12-31"), ("2022-07-03", "2024-06-30")], [1, 1]),  # 183 days of rest
            ([("2020-01-01", "2021-12-31"), ("2020-06-01", "2021-12-31")], [1]),  # two seats at once
            ([("2020-01-01", "2021-12-31"), ("2021-10-01", "2023-12-31")], [2]),  # the new one began before the end
            ([("2020-01-01", "2020-06-30")], [1]),  # replaced somebody for half a year
            ([("2020-01-01", "2022-12-30")], [1]),  # one day short of one term and a half
            ([("2020-01-01", "2023-01-01")], [2]),
            ([("2022-01-01", "2021-01-01")], []),
            ([("0001-01-01", "0001-01-01"), ("9999-12-31", "9999-12-31")], [1, 1]),
        ],
    )
    def test_gaps_overlaps_and_halves(self, rows: list[tuple[str, str]], expected: list[int]) -> None:
        stretches = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in rows]
        assert [one.terms for one in runs(stretches, Duration(months=24))] == expected

    @given(some.integers(1, 20_000), TERMS)
    def test_terms_in_days(self, days: int, term: Duration) -> None:
        assert terms_in(days, term) == slow_terms(days, term)


PARTIES = some.sampled_from(["a", "b", "c", "d", "e", "f"])
CHAINS = some.dictionaries(PARTIES, some.none() | PARTIES)


def slow_group(party: str, member_of: dict[str, str | None]) -> str:
    """Climb so often that the top, or the circle at the top, is reached; then the first name of that circle."""
    top = party
    for _ in range(100):
        top = member_of.get(top) or top
    circle, at = {top}, member_of.get(top)
    while at is not None and at not in circle:
        circle.add(at)
        at = member_of.get(at)
    return min(circle)


class TestMajorities:
    @given(CHAINS)
    def test_groups_as_climbing(self, member_of: dict[str, str | None]) -> None:
        assert groups(member_of) == {party: slow_group(party, member_of) for party in member_of}

    @given(some.lists(some.none() | PARTIES, max_size=15), CHAINS)
    def test_a_majority_outvotes_all_the_others(
        self, seats: list[str | None], member_of: dict[str, str | None]
    ) -> None:
        group_of = groups(member_of)
        counted = held(seats, group_of)
        assert counted == Counter(slow_group(one, member_of) for one in seats if one is not None)
        for group, count in counted.items():
            others = sum((group_of.get(one, one) if one else None) != group for one in seats)
            assert is_majority(count, len(seats)) == (count > others)

    @given(
        some.lists(some.tuples(some.sampled_from(["ann", "bob", "Ann "]), DAYS, some.none() | DAYS), max_size=6), DAYS
    )
    def test_who_sits_on_a_day(self, rows: list[tuple[str, date, date | None]], today: date) -> None:
        unique = {(who, since): until for who, since, until in rows}
        register = [sits(who, str(since), str(until) if until else None) for (who, since), until in unique.items()]
        found = a_governance(bodies=[{"id": "board"}, {"id": "other"}], members=register)
        there = {
            who.strip().lower()
            for (who, since), until in unique.items()
            if since <= today and (until is None or today <= until)
        }
        assert {one.person.strip().lower() for one in sitting(found.members, found.bodies[0], today)} == there
        assert len(sitting(found.members, found.bodies[0], today)) == len(there)
        assert sitting(found.members, found.bodies[1], today) == []


class TestQuorums:
    @given(some.integers(1, 12), some.integers(1, 12), some.booleans(), some.integers(0, 300))
    def test_as_trying_every_number(self, top: int, bottom: int, above: bool, members: int) -> None:
        if top > bottom:
            top, bottom = bottom, top
        part = Fraction(top, bottom)
        reached = [n for n in range(members + 2) if (n > part * members if above else n >= part * members)]
        assert Quorum(part, above).needed(members) == reached[0]

    @pytest.mark.parametrize(
        ("text", "members", "expected"),
        [("1/2", 7, 4), ("half", 8, 4), ("more than half", 8, 5), ("66 %", 9, 6), ("2/3", 9, 6), ("33,3 %", 9, 3),
         ("100%", 9, 9), ("tous", 9, 9), (5, 9, 5), ("5", 9, 5), (5, 3, 5)],
    )  # fmt: skip
    def test_as_people_write_it(self, text: object, members: int, expected: int) -> None:
        found = Quorum.parse(text)
        assert found is not None
        assert found.needed(members) == expected

    @pytest.mark.parametrize("text", ["3/2", "0", "0 %", "1/0", "many", "", -1, 0, True, 1.5, None, "half of us"])
    def test_what_is_no_quorum(self, text: object) -> None:
        assert Quorum.parse(text) is None

    @given(some.integers(1, 99_999))
    def test_what_is_written_is_read_again(self, people: int) -> None:
        assert Quorum.parse(str(Quorum(people=people))) == Quorum(people=people)


class TestDurations:
    @given(some.integers(0, 1200), some.integers(0, 400))
    def test_what_is_written_is_read_again(self, months: int, days: int) -> None:
        duration = Duration(months, days)
        if 0 < duration.mean_days <= 1200 * Fraction(3652425, 120000):
            assert Duration.parse(str(duration)) == duration

    @given(some.integers(0, 60), DAYS)
    def test_so_many_months_later_as_month_by_month(self, months: int, day: date) -> None:
        """The month is found by counting, the day is the same or the last one there is."""
        year, month = day.year, day.month
        for _ in range(months):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        expected = day.day
        while True:
            try:
                there = date(year, month, expected)
                break
            except ValueError:
                expected -= 1
        assert Duration(months=months).after(day) == there

    @pytest.mark.parametrize(
        ("text", "months", "days"),
        [("3 years", 36, 0), ("1 an", 12, 0), ("18 mois", 18, 0), ("1 an et 6 mois", 18, 0), ("2 weeks", 0, 14),
         ("10 jours", 0, 10), ("P1Y6M", 18, 0), ("P2W", 0, 14), ("1 year, 2 months and 3 days", 14, 3)],
    )  # fmt: skip
    def test_as_people_write_it(self, text: str, months: int, days: int) -> None:
        assert Duration.parse(text) == Duration(months, days)

    @pytest.mark.parametrize("text", ["", "3", "years", "3 moons", "0 years", "P", "200 years", "-1 year", "1 year 2"])
    def test_what_is_no_duration(self, text: str) -> None:
        assert Duration.parse(text) is None

    def test_the_end_of_the_calendar(self) -> None:
        assert Duration(months=1200).after(date(9999, 1, 1)) == date.max


@given(some.integers(0, 500), some.integers(0, 20))
def test_the_assembly_is_counted_person_by_person(members: int, representatives: int) -> None:
    people = [(member, number) for member in range(members) for number in range(representatives)]
    growth = {"year": 2030, "members": members, "representatives": representatives}
    assert a_governance(growth=[growth]).growth[0].size == len(people)
