"""Figures: read without colour, heard as well as seen, the same each time, and never markup of a stranger's."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from communkit.render.figures import STATES, Bar, Figure, bars, heat_map, timeline

SVG = "{http://www.w3.org/2000/svg}"


def words(figure: Figure) -> list[str]:
    """The texts drawn in a figure, which must be well-formed XML."""
    return [one.text or "" for one in ET.fromstring(figure.svg).iter(f"{SVG}text")]  # noqa: S314 - our own


def test_each_bar_has_its_number_beside_it() -> None:
    figure = bars("x", "Files", [Bar("MIT", 3, "3 · 75 %"), Bar("ISC", 1, "1 · 25 %")])
    assert words(figure) == ["MIT", "3 · 75 %", "ISC", "1 · 25 %"]


def test_a_long_label_is_cut_sooner_in_capitals() -> None:
    small, capitals = (words(bars("x", "Files", [Bar(one, 1, "1")]))[0] for one in ("a" * 40, "A" * 40))
    assert (len(small), len(capitals)) == (34, 22)
    assert small.endswith("…")
    assert words(bars("x", "Files", [Bar("b" * 34, 1, "1")]))[0] == "b" * 34


def test_it_is_told_to_those_who_hear_the_page() -> None:
    figure = bars("x", "Files", [Bar("MIT", 3, "3 · 75 %")])
    root = ET.fromstring(figure.svg)  # noqa: S314 - our own
    assert root.get("role") == "img"
    told = {one.get("id"): one.text for one in root if one.tag in (f"{SVG}title", f"{SVG}desc")}
    assert [told[name] for name in (root.get("aria-labelledby") or "").split()] == ["Files", "Files: MIT 3 · 75 %"]


def test_the_second_series_is_hatched_and_both_are_named() -> None:
    figure = bars("x", "Files", [Bar("MIT", 3, "3"), Bar("ISC", 1, "1", 1)], series=("own", "others"))
    assert {"own", "others"} <= set(words(figure))
    assert figure.svg.count("<path") == 2  # the key, and the bar
    assert "<path" not in bars("x", "Files", [Bar("MIT", 3, "3")], series=("own", "others")).svg


def test_a_strangers_name_is_text() -> None:
    name = 'a<b>&"</text><script>\x1b\u202e'
    figure = bars("x", name, [Bar(name, 1, name)])
    assert words(figure)[0].startswith('a<b>&"</text><script>')
    assert "\x1b" not in figure.svg
    assert "\u202e" not in figure.svg
    assert not list(ET.fromstring(figure.svg).iter(f"{SVG}script"))  # noqa: S314 - our own


def test_nothing_to_draw_is_drawn_too() -> None:
    assert words(bars("x", "Files", [])) == []
    assert words(bars("x", "Files", [Bar("none", 0, "0")])) == ["none", "0"]
    assert words(timeline("x", "Commits", [], {})) == []


def test_a_long_history_names_the_highest_and_the_last() -> None:
    counts = [(str(1990 + one), one % 7 + 1) for one in range(30)]
    said = words(timeline("x", "Commits", counts, {year: f"n{count}" for year, count in counts}))
    assert [one for one in said if one.startswith("n")] == ["n7", "n2"]
    assert len([one for one in said if one.isdigit()]) <= 15


def test_each_state_is_said_in_its_cell_and_drawn_in_its_own_way() -> None:
    said = {state: f"is {state}" for state in STATES}
    columns = ["One"] * 5
    rows = [(state, [state] * 5) for state in STATES]
    figure = heat_map("x", "Map", columns, rows, said)
    assert all(words(figure).count(f"is {state}") == 5 for state in STATES)
    drawn = set()
    for state in STATES:
        alone = heat_map("x", "Map", columns, [("code", [state] * 5)], dict.fromkeys(STATES, "the same word"))
        drawn.add(alone.svg)
    assert len(drawn) == len(STATES)


def test_a_state_without_word_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        heat_map("x", "Map", ["One"], [("code", ["verified"])], {})


def test_the_same_numbers_give_the_same_bytes() -> None:
    assert bars("x", "T", [Bar("a", 1 / 3, "s", 1)]) == bars("x", "T", [Bar("a", 1 / 3, "s", 1)])
