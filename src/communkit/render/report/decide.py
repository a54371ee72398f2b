"""Who decides what a finding asks for, and what comes first. From the subject of a rule, never from names of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communkit.rules import Finding, Rule, Severity

HOLDERS, LEAD, MAINTAINERS = "holders", "lead", "maintainers"
"""Those whose rights are concerned; whoever answers for the project; those who can change the files."""

_DECIDES = {
    HOLDERS: ("REP001", "REP003", "REP004", "REP005", "REP009", "REP010", "REP061", "REC010", "REC023"),
    MAINTAINERS: (
        "REP002", "REP006", "REP007", "REP013", "REP015", "REP030", "REP032", "REP033", "REP040", "REP051", "REP055",
        "REP056", "REP062", "REP063", "REC003", "REC008", "REC030", "REC032",
    ),
}  # fmt: skip
_BY_RULE = {rule: who for who, rules in _DECIDES.items() for rule in rules}

_FIRST = (
    "REP001", "REP003", "REP005", "REP004",  # which licence goes out: all else is judged against it
    "REP008", "REP007", "REP009", "REP010", "REP014", "REP055", "REP011", "REP050",  # what does not go with it
    "REC020", "REC023", "REC026", "REC024",  # what the dossier says of licences, and the repository does not
    "REP012", "REP013", "REP061", "REC010", "REC013",  # who holds the rights
)  # fmt: skip
_RANK = {rule: rank for rank, rule in enumerate(_FIRST)}


def decider(rule: Rule) -> str:
    """Who decides: HOLDERS, LEAD or MAINTAINERS. A rule that is not known here is for whoever answers for the project.

    Whether counsel is heard first is said by the rule itself (`counsel`).
    """
    return _BY_RULE.get(rule.id, LEAD)


_COUNT_FILES = frozenset({"REP009", "REP063"})
"""The rules whose `count` is a number of files."""

MOST_MENTIONS = 5
"""A finding names no more places than this."""


@dataclass(frozen=True, slots=True)
class Case:
    """All the findings of one rule: a point to decide once, at however many places. `where` names the repository."""

    rule: Rule
    severity: Severity
    found: tuple[tuple[str, Finding], ...]

    @property
    def places(self) -> int:
        """At how many places it was found, as far as findings name or count them; at least one a finding."""
        named = {(where, one.path, one.line) for where, finding in self.found for one in finding.evidence}
        return max(len(named), sum(self._counted(finding) for _, finding in self.found))

    @property
    def is_least(self) -> bool:
        """Whether there may be more places than those that a finding names."""
        return any(len(one.evidence) >= MOST_MENTIONS and self._counted(one) == 1 for _, one in self.found)

    def _counted(self, finding: Finding) -> int:
        count = finding.message.params.get("count") if self.rule.id in _COUNT_FILES else None
        return count if isinstance(count, int) else 1


def cases(found: Iterable[tuple[str, Finding]], rules: dict[str, Rule]) -> list[Case]:
    """Findings by rule and gravity: the gravest first, then in the order in which they are best decided."""
    groups: dict[tuple[str, Severity], list[tuple[str, Finding]]] = {}
    for where, finding in found:
        groups.setdefault((finding.rule, finding.severity), []).append((where, finding))
    made = [Case(rules[rule], severity, tuple(some)) for (rule, severity), some in groups.items()]
    return sorted(made, key=lambda one: (-one.severity.rank, _RANK.get(one.rule.id, len(_RANK)), one.rule.id))
