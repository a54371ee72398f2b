"""Whatever confirmed claim of a correct dossier is made false, what is found changes: claim by claim, none left out."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communkit.audit.reconciliation import CellState, Column
from communkit.documents import read_text
from communkit.rules import Finding
from communkit.steps.vocabulary import Kind
from reconciliation.making import ASSETS, PROJECT, judged, made, mapped

FALSE: dict[str, object] = {
    "paths": ["nowhere/**"],
    "kind": "hardware",
    "holder": "houille",
    "current_licence": "EUPL-1.2",
    "planned_licence": "EUPL-1.2",
    "mode": "CLA",
    "document": "docs/no-such-paper.md",
    "usage_policy": "docs/no-such-paper.md",
    "licence": "Apache-2.0",
    "path": "no/such/place",
    "line": 3000,
    "url": "https://git.example.org/somebody/else",
    "hardware": None,
    "content": None,
}
"""A false value for every field that a repository can speak of; None: the files are made to speak against it."""

SILENT = {
    "id": "a name of the dossier's own",
    "name": "what the team calls it",
    "description": "words",
    "right": "which right arises is a matter of law",
    "basis": "contracts and statutes are elsewhere",
    "sign_type": "a picture does not say whether it is registered",
    "nature": "a matter of law",
    "stage": "a decision",
    "jurisdiction": "a matter of law",
    "languages": "a decision",
    "schema": "the shape of the document",
}
"""Fields of which no repository can show that they are false, and why."""

_UNPLACED = {("assets", 3, "kind")}
"""The logo: a row of a sign without paths names no file that could be of another kind."""


def documents() -> dict[str, Any]:
    """The correct dossier as data, at the stage at which a planned licence has to be in place."""
    project = PROJECT.replace("stage: opening", "stage: running")
    return {name: read_text(text, Path(name)).data for name, text in (("project", project), ("assets", ASSETS))}


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all values; a list of plain values is one."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list) and any(isinstance(one, dict) for one in data):
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
    else:
        yield path


CLAIMS = [(name, path) for name, data in documents().items() for path in leaves(data)]
SPEAKING = [
    (name, path) for name, path in CLAIMS if path[-1] in FALSE and path not in _UNPLACED and "parties" not in path
]


def test_each_claim_is_falsified_or_said_to_be_silent() -> None:
    fields = {str(path[-1]) for _, path in CLAIMS}
    assert fields == (FALSE.keys() | SILENT.keys()) & fields
    assert not FALSE.keys() & SILENT.keys()
    assert len(SPEAKING) > 20


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("pair") / "carte")


def found_with(place: Path, data: dict[str, Any]) -> list[Finding]:
    """What is found once the dossier says `data`; JSON is YAML too."""
    for name, document in data.items():
        (place / "commons" / f"{name}.yaml").write_text(json.dumps(document), encoding="utf-8")
    return list(judged(place).findings)


@pytest.mark.parametrize(("name", "path"), SPEAKING, ids=lambda value: ".".join(map(str, value)))
def test_a_falsified_claim_is_found(name: str, path: tuple[str | int, ...], place: Path) -> None:
    data = documents()
    assert found_with(place, data) == []
    false = copy.deepcopy(data)
    row = false[name]
    for step in path[:-1]:
        row = row[step]
    extra = place / {"hardware": "board.kicad_pcb", "content": "img/atelier.jpg"}.get(str(path[-1]), "none")
    if FALSE[str(path[-1])] is None:
        extra.parent.mkdir(exist_ok=True)
        extra.write_text("", encoding="utf-8")
        from repository_room.making import run_git

        run_git(place, "add", "-A", "-f")
    else:
        row[path[-1]] = FALSE[str(path[-1])]
    try:
        assert found_with(place, false), f"{name}: {path} can be false, and nobody notices"
    finally:
        if extra.exists():
            extra.unlink()
            run_git(place, "add", "-A", "-f")


def test_what_is_only_proposed_is_not_judged(place: Path) -> None:
    data = documents()
    for asset in data["assets"]["assets"]:
        asset["proposed"] = ["*"]
        asset["current_licence"] = "EUPL-1.2"
        asset["paths"] = ["nowhere/**"]
    del data["assets"]["not_applicable"]
    assert {one.rule for one in found_with(place, data)} <= {"REC006"}  # signs are found, and nobody claims them


def test_the_cells_follow(place: Path) -> None:
    data = documents()
    found_with(place, data)
    code = mapped(place).rows[Kind.CODE]
    assert (code[Column.LICENCE], code[Column.DESCRIPTION]) == (CellState.VERIFIED, CellState.CLAIMED)
    assert mapped(place).rows[Kind.DOCUMENTATION][Column.CONTRIBUTIONS] is CellState.UNANSWERED
    assert mapped(place).rows[Kind.HARDWARE][Column.RIGHTS] is CellState.NOT_APPLICABLE
    data["assets"]["assets"][0]["current_licence"] = "EUPL-1.2"
    found_with(place, data)
    assert mapped(place).rows[Kind.CODE][Column.LICENCE] is CellState.CONTRADICTED
