"""Waivers buy time, opinions answer; both leave the finding in the report."""

from __future__ import annotations

from datetime import date

import pytest

from communkit.rules import Finding, Opinion, Waiver, soften
from rules_room.making import a_finding

TODAY = date(2026, 11, 21)


def waived(finding: Finding, *waivers: Waiver) -> date | None:
    (only,) = soften([finding], waivers, [], TODAY).findings
    return only.waived_until


class TestWaivers:
    @pytest.mark.parametrize("until", [TODAY, date(2027, 1, 31)])
    def test_it_counts_until_its_last_day_included(self, until: date) -> None:
        assert waived(a_finding(), Waiver("AST900", "assets[app]", until)) == until

    def test_the_day_after_the_finding_is_back(self) -> None:
        assert waived(a_finding(), Waiver("AST900", "assets[app]", date(2026, 11, 20))) is None

    @pytest.mark.parametrize(
        ("rule", "target"), [("AST900", "assets"), ("AST900", "*"), ("*", "assets[app]"), ("AST900", "assets[app]")]
    )
    def test_it_covers_what_is_inside(self, rule: str, target: str) -> None:
        assert waived(a_finding("assets[app].paths"), Waiver(rule, target, TODAY)) == TODAY

    @pytest.mark.parametrize(
        ("rule", "target"), [("AST901", "assets[app]"), ("ast900", "assets[app]"), ("AST900", "assets[app2]")]
    )
    def test_another_rule_or_row_is_not_covered(self, rule: str, target: str) -> None:
        assert waived(a_finding(), Waiver(rule, target, TODAY)) is None

    def test_of_two_the_longer_counts(self) -> None:
        longer = Waiver("AST900", "*", date(2028, 1, 1))
        assert waived(a_finding(), Waiver("AST900", "assets[app]", TODAY), longer) == date(2028, 1, 1)

    def test_a_waived_finding_is_still_told(self) -> None:
        (only,) = soften([a_finding()], [Waiver("AST900", "*", TODAY)], [], TODAY).findings
        assert not only.is_open
        assert only.severity is a_finding().severity

    def test_those_that_nothing_needed_are_named(self) -> None:
        needed, idle = Waiver("AST900", "*", TODAY), Waiver("AST901", "*", TODAY)
        over = Waiver("AST902", "*", date(2020, 1, 1))
        assert soften([a_finding()], [needed, idle, over], [], TODAY).idle == (idle,)


class TestOpinions:
    YES = Opinion("assets[app]", "The licence may be given.", on=date(2026, 1, 1))
    NO = Opinion("assets[app]", "It may not.", favourable=False, on=date(2026, 6, 1))

    def answered(self, finding: Finding, *opinions: Opinion) -> tuple[str | None, bool, bool]:
        (only,) = soften([finding], [], opinions, TODAY).findings
        return only.answered, only.counsel, only.is_open

    def test_a_favourable_answer_closes_a_question_of_law(self) -> None:
        assert self.answered(a_finding(counsel=True), self.YES) == ("The licence may be given.", False, False)

    def test_an_unfavourable_one_leaves_the_problem_and_asks_no_more(self) -> None:
        assert self.answered(a_finding(counsel=True), self.NO) == (None, False, True)

    def test_the_latest_answer_counts_wherever_it_stands(self) -> None:
        for opinions in ((self.YES, self.NO), (self.NO, self.YES)):
            assert self.answered(a_finding(counsel=True), *opinions) == (None, False, True)

    def test_nobody_asked_a_lawyer_about_the_rest(self) -> None:
        assert self.answered(a_finding(counsel=False), self.YES) == (None, False, True)

    def test_an_answer_on_another_rule_or_row_closes_nothing(self) -> None:
        elsewhere = Opinion("assets[app2]", "Yes."), Opinion("assets[app]", "Yes.", rule="AST901")
        assert self.answered(a_finding(counsel=True), *elsewhere) == (None, True, True)

    def test_an_answer_on_the_row_closes_what_is_inside(self) -> None:
        asked = a_finding("assets[app].rights[x/software].basis", counsel=True)
        assert self.answered(asked, self.YES)[2] is False
