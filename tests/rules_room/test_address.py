"""Addresses: one name for each value, and what a waiver on one of them covers."""

from __future__ import annotations

import pytest

from communkit.rules import Address, covers

APP = Address.of_document("assets").item("assets", 2, "app")


def test_an_address_grows_with_its_path() -> None:
    basis = APP.item("rights", 0, "anct/software").field("basis")
    assert str(basis) == "assets[app].rights[anct/software].basis"
    assert basis.path == ("assets", 2, "rights", 0, "basis")
    assert basis.document == "assets"


def test_a_list_named_like_its_document_is_the_document() -> None:
    document = Address.of_document("assets")
    assert str(document.field("assets")) == "assets"
    assert str(document.field("version")) == "assets.version"
    assert str(Address.of_document("project").item("parties", 0, "anct")) == "project.parties[anct]"


def test_only_at_the_top() -> None:
    assert str(APP.field("assets")) == "assets[app].assets"


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("leaflet", "leaflet"),
        ("signer la cession", "signer la cession"),
        ("AST012/assets[app]", '"AST012/assets[app]"'),
        ('dit "le guide"', '"dit \\"le guide\\""'),
        ("deux  espaces", '"deux  espaces"'),
        ("", '""'),
    ],
)
def test_a_key_that_would_confuse_stands_in_quotes(key: str, shown: str) -> None:
    assert str(APP.item("actions", 0, key)) == f"assets[app].actions[{shown}]"


BASIS = "assets[app].rights[x/software].basis"


@pytest.mark.parametrize(
    "pattern", ["*", "assets", "assets[app]", "assets[app].rights", "assets[app].rights[x/software]", BASIS]
)
def test_a_pattern_covers_itself_and_what_is_inside(pattern: str) -> None:
    assert covers(pattern, BASIS)


@pytest.mark.parametrize(
    "pattern", ["assets[ap", "assets[app2]", "assets[app].right", f"{BASIS}.document", "project", ""]
)
def test_never_half_a_name_nor_a_neighbour(pattern: str) -> None:
    assert not covers(pattern, BASIS)
