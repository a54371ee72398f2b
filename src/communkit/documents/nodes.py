"""A document as a tree of nodes, each knowing the characters it was written with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from communkit.documents.scalars import ScalarValue
from communkit.documents.source import Source, Span

NodePath: TypeAlias = "tuple[str | int, ...]"
"""The way to a value: keys of mappings and indexes of sequences, from the root."""


@dataclass(slots=True, eq=False)
class Scalar:
    """A text, number, boolean or null.

    `text` is its content without quotes, `value` what it stands for, `style` one of "" (bare), "'", '"', "|", ">".
    `span` covers an anchor too. `content_end` is where its last line ends; for a block scalar that is before the
    blank lines below it, unless they count. `uses` says how many aliases repeat it.
    """

    text: str
    value: ScalarValue
    style: str
    span: Span
    content_end: int
    anchor: str | None = None
    uses: int = 0

    @property
    def is_block(self) -> bool:
        return self.style == "|" or self.style == ">"


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys and values in the order of the text; `flow` when written in braces. Ends with its last value."""

    span: Span
    content_end: int
    flow: bool
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    anchor: str | None = None
    uses: int = 0

    def get(self, key: str) -> Node | None:
        """The value of a key, as written (an alias is not followed)."""
        return next((value for found, value in self.entries if found.text == key), None)


@dataclass(slots=True, eq=False)
class Sequence:
    """Rows in the order of the text; `flow` when written in brackets. Ends with its last row."""

    span: Span
    content_end: int
    flow: bool
    items: list[Node] = field(default_factory=list)
    anchor: str | None = None
    uses: int = 0


@dataclass(slots=True, eq=False)
class Alias:
    """`*name`: the place where an anchored node is repeated."""

    name: str
    target: Scalar | Mapping | Sequence
    span: Span
    content_end: int
    anchor: None = None
    uses: int = 0


Node: TypeAlias = Scalar | Mapping | Sequence | Alias
Resolved: TypeAlias = Scalar | Mapping | Sequence
Collection: TypeAlias = Mapping | Sequence


def resolved(node: Node) -> Resolved:
    """The node itself, or what an alias repeats."""
    return node.target if isinstance(node, Alias) else node


def child(node: Node, segment: str | int) -> Node | None:
    """What stands under a key or an index, as written; None when there is nothing."""
    node = resolved(node)
    if isinstance(node, Mapping):
        return node.get(segment) if isinstance(segment, str) else None
    if isinstance(node, Sequence) and isinstance(segment, int) and 0 <= segment < len(node.items):
        return node.items[segment]
    return None


def leaves(node: Node) -> Iterator[Scalar | Alias]:
    """The scalars and aliases of a subtree, keys included, in the order of the text."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key
            yield from leaves(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from leaves(item)
    else:
        yield node


def plain(node: Node) -> object:
    """The node as dicts, lists, texts, ints, Decimals, booleans and None; aliases are copied out."""
    node = resolved(node)
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


class Document(Source):
    """A document that was read: its text, its tree, its data.

    `fingerprint` is that of the bytes on disk when it was read. An edited document keeps it, so that writing can
    tell whether the file changed meanwhile.
    """

    def __init__(self, path: Path, text: str, root: Mapping, fingerprint: str) -> None:
        super().__init__(path, text)
        self.root = root
        self.fingerprint = fingerprint

    @cached_property
    def data(self) -> dict[str, object]:
        """The whole document as plain data; keys are always texts, as written. Shared: do not change it."""
        return {key.text: plain(value) for key, value in self.root.entries}

    def written(self, path: NodePath) -> Node | None:
        """What stands at `path`, an alias included; None when there is nothing."""
        node: Node | None = self.root
        for segment in path:
            if node is None:
                return None
            node = child(node, segment)
        return node

    def node(self, path: NodePath) -> Resolved | None:
        """The value at `path`, an alias followed; None when there is nothing."""
        node = self.written(path)
        return None if node is None else resolved(node)

    def key(self, path: NodePath) -> Scalar | None:
        """The key that `path` ends with; None for a row, for the root and for what does not exist."""
        if not path:
            return None
        parent = self.node(path[:-1])
        if not isinstance(parent, Mapping):
            return None
        return next((key for key, _ in parent.entries if key.text == path[-1]), None)

    def nearest(self, path: NodePath) -> Span:
        """Where to point for `path`: its value, or, when it is missing, the key (or first key) of the deepest parent.

        A value of several lines is pointed at by its key.
        """
        known = len(path)
        while known and self.written(path[:known]) is None:
            known -= 1
        node = self.written(path[:known])
        one_line = node is not None and node.content_end <= self.line_end(node.span.start)
        if known and known == len(path) and node is not None and one_line and node.content_end > node.span.start:
            return Span(node.span.start, node.content_end)
        key = self.key(path[:known])
        if key is not None:
            return key.span
        if isinstance(node, Mapping) and node.entries:
            return node.entries[0][0].span
        node = node or self.root
        return Span(node.span.start, min(node.content_end, self.line_end(node.span.start)))
