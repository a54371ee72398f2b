"""Sentences, numbers, dates and money in one language.

The marks of a language stand in its catalogue like its sentences ("1,234.5" is translated as "1 234,5"), so
that a new language is one file. The results were compared with those of CLDR; where we differ on purpose,
the docstring says so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property, lru_cache
from typing import Literal, TypeAlias

from communkit.marked import N_, Message, Share, Value
from communkit.words.catalogue import LANGUAGES, SOURCE_LANGUAGE, catalogue
from communkit.words.fill import Parts, join, parts
from communkit.words.typography import ATOM, NARROW, typeset

Number: TypeAlias = "int | float | Decimal"
Escape: TypeAlias = "Callable[[str], str]"

_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}
_WITHOUT_CENTS = frozenset({"JPY", "KRW", "XAF", "XOF", "XPF"})
_LANDMARKS = (0, 50, 100)


class Words:
    """What is said in one language of `LANGUAGES`. Cheap to make: the catalogue is opened when needed."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"communkit does not speak {language!r}: {', '.join(LANGUAGES)}")
        self.language = language

    def say(self, message: Message | str, escape: Escape | None = None) -> str:
        """The sentence in this language, its holes filled; without a translation it is said in English.

        A `str` is a marked text without values. Typography concerns our own text only. Values show by their
        type: an int or Decimal is a *quantity* ("1 234,5"; pass years and line numbers as str), a date a
        date, a Share a percentage, a Message is said, a sequence is listed, a str is shown as it is. `escape`
        is applied to strings that are not ours (str values, literal messages), for Markdown or a terminal.
        `{count}` is the message's count unless a value has that name; a hole without value shows as `{name}`.
        """
        if isinstance(message, str):
            return join(self._parts(message), lambda hole: f"{{{hole}}}")
        if message.languages:
            return typeset(message.languages.get(self.language, message.template), self.language)
        if message.literal:
            return escape(message.template) if escape else message.template

        def value(hole: str) -> str:
            if hole in message.params:
                return self.value(message.params[hole], escape)
            if hole == "count" and message.count is not None:
                return self.number(message.count)
            return f"{{{hole}}}"

        return join(self._parts(message.template, message.plural, message.count), value)

    def value(self, value: Value, escape: Escape | None = None) -> str:
        """One value as `say` shows it."""
        if isinstance(value, str):
            return escape(value) if escape else value
        if isinstance(value, Message):
            return self.say(value, escape)
        if isinstance(value, bool):
            return self.say(N_("yes") if value else N_("no"))
        if isinstance(value, (int, Decimal)):
            return self.number(value)
        if isinstance(value, Share):
            return self.percent(value)
        if isinstance(value, datetime.date):
            return self.date(value)
        return self.list([self.value(item, escape) for item in value])

    def plural(self, count: int, one: str, many: str) -> str:
        """A marked pair of templates said for `count`, which fills `{count}`."""
        return self.say(Message(one, plural=many, count=count))

    def number(self, value: Number, decimals: int | None = None) -> str:
        """ "1 234,5" or "1,234.5"; exactly `decimals` places, or as many as needed, at most three.

        Halves are rounded up, as on an invoice.
        """
        return self._number(value, 3 if decimals is None else decimals, trim=decimals is None)

    def money(
        self,
        amount: Number,
        currency: str = "EUR",
        vat: Literal["HT", "TTC"] | None = None,
        decimals: int | None = None,
    ) -> str:
        """ "1 234,50 € HT" or "€1,234.50 excl. VAT"; `currency` is an ISO 4217 code.

        Unlike CLDR, a whole amount shows no cents unless `decimals` asks: budgets are in whole euros.
        A currency without a symbol that both languages know shows its code.
        """
        exact = _decimal(amount)
        if decimals is None:
            decimals = 0 if currency in _WITHOUT_CENTS or exact == exact.to_integral_value() else 2
        number = self._number(abs(exact), decimals)
        symbol = _SYMBOLS.get(currency)
        if symbol:
            text = self._fill(N_("{symbol}{number}"), symbol=symbol, number=number)
        else:
            text = self._fill(N_("{code}\u00a0{number}"), code=currency, number=number)
        if exact < 0 and any(digit in number for digit in "123456789"):
            text = f"-{text}"
        if vat == "HT":
            return self._fill(N_("{amount} excl. VAT"), amount=text)
        if vat == "TTC":
            return self._fill(N_("{amount} incl. VAT"), amount=text)
        return text

    def percent(self, share: Share | Number) -> str:
        """ "38 %" or "38%" for a part of a whole (1 is 100 %); one decimal at most, and only below 10 %.

        Rounding never turns a part into nothing, exactly half or all of it: 49.7 % keeps its decimal, 99.97 %
        shows as "< 100 %".
        """
        exact = _decimal(share.value if isinstance(share, Share) else share) * 100
        shown = _rounded(exact, 1 if abs(exact) < 10 else 0)
        if shown in _LANDMARKS and shown != exact:
            shown = _rounded(exact, 1)
        text = self._fill(N_("{number}%"), number=self._number(shown, 1, trim=True))
        if shown not in _LANDMARKS or shown == exact:
            return text
        if shown == 0:
            text = self._fill(N_("{number}%"), number=self._number(Decimal("0.1"), 1))
            return self._fill(N_("<\u00a0{number}"), number=text if exact > 0 else f"-{text}")
        if exact < shown:
            return self._fill(N_("<\u00a0{number}"), number=text)
        return self._fill(N_(">\u00a0{number}"), number=text)

    def fte(self, value: Number) -> str:
        """ "0,5 ETP" or "0.5 FTE", full-time equivalents, at most two decimals."""
        return self._fill(N_("{number} FTE"), number=self._number(value, 2, trim=True))

    def size(self, octets: int) -> str:
        """ "1,3 Mo" or "1.3 MB", in powers of 1,000, for a number of bytes."""
        thousands = Decimal(octets) / 1_000
        if octets < 1_000_000:
            return self._fill(N_("{number} kB"), number=self._number(thousands, 0))
        if octets < 1_000_000_000:
            return self._fill(N_("{number} MB"), number=self._number(thousands / 1_000, 1, trim=True))
        return self._fill(N_("{number} GB"), number=self._number(thousands / 1_000_000, 1, trim=True))

    def duration(self, minutes: int) -> str:
        """ "15 min", "2 h", "1 h 30 min"."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self._fill(N_("{minutes} min"), minutes=str(rest))
        if not rest:
            return self._fill(N_("{hours} h"), hours=self.number(hours))
        return self._fill(N_("{hours} h {minutes} min"), hours=self.number(hours), minutes=str(rest))

    def date(self, day: datetime.date) -> str:
        """ "1er mars 2027" or "1 March 2027". CLDR writes "1 mars"; French wants the ordinal on the first."""
        month = self.say(_MONTHS[day.month - 1])
        if day.day == 1:
            return self._fill(N_("1 {month} {year}"), month=month, year=str(day.year))
        return self._fill(N_("{day} {month} {year}"), day=str(day.day), month=month, year=str(day.year))

    def date_short(self, day: datetime.date) -> str:
        """ "01/03/2027", or "2027-03-01" where a date with slashes would be read in two ways."""
        return self._fill(
            N_("{year}-{month}-{day}"),
            year=f"{day.year:04}",
            month=f"{day.month:02}",
            day=f"{day.day:02}",
        )

    def month_year(self, day: datetime.date) -> str:
        """ "mars 2027" or "March 2027"."""
        return self._fill(N_("{month} {year}"), month=self.say(_MONTHS[day.month - 1]), year=str(day.year))

    def list(self, items: Sequence[str], last: Literal["and", "or"] = "and") -> str:
        """ "a, b et c" or "a, b and c", without a comma before the last; with `last="or"`, "a, b ou c"."""
        if len(items) < 2:
            return "".join(items)
        pair = N_("{items} or {last}") if last == "or" else N_("{items} and {last}")
        return self._fill(pair, items=", ".join(items[:-1]), last=items[-1])

    def quote(self, text: str) -> str:
        """ "« text »" or "“text”"."""
        return self._fill(N_("“{text}”"), text=text)

    def _fill(self, template: str, **values: str) -> str:
        return join(self._parts(template), values.__getitem__)

    def _parts(self, template: str, plural: str | None = None, count: int | None = None) -> Parts:
        if not template:  # gettext answers the empty text with the catalogue's header
            return (("", None),)
        translations = catalogue(self.language)
        if plural is None or count is None:
            text = translations.gettext(template)
        else:
            text = translations.ngettext(template, plural, abs(count))
        untranslated = text is template or text is plural
        return _set(text, SOURCE_LANGUAGE if untranslated else self.language)

    @cached_property
    def _marks(self) -> tuple[str, str]:
        """The marks of thousands and of decimals, read from the sample number of the catalogue."""
        sample = catalogue(self.language).gettext(N_("1,234.5"))
        found = re.fullmatch(r"1(.?)234(.)5", sample)
        if found is None:
            raise ValueError(f"the sample number of {self.language!r} is not understood: {sample!r}")
        return found[1].replace(" ", NARROW), found[2]

    def _number(self, value: Number, places: int, trim: bool = False) -> str:
        exact = _decimal(value)
        if not exact.is_finite() or exact.adjusted() > 20:
            return str(value)
        rounded = _rounded(exact, places)
        whole, _, fraction = f"{abs(rounded):,f}".partition(".")
        if trim:
            fraction = fraction.rstrip("0")
        thousands, mark = self._marks
        text = whole.replace(",", thousands) + (mark + fraction if fraction else "")
        return f"-{text}" if rounded < 0 else text


def _decimal(value: Number) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@lru_cache(maxsize=4096)
def _set(template: str, language: str) -> Parts:
    """The parts of a template, set as one sentence, so that a hole counts as the word it will be."""
    taken_apart = parts(template)
    texts = typeset(ATOM.join(text for text, _ in taken_apart), language).split(ATOM)
    return tuple((text, hole) for text, (_, hole) in zip(texts, taken_apart, strict=True))


@cache
def words_in(language: str) -> Words:
    """The words of a language, made once. Raises ValueError for a language that we do not speak."""
    return Words(language)
