"""The figures of a report and their numbers, from what a repository shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from communkit.render.figures import Bar, Figure, bars, heat_map, timeline
from communkit.repository.files import Kind, Origin
from communkit.repository.history import History
from communkit.repository.survey import Survey
from communkit.steps.vocabulary import Kind as Row
from communkit.words import Words

Data = dict[str, Any]
MOST_BARS = 8
_MONTHS = 24
"""Months of history up to which the activity is shown by month; beyond, by year."""


class Charts:
    """Draws in one language and one colour; `prose` holds the words (`templates/<language>/audit.yaml`, `charts`)."""

    def __init__(self, words: Words, prose: Mapping[str, Any], accent: str) -> None:
        self.words = words
        self.prose = prose
        self.accent = accent

    def of(
        self, survey: Survey, rows: Sequence[Data], prefix: str, states: Mapping[str, Sequence[str]] | None = None
    ) -> Iterator[tuple[Figure, Data]]:
        """Each figure, and what the template says of it: its key and the rows of its numbers.

        `states` gives the cells of the heat map by kind, one of `figures.STATES` a column, where claims were held
        against the repository; else they follow from `rows`.
        """
        table = self._heat(rows, prefix, states or {}) if rows else None
        for key, drawn in (
            ("licences", self._licences(survey, prefix)),
            ("kinds", self._kinds(survey, prefix)),
            ("holders", self._holders(survey, prefix)),
            ("organisations", self._organisations(survey.history, prefix)),
            ("activity", self._activity(survey.history, prefix)),
            ("heat", table),
        ):
            if drawn is not None:
                figure, numbers = drawn
                yield figure, {"key": key, "columns": self.prose[key].get("columns", []), "rows": numbers}

    def _bars(
        self, key: str, prefix: str, rows: Sequence[tuple[str, int, int]], whole: int, series: Sequence[str] = ()
    ) -> tuple[Figure, list[list[str]]] | None:
        """Bars for `(label, number, series)`, each with its share of `whole`; None for nothing to show."""
        if not rows or not whole:
            return None
        drawn, numbers = [], []
        for label, count, one in rows:
            share = self.words.percent(count / whole)
            drawn.append(Bar(label, count, f"{self.words.number(count)} · {share}", one))
            of = f" ({series[one]})" if series and label not in (self.prose["silent"], self.prose["other"]) else ""
            numbers.append([label + of, self.words.number(count), share])
        title = self.prose[key]["title"]
        return bars(prefix + key, title, drawn, series=series, accent=self.accent), numbers

    def _licences(self, survey: Survey, prefix: str) -> tuple[Figure, list[list[str]]] | None:
        """How many files carry which licence, the project's own and others'; what says nothing of itself too."""
        counts: Counter[tuple[int, str]] = Counter()
        for one in survey.licences.found:
            counts[one.origin in (Origin.THIRD_PARTY, Origin.VENDORED), one.expression] += one.files
        ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        rows = [(licence, count, int(series)) for (series, licence), count in ranked[:MOST_BARS]]
        rest = sum(count for _, count in ranked[MOST_BARS:])
        if rest:
            rows.append((self.prose["other"], rest, 0))
        whole = len(survey.reading.files)
        silent = whole - sum(counts.values())
        if silent > 0:
            rows.append((self.prose["silent"], silent, 0))
        series = (self.prose["own"], self.prose["others"]) if any(one[2] for one in rows) else ()
        return self._bars("licences", prefix, rows, whole, series)

    def _kinds(self, survey: Survey, prefix: str) -> tuple[Figure, list[list[str]]] | None:
        own = [one for one in survey.reading.files if one.origin is Origin.OWN]
        counts = Counter(one.kind for one in own)
        rows = [(self.words.say(LABELS[str(kind)]), counts[kind], 0) for kind in Kind if counts[kind]]
        if counts[None]:
            rows.append((self.prose["no_kind"], counts[None], 0))
        return self._bars("kinds", prefix, rows, len(own))

    def _holders(self, survey: Survey, prefix: str) -> tuple[Figure, list[list[str]]] | None:
        rows = [(one.name, one.files, 0) for one in survey.holders[:MOST_BARS]]
        return self._bars("holders", prefix, rows, len(survey.reading.files))

    def _organisations(self, history: History | None, prefix: str) -> tuple[Figure, list[list[str]]] | None:
        if history is None or history.authors < 2:
            return None
        rows = [(one.name, one.share) for one in history.top_organisations[:MOST_BARS] if one.name]
        rest = 1 - sum(share for _, share in rows) - history.unaffiliated
        if rest > 0.0005:
            rows.append((self.prose["other"], rest))
        if history.unaffiliated > 0:
            rows.append((self.prose["unaffiliated"], history.unaffiliated))
        if not rows:
            return None
        drawn = [Bar(label, share, self.words.percent(round(share, 4))) for label, share in rows]
        numbers = [[label, self.words.percent(round(share, 4))] for label, share in rows]
        title = self.prose["organisations"]["title"]
        return bars(f"{prefix}organisations", title, drawn, accent=self.accent), numbers

    def _activity(self, history: History | None, prefix: str) -> tuple[Figure, list[list[str]]] | None:
        months = sorted(history.activity) if history else []
        if history is None or not months:
            return None
        every = _between(months[0], months[-1])
        if len(every) <= _MONTHS:
            counts = [(month, history.activity.get(month, 0)) for month in every]
        else:
            years = history.by_year
            counts = [
                (f"{year}", years.get(f"{year}", 0)) for year in range(int(months[0][:4]), int(months[-1][:4]) + 1)
            ]
        shown = {when: self.words.number(count) for when, count in counts}
        title = self.prose["activity"]["title"]
        drawn = timeline(f"{prefix}activity", title, counts, shown, accent=self.accent)
        return drawn, [[when, shown[when]] for when, _ in counts]

    def _heat(
        self, rows: Sequence[Data], prefix: str, given: Mapping[str, Sequence[str]]
    ) -> tuple[Figure, list[list[str]]]:
        """The table of assets by state; where a kind has several assets, the weakest of their cells speaks."""
        named = [
            (row["kind"], list(given.get(str(kind), ())) or [_weakest(row, one) for one in COLUMNS])
            for kind, row in zip(Row, rows, strict=True)
        ]
        words, columns = self.prose["states"], self.prose["heat"]["columns"][1:]
        drawn = heat_map(f"{prefix}heat", self.prose["heat"]["title"], columns, named, words, accent=self.accent)
        return drawn, [[kind, *(words[one] for one in states)] for kind, states in named]


LABELS = {str(one): one.label for one in Row}
"""What the six kinds are called, by their word."""

AS_DRAWN = {"claimed": "answered"}
"""States of a reconciled table whose word in figures is another: claimed, and the repository says nothing of it."""

COLUMNS = ("name", "description", "rights", "licence", "contributions")
_WEAKEST = ("contradicted", "unanswered", "unknown", "proposed", "answered", "verified", "not-applicable")


def _weakest(row: Data, column: str) -> str:
    if not row["assets"]:
        return "not-applicable" if row["not_applicable"] else "unknown" if row["unknown"] else "unanswered"
    states: list[str] = [asset[column]["state"] for asset in row["assets"]]
    return min(states, key=_WEAKEST.index)


def _between(first: str, last: str) -> list[str]:
    """Every month from `first` to `last`, as "2024-03"."""
    start, end = (int(one[:4]) * 12 + int(one[5:7]) - 1 for one in (first, last))
    return [f"{one // 12:04}-{one % 12 + 1:02}" for one in range(start, end + 1)]
