"""`communkit licence choose`: which licence for each asset of the dossier, in an order, with reasons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.licence.format import Format
from communkit.errors import NothingToCheck, UsageError
from communkit.marked import N_, Message

if TYPE_CHECKING:
    from communkit.licences.advice import Facts
    from communkit.model.loading import Dossier

ABOUT = N_(
    "Choose a licence for each asset of the dossier: a few questions, whose answers are proposed where the dossier and"
    " the repository show them; then licences in an order, in plain words, with reasons and sources, those ruled out,"
    " what would change the answer, and what to ask counsel. --answers takes the answers from a file and asks nothing."
    " --write puts the answer into the dossier as a proposal, after showing what changes. It is advice on licences, not"
    " legal advice, and it ends with 0 whatever the answer."
)
EXAMPLES = """\
communkit licence choose
communkit licence choose --answers answers.yaml --format json
communkit licence choose --answers answers.yaml --write --dry-run
communkit licence choose --answers answers.yaml --to md,pdf -o sheets"""


def command(
    app: App,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help=N_("Take the answers from this YAML file, and ask nothing.")),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help=N_("How the answers are printed."))] = Format.TEXT,
    no_repo: Annotated[bool, typer.Option("--no-repo", help=N_("Do not read the repository's lock files."))] = False,
    write: Annotated[
        bool, typer.Option("--write", help=N_("Put the answers into the dossier as proposals, after showing the diff."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Write without asking for confirmation."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would change, and change nothing."))] = False,
    to: Annotated[
        str | None,
        typer.Option("--to", help=N_("Render it for the parties too, in formats separated by commas: md, html, pdf.")),
    ] = None,
    languages: Annotated[
        str | None,
        typer.Option("--languages", help=N_("The languages of these pages, separated by commas; else fr and en.")),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=N_("The folder to write these pages to."), metavar="DIR")
    ] = None,
) -> Exit:
    """Gather the facts, advise, print, and where it is asked write."""
    from communkit.cli.interview import at_terminal
    from communkit.licences.advice import advise

    if write and format is Format.JSON:
        raise UsageError(
            Message(N_("--write shows what changes, which is no JSON.")),
            Message(N_("Run the command twice: once with --format json, once with --write.")),
        )
    if answers is None and not at_terminal():
        raise UsageError(
            Message(N_("There is no terminal here to ask questions at.")),
            Message(
                N_(
                    "Write the answers into a file and name it: communkit licence choose --answers FILE. Its fields"
                    " stand in {page}."
                ),
                {"page": "docs/reference/schemas/licence-answers.json"},
            ),
        )
    dossier = _dossier(app, needed=answers is None or write)
    known = _known(app, dossier, repository=not no_repo)
    facts = _answered(app, answers, known) if answers is not None else _asked(app, known)
    found = [advise(one) for one in facts]
    if format is Format.JSON:
        from communkit.cli.licence.advised import as_data

        app.result(json.dumps(as_data(app, found), ensure_ascii=False, indent=2))
    else:
        from communkit.cli.licence.advised import shown

        app.result(shown(app, found))
    if to is not None:
        from communkit.cli.licence.sheets import write_sheets

        write_sheets(app, dossier, found, to, languages, output, dry_run=dry_run)
    if write and dossier is not None:
        from communkit.cli.licence.deciding import decide

        decide(app, dossier, found, yes=yes, dry_run=dry_run)
    return Exit.CLEAN


def _dossier(app: App, *, needed: bool) -> Dossier | None:
    """The dossier here, read without a problem; None without one, unless it is `needed`."""
    from communkit.cli.dossier import open_dossier
    from communkit.cli.refusal import show_problems
    from communkit.errors import InvalidDocuments

    try:
        dossier = open_dossier(app)
    except NothingToCheck:
        if needed:
            raise
        return None
    if dossier.problems:
        show_problems(app, dossier)
        raise InvalidDocuments(
            Message(N_("No licence can be chosen from documents that cannot be read.")),
            Message(N_("Mend what is shown above, then run the command again. Nothing was changed.")),
        )
    return dossier


def _known(app: App, dossier: Dossier | None, *, repository: bool) -> tuple[Facts, ...]:
    if dossier is None:
        return ()
    from communkit.audit.advising import known_facts

    return known_facts(dossier, app.as_of, repository=repository)


def _answered(app: App, path: Path, known: tuple[Facts, ...]) -> list[Facts]:
    """The facts of each asset, the file's answers going before what the dossier shows."""
    from communkit.licences.advice_answers import facts_from, read_answers

    place = (app.directory / path).resolve()  # named by the reader, who may keep it anywhere
    if not place.is_file():
        raise UsageError(Message(N_("There is no file {file}."), {"file": str(path)}))
    read = read_answers(place)
    by_id = {one.id: one for one in known}
    rows = {row.id: facts_from(row, read.jurisdiction, app.as_of, by_id.get(row.id)) for row in read.rows}
    return [*(rows.pop(one.id, one) for one in known), *rows.values()]


def _asked(app: App, known: tuple[Facts, ...]) -> list[Facts]:
    from communkit.cli.licence.asking import ask_each

    if not known:
        raise NothingToCheck(
            Message(N_("The dossier names no asset of which the kind is said, so there is nothing to license yet.")),
            Message(N_("Name what the project holds first: communkit assets.")),
        )
    return ask_each(app, known)
