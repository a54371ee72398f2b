"""Which deliverables a dossier gives: a file name and its bytes for each step, language and format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from communkit.model.adopted import read_frozen
from communkit.model.loading import Dossier
from communkit.model.step import Step
from communkit.render import agreement, whole
from communkit.render.escape import inline, plain
from communkit.render.look import PLAIN, Look
from communkit.render.markdown import prose, render
from communkit.render.published import Published, published
from communkit.render.telling import MARKED
from communkit.words import Words, words_in

FORMATS = ("md", "html", "pdf")
DELIVERED = ("need", "charter", "assets", "community", "governance", "costs", "continuity")
"""The steps that have a deliverable: a module here, a template, and its prose in each language."""


def make(
    dossier: Dossier,
    steps: Iterable[Step],
    formats: Iterable[str],
    languages: Iterable[str],
    *,
    as_one: bool = False,
    public: bool = False,
) -> Mapping[str, bytes]:
    """The deliverables of `steps`, by file name ("assets.fr.md"); formats are those of `FORMATS`.

    Steps without a deliverable, or whose document does not exist yet, give none. `as_one` adds the dossier as one
    document, and as the first page of a site whose other pages are the steps. `public` leaves restricted rows out.
    """
    made: dict[str, bytes] = {}
    steps, formats = tuple(steps), tuple(formats)
    read = published(dossier, public)
    if read is None:
        return made
    written = {name: one.written for name, one in dossier.documents.items()}
    adopted = read_frozen(dossier.folder, tuple(steps)) if as_one else ()
    for language in languages:
        words = words_in(language)
        pages = dict(_pages(read, steps, words))
        named = {step.name: words.say(step.title) for step in steps if step.name in pages}
        site = _site(named, words) if as_one and pages else []
        for name, (context, markdown) in pages.items():
            for format, data in in_formats(name, context, words, formats, markdown=markdown, site=site):
                made[f"{name}.{language}.{format}"] = data
        if as_one and "charter" in pages:
            contexts = {name: context for name, (context, _) in pages.items()}
            signed = agreement.context(read, contexts, adopted, words, written)
            if signed is not None:
                markdown = render(agreement.NAME, signed, words)
                for format, data in in_formats(agreement.NAME, signed, words, formats, markdown=markdown, site=site):
                    made[f"{agreement.NAME}.{language}.{format}"] = data
        if as_one and pages:
            for name, data in _whole(read, steps, pages, words, formats, site):
                made[name] = data
    return made


def _pages(read: Published, steps: Iterable[Step], words: Words) -> Iterator[tuple[str, tuple[Mapping[str, Any], str]]]:
    """Each step that has a deliverable: its context and its Markdown."""
    for step in steps:
        document = read.documents.get(step.name)
        context_of = _context_of(step)
        if document is None or context_of is None:
            continue
        context = context_of(read.project, document, words)
        markdown = render(step.name, context, words)
        if told := read.told(step.name, words):
            markdown += f"\n*{inline(told)}*\n"
        yield step.name, (context, markdown)


def _site(named: Mapping[str, str], words: Words) -> list[dict[str, str]]:
    """The pages of the site in one language: the first one, then the steps."""
    first = {"name": whole.NAME, "title": prose(whole.NAME, words.language)["first"]}
    pages = [first, *({"name": name, "title": title} for name, title in named.items())]
    if "charter" in named:
        pages.append({"name": agreement.NAME, "title": prose(agreement.NAME, words.language)["title"]})
    return [{**one, "href": _address(one["name"], words.language)} for one in pages]


def _address(name: str, language: str) -> str:
    return f"{'index' if name == whole.NAME else name}.{language}.html"


def _whole(
    read: Published,
    steps: Sequence[Step],
    pages: Mapping[str, tuple[Mapping[str, Any], str]],
    words: Words,
    formats: Sequence[str],
    site: Sequence[Mapping[str, str]],
) -> Iterator[tuple[str, bytes]]:
    """The dossier as one document in Markdown and PDF, and the first page of its site."""
    language = words.language
    told = {name: markdown for name, (_, markdown) in pages.items()}
    marked = {state for context, _ in pages.values() for state in context.get("states", ())}
    states = [state.value for state in MARKED if state.value in marked]
    if "html" in formats:
        links = {one["name"]: one["href"] for one in site}
        context = whole.context(read, steps, told, words, links)
        markdown = render(whole.NAME, context, words)
        for _, data in in_formats(whole.NAME, context, words, ("html",), markdown=markdown, site=site):
            yield _address(whole.NAME, language), data
    others = tuple(one for one in formats if one != "html")
    if others:
        context = whole.context(read, steps, told, words, {}, states)
        markdown = render(whole.NAME, context, words)
        for format, data in in_formats(whole.NAME, context, words, others, markdown=markdown):
            yield f"{whole.NAME}.{language}.{format}", data


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
    *,
    markdown: str | None = None,
    site: Sequence[Mapping[str, str]] = (),
) -> Iterator[tuple[str, bytes]]:
    """One deliverable in one language: each format asked for, and its bytes. All are made from the Markdown.

    `markdown` is given where it was rendered already. `site` are the pages among which a page for browsers stands,
    `{name, title, href}`. `folder` holds a user's own templates, which come before ours. Raises
    errors.InvalidDocuments for what is wrong with one of them.
    """
    if markdown is None:
        markdown = render(deliverable, context, words, folder)
    if "md" in formats:
        yield "md", markdown.encode()
    if not {"html", "pdf"}.intersection(formats):
        return
    from communkit.render import html, pdf, tree

    page = prose("page", words.language)
    split = 3 if deliverable == whole.NAME else 2
    parsed = tree.parse(markdown, page["marks"], look.figures, split)
    title = prose(deliverable, words.language, folder)["title"]
    about = {"language": words.language, "title": title, "project": plain(context["project"]["name"])}
    if deliverable in whole.COVERED:
        about["cover"] = "yes"
    if "html" in formats:
        beside = [{**one, "current": one["name"] == deliverable} for one in site]
        yield "html", html.page(parsed, about, page, look, beside).encode()
    if "pdf" in formats:
        yield "pdf", pdf.page(parsed, about, page, look=look)
