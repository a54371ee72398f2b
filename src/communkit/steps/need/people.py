"""Who is heard: types of users, those who state and try out, and when they came in."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.need.model import Actor, ActorKind, Need, Priority
from communkit.steps.project import Project
from communkit.steps.vocabulary import UserType


def _users(need: Need, kind: UserType) -> list[Actor]:
    return [one for one in need.actors if one.user_type is kind]


def _is_heard(need: Need, actor: Actor) -> bool:
    """Whether this actor said what the need is to it, or stated a requirement."""
    return actor.interest is not None or any(one.stated_by == actor.party for one in need.requirements)


@rule(
    "NEE010",
    "users-not-heard",
    title=N_("A type of users is not heard"),
    says=N_("Nobody speaks for the {type} ({key})."),
    why=N_(
        "Those who can develop see other needs than those who can only state and test them, or who take the tool "
        "as it comes. The last are the most numerous, and the first to be forgotten."
    ),
    fix=N_(
        "Add somebody of this type under actors, with what the need is to them; or write why there are none "
        "(not_applicable: {{{key}: …}}) or how they will be reached (unknown)."
    ),
    source=N_("R. Viseur, La mutualisation informatique chez iMio, 2025"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def users_not_heard(need: Need) -> Iterator[Sighting]:
    """Types of users of whom no actor is there, or none who said anything; nothing while no actor is named at all."""
    if not need.actors:
        return
    for kind in UserType:
        if need.is_noted(need.not_applicable, str(kind)) or need.is_noted(need.unknown, str(kind)):
            continue
        actors = _users(need, kind)
        if not actors:
            yield need.at("actors", type=Message(kind.label), key=str(kind))
        elif not any(_is_heard(need, one) for one in actors):
            says = N_("The {type} ({key}) are named, and nothing is written of what they need.")
            yield actors[0].at("interest", says=says, type=Message(kind.label), key=str(kind))


@rule(
    "NEE011",
    "requirement-untested",
    title=N_("Nobody will try out a requirement"),
    says=N_("Nobody will try out “{requirement}”."),
    why=N_("A provider cannot judge whether the need is met, and a client who never tries finds out too late."),
    fix=N_("Name who will try it out (tested_by): somebody who has the need."),
    source=N_("R. Viseur, La mutualisation informatique chez iMio, 2025"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def requirement_untested(need: Need, stage: Stage) -> Iterator[Sighting]:
    """Requirements without anybody to test them: the indispensable ones once the project prepares itself, then all."""
    for one in need.requirements if stage > Stage.IDEA else ():
        early = one.priority is Priority.MUST or stage >= Stage.OPENING
        noted = one.is_noted(one.not_applicable, "tested_by") or one.is_noted(one.unknown, "tested_by")
        if one.tested_by is None and early and not noted:
            grave = None if one.priority is Priority.MUST else Severity.NOTE
            yield one.at("tested_by", severity=grave, requirement=one.shown_name)


@rule(
    "NEE012",
    "tested-by-provider",
    title=N_("Who provides the answer also judges it"),
    says=N_("{party} provides the solution, and is to try out “{requirement}”."),
    why=N_("A provider sees whether it works as built, not whether it meets the need: their interests differ."),
    fix=N_("Let a user try it out (tested_by), beside the provider's own tests."),
    source=N_("R. Viseur, La mutualisation informatique chez iMio, 2025"),
    before=Severity.NOTE,
)
def tested_by_provider(project: Project, need: Need) -> Iterator[Sighting]:
    """Requirements to be tested by a party that is a provider and not a user."""
    kinds: dict[str, set[ActorKind]] = {}
    for actor in need.actors:
        kinds.setdefault(actor.party, set()).add(actor.kind)
    for one in need.requirements:
        known = kinds.get(one.tested_by or "", set())
        if one.tested_by and ActorKind.PROVIDER in known and ActorKind.USER not in known:
            yield one.at("tested_by", party=project.name_of(one.tested_by), requirement=one.shown_name)


@rule(
    "NEE013",
    "stated-by-outsider",
    title=N_("A requirement comes from somebody whom the need does not concern"),
    says=N_("{party} stated “{requirement}”, and is not among the actors."),
    why=N_("Either an actor is missing, or somebody asks for others: then those should say it themselves."),
    fix=N_("Add the party under actors, or correct who stated it."),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    before=Severity.NOTE,
)
def stated_by_outsider(project: Project, need: Need) -> Iterator[Sighting]:
    """Requirements stated by a party that is no actor; nothing while no actor is named at all."""
    actors = {one.party for one in need.actors}
    for one in need.requirements:
        if one.stated_by and actors and one.stated_by not in actors:
            yield one.at("stated_by", party=project.name_of(one.stated_by), requirement=one.shown_name)


@rule(
    "NEE014",
    "involved-late",
    title=N_("Somebody whom it concerns came in after the decision"),
    says=N_("{party} ({kind}) takes part since {since}; the decision was taken on {decided}."),
    why=N_("An actor becomes a partner the more surely the earlier it is involved; one who comes after finds it made."),
    fix=N_("Ask them whether the decision suits them, and write what they said under interest or as a requirement."),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    before=Severity.NOTE,
)
def involved_late(project: Project, need: Need) -> Iterator[Sighting]:
    """Actors involved after the day of the decision."""
    decided = need.decision.decided_on if need.decision else None
    for one in need.actors:
        if decided and one.involved_since and one.involved_since > decided:
            yield one.at(
                "involved_since",
                party=project.name_of(one.party),
                kind=Message(one.kind.label),
                since=one.involved_since,
                decided=decided,
            )


MANY = 4


@rule(
    "NEE015",
    "everything-indispensable",
    title=N_("Everything is indispensable"),
    says=N_("All {count} requirements are called indispensable."),
    why=N_("When everything weighs the same nothing can be compared, and any existing solution seems to fall short."),
    fix=N_("Ask of each: without it, would you do without the whole? What survives that is indispensable."),
    source=N_("communkit, requirements"),
    before=Severity.NOTE,
)
def everything_indispensable(need: Need) -> Iterator[Sighting]:
    """Four requirements or more, all of the highest priority."""
    priorities = [one.priority for one in need.requirements]
    if len(priorities) >= MANY and all(one is Priority.MUST for one in priorities):
        yield need.at("requirements", count=len(priorities))
