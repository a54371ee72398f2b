"""The model of `charter.yaml`, its intention part, and its completeness."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_
from communkit.model.completeness import unanswered
from communkit.model.fields import ask, key, rows
from communkit.model.row import DocumentRow, Part, Row
from communkit.model.types import Day, Identifier, Line, PartyId, Text, Version, Word, YesNo
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.vocabulary import LegalBasis


class Means(Word):
    """What a commitment is made of."""

    MONEY = "money", N_("money")
    STAFF = "staff", N_("working time")
    IN_KIND = "in-kind", N_("premises, equipment, data, hosting")
    OTHER = "other", N_("something else")


class Commitment(Row, key=("id",)):
    """Something that a party will bring. Amounts stand with the costs; here is what is promised."""

    called_by = "text"

    id: Identifier = key(N_("Identifier"), example="half-developer")
    text: Text | None = ask(N_("Commitment"), N_("What will this party bring?"), needed=Stage.PREPARING)
    means: Means | None = ask(N_("Means"), N_("What is it made of?"), needed=Stage.PREPARING)
    costs: Line | None = ask(
        N_("Row of the costs"), N_("Which row of the costs holds the amount?"), example="costs.funding[region]"
    )


class Participant(Row, key=("party",)):
    """One party of the charter: what it wants for itself, expects of the others, and brings."""

    party: PartyId = key(N_("Party"), N_("Which party takes part?"))
    own_objectives: Text | None = ask(
        N_("Its own objectives"),
        N_("What does it want for itself, which the others need not want?"),
        needed=Stage.IDEA,
        long=True,
        why=N_("Parties work together while pursuing different objectives. Said aloud they can be met."),
    )
    expectations: Text | None = ask(
        N_("What it expects of the others"),
        N_("What does it expect of the others?"),
        needed=Stage.PREPARING,
        long=True,
        why=N_("An expectation that nobody knows of is a disappointment to come."),
    )
    representative: Line | None = ask(
        N_("Represented by"),
        N_("Who speaks for it: which function?"),
        needed=Stage.PREPARING,
        example="direction du numérique",
    )
    commitments: list[Commitment] = rows(
        N_("Commitments"),
        N_("What will it bring: money, time, premises, data?"),
        needed=Stage.OPENING,
        columns=("text", "means", "costs"),
    )
    legal_basis: LegalBasis | None = ask(
        N_("Legal basis"),
        N_("On which legal basis will its money pass?"),
        when=lambda one: any(each.means is Means.MONEY for each in one.commitments),
        why=N_("Money between parties needs one, and it decides whether a tender is due and how the amount is taxed."),
    )


class Ambiguity(Row, key=("id",)):
    """Something that two people understand differently."""

    called_by = "text"

    id: Identifier = key(N_("Identifier"), example="who-sells-support")
    text: Text | None = ask(N_("What is unclear"), N_("What is understood differently, by whom?"), needed=Stage.IDEA)
    raised_on: Day | None = ask(N_("Raised on"), N_("When did it come up?"))
    resolved: Text | None = ask(N_("What was agreed"), N_("What was agreed about it?"), long=True)


class Principle(Word):
    """The principle of the licence; the licences themselves are chosen asset by asset."""

    PERMISSIVE = "permissive", N_("free, without asking anything in return but the mention of the authors")
    RECIPROCAL = "reciprocal", N_("free, and improvements are shared on the same terms")
    FREE = "free", N_("free; whether improvements must be shared is still open")
    RESTRICTED = "restricted", N_("not free: some uses are reserved or forbidden")


FREE = frozenset({Principle.PERMISSIVE, Principle.RECIPROCAL, Principle.FREE})
"""The principles under which everybody may use, change, share and sell."""


class ForkRight(Word):
    """What happens when some want to go their own way."""

    ALLOWED = "allowed", N_("they may, under the same name too")
    RENAMED = "renamed", N_("they may, under another name")
    REFUSED = "refused", N_("they may not")


class Data(Row):
    """The data: who makes them, who answers for them, and, another question, whether they are open."""

    producer: PartyId | None = ask(
        N_("Producer"), N_("Who takes the initiative and pays for gathering them?"), needed=Stage.OPENING
    )
    personal: YesNo | None = ask(N_("Personal data"), N_("Are there personal data among them?"), needed=Stage.OPENING)
    controller: PartyId | None = ask(
        N_("Who decides on them"), N_("Who decides what they are used for, and answers for it?"), needed=Stage.OPENING
    )
    processor: PartyId | None = ask(
        N_("Who processes them"),
        N_("Who processes them on its behalf: hosting, software as a service?"),
        needed=Stage.OPENING,
    )
    provider_use: Text | None = ask(
        N_("What the provider may do with them"),
        N_("What may a provider do with them for itself: nothing, statistics, more?"),
        needed=Stage.OPENING,
    )
    return_on_exit: Text | None = ask(
        N_("What comes back"), N_("What comes back, in which format, when one leaves?"), needed=Stage.OPENING
    )
    open_data: YesNo | None = ask(
        N_("Open data"),
        N_("Will they be published for everybody to reuse?"),
        needed=Stage.OPENING,
        why=N_("Open data and open source are two questions: either can be without the other."),
    )


class Standard(Row, key=("name",)):
    """A standard, a nomenclature or an interface by which the commons talks to others."""

    name: Line = key(N_("Standard"), N_("Which standard, nomenclature or interface is it?"), example="OpenAPI")
    purpose: Text | None = ask(N_("What for"), N_("What is it for, and who must follow it?"), needed=Stage.OPENING)
    open: YesNo | None = ask(
        N_("Open"), N_("Can everybody read and implement it without asking?"), needed=Stage.OPENING
    )


class Adviser(Row, key=("adviser",)):
    """Somebody who advises the parties, and its statement of interests."""

    adviser: PartyId = key(N_("Adviser"), N_("Who advises you?"))
    independent: YesNo | None = ask(
        N_("Independent"), N_("Does it state that it has no ties with suppliers?"), needed=Stage.OPENING
    )
    statement: Line | None = ask(
        N_("Statement"), N_("Which document says so?"), needed=Stage.OPENING, example="déclaration du 3 mars 2027"
    )


class Outside(Row, key=("party",)):
    """A party of the project that stays outside the charter."""

    party: PartyId = key(N_("Party"), N_("Which party of the project stays outside?"))
    reason: Text | None = ask(N_("Reason"), N_("Why does it stay outside?"), needed=Stage.OPENING)


class AuthorityKind(Word):
    """By what somebody may sign in a party's name."""

    DELIBERATION = "deliberation", N_("decision of its assembly")
    DELEGATION = "delegation", N_("delegation of power or of signature")
    OFFICE = "office", N_("legal representative by law or by its statutes")


