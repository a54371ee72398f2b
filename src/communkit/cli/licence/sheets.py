"""The licence sheets for the parties, written as files: `licence choose --to md,html,pdf`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from communkit.cli.app import App
from communkit.cli.dossier import from_here
from communkit.documents import fingerprint, write
from communkit.documents.tree import inside_tree
from communkit.errors import EnvironmentFailure, UsageError
from communkit.licences.advice import Advice
from communkit.marked import N_, Message
from communkit.model.loading import Dossier
from communkit.steps.project import Project
from communkit.words import LANGUAGES, words_in


def write_sheets(
    app: App,
    dossier: Dossier | None,
    found: Sequence[Advice],
    to: str,
    languages: str | None,
    output: Path | None,
    *,
    dry_run: bool,
) -> None:
    """Render the answer in the formats `to` and write what changed, in `output` or the dossier's deliverables."""
    from communkit.render import licences
    from communkit.render.deliverables import in_formats

    formats, tongues = _formats(to), _tongues(languages)
    if output is not None:
        folder = app.directory / output
    elif dossier is not None:
        folder = dossier.folder / "deliverables"
    else:
        raise UsageError(
            Message(N_("There is no dossier here, so there is no folder for these pages.")),
            Message(N_("Name one: -o DIR.")),
        )
    named = from_here(folder)
    made: dict[str, bytes] = {}
    for language in tongues:
        words = words_in(language)
        context = licences.context(found, _project(dossier, language), app.as_of, words)
        for format, data in in_formats("licences", context, words, formats):
            made[f"licences.{language}.{format}"] = data
    if dry_run:
        for name, data in made.items():
            size = app.words.size(len(data))
            app.talk(Message(N_("{file} would be written ({size})."), {"file": named(name), "size": size}))
        return
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
            continue
        write(path, data, fingerprint(before) if before is not None else None)
        app.talk(Message(N_("{file} written."), {"file": named(name)}))


def _project(dossier: Dossier | None, language: str) -> str:
    loaded = dossier.documents.get("project") if dossier else None
    if loaded is None or not isinstance(loaded.written, Project) or loaded.written.name is None:
        return ""
    return loaded.written.name.said(language)


def _formats(to: str) -> tuple[str, ...]:
    from communkit.render.deliverables import FORMATS

    formats = tuple(one.strip() for one in to.split(",") if one.strip())
    for one in formats or ("",):
        if one not in FORMATS:
            says = N_("“{format}” is not a format that communkit renders; it knows: {known}.")
            raise UsageError(Message(says, {"format": one, "known": FORMATS}))
    return formats


def _tongues(languages: str | None) -> tuple[str, ...]:
    tongues = tuple(one.strip() for one in (languages or "fr,en").split(",") if one.strip())
    for one in tongues or ("",):
        if one not in LANGUAGES:
            says = N_("communkit does not render in “{language}”; it knows: {known}.")
            raise UsageError(Message(says, {"language": one, "known": tuple(LANGUAGES)}))
    return tongues
