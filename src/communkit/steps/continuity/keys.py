"""Keys, domain names, accounts: what one person could lose for all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.continuity.model import Continuity, Key
from communkit.steps.continuity.words import KeyKind
from communkit.steps.project import Project
from communkit.steps.vocabulary import Nature

_SOON = timedelta(days=90)
_OLD = timedelta(days=366)


def hands(one: Key) -> int | None:
    """How many functions hold it, each counted once; None where nobody said."""
    return len({" ".join(each.casefold().split()) for each in one.holders}) if one.holders is not None else None


@rule(
    "CNT040",
    "one-pair-of-hands",
    title=N_("One pair of hands holds it"),
    says=N_("{name}: {holder} alone can use it."),
    why=N_("People fall ill, leave, quarrel. What one person holds is lost with them, and every user with it."),
    fix=N_("Give a second function, in another party if you can, the right to act without asking; try it once."),
    source=N_("Inno³ / ANCT, 2023, 4"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def one_pair_of_hands(continuity: Continuity) -> Iterator[Sighting]:
    """Keys, domain names, accounts and servers that a single function holds."""
    for one in continuity.succession:
        if one.holders and hands(one) == 1:
            yield one.at("holders", name=one.shown_name, holder=one.holders[0])


@rule(
    "CNT041",
    "expires-soon",
    title=N_("A domain name or a key is about to expire"),
    says=N_("{name} holds until {day}."),
    why=N_("A name that has expired can be bought by anybody, with all the trust that it carried."),
    fix=N_("Renew it now, write the new date, and put two functions on the notices of the registrar."),
    source=N_("communkit, continuity"),
    error_from=Stage.RUNNING,
    warning_from=Stage.IDEA,
    before=Severity.NOTE,
)
def expires_soon(continuity: Continuity, today: date) -> Iterator[Sighting]:
    """Expiry within three months, or over."""
    for one in continuity.succession:
        if one.expires_on is None or one.expires_on > today + _SOON:
            continue
        if one.expires_on < today:
            yield one.at("expires_on", says=N_("{name} expired on {day}."), name=one.shown_name, day=one.expires_on)
        else:
            yield one.at("expires_on", name=one.shown_name, day=one.expires_on)


@rule(
    "CNT042",
    "recovery-never-tried",
    title=N_("A way back that nobody tried of late"),
    says=N_("{name}: how one gets it back was last tried on {day}."),
    why=N_(
        "Recovery that was only written down fails on the day it is needed: the telephone changed, the paper moved."
    ),
    fix=N_("Try it, and write the day. Once a year is enough."),
    source=N_("communkit, continuity"),
    warning_from=Stage.RUNNING,
    before=Severity.NOTE,
)
def recovery_never_tried(continuity: Continuity, today: date) -> Iterator[Sighting]:
    """Recovery that was tried more than a year ago."""
    for one in continuity.succession:
        if one.tried_on is not None and one.tried_on < today - _OLD:
            yield one.at("tried_on", name=one.shown_name, day=one.tried_on)


@rule(
    "CNT043",
    "kind-of-key-not-considered",
    title=N_("A kind of key, name or account is not considered"),
    says=N_("Nothing is said of: {kinds}."),
    why=N_("What is forgotten here is usually what one founder pays with their own card."),
    fix=N_("Add them under succession; or say, under not_applicable, why there are none."),
    source=N_("communkit, continuity"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def kind_of_key_not_considered(continuity: Continuity) -> Iterator[Sighting]:
    """Kinds of which nothing stands and that no note speaks of; nothing while the list is empty."""
    present = {one.kind for one in continuity.succession}
    notes = continuity.not_applicable.keys() | continuity.unknown.keys()
    missing = tuple(Message(one.label) for one in KeyKind if one not in present and str(one) not in notes)
    if continuity.succession and missing and not notes & {"*", "succession"}:
        yield continuity.at("succession", kinds=missing)


@rule(
    "CNT044",
    "in-a-persons-name",
    title=N_("In the name of a person"),
    says=N_("{name} is in the name of {owner}, a person."),
    why=N_("It can go to their heirs, or to whoever they sell it to; the project can only ask."),
    fix=N_("Put it in the name of a party that is a legal person, by written assignment, under transition."),
    source=N_("communkit, continuity"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def in_a_persons_name(project: Project, continuity: Continuity) -> Iterator[Sighting]:
    """Keys, domain names, accounts and servers in the name of a person or of a group."""
    for one in continuity.succession:
        owner = project.party(one.owner) if one.owner else None
        if owner is None:
            continue
        if owner.nature is Nature.PERSON:
            yield one.at("owner", name=one.shown_name, owner=project.name_of(owner.id))
        elif owner.nature is Nature.GROUP:
            says = N_("{name} is said to be in the name of {owner}, which cannot own: it is in the name of somebody.")
            yield one.at("owner", says=says, name=one.shown_name, owner=project.name_of(owner.id))
