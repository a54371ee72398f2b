"""The page in HTML: one file that holds all it needs, without script, for screen, telephone and paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from communkit.render.look import ACCENT, PLAIN, Logo, Look
from communkit.render.tree import Node, text_of
from communkit.resources import data_folder


@cache
def _template() -> Template:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(data_folder("templates") / "html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    environment.filters["text"] = text_of
    return environment.get_template("page.html.j2")


@cache
def _style() -> str:
    return (data_folder("templates") / "html" / "style.css").read_text(encoding="utf-8").strip()


def page(
    tree: Node,
    about: Mapping[str, str],
    prose: Mapping[str, Any],
    look: Look = PLAIN,
    site: Sequence[Mapping[str, Any]] = (),
) -> str:
    """The page as text.

    `tree` comes from `tree.parse`; `about` says `language`, `title` and `project`; `prose` holds the words of
    the page itself (`templates/<language>/page.yaml`); `site` the pages beside it, `{title, href, current}`.
    """
    return _template().render(
        **tree,
        about=about,
        prose=prose,
        site=site,
        style=_style(),
        figures={href: {"svg": one.svg, "title": one.title} for href, one in look.figures.items()},
        accent=look.accent if look.accent != ACCENT else "",
        logo={"address": _address(look.logo), "alt": look.logo.alt} if look.logo else None,
    )


def _address(logo: Logo) -> str:
    """A picture as an address that holds it; what is in an SVG does not run in an image."""
    kind = {"svg": "image/svg+xml", "png": "image/png"}[logo.form]
    return f"data:{kind};base64,{b64encode(logo.data).decode('ascii')}"
