"""`communkit audit --to …`: the written report, on one repository or several, with or without their dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from communkit.cli.app import App
from communkit.errors import EnvironmentFailure, InvalidDocuments, UsageError
from communkit.marked import N_, Message, Value

if TYPE_CHECKING:
    from communkit.render.report.make import Read
    from communkit.render.report.theme import Theme
    from communkit.report import Report
    from communkit.repository.survey import Survey
    from communkit.rules import Finding


def report(
    app: App,
    judged: Sequence[tuple[Survey, Report]],
    formats: Sequence[str],
    languages: Sequence[str],
    output: Path | None,
    *,
    dossier: Path | None,
    theme: Path | None,
    client: str,
    consultant: str,
    dry_run: bool,
) -> None:
    """Make the report, write what changed, and say where. `dossier` is the folder of the one that named them all."""
    from communkit.audit.run import every_rule
    from communkit.render.report.context import Commission
    from communkit.render.report.make import make

    read = _read(app, judged, dossier)
    rules = {one.id: one for one in every_rule()}
    themed = _theme(app, theme)
    commission = Commission(app.as_of, client, consultant, _project(app, read))
    try:
        made = make(read, rules, commission, themed, formats, languages)
    except ValueError as error:  # what a template of the user's own wrote, and a page cannot show
        if themed.templates is None:
            raise
        says = N_("The templates in {folder} make a page that cannot be shown: {reason}.")
        params = {"folder": themed.templates.as_posix(), "reason": str(error)}
        raise InvalidDocuments(Message(says, params)) from error
    write_all(app, app.directory / (output or Path("audit")), made, dry_run=dry_run)


def _read(app: App, judged: Sequence[tuple[Survey, Report]], asked: Path | None) -> list[Read]:
    """Each repository with its dossier, where there is one that can be read, else with what one would begin with.

    `asked` is the dossier that named the repositories. A dossier of several of them is told once, beside the one that
    holds it, or the first.
    """
    from communkit.audit.proposals import Answers, proposals
    from communkit.documents import find_dossier
    from communkit.render.report.make import Read
    from communkit.repository.glance import glance_of

    folders = [(find_dossier(survey.tree.root) or asked) if survey.tree.on_disk else None for survey, _ in judged]
    holds = {
        folder: next(
            (n for n, (one, _) in enumerate(judged) if folder.is_relative_to(one.tree.root)), folders.index(folder)
        )
        for folder in folders
        if folder is not None
    }
    read = []
    for number, ((survey, report), folder) in enumerate(zip(judged, folders, strict=True)):
        open_ = tuple(report.open)
        if folder is None:
            read.append(Read(survey, open_, proposals(glance_of(survey.reading), Answers())))
        elif holds[folder] == number:
            theirs = [one for (one, _), its in zip(judged, folders, strict=True) if its == folder]
            read.append(_with_claims(app, survey, open_, folder, theirs))
        else:
            read.append(Read(survey, open_, {}, told_elsewhere=True))
    return read


def _with_claims(app: App, survey: Survey, found: tuple[Finding, ...], folder: Path, surveys: Sequence[Survey]) -> Read:
    """A repository with the dossier in `folder`, held against `surveys`; what is restricted in it stays in it."""
    from communkit.audit.proposals import Answers, proposals
    from communkit.audit.reconciliation import grounds_of_dossier, heat_map, held_against
    from communkit.audit.run import examine
    from communkit.documents.dossier import FOLDER
    from communkit.model.loading import load
    from communkit.render.report.charts import AS_DRAWN
    from communkit.render.report.make import Read
    from communkit.render.report.shown import shown
    from communkit.repository.glance import glance_of
    from communkit.steps.walk import STEPS

    dossier = load(folder.parent if folder.name == FOLDER else folder, folder, STEPS)
    grounds = grounds_of_dossier(dossier, *surveys)
    public = shown(dossier, examine(dossier, app.as_of, grounds=grounds).open)
    states = None
    if public.claimed is not None:
        held = held_against(dossier, grounds, app.as_of)
        known = [one for one in held if not public.hides(one.sighting.address.text)]
        table = heat_map(dossier, known, public.hidden_assets)
        rows = table.rows if table is not None else {}
        states = {str(kind): [AS_DRAWN.get(str(one), str(one)) for one in row.values()] for kind, row in rows.items()}
    return Read(
        survey,
        found,
        proposals(glance_of(survey.reading), Answers()) if public.claimed is None else {},
        public.claimed,
        f"{folder.name}/",
        states,
        public.findings,
        public.withheld,
        shares=len(surveys) > 1,
    )


def _project(app: App, read: Sequence[Read]) -> str:
    """The project's name, where one dossier says it."""
    for one in read:
        if one.claimed is not None and one.claimed[0].name is not None:
            return one.claimed[0].name.said(app.language)
    return ""


def _theme(app: App, path: Path | None) -> Theme:
    """The theme of a file, or none. Raises InvalidDocuments with its line for what cannot be read."""
    from communkit.documents import DocumentRefused
    from communkit.model.telling import told
    from communkit.render.report.theme import Theme, read_theme

    if path is None:
        return Theme()
    if not (app.directory / path).is_file():
        raise UsageError(Message(N_("There is no file {file}."), {"file": path.as_posix()}))
    try:
        return read_theme(app.directory / path)
    except DocumentRefused as problem:
        first = problem.problems[0]
        line, column = problem.source.position(first.span.start)[:2] if first.span else (1, 1)
        says, fix = told(str(first.kind), {"file": path.as_posix(), **first.params})
        place: dict[str, Value] = {"file": path.as_posix(), "line": str(line), "column": str(column), "problem": says}
        raise InvalidDocuments(Message(N_("{file}:{line}:{column}: {problem}"), place), fix) from None


def write_all(app: App, folder: Path, made: dict[str, bytes], *, dry_run: bool) -> None:
    """Write the files that changed into `folder`, and tell which."""
    from communkit.cli.dossier import from_here
    from communkit.documents import fingerprint, write
    from communkit.documents.tree import inside_tree

    named = from_here(folder)
    if not dry_run:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            says = N_("The folder {folder} cannot be made: {reason}.")
            reason = error.strerror or type(error).__name__
            raise EnvironmentFailure(Message(says, {"folder": folder.as_posix(), "reason": reason})) from None
    for name, data in made.items():
        path = folder / name
        if not inside_tree(path):
            says = N_("{file} is a symbolic link that leads out of the repository, so it was not written.")
            raise EnvironmentFailure(Message(says, {"file": named(name)}))
        before = path.read_bytes() if path.is_file() else None
        if before == data:
            app.talk(Message(N_("{file} is up to date."), {"file": named(name)}))
        elif dry_run:
            size = app.words.size(len(data))
            app.result(app.say(Message(N_("{file} would be written ({size})."), {"file": named(name), "size": size})))
        else:
            write(path, data, fingerprint(before) if before is not None else None)
            app.talk(Message(N_("{file} written."), {"file": named(name)}))
