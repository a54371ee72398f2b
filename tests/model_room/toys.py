"""A small document for the tests of the model: a garden with beds and tools, as no step of the walk has."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from communkit.marked import N_
from communkit.model.fields import ask, key, rows
from communkit.model.row import DocumentRow, Part, Row, bind
from communkit.model.shape import Mismatch, mismatches_in, mismatches_of
from communkit.model.types import Identifier, Line, PartyId, PathPattern, Text, Word
from communkit.rules import Stage


class Soil(Word):
    """What a bed is made of."""

    CLAY = "clay", N_("clay")
    SAND = "sand", N_("sand")


class Lease(Part):
    """A part without essential fields: anything said of it is an answer."""

    document: Line | None = None
    until: Line | None = None


class Watering(Part):
    """A part of which the way is essential."""

    essential = ("way",)

    way: Line | None = None
    document: Line | None = None


class Plant(Row, key=("name",)):
    """A row in a row."""

    name: Line = key("Name")
    count: Line | None = ask("Count", needed=Stage.PREPARING)


class Bed(Row, key=("id", "soil")):
    """A row with a key of two fields, notes of its own, and parts."""

    note_keys = frozenset({"shade"})

    id: Identifier = key("Identifier")
    soil: Soil = key("Soil")
    name: Text | None = ask("Name", "What is it called?", needed=Stage.IDEA)
    lease: Lease | None = ask("Lease", needed=Stage.OPENING)
    watering: Watering | None = ask("Watering", needed=Stage.OPENING)
    keeper: PartyId | None = ask("Keeper")
    helpers: list[PartyId] | None = ask("Helpers")
    paths: list[PathPattern] | None = ask("Paths", when=lambda bed: bed.soil is Soil.CLAY)
    plants: list[Plant] = rows("Plants")


class Gate(Row):
    """A row that stands alone."""

    colour: Line | None = ask("Colour", needed=Stage.PREPARING)


class Garden(DocumentRow):
    """The document."""

    name: Text | None = ask("Name", needed=Stage.IDEA)
    gate: Gate | None = ask("Gate", needed=Stage.OPENING)
    garden: list[Bed] = rows("Beds", needed=Stage.PREPARING)


def a_bed(**fields: Any) -> dict[str, Any]:
    """A bed called a/clay, changed by `fields`."""
    return {"id": "a", "soil": "clay", **fields}


def a_garden(*beds: dict[str, Any], **fields: Any) -> Garden:
    """A garden with these beds, its rows bound to their addresses."""
    return bind(Garden.model_validate({"garden": list(beds), **fields}), "garden")


def refused(*beds: dict[str, Any], **fields: Any) -> list[Mismatch]:
    """What is wrong with the shape of such a garden."""
    try:
        return list(mismatches_in(a_garden(*beds, **fields)))
    except ValidationError as error:
        return list(mismatches_of(error, Garden))
