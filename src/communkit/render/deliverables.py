"""Which deliverables a dossier gives: a file name and its bytes for each step, language and format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from communkit.model.loading import Dossier
from communkit.model.step import Step
from communkit.render.escape import plain
from communkit.render.markdown import prose, render
from communkit.words import Words, words_in

FORMATS = ("md", "html", "pdf")


def make(
    dossier: Dossier, steps: Iterable[Step], formats: Iterable[str], languages: Iterable[str]
) -> Mapping[str, bytes]:
    """The deliverables of `steps`, by file name ("assets.fr.md"); formats are those of `FORMATS`.

    Steps without a deliverable, or whose document does not exist yet, give none.
    """
    from communkit.render import assets
    from communkit.steps.assets.model import Assets
    from communkit.steps.project import Project

    made: dict[str, bytes] = {}
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
                for format, data in in_formats(step.name, context, words, formats):
                    made[f"{step.name}.{language}.{format}"] = data
    return made


def in_formats(
    deliverable: str, context: Mapping[str, Any], words: Words, formats: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """One deliverable in one language: each format asked for, and its bytes. All are made from the Markdown."""
    markdown = render(deliverable, context, words)
    if "md" in formats:
        yield "md", markdown.encode()
    if not {"html", "pdf"}.intersection(formats):
        return
    from communkit.render import html, pdf, tree

    page = prose("page", words.language)
    parsed = tree.parse(markdown, page["marks"])
    title = prose(deliverable, words.language)["title"]
    about = {"language": words.language, "title": title, "project": plain(context["project"]["name"])}
    if "html" in formats:
        yield "html", html.page(parsed, about, page).encode()
    if "pdf" in formats:
        yield "pdf", pdf.page(parsed, about, page)
