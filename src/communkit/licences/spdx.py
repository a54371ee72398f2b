"""The SPDX licence list: every id, its name and its flags.

The list is generated from the package that ships it (`python -m communkit.licences.pack --list`) into
`licences/spdx.json`, which a test keeps fresh; it is read when the first id is asked for, in about a
millisecond. Texts are elsewhere: `communkit.licences.texts`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from communkit.resources import data_folder

FILE = "spdx.json"


@dataclass(frozen=True, slots=True)
class Known:
    """A licence or an exception of the list. `osi` and `fsf` are those bodies' approval as SPDX reports it."""

    id: str
    name: str
    deprecated: bool = False
    osi: bool = False
    fsf: bool = False


@dataclass(frozen=True, slots=True)
class LicenceList:
    """The list as released: version, date, package it was taken from; ids are keyed in lower case."""

    version: str
    released: date
    package: str
    licences: Mapping[str, Known]
    exceptions: Mapping[str, Known]


@cache
def licence_list() -> LicenceList:
    """The whole list. Raises FileNotFoundError when the installation is broken."""
    raw = json.loads((data_folder("licences") / FILE).read_text(encoding="utf-8"))

    def known(rows: Iterable[list[str]]) -> dict[str, Known]:
        return {
            identifier.casefold(): Known(identifier, name, "d" in flags, "o" in flags, "f" in flags)
            for identifier, name, flags in rows
        }

    return LicenceList(
        raw["version"],
        date.fromisoformat(raw["released"]),
        raw["package"],
        known(raw["licences"]),
        known(raw["exceptions"]),
    )


def licence(identifier: str) -> Known | None:
    """The licence of that id, whatever its case (SPDX ids are case-insensitive), else None."""
    return licence_list().licences.get(identifier.casefold())


def exception(identifier: str) -> Known | None:
    """The exception of that id, whatever its case, else None."""
    return licence_list().exceptions.get(identifier.casefold())


def licences() -> tuple[Known, ...]:
    """Every licence of the list, in its order."""
    return tuple(licence_list().licences.values())


def exceptions() -> tuple[Known, ...]:
    """Every exception of the list, in its order."""
    return tuple(licence_list().exceptions.values())


def ids() -> Iterable[str]:
    """Every licence id in its canonical case."""
    return [known.id for known in licences()]
