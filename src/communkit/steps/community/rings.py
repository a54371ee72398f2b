"""The model of the three circles, each asked in its own words."""

from __future__ import annotations

from pydantic import model_validator

from communkit.marked import N_
from communkit.model.fields import ask
from communkit.model.row import Row
from communkit.model.standing import standing, without_nulls
from communkit.model.types import Count, Day, Text
from communkit.rules import Stage
from communkit.steps.community.words import CircleName


def _is_counted(circle: Circle) -> bool:
    return circle.count is not None


_COUNTED_ON = ask(N_("Counted on"), N_("On which day were they counted?"), needed=Stage.OPENING, when=_is_counted)
_WHY_COUNT = N_("Without a first count nobody can say, in two years, whether the community has grown.")
_WHY_TARGET = N_("The number matters less than the talk about it: it says how much welcome work to plan for.")


class Circle(Row):
    """One of the concentric circles: who is in it, how one enters, how many they are."""

    who: Text | None = None
    how_to_enter: Text | None = None
    count: Count | None = None
    counted_on: Day | None = _COUNTED_ON
    target: Count | None = None
    rights: Text | None = None
    duties: Text | None = None


class Users(Circle):
    """The outermost circle."""

    who: Text | None = ask(
        N_("Who the users are"),
        N_("Who will use what you make: which people, in which trades or places?"),
        needed=Stage.PREPARING,
        example="médiateurs numériques des espaces publics du département",
    )
    how_to_enter: Text | None = ask(
        N_("How one becomes a user"),
        N_("How does somebody hear of it, and what do they need to begin to use it?"),
        needed=Stage.OPENING,
    )
    count: Count | None = ask(
        N_("Users today"),
        N_("How many users are there today, as far as you can tell?"),
        needed=Stage.OPENING,
        why=_WHY_COUNT,
    )
    target: Count | None = ask(
        N_("Users hoped for"),
        N_("How many users would you like there to be a year after the opening?"),
        needed=Stage.OPENING,
        why=_WHY_TARGET,
    )
    rights: Text | None = ask(
        N_("What users may ask for"), N_("What may users ask for, and where are they heard?"), needed=Stage.OPENING
    )
    duties: Text | None = ask(N_("What is expected of users"), N_("Is anything expected of users in return?"))


class Contributors(Circle):
    """The middle circle."""

    who: Text | None = ask(
        N_("Who the contributors are"),
        N_("Who among the users could give something back: data, answers to others, tests, translations, code?"),
        needed=Stage.PREPARING,
        why=N_("A contribution need not be code. Projects that count only code lose those who test, explain and tell."),
    )
    how_to_enter: Text | None = ask(
        N_("How one becomes a contributor"),
        N_("How does a user become a contributor: what is a good first thing to do, and who helps?"),
        needed=Stage.PREPARING,
    )
    count: Count | None = ask(
        N_("Contributors today"), N_("How many contributors are there today?"), needed=Stage.OPENING, why=_WHY_COUNT
    )
    target: Count | None = ask(
        N_("Contributors hoped for"),
        N_("How many contributors would you like there to be a year after the opening?"),
        needed=Stage.OPENING,
        why=_WHY_TARGET,
    )
    rights: Text | None = ask(
        N_("What contributors may do"), N_("What may a contributor do that a user may not?"), needed=Stage.OPENING
    )
    duties: Text | None = ask(
        N_("What is expected of contributors"), N_("What is expected of a contributor?"), needed=Stage.OPENING
    )


class Maintainers(Circle):
    """The innermost circle."""

    who: Text | None = ask(
        N_("Who the maintainers are"),
        N_("Who keeps it going, or will: who answers, reviews, publishes, looks after the servers?"),
        needed=Stage.PREPARING,
        why=N_("This work is done by somebody in every project that lives; what is not named is not planned for."),
    )
    how_to_enter: Text | None = ask(
        N_("How one becomes a maintainer"),
        N_("How does a contributor become a maintainer, and who says yes?"),
        needed=Stage.PREPARING,
        why=N_("A project whose maintainers are always those of the first day ends with them."),
    )
    count: Count | None = ask(
        N_("Maintainers today"), N_("How many maintainers are there today?"), needed=Stage.OPENING, why=_WHY_COUNT
    )
    target: Count | None = ask(
        N_("Maintainers hoped for"),
        N_("How many maintainers would you like there to be a year after the opening?"),
        needed=Stage.OPENING,
        why=_WHY_TARGET,
    )
    rights: Text | None = ask(
        N_("What maintainers may do"), N_("What may a maintainer do that a contributor may not?"), needed=Stage.OPENING
    )
    duties: Text | None = ask(
        N_("What is expected of maintainers"),
        N_("What does a maintainer commit to, and for how long?"),
        needed=Stage.OPENING,
    )


class Circles(Row):
    """The three circles, from the outside in."""

    users: Users = standing(Users, CircleName.USERS.label, N_("Who are the users, and how does one become one?"))
    contributors: Contributors = standing(
        Contributors, CircleName.CONTRIBUTORS.label, N_("Who are the contributors, and how does one become one?")
    )
    maintainers: Maintainers = standing(
        Maintainers, CircleName.MAINTAINERS.label, N_("Who are the maintainers, and how does one become one?")
    )

    @model_validator(mode="before")
    @classmethod
    def _begun(cls, data: object) -> object:
        return without_nulls(data, "users", "contributors", "maintainers")

    @property
    def inward(self) -> tuple[tuple[CircleName, Circle], ...]:
        """The circles with their names, from the outside in; those that are there."""
        found = ((name, getattr(self, str(name))) for name in CircleName)
        return tuple((name, one) for name, one in found if one is not None)
