"""A step of the walk: which document it fills, which model that has, where its rules stand."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from communkit.model.row import DocumentRow


@dataclass(frozen=True, slots=True)
class Step:
    """One document of a dossier. `number` is its place in the walk; the project itself has none.

    `shape` is the newest shape of the document (`assets/1`), `prefix` the letters of its rules' ids,
    `title` its name for people. The module is imported only when the step is worked on.
    """

    name: str
    title: str
    prefix: str
    shape: int
    module: str
    number: int | None = None

    @property
    def file_name(self) -> str:
        """The document's file in the dossier folder."""
        return f"{self.name}.yaml"

    @property
    def code(self) -> ModuleType:
        """The module that holds the model and its rules."""
        return import_module(self.module)

    @property
    def rule_modules(self) -> tuple[ModuleType, ...]:
        """The modules that hold its rules: the step's own, or the `MODULES` of one that is a package."""
        modules: tuple[ModuleType, ...] = getattr(self.code, "MODULES", (self.code,))
        return modules

    @property
    def model(self) -> type[DocumentRow]:
        """The model of the document: the module's `DOCUMENT`."""
        document: type[DocumentRow] = self.code.DOCUMENT
        return document
