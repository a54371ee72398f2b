"""The rules of the need, each both ways, and what is computed from it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communkit.rules import Rule, Severity
from communkit.steps.need import decision, people, survey
from communkit.steps.need.model import Coverage, Need, Priority, fits, is_of_general_interest, need_unanswered
from steps.intent import a_need, a_requirement, a_solution, an_actor, looked, targets
from steps.literal import ASKS, NOTES, WARNS, a_project, ladder

IDEA = a_project(stage="idea")
OPENING = a_project(stage="opening")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (need_unanswered, ["note", "error", "error", "error"]),
        (people.users_not_heard, WARNS),
        (people.requirement_untested, ASKS),
        (people.tested_by_provider, NOTES),
        (people.stated_by_outsider, NOTES),
        (people.involved_late, NOTES),
        (people.everything_indispensable, NOTES),
        (survey.solution_never_contacted, WARNS),
        (survey.alone_without_contact, ["note", "error", "error", "error"]),
        (survey.survey_out_of_date, WARNS),
        (survey.results_without_solution, WARNS),
        (survey.coverage_of_unknown_requirement, ["warning", "error", "error", "error"]),
        (survey.coverage_with_holes, WARNS),
        (survey.openness_against_licence, WARNS),
        (decision.decision_without_solution, ASKS),
        (decision.decision_against_coverage, WARNS),
        (decision.decided_before_looking, WARNS),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


class TestUnanswered:
    def test_an_idea_is_asked_five_things_and_scolded_for_none(self) -> None:
        found = looked(need_unanswered, a_need(), project=IDEA)
        assert {one.severity for one in found} == {Severity.NOTE}
        asked = {"need.problem", "need.actors", "need.collective_interest", "need.requirements", "need.solutions"}
        assert {one.target for one in found} == {"need", *asked}

    def test_what_comes_later_is_told_in_one_note(self) -> None:
        need = a_need(
            problem="x",
            collective_interest="y",
            requirements=[a_requirement()],
            actors=[an_actor()],
            solutions=[a_solution()],
        )
        found = looked(need_unanswered, need, project=IDEA)
        assert [one.target for one in found] == ["need", "need.actors[town/user].user_type"]

    def test_not_knowing_yet_is_no_more_than_a_note_at_first(self) -> None:
        need = a_need(unknown={"problem": "ask the neighbours"})
        for stage, expected in (("idea", Severity.NOTE), ("preparing", Severity.WARNING)):
            found = {one.target: one for one in looked(need_unanswered, need, project=a_project(stage=stage))}
            assert found["need.problem"].severity is expected

    def test_preparing_wants_the_survey_and_the_decision(self) -> None:
        found = looked(need_unanswered, a_need())
        errors = {one.target for one in found if one.severity is Severity.ERROR}
        assert {"need.catalogues", "need.solutions", "need.decision", "need.public_interest"} <= errors

    def test_what_has_a_rule_of_its_own_is_not_told_twice(self) -> None:
        need = a_need(requirements=[a_requirement()], solutions=[a_solution()])
        found = targets(need_unanswered, need, project=OPENING)
        assert not [one for one in found if one.endswith(("contacted_on", "tested_by"))]

    def test_a_plan_to_get_in_touch_is_told(self) -> None:
        need = a_need(solutions=[a_solution(unknown={"contacted_on": "we write next week"})])
        assert "need.solutions[map].contacted_on" in targets(need_unanswered, need)


class TestPeople:
    def heard(self, *actors: Any, **fields: Any) -> list[str]:
        found = looked(people.users_not_heard, a_need(actors=list(actors), **fields))
        return [str(one.message.params["key"]) for one in found]

    def test_each_type_of_users_is_heard(self) -> None:
        spoken = [an_actor("town", user_type="frontier", interest="x"), an_actor("club", user_type="lay", interest="x")]
        assert self.heard(*spoken) == ["innovator"]
        assert self.heard(*spoken, an_actor("friends", user_type="innovator", interest="x")) == []
        assert self.heard() == [], "with no actor at all, the list itself is missing"

    def test_a_note_says_why_a_type_is_missing(self) -> None:
        spoken = an_actor("town", user_type="frontier", interest="x")
        notes = {"not_applicable": {"innovator": "nobody"}, "unknown": {"lay": "a poster in the library"}}
        assert self.heard(spoken, **notes) == []

    def test_to_be_named_is_not_to_be_heard(self) -> None:
        notes = {"not_applicable": {"innovator": "nobody", "lay": "nobody"}}
        silent = an_actor("town", user_type="frontier")
        assert self.heard(silent, **notes) == ["frontier"]
        assert self.heard(silent, requirements=[a_requirement(stated_by="town")], **notes) == []

    def untested(self, stage: str, **fields: Any) -> list[Severity]:
        need = a_need(requirements=[a_requirement(**fields)])
        return [one.severity for one in looked(people.requirement_untested, need, project=a_project(stage=stage))]

    def test_what_is_indispensable_wants_somebody_to_try_it(self) -> None:
        assert self.untested("idea", priority="must") == [], "nobody asks that at the first workshop"
        assert self.untested("preparing", priority="must") == [Severity.WARNING]
        assert self.untested("opening", priority="must") == [Severity.ERROR]
        assert self.untested("opening", priority="must", tested_by="town") == []
        assert self.untested("opening", priority="must", unknown={"tested_by": "the next meeting"}) == []

    def test_what_is_desirable_wants_it_later_and_less(self) -> None:
        assert self.untested("preparing", priority="could") == []
        assert self.untested("opening", priority="could") == [Severity.NOTE]

    def test_a_provider_is_no_judge_of_its_own_work(self) -> None:
        tested = [a_requirement(tested_by="studio")]
        provider = an_actor("studio", "provider")
        rule = people.tested_by_provider
        assert targets(rule, a_need(actors=[provider], requirements=tested)) == ["need.requirements[find].tested_by"]
        assert targets(rule, a_need(actors=[provider, an_actor("studio")], requirements=tested)) == []
        assert targets(rule, a_need(actors=[an_actor("studio", "funder")], requirements=tested)) == []

    def test_who_states_a_need_has_it(self) -> None:
        stated = [a_requirement(stated_by="club")]
        rule = people.stated_by_outsider
        assert targets(rule, a_need(actors=[an_actor()], requirements=stated)) == ["need.requirements[find].stated_by"]
        assert targets(rule, a_need(actors=[an_actor("club")], requirements=stated)) == []
        assert targets(rule, a_need(requirements=stated)) == []

    @pytest.mark.parametrize(("since", "late"), [("2026-04-01", True), ("2026-03-01", False), ("2026-02-01", False)])
    def test_who_comes_after_the_decision(self, since: str, late: bool) -> None:
        need = a_need(actors=[an_actor(involved_since=since)], decision={"decided_on": "2026-03-01"})
        assert bool(targets(people.involved_late, need)) == late

    def test_when_everything_is_indispensable_nothing_is(self) -> None:
        def all_of(*priorities: str) -> list[str]:
            rows = [a_requirement(f"r{place}", priority=one) for place, one in enumerate(priorities)]
            return targets(people.everything_indispensable, a_need(requirements=rows))

        assert all_of("must", "must", "must", "must") == ["need.requirements"]
        assert all_of("must", "must", "must", "should") == []
        assert all_of("must", "must", "must") == [], "a short list can be all indispensable"


class TestSurvey:
    def missed(self, rule: Rule, choice: str | None = None, **fields: Any) -> list[str]:
        told = {"decision": {"choice": choice}} if choice else {}
        requirements = [a_requirement(priority="must"), a_requirement("print")]
        return targets(rule, a_need(requirements=requirements, solutions=[a_solution(**fields)], **told))

    PLACE = ("need.solutions[map].contacted_on",)

    def test_who_met_the_need_is_contacted(self) -> None:
        rule = survey.solution_never_contacted
        assert self.missed(rule) == [*self.PLACE]
        assert self.missed(rule, coverage={"find": "partial"}) == [*self.PLACE]
        assert self.missed(rule, coverage={"find": "none"}) == []
        assert self.missed(rule, coverage=None) == []
        assert self.missed(rule, contacted_on="2026-03-01") == []
        assert self.missed(rule, not_applicable={"contacted_on": "its authors are dead"}) == []
        assert self.missed(rule, unknown={"contacted_on": "we write next week"}) == []

    def test_a_product_takes_nobody_in(self) -> None:
        rule = survey.solution_never_contacted
        assert self.missed(rule, openness="proprietary", coverage={"print": "full"}) == []
        assert self.missed(rule, openness="proprietary", coverage={"find": "full"}) == [*self.PLACE]

    @pytest.mark.parametrize("choice", ["build", "fork"])
    def test_nobody_goes_alone_before_asking(self, choice: str) -> None:
        assert self.missed(survey.alone_without_contact, choice) == [*self.PLACE]
        assert self.missed(survey.solution_never_contacted, choice) == [], "told once"
        assert self.missed(survey.alone_without_contact, choice, contacted_on="2026-03-01") == []
        assert self.missed(survey.alone_without_contact, choice, unknown={"contacted_on": "soon"}) == [*self.PLACE]

    @pytest.mark.parametrize("choice", [None, "join", "interoperate", "buy"])
    def test_other_ways_are_not_alone(self, choice: str | None) -> None:
        assert self.missed(survey.alone_without_contact, choice) == []

    def old(self, *days: str, decided: str | None = None) -> list[str]:
        rows = [{"name": f"c{place}", "consulted_on": day} for place, day in enumerate(days)]
        told = {"decision": {"decided_on": decided}} if decided else {}
        return targets(survey.survey_out_of_date, a_need(catalogues=rows, **told))

    def test_a_survey_grows_old(self) -> None:
        assert self.old("2025-01-01") == ["need.catalogues"]
        assert self.old("2025-01-01", "2026-06-01") == [], "one recent look is enough"
        assert self.old("2025-11-21") == []
        assert self.old() == []

    def test_a_survey_is_measured_at_the_decision(self) -> None:
        assert self.old("2025-01-01", decided="2025-06-01") == []
        assert self.old("2024-01-01", decided="2025-06-01") == ["need.catalogues"]

    def test_a_copy_grows_old_too(self) -> None:
        def copy(day: str) -> list[str]:
            row = {"name": "SILL", "consulted_on": "2026-11-01", "snapshot_date": day}
            return targets(survey.survey_out_of_date, a_need(catalogues=[row]))

        assert copy("2024-01-01") == ["need.catalogues[SILL].snapshot_date"]
        assert copy("2026-01-01") == []

    def test_results_lead_to_solutions(self) -> None:
        rows = [{"name": "SILL", "results": 3}, {"name": "Les Bases", "results": 0}, {"name": "peers"}]
        rule = survey.results_without_solution
        assert targets(rule, a_need(catalogues=rows)) == ["need.catalogues[SILL].results"]
        assert targets(rule, a_need(catalogues=rows, solutions=[a_solution()])) == []

    def test_the_matrix_has_no_row_that_nobody_wrote(self) -> None:
        def named(name: str) -> list[object]:
            need = a_need(requirements=[a_requirement()], solutions=[a_solution(coverage={name: "full"})])
            return [one.message.params.get("near") for one in looked(survey.coverage_of_unknown_requirement, need)]

        assert named("find") == []
        assert named("fnd") == ["find"]
        assert named("something-else") == [None]

    def test_the_matrix_has_no_holes(self) -> None:
        def holes(coverage: dict[str, str] | None) -> list[str]:
            rows = [a_requirement(), a_requirement("print")]
            need = a_need(requirements=rows, solutions=[a_solution(coverage=coverage)])
            return targets(survey.coverage_with_holes, need)

        assert holes({"find": "full"}) == ["need.solutions[map].coverage"]
        assert holes({"find": "full", "print": "none"}) == []
        assert holes(None) == [], "completeness asks for what was not begun"

    @pytest.mark.parametrize(
        ("openness", "licence", "wrong"),
        [
            ("free", "CC-BY-NC-4.0", True),
            ("free", "GPL-3.0-or-later", False),
            ("free", "Zlib", False),
            ("proprietary", "MIT", True),
            ("shared-source", "CC-BY-NC-4.0", False),
            ("shared-source", "EUPL-1.2 OR CC-BY-NC-4.0", True),
            ("free", "LicenseRef-ours", False),
            ("free", None, False),
            (None, "CC-BY-NC-4.0", False),
        ],
    )
    def test_openness_is_what_the_licence_says(self, openness: str | None, licence: str | None, wrong: bool) -> None:
        need = a_need(solutions=[a_solution(openness=openness, licence=licence)])
        assert bool(targets(survey.openness_against_licence, need)) == wrong


class TestDecision:
    def decided(self, rule: Rule, choice: str, solution: str | None = None, **fields: Any) -> list[str]:
        told = {"choice": choice, **({"solution": solution} if solution else {})}
        return targets(rule, a_need(solutions=[a_solution()], decision=told, **fields))

    def test_a_decision_names_its_solution(self) -> None:
        rule = decision.decision_without_solution
        assert self.decided(rule, "join") == ["need.decision.solution"]
        assert self.decided(rule, "join", "map") == []
        assert self.decided(rule, "join", "mpa") == ["need.decision.solution"]
        assert self.decided(rule, "build") == []
        assert targets(rule, a_need()) == []

    @pytest.mark.parametrize(
        ("choice", "answer", "against"),
        [
            ("adopt", "none", True),
            ("buy", "none", True),
            ("adopt", "partial", False),
            ("adopt", "full", False),
            ("extend", "none", False),
            ("join", "none", False),
        ],
    )
    def test_what_is_taken_as_it_is_must_do(self, choice: str, answer: str, against: bool) -> None:
        need = a_need(
            requirements=[a_requirement(priority="must")],
            solutions=[a_solution(coverage={"find": answer})],
            decision={"choice": choice, "solution": "map"},
        )
        assert bool(targets(decision.decision_against_coverage, need)) == against

    @pytest.mark.parametrize(
        ("priority", "openness", "against"),
        [("must", "free", True), ("must", "proprietary", False), ("should", "free", False)],
    )
    def test_nothing_new_is_built_where_something_free_will_do(
        self, priority: str, openness: str, against: bool
    ) -> None:
        need = a_need(
            requirements=[a_requirement(priority=priority)],
            solutions=[a_solution(openness=openness)],
            decision={"choice": "build"},
        )
        assert bool(targets(decision.decision_against_coverage, need)) == against

    def before(self, **fields: Any) -> list[str]:
        need = a_need(**{"decision": {"choice": "join", "solution": "map", "decided_on": "2026-03-01"}, **fields})
        return targets(decision.decided_before_looking, need)

    def test_one_looks_before_one_decides(self) -> None:
        assert self.before() == ["need.decision.decided_on"]
        assert self.before(catalogues=[{"name": "SILL", "consulted_on": "2026-04-01"}]) == ["need.decision.decided_on"]
        assert self.before(catalogues=[{"name": "SILL", "consulted_on": "2026-02-01"}]) == []
        assert self.before(solutions=[a_solution(contacted_on="2026-02-01")]) == []
        assert self.before(not_applicable={"catalogues": "a legal duty"}) == []
        assert self.before(decision={"choice": "build"}) == []

    def test_one_speaks_to_those_whom_one_joins_before(self) -> None:
        late = [a_solution(contacted_on="2026-05-01")]
        assert self.before(solutions=late) == ["need.solutions[map].contacted_on"]
        alone = {"choice": "fork", "solution": "map", "decided_on": "2026-03-01"}
        assert self.before(solutions=late, decision=alone) == []


def test_both_interests_together_make_a_commons_of_general_interest() -> None:
    assert is_of_general_interest(a_need(public_interest="x", collective_interest="y"))
    assert not is_of_general_interest(a_need(public_interest="x"))
    assert not is_of_general_interest(a_need(collective_interest="y"))


ANSWERS = st.sampled_from([*Coverage, None])
PRIORITIES = st.sampled_from([*Priority, None])


@given(
    st.lists(PRIORITIES, max_size=6),
    st.lists(st.lists(ANSWERS, min_size=8, max_size=8), max_size=4),
)
def test_the_tally_is_what_one_counts_by_hand(priorities: list[Any], cells: list[list[Any]]) -> None:
    need = _matrix(priorities, cells)
    found = fits(need)
    assert len(found) == len(cells)
    for place, answers in enumerate(cells):
        fit = found[f"s{place}"]
        pairs = list(zip(priorities, answers, strict=False))  # answers beyond the requirements name nothing
        must = [answer for priority, answer in pairs if priority is Priority.MUST]
        for tally, own in ((fit.all, [answer for _, answer in pairs]), (fit.must, must)):
            assert (tally.full, tally.partial, tally.none) == tuple(own.count(one) for one in Coverage)
            assert tally.open == own.count(None)
            assert tally.total == len(own)
        assert fit.covers == any(answer in (Coverage.FULL, Coverage.PARTIAL) for _, answer in pairs)
        assert fit.suffices == (bool(must) and all(answer is Coverage.FULL for answer in must))


def _matrix(priorities: list[Any], cells: list[list[Any]]) -> Need:
    def told(**fields: Any) -> dict[str, Any]:
        return {name: value for name, value in fields.items() if value is not None}

    requirements = [told(id=f"r{place}", priority=one and str(one)) for place, one in enumerate(priorities)]
    solutions = [
        {"id": f"s{place}", "coverage": {f"r{row}": str(one) for row, one in enumerate(answers) if one}}
        for place, answers in enumerate(cells)
    ]
    return a_need(requirements=requirements, solutions=solutions)
