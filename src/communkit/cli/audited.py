"""An audit as a person reads it at a terminal: what blocks first, then what was found, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communkit.audit.of_licences import KINDS
from communkit.audit.run import every_rule
from communkit.cli.app import App
from communkit.cli.terminal import visible
from communkit.marked import N_, NN_, Message
from communkit.report import Report
from communkit.report.screen import cells, cut, painted, wrapped
from communkit.repository.facts import Seen
from communkit.repository.files import Origin
from communkit.repository.outbound import CONTRADICTORY, LATER, ONLY, UNSTATED
from communkit.repository.survey import Survey
from communkit.rules import Finding, Severity

_BOLD, _DIM, _RED, _YELLOW = "1", "2", "31", "33"
_MOST_HOLDERS = 6
_MOST_OTHERS = 8
_MOST_PARTS = 12


def shown(survey: Survey, report: Report, app: App) -> str:
    """The audit: an answer, what blocks, what to look at, what the repository holds, what is not known."""
    page = _Page(app)
    titles = {one.id: one.title for one in every_rule()}
    page.head(survey, report)
    for severity, title in _GROUPS:
        chosen = [one for one in report.open if one.severity is severity]
        if chosen:
            page.title(title)
            page.findings(chosen, titles)
    page.title(N_("What the repository holds"))
    page.facts(list(_facts(survey, app)))
    return "\n".join(line.rstrip() for line in page.lines).rstrip()


_GROUPS = (
    (Severity.ERROR, N_("What blocks")),
    (Severity.WARNING, N_("What to look at")),
    (Severity.NOTE, N_("What to know")),
)


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    value: str
    places: tuple[Seen, ...] = ()
    worry: bool = False


class _Page:
    """Lines of a screen, added from top to bottom."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.lines: list[str] = []

    def paragraph(self, text: str, indent: int = 0, style: str = "") -> None:
        for line in wrapped(text, max(self.app.width - indent, 20)):
            self.lines.append(" " * indent + painted(line, style, self.app.colored))

    def title(self, text: str) -> None:
        self.lines += ["", painted(self.app.say(text), _BOLD, self.app.colored), ""]

    def head(self, survey: Survey, report: Report) -> None:
        tree = survey.tree
        name = visible(tree.root.name if tree.root.name != ".git" else tree.root.parent.name)
        at = f" · {tree.revision[:12]}" if tree.revision else ""
        single, several = NN_("{count} file", "{count} files")
        count = Message(single, plural=several, count=len(survey.reading.files))
        self.paragraph(f"{name}{at} · {self.app.say(count)}", 0, _DIM)
        self.lines.append("")
        blocks = report.count(Severity.ERROR)
        question = self.app.say(N_("Can this repository be opened?"))
        if blocks:
            one, many = NN_("Not yet: {count} point blocks.", "Not yet: {count} points block.")
            answer = self.app.say(Message(one, plural=many, count=blocks))
        elif report.count(Severity.WARNING):
            answer = self.app.say(N_("Nothing that was read blocks it; some points want an answer."))
        else:
            answer = self.app.say(N_("Nothing that was read speaks against it."))
        self.paragraph(f"{question} {answer}", 0, _BOLD)
        for note in tree.notes:
            says = N_("git could not be asked, so all files of the folder were read: {reason}")
            self.paragraph(self.app.say(Message(says, {"reason": note})), 0, _YELLOW)

    def findings(self, found: Sequence[Finding], titles: dict[str, str]) -> None:
        say = self.app.say
        for number, one in enumerate(found, 1):
            style = _RED if one.severity is Severity.ERROR else ""
            self.paragraph(f"{number}. {say(titles[one.rule])}  {one.rule}", 2, style)
            self.paragraph(say(one.message), 5)
            places = [":".join(str(part) for part in (m.path, m.line) if part) for m in one.evidence]
            if places:
                self.paragraph(cut(visible(", ".join(places)), 3 * self.app.width), 5, _DIM)
            self.paragraph("→ " + say(one.fix), 5)
            if one.counsel:
                self.paragraph(say(N_("To be checked by counsel.")), 5, _DIM)

    def facts(self, found: Sequence[_Line]) -> None:
        column = max((cells(one.label) for one in found), default=0) + 2
        room = max(self.app.width - column - 2, 20)
        for one in found:
            label = painted(one.label, _BOLD, self.app.colored) + " " * (column - cells(one.label))
            first, *rest = wrapped(one.value, room)
            style = _YELLOW if one.worry else ""
            self.lines.append(f"  {label}{painted(first, style, self.app.colored)}")
            self.lines += [" " * (column + 2) + painted(line, style, self.app.colored) for line in rest]
            places = ", ".join(visible(seen.place) for seen in one.places[:4])
            if places:
                self.lines.append(" " * (column + 2) + painted(cut(places, room), _DIM, self.app.colored))


