"""Rules over what a repository shows, without any dossier: which ones there are, and running them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import ModuleType

from communkit.audit import of_licences, of_work
from communkit.report import Report
from communkit.repository.survey import Survey
from communkit.rules import Address, Place, Rule, Stage, run
from communkit.rules.rule import Catalogue

MODULES: tuple[ModuleType, ...] = (of_licences, of_work)
_LONGEST_LINE = 400


def rules() -> tuple[Rule, ...]:
    """Every rule over a survey, in the order of their ids."""
    return tuple(Catalogue.of(MODULES))


def judged(survey: Survey, today: date, stage: Stage = Stage.OPENING, chosen: Iterable[Rule] | None = None) -> Report:
    """What the rules find in `survey`. Without a dossier the stage is unknown: it is judged as if it were to open."""
    outcome = run(
        rules() if chosen is None else chosen,
        {"survey": survey, "today": today, "stage": stage},
        {},
        stage=stage,
        locate=_Places(survey),
    )
    return Report(outcome.findings, outcome.skipped, stage)


class _Places:
    """Finds the line of a file that a finding is about, and shows it."""

    def __init__(self, survey: Survey) -> None:
        self._tree = survey.tree
        self._lines: dict[str, list[str]] = {}

    def __call__(self, address: Address) -> Place | None:
        if not address.path:
            return None
        path, line = str(address.path[0]), address.path[1] if len(address.path) > 1 else 0
        if not isinstance(line, int) or line < 1:
            return Place(path, 1, 1)
        if path not in self._lines:
            self._lines[path] = self._tree.text(path, 400_000).split("\n") if path in self._known else []
        lines = self._lines[path]
        if line > len(lines):
            return Place(path, line, 1)
        text = lines[line - 1]
        start = len(text) - len(text.lstrip())
        return Place(path, line, start + 1, max(len(text.strip()), 1), ((line, text[:_LONGEST_LINE]),))

    @property
    def _known(self) -> frozenset[str]:
        known: frozenset[str] = self.__dict__.setdefault("_paths", frozenset(self._tree.paths))
        return known
