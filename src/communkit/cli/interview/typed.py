"""What people type, as a document holds it. What is not understood is handed on: the model says what is wrong."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from communkit.interview import Field, Kind
from communkit.model.types import slug_of
from communkit.words import Words, words_in
from communkit.words.catalogue import LANGUAGES

_SEPARATORS = re.compile(r"\s*[,;\n]\s*")


def typed(field: Field, text: str, words: Words) -> object:
    """The plain value that `text` stands for, in the way of the language of `words`.

    A field that holds several takes them separated by commas, semicolons or lines.
    """
    if field.many:
        return [_typed(field, one, words) for one in _SEPARATORS.split(text.strip()) if one]
    return _typed(field, text.strip(), words)


def _typed(field: Field, text: str, words: Words) -> object:
    for choice in field.choices:
        if _bare(text) in (str(choice.value).casefold(), _bare(words.say(choice.label))):
            return choice.value
    match field.kind:
        case Kind.IDENTIFIER:
            return slug_of(text)[:64].strip("-") or text
        case Kind.DAY | Kind.DONE:
            return _day(text, words)
        case Kind.SHARE:
            return _share(text)
        case Kind.NUMBER:
            return _number(text)
        case _:
            return text


_ARTICLE = re.compile(r"(?:the|le|la|les)\s+(?=\S)|l['’](?=\S)")


def _bare(text: str) -> str:
    """`text` in small letters and without an article before it: “le comité” is the “Comité” that is known."""
    small = text.casefold()
    found = _ARTICLE.match(small)
    return small[found.end() :] if found else small


def _number(text: str) -> object:
    plain = re.sub(r"[\s\u00a0\u202f']", "", text).replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return text
    return int(number) if number == number.to_integral_value() else number


def _share(text: str) -> object:
    number = _number(text.removesuffix("%"))
    if not isinstance(number, int | Decimal):
        return text
    if text.endswith("%") or number > 1:
        return f"{number} %"
    return number


_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?\s+(\w+)\.?\s+(\d{4})")


def _day(text: str, words: Words) -> str:
    """ISO form of "2027-03-01", "1 March 2027", "1er mars 2027", and "01/03/2027" where that has one reading."""
    if found := _IN_WORDS.fullmatch(text):
        for language in (words.language, *LANGUAGES):
            for month in range(1, 13):
                name = words_in(language).month_year(date(2000, month, 1)).partition(" ")[0]
                if _same_month(found[2], name):
                    return _iso(int(found[3]), month, int(found[1])) or text
    # two numbers around slashes are a day and a month, unless the language shows dates in another order
    if (found := _SLASHES.fullmatch(text)) and "/" in words.date_short(date(2000, 1, 1)):
        return _iso(int(found[3]), int(found[2]), int(found[1])) or text
    return text


def _same_month(given: str, name: str) -> bool:
    given, name = slug_of(given), slug_of(name)
    return given == name or (len(given) >= 3 and name.startswith(given) and given != "jui")


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