def _facts(survey: Survey, app: App) -> Iterator[_Line]:
    say = app.say
    yield from _licence(survey, app)
    yield from _others(survey, app)
    names = [visible(one.name) for one in survey.holders]
    if names:
        value = " · ".join(names[:_MOST_HOLDERS])
        left = len(names) - _MOST_HOLDERS
        if left > 0:
            one, many = NN_("{names} and {count} other", "{names} and {count} others")
            value = say(Message(one, {"names": value}, many, left))
        yield _Line(say(N_("Holders")), value, survey.holders[0].seen)
    yield from _history(survey, app)
    yield from _made_of(survey, app)


_LATER_WORDS = {
    LATER: N_("{licence}: later versions allowed, said by the project"),
    ONLY: N_("{licence}: this version only, said by the project"),
    UNSTATED: N_("{licence}: this version only or later ones, not said"),
    CONTRADICTORY: N_("{licence}: this version only and later ones, both are said"),
}


def _licence(survey: Survey, app: App) -> Iterator[_Line]:
    say, licences = app.say, survey.licences
    outbound = licences.weighed
    label = say(N_("Licence"))
    if outbound.expression is None:
        unread = survey.unread_licence
        told = say(N_("none found: nobody may reuse this yet"))
        if unread is not None:
            told = say(Message(N_("not known: {file} could not be read"), {"file": visible(unread)}))
        yield _Line(label, told, (), True)
    else:
        template = _LATER_WORDS.get(outbound.or_later)
        told = outbound.expression
        if template is not None:
            told = say(Message(template, {"licence": outbound.expression}))
        worry = outbound.or_later in (UNSTATED, CONTRADICTORY)
        yield _Line(label, told, outbound.evidence, worry)
    for part in licences.parts[:_MOST_PARTS]:
        of = [visible(part.where)] if part.where else []
        of += [say(KINDS[part.kind])] if part.kind else []
        says = Message(N_("{part}: {licence}"), {"part": ", ".join(of), "licence": part.expression})
        yield _Line("", say(says), part.evidence)
    if len(licences.parts) > _MOST_PARTS:
        one, many = NN_("and {count} other part", "and {count} other parts")
        yield _Line("", say(Message(one, plural=many, count=len(licences.parts) - _MOST_PARTS)))


def _others(survey: Survey, app: App) -> Iterator[_Line]:
    label = app.say(N_("Somebody else's"))
    files: dict[str, int] = {}
    places: dict[str, list[Seen]] = {}
    for one in survey.licences.found:
        if one.origin in (Origin.THIRD_PARTY, Origin.VENDORED):
            files[one.expression] = files.get(one.expression, 0) + one.files
            places.setdefault(one.expression, []).extend(one.evidence)
    chosen = sorted(files, key=lambda expression: (-files[expression], expression))
    for expression in chosen[:_MOST_OTHERS]:
        single, several = NN_("{licence}, {count} file", "{licence}, {count} files")
        count = Message(single, {"licence": expression}, several, files[expression])
        yield _Line(label, app.say(count), tuple(places[expression][:2]))
        label = ""
    if len(chosen) > _MOST_OTHERS:
        single, several = NN_("and {count} other licence", "and {count} other licences")
        yield _Line(label, app.say(Message(single, plural=several, count=len(chosen) - _MOST_OTHERS)))


def _history(survey: Survey, app: App) -> Iterator[_Line]:
    history = survey.history
    if history is None or not history.commits:
        return
    single, several = NN_("{count} commit", "{count} commits")
    commits = Message(single, plural=several, count=history.commits)
    single, several = NN_("{count} author", "{count} authors")
    people = Message(single, plural=several, count=history.authors)
    value = f"{app.say(commits)} · {app.say(people)}"
    if history.first and history.last:
        says = N_("from {first} to {last}")
        value += " · " + app.say(Message(says, {"first": history.first, "last": history.last}))
    yield _Line(app.say(N_("History")), value)


def _made_of(survey: Survey, app: App) -> Iterator[_Line]:
    told = []
    for origin, name in _ORIGINS:
        count = survey.origins.get(origin, 0)
        if count:
            told.append(app.say(Message(name, {"count": count})))
    if told:
        yield _Line(app.say(N_("Files")), " · ".join(told))


_ORIGINS = (
    (Origin.OWN, N_("the project's own: {count}")),
    (Origin.TEST, N_("tests: {count}")),
    (Origin.GENERATED, N_("generated: {count}")),
    (Origin.VENDORED, N_("vendored: {count}")),
    (Origin.THIRD_PARTY, N_("somebody else's: {count}")),
)
