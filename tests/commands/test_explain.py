"""`communkit explain`: every rule, in every language, without a hole."""

from __future__ import annotations

import json
import re

import pytest

from commands.desk import ask
from communkit.audit.run import every_rule
from communkit.words import LANGUAGES

HOLE = re.compile(r"(?<!\{)\{\w+\}(?!\})")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_explained_without_a_hole(language: str) -> None:
    told = json.loads(ask("explain", "--format", "json", lang=language).out)
    assert told["schema"] == "communkit/rules/1"
    assert [one["rule"] for one in told["rules"]] == [rule.id for rule in every_rule()]
    for one in told["rules"]:
        for part in ("title", "says", "why", "fix", "source"):
            assert one[part].strip(), (one["rule"], part)
            assert not HOLE.search(one[part]), (one["rule"], part, one[part])
        assert set(one["severity"]) == {"idea", "preparing", "opening", "running"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_rule_is_told_in_paragraphs_no_wider_than_the_screen(language: str) -> None:
    for rule in every_rule():
        said = ask("explain", rule.id, lang=language, cells=60)
        assert (said.code, said.err) == (0, "")
        head, title, *paragraphs = said.out.strip().split("\n\n")
        assert head == f"{rule.id} {rule.slug}"
        assert title
        assert len(paragraphs) == 5 + rule.counsel
        assert all(len(line) <= 60 or " " not in line.strip() for line in "\n".join(paragraphs).splitlines())


def test_a_rule_is_found_by_its_name_and_in_small_letters() -> None:
    by_id = ask("explain", "DOC016").out
    assert ask("explain", "doc016").out == by_id
    assert ask("explain", "duplicate-key").out == by_id
    assert "What it says\n  “[…]” already stands on line […].\n" in by_id
    assert "How grave it is\n  error, at every stage\n" in by_id


def test_how_grave_it_is_follows_the_stage() -> None:
    assert "warning from the stage “preparing”, error from the stage “opening”" in " ".join(
        ask("explain", "AST002").out.split()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_has_one_line_a_rule(language: str) -> None:
    lines = ask("explain", lang=language).out.splitlines()
    assert [line.split("  ")[0] for line in lines] == [rule.id for rule in every_rule()]


def test_one_rule_as_json() -> None:
    (one,) = json.loads(ask("explain", "DOC016", "--format", "json").out)["rules"]
    assert (one["rule"], one["slug"], one["counsel"]) == ("DOC016", "duplicate-key", False)


def test_a_rule_that_does_not_exist() -> None:
    said = ask("explain", "AST0002")
    assert (said.code, said.out) == (2, "")
    assert said.err == "error: No rule is called AST0002.\n  → Did you mean AST002?\n"
    assert "Vouliez-vous dire duplicate-key" in ask("explain", "duplicat-key", lang="fr").err
