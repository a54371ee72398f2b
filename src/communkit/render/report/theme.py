"""The small file of whoever hands the report over: client, consultant, logo, colour, templates of their own.

    client: Ville de …            # each of these a text, or one a language: {fr: …, en: …}
    consultant: …
    project: …
    scope: …
    logo: logo.svg                # SVG or PNG, named from this file
    logo_says: …                  # what it shows, for those who hear the page; else the consultant's name
    accent: "#0d5a60"             # dark enough to be read on white
    templates: my-templates       # a folder, named from this file

Every key may be left out. What is not understood is refused at its line, never skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communkit.documents import Document, Node, Scalar, Source, read
from communkit.documents import Mapping as MappingNode
from communkit.documents.nodes import resolved
from communkit.errors import InvalidDocuments
from communkit.marked import N_, Message, Value
from communkit.render.look import ACCENT, Logo
from communkit.words import LANGUAGES, closest

TEXTS = ("client", "consultant", "project", "scope", "logo_says")
KEYS = (*TEXTS[:4], "logo", "logo_says", "accent", "templates")
LARGEST_LOGO = 500_000
_LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Theme:
    """What the file says; empty where it says nothing. `texts` are by key, then by language ("" for all)."""

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    accent: str = ACCENT
    logo: tuple[bytes, str] | None = None
    templates: Path | None = None

    def text(self, key: str, language: str) -> str:
        """The text of a key in a language, else in any; "" without one."""
        said = self.texts.get(key, {})
        return said.get("", "") or said.get(language, "") or next(iter(said.values()), "")

    def mark(self, language: str, otherwise: str) -> Logo | None:
        """The logo, with what it shows: its own words, else `otherwise`."""
        if self.logo is None:
            return None
        data, form = self.logo
        return Logo(data, "png" if form == "png" else "svg", self.text("logo_says", language) or otherwise or "Logo")


def read_theme(path: Path) -> Theme:
    """The theme in a file. Raises documents.DocumentRefused for no YAML, errors.InvalidDocuments for a bad value."""
    return _Reader(read(path)).theme()


class _Reader:
    """Takes the keys of one file, each where it stands."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._source = Source(document.path, document.text)

    def theme(self) -> Theme:
        texts: dict[str, Mapping[str, str]] = {}
        others: dict[str, Any] = {}
        takes: dict[str, Callable[[Node], Any]] = {
            "accent": self._accent, "logo": self._logo, "templates": self._templates
        }  # fmt: skip
        for key, value in self._document.root.entries:
            name = key.text
            if name in TEXTS:
                texts[name] = self._said(value)
            elif name in takes:
                others[name] = takes[name](value)
            else:
                near = closest(name, KEYS)
                says = N_("there is no key “{key}” in a theme; it knows: {known}")
                hint = Message(N_("Did you mean {near}?"), {"near": near[0]}) if near else None
                raise self._refused(key, says, {"key": name, "known": KEYS}, hint)
        return Theme(texts, **others)

    def _said(self, node: Node) -> Mapping[str, str]:
        whole = resolved(node)
        if not isinstance(whole, MappingNode):
            return {"": self._text(node)}
        found = {}
        for key, value in whole.entries:
            if key.text not in LANGUAGES:
                says = N_("“{key}” is no language that communkit renders in; it knows: {known}")
                raise self._refused(key, says, {"key": key.text, "known": LANGUAGES})
            found[key.text] = self._text(value)
        return found

    def _text(self, node: Node) -> str:
        one = resolved(node)
        if not isinstance(one, Scalar) or not isinstance(one.value, str) or not one.value.strip():
            raise self._refused(node, N_("a text is needed here"), {})
        return " ".join(one.value.split())

    def _accent(self, node: Node) -> str:
        said = self._text(node).lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", said):
            raise self._refused(node, N_("a colour is written like {example}, in quotes"), {"example": '"#0d5a60"'})
        contrast = 1.05 / (_luminance(said) + 0.05)
        if contrast < _LEAST_CONTRAST:
            says = N_("{colour} is too light to be read on white (contrast {contrast}, at least 4.5 is needed)")
            raise self._refused(node, says, {"colour": said, "contrast": f"{contrast:.1f}"})
        return said

    def _beside(self, node: Node) -> Path:
        return self._document.path.parent / self._text(node)

    def _logo(self, node: Node) -> tuple[bytes, str]:
        path = self._beside(node)
        try:
            if path.stat().st_size > LARGEST_LOGO:
                raise self._refused(node, N_("{file} is larger than 500 kB"), {"file": path.name})
            data = path.read_bytes()
        except OSError:
            raise self._refused(
                node, N_("there is no file {file} that can be read"), {"file": path.as_posix()}
            ) from None
        if data.startswith(_PNG):
            return data, "png"
        head = data[:2_000].decode("utf-8", "replace")
        if "<svg" in head and "<!ENTITY" not in head:
            return data, "svg"
        raise self._refused(node, N_("{file} is no picture that can be shown: SVG or PNG"), {"file": path.name})

    def _templates(self, node: Node) -> Path:
        folder = self._beside(node)
        if not folder.is_dir():
            raise self._refused(node, N_("there is no folder {folder}"), {"folder": folder.as_posix()})
        return folder.resolve()

    def _refused(
        self, node: Node, says: str, params: Mapping[str, Value], hint: Message | None = None
    ) -> InvalidDocuments:
        line, column = self._source.position(node.span.start)[:2]
        place: dict[str, Value] = {
            "file": self._document.path.as_posix(), "line": str(line), "column": str(column),
            "problem": Message(says, params),
        }  # fmt: skip
        return InvalidDocuments(Message(N_("{file}:{line}:{column}: {problem}."), place), hint)


def _luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
