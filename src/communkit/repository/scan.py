"""What the bytes of one file say by themselves: tags, notices, a licence named in the header, marks of a generator.

Bytes, not text, and plain searches before patterns: most files say little, and 80,000 of them are read in seconds.
What a line means is remembered, for headers repeat.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from communkit.licences.expressions import ExpressionError, strict
from communkit.repository.headers import stated_in
from communkit.repository.holders import name_in

HEAD = 8_192
"""Bytes in which notices and headers are looked for; tags are looked for everywhere."""
_BINARY = 1_024

Named = tuple[str, int]
"""Who is named, on which line."""
Snippet = tuple[str, int]
"""The licence of a part of the file, and the line of its tag."""


class Says(NamedTuple):
    """What one file says. Plain values only: it is handed from process to process.

    `expression`, `line` and `method` are its licence by its own tags (`spdx-tag`), else by its header
    (`licence-header`) or by a sentence about itself (`licence-statement`). `names` stand in notices. `generated`: it
    says that a program wrote it. `pointer`: its content is kept elsewhere.
    """

    expression: str | None = None
    line: int = 0
    method: str = ""
    names: tuple[Named, ...] = ()
    snippets: tuple[Snippet, ...] = ()
    generated: bool = False
    pointer: bool = False
    binary: bool = False


NOTHING = Says()
_BINARY_FILE = Says(binary=True)
_POINTER = Says(pointer=True)
_LFS = b"version https://git-lfs.github.com/spec/"


def scan(data: bytes, prose: bool = True, marked: bool = False) -> Says:
    """What `data`, a file whole or its beginning, says. `prose`: it may be a document, whose sentences count too.

    `marked`: it is one in a language of mark-up, where stars and hashes are emphasis, lists and headings, no comments.
    """
    if data.find(b"\0", 0, _BINARY) >= 0:
        if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return _BINARY_FILE
        data = data.decode("utf-16", "replace").encode("utf-8")
    if data.startswith(_LFS):
        return _POINTER
    expression, line, method = None, 0, ""
    names: dict[Named, None] = {}
    snippets: tuple[Snippet, ...] = ()
    at = data.find(b"SPDX-")
    if at >= 0:
        expression, line, snippets = _spdx(data, at, names)
        method = "spdx-tag" if expression is not None else ""
    low = data[:HEAD].lower()
    _notices(data, low, names)
    if expression is None:
        header = _header(data, low, prose, marked)
        if header is not None:
            expression, line, method = header
    generated = _is_generated(low)
    if expression is None and not names and not snippets and not generated:
        return NOTHING
    return Says(expression, line, method, tuple(names), snippets, generated)


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


# Tags

_EXPRESSIONS: dict[bytes, str | None] = {}
_END = re.compile(r"[ \t]*(?:\*+/|-->|#+|\"+|'+|%>|\?>|\*\)|\]\]|--\}\}|\|\})[ \t]*\Z")


def expression_of_tag(value: bytes) -> str | None:
    """The expression of a tag's rest of line: what closes a comment, or begins another field, left out."""
    if value in _EXPRESSIONS:
        return _EXPRESSIONS[value]
    text = re.sub(r"\*/.*|-->.*|\|.*|\\n.*", "", value.decode("utf-8", "replace"))
    text = _END.sub("", text).strip().strip("'\"`,;.")
    try:
        expression: str | None = strict(text).text
    except ExpressionError:
        expression = None
    if len(_EXPRESSIONS) < 100_000:
        _EXPRESSIONS[value] = expression
    return expression


_SPDX = re.compile(
    rb"SPDX-(?:(?P<licence>(?:Snippet-)?Licen[sc]e-Identifier)|(?P<holder>(?:File|Snippet)-?CopyrightText)"
    rb"|(?P<begin>SnippetBegin)|(?P<end>SnippetEnd)):?[ \t]*(?P<value>[^\r\n]{0,400})"
)
_HEADS = re.compile(rb"[^A-Za-z0-9'`]*(?:(?:dnl|rem|c|xml)\b)?[^A-Za-z0-9'`]*\Z", re.IGNORECASE)
_FIELD = re.compile(rb"[^'`\"]*\|[ \t]*\Z")
_LONGEST_MARGIN = 120
_IGNORED = re.compile(rb"REUSE-IgnoreStart.*?(?:REUSE-IgnoreEnd|\Z)", re.DOTALL)
_MOST_TAGS = 2_000


