"""What people type, and the value that it stands for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from communkit.cli.interview.typed import typed
from communkit.interview import Choice, Field, Kind
from communkit.marked import Message
from communkit.words import words_in


def said(kind: Kind, text: str, language: str = "fr", **told: object) -> object:
    field = Field("x", ("x",), "x", kind, "X", **told)  # type: ignore[arg-type]  # told by each test
    return typed(field, text, words_in(language))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "2027-03-01", "2027-03-01"),
        ("fr", "01/03/2027", "2027-03-01"),
        ("fr", "1.3.2027", "2027-03-01"),
        ("fr", "1er mars 2027", "2027-03-01"),
        ("fr", "12 août 2027", "2027-08-12"),
        ("fr", "12 aout 2027", "2027-08-12"),
        ("fr", "3 juil. 2027", "2027-07-03"),
        ("fr", "3 jui 2027", "3 jui 2027"),  # June or July
        ("fr", "31/02/2027", "31/02/2027"),
        ("fr", "12 March 2027", "2027-03-12"),
        ("en", "1 March 2027", "2027-03-01"),
        ("en", "2nd March 2027", "2027-03-02"),
        ("en", "01/03/2027", "01/03/2027"),  # two readings
        ("fr", "bientôt", "bientôt"),
    ],
)
def test_days(language: str, text: str, expected: str) -> None:
    assert said(Kind.DAY, text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50 %", "50 %"),
        ("50%", "50 %"),
        ("33,5 %", "33.5 %"),
        ("50", "50 %"),
        ("0,5", Decimal("0.5")),
        ("la moitié", "la moitié"),
    ],
)
def test_shares(text: str, expected: object) -> None:
    assert said(Kind.SHARE, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1 250,50", Decimal("1250.50")), ("2021", 2021), ("1 000", 1000), ("NaN", "NaN"), ("x", "x")],
)
def test_numbers(text: str, expected: object) -> None:
    assert said(Kind.NUMBER, text) == expected


def test_lists_identifiers_and_labels() -> None:
    assert said(Kind.LINE, "src/**, docs:**/*.md;\n data/x.csv", many=True) == ["src/**", "docs:**/*.md", "data/x.csv"]
    assert said(Kind.IDENTIFIER, "Ville d'Échirolles") == "ville-d-echirolles"
    languages = (Choice("fr", "French"), Choice("en", "English"))
    assert said(Kind.LINE, "Français, en", many=True, choices=languages) == ["fr", "en"]


@pytest.mark.parametrize("text", ["comité du prêt", "le Comité du prêt", "Comité du prêt", "comite"])
def test_what_is_known_is_found_with_or_without_its_article(text: str) -> None:
    known = (
        Choice("comite", Message("Comité du prêt", literal=True)),
        Choice("les-elus", Message("Les élus", literal=True)),
    )
    assert said(Kind.IDENTIFIER, text, choices=known) == "comite"
    assert said(Kind.IDENTIFIER, "élus", choices=known) == "les-elus"
    assert said(Kind.IDENTIFIER, "tout le monde", choices=known) == "tout-le-monde"
