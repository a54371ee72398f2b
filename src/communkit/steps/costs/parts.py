"""Rows of `costs.yaml` on what stands beside the commons: the other ways, and what each member lives from."""

from __future__ import annotations

from communkit.marked import N_
from communkit.model.fields import ask, key
from communkit.model.row import Row
from communkit.model.types import Amount, Fte, Identifier, Line, PartyId, Text, Url
from communkit.rules import Stage
from communkit.steps.costs.words import AlternativeKind, BusinessModel, PriceFor, Vat


class Alternative(Row, key=("id",)):
    """Another way to meet the same need, over the same years, with everything it costs."""

    id: Identifier = key(N_("Identifier"), example="saas-offer")
    name: Text | None = ask(N_("Alternative"), N_("What is it called?"), needed=Stage.PREPARING)
    kind: AlternativeKind | None = ask(N_("Kind of alternative"), N_("What kind is it?"), needed=Stage.PREPARING)
    solution: Line | None = ask(
        N_("Solution of the need"), N_("Which solution of the need is it, if it is one?"), example="cartes-en-ligne"
    )
    price_for: PriceFor | None = ask(
        N_("Price for"), N_("Is the price for one member, or for all together?"), needed=Stage.PREPARING
    )
    start: Amount | None = ask(
        N_("Cost of starting"), N_("What does it cost once: set-up, migration, training?"), needed=Stage.OPENING
    )
    amounts: dict[str, Amount] | None = ask(
        N_("Price, at least"),
        N_("What does it cost, year by year, at least?"),
        example="2027: 12000",
        needed=Stage.PREPARING,
        over="years",
        each=N_("How much in {row}, at least?"),
    )
    amounts_most: dict[str, Amount] | None = ask(
        N_("Price, at most"),
        N_("And at most, where it is not sure?"),
        example="2027: 12000",
        over="years",
        each=N_("How much in {row}, at most?"),
    )
    vat: Vat | None = ask(N_("VAT of this row"))
    fte: dict[str, Fte] | None = ask(
        N_("Working time of the members"),
        N_("How much working time does it ask of the members, year by year?"),
        example="2027: 0.1",
        needed=Stage.PREPARING,
        over="years",
        each=N_("How many full-time equivalents in {row}, for the same members as the price?"),
        why=N_(
            "In-house is not free: people develop, host, maintain. A service is not free of work either: somebody "
            "chooses it, trains, and answers for it."
        ),
    )
    gives: Text | None = ask(N_("What speaks for it"), N_("What speaks for it?"), needed=Stage.OPENING, long=True)
    lacks: Text | None = ask(
        N_("What speaks against it"), N_("What speaks against it?"), needed=Stage.OPENING, long=True
    )
    leaving: Text | None = ask(
        N_("Leaving it"),
        N_("What does leaving it cost, and what comes back: data, settings, habits?"),
        needed=Stage.OPENING,
        long=True,
    )
    source: Text | None = ask(
        N_("Where the price comes from"),
        N_("Where does the price come from, and of which day?"),
        needed=Stage.OPENING,
        example="offre écrite du 2 juin 2026",
    )
    url: Url | None = ask(N_("Address"), N_("Where can it be read?"))


class Living(Row, key=("party",)):
    """How one member lives from the commons: what it takes from it, what it gives back."""

    party: PartyId = key(N_("Party"), N_("Which party?"))
    model: BusinessModel | None = ask(
        N_("Business model"), N_("How does it live from the commons?"), needed=Stage.OPENING
    )
    value_captured: Text | None = ask(
        N_("What it gets from it"), N_("What does it get from the commons?"), needed=Stage.OPENING
    )
    contributes_back: Text | None = ask(
        N_("What it gives back"),
        N_("What does it give back: money, code, time, knowledge?"),
        needed=Stage.OPENING,
        why=N_("Whoever takes and gives nothing is paid for by the others; better to know it than to be surprised."),
    )
