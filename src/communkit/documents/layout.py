"""Where things stand in the text between the nodes: dashes, colons, comments, columns.

Nothing here parses YAML: it looks only at the stretches that the parser said hold no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from communkit.documents.nodes import Alias, Collection, Document, Mapping, Node, Scalar, Sequence, leaves
from communkit.documents.source import Source

BLOCK_HEADER = re.compile(r"(?:&\S+\s+)?[|>](?P<marks>[-+0-9]*)(?P<comment>[ \t]+#[^\r\n]*)?")
"""The first line of a block scalar, from its anchor or indicator to its comment."""

_BLANKS = re.compile(r"(?:[ \t\r\n]|(?<!\S)#[^\r\n]*)*")
_COMMENT = re.compile(r"(?P<gap>[ \t]*)(?<!\S)(?P<text>#[^\r\n]*)")


class Comment(NamedTuple):
    """A comment: where its `#` is, the blanks before it on its line, its text from `#` on."""

    offset: int
    gap: str
    text: str


def after_blanks(text: str, offset: int) -> int:
    """The first character from `offset` on that is neither blank, nor line break, nor comment."""
    found = _BLANKS.match(text, offset)
    return found.end() if found else offset


def inner_start(text: str, node: Node) -> int:
    """Where a node begins, its anchor left aside."""
    if node.anchor is None:
        return node.span.start
    behind = node.span.start + 1 + len(node.anchor)
    if isinstance(node, Scalar) and not node.style and not node.text:
        return behind
    return after_blanks(text, behind)


def colon_end(text: str, key: Scalar) -> int | None:
    """Behind the colon of a key; None for a key without one, as in `{key}`."""
    at = after_blanks(text, key.content_end)
    return at + 1 if text[at : at + 1] == ":" else None


def starts(text: str, node: Collection) -> list[int]:
    """Where each entry begins: at its dash, its key, or the `?` before its key."""
    children: list[Node] = node.items if isinstance(node, Sequence) else [value for _, value in node.entries]
    at = inner_start(text, node)
    if node.flow and text[at : at + 1] in ("[", "{"):
        at += 1
    found = []
    for item in children:
        at = after_blanks(text, at)
        if node.flow and text[at : at + 1] == ",":
            at = after_blanks(text, at + 1)
        found.append(at)
        at = item.content_end
    return found


def comments(text: str, start: int, end: int, inside: Iterable[Node]) -> list[Comment]:
    """The comments from `start` to `end`, the nodes `inside` that stretch being given in order."""
    found: list[Comment] = []
    at = start
    for leaf in (leaf for node in inside for leaf in leaves(node)):
        if leaf.span.start < start or leaf.span.start >= end:
            continue
        found += _scan(text, at, leaf.span.start)
        if isinstance(leaf, Scalar) and leaf.is_block:
            header = BLOCK_HEADER.match(text, leaf.span.start)
            if header and header["comment"]:
                body = header["comment"].lstrip(" \t")
                gap = header["comment"][: -len(body)]
                found.append(Comment(header.end() - len(body), gap, body))
        at = leaf.content_end
    return found + _scan(text, at, end)


def _scan(text: str, start: int, end: int) -> list[Comment]:
    return [
        Comment(found.start("text"), found["gap"], found["text"])
        for found in _COMMENT.finditer(text, start, max(start, end))
    ]


def last_leaf(node: Node) -> Scalar | Alias | None:
    """The scalar or alias that a subtree ends with; None for an empty collection or one in brackets."""
    while True:
        if isinstance(node, (Scalar, Alias)):
            return node
        if node.flow:
            return None
        children: list[Node] = node.items if isinstance(node, Sequence) else [value for _, value in node.entries]
        if not children:
            return None
        node = children[-1]


def keeps_blank_lines(text: str, node: Node) -> bool:
    """Whether blank lines below the node would become part of it."""
    leaf = last_leaf(node)
    if not isinstance(leaf, Scalar) or not leaf.is_block:
        return False
    header = BLOCK_HEADER.match(text, leaf.span.start)
    return header is not None and "+" in header["marks"]


class Habits(NamedTuple):
    """How the document indents: spaces a level, and spaces before the dashes of a list under its key."""

    step: int
    offset: int


def habits(doc: Document, near: Node) -> Habits:
    """The habits of the lists and mappings in `near`, else of the whole document, else two and two."""
    step, offset = _seen(doc, near)
    if step is None or offset is None:
        usual_step, usual_offset = _usual(doc)
        step, offset = step or usual_step, usual_offset if offset is None else offset
    return Habits(step or 2, 2 if offset is None else offset)


@lru_cache(maxsize=4)
def _usual(doc: Document) -> tuple[int | None, int | None]:
    """The habits of a whole document, kept: a long list of edits asks again and again."""
    return _seen(doc, doc.root)


def _seen(doc: Document, node: Node) -> tuple[int | None, int | None]:
    step = offset = None
    for at, collection in _nested(doc, node):
        depth = doc.column(inner_start(doc.text, collection)) - at
        if isinstance(collection, Sequence) and offset is None and 0 <= depth <= 8:
            offset = depth
        if isinstance(collection, Mapping) and step is None and 0 < depth <= 8:
            step = depth
        if step is not None and offset is not None:
            break
    return step, offset


def _nested(source: Source, node: Node) -> Iterable[tuple[int, Collection]]:
    """Each block collection that is the value of a key, with that key's column."""
    if isinstance(node, (Scalar, Alias)) or node.flow:
        return
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _nested(source, item)
        return
    for key, value in node.entries:
        if isinstance(value, (Mapping, Sequence)) and not value.flow:
            yield source.column(key.span.start), value
            yield from _nested(source, value)
