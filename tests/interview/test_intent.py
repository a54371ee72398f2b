"""A first workshop at the keyboard: eight people, an idea, no code. What is asked, in which order, in whose words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from communkit.audit.board import board
from communkit.audit.run import examine
from communkit.cli.interview.lists import free_identifier
from communkit.documents import read
from communkit.interview import Choice, Due, Kind, Tree, question_at, questions
from communkit.model.loading import load
from communkit.model.questions import Around, refusal, tree_of
from communkit.model.row import bind
from communkit.report.board import Next
from communkit.rules import Severity, Stage
from communkit.steps.charter.model import Charter
from communkit.steps.need.model import Need
from communkit.steps.walk import STEPS
from house.processes import ROOT
from interview.typist import dossier, walk
from steps.literal import TODAY

EXAMPLE = ROOT / "docs" / "examples" / "premier-atelier"
AROUND = Around(Stage.IDEA, "fr", {"parties": (Choice("town", "The town"), Choice("club", "The club"))})


def tree(model: Any, **data: Any) -> Tree:
    name = "need" if model is Need else "charter"
    return tree_of(bind(model.model_validate(data), name), data, AROUND)


def asked(found: Tree, due: Due = Due.NOW) -> list[str]:
    return [one.address for one in questions(found) if one.due is due]


def test_an_idea_is_asked_few_things_in_the_order_of_a_meeting() -> None:
    first = ["problem", "actors", "collective_interest", "requirements", "solutions"]
    assert asked(tree(Need)) == [f"need.{one}" for one in first]
    assert asked(tree(Charter)) == ["charter.objectives", "charter.parties", "charter.ambiguities"]


def test_a_row_named_in_a_meeting_brings_one_question_at_most() -> None:
    need = tree(
        Need,
        problem="x",
        collective_interest="y",
        actors=[{"party": "town", "kind": "user"}, {"party": "club", "kind": "funder"}],
        requirements=[{"id": "find", "text": "Find a place"}, {"id": "print", "text": "Print the list"}],
        solutions=[{"id": "map", "name": "The map"}],
    )
    assert asked(need) == ["need.actors[town/user].user_type"]
    charter = tree(Charter, objectives="x", parties=[{"party": "town"}], not_applicable={"ambiguities": "asked all"})
    assert asked(charter) == ["charter.parties[town].own_objectives"]


def test_people_say_a_sentence_and_get_a_short_name_for_it() -> None:
    blank = question_at(tree(Need), "need.requirements")
    assert blank is not None
    assert [one.name for one in blank.field.blank] == ["text", "id"]
    sentence = "Voir tout le matériel prêtable et où il se trouve"
    assert free_identifier(sentence, set()) == "voir-tout-le-materiel-pretable-et-ou-il"
    assert free_identifier("x" * 60, set()) == "x" * 40
    assert free_identifier("Réserver", {"reserver"}) == "reserver-2"


REQUIREMENTS = [{"id": "find", "text": "Find a place"}, {"id": "print", "text": "Print the list"}]


def coverage(**data: Any) -> Any:
    found = question_at(tree(Need, **data), "need.solutions[map].coverage")
    return found.field if found else None


def test_a_solution_is_compared_requirement_by_requirement() -> None:
    field = coverage(requirements=REQUIREMENTS, solutions=[{"id": "map", "coverage": {"find": "full"}}])
    assert field.kind is Kind.PART
    assert [(one.name, one.value) for one in field.fields] == [("find", "full"), ("print", None)]
    assert all(one.closed for one in field.fields)
    assert [str(one.value) for one in field.fields[0].choices] == ["full", "partial", "none"]
    assert field.fields[1].path == ("solutions", 0, "coverage", "print")


def test_without_requirements_there_is_nothing_to_compare() -> None:
    assert coverage(solutions=[{"id": "map"}]) is None


@pytest.mark.parametrize(("value", "wrong"), [("full", False), ("none", False), ("perhaps", True), (3, True)])
def test_one_cell_of_the_comparison_is_judged_alone(value: object, wrong: bool) -> None:
    assert (refusal(Need, ("solutions", 0, "coverage", "find"), value) is not None) == wrong


def test_the_decision_chooses_among_the_solutions_of_the_list() -> None:
    data = {"solutions": [{"id": "map", "name": "The map"}, {"id": "wiki"}], "decision": {"choice": "join"}}
    found = question_at(tree(Need, **data), "need.decision.solution")
    assert found is not None
    assert [(one.value, str(getattr(one.label, "template", one.label))) for one in found.field.choices] == [
        ("map", "The map"),
        ("wiki", "wiki"),
    ]


PROJECT = """\
schema: project/1
name: Tools to lend
stage: idea
languages: [en]
parties:
  - {id: town, name: The town, nature: public}
  - {id: club, name: The club, nature: private}
