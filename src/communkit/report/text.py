"""Findings for people at a terminal: place, source line with a caret, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from communkit.marked import N_, Message
from communkit.report import Report
from communkit.report.escape import visible
from communkit.report.screen import cells, cut, painted, wrapped
from communkit.rules import Finding, Place, Severity
from communkit.words import Words

_STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.NOTE: "36"}  # bold red, yellow, cyan
_BOLD, _DIM = "1", "2"
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
    together: Mapping[str, str] | None = None,
) -> str:
    """The report as text, `width` cells wide. `title` names rules; `folder` says how files are named from here.

    `together` says of a sentence about one thing (`{what}`) how it is said of several: findings on one row that say
    such a thing are told as one. A clean dossier takes one line.
    """
    teller = _Teller(words, title, colored, max(width, 40), folder)
    lines: list[str] = []
    shown: Place | None = None
    for finding, has_line in _gathered(report.open, together or {}):
        # several findings on one value: its line is shown once
        lines += teller.finding(finding, excerpt=finding.place != shown and has_line)
        shown = finding.place
    if report.invalid:
        says = N_("Documents that cannot be read were not checked; rules that could not run: {count}.")
        lines += wrapped(words.say(Message(says, {"count": len(report.skipped)})), teller.width)
    lines += wrapped(summary(report, words), teller.width)
    return "\n".join(line.rstrip() for line in lines)


def _gathered(findings: Sequence[Finding], together: Mapping[str, str]) -> Iterator[tuple[Finding, bool]]:
    """The findings, those on one row that can be said in one sentence made one; and whether they have a line to show.

    Those gathered about a whole document have none.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        alike = (one.rule, one.severity, one.message.template, one.place and one.place.file, _row_of(one))
        groups.setdefault(alike if one.message.template in together else (id(one),), []).append(one)
    for first, *rest in groups.values():
        if not rest:
            yield first, True
            continue
        said = (one.message.params["what"] for one in (first, *rest))
        what = tuple(one for one in said if isinstance(one, str | Message))
        message = Message(together[first.message.template], {"what": what})
        yield replace(first, message=message, target=_row_of(first)), "[" in _row_of(first)


def _row_of(finding: Finding) -> str:
    return finding.target.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells findings one by one, on a screen of `width` cells."""

    words: Words
    title: TitleOf
    colored: bool
    width: int
    folder: Callable[[str], str]

    def finding(self, finding: Finding, *, excerpt: bool) -> Iterator[str]:
        """The lines of one finding, and an empty one after it."""
        say, place, style = self.words.say, finding.place, _STYLES[finding.severity]
        where = f"{visible(self.folder(place.file))}:{place.line}:{place.column}: " if place else ""
        severity = self._paint(say(_NAMES[finding.severity]), style)
        named = self._paint(f" {finding.rule} ", _BOLD)
        yield self._paint(where, _BOLD) + severity + named + say(self.title(finding.rule))
        if excerpt and place and place.lines:
            yield from self._excerpt(place, finding.target, style)
        yield from self._paragraph(say(finding.message, visible))
        for mention in finding.evidence:
            at = ":".join(str(one) for one in (mention.path, mention.line) if one is not None)
            yield from self._paragraph(visible(at or mention.document or mention.url or ""), _DIM)
        yield from self._paragraph("→ " + say(finding.fix, visible))
        last = say(Message(N_("More: communkit explain {rule}"), {"rule": finding.rule}))
        if finding.counsel:
            last = say(N_("To be checked by counsel.")) + " " + last
        yield from self._paragraph(last, _DIM)
        yield ""

    def _excerpt(self, place: Place, target: str, style: str) -> Iterator[str]:
        """The source lines and, below the last, a line that points at the value and gives its address."""
        digits = max(len(str(number)) for number, _ in place.lines) + _INDENT
        room = self.width - digits - 3
        for number, line in place.lines:
            yield self._paint(f"{number:>{digits}} │ ", _DIM) + cut(visible(line), room)
        line = place.lines[-1][1]
        before = min(cells(visible(line[: place.column - 1])), room - 1)
        under = cells(visible(line[place.column - 1 : place.column - 1 + place.length]))
        margin = self._paint(f"{'':>{digits}} │ ", _DIM) + " " * before
        pointer = self._paint("~" * max(1, min(under, room - before)), style)
        yield margin + pointer + self._paint(f" {cut(visible(target), 3 * self.width)}", _DIM)

    def _paragraph(self, text: str, style: str = "") -> Iterator[str]:
        for line in wrapped(text, self.width - _INDENT):
            yield " " * _INDENT + self._paint(line, style)

    def _paint(self, text: str, style: str) -> str:
        return painted(text, style, self.colored)


def summary(report: Report, words: Words) -> str:
    """One line: how many errors, warnings and notes, what is waived, at which stage."""
    counts = (
        Message(N_("{count} error"), plural=N_("{count} errors"), count=report.count(Severity.ERROR)),
        Message(N_("{count} warning"), plural=N_("{count} warnings"), count=report.count(Severity.WARNING)),
        Message(N_("{count} note"), plural=N_("{count} notes"), count=report.count(Severity.NOTE)),
    )
    told = [words.say(one) for one in counts if one.count]
    parts = [", ".join(told) if told else words.say(N_("Nothing to report"))]
    until = [one.waived_until for one in report.findings if one.waived_until]
    if until:
        waived = Message(
            N_("{count} waiver, until {until}"),
            {"until": min(until)},
            plural=N_("{count} waivers, the first until {until}"),
            count=len(until),
        )
        parts.append(words.say(waived))
    answered = sum(one.answered is not None for one in report.findings)
    if answered:
        parts.append(words.say(Message(N_("answered by counsel: {count}"), count=answered)))
    parts.append(words.say(Message(N_("stage: {stage}"), {"stage": Message(_STAGES[report.stage.value])})))
    return " · ".join(parts)


_STAGES = {
    "idea": N_("idea"),
    "preparing": N_("preparing"),
    "opening": N_("opening"),
    "running": N_("running"),
}
