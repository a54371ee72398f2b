"""Every character that a person can type is shown in the PDF, or visibly replaced."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communkit.render import pdf
from communkit.render.glyphs import STAND_IN, covered, shown, told
from communkit.render.markdown import prose

ABOUT = {"language": "fr", "title": "Titre", "project": "Projet"}


def document(*inline: dict[str, Any]) -> dict[str, Any]:
    """A tree with one paragraph."""
    blocks = [{"kind": "paragraph", "inline": list(inline)}]
    return {"line": [], "lead": [], "sections": [{"wide": False, "blocks": blocks}]}


def test_the_text_face_has_what_french_and_english_need() -> None:
    needed = "ABCéèêëàâäîïôöùûüÿçœæŒÆÇÉÀ’‘“”«»–—…\u00a0\u202f·•€$£%‰№°²³½×÷±≤≥≠→←✓✗○●□©®™ ?!;:/\\@#"
    assert set(needed) <= covered()
    assert STAND_IN in covered()


def test_no_control_direction_or_private_character_is_shown() -> None:
    assert {unicodedata.category(one) for one in covered()}.isdisjoint({"Cc", "Cf", "Co", "Cs", "Cn"})


def test_every_covered_character_is_set_in_every_style() -> None:
    text = {"t": "text", "s": "".join(sorted(covered()))}
    code = {"t": "code", "s": text["s"]}
    styles = (
        text,
        {"t": "strong", "c": [text]},
        {"t": "em", "c": [text]},
        {"t": "em", "c": [{"t": "strong", "c": [text]}]},
    )
    assert pdf.page(document(*styles, code), ABOUT, prose("page", "fr")).startswith(b"%PDF-")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_mark_is_set(language: str) -> None:
    page = prose("page", language)
    items = [{"mark": mark, "state": state, "inline": []} for state, mark in page["marks"].items()]
    tree = {"line": [], "lead": [], "sections": [{"wide": True, "blocks": [{"kind": "legend", "items": items}]}]}
    assert pdf.page(tree, ABOUT, page).startswith(b"%PDF-")
    assert page["marks"].keys() == page["states"].keys()


@pytest.mark.parametrize(
    ("text", "expected", "missing"),
    [
        ("Œuvre à 5\u202f%", "Œuvre à 5\u202f%", ""),
        ("e\u0301te\u0301", "été", ""),
        ("fusée 🚀!", "fusée □!", "🚀"),
        ("漢字", "□□", "漢字"),
        ("❤\ufe0f", shown("❤", set()), ""),
        ("a\u202eb", "a□b", "\u202e"),
        ("\ue000", "□", "\ue000"),
        ("sou\u00adpir", "soupir", ""),
        ("\ufffd", "□", "\ufffd"),
    ],
)
def test_what_is_missing_is_replaced_and_told(text: str, expected: str, missing: str) -> None:
    found: set[str] = set()
    assert shown(text, found) == expected
    assert found - {"❤"} == set(missing)


def test_the_missing_characters_can_be_looked_up() -> None:
    assert told({"🚀", "漢", "\ufffd"}) == ["U+6F22 CJK UNIFIED IDEOGRAPH-6F22", "U+1F680 ROCKET"]
    assert told(map(chr, range(0x4E00, 0x4F00)), most=2)[2:] == ["…"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=20))
def test_any_text_makes_a_page(parts: list[str]) -> None:
    nodes = [{"t": "code" if index % 3 == 2 else "text", "s": part} for index, part in enumerate(parts)]
    about = {**ABOUT, "project": parts[0], "title": parts[-1]}
    assert pdf.page(document(*nodes), about, prose("page", "en")).startswith(b"%PDF-")
