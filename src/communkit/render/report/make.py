"""From what was audited to files: each language and format of the report, and its figures beside the Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from communkit.render import assets
from communkit.render.deliverables import in_formats
from communkit.render.look import Look
from communkit.render.markdown import prose
from communkit.render.report.context import Audited, Commission, context
from communkit.render.report.holdings import found_rows
from communkit.render.report.shown import NOTHING, Withheld
from communkit.render.report.theme import Theme
from communkit.repository.survey import Survey
from communkit.rules import Finding, Rule
from communkit.steps.assets.model import Assets
from communkit.steps.project import Project
from communkit.words import Words, words_in

STEM = "audit"


@dataclass(frozen=True)
class Read:
    """One repository as it was read and judged: its findings, and its table, claimed in a dossier or only proposed.

    `proposed` are the values with which a dossier would begin, by document. `dossier` names the folder of one, and
    `about_claims` are the findings on it. `shares` says that it speaks of other repositories of the report too; those
    are `told_elsewhere` and have no table of their own. `withheld` is what of it is not shown.
    `states` are those of the table's cells, by kind ("code": five of `figures.STATES`), where claims were held against
    the repository; else they follow from what is claimed or proposed.
    """

    survey: Survey
    findings: tuple[Finding, ...]
    proposed: Mapping[str, Mapping[str, Any]]
    claimed: tuple[Project, Assets] | None = None
    dossier: str = ""
    states: Mapping[str, Sequence[str]] | None = None
    about_claims: tuple[Finding, ...] = ()
    withheld: Withheld = NOTHING
    shares: bool = False
    told_elsewhere: bool = False


def make(
    read: Sequence[Read],
    rules: Mapping[str, Rule],
    commission: Commission,
    theme: Theme,
    formats: Sequence[str],
    languages: Sequence[str],
) -> dict[str, bytes]:
    """The report by file name ("audit.fr.pdf"; "audit.fr.kinds.svg" where Markdown is asked for).

    What `commission` leaves empty the theme says. Raises errors.InvalidDocuments for what is wrong with the theme's own
    templates, documents.DocumentRefused for its own prose.
    """
    made: dict[str, bytes] = {}
    settled = ("law",) if any(one.claimed and _says_its_law(one.claimed[0]) for one in read) else ()
    for language in languages:
        words = words_in(language)
        said = prose(STEM, language, theme.templates)
        audited = [
            Audited(
                one.survey,
                one.findings,
                _rows(one, words, said),
                one.dossier,
                one.states,
                one.about_claims,
                one.withheld,
                one.claimed is not None,
                one.shares,
                settled,
            )
            for one in read
        ]
        asked = Commission(
            commission.on,
            *(
                getattr(commission, key) or theme.text(key, language)
                for key in ("client", "consultant", "project", "scope")
            ),
        )
        told = context(audited, rules, asked, words, said, stem=STEM, accent=theme.accent)
        look = Look(
            figures=told.figures,
            cover=True,
            accent=theme.accent,
            logo=theme.mark(language, asked.consultant),
            epoch=int(datetime(asked.on.year, asked.on.month, asked.on.day, tzinfo=UTC).timestamp()),
        )
        for format, data in in_formats(STEM, told.data, words, formats, look, theme.templates):
            made[f"{STEM}.{language}.{format}"] = data
        if "md" in formats:
            made.update({address: figure.svg.encode() for address, figure in told.figures.items()})
    return made


def _says_its_law(project: Project) -> bool:
    return bool(project.jurisdiction) and "jurisdiction" not in project.proposed


def _rows(one: Read, words: Words, said: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    if one.told_elsewhere:
        return []
    if one.claimed is None:
        return found_rows(one.proposed, one.survey.contributions, words, said)
    rows: Sequence[dict[str, Any]] = assets.context(*one.claimed, words)["rows"]
    return rows
