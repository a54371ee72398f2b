"""Finding what an edit is about, and refusing it where it would change more than it says."""

from __future__ import annotations

from dataclasses import dataclass

from communkit.documents.layout import colon_end, inner_start, starts
from communkit.documents.nodes import (
    Alias,
    Collection,
    Document,
    Mapping,
    Node,
    NodePath,
    Resolved,
    Scalar,
    Sequence,
    leaves,
    resolved,
)
from communkit.errors import EnvironmentFailure
from communkit.marked import N_, Message


class EditRefused(EnvironmentFailure):
    """A change that cannot be made to this text without touching what it does not concern. Nothing was changed."""


def address(path: NodePath) -> str:
    """A path as people read it: `assets[0].rights`."""
    text = ""
    for segment in path:
        text += f"[{segment}]" if isinstance(segment, int) else f".{segment}" if text else segment
    return text


_REASONS = {
    "nothing-there": N_("{file} has nothing at {address}, so it cannot be changed there."),
    "already-there": N_("{file} already holds an answer at {address}; it was left as it is."),
    "not-a-mapping": N_("{address} in {file} holds a value, not named fields, so no field can be added to it."),
    "not-a-list": N_("{address} in {file} holds a value, not a list, so no row can be added to it."),
    "repeated": N_("{address} in {file} cannot be changed alone: *{name} repeats it elsewhere in the document."),
    "alias": N_("{address} in {file} cannot be changed there: it only repeats what &{name} marks elsewhere."),
    "unsure": N_("{address} could not be changed in {file} with certainty that the rest keeps its meaning."),
}
_HINTS = {
    "repeated": N_("Write the value out in full in place of *{name}, then try again."),
    "alias": N_("Write the value out in full in place of *{name}, then try again."),
    "unsure": N_("Nothing was changed. Make this change by hand in an editor."),
}


def refuse(doc: Document, path: NodePath, reason: str, name: str = "") -> EditRefused:
    """The refusal to raise; `reason` is one of those above, `name` an anchor's."""
    file = f"{doc.path.parent.name}/{doc.path.name}".removeprefix("/")
    params = {"file": file, "address": address(path), "name": name}
    hint = _HINTS.get(reason, N_("Open the file and look at this place, then try again."))
    return EditRefused(Message(_REASONS[reason], params), Message(hint, params))


@dataclass(slots=True)
class Place:
    """A node with its way down: `parents` from the root to its own, the last of which holds it at `index`."""

    doc: Document
    path: NodePath
    parents: list[Collection]
    index: int
    key: Scalar | None
    node: Node

    @property
    def parent(self) -> Collection | None:
        return self.parents[-1] if self.parents else None

    @property
    def in_flow(self) -> bool:
        """Whether it stands inside braces or brackets (its own do not count)."""
        return any(parent.flow for parent in self.parents)

    @property
    def start(self) -> int:
        """Where its entry begins: at the dash or the key."""
        if self.parent is None:
            return inner_start(self.doc.text, self.node)
        return starts(self.doc.text, self.parent)[self.index]

    def indicator_end(self) -> int | None:
        """Behind the dash or colon before the value; None for a key that has no colon, and in brackets."""
        if self.key is not None:
            return colon_end(self.doc.text, self.key)
        return None if self.parent is None or self.parent.flow else self.start + 1

    def sibling(self, index: int) -> Node:
        """The value of another entry of the same parent."""
        parent = self.parents[-1]
        return parent.items[index] if isinstance(parent, Sequence) else parent.entries[index][1]

    def previous_end(self) -> int:
        """Where the entry before ends."""
        return self.sibling(self.index - 1).content_end

    def target(self) -> Resolved:
        """The node, to be changed inside: refused when it is an alias."""
        if isinstance(self.node, Alias):
            raise refuse(self.doc, self.path, "alias", self.node.name)
        return self.node

    def refuse_if_parents_repeated(self) -> None:
        """Refuse when an alias elsewhere repeats a collection that holds this entry."""
        for node in self.parents:
            if node.uses:
                raise refuse(self.doc, self.path, "repeated", node.anchor or "")

    def refuse_if_repeated(self, whole: bool) -> None:
        """Refuse when an alias elsewhere repeats what would change, the parents included.

        When the node is replaced or removed as a `whole`, that is anything in it that aliases outside it repeat.
        """
        self.refuse_if_parents_repeated()
        node = resolved(self.node)
        if not whole and node.uses:
            raise refuse(self.doc, self.path, "repeated", node.anchor or "")
        if whole and not isinstance(self.node, Alias):
            uses: dict[int, int] = {}
            for leaf in leaves(self.node):
                if isinstance(leaf, Alias):
                    uses[id(leaf.target)] = uses.get(id(leaf.target), 0) + 1
            for node in _anchored(self.node):
                if node.uses > uses.get(id(node), 0):
                    raise refuse(self.doc, self.path, "repeated", node.anchor or "")


def _anchored(node: Node) -> list[Resolved]:
    """The nodes of a subtree, keys included, that some alias repeats."""
    if isinstance(node, Alias):
        return []
    found: list[Resolved] = [node] if node.uses else []
    if isinstance(node, Mapping):
        for key, value in node.entries:
            found += _anchored(key) + _anchored(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            found += _anchored(item)
    return found


def locate(doc: Document, path: NodePath) -> Place:
    """The place of an existing value. Raises EditRefused when there is none, or only behind an alias."""
    parents: list[Collection] = []
    node: Node = doc.root
    key: Scalar | None = None
    index = 0
    for depth, segment in enumerate(path):
        if isinstance(node, Alias):
            raise refuse(doc, path[:depth], "alias", node.name)
        if isinstance(node, Mapping) and isinstance(segment, str):
            index = next((at for at, (found, _) in enumerate(node.entries) if found.text == segment), -1)
        elif isinstance(node, Sequence) and isinstance(segment, int):
            index = segment if 0 <= segment < len(node.items) else -1
        else:
            index = -1
        if index < 0 or isinstance(node, Scalar):
            raise refuse(doc, path[: depth + 1], "nothing-there")
        parents.append(node)
        if isinstance(node, Mapping):
            key, node = node.entries[index]
        else:
            key, node = None, node.items[index]
    return Place(doc, path, parents, index, key, node)
