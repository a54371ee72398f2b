"""What a report may show of a dossier: they are handed on, so restricted rows and what is said of them stay in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communkit.model.loading import Dossier
from communkit.model.row import Row, Visibility, children
from communkit.model.types import Text
from communkit.render.published import published
from communkit.rules import Finding, Severity, covers
from communkit.steps.assets.model import Asset, Assets
from communkit.steps.project import Project
from communkit.steps.project.model import Party
from communkit.words import LANGUAGES, words_in


@dataclass(frozen=True, slots=True)
class Withheld:
    """How much of a dossier a report does not show: rows (a whole document counts as one), and findings by gravity."""

    rows: int = 0
    findings: tuple[Severity, ...] = ()


NOTHING = Withheld()


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a dossier a report shows. `claimed` is None where there is no table that can be read and shown."""

    claimed: tuple[Project, Assets] | None
    findings: tuple[Finding, ...]
    withheld: Withheld
    restricted: tuple[Row, ...] = ()

    def hides(self, address: str) -> bool:
        """Whether what stands at `address` is restricted."""
        return any(covers(row.address.text, address) for row in self.restricted)

    @property
    def hidden_assets(self) -> frozenset[str]:
        """The identifiers of the assets that are restricted as a whole row."""
        return frozenset(row.id for row in self.restricted if isinstance(row, Asset))


def shown(dossier: Dossier, findings: Iterable[Finding]) -> Shown:
    """`dossier` and the `findings` about it without what is restricted, and how much was left out.

    A finding is left out where it is about a restricted row, stands in one, or names one.
    """
    public = published(dossier, only_public=True)
    documents = {name: one.written for name, one in dossier.documents.items()}
    restricted = tuple(row for document in documents.values() for row in _restricted(document))
    kept: list[Finding] = []
    left: list[Severity] = []
    for one in findings:
        if any(_is_about(row, one) for row in restricted):
            left.append(one.severity)
        else:
            kept.append(one)
    table = public.documents.get("assets") if public else None
    return Shown(
        (public.project, table) if public and isinstance(table, Assets) else None,
        tuple(kept),
        Withheld(len(restricted), tuple(left)),
        restricted,
    )


def _restricted(row: Row) -> Iterator[Row]:
    """The restricted rows in `row`, itself perhaps; not those inside another."""
    if row.visibility is Visibility.RESTRICTED:
        yield row
        return
    for one in children(row):
        yield from _restricted(one)


_SHORTEST_NAME = 3


def _is_about(row: Row, finding: Finding) -> bool:
    if covers(row.address.text, finding.target):
        return True
    if isinstance(row, Party) and re.search(rf"[\[/]{re.escape(row.id)}[\]/]", finding.target):
        return True
    said = [words_in(language).say(one) for language in LANGUAGES for one in (finding.message, finding.fix)]
    return any(re.search(rf"\b{re.escape(name)}\b", one) for name in _names(row) for one in said)


def _names(row: Row) -> Iterator[str]:
    """What the row is called, where a sentence about something else could say it: its name, else its identifier."""
    value = getattr(row, "name", None) or getattr(row, "id", None)
    spellings = [value.said(one) for one in LANGUAGES] if isinstance(value, Text) else [value]
    yield from (one for one in spellings if isinstance(one, str) and len(one) >= _SHORTEST_NAME)
