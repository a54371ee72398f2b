"""Licences that are claimed, against those that are found: `REC020` to `REC023`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communkit.audit.cover import Cover, Covered
from communkit.audit.held import Column, Held, Verdict, reported, sighted
from communkit.licences.compatibility import compatible, is_data
from communkit.licences.expressions import Expression, ExpressionError, parse
from communkit.licences.fitness import fit_expression
from communkit.marked import N_
from communkit.repository.facts import Seen, citable
from communkit.repository.statements import agree
from communkit.rules import Severity, Sighting, Stage, provider, rule
from communkit.steps.assets.model import Asset, Assets
from communkit.steps.project import Project
from communkit.steps.project.model import StageWord
from communkit.steps.vocabulary import ContentType, Kind

_SOURCE = N_("communkit, claims held against the repository")
_MOST = 3


@dataclass(frozen=True, slots=True)
class Stated:
    """The licence that a repository states of one row, and where."""

    expression: str
    seen: tuple[Seen, ...]


def stated_of(asset: Asset, covered: Covered) -> Stated | None:
    """The licence of a row, as the nearest statement has it: its files, its part, its module, the whole."""
    ground = covered.ground
    reading, licences = ground.reading, ground.licences
    files = [one for one in covered.own(asset) if not licences.foreign.covers(one.path)]
    paths = [one.path for one in files if not one.legal]
    if not paths:
        return None
    counts: dict[str, list[Seen]] = {}
    for path in paths:
        said = reading.of_files.get(path)
        if said is not None and path not in reading.aside:
            counts.setdefault(said.expression, []).append(said.seen)
    told = sum(len(seen) for seen in counts.values())
    if told * 2 >= len(paths):
        expression, seen = max(counts.items(), key=lambda one: (len(one[1]), one[0]))
        if len(seen) * 2 >= told:
            return stated_at(expression, seen, covered)
    for part in licences.parts:
        inside = part.where and all(path.startswith(part.where) for path in paths)
        of_kind = not part.where and part.kind is not None and str(part.kind) == str(asset.kind)
        if inside or of_kind:
            return stated_at(part.expression, part.evidence, covered)
    for module, (expression, one) in licences.by_module.items():
        if module and all(path.startswith(f"{module}/") for path in paths):
            return stated_at(expression, [one], covered)
    weighed = licences.weighed
    if weighed.expression is None or not _is_covered(asset, str(licences.main)):
        return None
    return stated_at(weighed.expression, weighed.evidence, covered)


def stated_at(expression: str, seen: Iterable[Seen], covered: Covered) -> Stated:
    """A statement with its first places, called from the dossier's folder."""
    return Stated(expression, tuple(dict.fromkeys(covered.ground.seen(one) for one in seen))[:_MOST])


def _is_covered(asset: Asset, main: str) -> bool:
    """Whether the licence of the whole covers a row; fonts, images and models mostly come with their own."""
    if str(asset.kind) == main or asset.kind in (Kind.CODE, Kind.DOCUMENTATION, Kind.DATABASE, Kind.HARDWARE):
        return True
    return asset.kind is Kind.CONTENT and asset.content_type is ContentType.TEXT


@provider
def held_licences(project: Project, assets: Assets, cover: Cover) -> tuple[Held, ...]:
    """Licences of rows against those of their files, and what stands among these under others."""
    found: list[Held] = []
    for asset in assets.assets:
        if asset.kind is Kind.SIGN or (asset.current_licence is None and asset.planned_licence is None):
            continue
        for covered in cover.of(asset):
            found += _current(asset, covered)
            if project.stage is StageWord.RUNNING:
                found += _planned(asset, covered)
            found += _absorbed(asset, covered)
    return tuple(found)


def _current(asset: Asset, covered: Covered) -> Iterator[Held]:
    claimed = asset.current_licence
    if claimed is None:
        return
    stated = stated_of(asset, covered)
    if stated is None:
        files = [Seen(covered.ground.named(path)) for path in covered.of(asset)[:1] if citable(path)]
        says = sighted(asset, "current_licence", files, asset=asset.shown_name, licence=str(claimed))
        yield Held(Verdict.MISSING, says, "licence-not-said", asset.id, Column.LICENCE)
    elif agree(stated.expression, str(claimed)):
        says = sighted(asset, "current_licence", stated.seen)
        yield Held(Verdict.VERIFIED, says, "", asset.id, Column.LICENCE)
    else:
        yield Held(
            Verdict.CONTRADICTED,
            sighted(
                asset,
                "current_licence",
                stated.seen,
                asset=asset.shown_name,
                licence=str(claimed),
                found=stated.expression,
                place=place_of(stated),
            ),
            "licence-differs",
            asset.id,
            Column.LICENCE,
        )


def place_of(stated: Stated) -> str:
    """Where it stands, as a sentence says it."""
    return stated.seen[0].place if stated.seen else "–"


