"""Manifests that are programs or XML: searched for the licence they state, neither run nor parsed.

One function a format, from the text to the licences it states. XML is not given to a parser: entities of a stranger
can grow without end, and a licence is a word between two tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple


class Found(NamedTuple):
    """A licence field: its name, what stands there, where that begins in the text, what it names where it differs."""

    field: str
    raw: str
    at: int
    value: str | None = None


Reader = Callable[[str], Iterator[Found]]


def _between(text: str, *tags: str, begin: int = 0, end: int | None = None) -> Iterator[tuple[str, int, int]]:
    """Each innermost element of the path `tags`: what stands in it as one line, where that begins, where it ends."""
    first, *rest = tags
    opening, closing = re.compile(rf"<{first}(?:\s[^<>]*)?>"), f"</{first}>"
    at, last = begin, len(text) if end is None else end
    while (found := opening.search(text, at, last)) and (close := text.find(closing, found.end(), last)) >= 0:
        if rest:
            yield from _between(text, *rest, begin=found.end(), end=close)
        else:
            yield " ".join(text[found.end() : close].split()), found.end(), close
        at = close


def _without_comments(text: str) -> str:
    """`text` with its comments blanked out, so that every other place stays."""
    if "<!--" not in text:
        return text
    kept, at = [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin)) >= 0:
        kept += [text[at:begin], re.sub(r"[^\n]", " ", text[begin : end + 3])]
        at = end + 3
    return "".join((*kept, text[at:]))


def _maven(text: str) -> Iterator[Found]:
    """`<licenses><license><name>` of pom.xml; several are offered together, and which way is not said."""
    text = _without_comments(text)
    for _, begin, end in _between(text, "licenses", "license"):
        names = [*_between(text, "name", begin=begin, end=end), *_between(text, "url", begin=begin, end=end)]
        if names:
            yield Found("licenses", names[0][0], names[0][1])


def _element(tag: str, values: Mapping[str, str] = {}) -> Reader:
    """What reads the licence of the element `tag`, short names by `values`."""

    def read(text: str) -> Iterator[Found]:
        for value, begin, _ in _between(_without_comments(text), tag):
            yield Found(tag, value, begin, values.get(value.lower()))

    return read


_NEXTCLOUD = {"agpl": "AGPL-3.0", "mpl": "MPL-2.0", "apache": "Apache-2.0", "mit": "MIT"}
"""Short names of appinfo/info.xml before SPDX ids were asked for; its documentation gives the versions."""


_QUOTED = r"""["'](?P<value>[^"'\n]{1,200})["']"""
_GEM = re.compile(rf"\.licen[sc]e\s*=\s*{_QUOTED}")
_GEMS = re.compile(r"\.licen[sc]es\s*=\s*(?:\[|%w\[)(?P<values>[^\]\n]{1,300})\]")
_ODOO = re.compile(rf"""["']licen[sc]e["']\s*:\s*{_QUOTED}""")
_ELIXIR = re.compile(r"licenses:\s*\[(?P<values>[^\]\n]{1,300})\]")
_CABAL = re.compile(r"^licen[sc]e:\s*(?P<value>\S[^\n]*)$", re.MULTILINE | re.IGNORECASE)
_MESON = re.compile(rf"\blicense\s*:\s*{_QUOTED}")


def _single(pattern: re.Pattern[str], field: str = "license") -> Reader:
    def read(text: str) -> Iterator[Found]:
        for found in pattern.finditer(text):
            yield Found(field, found["value"].strip(), found.start("value"))

    return read


def _listed(pattern: re.Pattern[str]) -> Reader:
    def read(text: str) -> Iterator[Found]:
        for found in pattern.finditer(text):
            for value in re.finditer(r"""["'](?P<quoted>[^"']+)["']|(?P<bare>[\w.+-]+)""", found["values"]):
                yield Found("licenses", value["quoted"] or value["bare"], found.start("values") + value.start())

    return read


def _gem(text: str) -> Iterator[Found]:
    yield from _single(_GEM)(text)
    yield from _listed(_GEMS)(text)


def _odoo(text: str) -> Iterator[Found]:
    """The licence key of an Odoo module; its words can say neither only nor or-later, save for one."""
    for found in _ODOO.finditer(text):
        raw = found["value"]
        yield Found("license", raw, found.start("value"), re.sub(r" or any later version$", "+", raw))


def _go(_text: str) -> Iterator[Found]:
    """go.mod has no field for a licence: it shows a module, and says nothing of it."""
    yield from ()


_NAMES: dict[str, Reader] = {
    "pom.xml": _maven,
    "__manifest__.py": _odoo,
    "__openerp__.py": _odoo,
    "package.xml": _element("license"),
    "mix.exs": _listed(_ELIXIR),
    "meson.build": _single(_MESON),
    "go.mod": _go,
}
_ENDS: dict[str, Reader] = {
    ".gemspec": _gem,
    ".csproj": _element("PackageLicenseExpression"),
    ".nuspec": _element("license"),
    ".cabal": _single(_CABAL),
}


def reader(path: str) -> Reader | None:
    """What reads the manifest at `path`; None for a name that is none of these."""
    name = path.rpartition("/")[2]
    if name in _NAMES:
        return _NAMES[name]
    if path == "appinfo/info.xml" or path.endswith("/appinfo/info.xml"):
        return _element("licence", _NEXTCLOUD)
    return _ENDS.get(name[name.rfind(".") :]) if "." in name else None
