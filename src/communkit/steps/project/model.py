"""The model of `project.yaml`."""

from __future__ import annotations

from communkit.marked import N_
from communkit.model.fields import ask, key, rows
from communkit.model.row import DocumentRow, Part, Row, Visibility
from communkit.model.types import Day, Identifier, Language, Line, PartyId, Spdx, Text, Url, Word, YesNo
from communkit.rules import Stage
from communkit.steps.vocabulary import Nature


class StageWord(Word):
    """How far the project has come."""

    IDEA = "idea", N_("idea")
    PREPARING = "preparing", N_("preparing")
    OPENING = "opening", N_("opening")
    RUNNING = "running", N_("running")


class Repository(Row, key=("id",)):
    """A repository that the project concerns."""

    id: Identifier = key(N_("Identifier"), N_("How shall it be called for short?"), example="app")
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
        N_("What kind of party is it?"),
        why=N_("Rules on licences and on the rights of employees depend on it."),
        needed=Stage.PREPARING,
    )
    form: Line | None = ask(N_("Legal form"), N_("What is its legal form?"), example="association loi 1901")
    member_of: PartyId | None = ask(
        N_("Member of"), N_("Does it belong to a group that counts as one, such as a parent company?")
    )
    contact: Line | None = ask(N_("Contact"), N_("Whom does one write to? A role rather than a person."))


class Requirement(Part):
    """What a funder asks of the project."""

    licences: list[Spdx] | None = ask(
        N_("Licences"), N_("Among which licences must the project choose?"), example="[EUPL-1.2, MIT]"
    )
    licence_list: Identifier | None = ask(
        N_("List of licences"), N_("Or does it refer to a list that communkit knows?"), example="fr"
    )
    publication: YesNo | None = ask(N_("Publication"), N_("Must what is funded be published?"))
    other: Text | None = ask(N_("Other requirements"), N_("What else does it ask?"))


class Condition(Row, key=("funder", "document")):
    """A funder's condition, which can bind parties that the law does not bind."""

    funder: PartyId = key(N_("Funder"), N_("Who funds?"))
    document: Line = key(N_("Document"), N_("Which document sets the condition?"), example="convention 2026-12")
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
        N_("Which country's law applies?"),
        needed=Stage.PREPARING,
        example="fr",
        why=N_("Its rules say who holds the rights on a work, and which lists of licences bind."),
        usual={"fr": N_("France"), "be": N_("Belgium")},
    )
    stage: StageWord | None = ask(
        N_("Stage"),
        N_("How far has the project come?"),
        needed=Stage.IDEA,
        example="preparing",
        why=N_("It decides what is asked now and what can wait, and how grave a gap is."),
    )
    languages: list[Language] | None = ask(
        N_("Languages"),
        N_("In which languages does the team work?"),
        needed=Stage.PREPARING,
        example="[fr]",
        why=N_("The first is the one that communkit talks; documents are written in each of them."),
        usual={"fr": N_("French"), "en": N_("English")},
    )
    repositories: list[Repository] = rows(
        N_("Repositories"),
        N_("Which repositories does the project concern?"),
        needed=Stage.OPENING,
        columns=("id", "url", "path", "visibility"),
    )
    parties: list[Party] = rows(
        N_("Parties"),
        N_("Which organisations and people are involved?"),
        needed=Stage.PREPARING,
        why=N_("Rights, decisions and costs will each be given to one of them. More can be added at any time."),
        columns=("name", "nature", "form", "member_of"),
    )
    conditions: list[Condition] = rows(
        N_("Funders' conditions"),
        N_("What do funders require of the project?"),
        needed=Stage.OPENING,
        why=N_("A grant can require publication, or a licence from a list, of those whom the law does not bind."),
        columns=("funder", "document", "until"),
    )
    opening: Opening | None = ask(
        N_("Planned opening"),
        N_("What will be opened, and when?"),
        needed=Stage.OPENING,
        when=lambda project: project.stage is not StageWord.RUNNING,
    )
    waivers: list[WaiverRow] = rows(N_("Waivers"))
    opinions: list[OpinionRow] = rows(N_("Opinions of counsel"))

    @property
    def at_stage(self) -> Stage:
        """The stage that severities follow: the one that is said, else the first."""
        return Stage(str(self.stage)) if self.stage else Stage.IDEA

    def party(self, id: str) -> Party | None:
        """The party of that identifier, or None."""
        return next((one for one in self.parties if one.id == id), None)

    def name_of(self, id: str) -> str:
        """The name of the party `id`, as a sentence may use it; its identifier while it has none."""
        party = self.party(id)
        return str(party.name) if party and party.name else id
