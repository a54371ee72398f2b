"""Documents for contributors, read sentence by sentence: in Markdown, reStructuredText, AsciiDoc or plain text.

Lines of one paragraph belong together, headings and list items stand alone, and each sentence keeps the line on which
it begins. Nothing here understands a text: it is cut so that words which stand in one sentence can be told from words
that merely stand in one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

LONGEST = 200_000
"""Characters of a document that are read."""


class Readable(Protocol):
    """What the readers of this room ask of a tree of files."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The files, from the root, with `/`."""

    def text(self, path: str, size: int = 1_000_000) -> str:
        """The beginning of a file as text; "" for what cannot be read."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on `line` (from 1). `heading`: it is a title; `code`: it stands in a block of code or quotes one.

    `under` is the title above it, "" before the first.
    """

    line: int
    text: str
    heading: bool = False
    code: bool = False
    under: str = ""


_FENCE = re.compile(r"\s*(?:>\s?)?(```+|~~~+|----\s*\Z|\.\. code)")
_HEADING = re.compile(r"\s{0,3}(?:#{1,6}|={1,6})\s+(?P<title>.*?)\s*[#=]*\s*\Z")
_UNDERLINE = re.compile(r"\s{0,3}([=~^*#\"'+-])\1{2,}\s*\Z")
_ITEM = re.compile(r"\s*(?:>\s*)?(?:[-*+•]|\d{1,3}[.)]|\(\w\)|\[[ xX]\])\s+")
_END = re.compile(r"(?<=[.!?…])[\"»”')*_]*\s+(?=[\"«“(*_\[]*[^\W\d_a-zà-ÿ])")
_ROW = re.compile(r"\s*\|")


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a document, in order; comments are left out, as nobody sees them."""
    lines = _uncommented(text[:LONGEST]).splitlines()
    paragraph: list[str] = []
    start, under, fence = 0, "", ""
    for number, line in enumerate([*lines, ""], 1):
        opened = _FENCE.match(line)
        if fence or opened:
            yield from _cut(start, paragraph, under)
            paragraph = []
            if opened and not fence:
                fence = opened[1][:3]
            elif _closes(fence, line):
                fence = ""
            elif line.strip():
                yield Sentence(number, line.strip(), code=True, under=under)
            continue
        heading = _HEADING.match(line)
        following = lines[number] if number < len(lines) else ""
        if heading or (not paragraph and line.strip() and _UNDERLINE.match(following) and not _UNDERLINE.match(line)):
            yield from _cut(start, paragraph, under)
            paragraph = []
            under = plain(heading["title"] if heading else line)
            yield Sentence(number, under, heading=True, under=under)
            continue
        if _UNDERLINE.match(line):
            continue
        if not line.strip() or _ITEM.match(line) or _ROW.match(line):
            yield from _cut(start, paragraph, under)
            paragraph = []
        if line.strip():
            if not paragraph:
                start = number
            paragraph.append(line)


def _uncommented(text: str) -> str:
    """A text without its comments, their line ends kept; a comment without end is none."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join((*kept, text[at:]))


def _closes(fence: str, line: str) -> bool:
    """Whether a line ends a block of code: its fence again, or (after ".. code") a line that is not indented."""
    if fence == ".. ":
        return bool(line.strip()) and not line[:1].isspace()
    return line.strip().startswith(fence)


def _cut(start: int, paragraph: list[str], under: str) -> Iterator[Sentence]:
    """The sentences of one paragraph that begins on line `start`."""
    if not paragraph:
        return
    if len(paragraph[0]) - len(paragraph[0].lstrip(" ")) >= 4 and not _ITEM.match(paragraph[0]):
        for number, line in enumerate(paragraph, start):
            yield Sentence(number, line.strip(), code=True, under=under)
        return
    whole = "\n".join(line.strip().removeprefix(">").strip() for line in paragraph)
    begins, at = start, 0
    for piece in _END.split(whole):
        found = whole.find(piece, at)
        begins += whole.count("\n", at, found)
        said = plain(_ITEM.sub("", piece, count=1))
        if said:
            yield Sentence(begins, said, under=under)
        begins += piece.count("\n")
        at = found + len(piece)


_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\(([^()\s]{0,1000})(?:\s[^)]{0,300})?\)|\[[^\]\n]{0,300}\])")
_MARKUP = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|<[^>@\n]{1,200}>")


def plain(text: str) -> str:
    """A sentence as it is read: links as their words (and their aim in brackets), no emphasis, one line."""
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(lambda found: f"{found[1]} ({found[2]})" if found[2] else found[1], text)
    return " ".join(_MARKUP.sub("", text).split())
