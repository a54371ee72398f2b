"""Old shapes of documents climb to the newest one, step by step, by the same edits that people's answers make.

So comments and order stay, and what is read in memory is what `migrate` would write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from communkit.documents.edit_types import Edit, Remove, RenameKey, SetValue, Splice, WriteOut
from communkit.documents.edits import change, check_again
from communkit.documents.envelope import read_envelope
from communkit.documents.nodes import Alias, Document, Mapping, Node, NodePath, Sequence
from communkit.documents.source import Span

Passes: TypeAlias = "Iterable[Iterable[Edit]]"
"""The edits of a step in passes: the edits of a pass have nothing to do with each other and are spliced at once."""
Migration: TypeAlias = Callable[[Document], Passes]

_LADDER: dict[tuple[str, int], Migration] = {}


class Step(NamedTuple):
    """One rung: `assets` from shape 0 to shape 1."""

    name: str
    before: int
    after: int

    def __str__(self) -> str:
        return f"{self.name}/{self.before} → {self.name}/{self.after}"


@dataclass(frozen=True, slots=True)
class Migrated:
    """A document in the newest shape, the one it was made from, and the steps between (none: they are the same)."""

    document: Document
    original: Document
    steps: tuple[Step, ...]
    rounds: tuple[tuple[Splice, ...], ...]

    def to_original(self, offset: int) -> int:
        """The place in the original text for a place in the migrated one.

        What a migration wrote has the place of what it replaced, or of the line it was put behind.
        """
        for splices in reversed(self.rounds):
            offset = _undone(splices, offset)
        text = self.original.text
        while self.rounds and text[offset : offset + 1] == " ":
            offset += 1
        return offset

    def span_to_original(self, span: Span) -> Span:
        """The same for a span. What has no length in the original gets the rest of its line, or else all of it."""
        start, end = self.to_original(span.start), self.to_original(span.end)
        if end > start or not self.steps:
            return Span(start, end)
        last = self.original.line_end(start)
        if start == last:
            first = self.original.line_start(start)
            line = self.original.text[first:last]
            start = first + len(line) - len(line.lstrip())
        return Span(start, last)


def migration(name: str, from_shape: int) -> Callable[[Migration], Migration]:
    """Declare the step from one shape of a document to the next."""

    def declare(step: Migration) -> Migration:
        if (name, from_shape) in _LADDER:
            raise ValueError(f"{name}/{from_shape} has two ways up")
        _LADDER[name, from_shape] = step
        return step

    return declare


def ladder() -> list[Step]:
    """All the steps there are, sorted."""
    return [Step(name, shape, shape + 1) for name, shape in sorted(_LADDER)]


def climb(doc: Document, name: str, newest: int) -> Migrated:
    """The document in the shape `newest`, in memory.

    Raises DocumentRefused for an envelope that cannot be read or is newer, EditRefused when a text resists, and
    LookupError when a step is missing, which is our mistake.
    """
    shape = read_envelope(doc, name, newest).shape
    current, rounds = doc, []
    steps = []
    for before in range(shape, newest):
        if (name, before) not in _LADDER:
            raise LookupError(f"no migration from {name}/{before}")
        for edits in _LADDER[name, before](current):
            done = change(current, edits, twice=False)
            current = done.document
            rounds += [tuple(splices) for splices in done.rounds]
        announced = change(current, [SetValue(("schema",), f"{name}/{before + 1}")], twice=False)
        current = announced.document
        rounds += [tuple(splices) for splices in announced.rounds]
        steps.append(Step(name, before, before + 1))
    if steps:
        check_again(current)
    return Migrated(current, doc, tuple(steps), tuple(rounds))


def _undone(splices: tuple[Splice, ...], offset: int) -> int:
    """Where an offset was before these splices, which are sorted and do not overlap."""
    grown = 0
    for splice in splices:
        start = splice.start + grown
        if offset < start:
            break
        if offset < start + len(splice.text):
            return splice.start
        grown += len(splice.text) - (splice.end - splice.start)
    return offset - grown


_RIGHTS = {
    "code": "software",
    "documentation": "copyright",
    "content": "copyright",
    "hardware": "copyright",
    "database": "database-producer",
    "sign": "trademark",
}


@migration("assets", from_shape=0)
def _rights_become_rows(doc: Document) -> Iterator[Iterable[Edit]]:
    """From the five flat columns (one holder, a bare mode of contribution) to rows of rights.

    Which right the one holder had follows from the kind; where that is not said, the row is left without.
    """
    for path in reversed(list(_aliases(doc.root, ()))):
        # Backwards: an alias can stand in what a later one repeats.
        yield [WriteOut(path)]
    listed = doc.data.get("assets")
    rows = [(("assets", index), row) for index, row in enumerate(listed if isinstance(listed, list) else [])]
    flat = [(path, row) for path, row in rows if isinstance(row, dict)]
    yield [
        RenameKey((*path, "licence"), "planned_licence")
        for path, row in flat
        if "licence" in row and "planned_licence" not in row
    ]
    renamed: list[Edit] = []
    filled: list[Edit] = []
    dropped: list[Edit] = []
    for path, row in flat:
        mode = row.get("contributions")
        if isinstance(mode, str):
            filled.append(SetValue((*path, "contributions"), {"mode": mode}))
        if "rights" in row:
            continue
        old = [field for field in ("holder", "basis") if field in row]
        known = {field: row[field] for field in old if row[field] is not None}
        if known:
            right = _RIGHTS.get(str(row.get("kind")))
            first = next(iter(known))
            renamed.append(RenameKey((*path, first), "rights"))
            filled.append(SetValue((*path, "rights"), [({"right": right} if right else {}) | known]))
            old.remove(first)
        dropped += [Remove((*path, field)) for field in old]
    yield renamed
    yield filled
    yield dropped


def _aliases(node: Node, path: NodePath) -> Iterator[NodePath]:
    """The paths of the aliases in a subtree, in the order of the text."""
    if isinstance(node, Alias):
        yield path
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield from _aliases(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _aliases(item, (*path, index))
