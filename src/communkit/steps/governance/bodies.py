"""Who sits where: references that lead nowhere, colleges, majorities, quorums, and assemblies that outgrow a room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from communkit.marked import N_
from communkit.model.measures import Quorum
from communkit.model.row import WHOLE_ROW, Row
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.governance.counting import Seats, folded, is_majority
from communkit.steps.governance.model import Body, Decision, Governance, Member, Sanction
from communkit.steps.project import Project
from communkit.words.suggest import closest

ASSEMBLY = 200
"""From how many people on an assembly can no longer talk in one room: our advice, no law."""


def deciders(governance: Governance) -> Iterator[tuple[Row, str, str]]:
    """Every place that names a body or a role: the row, its field, the identifier."""
    for decision in governance.rulings:
        yield from ((decision, "decided_by", one) for one in decision.decided_by or ())
        if decision.appeal is not None:
            yield decision, "appeal", decision.appeal
    if governance.roadmap is not None and governance.roadmap.arbiter is not None:
        yield governance.roadmap, "arbiter", governance.roadmap.arbiter
    if governance.trademark is not None and governance.trademark.granted_by is not None:
        yield governance, "trademark", governance.trademark.granted_by


@rule(
    "GOV002",
    "unknown-decider",
    title=N_("Something is decided by a body that nobody described"),
    says=N_("“{id}” is neither a body nor a role of this document."),
    why=N_("What is decided by a body that does not exist is decided by whoever is there, or not at all."),
    fix=N_("Describe it under bodies, or under roles if one person holds it; or correct the identifier."),
    source=N_("communkit, references"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def unknown_decider(governance: Governance) -> Iterator[Sighting]:
    """Deciders, appeals, arbiters and members of a body whose identifier nobody has."""
    near = N_("“{id}” is neither a body nor a role of this document. Did you mean {near}?")
    known = [one.id for one in governance.deciders]
    named = [(row, field, id) for row, field, id in deciders(governance) if id not in known]
    seated = [(one, "body", one.body) for one in governance.members if governance.body(one.body) is None]
    sized = [(one, "body", one.body) for one in governance.growth if one.body and governance.body(one.body) is None]
    for row, field, id in (*named, *seated, *sized):
        found = closest(id, known)
        if found:
            yield row.at(field, says=near, id=id, near=found[0])
        else:
            yield row.at(field, id=id)


@rule(
    "GOV003",
    "unknown-college",
    title=N_("A member sits in a college that does not exist"),
    says=N_("{body} has no college called “{college}”; it has: {known}."),
    why=N_("A seat outside the colleges is one that nobody counted, and that nobody can fill again."),
    fix=N_("Correct the name, or add the college to the body."),
    source=N_("communkit, references"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def unknown_college(governance: Governance) -> Iterator[Sighting]:
    """Members of a college that their body does not have."""
    for one in governance.members:
        body = governance.body(one.body)
        if body is None or one.college is None or not body.colleges:
            continue
        known = tuple(college.name for college in body.colleges)
        if folded(one.college) not in map(folded, known):
            yield one.at("college", body=body.shown_name, college=one.college, known=known)


@rule(
    "GOV004",
    "one-college",
    title=N_("Nobody but one kind of people decides"),
    says=N_("No body has more than one college: “{college}” decides alone."),
    why=N_(
        "A commons has users, contributors, funders and those who do the work. Where only one of them has seats, the "
        "others have only the right to leave."
    ),
    fix=N_("Give the others seats of their own in one body at least, be it one seat each."),
    source=N_("Ostrom, 1990, collective choice; Inno³ / ANCT, 2023, 3.1"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def one_college(governance: Governance) -> Iterator[Sighting]:
    """Bodies with their colleges said, of which none has two; nothing while those of another are not known."""
    if any({"colleges", WHOLE_ROW} & one.unknown.keys() for one in governance.bodies):
        return
    told = [one for one in governance.bodies if one.colleges]
    if told and all(len(one.colleges) == 1 for one in told) and len({folded(b.colleges[0].name) for b in told}) == 1:
        yield told[0].at("colleges", college=told[0].colleges[0].name)


@rule(
    "GOV005",
    "body-decides-nothing",
    title=N_("A body decides nothing"),
    says=N_("{body} decides nothing, arbitrates nothing and hears no appeal."),
    why=N_("People who give up their evenings to a body without a task do not come back."),
    fix=N_("Say under decisions what it decides, or do without it."),
    source=N_("communkit, bodies"),
    warning_from=Stage.RUNNING,
    before=Severity.NOTE,
)
def body_decides_nothing(governance: Governance) -> Iterator[Sighting]:
    """Bodies that no decision names, once there are decisions."""
    named = {id for _, _, id in deciders(governance)}
    if any(one.decided_by for one in governance.decisions):
        for body in governance.bodies:
            if body.id not in named:
                yield body.at(body=body.shown_name)


@rule(
    "GOV006",
    "body-appoints-itself",
    title=N_("A body chooses its own members"),
    says=N_("All the members of {body} are chosen by {body} itself."),
    why=N_("Those who choose their successors choose people like themselves, and answer to nobody else."),
    fix=N_("Let another body choose or confirm at least one college."),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def body_appoints_itself(governance: Governance) -> Iterator[Sighting]:
    """Bodies of which every college is appointed by the body."""
    for body in governance.bodies:
        own = {folded(body.id), folded(body.shown_name)}
        by = [one.appointed_by for one in body.colleges]
        if by and all(one is not None and folded(one) in own for one in by):
            yield body.at("colleges", body=body.shown_name)


@rule(
    "GOV020",
    "one-organisation-majority",
    title=N_("One organisation holds the majority of a body"),
    says=N_("{organisation} holds {count} of the {of} seats of {body}: it decides alone."),
    why=N_(
        "Where one organisation, or organisations that belong to the same group, hold more than half of the votes, the "
        "others give advice. They leave once they notice."
    ),
    fix=N_(
        "Limit the seats that one organisation can hold, and bring others in step by step; or say openly that it is "
        "its project."
    ),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def one_organisation_majority(
    project: Project, governance: Governance, seats_held: Mapping[str, Seats]
) -> Iterator[Sighting]:
    """Bodies of two people or more of which one group of organisations holds more than half."""
    for body in governance.bodies:
        seats = seats_held[body.id]
        for group, count in seats.held.items():
            if seats.filled > 1 and is_majority(count, seats.filled):
                who = project.name_of(group)
                yield body.at(organisation=who, count=count, of=seats.filled, body=body.shown_name)


@rule(
    "GOV021",
    "quorum-out-of-reach",
    title=N_("A quorum cannot be met"),
    says=N_("{body} needs {needed} people to decide, and has {filled} for {of} seats."),
    why=N_("A body that cannot meet its quorum decides nothing any more, its own renewal included."),
    fix=N_("Fill the vacant seats, or count the quorum on the members in office and say so."),
    source=N_("communkit, quorums"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def quorum_out_of_reach(governance: Governance, seats_held: Mapping[str, Seats]) -> Iterator[Sighting]:
    """Quorums, of a body or of one decision, above the number of people in office."""
    for body in governance.bodies:
        seats = seats_held[body.id]
        if not seats.sitting:
            continue
        asked: list[tuple[Body | Decision, Quorum]] = [(body, body.quorum)] if body.quorum is not None else []
        asked += [
            (one, one.quorum)
            for one in governance.decisions
            if one.quorum is not None and body.id in (one.decided_by or ())
        ]
        for row, quorum in asked:
            needed = quorum.needed(seats.of)
            if needed > seats.filled:
                yield row.at("quorum", body=body.shown_name, needed=needed, filled=seats.filled, of=seats.of)


@rule(
    "GOV022",
    "more-members-than-seats",
    title=N_("More people sit in a college than it has seats"),
    says=N_("People in the college “{college}” of {body}: {filled}; seats: {seats}."),
    why=N_("Nobody can tell whose vote counts, and every close decision can be disputed."),
    fix=N_("End the terms of those who left (until), or change the number of seats where it was decided."),
    source=N_("communkit, register of members"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def more_members_than_seats(governance: Governance, seats_held: Mapping[str, Seats]) -> Iterator[Sighting]:
    """Colleges with more people in office than seats."""
    for body in governance.bodies:
        for college in body.colleges:
            here = [one for one in seats_held[body.id].sitting if _is_in(one, college.name, body)]
            if college.seats is not None and len(here) > college.seats:
                told = {"college": college.name, "body": body.shown_name}
                yield college.at(
                    "seats", college=told["college"], body=told["body"], seats=college.seats, filled=len(here)
                )


def _is_in(member: Member, college: str, body: Body) -> bool:
    """Whether the member sits in that college; with one college only, there is no need to say so."""
    return folded(member.college) == folded(college) if member.college is not None else len(body.colleges) == 1


@rule(
    "GOV023",
    "body-without-members",
    title=N_("A body that has to decide has no members"),
    says=N_("{body} has to decide on “{what}”, and nobody sits there."),
    why=N_(
        "What a body without members has to approve cannot be approved: a rule that it must confirm can never change."
    ),
    fix=N_("Write who sits there in the register of members, or let another body decide until there is somebody."),
    source=N_("communkit, register of members"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def body_without_members(governance: Governance, seats_held: Mapping[str, Seats], stage: Stage) -> Iterator[Sighting]:
    """Bodies that a decision or a sanction needs, in which nobody is in office; at first nobody is anywhere."""
    if stage < Stage.OPENING or not (governance.members or stage is Stage.RUNNING):
        return
    for body in governance.bodies:
        named = [one for one in governance.rulings if body.id in _needed(one)]
        if named and not seats_held[body.id].sitting and not body.is_noted(body.not_applicable, "colleges"):
            yield body.at(body=body.shown_name, what=named[0].key)


def _needed(decision: Decision | Sanction) -> tuple[str, ...]:
    return (*(decision.decided_by or ()), *((decision.appeal,) if decision.appeal else ()))


@rule(
    "GOV024",
    "assembly-outgrows-the-room",
    title=N_("The assembly outgrows any room"),
    says=N_("In {year}, {representatives} people for each of {members} members make an assembly of {size}."),
    why=N_(
        "An assembly that is sized for ten members keeps its rule when there are two hundred: a thousand people have "
        "a seat, few come, and the quorum is missed."
    ),
    fix=N_(
        "Let fewer people speak for each member, or elect delegates, before the growth: afterwards nobody will vote "
        "for it."
    ),
    source=N_("Mouvement communal, 2013"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def assembly_outgrows_the_room(governance: Governance, today: date) -> Iterator[Sighting]:
    """Foreseen assemblies of more than two hundred people, from this year on; only the first of them."""
    for one in sorted(governance.growth, key=lambda one: one.year):
        if one.year >= today.year and one.size is not None and one.size > ASSEMBLY:
            members, each = one.members or 0, one.representatives or 0
            yield one.at("representatives", year=str(one.year), representatives=each, members=members, size=one.size)
            return
