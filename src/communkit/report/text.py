"""Findings for people at a terminal: place, source line with a caret, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from communkit.marked import N_, Message
from communkit.report import Report
from communkit.report.escape import visible
from communkit.rules import Finding, Place, Severity
from communkit.words import Words

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_NAMES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.NOTE: N_("note")}
_INDENT = 3

TitleOf = Callable[[str], str]
"""The marked title of a rule, by its id."""


def render(
    report: Report,
    words: Words,
    *,
    title: TitleOf,
    colored: bool = False,
    width: int = 100,
    folder: Callable[[str], str] = str,
) -> str:
    """The report as text, `width` cells wide. `title` names rules; `folder` says how files are named from here.

    A clean dossier takes one line.
    """
    out = StringIO()
    console = Console(
        file=out,
        width=max(width, 40),
        force_terminal=colored,
        color_system="standard" if colored else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    shown: Place | None = None
    for finding in report.open:
        # several findings on one value: its line is shown once
        _finding(console, finding, words, title, folder, excerpt=finding.place != shown)
        shown = finding.place
    if report.invalid:
        says = N_("Documents that cannot be read were not checked; rules that could not run: {count}.")
        console.print(words.say(Message(says, {"count": len(report.skipped)})))
    console.print(summary(report, words))
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n"))


def _finding(
    console: Console,
    finding: Finding,
    words: Words,
    title: TitleOf,
    folder: Callable[[str], str],
    *,
    excerpt: bool,
) -> None:
    place = finding.place
    style = _STYLES[finding.severity]
    head = Text(no_wrap=True, overflow="ignore")
    if place:
        head.append(f"{visible(folder(place.file))}:{place.line}:{place.column}: ", style="bold")
    head.append(words.say(_NAMES[finding.severity]), style=style)
    head.append(f" {finding.rule} ", style="bold")
    head.append(words.say(title(finding.rule)))
    console.print(head, soft_wrap=True)
    if excerpt and place and place.lines:
        _excerpt(console, place, finding.target, style)
    said = Text(words.say(finding.message, visible))
    console.print(Padding(said, (0, 0, 0, _INDENT)))
    for mention in finding.evidence:
        where = ":".join(str(one) for one in (mention.path, mention.line) if one is not None)
        shown = where or mention.document or mention.url or ""
        console.print(Padding(Text(visible(shown), style="dim"), (0, 0, 0, _INDENT)))
    console.print(Padding(Text("→ " + words.say(finding.fix, visible)), (0, 0, 0, _INDENT)))
    last = Text(style="dim")
    if finding.counsel:
        last.append(words.say(N_("To be checked by counsel.")) + " ")
    last.append(words.say(Message(N_("More: communkit explain {rule}"), {"rule": finding.rule})))
    console.print(Padding(last, (0, 0, 1, _INDENT)))


def _excerpt(console: Console, place: Place, target: str, style: str) -> None:
    """The source lines and, below the last, a line that points at the value and gives its address."""
    digits = max(len(str(number)) for number, _ in place.lines)
    for number, line in place.lines:
        text = Text(no_wrap=True, overflow="ignore")
        text.append(f"{number:>{digits + _INDENT}} │ ", style="dim")
        text.append(_cut(visible(line), console.width - digits - _INDENT - 3))
        console.print(text, soft_wrap=True)
    line = place.lines[-1][1]
    before = cell_len(visible(line[: place.column - 1]))
    under = cell_len(visible(line[place.column - 1 : place.column - 1 + place.length]))
    room = console.width - digits - _INDENT - 3
    pointer = Text(no_wrap=True, overflow="ignore")
    pointer.append(" " * (digits + _INDENT) + " │ ", style="dim")
    pointer.append(" " * min(before, room - 1))
    pointer.append("~" * max(1, min(under, room - before)), style=style)
    pointer.append(f" {visible(target)}", style="dim")
    console.print(pointer, soft_wrap=True)


def _cut(line: str, room: int) -> str:
    """`line` cut to `room` cells: a line of a thousand words must not fill the screen."""
    if cell_len(line) <= room:
        return line
    from rich.cells import set_cell_size

    return set_cell_size(line, room - 1).rstrip() + "…"


def summary(report: Report, words: Words) -> str:
    """One line: how many errors, warnings and notes, what is waived, at which stage."""
    counts = (
        (report.count(Severity.ERROR), N_("{count} error"), N_("{count} errors")),
        (report.count(Severity.WARNING), N_("{count} warning"), N_("{count} warnings")),
        (report.count(Severity.NOTE), N_("{count} note"), N_("{count} notes")),
    )
    told = [words.plural(count, one, many) for count, one, many in counts if count]
    parts = [", ".join(told) if told else words.say(N_("Nothing to report"))]
    until = [one.waived_until for one in report.findings if one.waived_until]
    if until:
        one, many = N_("{count} waiver, until {until}"), N_("{count} waivers, the first until {until}")
        parts.append(words.say(Message(one, {"until": min(until)}, many, len(until))))
    answered = sum(one.answered is not None for one in report.findings)
    if answered:
        one, many = N_("{count} answered by counsel"), N_("{count} answered by counsel")
        parts.append(words.plural(answered, one, many))
    parts.append(words.say(Message(N_("stage: {stage}"), {"stage": Message(_STAGES[report.stage.value])})))
    return " · ".join(parts)


_STAGES = {
    "idea": N_("idea"),
    "preparing": N_("preparing"),
    "opening": N_("opening"),
    "running": N_("running"),
}
