"""The address of a place in a document that does not have its model's shape, as far as keys can be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel

from communkit.model.row import DocumentRow, Row
from communkit.rules import Address


def address_of(name: str, model: type[DocumentRow], data: Any, path: Sequence[str | int]) -> Address:
    """The address of `path` in the raw `data` of the document called `name`.

    A row whose key cannot be told is called by its number: `assets[#2]`.
    """
    address = Address.of_document(name)
    inside: type[BaseModel] | None = model
    steps = list(path)
    while steps:
        step = str(steps.pop(0))
        data = data.get(step) if isinstance(data, dict) else None
        field = inside.model_fields.get(step) if inside is not None else None
        inside = next(models_in(field.annotation), None) if field else None
        if steps and isinstance(steps[0], int):
            index = steps.pop(0)
            row = data[index] if isinstance(data, list) and isinstance(index, int) and index < len(data) else None
            data = row
            address = address.item(step, int(index), _key(row, inside) or f"#{int(index) + 1}")
        else:
            address = address.field(step)
    return address


def wants_texts(model: type[DocumentRow], path: Sequence[str | int]) -> bool:
    """Whether what stands at `path` is, for the model, a list of texts rather than of rows."""
    inside: type[BaseModel] | None = model
    annotation: Any = None
    for step in path:
        if isinstance(step, str):
            field = inside.model_fields.get(step) if inside is not None else None
            annotation = field.annotation if field else None
            inside = next(models_in(annotation), None)
    return annotation is not None and inside is None


def _key(row: object, model: type[BaseModel] | None) -> str:
    """The natural key of a row as it is written; "" where a part of it is missing or is no text."""
    if not isinstance(row, dict) or model is None or not issubclass(model, Row) or not model.key_fields:
        return ""
    parts = [row.get(name) for name in model.key_fields]
    texts = [part for part in parts if isinstance(part, str) and part]
    return "/".join(texts) if len(texts) == len(parts) else ""


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that a field's annotation mentions, from the outside in."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)
