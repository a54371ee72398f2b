"""The lists that bind: by the nature of a holder, or by a funder's condition (art. D.323-2-1 CRPA)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from communkit.rules import Rule
from communkit.steps.assets import lists as rules
from communkit.steps.project import Project
from steps.literal import ASKS, NOTES, a_project, a_right, a_table, an_asset, findings, ladder, said, seen

PLANNED = ["assets[app].planned_licence"]
OF_LICENCES = (rules.licence_off_list, rules.licence_wrong_table, rules.licence_listed_in_another_version)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (rules.licence_off_list, ASKS),
        (rules.licence_wrong_table, ASKS),
        (rules.licence_listed_in_another_version, NOTES),
        (rules.list_is_old, NOTES),
        (rules.condition_not_met, ASKS),
        (rules.reciprocal_without_justification, NOTES),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


def of_the_town(licence: str | None, kind: str = "code", *more: Any, **fields: Any) -> Any:
    """An asset that a public body holds."""
    fields |= {"planned_licence": licence} if licence else {}
    return an_asset(kind, a_right("public-agent"), *more, **fields)


def speaking(asset: Any, project: Project | None = None) -> set[str]:
    found = {rule.id: seen(rule, asset, project=project) for rule in OF_LICENCES}
    assert all(where in ([], PLANNED) for where in found.values())
    return {id for id, where in found.items() if where}


@pytest.mark.parametrize(
    ("licence", "kind", "rule"),
    [
        ("OSL-3.0", "code", "AST032"),
        ("CC-BY-4.0", "documentation", "AST032"),
        ("CC-BY-SA-4.0", "content", "AST032"),
        ("MIT AND OSL-3.0", "code", "AST032"),
        ("LicenseRef-ville", "code", "AST032"),  # a text of one's own is no licence of the list
        ("etalab-2.0", "code", "AST033"),
        ("EUPL-1.2", "documentation", "AST033"),
        ("AGPL-3.0-only", "code", "AST034"),
        ("GPL-3.0", "code", "AST034"),
        ("CECILL-2.0", "code", "AST034"),
    ],
)
def test_a_licence_of_a_public_body(licence: str, kind: str, rule: str) -> None:
    assert speaking(of_the_town(licence, kind)) == {rule}


@pytest.mark.parametrize(
    ("licence", "kind"),
    [
        ("EUPL-1.2", "code"),
        ("AGPL-3.0-or-later", "code"),
        ("MIT OR OSL-3.0", "code"),
        ("etalab-2.0", "documentation"),
        ("ODbL-1.0", "database"),
        ("CERN-OHL-S-2.0", "hardware"),  # the list says nothing of hardware
        ("LicenseRef-charte", "sign"),
        (None, "code"),
    ],
)
def test_a_licence_of_the_list_or_of_which_it_is_silent(licence: str | None, kind: str) -> None:
    assert speaking(of_the_town(licence, kind)) == set()


class TestWhomTheListBinds:
    OFF = "OSL-3.0"

    def bound(self, *rights: Any, project: Project | None = None, **fields: Any) -> bool:
        asset = an_asset("code", *rights, **{"planned_licence": self.OFF, **fields})
        return bool(seen(rules.licence_off_list, asset, project=project))

    @pytest.mark.parametrize("holder", ["studio", "club", "ann", "friends"])
    def test_not_those_who_are_no_public_body(self, holder: str) -> None:
        assert self.bound(a_right("own", holder="town"))
        assert not self.bound(a_right("own", holder=holder))

    def test_one_public_holder_is_enough(self) -> None:
        assert self.bound(a_right("own", holder="studio"), a_right("public-agent"))

    def test_a_public_body_that_will_hold_it(self) -> None:
        assert self.bound(a_right("own", holder="studio"), future_holder="town")
        assert self.bound(future_holder="town")

    def test_a_public_body_that_holds_something_else(self) -> None:
        other = {**an_asset("code", a_right("public-agent"), planned_licence="MIT"), "id": "other"}
        asset = an_asset("code", a_right("own", holder="studio"), planned_licence=self.OFF)
        assert seen(rules.licence_off_list, asset, other) == []

    @pytest.mark.parametrize("jurisdiction", ["be", "zz", None])
    def test_not_beyond_the_border(self, jurisdiction: str | None) -> None:
        assert not self.bound(a_right("public-agent"), project=a_project(jurisdiction=jurisdiction))

    def test_a_proposed_holder_is_not_one(self) -> None:
        assert not self.bound(a_right("public-agent", proposed=["*"]))

    UPSTREAM = a_right("upstream-licence", holder="friends")

    def test_joining_a_project_that_has_its_licence_is_exempt(self) -> None:
        assert not self.bound(a_right("upstream-licence"))
        assert not self.bound(self.UPSTREAM, a_right("public-agent"), current_licence=self.OFF)

    def test_changing_that_licence_is_not(self) -> None:
        assert self.bound(self.UPSTREAM, a_right("public-agent"), current_licence="MIT")

    def test_nor_keeping_ones_own(self) -> None:
        assert self.bound(a_right("public-agent"), current_licence=self.OFF)

    def test_it_says_why(self) -> None:
        why: Any = said(rules.licence_off_list, of_the_town(self.OFF))["why"]
        assert why.params == {"holder": "The town"}


def a_condition(**requires: Any) -> Project:
    until = requires.pop("until", None)
    condition = {"funder": "town", "document": "grant 12", "requires": requires}
    return a_project(conditions=[condition | ({"until": until} if until else {})])


OF_THE_CLUB = an_asset("code", a_right("employee", holder="club"), planned_licence="OSL-3.0")


class TestConditions:
    @pytest.mark.parametrize("until", [None, "2026-11-21", "2028-12-31"])
    def test_a_condition_extends_the_list_to_an_association(self, until: str | None) -> None:
        assert speaking(OF_THE_CLUB, a_condition(licence_list="fr", until=until)) == {"AST032"}
        assert speaking(OF_THE_CLUB) == set()

    def test_until_it_ends(self) -> None:
        assert speaking(OF_THE_CLUB, a_condition(licence_list="fr", until="2026-11-20")) == set()

    def test_a_list_that_nobody_has_binds_nobody(self) -> None:
        assert speaking(OF_THE_CLUB, a_condition(licence_list="france")) == set()

    def test_it_holds_whatever_the_law_of_the_country(self) -> None:
        project = a_project(jurisdiction="be", conditions=[
            {"funder": "town", "document": "grant 12", "requires": {"licence_list": "fr"}}
        ])  # fmt: skip
        assert speaking(OF_THE_CLUB, project) == {"AST032"}

    def test_two_reasons_are_one_finding(self) -> None:
        assert speaking(of_the_town("OSL-3.0"), a_condition(licence_list="fr")) == {"AST032"}

    def unmet(self, licence: str, kind: str, *allowed: str, **fields: Any) -> list[str]:
        asset = an_asset(kind, planned_licence=licence, **fields)
        return seen(rules.condition_not_met, asset, project=a_condition(licences=list(allowed)))

    def test_a_licence_that_the_funder_does_not_name(self) -> None:
        assert self.unmet("EUPL-1.2", "code", "MIT", "Apache-2.0") == PLANNED
        assert self.unmet("ODbL-1.0", "database", "etalab-2.0") == PLANNED
        assert self.unmet("MIT AND EUPL-1.2", "code", "MIT") == PLANNED

    def test_one_that_it_names(self) -> None:
        assert self.unmet("MIT", "code", "MIT", "Apache-2.0") == []
        assert self.unmet("MIT OR EUPL-1.2", "code", "MIT") == []
        assert self.unmet("MIT", "code", "MIT OR Apache-2.0") == []

    @pytest.mark.parametrize(
        ("licence", "kind", "allowed"),
        [
            ("MIT", "code", "etalab-2.0"),
            ("etalab-2.0", "documentation", "AGPL-3.0-or-later"),
            ("CC0-1.0", "sign", "MIT"),
        ],
    )
    def test_licences_for_data_say_nothing_of_code(self, licence: str, kind: str, allowed: str) -> None:
        assert self.unmet(licence, kind, allowed) == []

    def test_a_condition_that_has_ended_binds_nobody(self) -> None:
        ended = a_condition(licences=["MIT"], until="2026-11-20")
        assert seen(rules.condition_not_met, OF_THE_CLUB, project=ended) == []
        for until in (None, "2026-11-21", "2028-12-31"):
            running = a_condition(licences=["MIT"], until=until)
            assert seen(rules.condition_not_met, OF_THE_CLUB, project=running) == PLANNED

    def test_a_proposed_condition_asks_for_nothing(self) -> None:
        condition = {"funder": "town", "document": "grant", "requires": {"licences": ["MIT"]}, "proposed": ["*"]}
        assert seen(rules.condition_not_met, OF_THE_CLUB, project=a_project(conditions=[condition])) == []

    def test_it_names_funder_and_document(self) -> None:
        told = findings(rules.condition_not_met, a_condition(licences=["MIT"]), a_table(OF_THE_CLUB))[0].message.params
        assert (told["funder"], told["document"], told["licences"]) == ("The town", "grant 12", ("MIT",))


class TestAgeOfTheList:
    def seen(self, asset: Any, today: date = date(2026, 11, 21)) -> list[str]:
        return [one.target for one in findings(rules.list_is_old, a_project(), a_table(asset), today)]

    def test_a_list_that_binds_is_told_once(self) -> None:
        two = a_table(of_the_town("MIT"), {**of_the_town("etalab-2.0", "documentation"), "id": "doc"})
        assert len(findings(rules.list_is_old, a_project(), two)) == 1
        assert self.seen(of_the_town("MIT")) == ["assets"]

    def test_a_year_is_not_old(self) -> None:
        assert self.seen(of_the_town("MIT"), date(2023, 5, 30)) == []

    @pytest.mark.parametrize("kind", ["sign", "hardware"])
    def test_a_list_that_is_silent_on_it_does_not_bind(self, kind: str) -> None:
        assert self.seen(of_the_town(None, kind)) == []

    def test_nor_one_that_binds_nobody(self) -> None:
        assert self.seen(OF_THE_CLUB) == []


class TestReciprocity:
    RULE = rules.reciprocal_without_justification

    @pytest.mark.parametrize("licence", ["AGPL-3.0-or-later", "EUPL-1.2", "MPL-2.0", "MIT AND GPL-3.0-or-later"])
    def test_why_it_asks_to_share_back(self, licence: str) -> None:
        assert seen(self.RULE, of_the_town(licence)) == PLANNED
        assert seen(self.RULE, of_the_town(licence, justification="Against capture as a service.")) == []

    @pytest.mark.parametrize("licence", ["MIT", "Apache-2.0", "MIT OR GPL-3.0-or-later", None])
    def test_nothing_is_asked_back(self, licence: str | None) -> None:
        assert seen(self.RULE, of_the_town(licence)) == []

    def test_whoever_no_list_binds_owes_no_reason(self) -> None:
        assert seen(self.RULE, {**OF_THE_CLUB, "planned_licence": "EUPL-1.2"}) == []
