"""Findings as JSON: `communkit/findings/1`. Stable: keys are never renamed, findings are sorted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from communkit.marked import Message, Share, Value
from communkit.report import Report
from communkit.rules import Finding, Mention, Severity
from communkit.words import Words, words_in

SCHEMA = "communkit/findings/1"


def render(report: Report, words: Words) -> str:
    """The report as indented JSON; messages in the language of `words`, parameters in none."""
    return json.dumps(as_data(report, words), ensure_ascii=False, indent=2)


def as_data(report: Report, words: Words) -> dict[str, Any]:
    """The same as plain data: schema, findings, skipped rules, and a summary of what counts for the gate."""
    return {
        "schema": SCHEMA,
        "stage": report.stage.value,
        "findings": [_finding(one, words) for one in report.findings],
        "skipped": [{"rule": one.rule, "missing": one.missing} for one in report.skipped],
        "summary": {
            **{severity.value: report.count(severity) for severity in reversed(Severity)},
            "waived": len(report.waived),
        },
    }


def _finding(finding: Finding, words: Words) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": words.say(finding.message),
        "fix": words.say(finding.fix),
        "params": {name: _plain(value) for name, value in finding.message.params.items() if name != "says"},
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "target": finding.target,
        "counsel": finding.counsel,
        "evidence": [_mention(one) for one in finding.evidence],
        "waived_until": finding.waived_until.isoformat() if finding.waived_until else None,
        "answered": finding.answered,
    }


def _mention(mention: Mention) -> Mapping[str, Any]:
    told = {
        "path": mention.path,
        "line": mention.line,
        "commit": mention.commit,
        "url": mention.url,
        "seen_on": mention.seen_on.isoformat() if mention.seen_on else None,
        "document": mention.document,
        "says": mention.says,
    }
    return {name: value for name, value in told.items() if value is not None}


def _plain(value: Value) -> Any:
    """A parameter without language: texts of our own in English, numbers and dates as programs read them."""
    match value:
        case Message():
            return words_in("en").say(value)
        case Share():
            return str(value.value)
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case str() | int():
            return value
        case _:
            return [_plain(one) for one in value]
