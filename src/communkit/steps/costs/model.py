"""The model of `costs.yaml`, and its completeness."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_
from communkit.model.completeness import DUE_LATER, UNANSWERED, unanswered
from communkit.model.fields import ask, key, rows
from communkit.model.row import DocumentRow, Row
from communkit.model.types import Amount, Count, Fte, Identifier, Line, PartyId, Share, Text, Word, Year, YesNo
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.costs.parts import Alternative, Living
from communkit.steps.costs.words import (
    Certainty,
    FundingKind,
    KeyKind,
    PaidFrom,
    PurchaseKind,
    TaskKind,
    Vat,
)
from communkit.steps.vocabulary import LegalBasis


class Unit(Row):
    """What the figures are: currency, tax, and what a full-time year costs, where somebody knows."""

    currency: Line | None = ask(
        N_("Currency"), N_("In which currency are the amounts?"), needed=Stage.PREPARING, usual={"EUR": N_("euro")}
    )
    vat: Vat | None = ask(
        N_("VAT"),
        N_("Are the amounts excluding or including VAT?"),
        needed=Stage.PREPARING,
        why=N_("Both in one sum make a total that nobody pays. Those who cannot recover the tax count it in."),
    )
    fte_cost: Amount | None = ask(
        N_("Cost of a full-time year"),
        N_("What does a full-time year cost, at least?"),
        example="55000",
        needed=Stage.OPENING,
        why=N_(
            "It turns working time into money. communkit proposes no figure: ask whoever keeps the pay, and say where "
            "it comes from. As long as nobody knows, working time is told apart and added to nothing."
        ),
    )
    fte_cost_most: Amount | None = ask(
        N_("Cost of a full-time year, at most"),
        N_("And at most, where you are not sure?"),
        example="70000",
        when=lambda unit: unit.fte_cost is not None,
    )
    loaded: YesNo | None = ask(
        N_("Loaded"),
        N_("Does it hold the employer's contributions and overheads?"),
        when=lambda unit: unit.fte_cost is not None,
        why=N_("Without them a person looks cheaper than an invoice, and every comparison leans that way."),
    )
    days_per_fte: Count | None = ask(
        N_("Days in a full-time year"),
        N_("How many days of work does a full-time year hold?"),
        example="210",
        why=N_("Those who count in days and those who count in full-time years can then read each other."),
    )
    source: Text | None = ask(
        N_("Source of the cost"),
        N_("Who gave that figure, and when?"),
        when=lambda unit: unit.fte_cost is not None,
        example="direction des ressources humaines, barème 2026",
    )


class YearRow(Row, key=("year",)):
    """One year that is counted."""

    called_by = "year"

    year: Year = key(N_("Year"), N_("Which year?"), example="2027")
    members: Count | None = ask(
        N_("Members"),
        N_("How many members do you expect that year?"),
        example="12",
        why=N_("The cost for one member, and what grows with their number, are read against it."),
    )


class Bearer(Row, key=("party",)):
    """A party that bears a part of a cost."""

    party: PartyId = key(N_("Party"), N_("Who bears it?"))
    share: Share | None = ask(
        N_("Share"),
        N_("Which share of it? Leave it out to share by the key."),
        example="50 %",
    )
    paid_from: PaidFrom | None = ask(
        N_("Paid from"),
        N_("Does it pay out of its own budget or staff, or out of the common funding?"),
        needed=Stage.OPENING,
        why=N_("What a party pays by itself needs no funding; all the rest does, and the gap is counted on it."),
    )


class Task(Row, key=("id",)):
    """Work that the commons needs, in working time, money, or both."""

    id: Identifier = key(N_("Identifier"), example="maintenance")
    kind: TaskKind | None = ask(N_("Row of the table"), N_("Which row of the table is it?"), needed=Stage.IDEA)
    name: Text | None = ask(N_("Task"), N_("What has to be done?"), needed=Stage.IDEA, example="Tenir la documentation")
    fte: dict[str, Fte] | None = ask(
        N_("Working time"),
        N_("How much working time, in full-time equivalents, year by year?"),
        example="2027: 0.5",
        over="years",
        each=N_("How many full-time equivalents in {row}? 0.5 is one person half the time."),
        why=N_("“Nobody knows yet” is better than a figure without a source."),
    )
    amounts: dict[str, Amount] | None = ask(
        N_("Amounts"),
        N_("And how much money beside it, year by year?"),
        example="2027: 12000",
        over="years",
        each=N_("How much in {row}? Whole units of the currency, without its sign."),
        why=N_(
            "What is paid to others: a service, travel, a venue. What is counted as working time does not come twice."
        ),
    )
    vat: Vat | None = ask(N_("VAT of this row"))
    added_by_opening: YesNo | None = ask(
        N_("Added by the opening"),
        N_("Does the opening add this cost?"),
        needed=Stage.PREPARING,
        why=N_("Answering strangers, documenting for them, keeping a community: it has a price."),
    )
    shareable: YesNo | None = ask(N_("Can be pooled"), N_("Could it be done once for several?"), needed=Stage.PREPARING)
    could_share: list[PartyId] | None = ask(
        N_("Who could share it"),
        N_("Which parties could share it?"),
        when=lambda task: task.shareable is True,
        follows=True,
    )
    cost_alone: Amount | None = ask(
        N_("Cost of doing it alone"),
        N_("What would it cost one of them, each year, to do it alone?"),
        when=lambda task: task.shareable is True,
        example="20000",
        why=N_("Without it nobody can say what pooling saves."),
    )
    cost_alone_most: Amount | None = ask(
        N_("Cost of doing it alone, at most"),
        N_("And at most?"),
        when=lambda task: task.cost_alone is not None,
    )
    borne_by: list[Bearer] = rows(
        N_("Borne by"),
        N_("Who bears it?"),
        needed=Stage.PREPARING,
        why=N_("A cost that nobody bears is borne by whoever is tired last."),
        columns=("party", "share", "paid_from"),
    )

    @property
    def key_in_sums(self) -> str:
        """The name of the row in sums: tasks and purchases may bear the same identifier."""
        return f"tasks/{self.id}"


class Purchase(Row, key=("id",)):
    """Something bought: hosting, licences, services."""

    id: Identifier = key(N_("Identifier"), example="hosting")
    name: Text | None = ask(N_("Purchase"), N_("What is bought?"), needed=Stage.IDEA, example="Hébergement")
    kind: PurchaseKind | None = ask(N_("Kind of purchase"), N_("What kind of purchase is it?"), needed=Stage.PREPARING)
    supplier: PartyId | None = ask(N_("Supplier"), N_("From which party is it bought, if it is one of yours?"))
    amounts: dict[str, Amount] | None = ask(
        N_("Amounts"),
        N_("How much, year by year?"),
        example="2027: 12000",
        needed=Stage.PREPARING,
        over="years",
        each=N_("How much in {row}? Whole units of the currency, without its sign."),
    )
    vat: Vat | None = ask(N_("VAT of this row"))
    basis: Text | None = ask(
        N_("Where the amount comes from"),
        N_("Where does the amount come from: invoice, quote, estimate, and of which day?"),
        needed=Stage.OPENING,
        example="devis du 3 mars 2026",
    )
    added_by_opening: YesNo | None = ask(
        N_("Added by the opening"), N_("Does the opening add this cost?"), needed=Stage.PREPARING
    )
    borne_by: list[Bearer] = rows(
        N_("Borne by"), N_("Who bears it?"), needed=Stage.PREPARING, columns=("party", "share", "paid_from")
    )

    @property
    def key_in_sums(self) -> str:
        """The name of the row in sums: tasks and purchases may bear the same identifier."""
        return f"purchases/{self.id}"


class Weight(Row, key=("party",)):
    """How much a party weighs in the sharing key."""

    party: PartyId = key(N_("Party"), N_("Whose weight is it?"))
    weight: Count | None = ask(
        N_("Weight"), N_("How much does it weigh: inhabitants, users, points?"), needed=Stage.PREPARING, example="18500"
    )
    source: Text | None = ask(
        N_("Source"), N_("Where does that number come from?"), example="population légale au 1er janvier 2026"
    )


class SharingKey(Row):
    """How what is borne together is shared out."""

    by: KeyKind | None = ask(
        N_("Key"),
        N_("By what are shared costs divided?"),
        needed=Stage.PREPARING,
        why=N_("Equal parts weigh on the small, population on the large, use on whoever takes it up: it is a choice."),
    )
    reason: Text | None = ask(N_("Why this key"), N_("Why this key?"), needed=Stage.OPENING, long=True)
    weights: list[Weight] = rows(
        N_("Weights"),
        N_("How much does each party weigh?"),
        when=lambda one: one.by not in (None, KeyKind.EQUAL),
        needed=Stage.PREPARING,
        columns=("party", "weight", "source"),
    )


class Funding(Row, key=("id",)):
    """A source that pays for what the parties do not pay by themselves."""

    called_by = "source"

    id: Identifier = key(N_("Identifier"), example="region")
    source: Text | None = ask(
        N_("Source"), N_("Where does the money come from?"), needed=Stage.IDEA, example="Subvention de la région"
    )
    kind: FundingKind | None = ask(N_("Kind of funding"), N_("What kind of funding is it?"), needed=Stage.PREPARING)
    party: PartyId | None = ask(N_("Party that pays"), N_("Which party pays it?"), needed=Stage.OPENING)
    amounts: dict[str, Amount] | None = ask(
        N_("Amounts"),
        N_("How much, year by year?"),
        example="2027: 12000",
        needed=Stage.PREPARING,
        over="years",
        each=N_("How much in {row}? 0 where it has ended."),
        why=N_("The year in which a source ends is the one that counts."),
    )
    vat: Vat | None = ask(N_("VAT of this row"))
    certainty: Certainty | None = ask(
        N_("Certainty"), N_("How sure is it?"), needed=Stage.PREPARING, why=N_("Hope does not pay a salary.")
    )
    legal_basis: LegalBasis | None = ask(
        N_("Legal basis"), N_("On which legal basis does the money pass?"), needed=Stage.OPENING
    )
    conditions: Text | None = ask(N_("Conditions"), N_("What does it ask for in return, and until when?"))


class Costs(DocumentRow):
    """What the commons costs, who bears it, what pays for it, and what the other ways would cost."""

    note_keys = frozenset(str(one) for one in TaskKind)

    years: list[YearRow] = rows(
        N_("Years"),
        N_("Which years do you count?"),
        needed=Stage.PREPARING,
        why=N_("Three to five: long enough to see a subsidy end."),
        columns=("year", "members"),
    )
    unit: Unit | None = ask(
        N_("Unit"), N_("What are the figures: currency, tax, cost of a full-time year?"), needed=Stage.PREPARING
    )
    tasks: list[Task] = rows(
        N_("Tasks"),
        N_("What has to be done, row by row, for the commons to live?"),
        needed=Stage.PREPARING,
        why=N_(
            "The table has six rows because the forgotten one is done at night: animation, documentation, user "
            "experience. A row that does not apply is an answer too."
        ),
        by="kind",
        columns=("name", "fte", "amounts", "borne_by"),
    )
    purchases: list[Purchase] = rows(
        N_("Purchases"),
        N_("What is bought: hosting, licences, services?"),
        needed=Stage.PREPARING,
        columns=("name", "kind", "amounts", "borne_by"),
    )
    sharing_key: SharingKey | None = ask(
        N_("Sharing key"), N_("By which key are shared costs divided?"), needed=Stage.PREPARING
    )
    funding: list[Funding] = rows(
        N_("Funding"),
        N_("What pays for what the parties do not pay by themselves?"),
        needed=Stage.PREPARING,
        columns=("source", "kind", "amounts", "certainty"),
    )
    alternatives: list[Alternative] = rows(
        N_("Alternatives"),
        N_("Which other ways are there: a service, a product, doing it in-house, doing as today?"),
        needed=Stage.PREPARING,
        why=N_("An honest comparison counts the same years, the same members and the people, on both sides."),
        columns=("name", "kind", "amounts", "fte"),
    )
    economic_model: Text | None = ask(
        N_("Economic model of the commons"),
        N_("Once it has started, what keeps the commons alive, year after year?"),
        needed=Stage.OPENING,
        long=True,
        why=N_("The economic model is that of the project; each member has its own besides."),
    )
    business_models: list[Living] = rows(
        N_("Business model of each member"),
        N_("How does each member live from the commons?"),
        needed=Stage.OPENING,
        columns=("party", "model", "value_captured", "contributes_back"),
    )

    @property
    def charges(self) -> tuple[Task | Purchase, ...]:
        """Tasks, then purchases."""
        return (*self.tasks, *self.purchases)

    def of_kind(self, kind: Word) -> list[Task]:
        """The tasks of one row of the table."""
        return [one for one in self.tasks if one.kind is kind]


_TOLD_ELSEWHERE = frozenset({("borne_by",), ("legal_basis",), ("contributes_back",), ("fte",)})
"""Fields (the ends of their paths) whose absence has a rule of its own, which says more than that they are empty."""


@rule(
    "COS001",
    "costs-unanswered",
    title=N_("The costs are not fully described"),
    says=N_("“{what}” is not answered yet."),
    why=N_(
        "Parties sign for years. What nobody counted, who bears it and what pays for it come up in the first hard "
        "budget, and then it is the commons that is cut."
    ),
    fix=N_("Answer it, say why it does not apply (not_applicable), or what will be done to know (unknown)."),
    source=N_("Inno³ / ANCT, 2023, 3.2"),
    error_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def costs_unanswered(costs_as_written: Costs, stage: Stage) -> Iterator[Sighting]:
    """Fields of the costs that the project's stage needs."""
    for sighting in unanswered(costs_as_written, stage, gently=True):
        if sighting.address.path[-1:] not in _TOLD_ELSEWHERE or sighting.says not in (UNANSWERED, DUE_LATER):
            yield sighting
