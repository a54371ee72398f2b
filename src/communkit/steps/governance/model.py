"""The model of `governance.yaml`, and its completeness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import model_validator

from communkit.marked import N_
from communkit.model.completeness import unanswered
from communkit.model.fields import ask, key, rows
from communkit.model.measures import Duration, Quorum
from communkit.model.row import DocumentRow, Part, Row
from communkit.model.standing import standing, without_nulls
from communkit.model.types import Count, Day, Identifier, Line, PartyId, Text, Url, Year, YesNo
from communkit.rules import Sighting, Stage, rule
from communkit.steps.governance.words import Method, SanctionStep, Topic, Voice
from communkit.steps.vocabulary import Frequency


class College(Row, key=("name",)):
    """A group of seats in a body, and who fills them."""

    name: Line = key(
        N_("College"),
        N_("One kind of people at a time: who sits there, in a word?"),
        example="utilisateurs",
        why=N_("A college keeps seats for one kind of people, so that the largest does not take them all."),
    )
    who: Text | None = ask(N_("Who can sit there"), N_("Who can hold one of these seats?"), needed=Stage.OPENING)
    seats: Count | None = ask(N_("Seats"), N_("How many seats are kept for them?"), needed=Stage.OPENING)
    appointed_by: Line | None = ask(
        N_("Appointed by"),
        N_("Who chooses them?"),
        needed=Stage.OPENING,
        example="assemblée générale",
    )
    speaks_for: list[Voice] | None = ask(
        N_("Speaks for"), N_("For whom does this college speak?"), needed=Stage.OPENING
    )


class Body(Row, key=("id",)):
    """Something that decides: an assembly, a committee, the team of maintainers."""

    id: Identifier = key(N_("Identifier"), example="comite")
    name: Text | None = ask(N_("Name of the body"), N_("What do you call it?"), needed=Stage.PREPARING)
    purpose: Text | None = ask(N_("What it is for"), N_("What is it there for, in a sentence?"), needed=Stage.PREPARING)
    colleges: list[College] = rows(
        N_("Colleges"),
        N_("Who sits there: which kinds of people?"),
        needed=Stage.PREPARING,
        columns=("name", "seats", "who", "appointed_by"),
    )
    meets: Frequency | None = ask(N_("Meets"), N_("How often does it meet?"), needed=Stage.OPENING)
    term: Duration | None = ask(
        N_("Length of a term"),
        N_("For how long is one chosen?"),
        needed=Stage.OPENING,
        example="2 ans",
        why=N_("A seat without an end is given back by nobody, and asked for by nobody."),
    )
    max_consecutive_terms: Count | None = ask(
        N_("Terms in a row, at most"),
        N_("How many terms in a row may one serve?"),
        needed=Stage.OPENING,
        example="2",
        why=N_(
            "Where a project stays too close to those who began it, limits on terms bring new members into "
            "responsibility (Inno³ / ANCT, 2023, 4.1)."
        ),
        when=lambda body: "term" not in body.not_applicable,
    )
    quorum: Quorum | None = ask(
        N_("Quorum"),
        N_("How many must be there for it to decide: a part of its members, or so many people?"),
        needed=Stage.OPENING,
        example="1/2",
    )

    @property
    def seats(self) -> int | None:
        """The seats of all its colleges; None while one of them does not say."""
        counts = [one.seats for one in self.colleges]
        known = [one for one in counts if one is not None]
        return sum(known) if counts and len(known) == len(counts) else None


class Member(Row, key=("body", "person")):
    """One term of one person in one body. Who serves again has one more row."""

    body: Identifier = key(N_("Body"), N_("In which body?"), among="bodies")
    person: Line = key(N_("Person"), N_("Who is it?"), why=N_("A function will do while nobody is named."))
    college: Line | None = ask(N_("In the college"), N_("In which of its colleges?"))
    party: PartyId | None = ask(
        N_("On behalf of"),
        N_("For which organisation, if any?"),
        needed=Stage.OPENING,
        why=N_("It shows when one organisation, or one group of them, holds a majority."),
    )
    # `from` is what people write, and a word of Python: it can only be declared in this way
    __annotations__["from"] = "Day | None"
    vars()["from"] = ask(N_("From"), N_("Since when, in this term?"), needed=Stage.OPENING, example="2026-01-15")
    until: Day | None = ask(
        N_("Until when"), N_("Until when?"), why=N_("Leave it empty if only the length of a term says so.")
    )

    @property
    def key(self) -> str:
        """The body, the person, and the day from which, where it is known: the same person may serve again."""
        parts = (self.body, self.person, self.begins)
        return "/".join(str(one) for one in parts if one is not None)

    @property
    def begins(self) -> date | None:
        """The first day of the term."""
        found: date | None = getattr(self, "from")
        return found


class Decision(Row, key=("what",)):
    """One kind of decision: who proposes it, who takes it, how, and whom one can turn to against it."""

    what: Line = key(N_("Decision"), N_("What is to be decided?"), example="choisir ce qui sera développé")
    about: Topic | None = ask(N_("Matter"), N_("What is it about?"), needed=Stage.OPENING)
    proposed_by: Line | None = ask(
        N_("Proposed by"), N_("Who can propose it?"), needed=Stage.OPENING, example="tout utilisateur"
    )
    decided_by: list[Identifier] | None = ask(
        N_("Decided by"),
        N_("Who decides: which body, or which role?"),
        among="deciders",
        needed=Stage.PREPARING,
        why=N_(
            "What everybody decides is decided by whoever speaks last; what nobody decides, by whoever holds the keys."
        ),
    )
    method: Method | None = ask(N_("How one decides"), N_("How do they decide?"), needed=Stage.OPENING)
    notice: Duration | None = ask(
        N_("Notice"),
        N_("How long beforehand is it announced?"),
        example="15 jours",
        when=lambda decision: decision.method is not Method.ONE_PERSON,
    )
    quorum: Quorum | None = ask(
        N_("Quorum for this decision"),
        N_("Does this decision need more people than usual?"),
        example="2/3",
        when=lambda decision: decision.method is not Method.ONE_PERSON,
    )
    appeal: Identifier | None = ask(N_("Appeal"), N_("Whom can one turn to who does not agree?"), among="deciders")


class Role(Row, key=("id",)):
    """A function that one person holds."""

    id: Identifier = key(N_("Identifier"), example="coordination")
    name: Text | None = ask(N_("Name of the role"), N_("What do you call this role?"), needed=Stage.PREPARING)
    does: Text | None = ask(N_("What the role does"), N_("What does whoever holds it do?"), needed=Stage.OPENING)
    held_by: Line | None = ask(N_("Held by"), N_("Who holds it today?"), needed=Stage.OPENING)
    substitute: Line | None = ask(N_("Substitute"), N_("Who does it when that person is away?"), needed=Stage.RUNNING)


class Roadmap(Row):
    """How demands become work: who asks, who chooses, on which grounds, and what becomes of the others."""

    who_asks: Text | None = ask(
        N_("Who may ask"), N_("Who may ask for something new, and where?"), needed=Stage.PREPARING
    )
    arbiter: Identifier | None = ask(
        N_("Who chooses"),
        N_("When there is more to do than hands to do it, who chooses?"),
        among="deciders",
        needed=Stage.PREPARING,
        why=N_("A pooled project that succeeds is soon drowned in demands that have little to do with each other."),
    )
    criteria: Text | None = ask(N_("On which grounds"), N_("On which grounds does one choose?"), needed=Stage.OPENING)
    refusals: Text | None = ask(
        N_("What becomes of refusals"),
        N_("What becomes of a demand that is turned down: who is told why, and where is that kept?"),
        needed=Stage.OPENING,
    )


class Variant(Row, key=("party",)):
    """A version of its own that somebody runs."""

    party: PartyId = key(N_("Whose version"), N_("Who runs a version of their own?"))
    name: Line | None = ask(N_("Variant"), N_("What do you call this version?"), example="version départementale")
    reason: Text | None = ask(N_("Why it exists"), N_("Why a version of their own?"), needed=Stage.OPENING)
    upstreamed: YesNo | None = ask(
        N_("Changes come back"), N_("Do its changes come back into the common version?"), needed=Stage.OPENING
    )
    url: Url | None = ask(N_("Address"), N_("At which address?"))


class Growth(Row, key=("year",)):
    """How many members are foreseen in a year, and how many people that seats in the assembly."""

    year: Year = key(N_("Year"), N_("Which year?"), example="2028")
    members: Count | None = ask(N_("Members foreseen"), N_("How many member organisations do you foresee by then?"))
    representatives: Count | None = ask(
        N_("Representatives a member"), N_("How many people may each of them send to the assembly?")
    )
    body: Identifier | None = ask(N_("Which assembly"), N_("To which body do they send them?"), among="bodies")

    @property
    def size(self) -> int | None:
        """How many people the assembly then has."""
        if self.members is None or self.representatives is None:
            return None
        return self.members * self.representatives


class Sanction(Row, key=("step",)):
    """One step of what happens when the rules are broken."""

    step: SanctionStep = key(
        N_("Sanction"),
        N_("Which sanction?"),
        why=N_("Where exclusion is all there is, nothing is done until it is too late, and then too much."),
    )
    for_what: Text | None = ask(N_("For what"), N_("For what kind of conduct?"), needed=Stage.RUNNING)
    decided_by: list[Identifier] | None = ask(
        N_("Decided by"),
        N_("Who decides on it?"),
        needed=Stage.OPENING,
        among="deciders",
    )
    appeal: Identifier | None = ask(
        N_("Appeal"),
        N_("Whom can the person concerned turn to?"),
        among="deciders",
        needed=Stage.RUNNING,
        when=lambda sanction: sanction.step in (SanctionStep.SUSPENSION, SanctionStep.EXCLUSION),
    )


class Trademark(Part):
    """Who may use the name and the logo, and who says so."""

    granted_by: Identifier | None = ask(
        N_("Allowed by"), N_("Who allows a member, a firm or a variant to use the name?"), among="deciders"
    )
    policy: Line | None = ask(
        N_("Rules for the name and logo"), N_("Which document says what is allowed?"), example="docs/charte-du-logo.md"
    )


class Governance(DocumentRow):
    """Who decides what, how, for how long."""

    bodies: list[Body] = rows(
        N_("Bodies"),
        N_("Who decides together, or will: an assembly, a committee, a team?"),
        needed=Stage.PREPARING,
        why=N_("One or two are enough to begin with. The team that does the work is one of them."),
        columns=("name", "purpose", "colleges", "term"),
    )
    decisions: list[Decision] = rows(
        N_("Decisions"),
        N_("What will have to be decided, and who will decide each?"),
        needed=Stage.PREPARING,
        why=N_(
            "Begin with the three that come first: what is done next, what is accepted into the commons, who joins."
        ),
        columns=("what", "decided_by", "method", "appeal"),
    )
    roadmap: Roadmap = standing(Roadmap, N_("Demands"), N_("Who chooses among the demands, and how?"))
    members: list[Member] = rows(
        N_("Register of members"),
        N_("Who sits in which body, since when?"),
        needed=Stage.OPENING,
        why=N_("Terms, majorities and quorums are counted from this register. One row a term."),
        columns=("person", "body", "party", "from", "until"),
    )
    roles: list[Role] = rows(
        N_("Roles"),
        N_("Which functions does one person hold: coordination, treasury, security, animation?"),
        needed=Stage.OPENING,
        columns=("name", "held_by", "substitute"),
    )
    contributing: Line | None = ask(
        N_("Contribution guide"),
        N_("Which document says how one contributes?"),
        needed=Stage.OPENING,
        example="CONTRIBUTING.md",
    )
    transparency: Text | None = ask(
        N_("Transparency"),
        N_("What is published of decisions and accounts, where, and how soon?"),
        needed=Stage.OPENING,
    )
    conflicts_of_interest: Text | None = ask(
        N_("Conflicts of interest"),
        N_("What does somebody do whose own interest is at stake in a decision?"),
        needed=Stage.OPENING,
    )
    sanctions: list[Sanction] = rows(
        N_("Graduated sanctions"),
        N_("What happens when somebody does not keep to the rules, step by step?"),
        needed=Stage.OPENING,
        columns=("step", "for_what", "decided_by", "appeal"),
    )
    trademark: Trademark | None = ask(
        N_("Name and logo"), N_("Who may use the name and the logo?"), needed=Stage.OPENING
    )
    variants: list[Variant] = rows(
        N_("Variants"),
        N_("Does anybody run a version of their own?"),
        why=N_(
            "A variant now and then is a freedom. As many variants as members is the end of pooling, at the cost of "
            "each of them."
        ),
        columns=("party", "name", "reason", "upstreamed"),
    )
    growth: list[Growth] = rows(
        N_("Growth of the assembly"),
        N_("How many members do you foresee, and how many people would they send?"),
        why=N_("Five people a member is a good idea with ten members, and a thousand people with two hundred."),
        columns=("year", "members", "representatives"),
    )

    @model_validator(mode="before")
    @classmethod
    def _begun(cls, data: object) -> object:
        return without_nulls(data, "roadmap")

    @property
    def deciders(self) -> list[Body | Role]:
        """Who can decide."""
        return [*self.bodies, *self.roles]

    @property
    def rulings(self) -> list[Decision | Sanction]:
        """What is decided, and can be appealed against."""
        return [*self.decisions, *self.sanctions]

    def body(self, id: str) -> Body | None:
        """The body of that identifier, or None."""
        return next((one for one in self.bodies if one.id == id), None)

    def decider(self, id: str) -> Body | Role | None:
        """The body or the role of that identifier, or None."""
        return next((one for one in self.deciders if one.id == id), None)

    def name_of(self, id: str) -> str:
        """What people call the body or the role `id`; the identifier itself while nobody described it."""
        found = self.decider(id)
        return found.shown_name if found else id


@rule(
    "GOV001",
    "governance-unanswered",
    title=N_("The rules of governance are incomplete"),
    says=N_("“{what}” is not answered yet."),
    why=N_(
        "Rules of governance written before anybody needs them are about the commons; written during the first "
        "dispute, they are about the dispute."
    ),
    fix=N_("Answer it, say why it does not apply (not_applicable), or what will be done to know (unknown)."),
    source=N_("Inno³ / ANCT, 2023, 3.1 and 4.1"),
    error_from=Stage.IDEA,
)
def governance_unanswered(governance_as_written: Governance, stage: Stage) -> Iterator[Sighting]:
    """Fields of the governance that the project's stage needs."""
    yield from unanswered(governance_as_written, stage, gently=True)
