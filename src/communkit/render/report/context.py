"""The context of the report: plain texts, numbers and lists; the sentences around them stand in the prose."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from communkit import __version__
from communkit.licences import lists, matrix, spdx
from communkit.render.figures import Figure
from communkit.render.look import ACCENT
from communkit.render.report.charts import COLUMNS, LABELS, Charts
from communkit.render.report.decide import Case, cases, decider
from communkit.render.report.shown import NOTHING, Withheld
from communkit.render.report.unknown import unknown
from communkit.repository.facts import Seen, clean
from communkit.repository.files import Origin
from communkit.repository.history import History
from communkit.repository.outbound import UNSTATED
from communkit.repository.survey import Survey
from communkit.rules import Finding, Rule, Severity
from communkit.words import Words

Data = dict[str, Any]

OF_FILES = "REP"
"""How the rules begin that are about a repository alone: their target is a place in it."""
MOST_ON_THE_PAGE = 5
MOST_PLACES = 8
MOST_LICENCES = 40
MOST_LISTED = 2_000


@dataclass(frozen=True)
class Audited:
    """One repository of a report: what it shows, what the rules found, and the rows of its table of assets.

    `findings` are those that count on the repository, `about_claims` those on its dossier (`dossier`: its folder),
    which stand for all its repositories where it `shares` them; `withheld` is what of the dossier is not shown,
    `claimed` whether `rows` are its own. `states` are the cells of the heat map by kind, where claims were held against
    files. Without `rows` there is no table. `settled` are the questions (`unknown`) that the dossier answers.
    """

    survey: Survey
    findings: tuple[Finding, ...]
    rows: Sequence[Data]
    dossier: str = ""
    states: Mapping[str, Sequence[str]] | None = None
    about_claims: tuple[Finding, ...] = ()
    withheld: Withheld = NOTHING
    claimed: bool = False
    shares: bool = False
    settled: Collection[str] = ()

    @property
    def name(self) -> str:
        """The name of its folder."""
        root = self.survey.tree.root
        return clean((root if root.name != ".git" else root.parent).name.removesuffix(".git"))


@dataclass(frozen=True, slots=True)
class Commission:
    """For whom the report is made, by whom, on which day; empty where nobody said."""

    on: date
    client: str = ""
    consultant: str = ""
    project: str = ""
    scope: str = ""


@dataclass
class Told:
    """The context of one language, and the figures that it names."""

    data: Data
    figures: dict[str, Figure] = field(default_factory=dict)


def context(
    audited: Sequence[Audited],
    rules: Mapping[str, Rule],
    commission: Commission,
    words: Words,
    prose: Mapping[str, Any],
    *,
    stem: str = "audit",
    accent: str = ACCENT,
) -> Told:
    """All that the report shows in the language of `words`. `prose` is the template's; `stem` names its files.

    Figures are called `<stem>.<language>.<figure>.svg`, and so Markdown links to them.
    """
    told = Told({})
    charts = Charts(words, prose["charts"], accent)
    several = len(audited) > 1
    found = [(one.name if several else "", finding) for one in audited for finding in one.findings]
    for one in audited:
        where = (one.dossier if one.shares else one.name) if several else ""
        found += [(where, finding) for finding in one.about_claims]
    withheld = [severity for one in audited for severity in one.withheld.findings]
    points = [_case(one, words) for one in cases(found, dict(rules))]
    repositories = []
    for number, one in enumerate(audited, 1):
        drawn = []
        for figure, numbers in charts.of(one.survey, one.rows, f"{number}-" if several else "", one.states):
            address = f"{stem}.{words.language}.{figure.name}.svg"
            told.figures[address] = figure
            drawn.append({**numbers, "address": address, "alt": figure.alt})
        repositories.append({**_repository(one, words), "figures": drawn})
    numbered = {severity: [one for one in points if one["severity"] == severity.value] for severity in Severity}
    project = commission.project or ", ".join(one["name"] for one in repositories)
    told.data = {
        "project": {"name": project},
        "client": commission.client,
        "consultant": commission.consultant,
        "scope": commission.scope,
        "day": words.date(commission.on),
        "several": several,
        "repositories": repositories,
        "verdict": _verdict(points, withheld),
        "blocking": numbered[Severity.ERROR],
        "asking": numbered[Severity.WARNING],
        "knowing": numbered[Severity.NOTE],
        "first": (numbered[Severity.ERROR] or numbered[Severity.WARNING])[:MOST_ON_THE_PAGE],
        "then": {
            "asking": _count(len(numbered[Severity.WARNING]), words),
            "knowing": _count(len(numbered[Severity.NOTE]), words),
        },
        "first_left": max(len(numbered[Severity.ERROR] or numbered[Severity.WARNING]) - MOST_ON_THE_PAGE, 0),
        "tables": sum(bool(one.rows) for one in audited),
        "withheld": {
            "rows": _count(sum(one.withheld.rows for one in audited), words),
            "findings": _count(len(withheld), words),
        },
        "counsel": any(one["counsel"] for one in points),
        "unknowns": _unknowns(audited),
        "data": _versions(audited, words),
        "version": __version__,
    }
    return told


def _verdict(points: Sequence[Data], withheld: Sequence[Severity]) -> str:
    """What blocks though it is not shown keeps a report from saying that nothing does."""
    severities = {one["severity"] for one in points}
    if "error" in severities:
        return "blocked"
    if Severity.ERROR in withheld:
        return "withheld"
    if "warning" in severities:
        return "open-points"
    return "withheld-points" if Severity.WARNING in withheld else "nothing"


def _case(case: Case, words: Words) -> Data:
    """A point: what was seen and where, why it matters, what to do, who decides, and by what source."""
    items = [_item(where, finding, words) for where, finding in case.found]
    fixes = list(dict.fromkeys(one["fix"] for one in items))
    said = list(dict.fromkeys(one["says"] for one in items))
    return {
        "rule": case.rule.id,
        "severity": case.severity.value,
        "title": words.say(case.rule.title),
        "why": words.say(case.rule.why),
        "fix": fixes[0],
        "fixes": fixes[:MOST_PLACES] if len(fixes) > 1 else [],
        "counsel": any(finding.counsel for _, finding in case.found),
        "source": words.say(case.rule.source),
        "decider": decider(case.rule),
        "places": _count(case.places, words),
        "least": case.is_least,
        "whole": not any(one["places"] for one in items),
        "same": said[0] if len(said) == 1 else "",
        "items": items[:MOST_PLACES],
        "left": _count(max(len(items) - MOST_PLACES, 0), words),
        "listed": items[MOST_PLACES:MOST_LISTED],
        "unlisted": _count(max(len(items) - MOST_LISTED, 0), words),
        "repositories": list(dict.fromkeys(where for where, _ in case.found if where)),
    }


def _item(where: str, finding: Finding, words: Words) -> Data:
    places = [":".join(str(part) for part in (one.path, one.line) if part) for one in finding.evidence]
    on_files = finding.rule.startswith(OF_FILES)
    if finding.place is not None and not (places and on_files):
        places.insert(0, f"{finding.place.file}:{finding.place.line}")
    if not on_files:
        places.insert(0, finding.target)  # the claim, and then both sides: its line and those of the repository
    says = words.say(finding.message)
    named = [one for one in dict.fromkeys(places) if one]
    return {
        "repository": where,
        "says": says,
        "fix": words.say(finding.fix),
        "places": named,
        "besides": [one for one in named if one not in says],  # what the sentence has not named already
    }


def _repository(one: Audited, words: Words) -> Data:
    survey = one.survey
    licences, history = survey.licences, survey.history
    weighed = licences.weighed
    counted = one.findings if one.shares else (*one.findings, *one.about_claims)
    severities = [finding.severity for finding in counted]
    others = sorted({found.expression for found in licences.found if found.origin in _OTHERS})
    return {
        "name": one.name,
        "revision": (survey.tree.revision or "")[:12],
        "address": next((url.value for url in survey.reading.remotes), ""),
        "files": words.number(len(survey.reading.files)),
        "dossier": one.dossier,
        "claimed": one.claimed,
        "verdict": "blocked"
        if Severity.ERROR in severities
        else "open-points"
        if Severity.WARNING in severities
        else "nothing",
        "blocking": len({finding.rule for finding in counted if finding.severity is Severity.ERROR}),
        "licence": weighed.expression or "",
        "undecided": weighed.expression is not None and weighed.or_later == UNSTATED,
        "licence_places": _places(weighed.evidence),
        "holders": [holder.name for holder in survey.holders[:3]],
        "holders_left": words.number(len(survey.holders) - 3) if len(survey.holders) > 3 else "",
        "others": others[:4],
        "others_left": words.number(len(others) - 4) if len(others) > 4 else "",
        "others_files": words.number(sum(survey.origins.get(origin, 0) for origin in _OTHERS)),
        "terms": [key for key, is_so in _terms(survey) if is_so],
        "commits": _count(history.commits if history else 0, words),
        "authors": _count(history.authors if history else 0, words),
        "months": _months(history, words),
        "rows": list(one.rows),
        "states": sorted(_states(one.rows)),
        "licences": [
            {
                "expression": found.expression,
                "origin": found.origin.value,
                "kind": words.say(LABELS[str(found.kind)]) if found.kind else "",
                "files": words.number(found.files),
                "places": _places(found.evidence),
            }
            for found in licences.found[:MOST_LICENCES]
        ],
        "licences_left": words.number(max(len(licences.found) - MOST_LICENCES, 0)),
    }


def _places(evidence: Sequence[Seen]) -> list[str]:
    """The first two places."""
    return list(dict.fromkeys(one.place for one in evidence))[:2]


_OTHERS = (Origin.THIRD_PARTY, Origin.VENDORED)


def _states(rows: Sequence[Data]) -> set[str]:
    """The states whose marks a table shows: those that its legend explains."""
    found = {asset[column]["state"] for row in rows for asset in row["assets"] for column in COLUMNS}
    for row in rows:
        if not row["assets"]:
            found.add("not-applicable" if row["not_applicable"] else "unknown" if row["unknown"] else "unanswered")
    return found


def _count(count: int, words: Words) -> Data:
    """A number for a sentence that has a form for one and a form for many."""
    return {"count": count, "shown": words.number(count)}


def _months(history: History | None, words: Words) -> str:
    """The first and the last month, or the only one."""
    if history is None or history.first is None or history.last is None:
        return ""
    return " – ".join(dict.fromkeys(map(words.month_year, (history.first, history.last))))


def _terms(survey: Survey) -> list[tuple[str, bool]]:
    said = survey.contributions
    return [
        ("dco", said.dco.required),
        ("cla", said.agreement.asked.required),
        ("inbound", bool(said.inbound)),
    ]


def _unknowns(audited: Sequence[Audited]) -> list[Data]:
    """What is not known, each question once, with the repositories that raise it and what in them does."""
    asked: dict[str, Data] = {}
    several = len(audited) > 1
    for one in audited:
        for key, about in unknown(one.survey):
            if key in one.settled:
                continue
            row = asked.setdefault(key, {"key": key, "about": [], "repositories": []})
            row["about"] += [each for each in about if each not in row["about"]][: 4 - len(row["about"])]
            row["repositories"] += [one.name] if several else []
    return list(asked.values())


def _versions(audited: Sequence[Audited], words: Words) -> list[Data]:
    """The data that the report leans on: key of the prose, version, day."""
    known = spdx.licence_list()
    rows = [{"key": "spdx", "version": known.version, "day": words.date(known.released)}]
    cell = matrix.lookup("MIT", "MIT")
    if cell is not None:
        rows.append({"key": "osadl", "version": "–", "day": words.date(cell.as_of)})
    for country in sorted({one.survey.country.value for one in audited if one.survey.country}):
        if country in lists.binding_lists():
            binding = lists.binding_list(country)
            rows.append({"key": "list", "version": words.say(binding.name), "day": words.date(binding.as_of)})
    rows.append({"key": "reuse", "version": "3.3", "day": "–"})
    return rows
