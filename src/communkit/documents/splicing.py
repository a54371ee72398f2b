"""From an edit to splices: which characters of the text go, which come, and nothing else.

Each function here looks at the document and touches nothing. Either it gives the splices, or, where a whole
structure takes the place of another, the smaller edits that amount to the same and leave more of the text alone.
"""

from __future__ import annotations

from communkit.documents import emission
from communkit.documents.edit_types import (
    AddKey,
    AppendRow,
    Edit,
    Plan,
    Remove,
    RenameKey,
    SetValue,
    WriteOut,
)
from communkit.documents.layout import (
    BLOCK_HEADER,
    Comment,
    after_blanks,
    comments,
    habits,
    inner_start,
    keeps_blank_lines,
    last_leaf,
    starts,
)
from communkit.documents.migrated import Splice
from communkit.documents.nodes import (
    Alias,
    Collection,
    Document,
    Mapping,
    Node,
    NodePath,
    Scalar,
    Sequence,
    plain,
)
from communkit.documents.places import Place, locate, refuse


def plan(doc: Document, edit: Edit) -> Plan:
    """The splices of one edit, or the smaller edits it comes down to. Raises EditRefused."""
    match edit:
        case SetValue(path, value, above):
            return _set(doc, path, emission.plain_data(value), above)
        case AddKey(path, key, value, above):
            return _add(doc, path, key, value, above)
        case AppendRow(path, row, above):
            return _append(doc, path, row, above)
        case Remove(path, keep):
            return _remove(doc, path, keep)
        case RenameKey(path, new):
            return _rename(doc, path, new)
        case WriteOut(path):
            place = locate(doc, path)
            return _fill(doc, place, plain(place.node)) if isinstance(place.node, Alias) else []


def _set(doc: Document, path: NodePath, value: object, above: tuple[str, ...]) -> Plan:
    if path and doc.written(path) is None:
        return _create(doc, path, value, above)
    place = locate(doc, path)
    node = place.node
    old = plain(node)
    if emission.same(old, value):
        return []
    if not isinstance(node, Alias) and old and value:
        if isinstance(old, dict) and isinstance(value, dict):
            return _set_entries(path, old, value)
        if isinstance(old, list) and isinstance(value, list):
            return _set_rows(path, old, value)
    if not path and not isinstance(value, dict):
        raise ValueError("a document is a mapping")
    return _fill(doc, place, value)


def _fill(doc: Document, place: Place, value: object) -> list[Splice]:
    """Put another value in this place."""
    place.refuse_if_repeated(whole=True)
    return _replace_in_flow(doc, place, value) if place.in_flow else _replace(doc, place, value)


def _create(doc: Document, path: NodePath, value: object, above: tuple[str, ...]) -> Plan:
    """Set what does not exist: add a key to the deepest parent that does."""
    known = len(path) - 1
    while doc.written(path[:known]) is None:
        known -= 1
    key, *below = path[known:]
    for segment in reversed(below):
        if not isinstance(segment, str):
            raise refuse(doc, path, "nothing-there")
        value = {segment: value}
    if not isinstance(key, str):
        raise refuse(doc, path, "nothing-there")
    return [AddKey(path[:known], key, value, above)]


def _set_entries(path: NodePath, old: dict[str, object], new: dict[str, object]) -> list[Edit]:
    edits: list[Edit] = [SetValue((*path, key), new[key]) for key in old if key in new]
    edits += [AddKey(path, key, value) for key, value in new.items() if key not in old]
    # Last, so that the mapping is never empty on the way.
    return edits + [Remove((*path, key)) for key in old if key not in new]


def _set_rows(path: NodePath, old: list[object], new: list[object]) -> list[Edit]:
    edits: list[Edit] = [SetValue((*path, index), row) for index, row in enumerate(new[: len(old)])]
    edits += [AppendRow(path, row) for row in new[len(old) :]]
    return edits + [Remove((*path, index)) for index in reversed(range(len(new), len(old)))]


