"""The types of a dossier's values, each with error messages of its own.

Every type validates what the strict reader hands over (text, whole number, Decimal, boolean, list, mapping)
and refuses the rest: nothing is converted in silence. A refusal is a `PydanticCustomError` whose type is the
slug of a `DOC` rule and whose context fills that rule's sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from communkit.licences.expressions import Expression


def refuse(slug: str, **context: object) -> PydanticCustomError:
    """The refusal that the `DOC` rule called `slug` puts into words."""
    return PydanticCustomError(slug, slug, context)


def kind_of(value: object) -> str:
    """The YAML word for what `value` is: text, number, mapping… used in messages about wrong types."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | Decimal():
            return "number"
        case str():
            return "text"
        case list():
            return "list"
        case _:
            return "mapping"


def _wrong(expected: str, value: object) -> PydanticCustomError:
    return refuse("wrong-type", expected=expected, found=kind_of(value), value=shown(value))


def shown(value: object) -> str:
    """`value` as a message may quote it: short, on one line."""
    text = " ".join(str(value).split()) if isinstance(value, str | int | Decimal) else ""
    return text if len(text) <= 60 else text[:57] + "…"


class Word(StrEnum):
    """A vocabulary: members are written `NAME = "value", N_("label")`."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """A member that is its value, and carries its marked label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Validate a word of the vocabulary; anything else is refused with the words to choose from."""

        def validate(value: object) -> Word:
            if isinstance(value, cls):
                return value
            if not isinstance(value, str):
                raise _wrong("text", value)
            for member in cls:
                if member.value == value:
                    return member
            raise refuse("unknown-word", value=shown(value), words=[str(member) for member in cls])

        return core_schema.no_info_plain_validator_function(validate, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The words, with their labels beside them for editors that show both."""
        return {
            "type": "string",
            "enum": [str(member) for member in cls],
            "enumDescriptions": [member.label for member in cls],
        }


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the team, in one language or in several (`{en: …, fr: …}`); "" is the team's own language."""

    by_language: Mapping[str, str]

    def said(self, language: str) -> str:
        """The text in `language`, else as the team wrote it, else in whichever language there is."""
        known = self.by_language
        return known.get(language) or known.get("") or next(iter(known.values()))

    def __str__(self) -> str:
        return self.said("")

    @classmethod
    def of(cls, text: str) -> Text:
        """A text in the team's own language."""
        return cls({"": text})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Accept a text, or a mapping from language tags to texts."""

        def validate(value: object) -> Text:
            if isinstance(value, Text):
                return value
            if isinstance(value, str):
                return Text.of(_filled(value))
            if isinstance(value, dict) and value:
                for tag, text in value.items():
                    _language(tag)
                    if not isinstance(text, str):
                        raise _wrong("text", text)
                    _filled(text)
                return Text(dict(value))
            raise _wrong("text", value)

        def dump(text: Text) -> object:
            return text.by_language.get("", dict(text.by_language))

        return core_schema.no_info_plain_validator_function(
            validate, serialization=core_schema.plain_serializer_function_ser_schema(dump)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """A string, or strings by language."""
        by_language = {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1}
        return {"anyOf": [{"type": "string"}, by_language]}


def _filled(value: str) -> str:
    if not value.strip():
        raise refuse("empty-text")
    return value


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise _wrong("text", value)
    return _filled(value)


def _pattern(pattern: str, slug: str) -> Callable[[object], str]:
    compiled = re.compile(pattern)

    def validate(value: object) -> str:
        text = _string(value)
        if not compiled.fullmatch(text):
            raise refuse(slug, value=shown(text))
        return text

    return validate


SLUG = r"[a-z0-9]+(?:[-_.][a-z0-9]+)*"


def slug_of(text: str) -> str:
    """An identifier made from `text`: "Ville d'Échirolles" gives "ville-d-echirolles"."""
    import unicodedata

    # NFKD takes accents off, and leaves the letters that are two in one
    apart = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def readable_example(example: str) -> str:
    """An example as people write it, without the brackets and quotes that a document wants around a list."""
    return example.strip("[]").replace("'", "")


def _identifier(value: object) -> str:
    text = _string(value)
    if not re.fullmatch(SLUG, text) or len(text) > 64:
        raise refuse("bad-identifier", value=shown(text), suggestion=slug_of(text)[:64].strip("-"))
    return text


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    text = _string(value)
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise refuse("bad-date", value=shown(text)) from None


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _wrong("number", value)
    return Decimal(value)


def _amount(value: object) -> Decimal:
    amount = _decimal(value)
    # beyond any budget, and beyond what Decimal can round
    if not 0 <= amount < 10**20 or amount != amount.quantize(Decimal("0.01")):
        raise refuse("bad-amount", value=shown(value))
    return amount


def _share(value: object) -> Decimal:
    if isinstance(value, str) and (found := re.fullmatch(r"(\d{1,3}(?:\.\d{1,6})?)\s?%", value)):
        share = Decimal(found[1]) / 100
    else:
        share = _decimal(value)
    if not 0 <= share <= 1:
        raise refuse("bad-share", value=shown(value))
    return share


def _fte(value: object) -> Decimal:
    fte = _decimal(value)
    if fte < 0:
        raise refuse("bad-fte", value=shown(value))
    return fte


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong("whole-number", value)
    if value < 0:
        raise refuse("number-too-small", value=shown(value), least=0)
    return value


def _year(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong("whole-number", value)
    year = value
    if not 1900 <= year <= 2200:
        raise refuse("bad-year", value=shown(value))
    return year


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise refuse("not-a-boolean", value=shown(value)) if shown(value) else _wrong("boolean", value)


def _done(value: object) -> date | bool:
    if isinstance(value, bool):
        return value
    # something like a date is judged as one; "yes" and its like want to be told of both
    if isinstance(value, date) or (isinstance(value, str) and value[:1].isdigit()):
        return _day(value)
    raise _wrong("boolean-or-day", value)


def _language(value: object) -> str:
    text = _string(value)
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", text):
        raise refuse("bad-language", value=shown(text))
    return text


def _spdx(value: object) -> Expression:
    # the expression parser loads the list of licences: only documents that name one pay for it
    from communkit.licences.expressions import Expression, ExpressionError, parse

    if isinstance(value, Expression):
        return value
    text = _string(value)
    try:
        return parse(text)
    except ExpressionError as error:
        meant = (error.suggestion,) if error.suggestion else error.candidates
        raise refuse("bad-licence", value=shown(text), reason=error.message, meant=meant) from None


@dataclass(frozen=True, slots=True)
class Register:
    """Says that a value names a row of a register: "parties" or "repositories" of the project.

    `before` is the mark that ends the identifier where more follows it: `app:src/**`.
    """

    name: str
    before: str | None = None

    def named_in(self, value: str) -> str | None:
        """The identifier that `value` names, or None where it names none."""
        if self.before is None:
            return value
        id, mark, _ = value.partition(self.before)
        return id if mark and re.fullmatch(SLUG, id) else None


_SLUG_SCHEMA = WithJsonSchema({"type": "string", "pattern": f"^{SLUG}$", "maxLength": 64})

Line: TypeAlias = Annotated[str, PlainValidator(_string), WithJsonSchema({"type": "string", "minLength": 1})]
Identifier: TypeAlias = Annotated[str, PlainValidator(_identifier), _SLUG_SCHEMA]
PartyId: TypeAlias = Annotated[str, Register("parties"), PlainValidator(_identifier), _SLUG_SCHEMA]
RepositoryId: TypeAlias = Annotated[str, Register("repositories"), PlainValidator(_identifier), _SLUG_SCHEMA]
Day: TypeAlias = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Amount: TypeAlias = Annotated[
    Decimal, PlainValidator(_amount), WithJsonSchema({"type": "number", "minimum": 0, "multipleOf": 0.01})
]
Share: TypeAlias = Annotated[
    Decimal,
    PlainValidator(_share),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": "%$"}]}),
]
Fte: TypeAlias = Annotated[Decimal, PlainValidator(_fte), WithJsonSchema({"type": "number", "minimum": 0})]
Count: TypeAlias = Annotated[int, PlainValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
Year: TypeAlias = Annotated[
    int, PlainValidator(_year), WithJsonSchema({"type": "integer", "minimum": 1900, "maximum": 2200})
]
YesNo: TypeAlias = Annotated[bool, PlainValidator(_yes_or_no), WithJsonSchema({"type": "boolean"})]
Done: TypeAlias = Annotated[
    date | bool,
    PlainValidator(_done),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "string", "format": "date"}]}),
]
Language: TypeAlias = Annotated[
    str,
    PlainValidator(_language),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}),
]
Url: TypeAlias = Annotated[
    str,
    PlainValidator(_pattern(r"(?:https?|git|ssh)://[^\s<>\"]+|[\w.-]+@[\w.-]+:[^\s]+", "bad-url")),
    WithJsonSchema({"type": "string", "format": "uri"}),
]
Version: TypeAlias = Annotated[
    str,
    PlainValidator(_pattern(r"\d+(?:\.\d+){0,3}(?:[-+][0-9A-Za-z.-]+)?", "bad-version")),
    WithJsonSchema({"type": "string"}),
]
PathPattern: TypeAlias = Annotated[
    str,
    Register("repositories", before=":"),
    # neither absolute nor upward, whichever repository is named first and whichever way slashes lean
    PlainValidator(_pattern(r"(?!(?:[^/\\:]*:)?[/\\])(?!.*(?:^|[/\\:])\.\.(?:[/\\]|$)).+", "bad-path")),
    WithJsonSchema({"type": "string", "minLength": 1}),
]

if TYPE_CHECKING:
    Spdx: TypeAlias = Expression
else:
    Spdx = Annotated[
        object, PlainValidator(_spdx), WithJsonSchema({"type": "string", "description": "SPDX expression"})
    ]
