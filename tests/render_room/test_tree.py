"""What the pages understand of the Markdown that our templates write."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.render.tree import parse, text_of, texts

MARKS = {"answered": "○", "unknown": "?", "unanswered": "–", "not-applicable": "n/a"}

DOCUMENT = """\
# The title: the project

Version 1 · draft

> What the project says of itself.
>
> In two paragraphs.

An introduction.

## The table

- ○ declared
- n/a not applicable

| What | Description | Rights | Licence | Contributions |
|---|---|---|---|---|
| **Code** | | | | |
| ○ App | ○ One<br>two *why* *evidence: a* | – | ? *ask them* | ○ **DCO** *not a mark ○* |
| **Hardware** | n/a *none at all* | | | |

## The rest

### App

`src/**` and [a link](https://example.org/).

| Narrow | Table |
|---|---|
| ○ a | *b* |

- one
- two

*Small print.*
"""


@pytest.fixture(scope="module")
def tree() -> dict[str, Any]:
    return parse(DOCUMENT, MARKS)


def test_the_title_is_left_to_the_page(tree: dict[str, Any]) -> None:
    assert text_of(tree["line"]) == "Version 1 · draft"
    assert [text_of(one["inline"]) for one in tree["lead"]] == [
        "What the project says of itself.",
        "In two paragraphs.",
    ]
    assert "The title" not in "".join(texts(tree))


def test_sections_begin_at_the_second_level(tree: dict[str, Any]) -> None:
    assert [one["wide"] for one in tree["sections"]] == [True, False]
    assert [one["kind"] for one in tree["sections"][0]["blocks"]] == ["paragraph", "heading", "legend", "table"]
    assert [one["kind"] for one in tree["sections"][1]["blocks"]] == [
        "heading",
        "heading",
        "paragraph",
        "table",
        "list",
        "small",
    ]


def test_a_list_of_marks_is_the_legend(tree: dict[str, Any]) -> None:
    legend = tree["sections"][0]["blocks"][2]["items"]
    assert [(one["mark"], one["state"], text_of(one["inline"])) for one in legend] == [
        ("○", "answered", "declared"),
        ("n/a", "not-applicable", "not applicable"),
    ]


def test_a_wide_table_has_groups_marks_and_notes(tree: dict[str, Any]) -> None:
    table = tree["sections"][0]["blocks"][3]
    code, hardware = table["groups"]
    assert (text_of(code["title"]), text_of(hardware["title"])) == ("Code", "Hardware")
    (row,) = code["rows"]
    shown = [(one["state"], text_of(one["inline"]), [text_of(note) for note in one["notes"]]) for one in row["cells"]]
    assert shown == [
        ("answered", "App", []),
        ("answered", "One two", ["why", "evidence: a"]),
        ("unanswered", "", []),
        ("unknown", "", ["ask them"]),
        ("answered", "DCO", ["not a mark ○"]),
    ]
    assert row["cells"][1]["inline"][1] == {"t": "break"}
    (whole,) = hardware["rows"]
    assert whole["whole"]
    assert [one["state"] for one in whole["cells"]] == ["not-applicable"]


def test_a_narrow_table_has_neither(tree: dict[str, Any]) -> None:
    table = tree["sections"][1]["blocks"][3]
    (group,) = table["groups"]
    (row,) = group["rows"]
    assert [(one["mark"], text_of(one["inline"]), one["notes"]) for one in row["cells"]] == [
        ("", "○ a", []),
        ("", "b", []),
    ]


def test_headings_have_names_of_their_own() -> None:
    twice = parse("# T\n\n## Actif à l’œuvre !\n\n## Actif à l’œuvre ?\n\n## 漢字\n\n## 漢字\n", {})
    names = [block["id"] for section in twice["sections"] for block in section["blocks"]]
    assert names == ["actif-a-luvre", "actif-a-luvre-2", "section", "section-2"]


def test_tables_with_the_same_columns_have_the_same_widths() -> None:
    table = "| A | B |\n|---|---|\n| {} | x |\n\n"
    read = parse("# T\n\nline\n\n" + table.format("short") + table.format("much longer " * 9), {})
    first, second = read["sections"][0]["blocks"]
    assert first["weights"] == second["weights"]
    assert first["weights"][0] > first["weights"][1]


@pytest.mark.parametrize("tag", ["<b>", "<br/>", "<script>", "<!-- -->", "<br onload=x>"])
def test_no_other_tag_is_known(tag: str) -> None:
    assert tag in "".join(texts(parse(f"# T\n\nline\n\n{tag}\n", {})))


@pytest.mark.parametrize(
    "beyond", ["```\ncode\n```", "    indented", "---", "![image](x.png)", "[ref]: https://a.example"]
)
def test_what_no_template_writes_stays_text(beyond: str) -> None:
    kinds = {block["kind"] for block in parse(f"# T\n\nline\n\n{beyond}\n", {})["sections"][0]["blocks"]}
    assert kinds <= {"paragraph"}


def test_an_address_that_runs_is_no_link() -> None:
    read = parse("# T\n\nline\n\n[x](javascript:alert(1)) [y](data:text/html,z)\n", {})
    (block,) = read["sections"][0]["blocks"]
    assert [one["t"] for one in block["inline"]] == ["text"]
