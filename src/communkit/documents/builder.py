"""From a parser's events to a tree of nodes, collecting the problems met on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import yaml

from communkit.documents.layout import BLOCK_HEADER, after_blanks
from communkit.documents.nodes import Alias, Collection, Mapping, Node, Scalar, Sequence
from communkit.documents.problems import Problem, ProblemKind, quoted, shortened
from communkit.documents.scalars import NumberOutOfBounds, ScalarValue, plain_value
from communkit.documents.source import Source, Span

_TAG = re.compile(r"!\S*")
_CORE = "tag:yaml.org,2002:"


class Overflow(Exception):
    """A limit was passed: reading stops here."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind)
        self.problem = problem


@dataclass(slots=True)
class _Anchored:
    """A node that aliases may repeat: how many values and levels it stands for once it is `closed`."""

    node: Scalar | Mapping | Sequence
    weight: int
    height: int
    closed: bool


@dataclass(slots=True)
class _Frame:
    """A collection being read. `deepest` is the deepest level reached in it, aliases followed."""

    node: Collection
    deepest: int
    anchored: _Anchored | None
    counted: int
    key: Scalar | None = None
    dropped: bool = False
    keys: dict[str, Scalar] = field(default_factory=dict)


class Builder:
    """Takes events one by one; `root` and `problems` are what came of them."""

    def __init__(self, source: Source, depth: int, nodes: int, aliased: int) -> None:
        self.source = source
        self.text = source.text
        self.shift = source.bom
        self.limits = (depth, nodes, aliased)
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.restore: Callable[[str], str] | None = None
        self._stack: list[_Frame] = []
        self._anchors: dict[str, _Anchored] = {}
        self._nodes = 0
        self._aliased = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False when the rest is of no use (a second document). Raises Overflow."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._problem(ProblemKind.SEVERAL_DOCUMENTS, self._span(event))
                return False
        return True

    @property
    def open_bracket(self) -> int | None:
        """Where the innermost bracket or brace that is still open stands."""
        node = self._stack[-1].node if self._stack else None
        return node.span.end - 1 if node is not None and node.flow else None

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:  # events made by hand, not by a parser
            raise ValueError("an event without its place")
        return Span(start.index + self.shift, end.index + self.shift)

    def _problem(self, kind: ProblemKind, span: Span, **params: str | int) -> None:
        if len(self.problems) < 1000:
            self.problems.append(Problem(kind, params, span, self.source.path))

    def _overflow(self, kind: ProblemKind, limit: int, span: Span) -> Overflow:
        return Overflow(Problem(kind, {"limit": limit}, span, self.source.path))

    def _count(self, span: Span) -> None:
        self._nodes += 1
        if self._nodes > self.limits[1]:
            raise self._overflow(ProblemKind.TOO_MANY_NODES, self.limits[1], span)

    def _refuse_tag(self, tag: str | None, span: Span) -> None:
        if tag is not None:
            short = f"!!{tag.removeprefix(_CORE)}" if tag.startswith(_CORE) else tag
            written = _TAG.search(self.text, span.start, span.end)
            place = Span(*written.span()) if written else span
            self._problem(ProblemKind.TAG_REFUSED, place, tag=shortened(short))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        span = self._span(event)
        start, end = span
        self._count(span)
        text: str = self.restore(event.value) if self.restore else event.value
        style = event.style or ""
        anchor, tag = event.anchor, event.tag
        value: ScalarValue = text
        if not style:
            if tag is None and anchor is None and not text:
                span = Span(*[self._place_of_nothing(start)] * 2)
                end = span.end
            try:
                # A key is always a text, so it is not worth refusing one for being a long number.
                value = text if self._expects_key() else plain_value(text)
            except NumberOutOfBounds:
                shown = shortened(text, 40)
                self._problem(ProblemKind.NUMBER_OUT_OF_BOUNDS, span, number=shown, suggestion=quoted(shown))
        elif style in "|>":
            end = self._block_end(text, span)
        node = Scalar(text, value, style, span, end, anchor)
        if tag is not None:
            self._refuse_tag(tag, span)
        if anchor is not None:
            self._anchors[anchor] = _Anchored(node, 1, 0, True)
        self._attach(node)

    def _expects_key(self) -> bool:
        frame = self._stack[-1] if self._stack else None
        return frame is not None and frame.key is None and isinstance(frame.node, Mapping)

    def _place_of_nothing(self, start: int) -> int:
        """Right after the colon or dash (or key) that has no value: libyaml may put it at the next thing."""
        frame = self._stack[-1] if self._stack else None
        if frame is None:
            return start
        if isinstance(frame.node, Mapping):
            if frame.key is None:
                return start
            after = after_blanks(self.text, frame.key.content_end)
            return after + 1 if after < start and self.text[after] == ":" else frame.key.content_end
        previous = frame.node.items[-1].content_end if frame.node.items else frame.node.span.start
        after = after_blanks(self.text, previous)
        return after + 1 if after < start and self.text[after] == "-" else start

    def _block_end(self, value: str, span: Span) -> int:
        """End of the last line that counts: blank lines below count with `+`, or when spaces are content."""
        raw = self.text[span.start : span.end]
        header = BLOCK_HEADER.match(raw)
        least = header.end() if header else 0
        last = value.rstrip("\n").rpartition("\n")[2]
        if (header and "+" in header["marks"]) or (value.strip("\n") and not last.strip(" ")):
            trimmed = raw.removesuffix("\n").removesuffix("\r")
        else:
            trimmed = raw.rstrip("\r\n \t")
        return span.start + max(len(trimmed), least)

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        span = self._span(event)
        self._count(span)
        level = len(self._stack) + 1
        if level > self.limits[0]:
            raise self._overflow(ProblemKind.TOO_DEEP, self.limits[0], span)
        kind = Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence
        node = kind(span, span.end, bool(event.flow_style), anchor=event.anchor)
        self._refuse_tag(event.tag, span)
        anchored = None
        if event.anchor is not None:
            anchored = self._anchors[event.anchor] = _Anchored(node, 0, 0, False)
        self._stack.append(_Frame(node, level, anchored, self._nodes + self._aliased))

    def _close(self, event: yaml.Event) -> None:
        frame = self._stack.pop()
        node = frame.node
        if node.flow:
            node.content_end = self._span(event).end
        elif isinstance(node, Mapping):
            node.content_end = node.entries[-1][1].content_end if node.entries else node.span.end
        else:
            node.content_end = node.items[-1].content_end if node.items else node.span.end
        node.span = Span(node.span.start, max(node.content_end, node.span.start))
        if frame.anchored is not None:
            frame.anchored.weight = self._nodes + self._aliased - frame.counted + 1
            frame.anchored.height = frame.deepest - len(self._stack)
            frame.anchored.closed = True
        if self._stack:
            self._stack[-1].deepest = max(self._stack[-1].deepest, frame.deepest)
        self._attach(node)

    def _alias(self, event: yaml.AliasEvent) -> None:
        span = self._span(event)
        self._count(span)
        name = str(event.anchor)
        anchored = self._anchors.get(name)
        if anchored is None or not anchored.closed:
            if anchored is None:
                rest = self.text[span.start : self.source.line_end(span.start)]
                shown = quoted(rest.split(" #")[0].strip())
                self._problem(ProblemKind.UNKNOWN_ALIAS, span, name=name, suggestion=shown)
            else:
                self._problem(ProblemKind.RECURSIVE_ALIAS, span, name=name)
            self._attach(Scalar("", None, "'", span, span.end))
            return
        self._aliased += anchored.weight
        if self._aliased > self.limits[2]:
            raise self._overflow(ProblemKind.TOO_MANY_ALIASES, self.limits[2], span)
        deepest = len(self._stack) + anchored.height
        if deepest > self.limits[0]:
            raise self._overflow(ProblemKind.TOO_DEEP, self.limits[0], span)
        if self._stack:
            self._stack[-1].deepest = max(self._stack[-1].deepest, deepest)
        anchored.node.uses += 1
        self._attach(Alias(name, anchored.node, span, span.end))

    def _attach(self, node: Node) -> None:
        """Hang a finished node where it belongs."""
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        if isinstance(frame.node, Sequence):
            frame.node.items.append(node)
        elif frame.key is None:
            frame.key = self._key(node, frame)
        else:
            if not frame.dropped:
                frame.node.entries.append((frame.key, node))
            frame.key, frame.dropped = None, False

    def _key(self, node: Node, frame: _Frame) -> Scalar:
        """The node as a key. One that cannot be used is reported, and its value dropped."""
        frame.dropped = True
        if not isinstance(node, Scalar):
            forms = {Mapping: "mapping", Sequence: "list", Alias: "alias"}
            self._problem(ProblemKind.COMPLEX_KEY, node.span, form=forms[type(node)])
            return Scalar("", None, "'", node.span, node.content_end)
        if not node.style and not node.text:
            self._problem(ProblemKind.COMPLEX_KEY, node.span, form="empty")
        elif not node.style and node.text == "<<":
            self._problem(ProblemKind.MERGE_KEY, node.span)
        elif node.text in frame.keys:
            first = self.source.position(frame.keys[node.text].span.start).line
            self._problem(ProblemKind.DUPLICATE_KEY, node.span, key=shortened(node.text), first_line=first)
        else:
            frame.keys[node.text] = node
            frame.dropped = False
        return node
