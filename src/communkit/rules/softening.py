"""Waivers and opinions: what people decided or counsel answered about a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from communkit.rules.address import covers
from communkit.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding put up with for a reason, by somebody, until a day (that day included)."""

    rule: str
    target: str
    until: date


@dataclass(frozen=True, slots=True)
class Opinion:
    """What counsel answered about a value, and when; `favourable` is False where the answer was no."""

    target: str
    conclusion: str
    favourable: bool = True
    rule: str | None = None
    on: date = date.min


@dataclass(frozen=True, slots=True)
class Softened:
    """Findings with waivers and opinions applied, and the waivers that nothing needed."""

    findings: tuple[Finding, ...]
    idle: tuple[Waiver, ...]


def soften(
    findings: Sequence[Finding], waivers: Sequence[Waiver], opinions: Sequence[Opinion], today: date
) -> Softened:
    """Apply `waivers` that still run on `today`, and `opinions` to what waited for counsel.

    Of several opinions the latest counts. An unfavourable one closes nothing: the law has been checked, and
    the problem stands.
    """
    running = [waiver for waiver in waivers if waiver.until >= today]
    used: set[Waiver] = set()
    out: list[Finding] = []
    for one in findings:
        if one.counsel:
            given = [o for o in opinions if o.rule in (None, one.rule) and covers(o.target, one.target)]
            if given:
                last = max(given, key=lambda opinion: opinion.on)
                one = replace(one, counsel=False, answered=last.conclusion if last.favourable else None)
        matching = [w for w in running if w.rule in (one.rule, "*") and covers(w.target, one.target)]
        if matching:
            used.update(matching)
            one = replace(one, waived_until=max(waiver.until for waiver in matching))
        out.append(one)
    return Softened(tuple(out), tuple(waiver for waiver in running if waiver not in used))
