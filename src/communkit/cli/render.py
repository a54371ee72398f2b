"""`communkit render [STEP…]`: the documents that people read, sign and publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.errors import EnvironmentFailure, NothingToCheck, UsageError
from communkit.marked import N_, Message

ABOUT = N_(
    "Render deliverables from the dossier, in French and English: as Markdown, as pages for browsers (HTML), or to"
    " print and file (PDF). One a step, and without any step named the whole dossier too, as one document and as a"
    " site. Without -o they go to the folder deliverables/ of the dossier."
)


def command(
    app: App,
    steps: Annotated[
        list[str] | None, typer.Argument(help=N_("The steps to render; all without any."), metavar="STEP…")
    ] = None,
    to: Annotated[
        str, typer.Option("--to", help=N_("The formats, separated by commas; else all three: md, html, pdf."))
    ] = "md,html,pdf",
    languages: Annotated[
        str | None,
        typer.Option("--languages", help=N_("The languages, separated by commas; else those of the dossier.")),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=N_("The folder to write to."), metavar="DIR")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help=N_("Leave out what is restricted, and say that it was left out."))
    ] = False,
    fresh: Annotated[
        bool,
        typer.Option("--check", help=N_("Write nothing: say which deliverables are stale, and exit with 5 if any is.")),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would change, and change nothing."))] = False,
) -> Exit:
    """Render, write what changed, and say where."""
    from communkit.cli.dossier import chosen_steps, from_here, open_dossier
    from communkit.cli.refusal import show_problems
    from communkit.documents import fingerprint, write
    from communkit.documents.tree import inside_tree
    from communkit.render import deliverables

    wanted = chosen_steps(steps or ())
    formats = formats_of(to)
    dossier = open_dossier(app)
    if dossier.problems:
        show_problems(app, dossier)
        return Exit.INVALID_DOCUMENT
    tongues = languages_of(app, languages, dossier.models().get("project"))
    made = deliverables.make(dossier, wanted, formats, tongues, as_one=not steps, public=public)
    if not made:
        raise NothingToCheck(
            Message(N_("Nothing to render: {steps}."), {"steps": tuple(one.name for one in wanted)}),
            Message(
                N_("These steps have a deliverable, once their document has begun: {steps}."),
                {"steps": deliverables.DELIVERED},
            ),
        )
    folder = app.directory / output if output else dossier.folder / "deliverables"
    named = from_here(folder)
    if fresh:
        return _stale(app, folder, made, named)
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
            app.result(_preview(app, named(name), before, data))
        else:
            write(path, data, fingerprint(before) if before is not None else None)
            app.talk(Message(N_("{file} written."), {"file": named(name)}))
    return Exit.CLEAN


def _stale(app: App, folder: Path, made: Mapping[str, bytes], named: Callable[[str], str]) -> Exit:
    """Say which files are missing or say something else than the dossier does."""
    stale = False
    for name, data in made.items():
        path = folder / name
        if path.is_file() and path.read_bytes() == data:
            continue
        stale = True
        says = N_("{file} no longer says what the dossier says.") if path.is_file() else N_("{file} is missing.")
        app.result(app.say(Message(says, {"file": named(name)})))
    if stale:
        app.talk(N_("Bring them up to date: the same command without --check."))
        return Exit.STALE
    app.talk(N_("Every deliverable says what the dossier says."))
    return Exit.CLEAN


def _preview(app: App, name: str, before: bytes | None, data: bytes) -> str:
    """What would change in a file: a diff, or its size where no line can be compared."""
    from communkit.cli.diff import diff

    if name.endswith(".pdf"):
        return app.say(
            Message(N_("{file} would be written ({size})."), {"file": name, "size": app.words.size(len(data))})
        )
    return diff(name, before.decode("utf-8", "replace") if before is not None else None, data.decode())


def formats_of(to: str) -> tuple[str, ...]:
    """The formats that were asked for. Raises UsageError for one that is not rendered."""
    from communkit.render.deliverables import FORMATS

    formats = tuple(one.strip() for one in to.split(",") if one.strip())
    for one in formats or ("",):
        if one not in FORMATS:
            says = N_("“{format}” is not a format that communkit renders; it knows: {known}.")
            raise UsageError(Message(says, {"format": one, "known": FORMATS}))
    return formats


def languages_of(app: App, asked: str | None, project: object) -> tuple[str, ...]:
    """The languages asked for, else those of the dossier that communkit speaks, else the reader's."""
    from communkit.words import LANGUAGES

    if asked is not None:
        wanted = tuple(one.strip() for one in asked.split(",") if one.strip())
        for one in wanted or ("",):
            if one not in LANGUAGES:
                says = N_("communkit does not render in “{language}”; it knows: {known}.")
                raise UsageError(Message(says, {"language": one, "known": LANGUAGES}))
        return wanted
    spoken = tuple(one for one in getattr(project, "languages", None) or () if one in LANGUAGES)
    return spoken or (app.language,)
