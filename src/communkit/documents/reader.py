"""Reading a document strictly, with positions: a file becomes a `Document` or a `DocumentRefused`, nothing else.

It stands on libyaml's events rather than on a loader: a loader recurses (a hundred thousand brackets end the
process), lets aliases multiply, and takes the last of two equal keys in silence.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

import yaml

from communkit.documents.builder import Builder, Overflow
from communkit.documents.nodes import Document, Mapping, Node, Scalar, Sequence, resolved
from communkit.documents.problems import DocumentRefused, Problem, ProblemKind
from communkit.documents.source import BOM, Source, Span
from communkit.documents.syntax import Stop, syntax_problem
from communkit.documents.tree import inside_tree


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a stranger's document is read. `aliased` counts the values that aliases repeat."""

    bytes: int = 5_000_000
    depth: int = 64
    nodes: int = 300_000
    aliased: int = 100_000


LIMITS = Limits()

# YAML 1.2 (5.1) without the byte order mark, which is invisible anywhere but at the start.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_MOST_PROBLEMS = 100

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def fingerprint(data: bytes) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read(path: Path, limits: Limits = LIMITS) -> Document:
    """Read a document from disk. Raises DocumentRefused, whatever the file is."""
    data = _bytes(path, limits)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, data, error.start) from None
    return _document(Source(path, text), fingerprint(data), limits)


def read_text(text: str, path: Path, limits: Limits = LIMITS) -> Document:
    """Read a document from its text, `path` being the name it goes by. Raises DocumentRefused."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > limits.bytes:
        raise _refused(path, ProblemKind.TOO_LARGE, {"limit": limits.bytes})
    return _document(Source(path, text), fingerprint(data), limits)


def shielded(text: str) -> str:
    """The same text, of the same length, with NEL, LS and PS replaced by characters that it does not hold.

    Parsers still in YAML 1.1 would break lines there.
    """
    special = [character for character in "\x85\u2028\u2029" if character in text]
    return text.translate({ord(was): free for was, free in _shields(text, special).items()})


def _shields(text: str, special: list[str]) -> dict[str, str]:
    free = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
    return dict(zip(special, free, strict=False))


def unshielded(original: str, value: str) -> str:
    """Undo `shielded(original)` in a value taken from it."""
    special = [character for character in "\x85\u2028\u2029" if character in original]
    return value.translate({ord(free): was for was, free in _shields(original, special).items()})


def _refused(path: Path, kind: ProblemKind, params: dict[str, str | int]) -> DocumentRefused:
    return DocumentRefused([Problem(kind, params, None, path)], Source(path, ""))


def _bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file, at most one more than the limit is read."""
    try:
        if not inside_tree(path):
            raise _refused(path, ProblemKind.LINK_OUTSIDE, {})
        _must_be_regular(path, path.stat().st_mode)
        # Between the two looks the file can turn into a pipe: O_NONBLOCK keeps the opening from waiting for a writer.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _must_be_regular(path, os.fstat(file.fileno()).st_mode)
            data = file.read(limits.bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise _refused(path, ProblemKind.MISSING, {}) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        code = getattr(error, "errno", None)
        reason = "permission" if code in (errno.EACCES, errno.EPERM) else "other"
        name = errno.errorcode.get(code, "") if isinstance(code, int) else ""
        raise _refused(path, ProblemKind.UNREADABLE, {"reason": reason, "code": name}) from None
    if len(data) > limits.bytes:
        raise _refused(path, ProblemKind.TOO_LARGE, {"limit": limits.bytes})
    return data


def _must_be_regular(path: Path, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    kinds = ((stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"))
    found = next((name for test, name in kinds if test(mode)), "device")
    raise _refused(path, ProblemKind.NOT_A_FILE, {"found": found})


def _not_utf8(path: Path, data: bytes, bad: int) -> DocumentRefused:
    """Say where it stops being UTF-8, on the text as far as it can be shown."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        source = Source(path, data.decode("utf-16", "replace"))
        params: dict[str, str | int] = {"byte": 0, "line": 1, "looks_like": "utf-16"}
        return DocumentRefused([Problem(ProblemKind.NOT_UTF8, params, Span(0, 0), path)], source)
    source = Source(path, data.decode("utf-8", "replace"))
    at = len(data[:bad].decode("utf-8"))
    params = {"byte": bad, "line": source.position(at).line, "looks_like": "windows-1252"}
    return DocumentRefused([Problem(ProblemKind.NOT_UTF8, params, Span(at, at + 1), path)], source)


def _document(source: Source, digest: str, limits: Limits) -> Document:
    stray = [
        Problem(
            ProblemKind.CONTROL_CHARACTER,
            {"character": f"U+{ord(found[0]):04X}"},
            Span(found.start(), found.end()),
            source.path,
        )
        for found in _UNPRINTABLE.finditer(source.text, source.bom)
    ]
    if stray:
        raise DocumentRefused(stray[:_MOST_PROBLEMS], source)
    root, problems = _parsed(source, limits)
    if not problems and (root is None or _is_nothing(root)):
        problems = [Problem(ProblemKind.EMPTY, {}, None, source.path)]
    elif root is not None and not isinstance(resolved(root), Mapping) and not _stopped(problems):
        span = Span(root.span.start, min(root.content_end, source.line_end(root.span.start)))
        problems.append(Problem(ProblemKind.NOT_A_MAPPING, {"found": _name_of(root)}, span, source.path))
    if problems or not isinstance(root, Mapping):
        problems.sort(key=lambda problem: problem.span or Span(0, 0))
        raise DocumentRefused(problems[:_MOST_PROBLEMS], source)
    return Document(source.path, source.text, root, digest)


def _stopped(problems: list[Problem]) -> bool:
    """Whether reading broke off, so that the tree is only half there."""
    final = (ProblemKind.SYNTAX, ProblemKind.TAB, ProblemKind.TOO_DEEP, ProblemKind.TOO_MANY_NODES)
    return any(problem.kind in (*final, ProblemKind.TOO_MANY_ALIASES) for problem in problems)


def _is_nothing(root: Node) -> bool:
    return isinstance(root, Scalar) and not root.style and not root.text


def _name_of(root: Node) -> str:
    node = resolved(root)
    if isinstance(node, Sequence):
        return "list"
    value = node.value if isinstance(node, Scalar) else None
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    return "text" if isinstance(value, str) else "number"


def _parsed(source: Source, limits: Limits) -> tuple[Node | None, list[Problem]]:
    """Feed the parser's events to the builder until the end, a second document, a limit or a syntax error."""
    builder = Builder(source, limits.depth, limits.nodes, limits.aliased)
    text = shielded(source.text)
    if text != source.text:
        builder.restore = lambda value: unshielded(source.text, value)
    shift = source.bom
    try:
        for event in yaml.parse(text.removeprefix(BOM), Loader=_LOADER):
            if not builder.take(event):
                break
    except Overflow as overflow:
        builder.problems.append(overflow.problem)
    except yaml.MarkedYAMLError as error:
        mark, since = error.problem_mark or error.context_mark, error.context_mark
        stop = Stop(
            str(error.problem or ""),
            str(error.context or ""),
            (mark.index if mark else 0) + shift,
            since.index + shift if since else None,
            builder.open_bracket,
        )
        builder.problems.append(syntax_problem(source, stop))
    return builder.root, builder.problems
