"""The document on the desk: read anew before each question, saved after each answer, whoever else writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from communkit.cli.app import App
from communkit.cli.dossier import chosen_steps, dossier_folder, from_here
from communkit.cli.refusal import show_problems
from communkit.documents import Document, Edit, edited, fingerprint, read_text, write
from communkit.documents.dossier import FOLDER
from communkit.errors import EnvironmentFailure, InvalidDocuments
from communkit.interview import Choice, Field, Row, Tree
from communkit.marked import N_, Message
from communkit.model.loading import Dossier, load
from communkit.model.questions import Around, tree_of
from communkit.model.row import DocumentRow, bind
from communkit.model.shape import dangling
from communkit.model.starter import schema_file, schema_text, starter
from communkit.model.step import Step
from communkit.rules import Stage
from communkit.steps.project import Project
from communkit.steps.walk import STEPS
from communkit.steps.walk import step as step_called

_REGISTER = "project"
_REGISTERS = ("parties", "repositories")


class ChangedMeanwhile(Exception):
    """Somebody else saved the document since it was read: nothing was written."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as it is now: its text, its model, its questions. `is_new`: there is no file yet."""

    step: Step
    document: Document
    model: DocumentRow
    tree: Tree
    is_new: bool
    project: Project | None


class Desk:
    """The dossier folder and the step that is worked on."""

    def __init__(self, app: App, root: Path, folder: Path, step: Step) -> None:
        self.app = app
        self.root = root
        self.folder = folder
        self.step = step
        self.started: set[str] = set()

    @classmethod
    def open(cls, app: App, name: str) -> Desk:
        """The desk for the step `name` of the dossier here; the app then talks the dossier's language.

        Raises NothingToCheck without a dossier, InvalidDocuments when its documents cannot be read.
        """
        folder = dossier_folder(app)
        (step,) = chosen_steps((name,))
        desk = cls(app, folder.parent if folder.name == FOLDER else folder, folder, step)
        project = desk.read().project
        app.follow((project.languages if project else None) or ())
        return desk

    @property
    def named(self) -> str:
        """The file that is worked on, as it is called from here."""
        return from_here(self.folder)(self.step.file_name)

    def read(self, name: str | None = None) -> Sheet:
        """The document of the step (or of the step `name`), with the rest of the dossier in view.

        Raises InvalidDocuments, its problems told, when it or the project cannot be read.
        """
        (step,) = chosen_steps((name,)) if name else (self.step,)
        register = step_called(_REGISTER)
        steps = (step,) if register is None or step.name == _REGISTER else (register, step)
        dossier = load(self.root, self.folder, steps)
        self._refuse_problems(dossier, step)
        loaded = dossier.documents.get(step.name)
        found = dossier.documents.get(_REGISTER)
        project = found.written if found and isinstance(found.written, Project) else None
        claims = found.claims if found and isinstance(found.claims, Project) else None
        if loaded is None:
            document = read_text(starter(step, self.app.words), self.folder / step.file_name)
            data = {key: value for key, value in document.data.items() if key != "schema"}
            model = bind(step.model.model_validate(data), step.name)
        else:
            if loaded.source.steps:
                says = N_("{file} has an older shape, and answers are only written in the newest one.")
                raise InvalidDocuments(
                    Message(says, {"file": from_here(self.folder)(step.file_name)}),
                    Message(N_("Bring it up to date first: communkit migrate. Nothing in it is lost.")),
                )
            document, model = loaded.source.document, loaded.written
        around = Around(
            claims.at_stage if claims else Stage.IDEA,
            project.jurisdiction if project else None,
            {name: _register(project, name) for name in _REGISTERS},
        )
        return Sheet(step, document, model, tree_of(model, document.data, around), loaded is None, project)

    def save(self, sheet: Sheet, edits: Sequence[Edit]) -> None:
        """Write what `edits` make of the document of `sheet`.

        Raises ChangedMeanwhile, EditRefused, EnvironmentFailure; the file then is as it was.
        """
        path = self.folder / sheet.step.file_name
        text = edited(sheet.document, *edits).text
        expected = None if sheet.is_new else sheet.document.fingerprint
        if text == sheet.document.text and not sheet.is_new:
            return
        try:
            write(path, text, expected)
        except EnvironmentFailure:
            if _fingerprint(path) != expected:
                raise ChangedMeanwhile from None
            raise
        if sheet.is_new:
            self._add_schema(sheet.step)
            self.started.add(sheet.step.name)

    def whole(self) -> Dossier:
        """Every document of the dossier, as it is now."""
        return load(self.root, self.folder, STEPS)

    def naming(self, listed: Field, row: Row) -> list[Step]:
        """The steps whose documents name `row` of a register of the project (`listed`: its parties, its repositories).

        Empty for rows of other lists: nothing refers to them.
        """
        if listed.address not in (f"{_REGISTER}.{name}" for name in _REGISTERS):
            return []
        dossier = self.whole()
        project = dossier.documents.get(_REGISTER)
        if project is None:
            return []
        left = {
            name: [one.key for one in getattr(project.written, name) if one.address.text != row.address]
            for name in _REGISTERS
        }
        return [one.step for one in dossier.documents.values() if next(iter(dangling(one.written, left)), None)]

    def _add_schema(self, step: Step) -> None:
        """The JSON Schema that the first line of a new document names, for editors."""
        path = self.folder / schema_file(step)
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            write(path, schema_text(step, self.app.words), None)

    def _refuse_problems(self, dossier: Dossier, step: Step) -> None:
        missing = {one.name for one in dossier.absent}
        if step.name == _REGISTER and _REGISTER in missing:
            return  # it is what this command is about to begin
        if dossier.problems:
            show_problems(self.app, dossier)
            raise InvalidDocuments(
                Message(N_("No question can be asked about a document that cannot be read.")),
                Message(N_("Mend what is shown above, then run the command again. Nothing was changed.")),
            )


def _register(project: Project | None, name: str) -> tuple[Choice, ...]:
    rows = getattr(project, name) if project else ()
    return tuple(Choice(row.key, Message(_label(row), literal=True)) for row in rows)


def _label(row: object) -> str:
    return str(getattr(row, "name", None) or getattr(row, "id", ""))


def _fingerprint(path: Path) -> str | None:
    try:
        return fingerprint(path.read_bytes())
    except OSError:
        return None
