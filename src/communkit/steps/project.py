"""The project: who we are, which repositories and parties, what funders ask, what is waived or answered.

Every other document refers to the parties of this one by their identifier.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from communkit.marked import N_
from communkit.model.completeness import unanswered
from communkit.model.fields import ask, key, rows
from communkit.model.row import DocumentRow, Part, Row, Visibility
from communkit.model.types import Day, Identifier, Language, Line, PartyId, Spdx, Text, Url, Word, YesNo
from communkit.rules import Catalogue, Severity, Sighting, Stage, rule
from communkit.steps.vocabulary import Nature
from communkit.words.suggest import closest


class StageWord(Word):
    """How far the project has come."""

    IDEA = "idea", N_("idea")
    PREPARING = "preparing", N_("preparing")
    OPENING = "opening", N_("opening")
    RUNNING = "running", N_("running")


class Repository(Row, key=("id",)):
    """A repository that the project concerns."""

    id: Identifier = key(N_("Identifier"), example="app")
    url: Url | None = ask(N_("Address"), N_("Where is this repository published?"))
    path: Line | None = ask(
        N_("Folder"), N_("Where does it stand on disk, from the folder that holds commons/?"), example="."
    )
    visibility: Visibility | None = ask(
        N_("Who may read it"), N_("Can anybody read this repository today?"), needed=Stage.PREPARING
    )


class Party(Row, key=("id",)):
    """An organisation, a person, or a group without a name yet."""

    id: Identifier = key(N_("Identifier"), example="ville-de-lens")
    name: Text | None = ask(N_("Name"), N_("What is the party's full name?"), needed=Stage.OPENING)
    nature: Nature | None = ask(
        N_("Nature"),
        N_("What kind of party is it? Rules on licences and on employees depend on it."),
        needed=Stage.PREPARING,
    )
    form: Line | None = ask(N_("Legal form"), N_("What is its legal form?"), example="association loi 1901")
    member_of: PartyId | None = ask(
        N_("Member of"), N_("Does it belong to a group that counts as one, such as a parent company?")
    )
    contact: Line | None = ask(N_("Contact"), N_("Whom does one write to? A role rather than a person."))


class Requirement(Part):
    """What a funder asks of the project."""

    licences: list[Spdx] | None = None
    licence_list: Identifier | None = None
    publication: YesNo | None = None
    other: Text | None = None


class Condition(Row, key=("funder", "document")):
    """A funder's condition, which can bind parties that the law does not bind."""

    funder: PartyId = key(N_("Funder"))
    document: Line = key(N_("Document"), example="convention 2026-12")
    requires: Requirement | None = ask(
        N_("What it requires"), N_("What does the funder require: licences, publication, something else?")
    )
    until: Day | None = ask(N_("Until"), N_("Until when does it bind?"))


class Opening(Row):
    """What will be opened, when, and who decided it."""

    perimeter: Text | None = ask(
        N_("Perimeter of the opening"),
        N_("What will be opened, and what not?"),
        needed=Stage.OPENING,
        long=True,
    )
    date: Day | None = ask(N_("Date of the opening"), N_("When should it be open?"), needed=Stage.OPENING)
    decided_by: Line | None = ask(N_("Decided by"), N_("Who decided it, in which document?"), needed=Stage.OPENING)


class WaiverRow(Row, key=("rule", "target")):
    """A finding that the team puts up with: dated and reasoned."""

    rule: Line = key(N_("Rule"), example="AST012")
    target: Line = key(N_("Target"), example="assets[app].rights[studio/software]")
    reason: Text | None = ask(N_("Reason"), N_("Why can it wait?"))
    by: Line | None = ask(N_("Granted by"), N_("Who decided it?"))
    until: Day | None = ask(N_("Until"), N_("Until when, that day included?"))


class OpinionRow(Row, key=("target", "on")):
    """What counsel answered; it closes a "to be checked by counsel"."""

    target: Line = key(N_("Target"), example="assets[app].rights[studio/software]")
    on: Day = key(N_("Given on"))
    rule: Line | None = ask(N_("Rule"), N_("Which rule does it answer? None: all on this target."))
    by: Line | None = ask(N_("Given by"), N_("Who answered?"))
    conclusion: Text | None = ask(N_("Conclusion"), N_("What did counsel conclude?"), long=True)
    favourable: YesNo | None = ask(N_("Favourable"), N_("Does the answer allow what is planned?"))
    reference: Line | None = ask(N_("Reference"), N_("Where is the opinion filed?"))


