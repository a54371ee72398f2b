"""Chain of title: who holds a right, by the way in which the work came about, in one jurisdiction.

`licences/jurisdictions/<code>.yaml` holds a country's answers, each with its article. A country without a
file gets none: nothing is concluded where nobody has looked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communkit.licences.data import Said, Sourced, Table, folder, read_table

OUTCOMES = ("by-law", "conditional", "assignment", "contested", "terms")
CLAUSES = ("blocks", "assigned", "software")


@dataclass(frozen=True, slots=True)
class Title:
    """What the law makes of one basis, for the rights named; `kinds` of asset, where it concerns some only."""

    basis: str
    rights: tuple[str, ...]
    kinds: tuple[str, ...]
    outcome: str
    reason: Said
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class ContractClause:
    """What the general clauses of a public contract give the buyer by default."""

    ccag: str
    years: tuple[int, ...]
    options: tuple[str, ...]
    outcome: str
    reason: Said
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """One country's answers. `binding_list` names the licence list that binds its administrations, if any."""

    code: str
    name: Said
    binding_list: str | None
    titles: tuple[Title, ...]
    clauses: tuple[ContractClause, ...]

    def title(self, basis: str, right: str, kind: str | None = None) -> Title | None:
        """What the law makes of `basis` for `right` on an asset of `kind`, or None where the file does not say."""
        fitting = [one for one in self.titles if one.basis == basis and right in one.rights]
        for_kind = [one for one in fitting if kind in one.kinds]
        return next(iter(for_kind or (one for one in fitting if not one.kinds)), None)

    def clause(self, ccag: str, year: int, option: str | None) -> ContractClause | None:
        """The clause of that CCAG and year; without an option chosen, the one that applies by default."""
        fitting = [one for one in self.clauses if one.ccag == ccag and year in one.years]
        chosen = [one for one in fitting if not one.options or (option or "A") in one.options]
        return chosen[0] if chosen else None


@cache
def jurisdiction(code: str) -> Jurisdiction | None:
    """The jurisdiction of that two-letter code ("fr", "BE"), or None where no file speaks of it."""
    name = code.lower()
    path = folder("jurisdictions") / f"{name}.yaml"
    if not re.fullmatch(r"[a-z]{2}", name) or not path.is_file():
        return None
    table = read_table(path)
    found = Jurisdiction(
        code=name,
        name=table.said("name"),
        binding_list=table.optional_text("binding_list"),
        titles=tuple(_title(one) for one in table.tables("title")),
        clauses=tuple(_clause(one) for one in table.tables("contracts")),
    )
    table.done()
    return found


def _title(table: Table) -> Title:
    found = Title(
        basis=table.text("basis"),
        rights=table.texts("rights"),
        kinds=table.texts("kinds"),
        outcome=table.text("outcome"),
        reason=table.said("reason"),
        sourced=table.sourced(),
    )
    table.known("outcome", (found.outcome,), OUTCOMES)
    table.done()
    return found


def _clause(table: Table) -> ContractClause:
    years = table.raw("years")
    if not isinstance(years, list) or not all(isinstance(year, int) for year in years):
        raise table.wrong("a list of years is expected here", "years")
    found = ContractClause(
        ccag=table.text("ccag"),
        years=tuple(years),
        options=table.texts("options"),
        outcome=table.text("outcome"),
        reason=table.said("reason"),
        sourced=table.sourced(),
    )
    table.known("outcome", (found.outcome,), CLAUSES)
    table.done()
    return found
