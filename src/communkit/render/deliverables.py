"""Which deliverables a dossier gives: a file name and its text for each step, language and format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communkit.model.loading import Dossier
from communkit.model.step import Step
from communkit.render.markdown import render
from communkit.words import words_in


def make(
    dossier: Dossier, steps: Iterable[Step], formats: Iterable[str], languages: Iterable[str]
) -> Mapping[str, str]:
    """The deliverables of `steps`, by file name ("assets.fr.md").

    Steps without a deliverable, or whose document does not exist yet, give none.
    """
    from communkit.render import assets
    from communkit.steps.assets.model import Assets
    from communkit.steps.project import Project

    made: dict[str, str] = {}
    languages, formats = tuple(languages), tuple(formats)
    project = dossier.documents.get("project")
    for step in steps:
        loaded = dossier.documents.get(step.name)
        if loaded is None or project is None:
            continue
        if isinstance(loaded.written, Assets) and isinstance(project.written, Project):
            for language in languages:
                words = words_in(language)
                context = assets.context(project.written, loaded.written, words)
                for format in formats:
                    made[f"{step.name}.{language}.{format}"] = render(step.name, context, words)
    return made
