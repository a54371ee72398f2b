"""From Markdown to a small tree of plain data, which the pages in HTML and PDF are made of.

Markdown is read as CommonMark with tables, and less: only what our templates write is recognised, so that
whatever else a person typed stays the text that it is. A few habits of the templates, natural in Markdown,
carry the rest:

- the first paragraph after the title is its status line; a quote that follows is the project's own summary;
- a table of five columns or more is *wide*: it wants a page in landscape;
- in a wide table, a row with nothing but bold text in its first cell opens a group; what its second cell says,
  alone, it says for the whole group;
- a cell of a wide table begins with its mark (○ ◌ ? – …), and italic text in it is a note: small, beneath;
- a list whose items all begin with a mark is the legend;
- a paragraph wholly in italics is small print;
- `<br>` in a cell breaks the line. No other tag is known.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

Node = dict[str, Any]
Nodes = list[Node]

WIDE = 5
"""From how many columns on a table is wide."""

_BREAK = "<br>"
_BLOCKS = ("heading", "paragraph", "list", "blockquote", "table")
_INLINE = ("emphasis", "escape", "entity", "backticks", "link", "newline", "balance_pairs", "fragments_join")


def _line_break(state: StateInline, silent: bool) -> bool:
    """`<br>`, the one way to break a line in a cell of a Markdown table."""
    if not state.src.startswith(_BREAK, state.pos):
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += len(_BREAK)
    return True


def _reader(figures: bool) -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False}).enable([*_BLOCKS, *_INLINE, *(["image"] if figures else [])])
    reader.inline.ruler.push("line_break", _line_break)
    return reader


def parse(markdown: str, marks: Mapping[str, str], figures: Collection[str] = (), split: int = 2) -> Node:
    """The tree of a deliverable: `{line, lead, sections: [{wide, blocks}]}`.

    `marks` gives the mark of each state of an answer. `line` holds inline nodes and `lead` blocks; the title
    is left out, since a page sets it from the deliverable's own data. A section begins at a heading of the
    second level, or of any from there to `split`; what stands before the first belongs to it.

    A figure `{href, table}` is a paragraph of one image, which must be one of `figures`; the table that follows it, if
    any, holds its numbers. Raises ValueError for another image, and for what no page can show.

    Blocks, by `kind`: heading `{level, id, inline}`, paragraph and small print `{inline}`, quote `{blocks}`, list
    `{ordered, items}`, legend `{items: [{mark, state, inline}]}`, table `{wide, columns, weights, widths, groups:
    [{title, rows: [{whole, long, cells: [{mark, state, inline, notes}]}]}]}`: `weights` share out the width of a sheet,
    `widths` that of a screen, where words are not hyphenated. Inline nodes, by `t`: text and code `{s}`, strong, em and
    link `{c}` (a link also `{href}`), break.
    """
    read = _Reading({mark: state for state, mark in marks.items()}, figures)
    blocks = read.blocks(SyntaxTreeNode(_reader(bool(figures)).parse(markdown)).children)
    _share_weights(blocks)
    blocks = _with_numbers(blocks)
    if blocks and blocks[0]["kind"] == "heading" and blocks[0]["level"] == 1:
        del blocks[0]
    line = blocks.pop(0)["inline"] if blocks and blocks[0]["kind"] == "paragraph" else []
    lead = blocks.pop(0)["blocks"] if blocks and blocks[0]["kind"] == "quote" else []
    return {"line": line, "lead": lead, "sections": list(_sections(blocks, split))}


def text_of(nodes: Sequence[Node]) -> str:
    """The bare text of inline nodes."""
    return "".join(" " if one["t"] == "break" else one.get("s") or text_of(one.get("c", ())) for one in nodes)


def texts(tree: Any) -> Iterator[str]:
    """Every text in a tree or a part of it, marks and code included."""
    if isinstance(tree, Mapping):
        for key, inner in tree.items():
            if key in ("s", "mark") and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner)
    elif isinstance(tree, list):
        for inner in tree:
            yield from texts(inner)


def _sections(blocks: Nodes, split: int) -> Iterator[Node]:
    section: Nodes = []
    begun = False
    for block in blocks:
        if block["kind"] == "heading" and 2 <= block["level"] <= split:
            if begun and any(one["kind"] != "heading" for one in section):
                yield _section(section)
                section = []
            begun = True
        section.append(block)
    yield _section(section)


def _section(blocks: Nodes) -> Node:
    return {"wide": any(one["kind"] == "table" and one["wide"] for one in blocks), "blocks": blocks}


class _Reading:
    """Turns the syntax of one document into its tree; knows the marks, and the headings' names so far."""

    def __init__(self, states: Mapping[str, str], figures: Collection[str]) -> None:
        self._states = states
        self._figures = figures
        self._names: set[str] = set()

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Nodes:
        return [block for node in nodes for block in self._block(node)]

    def _block(self, node: SyntaxTreeNode) -> Iterator[Node]:
        match node.type:
            case "heading":
                inline = _inline(node)
                level, name = int(node.tag[1]), self._name(text_of(inline))
                yield {"kind": "heading", "level": level, "id": name, "inline": inline}
            case "paragraph":
                picture = _picture(node)
                if picture is not None and picture["href"] in self._figures:
                    yield picture
                    return
                inline = _inline(node)
                small = [one["t"] for one in inline] == ["em"]
                yield {"kind": "small", "inline": inline[0]["c"]} if small else {"kind": "paragraph", "inline": inline}
            case "blockquote":
                yield {"kind": "quote", "blocks": self.blocks(node.children)}
            case "bullet_list" | "ordered_list":
                yield self._list(node)
            case "table":
                yield self._table(node)
            case other:
                raise ValueError(f"a deliverable holds no {other}")

    def _name(self, text: str) -> str:
        """An identifier for a heading: its words in ASCII, numbered where another has them."""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        base = name = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:60].strip("-") or "section"
        number = 1
        while name in self._names:
            number += 1
            name = f"{base}-{number}"
        self._names.add(name)
        return name

    def _list(self, node: SyntaxTreeNode) -> Node:
        items = [self.blocks(item.children) for item in node.children]
        marked = [self._marked(item[0]["inline"]) if len(item) == 1 and "inline" in item[0] else {} for item in items]
        if marked and all(one.get("state") for one in marked):
            return {"kind": "legend", "items": marked}
        return {"kind": "list", "ordered": node.type == "ordered_list", "items": items}

    def _marked(self, nodes: Nodes) -> Node:
        """Inline nodes with the mark that begins them taken apart."""
        first = nodes[0]["s"] if nodes and nodes[0]["t"] == "text" else ""
        for mark, state in self._states.items():
            if first == mark or first.startswith(f"{mark} "):
                rest = first[len(mark) :].lstrip()
                tail = ([{"t": "text", "s": rest}] if rest else []) + nodes[1:]
                return {"mark": mark, "state": state, "inline": tail}
        return {"mark": "", "state": "", "inline": nodes}

    def _table(self, node: SyntaxTreeNode) -> Node:
        head, *bodies = node.children
        columns = [_inline(cell) for cell in head.children[0].children]
        wide = len(columns) >= WIDE
        rows = [[_inline(cell) for cell in row.children] for body in bodies for row in body.children]
        plain = [{"title": [], "rows": [_row([_plain(one) for one in row]) for row in rows]}]
        groups = self._groups(rows) if wide else plain
        return {"kind": "table", "wide": wide, "columns": columns, "groups": groups}

    def _groups(self, rows: Sequence[Sequence[Nodes]]) -> Nodes:
        groups: Nodes = []
        for first, *others in rows:
            said = [one for one in others if one]
            if [one["t"] for one in first] == ["strong"] and (not said or (others[0] and len(said) == 1)):
                groups.append({"title": first[0]["c"], "rows": []})
                if said:
                    groups[-1]["rows"].append(_row([self._cell(said[0])], whole=True))
                continue
            if not groups:
                groups.append({"title": [], "rows": []})
            groups[-1]["rows"].append(_row([self._cell(one) for one in (first, *others)]))
        return groups

    def _cell(self, nodes: Nodes) -> Node:
        cell = self._marked(nodes)
        said = [one for one in cell["inline"] if one["t"] != "em"]
        notes = [one["c"] for one in cell["inline"] if one["t"] == "em"]
        return {**cell, "inline": _trimmed(said), "notes": notes}


