"""Rules on the project itself: its identity, its opening, its parties, its funders, what it keeps to itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from communkit.licences.lists import binding_lists
from communkit.marked import N_, Message
from communkit.model.completeness import unanswered
from communkit.model.row import DocumentRow, Row, Visibility
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.project.model import Project, Repository, StageWord
from communkit.steps.vocabulary import Nature


@rule(
    "PRJ001",
    "project-unanswered",
    title=N_("The project's identity is incomplete"),
    says=N_("“{what}” is not answered yet."),
    why=N_(
        "The other documents lean on this one: the stage decides how grave findings are, the jurisdiction "
        "which law applies, the nature of each party which rules bind it."
    ),
    fix=N_("Answer it, say why it does not apply (not_applicable), or what will be done to know (unknown)."),
    source=N_("communkit, completeness"),
    error_from=Stage.IDEA,
)
def project_unanswered(project_as_written: Project, stage: Stage) -> Iterator[Sighting]:
    """Fields of the project that its stage needs."""
    yield from unanswered(project_as_written, stage)


@rule(
    "PRJ006",
    "opening-date-past",
    title=N_("The opening date has passed"),
    says=N_("The opening was planned for {date}, and the project is still at the stage “{stage}”."),
    why=N_("Deadlines of actions and the board of the dossier are counted from this date."),
    fix=N_("Set a new date, or say that the project is open (stage: running)."),
    source=N_("communkit, stages"),
)
def opening_date_past(project: Project, today: date) -> Iterator[Sighting]:
    """A planned opening that did not happen, or whose stage nobody updated."""
    opening = project.opening
    if not opening or not opening.date or opening.date >= today:
        return
    if project.stage is not None and project.stage is not StageWord.RUNNING:
        stage = Message(project.stage.label)
        yield opening.at("date", date=opening.date, stage=stage)


@rule(
    "PRJ007",
    "group-in-a-circle",
    title=N_("A party belongs to itself"),
    says=N_("{party} is a member of itself, through {way}."),
    why=N_("Groups are counted as one in shares and majorities; a circle cannot be counted."),
    fix=N_("Keep member_of only on the side that belongs to the other."),
    source=N_("communkit, parties"),
    error_from=Stage.IDEA,
)
def group_in_a_circle(project: Project) -> Iterator[Sighting]:
    """Chains of member_of that come back to where they began."""
    above = {party.id: party.member_of for party in project.parties}
    for party in project.parties:
        way = [party.id]
        while (following := above.get(way[-1])) is not None and following not in way:
            way.append(following)
        if following == party.id:
            yield party.at("member_of", party=party.id, way=" → ".join((*way, party.id)))


@rule(
    "PRJ008",
    "restricted-in-public",
    title=N_("Something restricted stands in a public repository"),
    says=N_("{what} is restricted, and the repository {repository}, which holds the dossier, is public."),
    why=N_(
        "Weak points of contracts, amounts and names do not belong in a public repository: once published "
        "they stay in its history."
    ),
    fix=N_(
        "Move the dossier, or this part of it, to a repository of its own that is not public; "
        "rewriting the history may be needed."
    ),
    source=N_("communkit, visibility"),
    error_from=Stage.IDEA,
)
def restricted_in_public(project_as_written: Project, documents_as_written: list[DocumentRow]) -> Iterator[Sighting]:
    """Restricted rows of any document, when the repository that holds the dossier is declared public."""
    repositories = project_as_written.repositories
    # the repository that says so holds the dossier, else the first one, which paths mean by default as well
    here = [one for one in repositories if one.path in (".", "./")]
    holder = next(iter(here or (one for one in repositories[:1] if one.path is None)), None)
    if holder is None or holder.visibility is not Visibility.PUBLIC:
        return
    for document in documents_as_written:
        for row in (document, *document.each(Row)):
            if row.visibility is Visibility.RESTRICTED and not isinstance(row, Repository):
                yield row.at("visibility", what=row.address.text, repository=holder.id)


@rule(
    "PRJ009",
    "condition-ended",
    title=N_("A funder's condition has ended"),
    says=N_("The condition of {funder} ended on {until}: it binds no longer."),
    why=N_("A condition that has run out no longer decides which licences are allowed."),
    fix=N_("Remove it, or give the date of the document that extends it."),
    source=N_("Inno³ / ANCT, 2023, 1.2"),
    before=Severity.NOTE,
)
def condition_ended(project: Project, today: date) -> Iterator[Sighting]:
    """Conditions whose last day is over."""
    for condition in project.conditions:
        if condition.until is not None and condition.until < today:
            yield condition.at("until", funder=project.name_of(condition.funder), until=condition.until)


@rule(
    "PRJ010",
    "unnamed-group-at-opening",
    title=N_("A party is still unnamed"),
    says=N_("{party} is still an unnamed group."),
    why=N_("A group without a name can neither hold rights, sign, nor be asked."),
    fix=N_("Name the organisations or people that make it up, or the one that answers for it."),
    source=N_("communkit, parties"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def unnamed_group_at_opening(project: Project, stage: Stage) -> Iterator[Sighting]:
    """Groups without a name once the project prepares itself in earnest."""
    for party in project.parties:
        noted = party.is_noted(party.not_applicable, "name")
        if party.nature is Nature.GROUP and party.name is None and not noted and stage > Stage.IDEA:
            yield party.at("name", party=party.id)


@rule(
    "PRJ011",
    "unknown-licence-list",
    title=N_("A condition names a list of licences that communkit does not have"),
    says=N_("communkit has no list called {list}: this condition of {funder} was not checked. It has: {known}."),
    why=N_("A funder's list binds only if it can be read: a misspelt name would let every licence pass."),
    fix=N_("Correct the name, or write the licences that the condition allows under requires: {{licences: […]}}."),
    source=N_("Inno³ / ANCT, 2023, 1.2"),
    error_from=Stage.OPENING,
)
def unknown_licence_list(project: Project) -> Iterator[Sighting]:
    """Conditions that require a list which is not in our data."""
    for condition in project.conditions:
        name = condition.requires.licence_list if condition.requires else None
        if name is not None and name not in binding_lists():
            funder = project.name_of(condition.funder)
            yield condition.at("requires", list=name, funder=funder, known=binding_lists())
