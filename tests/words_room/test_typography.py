"""What a printer would set, and what must be left alone. In the tables, `_` is U+00A0 and `~` is U+202F."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communkit.words.typography import NARROW, NBSP, typeset


def shown(text: str) -> str:
    return text.replace(NBSP, "_").replace(NARROW, "~")


FRENCH = [
    ("Titulaires : deux ; vraiment ? Oui !", "Titulaires_: deux~; vraiment~? Oui~!"),
    ("Vraiment? Oui! Non; si.", "Vraiment~? Oui~! Non~; si."),
    ("Quoi ?! Comment ?...", "Quoi~?! Comment~?…"),
    ("Il dit «bonjour», puis « au revoir ».", "Il dit «_bonjour_», puis «_au revoir_»."),
    ("« Qui décide ? »", "«_Qui décide~?_»"),
    ("l'actif d'un agent, qu'{name} dit", "l’actif d’un agent, qu’{name} dit"),
    ("l'« ouverture »", "l’«_ouverture_»"),
    ("38 % du code, 45% du reste, 12 €", "38_% du code, 45_% du reste, 12_€"),
    ("5 k€ ou 0,5 ETP", "5_k€ ou 0,5_ETP"),
    ("{share} % de {total} €", "{share}_% de {total}_€"),
    ("etc... et la suite...", "etc… et la suite…"),
    ("L. 131-3 CPI, art. 5, n° 12", "L._131-3 CPI, art._5, n°_12"),
    ("{name} : {what} ?", "{name}_: {what}~?"),
    ("Licence (libre) : oui", "Licence (libre)_: oui"),
]
ENGLISH = [
    ('He said "no" and left.', "He said “no” and left."),
    ('("really?") "{a}" and "{b}"', "(“really?”) “{a}” and “{b}”"),
    ("It's the dossier's; {name}'s too", "It’s the dossier’s; {name}’s too"),
    ("the parties' shares", "the parties’ shares"),
    ("say 'yes' to the parties' shares", "say 'yes' to the parties' shares"),
    ("and so on...", "and so on…"),
    ("0.5 FTE", "0.5_FTE"),
    ('a 5" pipe', 'a 5" pipe'),
    ("Why? 38%: yes", "Why? 38%: yes"),
]
LEFT_ALONE = [
    "https://exemple.fr/a?b=c:d;e et http://x.org/l'eau",
    "ecrire@exemple.fr mailto:ecrire@exemple.fr?subject=a:b",
    "à 12:30, version 1.2.3, std::string, contract: {{ccag, year}}, stage: preparing",
    '`a : b ; c ? "d" l\'e ...` et ``x ` : y``',
    '<a title="l\'eau : b">x</a> <!-- a : b ? --> &nbsp; &#8239;',
    "src/l.py, C:\\temp\\x, ../.., {{ x : 'y' ? }} {% if a : b ? %}",
    "git log a...b",
    "données:glob",
]
MARKDOWN_LEFT_ALONE = [
    '```yaml\na : b ? "c"\nl\'eau ...\n```\n',
    "~~~\na ; b\n",
    "[x](page.md?a='b' \"l'eau : b\")",
    '[x]: https://exemple.fr "l\'eau : b"',
    "| a | b |\n|:--- | ---:|\n| ? | : |",
    "---\ntitle : l'eau ?\n---\n",
    "- ? x\n* : y\n# ! z\n> ; t",
]


@pytest.mark.parametrize(("plain", "set_"), FRENCH)
def test_french(plain: str, set_: str) -> None:
    assert shown(typeset(plain, "fr")) == set_


@pytest.mark.parametrize(("plain", "set_"), ENGLISH)
def test_english(plain: str, set_: str) -> None:
    assert shown(typeset(plain, "en")) == set_


@pytest.mark.parametrize("text", LEFT_ALONE)
@pytest.mark.parametrize("markdown", [False, True])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_code_addresses_paths_and_tags_are_left_alone(text: str, language: str, markdown: bool) -> None:
    assert shown(typeset(text, language, markdown)) == text


@pytest.mark.parametrize("text", MARKDOWN_LEFT_ALONE)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_markdown_is_left_alone(text: str, language: str) -> None:
    assert shown(typeset(text, language, markdown=True)) == text


def test_markdown_prose_is_set_around_what_is_left_alone() -> None:
    text = "**Licence** : `MIT` ?\n\n- l'un : [ici](a.md) !\n\n| l'eau : | ? |\n|---|---|\n"
    expected = "**Licence**_: `MIT`~?\n\n- l’un_: [ici](a.md)~!\n\n| l’eau_: | ? |\n|---|---|\n"
    assert shown(typeset(text, "fr", markdown=True)) == expected


def test_a_language_without_rules_is_returned_as_it_is() -> None:
    assert typeset('a : b ? "c" l\'d...', "de") == 'a : b ? "c" l\'d...'


MARKS = [
    ":", ";", "?", "!", "«", "»", "'", '"', "“", "”", "...", "…", ".", "%", "€", "5", "a", "mot", "s'", "`",
    "``", "{x}", "{{", "}}", "<b>", "</b>", "<", ">", "http://a.b", "a/b", "\\", "a@b.c", "[x](y)", "|",
    "---", "*", "**", "_", "n°", "(", ")", "é", "ETP", "&amp;", "art.", "1.", "-", "L.", ",", "[", "]", "‘",
    "’",
]  # fmt: skip
SPACES = [" ", " ", " ", "\n", "\n\n", "\t", NBSP, NARROW, "\ue000", "- ", "# ", "```\n", "~~~\n"]
snippets = st.sampled_from(MARKS) | st.sampled_from(SPACES) | st.text(max_size=3)
texts = st.lists(snippets, max_size=14).map("".join)


@settings(max_examples=400)
@given(text=texts, language=st.sampled_from(["fr", "en"]), markdown=st.booleans())
def test_setting_twice_changes_nothing_more(text: str, language: str, markdown: bool) -> None:
    once = typeset(text, language, markdown)
    assert typeset(once, language, markdown) == once


def bones(text: str) -> str:
    """What typography may not touch: `text` without spaces, with straight quotes and three dots."""
    for character, plain in (("’", "'"), ("“", '"'), ("”", '"'), ("…", "...")):
        text = text.replace(character, plain)
    return "".join(character for character in text if character not in f" {NBSP}{NARROW}")


@given(text=texts, language=st.sampled_from(["fr", "en"]), markdown=st.booleans())
def test_only_spaces_quotes_and_ellipses_change(text: str, language: str, markdown: bool) -> None:
    assert bones(typeset(text, language, markdown)) == bones(text)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "unit", ["a", "`", '"', "<", "{%", "<!--", "<pre", "« ", "a.", "a@", "[", "](", "x ", "\n", "/", "'s"]
)
def test_long_runs_of_one_mark_come_back(unit: str, language: str) -> None:
    """A pattern that backtracks without bound would not finish here."""
    text = unit * 10_000
    assert bones(typeset(text, language, markdown=True)) == bones(text)
