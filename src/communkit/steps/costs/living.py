"""What opening adds, what pooling saves, who takes without giving, and a team that does not grow with its members."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from communkit.marked import N_
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.costs.comparison import Pooled
from communkit.steps.costs.model import Costs
from communkit.steps.costs.reckoning import Reckoning, told
from communkit.steps.costs.words import BusinessModel, TaskKind
from communkit.steps.project import Project


@rule(
    "COS040",
    "free-rider",
    title=N_("A party that takes and gives nothing"),
    says=N_("{party} lives from the commons, bears no cost, pays nothing in and is not said to give anything back."),
    why=N_("The others pay for it. Some may be welcome guests; that is a decision, not a surprise."),
    fix=N_("Agree on what it bears or gives back; or say under not_applicable why it need not."),
    source=N_("R. Viseur, La mutualisation informatique chez iMio, 2025"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def free_rider(project: Project, costs: Costs) -> Iterator[Sighting]:
    """Members that get something, without a share, a payment or a contribution, and no note about it."""
    paying = {each.party for one in costs.charges for each in one.borne_by if each.share != 0}
    paying |= {one.party for one in costs.funding if one.party and any((one.amounts or {}).values())}
    for one in costs.business_models:
        takes = one.value_captured is not None or one.model is not None
        noted = one.is_noted(one.not_applicable, "contributes_back") or one.is_noted(one.unknown, "contributes_back")
        if takes and one.party not in paying and one.contributes_back is None and not noted:
            yield one.at("contributes_back", party=project.name_of(one.party))


@rule(
    "COS041",
    "pooling-does-not-save",
    title=N_("Together it costs more than apart"),
    says=N_("{task}: {together} together, {alone} if each of the {parties} did it alone."),
    why=N_(
        "Coordination has a cost too. A pooling that costs more can be worth it for quality or independence; then "
        "that is the reason to give, not a saving."
    ),
    fix=N_("Check both figures; if they hold, leave the task to each, or say under economic_model what it is worth."),
    source=N_("P. Scoffoni, Mutualisation et logiciel libre, 2013"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def pooling_does_not_save(costs: Costs, pooling: tuple[Pooled, ...]) -> Iterator[Sighting]:
    """Shared tasks that cost more than doing them alone, whichever of the figures are right."""
    for one in pooling:
        if one.saved.high < 0:
            together, alone = told(one.together.low, costs), told(one.alone.high, costs)
            parties = len(one.parties)
            yield one.task.at("cost_alone", task=one.task.shown_name, parties=parties, together=together, alone=alone)


@rule(
    "COS042",
    "shareable-borne-alone",
    title=N_("It could be shared, and one bears it alone"),
    says=N_("{task} could be done once for several, and {party} bears all of it."),
    why=N_("Whoever bears alone what serves all will one day stop, or decide alone."),
    fix=N_("Ask those named under could_share to bear a part, or take out those who will not."),
    source=N_("Inno³ / ANCT, 2023, 3.2"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def shareable_borne_alone(project: Project, costs: Costs) -> Iterator[Sighting]:
    """Tasks that several could share, with one bearer."""
    for one in costs.tasks:
        others = set(one.could_share or ()) - {each.party for each in one.borne_by}
        if one.shareable and others and len(one.borne_by) == 1:
            yield one.at("borne_by", task=one.shown_name, party=project.name_of(one.borne_by[0].party))


@rule(
    "COS043",
    "support-does-not-grow",
    title=N_("More members, and no more people to answer them"),
    says=N_("Members grow from {before} to {after} in {year}, and the working time of support does not."),
    why=N_("Questions come with members. A team held constant answers later and later, and then leaves."),
    fix=N_("Let support grow with them, or take in fewer members that year."),
    source=N_("IMIO, deux années de mutation, Mouvement communal, 2013"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def support_does_not_grow(costs: Costs, reckoning: Reckoning) -> Iterator[Sighting]:
    """Years with more members than the one before and no more working time for support."""
    support = [one.key_in_sums for one in costs.of_kind(TaskKind.SUPPORT)]
    for first, second in pairwise(costs.years):
        if first.members is None or second.members is None or second.members <= first.members:
            continue
        before = sum(reckoning.time.sum(row=row, year=first.key).low for row in support)
        after = sum(reckoning.time.sum(row=row, year=second.key).low for row in support)
        if before and after <= before:
            yield second.at("members", before=first.members, after=second.members, year=second.key)


@rule(
    "COS044",
    "opening-adds-nothing",
    title=N_("An opening that costs nothing"),
    says=N_("No row of the table is said to be added by the opening."),
    why=N_("Answering strangers, documenting for them, reading what they send: somebody does it, in the evening."),
    fix=N_("Look at community, documentation and support again, and say what the opening adds to each."),
    source=N_("Inno³ / ANCT, 2023, 3.2"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def opening_adds_nothing(costs: Costs) -> Iterator[Sighting]:
    """All rows say that the opening does not add them."""
    said = [one.added_by_opening for one in costs.charges]
    if said and all(one is False for one in said):
        yield costs.at("tasks")


@rule(
    "COS045",
    "freemium-without-saying",
    title=N_("A member keeps a part for its customers"),
    says=N_("{party} lives from a part kept for its customers: what is common, and what is not?"),
    why=N_(
        "The line between what is shared and what is sold moves, and the others pay for what ends on the wrong side."
    ),
    fix=N_("Say under contributes_back where the line lies, and what it gives back."),
    source=N_("Inno³ / ANCT, 2023, 3.2; P. Scoffoni, Mutualisation et logiciel libre, 2013"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def freemium_without_saying(project: Project, costs: Costs) -> Iterator[Sighting]:
    """Freemium models that say nothing of what comes back."""
    for one in costs.business_models:
        if one.model is BusinessModel.FREEMIUM and one.contributes_back is None:
            yield one.at("model", party=project.name_of(one.party))
