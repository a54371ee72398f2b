"""Users' words inside Markdown: every character is the text that it is, never markup."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$^=])")
_BREAKS = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")  # not the spaces that forbid a break
_LINE_START = re.compile(r"^(\d*)([-+.)])")


def plain(text: str) -> str:
    """`text` on one line, with what would turn, move or hide its neighbours made visible; no markup is escaped."""
    from communkit.report.escape import visible

    return visible(_BREAKS.sub(" ", text).strip())


def inline(text: str) -> str:
    """`text` on one line, safe inside a paragraph or a cell of a table."""
    line = _SPECIAL.sub(r"\\\1", plain(text))
    line = _LINE_START.sub(r"\1\\\2", line)
    # a bare address would become a link in some readers, and hide where it leads
    return line.replace("://", ":&#47;/")


def block(text: str) -> str:
    """`text` as paragraphs, its own blank lines kept."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(inline(one) for one in paragraphs)


def code(text: str, cell: bool = False) -> str:
    """`text`, a path or a name, on one line as Markdown code; `cell` says that it stands in a table."""
    line = plain(text)
    if not line or (cell and "\\|" in line):  # readers of Markdown disagree on a backslash before a bar
        return inline(text)
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    pad = " " if line[0] == "`" or line[-1] == "`" else ""
    return fence + pad + (line.replace("|", "\\|") if cell else line) + pad + fence
