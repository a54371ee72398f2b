"""Rows that stand in a document from the beginning: their own fields are asked one by one, each at its stage.

A part is opened on purpose and then asked as a whole; a standing row (the circle of users, the choice among demands)
is there whether anybody wrote it or not, and so waits for each of its answers as the document itself does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from communkit.model.fields import Ask
from communkit.model.row import Row


def standing(model: type[Row], title: str, question: str) -> Any:
    """A field that always holds a row of `model`. Its class leaves out what is empty: see `without_nulls`."""
    return Field(default_factory=model, json_schema_extra=Ask(title, question))


def without_nulls(data: object, *names: str) -> object:
    """`data` without those of `names` that are there and empty, as in a document that begins."""
    if not isinstance(data, Mapping):
        return data
    return {key: value for key, value in data.items() if value is not None or key not in names}
