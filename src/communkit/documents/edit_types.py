"""What can be asked of a document, and the splices it comes down to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from communkit.documents.migrated import Splice
from communkit.documents.nodes import NodePath


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give the value at `path` another one; a key that does not exist is added, parents included.

    A new key comes above the first of the keys `above` that is there, else last.
    """

    path: NodePath
    value: object
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddKey:
    """Add a key to the mapping at `path`; the key may exist with no value, the mapping may be absent.

    It comes above the first of the keys `above` that is there, else last.
    """

    path: NodePath
    key: str
    value: object
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppendRow:
    """Add a row at the end of the list at `path`, which may be absent; then `above` says where its key comes."""

    path: NodePath
    row: object
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove a key or a row. Comments that stood in it stay, on lines of their own, unless told otherwise."""

    path: NodePath
    keep_comments: bool = True


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Give the key that `path` ends with another name; its value and place stay."""

    path: NodePath
    new: str


@dataclass(frozen=True, slots=True)
class WriteOut:
    """Put in place of the alias at `path` what it repeats, so that either can be changed alone."""

    path: NodePath


Edit: TypeAlias = SetValue | AddKey | AppendRow | Remove | RenameKey | WriteOut
Plan: TypeAlias = "Sequence[Splice] | Sequence[Edit]"