def _planned(asset: Asset, covered: Covered) -> Iterator[Held]:
    planned, stated = asset.planned_licence, stated_of(asset, covered)
    if planned is None or stated is None:
        return
    if agree(stated.expression, str(planned)):
        yield Held(Verdict.VERIFIED, sighted(asset, "planned_licence", stated.seen), "", asset.id, Column.LICENCE)
    else:
        says = sighted(
            asset,
            "planned_licence",
            stated.seen,
            asset=asset.shown_name,
            licence=str(planned),
            found=stated.expression,
            place=place_of(stated),
        )
        yield Held(Verdict.CONTRADICTED, says, "planned-not-applied", asset.id, Column.LICENCE)


def _absorbed(asset: Asset, covered: Covered) -> Iterator[Held]:
    """Licences among the files of a row that the one it goes out under cannot take in; declared parts aside."""
    outbound = asset.licence
    if outbound is None:
        return
    reading = covered.ground.reading
    places: dict[str, list[Seen]] = {}
    for path in covered.of(asset):
        said = reading.of_files.get(path)
        if said is not None and path not in reading.aside and citable(path):
            places.setdefault(said.expression, []).append(said.seen)
    for text in reading.texts:
        if text.expression and covered.owner.get(text.path) is asset and covered.part_of(text.path) is None:
            places.setdefault(text.expression, []).append(text.seen)
    for expression, seen in sorted(places.items()):
        inbound = _parsed(expression)
        current = asset.current_licence
        if inbound is None or agree(expression, str(outbound)) or (current and agree(expression, str(current))):
            continue
        answer = compatible(inbound, outbound, _use(asset, inbound))
        if answer.answer == "no":
            shown = [covered.ground.seen(one) for one in seen[:_MOST]]
            says = sighted(
                asset,
                "planned_licence" if asset.planned_licence else "current_licence",
                shown,
                asset=asset.shown_name,
                inbound=expression,
                outbound=str(outbound),
                place=shown[0].place,
                reason=answer.reason,
            )
            yield Held(Verdict.CONTRADICTED, says, "licence-not-absorbed", asset.id, Column.LICENCE)


def _use(asset: Asset, inbound: Expression) -> str:
    """How what came in is used: data and fonts stand beside code, code is linked with it, the rest is taken in."""
    if asset.kind is not Kind.CODE:
        return "include"
    font = fit_expression(inbound, "content", "font").verdict == "made-for"
    return "aggregate" if is_data(inbound) or font else "link"


def _parsed(text: str) -> Expression | None:
    try:
        return parse(text)
    except ExpressionError:
        return None


@rule(
    "REC020",
    "licence-differs",
    title=N_("The repository names another licence than the table"),
    says=N_("“{asset}” is said to be published under {licence}; {place} says {found}."),
    why=N_("What stands in the repository is what others received: the table is then wrong, or the repository is."),
    fix=N_("Correct whichever of the two is wrong; only the holders can change what the repository grants."),
    source=_SOURCE,
    error_from=Stage.OPENING,
)
def licence_differs(held_licences: tuple[Held, ...]) -> Iterable[Sighting]:
    """Current licences that are not those of the files, the part or the whole."""
    return reported(held_licences, "licence-differs")


@rule(
    "REC021",
    "licence-not-said",
    title=N_("The licence in the table stands nowhere in the repository"),
    says=N_("“{asset}” is said to be published under {licence}; nothing in the repository names a licence for it."),
    why=N_("A licence that nobody is told of is granted to nobody: without it, all rights are reserved."),
    fix=N_("Put the text of {licence} beside these files and name it, or take the current licence out of the table."),
    source=N_("Berne Convention, art. 5.2; L.122-4 CPI: what is not granted is reserved"),
    counsel=True,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def licence_not_said(held_licences: tuple[Held, ...]) -> Iterable[Sighting]:
    """Current licences of which the repository says nothing."""
    return reported(held_licences, "licence-not-said")


@rule(
    "REC022",
    "planned-not-applied",
    title=N_("The project runs, and its planned licence is not in the repository"),
    says=N_("“{asset}” was to go out under {licence}; {place} still says {found}."),
    why=N_("People use what is there under what it says: a decision that was not carried out binds nobody."),
    fix=N_("Bring licence files, manifests and headers to {licence} with the holders' agreement, or change the plan."),
    source=_SOURCE,
)
def planned_not_applied(held_licences: tuple[Held, ...]) -> Iterable[Sighting]:
    """Planned licences of running projects that are not those of the files."""
    return reported(held_licences, "planned-not-applied")


@rule(
    "REC023",
    "licence-not-absorbed",
    title=N_("Something in the repository cannot go out under the planned licence"),
    says=N_(
        "{place} is under {inbound}, and “{asset}” is to go out under {outbound}, which cannot take it in. {reason}"
    ),
    why=N_("What others made goes out under their conditions. If the two licences contradict each other, both fail."),
    fix=N_("Replace it, ship it apart as a third-party part, or choose a licence that takes it in."),
    source=N_("OSADL licence compatibility matrix; the licences' own clauses"),
    error_from=Stage.OPENING,
    counsel=True,
)
def licence_not_absorbed(held_licences: tuple[Held, ...]) -> Iterable[Sighting]:
    """Licences in the files of a row that are known not to go into the one it goes out under."""
    return reported(held_licences, "licence-not-absorbed")
