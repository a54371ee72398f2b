"""What may leave the dossier: rows that are restricted stay in it, and it is said that something was left out."""

from __future__ import annotations

from typing import Any, TypeVar

from communkit.model.row import DocumentRow, Row, Visibility, bind, children

DocumentT = TypeVar("DocumentT", bound=DocumentRow)


def public(document: DocumentT) -> tuple[DocumentT | None, int]:
    """`document` without its restricted rows, and how many were left out; None where it is restricted as a whole.

    A row inside a restricted one is not counted: who is told of three rows may look for three.
    """
    if document.visibility is Visibility.RESTRICTED:
        return None, 1
    left = _restricted(document)
    if not left:
        return document, 0
    name = document.address.document
    return bind(_public(document), name), left


def _restricted(row: Row) -> int:
    return sum(1 if one.visibility is Visibility.RESTRICTED else _restricted(one) for one in children(row))


RowT = TypeVar("RowT", bound=Row)


def _public(row: RowT) -> RowT:
    changes: dict[str, Any] = {}
    for name in type(row).model_fields:
        value = getattr(row, name)
        if isinstance(value, Row):
            changes[name] = None if value.visibility is Visibility.RESTRICTED else _public(value)
        elif isinstance(value, list) and any(isinstance(item, Row) for item in value):
            changes[name] = [
                _public(item) if isinstance(item, Row) else item
                for item in value
                if not (isinstance(item, Row) and item.visibility is Visibility.RESTRICTED)
            ]
    return row.model_copy(update=changes)
