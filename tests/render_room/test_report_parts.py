"""The parts of a report on literal facts: what comes first, who decides, and how the table stands at a glance."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.marked import Message
from communkit.render.markdown import prose
from communkit.render.report.charts import COLUMNS, Charts
from communkit.render.report.decide import HOLDERS, LEAD, MAINTAINERS, cases, decider
from communkit.rules import Finding, Mention, Rule, Severity
from communkit.steps.vocabulary import Kind
from communkit.words import words_in


def a_rule(id: str) -> Rule:
    return Rule(id, "a-slug", "Title", "Says", "Why", "Fix", "Source")


def a_finding(rule: str, severity: Severity, *places: tuple[str, int], **params: int) -> Finding:
    evidence = tuple(Mention(path=path, line=line) for path, line in places)
    return Finding(rule, severity, Message("Says", params), Message("Fix"), "repository", None, evidence)


def test_what_blocks_comes_first_and_the_licence_before_the_names() -> None:
    found = [
        ("", a_finding("REP030", Severity.NOTE)),
        ("", a_finding("REP012", Severity.ERROR)),
        ("", a_finding("REP003", Severity.ERROR)),
        ("", a_finding("REP001", Severity.WARNING)),
    ]
    rules = {one.rule: a_rule(one.rule) for _, one in found}
    assert [one.rule.id for one in cases(found, rules)] == ["REP003", "REP012", "REP001", "REP030"]


def test_the_findings_of_a_rule_are_one_point_counted_in_places() -> None:
    same = a_finding("REP013", Severity.WARNING, ("a", 1), ("b", 1))
    (case,) = cases([("one", same), ("two", same)], {"REP013": a_rule("REP013")})
    assert case.places == 4
    assert not case.is_least


def test_where_a_finding_names_as_many_places_as_it_may_there_may_be_more() -> None:
    many = a_finding("REP014", Severity.WARNING, *((f"f{one}", 1) for one in range(5)))
    (case,) = cases([("", many)], {"REP014": a_rule("REP014")})
    assert (case.places, case.is_least) == (5, True)
    counted = a_finding("REP009", Severity.ERROR, *((f"f{one}", 1) for one in range(5)), count=70)
    (case,) = cases([("", counted)], {"REP009": a_rule("REP009")})
    assert (case.places, case.is_least) == (70, False)


@pytest.mark.parametrize(("rule", "who"), [("REP001", HOLDERS), ("REP030", MAINTAINERS), ("AST012", LEAD)])
def test_who_decides_follows_from_the_rule(rule: str, who: str) -> None:
    assert decider(a_rule(rule)) == who
    assert prose("audit", "fr")["deciders"][who]


def rows(states: dict[str, list[str]]) -> list[dict[str, Any]]:
    """A table whose kinds have one asset for each word of `states`."""
    return [
        {
            "kind": str(kind),
            "assets": [{key: {"state": state} for key in COLUMNS} for state in states.get(str(kind), ())],
            "not_applicable": "",
            "unknown": "",
        }
        for kind in Kind
    ]


def test_of_several_assets_the_weakest_speaks_unless_the_claims_were_held() -> None:
    words = words_in("en")
    charts = Charts(words, prose("audit", "en")["charts"], "#0d5a60")
    table = rows({"code": ["answered", "proposed"]})
    _, numbers = charts._heat(table, "", {})
    assert numbers[0] == ["code", *["proposed"] * 5]
    assert numbers[1] == ["documentation", *["no answer"] * 5]
    _, held = charts._heat(table, "", {"code": ["verified", "contradicted", "answered", "answered", "answered"]})
    assert held[0] == ["code", "verified", "contradicted", *["declared"] * 3]


def test_both_languages_say_the_same_things() -> None:
    def shape(value: Any) -> Any:
        return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else type(value).__name__

    assert shape(prose("audit", "fr")) == shape(prose("audit", "en"))
