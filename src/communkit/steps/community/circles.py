"""Who is in which circle, and whether one can move from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from communkit.marked import N_, Message
from communkit.model.row import WHOLE_ROW
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.community.model import Community, Rung
from communkit.steps.community.words import CircleName
from communkit.steps.vocabulary import UserType

_YEAR = timedelta(days=366)


@rule(
    "COM002",
    "circle-closed",
    title=N_("Nobody can enter a circle"),
    says=N_("There is no way into this circle: {circle}."),
    why=N_(
        "A commons whose circles are closed is a product with an audience. When those inside leave, nobody has learnt "
        "to take over."
    ),
    fix=N_("Say how one enters, be it slowly: what one does first, who says yes. Or say openly that it is a product."),
    source=N_("Inno³ / ANCT, 2023, 3.1 and 4.1"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def circle_closed(community: Community) -> Iterator[Sighting]:
    """Circles of contributors or maintainers of which it is said that a way in does not apply."""
    for name, circle in community.inward:
        closed = WHOLE_ROW in circle.not_applicable or "how_to_enter" in circle.not_applicable
        if name is not CircleName.USERS and closed:
            yield circle.at("how_to_enter", circle=Message(name.label))


@rule(
    "COM003",
    "inner-circle-larger",
    title=N_("An inner circle is larger than the one around it"),
    says=N_("{inner} are counted as {many}, and {outer} as {few}: the inner circle is part of the outer one."),
    why=N_(
        "The circles lie in one another: a maintainer contributes, a contributor uses. Numbers that do not fit were "
        "counted in two ways, and their growth will mean nothing."
    ),
    fix=N_("Count each circle with those inside it, or say in who what is counted."),
    source=N_("Inno³ / ANCT, 2023, 3.1"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def inner_circle_larger(community: Community) -> Iterator[Sighting]:
    """Counts, and hoped-for numbers, that grow from the outside in."""
    for field in ("count", "target"):
        known = [(name, one) for name, one in community.inward if getattr(one, field) is not None]
        for (outside, outer), (inside, inner) in pairwise(known):
            many, few = getattr(inner, field), getattr(outer, field)
            if many > few:
                labels = (Message(inside.label), Message(outside.label))
                yield inner.at(field, inner=labels[0], many=many, outer=labels[1], few=few)


@rule(
    "COM004",
    "count-is-old",
    title=N_("The circles were counted long ago"),
    says=N_("{circle} were last counted on {day}."),
    why=N_("A community of three years ago says nothing of today's: decisions are taken for people who have left."),
    fix=N_("Count again, and keep the old count among the measures of an indicator."),
    source=N_("communkit, indicators"),
    warning_from=Stage.RUNNING,
    before=Severity.NOTE,
)
def count_is_old(community: Community, today: date) -> Iterator[Sighting]:
    """Counts of more than a year ago."""
    for name, circle in community.inward:
        if circle.counted_on is not None and circle.counted_on + _YEAR < today:
            yield circle.at("counted_on", circle=Message(name.label), day=circle.counted_on)


@rule(
    "COM005",
    "target-below-count",
    title=N_("A circle is meant to shrink"),
    says=N_("{circle} are {count} today, and {target} are hoped for."),
    why=N_("Widening the community is one of the two aims of animation, the other being that people come further in."),
    fix=N_("Correct the number, or say in who why fewer are wanted."),
    source=N_("Inno³ / ANCT, 2023, 3.1"),
    before=Severity.NOTE,
)
def target_below_count(community: Community) -> Iterator[Sighting]:
    """Circles whose hoped-for number lies below today's."""
    for name, circle in community.inward:
        if circle.count is not None and circle.target is not None and circle.target < circle.count:
            yield circle.at("target", circle=Message(name.label), count=circle.count, target=circle.target)


@rule(
    "COM006",
    "one-maintainer",
    title=N_("One person at most keeps it going"),
    says=N_("Maintainers are counted as {count}."),
    why=N_("Holidays, illness or a new job are enough to stop a commons that rests on one person."),
    fix=N_("Choose a second person now, and let both do everything once. Say in target how many are hoped for."),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def one_maintainer(community: Community) -> Iterator[Sighting]:
    """Fewer than two maintainers."""
    for name, circle in community.inward:
        if name is CircleName.MAINTAINERS and circle.count is not None and circle.count < 2:
            yield circle.at("count", count=circle.count)


@rule(
    "COM007",
    "user-type-not-considered",
    title=N_("A type of users is not thought of"),
    says=N_("Nothing is said of this type of users: {type} ({key})."),
    why=N_(
        "A community of developers hears those who develop. Those who can state needs and test, and those who take "
        "the solution as it comes, are most of its users, and have to be given another way to be heard."
    ),
    fix=N_("Add a row for it, or a row whose not_applicable says why you have no such users."),
    source=N_("Viseur, 2025"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def user_type_not_considered(community_as_written: Community) -> Iterator[Sighting]:
    """Types of users without a row, once some type has one."""
    seen = {one.type for one in community_as_written.user_types}
    if seen:
        for type in UserType:
            if type not in seen:
                yield community_as_written.at("user_types", type=Message(type.label), key=str(type))


@rule(
    "COM008",
    "role-after-nothing",
    title=N_("The way inward has a missing rung"),
    says=N_("One becomes {role} after having been {after}, and no such role is described."),
    why=N_(
        "A role that can only be reached from another that does not exist cannot be reached. Templates leave such "
        "holes: a level is taken out, and the one above still asks for it."
    ),
    fix=N_("Describe that role in the ladder, or say from which of the others one comes."),
    source=N_("Inno³ / ANCT, 2023, 3.1"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def role_after_nothing(community: Community) -> Iterator[Sighting]:
    """Rungs whose `after` names neither a rung nor a circle."""
    known = {_folded(one.role) for one in community.ladder} | {str(name) for name in CircleName}
    for rung in community.ladder:
        if rung.after is not None and _folded(rung.after) not in known:
            yield rung.at("after", role=rung.role, after=rung.after)


@rule(
    "COM009",
    "way-inward-in-a-circle",
    title=N_("The way inward turns in a circle"),
    says=N_("One becomes {role} only after having been {role}: {way}."),
    why=N_("Roles that wait for each other let nobody in: only those who held them on the first day ever will."),
    fix=N_("Say which of them one can hold without having held another before."),
    source=N_("Inno³ / ANCT, 2023, 3.1"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def way_inward_in_a_circle(community: Community) -> Iterator[Sighting]:
    """Rungs from which `after` leads back to themselves, one a circle."""
    by_role = {_folded(one.role): one for one in community.ladder}
    told: set[str] = set()
    for rung in community.ladder:
        way = list(_before(rung, by_role))
        if way and _folded(way[-1]) == _folded(rung.role) and _folded(rung.role) not in told:
            told.update(map(_folded, way))
            yield rung.at("after", role=rung.role, way=" ← ".join((rung.role, *way)))


def _before(rung: Rung, by_role: dict[str, Rung]) -> Iterator[str]:
    """The roles that one holds before `rung`, nearest first, until one comes back."""
    seen: set[str] = set()
    at: Rung | None = rung
    while at is not None and at.after is not None and _folded(at.after) not in seen:
        seen.add(_folded(at.after))
        yield at.after
        at = by_role.get(_folded(at.after))


def _folded(role: str) -> str:
    return " ".join(role.split()).casefold()
