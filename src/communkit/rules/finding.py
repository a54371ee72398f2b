"""What a rule sees (a sighting) and what is reported of it (a finding)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from communkit.marked import Message, Value
from communkit.rules.address import Address
from communkit.rules.severity import Severity


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that bears a finding out: in a repository, on a page, or in a filed paper."""

    path: str | None = None
    line: int | None = None
    commit: str | None = None
    url: str | None = None
    seen_on: date | None = None
    document: str | None = None
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one rule saw at one place. `says` replaces the rule's own sentence where it has several."""

    address: Address
    params: Mapping[str, Value] = field(default_factory=dict)
    says: str | None = None
    severity: Severity | None = None
    evidence: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file as people count: lines and columns from 1, columns in characters.

    `lines` are the source line and its neighbours, numbered, ready to be shown.
    """

    file: str
    line: int
    column: int
    length: int = 1
    lines: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as every format reports it: `message` says what is wrong, `fix` what to do about it.

    `waived_until` is set while a waiver covers it, `answered` when counsel has answered; both keep the
    finding out of the gate and in the report.
    """

    rule: str
    severity: Severity
    message: Message
    fix: Message
    target: str
    place: Place | None = None
    evidence: tuple[Mention, ...] = ()
    counsel: bool = False
    waived_until: date | None = None
    answered: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the finding still counts for the gate."""
        return self.waived_until is None and self.answered is None

    @property
    def order(self) -> tuple[object, ...]:
        """A sort key: by file, place, rule, target; the same for the same findings, always."""
        where = (self.place.file, self.place.line, self.place.column) if self.place else ("", 0, 0)
        return (*where, self.rule, self.target, self.message.template)
