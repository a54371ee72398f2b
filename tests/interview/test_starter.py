"""The text of a document that begins."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communkit.documents import edited, read_envelope, read_text
from communkit.documents.edit_types import AppendRow, SetValue
from communkit.model.row import bind
from communkit.model.starter import schema_file, schema_text, starter
from communkit.model.step import Step
from communkit.steps.walk import STEPS, step
from communkit.words import LANGUAGES, words_in

Data = dict[str, Any]


def parsed(found: Step, text: str) -> Data:
    """The data of a document that the model accepts, without its schema line."""
    document = read_text(text, Path(found.file_name))
    assert read_envelope(document, found.name, found.shape).status == "draft"
    data = {name: value for name, value in document.data.items() if name != "schema"}
    bind(found.model.model_validate(data), found.name)
    return data


def the(name: str) -> Step:
    found = step(name)
    assert found is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("found", STEPS, ids=lambda one: str(one.name))
def test_an_empty_document_answers_nothing_and_asks_everything(found: Step, language: str) -> None:
    words = words_in(language)
    text = starter(found, words)
    data = parsed(found, text)
    assert not any(value for name, value in data.items() if name not in ("version", "status"))
    comments = " ".join(line.removeprefix("#").strip() for line in text.split("\n") if line.startswith("#"))
    for told in found.model.asks().values():
        if told.question:
            assert " ".join(words.say(told.question).split()) in " ".join(comments.split())
    assert max(len(line) for line in text.split("\n")) <= 110


def test_values_stand_under_their_questions_and_notes_last() -> None:
    found = the("project")
    values: Data = {
        "proposed": ["name"],
        "parties": [{"name": "Ville: d'Échirolles #1", "id": "ville", "proposed": ["*"]}],
        "name": "Carte des lieux",
        "evidence": {"name": [{"path": "package.json", "line": 2}]},
    }
    text = starter(found, words_in("fr"), values)
    data = parsed(found, text)
    assert {name: data[name] for name in values} == values
    lines = text.split("\n")
    assert lines[lines.index("name: Carte des lieux") - 1].startswith("# ")
    order = [name for name in data if name in values]
    assert order == ["name", "parties", "evidence", "proposed"]
    assert list(data["parties"][0]) == ["id", "name", "proposed"]


def test_a_name_that_no_field_has_is_refused() -> None:
    with pytest.raises(KeyError, match="nmae"):
        starter(the("project"), words_in("en"), {"nmae": "x"})


def test_answers_fall_into_their_place() -> None:
    document = read_text(starter(the("project"), words_in("en")), Path("project.yaml"))
    after = edited(
        document,
        SetValue(("summary",), "What it does."),
        AppendRow(("parties",), {"id": "town", "name": "The town"}),
        SetValue(("opening", "date"), "2027-03-01"),
    )
    assert list(after.data) == list(document.data)
    lines = after.text.split("\n")
    assert lines[lines.index("summary: What it does.") - 1] == "# In two sentences, what does it do, and for whom?"
    assert [line for line in document.text.split("\n") if line.startswith("#")] == [
        line for line in lines if line.startswith("#")
    ]


def test_the_first_line_names_the_schema_that_stands_beside() -> None:
    found = the("assets")
    first, *_ = starter(found, words_in("fr")).split("\n")
    assert first == f"# yaml-language-server: $schema={schema_file(found)}"
    assert json.loads(schema_text(found, words_in("fr")))["title"] == "Actifs et licences"


def test_the_form_of_a_row_begins_with_what_names_it() -> None:
    text = starter(the("project"), words_in("en"))
    assert "#   - id:  # Identifier\n" in text
    assert "#   - visibility:" not in text