def _add(doc: Document, path: NodePath, key: str, value: object, above: tuple[str, ...]) -> Plan:
    if doc.written(path) is None:
        return [SetValue((*path, key), value)]
    place = locate(doc, path)
    node = place.target()
    if isinstance(node, Scalar) and node.value is None and not node.style:
        return [SetValue(path, {key: value})]
    if not isinstance(node, Mapping):
        raise refuse(doc, path, "not-a-mapping")
    if not node.entries:
        return [SetValue(path, {key: value})]
    existing = node.get(key)
    if existing is not None:
        if isinstance(existing, Scalar) and existing.value is None:
            return [SetValue((*path, key), value)]
        raise refuse(doc, (*path, key), "already-there")
    place.refuse_if_repeated(whole=False)
    data = emission.plain_data(value)
    if place.in_flow or node.flow:
        return _extend_flow(doc, node, emission.flow_entry(key, data))
    lines = emission.key_lines(key, data, habits(doc, node))
    return _insert_in_block(doc, node, lines, above) or _extend_block(doc, node, lines)


def _insert_in_block(doc: Document, node: Mapping, lines: list[str], above: tuple[str, ...]) -> list[Splice]:
    """Put an entry above the first one that `above` names; nothing where it is not sure what belongs to whom.

    That is so above comments or a blank line, and on the line of a row's dash.
    """
    index = next((index for index, (key, _) in enumerate(node.entries) if key.text in above), 0)
    if not index:
        return []
    start = starts(doc.text, node)[index]
    at = doc.line_start(start)
    before = doc.text[doc.line_start(at - 1) : at].strip()
    if doc.text[at:start].strip() or not before or before.startswith("#"):
        return []
    text = "".join(line + doc.newline for line in _indented(lines, doc.column(start)))
    return [Splice(at, at, text)]


def _append(doc: Document, path: NodePath, row: object, above: tuple[str, ...]) -> Plan:
    if doc.written(path) is None:
        return [SetValue(path, [row], above)]
    place = locate(doc, path)
    node = place.target()
    if isinstance(node, Scalar) and node.value is None and not node.style:
        return [SetValue(path, [row])]
    if not isinstance(node, Sequence):
        raise refuse(doc, path, "not-a-list")
    if not node.items:
        return [SetValue(path, [row])]
    place.refuse_if_repeated(whole=False)
    data = emission.plain_data(row)
    if place.in_flow or node.flow:
        return _extend_flow(doc, node, emission.flow_text(data))
    return _extend_block(doc, node, emission.row_lines(data, habits(doc, node)))


def _indented(lines: list[str], column: int) -> list[str]:
    return [" " * column + line if line else line for line in lines]


def _extend_block(doc: Document, node: Collection, lines: list[str]) -> list[Splice]:
    """Put an entry below the last one, behind the comments that belong to it."""
    places = starts(doc.text, node)
    last = node.items[-1] if isinstance(node, Sequence) else node.entries[-1][1]
    column = doc.column(places[0])
    end = _behind_comments(doc, last.content_end, column)
    extra: list[Splice] = []
    lines = _indented(lines, column)
    if len(places) > 1 and _blank_before(doc, places[-1]) and not keeps_blank_lines(doc.text, last):
        lines.insert(0, "")
    text = doc.newline + doc.newline.join(lines)
    if doc.next_line(end) == end:
        # No break at the end of the file: a block scalar there would gain one, and so another value.
        extra = _strip_last(doc, last)
        text += doc.newline
    return [*extra, Splice(end, end, text)]


def _behind_comments(doc: Document, offset: int, column: int) -> int:
    """The end of the line of an entry's last character, or of the comments right below that are still about it.

    Those stand further right than the entries; or as far, when nothing as far to the right follows.
    """
    end = sure = doc.line_end(offset)
    while (following := doc.next_line(end)) > end:
        margin = _margin(doc, following)
        if margin < column or not doc.text.startswith("#", following + margin):
            break
        if sure == end and margin > column:
            sure = doc.line_end(following)
        end = doc.line_end(following)
    following = after_blanks(doc.text, end)
    return end if following == len(doc.text) or doc.column(following) < column else sure


def _margin(doc: Document, start: int) -> int:
    line = doc.text[start : doc.line_end(start)]
    return len(line) - len(line.lstrip(" "))


