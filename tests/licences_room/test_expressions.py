"""Expressions: what parses and how it is written, what does not and what is said then."""

from __future__ import annotations

import license_expression
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communkit.licences import spdx
from communkit.licences.expressions import MOST_ALTERNATIVES, ExpressionError, equivalent, parse
from communkit.licences.pack import spdx_list
from communkit.resources import data_folder
from communkit.words import words_in

IDS = ("MIT", "Apache-2.0", "GPL-2.0-only", "EUPL-1.2", "CDDL-1.0+", "LicenseRef-mine", "GPL-2.0")


def test_the_list_is_fresh() -> None:
    stored = (data_folder("licences") / spdx.FILE).read_text(encoding="utf-8")
    assert stored == spdx_list(), "python -m communkit.licences.pack --list writes it anew"


def test_the_list_knows_every_id_in_any_case() -> None:
    assert len(spdx.licences()) == 740
    assert len(spdx.exceptions()) == 86
    known = spdx.licence("cecill-2.1")
    assert known is not None
    assert (known.id, known.osi, known.deprecated) == ("CECILL-2.1", True, False)
    old = spdx.licence("GPL-2.0")
    assert old is not None
    assert old.deprecated
    assert spdx.licence("Classpath-exception-2.0") is None
    assert spdx.exception("classpath-exception-2.0") is not None


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("MIT", "MIT"),
        ("mit", "MIT"),
        ("  MIT  ", "MIT"),
        ("apache-2.0 or mit", "Apache-2.0 OR MIT"),
        ("MIT OR Apache-2.0 AND ISC", "MIT OR (Apache-2.0 AND ISC)"),
        ("((MIT))", "MIT"),
        ("(MIT OR ISC) AND MIT", "(MIT OR ISC) AND MIT"),
        ("MIT AND (MIT AND ISC)", "MIT AND ISC"),
        ("MIT OR MIT", "MIT"),
        ("GPL-2.0-only WITH classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("CDDL-1.0+", "CDDL-1.0+"),
        ("GPL-2.0+", "GPL-2.0-or-later"),
        ("GPL-2.0", "GPL-2.0"),
        ("AGPL-3.0", "AGPL-3.0"),
        ("licenseref-Mine.1", "LicenseRef-Mine.1"),
        ("DocumentRef-a:LicenseRef-b", "DocumentRef-a:LicenseRef-b"),
        ("MIT WITH AdditionRef-x", "MIT WITH AdditionRef-x"),
    ],
)
def test_what_parses_is_written_one_way(text: str, normal: str) -> None:
    found = parse(text)
    assert found.text == normal
    assert parse(found.text).text == normal


def test_undecided_stays_undecided() -> None:
    found = parse("GPL-2.0 OR MIT")
    assert [term.id for term in found.undecided] == ["GPL-2.0"]
    assert found.terms[0].readings == ("GPL-2.0-only", "GPL-2.0-or-later")
    assert found.deprecated == ("GPL-2.0",)
    assert not parse("GPL-2.0+").undecided
    assert not equivalent("GPL-2.0", "GPL-2.0-only")


