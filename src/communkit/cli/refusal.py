"""Documents that cannot be read, told by commands other than `check`."""

from __future__ import annotations

import sys
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
    from communkit.audit.run import rules_of_documents
    from communkit.cli.dossier import from_here
    from communkit.report import Report, text
    from communkit.rules import Stage
    from communkit.steps.project import Project

    def title(rule: str) -> str:
        found = rules_of_documents().get(rule)
        return found.title if found else rule

    project = dossier.models().get("project")
    stage = project.at_stage if isinstance(project, Project) else Stage.IDEA
    report = Report(tuple(dossier.problems), (), stage)
    shown = text.render(report, app.words, title=title, width=app.width, folder=from_here(dossier.root))
    print(shown, file=sys.stderr)  # it is safe to show: rendering saw to that, line by line


def refused(problem: DocumentRefused, step: Step, file: str) -> InvalidDocuments:
    """The error that ends a command on a document that cannot be read: its first problem, and what to do."""
    from communkit.model.loading import facts
    from communkit.model.telling import told

    first = problem.problems[0]
    line, column = problem.source.position(first.span.start) if first.span else (1, 1)
    says, fix = told(str(first.kind), {**facts(step, file), **first.params})
    params: dict[str, Value] = {"file": file, "line": str(line), "column": str(column), "problem": says}
    return InvalidDocuments(Message(N_("{file}:{line}:{column}: {problem}"), params), fix)
