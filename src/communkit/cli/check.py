"""`communkit check`: the gate. Reads, judges, prints; never writes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.marked import N_

ABOUT = N_(
    "Check the dossier: every document, every rule, and what it claims against what the repository shows. Each finding"
    " says where it stands, what is wrong and what to do; how grave it is depends on the project's stage. Only what was"
    " confirmed is held against the repository. Nothing is ever written."
)


class Format(StrEnum):
    """The formats of findings."""

    TEXT = "text"
    JSON = "json"


class FailOn(StrEnum):
    """From which gravity on findings end the command with 1."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


def command(
    app: App,
    format: Annotated[Format, typer.Option("--format", help=N_("How findings are printed."))] = Format.TEXT,
    select: Annotated[
        list[str] | None, typer.Option("--select", help=N_("Only rules that begin so: AST, or AST012; repeatable."))
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help=N_("Leave out rules that begin so; repeatable."))
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help=N_("From which gravity on the command ends with 1."))
    ] = FailOn.ERROR,
    no_repo: Annotated[
        bool,
        typer.Option("--no-repo", help=N_("Hold the documents against themselves only; read no repository.")),
    ] = False,
) -> Exit:
    """Examine the dossier and print what was found."""
    from communkit.audit.run import examine
    from communkit.cli.dossier import from_here, open_dossier
    from communkit.words import words_in

    selected, ignored = _named(select), _named(ignore)
    dossier = open_dossier(app)
    grounds = None
    if not no_repo:
        from communkit.audit.reconciliation import grounds_of_dossier

        grounds = grounds_of_dossier(dossier)
    report = examine(dossier, app.as_of, select=selected, ignore=ignored, grounds=grounds)
    if format is Format.JSON:
        from communkit.report import json

        app.result(json.render(report, words_in(app.language)))
    else:
        from communkit.audit.run import catalogue, rules_of_documents
        from communkit.model.completeness import TOGETHER
        from communkit.report import text

        def title(rule: str) -> str:
            found = rules_of_documents().get(rule) or catalogue().get(rule)
            return found.title if found else rule

        app.result(
            text.render(
                report,
                app.words,
                title=title,
                colored=app.colored,
                width=app.width,
                folder=from_here(dossier.root),
                together=TOGETHER,
            )
        )
    if report.invalid:
        return Exit.INVALID_DOCUMENT
    return Exit.FINDINGS if _fails(report, fail_on) else Exit.CLEAN


def _named(given: list[str] | None) -> tuple[str, ...]:
    """The names of `--select` or `--ignore`, commas allowed. Raises UsageError for one that no rule begins with."""
    from communkit.audit.run import catalogue
    from communkit.errors import UsageError
    from communkit.marked import Message
    from communkit.words import closest

    names = tuple(name for one in given or () for name in one.replace(",", " ").split())
    for name in names:
        if not any(rule.id.startswith(name.upper()) or rule.slug == name.lower() for rule in catalogue()):
            near = closest(name.upper(), catalogue().names)
            hint = Message(N_("Did you mean {near}?"), {"near": near[0]}) if near else None
            raise UsageError(Message(N_("No rule begins with “{name}”."), {"name": name}), hint)
    return names


def _fails(report: object, fail_on: FailOn) -> bool:
    from communkit.report import Report
    from communkit.rules import Severity

    if fail_on is FailOn.NEVER or not isinstance(report, Report):
        return False
    return any(one.severity >= Severity(fail_on.value) for one in report.open)
