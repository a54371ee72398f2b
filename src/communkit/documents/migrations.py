"""Old shapes of documents climb to the newest one, step by step, by the same edits that people's answers make.

So comments and order stay, and what is read in memory is what `migrate` would write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from communkit.documents.edit_types import Edit, Remove, RenameKey, SetValue, WriteOut
from communkit.documents.edits import change, check_again
from communkit.documents.envelope import read_envelope
from communkit.documents.migrated import Migrated, Step
from communkit.documents.nodes import Alias, Document, Mapping, Node, NodePath, Sequence

Passes: TypeAlias = "Iterable[Iterable[Edit]]"
"""The edits of a step in passes: the edits of a pass have nothing to do with each other and are spliced at once."""
Migration: TypeAlias = Callable[[Document], Passes]

_LADDER: dict[tuple[str, int], Migration] = {}


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
