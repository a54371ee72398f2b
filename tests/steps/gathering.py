"""Literal models of the community and the governance, and what a rule reports for them; no disk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from communkit.audit.run import catalogue, providers
from communkit.model.row import DocumentRow, bind, claimed
from communkit.rules import Finding, Rule, Stage, run
from communkit.steps.community.model import Community
from communkit.steps.governance.model import Governance
from communkit.steps.project import Project
from communkit.words import unfilled
from steps.literal import TODAY, a_project

Data = Mapping[str, Any]


def a_community(**fields: Any) -> Community:
    """A community with these answers."""
    return bind(Community.model_validate(fields), "community")


def a_governance(**fields: Any) -> Governance:
    """A governance with these answers."""
    return bind(Governance.model_validate(fields), "governance")


def a_body(id: str = "board", *colleges: Data, **fields: Any) -> Data:
    """A body with these colleges."""
    return {"id": id, "colleges": list(colleges), **fields}


def sits(person: str, since: str | None = None, until: str | None = None, **fields: Any) -> Data:
    """A row of the register: `person` sits in the board unless told otherwise."""
    days = {"from": since, "until": until}
    return {"body": "board", "person": person, **{k: v for k, v in days.items() if v}, **fields}


def reported(rule: Rule, *documents: DocumentRow, today: date = TODAY, stage: str = "opening") -> list[Finding]:
    """What `rule` reports for these documents of a project at `stage`, as `check` would."""
    given: dict[str, object] = {"today": today, "catalogue": catalogue()}
    found = {type(one): one for one in (a_project(stage=stage), *documents)}
    project = found[Project]
    assert isinstance(project, Project)
    for one in found.values():
        given |= {one.address.text: claimed(one), f"{one.address.text}_as_written": one}
    given |= {"stage": project.at_stage if project.stage else Stage.IDEA, "documents_as_written": list(found.values())}
    outcome = run([rule], given, providers(), stage=project.at_stage, locate=lambda _: None)
    assert not outcome.skipped, f"{rule.id} asks for {outcome.skipped[0].missing}, which is not there"
    for finding in outcome.findings:
        assert unfilled(finding.message) | unfilled(finding.fix) == frozenset(), f"{rule.id} leaves a hole in its words"
    return list(outcome.findings)


def places(rule: Rule, *documents: DocumentRow, **options: Any) -> list[str]:
    """The addresses that `rule` points at."""
    return [one.target for one in reported(rule, *documents, **options)]
