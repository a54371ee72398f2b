"""The board of a dossier: a line a step, how far it is, its gravest thing, and the one next thing to do.

Plain data, filled by whoever knows the models; here it is shown as text and as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from communkit.marked import N_, NN_, Message, Share
from communkit.report.escape import visible
from communkit.report.screen import cells, cut, painted, wrapped
from communkit.rules import Severity
from communkit.words import Words

SCHEMA = "communkit/status/1"

ABSENT = "absent"
UNREADABLE = "unreadable"
BEGUN = "begun"


@dataclass(frozen=True, slots=True)
class Line:
    """One step. `state` is one of the three above; of `total` needed answers, `answered` are given and `proposed` wait.

    `counts` are its open findings by gravity; `gravest` says the gravest of them, `grave` how grave that is, None
    where it is no finding (answers that are due, proposals that wait). Of the errors, `missing` only say that an
    answer is due; of `left` answers nobody has said anything, needed today or later.
    """

    name: str
    title: str
    file: str
    state: str
    number: int | None = None
    answered: int = 0
    proposed: int = 0
    total: int = 0
    counts: tuple[tuple[Severity, int], ...] = ()
    gravest: Message | None = None
    grave: Severity | None = None
    missing: int = 0
    left: int = 0

    @property
    def share(self) -> Share | None:
        """How much of it is answered; None for a step that has not begun or cannot be read."""
        from decimal import Decimal

        if self.state != BEGUN:
            return None
        return Share(Decimal(self.answered) / self.total if self.total else Decimal(1))


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do now: the command to type, and why."""

    command: str
    why: Message


@dataclass(frozen=True, slots=True)
class Board:
    """A whole dossier. `name` is the team's, "" where there is none; `stage` None where nobody has said it.

    `readable` is the command that makes documents of it, where they are worth reading.
    """

    name: str
    stage: str | None
    version: str | None
    status: Message | None
    lines: tuple[Line, ...]
    next: Next
    waived: int = 0
    readable: str | None = None

    def count(self, severity: Severity) -> int:
        """How many open findings have that gravity, over all steps."""
        return sum(number for line in self.lines for grade, number in line.counts if grade is severity)


# As text

_STAGES = {
    "idea": N_("idea"),
    "preparing": N_("preparing"),
    "opening": N_("opening"),
    "running": N_("running"),
}
_CELLS = 10
_NARROW = 64
_STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.NOTE: "36"}
_DIM = "2"
_BOLD = "1"


def render(board: Board, words: Words, *, colored: bool = False, width: int = 100) -> str:
    """The board as text, `width` cells wide: on one line a step where there is room, else on two or three."""
    titles = {line.name: words.say(line.title) for line in board.lines}
    column = max((cells(title) for title in titles.values()), default=0)
    lines = [*_head(board, words, colored, width), ""]
    for line in board.lines:
        lines += _step(line, titles[line.name], column, words, colored, width)
    lines += ["", *wrapped(_summary(board, words), width), ""]
    lines += _next(board.next, words, colored, width)
    if board.readable is not None and board.readable != board.next.command:
        says = Message(N_("To read what comes out of it: {command}"), {"command": board.readable})
        lines += wrapped(words.say(says), width)
    return "\n".join(one.rstrip() for one in lines)


def _head(board: Board, words: Words, colored: bool, width: int) -> list[str]:
    name = visible(board.name) if board.name else words.say(N_("A project without a name"))
    if board.stage:
        stage = words.say(Message(N_("stage: {stage}"), {"stage": Message(_STAGES[board.stage])}))
    else:
        stage = words.say(N_("stage: not said"))
    about = [stage, *([f"v{visible(board.version)}"] if board.version else [])]
    if board.status:
        about.append(words.say(board.status))
    beside = " · ".join(about)
    if cells(name) + cells(beside) + 2 <= width:
        gap = max(min(width, 80) - cells(name) - cells(beside), 2)
        return [painted(name, _BOLD, colored) + " " * gap + beside]
    return [*(painted(one, _BOLD, colored) for one in wrapped(name, width)), *wrapped(beside, width)]


