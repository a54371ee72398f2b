"""Figures as SVG: bars, a time line, a heat map. One drawing for Markdown, HTML and PDF.

They are read without colour: a series that is not the first is hatched, each bar has its number, each cell of the heat
map its word and its own pattern. `title` and `desc` say the same to those who hear the page. The same data give the
same text, byte for byte. Nothing a person wrote is markup here: every text passes through `_said`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from communkit.render.escape import plain

WIDTH = 640
FACE = "Inter, 'Source Sans 3', 'Segoe UI', Arial, sans-serif"
_INK, _SOFT, _LINE, _ACCENT = "#1b2430", "#505b68", "#b9c4cb", "#0d5a60"
_LABEL = 226  # where the bars begin
_LONGEST = 34  # letters of a label
_BAR, _STEP = 15, 25


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: the name of its file without end, what it shows in a line, all its numbers in words, and its SVG."""

    name: str
    title: str
    alt: str
    svg: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, how long it is (any unit, from 0), the number as it is shown, and which series it is of."""

    label: str
    value: float
    shown: str
    series: int = 0


@dataclass
class _Sheet:
    """An SVG as it grows from top to bottom."""

    name: str
    title: str
    alt: str
    accent: str
    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, said: str, kind: str = "ink", anchor: str = "start", size: float = 12) -> None:
        fill = {"ink": _INK, "soft": _SOFT, "light": "#ffffff"}[kind]
        self.parts.append(
            f'<text class="{kind}" x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}">'
            f"{_said(said)}</text>"
        )

    def box(self, x: float, y: float, width: float, height: float, fill: str, line: str = "", kind: str = "") -> None:
        stroke = f' stroke="{line}"' if line else ""
        named = f' class="{kind}"' if kind else ""
        self.parts.append(
            f'<rect{named} x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"{stroke}/>'
        )

    def hatched(self, x: float, y: float, width: float, height: float, gap: float = 5, line: str = "") -> None:
        """A box with slanted lines, drawn one by one: patterns do not survive every printer."""
        self.box(x, y, width, height, "none", line or self.accent, "edge")
        drawn = []
        start = gap
        while start < width + height:
            left, low = (x + start, y) if start <= width else (x + width, y + start - width)
            right, high = (x, y + start) if start <= height else (x + start - height, y + height)
            drawn.append(f"M{left:g} {low:g}L{right:g} {high:g}")
            start += gap
        if drawn:
            self.parts.append(
                f'<path class="edge" d="{"".join(drawn)}" stroke="{line or self.accent}" stroke-width="1.4"'
                ' fill="none"/>'
            )

    def made(self, height: float) -> Figure:
        ids = f"figure-{self.name}"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}"'
            f' height="{height:g}" role="img" aria-labelledby="{ids}-title {ids}-desc" font-family={quoteattr(FACE)}>'
            f'\n<title id="{ids}-title">{_said(self.title)}</title>\n<desc id="{ids}-desc">{_said(self.alt)}</desc>\n'
        )
        return Figure(self.name, plain(self.title), plain(self.alt), head + "\n".join(self.parts) + "\n</svg>\n")


def bars(name: str, title: str, rows: Sequence[Bar], *, series: Sequence[str] = (), accent: str = _ACCENT) -> Figure:
    """Horizontal bars, from top to bottom in the order of `rows`; `series` names them, the second one is hatched."""
    sheet = _Sheet(name, title, _told(title, [(row.label, row.shown) for row in rows]), accent)
    top = 4.0
    if len({row.series for row in rows}) > 1:
        top = _key(sheet, series)
    most = max((row.value for row in rows), default=0) or 1
    room = WIDTH - _LABEL - 96
    for number, row in enumerate(rows):
        y = top + number * _STEP
        sheet.text(_LABEL - 10, y + 12, _short(row.label), "ink", "end")
        length = max(round(room * row.value / most, 1), 1.5)
        if row.series:
            sheet.hatched(_LABEL, y, length, _BAR)
        else:
            sheet.box(_LABEL, y, length, _BAR, accent, "", "bar")
        sheet.text(_LABEL + length + 8, y + 12, row.shown, "soft")
    return sheet.made(top + len(rows) * _STEP)


def _key(sheet: _Sheet, series: Sequence[str]) -> float:
    """What the two fillings mean, above the bars."""
    x = float(_LABEL)
    for number, said in enumerate(series):
        if number:
            sheet.hatched(x, 3, 22, 11, 4)
        else:
            sheet.box(x, 3, 22, 11, sheet.accent, "", "bar")
        sheet.text(x + 29, 13, said, "soft", size=11)
        x += 29 + 6.2 * len(said) + 24
    return 26.0


def timeline(
    name: str, title: str, counts: Sequence[tuple[str, int]], shown: Mapping[str, str], *, accent: str = _ACCENT
) -> Figure:
    """Upright bars over time. `counts` are all periods in order, the empty ones too; `shown` the numbers as said.

    A number stands above each bar while there is room; beyond that, above the highest and the last.
    """
    sheet = _Sheet(name, title, _told(title, [(when, shown[when]) for when, _ in counts]), accent)
    left, room, high = 12.0, WIDTH - 24.0, 110.0
    step = room / max(len(counts), 1)
    wide = min(step * 0.72, 46)
    most = max((count for _, count in counts), default=0) or 1
    highest = max(range(len(counts)), key=lambda one: counts[one][1], default=0)
    crowded = len(counts) > 16
    every = max(1, -(-len(counts) // 14))
    for number, (when, count) in enumerate(counts):
        x = left + number * step + (step - wide) / 2
        tall = round(high * count / most, 1)
        if count:
            sheet.box(round(x, 1), 22 + high - tall, round(wide, 1), max(tall, 1.5), accent, "", "bar")
        if not crowded or number in (highest, len(counts) - 1):
            sheet.text(round(x + wide / 2, 1), 16 + high - tall, shown[when], "soft", "middle", 10.5)
        if number % every == 0:
            sheet.text(round(x + wide / 2, 1), 22 + high + 16, when, "ink", "middle", 10.5)
    sheet.parts.append(f'<path class="axis" d="M{left:g} {22 + high:g}H{left + room:g}" stroke="{_LINE}" fill="none"/>')
    return sheet.made(22 + high + 26)


STATES = ("verified", "answered", "proposed", "unknown", "unanswered", "not-applicable", "contradicted")
"""How a cell of the heat map can stand. Each has a tone, a border or a pattern of its own."""


def heat_map(
    name: str,
    title: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[str]]],
    words: Mapping[str, str],
    *,
    accent: str = _ACCENT,
) -> Figure:
    """The table of assets at a glance: one row a kind, one cell a column, each by its state (one of `STATES`).

    `words` says each state in a word; it stands in the cell, so that neither tone nor pattern is needed to read it.
    Raises KeyError for a state without word.
    """
    told = [(kind, ", ".join(f"{column}: {words[one]}" for column, one in zip(columns, states, strict=True)))
            for kind, states in rows]  # fmt: skip
    sheet = _Sheet(name, title, _told(title, told, "; "), accent)
    left, top, tall = 152.0, 34.0, 34.0
    wide = (WIDTH - left) / len(columns)
    for number, column in enumerate(columns):
        for line, part in enumerate(_two_lines(column, 20)):
            sheet.text(left + wide * (number + 0.5), 12 + 13 * line, part, "soft", "middle", 10.5)
    for number, (kind, states) in enumerate(rows):
        y = top + number * (tall + 4)
        sheet.text(left - 10, y + 21, _short(kind, 24), "ink", "end")
        for index, state in enumerate(states):
            _cell(sheet, left + index * wide + 2, y, wide - 4, tall, state, words[state])
    return sheet.made(top + len(rows) * (tall + 4))


def _cell(sheet: _Sheet, x: float, y: float, width: float, height: float, state: str, word: str) -> None:
    kind = "ink"
    if state == "verified":
        sheet.box(x, y, width, height, sheet.accent, sheet.accent, "bar")
        kind = "light"
    elif state == "answered":
        sheet.box(x, y, width, height, "#b5d3d4", sheet.accent, "tint")
    elif state == "proposed":
        sheet.box(x, y, width, height, "#e9f2f2", "none", "faint")
        sheet.parts.append(_dashed(x, y, width, height, sheet.accent))
    elif state == "unknown":
        sheet.box(x, y, width, height, "none", "none")
        sheet.parts.append(_dashed(x, y, width, height, _SOFT))
    elif state == "contradicted":
        sheet.hatched(x, y, width, height, 6, _INK)
        sheet.box(x + 8, y + 8, width - 16, height - 16, "#ffffff", _INK, "paper")
    elif state == "not-applicable":
        sheet.box(x, y, width, height, "#eceff1", "none", "faint")
        kind = "soft"
    else:
        sheet.box(x, y, width, height, "none", _LINE, "axis")
        kind = "soft"
    sheet.text(x + width / 2, y + height / 2 + 4, word, kind, "middle", 10.5)


def _dashed(x: float, y: float, width: float, height: float, line: str) -> str:
    return (
        f'<rect class="edge" x="{x + 0.5:g}" y="{y + 0.5:g}" width="{width - 1:g}" height="{height - 1:g}" fill="none"'
        f' stroke="{line}" stroke-dasharray="4 3"/>'
    )


def _told(title: str, rows: Sequence[tuple[str, str]], between: str = ", ") -> str:
    """A figure in words: its title and each of its numbers."""
    return f"{title}: " + between.join(f"{label} {shown}" for label, shown in rows) if rows else title


def _said(text: str) -> str:
    return escape(plain(text))


def _short(text: str, most: int = _LONGEST) -> str:
    """`text` in the room of `most` small letters; a capital takes the room of one and a half."""
    text = plain(text)
    taken = 0.0
    for at, letter in enumerate(text):
        taken += 1.5 if letter.isupper() else 1
        if taken > most:
            return f"{text[: at - 1].rstrip()}…"
    return text


def _two_lines(text: str, most: int) -> list[str]:
    """`text` on one line, or on two of about the same length."""
    words = plain(text).split(" ")
    if len(text) <= most or len(words) == 1:
        return [_short(text, most)]
    cut = min(range(1, len(words)), key=lambda one: abs(len(" ".join(words[:one])) - len(" ".join(words[one:]))))
    return [_short(" ".join(words[:cut]), most), _short(" ".join(words[cut:]), most)]
