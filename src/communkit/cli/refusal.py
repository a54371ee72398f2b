"""Documents that cannot be read, told by commands other than `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communkit.cli.app import App
from communkit.errors import InvalidDocuments
from communkit.marked import N_, Message, Value

if TYPE_CHECKING:
    from communkit.documents import DocumentRefused
    from communkit.model.loading import Dossier
    from communkit.model.step import Step


def show_problems(app: App, dossier: Dossier) -> None:
    """Print the problems of `dossier` on stderr, as `check` shows them."""
    from communkit.audit.run import catalogue
    from communkit.cli.dossier import from_here
    from communkit.report import Report, text
    from communkit.rules import Stage

    def title(rule: str) -> str:
        found = catalogue().get(rule)
        return found.title if found else rule

    report = Report(tuple(dossier.problems), (), Stage.IDEA)
    shown = text.render(report, app.words, title=title, width=app.width, folder=from_here(dossier.root))
    app.warn(Message(shown, literal=True))


def refused(problem: DocumentRefused, step: Step) -> InvalidDocuments:
    """The error that ends a command on a document that cannot be read, its first problem told."""
    from communkit.model.problems import message

    first = problem.problems[0]
    line, column = problem.source.position(first.span.start) if first.span else (1, 1)
    says = N_("{file}:{line}:{column}: {problem}")
    params: dict[str, Value] = {
        "file": step.file_name,
        "line": str(line),
        "column": str(column),
        "problem": message(str(first.kind), {"name": step.name, "file": step.file_name, **first.params}),
    }
    return InvalidDocuments(Message(says, params), Message(N_("communkit check shows every problem with its line.")))
