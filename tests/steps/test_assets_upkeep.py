"""What remains to be done, how contributions are secured, how signs are kept alive."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.rules import Rule
from communkit.steps.assets import upkeep as rules
from steps.literal import ASKS, NOTES, WARNS, WARNS_LATE, a_project, a_right, an_asset, ladder, seen


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (rules.contributions_unfit, WARNS),
        (rules.contributions_without_document, ["warning", "warning", "warning", "error"]),
        (rules.contributions_by_assignment, NOTES),
        (rules.blocking_action_after_opening, ASKS),
        (rules.action_overdue, ["warning"] * 4),
        (rules.transfer_not_planned, WARNS_LATE),
        (rules.registration_expired, ["warning", "error", "error", "error"]),
        (rules.registration_expires_soon, NOTES),
        (rules.mark_without_holder, WARNS_LATE),
        (rules.same_path_twice, ["warning", "warning", "error", "error"]),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


PLACE = ["assets[app].contributions"]
DUE = ["assets[app].actions[sign].due"]


class TestContributions:
    def unfit(self, mode: str | None, kind: str) -> list[str]:
        given = {"contributions": {"mode": mode}} if mode else {}
        return seen(rules.contributions_unfit, an_asset(kind, **given))

    @pytest.mark.parametrize(
        ("mode", "kind"),
        [
            ("DCO", "sign"),
            ("inbound=outbound", "sign"),
            ("CLA", "sign"),
            ("trademark-policy", "code"),
            ("trademark-policy", "database"),
            ("terms-of-use", "code"),
            ("terms-of-use", "hardware"),
        ],
    )
    def test_made_for_something_else(self, mode: str, kind: str) -> None:
        assert self.unfit(mode, kind) == PLACE

    @pytest.mark.parametrize(
        ("mode", "kind"),
        [
            ("DCO", "code"),
            ("DCO", "database"),  # data live in git as well
            ("terms-of-use", "database"),
            ("trademark-policy", "sign"),
            ("employer", "sign"),
            ("contract", "hardware"),
            ("assignment", "content"),
            (None, "sign"),
        ],
    )
    def test_made_for_it(self, mode: str | None, kind: str) -> None:
        assert self.unfit(mode, kind) == []

    def unnamed(self, mode: str, *rights: Any, document: str | None = None, **fields: Any) -> list[str]:
        contributions = {"mode": mode, **({"document": document} if document else {})}
        asset = an_asset("sign", *rights, contributions=contributions, **fields)
        return seen(rules.contributions_without_document, asset)

    @pytest.mark.parametrize("mode", ["CLA", "assignment", "contract", "terms-of-use", "trademark-policy"])
    def test_a_paper_that_nobody_names(self, mode: str) -> None:
        assert self.unnamed(mode) == PLACE
        assert self.unnamed(mode, document="docs/cla.md") == []

    @pytest.mark.parametrize("mode", ["DCO", "inbound=outbound", "employer"])
    def test_ways_without_paper(self, mode: str) -> None:
        assert self.unnamed(mode) == []

    def test_the_usage_policy_is_the_paper_of_a_mark(self) -> None:
        assert self.unnamed("trademark-policy", usage_policy="docs/logo.md") == []
        assert self.unnamed("CLA", usage_policy="docs/logo.md") == PLACE

    def test_the_contract_is_the_paper_of_its_clause(self) -> None:
        assert self.unnamed("contract", a_right("contract", contract={"reference": "2021-014"})) == []
        assert self.unnamed("contract", a_right("contract", contract={"ccag": "pi"})) == PLACE
        assert self.unnamed("contract", a_right("contract")) == PLACE

    def test_contributors_who_have_to_assign(self) -> None:
        by_assignment: dict[str, Any] = {"contributions": {"mode": "assignment", "document": "deed"}}
        assert seen(rules.contributions_by_assignment, an_asset(**by_assignment)) == PLACE
        explained = an_asset(**by_assignment, strategy="Sold under a second licence.")
        assert seen(rules.contributions_by_assignment, explained) == []
        assert seen(rules.contributions_by_assignment, an_asset(contributions={"mode": "CLA"})) == []


def to_do(**fields: Any) -> Any:
    return an_asset(actions=[{"what": "sign", **fields}])


class TestActions:
    OPENING = a_project(opening={"date": "2027-03-01"})

    def late_for_the_opening(self, **fields: Any) -> list[str]:
        blocking = {"blocking": True, "due": "2027-04-15"} | fields
        return seen(rules.blocking_action_after_opening, to_do(**blocking), project=self.OPENING)

    def test_what_blocks_comes_after_the_opening(self) -> None:
        assert self.late_for_the_opening() == DUE

    @pytest.mark.parametrize(
        "fields",
        [{"due": "2027-03-01"}, {"due": "2027-01-01"}, {"blocking": False}, {"done": True}, {"done": "2026-10-01"}],
    )
    def test_in_time_or_done_or_not_blocking(self, fields: dict[str, Any]) -> None:
        assert self.late_for_the_opening(**fields) == []

    def test_what_has_no_day_is_not_late(self) -> None:
        assert seen(rules.blocking_action_after_opening, to_do(blocking=True), project=self.OPENING) == []

    @pytest.mark.parametrize("fields", [{}, {"opening": {"perimeter": "All of it."}}])
    def test_no_opening_is_dated(self, fields: dict[str, Any]) -> None:
        asset = to_do(blocking=True, due="2027-04-15")
        assert seen(rules.blocking_action_after_opening, asset, project=a_project(**fields)) == []

    def test_it_was_due_yesterday(self) -> None:
        assert seen(rules.action_overdue, to_do(due="2026-11-20")) == DUE
        assert seen(rules.action_overdue, to_do(due="2026-11-20", done=False)) == DUE

    @pytest.mark.parametrize(
        "fields", [{"due": "2026-11-21"}, {"due": "2027-01-01"}, {}, {"due": "2026-01-01", "done": "2026-02-01"}]
    )
    def test_it_is_not_late(self, fields: dict[str, Any]) -> None:
        assert seen(rules.action_overdue, to_do(**fields)) == []


class TestTransfer:
    def seen(self, future: str | None, *rights: Any, **fields: Any) -> list[str]:
        fields |= {"future_holder": future} if future else {}
        return seen(rules.transfer_not_planned, an_asset("code", *rights, **fields))

    def test_rights_do_not_follow_by_themselves(self) -> None:
        assert self.seen("club", a_right("employee")) == ["assets[app].future_holder"]

    def test_an_action_plans_it(self) -> None:
        assert self.seen("club", a_right("employee"), actions=[{"what": "transfer"}]) == []

    def test_it_is_there_already_or_not_asked(self) -> None:
        assert self.seen("club", a_right("employee", holder="club")) == []
        assert self.seen(None, a_right("employee")) == []
        assert self.seen("club") == []


class TestSigns:
    def ending(self, rule: Rule, day: str | None, **fields: Any) -> list[str]:
        registration = {"office": "INPI", **({"expires_on": day} if day else {})}
        return seen(rule, an_asset("sign", sign_type="trademark", registration=registration, **fields))

    def test_it_ended_yesterday(self) -> None:
        assert self.ending(rules.registration_expired, "2026-11-20") == ["assets[app].registration"]
        assert self.ending(rules.registration_expires_soon, "2026-11-20") == []

    @pytest.mark.parametrize("day", ["2026-11-21", "2027-11-21"])
    def test_it_ends_within_a_year(self, day: str) -> None:
        assert self.ending(rules.registration_expires_soon, day) == ["assets[app].registration"]
        assert self.ending(rules.registration_expired, day) == []

    @pytest.mark.parametrize("day", ["2027-11-22", "2036-01-01", None])
    def test_there_is_time(self, day: str | None) -> None:
        assert self.ending(rules.registration_expires_soon, day) == []

    def test_somebody_renews_it(self) -> None:
        renewal = {"what": "renew the mark"}
        assert self.ending(rules.registration_expires_soon, "2027-01-01", actions=[renewal]) == []
        assert self.ending(rules.registration_expires_soon, "2027-01-01", actions=[renewal | {"done": True}])

    def held(self, *rights: Any, kind: str = "sign", **fields: Any) -> list[str]:
        return seen(rules.mark_without_holder, an_asset(kind, *rights, **fields))

    def test_a_name_that_nobody_holds(self) -> None:
        assert self.held() == ["assets[app]"]
        assert self.held(a_right("own", "copyright", "ann")) == ["assets[app]"]

    @pytest.mark.parametrize("right", ["trademark", "domain"])
    def test_somebody_holds_it(self, right: str) -> None:
        assert self.held(a_right("registration", right)) == []

    @pytest.mark.parametrize(
        "fields",
        [
            {"future_holder": "club"},
            {"not_applicable": {"trademark": "A drawing, never used as a mark."}},
            {"not_applicable": {"rights": "A generic word."}},
            {"kind": "content"},
        ],
    )
    def test_somebody_will_or_there_is_no_mark(self, fields: dict[str, Any]) -> None:
        assert self.held(**fields) == []


class TestPaths:
    def seen(self, *paths: list[str]) -> list[str]:
        assets = [{**an_asset(paths=listed), "id": f"a{number}"} for number, listed in enumerate(paths)]
        return seen(rules.same_path_twice, *assets)

    def test_two_rows_claim_the_same_files(self) -> None:
        assert self.seen(["src/**"], ["docs/**", "src/**"]) == ["assets[a1].paths"]

    @pytest.mark.parametrize("paths", [(["src/**"], ["src/app/**"]), (["src/**", "src/**"],), ([], [])])
    def test_each_has_its_own(self, paths: tuple[list[str], ...]) -> None:
        assert self.seen(*paths) == []

    def test_the_same_folder_of_two_repositories(self) -> None:
        assert self.seen(["app:src/**"], ["site:src/**"]) == []
