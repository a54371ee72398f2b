"""What a repository shows and a dossier does not say yet, as proposals: each with its edits and its evidence.

A proposal is made once. Its key names what is proposed, value included, and goes into a list beside the documents
(`MEMORY`): what was confirmed, refused or still waits is not proposed again, and what changed since is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communkit.audit.cover import Cover
from communkit.audit.grounds import Ground, Grounds
from communkit.audit.held import Held
from communkit.audit.proposals import Answers, Values, proposals
from communkit.audit.reconciliation import MODULES
from communkit.audit.reconciliation_of_licences import stated_of
from communkit.documents.edit_types import AppendRow, Edit, SetValue
from communkit.marked import N_, Message
from communkit.model.loading import Dossier
from communkit.model.row import WHOLE_ROW
from communkit.model.types import slug_of
from communkit.repository.facts import Seen, citable
from communkit.repository.glance import glance_of
from communkit.repository.holders import key_of
from communkit.rules import Mention
from communkit.rules.provider import Supplies, providers_in
from communkit.steps.assets.model import Asset, Assets, Mode, RightKind
from communkit.steps.project import Project
from communkit.steps.vocabulary import Kind

MEMORY = "scanned.txt"
"""The list of what was proposed, in the dossier's folder: one key a line."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal: its key, a line that says it, the edits by step that write it down, and what bears it out.

    `field` is the row and the field that it fills, None where it adds a row, which says itself that it is proposed.
    """

    key: str
    says: Message
    edits: Mapping[str, Sequence[Edit]]
    seen: tuple[str, ...] = ()
    field: tuple[Asset, str] | None = None


def edits_of(chosen: Iterable[Proposal], step: str) -> list[Edit]:
    """What writes the `chosen` proposals into the document of `step`; fields are noted as proposed, once a row."""
    edits: list[Edit] = []
    fields: dict[tuple[str | int, ...], list[str]] = {}
    for one in chosen:
        edits += one.edits.get(step, ())
        if one.field is not None and step == "assets":
            asset, name = one.field
            fields.setdefault(asset.address.path, list(asset.proposed)).append(name)
    return [*edits, *(SetValue((*path, "proposed"), names) for path, names in fields.items())]


def scan(dossier: Dossier, grounds: Grounds | None, today: date, known: Iterable[str] = ()) -> list[Proposal]:
    """What could be added to the table of `dossier`, in its order; nothing that it says or proposes already.

    `known` are the keys of proposals that were made before. Empty where the table or the project cannot be read.
    """
    written = {name: loaded.written for name, loaded in dossier.documents.items()}
    assets, project = written.get("assets"), written.get("project")
    if grounds is None or grounds.first is None or not isinstance(assets, Assets) or not isinstance(project, Project):
        return []
    given = {"assets": assets, "project": project, "grounds": grounds, "today": today, "documents_as_written": []}
    supplies = Supplies(given, providers_in(MODULES))
    cover = supplies["cover"]
    if not isinstance(cover, Cover):
        return []
    found = [
        *_rows(assets, project, grounds.first, cover),
        *_rights(assets, project, _held(supplies, "held_holders")),
        *_licences(assets, cover),
        *_modes(assets, cover),
        *_parts(assets, _held(supplies, "held_parts")),
    ]
    before = frozenset(known)
    return [one for one in {one.key: one for one in found}.values() if one.key not in before]


def _held(supplies: Supplies, name: str) -> tuple[Held, ...]:
    held = supplies[name]
    return held if isinstance(held, tuple) else ()


def _evidence(seen: Iterable[Seen]) -> list[Values]:
    return [
        {
            "path": one.path,
            **({"line": one.line} if one.line else {}),
            "method": one.method,
            "confidence": str(one.sure),
        }
        for one in [one for one in seen if citable(one.path)][:3]
    ]


def _mentioned(mentions: Iterable[Mention]) -> tuple[list[Values], tuple[str, ...]]:
    kept = [one for one in mentions if one.path][:3]
    rows = [{"path": one.path, **({"line": one.line} if one.line else {})} for one in kept]
    return rows, tuple(f"{one.path}:{one.line}" if one.line else str(one.path) for one in kept)


def _rows(assets: Assets, project: Project, ground: Ground, cover: Cover) -> Iterator[Proposal]:
    """Kinds of things in the repository of which the table has no row."""
    said = Answers(name=str(project.name) if project.name else None)
    told = proposals(glance_of(ground.reading), said)["assets"].get("assets", [])
    taken = {one.id for one in assets.assets}
    for row in told:
        if any(_is_alike(one, row) for one in assets.assets):
            continue
        if row["kind"] in assets.not_applicable or row["kind"] in assets.unknown:
            continue
        if "rights" in row:
            ids = {one.id for one in project.parties}
            row = {**row, "rights": [one for one in row["rights"] if one["holder"] in ids]}
        id = row["id"] if row["id"] not in taken else f"{row['id']}-{row['kind']}"
        row = {**row, "id": id}
        if _is_owned(row, cover, ground):
            continue
        seen = [f"{one['path']}" for one in row.get("evidence", {}).get(WHOLE_ROW, [])]
        kind = next(one for one in Kind if str(one) == row["kind"])
        says = Message(N_("a row of the kind {kind}: {name}"), {"kind": Message(kind.label), "name": row["name"]})
        yield Proposal(f"assets[{id}]", says, {"assets": [AppendRow(("assets",), row)]}, tuple(seen))


def _is_alike(asset: Asset, row: Values) -> bool:
    """Whether the table has a row of the kind (for contents: of the type) that is proposed."""
    same = asset.content_type is None or str(asset.content_type) == row.get("content_type")
    return str(asset.kind) == row["kind"] and same


def _is_owned(row: Values, cover: Cover, ground: Ground) -> bool:
    """Whether other rows have every file of a proposed one."""
    from communkit.audit.globs import glob

    globs = [glob(pattern) for pattern in row.get("paths", ())]
    paths = {path for one in globs for path in one.among(ground.paths)}
    owned = {path for covered in cover.each if covered.ground is ground for path in covered.owner}
    return bool(paths) and paths <= owned


def _rights(assets: Assets, project: Project, held: Iterable[Held]) -> Iterator[Proposal]:
    """Holders whom notices name, as parties where they are new, and their right on the row."""
    rows = {one.id: one for one in assets.assets}
    added: dict[str, str] = {}
    for one in held:
        if one.rule != "holder-without-right" or one.asset is None:
            continue
        asset, name = rows[one.asset], str(one.sighting.params["name"])
        evidence, places = _mentioned(one.sighting.evidence)
        known = next((party.id for party in project.parties if _is(party.id, str(party.name), name)), None)
        id = known or added.get(key_of(name)) or _new_id(name, [*(p.id for p in project.parties), *added.values()])
        edits: dict[str, Sequence[Edit]] = {}
        if known is None and key_of(name) not in added:
            party = {"id": id, "name": name, "evidence": {WHOLE_ROW: evidence}, "proposed": [WHOLE_ROW]}
            edits["project"] = [AppendRow(("parties",), party)]
        added.setdefault(key_of(name), id)
        right = RightKind.SOFTWARE if asset.kind is Kind.CODE else RightKind.COPYRIGHT
        row = {"right": str(right), "holder": id, "evidence": {WHOLE_ROW: evidence}, "proposed": [WHOLE_ROW]}
        edits["assets"] = [AppendRow((*asset.address.path, "rights"), row)]
        says = Message(N_("{name} as a holder of rights on “{asset}”"), {"name": name, "asset": asset.shown_name})
        yield Proposal(f"{asset.address.text}.rights[{id}/{right}]", says, edits, places)


def _is(id: str, called: str, name: str) -> bool:
    return key_of(called) == key_of(name) or id == slug_of(name)


def _new_id(name: str, taken: Sequence[str]) -> str:
    base = (slug_of(name) or "party")[:56].strip("-")
    return base if base not in taken else f"{base}-{len(taken)}"


def _set(asset: Asset, name: str, value: object, seen: Iterable[Seen]) -> list[Edit]:
    """The edits that write a value for a field of a row, with its evidence."""
    path = asset.address.path
    edits: list[Edit] = [SetValue((*path, name), value, ("evidence", "proposed"))]
    evidence = _evidence(seen)
    if evidence:
        edits.append(SetValue((*path, "evidence", name), evidence, ("proposed",)))
    return edits


def _is_open(asset: Asset, name: str) -> bool:
    """Whether something can be proposed for a field: a row that waits to be confirmed comes first, whole."""
    noted = asset.is_noted(asset.not_applicable, name) or asset.is_noted(asset.unknown, name)
    return getattr(asset, name) is None and not noted and WHOLE_ROW not in asset.proposed


def _licences(assets: Assets, cover: Cover) -> Iterator[Proposal]:
    """The licence that the files of a row state, where the table has none."""
    for asset in assets.assets:
        if asset.kind is Kind.SIGN or not _is_open(asset, "current_licence"):
            continue
        stated = next((one for covered in cover.of(asset) if (one := stated_of(asset, covered))), None)
        if stated is None:
            continue
        edits = _set(asset, "current_licence", stated.expression, stated.seen)
        says = Message(
            N_("{licence} as the current licence of “{asset}”"),
            {"licence": stated.expression, "asset": asset.shown_name},
        )
        key = f"{asset.address.text}.current_licence = {stated.expression}"
        places = tuple(one.place for one in stated.seen)
        yield Proposal(key, says, {"assets": edits}, places, (asset, "current_licence"))


def _modes(assets: Assets, cover: Cover) -> Iterator[Proposal]:
    """How contributions come in, as the repository asks for it."""
    for asset in assets.assets:
        ground = cover.home(asset)
        if ground is None or asset.kind is Kind.SIGN or not _is_open(asset, "contributions"):
            continue
        mode, seen = _mode(ground)
        if mode is None:
            continue
        places = tuple(ground.seen(one) for one in seen)
        value = {"mode": str(mode)} | ({"document": places[0].path} if places else {})
        says = Message(
            N_("{mode} as the way in which contributions to “{asset}” come in"),
            {"mode": str(mode), "asset": asset.shown_name},
        )
        edits = _set(asset, "contributions", value, places)
        key = f"{asset.address.text}.contributions.mode = {mode}"
        yield Proposal(key, says, {"assets": edits}, tuple(one.place for one in places), (asset, "contributions"))


def _mode(ground: Ground) -> tuple[Mode | None, tuple[Seen, ...]]:
    said = ground.contributions
    if said.agreement.asked.required:
        mode = Mode.ASSIGNMENT if said.agreement.kind == "assignment" else Mode.CLA
        return mode, said.agreement.asked.seen
    if said.dco.required:
        return Mode.DCO, said.dco.seen
    if said.inbound_is_outbound(ground.licences.weighed.expression):
        return Mode.INBOUND_OUTBOUND, tuple(one.seen for one in said.inbound)
    return None, ()


def _parts(assets: Assets, held: Iterable[Held]) -> Iterator[Proposal]:
    """Third-party parts that no row declares, in the row whose files they stand among, else in the first of code."""
    rows = {one.id: one for one in assets.assets}
    home = next((one for one in assets.assets if one.kind is Kind.CODE), None)
    for one in held:
        asset = rows.get(one.asset or "", home)
        if one.rule != "part-undeclared" or asset is None:
            continue
        part, licence = str(one.sighting.params["part"]), one.sighting.params["licence"]
        name = part.rstrip("/").rpartition("/")[2]
        if any(other.name == name for other in asset.third_party):
            continue
        evidence, places = _mentioned(one.sighting.evidence)
        row: Values = {"name": name}
        if isinstance(licence, str):
            row["licence"] = licence
        row |= {
            "paths": [f"{part}**" if part.endswith("/") else part],
            "evidence": {WHOLE_ROW: evidence},
            "proposed": [WHOLE_ROW],
        }
        says = Message(N_("{part} as a third-party part of “{asset}”"), {"part": part, "asset": asset.shown_name})
        edits: Sequence[Edit] = [AppendRow((*asset.address.path, "third_party"), row)]
        yield Proposal(f"{asset.address.text}.third_party[{name}]", says, {"assets": edits}, places)