class Project(DocumentRow):
    """The project's identity card."""

    name: Text | None = ask(N_("Name"), N_("What is the project called?"), needed=Stage.IDEA)
    summary: Text | None = ask(
        N_("Summary"),
        N_("In two sentences, what does it do, and for whom?"),
        needed=Stage.PREPARING,
        long=True,
    )
    jurisdiction: Line | None = ask(
        N_("Jurisdiction"),
        N_("Which country's law applies? Its two-letter code selects the rules on rights."),
        needed=Stage.PREPARING,
        example="fr",
    )
    stage: StageWord | None = ask(
        N_("Stage"), N_("How far has the project come?"), needed=Stage.IDEA, example="preparing"
    )
    languages: list[Language] | None = ask(
        N_("Languages"), N_("In which languages does the team work?"), needed=Stage.PREPARING, example="[fr]"
    )
    repositories: list[Repository] = rows(
        N_("Repositories"), N_("Which repositories does the project concern?"), needed=Stage.OPENING
    )
    parties: list[Party] = rows(
        N_("Parties"), N_("Which organisations and people are involved?"), needed=Stage.PREPARING
    )
    conditions: list[Condition] = rows(
        N_("Funders' conditions"), N_("What do funders require of the project?"), needed=Stage.OPENING
    )
    opening: Opening | None = ask(N_("Planned opening"), N_("What will be opened, and when?"), needed=Stage.OPENING)
    waivers: list[WaiverRow] = rows(N_("Waivers"))
    opinions: list[OpinionRow] = rows(N_("Opinions of counsel"))

    @property
    def at_stage(self) -> Stage:
        """The stage that severities follow: the one that is said, else the first."""
        return Stage(str(self.stage)) if self.stage else Stage.IDEA

    def party(self, id: str) -> Party | None:
        """The party of that identifier, or None."""
        return next((one for one in self.parties if one.id == id), None)


DOCUMENT = Project


@rule(
    "PRJ001",
    "project-unanswered",
    title=N_("The project's identity is incomplete"),
    says=N_("{what} is not answered yet."),
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
    "PRJ002",
    "waiver-expired",
    title=N_("A waiver has expired"),
    says=N_("The waiver of {rule} ended on {until}: its finding counts again."),
    why=N_("A waiver buys time for a known problem. Once that time is over the problem is back, undecided."),
    fix=N_("Mend the finding, or decide on a new date and give the reason."),
    source=N_("communkit, waivers"),
)
def waiver_expired(project: Project, today: date) -> Iterator[Sighting]:
    """Waivers whose last day is over."""
    for waiver in project.waivers:
        if waiver.until is not None and waiver.until < today:
            yield waiver.at("until", rule=waiver.rule, until=waiver.until)


@rule(
    "PRJ003",
    "waiver-incomplete",
    title=N_("A waiver without reason, author or date waives nothing"),
    says=N_("The waiver of {rule} does not say {missing}: it has no effect."),
    why=N_("Somebody has to answer for a problem that is put up with, and for how long."),
    fix=N_("Say why the finding can wait (reason), who decided it (by) and until when (until)."),
    source=N_("communkit, waivers"),
)
def waiver_incomplete(project: Project) -> Iterator[Sighting]:
    """Waivers that lack what makes them one."""
    for waiver in project.waivers:
        missing = tuple(name for name in ("reason", "by", "until") if getattr(waiver, name) is None)
        if missing:
            yield waiver.at(rule=waiver.rule, missing=missing)


@rule(
    "PRJ004",
    "waiver-of-unknown-rule",
    title=N_("A waiver names a rule that does not exist"),
    says=N_("No rule is called {rule}."),
    why=N_("A misspelt waiver waives nothing, and nobody notices until the gate closes."),
    fix=N_("Write the identifier as findings show it, such as AST012; communkit explain lists them."),
    source=N_("communkit, waivers"),
)
def waiver_of_unknown_rule(project: Project, catalogue: Catalogue) -> Iterator[Sighting]:
    """Waivers and opinions on rules that nobody declared, or that reading itself reports."""
    named: list[WaiverRow | OpinionRow] = [*project.waivers, *project.opinions]
    for waiver in named:
        if waiver.rule is None or waiver.rule == "*":
            continue
        found = catalogue.get(waiver.rule)
        if found is not None and found.id == waiver.rule and found.look is not None:
            continue
        if found is not None and found.look is None:
            yield waiver.at("rule", says=N_("{rule} is about reading itself: no waiver covers it."), rule=waiver.rule)
            continue
        near = closest(waiver.rule.upper(), catalogue.names)
        if near:
            says = N_("No rule is called {rule}. Did you mean {near}?")
            yield waiver.at("rule", says=says, rule=waiver.rule, near=near[0])
        else:
            yield waiver.at("rule", rule=waiver.rule)


@rule(
    "PRJ005",
    "opinion-incomplete",
    title=N_("An opinion of counsel cannot be checked"),
    says=N_("The opinion on {target} does not say {missing}: it closes nothing."),
    why=N_("An answer closes a question of law only if one can find who gave it, and what it says."),
    fix=N_("Say who answered (by), what the conclusion is (conclusion), and where it is filed (reference)."),
    source=N_("communkit, opinions"),
)
def opinion_incomplete(project: Project) -> Iterator[Sighting]:
    """Opinions that lack author, conclusion or reference."""
    for opinion in project.opinions:
        missing = tuple(n for n in ("by", "conclusion", "reference") if getattr(opinion, n) is None)
        if missing:
            yield opinion.at(target=opinion.target, missing=missing)


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
    if opening and opening.date and opening.date < today and project.stage not in (None, StageWord.RUNNING):
        yield opening.at("date", date=opening.date, stage=str(project.stage))


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
    holder = next((one for one in project_as_written.repositories if one.path in (None, ".", "./")), None)
    if holder is None or holder.visibility is not Visibility.PUBLIC:
        return
    for document in documents_as_written:
        for row in (document, *document.each(Row)):
            if row.visibility is Visibility.RESTRICTED and row is not holder and not isinstance(row, Repository):
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
            yield condition.at("until", funder=condition.funder, until=condition.until)


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
        if party.nature is Nature.GROUP and party.name is None and stage > Stage.IDEA:
            yield party.at("name", party=party.id)
