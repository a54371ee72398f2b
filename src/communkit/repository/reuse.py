"""What a repository says of its files from outside them, as REUSE 3.3 has it: REUSE.toml, dep5, `.license` files.

Source: REUSE Specification 3.3, "Licensing information" and "Order of precedence".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communkit.licences.expressions import ExpressionError, strict
from communkit.repository.facts import Seen
from communkit.repository.holders import name_stated
from communkit.repository.tree import Tree

_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one entry says of the files that it names. `precedence`: closest, aggregate or override."""

    matches: re.Pattern[str]
    below: str
    precedence: str
    licences: tuple[str, ...]
    names: tuple[str, ...]
    seen: Seen

    def covers(self, path: str) -> bool:
        """Whether the entry is about `path`."""
        return path.startswith(self.below) and bool(self.matches.match(path, len(self.below)))


@dataclass(frozen=True, slots=True)
class Annotations:
    """All entries of a repository: by file, the outermost file first; within one, the last that matches counts."""

    files: tuple[tuple[Annotation, ...], ...] = ()

    def of(self, path: str) -> list[Annotation]:
        """The entries that count for `path`: those up to the first that overrides, the outermost first."""
        found = []
        for entries in self.files:
            last = next((one for one in reversed(entries) if one.covers(path)), None)
            if last is not None:
                found.append(last)
                if last.precedence == "override":
                    break
        return found

    def __bool__(self) -> bool:
        return bool(self.files)


def read_annotations(tree: Tree) -> Annotations:
    """The REUSE.toml files of `tree`, or its `.reuse/dep5`."""
    tomls = sorted(
        (path for path in tree.paths if path == "REUSE.toml" or path.endswith("/REUSE.toml")),
        key=lambda path: path.count("/"),
    )
    if tomls:
        read = (tuple(_toml(path, tree.text(path, _LARGEST))) for path in tomls[:200])
        return Annotations(tuple(one for one in read if one))
    if ".reuse/dep5" in tree.paths:
        return Annotations((tuple(_dep5(".reuse/dep5", tree.text(".reuse/dep5", _LARGEST))),))
    return Annotations()


def _toml(path: str, text: str) -> Iterable[Annotation]:
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    rows = data.get("annotations")
    below = path.removesuffix("REUSE.toml")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[annotations]]"]
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if not isinstance(row, Mapping):
            continue
        line = lines[number] if number < len(lines) else None
        yield Annotation(
            re.compile("|".join(_glob(one) for one in _texts(row.get("path"))) or r"(?!)"),
            below,
            str(row.get("precedence", "closest")),
            tuple(_expressions(_texts(row.get("SPDX-License-Identifier")))),
            tuple(_names(_texts(row.get("SPDX-FileCopyrightText")))),
            Seen(path, line + 1 if line else None, "reuse-toml"),
        )


def _texts(value: object) -> Sequence[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _glob(pattern: str) -> str:
    """REUSE's own globs: `*` within a folder, `**` across folders, a backslash before a star or itself."""
    made, at = [], 0
    while at < len(pattern):
        if pattern[at] == "\\" and at + 1 < len(pattern):
            made.append(re.escape(pattern[at + 1]))
            at += 2
        elif pattern.startswith("**", at):
            made.append(".*")
            while at < len(pattern) and pattern[at] == "*":
                at += 1
        elif pattern[at] == "*":
            made.append("[^/]*")
            at += 1
        else:
            made.append(re.escape(pattern[at]))
            at += 1
    return "".join(made) + r"\Z"


def _expressions(written: Iterable[str]) -> Iterable[str]:
    for one in written:
        try:
            yield strict(one).text
        except ExpressionError:
            continue


def _names(written: Iterable[str]) -> Iterable[str]:
    for one in written:
        name = name_stated(one)
        if name:
            yield name


_FIELD = re.compile(r"^(?P<name>[A-Za-z-]+):[ \t]*(?P<value>[^\n]*(?:\n[ \t]+[^\n]*)*)", re.MULTILINE)


def _dep5(path: str, text: str) -> Iterable[Annotation]:
    """The paragraphs of debian/copyright's format, version 1.0; here `*` crosses folders."""
    offset = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        line = text.count("\n", 0, offset) + 1
        offset += len(paragraph)
        fields = {found["name"].lower(): found["value"] for found in _FIELD.finditer(paragraph)}
        if "files" not in fields or "license" not in fields:
            continue
        globs = (re.escape(one).replace(r"\*", ".*").replace(r"\?", ".") + r"\Z" for one in fields["files"].split())
        licence = fields["license"].splitlines()[0] if fields["license"] else ""
        holders = [one for one in fields.get("copyright", "").splitlines() if one.strip()]
        yield Annotation(
            re.compile("|".join(globs) or r"(?!)"),
            "",
            "aggregate",
            tuple(_expressions([licence])),
            tuple(_names(holders)),
            Seen(path, line, "dep5"),
        )


def sidecars(paths: Iterable[str]) -> dict[str, str]:
    """The files that have a `.license` beside them, with its path."""
    names = [path for path in paths if path.endswith(".license")]
    present = set(paths) if names else set()
    return {path.removesuffix(".license"): path for path in names if path.removesuffix(".license") in present}
