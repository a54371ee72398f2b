"""`status`: the board, on any screen, and the one next thing to do."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from commands.desk import EXAMPLE, TODAY, ask, repository, tree
from communkit.audit.board import progress
from communkit.marked import Message
from communkit.model.row import bind
from communkit.report.board import BEGUN, Board, Line, Next, as_data, render
from communkit.report.screen import cells
from communkit.rules import Severity
from communkit.steps.assets.model import Assets
from communkit.words import words_in

BASE = Path(__file__).parents[1] / "documents" / "base"
BOARD = Board(
    name="Carte des lieux",
    stage="preparing",
    version="0.3.0",
    status=Message("draft"),
    lines=(
        Line("project", "Project", "project.yaml", BEGUN, None, 9, 0, 9),
        Line("need", "Need", "need.yaml", "absent", 1),
        Line(
            "assets",
            "Assets and licences",
            "assets.yaml",
            BEGUN,
            3,
            61,
            2,
            100,
            ((Severity.NOTE, 1), (Severity.WARNING, 0), (Severity.ERROR, 2)),
            Message("{count} error", plural="{count} errors", count=2),
            Severity.ERROR,
        ),
        Line("costs", "Means", "costs.yaml", "unreadable", 6),
    ),
    next=Next("communkit assets", Message("{party} holds a right without a contract.", {"party": "Studio"})),
    waived=1,
)

SHOWN = """\
Carte des lieux                                stage: preparing · v0.3.0 · draft

    Project              ██████████   100%   complete
  1 Need                 ░░░░░░░░░░      –   not begun
  3 Assets and licences  ██████░░░░    61%   ✗ 2 errors
  6 Means                ░░░░░░░░░░      –   ✗ cannot be read

2 errors, 1 note, 1 waived

Next: communkit assets   Studio holds a right without a contract."""


def test_the_board_as_text() -> None:
    assert render(BOARD, words_in("en"), width=80) == SHOWN


@pytest.mark.parametrize("width", [40, 63, 64, 80, 200])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_fits_the_screen(width: int, language: str) -> None:
    text = render(BOARD, words_in(language), width=width)
    assert max(cells(line) for line in text.splitlines()) <= width
    assert "communkit assets" in text


def test_colour_adds_nothing_but_colour() -> None:
    import re

    painted = render(BOARD, words_in("en"), width=80, colored=True)
    assert "\x1b[1;31m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == SHOWN


def test_the_board_as_data() -> None:
    data = as_data(BOARD, words_in("en"))
    assert data["schema"] == "communkit/status/1"
    assert data["summary"] == {"error": 2, "warning": 0, "note": 1, "waived": 1}
    assert data["next"] == {"command": "communkit assets", "why": "Studio holds a right without a contract."}
    assert data["steps"][2]["findings"] == {"error": 2, "warning": 0, "note": 1}


def test_a_step_without_needed_answers_is_done() -> None:
    share = Line("x", "X", "x.yaml", BEGUN).share
    assert share is not None
    assert share.value == Decimal(1)


def assets(**values: object) -> Assets:
    return bind(Assets.model_validate(values), "assets")


KINDS = ("code", "documentation", "database", "sign", "hardware", "content")


def test_the_six_rows_count_for_the_progress() -> None:
    empty = progress(assets())
    assert (empty.answered, empty.proposed, empty.total) == (0, 0, 7)
    reasons = progress(assets(not_applicable=dict.fromkeys(KINDS, "none")))
    assert (reasons.answered, reasons.total) == (6, 7)


def test_what_is_proposed_is_not_progress() -> None:
    proposed = progress(assets(assets=[{"id": "app", "kind": "code", "proposed": ["*"]}]))
    assert (proposed.answered, proposed.proposed) == (0, 1)
    confirmed = progress(assets(assets=[{"id": "app", "kind": "code"}]))
    assert confirmed.answered == 3
    assert confirmed.proposed == 0
    assert confirmed.total == proposed.total


def test_the_example_dossier_has_a_board() -> None:
    said = ask("-C", EXAMPLE, "--as-of", TODAY, "status", cells=80)
    assert said.code == 0
    assert "Carte des lieux" in said.out
    assert "Assets and licences" in said.out
    assert "Next: communkit " in said.out


def test_it_talks_the_language_of_the_dossier() -> None:
    said = ask("-C", EXAMPLE, "status", lang="")
    assert "Actifs et licences" in said.out


def test_json_is_json_and_nothing_is_written(tmp_path: Path) -> None:
    root = repository(tmp_path)
    before = tree(root)
    said = ask("-C", root, "status", "--format", "json")
    data = json.loads(said.out)
    assert {one["step"] for one in data["steps"]} >= {"project", "assets"}
    assert data["next"]["command"].startswith("communkit ")
    assert tree(root) == before


def test_a_document_that_cannot_be_read_comes_first(tmp_path: Path) -> None:
    said = ask("-C", repository(tmp_path, {"assets.yaml": "schema: assets/1\nassets: [\n"}), "status")
    assert said.code == 3
    assert "cannot be read" in said.out
    assert "Next: communkit check" in said.out


def test_what_nobody_has_said_of_the_project_comes_before_the_rest(tmp_path: Path) -> None:
    said = ask(
        "-C",
        repository(tmp_path, {"project.yaml": "schema: project/1\nname: A\nstage: idea\nproposed: [stage]\n"}),
        "status",
    )
    assert "stage: not said" in said.out
    assert "Next: communkit project" in said.out


def test_proposals_are_the_next_thing(tmp_path: Path) -> None:
    text = "schema: assets/1\nassets:\n  - {id: app, kind: code, proposed: ['*']}\n  - {id: doc, proposed: ['*']}\n"
    said = ask("-C", repository(tmp_path, {"assets.yaml": text}), "status")
    assert "2 proposals to confirm" in said.out
    assert "Next: communkit assets" in said.out


def test_a_step_that_has_no_document_has_not_begun(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / "commons" / "assets.yaml").unlink()
    said = ask("-C", root, "status")
    assert said.code == 0
    assert "not begun" in said.out


def test_without_a_dossier_there_is_nothing_to_show(tmp_path: Path) -> None:
    assert ask("-C", tmp_path, "status").code == 4


COMPLETE = """\
schema: assets/1
version: 0.1.0
status: draft
not_applicable: {documentation: n, database: n, sign: n, hardware: n, content: n}
assets:
  - id: app
    kind: code
    name: App
    description: x
    software_kind: business
    paths: [x]
    rights: [{right: software, holder: town, basis: public-agent}]
    planned_licence: MIT
    contributions: {mode: DCO, document: CONTRIBUTING.md}
