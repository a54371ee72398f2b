"""From plain data to Markdown: one structure a deliverable, its prose a language a folder.

A template is given a context of texts, numbers, lists and mappings, and `prose`, the words of its language.
It cannot reach an object of ours, and an unknown name is an error rather than a hole in a signed document.
A user's own folder of templates is read in the same sandbox, and comes before ours.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from communkit.documents import read
from communkit.errors import InvalidDocuments
from communkit.marked import N_, Message
from communkit.render.escape import block, code, inline
from communkit.resources import data_folder
from communkit.words import Words, typeset


@cache
def _environment(folder: Path | None = None) -> ImmutableSandboxedEnvironment:
    ours = FileSystemLoader(data_folder("templates"))
    places = [FileSystemLoader(folder)] if folder else []
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*places, ours, PrefixLoader({"communkit": ours})]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown, not HTML: users' words are escaped by the filters below
    )
    environment.filters["md"] = inline
    environment.filters["paragraphs"] = block
    environment.filters["code"] = code
    return environment


@cache
def prose(deliverable: str, language: str, folder: Path | None = None) -> Mapping[str, Any]:
    """The words of `deliverable` in `language`, typeset: `templates/<language>/<deliverable>.yaml`.

    Where `folder` has a file of that name too, its words replace ours one by one. Raises documents.DocumentRefused
    for one that cannot be read.
    """
    found: Any = read(data_folder("templates") / language / f"{deliverable}.yaml").data
    own = folder / language / f"{deliverable}.yaml" if folder else None
    if own is not None and own.is_file():
        found = _replaced(found, read(own).data)
    typed: Mapping[str, Any] = _typeset(found, language)
    return typed


def _replaced(ours: Any, theirs: Any) -> Any:
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return {**ours, **{key: _replaced(ours.get(key), value) for key, value in theirs.items()}}
    return theirs


def _typeset(value: Any, language: str) -> Any:
    if isinstance(value, str):
        return typeset(value, language, markdown=True)
    if isinstance(value, Mapping):
        return {key: _typeset(inner, language) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typeset(inner, language) for inner in value]
    return value


def render(deliverable: str, context: Mapping[str, Any], words: Words, folder: Path | None = None) -> str:
    """`deliverable` as Markdown in the language of `words`, ending with one line break.

    `folder` holds templates that come before ours; what is wrong with one of them raises errors.InvalidDocuments with
    file and line. Raises jinja2.UndefinedError where a template of ours names what the context does not hold.
    """
    said = prose(deliverable, words.language, folder)
    try:
        template = _environment(folder).get_template(f"{deliverable}.md.j2")
        made = template.render(**context, prose=said, page=prose("page", words.language))
    except TemplateError as error:
        if folder is None:
            raise
        raise _refused(error, folder) from error
    except (TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        if folder is None:
            raise
        raise _refused(error, folder) from error
    lines = (line.rstrip() for line in made.splitlines())
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).strip("\n") + "\n"


def _refused(error: Exception, folder: Path) -> InvalidDocuments:
    """What is wrong with a template, at the line of it that is nearest to the fault."""
    file, line = folder, 1
    if isinstance(error, TemplateSyntaxError):
        file, line = Path(error.filename or folder), error.lineno
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.endswith((".j2", ".yaml")):
                file, line = Path(frame.filename), frame.lineno or 1
    place = {"file": file.as_posix(), "line": str(line), "reason": str(error).strip(" .") or type(error).__name__}
    return InvalidDocuments(
        Message(N_("{file}:{line}: this template cannot be used: {reason}."), place),
        Message(N_("docs/templates.md names what a template is given; a name that it does not hold is an error.")),
    )
