"""The stage of the project decides how grave a finding is."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.rules import Severity, Stage
from rules_room.making import a_rule

NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR


@pytest.mark.parametrize(
    ("declared", "ladder"),
    [
        ({}, [WARNING] * 4),
        ({"before": NOTE}, [NOTE] * 4),
        ({"error_from": Stage.IDEA}, [ERROR] * 4),
        ({"error_from": Stage.OPENING}, [WARNING, WARNING, ERROR, ERROR]),
        ({"error_from": Stage.RUNNING, "before": NOTE}, [NOTE, NOTE, NOTE, ERROR]),
        ({"warning_from": Stage.OPENING, "before": NOTE}, [NOTE, NOTE, WARNING, WARNING]),
        (
            {"error_from": Stage.OPENING, "warning_from": Stage.PREPARING, "before": NOTE},
            [NOTE, WARNING, ERROR, ERROR],
        ),
    ],
)
def test_a_rule_grows_graver_with_the_project(declared: dict[str, Any], ladder: list[Severity]) -> None:
    rule = a_rule(**declared)
    assert [rule.severity(stage) for stage in Stage] == ladder


def test_stages_and_severities_have_an_order() -> None:
    assert list(Stage) == sorted(Stage)
    assert NOTE < WARNING < ERROR
    assert Stage.OPENING.previous is Stage.PREPARING
    assert Stage.IDEA.previous is None


def test_a_stage_is_no_severity() -> None:
    with pytest.raises(TypeError):
        assert Stage.IDEA < Severity.ERROR
