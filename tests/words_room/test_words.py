"""Sentences, numbers, money and dates; CLDR, as Babel carries it, is the judge where we follow it."""

from __future__ import annotations

import datetime
import decimal
import subprocess
import sys
from decimal import Decimal

import babel.dates
import babel.lists
import babel.numbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communkit.marked import N_, Message, Share
from communkit.words import Words, holes, unfilled, words_in
from communkit.words.fill import join, malformed, parts
from communkit.words.typography import NARROW, NBSP

FR = words_in("fr")
EN = words_in("en")
LOCALES = {"fr": "fr_FR", "en": "en_GB"}

amounts = st.decimals(-10_000_000, 10_000_000, allow_nan=False, places=4)
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))


@pytest.mark.parametrize("words", [FR, EN], ids=["fr", "en"])
class TestAgainstCLDR:
    @given(value=amounts)
    def test_numbers(self, words: Words, value: Decimal) -> None:
        with decimal.localcontext(rounding=decimal.ROUND_HALF_UP):
            expected = babel.numbers.format_decimal(value, locale=LOCALES[words.language])
        assert words.number(value) == ("0" if expected == "-0" else expected)

    @given(value=amounts)
    def test_money_with_cents(self, words: Words, value: Decimal) -> None:
        with decimal.localcontext(rounding=decimal.ROUND_HALF_UP):
            cents = value.quantize(Decimal("0.01")) + 0
            expected = babel.numbers.format_currency(cents, "EUR", locale=LOCALES[words.language])
        assert words.money(value, decimals=2) == expected

    @given(whole=st.integers(-500, 500))
    def test_whole_percentages(self, words: Words, whole: int) -> None:
        share = Share(Decimal(whole) / 100)
        expected = babel.numbers.format_percent(share.value, locale=LOCALES[words.language])
        # CLDR puts a narrow space before the French sign; the usage we follow is a plain no-break space.
        assert words.percent(share) == expected.replace(NARROW + "%", NBSP + "%")

    @given(day=days)
    def test_dates(self, words: Words, day: datetime.date) -> None:
        expected = babel.dates.format_date(day, "d MMMM y", locale=LOCALES[words.language])
        if words.language == "fr" and day.day == 1:  # the one difference: French says "1er mars"
            expected = expected.replace("1 ", "1er ", 1)
        assert words.date(day) == expected
        assert words.month_year(day) == babel.dates.format_date(day, "MMMM y", locale=LOCALES[words.language])

    @given(items=st.lists(st.text(), max_size=6))
    def test_lists(self, words: Words, items: list[str]) -> None:
        locale = LOCALES[words.language]
        assert words.list(items) == babel.lists.format_list(items, "standard", locale=locale)
        assert words.list(items, last="or") == babel.lists.format_list(items, "or", locale=locale)


def test_numbers_as_they_are_read() -> None:
    assert FR.number(Decimal("1234.5")) == f"1{NARROW}234,5"
    assert EN.number(Decimal("1234.5")) == "1,234.5"
    assert FR.number(12, decimals=1) == "12,0"
    assert FR.number(0.1 + 0.2) == "0,3"
    assert EN.number(Decimal("-0.0001")) == "0"
    assert EN.number(Decimal("1e400")) == "1E+400"
    assert FR.fte(Decimal("0.50")) == f"0,5{NBSP}ETP"
    assert EN.fte(2) == f"2{NBSP}FTE"


def test_money() -> None:
    assert FR.money(Decimal("1234.5"), vat="HT") == f"1{NARROW}234,50{NBSP}€{NBSP}HT"
    assert EN.money(Decimal("1234.5"), vat="HT") == "€1,234.50 excl. VAT"
    assert FR.money(12000, vat="TTC") == f"12{NARROW}000{NBSP}€{NBSP}TTC"
    assert EN.money(-12) == "-€12"
    assert EN.money(Decimal("-0.001"), decimals=2) == "€0.00"
    assert EN.money(100, "CHF") == f"CHF{NBSP}100"
    assert FR.money(Decimal("99.6"), "XPF") == f"100{NBSP}XPF"


@pytest.mark.parametrize(
    ("share", "french"),
    [
        ("0.38", "38 %"),
        ("0.384", "38 %"),
        ("0.045", "4,5 %"),
        ("0.05", "5 %"),
        ("1", "100 %"),
        ("0.5", "50 %"),
        # Rounding must not make a half, a whole or nothing of what is not.
        ("0.497", "49,7 %"),
        ("0.5003", "> 50 %"),
        ("0.996", "99,6 %"),
        ("0.9997", "< 100 %"),
        ("0.0003", "< 0,1 %"),
        ("0", "0 %"),
    ],
)
def test_percentages_do_not_lie(share: str, french: str) -> None:
    assert FR.percent(Share(Decimal(share))) == french.replace(" ", NBSP)
    english = french.replace(" %", "%").replace(",", ".").replace(" ", NBSP)
    assert EN.percent(Decimal(share)) == english


