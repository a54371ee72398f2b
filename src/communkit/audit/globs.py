"""The patterns by which the table names files: `*` within a folder, `**` across folders, a folder for all below it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_WILD = re.compile(r"\*\*/?|[*?]|\[[^\]/]+\]")


@dataclass(frozen=True, slots=True)
class Glob:
    """A pattern from the root of a repository. `fixed` is how it begins before its first wildcard.

    `weight` is the number of letters that are no wildcard: of two patterns that name one file, the heavier says more.
    """

    text: str
    fixed: str
    weight: int
    form: re.Pattern[str]

    def matches(self, path: str) -> bool:
        """Whether the pattern names `path`, or a folder that holds it."""
        return path.startswith(self.fixed) and bool(self.form.match(path))

    def among(self, paths: Iterable[str]) -> list[str]:
        """Those of `paths` that the pattern names."""
        return [path for path in paths if self.matches(path)]


@lru_cache(maxsize=4_096)
def glob(text: str) -> Glob:
    """The pattern written `text`. "docs", "docs/" and "docs/**" name the same files; "." names all."""
    plain = text.replace("\\", "/").removeprefix("./").rstrip("/")
    plain = "" if plain == "." else plain
    form, last, fixed = "", 0, None
    for found in _WILD.finditer(plain):
        form += re.escape(plain[last : found.start()])
        fixed = plain[: found.start()] if fixed is None else fixed
        last, wild = found.end(), found[0]
        if wild == "**/":
            form += r"(?:[^/]+/)*"
        elif wild == "**":
            form += ".*"
        elif wild[0] == "[":
            form += "[^" + re.escape(wild[2:-1]) + "/]" if wild[1] in "!^" else "[" + re.escape(wild[1:-1]) + "]"
            form = form.replace(r"\-", "-")
        else:
            form += "[^/]*" if wild == "*" else "[^/]"
    form += re.escape(plain[last:])
    whole = rf"{form}(?:/.*)?\Z" if plain else r".*\Z"
    weight = len(_WILD.sub("", plain))
    return Glob(text, plain if fixed is None else fixed, weight, re.compile(whole, re.DOTALL))
