"""The need and the charter on paper: half filled, hostile, and with more solutions than a page is wide."""

from __future__ import annotations

from typing import Any

import pytest
from markdown_it import MarkdownIt

from communkit.model.row import bind
from communkit.render import charter as charter_page
from communkit.render import need as need_page
from communkit.render.deliverables import in_formats
from communkit.render.markdown import render
from communkit.steps.charter.model import Charter
from communkit.steps.need.model import Need
from communkit.steps.project import Project
from communkit.words import LANGUAGES, words_in
from render_room.dossiers import DECEPTIVE, HOSTILE, LONG_WORD, WITHOUT_GLYPH
from render_room.test_hostile import TAGS, Page, expected, squeezed

PARTIES = [{"id": "town", "name": "The town"}, {"id": "club", "name": "The club"}]


def a_project(**fields: Any) -> Project:
    return bind(Project.model_validate({"name": "A map", "parties": PARTIES, **fields}), "project")


def need(language: str = "en", **fields: Any) -> str:
    words = words_in(language)
    document = bind(Need.model_validate(fields), "need")
    return render("need", need_page.context(a_project(), document, words), words)


def charter(language: str = "en", **fields: Any) -> str:
    words = words_in(language)
    document = bind(Charter.model_validate(fields), "charter")
    return render("charter", charter_page.context(a_project(), document, words), words)


def tables(text: str) -> list[list[list[str]]]:
    """The cells of each table of a Markdown text, as they are written."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    found: list[list[list[str]]] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and before is not None and before.type in ("th_open", "td_open"):
            found[-1][-1].append(token.content)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_document_says_what_is_left_and_where_to_look(language: str) -> None:
    for text in (need(language), charter(language)):
        assert tables(text) == []
        assert text.count("\n## ") <= 4
    assert "Comptoir du Libre" in need(language)


def test_the_matrix_holds_requirements_against_solutions() -> None:
    text = need(
        requirements=[
            {"id": "find", "text": "Find a place", "priority": "must"},
            {"id": "print", "text": "Print the list"},
        ],
        solutions=[
            {"id": "a", "name": "Map A", "coverage": {"find": "full", "print": "partial"}},
            {"id": "b", "name": "Map B", "coverage": {"find": "none"}},
        ],
    )
    matrix = tables(text)[-1]
    assert matrix == [
        ["Requirement", "Map A", "Map B"],
        ["Find a place **(indispensable)**", "yes", "no"],
        ["Print the list", "in part", "–"],
        ["**All of them**", "1 of 2, 1 in part", "0 of 2"],
        ["**Of the indispensable ones**", "1 of 1", "0 of 1"],
    ]


def test_many_solutions_take_several_tables() -> None:
    solutions = [{"id": f"s{place}", "name": f"S{place}"} for place in range(12)]
    text = need(requirements=[{"id": "find", "text": "Find"}], solutions=solutions)
    heads = [one[0][1:] for one in tables(text) if one[0][0] == "Requirement" and one[0][1] != "Priority"]
    assert [name for head in heads for name in head] == [f"S{place}" for place in range(12)]
    assert max(map(len, heads)) == need_page.SOLUTIONS_A_TABLE


def test_both_interests_are_told_as_what_they_make() -> None:
    told = "digital commons of general interest"
    assert told in need(public_interest="x", collective_interest="y")
    assert told not in need(collective_interest="y")


def test_i_stands_beside_we() -> None:
    rows = [
        {"party": "town", "own_objectives": "Be useful.", "representative": "the clerk"},
        {
            "party": "club",
            "own_objectives": "Stay open.",
            "expectations": "A room.",
            "commitments": [{"id": "m", "text": "A sum", "means": "money"}],
            "legal_basis": "donation",
        },
    ]
    (table,) = tables(charter(objectives="Share tools.", parties=rows))
    assert table[1:] == [
        ["**We, together**", "Share tools.", "", ""],
        ["The town<br>*the clerk*", "Be useful.", "–", "–"],
        ["The club", "Stay open.", "A room.", "A sum<br>*legal basis: donation or sponsorship*"],
    ]


def test_ambiguities_stay_until_they_are_settled() -> None:
    rows = [
        {"id": "name", "text": "Whose is the name?", "raised_on": "2026-03-12"},
        {"id": "sale", "text": "Who sells?", "resolved": "Everybody may."},
    ]
    text = charter(ambiguities=rows)
    assert "- Whose is the name? *(since 12 March 2026)*" in text
    assert "- Who sells?" not in text
    assert ["Who sells?", "Everybody may."] in tables(text)[0]
    assert "No ambiguity is open" in charter(ambiguities=rows[1:])
    assert "Nobody has written down" in charter()


def test_a_proposal_is_marked_and_explained() -> None:
    text = charter(objectives="Share tools.", proposed=["objectives"])
    assert "◌ Share tools." in text
    assert "◌ proposed" in text


@pytest.mark.parametrize("text", [*HOSTILE, *WITHOUT_GLYPH, DECEPTIVE, LONG_WORD])
@pytest.mark.parametrize("deliverable", ["need", "charter"])
def test_a_persons_text_is_the_text_that_it_is(deliverable: str, text: str) -> None:
    words = words_in("fr")
    project = a_project(parties=[{"id": "town", "name": text}], summary=text)
    if deliverable == "need":
        document: Any = Need.model_validate(
            {
                "problem": text,
                "actors": [{"party": "town", "kind": "user", "interest": text}],
                "unknown": {"lay": text},
                "requirements": [{"id": "r", "text": text, "acceptance": text, "tested_by": "town"}],
                "catalogues": [{"name": text, "query": text}],
                "solutions": [
                    {"id": f"s{place}", "name": text, "coverage": {"r": "full"}, "outcome": text} for place in range(5)
                ],
                "decision": {"choice": "build", "reason": text},
            }
        )
        context = need_page.context(project, bind(document, "need"), words)
    else:
        document = Charter.model_validate(
            {
                "objectives": text,
                "values": text,
                "parties": [
                    {
                        "party": "town",
                        "own_objectives": text,
                        "expectations": text,
                        "representative": text,
                        "commitments": [{"id": "c", "text": text, "means": "staff"}],
                    }
                ],
                "ambiguities": [{"id": "a", "text": text}, {"id": "b", "text": text, "resolved": text}],
                "providers": text,
                "data": {"controller": "town", "provider_use": text},
                "interoperability": [{"name": text, "purpose": text}],
                "independence": [{"adviser": "town", "statement": text}],
                "entry": text,
                "outside": [{"party": "town", "reason": text}],
            }
        )
        context = charter_page.context(project, bind(document, "charter"), words)
    made = dict(in_formats(deliverable, context, words, ("md", "html", "pdf")))
    page = Page(made["html"].decode())
    assert set(page.tags) <= set(TAGS.split())
    said = squeezed("".join(one for texts in page.texts.values() for one in texts))
    assert said.count(expected(text)) >= 8
    assert made["pdf"].startswith(b"%PDF")


@pytest.mark.parametrize("page", [need, charter])
def test_the_marks_that_a_page_uses_are_told_in_a_sentence_and_no_others(page: Any) -> None:
    assert "*Marks used: – no answer.*" in page()
    parties = [{"party": "town"}]
    said = page(unknown={"problem": "ask"}) if page is need else page(parties=parties, unknown={"objectives": "ask"})
    assert "? not known yet" in said.rpartition("Marks used:")[2]
    assert not any(line.startswith(("- –", "- ?")) for line in said.split("\n")), "a line of its own reads as an answer"
