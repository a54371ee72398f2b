"""Sentences before they are translated.

Code below the front door never prints: it hands over a `Message`, a marked English template with its
parameters. Words are chosen at the edge, by `communkit.words`, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, which extractors know
    """Mark `text` for the catalogues and return it unchanged; it is translated when it is shown."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - after gettext's ngettext
    """Mark a sentence for one and for a number of things; a `Message` takes both, and the count."""
    return one, many


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, between 0 and 1, shown as a percentage in the reader's language."""

    value: Decimal


Value: TypeAlias = "str | int | Decimal | date | Share | Message | Sequence[str | Message]"


@dataclass(frozen=True, slots=True)
class Message:
    """A marked template and the values that fill it.

    `template` is an English sentence marked with `N_`, its holes named as in `str.format`; `plural` is its
    form for a `count` other than one. `literal` says that the text belongs to a user or to another tool, and
    is shown as it is. `languages` holds the sentence by language tag where a data file brings it: it needs no
    catalogue then.
    """

    template: str
    params: Mapping[str, Value] = field(default_factory=dict)
    plural: str | None = None
    count: int | None = None
    literal: bool = False
    languages: Mapping[str, str] = field(default_factory=dict)
