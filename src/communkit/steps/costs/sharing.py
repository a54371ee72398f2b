"""Who bears what: bearers, shares, and the key by which the rest is divided."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from communkit.marked import N_, Share
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.costs.figures import OURS
from communkit.steps.costs.model import Costs
from communkit.steps.costs.reckoning import Reckoning, key_weights
from communkit.steps.costs.words import KeyKind
from communkit.steps.project import Project
from communkit.steps.vocabulary import Nature


@rule(
    "COS020",
    "charge-without-bearer",
    title=N_("A cost that nobody bears"),
    says=N_("{row}: nobody is said to bear it."),
    why=N_("A cost without a bearer is borne by whoever is tired last, usually a volunteer or the initiator."),
    fix=N_(
        "Name who bears it under borne_by; if a party is still to be found, say under unknown what is done to find it."
    ),
    source=N_("Inno³ / ANCT, 2023, 3.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def charge_without_bearer(costs: Costs, reckoning: Reckoning) -> Iterator[Sighting]:
    """Rows with time or money and no bearer, unless a note says why."""
    for one in costs.charges:
        row = one.key_in_sums
        counts = reckoning.money.sum(row=row).high or reckoning.time.sum(row=row).high
        noted = one.is_noted(one.unknown, "borne_by") or one.is_noted(one.not_applicable, "borne_by")
        if counts and not one.borne_by and not noted:
            yield one.at("borne_by", row=one.shown_name)


@rule(
    "COS021",
    "cost-shares-not-one",
    title=N_("Shares that do not make the whole"),
    says=N_("{row}: the shares make {sum}."),
    why=N_("Below the whole somebody pays who has not agreed to; above it somebody pays twice."),
    fix=N_("Correct the shares; a bearer without a share takes its part of the rest, by the sharing key."),
    source=OURS,
    error_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def cost_shares_not_one(project: Project, costs: Costs) -> Iterator[Sighting]:
    """Shares above one; below one where every bearer has a share."""
    for one in costs.charges:
        given = [each.share for each in one.borne_by if each.share is not None]
        total = sum(given, Decimal(0))
        all_given = bool(given) and len(given) == len(one.borne_by)
        if total > 1:
            says = N_("{row}: the shares make {sum}, more than the whole.")
            yield one.at("borne_by", says=says, row=one.shown_name, sum=Share(total))
        elif all_given and total != 1:
            yield one.at("borne_by", row=one.shown_name, sum=Share(total))
        elif given and not all_given and total == 1:
            says = N_("{row}: the shares make the whole, and nothing is left for {parties}.")
            left = tuple(project.name_of(each.party) for each in one.borne_by if each.share is None)
            yield one.at("borne_by", says=says, row=one.shown_name, parties=left)


@rule(
    "COS022",
    "key-cannot-share",
    title=N_("The sharing key does not say how this is divided"),
    says=N_("{row} is to be shared by {parties}, and there is no sharing key."),
    why=N_("Everybody then has a key of their own in mind, and they find out at the first call for funds."),
    fix=N_("Choose the key and give each party its weight under sharing_key, or write the shares beside the bearers."),
    source=OURS,
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def key_cannot_share(project: Project, costs: Costs) -> Iterator[Sighting]:
    """Several bearers without a share, and no key, or a key without their weights."""
    key = costs.sharing_key
    for one in costs.charges:
        open_ = [each.party for each in one.borne_by if each.share is None]
        rest = 1 - sum((each.share for each in one.borne_by if each.share is not None), Decimal(0))
        if not open_ or rest <= 0 or key_weights(costs, open_):
            continue
        names = tuple(project.name_of(party) for party in open_)
        if key is None or key.by is None:
            yield one.at("borne_by", row=one.shown_name, parties=names)
        else:
            known = {each.party for each in key.weights if each.weight}
            missing = tuple(project.name_of(party) for party in open_ if party not in known) or names
            says = N_("{row} is shared by the key, which gives no weight to {parties}.")
            yield one.at("borne_by", says=says, row=one.shown_name, parties=missing)


@rule(
    "COS023",
    "weight-without-source",
    title=N_("A weight without a source"),
    says=N_("The key weighs {party} at {weight}, and nothing says where that number comes from."),
    why=N_("Inhabitants and users are counted in several ways. The day a part grows, its bearer will ask which."),
    fix=N_("Name the source and its date beside the weight."),
    source=OURS,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def weight_without_source(project: Project, costs: Costs) -> Iterator[Sighting]:
    """Weights by population or use without a source."""
    key = costs.sharing_key
    if key is None or key.by not in (KeyKind.POPULATION, KeyKind.USAGE):
        return
    for one in key.weights:
        if one.weight is not None and one.source is None:
            yield one.at("weight", party=project.name_of(one.party), weight=one.weight)


@rule(
    "COS024",
    "group-bears-money",
    title=N_("A group without legal personality bears money"),
    says=N_("{row}: {party} has no legal personality, and cannot be charged for its part."),
    why=N_("A group holds no account and signs no contract: a person will stand for it, often without knowing."),
    fix=N_("Name the organisation that pays for the group; its members' time can stay theirs, with paid_from: own."),
    source=OURS,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def group_bears_money(project: Project, costs: Costs) -> Iterator[Sighting]:
    """Groups that bear a part of a row with an amount of money."""
    groups = {one.id for one in project.parties if one.nature is Nature.GROUP}
    for one in costs.charges:
        if not any((one.amounts or {}).values()):
            continue
        for each in one.borne_by:
            if each.party in groups and each.share != 0:
                yield each.at("party", row=one.shown_name, party=project.name_of(each.party))
