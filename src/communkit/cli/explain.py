"""`communkit explain RULE`: what a rule looks at, why, how to mend what it finds, and its source."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from communkit.cli.app import App
from communkit.errors import UsageError
from communkit.marked import N_, Message

ABOUT = N_(
    "Explain a rule, by its identifier (AST012) or its name: what it looks at, why it matters, what to do about it,"
    " where it comes from. Without a rule, list them all."
)


class Format(StrEnum):
    """How the explanation is printed."""

    TEXT = "text"
    JSON = "json"


def command(
    app: App,
    rule: Annotated[str | None, typer.Argument(help=N_("The rule's identifier or name."), metavar="RULE")] = None,
    format: Annotated[Format, typer.Option("--format", help=N_("How it is printed."))] = Format.TEXT,
) -> None:
    """Print one explanation, or the list."""
    from communkit.audit.run import every_rule
    from communkit.report import explanation
    from communkit.words import closest

    if rule is None:
        listed = tuple(every_rule())
    else:
        found = every_rule().get(rule)
        if found is None:
            near = closest(rule.upper(), every_rule().names) or closest(rule.lower(), every_rule().names)
            hint = Message(N_("Did you mean {near}?"), {"near": near[0]}) if near else None
            raise UsageError(Message(N_("No rule is called {rule}."), {"rule": rule}), hint)
        listed = (found,)
    if format is Format.JSON:
        app.result(explanation.as_json(listed, app.words))
    elif rule is None:
        app.result(explanation.as_list(listed, app.words))
    else:
        app.result(explanation.as_text(listed[0], app.words, app.width, app.colored))
