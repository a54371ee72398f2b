"""Providers: what several rules and templates derive is computed once, and asked for by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType


@dataclass(frozen=True, slots=True)
class Provider:
    """A function whose result rules ask for by its name; it asks for its own inputs the same way."""

    name: str
    make: Callable[..., object]

    @property
    def needs(self) -> tuple[str, ...]:
        """The models, facts and providers that it asks for."""
        return tuple(inspect.signature(self.make).parameters)


def provider(make: Callable[..., object]) -> Provider:
    """Declare the function below as the provider of its own name."""
    return Provider(make.__name__, make)


def providers_in(modules: Iterable[ModuleType]) -> dict[str, Provider]:
    """The providers that stand in `modules`, by name."""
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Provider)]
    return {one.name: one for one in found}


class Missing(Exception):
    """Something that a rule asks for is not there; `name` says what."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Supplies:
    """What a run can hand out by name: given things, and providers computed when first asked for."""

    def __init__(self, given: Mapping[str, object], providers: Mapping[str, Provider]) -> None:
        self._made: dict[str, object] = dict(given)
        self._providers = providers
        self._being_made: list[str] = []

    def __getitem__(self, name: str) -> object:
        """The thing called `name`.

        Raises Missing where it, or something that it is made from, is not given; RecursionError where
        providers ask for each other in a circle, which is our mistake.
        """
        if name in self._made:
            return self._made[name]
        maker = self._providers.get(name)
        if maker is None:
            raise Missing(name)
        if name in self._being_made:
            raise RecursionError(" → ".join((*self._being_made, name)))
        self._being_made.append(name)
        try:
            made = maker.make(**{need: self[need] for need in maker.needs})
        finally:
            self._being_made.pop()
        self._made[name] = made
        return made
