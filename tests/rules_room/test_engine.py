"""Running rules: what they are given, what they are not, and what comes of what they see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from communkit.rules import Outcome, Place, Provider, Rule, Severity, Sighting, Skipped, Stage, run
from communkit.rules.provider import Missing, Supplies, provider, providers_in
from rules_room.making import a_rule, at


def ran(
    *rules: Rule,
    given: Mapping[str, object] | None = None,
    providers: Mapping[str, Provider] | None = None,
    stage: Stage = Stage.IDEA,
    places: Mapping[str, Place] | None = None,
) -> Outcome:
    return run(
        rules, given or {}, providers or {}, stage=stage, locate=lambda address: (places or {}).get(address.text)
    )


def one_thing(assets: str) -> Iterator[Sighting]:
    yield at(assets)


class TestInputs:
    def test_a_rule_gets_what_it_asks_for_by_name(self) -> None:
        outcome = ran(a_rule(look=one_thing), given={"assets": "assets[app]", "project": "unused"})
        assert [one.target for one in outcome.findings] == ["assets[app]"]
        assert outcome.skipped == ()

    def test_a_rule_without_its_input_is_skipped_and_named(self) -> None:
        outcome = ran(a_rule("AST901", look=one_thing), given={})
        assert outcome == Outcome((), (Skipped("AST901", "assets"),))

    def test_what_a_provider_lacks_is_what_is_missing(self) -> None:
        @provider
        def assets(project: str) -> str:
            return project

        outcome = ran(a_rule("AST901", look=one_thing), providers={"assets": assets})
        assert outcome.skipped == (Skipped("AST901", "project"),)

    def test_nothing_is_an_answer_of_a_provider(self) -> None:
        def look(jurisdiction: str | None) -> Iterator[Sighting]:
            yield at(f"project.{jurisdiction}")

        nothing = Provider("jurisdiction", lambda: None)
        outcome = ran(a_rule(look=look), providers={"jurisdiction": nothing})
        assert [one.target for one in outcome.findings] == ["project.None"]

    def test_rules_of_reading_look_at_nothing(self) -> None:
        assert ran(a_rule("DOC900")) == Outcome(())

    def test_a_rule_that_breaks_is_our_bug(self) -> None:
        def look() -> Iterator[Sighting]:
            yield at(f"assets[{1 // 0}]")

        with pytest.raises(ZeroDivisionError):
            ran(a_rule(look=look))


class TestProviders:
    def test_each_is_computed_once(self) -> None:
        made: list[str] = []

        @provider
        def shares(project: str) -> str:
            made.append(project)
            return "assets[app]"

        def first(shares: str) -> Iterator[Sighting]:
            yield at(shares)

        def second(shares: str) -> Iterator[Sighting]:
            yield at(shares)

        rules = a_rule("AST901", look=first), a_rule("AST902", look=second)
        assert len(ran(*rules, given={"project": "p"}, providers={"shares": shares}).findings) == 2
        assert made == ["p"]

    def test_one_that_nobody_asks_for_is_not_computed(self) -> None:
        broken = Provider("shares", lambda: 1 / 0)
        assert ran(a_rule(look=one_thing), given={"assets": "assets"}, providers={"shares": broken}).skipped == ()

    def test_given_things_come_before_providers(self) -> None:
        broken = Provider("assets", lambda: 1 / 0)
        assert Supplies({"assets": "given"}, {"assets": broken})["assets"] == "given"

    def test_a_circle_is_told_with_its_way(self) -> None:
        @provider
        def shares(seats: int) -> int:
            return seats

        @provider
        def seats(shares: int) -> int:
            return shares

        with pytest.raises(RecursionError, match="shares → seats → shares"):
            Supplies({}, {"shares": shares, "seats": seats})["shares"]

    def test_after_a_failure_it_can_be_asked_again(self) -> None:
        supplies = Supplies({}, {"shares": Provider("shares", lambda project: project)})
        for _ in range(2):
            with pytest.raises(Missing, match="project"):
                supplies["shares"]

    def test_they_are_found_in_their_modules(self) -> None:
        from communkit.steps.assets import lists, title

        assert set(providers_in([lists, title])) == {"bindings", "jurisdiction"}


class TestFindings:
    PLACE = Place("commons/assets.yaml", 3, 5)

    def test_a_sighting_may_have_its_own_sentence_and_severity(self) -> None:
        def look() -> Iterator[Sighting]:
            yield at("assets", says="Seen {what}.", severity=Severity.NOTE, params={"what": "twice"})

        (finding,) = ran(a_rule(look=look, error_from=Stage.IDEA)).findings
        assert (finding.message.template, finding.severity) == ("Seen {what}.", Severity.NOTE)
        assert finding.message.params == finding.fix.params == {"what": "twice"}

    def test_else_the_rules_own(self) -> None:
        rule = a_rule(look=one_thing, error_from=Stage.OPENING, counsel=True)
        (finding,) = ran(rule, given={"assets": "assets"}, stage=Stage.OPENING, places={"assets": self.PLACE}).findings
        assert (finding.message.template, finding.severity) == ("Seen.", Severity.ERROR)
        assert finding.place == self.PLACE
        assert finding.counsel
        assert finding.is_open

    def test_they_are_sorted_by_place_then_rule(self) -> None:
        def look() -> Iterator[Sighting]:
            yield from (at("assets.b"), at("assets.a"), at("nowhere"))

        places = {"assets.a": Place("assets.yaml", 2, 1), "assets.b": Place("assets.yaml", 10, 1)}
        outcome = ran(a_rule("AST902", look=look), a_rule("AST901", look=look), places=places)
        told = [(one.target, one.rule) for one in outcome.findings]
        assert told == [
            ("nowhere", "AST901"), ("nowhere", "AST902"),
            ("assets.a", "AST901"), ("assets.a", "AST902"),
            ("assets.b", "AST901"), ("assets.b", "AST902"),
        ]  # fmt: skip