@pytest.mark.parametrize(
    ("text", "place", "suggestion", "says"),
    [
        ("", "", None, "no licence"),
        ("   ", "   ", None, "no licence"),
        ("MIT AND", "AND", "MIT", "missing after"),
        ("OR MIT", "OR", "MIT", "missing before"),
        ("(MIT", "(", "MIT", "not closed"),
        ("MIT)", ")", "MIT", "no opening"),
        ("MIT/Apache-2.0", "/", "MIT OR Apache-2.0", "AND"),
        ("MIT, ISC", ",", "MIT OR ISC", "AND"),
        ("MIT & ISC", "&", "MIT AND ISC", "joined"),
        ("MIT And ISC", "And", "MIT AND ISC", "missing before"),
        ("GPLv3+", "GPLv3+", "GPL-3.0-or-later", "GPL-3.0-or-later"),
        ("GPLv3", "GPLv3", None, "GPL-3.0-only"),
        ("CeCILL 2.1", "CeCILL 2.1", "CECILL-2.1", "CECILL-2.1"),
        ("MIT or Licence Ouverte", "Licence Ouverte", "MIT OR etalab-2.0", "etalab-2.0"),
        ("EUPL-1.2 ou MIT", "ou", "EUPL-1.2 OR MIT", "AND"),
        ("AGPL v3 or later and MIT", "AGPL v3 or later", "AGPL-3.0-or-later AND MIT", "AGPL"),
        ("SEE LICENSE IN LICENSE.txt", "LICENSE.txt", None, "LicenseRef-"),
        ("UNLICENSED", "UNLICENSED", None, "LicenseRef-"),
        ("NOASSERTION", "NOASSERTION", None, "empty"),
        ("Apache-2.O", "Apache-2.O", "Apache-2.0", "not a licence"),
        ("MIT WITH Foo", "Foo", None, "exception"),
        ("MIT WITH", "WITH", "MIT", "exception"),
        ("GPL-3.0-only+", "GPL-3.0-only+", "GPL-3.0-only", "both"),
        ("MIT ISC", "ISC", None, "missing before"),
    ],
)
def test_what_does_not_parse_is_explained(text: str, place: str, suggestion: str | None, says: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    error = caught.value
    assert text[error.start : error.end] == place
    assert error.suggestion == suggestion
    assert says in words_in("en").say(error.message)
    if suggestion:
        assert parse(suggestion).text == suggestion


def test_an_open_word_gives_its_candidates() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse("LGPLv3")
    assert caught.value.candidates == ("LGPL-3.0-only", "LGPL-3.0-or-later")


@pytest.mark.parametrize("text", ["(" * 100_000, "MIT AND " * 100_000, "(" * 41 + "MIT" + ")" * 41, "x" * 4_001])
def test_hostile_texts_are_refused_quickly(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


def test_alternatives() -> None:
    found = parse("MIT AND (Apache-2.0 OR ISC) OR MIT").alternatives()
    assert found is not None
    assert [[term.text for term in choice] for choice in found] == [["MIT"]]
    many = " AND ".join(f"(MIT OR LicenseRef-{n})" for n in range(12))
    assert parse(many).alternatives() is not None  # MIT alone, or all the others
    more = " AND ".join(f"(LicenseRef-a{n} OR LicenseRef-b{n})" for n in range(10))
    assert MOST_ALTERNATIVES < 2**10
    assert parse(more).alternatives() is None
    assert equivalent(more, " AND ".join(reversed(more.split(" AND "))))


EXPRESSIONS = st.recursive(
    st.sampled_from(IDS),
    lambda inner: st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(EXPRESSIONS)
def test_writing_and_reading_again_is_a_fixed_point(text: str) -> None:
    found = parse(text)
    again = parse(found.text)
    assert again.text == found.text
    assert equivalent(again, text)
    assert {term.id for term in again.terms} == {term.id for term in found.terms}


@settings(max_examples=80, deadline=None)
@given(EXPRESSIONS, EXPRESSIONS)
def test_what_license_expression_holds_equivalent_is(first: str, second: str) -> None:
    """Its simplification does not unfold, so the reverse does not hold."""
    licensing = license_expression.Licensing()
    assert licensing.is_equivalent(first, first) <= equivalent(first, first)
    if licensing.is_equivalent(first, second):
        assert equivalent(first, second)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="MITGPLandorwh-+().,/ é", max_size=40))
def test_any_text_parses_or_is_explained(text: str) -> None:
    failed = None
    try:
        assert parse(text).text
    except ExpressionError as error:
        failed = error
    if failed is not None:
        assert 0 <= failed.start <= failed.end <= len(text)
        assert words_in("en").say(failed.message)
        assert failed.suggestion is None or parse(failed.suggestion).text