def _step(line: Line, title: str, column: int, words: Words, colored: bool, width: int) -> Iterator[str]:
    number = f"{line.number}" if line.number is not None else " "
    share = line.share
    percent = words.percent(share) if share is not None else "–"
    full = int(share.value * _CELLS) if share is not None else 0
    bar = "█" * full + painted("░" * (_CELLS - full), _DIM, colored)
    note = _note(line, words)
    style = _STYLES[line.grave] if line.grave is not None and line.state != ABSENT else ""
    beside = f"  {number} {title}{' ' * (column - cells(title))}  {bar} {percent:>6}"
    room = width - (4 + column + 2 + _CELLS + 7 + 3)
    if width >= _NARROW and room >= 16:
        if cells(note) <= room:
            yield f"{beside}   {painted(note, style, colored)}"
            return
        yield beside
        yield from (f"    {painted(one, style, colored)}" for one in wrapped(note, width - 4))
        return
    yield f"{number} {painted(cut(title, width - 2), _BOLD, colored)}"
    yield f"  {bar} {percent:>6}"
    yield from (f"  {painted(one, style, colored)}" for one in wrapped(note, width - 2) if note)


def _note(line: Line, words: Words) -> str:
    if line.state == ABSENT:
        return words.say(N_("not begun"))
    if line.state == UNREADABLE:
        return f"✗ {words.say(N_('cannot be read'))}"
    if line.gravest is None:
        return words.say(N_("complete")) if line.answered == line.total else ""
    return ("✗ " if line.grave is Severity.ERROR else "") + words.say(line.gravest, visible)


def _summary(board: Board, words: Words) -> str:
    missing = sum(line.missing for line in board.lines)
    counts = (
        (missing, *NN_("{count} missing answer", "{count} missing answers")),
        (board.count(Severity.ERROR) - missing, N_("{count} error"), N_("{count} errors")),
        (board.count(Severity.WARNING), N_("{count} warning"), N_("{count} warnings")),
        (board.count(Severity.NOTE), N_("{count} note"), N_("{count} notes")),
        (board.waived, N_("{count} waived"), N_("{count} waived")),
    )
    told = [words.plural(count, one, many) for count, one, many in counts if count]
    return ", ".join(told) if told else words.say(N_("Nothing to report"))


def _next(following: Next, words: Words, colored: bool, width: int) -> Iterator[str]:
    label = words.say(N_("Next:"))
    command = painted(following.command, _BOLD, colored)
    why = words.say(following.why, visible)
    if cells(label) + len(following.command) + cells(why) + 5 <= width:
        yield f"{label} {command}   {why}"
        return
    yield f"{label} {command}"
    yield from (f"  {one}" for one in wrapped(why, width - 2))


# As JSON


def render_json(board: Board, words: Words) -> str:
    """`communkit/status/1`, indented; sentences in the language of `words`, everything else in none."""
    return json.dumps(as_data(board, words), ensure_ascii=False, indent=2)


def as_data(board: Board, words: Words) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "schema": SCHEMA,
        "name": board.name or None,
        "stage": board.stage,
        "version": board.version,
        "steps": [_line(line, words) for line in board.lines],
        "summary": {
            **{severity.value: board.count(severity) for severity in _grades()},
            "waived": board.waived,
        },
        "next": {"command": board.next.command, "why": words.say(board.next.why)},
    }


def _grades() -> Sequence[Severity]:
    return tuple(reversed(Severity))


def _line(line: Line, words: Words) -> dict[str, Any]:
    counts = dict(line.counts)
    return {
        "step": line.name,
        "number": line.number,
        "title": words.say(line.title),
        "file": line.file,
        "state": line.state,
        "answered": line.answered,
        "proposed": line.proposed,
        "total": line.total,
        "findings": {severity.value: counts.get(severity, 0) for severity in _grades()},
        "missing": line.missing,
        "gravest": words.say(line.gravest) if line.gravest else None,
    }
