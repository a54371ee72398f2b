"""Why libyaml stopped, in terms its writer can act on.

libyaml says where it lost the thread; the cause is guessed from its words and the characters there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from communkit.documents.problems import Problem, ProblemKind, SyntaxCause, quoted
from communkit.documents.source import Source, Span

_VALUE = re.compile(r"\s*(?:- +)*(?:[^\s:#][^:#]*:[ \t]+|- +)?")
_COMMENT = re.compile(r"\s+#.*")


class Stop(NamedTuple):
    """What the parser said: its problem and context, and their offsets in the text.

    `opened` is where the innermost bracket still open stands.
    """

    problem: str
    context: str
    at: int
    since: int | None
    opened: int | None


def syntax_problem(source: Source, stop: Stop) -> Problem:
    """The problem to show for a parser's error."""
    text = source.text
    start = source.line_start(min(stop.at, len(text)))
    indent = re.compile(r"[ \t]*").match(text, start)
    margin = indent[0] if indent else ""
    tab = margin.find("\t")
    if (text[stop.at : stop.at + 1] == "\t" and "token" in stop.problem) or "tab character" in stop.problem:
        return Problem(ProblemKind.TAB, {}, _one(source, stop.at), source.path)
    if tab >= 0 and stop.at >= start + tab:
        return Problem(ProblemKind.TAB, {}, _one(source, start + tab), source.path)
    cause, at = _cause(source, stop)
    length = 2 if cause is SyntaxCause.BAD_ESCAPE else 1
    found = text[at : at + length].strip()
    return Problem(
        ProblemKind.SYNTAX,
        {"cause": cause.value, "found": found, "suggestion": _suggestion(source, cause, at)},
        _one(source, at, length),
        source.path,
    )


def _one(source: Source, at: int, length: int = 1) -> Span:
    at = min(at, len(source.text))
    return Span(at, min(at + length, len(source.text)))


def _cause(source: Source, stop: Stop) -> tuple[SyntaxCause, int]:
    """The cause, and the place to point at."""
    text, problem, context, at = source.text, stop.problem, stop.context, stop.at
    since = at if stop.since is None else stop.since
    here = text[at : at + 1]
    if "quoted scalar" in context or "double-quoted" in context or "single-quoted" in context:
        if "escape" in problem or "hex" in problem or "Unicode" in problem:
            return SyntaxCause.BAD_ESCAPE, max(text.rfind("\\", 0, at + 1), 0)
        return SyntaxCause.UNCLOSED_QUOTE, since
    if stop.opened is not None and at >= len(text.rstrip()):
        return SyntaxCause.UNCLOSED_BRACKET, stop.opened
    if "flow sequence" in context or "flow mapping" in context:
        return SyntaxCause.UNCLOSED_BRACKET, since
    if any(word in context for word in ("an anchor", "an alias", "block scalar", "directive", "a tag")):
        return SyntaxCause.RESERVED_INDICATOR, since
    if "cannot start any token" in problem:
        return SyntaxCause.RESERVED_INDICATOR, at
    if here in ("]", "}"):
        return SyntaxCause.UNOPENED_BRACKET, at
    if "mapping values are not allowed" in problem:
        return _stray_colon(source, at)
    if "sequence entries are not allowed" in problem:
        return SyntaxCause.DASH_AFTER_KEY, at
    if "could not find expected ':'" in problem:
        return SyntaxCause.MISSING_COLON, since
    if "block mapping" in context or "block collection" in context or "block sequence" in context:
        before = text[source.line_start(at) : at].rstrip()
        if before and before[-1] in "'\"":
            return SyntaxCause.TEXT_AFTER_QUOTE, at
        return SyntaxCause.INDENTATION, at
    return SyntaxCause.OTHER, at


def _stray_colon(source: Source, at: int) -> tuple[SyntaxCause, int]:
    """A colon where none can be: a text holding one, a line too far to the right, or a key above without its own."""
    start = source.line_start(at)
    before = source.text[start:at]
    if ": " in before or ":\t" in before:
        return SyntaxCause.COLON_IN_TEXT, at
    number = source.position(at).line - 1
    while number and not source.line(number).strip():
        number -= 1
    above = source.line(number)
    same_margin = len(above) - len(above.lstrip(" ")) == len(before) - len(before.lstrip(" "))
    if number and same_margin and ":" not in above and not above.lstrip().startswith("#"):
        above_start = source.line_start(start - 1)
        while not source.text[above_start : source.line_end(above_start)].strip():
            above_start = source.line_start(above_start - 1)
        return SyntaxCause.MISSING_COLON, above_start + len(above) - len(above.lstrip(" "))
    return SyntaxCause.INDENTATION, start + len(before) - len(before.lstrip(" "))


def _suggestion(source: Source, cause: SyntaxCause, at: int) -> str:
    """The value of the line in quotes, for the causes that quotes mend."""
    if cause not in (SyntaxCause.COLON_IN_TEXT, SyntaxCause.RESERVED_INDICATOR, SyntaxCause.TEXT_AFTER_QUOTE):
        return ""
    line = source.line(source.position(at).line)
    label = _VALUE.match(line)
    value = line[label.end() :] if label else line
    value = _COMMENT.sub("", value).strip()
    if cause is SyntaxCause.TEXT_AFTER_QUOTE and value[:1] in ("'", '"'):
        value = value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:].replace(value[0], "", 1)
    return quoted(value) if value else ""
