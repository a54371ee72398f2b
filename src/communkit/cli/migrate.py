"""`communkit migrate`: bring documents of an old shape to the newest one, comments and order kept."""

from __future__ import annotations

from typing import Annotated

import typer

from communkit.cli.app import App
from communkit.marked import N_, Message

ABOUT = N_(
    "Bring documents of an older shape to the one that this communkit writes. Comments, order and quotes stay; only"
    " lines that must change do. Other commands read old shapes without changing them."
)


def command(
    app: App,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would change, and change nothing."))] = False,
) -> None:
    """Migrate every document of the dossier that has an old shape."""
    from communkit.cli.diff import diff
    from communkit.cli.dossier import chosen_steps, dossier_folder, from_here
    from communkit.cli.refusal import refused
    from communkit.documents import DocumentRefused, climb, read, write

    folder = dossier_folder(app)
    named = from_here(folder)
    climbed = []
    for step in chosen_steps(()):
        path = folder / step.file_name
        if not path.exists():
            continue
        try:
            migrated = climb(read(path), step.name, step.shape)
        except DocumentRefused as problem:
            raise refused(problem, step, named(step.file_name)) from None
        if migrated.steps:
            climbed.append((step, migrated))
    # every document is read before the first is written: a problem leaves the dossier as it was
    for step, migrated in climbed:
        name = named(step.file_name)
        if dry_run:
            app.result(diff(name, migrated.original.text, migrated.document.text))
            continue
        write(folder / step.file_name, migrated.document.text, migrated.original.fingerprint)
        way = ", ".join(str(one) for one in migrated.steps)
        app.talk(Message(N_("{file}: {way}"), {"file": name, "way": way}))
    if not climbed:
        app.talk(N_("Every document already has the newest shape."))
