"""The lists of licences that bind: on administrations by law, on others by a funder's condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communkit.licences.fitness import fit
from communkit.licences.lists import BindingList, ListStatus, binding_list, binding_lists, status
from communkit.licences.records import record
from communkit.licences.title import Jurisdiction
from communkit.marked import N_, Message
from communkit.model.types import Spdx
from communkit.rules import Severity, Sighting, Stage, provider, rule
from communkit.steps.assets.model import Asset, Assets, Basis
from communkit.steps.project import Project
from communkit.steps.vocabulary import Nature

_SHARE_BACK = ("weak-copyleft", "strong-copyleft", "network-copyleft", "share-alike")


def is_reciprocal(id: str) -> bool:
    """Whether the licence of that SPDX id is known to ask users to share back."""
    known = record(id)
    return known is not None and known.family in _SHARE_BACK


@dataclass(frozen=True, slots=True)
class Binding:
    """A list of licences that binds an asset, and why: the nature of a holder, or a funder's condition."""

    list: BindingList
    why: Message


@provider
def bindings(
    project: Project, assets: Assets, jurisdiction: Jurisdiction | None, today: date
) -> dict[str, tuple[Binding, ...]]:
    """The lists that bind each asset, by its identifier: those that speak of its kind at all.

    A list binds the administrations of its country where they can set the licence: joining a project that
    already has one is exempt. A funder's condition binds whoever takes the money, while it runs.
    """
    by_condition: list[Binding] = []
    for condition in project.conditions:
        name = condition.requires.licence_list if condition.requires else None
        over = condition.until is not None and condition.until < today
        if name and not over and name in binding_lists():
            funder = project.name_of(condition.funder)
            says = N_("{funder} requires it ({document})")
            why = Message(says, {"funder": funder, "document": condition.document})
            by_condition.append(Binding(binding_list(name), why))
    found: dict[str, tuple[Binding, ...]] = {}
    for asset in assets.assets:
        own = _binding_by_nature(project, asset, jurisdiction)
        bound = (*((own,) if own else ()), *by_condition)
        found[asset.id] = tuple(one for one in bound if asset.kind and one.list.table_for(str(asset.kind)))
    return found


def _binding_by_nature(project: Project, asset: Asset, jurisdiction: Jurisdiction | None) -> Binding | None:
    if jurisdiction is None or jurisdiction.binding_list is None:
        return None
    upstream = [right.basis is Basis.UPSTREAM_LICENCE for right in asset.rights]
    joins = any(upstream) and asset.planned_licence in (None, asset.current_licence)
    if joins or (upstream and all(upstream)):
        return None
    for holder in dict.fromkeys((*(right.holder for right in asset.rights), asset.future_holder)):
        party = project.party(holder) if holder else None
        if party and party.nature is Nature.PUBLIC:
            why = Message(N_("{holder} is a public body"), {"holder": project.name_of(party.id)})
            return Binding(binding_list(jurisdiction.binding_list), why)
    return None


def _listed(
    assets: Assets, bindings: dict[str, tuple[Binding, ...]], today: date, *kinds: str
) -> Iterator[tuple[Asset, Binding, ListStatus]]:
    """The assets whose planned licence has one of the statuses `kinds` on a list that binds them.

    A list that binds for two reasons is told once, for the first.
    """
    for asset in assets.assets:
        bound = {binding.list.id: binding for binding in reversed(bindings.get(asset.id, ()))}
        for binding in bound.values():
            table = binding.list.table_for(str(asset.kind))
            if table is None or asset.planned_licence is None:
                continue
            found = status(asset.planned_licence, binding.list, table.id, today)
            if found.kind in kinds:
                yield asset, binding, found


