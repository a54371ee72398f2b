"""One rule, and all of them."""

from __future__ import annotations

import pytest

from communkit.rules import Catalogue
from rules_room.making import a_rule, at


class TestRule:
    @pytest.mark.parametrize("id", ["AST1", "ast012", "AST0123", "AB012", ""])
    def test_a_rule_is_named_by_three_letters_and_three_digits(self, id: str) -> None:
        with pytest.raises(ValueError, match="AST012"):
            a_rule(id, "slug")

    @pytest.mark.parametrize("slug", ["Two-Words", "two words", "-two", "two_words"])
    def test_its_slug_is_small_words_and_hyphens(self, slug: str) -> None:
        with pytest.raises(ValueError, match="some-slug"):
            a_rule("AST012", slug)

    def test_it_asks_for_its_inputs_by_name(self) -> None:
        assert a_rule(look=lambda assets, today: [assets, today]).needs == ("assets", "today")
        assert a_rule().needs == ()

    def test_it_can_be_called_on_literal_models(self) -> None:
        assert a_rule(look=lambda where: [at(where)])("assets") == [at("assets")]
        with pytest.raises(TypeError, match="while reading"):
            a_rule()()


class TestCatalogue:
    CATALOGUE = Catalogue([a_rule("AST901", "first"), a_rule("AST902", "second")])

    @pytest.mark.parametrize("name", ["AST902", "ast902", "second", "SECOND"])
    def test_a_rule_is_found_by_id_or_slug_in_any_case(self, name: str) -> None:
        found = self.CATALOGUE.get(name)
        assert found is not None
        assert found.id == "AST902"

    @pytest.mark.parametrize("name", ["AST903", "", "secon"])
    def test_or_not_at_all(self, name: str) -> None:
        assert self.CATALOGUE.get(name) is None

    def test_it_counts_names_and_holds(self) -> None:
        assert len(self.CATALOGUE) == 2
        assert "AST901" in self.CATALOGUE
        assert self.CATALOGUE.names == ("AST901", "AST902", "first", "second")

    @pytest.mark.parametrize("twin", [("AST901", "third"), ("AST903", "first")])
    def test_two_rules_of_one_name_are_refused(self, twin: tuple[str, str]) -> None:
        with pytest.raises(ValueError, match="declared twice"):
            Catalogue([a_rule("AST901", "first"), a_rule(*twin)])