class Authority(Part):
    """What lets the signatory bind the party."""

    essential = ("kind",)

    kind: AuthorityKind | None = ask(N_("Authority"), N_("By what may this person sign in its name?"))
    reference: Line | None = ask(N_("Reference"), N_("Which decision or delegation is it?"), example="2027-014")
    date: Day | None = ask(N_("Date"), N_("Of which day is it?"))


class Adoption(Row, key=("party", "version")):
    """A signature: who signed which version, in whose name, by what authority. `communkit adopt charter` writes it."""

    party: PartyId = key(N_("Party"), N_("Which party signed?"))
    version: Version = key(N_("Version"), N_("Which version was signed?"))
    by: Line | None = ask(N_("Signed by"), N_("Who signed, in which function?"), example="la maire")
    authority: Authority | None = ask(N_("Authority"), N_("By what may this person sign in its name?"))
    on: Day | None = ask(N_("Signed on"), N_("On which day?"))
    digest: Line | None = ask(N_("Digest"), N_("What is the digest of the text that was signed?"))


class Charter(DocumentRow):
    """What the parties intend, and, at the end of the walk, who signed it."""

    objectives: Text | None = ask(
        N_("Shared objectives"),
        N_("What do you want to achieve together?"),
        needed=Stage.IDEA,
        long=True,
        why=N_("The “we”. What each wants for itself comes next, and need not be the same."),
    )
    parties: list[Participant] = rows(
        N_("Parties of the charter"),
        N_("Who takes part, as one of those who decide?"),
        needed=Stage.IDEA,
        columns=("party", "own_objectives", "expectations", "representative"),
    )
    ambiguities: list[Ambiguity] = rows(
        N_("Ambiguities"),
        N_("What is still unclear, or understood differently around the table?"),
        needed=Stage.IDEA,
        why=N_("Written down it is a task; left unsaid it drives people away two years later."),
        columns=("text", "raised_on", "resolved"),
    )
    values: Text | None = ask(
        N_("Values"), N_("What would you never do, even if it paid?"), needed=Stage.PREPARING, long=True
    )
    scope: Text | None = ask(
        N_("Scope"), N_("What belongs to the commons, and what does not?"), needed=Stage.PREPARING, long=True
    )
    licence_wishes: Text | None = ask(
        N_("What people may do with it"),
        N_("In your own words: what should everybody be able to do with it, and what not?"),
        needed=Stage.PREPARING,
        long=True,
    )
    licence_principle: Principle | None = ask(
        N_("Principle of the licence"),
        N_("Which principle follows for the licence?"),
        needed=Stage.PREPARING,
        why=N_(
            "A free licence lets everybody use, change and share, sell included; it can ask that improvements be "
            "shared, and nothing more. Agreed now, nobody can oppose it later."
        ),
    )
    reciprocity_justification: Text | None = ask(
        N_("Why reciprocity"),
        N_("Why must improvements be shared?"),
        when=lambda charter: charter.licence_principle is Principle.RECIPROCAL,
        long=True,
        why=N_("No law asks for this reason. Written down it helps those who are asked to accept the licence."),
    )
    providers: Text | None = ask(
        N_("Place of firms"),
        N_("How can firms take part: what may they sell, what do they give back, partners or competitors?"),
        needed=Stage.PREPARING,
        long=True,
    )
    data: Data | None = ask(
        N_("Data"), N_("Whose are the data, who answers for them, and are they open?"), needed=Stage.OPENING
    )
    interoperability: list[Standard] = rows(
        N_("Interoperability"),
        N_("Which open standards and shared nomenclatures will it follow?"),
        needed=Stage.OPENING,
        why=N_("Firms hesitate to take part where no rule says how their tools connect."),
        columns=("name", "purpose", "open"),
    )
    independence: list[Adviser] = rows(
        N_("Advisers"),
        N_("Who advises you, and is it independent of suppliers?"),
        needed=Stage.OPENING,
        columns=("adviser", "independent", "statement"),
    )
    entry: Text | None = ask(
        N_("Coming in"), N_("How does a new party come in, and who decides?"), needed=Stage.OPENING, long=True
    )
    exit: Text | None = ask(
        N_("Leaving"),
        N_("How does a party leave: what does it take along, what does it leave behind?"),
        needed=Stage.OPENING,
        long=True,
    )
    fork_right: ForkRight | None = ask(
        N_("Going one's own way"), N_("And if some want to go their own way, with a copy?"), needed=Stage.OPENING
    )
    amendment: Text | None = ask(
        N_("Changing the charter"), N_("Who can change this charter, and how?"), needed=Stage.OPENING, long=True
    )
    disputes: Text | None = ask(
        N_("Disputes"), N_("Who settles it when you disagree?"), needed=Stage.OPENING, long=True
    )
    duration: Text | None = ask(N_("Duration"), N_("For how long, and how is it renewed?"), needed=Stage.OPENING)
    adoption: list[Adoption] = rows(N_("Signatures"))
    outside: list[Outside] = rows(
        N_("Parties outside the charter"),
        N_("Which parties of the project stay outside, and why?"),
        columns=("party", "reason"),
    )

    @property
    def is_free(self) -> bool:
        """Whether the principle agreed is a free licence."""
        return self.licence_principle in FREE


@rule(
    "CHA001",
    "charter-unanswered",
    title=N_("The charter of intention is incomplete"),
    says=N_("“{what}” is not answered yet."),
    why=N_(
        "What is not written down at the beginning, each party fills in by itself, in its own way; they find out "
        "when it is too late to part as friends."
    ),
    fix=N_("Answer it, say why it does not apply (not_applicable), or what will be done to know (unknown)."),
    source=N_("Inno³ / ANCT, 2023, 2.2"),
    error_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def charter_unanswered(charter_as_written: Charter, stage: Stage) -> Iterator[Sighting]:
    """Fields of the charter that the project's stage needs."""
    yield from unanswered(charter_as_written, stage, gently=True)
