"""Findings as people and programs read them: one file a format.

A format is a module with `render(report, words, …) -> str`; `FORMATS` names them, and imports none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communkit.rules import Finding, Severity, Skipped, Stage

FORMATS: Mapping[str, str] = {
    "text": "communkit.report.text",
    "json": "communkit.report.json",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `invalid` says that a document could not be read; `skipped` rules did not run."""

    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    stage: Stage
    invalid: bool = False

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that count for the gate."""
        return tuple(one for one in self.findings if one.is_open)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that a waiver or an opinion of counsel softens."""
        return tuple(one for one in self.findings if not one.is_open)

    def count(self, severity: Severity) -> int:
        """How many open findings have that severity."""
        return sum(one.severity is severity for one in self.open)