def _blank_before(doc: Document, start: int) -> bool:
    """Whether an entry is set apart from the one before by a blank line above it or its comments."""
    at = doc.line_start(start)
    while at > doc.bom:
        at = doc.line_start(at - 1)
        line = doc.text[at : doc.line_end(at)].strip()
        if not line.startswith("#"):
            return not line
    return False


def _strip_last(doc: Document, last: Node) -> list[Splice]:
    leaf = last_leaf(last)
    if not isinstance(leaf, Scalar) or not leaf.is_block or not leaf.text or leaf.text.endswith("\n"):
        return []
    header = BLOCK_HEADER.match(doc.text, leaf.span.start)
    if header is None or "-" in header["marks"]:
        return []
    marks = header["marks"].replace("+", "") + "-"
    return [Splice(*header.span("marks"), marks)]


def _extend_flow(doc: Document, node: Collection, text: str) -> list[Splice]:
    """Put an entry behind the last one, on a line of its own where they have lines of their own."""
    places = starts(doc.text, node)
    last = node.items[-1] if isinstance(node, Sequence) else node.entries[-1][1]
    end, start = last.content_end, places[-1]
    line = doc.line_start(start)
    own_line = not doc.text[line:start].strip()
    tail = doc.text[end : doc.line_end(end)]
    comma = tail.lstrip(" \t").startswith(",")
    rest = tail.lstrip(" \t").removeprefix(",").lstrip(" \t")
    if own_line and (not rest or rest.startswith("#")):
        at = doc.line_end(end)
        below = f"{doc.newline}{doc.text[line:start]}{text}"
        if comma:
            return [Splice(at, at, below + ",")]
        return [Splice(end, end, ","), Splice(at, at, below)] if at > end else [Splice(end, end, "," + below)]
    gap = " " if isinstance(last, Scalar) and last.span.start == end and not last.style else ""
    return [Splice(end, end, f"{gap}, {text}")]


def _replace(doc: Document, place: Place, value: object) -> list[Splice]:
    """Another value in block context: on the same line where both fit there, else in the lines of the old one."""
    node, text = place.node, doc.text
    ways = habits(doc, place.parents[-1] if place.parents else node)
    if not place.path:
        lines = emission.mapping_lines(value, ways) if isinstance(value, dict) and value else ["{}"]
        start = inner_start(text, node)
        return _rewrite(doc, place, start, lines, doc.column(start))
    behind = place.indicator_end()
    column = doc.column(place.start)
    if isinstance(place.parent, Sequence) and isinstance(value, (dict, list)):
        first, *rest = emission.row_lines(value, ways)
        lines = [first.removeprefix("-"), *rest]
    else:
        prefer = node.style if isinstance(node, Scalar) and not node.is_block and "\n" not in str(value) else ""
        lines = emission.value_lines(value, ways, prefer)
    # In `- &name key: value` the name would be the key's, so the anchor, which nothing repeats, goes.
    drops_anchor = node.anchor is not None and isinstance(place.parent, Sequence) and isinstance(value, (dict, list))
    in_lines = isinstance(node, (Mapping, Sequence)) or (isinstance(node, Scalar) and node.is_block)
    if len(lines) == 1 and not in_lines and not drops_anchor and behind is not None:
        start = inner_start(text, node)
        if start == node.content_end:
            return [Splice(start, start, lines[0])]
        return [Splice(start, node.content_end, lines[0].strip())]
    if behind is None:
        raise refuse(doc, place.path, "unsure")
    if node.anchor is not None and not drops_anchor:
        lines[0] = f" &{node.anchor}{lines[0]}"
    return _rewrite(doc, place, behind, lines, column)


def _rewrite(doc: Document, place: Place, start: int, lines: list[str], column: int) -> list[Splice]:
    """Put `lines` where the node stood, from `start` to the end of its last line.

    A comment on its first line stays there; the others move, each on a line of its own, above the entry.
    """
    end = doc.line_end(place.node.content_end)
    met = comments(doc.text, start, end, [place.node])
    on_line = [comment for comment in met if comment.offset < doc.line_end(start)]
    first = lines[0] + "".join((comment.gap or "  ") + comment.text for comment in on_line)
    text = doc.newline.join([first, *_indented(lines[1:], column)])
    if len(lines) > 1 and end == len(doc.text):
        text += doc.newline
    splices = [Splice(start, end, text)]
    moved = [comment for comment in met if comment not in on_line]
    if moved:
        above = doc.line_start(place.start)
        splices.insert(0, Splice(above, above, _own_lines(doc, moved, _margin(doc, above))))
    return splices