def without_ignored(data: bytes) -> bytes:
    """`data` with what REUSE is told to ignore blanked out, its lines kept."""
    if b"REUSE-Ignore" not in data:
        return data
    return _IGNORED.sub(lambda found: b"\n" * found[0].count(b"\n"), data)


def _spdx(data: bytes, at: int, names: dict[Named, None]) -> tuple[str | None, int, tuple[Snippet, ...]]:
    """The licence of the file by its tags, the line of the first, and its snippets; holders go into `names`.

    Only tags that stand as comments do are the file's own: others are strings, or prose about tags.
    """
    if data.find(b"REUSE-IgnoreStart") >= 0:
        data = without_ignored(data)
        at = data.find(b"SPDX-")
    expressions: dict[str, None] = {}
    snippets: list[Snippet] = []
    first = inside = count = 0
    while at >= 0 and count < _MOST_TAGS:
        count += 1
        found = _SPDX.match(data, at)
        if found is not None:
            start = data.rfind(b"\n", 0, at) + 1
            before = data[start:at] if at - start < _LONGEST_MARGIN else b"x"
            if found["begin"]:
                inside += 1
            elif found["end"]:
                inside = max(0, inside - 1)
            elif _HEADS.match(before) or _FIELD.match(before):
                if found["licence"]:
                    expression = expression_of_tag(found["value"])
                    if expression is not None and inside:
                        snippets.append((expression, _line(data, at)))
                    elif expression is not None:
                        first = first or _line(data, at)
                        expressions[expression] = None
                elif not inside:
                    name = name_in(data[at : found.end()])
                    if name:
                        names[name, _line(data, at)] = None
        at = data.find(b"SPDX-", at + 5)
    return joined(expressions), first, tuple(snippets)


def joined(expressions: dict[str, None] | list[str] | tuple[str, ...]) -> str | None:
    """Several expressions that all hold, as one; None for none."""
    parts = list(dict.fromkeys(expressions))
    if len(parts) < 2:
        return parts[0] if parts else None
    try:
        return strict(" AND ".join(f"({one})" for one in parts)).text
    except ExpressionError:
        return parts[0]


# Notices

_CLUES = (b"(c)", b"\xa9")
_USUAL = (b"copyright", *_CLUES)
_WORDED = (b"copyright", b"copyleft", b"&copy;", b"(c)", b"\xa9")
_LONGEST_LINE = 400


def _notices(data: bytes, low: bytes, names: dict[Named, None]) -> None:
    starts: set[int] | None = None
    copies = low.count(b"copy")
    clues = _CLUES if not copies else _USUAL if copies == low.count(b"copyright") else _WORDED
    for clue in clues:
        at = low.find(clue)
        if at >= 0:
            starts = starts if starts is not None else set()
            while at >= 0:
                starts.add(low.rfind(b"\n", 0, at) + 1)
                end = low.find(b"\n", at)
                at = low.find(clue, end) if end >= 0 else -1
    if starts is None:
        return
    for start in sorted(starts):
        end = low.find(b"\n", start)
        line = data[start : end if end >= 0 else len(low)]
        if len(line) <= _LONGEST_LINE and b"SPDX-Snippet" not in line:
            name = name_in(line)
            if name:
                names[name, _line(data, start)] = None


# Headers

_WORDS = (b"licen", b"permission ", b"redistribution and use")
_COMMENT = re.compile(
    rb"[ \t]*(?:#|\*|//|/\*|;|%|--|<!--|!|\"\"\"|'''|\.\. |@|dnl |rem |\(comment |\{-|\(\*|=begin|\|)", re.IGNORECASE
)
_PROSE = re.compile(
    r"(?i)\b(?:this|these|the present|ce|cet|cette|ces)\s+(?:[\w'’-]+\s+){0,3}?(?:documents?|documentation|manuals?"
    r"|manuel|guides?|text|texte|books?|livre|page|site|website|course|cours|lessons?|work|report|rapport|standard"
    r"|specification|presentation|repository|d[ée]p[ôo]t|project|projet|software|logiciel|programme?|file|fichier)\b"
    r".{0,160}\b(?:under|sous)\b.{0,80}(?:licen[sc]e|cc|gpl)"
)
_NOT_PROSE = re.compile(r"(?i)\bdata\b|donn[ée]es|\bif\b|\bmust\b|\bshould\b|contribut|agree|submit|vous|you(?:r)? ")
_WINDOW = 1_400
_SEARCHED = 6_000
_TRIES = 4


