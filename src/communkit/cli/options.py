"""The options that every command has, before or after its name. This is the one place that declares them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import typer
from typer.core import TyperOption

from communkit.cli.app import App
from communkit.cli.terminal import COLORS, Color
from communkit.errors import UsageError
from communkit.marked import N_, Message
from communkit.words import LANGUAGES, choose_language, words_in


@dataclass(frozen=True)
class Common:
    """One common option: how it is written, what it says of itself, and how the App keeps it."""

    flags: tuple[str, ...]
    help: str
    keep: Callable[[App, str], None]
    metavar: str | None = None
    values: tuple[str, ...] = ()


def _keep_language(app: App, value: str) -> None:
    app.words = words_in(choose_language(value, {}))
    app.language_asked = True


def _keep_directory(app: App, value: str) -> None:
    directory = Path(value)
    if not directory.is_dir():
        raise UsageError(
            Message(N_("There is no folder {folder}."), {"folder": value}),
            Message(N_("-C takes the folder in which to work, as if communkit had been started there.")),
        )
    app.directory = directory


def _keep_date(app: App, value: str) -> None:
    try:
        app.as_of = date.fromisoformat(value)
    except ValueError:
        raise UsageError(
            Message(N_("“{value}” is not a date."), {"value": value}),
            Message(N_("--as-of takes a year, a month and a day: {example}."), {"example": "2026-12-31"}),
        ) from None


def _keep_quiet(app: App, _value: str) -> None:
    app.quiet = True


def _keep_color(app: App, value: str) -> None:
    if value not in COLORS:
        raise UsageError(
            Message(N_("--color cannot be “{value}”."), {"value": value}),
            Message(N_("Choose one of: {choices}."), {"choices": ", ".join(COLORS)}),
        )
    app.color = cast(Color, value)


COMMON: tuple[Common, ...] = (
    Common(("--lang",), N_("The language communkit talks in."), _keep_language, values=tuple(LANGUAGES)),
    Common(("-C", "--directory"), N_("Work in this folder."), _keep_directory, metavar="DIR"),
    Common(("--as-of",), N_("Take this day for today, to repeat a result."), _keep_date, metavar="DATE"),
    Common(("-q", "--quiet"), N_("Print results only."), _keep_quiet),
    Common(("--color",), N_("Colour the output."), _keep_color, values=COLORS),
)


def common_options() -> list[TyperOption]:
    """The common options as typer wants them; each writes what it was given into the App (`ctx.obj`)."""
    return [_option(common) for common in COMMON]


def is_common(parameter: object) -> bool:
    """Whether a parameter is one of the common options, which help lists apart."""
    return isinstance(parameter, TyperOption) and any(parameter.opts == list(common.flags) for common in COMMON)


def _option(common: Common) -> TyperOption:
    is_flag = common.metavar is None and not common.values

    def keep(ctx: typer.Context, _parameter: object, value: Any) -> None:
        # A mistyped value must not break completion, and an option not given changes nothing.
        if value and not ctx.resilient_parsing:
            common.keep(ctx.obj, "" if is_flag else value)

    def complete(_ctx: typer.Context, _arguments: list[str], incomplete: str) -> list[str]:
        return [value for value in common.values if value.startswith(incomplete)]

    return TyperOption(
        param_decls=list(common.flags),
        help=common.help,
        metavar=common.metavar or "|".join(common.values) or None,
        is_flag=is_flag,
        default=False if is_flag else None,
        callback=keep,
        expose_value=False,
        autocompletion=complete if common.values else None,
    )
