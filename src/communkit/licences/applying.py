"""What a repository needs so that its licences can be read: their texts, and who may do what with which file.

Texts come from the packages that communkit ships and are not changed. Files are told by a `REUSE.toml` (REUSE 3.3) and,
where it is wished, by headers. Nothing here writes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from communkit.errors import UsageError
from communkit.licences.expressions import parse
from communkit.licences.texts import text
from communkit.marked import N_, Message

TEXTS = "LICENSES"
TABLE = "REUSE.toml"


@dataclass(frozen=True, slots=True)
class Portion:
    """Files under one licence: their patterns ("src/**"), the licence (an expression), and who holds the rights."""

    name: str
    licence: str
    paths: tuple[str, ...]
    holders: tuple[str, ...]


def texts_of(portions: Iterable[Portion], kept: Collection[str] = ()) -> dict[str, str]:
    """The texts that the portions need, by file from the root ("LICENSES/MIT.txt"), exceptions among them.

    Texts of one's own (LicenseRef-) are left out: only their authors have them; so are those of the files `kept` that
    communkit has no text of. Raises UsageError for a licence that
    says neither only nor or-later, and for one of which no text ships.
    """
    found: dict[str, str] = {}
    for portion in portions:
        for term in parse(portion.licence).terms:
            if term.undecided:
                raise UsageError(
                    Message(
                        N_("{asset}: {licence} says neither “only” nor “or later”: what is granted is not known."),
                        {"asset": portion.name, "licence": term.text},
                    ),
                    Message(N_("Write one of these as its planned licence: {ids}."), {"ids": term.readings}),
                )
            for id in (term.id, term.exception):
                if id is None or id.startswith("LicenseRef-"):
                    continue
                content = text(id)
                if content is None and f"{TEXTS}/{id}.txt" in kept:
                    continue
                if content is None:
                    says = N_("{asset}: communkit has no text of {id}, and writes none by hand.")
                    raise UsageError(
                        Message(says, {"asset": portion.name, "id": id}),
                        Message(
                            N_("Take it from whoever publishes it, put it into {file}, and run the command again."),
                            {"file": f"{TEXTS}/{id}.txt"},
                        ),
                    )
                found[f"{TEXTS}/{id}.txt"] = content if content.endswith("\n") else f"{content}\n"
    return dict(sorted(found.items()))


def reuse_table(portions: Sequence[Portion]) -> str:
    """A `REUSE.toml` for the portions, the widest patterns first: of several that match a file the last one counts."""
    rows = [(pattern, portion) for portion in portions for pattern in portion.paths]
    blocks: list[tuple[tuple[int, str], str]] = []
    for portion in portions:
        groups: dict[int, list[str]] = {}
        for pattern, owner in rows:
            if owner is portion:
                groups.setdefault(_narrowness(pattern), []).append(pattern)
        for narrowness, patterns in groups.items():
            lines = [
                "[[annotations]]",
                f"path = {_strings(patterns)}",
                f"SPDX-FileCopyrightText = {_strings(portion.holders)}",
                f"SPDX-License-Identifier = {_string(portion.licence)}",
            ]
            blocks.append(((narrowness, portion.name), "\n".join(lines)))
    return "\n\n".join(["version = 1", *(block for _, block in sorted(blocks))]) + "\n"


def _narrowness(pattern: str) -> int:
    """How many letters a pattern fixes before its first star: more of them, fewer files."""
    return len(pattern.partition("*")[0])


def _string(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in escaped) + '"'


def _strings(values: Sequence[str]) -> str:
    return _string(values[0]) if len(values) == 1 else "[" + ", ".join(_string(one) for one in values) + "]"


def matches(pattern: str, path: str) -> bool:
    """Whether `path` is one that `pattern` means, as REUSE reads it: "*" within a folder, "**" across them."""
    parts = re.split(r"(\*\*|\*)", pattern)
    meant = {"**": ".*", "*": "[^/]*"}
    return re.fullmatch("".join(meant.get(part, re.escape(part)) for part in parts), path) is not None


def owner_of(path: str, portions: Sequence[Portion]) -> Portion | None:
    """The portion that a file belongs to: that with the narrowest pattern that matches it, as in the table."""
    found = [(portion, one) for portion in portions for one in portion.paths if matches(one, path)]
    return max(found, key=lambda one: (_narrowness(one[1]), one[0].name))[0] if found else None


_TOLD_ELSEWHERE = re.compile(
    r"(?:.*/)?(?:LICEN[CS]E(?:[-.][^/]*)?|COPYING(?:[-.][^/]*)?|REUSE\.toml|[^/]*\.license|[^/]*\.spdx(?:\.[a-z]+)?)"
    r"|LICENSES/.*|\.reuse/.*|\.git/.*"
)


def needs_telling(path: str) -> bool:
    """Whether REUSE asks of a file under which licence it is: not of licence texts and of what tells of others."""
    return _TOLD_ELSEWHERE.fullmatch(path) is None


# Headers

_HASH = (".py", ".sh", ".rb", ".pl", ".r", ".toml", ".yml", ".yaml", ".tf", ".jl", ".ex", ".nix", ".cmake")
_SLASHES = (
    *(".js", ".ts", ".jsx", ".tsx", ".mjs", ".java", ".kt", ".c", ".h", ".cpp"),
    *(".hpp", ".cc", ".go", ".rs", ".swift", ".scala", ".cs", ".dart", ".ino"),
)
_FIRST_LINES = re.compile(r"(?:#!.*\n)?(?:#.*coding[:=].*\n)?")


def headed(path: str, content: str, portion: Portion) -> str | None:
    """`content` with a header that names holder and licence; None where it has one, or where none is known for it."""
    lower = path.lower()
    mark = "#" if lower.endswith(_HASH) else "//" if lower.endswith(_SLASHES) else None
    if mark is None or "SPDX-License-Identifier" in content[:8192] or "\0" in content[:8192] or not content.strip():
        return None
    end = "\r\n" if "\r\n" in content[:4096] else "\n"
    first = _FIRST_LINES.match(content.replace("\r\n", "\n"))
    kept = (first[0].count("\n")) if first else 0
    lines = content.split(end)
    told = [f"{mark} SPDX-FileCopyrightText: {one}" for one in portion.holders]
    told.append(f"{mark} SPDX-License-Identifier: {portion.licence}")
    return end.join([*lines[:kept], *told, "", *lines[kept:]])
