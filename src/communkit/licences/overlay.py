"""communkit's own entries on compatibility: `licences/compatibility/*.yaml`.

An entry speaks of one or several inbound licences, outbound ones and uses; ids may be patterns (`GPL-3.0-*`,
`*`). The more exactly an entry names the pair, the sooner it speaks; of two equal ones the first does.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from communkit.licences.data import Sourced, Table, folder, read_table
from communkit.marked import N_, Message

_ANSWERS = ("yes", "depends", "unknown", "no")
_USES = ("link", "include", "aggregate", "network", "content")
_DEFAULT_USES = ("link", "include")


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement: these inbound licences, into these outbound ones, used so: the answer, why, on what."""

    inbound: tuple[str, ...]
    outbound: tuple[str, ...]
    uses: tuple[str, ...]
    answer: str
    reason: Message
    condition: Message | None
    sourced: Sourced


def read_entry(row: Table) -> Entry:
    """One entry of a data file. Raises DataError for one that has not its shape, or no source."""
    entry = Entry(
        row.texts("inbound"),
        row.texts("outbound"),
        row.texts("uses") or _DEFAULT_USES,
        row.text("answer"),
        row.said("reason"),
        row.optional_said("condition"),
        row.sourced(),
    )
    row.known("answer", (entry.answer,), _ANSWERS)
    row.known("uses", entry.uses, _USES)
    if not entry.inbound or not entry.outbound:
        raise row.wrong(N_("an entry needs at least one licence on each side"))
    row.done()
    return entry


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry, file by file. Raises DataError for one that has not its shape."""
    found: list[Entry] = []
    for path in sorted(Path(folder("compatibility")).glob("*.yaml")):
        table = read_table(path)
        found += (read_entry(row) for row in table.tables("entries"))
        table.done()
    return tuple(found)


def _closeness(licence: str, patterns: tuple[str, ...]) -> int | None:
    """How exactly `patterns` name the licence: 2 by its id, 1 by a pattern, 0 by `*`; None not at all."""
    if licence in patterns:
        return 2
    near = [0 if pattern == "*" else 1 for pattern in patterns if fnmatchcase(licence, pattern)]
    return max(near, default=None)


@cache
def entry_for(inbound: str, outbound: str, use: str) -> Entry | None:
    """The entry that speaks of this pair and this use, None where none does."""
    best: tuple[int, Entry] | None = None
    for entry in entries():
        if use not in entry.uses:
            continue
        coming = _closeness(inbound, entry.inbound)
        going = _closeness(outbound, entry.outbound) if coming is not None else None
        if coming is None or going is None:
            continue
        if best is None or coming + going > best[0]:
            best = (coming + going, entry)
    return best[1] if best else None
