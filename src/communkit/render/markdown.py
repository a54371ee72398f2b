"""From plain data to Markdown: one structure a deliverable, its prose a language a folder.

A template is given a context of texts, numbers, lists and mappings, and `prose`, the words of its language.
It cannot reach an object of ours, and an unknown name is an error rather than a hole in a signed document.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from communkit.documents import read
from communkit.render.escape import block, code, inline
from communkit.resources import data_folder
from communkit.words import Words, typeset


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(data_folder("templates")),
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
def prose(deliverable: str, language: str) -> Mapping[str, Any]:
    """The words of `deliverable` in `language`, typeset: `templates/<language>/<deliverable>.yaml`."""
    found: Mapping[str, Any] = _typeset(
        read(data_folder("templates") / language / f"{deliverable}.yaml").data, language
    )
    return found


def _typeset(value: Any, language: str) -> Any:
    if isinstance(value, str):
        return typeset(value, language, markdown=True)
    if isinstance(value, Mapping):
        return {key: _typeset(inner, language) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typeset(inner, language) for inner in value]
    return value


def render(deliverable: str, context: Mapping[str, Any], words: Words) -> str:
    """`deliverable` as Markdown in the language of `words`, ending with one line break.

    Raises jinja2.UndefinedError where a template names what the context does not hold.
    """
    template = _environment().get_template(f"{deliverable}.md.j2")
    made = template.render(**context, prose=prose(deliverable, words.language), page=prose("page", words.language))
    lines = (line.rstrip() for line in made.splitlines())
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).strip("\n") + "\n"