@rule(
    "AST032",
    "licence-off-list",
    title=N_("The licence is not on the list that binds"),
    says=N_("{licence} is not on the list that binds here, since {why}. {reason}"),
    why=N_(
        "French administrations choose from a closed list set by decree; another licence needs an "
        "homologation. A funder's agreement can extend the list to associations and firms."
    ),
    fix=N_("Choose a licence of the list (communkit explain gives its source), or ask for an homologation."),
    source=N_("art. L.323-2, D.323-2-1, D.323-2-2 CRPA; data.gouv.fr, licences"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def licence_off_list(assets: Assets, bindings: dict[str, tuple[Binding, ...]], today: date) -> Iterator[Sighting]:
    """Planned licences that a binding list does not know, texts of one's own, homologations that have expired."""
    for asset, binding, found in _listed(assets, bindings, today, "off", "homologation-expired", "unknown"):
        licence = str(asset.planned_licence)
        yield asset.at("planned_licence", licence=licence, why=binding.why, reason=found.reason)


@rule(
    "AST033",
    "licence-wrong-table",
    title=N_("The licence stands in the other table of the list"),
    says=N_("{licence} is listed, for another kind of thing. {reason}"),
    why=N_(
        "The list has a table for public information and one for software. The Licence Ouverte on source "
        "code is the usual mistake: it says nothing of source, patents or distribution."
    ),
    fix=N_("Choose a licence of the table for this kind of asset."),
    source=N_("art. D.323-2-1 CRPA"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def licence_wrong_table(assets: Assets, bindings: dict[str, tuple[Binding, ...]], today: date) -> Iterator[Sighting]:
    """An information licence on code, a software licence on data."""
    for asset, _, found in _listed(assets, bindings, today, "wrong-table"):
        yield asset.at("planned_licence", licence=str(asset.planned_licence), reason=found.reason)


@rule(
    "AST034",
    "licence-listed-in-another-version",
    title=N_("The list names the family, and another version or another clause"),
    says=N_("{reason}"),
    why=N_(
        "The decree names families, the page that puts it into practice names versions. Where the two do not "
        "say the same, it is neither a fault nor a certainty."
    ),
    fix=N_("If nothing speaks against it, take the version that the list names; else keep yours and say why."),
    source=N_("art. D.323-2-1 CRPA; data.gouv.fr, licences"),
    before=Severity.NOTE,
)
def licence_listed_in_another_version(
    assets: Assets, bindings: dict[str, tuple[Binding, ...]], today: date
) -> Iterator[Sighting]:
    """`AGPL-3.0-only` where the page names `AGPL-3.0-or-later`; licences homologated for a while."""
    for asset, _, found in _listed(assets, bindings, today, "version-differs", "homologated"):
        yield asset.at("planned_licence", licence=str(asset.planned_licence), reason=found.reason)


@rule(
    "AST035",
    "list-is-old",
    title=N_("The list that communkit knows is more than a year old"),
    says=N_("The list “{list}” that communkit knows dates from {as_of}: check that it has not changed."),
    why=N_("Lists change by decree or decision. What was true when it was read may not be any more."),
    fix=N_("Compare with the source that the list names, and update communkit."),
    source=N_("communkit, lists"),
    before=Severity.NOTE,
)
def list_is_old(assets: Assets, bindings: dict[str, tuple[Binding, ...]], today: date) -> Iterator[Sighting]:
    """Lists that bind at least one asset and are older than a year."""
    told: set[str] = set()
    for bound in bindings.values():
        for binding in bound:
            if binding.list.stale(today) and binding.list.id not in told:
                told.add(binding.list.id)
                yield assets.at("assets", list=binding.list.name, as_of=binding.list.as_of)


@rule(
    "AST036",
    "condition-not-met",
    title=N_("A funder's condition is not met"),
    says=N_("{funder} allows {licences} here ({document}); {licence} is planned."),
    why=N_("Money given on a condition can be asked back when the condition is not met."),
    fix=N_("Choose a licence that the condition allows, or have the funder agree in writing."),
    source=N_("Inno³ / ANCT, 2023, 1.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def condition_not_met(project: Project, assets: Assets, today: date) -> Iterator[Sighting]:
    """Assets planned under a licence that a funder's own list of licences leaves out.

    Only the licences made for the asset's kind are held against it: a condition that names licences for data
    says nothing of code.
    """
    for condition in project.conditions:
        allowed = condition.requires.licences if condition.requires else None
        if not allowed or (condition.until is not None and condition.until < today):
            continue
        ids = {term.id for one in allowed for term in one.terms}
        for asset in assets.assets:
            fitting = {id for id in ids if asset.kind and _made_for(id, asset)}
            if fitting and asset.planned_licence and not _any_within(asset.planned_licence, fitting):
                yield asset.at(
                    "planned_licence",
                    funder=project.name_of(condition.funder),
                    licences=tuple(sorted(fitting)),
                    document=condition.document,
                    licence=str(asset.planned_licence),
                )


def _made_for(id: str, asset: Asset) -> bool:
    content = str(asset.content_type) if asset.content_type else None
    return fit(id, str(asset.kind), content).verdict == "made-for"


def _any_within(expression: Spdx, allowed: set[str]) -> bool:
    """Whether one of the choices that `expression` leaves has all its licences in `allowed`."""
    return expression.fold(lambda term: term.id in allowed, all, any)


@rule(
    "AST041",
    "reciprocal-without-justification",
    title=N_("A reciprocal licence whose reason is not written down"),
    says=N_("{licence} asks users to share back; the dossier does not say why."),
    why=N_(
        "The law lets a licence restrict re-use only for a reason of general interest, and in proportion. It "
        "does not ask for a written reason: we advise one, since a later administration will be asked for it."
    ),
    fix=N_("Say under justification what the reciprocity protects, for instance against capture as a service."),
    source=N_("art. L.323-2 CRPA; the advice is communkit's own"),
    before=Severity.NOTE,
)
def reciprocal_without_justification(assets: Assets, bindings: dict[str, tuple[Binding, ...]]) -> Iterator[Sighting]:
    """Reciprocal licences of assets that a list binds, without justification."""
    for asset in assets.assets:
        if asset.planned_licence is None or asset.justification is not None or not bindings.get(asset.id):
            continue
        # of licences offered by OR, one that asks for nothing back leaves the choice
        if asset.planned_licence.fold(lambda term: is_reciprocal(term.id), any, all):
            yield asset.at("planned_licence", licence=str(asset.planned_licence))
