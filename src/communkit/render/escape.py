"""Users' words inside Markdown: every character is the text that it is, never markup."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$^=])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")


def inline(text: str) -> str:
    """`text` on one line, safe inside a paragraph or a cell of a table."""
    from communkit.report.escape import visible

    line = " ".join(part for part in text.split() if part)
    line = _SPECIAL.sub(r"\\\1", visible(line))
    line = _LINE_START.sub(lambda found: found[1] + found[2][:-1] + "\\" + found[2][-1], line)
    # a bare address would become a link in some readers, and hide where it leads
    return line.replace("://", ":&#47;/")


def block(text: str) -> str:
    """`text` as paragraphs, its own blank lines kept."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(inline(one) for one in paragraphs)
