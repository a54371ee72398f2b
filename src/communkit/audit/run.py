"""Running every rule over a dossier: what `check` prints, in whatever format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from communkit.model import problems
from communkit.model.adopted import read_frozen
from communkit.model.loading import Dossier
from communkit.model.step import Step
from communkit.report import Report
from communkit.rules import Catalogue, Opinion, Rule, Stage, Waiver, run, soften
from communkit.rules.provider import Provider, providers_in
from communkit.steps import across, across_carrier, across_costs, across_people
from communkit.steps.project import Project
from communkit.steps.walk import STEPS

if TYPE_CHECKING:
    from communkit.audit.grounds import Grounds

AGAINST_EVIDENCE = "REC"
"""How the rules begin that hold claims against a repository; without one they do not run."""


def modules(steps: Iterable[Step] = STEPS) -> tuple[ModuleType, ...]:
    """Every module that holds rules or providers over documents: problems of reading first, what spans steps last."""
    spanning = (across, across_people, across_costs, across_carrier)
    return (problems, *(module for step in steps for module in step.rule_modules), *spanning)


def _all_modules() -> tuple[ModuleType, ...]:
    from communkit.audit import reconciliation

    return (*modules(), *reconciliation.MODULES)


@cache
def rules_of_documents() -> Catalogue:
    """The rules that need no repository; what holds claims against one takes longer to import."""
    return Catalogue.of(modules())


@cache
def catalogue() -> Catalogue:
    """Every rule over a dossier: over its documents, and over its claims against a repository."""
    return Catalogue.of(_all_modules())


@cache
def every_rule() -> Catalogue:
    """The same with the rules over repositories, whose facts take longer to import."""
    from communkit.audit import repository

    return Catalogue.of((*_all_modules(), *repository.MODULES))


@cache
def providers() -> dict[str, Provider]:
    """Every provider over the documents, by name."""
    return providers_in(modules())


@cache
def every_provider() -> dict[str, Provider]:
    """The same with those that compare claims with a repository."""
    return providers_in(_all_modules())


def _known_to(project: object) -> Catalogue:
    """The rules that waivers and opinions may name; a project without any need not know them all."""
    named = isinstance(project, Project) and (project.waivers or project.opinions)
    return catalogue() if named else rules_of_documents()


def chosen(select: Sequence[str], ignore: Sequence[str]) -> Callable[[Rule], bool]:
    """Whether a rule takes part: its id or slug begins like one of `select` (all without any), none of `ignore`."""

    def is_named(rule: Rule, names: Sequence[str]) -> bool:
        return any(rule.id.startswith(name.upper()) or rule.slug == name.lower() for name in names)

    return lambda rule: (not select or is_named(rule, select)) and not is_named(rule, ignore)


def examine(
    dossier: Dossier,
    today: date,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    rules: Iterable[Rule] | None = None,
    grounds: Grounds | None = None,
) -> Report:
    """Run the rules over `dossier` as of `today`; against its repositories too, where `grounds` are given.

    Problems of reading are never left out: a document that cannot be read was not checked. `rules` replaces
    the catalogue, for tests.
    """
    known = rules_of_documents() if grounds is None else catalogue()
    all_rules = known if rules is None else rules
    takes_part = chosen(select, ignore)
    project = dossier.documents.get("project")
    claims = project.claims if project else None
    stage = claims.at_stage if isinstance(claims, Project) else Stage.IDEA
    given = {
        **dossier.models(),
        "stage": stage,
        "today": today,
        "catalogue": _known_to(claims),
        "adopted": read_frozen(dossier.folder, STEPS),
    }
    if grounds is not None:
        given["grounds"] = grounds
    outcome = run(
        [one for one in all_rules if takes_part(one)],
        given,
        providers() if grounds is None else every_provider(),
        stage=stage,
        locate=dossier.place,
    )
    waivers, opinions = _softenings(claims) if isinstance(claims, Project) else ([], [])
    softened = soften(outcome.findings, waivers, opinions, today)
    return Report(
        findings=tuple(sorted((*dossier.problems, *softened.findings), key=lambda one: one.order)),
        skipped=outcome.skipped,
        stage=stage,
        invalid=bool(dossier.problems),
    )


def _softenings(project: Project) -> tuple[list[Waiver], list[Opinion]]:
    """The waivers and opinions that are complete enough to count; rules say what is wrong with the others."""
    waivers = [
        Waiver(one.rule, one.target, one.until)
        for one in project.waivers
        if one.until is not None and one.reason is not None and one.by is not None
    ]
    opinions = [
        Opinion(one.target, str(one.conclusion), one.favourable is not False, one.rule, one.on)
        for one in project.opinions
        if one.by is not None and one.conclusion is not None and one.reference is not None
    ]
    return waivers, opinions
