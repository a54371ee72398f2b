"""The dossier held against its repositories: every comparison, and from them the state of each cell of the IP table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import ModuleType
from typing import TYPE_CHECKING

from communkit.audit import (
    cover,
    reconciliation_of_files,
    reconciliation_of_holders,
    reconciliation_of_licences,
    reconciliation_of_papers,
    reconciliation_of_parts,
)
from communkit.audit.grounds import Grounds, grounds_of
from communkit.audit.held import COLUMNS, Column, Held, Verdict
from communkit.marked import N_
from communkit.model.loading import Dossier
from communkit.model.row import WHOLE_ROW
from communkit.rules.provider import Missing, Supplies, providers_in
from communkit.steps.assets.model import Asset, Assets
from communkit.steps.project import Project
from communkit.steps.vocabulary import Kind

if TYPE_CHECKING:
    from communkit.repository.survey import Survey

__all__ = [
    "COLUMNS",
    "STATES",
    "Cell",
    "CellState",
    "Column",
    "Grounds",
    "HeatMap",
    "Held",
    "Verdict",
    "cells",
    "grounds_of_dossier",
    "heat_map",
    "held_against",
]

MODULES: tuple[ModuleType, ...] = (
    cover,
    reconciliation_of_files,
    reconciliation_of_holders,
    reconciliation_of_licences,
    reconciliation_of_papers,
    reconciliation_of_parts,
)
ASPECTS = (
    "held_files",
    "held_repositories",
    "held_holders",
    "held_licences",
    "held_parts",
    "held_contributions",
    "held_documents",
)


def grounds_of_dossier(dossier: Dossier, *surveys: Survey) -> Grounds | None:
    """The repositories of a dossier; `surveys` are those that were read already. None where there is none."""
    loaded = dossier.documents.get("project")
    project = loaded.claims if loaded and isinstance(loaded.claims, Project) else None
    return grounds_of(dossier.root, dossier.folder, project, surveys)


def held_against(dossier: Dossier, grounds: Grounds | None, today: date) -> tuple[Held, ...]:
    """Every comparison of the confirmed claims of `dossier` with `grounds`: agreements too.

    Empty without repositories; an aspect whose documents are absent or unreadable is left out.
    """
    if grounds is None:
        return ()
    supplies = Supplies({**dossier.models(), "grounds": grounds, "today": today}, providers_in(MODULES))
    found: list[Held] = []
    for name in ASPECTS:
        try:
            held = supplies[name]
        except Missing:
            continue
        found += held if isinstance(held, tuple) else ()
    return tuple(found)


# Cells


class CellState(StrEnum):
    """How a cell of the table stands."""

    NOT_APPLICABLE = "not-applicable"
    UNANSWERED = "unanswered"
    CLAIMED = "claimed"
    VERIFIED = "verified"
    CONTRADICTED = "contradicted"


STATES = {
    CellState.CONTRADICTED: N_("contradicted by the repository"),
    CellState.UNANSWERED: N_("unanswered or only proposed"),
    CellState.CLAIMED: N_("claimed; the repository says nothing of it"),
    CellState.VERIFIED: N_("claimed and found"),
    CellState.NOT_APPLICABLE: N_("does not apply"),
}
"""The states with their words, the one that wants attention first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: of the row `asset` (None: a kind without any row), in `column`; `held` is what decided it."""

    kind: Kind
    asset: str | None
    column: Column
    state: CellState
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The IP table as states: `rows` holds one state a column for each of the six kinds, `cells` those of each asset.

    A kind of several assets shows the state that wants attention most.
    """

    rows: dict[Kind, dict[Column, CellState]]
    cells: tuple[Cell, ...]

    def count(self, state: CellState) -> int:
        """How many of the thirty cells are in `state`."""
        return sum(one is state for row in self.rows.values() for one in row.values())