"""


def test_missing_answers_are_no_errors_and_what_is_planned_is_not_asked_for(tmp_path: Path) -> None:
    text = COMPLETE.replace("    description: x\n", "").replace(
        "    contributions:", "    unknown: {contributions: ask}\n    x:"
    )
    text = text.replace("    x: {mode: DCO, document: CONTRIBUTING.md}\n", "")
    stage = {"project.yaml": PREPARING, "assets.yaml": text}
    said = ask("-C", repository(tmp_path, stage), "status")
    assert "1 missing answer" in said.out
    assert "error" not in said.out
    assert "Next: communkit need" in said.out, "what this stage asks for comes before what is left"


PREPARING = """\
schema: project/1
version: 0.1.0
status: draft
name: A project whose name leaves no room beside it
summary: x
jurisdiction: fr
stage: preparing
languages: [en]
repositories: [{id: app, path: ., visibility: public}]
parties: [{id: town, name: Town, nature: public}]
not_applicable: {conditions: none, opening: later}
"""


def test_what_can_be_read_is_named_once_it_is_worth_reading(tmp_path: Path) -> None:
    root = repository(tmp_path, {"project.yaml": PREPARING, "assets.yaml": COMPLETE})
    said = ask("-C", root, "--as-of", TODAY, "status", cells=90)
    assert "beside it  stage: preparing" in said.out
    assert "communkit render" in said.out


def test_a_warning_comes_once_everything_is_answered(tmp_path: Path) -> None:
    whole = {one.name: one.read_text(encoding="utf-8") for one in BASE.glob("*.yaml")}
    whole["assets.yaml"] = whole["assets.yaml"].replace(
        "planned_licence: AGPL-3.0-or-later", "planned_licence: GPL-2.0", 1
    )
    whole["project.yaml"] = whole["project.yaml"].replace("stage: opening", "stage: preparing")
    warned = ask("-C", repository(tmp_path, whole), "--as-of", TODAY, "status", cells=80)
    assert "Next: communkit explain AST037" in warned.out
    assert "To read what comes out of it: communkit render" in warned.out
    long = next(line for line in warned.out.split("\n") if "such as" in line or "1 warning" in line)
    assert "…" not in long, "a line of its own, rather than half a sentence"
