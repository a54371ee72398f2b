"""The model of `community.yaml`, and its completeness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from pydantic import model_validator

from communkit.marked import N_
from communkit.model.completeness import unanswered
from communkit.model.fields import ask, key, rows
from communkit.model.row import DocumentRow, Part, Row
from communkit.model.standing import standing, without_nulls
from communkit.model.types import Count, Day, Line, Text, Url, YesNo
from communkit.rules import Sighting, Stage, rule
from communkit.steps.community.rings import Circle, Circles
from communkit.steps.community.words import CircleName, Direction, Gap, RiskKind
from communkit.steps.vocabulary import Frequency, UserType


class UserGroup(Row, key=("type",)):
    """One type of users, and its way of taking part."""

    type: UserType = key(
        N_("Type of users"),
        N_("Which type of users?"),
        why=N_(
            "Some users can develop, some can say what they need and test it, most take what there is. Each takes part "
            "in another way, and most projects hear only the first."
        ),
    )
    who: Text | None = ask(N_("Users of this type"), N_("Which of your users are of this type?"), needed=Stage.OPENING)
    takes_part: Text | None = ask(
        N_("How they take part"),
        N_("How do they take part: where do they say what they need, what do they test, who speaks for them?"),
        needed=Stage.OPENING,
    )


class Rung(Row, key=("role",)):
    """One rung of the way inward, for a community with more than three roles."""

    role: Line = key(N_("Role of the way inward"), N_("What is this role called?"), example="relecteur")
    circle: CircleName | None = ask(N_("Circle"), N_("In which circle does it stand?"))
    after: Line | None = ask(N_("Comes after"), N_("Which role does one hold before this one?"))
    how_to_enter: Text | None = ask(
        N_("How one reaches it"), N_("What does one do to become it, and who says yes?"), needed=Stage.OPENING
    )
    rights: Text | None = ask(N_("What it allows"), N_("What may somebody in this role do?"))
    duties: Text | None = ask(N_("What it asks"), N_("What is expected in this role?"))


def _is_wanting(skill: Skill) -> bool:
    return skill.gap in (Gap.THIN, Gap.MISSING)


class Skill(Row, key=("what",)):
    """Something that the commons needs somebody to know."""

    what: Line = key(N_("Skill"), N_("What must somebody know how to do?"), example="animer un atelier d'utilisateurs")
    held_by: list[Line] | None = ask(
        N_("Held by"),
        N_("Who can do it today: which people, roles or organisations?"),
        needed=Stage.OPENING,
        example="chargée de mission, Studio exemple",
        when=lambda skill: skill.gap is not Gap.MISSING,
    )
    gap: Gap | None = ask(N_("Coverage"), N_("Is that enough?"), needed=Stage.PREPARING)
    plan: Text | None = ask(
        N_("What is planned"),
        N_("How will it be covered: train somebody, find somebody, ask a member, pay for it?"),
        when=_is_wanting,
    )


class Channel(Row, key=("name",)):
    """A place where people meet and write."""

    name: Line = key(N_("Channel"), N_("What is it called?"), example="forum")
    what_for: Line | None = ask(N_("Used for"), N_("What is it used for?"), needed=Stage.OPENING)
    url: Url | None = ask(N_("Address"), N_("At which address?"))
    public: YesNo | None = ask(N_("Open to all"), N_("Can anybody read it without asking?"), needed=Stage.OPENING)
    answered_by: Line | None = ask(N_("Answered by"), N_("Who answers there?"), needed=Stage.OPENING)


class Ritual(Row, key=("what",)):
    """Something that brings people together again and again."""

    what: Line = key(
        N_("Meeting"),
        N_("What brings people together again and again?"),
        example="atelier des utilisateurs",
        why=N_("A community is kept alive by dates that come back, and by whoever prepares them."),
    )
    frequency: Frequency | None = ask(N_("How often"), N_("How often does it take place?"), needed=Stage.OPENING)
    animator: Line | None = ask(N_("Run by"), N_("Who prepares and runs it?"), needed=Stage.OPENING)
    open_to: CircleName | None = ask(
        N_("Open to"), N_("Who may come: everybody who uses it, or only those further in?")
    )
    next_on: Day | None = ask(N_("Next time"), N_("When is the next time?"))


class Onboarding(Part):
    """How a newcomer is welcomed."""

    welcomed_by: Line | None = ask(N_("Welcomed by"), N_("Who welcomes a newcomer and answers their first question?"))
    first_step: Text | None = ask(N_("A first thing to do"), N_("What can they do on the first day that is of use?"))
    document: Line | None = ask(N_("Welcome page"), N_("Which page or document do they read first?"))


class CodeOfConduct(Part):
    """What conduct is expected, and whom to turn to."""

    essential: ClassVar[tuple[str, ...]] = ("document",)

    document: Line | None = ask(
        N_("Code of conduct"), N_("Which document says what conduct is expected?"), example="CODE_OF_CONDUCT.md"
    )
    contact: Line | None = ask(
        N_("Whom to turn to"),
        N_("Whom does one write to when something goes wrong?"),
        why=N_("A role rather than a person, and an address that is read."),
    )
    other_contact: Line | None = ask(
        N_("Somebody else"),
        N_("And when that very person is the one complained of?"),
        example="référent d'un autre membre",
    )


class Measure(Row, key=("on",)):
    """What was measured on a day."""

    called_by = "value"

    on: Day = key(N_("Measured on"), N_("On which day?"))
    value: Count | None = ask(N_("Value"), N_("What was the value?"), needed=Stage.RUNNING)
    source: Line | None = ask(N_("Where it comes from"), N_("How was it counted?"))


class Indicator(Row, key=("name",)):
    """Something that is counted to know how the community fares."""

    name: Line = key(
        N_("Indicator"),
        N_("What will you count to know how the community fares?"),
        example="organisations qui ont contribué dans l'année",
        why=N_(
            "Two or three that one can really count are worth more than a dashboard: the wider circle, and the inner."
        ),
    )
    unit: Line | None = ask(N_("Unit"), N_("In which unit?"), example="jours")
    direction: Direction | None = ask(N_("Direction"), N_("Is more better, or less?"))
    target: Count | None = ask(N_("Target value"), N_("Which value do you aim at?"), needed=Stage.OPENING)
    target_on: Day | None = ask(
        N_("To be reached by"), N_("By which day?"), when=lambda indicator: indicator.target is not None
    )
    measured: list[Measure] = rows(
        N_("Measures"),
        N_("What has been measured so far?"),
        needed=Stage.RUNNING,
        columns=("on", "value", "source"),
    )

    @property
    def in_order(self) -> list[tuple[date, int]]:
        """The measures that have a value, oldest first, as (day, value)."""
        return sorted((one.on, one.value) for one in self.measured if one.value is not None)

    def better(self, value: int, than: int) -> bool:
        """Whether `value` is on the good side of `than`, or there."""
        return value <= than if self.direction is Direction.LOWER else value >= than


class VitalityRisk(Row, key=("risk",)):
    """One risk to the community's life, whether it is there, and what is done about it."""

    risk: RiskKind = key(
        N_("Risk to the community's life"),
        N_("What could make the community lose its life?"),
        why=N_("Communities rarely end in a quarrel: people cannot get in, or those who hold it all leave."),
    )
    signs: Text | None = ask(N_("What one sees of it"), N_("What do you see of it today?"))
    answer: Text | None = ask(N_("What is done about it"), N_("What do you do about it?"), needed=Stage.RUNNING)


