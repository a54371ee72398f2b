"""`--show`: the step as it stands, at any width, with or without a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communkit.cli.app import App
from communkit.cli.interview.desk import Desk
from communkit.cli.interview.table import shown_sheet
from communkit.words import words_in
from house.processes import ROOT, communkit
from interview.typist import dossier

EXAMPLE = ROOT / "docs/examples/carte-des-lieux"

MIXED = """\
not_applicable: {hardware: none is made}
unknown: {sign: ask the board}
assets:
  - id: app
    kind: code
    name: "The app \\e[31m \\u202E"
    current_licence: MIT
    planned_licence: EUPL-1.2
    contributions: {mode: DCO}
    proposed: [planned_licence]
    unknown: {rights: ask the studio}
    evidence: {planned_licence: [{path: LICENSE, line: 1}]}
  - id: found
    kind: documentation
    proposed: ["*"]
"""


def show(folder: Path, step: str, width: int, monkeypatch: pytest.MonkeyPatch, language: str = "en") -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    app = App(words_in(language), language_asked=True, directory=folder)
    desk = Desk.open(app, step)
    return shown_sheet(desk.read(), app, desk.step)


@pytest.mark.parametrize("width", [40, 71, 72, 80, 100, 200])
@pytest.mark.parametrize("step", ["assets", "project"])
def test_it_fits_any_terminal(width: int, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show(EXAMPLE, step, width, monkeypatch, "fr")
    assert max(len(line) for line in shown.split("\n")) <= width
    letters = re.sub(r"[\W_]", "", shown)  # a narrow column breaks words
    expected = {
        "assets": ("Photographies", "aucun", "AGPL"),
        "project": ("Départementexemple", "collectivité"),
    }
    for part in expected[step]:
        assert part in letters


@pytest.mark.parametrize("width", [50, 100])
def test_each_state_has_its_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    dossier(tmp_path, MIXED)
    shown = " ".join(show(tmp_path, "assets", width, monkeypatch).split())
    for part in ("n/a none is made", "? ask the board", "? ask the studio", "◌ EUPL-1.2", "LICENSE:1", "– nothing yet"):
        assert part in shown or part.replace(" ", " Rights and holders: ", 1) in shown or _titled(part) in shown, part
    for meaning in (
        "○ answered",
        "◌ proposed, to be confirmed",
        "? not known yet",
        "– no answer",
        "n/a does not apply",
    ):
        assert meaning in shown


def _titled(part: str) -> str:
    """The same in a narrow table, where the title of the field stands before its value."""
    return part.replace("◌ ", "◌ Planned licence: ")


def test_a_strangers_text_commands_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier(tmp_path, MIXED)
    shown = show(tmp_path, "assets", 100, monkeypatch)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_step_without_a_document_is_shown_empty_and_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = dossier(tmp_path)
    shown = show(tmp_path, "assets", 80, monkeypatch)
    assert shown.count("nothing yet") == 6
    assert not path.exists()


def test_it_is_a_result_on_stdout_without_a_terminal() -> None:
    done = communkit("-C", str(EXAMPLE), "assets", "--show")
    assert done.returncode == 0
    assert done.stderr == b""
    assert "AGPL-3.0-only" in done.stdout.decode()
