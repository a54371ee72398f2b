"""The six rows and five columns of the table: what is due at which stage, and what counts as an answer."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.rules import Severity
from communkit.steps.assets import model as rules
from communkit.steps.vocabulary import Kind
from steps.literal import ASKS, STOPS, a_project, a_right, a_table, an_asset, findings, ladder, seen


def test_severities_follow_the_stage() -> None:
    assert ladder(rules.kind_not_considered) == ASKS
    assert ladder(rules.assets_unanswered) == STOPS


def due(stage: str, asset: Any, severity: Severity = Severity.ERROR, **fields: Any) -> set[str]:
    """What is asked of `asset` at `stage`, with that severity, by field."""
    found = findings(rules.assets_unanswered, a_project(stage=stage), a_table(asset, **fields))
    return {one.target.removeprefix("assets[app].") for one in found if one.severity is severity}


class TestColumns:
    def test_an_idea_needs_only_the_kind(self) -> None:
        assert due("idea", {"id": "app"}) == {"kind"}

    def test_preparing_means_knowing_what_it_is_and_whose(self) -> None:
        assert due("preparing", an_asset("code")) == {"name", "description", "rights"}

    def test_opening_needs_licence_contributions_and_place(self) -> None:
        asked = due("opening", an_asset("code"))
        assert asked == {"name", "description", "rights", "software_kind", "paths", "planned_licence", "contributions"}

    def test_the_next_stage_is_announced(self) -> None:
        announced = due("preparing", an_asset("code"), Severity.NOTE)
        assert announced == {"software_kind", "paths", "planned_licence", "contributions"}

    def test_running_asks_for_no_more_than_opening(self) -> None:
        assert due("running", an_asset("code")) == due("opening", an_asset("code"))

    @pytest.mark.parametrize(
        ("kind", "fields", "own"),
        [
            ("code", {}, {"software_kind", "paths", "planned_licence"}),
            ("content", {}, {"content_type", "paths", "planned_licence"}),
            ("sign", {}, {"sign_type", "usage_policy"}),
            ("sign", {"sign_type": "logo"}, {"usage_policy"}),
            ("sign", {"sign_type": "trademark"}, {"usage_policy", "registration"}),
            ("sign", {"sign_type": "domain"}, {"usage_policy", "registration"}),
            ("database", {}, {"paths", "planned_licence"}),
            ("hardware", {}, {"paths", "planned_licence"}),
        ],
    )
    def test_each_kind_has_its_own_questions(self, kind: str, fields: dict[str, Any], own: set[str]) -> None:
        common = {"name", "description", "rights", "contributions"}
        assert due("opening", an_asset(kind, **fields)) - common == own

    def test_rows_inside_a_row_are_asked_too(self) -> None:
        asset = an_asset("code", a_right(), third_party=[{"name": "leaflet"}], actions=[{"what": "sign"}])
        asked = due("opening", asset)
        assert {"rights[town/software].basis", "third_party[leaflet].licence", "actions[sign].due"} <= asked


class TestAnswers:
    def asked(self, **fields: Any) -> bool:
        return "contributions" in due("opening", an_asset("code", **fields))

    @pytest.mark.parametrize("empty", [{}, {"document": "CONTRIBUTING.md"}])
    def test_a_document_without_a_way_is_no_answer(self, empty: dict[str, str]) -> None:
        assert self.asked(contributions=empty)

    def test_a_way_is(self) -> None:
        assert not self.asked(contributions={"mode": "DCO"})

    def test_so_is_a_reason_why_none_is_needed(self) -> None:
        assert not self.asked(not_applicable={"contributions": "The project is archived."})
        assert not self.asked(not_applicable={"*": "Dropped from the opening."})

    def test_not_knowing_yet_only_warns(self) -> None:
        unknown = {"unknown": {"contributions": "The committee of May decides."}}
        assert not self.asked(**unknown)
        assert "contributions" in due("opening", an_asset("code", **unknown), Severity.WARNING)

    @pytest.mark.parametrize("proposed", ["contributions", "*"])
    def test_a_proposal_is_no_answer(self, proposed: str) -> None:
        assert self.asked(contributions={"mode": "DCO"}, proposed=[proposed])


class TestSixRows:
    """A row that does not apply is an answer too; a forgotten one blocks."""

    def missing(self, *kinds: str, stage: str = "preparing", **fields: Any) -> int:
        assets = [{**an_asset(kind), "id": kind} for kind in kinds]
        found = findings(rules.kind_not_considered, a_project(stage=stage), a_table(*assets, **fields))
        assert {one.target for one in found} <= {"assets"}
        return len(found)

    def test_five_are_missing(self) -> None:
        assert self.missing("code") == 5

    def test_all_are_there(self) -> None:
        assert self.missing(*Kind) == 0

    @pytest.mark.parametrize("note", ["not_applicable", "unknown"])
    def test_a_note_on_a_row_answers_for_it(self, note: str) -> None:
        fields: dict[str, Any] = {note: {"hardware": "Nothing is built."}}
        assert self.missing("code", **fields) == 4

    @pytest.mark.parametrize("whole", ["*", "assets"])
    def test_a_note_on_the_whole_table_answers_for_all(self, whole: str) -> None:
        assert self.missing(not_applicable={whole: "The commons is a method; nothing is written down yet."}) == 0

    def test_an_idea_without_any_asset_is_left_in_peace(self) -> None:
        assert self.missing(stage="idea") == 0
        assert self.missing("code", stage="idea") == 5

    def test_a_proposed_asset_is_considered(self) -> None:
        table = a_table({**an_asset("code"), "proposed": ["*"]})
        assert len(seen(rules.kind_not_considered, table=table)) == 5
