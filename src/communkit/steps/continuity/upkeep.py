"""What has to be kept up: the law that is watched, the documentation, and what happens on the last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.continuity.model import Continuity
from communkit.steps.continuity.words import OPEN, Audience
from communkit.steps.project import Project
from communkit.steps.vocabulary import Nature

_OLD = timedelta(days=366)


@rule(
    "CNT050",
    "watch-late",
    title=N_("A law that nobody has looked at in time"),
    says=N_("{subject}: to be looked at {frequency}, last looked at on {day}."),
    why=N_("Public bodies have no choice: they drop software that does not follow the law."),
    fix=N_("Look, write the day and what changed; or say honestly how often somebody can."),
    source=N_("IMIO, deux années de mutation, Mouvement communal, 2013"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def watch_late(continuity: Continuity, today: date) -> Iterator[Sighting]:
    """Subjects that were last looked at longer ago than they are to be."""
    for one in continuity.legal_watch:
        if one.frequency and one.last_on and one.last_on < today - timedelta(days=one.frequency.days):
            yield one.at("last_on", subject=one.shown_name, frequency=Message(one.frequency.label), day=one.last_on)


@rule(
    "CNT060",
    "documentation-not-open",
    title=N_("Documentation that newcomers cannot find or change"),
    says=N_("{name} can be changed by: {circle}."),
    why=N_(
        "Found by all and changed by all, documentation outlives those who wrote it. Locked up, it leaves with them."
    ),
    fix=N_("Move it to where everybody finds it and whoever takes part can change it: a repository, a wiki."),
    source=N_("Inno³ / ANCT, 2023, 4.2"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def documentation_not_open(continuity: Continuity) -> Iterator[Sighting]:
    """Documentation read or changed by the team, or by one person; what those who decide write among them aside."""
    for one in continuity.documentation:
        if one.readable_by is not None and one.readable_by not in OPEN and one.audience is not Audience.MEMBERS:
            says = N_("{name} can be read by: {circle}.")
            yield one.at("readable_by", says=says, name=one.shown_name, circle=Message(one.readable_by.label))
        elif one.editable_by is not None and one.editable_by not in OPEN and one.audience is not Audience.MEMBERS:
            yield one.at("editable_by", name=one.shown_name, circle=Message(one.editable_by.label))


@rule(
    "CNT061",
    "audience-without-documentation",
    title=N_("Nothing is written for some of those who need it"),
    says=N_("No documentation is listed for: {audiences}."),
    why=N_(
        "Without a guide users leave; without one for those who install it, nobody but you ever will; without one for "
        "contributors you stay alone."
    ),
    fix=N_("Add what there is, however short; or say, under not_applicable, why they need none."),
    source=N_("Inno³ / ANCT, 2023, 4.2"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def audience_without_documentation(continuity: Continuity) -> Iterator[Sighting]:
    """Audiences for which nothing stands and that no note speaks of; nothing while the list is empty."""
    served = {one.audience for one in continuity.documentation}
    notes = continuity.not_applicable.keys() | continuity.unknown.keys()
    missing = tuple(Message(one.label) for one in Audience if one not in served and str(one) not in notes)
    if continuity.documentation and missing and not notes & {"*", "documentation"}:
        yield continuity.at("documentation", audiences=missing)


@rule(
    "CNT062",
    "documentation-out-of-date",
    title=N_("Documentation that nobody has touched for a year"),
    says=N_("{name} was last brought up to date on {day}."),
    why=N_("Instructions that no longer work cost more trust than none."),
    fix=N_("Read it with somebody who has never done it, correct what fails, and write the day."),
    source=N_("Inno³ / ANCT, 2023, 4.2"),
    warning_from=Stage.RUNNING,
    before=Severity.NOTE,
)
def documentation_out_of_date(continuity: Continuity, today: date) -> Iterator[Sighting]:
    """Documentation brought up to date more than a year ago."""
    for one in continuity.documentation:
        if one.updated_on is not None and one.updated_on < today - _OLD:
            yield one.at("updated_on", name=one.shown_name, day=one.updated_on)


@rule(
    "CNT070",
    "what-remains-goes-to-nobody",
    title=N_("What remains at the end cannot go there"),
    says=N_("What remains is to go to {party}, which has no legal personality."),
    why=N_("On the last day nobody has the time to look for somebody who can receive a mark or a sum."),
    fix=N_("Name a legal person with the same purpose, and ask it whether it accepts."),
    source=N_("communkit, structures"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
    counsel=True,
)
def what_remains_goes_to_nobody(project: Project, continuity: Continuity) -> Iterator[Sighting]:
    """A successor that is a group, or the carrier itself."""
    end = continuity.end_of_life
    if end is None or end.successor is None:
        return
    party = project.party(end.successor)
    if party is not None and party.nature is Nature.GROUP:
        yield end.at("successor", party=project.name_of(party.id))
    elif continuity.choice is not None and end.successor == continuity.choice.party:
        says = N_("What remains is to go to {party}, which is what ends.")
        yield end.at("successor", says=says, party=project.name_of(end.successor))
