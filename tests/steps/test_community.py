"""The rules of the community, on literal models, both ways."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.marked import Message
from communkit.model.completeness import answers
from communkit.rules import Rule, Severity
from communkit.steps.community import animation, circles, indicators
from communkit.steps.community.model import community_unanswered
from communkit.steps.vocabulary import UserType
from steps.gathering import a_community, places, reported
from steps.literal import ASKS, NOTES, WARNS_LATE, ladder


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (circles.circle_closed, WARNS_LATE),
        (circles.inner_circle_larger, WARNS_LATE),
        (circles.count_is_old, ["note", "note", "note", "warning"]),
        (circles.target_below_count, NOTES),
        (circles.one_maintainer, ["note", "note", "warning", "error"]),
        (circles.user_type_not_considered, WARNS_LATE),
        (circles.role_after_nothing, ["note", "note", "warning", "error"]),
        (circles.way_inward_in_a_circle, ["note", "warning", "warning", "warning"]),
        (animation.skill_missing_without_plan, WARNS_LATE),
        (animation.skill_held_by_one, ["note", "note", "note", "warning"]),
        (animation.no_public_channel, ["note", "note", "warning", "error"]),
        (animation.animation_rests_on_one, NOTES),
        (animation.meeting_missed, WARNS_LATE),
        (animation.conduct_without_contact, ["note", "note", "warning", "error"]),
        (animation.conduct_with_one_contact, NOTES),
        (animation.vitality_risk_not_considered, ["note", "note", "note", "warning"]),
        (animation.vitality_risk_without_answer, WARNS_LATE),
        (indicators.indicator_never_measured, ["note", "note", "note", "warning"]),
        (indicators.target_date_passed, WARNS_LATE),
        (indicators.measured_in_the_future, ["warning"] * 4),
        (indicators.indicator_goes_the_wrong_way, WARNS_LATE),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected
    assert ladder(rule) != ASKS


class TestCompleteness:
    def test_an_idea_is_told_in_one_note_what_comes_next(self) -> None:
        (only,) = reported(community_unanswered, a_community(), stage="idea")
        assert only.severity is Severity.NOTE
        what = only.message.params["what"]
        assert isinstance(what, tuple)
        assert Message("Who the users are") in what

    def test_half_of_an_answer_is_no_error_for_an_idea(self) -> None:
        half = a_community(circles={"users": {"who": "those who come"}}, skills=[{"what": "to code", "gap": "missing"}])
        for rule in (community_unanswered, circles.circle_closed, animation.skill_missing_without_plan):
            assert all(one.severity is Severity.NOTE for one in reported(rule, half, stage="idea"))

    def test_circles_are_there_before_anybody_writes_them(self) -> None:
        empty = a_community()
        written = a_community(circles=None)
        for one in (empty, written, a_community(circles={"users": None})):
            asked = {(each.row.address.text, each.field) for each in answers(one)}
            assert ("community.circles.users", "who") in asked
            assert ("community.circles.maintainers", "how_to_enter") in asked

    def test_due_at_each_stage(self) -> None:
        due = {
            stage: set(places(community_unanswered, a_community(), stage=stage)) for stage in ("preparing", "opening")
        }
        assert "community.circles.users.who" in due["preparing"]
        counted = [
            one
            for one in reported(community_unanswered, a_community(), stage="preparing")
            if one.target == "community.circles.users.count"
        ]
        assert [one.severity for one in counted] == [Severity.NOTE]
        assert "community.indicators" in due["opening"]


class TestCircles:
    def test_a_circle_that_nobody_can_enter(self) -> None:
        closed = {"how_to_enter": "only founders"}
        found = a_community(circles={"maintainers": {"not_applicable": closed}})
        assert places(circles.circle_closed, found) == ["community.circles.maintainers.how_to_enter"]
        whole = a_community(circles={"contributors": {"not_applicable": {"*": "none"}}})
        assert places(circles.circle_closed, whole) == ["community.circles.contributors.how_to_enter"]

    def test_users_need_no_way_in_and_silence_is_another_matter(self) -> None:
        assert places(circles.circle_closed, a_community(circles={"users": {"not_applicable": {"*": "all"}}})) == []
        assert places(circles.circle_closed, a_community()) == []

    def sizes(self, field: str, *counts: int | None) -> list[str]:
        names = ("users", "contributors", "maintainers")
        given = {name: {field: count} for name, count in zip(names, counts, strict=True) if count is not None}
        return places(circles.inner_circle_larger, a_community(circles=given))

    @pytest.mark.parametrize("field", ["count", "target"])
    def test_an_inner_circle_is_part_of_the_outer_one(self, field: str) -> None:
        assert self.sizes(field, 10, 11, 2) == [f"community.circles.contributors.{field}"]
        assert self.sizes(field, 10, None, 12) == [f"community.circles.maintainers.{field}"]
        assert self.sizes(field, 10, 10, 10) == []
        assert self.sizes(field, 10, None, None) == []

    @pytest.mark.parametrize(("day", "expected"), [("2025-11-19", 1), ("2025-11-20", 0), ("2026-11-20", 0)])
    def test_a_count_of_more_than_a_year(self, day: str, expected: int) -> None:
        found = a_community(circles={"users": {"count": 3, "counted_on": day}})
        assert len(places(circles.count_is_old, found)) == expected

    def test_a_circle_that_is_meant_to_shrink(self) -> None:
        assert places(circles.target_below_count, a_community(circles={"users": {"count": 9, "target": 8}}))
        assert not places(circles.target_below_count, a_community(circles={"users": {"count": 9, "target": 9}}))
        assert not places(circles.target_below_count, a_community(circles={"users": {"target": 8}}))

    @pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 1), (2, 0)])
    def test_one_maintainer(self, count: int, expected: int) -> None:
        assert len(places(circles.one_maintainer, a_community(circles={"maintainers": {"count": count}}))) == expected
        assert not places(circles.one_maintainer, a_community(circles={"users": {"count": count}}))

    def test_types_of_users(self) -> None:
        two = a_community(user_types=[{"type": "innovator"}, {"type": "lay"}])
        (only,) = reported(circles.user_type_not_considered, two)
        assert only.message.params["key"] == str(UserType.FRONTIER)
        noted = {"type": "frontier", "not_applicable": {"*": "none"}}
        assert not places(circles.user_type_not_considered, a_community(user_types=[*ROWS, noted]))
        assert not places(circles.user_type_not_considered, a_community())  # nobody has begun


ROWS: list[dict[str, Any]] = [{"type": "innovator"}, {"type": "lay"}]


class TestLadder:
    def found(self, rule: Rule, *rungs: tuple[str, str | None]) -> list[str]:
        listed = [{"role": role, **({"after": after} if after else {})} for role, after in rungs]
        return places(rule, a_community(ladder=listed))

    def test_a_rung_that_is_not_there(self) -> None:
        rungs = (("contributor", "users"), ("maintainer", "reviewer"))
        assert self.found(circles.role_after_nothing, *rungs) == ["community.ladder[maintainer].after"]
        assert self.found(circles.role_after_nothing, *rungs, ("Reviewer", "contributors")) == []

    def test_rungs_that_wait_for_each_other(self) -> None:
        rule = circles.way_inward_in_a_circle
        assert self.found(rule, ("a", "b"), ("b", "c"), ("c", "A")) == ["community.ladder[a].after"]
        assert self.found(rule, ("a", "a")) == ["community.ladder[a].after"]
        assert self.found(rule, ("x", "a"), ("a", "b"), ("b", "a")) == ["community.ladder[a].after"]
        assert self.found(rule, ("a", "b"), ("b", "c"), ("c", None)) == []


class TestAnimation:
    @pytest.mark.parametrize(
        ("skill", "expected"),
        [
            ({"gap": "missing"}, 1),
            ({"gap": "thin"}, 1),
            ({"gap": "missing", "plan": "train"}, 0),
            ({"gap": "covered"}, 0),
            ({}, 0),
        ],
    )
    def test_a_gap_without_a_plan(self, skill: dict[str, Any], expected: int) -> None:
        found = a_community(skills=[{"what": "write", **skill}])
        assert len(places(animation.skill_missing_without_plan, found)) == expected

    def test_a_skill_of_one(self) -> None:
        def held(gap: str, *who: str) -> list[str]:
            return places(
                animation.skill_held_by_one, a_community(skills=[{"what": "w", "gap": gap, "held_by": [*who]}])
            )

        assert held("covered", "ann")
        assert held("covered", "ann", "ann")
        assert not held("covered", "ann", "bob")
        assert not held("thin", "ann")

    @pytest.mark.parametrize(
        ("told", "expected"), [([False], 1), ([False, False], 1), ([False, True], 0), ([False, None], 0), ([], 0)]
    )
    def test_channels_that_are_all_closed(self, told: list[bool | None], expected: int) -> None:
        listed = [{"name": f"c{n}", **({"public": one} if one is not None else {})} for n, one in enumerate(told)]
        assert len(places(animation.no_public_channel, a_community(channels=listed))) == expected

    @pytest.mark.parametrize(
        ("animators", "expected"),
        [(["a", "A", "a"], 1), (["a", "a"], 0), (["a", "b", "a"], 0), (["a", "a", None], 0)],
    )
    def test_one_animator_for_all(self, animators: list[str | None], expected: int) -> None:
        listed = [{"what": f"m{n}", **({"animator": one} if one else {})} for n, one in enumerate(animators)]
        assert len(places(animation.animation_rests_on_one, a_community(rituals=listed))) == expected

    @pytest.mark.parametrize(("day", "expected"), [("2026-11-20", 1), ("2026-11-21", 0), ("2027-01-01", 0)])
    def test_a_date_that_has_passed(self, day: str, expected: int) -> None:
        found = a_community(rituals=[{"what": "m", "next_on": day}])
        assert len(places(animation.meeting_missed, found)) == expected

    def test_conduct_wants_two_doors(self) -> None:
        def conduct(**told: str) -> tuple[int, int]:
            found = a_community(code_of_conduct=told)
            rules = (animation.conduct_without_contact, animation.conduct_with_one_contact)
            return len(places(rules[0], found)), len(places(rules[1], found))

        assert conduct(document="C.md") == (1, 0)
        assert conduct(document="C.md", contact="a") == (0, 1)
        assert conduct(document="C.md", contact="a", other_contact="a") == (0, 1)
        assert conduct(document="C.md", contact="a", other_contact="b") == (0, 0)
        assert conduct(contact="a") == (0, 1)

    def test_the_two_known_risks(self) -> None:
        rule = animation.vitality_risk_not_considered
        assert len(places(rule, a_community())) == 2
        assert len(places(rule, a_community(risks=[{"risk": "hired-away"}]))) == 1
        assert not places(rule, a_community(risks=[{"risk": "hired-away"}, {"risk": "quality-bar"}]))
        assert not places(rule, a_community(unknown={"risks": "ask them"}))
        assert not places(rule, a_community(), stage="preparing")

    def test_signs_want_an_answer(self) -> None:
        def risk(**told: Any) -> list[str]:
            found = a_community(risks=[{"risk": "other", **told}])
            return places(animation.vitality_risk_without_answer, found)

        assert risk(signs="they leave")
        assert not risk(signs="they leave", answer="we ask them")
        assert not risk(signs="they leave", not_applicable={"answer": "accepted"})
        assert not risk()


class TestIndicators:
    def found(
        self, rule: Rule, *values: int, days: tuple[str, ...] = (), stage: str = "opening", **told: Any
    ) -> list[str]:
        on = days or tuple(f"20{20 + n}-01-01" for n in range(len(values)))
        measured = [{"on": day, "value": value} for day, value in zip(on, values, strict=True)]
        return places(rule, a_community(indicators=[{"name": "i", "measured": measured, **told}]), stage=stage)

    def test_never_measured(self) -> None:
        assert self.found(indicators.indicator_never_measured)
        assert not self.found(indicators.indicator_never_measured, 3)
        assert not self.found(indicators.indicator_never_measured, stage="preparing")

    @pytest.mark.parametrize(
        ("value", "told", "expected"),
        [
            (9, {"target": 10, "target_on": "2026-11-20"}, 1),
            (10, {"target": 10, "target_on": "2026-11-20"}, 0),
            (9, {"target": 10, "target_on": "2026-11-21"}, 0),
            (9, {"target": 10}, 0),
            (9, {"target": 3, "target_on": "2026-11-20", "direction": "lower"}, 1),
            (3, {"target": 3, "target_on": "2026-11-20", "direction": "lower"}, 0),
        ],
    )
    def test_a_target_whose_day_has_passed(self, value: int, told: dict[str, Any], expected: int) -> None:
        assert len(self.found(indicators.target_date_passed, value, **told)) == expected
        assert not self.found(indicators.target_date_passed, **told)

    def test_a_measure_of_tomorrow(self) -> None:
        rule = indicators.measured_in_the_future
        assert self.found(rule, 1, days=("2026-11-22",)) == ["community.indicators[i].measured[2026-11-22].on"]
        assert not self.found(rule, 1, days=("2026-11-21",))

    @pytest.mark.parametrize(
        ("values", "told", "expected"),
        [
            ((9, 8, 7), {"target": 20}, 1),
            ((5, 9, 8, 7), {"target": 20}, 1),
            ((9, 8, 8), {"target": 20}, 0),
            ((9, 8), {"target": 20}, 0),
            ((9, 8, 7), {}, 0),
            ((30, 28, 25), {"target": 20}, 0),
            ((3, 4, 5), {"target": 2, "direction": "lower"}, 1),
            ((5, 4, 3), {"target": 2, "direction": "lower"}, 0),
        ],
    )
    def test_three_steps_the_wrong_way(self, values: tuple[int, ...], told: dict[str, Any], expected: int) -> None:
        assert len(self.found(indicators.indicator_goes_the_wrong_way, *values, **told)) == expected

    def test_measures_are_read_in_the_order_of_their_days(self) -> None:
        days = ("2026-01-01", "2024-01-01", "2025-01-01")
        assert self.found(indicators.indicator_goes_the_wrong_way, 7, 9, 8, days=days, target=20)
