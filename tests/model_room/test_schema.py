"""The JSON Schema that editors use: every field of the model, with its words in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from communkit.model.pointing import models_in
from communkit.model.row import NOTES, Row
from communkit.model.schema import json_schema
from communkit.model.step import Step
from communkit.steps.walk import STEPS
from communkit.words import words_in

EVERY = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)


def in_english(step: Step) -> dict[str, Any]:
    return json_schema(step, words_in("en"))


def models_of(model: type[BaseModel], known: set[type[BaseModel]] | None = None) -> set[type[BaseModel]]:
    """`model` and every model below it."""
    known = set() if known is None else known
    if model not in known:
        known.add(model)
        for field in model.model_fields.values():
            for inner in models_in(field.annotation):
                models_of(inner, known)
    return known


def inside(schema: object) -> Iterator[dict[str, Any]]:
    """Every mapping of the schema."""
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from inside(inner)
    if isinstance(schema, dict):
        yield schema


@EVERY
class TestEachStep:
    def test_every_field_of_every_row_is_there(self, step: Step) -> None:
        schema = in_english(step)
        for model in models_of(step.model):
            described = schema if model is step.model else schema["$defs"][model.__name__]
            assert set(model.model_fields) <= set(described["properties"]), model.__name__
            assert described["additionalProperties"] is False, model.__name__

    def test_only_keys_are_required(self, step: Step) -> None:
        schema = in_english(step)
        assert schema["required"] == ["schema"]
        for model in models_of(step.model) - {step.model}:
            keys = set(model.key_fields) if issubclass(model, Row) else set()
            assert set(schema["$defs"][model.__name__].get("required", [])) == keys, model.__name__

    def test_it_announces_its_shape(self, step: Step) -> None:
        schema = in_english(step)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["properties"]["schema"]["const"] == f"{step.name}/{step.shape}"

    def test_every_reference_leads_somewhere(self, step: Step) -> None:
        schema = in_english(step)
        references = {one["$ref"] for one in inside(schema) if "$ref" in one}
        assert references
        assert references <= {f"#/$defs/{name}" for name in schema["$defs"]}

    def test_titles_and_questions_are_those_of_the_fields(self, step: Step) -> None:
        properties = in_english(step)["properties"]
        for name, told in step.model.asks().items():
            assert properties[name]["title"] == words_in("en").say(told.title)
            if told.question:
                assert properties[name]["description"] == words_in("en").say(told.question)

    def test_they_are_said_in_the_readers_language(self, step: Step) -> None:
        french = json_schema(step, words_in("fr"))
        assert french["title"] == words_in("fr").say(step.title) != step.title
        english = in_english(step)
        same = [
            name
            for name in step.model.asks()
            if french["properties"][name].get("description", "x") == english["properties"][name].get("description")
        ]
        assert same == []

    def test_notes_are_explained(self, step: Step) -> None:
        properties = in_english(step)["properties"]
        assert all(properties[note]["description"] for note in NOTES)

    def test_it_is_json_and_the_same_each_time(self, step: Step) -> None:
        assert json.dumps(in_english(step)) == json.dumps(in_english(step))

    def test_no_words_for_programmers(self, step: Step) -> None:
        for one in inside(in_english(step)["$defs"]):
            assert "default" not in one or one["default"] not in (None, [], {})


def test_a_vocabulary_gives_its_words_and_their_labels() -> None:
    (assets,) = [step for step in STEPS if step.name == "assets"]
    basis = json_schema(assets, words_in("fr"))["$defs"]["Right"]["properties"]["basis"]
    words = next(one for one in inside(basis) if "enum" in one)
    assert len(words["enum"]) == len(words["enumDescriptions"]) > 10
    assert "employee" in words["enum"]
    assert words["enumDescriptions"][words["enum"].index("public-domain")] == "domaine public"
