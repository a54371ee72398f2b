"""A page about licences on a screen: headings, paragraphs, items with their clause, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from communkit.cli.app import App
from communkit.licences.data import Sourced
from communkit.marked import N_, Message, Value
from communkit.report.screen import cells, painted, wrapped
from communkit.words.typography import NBSP

BOLD, DIM = "1", "2"
GREEN, YELLOW, RED = "32", "33", "31"
WIDEST = 100


class Sheet:
    """The lines of a page, `width` cells wide; `text` puts them together."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.say = app.say
        self.width = max(30, min(app.width, WIDEST))
        self.lines: list[str] = []

    @property
    def text(self) -> str:
        """The page."""
        return "\n".join(line.rstrip() for line in self.lines)

    def paint(self, text: str, style: str) -> str:
        """`text` in a style where colours are shown."""
        return painted(text, style, self.app.colored)

    def gap(self) -> None:
        """An empty line, unless the page begins or one stands there."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def paragraph(self, text: str, indent: int = 0, hang: int = 0, style: str = "") -> None:
        """`text` in lines, all but the first `hang` cells further in."""
        first, *others = wrapped(text, max(10, self.width - indent - hang)) if text else [""]
        self.lines.append(" " * indent + self.paint(first, style))
        self.lines += [" " * (indent + hang) + self.paint(line, style) for line in others]

    def verdict(self, text: str, verdict: str, style: str, indent: int = 0, hang: int = 2) -> None:
        """`text`, and behind it a verdict in its style, which is not broken over two lines."""
        self.paragraph(f"{text} {verdict.replace(' ', NBSP)}", indent, hang)
        line = self.lines[-1]
        shown = line[len(line) - len(verdict) :].replace(NBSP, " ")
        self.lines[-1] = line[: len(line) - len(verdict)] + self.paint(shown, style)

    def head(self, title: str) -> None:
        """A heading, with an empty line before it."""
        self.gap()
        self.lines.append(self.paint(self.say(title), BOLD))

    def item(self, text: str, place: str | None = None) -> None:
        """One item of a list, with the place in the licence that says so."""
        shown = f"{text} [{at(place)}]" if place else text
        first, *others = wrapped(shown, max(10, self.width - 4))
        self.lines.append(f"  • {first}")
        self.lines += [f"    {line}" for line in others]

    def fact(self, label: str, text: str) -> None:
        """A label and what belongs to it, beside each other where there is room."""
        shown = self.say(Message(N_("{label}:"), {"label": Message(label)}))
        self.paragraph(f"{shown} {text}", hang=2)

    def source(self, sourced: Sourced | None, indent: int = 2) -> None:
        """Where that comes from, of when it is, and whether it has to be checked."""
        if sourced is not None:
            told = cited(sourced.cited, sourced.clause, sourced.as_of, sourced.verified)
            self.paragraph(self.say(told), indent, 2, DIM)

    def table(self, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
        """Columns, the last of which is wrapped; one below the other where the screen is too narrow for it."""
        widths = [max(cells(row[column]) for row in (head, *rows)) for column in range(len(head) - 1)]
        before = sum(widths) + 2 * len(widths)
        room = self.width - before
        if room < 20:
            for row in rows:
                self.lines.append(self.paint(row[0], BOLD))
                for value in row[1:]:
                    if value:
                        self.paragraph(value, 2, 2)
            return
        for number, row in enumerate((head, *rows)):
            padded = "".join(
                value + " " * (width - cells(value) + 2) for value, width in zip(row, widths, strict=False)
            )
            first, *others = wrapped(row[-1], room)
            self.lines.append(self.paint(padded + first, "" if number else BOLD))
            self.lines += [" " * before + line for line in others]


def at(place: str) -> str:
    """A place in a licence as it is shown: "§ 5.3.4" for an article, a heading or "¶2" as they stand."""
    return f"§{NBSP}{place}" if place[:1].isdigit() and ":" not in place else place


def cited(source: Message, clause: str | None, as_of: date | None, verified: bool) -> Message:
    """One line on where a statement comes from."""
    if as_of is None:
        return Message(N_("No source is known: to be checked by counsel."))
    params: dict[str, Value] = {"source": source, "clause": at(clause or ""), "day": as_of}
    told = Message(N_("Source: {source}, {clause}; {day}.") if clause else N_("Source: {source}; {day}."), params)
    return told if verified else Message(N_("{source} Not verified: to be checked by counsel."), {"source": told})


def plain_source(sourced: Sourced, app: App) -> dict[str, object]:
    """The same as data."""
    return {
        "source": app.say(sourced.cited),
        "clause": sourced.clause,
        "as_of": sourced.as_of.isoformat(),
        "verified": sourced.verified,
    }


KIND_NAMES: Mapping[str, str] = {
    "code": N_("source code"),
    "documentation": N_("documentation"),
    "database": N_("databases"),
    "sign": N_("names and logos"),
    "hardware": N_("hardware"),
    "content": N_("texts and images"),
    "font": N_("fonts"),
    "model": N_("trained models"),
}
"""What a licence can be made for: the kinds of asset, and two of their contents that have answers of their own."""

VERDICT_NAMES: Mapping[str, str] = {
    "made-for": N_("made for it"),
    "possible": N_("possible"),
    "unknown": N_("unknown"),
    "unfit": N_("not made for it"),
}
VERDICT_STYLES: Mapping[str, str] = {"made-for": GREEN, "possible": YELLOW, "unfit": RED}
