"""What the board shows, from the documents and what was found in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communkit.audit.run import rules_of_documents
from communkit.marked import N_, NN_, Message
from communkit.model.completeness import answers
from communkit.model.loading import Dossier
from communkit.model.row import WHOLE_ROW, DocumentRow, Row, bind, children
from communkit.model.step import Step
from communkit.model.types import Word
from communkit.report import Report
from communkit.report.board import ABSENT, BEGUN, UNREADABLE, Board, Line, Next
from communkit.rules import Finding, Severity, Stage, State
from communkit.steps.project import Project


def board(dossier: Dossier, report: Report, steps: Sequence[Step], folder: str) -> Board:
    """The board of `dossier`, of which `report` says what was found; `folder` is how it is called from here."""
    loaded = dossier.documents.get("project")
    project = loaded.written if loaded and isinstance(loaded.written, Project) else None
    claims = loaded.claims if loaded and isinstance(loaded.claims, Project) else None
    lines = tuple(_line(step, dossier, report) for step in steps)
    return Board(
        name=str(project.name) if project and project.name else "",
        stage=str(claims.stage) if claims and claims.stage else None,
        version=project.version if project else None,
        status=Message(project.status.label) if project and project.status else None,
        lines=lines,
        next=_next(dossier, report, steps, lines, folder),
        waived=len(report.waived),
        readable=_RENDER if _is_worth_reading(lines) else None,
    )


def _is_worth_reading(lines: Sequence[Line]) -> bool:
    """Whether some step of the walk is answered as far as the stage needs it, and nothing in it is wrong."""
    begun = (one for one in lines if one.number is not None and one.state == BEGUN)
    return any(not one.missing and one.grave is not Severity.ERROR for one in begun)


_RENDER = "communkit render"


@dataclass(frozen=True, slots=True)
class Progress:
    """Of `total` answers that some stage needs, how many are given; and how many proposals wait, needed or not.

    A row that is proposed as a whole is one proposal, however much stands in it. `planned` are those of which is
    written down how they will be known: nothing is to be asked about them today.
    """

    answered: int
    proposed: int
    total: int
    planned: int = 0

    @property
    def left(self) -> int:
        """How many answers nobody has given or promised yet."""
        return self.total - self.answered - self.planned


def progress(document: DocumentRow) -> Progress:
    """How far a document is: its needed questions that apply, and the words that its notes may count (the six rows).

    A list counts as answered once one of its rows is confirmed. What nobody knows yet is not answered.
    """
    states = [_state(one.row, one.field, one.state) for one in answers(document) if one.ask.needed is not None]
    states += _counted(document)
    applying = [state for state in states if state is not State.NOT_APPLICABLE]
    planned = applying.count(State.UNKNOWN)
    return Progress(applying.count(State.ANSWERED), _waiting(document), len(applying), planned)


def _waiting(row: Row) -> int:
    """The proposals in `row`: those that can be confirmed now, not the rows inside a proposed row."""
    if WHOLE_ROW in row.proposed:
        return 1
    return len(row.proposed) + sum(_waiting(child) for child in children(row))


def _state(row: Row, name: str, state: State) -> State:
    value = getattr(row, name)
    if state is State.ANSWERED and isinstance(value, list) and value and all(isinstance(one, Row) for one in value):
        return State.PROPOSED if all(WHOLE_ROW in one.proposed for one in value) else state
    return state


def _counted(document: DocumentRow) -> Iterator[State]:
    """How the words stand that notes may name beside fields: one row of that kind, or a reason why there is none."""
    rows = list(document.each(Row))
    for word in sorted(type(document).note_keys):
        own = [(one, name) for one in rows for name in type(one).model_fields if _is_word(getattr(one, name), word)]
        if word in document.not_applicable or any(not {WHOLE_ROW, name} & set(one.proposed) for one, name in own):
            yield State.ANSWERED
        elif own:
            yield State.PROPOSED
        else:
            yield State.UNKNOWN if word in document.unknown else State.UNANSWERED


def _is_word(value: object, word: str) -> bool:
    """Whether `value` is the word of a vocabulary that is written `word`."""
    return isinstance(value, Word) and str(value) == word


# A line


def _line(step: Step, dossier: Dossier, report: Report) -> Line:
    findings = [one for one in report.open if _document_of(one) == step.name]
    counts = tuple((grade, sum(one.severity is grade for one in findings)) for grade in Severity)
    loaded = dossier.documents.get(step.name)
    if loaded is None:
        state = ABSENT if step.name in {one.name for one in dossier.absent} else UNREADABLE
        return Line(step.name, step.title, step.file_name, state, step.number, counts=counts)
    done = progress(loaded.written)
    gravest, grave = _gravest(findings, done)
    return Line(
        step.name,
        step.title,
        step.file_name,
        BEGUN,
        step.number,
        answered=done.answered,
        proposed=done.proposed,
        total=done.total,
        counts=counts,
        missing=_missing(findings),
        gravest=gravest,
        grave=grave,
        left=done.left,
    )


def faults(report: Report, step: str) -> list[Finding]:
    """The open errors and warnings in the document of `step`, the gravest first; missing answers are none."""
    found = (one for one in report.open if _document_of(one) == step and not _is_gap(one))
    return sorted((one for one in found if one.severity is not Severity.NOTE), key=lambda one: -one.severity.rank)


def _missing(findings: Sequence[Finding]) -> int:
    return sum(_is_gap(one) and one.severity is Severity.ERROR for one in findings)


def _document_of(finding: Finding) -> str:
    """The document that a finding is about: the beginning of its address."""
    return re.split(r"[.\[]", finding.target, maxsplit=1)[0]


def _is_gap(finding: Finding) -> bool:
    """Whether a finding only says that an answer is missing."""
    found = rules_of_documents().get(finding.rule)
    return found is not None and found.slug.endswith("-unanswered")


def _gravest(findings: Sequence[Finding], done: Progress) -> tuple[Message | None, Severity | None]:
    """The gravest thing of a step. What is missing is no fault: it comes after errors, and does not call itself one."""
    faults = sorted((one for one in findings if not _is_gap(one)), key=lambda one: -one.severity.rank)
    errors = [one for one in faults if one.severity is Severity.ERROR]
    if errors:
        return _told(errors, NN_("{count} error: {title}", "{count} errors, such as: {title}")), Severity.ERROR
    if done.proposed:
        one, many = NN_("{count} proposal to confirm", "{count} proposals to confirm")
        return Message(one, plural=many, count=done.proposed), None
    if due := _missing(findings):
        return Message(N_("{count} answer is missing"), plural=N_("{count} answers are missing"), count=due), None
    warnings = [one for one in faults if one.severity is Severity.WARNING]
    if warnings:
        says = _told(warnings, NN_("{count} warning: {title}", "{count} warnings, such as: {title}"))
        return says, Severity.WARNING
    return None, None


def _told(findings: Sequence[Finding], pair: tuple[str, str]) -> Message:
    rule = rules_of_documents().get(findings[0].rule)
    title = Message(rule.title) if rule else Message(findings[0].rule, literal=True)
    one, many = pair
    return Message(one, {"title": title}, many, len(findings))


# The next thing


def _next(dossier: Dossier, report: Report, steps: Sequence[Step], lines: Sequence[Line], folder: str) -> Next:
    """The one thing to do now. First what blocks everything else, then the walk in its order."""
    if dossier.problems:
        says = N_("a document cannot be read: nothing else can be trusted until it is")
        return Next("communkit check", Message(says))
    if _identity_missing(report):
        says = N_("the name and the stage decide what is asked everywhere else")
        return Next("communkit project", Message(says))
    by_name = {line.name: line for line in lines}
    for step in steps:
        line = by_name[step.name]
        if line.state == BEGUN and line.grave is Severity.ERROR:
            return Next(_command(step), _message_of(step, report, line))
    for step in sorted(steps, key=lambda one: one.number is None):  # what was found in the repository first
        line = by_name[step.name]
        if line.state == BEGUN and line.proposed:
            one, many = NN_("confirm what is proposed", "confirm the {count} proposals")
            return Next(_command(step), Message(one, plural=many, count=line.proposed))
    for step in steps:  # what this stage needs, before what the next ones will
        if due := _due(dossier, step, report.stage):
            if by_name[step.name].state == ABSENT:
                return Next(_command(step), Message(N_("this step has not begun")))
            one, many = NN_("answer the question that this stage asks", "answer the {count} questions of this stage")
            return Next(_command(step), Message(one, plural=many, count=due))
    if report.stage is Stage.IDEA and (first := _first_note(report, steps)):  # what the next meeting should settle
        return first
    for step in steps:
        if left := by_name[step.name].left:
            one, many = NN_("answer the question that is left", "answer the {count} questions that are left")
            return Next(_command(step), Message(one, plural=many, count=left))
    for step in steps:
        if by_name[step.name].state == ABSENT:
            return Next(_command(step), Message(N_("this step has not begun")))
    warned = next((one for one in report.open if one.severity is Severity.WARNING), None)
    if warned is not None:
        return Next(f"communkit explain {warned.rule}", warned.message)
    says = N_("everything is answered: read what comes out of {folder}")
    return Next(_RENDER, Message(says, {"folder": folder}))


def _due(dossier: Dossier, step: Step, stage: Stage) -> int:
    """How many answers of `step` are due at `stage` and not given; what is known to be unknown is not asked again."""
    loaded = dossier.documents.get(step.name)
    found = answers(loaded.written if loaded else bind(step.model(), step.name))
    return sum(
        one.ask.needed is not None and stage >= one.ask.needed and one.state is State.UNANSWERED for one in found
    )


def _first_note(report: Report, steps: Sequence[Step]) -> Next | None:
    """The gravest thing that a rule has to say about a step of the walk, the first step first; gaps aside."""
    found = [one for one in report.open if not _is_gap(one)]
    for step in steps:
        own = sorted((one for one in found if _document_of(one) == step.name), key=lambda one: -one.severity.rank)
        if own and step.number is not None:
            return Next(_command(step), own[0].message)
    return None


def _identity_missing(report: Report) -> bool:
    """Whether what the first stage needs of the project is missing: nothing else is judged rightly before."""
    return any(
        one.severity is Severity.ERROR and _is_gap(one) and one.target in ("project.name", "project.stage")
        for one in report.open
    )


def _message_of(step: Step, report: Report, line: Line) -> Message:
    for finding in report.open:
        if _document_of(finding) == step.name and finding.severity is Severity.ERROR and not _is_gap(finding):
            return finding.message
    return line.gravest or Message(step.title)


def _command(step: Step) -> str:
    return f"communkit {step.name}"