class Community(DocumentRow):
    """Who is around the commons, and how one moves inward."""

    circles: Circles = standing(Circles, N_("Circles"), N_("Who is around the commons, from the outside in?"))
    user_types: list[UserGroup] = rows(
        N_("Types of users"),
        N_("Among your users, who can develop, who can say what is needed and try it out, who takes what there is?"),
        needed=Stage.OPENING,
        why=N_("The need says of each party which type it is; here it is about how each type will take part."),
        columns=("type", "who", "takes_part"),
    )
    skills: list[Skill] = rows(
        N_("Skills"),
        N_("Which skills does it take, and who has them?"),
        needed=Stage.PREPARING,
        why=N_("Development is one of them. Animation, writing, law, training and hosting are missed more often."),
        columns=("what", "held_by", "gap", "plan"),
    )
    channels: list[Channel] = rows(
        N_("Channels"),
        N_("Where do people write to each other?"),
        needed=Stage.OPENING,
        columns=("name", "what_for", "public", "answered_by"),
    )
    rituals: list[Ritual] = rows(
        N_("Calendar of animation"),
        N_("What brings people together again and again, and who runs it?"),
        needed=Stage.OPENING,
        columns=("what", "frequency", "animator", "next_on"),
    )
    onboarding: Onboarding | None = ask(
        N_("Welcome"),
        N_("How is a newcomer welcomed?"),
        needed=Stage.OPENING,
        why=N_("Most people who come once do not come back; a name, an answer and a small task change that."),
    )
    code_of_conduct: CodeOfConduct | None = ask(
        N_("Conduct"),
        N_("What conduct is expected, and whom does one turn to?"),
        needed=Stage.OPENING,
    )
    indicators: list[Indicator] = rows(
        N_("Indicators"),
        N_("What will tell you whether the community is doing well?"),
        needed=Stage.OPENING,
        columns=("name", "target", "target_on", "measured"),
    )
    risks: list[VitalityRisk] = rows(
        N_("Risks to the community's life"),
        N_("What could make the community lose its life, and what do you do about it?"),
        columns=("risk", "signs", "answer"),
    )
    ladder: list[Rung] = rows(
        N_("The way inward, role by role"),
        N_("Are there more roles than these three, one leading to the next?"),
        why=N_("Only for communities that already have several roles: the three circles are enough to begin with."),
        columns=("role", "circle", "after", "how_to_enter"),
    )

    @model_validator(mode="before")
    @classmethod
    def _begun(cls, data: object) -> object:
        return without_nulls(data, "circles")

    @property
    def inward(self) -> tuple[tuple[CircleName, Circle], ...]:
        """The circles with their names, from the outside in; those that are claimed."""
        return self.circles.inward if self.circles is not None else ()


@rule(
    "COM001",
    "community-unanswered",
    title=N_("The description of the community is incomplete"),
    says=N_("“{what}” is not answered yet."),
    why=N_(
        "A commons lives by the people around it. Who they are, how they come further in and who keeps it going has to "
        "be thought of before the opening, because nobody has time for it afterwards."
    ),
    fix=N_("Answer it, say why it does not apply (not_applicable), or what will be done to know (unknown)."),
    source=N_("Inno³ / ANCT, 2023, 3.1"),
    error_from=Stage.IDEA,
)
def community_unanswered(community_as_written: Community, stage: Stage) -> Iterator[Sighting]:
    """Fields of the community that the project's stage needs."""
    yield from unanswered(community_as_written, stage, gently=True)