def _header(data: bytes, low: bytes, prose: bool, marked: bool) -> tuple[str, int, str] | None:
    """The licence that the first comment about licences names; else what a sentence says of the document itself."""
    end = 0
    for _ in range(_TRIES):
        at = -1
        for word in _WORDS:
            found = low.find(word, end, _SEARCHED)
            if found >= 0 and (at < 0 or found < at):
                at = found
        if at < 0:
            return None
        start = low.rfind(b"\n", 0, at) + 1
        end = low.find(b"\n", at)
        end = end if end >= 0 else len(low)
        commented = _is_commented_prose(low, start, end) if marked else _is_comment(low, start, end)
        if commented and not _is_template(low, start):
            last = _end_of_comment(low, start)
            before = max(0, start - 300)
            if low.find(b"site", before, last) >= 0 and _OF_A_SITE.search(_decoded(data[before:last])):
                continue  # the foot of a page speaks of what the site shows, not of the file that makes it
            expression = stated_in(_decoded(data[start:last]))
            if expression is None and start:  # the words can begin on the line before
                begin = low.rfind(b"\n", 0, start - 1) + 1
                expression = stated_in(_decoded(data[begin:last]))
            if expression is not None:
                return expression, _line(data, at), "licence-header"
        elif prose and end - start < 2_000:
            sentence = _decoded(data[start:end])
            if _PROSE.search(sentence) and not _NOT_PROSE.search(sentence):
                expression = stated_in(sentence)
                if expression is not None:
                    return expression, _line(data, at), "licence-statement"
    return None


def _is_comment(low: bytes, start: int, end: int) -> bool:
    if _COMMENT.match(low, start, end):
        return True
    for opening, closing in ((b"/*", b"*/"), (b"<!--", b"-->"), (b"{#", b"#}"), (b"<#", b"#>")):
        at = low.rfind(opening, 0, start)
        if at > low.rfind(closing, 0, start) and low[at - 1 : at] not in (b'"', b"'", b"`"):  # href="/*" opens none
            return True
    quotes = low.count(b'"""', 0, start)
    return quotes % 2 == 1 and low.find(b'"""') < 1_500


_PROSE_COMMENT = re.compile(rb"[ \t]*(?:<!--|\.\. |%|//|@c |\[//\]: #|\(comment )")


def _is_commented_prose(low: bytes, start: int, end: int) -> bool:
    """The same of a document in mark-up."""
    if _PROSE_COMMENT.match(low, start, end):
        return True
    return low.rfind(b"<!--", 0, start) > low.rfind(b"-->", 0, start)


_ASSIGNED = re.compile(rb"[=:(,][ \t]*\\?[rbfu]{0,2}\Z")


def _is_template(low: bytes, start: int) -> bool:
    """Whether a line stands in a long string that is given to something: the header that a program writes elsewhere."""
    for quotes in (b'"""', b"'''"):
        if low.count(quotes, 0, start) % 2 == 1:
            at = low.rfind(quotes, 0, start)
            return bool(_ASSIGNED.search(low, max(0, at - 20), at))
    return False


_OF_A_SITE = re.compile(
    r"(?i)\b(?:contenus?|textes|contents?)\s+(?:\w+\s+){0,2}?(?:de\s+ce|du|of\s+th(?:is|e)|on\s+this)\s+(?:web)?\s?site\b"
)


def _end_of_comment(low: bytes, start: int) -> int:
    """Where the comment ends in which a line stands: what follows differs from file to file, comments repeat."""
    most = min(start + _WINDOW, len(low))
    for closing in (b"*/", b"-->", b'"""'):
        end = low.find(closing, start + 3, most)
        if end >= 0:
            return end
    if not _COMMENT.match(low, start, most):
        return most
    at = start
    while at < most and _COMMENT.match(low, at, most):
        following = low.find(b"\n", at, most)
        if following < 0:
            return most
        at = following + 1
    return at


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


# Generators

_SIGNS = 1_500  # bytes in which a generator signs
_GENERATED = re.compile(
    rb"@generated\b|do not (?:edit|modify)|auto-?(?:matically )?generated|generated by|code generated"
)


def _is_generated(low: bytes) -> bool:
    at = low.find(b"generated", 0, _SIGNS)
    if at < 0:
        at = low.find(b"do not edit", 0, _SIGNS)
    if at < 0:
        return False
    found = _GENERATED.search(low, 0, _SIGNS)
    if found is None:
        return False
    start = low.rfind(b"\n", 0, found.start()) + 1
    return _is_comment(low, start, found.end())
