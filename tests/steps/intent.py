"""Literal needs and charters for the tests of rules, beside `literal`: `looked` runs one rule over any documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from communkit.audit.run import catalogue, providers
from communkit.model.row import DocumentRow, bind, claimed
from communkit.rules import Finding, Rule, Stage, run
from communkit.steps.charter.model import Charter
from communkit.steps.need.model import Need
from communkit.steps.project import Project
from communkit.words import unfilled
from steps.literal import TODAY, Data, a_project


def a_need(**fields: Any) -> Need:
    """A need that says just this."""
    return bind(Need.model_validate(fields), "need")


def a_charter(**fields: Any) -> Charter:
    """A charter that says just this."""
    return bind(Charter.model_validate(fields), "charter")


def an_actor(party: str = "town", kind: str = "user", **fields: Any) -> Data:
    """Somebody whom the need concerns."""
    return {"party": party, "kind": kind, **fields}


def a_requirement(id: str = "find", **fields: Any) -> Data:
    """Something that must become possible."""
    return {"id": id, "text": f"To {id} a place", **fields}


def a_solution(id: str = "map", **fields: Any) -> Data:
    """A free solution that fully meets the requirement `find`."""
    whole: dict[str, Any] = {"id": id, "name": f"The {id}", "openness": "free", "coverage": {"find": "full"}}
    return {name: value for name, value in (whole | fields).items() if value is not None}


def looked(rule: Rule, *documents: DocumentRow, project: Project | None = None, today: date = TODAY) -> list[Finding]:
    """What `rule` reports for these documents, as `check` would: proposals count for nothing."""
    project = project or a_project()
    given: dict[str, object] = {
        "stage": project.at_stage if project.stage else Stage.IDEA,
        "today": today,
        "catalogue": catalogue(),
    }
    for one in (project, *documents):
        name = one.address.document
        given |= {name: claimed(one), f"{name}_as_written": one}
    outcome = run([rule], given, providers(), stage=claimed(project).at_stage, locate=lambda _: None)
    assert not outcome.skipped, f"{rule.id} asks for {outcome.skipped[0].missing}, which is not there"
    for found in outcome.findings:
        assert unfilled(found.message) | unfilled(found.fix) == frozenset(), f"{rule.id} leaves a hole in its words"
    return list(outcome.findings)


def targets(rule: Rule, *documents: DocumentRow, project: Project | None = None, today: date = TODAY) -> list[str]:
    """The addresses that `rule` points at in these documents."""
    return [one.target for one in looked(rule, *documents, project=project, today=today)]
