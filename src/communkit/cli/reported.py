"""`communkit audit --to …`: the written report, on one repository or several, with or without their dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communkit.cli.app import App
from communkit.errors import EnvironmentFailure, InvalidDocuments, UsageError
from communkit.marked import N_, Message, Value

if TYPE_CHECKING:
    from communkit.render.report.make import Read
    from communkit.render.report.theme import Theme
    from communkit.report import Report
    from communkit.repository.survey import Survey


def report(
    app: App,
    judged: Sequence[tuple[Survey, Report]],
    formats: Sequence[str],
    languages: Sequence[str],
    output: Path | None,
    *,
    theme: Path | None,
    client: str,
    consultant: str,
    dry_run: bool,
) -> None:
    """Make the report, write what changed, and say where."""
    from communkit.audit.run import every_rule
    from communkit.render.report.context import Commission
    from communkit.render.report.make import make

    read = [_read(app, survey, report) for survey, report in judged]
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


def _read(app: App, survey: Survey, report: Report) -> Read:
    """A repository with its dossier, where it holds one that can be read, else with what one would begin with."""
    from communkit.audit.proposals import Answers, proposals
    from communkit.audit.run import examine
    from communkit.documents import find_dossier
    from communkit.documents.dossier import FOLDER
    from communkit.model.loading import load
    from communkit.render.report.make import Read
    from communkit.repository.glance import glance_of
    from communkit.steps.assets.model import Assets
    from communkit.steps.project import Project
    from communkit.steps.walk import STEPS

    folder = find_dossier(survey.tree.root) if survey.tree.on_disk else None
    if folder is not None:
        dossier = load(folder.parent if folder.name == FOLDER else folder, folder, STEPS)
        loaded = [dossier.documents.get(name) for name in ("project", "assets")]
        project, assets = (one.written if one else None for one in loaded)
        own = examine(dossier, app.as_of).open
        claimed = (project, assets) if isinstance(project, Project) and isinstance(assets, Assets) else None
        proposed: dict[str, Any] = {} if claimed else proposals(glance_of(survey.reading), Answers())
        return Read(survey, (*report.open, *own), proposed, claimed, f"{folder.name}/")
    return Read(survey, tuple(report.open), proposals(glance_of(survey.reading), Answers()))


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