def _plain(nodes: Nodes) -> Node:
    return {"mark": "", "state": "", "inline": nodes, "notes": []}


def _trimmed(nodes: Nodes) -> Nodes:
    """Inline nodes without the blanks and breaks that notes leave behind at their end."""
    kept = list(nodes)
    while kept and (kept[-1]["t"] == "break" or (kept[-1]["t"] == "text" and not kept[-1]["s"].strip())):
        kept.pop()
    if kept and kept[-1]["t"] == "text":
        kept[-1] = {"t": "text", "s": kept[-1]["s"].rstrip()}
    return kept


LONG = 500
"""From how many characters on a cell may be broken across pages; a shorter one is kept whole."""


def _row(cells: Nodes, whole: bool = False) -> Node:
    length = max(
        len(text_of(cell["inline"])) + sum(len(text_of(note)) for note in cell["notes"]) + 40 * _breaks(cell["inline"])
        for cell in cells
    )
    return {"whole": whole, "long": length > (LONG * 4 if whole else LONG), "cells": cells}


def _breaks(nodes: Nodes) -> int:
    return sum(one["t"] == "break" for one in nodes)


def _share_weights(blocks: Nodes) -> None:
    """Give each table the weights of its columns; tables with the same columns get the same ones."""
    alike: dict[tuple[str, ...], Nodes] = {}
    for block in blocks:
        if block["kind"] == "table":
            alike.setdefault(tuple(map(text_of, block["columns"])), []).append(block)
    for titles, tables in alike.items():
        rows = [row for table in tables for group in table["groups"] for row in group["rows"] if not row["whole"]]
        columns = [[row["cells"][index] for row in rows] for index in range(len(titles))]
        weights = [_weight(title, cells) for title, cells in zip(titles, columns, strict=True)]
        for table in tables:
            table["weights"] = [min(weight, round(_SPREAD * min(weights))) for weight in weights]
            table["widths"] = list(map(max, table["weights"], map(_whole_words, columns)))


