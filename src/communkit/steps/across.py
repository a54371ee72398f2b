"""Rules that span several steps: each holds what one document says against another."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.assets.model import Asset, Assets
from communkit.steps.charter.clauses import forbids_trade
from communkit.steps.charter.licence import found, is_said_free
from communkit.steps.charter.model import Charter, Principle
from communkit.steps.licences import asks_to_share, is_free
from communkit.steps.need.model import ActorKind, Choice, Need
from communkit.steps.project import Project
from communkit.steps.vocabulary import Kind

PREFIX = "XST"

# Need, charter and assets


@rule(
    "XST001",
    "charter-party-not-in-need",
    title=N_("A party of the charter whom the need does not name"),
    says=N_("{party} takes part in the charter, and the need does not say what it is to the project."),
    why=N_("A party without a place in the need pays, decides or sells for a reason that nobody has written down."),
    fix=N_("Add it under actors of the need, with its kind and what the need is to it."),
    source=N_("Inno³ / ANCT, 2023, 2.1"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def charter_party_not_in_need(project: Project, need: Need, charter: Charter) -> Iterator[Sighting]:
    """Parties of the charter that are no actors; nothing while the need names none."""
    actors = {one.party for one in need.actors}
    for one in charter.parties:
        if actors and one.party not in actors:
            yield one.at("party", party=project.name_of(one.party))


def _free_asset(assets: Assets) -> Asset | None:
    """An asset that goes out under a free licence."""
    return next((one for one in assets.assets if one.licence and is_free(one.licence)), None)


@rule(
    "XST002",
    "trade-forbidden-of-free-asset",
    title=N_("“No commercial use”, and an asset under a free licence"),
    says=N_("“{words}”: {asset} goes out under {licence}, which lets everybody sell it."),
    why=N_("A free licence cannot forbid commercial use. The charter promises what the licence does not give."),
    fix=N_("Decide which of the two you want, and change the clause or the licence."),
    source=N_("Inno³ / ANCT, 2023, 1.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def trade_forbidden_of_free_asset(charter: Charter, assets: Assets) -> Iterator[Sighting]:
    """Clauses against commercial use in a charter that does not itself speak of a free licence."""
    asset = _free_asset(assets)
    if asset is None or is_said_free(charter):
        return
    for row, field, clause in found(charter, forbids_trade):
        words = clause.rstrip(".;: ")
        yield row.at(field, words=words, asset=asset.shown_name, licence=str(asset.licence))


@rule(
    "XST003",
    "licence-against-principle",
    title=N_("A licence that is not the principle agreed"),
    says=N_("{asset} goes out under {licence}, and the charter agreed on: {principle}."),
    why=N_(
        "The principle was agreed early so that nobody would oppose the licence later. A licence that departs from "
        "it opens the question again, usually on the day of the signature."
    ),
    fix=N_("Change the licence, or say under justification why this asset departs from the principle."),
    source=N_("Inno³ / ANCT, 2023, 2.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def licence_against_principle(charter: Charter, assets: Assets) -> Iterator[Sighting]:
    """Planned licences: not free where free was agreed, reciprocal where permissive was; code the other way round.

    A reason written beside the licence settles a choice among free licences, not one against them.
    """
    principle = charter.licence_principle
    if principle is None:
        return
    for asset in assets.assets:
        if asset.planned_licence is None or asset.kind is Kind.SIGN:
            continue
        free, shares = is_free(asset.planned_licence), asks_to_share(asset.planned_licence)
        departs = charter.is_free and free is False
        if asset.justification is None:
            departs |= principle is Principle.PERMISSIVE and shares is True
            departs |= principle is Principle.RECIPROCAL and shares is False and asset.kind is Kind.CODE
        if departs:
            agreed, licence = Message(principle.label), str(asset.planned_licence)
            yield asset.at("planned_licence", principle=agreed, asset=asset.shown_name, licence=licence)


@rule(
    "XST004",
    "principle-against-upstream",
    title=N_("The project builds on a licence that decides for it"),
    says=N_("The decision is to build on {solution}, under {licence}; the charter agreed on: {principle}."),
    why=N_(
        "Whoever extends or forks a work under a reciprocal licence passes it on under that licence, and a "
        "restricted one stays restricted: the parties no longer choose."
    ),
    fix=N_("Agree on the licence of what you build on, or build beside it and connect to it."),
    source=N_("the licences' own clauses; Inno³ / ANCT, 2023, 2.2"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def principle_against_upstream(need: Need, charter: Charter) -> Iterator[Sighting]:
    """Joining, extending or forking what is reciprocal under a permissive principle, or restricted under a free one."""
    chosen, principle = need.chosen, charter.licence_principle
    choice = need.decision.choice if need.decision else None
    if chosen is None or chosen.licence is None or principle is None:
        return
    if choice not in (Choice.JOIN, Choice.EXTEND, Choice.FORK):
        return
    against = principle is Principle.PERMISSIVE and asks_to_share(chosen.licence) is True
    if against or (charter.is_free and is_free(chosen.licence) is False):
        agreed, licence = Message(principle.label), str(chosen.licence)
        yield charter.at("licence_principle", principle=agreed, solution=chosen.shown_name, licence=licence)


@rule(
    "XST005",
    "open-data-against-assets",
    title=N_("What the charter says of open data is not in the IP table"),
    says=N_("The charter says that the data are open, and the IP table has no database under an open licence."),
    why=N_("Data are open when a licence says so. What stands in the charter alone gives nobody a right."),
    fix=N_("Add the database to the IP table, with who holds it and a licence made for data; or correct the charter."),
    source=N_("Inno³ / ANCT, 2023, 1.2"),
    error_from=Stage.OPENING,
    before=Severity.NOTE,
    warning_from=Stage.PREPARING,
)
def open_data_against_assets(charter: Charter, assets: Assets) -> Iterator[Sighting]:
    """Open data without an open database, or data that are not open and a database that is."""
    if charter.data is None or charter.data.open_data is None:
        return
    databases = assets.of_kind(Kind.DATABASE)
    free = [one for one in databases if one.licence and is_free(one.licence)]
    undecided = any(one.licence is None or is_free(one.licence) is None for one in databases)
    if charter.data.open_data and not free and not undecided and assets.assets:
        yield charter.data.at("open_data")
    elif not charter.data.open_data and free:
        says = N_("The charter says that the data are not open, and {asset} goes out under {licence}.")
        asset, licence = free[0].shown_name, str(free[0].licence)
        yield charter.data.at("open_data", says=says, asset=asset, licence=licence)


@rule(
    "XST006",
    "adviser-is-provider",
    title=N_("An adviser that also provides"),
    says=N_("{adviser} advises the parties, and the need calls it a provider."),
    why=N_("Whoever advises on what to buy and sells it sits on both sides of the table, whatever the statement says."),
    fix=N_("Choose one of the two roles for it, or say who else gives an opinion on what it provides."),
    source=N_("P. Scoffoni, Mutualisation et logiciel libre, 2013"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def adviser_is_provider(project: Project, need: Need, charter: Charter) -> Iterator[Sighting]:
    """Advisers that are actors of the kind provider."""
    providers = {one.party for one in need.actors if one.kind is ActorKind.PROVIDER}
    for one in charter.independence:
        if one.adviser in providers:
            yield one.at("adviser", adviser=project.name_of(one.adviser))
