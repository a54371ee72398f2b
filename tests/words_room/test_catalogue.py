"""The French catalogue says everything that the sources mark, and says it well.

Translators type ordinary spaces; they are set when a sentence is shown. What typing cannot leave to the
machine is checked here: holes, forms, straight quotes, a colon glued to a French word.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from communkit.words import LANGUAGES, extract, holes, typeset
from communkit.words.fill import malformed
from communkit.words.po import Entry

TRANSLATED = [language for language in LANGUAGES if language != "en"]
FRENCH = {entry.msgid: entry for entry in extract.read("fr").entries}


def french_that(fails: Callable[[Entry, str], bool]) -> list[tuple[str, str]]:
    """The pairs of English and French text for which `fails(entry, french)` is true."""
    pairs = ((entry, text) for entry in FRENCH.values() for text in entry.strings if text)
    return [(entry.msgid, text) for entry, text in pairs if fails(entry, text)]


def test_the_sources_mark_their_texts_well() -> None:
    assert extract.sources().problems == ()


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_is_translated(language: str) -> None:
    left = extract.missing(language)
    assert not left, f"{len(left)} untranslated; see: python -m communkit.words.extract --list"


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_in_the_catalogue_is_stale(language: str) -> None:
    assert extract.stale(language) == [], "run: python -m communkit.words.extract"


def test_holes_are_the_same_in_every_form() -> None:
    def wrong(entry: Entry, text: str) -> bool:
        differing = holes(text) ^ (holes(entry.msgid) | holes(entry.plural or ""))
        # A form of a plural may say "un constat" for "{count} finding".
        return malformed(text) or bool(differing - ({"count"} if entry.plural is not None else set()))

    assert french_that(wrong) == []


def test_french_quotes_are_guillemets_that_close() -> None:
    def wrong(_: Entry, text: str) -> bool:
        prose = re.sub(r"`[^`]*`", "", text)
        return bool(re.search('["“”]', prose)) or prose.count("«") != prose.count("»")

    assert french_that(wrong) == []


def test_a_colon_is_glued_only_where_it_is_in_english() -> None:
    """`stage: running` is a key in both languages; "Attention: ..." lacks its space."""

    def wrong(entry: Entry, text: str) -> bool:
        english = entry.msgid + (entry.plural or "")
        prose = re.sub(r"`[^`]*`", "", text)
        return any(word not in english for word in re.findall(r"[\w}»)]+:(?=\s|$)", prose))

    assert french_that(wrong) == []


def test_displayed_french_is_set() -> None:
    """What typography cannot mend shows here: a straight apostrophe, a plain space before a mark."""

    def wrong(_: Entry, text: str) -> bool:
        shown = re.sub(r"`[^`]*`", "", typeset(text, "fr"))
        return bool(re.search(r"[^\W\d_]'[^\W\d_]| [;!?»](?:\s|$)|\w :\s|« ", shown))

    assert french_that(wrong) == []


def test_french_keeps_the_shape_of_the_text() -> None:
    """Ends with the same kind of mark, begins with the same case, keeps code spans and lines."""

    def wrong(entry: Entry, text: str) -> bool:
        english = entry.plural if entry.plural is not None and len(entry.strings) > 1 else entry.msgid
        return (
            text != text.strip()
            or (english[-1] == ".") != (text[-1] == ".")
            or (english[-1] == "?") != (text[-1] == "?")
            or text.count("\n") != english.count("\n")
            or text.count("`") != english.count("`")
        )

    assert french_that(wrong) == []
