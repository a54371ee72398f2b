"""Changing a document by splicing its text: what an edit does not concern keeps every character.

Several edits are made in order, each seeing what those before it did. The result is read again twice, by our reader
and by ruamel.yaml; unless both find exactly the data that the edits should give, nothing is changed.
"""

from __future__ import annotations

import copy
from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Any, NamedTuple

from communkit.documents import emission
from communkit.documents.edit_types import (
    AddKey,
    AppendRow,
    Edit,
    Plan,
    Remove,
    RenameKey,
    SetValue,
)
from communkit.documents.migrated import Splice
from communkit.documents.nodes import Document, NodePath
from communkit.documents.places import EditRefused, refuse
from communkit.documents.problems import DocumentRefused
from communkit.documents.reader import read_text, shielded, unshielded
from communkit.documents.scalars import plain_value
from communkit.documents.source import BOM
from communkit.documents.splicing import plan


class Change(NamedTuple):
    """The outcome of edits: the new document, and the rounds of splices that led to it, each sorted by place."""

    document: Document
    rounds: list[list[Splice]]


def edited(doc: Document, *edits: Edit) -> Document:
    """The document after these edits, in order. Raises EditRefused; the document given is never changed.

    Its fingerprint stays that of the file as it was read, for `write` to compare.
    """
    return change(doc, edits).document


def set_value(doc: Document, path: NodePath, value: object) -> Document:
    """Give the value at `path` another one; what does not exist yet is added. Comments and quotes stay."""
    return edited(doc, SetValue(path, value))


def add_key(doc: Document, path: NodePath, key: str, value: object) -> Document:
    """Add a key at the end of the mapping at `path`; refused when the key has a value already."""
    return edited(doc, AddKey(path, key, value))


def append_row(doc: Document, path: NodePath, row: object) -> Document:
    """Add a row at the end of the list at `path`."""
    return edited(doc, AppendRow(path, row))


def remove(doc: Document, path: NodePath, *, keep_comments: bool = True) -> Document:
    """Remove a key or a row; the comments in it stay behind unless `keep_comments` is false."""
    return edited(doc, Remove(path, keep_comments))


def rename_key(doc: Document, path: NodePath, new: str) -> Document:
    """Give the key that `path` ends with another name."""
    return edited(doc, RenameKey(path, new))


def change(doc: Document, edits: Iterable[Edit], *, twice: bool = True) -> Change:
    """As `edited`, with the splices that were made. `twice`: whether ruamel.yaml reads the result too.

    Edits that have nothing to do with each other are spliced in one round: reading again after each would make the
    migration of a long document take minutes.
    """
    edits = list(edits)
    for edit in edits:
        _check(edit)
    expected = copy.deepcopy(doc.data)
    current, rounds = doc, []
    batch = _Batch()
    last: NodePath = ()
    for edit in edits:
        expected = _applied(doc, expected, edit)
        queue = [edit]
        while queue:
            step = queue.pop()
            planned = None if batch.concerns(_scope(current, step)) else _planned(current, step, bool(batch.splices))
            if planned is None or any(isinstance(one, Splice) and batch.touches(one) for one in planned):
                current = _spliced(current, batch.splices, last)
                rounds.append(batch.splices)
                batch = _Batch()
                planned = plan(current, step)
            queue += reversed([one for one in planned if not isinstance(one, Splice)])
            if batch.take(_scope(current, step), [one for one in planned if isinstance(one, Splice)]):
                last = step.path
    if batch.splices:
        current = _spliced(current, batch.splices, last)
        rounds.append(batch.splices)
    if current is not doc:
        if not emission.same(current.data, expected):
            raise refuse(doc, last, "unsure")
        if twice:
            check_again(current, last)
    return Change(current, rounds)


def _planned(doc: Document, edit: Edit, pending: bool) -> Plan | None:
    """The plan of an edit; None when it is refused but may not be once the `pending` splices are made."""
    try:
        return plan(doc, edit)
    except EditRefused:
        if pending:
            return None
        raise


class _Batch:
    """Splices to be made in one round, sorted, and the parts of the document that they change."""

    def __init__(self) -> None:
        self.splices: list[Splice] = []
        self._scopes: set[NodePath] = set()
        self._above: set[NodePath] = set()

    def concerns(self, scope: NodePath) -> bool:
        """Whether the batch changes something in this part of the document, or a part that holds it."""
        return scope in self._above or any(scope[:depth] in self._scopes for depth in range(len(scope) + 1))

    def touches(self, splice: Splice) -> bool:
        """Whether a splice overlaps or adjoins one of the batch."""
        at = bisect_left(self.splices, splice)
        return (at > 0 and self.splices[at - 1].end >= splice.start) or (
            at < len(self.splices) and self.splices[at].start <= splice.end
        )

    def take(self, scope: NodePath, splices: list[Splice]) -> bool:
        """Add the splices of one edit; False when there are none."""
        for splice in splices:
            insort(self.splices, splice)
        if splices:
            self._scopes.add(scope)
            self._above.update(scope[:depth] for depth in range(len(scope)))
        return bool(splices)


