"""Who is said to hold the rights, against notices and history: `REC010` to `REC019`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from communkit.audit.cover import Cover, Covered
from communkit.audit.held import Column, Held, Verdict, reported, sighted, unclaimed_at
from communkit.audit.parties import Register
from communkit.marked import N_, Share
from communkit.repository.facts import Seen, Sure, citable
from communkit.repository.files import Origin
from communkit.repository.holders import Holder, Notice, gather
from communkit.rules import Severity, Sighting, Stage, provider, rule
from communkit.steps.assets.model import Asset, Assets, Basis, RightKind
from communkit.steps.project import Project
from communkit.steps.vocabulary import Kind

_SOURCE = N_("communkit, claims held against the repository")
_AUTHORS = (RightKind.SOFTWARE, RightKind.COPYRIGHT, RightKind.DATABASE_PRODUCER, RightKind.DESIGN)
_BY_OTHERS = (Basis.CONTRACT, Basis.ASSIGNMENT, Basis.PREDECESSOR, Basis.UPSTREAM_LICENCE, Basis.INTERN, Basis.OFFICER)
_WEIGHT = 20
"""A name in one notice of so many counts by itself; rarer ones are told together."""
_MOST = 5


@provider
def held_holders(project: Project, assets: Assets, cover: Cover) -> tuple[Held, ...]:
    """Holders that are claimed against those that are named."""
    register = Register(project)
    found: list[Held] = []
    for asset in assets.assets:
        if asset.rights and asset.kind is not Kind.SIGN:
            found += _of_asset(asset, assets, cover, register)
    found += _of_history(assets, cover, register)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Named:
    holder: Holder
    seen: tuple[Seen, ...]
    weighty: bool


def _of_asset(asset: Asset, assets: Assets, cover: Cover, register: Register) -> Iterator[Held]:
    ids = {right.holder for right in asset.rights}
    everybody = {right.holder for one in assets.assets for right in one.rights}
    parts = [part.name for one in assets.assets for part in one.third_party]
    has_group = any(register.is_group(id) for id in ids)
    named = [one for covered in cover.of(asset) for one in _named(asset, covered)]
    met: set[str] = set()
    rare: list[_Named] = []
    for one in named:
        known = register.among(one.holder.name, ids)
        of_all = one.holder.in_licence and register.among(one.holder.name, everybody)
        part = any(register_name.casefold() in one.holder.name.casefold() for register_name in parts)
        if known:
            met.update(known)
            for id in known:
                right = next(right for right in asset.rights if right.holder == id)
                yield Held(Verdict.VERIFIED, sighted(right, "holder", one.seen), "", asset.id, Column.RIGHTS)
        elif of_all or part or (has_group and (one.holder.group or not one.weighty)):
            continue
        elif one.weighty:
            says = sighted(
                asset, "rights", one.seen, asset=asset.shown_name, name=one.holder.name, place=one.seen[0].place
            )
            yield Held(Verdict.UNCLAIMED, says, "holder-without-right", asset.id, Column.RIGHTS)
        else:
            rare.append(one)
    if rare:
        names = [one.holder.name for one in rare]
        seen = [one.seen[0] for one in rare[:_MOST]]
        says = sighted(
            asset, "rights", seen, asset=asset.shown_name, names=names[:_MOST], count=len(names), place=seen[0].place
        )
        yield Held(Verdict.UNCLAIMED, says, "names-without-right", asset.id)
    if named:
        yield from _not_named(asset, register, met, named)


def _not_named(asset: Asset, register: Register, met: set[str], named: Sequence[_Named]) -> Iterator[Held]:
    for right in asset.rights:
        if right.right not in _AUTHORS or right.holder in met or register.is_group(right.holder):
            continue
        says = sighted(
            right,
            "holder",
            named[0].seen,
            asset=asset.shown_name,
            holder=register.name(right.holder),
            names=[one.holder.name for one in named[:_MOST]],
        )
        yield Held(Verdict.MISSING, says, "holder-not-named", asset.id, Column.RIGHTS)


def _named(asset: Asset, covered: Covered) -> list[_Named]:
    """Who the notices in the files of a row name, and, for the row of what the repository is about, its licence."""
    ground = covered.ground
    licences = ground.licences
    places: dict[str, list[Seen]] = {}
    notices: list[tuple[str, Notice]] = []
    for one in covered.own(asset):
        path = one.path
        if one.origin is not Origin.OWN or not citable(path) or licences.foreign.covers(path):
            continue
        for name, seen in _names_of(path, covered):
            notices.append((path, Notice(name, seen.line or 1)))
            places.setdefault(name, []).append(ground.seen(seen))
    holders = gather(notices, licences.stewards)
    if asset.kind is not None and str(asset.kind) == str(licences.main):
        said = {one.name for one in holders}
        for holder in ground.holders:
            if holder.in_licence and holder.name not in said:
                holders.append(holder)
                places[holder.name] = [ground.seen(one) for one in holder.seen]
    least = max(sum(one.files for one in holders) / _WEIGHT, 1)
    return [
        _Named(one, tuple(dict.fromkeys(places[one.name]))[:3], one.in_licence or one.files >= least)
        for one in holders
        if places.get(one.name)
    ]


def _names_of(path: str, covered: Covered) -> Iterator[tuple[str, Seen]]:
    reading = covered.ground.reading
    entries = reading.annotations.of(path) if reading.annotations else []
    for entry in entries:
        for name in entry.names:
            yield name, entry.seen
    if any(entry.precedence == "override" for entry in entries):
        return  # what stands in the file is not about the file
    beside = reading.sidecars.get(path)
    for where in (path, beside) if beside else (path,):
        says = reading.says.get(where)
        for name, line in says.names if says else ():
            yield name, Seen(where, line, "copyright-notice", Sure.MEDIUM)


_LEAST_SHARE = 0.1
_LEAST_COMMITS = 20


def _of_history(assets: Assets, cover: Cover, register: Register) -> Iterator[Held]:
    rights = [right for one in assets.assets if one.kind is not Kind.SIGN for right in one.rights]
    if not rights:
        return
    ids = {right.holder for right in rights}
    by_others = any(right.basis in _BY_OTHERS for right in rights)
    for covered in cover.each:
        history = covered.ground.history if covered.claimed else None
        for one in history.top_organisations if history else ():
            # one person alone at a domain may well own it
            if one.name is None or one.people < 2 or one.share < _LEAST_SHARE or one.commits < _LEAST_COMMITS:
                continue
            parties = register.of_domain(one.name)
            if set(parties) & ids or (parties and by_others):
                continue
            says = unclaimed_at(
                assets, "assets", one.name, (), domain=one.name, share=Share(Decimal(str(round(one.share, 3))))
            )
            yield Held(Verdict.UNCLAIMED, says, "organisation-without-right")


@rule(
    "REC010",
    "holder-without-right",
    title=N_("Notices name a holder who is in no right of the table"),
    says=N_("{place} names {name}, and no right on “{asset}” is said to be theirs."),
    why=N_("Only whoever holds the rights can give them: a holder who was forgotten can stop the distribution later."),
    fix=N_("Add {name} to the rights on “{asset}” with the basis, or declare what they made as a third-party part."),
    source=N_("L.122-4 CPI"),
    error_from=Stage.OPENING,
    counsel=True,
)
def holder_without_right(held_holders: tuple[Held, ...]) -> Iterable[Sighting]:
    """Names of the project's own notices, of some weight, that are no holder of the row."""
    return reported(held_holders, "holder-without-right")


