"""`communkit init [DIR]`: looks at a repository and begins its dossier with proposals."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.errors import UsageError
from communkit.marked import N_, NN_, Message

if TYPE_CHECKING:
    from communkit.repository.glance import Glance

ABOUT = N_(
    "Begin a dossier: read what the repository shows (manifests, README, licence files, copyright notices, kinds of"
    " files), and write the folder commons/ with what was found, as proposals that nobody has confirmed yet. A few"
    " questions are asked at a terminal. Nothing of the repository is run, and nothing is overwritten."
)
EXAMPLES = """\
communkit init
communkit init --no-input
communkit init my-project --dry-run"""


def command(
    app: App,
    folder: Annotated[
        Path | None,
        typer.Argument(help=N_("The project's folder; else the root of the repository here."), metavar="DIR"),
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help=N_("Ask nothing; propose only."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would change, and change nothing."))] = False,
) -> Exit:
    """Look, ask, write, and say what comes next."""
    from communkit.cli.interview import at_terminal

    place = _place(app, folder)
    _refuse_existing(place)
    if not no_input and not at_terminal():
        raise UsageError(
            Message(N_("There is no terminal here to ask questions at.")),
            Message(N_("Add --no-input: the dossier then begins with proposals only.")),
        )
    from communkit.audit.proposals import Answers, proposals
    from communkit.cli import found
    from communkit.repository.glance import look

    glance = look(place)
    if no_input:
        app.follow(glance.languages.value if glance.languages else ())
    shown = found.shown(glance, app) + "\n"
    if not dry_run:
        app.result(shown)
    elif not app.quiet:  # the diff alone is the result
        print(shown, file=sys.stderr)
    answers = Answers()
    if not no_input:
        from communkit.cli.welcome import ask

        answers = ask(app, glance)
    files = _files(app, answers.languages, proposals(glance, answers))
    if dry_run:
        _show(app, place, files)
    else:
        _write(place, files)
        if not no_input:
            app.result("")
        app.result(found.next_steps(glance, app, _documents(files), _from_here(place), not no_input))
    return Exit.CLEAN


def _place(app: App, folder: Path | None) -> Path:
    """The folder that the dossier is about: the one that is named, else the root of the repository around.

    Raises UsageError for a file, for a folder in one that does not exist, for a home folder or a whole disk, and for
    what a server keeps.
    """
    from communkit.documents.tree import repository_root
    from communkit.repository.tree import is_bare

    here = app.directory.resolve()
    place = (here / folder).resolve() if folder is not None else repository_root(here) or here
    shown = {"folder": str(folder if folder is not None else place)}
    if place.exists() and not place.is_dir():
        raise UsageError(Message(N_("{folder} is a file; a folder is needed."), shown))
    if not place.exists() and not place.parent.is_dir():
        raise UsageError(
            Message(N_("There is no folder {folder}, and none that could hold it."), shown),
            Message(N_("Check the spelling, or make the folder above it first.")),
        )
    if place in (Path.home(), Path(place.anchor)):
        raise UsageError(
            Message(N_("{folder} holds more than one project."), shown),
            Message(N_("Name the project's own folder: communkit init DIR.")),
        )
    if is_bare(place):
        raise UsageError(
            Message(N_("{folder} is a bare git repository: it has no files to look at, and none can be added."), shown),
            Message(N_("Clone it, and begin the dossier in the clone.")),
        )
    return place


def _refuse_existing(place: Path) -> None:
    """Raise UsageError where a dossier exists already, or something else called commons."""
    from communkit.cli.dossier import from_here
    from communkit.documents import find_dossier
    from communkit.documents.dossier import FOLDER

    existing = find_dossier(place) if place.is_dir() else None
    if existing is not None:
        where = from_here(existing.parent)(existing.name)
        raise UsageError(
            Message(N_("There is a dossier already: {folder}. Nothing was changed."), {"folder": where}),
            Message(N_("communkit status shows where it stands; communkit project goes through its first questions.")),
        )
    taken = place / FOLDER
    is_free = not taken.exists() and not taken.is_symlink()
    if not is_free and (taken.is_symlink() or not taken.is_dir() or any(taken.iterdir())):
        raise UsageError(
            Message(
                N_("{folder} exists and is no dossier: a dossier cannot begin there. Nothing was changed."),
                {"folder": from_here(place)(FOLDER)},
            ),
            Message(N_("Rename it, or keep the dossier in a folder or repository of its own: communkit init DIR.")),
        )


def _files(app: App, languages: tuple[str, ...] | None, proposed: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The texts of the dossier by file: a document a step, and its schema for editors, in the team's language."""
    import os

    from communkit.model.starter import schema_file, schema_text, starter
    from communkit.steps.walk import STEPS
    from communkit.words import choose_language, words_in

    words = app.words if not languages else words_in(choose_language(None, os.environ, languages))
    files = {}
    for step in STEPS:
        values = said(proposed.get(step.name, {}), lambda message: words.say(message))
        files[step.file_name] = starter(step, words, values)
        files[schema_file(step)] = schema_text(step, words)
    return files


def said(value: Any, say: Callable[[Message], str]) -> Any:
    """Plain data in which every message is said."""
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, Mapping):
        return {key: said(inner, say) for key, inner in value.items()}
    return [said(inner, say) for inner in value] if isinstance(value, list) else value


def _documents(files: Mapping[str, str]) -> list[str]:
    return [name for name in files if "/" not in name]


def _from_here(place: Path) -> Callable[[str], str]:
    from communkit.cli.dossier import from_here
    from communkit.documents.dossier import FOLDER

    return from_here(place / FOLDER)


def _show(app: App, place: Path, files: Mapping[str, str]) -> None:
    """The documents as a diff; their schemas, which nobody reads, in a word."""
    from communkit.cli.diff import diff

    named = _from_here(place)
    for name in _documents(files):
        app.result(diff(named(name), None, files[name]))
    says, many = NN_(
        "Nothing was written. Beside these, {count} file for editors would stand in {folder}.",
        "Nothing was written. Beside these, {count} files for editors would stand in {folder}.",
    )
    schemas = [name for name in files if "/" in name]
    folder = named(schemas[0].rpartition("/")[0])
    app.talk(Message(says, {"folder": folder}, many, len(schemas)))


def _write(place: Path, files: Mapping[str, str]) -> None:
    from communkit.documents.dossier import FOLDER
    from communkit.documents.folders import write_folder

    is_new = not place.exists()
    place.mkdir(exist_ok=True)
    try:
        write_folder(place / FOLDER, files)
    except BaseException:
        if is_new:
            place.rmdir()
        raise


def begin(app: App, place: Path, glance: Glance, *, dry_run: bool) -> None:
    """Begin a dossier at `place` with what `glance` proposes, and say where; raises UsageError where there is one."""
    from communkit.audit.proposals import Answers, proposals

    _refuse_existing(place)
    files = _files(app, None, proposals(glance, Answers()))
    if dry_run:
        _show(app, place, files)
        return
    _write(place, files)
    one, many = NN_("Dossier begun in {folder} ({count} file).", "Dossier begun in {folder} ({count} files).")
    app.talk(Message(one, {"folder": _from_here(place)("")}, many, len(_documents(files))))
