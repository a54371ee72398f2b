"""`communkit schema`: what editors are told of each document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from commands.desk import EXAMPLE, ask
from communkit.documents import read
from communkit.steps.walk import STEPS
from communkit.words import LANGUAGES

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": (str, date),
    "integer": int,
    "number": (int, Decimal),
    "boolean": bool,
    "null": type(None),
}


def schema(step: str, language: str = "en") -> Any:
    said = ask("schema", step, lang=language)
    assert (said.code, said.err) == (0, "")
    return json.loads(said.out)


def faults(value: object, wanted: Any, whole: Any, place: str = "") -> Iterator[str]:
    """Where `value` does not have the shape `wanted`: the part of JSON Schema that our schemas use."""
    if "$ref" in wanted:
        wanted = whole["$defs"][wanted["$ref"].removeprefix("#/$defs/")] | {
            key: inner for key, inner in wanted.items() if key != "$ref"
        }
    if "anyOf" in wanted:
        tried = [list(faults(value, one, whole, place)) for one in wanted["anyOf"]]
        yield from [] if [] in tried else min(tried, key=len)
        return
    if "const" in wanted and value != wanted["const"]:
        yield f"{place}: not {wanted['const']}"
    if "enum" in wanted and value not in wanted["enum"]:
        yield f"{place}: {value} is none of {wanted['enum']}"
    kind = wanted.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        yield f"{place}: not a {kind}"
    elif isinstance(value, dict):
        known, others = wanted.get("properties", {}), wanted.get("additionalProperties", True)
        yield from (f"{place}: without {name}" for name in wanted.get("required", ()) if name not in value)
        for name, inner in value.items():
            if name in known:
                yield from faults(inner, known[name], whole, f"{place}.{name}")
            elif others is False:
                yield f"{place}: {name} does not exist"
            elif isinstance(others, dict):
                yield from faults(inner, others, whole, f"{place}.{name}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from faults(inner, wanted.get("items", {}), whole, f"{place}[{index}]")


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (node[key] for key in ("title", "description") if isinstance(node.get(key), str))
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from texts(inner)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_the_example_has_the_shape_of_the_schema(step: Any) -> None:
    whole = schema(step.name)
    data = read(EXAMPLE / "commons" / step.file_name).data
    assert list(faults(data, whole, whole, step.name)) == []


def test_the_schema_refuses_what_the_model_refuses() -> None:
    whole = schema("assets")
    rows = {"schema": "assets/1", "assets": [{"kind": "codes", "colour": "red", "paths": "src"}]}
    assert sorted(faults(rows, whole, whole)) == [
        ".assets[0].kind: codes is none of ['code', 'documentation', 'database', 'sign', 'hardware', 'content']",
        ".assets[0].paths: not a array",
        ".assets[0]: colour does not exist",
        ".assets[0]: without id",
    ]
    assert list(faults({}, whole, whole)) == [": without schema"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_document_is_described_in_the_readers_language(step: Any, language: str) -> None:
    whole = schema(step.name, language)
    assert whole["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert whole["properties"]["schema"]["const"] == f"{step.name}/{step.shape}"
    assert whole["additionalProperties"] is False
    assert all(text.strip() for text in texts(whole))
    first = {
        "project": "name",
        "need": "problem",
        "charter": "objectives",
        "community": "circles",
        "governance": "bodies",
        "costs": "years",
        "continuity": "current",
    }
    asked = whole["properties"][first.get(step.name, step.name)]
    assert asked["description"].endswith("?")


def test_french_and_english_differ_in_words_only() -> None:
    def bare(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: bare(inner) for key, inner in node.items() if key not in WORDS}
        return [bare(inner) for inner in node] if isinstance(node, list) else node

    for step in STEPS:
        english, french = schema(step.name), schema(step.name, "fr")
        assert english != french
        assert bare(english) == bare(french)


WORDS = {"title", "description", "enumDescriptions"}


def test_without_a_step_the_documents_are_listed() -> None:
    lines = ask("schema").out.splitlines()
    assert [line.split()[:2] for line in lines] == [[f"{one.name}/{one.shape}", one.file_name] for one in STEPS]
    assert "Actifs et licences" in ask("schema", lang="fr").out


def test_a_step_that_does_not_exist() -> None:
    said = ask("schema", "asset")
    assert said.code == 2
    assert "There is no step called “asset”." in said.err
    assert "Did you mean assets?" in said.err


def test_a_schema_needs_no_dossier(tmp_path: Path) -> None:
    assert ask("schema", "assets", "-C", tmp_path).code == 0
