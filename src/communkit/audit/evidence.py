"""A survey as plain data: `communkit/audit/1`. Keys are never renamed; lists are sorted; no address of a person."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from communkit.report import Report
from communkit.report.json import as_data as findings_data
from communkit.repository.facts import Seen, clean
from communkit.repository.files import Origin
from communkit.repository.fit import main_status
from communkit.repository.holders import Holder
from communkit.repository.licences import Licences, Part
from communkit.repository.survey import Survey
from communkit.repository.texts import LicenceFile
from communkit.words import Words

SCHEMA = "communkit/audit/1"
MOST_NOT_READ = 2_000

Data = dict[str, Any]


def render(survey: Survey, report: Report, words: Words) -> str:
    """The survey and its findings as indented JSON."""
    return json.dumps(as_data(survey, report, words), ensure_ascii=False, indent=2)


def as_data(survey: Survey, report: Report, words: Words) -> Data:
    """The same as plain data. Messages are in the language of `words`, all else in none."""
    licences = survey.licences
    matches = {one.path: one.match for one in licences.files}
    told = findings_data(report, words)
    return {
        "schema": SCHEMA,
        "repository": _repository(survey),
        "files": _files(survey),
        "outbound": _outbound(licences, matches),
        "licences": [
            {
                "expression": one.expression,
                "origin": one.origin.value,
                "kind": one.kind.value if one.kind else None,
                "files": one.files,
                "evidence": _evidence(one.evidence, matches),
            }
            for one in licences.found
        ],
        "licence_files": [_licence_file(one) for one in licences.files],
        "holders": [_holder(one) for one in survey.holders],
        "manifests": [
            {
                "file": shown(one.file),
                "line": one.seen.line,
                "field": one.field,
                "raw": one.raw,
                "expression": one.expression,
                "status": one.status,
            }
            for one in licences.manifests
        ],
        "community_files": _community(survey),
        "community_substance": _substance(survey),
        "publiccode": _publiccode(survey),
        "contributions": _contributions(survey),
        "history": _history(survey),
        "listed": dict(main_status(survey.fits)),
        "fit": _fit(survey, words),
        "dependencies": _dependencies(survey),
        "dependency_files": _dependency_files(survey),
        "contradictions": [
            {
                "what": one.what,
                "between": [_place(one.first), _place(one.second)],
                "says": list(one.says),
                "files": one.files,
            }
            for one in licences.contradictions
        ],
        "findings": told["findings"],
        "summary": told["summary"],
        "not_read": [
            {"path": shown(one.path), "reason": one.reason} for one in survey.reading.not_read[:MOST_NOT_READ]
        ],
        "not_read_count": len(survey.reading.not_read),
    }


def shown(path: str) -> str:
    """A file's name as JSON can carry it: bytes that are no text are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _place(seen: Seen) -> Data:
    return {"path": shown(seen.path), "line": seen.line}


def _evidence(places: Iterable[Seen], matches: Mapping[str, str] | None = None) -> list[Data]:
    found = []
    for one in places:
        told = {**_place(one), "method": one.method, "confidence": one.sure.value}
        if matches and one.path in matches and one.method in ("licence-text", "licence-notice", "spdx-tag"):
            told["match"] = matches[one.path]
        found.append(told)
    return found


def _repository(survey: Survey) -> Data:
    tree, licences = survey.tree, survey.licences
    return {
        "name": clean(shown(tree.root.name if tree.root.name != ".git" else tree.root.parent.name)),
        "revision": tree.revision,
        "read_from": "disk" if tree.on_disk else "git",
        "tracked": tree.tracked,
        "addresses": [one.value for one in survey.reading.remotes],
        "kind": licences.main.value,
        "country": survey.country.value if survey.country else None,
        "notes": [clean(one) for one in tree.notes],
    }


def _files(survey: Survey) -> Data:
    files = survey.reading.files
    kinds = Counter((one.origin, one.kind.value if one.kind else "other", one.content_type) for one in files)
    return {
        "total": len(files),
        "by_origin": {one.value: survey.origins.get(one, 0) for one in Origin},
        "by_kind": [
            {"origin": origin.value, "kind": kind, "content_type": content, "files": count}
            for (origin, kind, content), count in sorted(
                kinds.items(), key=lambda one: (one[0][0].value, -one[1], str(one[0]))
            )
        ],
    }


def _outbound(licences: Licences, matches: Mapping[str, str]) -> Data:
    outbound = licences.weighed
    return {
        "expression": outbound.expression,
        "or_later": outbound.or_later,
        "confidence": outbound.confidence.value,
        "evidence": _evidence(outbound.evidence, matches),
        "parts": [_part(one) for one in licences.parts],
    }


