"""A person's text is the text that it is, in Markdown and in HTML; for the PDF see test_judges."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from communkit.render.escape import block, code, inline
from communkit.render.tree import parse, text_of
from communkit.report.escape import visible
from render_room.dossiers import DECEPTIVE, HOSTILE, LONG_TEXT, LONG_WORD, WITHOUT_GLYPH

TEXTS = (*HOSTILE, *WITHOUT_GLYPH, DECEPTIVE, LONG_WORD, LONG_TEXT)
VOID = {"br", "col", "meta"}
TAGS = """
    html head meta title style body header nav main footer div h1 h2 h3 p span a ul li
    table colgroup col thead tbody tr th td br code strong em
"""
ATTRIBUTES = """
    lang charset name content http-equiv class href id tabindex style scope colspan
    data-column aria-hidden aria-label
"""


def squeezed(text: str) -> str:
    """`text` without blanks, so that line breaks do not matter."""
    return re.sub(r"\s+", "", text)


def expected(text: str) -> str:
    """How a text shows: with what would deceive made visible."""
    return squeezed(visible(squeezed(text)))


class Page(HTMLParser):
    """What a page in HTML says and holds; raises AssertionError where tags are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.levels: list[int] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes.update(name for name, _ in attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.targets += [value for name, value in attrs if name == "href" and value]
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data


@pytest.mark.parametrize("language", ["fr", "en"])
def test_another_reader_of_markdown_sees_only_our_markup(hostile: dict[str, bytes], language: str) -> None:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    cells: list[str] = []
    for token in reader.parse(hostile[f"assets.{language}.md"].decode()):
        assert token.type not in {"html_block", "fence", "code_block", "hr"}, token.content
        inner = token.children or ()
        assert {one.content for one in inner if one.type == "html_inline"} <= {"<br>"}
        assert not {one.type for one in inner} & {"link_open", "image", "s_open"}, token.content
        if token.type == "inline":
            cells.append(squeezed("".join(one.content for one in inner if one.type != "html_inline")))
    everything = "\n".join(cells)
    for text in TEXTS:
        assert expected(text) in everything


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_in_html_holds_the_texts_and_only_our_tags(hostile: dict[str, bytes], language: str) -> None:
    page = Page(hostile[f"assets.{language}.html"].decode())
    assert set(page.tags) <= set(TAGS.split())
    assert set(page.attributes) <= set(ATTRIBUTES.split())
    assert all(target.startswith("#") for target in page.targets)
    cells = "\n".join(map(squeezed, page.texts["td"]))
    headings = list(map(squeezed, page.texts["h3"]))
    assert [expected(HOSTILE[2] + DECEPTIVE)] == [squeezed(text) for text in page.texts["span"] if "alert" in text][:1]
    assert expected(HOSTILE[2] + DECEPTIVE) in squeezed(page.texts["title"][0])
    for text in TEXTS:
        assert expected(text) in cells
    for text in (*HOSTILE, *WITHOUT_GLYPH, DECEPTIVE, LONG_WORD):
        assert expected(text) in headings


def test_names_of_places_in_a_page_are_unique_and_lead_there(hostile: dict[str, bytes]) -> None:
    page = Page(hostile["assets.fr.html"].decode())
    assert len(set(page.ids)) == len(page.ids)
    assert {target.removeprefix("#") for target in page.targets} <= set(page.ids)


@pytest.mark.parametrize("name", ["example", "hostile", "empty"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_stands_alone(name: str, language: str, request: pytest.FixtureRequest) -> None:
    made: dict[str, bytes] = request.getfixturevalue(name)
    text = made[f"assets.{language}.html"].decode()
    page = Page(text)
    assert text.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')
    assert "default-src 'none'" in text
    assert not re.search(r"url\(|@import", "".join(page.texts["style"]))
    assert [page.tags[one] for one in ("h1", "main", "header", "footer", "title")] == [1] * 5
    assert page.levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False))


@given(st.text(max_size=80))
def test_any_text_survives_the_way_to_the_tree(text: str) -> None:
    markdown = (
        f"# T\n\nline\n\n{block(text) or 'x'}\n\n| a | b |\n|---|---|\n"
        f"| {inline(text)} | x {code(text, cell=True)} |\n\nx {code(text)}\n"
    )
    *paragraphs, table, last = parse(markdown, {})["sections"][0]["blocks"]
    (row,) = table["groups"][0]["rows"]
    assert squeezed("".join(text_of(one["inline"]) for one in paragraphs)) == (expected(text) or "x")
    assert [squeezed(text_of(cell["inline"])) for cell in row["cells"]] == [expected(text), "x" + expected(text)]
    assert squeezed(text_of(last["inline"])) == "x" + expected(text)