def test_dates_durations_sizes_and_quotes() -> None:
    day = datetime.date(2027, 3, 1)
    assert (FR.date(day), EN.date(day)) == ("1er mars 2027", "1 March 2027")
    assert (FR.date_short(day), EN.date_short(day)) == ("01/03/2027", "2027-03-01")
    assert [FR.duration(minutes) for minutes in (15, 120, 95)] == [
        f"15{NBSP}min", f"2{NBSP}h", f"1{NBSP}h 35{NBSP}min",
    ]  # fmt: skip
    assert (FR.size(1_340_000), EN.size(500)) == (f"1,3{NBSP}Mo", f"1{NBSP}kB")
    assert (FR.quote("mot"), EN.quote("word")) == (f"«{NBSP}mot{NBSP}»", "“word”")


def test_a_message_is_translated_and_its_values_are_shown_by_their_type() -> None:
    message = Message(
        N_("communkit does not speak “{language}”."),
        {"language": Message(N_("{items} and {last}"), {"items": 1234, "last": Share(Decimal("0.2"))})},
    )
    assert EN.say(message) == "communkit does not speak “1,234 and 20%”."
    assert FR.say(message) == (f"communkit ne parle pas la langue «{NBSP}1{NARROW}234 et 20{NBSP}%{NBSP}».")
    assert FR.value(["a", Message("May"), "b"]) == "a, mai et b"
    assert FR.value(datetime.date(2027, 5, 1)) == "1er mai 2027"
    assert FR.value(True) == "oui"


def test_plurals_follow_the_language() -> None:
    one, many = "{count} thing of no catalogue", "{count} things of no catalogue"
    assert [EN.plural(count, one, many)[:9] for count in (0, 1, 2)] == ["0 things ", "1 thing o", "2 things "]
    message = Message(one, {"count": "several"}, plural=many, count=2)
    assert EN.say(message) == "several things of no catalogue"


def test_what_is_not_translated_is_said_and_set_in_english() -> None:
    assert FR.say(Message("What's {thing}?", {"thing": "this"})) == "What’s this?"
    assert FR.say("") == FR.say(Message("")) == ""


def test_typography_leaves_values_and_literals_alone() -> None:
    rude = 'l\'eau : "b" ? {language} {{x}} {0.__class__}'
    said = FR.say(Message(N_("communkit does not speak “{language}”."), {"language": rude}))
    assert f"«{NBSP}{rude}{NBSP}»" in said
    assert FR.say(Message(rude, {"language": "no"}, literal=True)) == rude


def test_escape_sees_only_what_is_not_ours() -> None:
    def shout(text: str) -> str:
        return text.upper()

    message = Message("a {b} {c} {d}", {"b": "b", "c": ["x", Message("y", literal=True)], "d": 1000})
    assert EN.say(message, escape=shout) == "a B X and Y 1,000"


def test_a_hole_is_a_name_and_nothing_more() -> None:
    assert holes("{a} {{b}} {c.d} {0} {e!r} {f:>9} {") == {"a"}
    assert malformed("{a.b}")
    assert malformed("a } b")
    assert not malformed("{a} {{b}}")
    assert EN.say("{name.__class__} {name} {{name}}") == "{name.__class__} {name} {name}"


def test_unfilled_holes_are_found_wherever_they_are() -> None:
    inner = Message("{deep}")
    assert unfilled(Message("{a} {b}", {"a": [inner], "b": "x"})) == {"deep"}
    assert unfilled(Message("{count} {x}", plural="{count} {y}", count=2)) == {"x", "y"}
    assert unfilled(Message("{a}", literal=True)) == frozenset()


names = st.from_regex(r"[a-z_][a-z0-9_]{0,5}", fullmatch=True)
pieces = st.lists(st.tuples(st.text(), names), max_size=5)


@given(pieces=pieces, end=st.text(), value=st.text())
def test_filling_is_what_str_format_does_with_simple_holes(pieces: list[tuple[str, str]], end: str, value: str) -> None:
    def escaped(text: str) -> str:
        return text.replace("{", "{{").replace("}", "}}")

    template = "".join(f"{escaped(text)}{{{name}}}" for text, name in pieces) + escaped(end)
    values = {name: f"{value}{{{name}.x}}" for _, name in pieces}
    assert join(parts(template), values.__getitem__) == template.format(**values)
    assert not malformed(template)


@given(template=st.text(alphabet="{}ab.!:[]0"))
def test_no_template_can_fail(template: str) -> None:
    assert EN.say(Message(template, {"a": "{b}", "b": "{a}"})) is not None


def test_a_language_that_we_do_not_speak() -> None:
    with pytest.raises(ValueError, match="does not speak"):
        words_in("de")


def test_importing_the_room_is_light_and_opens_no_catalogue() -> None:
    probe = (
        "import sys, communkit.words as w; words = w.words_in('fr');"
        "heavy = {'babel', 'yaml', 'pydantic', 'rich', 'gettext', 'communkit.words.po'} & set(sys.modules);"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
