"""Which deliverables a dossier gives: a file name and its bytes for each step, language and format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from communkit.model.loading import Dossier
from communkit.model.step import Step
from communkit.render.escape import plain
from communkit.render.look import PLAIN, Look
from communkit.render.markdown import prose, render
from communkit.words import Words, words_in

FORMATS = ("md", "html", "pdf")
DELIVERED = ("need", "charter", "assets")
"""The steps that have a deliverable: a module here, a template, and its prose in each language."""


def make(
    dossier: Dossier, steps: Iterable[Step], formats: Iterable[str], languages: Iterable[str]
) -> Mapping[str, bytes]:
    """The deliverables of `steps`, by file name ("assets.fr.md"); formats are those of `FORMATS`.

    Steps without a deliverable, or whose document does not exist yet, give none.
    """
    from communkit.steps.project import Project

    made: dict[str, bytes] = {}
    languages, formats = tuple(languages), tuple(formats)
    project = dossier.documents.get("project")
    for step in steps:
        loaded = dossier.documents.get(step.name)
        if loaded is None or project is None:
            continue
        context_of = _context_of(step)
        if context_of is not None and isinstance(project.written, Project):
            for language in languages:
                words = words_in(language)
                context = context_of(project.written, loaded.written, words)
                for format, data in in_formats(step.name, context, words, formats):
                    made[f"{step.name}.{language}.{format}"] = data
    return made


def _context_of(step: Step) -> Callable[..., Mapping[str, Any]] | None:
    """What makes the context of the deliverable of `step`: `context` of the module of its name; None without one."""
    if step.name not in DELIVERED:
        return None
    context: Callable[..., Mapping[str, Any]] = import_module(f"communkit.render.{step.name}").context
    return context


def in_formats(
    deliverable: str,
    context: Mapping[str, Any],
    words: Words,
    formats: Sequence[str],
    look: Look = PLAIN,
    folder: Path | None = None,
) -> Iterator[tuple[str, bytes]]:
    """One deliverable in one language: each format asked for, and its bytes. All are made from the Markdown.

    `folder` holds a user's own templates, which come before ours. Raises errors.InvalidDocuments for what is wrong
    with one of them.
    """
    markdown = render(deliverable, context, words, folder)
    if "md" in formats:
        yield "md", markdown.encode()
    if not {"html", "pdf"}.intersection(formats):
        return
    from communkit.render import html, pdf, tree

    page = prose("page", words.language)
    parsed = tree.parse(markdown, page["marks"], look.figures)
    title = prose(deliverable, words.language, folder)["title"]
    about = {"language": words.language, "title": title, "project": plain(context["project"]["name"])}
    if "html" in formats:
        yield "html", html.page(parsed, about, page, look).encode()
    if "pdf" in formats:
        yield "pdf", pdf.page(parsed, about, page, look=look)