def _check(edit: Edit) -> None:
    """Raise TypeError or ValueError at once for a value that no document holds."""
    if isinstance(edit, (SetValue, AddKey)):
        emission.plain_data(edit.value)
    elif isinstance(edit, AppendRow):
        emission.plain_data(edit.row)


def _scope(doc: Document, edit: Edit) -> NodePath:
    """The path below which the edit changes something, or needs things to be as they are."""
    if isinstance(edit, (Remove, RenameKey)):
        return edit.path[:-1]
    known = len(edit.path)
    while known and doc.written(edit.path[:known]) is None:
        known -= 1
    return edit.path[:known]


def _spliced(doc: Document, splices: list[Splice], path: NodePath) -> Document:
    text, at = [], 0
    for splice in splices:
        text += [doc.text[at : splice.start], splice.text]
        at = splice.end
    text.append(doc.text[at:])
    try:
        new = read_text("".join(text), doc.path)
    except DocumentRefused as error:
        raise refuse(doc, path, "unsure") from error
    new.fingerprint = doc.fingerprint
    return new


def _applied(doc: Document, data: dict[str, object], edit: Edit) -> dict[str, object]:
    """The same edit on plain data: what the text must mean afterwards."""
    path, holder = edit.path, {"": data}
    match edit:
        case SetValue(_, value, _):
            _put(doc, holder, path, emission.plain_data(value))
        case AddKey(_, key, value, _):
            _put(doc, holder, (*path, key), emission.plain_data(value))
        case AppendRow(_, row, _):
            rows = _get(holder, path)
            _put(doc, holder, path, [*(rows if isinstance(rows, list) else []), emission.plain_data(row)])
        case Remove():
            parent = _get(holder, path[:-1])
            if not path or not _holds(parent, path[-1]):
                raise refuse(doc, path, "nothing-there")
            del parent[path[-1]]
        case RenameKey(_, new):
            parent = _get(holder, path[:-1])
            if not path or not isinstance(parent, dict) or not _holds(parent, path[-1]):
                raise refuse(doc, path, "nothing-there")
            entries = {new if key == path[-1] else key: value for key, value in parent.items()}
            parent.clear()
            parent.update(entries)
    root = holder[""]
    if not isinstance(root, dict):
        raise ValueError("a document is a mapping")
    return root


def _holds(parent: Any, segment: str | int) -> bool:
    if isinstance(parent, dict):
        return isinstance(segment, str) and segment in parent
    return isinstance(parent, list) and isinstance(segment, int) and 0 <= segment < len(parent)


def _get(holder: Any, path: NodePath) -> Any:
    found = holder[""]
    for segment in path:
        if not _holds(found, segment):
            return None
        found = found[segment]
    return found


def _put(doc: Document, holder: Any, path: NodePath, value: object) -> None:
    """Set a value in nested dicts and lists, the dicts missing on the way being made."""
    parent: Any = holder
    last: Any = ""
    for depth, segment in enumerate(path):
        if not _holds(parent, last) or parent[last] is None:
            parent[last] = {}
        parent = parent[last]
        if not isinstance(parent, dict) and not _holds(parent, segment):
            if isinstance(segment, str):
                raise refuse(doc, path[:depth], "not-a-mapping")
            raise refuse(doc, path, "nothing-there")
        last = segment
    parent[last] = value


def check_again(doc: Document, path: NodePath = ()) -> None:
    """Raise EditRefused, naming `path`, unless ruamel.yaml reads the same data in the text as we do."""
    if not emission.same(_by_ruamel(doc.text), doc.data):
        raise refuse(doc, path, "unsure")


def _by_ruamel(text: str) -> object:
    """The data as ruamel's own parser, which shares no code with libyaml, finds it; None when it cannot."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    def data(node: Any) -> object:
        if isinstance(node, ScalarNode):
            value = unshielded(text, node.value) if shield != text else node.value
            return value if node.style else plain_value(value)
        if isinstance(node, SequenceNode):
            return [data(item) for item in node.value]
        if isinstance(node, MappingNode):
            return {str(unshielded(text, key.value)): data(value) for key, value in node.value}
        return None

    shield = shielded(text)
    yaml = YAML(typ="safe", pure=True)
    try:
        return data(yaml.compose(shield.removeprefix(BOM)))
    except (YAMLError, ValueError, RecursionError):
        return None
