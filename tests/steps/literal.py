"""Literal models for the tests of rules: rows as dicts, no disk.

`seen(rule, …)` runs one rule over a project and a table and gives the addresses of what it saw. Whatever a rule
says on the way must have all its holes filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from communkit.audit.run import catalogue, providers
from communkit.model.row import bind, claimed
from communkit.rules import Finding, Rule, Stage, run
from communkit.steps.assets.model import Assets
from communkit.steps.project import Project
from communkit.words import unfilled

Data = Mapping[str, Any]

TODAY = date(2026, 11, 21)

PARTIES: list[Data] = [
    {"id": "town", "name": "The town", "nature": "public"},
    {"id": "studio", "name": "The studio", "nature": "private"},
    {"id": "friends", "name": "The friends", "nature": "group"},
    {"id": "club", "name": "The club", "nature": "private-public-service"},
    {"id": "ann", "name": "Ann", "nature": "person"},
]


def a_project(**fields: Any) -> Project:
    """A French project that is preparing its opening, changed by `fields`; None takes a field away."""
    data: dict[str, Any] = {"name": "A map", "stage": "preparing", "jurisdiction": "fr", "parties": PARTIES}
    data |= fields
    kept = {name: value for name, value in data.items() if value is not None}
    return bind(Project.model_validate(kept), "project")


def a_table(*assets: Data, **fields: Any) -> Assets:
    """An IP table with these assets."""
    return bind(Assets.model_validate({"assets": list(assets), **fields}), "assets")


def an_asset(kind: str = "code", *rights: Data, **fields: Any) -> Data:
    """An asset with these rights, called `app` unless told otherwise."""
    return {"id": "app", "kind": kind, "rights": list(rights), **fields}


def a_right(basis: str | None = None, right: str = "software", holder: str = "town", **fields: Any) -> Data:
    """A right that `holder` has on some `basis`; None leaves the basis unanswered."""
    return {"right": right, "holder": holder, **({"basis": basis} if basis else {}), **fields}


def findings(rule: Rule, project: Project, assets: Assets | None = None, today: date = TODAY) -> list[Finding]:
    """What `rule` reports for these models, as `check` would: proposals count for nothing."""
    given: dict[str, object] = {
        "project": claimed(project),
        "project_as_written": project,
        "documents_as_written": [project, *([assets] if assets else [])],
        "stage": project.at_stage if project.stage else Stage.IDEA,
        "today": today,
        "catalogue": catalogue(),
    }
    if assets is not None:
        given |= {"assets": claimed(assets), "assets_as_written": assets}
    outcome = run([rule], given, providers(), stage=claimed(project).at_stage, locate=lambda _: None)
    assert not outcome.skipped, f"{rule.id} asks for {outcome.skipped[0].missing}, which is not there"
    for one in outcome.findings:
        assert unfilled(one.message) | unfilled(one.fix) == frozenset(), f"{rule.id} leaves a hole in its words"
    return list(outcome.findings)


def seen(rule: Rule, *assets: Data, project: Project | None = None, table: Assets | None = None) -> list[str]:
    """The addresses that `rule` points at in a table of `assets` (or in `table`), of `project`."""
    found = findings(rule, project or a_project(), table if table is not None else a_table(*assets))
    return [one.target for one in found]


def said(rule: Rule, *assets: Data, project: Project | None = None) -> dict[str, object]:
    """The values that fill the one sentence which `rule` says of a table of `assets`."""
    (only,) = findings(rule, project or a_project(), a_table(*assets))
    return dict(only.message.params)


def ladder(rule: Rule) -> list[str]:
    """How grave a finding of `rule` is at each stage, from idea to running."""
    return [rule.severity(stage).value for stage in Stage]


ASKS = ["note", "warning", "error", "error"]
"""The ladder of what must be settled before the opening: told, asked for, required."""
WARNS = ["note", "warning", "warning", "warning"]
"""The ladder of what wants an answer, and stops nobody."""
WARNS_LATE = ["note", "note", "warning", "warning"]
NOTES = ["note"] * 4
STOPS = ["error"] * 4
