"""Durations and quorums: values that people write in words, read strictly and said again in any language."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from communkit.marked import N_, Message, Share
from communkit.model.types import kind_of, refuse, shown

_UNITS = {
    "days": ("d", "day", "days", "j", "jour", "jours"),
    "weeks": ("w", "week", "weeks", "semaine", "semaines"),
    "months": ("m", "month", "months", "mois"),
    "years": ("y", "year", "years", "an", "ans", "année", "années"),
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words}
_PART = re.compile(r"(\d{1,4})\s*([^\W\d_]+)")
_BETWEEN = re.compile(r"\s*(?:,|\bet\b|\band\b)?\s*")
_LONGEST = 1200
"""In months: a term of office or a notice beyond a century is a slip."""

_MONTH = Fraction(3652425, 120000)
"""The mean month of the calendar, in days."""


@dataclass(frozen=True, slots=True)
class Duration:
    """So many months and days: "3 years", "18 mois", "2 weeks", or "P3Y" as ISO 8601 has it."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The day so long after `day`; the last of a month where that month has no such day."""
        years, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        last = monthrange(years, month + 1)[1] if years <= date.max.year else 31
        if years > date.max.year:
            return date.max
        return date(years, month + 1, min(day.day, last)) + timedelta(days=self.days)

    @property
    def mean_days(self) -> Fraction:
        """How many days it lasts on average."""
        return self.months * _MONTH + self.days

    @property
    def said(self) -> Message:
        """The duration in words."""
        if self.months and self.days:
            parts = (_counted(months=self.months), _counted(days=self.days))
            return Message(N_("{months} and {days}"), {"months": parts[0], "days": parts[1]})
        return _counted(self.months, self.days)

    @classmethod
    def parse(cls, text: str) -> Duration | None:
        """The duration that `text` says, None where it says none."""
        text = text.strip().casefold()
        iso = re.fullmatch(r"p(?=\d)(?:(\d{1,3})y)?(?:(\d{1,4})m)?(?:(\d{1,4})w)?(?:(\d{1,4})d)?", text)
        counts = dict.fromkeys(_UNITS, 0)
        if iso:
            counts |= {unit: int(iso[at] or 0) for at, unit in enumerate(("years", "months", "weeks", "days"), 1)}
        else:
            at = 0
            while at < len(text):
                part = _PART.match(text, at)
                unit = _UNIT.get(part[2]) if part else None
                if part is None or unit is None:
                    return None
                counts[unit] += int(part[1])
                between = _BETWEEN.match(text, part.end())
                at = between.end() if between else part.end()
        found = cls(counts["years"] * 12 + counts["months"], counts["weeks"] * 7 + counts["days"])
        return found if 0 < found.mean_days <= _LONGEST * _MONTH else None

    def __str__(self) -> str:
        months = f"{self.months}M" if self.months else ""
        return f"P{months}{self.days}D" if self.days else f"P{months}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Accept a text that says a duration."""

        def validate(value: object) -> Duration:
            if isinstance(value, Duration):
                return value
            found = cls.parse(value) if isinstance(value, str) else None
            if found is None:
                raise _refused("bad-duration", value)
            return found

        return core_schema.no_info_plain_validator_function(validate, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """A text."""
        return {"type": "string", "examples": ["3 years", "18 months"]}


def _refused(slug: str, value: object) -> Exception:
    if isinstance(value, str | int | Decimal) and not isinstance(value, bool):
        return refuse(slug, value=shown(value))
    return refuse("wrong-type", expected="text", found=kind_of(value), value=shown(value))


def _counted(months: int = 0, days: int = 0) -> Message:
    if months and months % 12 == 0:
        return Message(N_("{count} year"), plural=N_("{count} years"), count=months // 12)
    if months:
        return Message(N_("{count} month"), plural=N_("{count} months"), count=months)
    if days % 7 == 0:
        return Message(N_("{count} week"), plural=N_("{count} weeks"), count=days // 7)
    return Message(N_("{count} day"), plural=N_("{count} days"), count=days)


_MORE_THAN_HALF = frozenset({"majority", "more than half", "majorité", "plus de la moitié"})
_HALF = frozenset({"half", "la moitié", "moitié"})
_ALL = frozenset({"all", "tous", "everybody"})


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must be there: a part of the members ("1/2", "60 %", "more than half"), or so many people (5).

    `above`: more than that part; without it, that part is enough.
    """

    part: Fraction | None = None
    above: bool = False
    people: int | None = None

    def needed(self, members: int) -> int:
        """How many of so many members must be there."""
        if self.part is None:
            return self.people or 0
        exact = self.part * members
        return exact.numerator // exact.denominator + 1 if self.above else -(-exact.numerator // exact.denominator)

    @property
    def said(self) -> Message:
        """The quorum in words."""
        if self.part is None:
            return Message(N_("{count} person"), plural=N_("{count} people"), count=self.people or 0)
        if self.part == 1:
            return Message(N_("all the members"))
        if self.part == Fraction(1, 2):
            return Message(N_("more than half of the members") if self.above else N_("half of the members"))
        if self.part.denominator <= 4:
            part = f"{self.part.numerator}/{self.part.denominator}"
            return Message(N_("{part} of the members"), {"part": part})
        share = Share(Decimal(self.part.numerator) / Decimal(self.part.denominator))
        return Message(N_("{part} of the members"), {"part": share})

    @classmethod
    def parse(cls, value: object) -> Quorum | None:
        """The quorum that `value` says: a whole number is people, a text is a part."""
        if isinstance(value, int) and not isinstance(value, bool):
            return cls(people=value) if 0 < value < 100_000 else None
        text = " ".join(value.split()).casefold() if isinstance(value, str) else ""
        if text in _MORE_THAN_HALF:
            return cls(Fraction(1, 2), above=True)
        if text in _HALF | _ALL:
            return cls(Fraction(1) if text in _ALL else Fraction(1, 2))
        part: Fraction | None = None
        if found := re.fullmatch(r"(\d{1,3})\s?/\s?(\d{1,3})", text):
            part = Fraction(int(found[1]), int(found[2])) if int(found[2]) else None
        elif found := re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,2}))?\s?%", text):
            part = Fraction(int(found[1] + (found[2] or "")), 100 * 10 ** len(found[2] or ""))
        elif re.fullmatch(r"\d{1,5}", text):
            return cls.parse(int(text))
        return cls(part) if part is not None and 0 < part <= 1 else None

    def __str__(self) -> str:
        if self.part is None:
            return str(self.people)
        part = f"{self.part.numerator}/{self.part.denominator}"
        return "more than half" if self.above else part

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Accept a part of the members, or a number of people."""

        def validate(value: object) -> Quorum:
            if isinstance(value, Quorum):
                return value
            found = cls.parse(value)
            if found is None:
                raise _refused("bad-quorum", value)
            return found

        return core_schema.no_info_plain_validator_function(validate, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """A text, or a whole number."""
        return {"anyOf": [{"type": "string", "examples": ["1/2", "60 %"]}, {"type": "integer", "minimum": 1}]}
