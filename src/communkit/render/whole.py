"""The whole dossier as one document: cover, where it stands, each step as its own deliverable tells it, the sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from communkit.model.completeness import answers
from communkit.model.row import DocumentRow, Row
from communkit.model.step import Step
from communkit.render.markdown import prose
from communkit.render.published import Published
from communkit.render.telling import Data, Teller
from communkit.rules import State
from communkit.words import Words

NAME = "dossier"
COVERED = frozenset({NAME})
"""The deliverables that open with a cover and a table of contents on paper."""

_HEADING = re.compile(r"^(#{2,5}) ", re.MULTILINE)
_TITLE = re.compile(r"\A# .*\n+")
_BLANK = re.compile(r"\n{3,}")
_SUMMARY = re.compile(r"^> .*\n(?:>.*\n)*\n?", re.MULTILINE)


def context(
    read: Published,
    steps: Sequence[Step],
    pages: Mapping[str, str],
    words: Words,
    links: Mapping[str, str],
    states: Sequence[str] = (),
) -> Data:
    """What the deliverable shows. `pages` holds the Markdown of each step that has a deliverable, by its name.

    `states` are the states of answers that some page shows with a mark: they are explained once.

    With `links` (step → address) the steps are named and linked to rather than told: the first page of a site.
    """
    teller = Teller(read.project, words)
    lines = [_line(step, read, words) for step in steps if step.number is not None]
    return {
        **teller.head(read.project),
        "parties": [
            {
                "name": teller.party(one.id),
                "nature": teller.value(one.nature) or "–",
                "form": one.form or "–",
            }
            for one in read.project.parties
        ],
        "repositories": [one.url or one.id for one in read.project.repositories],
        "opening": _opening(read, teller),
        "lines": lines,
        "chapters": [
            {
                "title": words.say(step.title),
                "number": words.number(step.number or 0),
                "body": _chapter(pages[step.name], _once(step.name, words)),
                "link": links.get(step.name, ""),
            }
            for step in steps
            if step.name in pages
        ],
        "linked": bool(links),
        "states": list(states),
        "withheld": [words.say(step.title) for step in steps if step.name in read.withheld],
        "sources": [] if links else [one for step in steps for one in _sources(step, read, teller)],
    }


def _opening(read: Published, teller: Teller) -> Data | None:
    opening = read.project.opening
    if opening is None:
        return None
    return {
        "perimeter": teller.answer(opening, "perimeter"),
        "date": teller.answer(opening, "date"),
        "decided_by": teller.answer(opening, "decided_by"),
    }


def _line(step: Step, read: Published, words: Words) -> Data:
    """Where a step stands: its version, its status, and how much of what some stage needs is answered."""
    document = read.documents.get(step.name)
    told = {"number": words.number(step.number or 0), "title": words.say(step.title), "restricted": False}
    if document is None:
        return {**told, "version": "", "status": "", "done": "", "restricted": step.name in read.withheld}
    answered, total = _answered(document)
    return {
        **told,
        "version": str(document.version or "–"),
        "status": words.say(document.status.label) if document.status else "–",
        "done": f"{words.number(answered)} / {words.number(total)}",
    }


def _answered(document: DocumentRow) -> tuple[int, int]:
    """How many of the answers that some stage needs are given, and how many there are; inapplicable ones aside."""
    needed = [one for one in answers(document) if one.ask.needed is not None and one.state is not State.NOT_APPLICABLE]
    return sum(one.state is State.ANSWERED for one in needed), len(needed)


def _once(step: str, words: Words) -> tuple[str, ...]:
    """How the lines begin that close each step's deliverable, and that a dossier says once: its marks, what it is."""
    return f"*{prose('page', words.language)['legend']}", f"*{prose(step, words.language)['closing']}"


def _chapter(markdown: str, once: tuple[str, ...]) -> str:
    """A step's deliverable inside another document: without what that one says once, its headings a level down."""
    own = _SUMMARY.sub("", _TITLE.sub("", markdown), count=1)
    kept = "\n".join(line for line in own.split("\n") if not line.startswith(once))
    return _HEADING.sub(r"#\1 ", _BLANK.sub("\n\n", kept)).strip("\n")


def _sources(step: Step, read: Published, teller: Teller) -> list[Data]:
    """What bears the answers of a step out, in the order of the document: where each stands, and its evidence."""
    document = read.documents.get(step.name)
    if document is None:
        return []
    found: list[dict[str, Any]] = []
    for row in (document, *document.each(Row)):
        for field, listed in row.evidence.items():
            mentions = [told for one in listed if (told := teller.mention(one))]
            if mentions:
                found.append(
                    {"target": row.address.text if field == "*" else f"{row.address.text}.{field}", "cited": mentions}
                )
    return found
