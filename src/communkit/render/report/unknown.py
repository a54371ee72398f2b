"""What a repository does not say, and who would know: some of it always, some of it because of what was found."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.repository.files import Kind, Origin
from communkit.repository.outbound import CONTRADICTORY, UNSTATED
from communkit.repository.survey import Survey

MOST = 4


def unknown(survey: Survey) -> Iterator[tuple[str, list[str]]]:
    """Keys of the template's prose (`unknowns`), each with what was found that raises the question, the first first."""
    licences, history = survey.licences, survey.history
    holders = [one.name for one in survey.holders[:MOST]]
    yield "title", holders
    if licences.weighed.expression is not None and licences.weighed.or_later in (UNSTATED, CONTRADICTORY):
        yield "later", [licences.weighed.expression]
    if history is not None and history.relicensing:
        yield "relicensing", [one.commit[:12] for one in history.relicensing[:MOST]]
    if history is not None and history.unaffiliated >= 0.1 and history.authors > 1:
        yield "employers", []
    data = _examples(survey, Kind.DATABASE)
    if data:
        yield "data", data
    contents = _examples(survey, Kind.CONTENT)
    if contents:
        yield "contents", contents
    if any(one.silent for one in survey.dependencies.sources):
        yield "dependencies", [one.path for one in survey.dependencies.sources if one.silent][:MOST]
    if history is None:
        yield "no-history", []
    elif history.shallow or history.partial or history.imported:
        yield "history", []
    left = [one.path for one in survey.reading.not_read if one.reason not in ("link", "folder")]
    if left:
        yield "unread", left[:MOST]
    yield "signs", _examples(survey, Kind.SIGN)
    if survey.country is None:
        yield "law", []


def _examples(survey: Survey, kind: Kind) -> list[str]:
    return [one.path for one in survey.reading.files if one.kind is kind and one.origin is Origin.OWN][:MOST]
