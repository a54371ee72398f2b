"""What remains to be done, how contributions to come are secured, and how signs are kept alive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from communkit.marked import N_, Message
from communkit.model.row import WHOLE_ROW
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.assets.model import Asset, Assets, Mode, RightKind, is_late
from communkit.steps.project import Project
from communkit.steps.vocabulary import Kind

# which ways of securing contributions make sense for which kind (Inno³ / ANCT, 2023, 2.3, fifth column)
_WAYS: dict[Mode, tuple[Kind, ...]] = {
    Mode.INBOUND_OUTBOUND: (Kind.CODE, Kind.DOCUMENTATION, Kind.DATABASE, Kind.HARDWARE, Kind.CONTENT),
    Mode.DCO: (Kind.CODE, Kind.DOCUMENTATION, Kind.DATABASE, Kind.HARDWARE, Kind.CONTENT),
    Mode.CLA: (Kind.CODE, Kind.DOCUMENTATION, Kind.DATABASE, Kind.HARDWARE, Kind.CONTENT),
    Mode.TERMS_OF_USE: (Kind.DATABASE, Kind.CONTENT, Kind.DOCUMENTATION),
    Mode.TRADEMARK_POLICY: (Kind.SIGN,),
}
_WITH_PAPER = (Mode.CLA, Mode.ASSIGNMENT, Mode.CONTRACT, Mode.TERMS_OF_USE, Mode.TRADEMARK_POLICY)


@rule(
    "AST050",
    "contributions-unfit",
    title=N_("This way of securing contributions does not suit the kind of asset"),
    says=N_("“{mode}” does not secure contributions to this kind of asset: {kind}."),
    why=N_(
        "A sign-off speaks of commits, terms of use of what users send in, a trademark policy of marks: each "
        "secures what it was made for."
    ),
    fix=N_("Choose the way by which contributions to this asset really arrive."),
    source=N_("Inno³ / ANCT, 2023, 2.3"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def contributions_unfit(assets: Assets) -> Iterator[Sighting]:
    """A DCO for a logo, a trademark policy for code."""
    for asset in assets.assets:
        mode = asset.contributions.mode if asset.contributions else None
        fitting = _WAYS.get(mode) if mode else None
        if fitting and asset.kind and mode and asset.kind not in fitting:
            yield asset.at("contributions", mode=str(mode), kind=Message(asset.kind.label))


@rule(
    "AST051",
    "contributions-without-document",
    title=N_("Contributions are secured by a document that is not named"),
    says=N_("“{mode}” rests on a document, and none is named."),
    why=N_("A CLA that nobody can find was signed by nobody."),
    fix=N_("Name the document under contributions.document."),
    source=N_("Inno³ / ANCT, 2023, 2.3"),
    error_from=Stage.RUNNING,
)
def contributions_without_document(assets: Assets) -> Iterator[Sighting]:
    """Ways that need a paper, where neither the way nor the rest of the row names one."""
    for asset in assets.assets:
        contributions = asset.contributions
        if not contributions or contributions.mode not in _WITH_PAPER or contributions.document is not None:
            continue
        elsewhere = {
            Mode.TRADEMARK_POLICY: asset.usage_policy is not None,
            Mode.CONTRACT: any(right.contract and right.contract.reference for right in asset.rights),
        }
        if not elsewhere.get(contributions.mode, False):
            yield asset.at("contributions", mode=str(contributions.mode))


@rule(
    "AST052",
    "contributions-by-assignment",
    title=N_("Contributors must assign their rights"),
    says=N_("Contributors to {asset} have to assign their rights."),
    why=N_(
        "An assignment keeps contributors away, needs the formalities of L.131-3 for each of them, and does "
        "not meet the Standard for Public Code. It makes sense where relicensing is part of the plan."
    ),
    fix=N_("If relicensing is not planned, take a DCO or the project's own licence; else say why in strategy."),
    source=N_("Standard for Public Code 0.8.1; L.131-1, L.131-3 CPI"),
    before=Severity.NOTE,
)
def contributions_by_assignment(assets: Assets) -> Iterator[Sighting]:
    """Assignment as the way of contributing, without a strategy that explains it."""
    for asset in assets.assets:
        by_assignment = asset.contributions and asset.contributions.mode is Mode.ASSIGNMENT
        if by_assignment and asset.strategy is None:
            yield asset.at("contributions", asset=asset.shown_name)


@rule(
    "AST053",
    "blocking-action-after-opening",
    title=N_("What blocks the opening is due after it"),
    says=N_("“{what}” blocks the opening of {opening}, and is due on {due}."),
    why=N_("Either the date is wrong, or the project opens with a known problem."),
    fix=N_("Bring the action forward, or move the opening."),
    source=N_("communkit, actions"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def blocking_action_after_opening(project: Project, assets: Assets) -> Iterator[Sighting]:
    """Blocking actions that are not done and whose date lies after the planned opening."""
    opening = project.opening.date if project.opening else None
    for asset in assets.assets:
        for action in asset.actions:
            if opening and action.blocking and not action.is_done and action.due and action.due > opening:
                yield action.at("due", what=action.what, opening=opening, due=action.due)


@rule(
    "AST054",
    "action-overdue",
    title=N_("An action is late"),
    says=N_("“{what}” was due on {due}."),
    why=N_("A dossier lives by its actions: one that is late and silent is usually forgotten."),
    fix=N_("Do it and say so (done), or set a new date."),
    source=N_("communkit, actions"),
)
def action_overdue(assets: Assets, today: date) -> Iterator[Sighting]:
    """Actions whose day is over and which nobody called done."""
    for asset in assets.assets:
        for action in asset.actions:
            if is_late(action, today) and action.due:
                yield action.at("due", what=action.what, due=action.due)


@rule(
    "AST055",
    "transfer-not-planned",
    title=N_("The future holder differs, and no transfer is planned"),
    says=N_("{asset} should go to {future}, and nothing is planned to get there."),
    why=N_("Rights do not follow a project by themselves: each transfer is a signed act, a mark's also a filing."),
    fix=N_("Plan the transfer under actions, with who and when."),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def transfer_not_planned(project: Project, assets: Assets) -> Iterator[Sighting]:
    """Assets with a future holder who holds nothing of them today, and without actions."""
    for asset in assets.assets:
        future = asset.future_holder
        holders = {right.holder for right in asset.rights}
        if future and holders and future not in holders and not asset.actions:
            yield asset.at("future_holder", asset=asset.shown_name, future=project.name_of(future))


_SOON = timedelta(days=365)


@rule(
    "AST056",
    "registration-expired",
    title=N_("The registration of a sign has expired"),
    says=N_("The registration of {asset} ended on {date}."),
    why=N_("A mark or a domain that is not renewed can be taken by anybody, the project's name with it."),
    fix=N_("Renew it if the period of grace still runs, or file it anew."),
    source=N_("communkit, signs"),
    error_from=Stage.PREPARING,
)
def registration_expired(assets: Assets, today: date) -> Iterator[Sighting]:
    """Marks and domains whose last day is over."""
    for asset in assets.assets:
        ends = asset.registration.expires_on if asset.registration else None
        if ends and ends < today:
            yield asset.at("registration", asset=asset.shown_name, date=ends)


@rule(
    "AST057",
    "registration-expires-soon",
    title=N_("The registration of a sign expires within a year"),
    says=N_("The registration of {asset} ends on {date}."),
    why=N_("Renewals are forgotten when the person who filed has left: plan them while somebody knows."),
    fix=N_("Plan the renewal under actions, with who and when."),
    source=N_("communkit, signs"),
    before=Severity.NOTE,
)
def registration_expires_soon(assets: Assets, today: date) -> Iterator[Sighting]:
    """Marks and domains that end within a year, without an action."""
    for asset in assets.assets:
        ends = asset.registration.expires_on if asset.registration else None
        if ends and today <= ends <= today + _SOON and not any(not one.is_done for one in asset.actions):
            yield asset.at("registration", asset=asset.shown_name, date=ends)


@rule(
    "AST058",
    "mark-without-holder",
    title=N_("A sign that nobody is said to hold"),
    says=N_("{asset} has no named holder as a mark or domain."),
    why=N_("Whoever registers a name first decides on it. A commons whose name belongs to nobody can lose it."),
    fix=N_("Name who holds the mark or the domain (rights), or who will."),
    source=N_("Inno³ / ANCT, 2023, 2.3"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def mark_without_holder(assets: Assets) -> Iterator[Sighting]:
    """Names and logos without a right of mark or domain, and without a future holder."""
    held = (RightKind.TRADEMARK, RightKind.DOMAIN)
    for asset in assets.of_kind(Kind.SIGN):
        named = any(right.right in held for right in asset.rights)
        noted = asset.not_applicable.keys() & {WHOLE_ROW, "rights", *held}
        if not named and asset.future_holder is None and not noted:
            yield asset.at(asset=asset.shown_name)


@rule(
    "AST059",
    "same-path-twice",
    title=N_("Two assets claim the same files"),
    says=N_("{path} belongs to {asset} and to {other}."),
    why=N_("A file that two rows claim goes out under two licences, and nobody knows which one holds."),
    fix=N_("Keep the path in one row, or make one of the two narrower."),
    source=N_("communkit, assets"),
    error_from=Stage.OPENING,
)
def same_path_twice(assets: Assets) -> Iterator[Sighting]:
    """The same pattern written in two assets."""
    owners: dict[str, Asset] = {}
    for asset in assets.assets:
        for path in asset.paths or ():
            other = owners.setdefault(path, asset)
            if other is not asset:
                yield asset.at("paths", path=path, asset=asset.shown_name, other=other.shown_name)
