"""The arithmetic of governance: terms in a row, who sits, who holds how much, how many must be there.

Plain functions over plain values, so that each can be held against a slow and obvious one. No rules here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from communkit.model.measures import Duration
from communkit.rules.provider import provider
from communkit.steps.governance.model import Body, Governance, Member
from communkit.steps.project import Project

REST = 183
"""In days: a pause shorter than this is an election held late, not a rest; the terms around it follow each other."""


@dataclass(frozen=True, slots=True)
class Run:
    """Terms served in a row, from the first day to the last one, both included.

    `days` are those really served; `terms` how many terms that makes, a half counting as one, at least one.
    """

    first: date
    last: date
    days: int
    terms: int


def runs(stretches: Iterable[tuple[date, date]], term: Duration) -> list[Run]:
    """The terms in a row of someone who sits during `stretches`, each from a day to a day, both included.

    Stretches that overlap (two seats at once) count once; a pause shorter than `REST` breaks no row. Stretches that
    end before they begin are left out.
    """
    rows: list[list[int]] = []  # first day, last day, days served: days as numbers, which have no end of the calendar
    for begins, ends in sorted((first.toordinal(), last.toordinal()) for first, last in stretches if first <= last):
        if not rows or begins - rows[-1][1] - 1 >= REST:
            rows.append([begins, ends, ends - begins + 1])
        elif ends > rows[-1][1]:
            rows[-1][2] += ends - max(begins - 1, rows[-1][1])
            rows[-1][1] = ends
    return [
        Run(date.fromordinal(first), date.fromordinal(last), days, terms_in(days, term)) for first, last, days in rows
    ]


def terms_in(days: int, term: Duration) -> int:
    """How many terms so many days make: to the nearest, a half upward, at least one."""
    return max(1, math.floor(Fraction(days) / term.mean_days + Fraction(1, 2)))


def stretch(member: Member, term: Duration | None, today: date) -> tuple[date, date] | None:
    """From when to when a row of the register lasts; None while nobody knows since when.

    Without an end it lasts a term, and for as long as nobody ended it: until today at least.
    """
    begins = member.begins
    if begins is None:
        return None
    if member.until is not None:
        return begins, member.until
    nominal = term.after(begins) - timedelta(days=1) if term is not None else begins
    return begins, max(nominal, today, begins)


def sits(member: Member, today: date) -> bool:
    """Whether the row says that the person is in office on `today`; an end that nobody wrote has not come."""
    begun = member.begins is None or member.begins <= today
    return begun and (member.until is None or member.until >= today)


def sitting(members: Iterable[Member], body: Body, today: date) -> list[Member]:
    """The rows of those who sit in `body` on `today`, one a person, the latest."""
    latest: dict[str, Member] = {}
    for one in members:
        if one.body == body.id and sits(one, today):
            name = folded(one.person)
            known = latest.get(name)
            if known is None or (one.begins or date.min) >= (known.begins or date.min):
                latest[name] = one
    return list(latest.values())


def folded(name: str) -> str:
    """A name without the differences that typing makes."""
    return " ".join(name.split()).casefold()


def groups(member_of: Mapping[str, str | None]) -> dict[str, str]:
    """For each party, the group that it counts with: the last one up the chain of `member_of`.

    Parties that belong to each other in a circle count together, under the first of their names.
    """
    found: dict[str, str] = {}
    for party in member_of:
        way = [party]
        while (above := member_of.get(way[-1])) is not None and above not in way:
            way.append(above)
        circle = way[way.index(above) :] if above is not None else way[-1:]
        found[party] = min(circle)
    return found


def held(parties: Sequence[str | None], group_of: Mapping[str, str]) -> Counter[str]:
    """How many of the seats each group holds; `parties` has one entry a seat, None where it is nobody's."""
    return Counter(group_of.get(one, one) for one in parties if one is not None)


def is_majority(seats: int, of: int) -> bool:
    """Whether so many seats are more than half."""
    return 2 * seats > of


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of one body on a day: how many there are, who sits, and what each group holds.

    `total` is None while no college says how many; `vacant` are the seats of the colleges that nobody sits on.
    """

    total: int | None
    sitting: tuple[Member, ...]
    held: Mapping[str, int]

    @property
    def filled(self) -> int:
        """How many people sit there."""
        return len(self.sitting)

    @property
    def of(self) -> int:
        """The number that parts are taken of: the seats, else the people who sit there."""
        return self.total if self.total is not None else self.filled


@provider
def seats_held(project: Project, governance: Governance, today: date) -> dict[str, Seats]:
    """The seats of each body, by its identifier; a group of organisations counts as one."""
    group_of = groups({one.id: one.member_of for one in project.parties})
    return {
        body.id: Seats(body.seats, tuple(here), held([one.party for one in here], group_of))
        for body in governance.bodies
        for here in (sitting(governance.members, body, today),)
    }


def served(governance: Governance, today: date) -> list[tuple[Body, Member, Run]]:
    """Every row of terms in every body whose term is known, with the latest row of the register that belongs to it."""
    found = []
    for body in governance.bodies:
        if body.term is None:
            continue
        people: dict[str, list[tuple[Member, tuple[date, date]]]] = {}
        for one in governance.members:
            lasts = stretch(one, body.term, today)
            if one.body == body.id and lasts is not None:
                people.setdefault(folded(one.person), []).append((one, lasts))
        for rows in people.values():
            for run in runs([lasts for _, lasts in rows], body.term):
                inside = [one for one, lasts in rows if run.first <= lasts[0] <= run.last]
                found.append((body, max(inside, key=lambda one: one.begins or date.min), run))
    return found