def _own_lines(doc: Document, moved: list[Comment], margin: int) -> str:
    return "".join(f"{' ' * margin}{comment.text}{doc.newline}" for comment in moved)


def _replace_in_flow(doc: Document, place: Place, value: object) -> list[Splice]:
    node = place.node
    prefer = node.style if isinstance(node, Scalar) and node.style in ("'", '"') else ""
    text = emission.flow_text(value, prefer)
    start = inner_start(doc.text, node)
    if start == node.content_end:
        behind = place.indicator_end()
        return [Splice(start, start, f" {text}" if behind is not None or node.anchor else f": {text}")]
    met = comments(doc.text, start, node.content_end, [node])
    return [*_above_flow(doc, place, met), Splice(start, node.content_end, text)]


def _above_flow(doc: Document, place: Place, met: list[Comment]) -> list[Splice]:
    """Comments from inside brackets, moved above the line where the outermost bracket opens."""
    if not met:
        return []
    around = [node for node in (*place.parents, place.node) if isinstance(node, (Mapping, Sequence))]
    outermost = next(node for node in around if node.flow)
    above = doc.line_start(outermost.span.start)
    return [Splice(above, above, _own_lines(doc, met, _margin(doc, above)))]


def _remove(doc: Document, path: NodePath, keep: bool) -> Plan:
    place = locate(doc, path)
    parent = place.parent
    if parent is None:
        raise refuse(doc, path, "nothing-there")
    place.refuse_if_repeated(whole=True)
    places = starts(doc.text, parent)
    if len(places) == 1:
        return _remove_only(doc, place, parent, keep)
    start, node, text = place.start, place.node, doc.text
    inside = [node] if place.key is None else [place.key, node]
    following = places[place.index + 1] if place.index + 1 < len(places) else None
    if parent.flow or place.in_flow:
        first, last = (start, following) if following is not None else (place.previous_end(), node.content_end)
        met = comments(text, first, last, inside) if keep else []
        return [*_above_flow(doc, place, met), Splice(first, last, "")]
    above = doc.line_start(start)
    if text[above:start].strip() and following is not None:
        # The entry shares its line with the dash of a row: the next one takes its place there.
        met = comments(text, start, following, inside) if keep else []
        splices = [Splice(start, following, "")]
        return [Splice(above, above, _own_lines(doc, met, _margin(doc, above))), *splices] if met else splices
    end = doc.next_line(node.content_end)
    met = comments(text, start, doc.line_end(node.content_end), inside) if keep else []
    if place.index and keeps_blank_lines(text, place.sibling(place.index - 1)):
        while end < len(text) and not doc.text[end : doc.line_end(end)].strip():
            end = doc.next_line(end)
    return [Splice(above, end, _own_lines(doc, met, doc.column(start)))]


def _remove_only(doc: Document, place: Place, parent: Collection, keep: bool) -> Plan:
    """Remove the last entry there is: the collection stays, empty."""
    empty: object = {} if isinstance(parent, Mapping) else []
    outer = locate(doc, place.path[:-1])
    outer.refuse_if_repeated(whole=False)
    splices = _replace_in_flow(doc, outer, empty) if outer.in_flow else _replace(doc, outer, empty)
    return splices if keep else splices[-1:]


def _rename(doc: Document, path: NodePath, new: str) -> Plan:
    place = locate(doc, path)
    key = place.key
    if key is None or not isinstance(place.parent, Mapping):
        raise refuse(doc, path, "nothing-there")
    if key.text == new:
        return []
    if not new:
        raise ValueError("a key is a text")
    if place.parent.get(new) is not None:
        raise refuse(doc, (*path[:-1], new), "already-there")
    place.refuse_if_parents_repeated()
    if key.uses:
        raise refuse(doc, path, "repeated", name=key.anchor or "")
    text = emission.key_text(new, place.in_flow or place.parent.flow)
    return [Splice(inner_start(doc.text, key), key.content_end, text)]
