"""The values of a dossier: what each type takes, and in which words it refuses the rest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from communkit.model import types
from communkit.model.problems import BY_SLUG
from model_room.toys import Soil


def taken(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


def refusal(kind: object, value: object) -> str:
    """The slug under which `kind` refuses `value`: that of a rule that explains it."""
    with pytest.raises(ValidationError) as caught:
        taken(kind, value)
    (details,) = caught.value.errors()
    assert details["type"] in BY_SLUG
    return details["type"]


@pytest.mark.parametrize(
    ("kind", "value", "result"),
    [
        (types.Line, "a line", "a line"),
        (types.Identifier, "ville-de-lens", "ville-de-lens"),
        (types.Identifier, "v1.2_b", "v1.2_b"),
        (types.Identifier, "2026", "2026"),
        (types.Day, "2026-02-28", date(2026, 2, 28)),
        (types.Day, date(2026, 2, 28), date(2026, 2, 28)),
        (types.Amount, 1200, Decimal(1200)),
        (types.Amount, Decimal("1200.50"), Decimal("1200.50")),
        (types.Amount, 0, Decimal(0)),
        (types.Share, Decimal("0.38"), Decimal("0.38")),
        (types.Share, "38 %", Decimal("0.38")),
        (types.Share, "38\u202f%", Decimal("0.38")),
        (types.Share, "33.3333%", Decimal("0.333333")),
        (types.Share, 1, Decimal(1)),
        (types.Fte, Decimal("0.5"), Decimal("0.5")),
        (types.Count, 0, 0),
        (types.Year, 2027, 2027),
        (types.YesNo, False, False),
        (types.Done, True, True),
        (types.Done, "2026-10-01", date(2026, 10, 1)),
        (types.Language, "fr", "fr"),
        (types.Language, "pt-BR", "pt-BR"),
        (types.Url, "https://example.org/a?b=c", "https://example.org/a?b=c"),
        (types.Url, "git@example.org:ville/carte.git", "git@example.org:ville/carte.git"),
        (types.Version, "1.10", "1.10"),
        (types.Version, "0.3.0-beta.1", "0.3.0-beta.1"),
        (types.PathPattern, "src/**", "src/**"),
        (types.PathPattern, "app:src/**/*.py", "app:src/**/*.py"),
        (types.PathPattern, "notes..txt", "notes..txt"),
        (Soil, "clay", Soil.CLAY),
        (Soil, Soil.SAND, Soil.SAND),
    ],
)
def test_taken(kind: object, value: object, result: object) -> None:
    assert taken(kind, value) == result


@pytest.mark.parametrize(
    ("kind", "value", "slug"),
    [
        (types.Line, "", "empty-text"),
        (types.Line, " \n", "empty-text"),
        (types.Line, 3, "wrong-type"),
        (types.Identifier, "Ville de Lens", "bad-identifier"),
        (types.Identifier, "été", "bad-identifier"),
        (types.Identifier, "a" * 65, "bad-identifier"),
        (types.Identifier, "-a", "bad-identifier"),
        (types.Identifier, 2026, "wrong-type"),
        (types.Day, "2026-02-30", "bad-date"),
        (types.Day, "01/03/2027", "bad-date"),
        (types.Day, "2026-3-1", "bad-date"),
        (types.Day, 2026, "wrong-type"),
        (types.Amount, -1, "bad-amount"),
        (types.Amount, Decimal("1.005"), "bad-amount"),
        (types.Amount, 10**39, "bad-amount"),  # too large to be rounded, and to be paid
        (types.Amount, True, "wrong-type"),
        (types.Amount, "1 200 €", "wrong-type"),
        (types.Share, "138 %", "bad-share"),
        (types.Share, 38, "bad-share"),
        (types.Share, Decimal("-0.1"), "bad-share"),
        (types.Share, "a third", "wrong-type"),
        (types.Share, "12,5 %", "wrong-type"),
        (types.Fte, Decimal("-0.5"), "bad-fte"),
        (types.Fte, "half", "wrong-type"),
        (types.Count, Decimal("1.5"), "wrong-type"),
        (types.Count, True, "wrong-type"),
        (types.Year, 27, "bad-year"),
        (types.Year, 3027, "bad-year"),
        (types.YesNo, "oui", "not-a-boolean"),
        (types.YesNo, 1, "not-a-boolean"),
        (types.Done, "2026-13-01", "bad-date"),
        (types.Done, "bientôt", "wrong-type"),
        (types.Done, 1, "wrong-type"),
        (types.Language, "français", "bad-language"),
        (types.Language, "FR", "bad-language"),
        (types.Url, "example.org", "bad-url"),
        (types.Url, "javascript:alert(1)", "bad-url"),
        (types.Url, "https://a b", "bad-url"),
        (types.Version, "v1", "bad-version"),
        (types.Version, Decimal("1.1"), "wrong-type"),
        (types.PathPattern, "/etc/passwd", "bad-path"),
        (types.PathPattern, "../other/**", "bad-path"),
        (types.PathPattern, "src/../../x", "bad-path"),
        (types.PathPattern, "app:../x", "bad-path"),
        (types.PathPattern, "app:/etc/passwd", "bad-path"),
        (types.PathPattern, "src\\..\\..\\x", "bad-path"),
        (types.PathPattern, "C:\\Windows", "bad-path"),
        (types.PathPattern, "..", "bad-path"),
        (Soil, "mud", "unknown-word"),
        (Soil, None, "wrong-type"),
    ],
)
def test_refused(kind: object, value: object, slug: str) -> None:
    assert refusal(kind, value) == slug


class TestText:
    @pytest.mark.parametrize("value", ["Bonjour", {"fr": "Bonjour", "en": "Hello"}])
    def test_in_one_language_or_several(self, value: object) -> None:
        assert taken(types.Text, value).said("fr") == "Bonjour"

    def test_another_language_falls_back(self) -> None:
        assert taken(types.Text, "Bonjour").said("en") == "Bonjour"
        assert taken(types.Text, {"nl": "Dag"}).said("en") == "Dag"

    @pytest.mark.parametrize(
        ("value", "slug"),
        [
            ("", "empty-text"),
            ({"fr": " "}, "empty-text"),
            ({"fr": 3}, "wrong-type"),
            ({}, "wrong-type"),
            (["Bonjour"], "wrong-type"),
            ({"français": "Bonjour"}, "bad-language"),
        ],
    )
    def test_refused(self, value: object, slug: str) -> None:
        assert refusal(types.Text, value) == slug

    @pytest.mark.parametrize("value", ["Bonjour", {"fr": "Bonjour", "en": "Hello"}])
    def test_it_is_written_as_it_was_read(self, value: object) -> None:
        adapter = TypeAdapter(types.Text)
        assert adapter.dump_python(adapter.validate_python(value)) == value


class TestLicence:
    def test_an_expression_is_parsed(self) -> None:
        parsed = taken(types.Spdx, "mit OR gpl-3.0-or-later")
        assert str(parsed) == "MIT OR GPL-3.0-or-later"
        assert taken(types.Spdx, parsed) is parsed

    @pytest.mark.parametrize("value", ["MIT/Apache-2.0", "MIT AND", "WTFPL2", "Licence Ouverte"])
    def test_what_is_none_is_refused(self, value: str) -> None:
        assert refusal(types.Spdx, value) == "bad-licence"

    @pytest.mark.parametrize(("value", "slug"), [("", "empty-text"), (["MIT"], "wrong-type")])
    def test_nor_is_anything_but_text(self, value: object, slug: str) -> None:
        assert refusal(types.Spdx, value) == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ville d'Échirolles", "ville-d-echirolles"),
        ("  L’Œuvre 2 ", "l-oeuvre-2"),
        ("été_2026", "ete-2026"),
        ("東京", ""),
    ],
)
def test_an_identifier_is_made_from_a_name(name: str, slug: str) -> None:
    assert types.slug_of(name) == slug


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "null"),
        (True, "boolean"),
        (3, "number"),
        (Decimal(1), "number"),
        ("x", "text"),
        ([], "list"),
        ({}, "mapping"),
    ],
)
def test_values_are_named_as_in_yaml(value: object, kind: str) -> None:
    assert types.kind_of(value) == kind


def test_a_long_value_is_quoted_short() -> None:
    assert types.shown("x " * 100) == ("x " * 28 + "x…")
    assert types.shown("two\n lines") == "two lines"
    assert types.shown({"a": 1}) == ""


class TestRegister:
    @pytest.mark.parametrize(
        ("value", "named"), [("app:src/**", "app"), ("src/**", None), ("docs/a:b", None), ("*:x", None)]
    )
    def test_an_identifier_before_its_mark(self, value: str, named: str | None) -> None:
        assert types.Register("repositories", before=":").named_in(value) == named

    def test_a_value_that_is_the_identifier(self) -> None:
        assert types.Register("parties").named_in("town") == "town"
