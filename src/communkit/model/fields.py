"""What a field says about itself: its title, its question, when it is needed and when it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import Field
from pydantic.fields import FieldInfo

from communkit.rules import Stage


@dataclass(frozen=True, slots=True)
class Ask:
    """The words of one field, and its hook into the JSON Schema (pydantic calls it with the field's schema).

    `title` and `question` are marked texts. No question: the field is edited with its row, never asked alone.
    `needed` is the stage from which an answer is due. `when` says for which rows the field makes sense.
    `example` helps to answer; `long` asks for several lines. `why` says what the answer is for, to whoever asks.
    `follows`: an answer given calls for it at once, although no stage needs it by itself. `usual` are answers that
    most teams give, with their labels; any other can be typed. Of a list of rows, `by` names the field whose
    vocabulary sorts them (the six kinds of assets), `columns` those that a table shows. `among` names the list of
    the same document in which an answer is found. A mapping has one answer a row of such a list: `over` names the
    list, `each` is the question for one of its rows, named in the hole `{row}`. `likely` gives
    the words of a vocabulary to offer first: of a field, for its row; of a key, for the row that holds the list.
    """

    title: str
    question: str | None = None
    needed: Stage | None = None
    when: Callable[[Any], bool] | None = None
    example: str | None = None
    long: bool = False
    why: str | None = None
    usual: Mapping[str, str] | None = None
    follows: bool = False
    by: str | None = None
    columns: tuple[str, ...] = ()
    among: str | None = None
    over: str | None = None
    each: str | None = None
    likely: Callable[[Any], Sequence[str]] | None = None

    def __call__(self, schema: dict[str, Any]) -> None:
        """Write the texts into `schema`, untranslated; `model.schema` says them in a language."""
        schema["title"] = self.title
        if self.question:
            schema["description"] = self.question
        if self.example:
            schema["examples"] = [self.example]


def ask(
    title: str,
    question: str | None = None,
    *,
    needed: Stage | None = None,
    when: Callable[[Any], bool] | None = None,
    example: str | None = None,
    long: bool = False,
    why: str | None = None,
    usual: Mapping[str, str] | None = None,
    follows: bool = False,
    among: str | None = None,
    over: str | None = None,
    each: str | None = None,
    likely: Callable[[Any], Sequence[str]] | None = None,
) -> Any:
    """A field that may stay unanswered; see `Ask`."""
    told = Ask(title, question, needed, when, example, long, why, usual, follows)
    return Field(default=None, json_schema_extra=replace(told, among=among, over=over, each=each, likely=likely))


def rows(
    title: str,
    question: str | None = None,
    *,
    needed: Stage | None = None,
    when: Callable[[Any], bool] | None = None,
    why: str | None = None,
    by: str | None = None,
    columns: tuple[str, ...] = (),
) -> Any:
    """A list of rows, empty until somebody fills it; see `Ask`."""
    told = Ask(title, question, needed, when, why=why, by=by, columns=columns)
    return Field(default_factory=list, json_schema_extra=told)


def key(
    title: str,
    question: str | None = None,
    *,
    example: str | None = None,
    why: str | None = None,
    usual: Mapping[str, str] | None = None,
    likely: Callable[[Any], Sequence[str]] | None = None,
    among: str | None = None,
) -> Any:
    """A field of a row's natural key: the only kind that every row must carry."""
    return Field(
        json_schema_extra=Ask(title, question, example=example, why=why, usual=usual, likely=likely, among=among)
    )


def ask_of(field: FieldInfo) -> Ask | None:
    """What `field` says about itself; None for the notes and the envelope."""
    extra = field.json_schema_extra
    return extra if isinstance(extra, Ask) else None
