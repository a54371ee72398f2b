"""One rule: a function, and beside it all that people want to know of it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType

from communkit.rules.finding import Sighting
from communkit.rules.severity import Severity, Stage

Look = Callable[..., Iterable[Sighting]]

_ID = re.compile(r"[A-Z]{3}\d{3}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule is called, says and looks at.

    `says` is the sentence of a finding, its holes filled by the sighting's parameters; `why` and `fix` are
    for `explain`; `fix` is also the arrow under a finding. `error_from` is the stage at which it stops the
    gate, `warning_from` the one from which it warns, `before` what it is until then. `counsel` marks a
    matter of law that a lawyer must confirm. `look` is None for problems that reading itself reports.
    """

    id: str
    slug: str
    title: str
    says: str
    why: str
    fix: str
    source: str
    error_from: Stage | None = None
    warning_from: Stage | None = None
    before: Severity = Severity.WARNING
    counsel: bool = False
    look: Look | None = None

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id) or not _SLUG.fullmatch(self.slug):
            raise ValueError(f"a rule is named like AST012 some-slug, not {self.id} {self.slug}")

    def severity(self, stage: Stage) -> Severity:
        """How grave a finding of this rule is for a project at `stage`."""
        if self.error_from is not None and stage >= self.error_from:
            return Severity.ERROR
        if self.warning_from is not None and stage >= self.warning_from:
            return Severity.WARNING
        return self.before

    @property
    def needs(self) -> tuple[str, ...]:
        """The models, facts and providers that the rule asks for, by name."""
        return tuple(inspect.signature(self.look).parameters) if self.look else ()

    def __call__(self, *args: object, **kwargs: object) -> list[Sighting]:
        """Look at literal models, as tests do."""
        if self.look is None:
            raise TypeError(f"{self.id} is reported while reading and looks at nothing")
        return list(self.look(*args, **kwargs))


def rule(
    id: str,
    slug: str,
    *,
    title: str,
    says: str,
    why: str,
    fix: str,
    source: str,
    error_from: Stage | None = None,
    warning_from: Stage | None = None,
    before: Severity = Severity.WARNING,
    counsel: bool = False,
) -> Callable[[Look], Rule]:
    """Declare the function below as the rule `id`; see `Rule` for the rest."""

    def declare(look: Look) -> Rule:
        return Rule(id, slug, title, says, why, fix, source, error_from, warning_from, before, counsel, look)

    return declare


class Catalogue:
    """All the rules of a run, by id. Ids and slugs are unique; two rules of one name are our mistake."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_id: dict[str, Rule] = {}
        slugs: dict[str, str] = {}
        for one in rules:
            if one.id in self._by_id or one.slug in slugs:
                raise ValueError(f"{one.id} {one.slug} is declared twice")
            self._by_id[one.id] = one
            slugs[one.slug] = one.id
        self._by_slug = slugs

    @classmethod
    def of(cls, modules: Iterable[ModuleType]) -> Catalogue:
        """The rules that stand in `modules`, in the order of their ids."""
        found = {value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
        return cls(sorted(found, key=lambda one: one.id))

    def get(self, name: str) -> Rule | None:
        """The rule of that id or slug, upper or lower case, or None."""
        known = self._by_id.get(name.upper())
        return known or self._by_id.get(self._by_slug.get(name.lower(), ""))

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    @property
    def names(self) -> tuple[str, ...]:
        """Every id and slug, for "did you mean"."""
        return (*self._by_id, *self._by_slug)
