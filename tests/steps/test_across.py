"""Rules that hold one document against another: need, charter and assets."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.rules import Rule
from communkit.steps import across as rules
from steps.intent import a_charter, a_need, a_solution, an_actor, targets
from steps.literal import ASKS, WARNS, WARNS_LATE, a_table, an_asset, ladder


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (rules.charter_party_not_in_need, WARNS_LATE),
        (rules.trade_forbidden_of_free_asset, ASKS),
        (rules.licence_against_principle, ASKS),
        (rules.principle_against_upstream, WARNS),
        (rules.open_data_against_assets, ASKS),
        (rules.adviser_is_provider, WARNS),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


def test_who_takes_part_has_a_place_in_the_need() -> None:
    charter = a_charter(parties=[{"party": "town"}, {"party": "studio"}])
    rule = rules.charter_party_not_in_need
    assert targets(rule, a_need(actors=[an_actor("town")]), charter) == ["charter.parties[studio].party"]
    both = [an_actor("town"), an_actor("studio", "provider")]
    assert targets(rule, a_need(actors=both), charter) == []
    assert targets(rule, a_need(), charter) == [], "a need that has not begun is no reproach to the charter"


def against(asset: Any, **fields: Any) -> list[str]:
    return targets(rules.trade_forbidden_of_free_asset, a_charter(**fields), a_table(asset))


def test_what_is_free_may_be_sold_whatever_the_charter_says() -> None:
    values = {"values": "Firms may not sell the tool."}
    free, closed = an_asset(planned_licence="EUPL-1.2"), an_asset(planned_licence="CC-BY-NC-4.0")
    assert against(free, **values) == ["charter.values"]
    assert against(closed, **values) == []
    assert against(an_asset(), **values) == []
    assert against(free, values="Nothing that harms the users.") == []
    assert against(free, licence_principle="free", **values) == [], "the charter contradicts itself: told once"


@pytest.mark.parametrize(
    ("principle", "kind", "licence", "justified", "wrong"),
    [
        ("permissive", "code", "AGPL-3.0-or-later", False, True),
        ("permissive", "code", "AGPL-3.0-or-later", True, False),
        ("permissive", "code", "MIT", False, False),
        ("permissive", "code", "MIT OR GPL-3.0-or-later", False, False),
        ("reciprocal", "code", "MIT", False, True),
        ("reciprocal", "code", "MIT", True, False),
        ("reciprocal", "code", "EUPL-1.2", False, False),
        ("reciprocal", "documentation", "etalab-2.0", False, False),
        ("free", "content", "CC-BY-NC-4.0", False, True),
        ("free", "content", "CC-BY-NC-4.0", True, True),
        ("free", "code", "MIT", False, False),
        ("free", "code", "LicenseRef-ours", False, False),
        ("restricted", "code", "MIT", False, False),
        (None, "code", "MIT", False, False),
    ],
)
def test_licences_keep_to_the_principle(
    principle: str | None, kind: str, licence: str, justified: bool, wrong: bool
) -> None:
    charter = a_charter(**({"licence_principle": principle} if principle else {}))
    asset = an_asset(kind, planned_licence=licence, **({"justification": "because"} if justified else {}))
    assert bool(targets(rules.licence_against_principle, charter, a_table(asset))) == wrong


@pytest.mark.parametrize(
    ("principle", "choice", "licence", "wrong"),
    [
        ("permissive", "extend", "GPL-3.0-or-later", True),
        ("permissive", "fork", "GPL-3.0-or-later", True),
        ("permissive", "join", "GPL-3.0-or-later", True),
        ("permissive", "interoperate", "GPL-3.0-or-later", False),
        ("permissive", "extend", "MIT", False),
        ("reciprocal", "extend", "GPL-3.0-or-later", False),
        ("free", "extend", "CC-BY-NC-4.0", True),
        ("restricted", "extend", "CC-BY-NC-4.0", False),
        ("permissive", "extend", None, False),
        (None, "extend", "GPL-3.0-or-later", False),
    ],
)
def test_what_one_builds_on_decides(principle: str | None, choice: str, licence: str | None, wrong: bool) -> None:
    decision = {"choice": choice, "solution": "map"}
    need = a_need(solutions=[a_solution(licence=licence)], decision=decision)
    charter = a_charter(**({"licence_principle": principle} if principle else {}))
    assert bool(targets(rules.principle_against_upstream, need, charter)) == wrong


def opened(open_data: bool | None, *assets: Any) -> list[str]:
    charter = a_charter(data={"open_data": open_data} if open_data is not None else {})
    return targets(rules.open_data_against_assets, charter, a_table(*assets))


def test_data_are_open_when_a_licence_says_so() -> None:
    place = ["charter.data.open_data"]
    base, code = an_asset("database", planned_licence="ODbL-1.0"), an_asset(planned_licence="MIT")
    assert opened(True, code) == place
    assert opened(True, base) == []
    assert opened(True, an_asset("database", planned_licence="CC-BY-NC-4.0")) == place
    assert opened(True, an_asset("database")) == [], "its licence is still to be chosen"
    assert opened(True) == [], "the table has not begun"
    assert opened(False, base) == place
    assert opened(False, code) == []
    assert opened(None, code) == []


def test_an_adviser_sells_nothing() -> None:
    charter = a_charter(independence=[{"adviser": "studio", "independent": True}])
    rule = rules.adviser_is_provider
    place = ["charter.independence[studio].adviser"]
    assert targets(rule, a_need(actors=[an_actor("studio", "provider")]), charter) == place
    assert targets(rule, a_need(actors=[an_actor("studio", "research")]), charter) == []
