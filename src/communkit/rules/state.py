"""How a field of a dossier stands: empty, "no", "not applicable" and "we don't know yet" are different answers."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """How a field stands."""

    ANSWERED = "answered"
    PROPOSED = "proposed"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"
    UNANSWERED = "unanswered"
