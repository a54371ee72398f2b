"""`communkit audit [REPO]`: what a repository really holds, with or without a dossier. Reads, judges, prints."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.errors import EnvironmentFailure, NothingToCheck, UsageError
from communkit.marked import N_, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communkit.report import Report
    from communkit.repository.survey import Survey

ABOUT = N_(
    "Read a repository and say what it really holds: under which licence it goes out and where that is said, what"
    " contradicts it, what is somebody else's, who is named as holder, how contributions come in, what its history"
    " shows. A work tree, a bare repository or a plain folder; no dossier is needed. Nothing of it is run, nothing is"
    " fetched, nothing is written into it. With --to, the same as a report that a director reads and counsel can check."
)
EXAMPLES = """\
communkit audit
communkit audit ../a-repository
communkit audit repository.git --revision v2.0 --format json
communkit audit --fail-on error
communkit audit ../a-repository --to md,html,pdf -o report --languages fr,en --client "Town of …"
communkit audit app api --to pdf --theme theme.yaml"""


class Format(StrEnum):
    """The formats of an audit."""

    TEXT = "text"
    JSON = "json"


class FailOn(StrEnum):
    """From which gravity on findings end the command with 1."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


def command(
    app: App,
    repositories: Annotated[
        list[Path] | None,
        typer.Argument(
            help=N_(
                "The repository or folder to read; else the one here, and with --to all those of its dossier. Several"
                " make one report."
            ),
            metavar="REPO",
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help=N_("How the audit is printed."))] = Format.TEXT,
    revision: Annotated[
        str | None, typer.Option("--revision", help=N_("Read this commit, tag or branch, not the files on the disk."))
    ] = None,
    sbom: Annotated[
        list[Path] | None,
        typer.Option("--sbom", help=N_("A bill of materials with licences (CycloneDX or SPDX); repeatable.")),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help=N_("From which gravity on the command ends with 1."))
    ] = FailOn.NEVER,
    to: Annotated[
        str | None,
        typer.Option("--to", help=N_("Write a report in these formats, separated by commas: md, html, pdf.")),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=N_("The folder of the report; else audit/ here."), metavar="DIR"),
    ] = None,
    languages: Annotated[
        str | None, typer.Option("--languages", help=N_("The languages of the report; else the one you are spoken to."))
    ] = None,
    theme: Annotated[
        Path | None,
        typer.Option("--theme", help=N_("A file with client, consultant, logo, colour, templates."), metavar="FILE"),
    ] = None,
    client: Annotated[str, typer.Option("--client", help=N_("For whom the report is made."))] = "",
    consultant: Annotated[str, typer.Option("--consultant", help=N_("Who makes the report."))] = "",
    write_dossier: Annotated[
        bool, typer.Option("--write-dossier", help=N_("Begin a dossier in the repository with what was found."))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would change, and change nothing."))] = False,
) -> Exit:
    """Read the repository, judge what it shows, print both, or write the report."""
    import gc

    from communkit.audit.repository import judged

    gc.disable()  # a short life with many small facts and no circles among them
    places: list[Path | None] = [*(repositories or [])] or [None]
    dossier: Path | None = None
    if to is not None:
        from communkit.cli.render import formats_of, languages_of
        from communkit.cli.reported import report as written

        formats = formats_of(to)
        tongues = languages_of(app, languages, None)
        if not repositories and revision is None:
            dossier, places = _of_dossier(app)
        surveys = [_survey(app, one, revision, sbom or []) for one in places]
        pairs = [(one, judged(one, app.as_of)) for one in surveys]
        written(
            app, pairs, formats, tongues, output,
            dossier=dossier, theme=theme, client=client, consultant=consultant, dry_run=dry_run,
        )  # fmt: skip
        if write_dossier:
            _begin(app, surveys, dry_run)
        return _failing([report for _, report in pairs], fail_on)
    if len(places) > 1:
        raise UsageError(
            Message(N_("Several repositories are told in one report, not on one screen.")),
            Message(N_("Add --to md,html,pdf, or name one of them.")),
        )
    for given, option in ((output, "-o"), (languages, "--languages"), (theme, "--theme")):
        if given is not None:
            raise UsageError(
                Message(N_("{option} is for a written report."), {"option": option}),
                Message(N_("Add --to md,html,pdf, or leave it out.")),
            )
    survey = _survey(app, places[0], revision, sbom or [])
    app.follow(tuple(one.language for one in survey.reading.readmes if one.language in ("fr", "en")))
    report = _with_claims(app, survey, judged(survey, app.as_of))
    if format is Format.JSON:
        from communkit.audit.evidence import render

        app.result(render(survey, report, app.words))
    else:
        from communkit.cli.audited import shown

        app.result(shown(survey, report, app))
    if write_dossier:
        _begin(app, [survey], dry_run)
    return _failing([report], fail_on)


