"""`init` at a real terminal: a handful of questions, back by one, out at any moment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.importorskip("pexpect", reason="needs a pseudo-terminal")
if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from commands.test_init import MAP, written
from communkit.model.row import DocumentRow
from interview.terminal import CTRL_C, DOWN, ENTER, ESC, Terminal
from repository_room.making import repository_with

FRENCH = {"LC_ALL": "fr_FR.UTF-8", "PYTHONUTF8": "1", "COMMUNKIT_LANG": "fr"}


def test_five_questions_and_the_answers_are_claims(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "carte", MAP)
    with Terminal("init", folder=root, env=FRENCH) as terminal:
        terminal.answer("Comment le projet", ENTER)
        terminal.answer("Qui porte le projet", DOWN, ENTER)
        terminal.answer("Où en est le projet", ESC)
        terminal.answer("Quelqu’un d’autre", DOWN, ENTER)
        terminal.answer("Où en est le projet", ENTER)
        terminal.answer("Le droit de quel pays", ENTER)
        terminal.answer("Dans quelle langue", ENTER)
        assert terminal.exit_code() == 0
        assert "communkit assets" in terminal.screen
    project, assets = written(root)
    assert (str(project.stage), project.jurisdiction, project.languages) == ("preparing", "fr", ["fr"])
    assert project.proposed == ["summary"]
    assert [(one.id, one.proposed) for one in project.parties] == [("studio-exemple", []), ("ville-de-lens", ["*"])]
    assert all(isinstance(one, DocumentRow) for one in (project, assets))


def test_leaving_in_the_middle_writes_nothing(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "carte", MAP)
    with Terminal("init", folder=root, env=FRENCH) as terminal:
        terminal.answer("Comment le projet", ENTER)
        terminal.answer("Qui porte le projet", CTRL_C)
        assert terminal.exit_code() == 130
    assert sorted(one.name for one in root.iterdir() if one.name.startswith((".c", "c"))) == []


def test_an_idea_is_asked_by_name(tmp_path: Path) -> None:
    with Terminal("init", folder=tmp_path, env=FRENCH, columns=40) as terminal:
        terminal.answer("Comment le projet", "Les lieux", ENTER)
        terminal.answer("Qui porte le projet", ENTER)  # nobody yet
        terminal.answer("Où en est le projet", ENTER)
        terminal.answer("quel pays", DOWN, DOWN, ENTER)
        terminal.answer("deux lettres", "Suisse", ENTER)
        terminal.answer("faut deux lettres", "\x15", "ch", ENTER)
        terminal.answer("quelle langue", ENTER)
        assert terminal.exit_code() == 0
    project, _ = written(tmp_path)
    assert (str(project.name), str(project.stage), project.jurisdiction) == ("Les lieux", "idea", "ch")
    assert project.parties == []
