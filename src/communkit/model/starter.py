"""The text of a document that begins: its envelope, what is known so far, and each question as a comment.

Keys without an answer stand there empty, in the order of the model, so that what a person fills in, by hand or
by answering questions, falls in its place. Comments are in the team's language.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from communkit.documents.emission import key_lines
from communkit.documents.layout import Habits
from communkit.marked import N_, Message
from communkit.model.fields import Ask, ask_of
from communkit.model.row import NOTES, Row
from communkit.model.schema import json_schema
from communkit.model.step import Step
from communkit.model.types import Word, readable_example
from communkit.words import Words

SCHEMAS = ".schemas"
"""The folder, beside the documents, that holds their JSON Schemas for editors."""

_VERSION = "0.1.0"
_STATUS = "draft"
_WIDTH = 100
_HABITS = Habits(2, 2)
_LAST = ("visibility", *NOTES)


def schema_file(step: Step) -> str:
    """Where the JSON Schema of the document stands, from the dossier folder; its first line names it."""
    return f"{SCHEMAS}/{step.name}.json"


def schema_text(step: Step, words: Words) -> str:
    """What that file holds: titles and questions in the team's language, so that editors show them."""
    return json.dumps(json_schema(step, words), ensure_ascii=False, indent=2) + "\n"


def starter(step: Step, words: Words, values: Mapping[str, object] | None = None) -> str:
    """The text of a new document of `step`, its comments in the language of `words`.

    `values` is plain data by field, as it would be read back; rows too may be given, and the four notes
    (`proposed`, `evidence`, `unknown`, `not_applicable`) of the document and of each row. Keys are written in
    the order of the model, whatever theirs. Raises KeyError for a name that the model does not know.
    """
    model = step.model
    given = _ordered(model, dict(values or {}))
    lines = [f"# yaml-language-server: $schema={schema_file(step)}"]
    lines += _comment(words.say(step.title), "# ")
    lines += _comment(
        words.say(
            N_(
                "What is empty is not answered yet. Answer here, or with the command that asks the questions: "
                "both keep what the other wrote."
            )
        ),
        "# ",
    )
    lines += ["", f"schema: {step.name}/{step.shape}"]
    lines += key_lines("version", given.pop("version", _VERSION), _HABITS)
    lines += key_lines("status", given.pop("status", _STATUS), _HABITS)
    for name, told in model.asks().items():
        if name in ("version", "status"):
            continue
        lines += ["", *_guidance(model, name, told, words)]
        if name in given:
            lines += key_lines(name, given.pop(name), _HABITS)
        else:
            lines.append(f"{name}: []" if row_model(model, name) else f"{name}:")
    if given:
        lines += ["", *_comment(words.say(_ABOUT_NOTES), "# ")]
        for name, value in given.items():
            lines += key_lines(name, value, _HABITS)
    return "\n".join(lines) + "\n"


_ABOUT_NOTES = N_(
    "Notes about the answers above: what is only proposed until somebody confirms it, what bears it out, what does "
    "not apply and why, what is not known yet."
)


def row_model(model: type[Row], name: str) -> type[Row] | None:
    """The model of the rows in the list `name`, None for a field that is no list of rows."""
    for inner in get_args(model.model_fields[name].annotation):
        if isinstance(inner, type) and issubclass(inner, Row):
            return inner if _is_list(model, name) else None
    return None


def _is_list(model: type[BaseModel], name: str) -> bool:
    return getattr(model.model_fields[name].annotation, "__origin__", None) is list


def _ordered(model: type[Row], values: dict[str, Any]) -> dict[str, Any]:
    """`values` in the order of the model, notes last, rows inside likewise."""
    unknown = [name for name in values if name not in model.model_fields]
    if unknown:
        raise KeyError(f"{model.__name__} has no field {unknown[0]}")
    out = {}
    names = [name for name in model.model_fields if name not in _LAST]
    for name in (*names, *_LAST):
        if name not in values:
            continue
        value, inner = values[name], None if name in _LAST else row_model(model, name)
        out[name] = [_ordered(inner, dict(row)) for row in value] if inner else value
    return out


def _guidance(model: type[Row], name: str, told: Ask, words: Words) -> Iterator[str]:
    """The question as a comment, with the words to choose from, an example, or the shape of a row."""
    said = [words.say(told.question or told.title)]
    vocabulary = _vocabulary(model, name)
    if vocabulary:
        said.append(words.say(Message(N_("One of: {words}."), {"words": tuple(_choices(vocabulary, words))})))
    elif told.example:
        said.append(words.say(Message(N_("For example: {example}"), {"example": readable_example(told.example)})))
    yield from _comment(" ".join(said), "# ")
    inner = row_model(model, name)
    if inner is not None:
        yield from _comment(words.say(N_("A row has this form; only its first lines are needed to begin with:")), "# ")
        yield from (f"#   {line}" for line in _form(inner, words))
    part = _part_model(model, name)
    if part is not None:
        yield from _comment(words.say(N_("The answer has this form; what is not known yet can be left out:")), "# ")
        yield from (f"#   {line}" for line in _keys(part, words))


def _part_model(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The model of the part, or of the one row, that the field `name` holds; None for any other field."""
    annotation = model.model_fields[name].annotation
    found = next((one for one in (annotation, *get_args(annotation)) if isinstance(one, type)), None)
    return found if found is not None and issubclass(found, BaseModel) and not _is_list(model, name) else None


def _keys(model: type[BaseModel], words: Words) -> Iterator[str]:
    """A part as commented YAML: each key with its title beside it, parts inside it too."""
    for name, field in model.model_fields.items():
        told = ask_of(field)
        if told is None or told.question is None:
            continue
        yield f"{name}:  # {words.say(told.title)}"
        inner = _part_model(model, name)
        if inner is not None:
            yield from (f"  {line}" for line in _keys(inner, words))


def _vocabulary(model: type[Row], name: str) -> type[Word] | None:
    found = (one for one in get_args(model.model_fields[name].annotation) if isinstance(one, type))
    return next((one for one in found if issubclass(one, Word)), None)


def _choices(vocabulary: type[Word], words: Words) -> Iterator[str]:
    return (f"{member} ({words.say(member.label)})" for member in vocabulary)


def _form(model: type[Row], words: Words, depth: int = 0) -> Iterator[str]:
    """One row of `model` as commented YAML: each key with its title beside it."""
    dash = "- "
    asked = model.asks()
    order = [
        *(name for name in asked if name in model.key_fields),
        *(name for name in asked if name not in model.key_fields),
    ]
    for name in order:
        told, inner = asked[name], row_model(model, name)
        if (inner is not None and depth) or (told.question is None and name not in model.key_fields):
            continue
        value = f" {{{told.example}}}" if told.over and told.example else ""
        yield f"{dash}{name}:{value}  # {words.say(told.title)}"
        dash = "  "
        if inner is not None:
            yield from (f"    {line}" for line in _form(inner, words, depth + 1))


def _comment(text: str, mark: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split(" ")),
        _WIDTH,
        initial_indent=mark,
        subsequent_indent=mark,
        break_long_words=False,
        break_on_hyphens=False,
    )
