"""The rules of the project's identity card, each both ways."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from communkit.marked import Message
from communkit.rules import Rule, Severity
from communkit.steps.project import Project, identity, softening
from steps.literal import NOTES, PARTIES, STOPS, TODAY, WARNS_LATE, a_project, a_table, an_asset, findings, ladder


def seen(rule: Rule, project: Project | None = None, **fields: Any) -> list[str]:
    return [one.target for one in findings(rule, project or a_project(**fields))]


def a_waiver(**fields: Any) -> dict[str, Any]:
    whole = {"rule": "AST012", "target": "assets[app]", "reason": "r", "by": "the board", "until": "2027-01-31"}
    return {name: value for name, value in (whole | fields).items() if value is not None}


def an_opinion(**fields: Any) -> dict[str, Any]:
    whole = {"target": "assets[app]", "on": "2026-10-01", "by": "b", "conclusion": "c", "reference": "note 12"}
    return {name: value for name, value in (whole | fields).items() if value is not None}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (identity.project_unanswered, STOPS),
        (softening.waiver_expired, ["warning"] * 4),
        (identity.group_in_a_circle, STOPS),
        (identity.restricted_in_public, STOPS),
        (identity.condition_ended, NOTES),
        (identity.unnamed_group_at_opening, WARNS_LATE),
        (identity.unknown_licence_list, ["warning", "warning", "error", "error"]),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


class TestUnanswered:
    def test_an_idea_needs_its_name_and_stage(self) -> None:
        found = findings(identity.project_unanswered, a_project(name=None, stage=None, parties=None, jurisdiction=None))
        errors = [one.target for one in found if one.severity is Severity.ERROR]
        assert errors == ["project.name", "project.stage"]

    def test_what_the_next_stage_needs_is_a_note(self) -> None:
        found = findings(identity.project_unanswered, a_project(stage="idea"))
        assert {one.severity for one in found} == {Severity.NOTE}
        assert "project.summary" in [one.target for one in found]
        assert "project.opening" not in [one.target for one in found]

    def test_the_nature_of_each_party_is_needed_to_prepare(self) -> None:
        parties = [{"id": "town", "name": "The town"}, *PARTIES[1:]]
        assert "project.parties[town].nature" in seen(identity.project_unanswered, parties=parties)

    def test_no_condition_is_an_answer_when_it_says_so(self) -> None:
        asked = "project.conditions"
        assert asked in seen(identity.project_unanswered, stage="opening")
        noted = {"conditions": "Nobody funds it."}
        assert asked not in seen(identity.project_unanswered, stage="opening", not_applicable=noted)

    def test_not_knowing_yet_warns(self) -> None:
        project = a_project(summary=None, unknown={"summary": "The workshop of March will write it."})
        found = {one.target: one for one in findings(identity.project_unanswered, project)}
        assert found["project.summary"].severity is Severity.WARNING
        assert found["project.summary"].message.params["plan"] == "The workshop of March will write it."

    def test_a_proposal_is_no_answer(self) -> None:
        assert "project.name" in seen(identity.project_unanswered, proposed=["name"])


class TestWaivers:
    def test_the_day_after_the_last_it_has_expired(self) -> None:
        project = a_project(waivers=[a_waiver(until="2026-11-20")])
        assert seen(softening.waiver_expired, project) == ['project.waivers["AST012/assets[app]"].until']

    @pytest.mark.parametrize("until", ["2026-11-21", "2027-01-31", None])
    def test_on_its_last_day_it_still_runs(self, until: str | None) -> None:
        assert seen(softening.waiver_expired, waivers=[a_waiver(until=until)]) == []

    @pytest.mark.parametrize("field", ["reason", "by", "until"])
    def test_one_that_lacks_a_field_waives_nothing(self, field: str) -> None:
        (only,) = findings(softening.waiver_incomplete, a_project(waivers=[a_waiver(**{field: None})]))
        assert only.message.params["missing"] == (field,)

    def test_a_complete_one_is_complete(self) -> None:
        assert seen(softening.waiver_incomplete, waivers=[a_waiver()]) == []

    def test_a_proposed_one_is_nobodys_claim(self) -> None:
        proposed = a_waiver(reason=None, until="2026-01-01", proposed=["*"])
        assert seen(softening.waiver_incomplete, waivers=[proposed]) == []
        assert seen(softening.waiver_expired, waivers=[proposed]) == []


class TestNamesOfRules:
    def near(self, name: str) -> object:
        (only,) = findings(softening.waiver_of_unknown_rule, a_project(waivers=[a_waiver(rule=name)]))
        return only.message.params.get("near")

    @pytest.mark.parametrize("name", ["AST012", "*"])
    def test_an_identifier_or_a_star_is_known(self, name: str) -> None:
        assert seen(softening.waiver_of_unknown_rule, waivers=[a_waiver(rule=name)]) == []

    @pytest.mark.parametrize("name", ["ast012", "contractor-without-assignment", "AST12"])
    def test_another_way_of_writing_it_is_told_the_identifier(self, name: str) -> None:
        assert self.near(name) == "AST012"

    def test_nothing_near_is_nothing_suggested(self) -> None:
        assert self.near("licence") is None

    def test_reading_is_waived_by_nobody(self) -> None:
        (only,) = findings(softening.waiver_of_unknown_rule, a_project(waivers=[a_waiver(rule="DOC058")]))
        assert only.message.template == "{rule} is about reading itself: no waiver covers it."

    def test_opinions_name_rules_too(self) -> None:
        assert len(seen(softening.waiver_of_unknown_rule, opinions=[an_opinion(rule="AST999")])) == 1
        assert seen(softening.waiver_of_unknown_rule, opinions=[an_opinion()]) == []


class TestOpinions:
    @pytest.mark.parametrize("field", ["by", "conclusion", "reference"])
    def test_one_that_cannot_be_checked(self, field: str) -> None:
        (only,) = findings(softening.opinion_incomplete, a_project(opinions=[an_opinion(**{field: None})]))
        assert only.message.params["missing"] == (field,)

    def test_favourable_may_stay_unsaid(self) -> None:
        assert seen(softening.opinion_incomplete, opinions=[an_opinion()]) == []


class TestOpeningDate:
    def past(self, stage: str | None = "preparing", day: str | None = "2026-11-20") -> list[str]:
        opening = {"perimeter": "All of it.", **({"date": day} if day else {})}
        return seen(identity.opening_date_past, stage=stage, opening=opening)

    @pytest.mark.parametrize("stage", ["idea", "preparing", "opening"])
    def test_it_has_passed_and_nothing_opened(self, stage: str) -> None:
        assert self.past(stage) == ["project.opening.date"]

    def test_the_stage_is_named_for_people(self) -> None:
        (only,) = findings(identity.opening_date_past, a_project(opening={"date": "2026-01-01"}))
        assert only.message.params["stage"] == Message("preparing")

    def test_a_project_that_runs_has_opened(self) -> None:
        assert self.past("running") == []

    @pytest.mark.parametrize("day", ["2026-11-21", "2027-03-01", None])
    def test_today_is_not_past(self, day: str | None) -> None:
        assert self.past(day=day) == []

    def test_no_opening_is_planned_yet(self) -> None:
        assert seen(identity.opening_date_past) == []

    def test_nor_does_anybody_say_how_far_it_has_come(self) -> None:
        assert self.past(None) == []


class TestGroups:
    def circle(self, **member_of: str) -> list[str]:
        parties = [{"id": id, **({"member_of": above} if above else {})} for id, above in member_of.items()]
        return seen(identity.group_in_a_circle, parties=parties)

    def test_a_party_belongs_to_itself(self) -> None:
        assert self.circle(a="a") == ["project.parties[a].member_of"]

    def test_through_another(self) -> None:
        assert len(self.circle(a="b", b="a")) == 2

    def test_only_those_in_the_circle(self) -> None:
        assert self.circle(a="b", b="b") == ["project.parties[b].member_of"]

    def test_a_chain_is_no_circle(self) -> None:
        assert self.circle(a="b", b="c", c="") == []

    def unnamed(self, stage: str = "opening", **fields: Any) -> list[str]:
        return seen(
            identity.unnamed_group_at_opening, stage=stage, parties=[{"id": "users", "nature": "group", **fields}]
        )

    def test_a_group_without_a_name(self) -> None:
        assert self.unnamed() == ["project.parties[users].name"]

    def test_an_idea_may_leave_it_unnamed(self) -> None:
        assert self.unnamed("idea") == []

    @pytest.mark.parametrize(
        "fields",
        [
            {"name": "The users' committee"},
            {"nature": "private"},
            {"not_applicable": {"name": "Whoever sends in a correction; nobody speaks for them."}},
        ],
    )
    def test_named_or_no_group_or_said_why(self, fields: dict[str, Any]) -> None:
        assert self.unnamed(**fields) == []


def test_a_party_is_called_by_its_name_as_soon_as_it_has_one() -> None:
    project = a_project(parties=[{"id": "town", "name": "The town"}, {"id": "club"}])
    assert [project.name_of(id) for id in ("town", "club", "nobody")] == ["The town", "club", "nobody"]


HERE = {"id": "app", "path": ".", "visibility": "public"}


class TestVisibility:
    def leaks(self, *repositories: dict[str, Any], asset: dict[str, Any] | None = None) -> list[str]:
        table = a_table({**an_asset(visibility="restricted"), **(asset or {})})
        return [
            one.target for one in findings(identity.restricted_in_public, a_project(repositories=repositories), table)
        ]

    def test_a_restricted_row_beside_public_code(self) -> None:
        assert self.leaks(HERE) == ["assets[app].visibility"]

    def test_even_when_the_row_is_only_proposed(self) -> None:
        assert self.leaks(HERE, asset={"proposed": ["*"]}) == ["assets[app].visibility"]

    def test_a_whole_document(self) -> None:
        project = a_project(repositories=[HERE], visibility="restricted")
        assert seen(identity.restricted_in_public, project) == ["project.visibility"]

    def test_the_first_repository_holds_the_dossier_where_none_says_so(self) -> None:
        assert self.leaks({"id": "app", "visibility": "public"}) == ["assets[app].visibility"]

    @pytest.mark.parametrize(
        "repositories",
        [
            [HERE | {"visibility": "restricted"}],
            [{"id": "app", "path": "."}],
            [{"id": "app", "path": "../app", "visibility": "public"}],
            [],
            # the dossier has a repository of its own, and the public one does not say where it stands
            [{"id": "app", "visibility": "public"}, {"id": "dossier", "path": ".", "visibility": "restricted"}],
        ],
        ids=["restricted", "not-said", "elsewhere", "none", "dossier-apart"],
    )
    def test_the_dossier_is_not_public(self, repositories: list[dict[str, Any]]) -> None:
        assert self.leaks(*repositories) == []

    def test_a_restricted_repository_is_no_restricted_row(self) -> None:
        other = {"id": "archive", "path": "../archive", "visibility": "restricted"}
        assert seen(identity.restricted_in_public, repositories=[HERE, other]) == []

    def test_public_rows_may_stand_there(self) -> None:
        assert self.leaks(HERE, asset={"visibility": "public"}) == []


class TestConditions:
    def condition(self, **fields: Any) -> list[dict[str, Any]]:
        return [{"funder": "town", "document": "grant 12", **fields}]

    def test_it_ended_yesterday(self) -> None:
        ended = self.condition(until="2026-11-20")
        (only,) = findings(identity.condition_ended, a_project(conditions=ended))
        assert only.target == "project.conditions[town/grant 12].until"
        assert only.message.params == {"funder": "The town", "until": date(2026, 11, 20)}

    @pytest.mark.parametrize("until", [{"until": TODAY.isoformat()}, {"until": "2028-01-01"}, {}])
    def test_it_still_binds(self, until: dict[str, str]) -> None:
        assert seen(identity.condition_ended, conditions=self.condition(**until)) == []

    def test_a_misspelt_list_would_let_everything_pass(self) -> None:
        found = seen(identity.unknown_licence_list, conditions=self.condition(requires={"licence_list": "france"}))
        assert found == ["project.conditions[town/grant 12].requires"]

    @pytest.mark.parametrize("requires", [{"licence_list": "fr"}, {"licences": ["MIT"]}, {}])
    def test_a_list_that_we_have(self, requires: dict[str, Any]) -> None:
        assert seen(identity.unknown_licence_list, conditions=self.condition(requires=requires)) == []