"""


def test_an_afternoon_at_the_keyboard(tmp_path: Path) -> None:
    dossier(tmp_path, project=PROJECT)
    walk(
        tmp_path,
        "need",
        ("What is missing or does not work today", "Tools sleep eleven months a year."),
        ("Whom does it concern", "Add one"),
        ("Who is it?", "The town"),
        ("What is it to the project?", "user"),
        ("Whom does it concern", "Add one more"),
        ("Who is it?", "The club"),
        ("What is it to the project?", "host"),
        ("Whom does it concern", "That is all"),
        ("What can these users do", "users who can state needs and test"),
        ("What do these actors have in common", "Lending works only if all take part."),
        ("What must become possible?", "Add one"),
        ("One thing at a time", "See all the tools, and where they are"),
        ("What must become possible?", "That is all"),
        ("What exists already", "Add one"),
        ("What is it called?", "The shared spreadsheet"),
        ("What exists already", "That is all"),
        ("Everything that the stage", "That is all for today"),
    )
    walk(
        tmp_path,
        "charter",
        ("What do you want to achieve together?", "That tools serve everybody."),
        ("Who takes part", "Add one"),
        ("Which party takes part?", "The town"),
        ("Who takes part", "That is all"),
        ("What does it want for itself", "No more telephone calls."),
        ("What is still unclear", "Add one"),
        ("What is understood differently", "Who pays for what is broken?"),
        ("What is still unclear", "That is all"),
        ("Everything that the stage", "That is all for today"),
    )
    data: Any = read(tmp_path / "commons" / "need.yaml").data
    assert data["requirements"] == [
        {"id": "see-all-the-tools-and-where-they-are", "text": "See all the tools, and where they are"}
    ]
    assert data["actors"][0] == {"party": "town", "kind": "user", "user_type": "frontier"}
    charter: Any = read(tmp_path / "commons" / "charter.yaml").data
    assert charter["ambiguities"][0]["text"] == "Who pays for what is broken?"


def test_the_comparison_is_answered_at_the_keyboard(tmp_path: Path) -> None:
    dossier(tmp_path, project=PROJECT)
    rows = "requirements:\n  - {id: find, text: Find a tool}\n  - {id: book, text: Book it}\n"
    told = "problem: x\ncollective_interest: x\nactors: [{party: town, kind: host}]\n"
    path = tmp_path / "commons" / "need.yaml"
    path.write_text(f"schema: need/1\n{told}{rows}solutions:\n  - id: map\n    name: The map\n", encoding="utf-8")
    walk(
        tmp_path,
        "need",
        ("Everything that the stage", "Add, change"),
        ("What do you want to change?", "○ Existing solutions"),
        ("What exists already", "Change or remove: The map"),
        ("what is to change?", "– Coverage"),
        ("“Find a tool”: does it meet that?", "yes"),
        ("“Book it”: does it meet that?", "in part"),
        ("what is to change?", "Done"),
        ("What exists already", "That is all"),
        ("Everything that the stage", "That is all for today"),
    )
    assert read(path).data["solutions"] == [
        {"id": "map", "name": "The map", "coverage": {"find": "full", "book": "partial"}}
    ]


def test_the_example_of_a_first_workshop_is_helped_and_not_scolded() -> None:
    found = load(EXAMPLE, EXAMPLE / "commons", STEPS)
    assert found.problems == []
    report = examine(found, TODAY)
    assert {one.severity for one in report.findings} == {Severity.NOTE}
    assert len(report.findings) <= 3 * len(found.documents), "a page of reproaches ends a meeting"
    following = board(found, report, STEPS, "commons").next
    assert isinstance(following, Next)
    assert following.command == "communkit need"
    assert str(following.why.params["solution"]).startswith("Outilthèque")
