"""`licence choose` at a real terminal, in French: proposals, one step back, a mistyped licence, a confirmation."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.importorskip("pexpect", reason="needs a pseudo-terminal")
if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from commands.desk import repository
from interview.terminal import CTRL_C, DOWN, ENTER, ESC, Terminal

FRENCH = {"LC_ALL": "fr_FR.UTF-8", "PYTHONUTF8": "1", "COMMUNKIT_LANG": "fr"}
PROJECT = """\
schema: project/1
name: Les lieux
stage: preparing
jurisdiction: fr
languages: [fr]
parties:
  - {id: ville, name: La ville, nature: public}
"""
ASSETS = """\
schema: assets/1
assets:
  - id: lieux
    kind: database
    name: Base des lieux
    rights:
      - {right: database-producer, holder: ville, basis: investment}
"""


def place(folder: Path) -> Path:
    return repository(folder / "lieux", {"project.yaml": PROJECT, "assets.yaml": ASSETS})


def test_a_team_answers_and_confirms(tmp_path: Path) -> None:
    root = place(tmp_path)
    with Terminal("licence", "choose", "--write", folder=root, env=FRENCH, lines=60, columns=100) as terminal:
        terminal.answer("ont-ils accepté", ENTER)  # proposed: the table says who holds it
        terminal.answer("Vient-il", ESC)
        terminal.answer("ont-ils accepté", ENTER)
        terminal.answer("Vient-il", ENTER)
        terminal.answer("Une administration", ENTER)
        terminal.choose("partager leurs améliorations", "oui, pour tout")
        terminal.answer("Un projet sous une autre", "GLP", ENTER)
        terminal.answer("Il faut un identifiant SPDX", "\x15", ENTER)
        terminal.choose("des données sur des personnes", "non")
        terminal.wait("Porter cela au dossier")
        assert "planned_licence: ODbL-1.0" in terminal.screen
        terminal.press(DOWN, ENTER)
        assert terminal.exit_code() == 0
    written = (root / "commons" / "assets.yaml").read_text(encoding="utf-8")
    assert "planned_licence: ODbL-1.0" in written
    assert "justification:" in written
    assert "proposed:" in written


def test_leaving_writes_nothing(tmp_path: Path) -> None:
    root = place(tmp_path)
    with Terminal("licence", "choose", "--write", folder=root, env=FRENCH) as terminal:
        terminal.answer("ont-ils accepté", CTRL_C)
        assert terminal.exit_code() == 130
    assert (root / "commons" / "assets.yaml").read_text(encoding="utf-8") == ASSETS
