"""Continuity on paper: exclusions first, ranges and ties said, what passes, and texts that are only texts."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.model.row import bind
from communkit.render import continuity as page
from communkit.render.deliverables import in_formats
from communkit.render.markdown import render
from communkit.steps.continuity.model import Continuity
from communkit.words import LANGUAGES, words_in
from render_room.dossiers import HOSTILE
from steps.literal import a_project


def told(language: str = "en", **fields: Any) -> str:
    made = bind(Continuity.model_validate(fields), "continuity")
    words = words_in(language)
    return render("continuity", page.context(a_project(), made, words), words)


WEIGHTS: Any = {"principal_agent": "decisive", "free_riders": "much"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_document_says_what_is_left(language: str) -> None:
    text = told(language)
    assert "|" not in text
    assert text.count("\n## ") == 1


def test_exclusions_come_first_with_reason_and_source() -> None:
    text = told(needs=["shielded"], weights=WEIGHTS, options=[{"form": "company"}, {"form": "gie"}])
    excluded, weighed = text.index("### Excluded"), text.index("### What weighs")
    assert excluded < weighed
    row = next(one for one in text.splitlines() if one.startswith("| economic interest group (GIE) | keep its debts"))
    assert "jointly and severally" in row
    assert "Code de commerce, art. L.251-1 à L.251-6, as of 31 December 2009" in row
    assert "(GIE)" not in text[weighed : text.index("### Reasons")], "what is excluded is not weighed"


def test_a_choice_that_is_excluded_says_so_at_once() -> None:
    options: Any = {"options": [{"form": "scic"}, {"form": "gip"}], "choice": {"form": "scic"}}
    said = "it cannot do everything that it must"
    assert said in told(needs=["in-house"], **options)
    assert said not in told(needs=["hold"], **options)


def test_points_are_ranges_and_a_tie_is_told() -> None:
    text = told(weights=WEIGHTS, options=[{"form": "company"}, {"form": "foundation"}, {"form": "association"}])
    assert "| **Points** | 5 of 20 | 5 of 20 | 0 to 20 of 20 |" in text
    assert "cannot be told apart" in text
    ahead = told(weights=WEIGHTS, options=[{"form": "company"}, {"form": "users-club"}])
    assert "**Ahead whatever the unknown answers turn out to be: users' club.**".replace("'", "’") in ahead.replace(
        "'", "’"
    )
    assert "there is no order" in told(options=[{"form": "company"}, {"form": "foundation"}])
    out = told(needs=["in-house"], weights=WEIGHTS, options=[{"form": "company"}, {"form": "scic"}])
    assert "None of the structures compared" in out


def test_a_teams_view_is_marked_and_has_its_reason() -> None:
    option = {"form": "company", "scores": {"principal_agent": "fully"}, "reasons": "Its users own it."}
    text = told(weights=WEIGHTS, options=[option, {"form": "gip"}])
    assert r"fully\*" in text
    assert "Its users own it.<br>*the team*" in text


def test_many_structures_take_several_tables() -> None:
    forms = ("company", "foundation", "association", "gip", "gie", "spl", "scic")
    text = told(weights=WEIGHTS, options=[{"form": one} for one in forms])
    assert text.count("| Criterion, and its weight |") == 3


def test_a_new_carrier_without_transition_is_told() -> None:
    passing: Any = {"current": {"form": "hosting", "party": "town"}, "choice": {"form": "association", "party": "club"}}
    assert "nothing is said yet of what passes" in told(**passing)
    assert "→" in told(transition=[{"id": "m", "what": "The mark", "giver": "town", "taker": "club"}], **passing)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_persons_text_stays_a_text(text: str) -> None:
    made = Continuity.model_validate(
        {
            "options": [{"form": "gip", "pros": text, "cons": text, "vat": text}],
            "choice": {"form": "gip", "reason": text, "remedies": text, "decided_by": text},
            "transition": [{"id": "a", "what": text, "means": text}],
            "independence": {"renewal": text},
            "succession": [{"id": "a", "name": text, "holders": [text], "recovery": text}],
            "legal_watch": [{"id": "a", "subject": text, "effect": text}],
            "documentation": [{"id": "a", "name": text, "location": text}],
            "archives": [{"name": text}],
            "end_of_life": {"trigger": text, "notice": text, "data": text},
        }
    )
    words = words_in("fr")
    context = page.context(a_project(), bind(made, "continuity"), words)
    formats = dict(in_formats("continuity", context, words, ("md", "html", "pdf")))
    assert formats["pdf"].startswith(b"%PDF")
    assert b"<script>alert" not in formats["html"]
