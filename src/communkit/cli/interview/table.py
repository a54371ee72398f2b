"""`--show`: a step as it stands, as a table that fits the terminal; lists row by row, each answer with its mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communkit.cli.app import App
from communkit.cli.interview.desk import Sheet
from communkit.cli.interview.wording import MARKS, STAGES, legend, row_name, shown, titled
from communkit.interview import Field, Group, Kind, Row
from communkit.marked import N_, Message
from communkit.model.step import Step
from communkit.report.escape import visible
from communkit.rules import State

_NARROW = 72
"""Below this many cells a row is told line by line rather than in columns."""

_STYLES = {State.PROPOSED: "yellow", State.UNKNOWN: "cyan"}


def shown_lines(text: str) -> str:
    """`text` without blanks at the ends of its lines."""
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n"))


def shown_sheet(sheet: Sheet, app: App, step: Step) -> str:
    """The step as text, as wide as the terminal."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(app.width, 30),
        force_terminal=app.colored,
        color_system="standard" if app.colored else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    _Shower(console, app).sheet(sheet, step)
    return shown_lines(out.getvalue())


class _Shower:
    def __init__(self, console: Console, app: App) -> None:
        self.console = console
        self.words = app.words
        self.used: set[State] = set()

    def sheet(self, sheet: Sheet, step: Step) -> None:
        stage = Message(N_("stage: {stage}"), {"stage": Message(STAGES[sheet.tree.stage])})
        self.console.print(Text(f"{self.words.say(step.title)} · {self.words.say(stage)}", style="bold"))
        self.console.print()
        root = sheet.tree.root
        plain = [one for one in root.fields if one.kind is not Kind.ROWS and one.question is not None]
        parted = [one for one in plain if any(inner.kind is Kind.PART for row in one.rows for inner in row.fields)]
        for part in (inner for one in parted for inner in one.rows[0].fields):
            self._part(part)
        plain = [one for one in plain if one not in parted]
        if plain:
            self._answers(plain)
        for field in root.fields:
            if field.kind is Kind.ROWS and (field.question is not None or field.rows):
                self._list(field)
        self.console.print(Text(legend(self.used, self.words), style="dim"))

    def _mark(self, state: State) -> Text:
        self.used.add(state)
        mark = self.words.say(N_("n/a")) if state is State.NOT_APPLICABLE else MARKS[state]
        return Text(mark, style=_STYLES.get(state, ""))

    def _answers(self, fields: Sequence[Field]) -> None:
        """Fields one below the other: mark, title, value."""
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(style="bold", max_width=max(10, self.console.width // 3))
        table.add_column(ratio=1, overflow="fold")
        for field in fields:
            table.add_row(self._mark(field.state), self.words.say(field.title), self._said(field))
        self.console.print(table)
        self.console.print()

    def _part(self, field: Field) -> None:
        """A part with answers of its own, such as one circle of several."""
        self.console.print(Text(self.words.say(field.title, visible), style="bold"))
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold", ratio=1)
        for one in (inner for row in field.rows for inner in row.fields):
            if one.question is not None:
                table.add_row(self._mark(one.state), self._titled(one))
        self.console.print(Padding(table, (0, 0, 1, 2)))

    def _list(self, field: Field) -> None:
        for title, rows, group in self._sections(field):
            self.console.print(Text(title, style="bold"))
            if not rows:
                state = group.state if group else field.state
                note = (group.note if group else field.note) or self.words.say(N_("nothing yet"))
                self.console.print(Padding(Text.assemble(self._mark(state), " ", visible(note)), (0, 0, 1, 2)))
            elif self.console.width < _NARROW or not field.columns:
                self._blocks(field, rows)
            else:
                self._columns(field, rows)

    def _sections(self, field: Field) -> Iterator[tuple[str, Sequence[Row], Group | None]]:
        if not field.groups:
            yield self.words.say(field.title), field.rows, None
        for group in field.groups:
            rows = [one for one in field.rows if one.sorted_as == group.value]
            yield self.words.say(group.label), rows, group
        unsorted = [one for one in field.rows if field.groups and one.sorted_as is None]
        if unsorted:
            yield self.words.say(N_("Not sorted yet")), unsorted, None

    def _blocks(self, field: Field, rows: Sequence[Row]) -> None:
        for row in rows:
            head = Text(f"  {row_name(row, self.words)}")
            if row.proposed:
                head = Text.assemble("  ", self._mark(State.PROPOSED), f" {row_name(row, self.words)}")
            self.console.print(head)
            said_above = (row.called_by, field.by)
            fields = [one for one in row.fields if one.question is not None and one.name not in said_above]
            table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
            table.add_column(no_wrap=True)
            table.add_column(overflow="fold", ratio=1)
            for one in fields:
                table.add_row(self._mark(one.state), self._titled(one))
            self.console.print(Padding(table, (0, 0, 1, 4)))

    def _columns(self, field: Field, rows: Sequence[Row]) -> None:
        table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1))
        titles = {one.name: one.title for row in rows for one in row.fields}
        columns = [name for name in field.columns if name in titles]  # a mark has no licence: no empty column
        for name in columns:
            table.add_column(self.words.say(titles[name]), ratio=1, overflow="fold")
        for row in rows:
            table.add_row(*(self._cell(row, name) for name in columns))
        self.console.print(table)

    def _cell(self, row: Row, name: str) -> Text:
        field = row.get(name)
        if field is None:
            return Text("")
        if field.kind is Kind.ROWS and field.rows:
            cells = [
                Text.assemble(self._mark(_state(one, field)), " ", row_name(one, self.words)) for one in field.rows
            ]
            return Text("\n").join(cells)
        if name == row.called_by and field.state is State.UNANSWERED:
            return Text.assemble(self._mark(field.state), " ", row_name(row, self.words))
        return Text.assemble(self._mark(field.state), " ", self._said(field))

    def _titled(self, field: Field) -> Text:
        said = self._said(field)
        return Text(titled(field, "", self.words)) + said if said else Text(self.words.say(field.title))

    def _said(self, field: Field) -> Text:
        """The value, or the note that stands for it; in small where it was found."""
        text = Text(shown(field, self.words) or visible(field.note or ""))
        if field.evidence and field.state is not State.UNANSWERED:
            text.append(f"  ({', '.join(visible(one) for one in field.evidence[:2])})", style="dim")
        return text


def _state(row: Row, field: Field) -> State:
    return State.PROPOSED if row.proposed else field.state
