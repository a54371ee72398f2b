"""Which language to talk in, and what a typo meant."""

from __future__ import annotations

import pytest

from communkit.errors import UsageError
from communkit.words import LANGUAGES, choose_language, closest, words_in


def silent() -> str | None:
    return None


def test_the_languages() -> None:
    assert LANGUAGES == ("en", "fr")


@pytest.mark.parametrize("tag", ["fr", "FR", "fr_FR", "fr-BE", "fr_CA.UTF-8", " fr "])
def test_a_language_asked_for_comes_first(tag: str) -> None:
    assert choose_language(tag, {"COMMUNKIT_LANG": "en"}, ["en"], silent) == "fr"


def test_an_unknown_language_is_refused_with_the_list() -> None:
    with pytest.raises(UsageError) as caught:
        choose_language("de_DE", {})
    assert caught.value.hint is not None
    assert words_in("en").say(caught.value.message) == "communkit does not speak “de_DE”."
    assert words_in("en").say(caught.value.hint) == "Choose one of: en, fr."


@pytest.mark.parametrize(
    ("environ", "dossier", "chosen"),
    [
        ({"COMMUNKIT_LANG": "fr", "LANG": "en_GB.UTF-8"}, ["en"], "fr"),
        ({"COMMUNKIT_LANG": "de", "LANG": "C"}, ["br", "fr", "en"], "fr"),
        ({"LANG": "en_US.UTF-8"}, ["fr"], "fr"),
        ({"LANG": "fr_FR.UTF-8"}, [], "fr"),
        ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, [], "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "fr_FR@euro", "LANG": "en"}, [], "fr"),
        ({"LANG": "POSIX"}, [], "en"),
        ({"LANG": "de_DE.UTF-8"}, [], "en"),
        ({}, [], "en"),
    ],
)
def test_without_a_wish(environ: dict[str, str], dossier: list[str], chosen: str) -> None:
    assert choose_language(None, environ, dossier, silent) == chosen


@pytest.mark.parametrize(("name", "chosen"), [("French_France", "fr"), ("fr_FR", "fr"), ("German_Germany", "en")])
def test_windows_tells_its_locale_by_name(name: str, chosen: str) -> None:
    assert choose_language(None, {}, (), lambda: name) == chosen


COMMANDS = [
    "init", "status", "need", "charter", "assets", "community", "governance", "costs", "check", "audit",
]  # fmt: skip
FIELDS = ["holder", "basis", "licence", "current_licence", "planned_licence", "not_applicable", "evidence"]
LICENCES = [
    "MIT", "CECILL-1.0", "CECILL-2.0", "CECILL-2.1", "CECILL-B", "Apache-1.1", "Apache-2.0", "license",
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "candidates", "meant"),
    [
        ("asset", COMMANDS, "assets"),
        ("chekc", COMMANDS, "check"),
        ("governence", COMMANDS, "governance"),
        ("gouvernance", COMMANDS, "governance"),
        ("gov", COMMANDS, "governance"),
        ("STATUS", COMMANDS, "status"),
        ("licence", LICENCES, "license"),
        ("license", FIELDS, "licence"),
        ("planned-licence", FIELDS, "planned_licence"),
        ("notApplicable", FIELDS, "not_applicable"),
        ("évidence", FIELDS, "evidence"),
        ("CeCIL-2.1", LICENCES, "CECILL-2.1"),
        ("Apache 2.0", LICENCES, "Apache-2.0"),
        ("mti", LICENCES, "MIT"),
    ],
)
def test_real_typos(typed: str, candidates: list[str], meant: str) -> None:
    assert closest(typed, candidates) == [meant]


@pytest.mark.parametrize("typed", ["", "x", "zz", "render", "frobnicate", "!!", "é"])
def test_no_nonsense(typed: str) -> None:
    assert closest(typed, COMMANDS) == []


def test_several_best_first() -> None:
    assert closest("CECILL-2.2", LICENCES, limit=3) == ["CECILL-2.0", "CECILL-2.1", "CECILL-1.0"]