def cells(written: Assets, claims: Assets, held: Iterable[Held]) -> tuple[Cell, ...]:
    """The cells of every asset, as written, in the order of the table; a kind without any has five cells of its own.

    Only what is confirmed (`claims`) counts as claimed. Something contradicted or unclaimed in a cell makes it
    contradicted; else something verified, where nothing that was claimed beside it is missing, makes it verified.
    """
    about: dict[tuple[str, Column], list[Held]] = {}
    of_kinds: list[Held] = []
    for one in held:
        if one.asset is not None and one.column is not None:
            about.setdefault((one.asset, one.column), []).append(one)
        elif one.rule == "kind-denied":
            of_kinds.append(one)
    confirmed = {one.id: one for one in claims.assets}
    found: list[Cell] = []
    for kind in Kind:
        assets = written.of_kind(kind)
        for asset in assets:
            for column in Column:
                known = tuple(about.get((asset.id, column), ()))
                found.append(Cell(kind, asset.id, column, _state(confirmed.get(asset.id), column, known), known))
        if not assets:
            against = tuple(one for one in of_kinds if _is_about(one, kind))
            state = CellState.NOT_APPLICABLE if _noted(claims, kind) else CellState.UNANSWERED
            state = CellState.CONTRADICTED if against else state
            found += (Cell(kind, None, column, state, against) for column in Column)
    return tuple(found)


def _is_about(held: Held, kind: Kind) -> bool:
    said = held.sighting.params.get("kind")
    return getattr(said, "template", None) == kind.label


def _noted(claims: Assets, kind: Kind) -> bool:
    return bool({str(kind), "assets", WHOLE_ROW} & claims.not_applicable.keys())


_FIELDS: dict[Column, tuple[str, ...]] = {
    Column.RESOURCE: ("kind", "paths"),
    Column.DESCRIPTION: ("description",),
    Column.RIGHTS: ("rights",),
    Column.LICENCE: ("planned_licence", "current_licence"),
    Column.CONTRIBUTIONS: ("contributions",),
}


def _state(asset: Asset | None, column: Column, held: Sequence[Held]) -> CellState:
    if asset is None:
        return CellState.UNANSWERED
    answered = _is_answered(asset, column)
    if answered is not True:
        return answered or CellState.UNANSWERED
    verdicts = {one.verdict for one in held}
    if verdicts & {Verdict.CONTRADICTED, Verdict.UNCLAIMED}:
        return CellState.CONTRADICTED
    if Verdict.VERIFIED in verdicts and Verdict.MISSING not in verdicts:
        return CellState.VERIFIED
    return CellState.CLAIMED


def _is_answered(asset: Asset, column: Column) -> bool | CellState:
    """Whether a cell is answered; NOT_APPLICABLE where a note says so."""
    fields = _FIELDS[column]
    if asset.kind is Kind.SIGN:
        fields = {Column.RESOURCE: ("kind",), Column.LICENCE: ("usage_policy",)}.get(column, fields)
    given = [bool(getattr(asset, name)) for name in fields]
    if all(asset.is_noted(asset.not_applicable, name) for name in fields):
        return CellState.NOT_APPLICABLE
    return any(given) if column is Column.LICENCE else all(given)


def heat_map(dossier: Dossier, evidence: Iterable[Held] | None = None, without: Collection[str] = ()) -> HeatMap | None:
    """The IP table of `dossier` as states, held against `evidence` (what `held_against` gives; None: nothing was read).

    The assets `without` are left out: a kind that has no others is unanswered.

    Six kinds × five columns, plain values: a terminal prints it, a deliverable draws it. None where there is no table
    or it cannot be read.
    """
    loaded = dossier.documents.get("assets")
    if loaded is None or not isinstance(loaded.written, Assets) or not isinstance(loaded.claims, Assets):
        return None
    found = tuple(one for one in cells(loaded.written, loaded.claims, evidence or ()) if one.asset not in without)
    order = list(STATES)
    rows = {
        kind: {
            column: min(
                (one.state for one in found if one.kind is kind and one.column is column),
                key=order.index,
                default=CellState.UNANSWERED,
            )
            for column in Column
        }
        for kind in Kind
    }
    return HeatMap(rows, found)
