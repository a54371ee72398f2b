"""What commands about a dossier share: finding it, reading it, naming its files from where the user stands."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from communkit.cli.app import App
from communkit.errors import EnvironmentFailure, NothingToCheck, UsageError
from communkit.marked import N_, Message
from communkit.words import closest

if TYPE_CHECKING:
    from communkit.model.loading import Dossier
    from communkit.model.step import Step


def chosen_steps(names: Sequence[str]) -> tuple[Step, ...]:
    """The steps called `names`, all without any. Raises UsageError for a name that no step has."""
    from communkit.steps import walk

    for name in names:
        if walk.step(name) is None:
            known = tuple(walk.names())
            near = closest(name, known)
            hint = Message(N_("Did you mean {near}?"), {"near": near[0]}) if near else None
            says = N_("There is no step called “{name}”. The steps are: {known}.")
            raise UsageError(Message(says, {"name": name, "known": known}), hint)
    return tuple(one for one in walk.STEPS if not names or one.name in names)


def dossier_folder(app: App) -> Path:
    """The dossier that the working folder belongs to. Raises NothingToCheck where there is none."""
    from communkit.documents import find_dossier

    try:
        folder = find_dossier(app.directory)
    except FileNotFoundError:
        raise EnvironmentFailure(
            Message(N_("The folder in which communkit was started no longer exists.")),
            Message(N_("Go to a folder that exists, then run the command again.")),
        ) from None
    if folder is None:
        raise NothingToCheck(
            Message(
                N_("There is no dossier here: no folder commons/ with a project.yaml, up to the repository's root.")
            ),
            Message(N_("Go to the project's folder, name it with -C, or begin one: communkit init.")),
        )
    return folder


def open_dossier(app: App) -> Dossier:
    """The dossier of the working folder, read; the app then talks its language."""
    from communkit.documents.dossier import FOLDER
    from communkit.model.loading import load
    from communkit.steps.project import Project
    from communkit.steps.walk import STEPS

    folder = dossier_folder(app)
    root = folder.parent if folder.name == FOLDER else folder
    dossier = load(root, folder, STEPS)
    project = dossier.documents.get("project")
    if project is not None and isinstance(project.written, Project):
        app.follow(project.written.languages or ())
    return dossier


def from_here(root: Path) -> Callable[[str], str]:
    """How a file named from `root` is called from the working folder, so that editors and shells can open it."""

    def named(file: str) -> str:
        try:
            near = Path(os.path.relpath(root / file))
            return (near if near.parts[:3] != ("..",) * 3 else (root / file).absolute()).as_posix()
        except ValueError:  # another drive of Windows
            return (root / file).as_posix()

    return named
