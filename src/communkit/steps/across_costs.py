"""Rules that hold the costs against the need and the charter."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.charter.model import Charter, Commitment, Means
from communkit.steps.costs.comparison import Compared
from communkit.steps.costs.model import Costs, Funding
from communkit.steps.costs.reckoning import told
from communkit.steps.need.model import ALONE, Choice, Need
from communkit.steps.project import Project
from communkit.words.suggest import closest


def _rows(costs: Costs) -> dict[str, str]:
    """The addresses of the rows that can hold what a party commits to, each with the name of its list."""
    return {one.address.text: name for name in ("tasks", "purchases", "funding") for one in getattr(costs, name)}


def _counted(one: Commitment) -> bool:
    """Whether a commitment is made of something that costs."""
    return one.means in (Means.MONEY, Means.STAFF, Means.IN_KIND)


@rule(
    "XST040",
    "commitment-without-cost-row",
    title=N_("A commitment that stands in no budget"),
    says=N_("{party} commits to “{commitment}”, and no row of the costs holds it."),
    why=N_("The charter says what is promised, the costs own the amounts. A promise without a row is in no sum."),
    fix=N_("Add the row, and name its address under costs: costs.tasks[…], costs.purchases[…] or costs.funding[…]."),
    source=N_("Inno³ / ANCT, 2023, 2.2 and 3.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def commitment_without_cost_row(project: Project, charter: Charter, costs: Costs) -> Iterator[Sighting]:
    """Commitments of money, time or in kind that name no row, or one that is not there."""
    known = _rows(costs)
    for party in charter.parties:
        for one in party.commitments:
            name, words = project.name_of(party.party), str(one.text or one.id)
            if one.costs is None and _counted(one):
                yield one.at("costs", party=name, commitment=words)
            elif one.costs is not None and one.costs not in known:
                near = closest(one.costs, tuple(known))
                if near:
                    says = N_("“{commitment}” names “{row}”, which is not in the costs. Did you mean {near}?")
                    yield one.at("costs", says=says, commitment=words, row=one.costs, near=near[0])
                else:
                    says = N_("“{commitment}” names “{row}”, which is not in the costs.")
                    yield one.at("costs", says=says, commitment=words, row=one.costs)


@rule(
    "XST041",
    "commitment-of-another",
    title=N_("A commitment whose row is borne by others"),
    says=N_("{party} commits to “{commitment}”, and {row} names it neither as bearer nor as payer."),
    why=N_("The charter and the budget then say two things, and the party will keep to the one that suits it."),
    fix=N_("Name the party in that row, or correct which row the commitment names."),
    source=N_("Inno³ / ANCT, 2023, 3.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def commitment_of_another(project: Project, charter: Charter, costs: Costs) -> Iterator[Sighting]:
    """Commitments whose row exists and does not name the party."""
    rows = {one.address.text: one for one in (*costs.charges, *costs.funding)}
    for party in charter.parties:
        for one in party.commitments:
            row = rows.get(one.costs or "")
            if row is None:
                continue
            named = {row.party} if isinstance(row, Funding) else {each.party for each in row.borne_by}
            if named - {None} and party.party not in named:
                name, words = project.name_of(party.party), str(one.text or one.id)
                yield one.at("costs", party=name, commitment=words, row=row.shown_name)


@rule(
    "XST042",
    "idle-party",
    title=N_("A party that bears nothing and commits to nothing"),
    says=N_("{party} signs the charter, bears no cost, pays nothing in and commits to nothing."),
    why=N_("A signature without anything behind it weighs in every vote, and is missing in every call for funds."),
    fix=N_("Agree on what it brings, if only time; or have it stay outside, as a friend of the project."),
    source=N_("R. Viseur, La mutualisation informatique chez iMio, 2025"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def idle_party(project: Project, charter: Charter, costs: Costs) -> Iterator[Sighting]:
    """Parties of the charter without commitment, share or payment; nothing while no cost has a bearer."""
    active = {each.party for one in costs.charges for each in one.borne_by if each.share != 0}
    if not active:
        return
    active |= {one.party for one in costs.funding if one.party}
    for one in charter.parties:
        if one.party not in active and not one.commitments:
            yield one.at("party", party=project.name_of(one.party))


@rule(
    "XST043",
    "bearer-outside-charter",
    title=N_("Somebody bears a cost without being in the charter"),
    says=N_("{party} is to bear {row}, and the charter does not name it among the parties."),
    why=N_("A share is owed by whoever agreed to it. One who never signed can refuse it without breaking anything."),
    fix=N_("Have it join the charter, or say who bears the cost among those who did."),
    source=N_("Inno³ / ANCT, 2023, 2.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def bearer_outside_charter(project: Project, charter: Charter, costs: Costs) -> Iterator[Sighting]:
    """Bearers that are no parties of the charter, once for each; nothing while the charter names none."""
    inside = {one.party for one in charter.parties}
    seen: set[str] = set()
    for row in costs.charges:
        for one in row.borne_by:
            if inside and one.party not in inside | seen and one.share != 0:
                seen.add(one.party)
                yield one.at("party", party=project.name_of(one.party), row=row.shown_name)


@rule(
    "XST044",
    "basis-said-twice",
    title=N_("Two legal bases for the same money"),
    says=N_("{source}: {basis} in the costs, {other} in the charter of {party}."),
    why=N_("The basis decides on the tender and on the tax. Two answers mean that nobody has asked."),
    fix=N_("Ask whoever answers for the contracts, and write the same basis in both documents."),
    source=N_("L.2511-1 to L.2511-6 CCP"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def basis_said_twice(project: Project, charter: Charter, costs: Costs) -> Iterator[Sighting]:
    """Funding rows that a commitment names, under another legal basis than its party's."""
    rows = {one.address.text: one for one in costs.funding}
    for party in charter.parties:
        for one in party.commitments:
            row = rows.get(one.costs or "")
            if row is None or row.legal_basis is None or party.legal_basis in (None, row.legal_basis):
                continue
            basis = Message(row.legal_basis.label)
            other = Message(party.legal_basis.label) if party.legal_basis else ""
            yield row.at(
                "legal_basis", source=row.shown_name, basis=basis, other=other, party=project.name_of(party.party)
            )


@rule(
    "XST045",
    "dearer-than-alternative",
    title=N_("The decision costs more than an alternative"),
    says=N_("The decision is: {choice}. {alternative} costs {saved} less over the same years, people counted."),
    why=N_(
        "A commons may be worth its price: independence, data that stay, work that others reuse. Then this is the "
        "reason to write; a reader who finds it alone will think that it was hidden."
    ),
    fix=N_("Say under decision.reason of the need what the difference pays for, and name the amount."),
    source=N_("Cap Collectif, L'incroyable pari de l'ouverture d'esprit"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def dearer_than_alternative(need: Need, costs: Costs, comparison: tuple[Compared, ...]) -> Iterator[Sighting]:
    """Building, forking, extending or joining, where an alternative is cheaper whichever figures are right."""
    decision = need.decision
    if decision is None or decision.choice not in ALONE | {Choice.EXTEND, Choice.JOIN}:
        return
    for one in comparison:
        if one.verdict == -1 and one.difference is not None:
            choice, saved = Message(decision.choice.label), told(-one.difference.high, costs)
            yield one.alternative.at(choice=choice, alternative=one.alternative.shown_name, saved=saved)
