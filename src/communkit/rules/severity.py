"""How grave a finding is, and how far a project has come: the second decides the first."""

from __future__ import annotations

from enum import Enum
from functools import total_ordering


@total_ordering
class _Ordered(Enum):
    """An enumeration whose members compare in the order in which they are written."""

    def __lt__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        members = list(type(self))
        return members.index(self) < members.index(other)

    @property
    def rank(self) -> int:
        """The place in the written order, from 0."""
        return list(type(self)).index(self)


class Severity(_Ordered):
    """Notes inform, warnings want an answer, errors stop the gate."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Stage(_Ordered):
    """How far the project has come; a young one is helped, not scolded."""

    IDEA = "idea"
    PREPARING = "preparing"
    OPENING = "opening"
    RUNNING = "running"

    @property
    def previous(self) -> Stage | None:
        """The stage before this one, or None for the first."""
        return list(Stage)[self.rank - 1] if self.rank else None
