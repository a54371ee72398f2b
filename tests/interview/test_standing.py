"""Rows that are there from the beginning, answers among the rows of the document, terms that come again."""

from __future__ import annotations

from pathlib import Path

import pytest

from communkit.interview import Due, questions
from communkit.model.completeness import is_empty, state_of
from communkit.model.questions import Around, tree_of
from communkit.model.row import bind
from communkit.model.starter import starter
from communkit.model.step import Step
from communkit.rules import Stage, State
from communkit.steps.community.model import Community
from communkit.steps.governance.model import Governance
from communkit.steps.walk import STEPS
from communkit.words import words_in
from interview.test_show import EXAMPLE, show
from interview.typist import dossier, walk

COMMUNITY = next(one for one in STEPS if one.name == "community")
GOVERNANCE = next(one for one in STEPS if one.name == "governance")


def asked(model: type[Community | Governance], name: str, stage: Stage, due: Due) -> list[str]:
    tree = tree_of(bind(model.model_validate({}), name), {}, Around(stage))
    return [one.address for one in questions(tree) if one.due is due]


def test_an_afternoon_with_an_idea_has_few_questions() -> None:
    """What is asked first of eight people in a room: who is around, who decides; no counts, terms or sanctions."""
    assert asked(Community, "community", Stage.IDEA, Due.NEXT) == [
        "community.circles.users.who",
        "community.circles.contributors.who",
        "community.circles.contributors.how_to_enter",
        "community.circles.maintainers.who",
        "community.circles.maintainers.how_to_enter",
        "community.skills",
    ]
    assert asked(Governance, "governance", Stage.IDEA, Due.NEXT) == [
        "governance.bodies",
        "governance.decisions",
        "governance.roadmap.who_asks",
        "governance.roadmap.arbiter",
    ]
    assert asked(Community, "community", Stage.IDEA, Due.NOW) == []


def test_what_stands_there_and_says_nothing_is_no_answer() -> None:
    empty = bind(Community.model_validate({}), "community")
    begun = bind(Community.model_validate({"circles": {"users": {"who": "all"}}}), "community")
    noted = bind(Community.model_validate({"circles": {"users": {"unknown": {"who": "ask"}}}}), "community")
    assert [state_of(one, "circles") for one in (empty, begun, noted)] == [
        State.UNANSWERED,
        State.ANSWERED,
        State.ANSWERED,
    ]
    assert is_empty(empty.circles.users)
    assert not is_empty(begun.circles.users)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("step", [COMMUNITY, GOVERNANCE], ids=lambda one: str(one.name))
def test_a_new_document_shows_the_form_of_its_parts(step: Step, language: str) -> None:
    text = starter(step, words_in(language))
    expected = {
        "community": ("#   users:", "#     who:", "#     how_to_enter:", "#   other_contact:"),
        "governance": ("#   who_asks:", "#   arbiter:", "#   granted_by:", "#       - name:"),
    }
    for line in expected[step.name]:
        assert line in text
    assert all(len(line) <= 100 for line in text.splitlines())


def test_the_first_answers_begin_the_circles(tmp_path: Path) -> None:
    dossier(tmp_path, "")
    walk(
        tmp_path,
        "community",
        ("Who will use", "the neighbours"),
        ("Who among the users", "those who lend a tool"),
        ("How does a user become", "by lending one"),
        ("Who keeps it going", "two volunteers"),
        ("How does a contributor become", "after a season"),
        ("Which skills does it take", "Stop here for today"),
    )
    text = (tmp_path / "commons" / "community.yaml").read_text(encoding="utf-8")
    assert "  users:\n    who: the neighbours\n" in text
    assert "  maintainers:\n    who: two volunteers\n    how_to_enter: after a season\n" in text


def test_bodies_are_offered_where_somebody_decides(tmp_path: Path) -> None:
    dossier(tmp_path, "")
    typist = walk(
        tmp_path,
        "governance",
        ("Who decides together", "Add one"),
        ("What do you call it", "The circle"),
        ("Who decides together", "That is all"),
        ("What is it there for", "to choose"),
        ("Who sits there", "Later"),
        ("What will have to be decided", "Add one"),
        ("What is to be decided", "what we buy"),
        ("What will have to be decided", "That is all"),
        ("Who decides: which body", "Several of them"),
        ("Who decides: which body", "the circle"),
        ("Who may ask", "everybody"),
        ("who chooses?", "The circle"),
        ("was put off", "That is all"),
    )
    assert any("Known so far: The circle." in one for one in typist.asked)
    text = (tmp_path / "commons" / "governance.yaml").read_text(encoding="utf-8")
    assert "    decided_by:\n      - the-circle\n" in text
    assert "  arbiter: the-circle\n" in text


def test_the_same_person_can_serve_again() -> None:
    found = bind(Governance.model_validate({"members": [{"body": "b", "person": "a", "from": "2024-01-01"}]}), "g")
    (row,) = tree_of(found, {}, Around(Stage.RUNNING)).root.get("members").rows  # type: ignore[union-attr]  # it is asked
    assert row.repeatable
    bare = bind(Governance.model_validate({"members": [{"body": "b", "person": "a"}]}), "g")
    (row,) = tree_of(bare, {}, Around(Stage.RUNNING)).root.get("members").rows  # type: ignore[union-attr]  # it is asked
    assert not row.repeatable


@pytest.mark.parametrize("width", [40, 100])
def test_each_circle_is_shown_by_itself(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show(EXAMPLE, "community", width, monkeypatch, "fr")
    lines = shown.splitlines()
    for title in ("Utilisateurs", "Contributeurs", "Mainteneurs"):
        assert title in lines
    assert max(map(len, lines)) <= width
    assert max(len(line) for line in show(EXAMPLE, "governance", width, monkeypatch).splitlines()) <= width
