"""The JSON Schema of a document, derived from its model, with titles and questions in the reader's language.

Editors complete and check with it while one types; communkit itself checks with the model.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from communkit.marked import N_
from communkit.model.step import Step
from communkit.words import Words

_NOTES = {
    "not_applicable": N_("Fields that do not apply, each with the reason; “*” is the whole row."),
    "unknown": N_("Fields that nobody can answer yet, each with what will be done to know."),
    "evidence": N_("What bears the answers out, field by field: a path, a page, a filed paper."),
    "proposed": N_("Fields that are only proposed: they count as unanswered until somebody confirms them."),
    "visibility": N_("Who may read it: public or restricted."),
}


class _Untitled(GenerateJsonSchema):
    """Fields have the titles that they say themselves, or none."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never a title made from the field's name, whatever `schema` is."""
        del schema
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        """A model's own schema, without its docstring: that one is for programmers."""
        made = super().model_schema(schema)
        made.pop("description", None)
        made.pop("title", None)
        return made


def json_schema(step: Step, words: Words) -> dict[str, Any]:
    """The schema of the document of `step`, JSON Schema draft 2020-12, texts in the language of `words`."""
    made = step.model.model_json_schema(schema_generator=_Untitled)
    announced = {
        "const": f"{step.name}/{step.shape}",
        "title": words.say(N_("Schema")),
        "description": words.say(N_("The shape of the document, and its version.")),
    }
    properties = {"schema": announced, **made.pop("properties")}
    definitions = made.pop("$defs", {})
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": words.say(step.title),
        "type": "object",
        "additionalProperties": False,
        "required": ["schema", *made.get("required", ())],
        "properties": properties,
        "$defs": dict(sorted(definitions.items())),
    }
    said: dict[str, Any] = _said(whole, words)
    return said


def _said(schema: Any, words: Words, name: str = "") -> Any:
    """`schema` with its marked texts said; `name` is the field that it describes."""
    if isinstance(schema, list):
        return [_said(one, words) for one in schema]
    if not isinstance(schema, dict):
        return schema
    out: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("title", "description") and isinstance(value, str):
            out[key] = words.say(value)
        elif key == "enumDescriptions":
            out[key] = [words.say(label) for label in value]
        elif key in ("properties", "$defs") and isinstance(value, dict):
            out[key] = {inner: _said(one, words, inner) for inner, one in value.items()}
        elif key == "default" and value in (None, [], {}):
            continue
        else:
            out[key] = _said(value, words)
    if name in _NOTES and "description" not in out:
        out["description"] = words.say(_NOTES[name])
    return out
