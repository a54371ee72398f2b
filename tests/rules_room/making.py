"""Rules and sightings made up for these tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from communkit.rules import Address, Finding, Rule, Severity, Sighting
from communkit.rules.engine import found
from communkit.rules.severity import Stage

Look = Callable[..., Iterable[Sighting]]


def a_rule(id: str = "AST900", slug: str = "", look: Look | None = None, **more: Any) -> Rule:
    """A rule with plain texts; its slug follows its id unless told otherwise."""
    slug = slug or f"rule-{id.lower()}"
    return Rule(id, slug, "Title", "Seen.", "Because.", "Mend it.", "Source", look=look, **more)


def at(text: str, **more: Any) -> Sighting:
    """A sighting at the address that reads `text`."""
    return Sighting(Address(text.split("[")[0].split(".")[0], (text,), text), **more)


def a_finding(target: str = "assets[app]", rule: str = "AST900", *, counsel: bool = False) -> Finding:
    """A warning of `rule` on `target`."""
    return found(a_rule(rule, counsel=counsel, before=Severity.WARNING), at(target), Stage.IDEA, lambda _: None)
