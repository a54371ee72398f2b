"""Somebody else works on the same files while questions are asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communkit.errors import EnvironmentFailure, InvalidDocuments
from interview.typist import NOTHING_ELSE, QUIT, Key, dossier, held, sitting, typist_of, walk

ONE_APP = f"""\
not_applicable: {NOTHING_ELSE}
# what we hold
assets:
  - id: app
    kind: code
    name: The app
"""


def saved_meanwhile(path: Path, old: str, new: str, answer: str) -> Callable[[], str]:
    """Somebody saves the document while the question stands there; then `answer` is given."""

    def happen() -> str:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return answer

    return happen


def app(path: Path) -> Any:
    return held(path)["assets"][0]


def test_an_answer_is_written_to_what_somebody_else_just_saved(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP)
    changed = saved_meanwhile(path, "name: The app", "name: The map  # renamed", "It shows places.")
    typist = walk(tmp_path, "assets", ("What is it, in a sentence", changed), ("Which rights", QUIT))
    assert app(path)["description"] == "It shows places."
    assert app(path)["name"] == "The map"
    assert "# renamed" in path.read_text(encoding="utf-8")
    assert any("changed by somebody else meanwhile" in one for one in typist.told)


def test_a_question_that_somebody_else_answered_is_asked_again_with_what_was_typed(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP)
    theirs = saved_meanwhile(path, "name: The app\n", "name: The app\n    description: theirs\n", "mine")
    with sitting(
        tmp_path, "assets", ("What is it", theirs), ("What is it", Key("!\x1b\r")), ("Which rights", QUIT)
    ) as one:
        one.run()
    assert app(path)["description"] == "mine!", "what was typed stood there again"


def test_rows_that_moved_are_found_by_their_name(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP)
    first = "assets:\n  - {id: other, kind: code, name: Other, description: x}\n"
    moved = saved_meanwhile(path, "assets:\n", first, "It shows places.")
    walk(tmp_path, "assets", ("What is it", moved), ("Which rights", "Later"), ("Which rights", QUIT))
    rows: Any = held(path)["assets"]
    assert [(row["id"], row["description"]) for row in rows] == [("other", "x"), ("app", "It shows places.")]


def test_a_row_that_is_gone_takes_its_question_along(tmp_path: Path) -> None:
    two = ONE_APP + "  - {id: tool, kind: code, name: The tool, description: x}\n"
    path = dossier(tmp_path, two)
    gone = saved_meanwhile(path, "  - id: app\n    kind: code\n    name: The app\n", "", "never written")
    typist = walk(tmp_path, "assets", ("What is it", gone), ("Which rights", QUIT))
    assert any("no longer there" in one for one in typist.told)
    assert "never written" not in path.read_text(encoding="utf-8")


def test_a_document_that_begins_elsewhere_is_not_overwritten(tmp_path: Path) -> None:
    path = dossier(tmp_path)

    def begun() -> str:
        dossier(tmp_path, "not_applicable: {code: theirs}\n")
        return "mine"

    walk(
        tmp_path,
        "assets",
        ("Source code", "Later"),
        ("Documentation", "There is none"),
        ("Why is there none?", begun),
        ("Databases", QUIT),
    )
    assert held(path)["not_applicable"] == {"code": "theirs", "documentation": "mine"}


def test_a_document_in_the_middle_of_being_changed_is_waited_for(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP)
    broken = saved_meanwhile(path, "kind: code", "kind: cod", "It shows places.")
    mended = saved_meanwhile(path, "kind: cod\n", "kind: code\n", "It is mended")
    walk(tmp_path, "assets", ("What is it", broken), ("Go on?", mended), ("Which rights", QUIT))
    assert app(path)["description"] == "It shows places."


def test_a_protected_file_ends_the_walk_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = dossier(tmp_path, ONE_APP)
    before = path.read_bytes()
    monkeypatch.setattr("os.access", lambda *_, **__: False)  # root may write anywhere: the file system cannot be asked
    with sitting(tmp_path, "assets", ("What is it", "x")) as one, pytest.raises(EnvironmentFailure):
        one.run()
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_changed_alone_is_left_and_told(tmp_path: Path) -> None:
    text = ONE_APP.replace("name: The app\n", "name: &it The app\n    contributions: &how {mode: DCO}\n")
    text += "  - {id: tool, kind: code, name: *it, description: x, contributions: *how}\n"
    path = dossier(tmp_path, text)
    before = path.read_text(encoding="utf-8")
    with sitting(tmp_path, "assets", ("What do you call it?", "The map")) as one:
        from communkit.interview import question_at

        question = question_at(one.sheet.tree, "assets[app].name")
        assert question is not None
        one.ask(question)
        told = " ".join(typist_of(one).told)
    assert path.read_text(encoding="utf-8") == before
    assert "*it" in told


def test_a_document_that_cannot_be_read_is_not_asked_about(tmp_path: Path) -> None:
    dossier(tmp_path, ONE_APP + "  - {id: App, kind: code}\n")
    with pytest.raises(InvalidDocuments), sitting(tmp_path, "assets"):
        pass


def test_an_older_shape_is_migrated_first(tmp_path: Path) -> None:
    path = dossier(tmp_path)
    path.write_text("schema: assets/0\nassets: []\n", encoding="utf-8")
    with pytest.raises(InvalidDocuments) as refused, sitting(tmp_path, "assets"):
        pass
    assert refused.value.hint is not None
    assert "communkit migrate" in refused.value.hint.template
