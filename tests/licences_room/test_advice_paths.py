"""Every path through the decision table ends with an answer, and with none that `check` then refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import pytest

from communkit.audit.run import catalogue
from communkit.licences.advice import Advice, Facts, Part, level_of
from communkit.licences.advice_table import COLUMNS, decision
from communkit.rules import Severity
from steps.literal import TODAY, a_project, a_table, findings

PARTS: Mapping[str, tuple[tuple[Part, ...], ...]] = {
    "code": ((), (Part("lib", "GPL-3.0-or-later"),), (Part("lib", "MIT"), Part("old", "GPL-2.0-only"))),
    "database": ((), (Part("places", "ODbL-1.0", "include"),)),
    "content": ((), (Part("text", "CC-BY-SA-4.0", "include"),)),
}
CURRENT: Mapping[str, tuple[str | None, ...]] = {
    "code": (None, "MIT", "GPL-3.0-or-later"),
    "documentation": (None, "CC-BY-SA-4.0"),
    "database": (None, "ODbL-1.0"),
}
ABOUT_LICENCES = tuple(one for one in catalogue() if one.id in {f"AST{number:03}" for number in range(30, 43)})


def paths() -> Iterator[Facts]:
    """Every way of answering the questions, for each kind, with and without a list, parts and a licence of today."""
    for column in COLUMNS:
        kind = "content" if column in ("font", "model") else column
        content = {"content": "image"}.get(column, column) if kind == "content" else None
        questions = [one for one in decision().questions_for(kind) if one.type == "word"]
        answers = [[option.id for option in one.options_for(kind)] for one in questions]
        for words in product(*answers):
            asked = dict(zip((one.id for one in questions), words, strict=True))
            if asked.get("embedded", "no") != "no" or asked.get("software_kind") == "office":
                continue  # what they are told beside does not change the order
            for listed, current, parts in product(
                (True, False), CURRENT.get(column, (None,)), PARTS.get(column, ((),))
            ):
                if not listed and asked.get("administration", "no") != "no":
                    continue  # a country without a list
                yield Facts(
                    id="it",
                    name="It",
                    kind=kind,
                    upon=TODAY,
                    content_type=content,
                    sign_type="logo" if kind == "sign" else None,
                    jurisdiction="fr" if listed else "de",
                    current=current,
                    parts=parts,
                    words=asked,
                )


@pytest.fixture(scope="module")
def answered() -> list[Advice]:
    from communkit.licences.advice import _answer

    return [_answer(facts) for facts in paths()]


def test_no_path_ends_without_an_answer(answered: list[Advice]) -> None:
    for advice in answered:
        told = advice.choices or advice.first
        assert told, f"nothing is said to {advice.facts}"
        if advice.standing in ("not-yet", "policy", "none"):
            assert advice.questions, f"it does not know, and asks nothing: {advice.facts}"
        assert (advice.standing == "answer") == (advice.licence is not None)


def test_every_row_of_the_table_is_reached(answered: list[Advice]) -> None:
    reached = {advice.row for advice in answered}
    assert {row.id for row in decision().rows} <= reached


def test_every_standing_is_reached(answered: list[Advice]) -> None:
    assert {advice.standing for advice in answered} == {"answer", "undecided", "not-yet", "policy", "none"}


def test_no_answer_is_refused_by_check(answered: list[Advice]) -> None:
    for advice in answered:
        for licence in [advice.licence, *(one.licence for one in advice.choices if advice.licence)]:
            if licence is not None:
                refused = refusals(
                    advice.facts.kind,
                    advice.facts.content_type,
                    licence,
                    bool(advice.facts.binding),
                    tuple((one.name, one.licence) for one in advice.facts.parts),
                    advice.facts.words.get("joins") == "yes",
                )
                assert not refused, f"{licence} for {advice.facts}: {refused}"


def test_a_mark_never_gets_a_licence(answered: list[Advice]) -> None:
    assert {advice.standing for advice in answered if advice.facts.kind == "sign"} == {"policy"}
    assert not any(advice.choices for advice in answered if advice.facts.kind == "sign")


def test_it_never_says_go_where_title_or_data_are_in_doubt(answered: list[Advice]) -> None:
    for advice in answered:
        words = advice.facts.words
        doubts = ("yes",) if advice.facts.column == "font" else ("yes", "unknown")
        in_doubt = words.get("rights") in ("others", "unknown") or words.get("personal_data") in doubts
        if in_doubt:
            assert advice.licence is None, advice.facts


@cache
def refusals(
    kind: str, content: str | None, licence: str, listed: bool, parts: tuple[tuple[str, str], ...], joins: bool
) -> tuple[str, ...]:
    """The rules on licences that find an error or a warning where this licence is written into the table."""
    asset = {
        "id": "it",
        "kind": kind,
        "rights": [{"right": "copyright", "holder": "town", "basis": "upstream-licence" if joins else "own"}],
        "planned_licence": licence,
        "third_party": [{"name": name, "licence": each} for name, each in parts],
        "justification": "As `choose --write` proposes.",
    }
    if joins:
        asset["current_licence"] = licence
    if content:
        asset["content_type"] = content
    project = a_project(stage="opening", jurisdiction="fr" if listed else "de")
    found = [one for rule in ABOUT_LICENCES for one in findings(rule, project, a_table(asset))]
    return tuple(one.rule for one in found if one.severity >= Severity.WARNING)


def test_each_family_has_a_level() -> None:
    from communkit.licences.records import records

    assert {one.id for one in records() if level_of(one.id) is None} == {
        "CC-BY-NC-4.0",
        "CC-BY-NC-ND-4.0",
        "CC-BY-NC-SA-4.0",
        "CC-BY-ND-4.0",
    }
