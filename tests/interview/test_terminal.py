"""At a real terminal: a newcomer's walk in French, the narrow screen, no colours, no terminal, Ctrl-C."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from communkit.model.starter import starter
from communkit.steps.walk import step
from communkit.words import words_in
from house.processes import communkit, environment
from interview.typist import dossier, held

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a matter of Unix", allow_module_level=True)

import pexpect

from interview.terminal import CTRL_C, DOWN, ENTER, ESC, Terminal

_FR = words_in("fr")


def fr(text: str) -> str:
    """A marked text as the French catalogue has it, without its holes and what follows them."""
    return re.sub(r"\{[^}]*\}.*", "", _FR.say(text)).strip()


def begun(folder: Path, language: str = "fr") -> Path:
    """The folder of a dossier in which nothing is answered yet."""
    project = step("project")
    assert project is not None
    commons = folder / "commons"
    commons.mkdir()
    text = starter(project, words_in(language), {"languages": ["fr"]})
    (commons / "project.yaml").write_text(text, encoding="utf-8")
    return commons


def add(terminal: Terminal, kind: str, name: str) -> None:
    """Add one asset of a kind, and no other."""
    terminal.choose(fr(kind), fr("Add one"))
    terminal.answer(fr("What do you call it?"), name, ENTER)
    terminal.choose(name, fr("That is all"))


def none(terminal: Terminal, kind: str, reason: str) -> None:
    """Say why there is none of a kind."""
    terminal.choose(fr(kind), fr("There is none, because…"))
    terminal.answer(fr("Why is there none?"), reason, ENTER)


@pytest.mark.slow
def test_a_newcomer_comes_to_a_table_that_check_accepts(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    with Terminal("project", folder=tmp_path) as terminal:
        terminal.answer(fr("What is the project called?"), "Carte des lieux", ENTER)
        terminal.choose(fr("How far has the project come?"), fr("preparing"))
        terminal.answer(fr("In two sentences, what does it do, and for whom?"), "Une carte\rdes lieux.", ESC, ENTER)
        terminal.choose(fr("Which country's law applies?"), "France")
        terminal.choose(fr("Which organisations and people are involved?"), fr("Add one"))
        terminal.answer(fr("What is the party's full name?"), "Département exemple", ENTER)
        terminal.choose("Département exemple", fr("That is all"))
        terminal.choose(fr("What kind of party is it?"), fr("public body"))
        terminal.choose(fr("Everything that the stage “{stage}” needs is answered."), fr("That is all for today"))
        terminal.wait("communkit assets")
        assert terminal.exit_code() == 0
    with Terminal("assets", folder=tmp_path) as terminal:
        terminal.wait("commons/assets.yaml")
        add(terminal, "Source code", "Application")
        none(terminal, "Documentation", "elle reste à écrire")
        none(terminal, "Databases", "aucune donnée n’est publiée")
        add(terminal, "Distinctive signs", "Logo de la carte")
        none(terminal, "Hardware", "aucun matériel")
        none(terminal, "Content and materials", "aucun contenu")
        terminal.answer(fr("What is it, in a sentence or two?"), "Le site & son API.", ESC, ENTER)
        terminal.choose(fr("Which rights bear on it, and who holds each?"), fr("Add one"))
        terminal.choose(fr("Which right is it?"), fr("copyright in software"))
        terminal.choose(fr("Which party holds it?"), "Département exemple")
        terminal.choose(fr("Which rights bear on it, and who holds each?"), fr("That is all"))
        terminal.choose(fr("Why does this party hold the right?"), fr("made by the holder's public agents"))
        terminal.answer(fr("What is it, in a sentence or two?"), "Le logo.", ESC, ENTER)
        terminal.choose(fr("Which distinctive sign is it?"), fr("logo"))
        terminal.choose(fr("Which rights bear on it, and who holds each?"), fr("Add one"))
        terminal.choose(fr("Which right is it?"), fr("copyright"))
        terminal.choose(fr("Which party holds it?"), fr("Another party, to be added…"))
        terminal.answer(fr("What is the party's full name?"), "Studio exemple", ENTER)
        terminal.choose(fr("What kind of party is it?"), fr("private body"))
        terminal.choose(fr("Which rights bear on it, and who holds each?"), fr("That is all"))
        terminal.choose(fr("Why does this party hold the right?"), fr("written assignment"))
        terminal.choose(fr("Everything that the stage “{stage}” needs is answered."), fr("That is all for today"))
        assert terminal.exit_code() == 0
    rows = held(commons / "assets.yaml")["assets"]
    assert [row["id"] for row in rows] == ["application", "logo-de-la-carte"]
    checked = communkit("-C", str(tmp_path), "check", "--no-repo")
    assert checked.returncode == 0, checked.stdout.decode()
    shown = communkit("-C", str(tmp_path), "assets", "--show").stdout.decode()
    assert "Logo de la carte" in shown
    assert "elle reste à écrire" in shown


def test_a_narrow_screen_shows_every_word(tmp_path: Path) -> None:
    begun(tmp_path)
    with Terminal("assets", "--lang", "fr", folder=tmp_path, columns=40, lines=40) as terminal:
        label = fr("There is none, because…")
        shown = terminal.wait(fr("Stop here for today"))
        assert label in shown
        assert max(len(line) for line in shown.split("\n")) <= 40
        assert not re.search(r"\w…$", shown, re.MULTILINE) or label.endswith("…")
        terminal.press(CTRL_C)
        assert terminal.exit_code() == 130


def test_ctrl_c_ends_with_130_and_keeps_what_was_said(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    with Terminal("project", "--lang", "en", folder=tmp_path) as terminal:
        terminal.answer("What is the project called?", "A map", ENTER)
        terminal.answer("How far has the project come?", CTRL_C)
        terminal.wait("1 answer saved in commons/project.yaml.")
        assert terminal.exit_code() == 130
    assert held(commons / "project.yaml")["name"] == "A map"


def test_esc_then_enter_however_late_ends_a_long_text(tmp_path: Path) -> None:
    path = dossier(
        tmp_path,
        "not_applicable: {documentation: x, database: x, sign: x, hardware: x, content: x}\n"
        "assets: [{id: app, kind: code, name: App}]\n",
    )
    with Terminal("assets", "--lang", "en", folder=tmp_path) as terminal:
        terminal.answer("What is it, in a sentence or two?", "One.", ENTER, "Two.", ESC)
        pexpect_pause(terminal, 1.5)
        terminal.press(ENTER)
        terminal.answer("Which rights bear on it", ESC)
        terminal.wait("One.")
        terminal.press(CTRL_C)
        assert terminal.exit_code() == 130
    assert held(path)["assets"][0]["description"] == "One.\nTwo."


def pexpect_pause(terminal: Terminal, seconds: float) -> None:
    """Read on for a while without pressing anything."""
    for _ in range(int(seconds / 0.1)):
        terminal.read(0.1)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"PYTHONIOENCODING": "cp1252"}])
def test_plainer_terminals(tmp_path: Path, env: dict[str, str]) -> None:
    begun(tmp_path)
    with Terminal("assets", "--lang", "fr", folder=tmp_path, env=env) as terminal:
        terminal.wait("Ctrl-C")
        pexpect_pause(terminal, 0.3)
        raw = terminal.raw
        terminal.press(CTRL_C)
        assert terminal.exit_code() == 130
    if "NO_COLOR" in env:
        assert not re.search(rb"\x1b\[[0-9;]*[349][0-7]m", raw), "a colour"
    if "PYTHONIOENCODING" in env:
        assert "enregistrée".encode("cp1252") in raw
        assert "❯".encode() not in raw
        assert b" > " in raw


@pytest.mark.parametrize("command", ["assets", "project"])
def test_a_pipe_is_never_read_as_answers(tmp_path: Path, command: str) -> None:
    commons = begun(tmp_path)
    before = {path.name: path.read_bytes() for path in commons.iterdir()}
    done = communkit("-C", str(tmp_path), command, "--lang", "fr")
    assert done.returncode == 2
    assert done.stdout == b""
    assert f"commons/{command}.yaml" in done.stderr.decode().replace("\\", "/")
    assert f"communkit {command} --show" in done.stderr.decode()
    assert {path.name: path.read_bytes() for path in commons.iterdir()} == before


@pytest.mark.parametrize(
    ("line", "term"),
    [("{run} > out", "xterm"), ("yes | {run}", "xterm"), ("{run}", "dumb"), ("{run} < /dev/null", "xterm")],
)
def test_half_a_terminal_is_none(tmp_path: Path, line: str, term: str) -> None:
    begun(tmp_path)
    run = f"{sys.executable} -m communkit assets"
    child = pexpect.spawn(
        "/bin/sh", ["-c", line.format(run=run)], cwd=str(tmp_path), env=environment({"TERM": term}), timeout=20
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert not (tmp_path / "commons/assets.yaml").exists()


def test_what_was_pressed_ahead_is_not_lost(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    with Terminal("project", "--lang", "en", folder=tmp_path) as terminal:
        terminal.wait("What is the project called?")
        terminal.press("A map", ENTER, DOWN, ENTER, "Two lines.")
        terminal.wait("Two lines.")
        terminal.press(CTRL_C)
        assert terminal.exit_code() == 130
    found = held(commons / "project.yaml")
    assert (found["name"], found["stage"]) == ("A map", "preparing")
