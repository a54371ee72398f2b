"""Documents: YAML read strictly with positions, edited by splicing, migrated, found, written whole.

Reading is at hand at once. What edits, migrates or writes is imported when its name is first used: checking
never needs it, and ruamel.yaml is imported only to write something new.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from communkit.documents.dossier import find_dossier
from communkit.documents.envelope import Envelope, read_envelope
from communkit.documents.migrated import Migrated, Step
from communkit.documents.nodes import Alias, Document, Mapping, Node, Scalar, Sequence
from communkit.documents.problems import DocumentRefused, Problem, ProblemKind, SyntaxCause
from communkit.documents.reader import LIMITS, Limits, fingerprint, read, read_text
from communkit.documents.source import Position, Source, Span

if TYPE_CHECKING:
    from communkit.documents.edit_types import AddKey, AppendRow, Edit, Remove, RenameKey, SetValue, WriteOut
    from communkit.documents.edits import add_key, append_row, edited, remove, rename_key, set_value
    from communkit.documents.files import write
    from communkit.documents.migrations import climb, ladder
    from communkit.documents.places import EditRefused

_LATER = {
    "edit_types": ("AddKey", "AppendRow", "Edit", "Remove", "RenameKey", "SetValue", "WriteOut"),
    "edits": ("add_key", "append_row", "edited", "remove", "rename_key", "set_value"),
    "files": ("write",),
    "migrations": ("climb", "ladder"),
    "places": ("EditRefused",),
}


def __getattr__(name: str) -> Any:
    """The public name `name` of a module that was not imported yet."""
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "LIMITS",
    "AddKey",
    "Alias",
    "AppendRow",
    "Document",
    "DocumentRefused",
    "Edit",
    "EditRefused",
    "Envelope",
    "Limits",
    "Mapping",
    "Migrated",
    "Node",
    "Position",
    "Problem",
    "ProblemKind",
    "Remove",
    "RenameKey",
    "Scalar",
    "Sequence",
    "SetValue",
    "Source",
    "Span",
    "Step",
    "SyntaxCause",
    "WriteOut",
    "add_key",
    "append_row",
    "climb",
    "edited",
    "find_dossier",
    "fingerprint",
    "ladder",
    "read",
    "read_envelope",
    "read_text",
    "remove",
    "rename_key",
    "set_value",
    "write",
]
