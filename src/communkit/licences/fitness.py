"""Was this licence made for that kind of thing? The table is `licences/fitness.yaml`.

A licence's own record may override a cell where its text says so; everything else comes from the row that the
record, or a pattern of the table, names. Nothing is concluded for a licence that neither knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeAlias

from communkit.licences import spdx
from communkit.licences.data import LANGUAGES, Sourced, citation, folder, read_table, sentence, vocabulary
from communkit.licences.expressions import Expression, Term, parse
from communkit.licences.records import record
from communkit.marked import N_, Message

Verdict: TypeAlias = Literal["made-for", "possible", "unknown", "unfit"]

KINDS = ("code", "documentation", "database", "sign", "hardware", "content")
CONTENT_TYPES = ("text", "image", "audio-video", "font", "model", "other")
SIGN_TYPES = ("logo", "trademark", "name", "domain")
VERDICTS: tuple[Verdict, ...] = ("made-for", "possible", "unknown", "unfit")  # from best to worst

_COLUMNS = ("code", "documentation", "content", "database", "hardware", "sign", "font", "model")


@dataclass(frozen=True, slots=True)
class Fitness:
    """The verdict on one licence for one kind, why, where that comes from, and of when it is.

    `verified` False: generally held, read in no text. `as_of` None: nothing is known. `licence` is the id, or
    the term of an expression that decided.
    """

    verdict: Verdict
    reason: Message
    source: str
    as_of: date | None
    verified: bool
    licence: str = ""
    source_languages: Mapping[str, str] = field(default_factory=dict)

    @property
    def cited(self) -> Message:
        """The source in the reader's language; empty where nothing is known."""
        return citation(self.source, self.source_languages)


@dataclass(frozen=True, slots=True)
class _Row:
    patterns: tuple[str, ...]
    cells: Mapping[str, str]
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class _Grid:
    reasons: Mapping[str, tuple[Verdict, Message]]
    rows: Mapping[str, _Row]


def _verdict(word: str) -> Verdict:
    return next(verdict for verdict in VERDICTS if verdict == word)


@cache
def _grid() -> _Grid:
    table = read_table(folder("") / "fitness.yaml")
    reasons: dict[str, tuple[Verdict, Message]] = {}
    words = table.table("reasons")
    for name in words.keys():  # noqa: SIM118 - a Table is not a dict
        cell = words.table(name)
        verdict = cell.text("verdict")
        cell.known("verdict", (verdict,), vocabulary("verdicts"))
        languages = {tag: cell.text(tag) for tag in LANGUAGES}
        cell.done()
        reasons[name] = (_verdict(verdict), sentence(languages))
    rows: dict[str, _Row] = {}
    listed = table.table("rows")
    for name in listed.keys():  # noqa: SIM118 - a Table is not a dict
        entry = listed.table(name)
        cells = entry.table("cells")
        row = _Row(entry.texts("licences"), {c: cells.text(c) for c in _COLUMNS}, entry.sourced())
        cells.known("cells", row.cells.values(), reasons)
        cells.done()
        entry.done()
        rows[name] = row
    table.done()
    return _Grid(MappingProxyType(reasons), MappingProxyType(rows))


def rows() -> tuple[str, ...]:
    """The rows that a record may name."""
    return tuple(_grid().rows)


def _column(kind: str, content_type: str | None) -> str:
    if kind not in KINDS:
        raise ValueError(f"no kind of asset: {kind}")
    return content_type if kind == "content" and content_type in {"font", "model"} else kind


def _row_of(licence_id: str) -> _Row | None:
    known = record(licence_id)
    if known is not None:
        return _grid().rows.get(known.row)
    return next((row for row in _grid().rows.values() if any(fnmatchcase(licence_id, p) for p in row.patterns)), None)


def _unknown(licence_id: str) -> Fitness:
    return Fitness(
        "unknown",
        Message(
            N_("communkit does not know what {licence} was made for; read its text, or ask counsel."),
            {"licence": licence_id},
        ),
        "",
        None,
        False,
        licence_id,
    )


def fit(licence_id: str, kind: str, content_type: str | None = None, sign_type: str | None = None) -> Fitness:
    """Was `licence_id` (an SPDX id or a LicenseRef-) made for `kind`?

    `kind` is one of KINDS, `content_type` one of CONTENT_TYPES (fonts and models have answers of their own),
    `sign_type` one of SIGN_TYPES (for which the answer is the same today). A LicenseRef- is unknown: for a sign it is
    the right place for a policy. Raises ValueError for another kind.
    """
    column = _column(kind, content_type)
    if licence_id.casefold().startswith(("licenseref-", "documentref-")):
        if kind == "sign":
            return _policy(licence_id, sign_type)
        return _unknown(licence_id)
    known = record(licence_id)
    if known is not None and column in known.overrides:
        own = known.overrides[column]
        said = own.sourced
        return Fitness(
            _verdict(own.verdict), own.reason, said.source, said.as_of, said.verified, known.id, said.languages
        )
    row = _row_of(licence_id)
    if row is None and kind == "sign" and spdx.licence(licence_id) is not None:
        row = next(iter(_grid().rows.values()))  # no licence fits a mark: every row says so
    if row is None:
        return _unknown(licence_id)
    verdict, reason = _grid().reasons[row.cells[column]]
    said = row.sourced
    name = known.id if known is not None else licence_id
    return Fitness(verdict, reason, said.source, said.as_of, said.verified, name, said.languages)


def _policy(licence_id: str, sign_type: str | None) -> Fitness:
    says = N_("Terms of one's own are where a usage policy belongs; check that {licence} is one, with its text.")
    if sign_type == "domain":
        says = N_("A domain name is held by contract; {licence} can only say how its use is agreed.")
    return Fitness("possible", Message(says, {"licence": licence_id}), "", None, False, licence_id)


def fit_expression(
    expression: Expression | str, kind: str, content_type: str | None = None, sign_type: str | None = None
) -> Fitness:
    """The same for an expression: the worst of what AND joins, the best of what OR offers.

    Undecided ids are answered by their readings, which fit alike. Raises ExpressionError, ValueError.
    """
    parsed = parse(expression) if isinstance(expression, str) else expression

    def rank(fitness: Fitness) -> int:
        return VERDICTS.index(fitness.verdict)

    def of(term: Term) -> Fitness:
        return max((fit(reading, kind, content_type, sign_type) for reading in term.readings), key=rank)

    return parsed.fold(of, lambda found: max(found, key=rank), lambda found: min(found, key=rank))
