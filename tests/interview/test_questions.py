"""The tree of questions that comes from the real models, and the refusal of what is typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from communkit.interview import Choice, Due, Field, Kind, Question, Tree, question_at, questions
from communkit.marked import Message
from communkit.model.questions import Around, refusal, tree_of
from communkit.model.row import DocumentRow, bind
from communkit.rules import Stage, State
from communkit.steps.assets.model import Assets
from communkit.steps.project import Project
from communkit.steps.walk import STEPS
from communkit.words import words_in

PARTIES = (Choice("town", "The town"), Choice("studio", "The studio"))
AROUND = Around(Stage.PREPARING, "fr", {"parties": PARTIES})

Data = dict[str, Any]


def tree(model: type[DocumentRow], around: Around = AROUND, **data: Any) -> Tree:
    name = model.__name__.lower()
    return tree_of(bind(model.model_validate(data), name), data, around)


def assets(*rows: Data, around: Around = AROUND, **data: Any) -> Tree:
    return tree(Assets, around, assets=list(rows), **data)


def at(found: Tree, address: str) -> Question:
    question = question_at(found, address)
    assert question is not None, address
    return question


def asked(found: Tree, due: Due = Due.NOW) -> list[str]:
    return [one.address for one in questions(found) if one.due is due]


def test_an_empty_table_is_asked_kind_by_kind() -> None:
    kinds = ["code", "documentation", "database", "sign", "hardware", "content"]
    assert asked(assets()) == [f"assets@{kind}" for kind in kinds]
    assert [one.name for one in at(assets(), "assets@code").field.blank] == ["name", "id"], "people name things first"


def test_a_kind_that_does_not_apply_or_is_not_known_is_not_asked() -> None:
    found = assets(not_applicable={"hardware": "none is made"}, unknown={"sign": "ask the board"})
    group = at(found, "assets@hardware").group
    assert group is not None
    assert (group.state, group.note) == (State.NOT_APPLICABLE, "none is made")
    assert not {"assets@hardware", "assets@sign"} & set(asked(found))


def test_only_fields_that_make_sense_are_there() -> None:
    found = assets({"id": "logo", "kind": "sign"}, {"id": "app", "kind": "code"})
    assert question_at(found, "assets[logo].planned_licence") is None
    assert at(found, "assets[logo].sign_type").field.closed
    assert at(found, "assets[app].planned_licence").field.kind is Kind.LICENCE


def test_the_contract_is_asked_as_soon_as_there_must_be_one() -> None:
    right = {"right": "software", "holder": "studio", "basis": "contract"}
    address = "assets[app].rights[studio/software].contract"
    assert address in asked(assets({"id": "app", "kind": "code", "rights": [right]}))
    own = right | {"basis": "own"}
    assert question_at(assets({"id": "app", "kind": "code", "rights": [own]}), address) is None


def test_a_share_is_asked_only_of_those_who_share() -> None:
    rights = [{"right": "software", "holder": "town"}, {"right": "software", "holder": "studio"}]
    alone = assets({"id": "app", "kind": "code", "rights": rights[:1]})
    both = assets({"id": "app", "kind": "code", "rights": rights})
    assert question_at(alone, "assets[app].rights[town/software].share") is None
    assert question_at(both, "assets[app].rights[town/software].share") is not None


def test_a_part_shows_the_fields_that_its_own_answers_call_for() -> None:
    def fields(**contract: Any) -> list[str]:
        right = {"right": "software", "holder": "studio", "basis": "contract", "contract": contract}
        found = assets({"id": "app", "kind": "code", "rights": [right]})
        return [one.name for one in at(found, "assets[app].rights[studio/software].contract").field.fields]

    assert fields() == ["reference", "date", "ccag", "assignment"]
    assert "year" not in fields(ccag="none")
    assert "option" in fields(ccag="tic", year=2009)
    assert "option" not in fields(ccag="tic", year=2021)


def test_proposals_carry_their_evidence() -> None:
    row = {
        "id": "app",
        "kind": "code",
        "current_licence": "MIT",
        "proposed": ["current_licence"],
        "evidence": {"current_licence": [{"path": "package.json", "line": 5}, {"document": "the minutes"}]},
    }
    field = at(assets(row), "assets[app].current_licence").field
    assert (field.state, field.value) == (State.PROPOSED, "MIT")
    assert field.evidence == ("package.json:5", "the minutes")


def test_a_row_proposed_as_a_whole_makes_its_kind_a_proposal() -> None:
    found = assets({"id": "app", "kind": "code", "proposed": ["*"]})
    question = at(found, "assets@code")
    assert question.group is not None
    assert question.group.state is State.PROPOSED
    assert [one.proposed for one in question.rows] == [True]
    assert not any(address.startswith("assets[app]") for address in asked(found))


def test_parties_and_the_licences_of_the_list_that_binds_are_offered() -> None:
    found = assets({"id": "app", "kind": "code"})
    assert at(found, "assets[app].future_holder").field.choices == PARTIES
    offered = [one.value for one in at(found, "assets[app].planned_licence").field.choices]
    assert "EUPL-1.2" in offered
    assert "etalab-2.0" not in offered
    elsewhere = assets({"id": "app", "kind": "code"}, around=Around(Stage.PREPARING, "ca"))
    assert at(elsewhere, "assets[app].planned_licence").field.choices == ()


def test_the_licence_that_an_asset_has_is_the_example_of_the_one_it_will_have() -> None:
    found = assets(
        {"id": "guide", "kind": "documentation", "current_licence": "CC-BY-4.0"}, {"id": "b", "kind": "code"}
    )
    assert at(found, "assets[guide].planned_licence").field.example == "CC-BY-4.0"
    assert at(found, "assets[b].planned_licence").field.example == "EUPL-1.2"


def test_an_opening_that_is_begun_is_asked_field_by_field() -> None:
    around = Around(Stage.OPENING)
    assert "project.opening" in asked(tree(Project, around))
    begun = tree(Project, around, opening={"date": "2027-03-01"})
    assert [one for one in asked(begun) if "opening" in one] == [
        "project.opening.perimeter",
        "project.opening.decided_by",
    ]


@pytest.mark.parametrize(
    ("path", "value", "wrong"),
    [
        (("assets", 0, "planned_licence"), "EUPL-1.2", False),
        (("assets", 0, "planned_licence"), "MIT/Apache", True),
        (("assets", 0, "rights", 3, "share"), "50 %", False),
        (("assets", 0, "rights", 3, "share"), "150 %", True),
        (("assets", 0, "rights", 3, "contract", "year"), 2021, False),
        (("assets", 0, "rights", 3, "contract", "year"), 21, True),
        (("assets", 0, "paths"), ["src/**", "/etc"], True),
        (("assets", 0, "actions", 0, "due"), "2027-02-30", True),
        (("assets", 0, "name"), {"fr": "Carte"}, False),
    ],
)
def test_what_is_typed_is_refused_in_words(path: tuple[str | int, ...], value: object, wrong: bool) -> None:
    found = refusal(Assets, path, value)
    assert (found is not None) == wrong
    if found is not None:
        says, fix = (words_in("fr").say(one) for one in found)
        assert says
        assert fix
        assert "{" not in says + fix


def every_field(found: tuple[Field, ...]) -> Iterator[Field]:
    for one in found:
        yield one
        yield from every_field(one.fields)
        yield from every_field(one.blank)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.name))
def test_every_model_can_be_asked(step: Any) -> None:
    empty = tree(step.model)
    fields = list(every_field(empty.root.fields))
    assert fields
    for one in fields:
        assert one.kind is not Kind.WORD or one.choices, f"{one.address} has no words to choose from"
        assert one.kind is not Kind.PART or one.fields, f"{one.address}: nothing in this part has a question"
        said = one.question.template if isinstance(one.question, Message) else one.question
        assert said is None or said.rstrip().endswith("?"), f"{one.address} asks nothing"
        assert not (one.many and one.kind is Kind.PART)
        assert not one.key or one.question or one.kind is Kind.IDENTIFIER or _is_listed_by_hand(one), one.address


def _is_listed_by_hand(field: Field) -> bool:
    return field.path[0] in ("waivers", "opinions")


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ({"kind": "code"}, "software"),
        ({"kind": "documentation"}, "copyright"),
        ({"kind": "database"}, "database-producer"),
        ({"kind": "sign", "sign_type": "logo"}, "copyright"),
        ({"kind": "sign", "sign_type": "domain"}, "domain"),
        ({"kind": "sign"}, "trademark"),
        ({"kind": "hardware"}, "copyright"),
        ({"kind": "content"}, "copyright"),
    ],
)
def test_the_rights_that_such_an_asset_usually_bears_are_offered_first(kind: Data, first: str) -> None:
    blank = {one.name: one for one in at(assets({"id": "it", **kind}), "assets[it].rights").field.blank}
    assert blank["right"].choices[0].value == first
    assert len({one.value for one in blank["right"].choices}) == 8, "each once, none lost"


@pytest.mark.parametrize(
    ("right", "first"), [("database-producer", "investment"), ("trademark", "registration"), ("copyright", "own")]
)
def test_what_such_a_right_usually_rests_on_is_offered_first(right: str, first: str) -> None:
    found = assets({"id": "it", "kind": "database", "rights": [{"right": right, "holder": "town"}]})
    assert at(found, f"assets[it].rights[town/{right}].basis").field.choices[0].value == first