_SPREAD = 2.2
"""How many times as wide as the narrowest column the widest can be."""

_TELLING = 200
"""How much of a cell counts for the width of its column: one long text must not starve the others."""


_LONG_WORD = 16
"""Longer words are broken rather than given room."""


def _weight(title: str, cells: Sequence[Node]) -> int:
    """How wide a column should be, beside the others: the root of what its cells hold, and room for its title."""
    mean: float = sum(min(len(text_of(cell["inline"])), _TELLING) for cell in cells) / max(len(cells), 1)
    return round(10 * max(math.sqrt(mean), math.sqrt(len(title)) * 0.8, _longest(title) * 0.4, 3.2))


def _whole_words(cells: Sequence[Node]) -> int:
    """The weight at which no word of the cells is broken, on a page that does not hyphenate."""
    return 10 + 3 * max((_longest(text_of(cell["inline"])) for cell in cells), default=0)


def _longest(text: str) -> int:
    return min(max((len(word) for word in re.split(r"[\s/-]+", text)), default=0), _LONG_WORD)


def _picture(node: SyntaxTreeNode) -> Node | None:
    """The figure that a paragraph is, where it is nothing else."""
    inside = node.children[0].children if node.children else []
    if len(inside) != 1 or inside[0].type != "image":
        return None
    return {"kind": "figure", "href": str(inside[0].attrs["src"]), "table": None}


def _with_numbers(blocks: Nodes) -> Nodes:
    """The blocks with each table that follows a figure inside it: its numbers."""
    joined: Nodes = []
    for block in blocks:
        if block["kind"] == "table" and joined and joined[-1]["kind"] == "figure" and joined[-1]["table"] is None:
            joined[-1] = {**joined[-1], "table": block}
        else:
            joined.append(block)
    return joined


def _inline(node: SyntaxTreeNode) -> Nodes:
    """The inline nodes of a block, texts that follow each other joined."""
    holder = node.children[0] if node.children and node.children[0].type == "inline" else None
    return _joined(holder.children) if holder is not None else []


def _joined(nodes: Sequence[SyntaxTreeNode]) -> Nodes:
    joined: Nodes = []
    for one in map(_one, nodes):
        if one["t"] == "text" and joined and joined[-1]["t"] == "text":
            joined[-1] = {"t": "text", "s": joined[-1]["s"] + one["s"]}
        elif one["t"] != "text" or one["s"]:
            joined.append(one)
    return joined


def _one(node: SyntaxTreeNode) -> Node:
    match node.type:
        case "text" | "text_special":
            return {"t": "text", "s": node.content}
        case "softbreak":
            return {"t": "text", "s": " "}
        case "hardbreak":
            return {"t": "break"}
        case "code_inline":
            return {"t": "code", "s": node.content}
        case "strong" | "em":
            return {"t": node.type, "c": _joined(node.children)}
        case "link":
            return {"t": "link", "href": str(node.attrs["href"]), "c": _joined(node.children)}
        case other:
            raise ValueError(f"a deliverable holds no {other}")
