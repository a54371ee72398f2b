"""Documents: YAML read strictly with positions, edited by splicing, migrated, found, written whole.

Importing this room does not import ruamel.yaml: only writing something new does.
"""

from communkit.documents.dossier import find_dossier
from communkit.documents.edit_types import AddKey, AppendRow, Edit, Remove, RenameKey, SetValue, WriteOut
from communkit.documents.edits import add_key, append_row, edited, remove, rename_key, set_value
from communkit.documents.envelope import Envelope, read_envelope
from communkit.documents.files import write
from communkit.documents.migrations import Migrated, Step, climb, ladder
from communkit.documents.nodes import Alias, Document, Mapping, Node, Scalar, Sequence
from communkit.documents.places import EditRefused
from communkit.documents.problems import DocumentRefused, Problem, ProblemKind, SyntaxCause
from communkit.documents.reader import LIMITS, Limits, fingerprint, read, read_text
from communkit.documents.source import Position, Source, Span

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