def _part(part: Part) -> Data:
    return {
        "where": shown(part.where),
        "kind": part.kind.value if part.kind else None,
        "expression": part.expression,
        "or_later": part.or_later,
        "evidence": _evidence(part.evidence),
    }


def _licence_file(one: LicenceFile) -> Data:
    return {
        "path": shown(one.path),
        "line": one.seen.line,
        "expression": one.expression,
        "match": one.match,
        "origin": one.origin.value,
        "method": one.seen.method,
        "confidence": one.seen.sure.value,
        "differences": [{"line": c.line, "expected": c.expected, "found": c.found} for c in one.changes],
    }


def _holder(holder: Holder) -> Data:
    return {"name": holder.name, "files": holder.files, "group": holder.group, "evidence": _evidence(holder.seen)}


def _community(survey: Survey) -> Data:
    return {kind: shown(one.path) if one is not None else None for kind, one in survey.community.files.items()}


def _contributions(survey: Survey) -> Data:
    said = survey.contributions
    outbound = survey.licences.weighed.expression
    clash = any(one.what == "contributions" for one in survey.licences.contradictions)
    return {
        "dco_required": said.dco.required,
        "dco_share_human": said.dco_share_human,
        "cla": said.agreement.asked.required,
        "agreement": said.agreement.kind,
        "inbound_outbound": False if clash else said.inbound_is_outbound(outbound),
        "evidence": _evidence((*said.dco.seen, *said.agreement.asked.seen, *(one.seen for one in said.inbound))),
    }


def _history(survey: Survey) -> Data | None:
    history = survey.history
    if history is None:
        return None
    return {
        "commits": history.commits,
        "merges": history.merges,
        "machines": history.machines,
        "authors": history.authors,
        "organisations": history.organisations,
        "absence_factor": history.absence_factor,
        "absence_factor_of_late": history.absence_factor_of_late,
        "top_shares": [round(one.share, 4) for one in history.top_people],
        "top_organisations": [
            {"name": one.name, "share": round(one.share, 4), "people": one.people} for one in history.top_organisations
        ],
        "unaffiliated": round(history.unaffiliated, 4),
        "first": history.first.isoformat() if history.first else None,
        "last": history.last.isoformat() if history.last else None,
        "by_year": dict(history.by_year),
        "shallow": history.shallow,
        "partial": history.partial,
        "missing": history.missing,
        "imported": history.imported,
        "relicensing": [
            {
                "commit": one.commit,
                "day": one.day.isoformat(),
                "places": [shown(path) for path in one.places],
                "kind": one.kind,
                "before": list(one.before),
                "after": list(one.after),
            }
            for one in history.relicensing
        ],
        "notes": [clean(one) for one in history.notes],
    }


def _fit(survey: Survey, words: Words) -> list[Data]:
    return [
        {
            "kind": one.kind.value,
            "where": shown(one.where),
            "expression": one.expression,
            "files": one.files,
            "made_for": one.fitness.verdict,
            "reason": words.say(one.fitness.reason),
            "lists": {name: {"status": said.kind, "reason": words.say(said.reason)} for name, said in one.lists},
            "silent": list(one.silent),
            "evidence": _evidence(one.evidence),
        }
        for one in survey.fits
    ]


def _dependencies(survey: Survey) -> list[Data]:
    verdicts = {one.dependency: one.verdict for one in survey.judged_dependencies}
    return [
        {
            "name": one.name,
            "version": one.version,
            "raw": one.raw,
            "expression": one.expression,
            "scope": one.scope,
            "compatible": verdicts.get(one, "unknown"),
            "evidence": _evidence([one.seen]),
        }
        for one in survey.dependencies.found
    ]


def _dependency_files(survey: Survey) -> list[Data]:
    return [
        {
            "path": shown(one.path),
            "format": one.format,
            "named": one.named,
            "stated": one.stated,
            "silent": one.silent,
            "unread": one.unread,
        }
        for one in survey.dependencies.sources
    ]


def _substance(survey: Survey) -> Data:
    return {
        kind: {
            "words": one.words,
            "languages": list(one.languages),
            "roles": _evidence(one.roles[:5]),
            "decisions": _evidence(one.decisions[:5]),
            "placeholders": _evidence(one.placeholders[:5]),
            "draft": _place(one.draft) if one.draft else None,
        }
        for kind, one in survey.community.files.items()
        if one is not None
    }


def _publiccode(survey: Survey) -> Data | None:
    found = survey.publiccode
    if found is None:
        return None
    return {"path": shown(found.path), "valid": found.valid, "version": found.version, "faults": len(found.faults)}
