"""Addresses: one name for each value of a dossier, stable when rows move.

`assets[app].rights[anct/software].basis` is the basis of the software right that the party `anct` holds on
the asset `app`. Findings, waivers, opinions and diffs all use it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_PLAIN_KEY = re.compile(r"[^\[\]\s\"]+(?: [^\[\]\s\"]+)*")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a value stands: its document, its path in the YAML tree, and its address as text."""

    document: str
    path: tuple[str | int, ...] = ()
    text: str = ""

    @classmethod
    def of_document(cls, document: str) -> Address:
        """The address of a whole document, from which all others grow."""
        return cls(document, (), document)

    def field(self, name: str) -> Address:
        """The address of the field `name` of this row."""
        return Address(self.document, (*self.path, name), self._of(name))

    def item(self, name: str, index: int, key: str) -> Address:
        """The address of the row `key`, which stands at `index` of the list `name` of this row.

        A document's list of its own name is the document for most purposes: `assets[app]`, not
        `assets.assets[app]`.
        """
        shown = key if _PLAIN_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
        return Address(self.document, (*self.path, name, index), f"{self._of(name)}[{shown}]")

    def _of(self, name: str) -> str:
        is_own_list = not self.path and name == self.document
        return self.text if is_own_list else f"{self.text}.{name}"

    def __str__(self) -> str:
        return self.text


def covers(pattern: str, address: str) -> bool:
    """Whether a waiver or an opinion on `pattern` speaks of `address`: the same value, or one inside it.

    `*` covers everything. A pattern never covers half a name: `assets[app]` does not cover `assets[app2]`.
    """
    if pattern in ("*", address):
        return True
    rest = address.removeprefix(pattern)
    return rest != address and rest[:1] in (".", "[")