@rule(
    "REC011",
    "names-without-right",
    title=N_("Some notices name people who are in no right of the table"),
    says=N_("Notices in “{asset}” name {names}, and no right is theirs. Names in all: {count}, the first at {place}."),
    why=N_("Each may hold rights on what they wrote. A group of contributors can stand in the table for all of them."),
    fix=N_("Find out how their work came in: a party of the nature group, a third-party part, or an assignment."),
    source=_SOURCE,
    before=Severity.NOTE,
)
def names_without_right(held_holders: tuple[Held, ...]) -> Iterable[Sighting]:
    """Names that occur too seldom to be told one by one."""
    return reported(held_holders, "names-without-right")


@rule(
    "REC012",
    "holder-not-named",
    title=N_("A holder in the table is named by no notice"),
    says=N_("{holder} is said to hold a right on “{asset}”; the notices there name {names}."),
    why=N_("Reusers must name the holders as the notices do; a right that no notice shows is easily forgotten."),
    fix=N_("Add the holder to the notices, or correct the table."),
    source=_SOURCE,
    before=Severity.NOTE,
)
def holder_not_named(held_holders: tuple[Held, ...]) -> Iterable[Sighting]:
    """Holders of authors' rights whom no notice names where others are named."""
    return reported(held_holders, "holder-not-named")


@rule(
    "REC013",
    "organisation-without-right",
    title=N_("An organisation did part of the work and is in no right of the table"),
    says=N_("People with addresses at {domain} made {share} of the commits, and no right is said to be theirs."),
    why=N_(
        "What employees make belongs to their employer, as a rule: an organisation behind a part of the history may"
        " hold rights on it."
    ),
    fix=N_("Find out who they are: a holder to be added, a provider whose contract assigns the rights, contributors."),
    source=N_("L.113-9, L.131-3-1 CPI"),
    counsel=True,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def organisation_without_right(held_holders: tuple[Held, ...]) -> Iterable[Sighting]:
    """Domains with a tenth of the commits that no holder bears."""
    return reported(held_holders, "organisation-without-right")