def _of_dossier(app: App) -> tuple[Path | None, list[Path | None]]:
    """The dossier here and those of its repositories that are on this machine; without any, the repository here."""
    from communkit.audit.reconciliation import grounds_of_dossier
    from communkit.documents import find_dossier
    from communkit.documents.dossier import FOLDER
    from communkit.model.loading import load
    from communkit.steps.walk import STEPS

    folder = find_dossier(app.directory)
    if folder is None:
        return None, [None]
    grounds = grounds_of_dossier(load(folder.parent if folder.name == FOLDER else folder, folder, STEPS))
    if grounds is None or not grounds.by_id:
        return None, [None]
    for one in grounds.unread:
        app.talk(
            Message(N_("{repository} is not on this machine, so it is not in the report."), {"repository": one.id})
        )
    return folder, list(dict.fromkeys(one.folder.resolve() for one in grounds))


def _failing(reports: Sequence[Report], fail_on: FailOn) -> Exit:
    """How the command ends: with 1 where something is as grave as was asked."""
    from communkit.rules import Severity

    if fail_on is FailOn.NEVER:
        return Exit.CLEAN
    grave = (one for report in reports for one in report.open if one.severity >= Severity(fail_on.value))
    return Exit.FINDINGS if any(grave) else Exit.CLEAN


def _begin(app: App, surveys: Sequence[Survey], dry_run: bool) -> None:
    """A dossier in each repository, with what was found as proposals; refused where there is one."""
    from communkit.cli.init import begin
    from communkit.repository.glance import glance_of

    for one in surveys:
        if not one.tree.on_disk:
            raise UsageError(
                Message(N_("A dossier can only begin in files on the disk.")),
                Message(N_("Check the revision out, then run the command again without --revision.")),
            )
        begin(app, one.tree.root, glance_of(one.reading), dry_run=dry_run)


def _with_claims(app: App, survey: Survey, report: Report) -> Report:
    """The report, and beside it what a dossier in the repository claims otherwise; a commit is read without one."""
    from communkit.documents import find_dossier
    from communkit.documents.dossier import FOLDER

    folder = find_dossier(survey.tree.root) if survey.tree.on_disk else None
    if folder is None:
        return report
    from communkit.audit.reconciliation import grounds_of_dossier
    from communkit.audit.run import AGAINST_EVIDENCE, examine
    from communkit.model.loading import load
    from communkit.report import Report
    from communkit.steps.walk import STEPS

    dossier = load(folder.parent if folder.name == FOLDER else folder, folder, STEPS)
    grounds = grounds_of_dossier(dossier, survey)
    if grounds is None:
        return report
    found = examine(dossier, app.as_of, select=[AGAINST_EVIDENCE], grounds=grounds)
    both = sorted((*report.findings, *found.findings), key=lambda one: one.order)
    return Report(tuple(both), (*report.skipped, *found.skipped), report.stage)


def _survey(app: App, repository: Path | None, revision: str | None, sbom: list[Path]) -> Survey:
    """What the repository shows. Raises UsageError for what is no folder or has no such revision."""
    from communkit.cli.progress import bar
    from communkit.documents.tree import repository_root
    from communkit.repository.git import GitFailed, program
    from communkit.repository.survey import survey

    here = app.directory.resolve()
    place = (here / repository).resolve() if repository is not None else repository_root(here) or here
    named = {"folder": str(repository if repository is not None else place)}
    if not place.is_dir():
        raise UsageError(
            Message(N_("There is no folder {folder}."), named),
            Message(N_("Name a repository's folder, its work tree or a bare one.")),
        )
    for one in sbom:
        if not (here / one).is_file():
            raise UsageError(Message(N_("There is no file {file}."), {"file": str(one)}))
    if revision is not None and program() is None:
        raise EnvironmentFailure(
            Message(N_("git is not installed, and a revision can only be read with it.")),
            Message(N_("Install git, or leave --revision out.")),
        )
    with bar(app) as progress:
        try:
            bills = [here / one for one in sbom]
            found = survey(place, app.as_of, revision=revision, bills=bills, progress=progress)
        except GitFailed as failed:
            raise UsageError(
                Message(N_("git cannot read that: {reason}."), {"reason": str(failed)}),
                Message(N_("Check the name of the revision, and that the folder is a git repository.")),
            ) from failed
    if not found.reading.files and found.history is None:
        raise NothingToCheck(
            Message(N_("There is nothing in {folder} to audit."), named),
            Message(N_("Name the folder that holds the project's files.")),
        )
    return found
