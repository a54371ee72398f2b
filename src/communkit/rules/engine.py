"""Running rules over what is given: findings where something was seen, and a word where nothing could run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from communkit.marked import Message
from communkit.rules.address import Address
from communkit.rules.finding import Finding, Place, Sighting
from communkit.rules.provider import Missing, Provider, Supplies
from communkit.rules.rule import Rule
from communkit.rules.severity import Stage

Locate = Callable[[Address], Place | None]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that could not run, because `missing` was not there."""

    rule: str
    missing: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run saw, sorted, and what it could not look at."""

    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...] = ()


def run(
    rules: Iterable[Rule],
    given: Mapping[str, object],
    providers: Mapping[str, Provider],
    *,
    stage: Stage,
    locate: Locate,
) -> Outcome:
    """Run `rules` over the models and facts in `given` and what `providers` make of them.

    A rule whose inputs are missing is skipped and named. A rule that raises is our bug, and is let through.
    """
    supplies = Supplies(given, providers)
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    for one in rules:
        if one.look is None:
            continue
        try:
            inputs = {need: supplies[need] for need in one.needs}
        except Missing as missing:
            skipped.append(Skipped(one.id, missing.name))
            continue
        findings += (found(one, sighting, stage, locate) for sighting in one.look(**inputs))
    return Outcome(tuple(sorted(findings, key=lambda one: one.order)), tuple(skipped))


def found(rule: Rule, sighting: Sighting, stage: Stage, locate: Locate) -> Finding:
    """The finding that `rule` makes of `sighting` for a project at `stage`."""
    return Finding(
        rule=rule.id,
        severity=sighting.severity or rule.severity(stage),
        message=Message(sighting.says or rule.says, dict(sighting.params)),
        fix=Message(rule.fix, dict(sighting.params)),
        target=sighting.address.text,
        place=locate(sighting.address),
        evidence=sighting.evidence,
        counsel=rule.counsel,
    )
