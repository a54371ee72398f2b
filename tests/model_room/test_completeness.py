"""Empty, "no", "not applicable" and "we don't know yet" are different answers; a proposal is none."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.marked import Message
from communkit.model.completeness import answers, is_empty, state_of, unanswered
from communkit.model.row import WHOLE_ROW
from communkit.rules import Severity, Stage, State
from model_room.toys import Lease, Watering, a_bed, a_garden

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def state(**fields: Any) -> State:
    return state_of(a_garden(a_bed(**fields)).garden[0], "name")


class TestStates:
    def test_answered(self) -> None:
        assert state(name="Front") is State.ANSWERED

    def test_unanswered(self) -> None:
        assert state() is State.UNANSWERED

    @pytest.mark.parametrize("where", ["name", WHOLE_ROW])
    def test_noted(self, where: str) -> None:
        assert state(name="Front", proposed=[where]) is State.PROPOSED
        assert state(unknown={where: "We shall ask."}) is State.UNKNOWN
        assert state(not_applicable={where: "It has none."}) is State.NOT_APPLICABLE

    def test_an_answer_is_better_than_a_plan_to_find_it(self) -> None:
        assert state(name="Front", unknown={WHOLE_ROW: "We shall ask."}) is State.ANSWERED

    def test_a_proposal_of_nothing_is_nothing(self) -> None:
        assert state(proposed=["name"]) is State.UNANSWERED

    @pytest.mark.parametrize("value", [None, [], {}, Lease(), Watering(), Watering(document="plan.md")])
    def test_what_says_nothing_is_empty(self, value: object) -> None:
        assert is_empty(value)

    @pytest.mark.parametrize("value", [False, 0, ["x"], {"a": 1}, Lease(until="2030"), Watering(way="hose")])
    def test_no_and_zero_are_answers(self, value: object) -> None:
        assert not is_empty(value)


class TestQuestions:
    def fields(self, *beds: dict[str, Any], **fields: Any) -> list[str]:
        return [answer.row.address.field(answer.field).text for answer in answers(a_garden(*beds, **fields))]

    def test_only_where_they_make_sense(self) -> None:
        assert "garden[a/clay].paths" in self.fields(a_bed())
        assert "garden[a/sand].paths" not in self.fields(a_bed(soil="sand"))

    def test_rows_inside_rows_in_written_order(self) -> None:
        asked = self.fields(a_bed(plants=[{"name": "rose"}]), gate={})
        assert asked.index("garden.gate.colour") < asked.index("garden[a/clay].name")
        assert "garden[a/clay].plants[rose].count" in asked

    def test_a_row_that_does_not_apply_is_asked_nothing(self) -> None:
        asked = self.fields(a_bed(plants=[{"name": "rose"}], not_applicable={WHOLE_ROW: "Sold."}))
        assert not [field for field in asked if field.startswith("garden[a/clay]")]


def due(stage: Stage, *beds: dict[str, Any], **fields: Any) -> dict[str, Severity | None]:
    found = unanswered(a_garden(*beds, **fields), stage)
    return {one.address.text: one.severity for one in found}


class TestSeverities:
    def test_an_error_when_due_a_note_the_stage_before_nothing_earlier(self) -> None:
        asked = [due(stage).get("garden") for stage in Stage]
        assert asked == [NOTE, ERROR, ERROR, ERROR]
        assert [due(stage).get("garden.gate") for stage in Stage] == [None, NOTE, ERROR, ERROR]

    def test_what_an_idea_needs_is_due_at_once(self) -> None:
        assert due(Stage.IDEA)["garden.name"] is ERROR

    def test_not_knowing_warns_where_it_would_be_an_error(self) -> None:
        unknown = {"unknown": {"gate": "We shall measure."}}
        asked = [due(stage, **unknown).get("garden.gate") for stage in Stage]
        assert asked == [None, NOTE, WARNING, WARNING]

    def test_what_does_not_apply_is_answered(self) -> None:
        assert "garden.gate" not in due(Stage.RUNNING, not_applicable={"gate": "There is a hedge."})

    def test_a_proposal_is_due_like_an_empty_field(self) -> None:
        assert due(Stage.IDEA, name="Ours", proposed=["name"])["garden.name"] is ERROR

    def test_fields_that_no_stage_needs_are_never_due(self) -> None:
        assert not [field for field in due(Stage.RUNNING, a_bed()) if field.endswith((".keeper", ".paths"))]

    def test_a_part_without_what_matters_is_due(self) -> None:
        assert due(Stage.OPENING, a_bed(watering={"document": "plan.md"}))["garden[a/clay].watering"] is ERROR
        assert "garden[a/clay].watering" not in due(Stage.OPENING, a_bed(watering={"way": "hose"}))

    @pytest.mark.parametrize("where", ["gate", WHOLE_ROW])
    def test_the_plan_is_told(self, where: str) -> None:
        found = unanswered(a_garden(unknown={where: "We shall measure."}), Stage.OPENING)
        (told,) = [one.params for one in found if one.address.text == "garden.gate"]
        assert told == {"what": Message("Gate"), "plan": "We shall measure."}
