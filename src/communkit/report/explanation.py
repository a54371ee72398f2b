"""What `explain` and the reference pages say of a rule."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable
from typing import Any

from communkit.marked import N_, Message
from communkit.rules import Rule, Severity, Stage
from communkit.words import Words, holes

_NAMES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.NOTE: N_("note")}
_STAGES = {
    Stage.IDEA: N_("idea"),
    Stage.PREPARING: N_("preparing"),
    Stage.OPENING: N_("opening"),
    Stage.RUNNING: N_("running"),
}


def without_holes(template: str, words: Words) -> str:
    """A template as a reader sees it without a finding: its holes shown as […]."""
    return words.say(Message(template, dict.fromkeys(holes(template), "[…]")))


def severities(rule: Rule, words: Words) -> str:
    """How grave its findings are, stage by stage, in one line."""
    grades: list[tuple[Stage, Severity]] = []
    for stage in Stage:
        severity = rule.severity(stage)
        if not grades or grades[-1][1] is not severity:
            grades.append((stage, severity))
    if len(grades) == 1:
        return words.say(Message(N_("{severity}, at every stage"), {"severity": Message(_NAMES[grades[0][1]])}))
    first, *later = grades
    says = N_("{severity} from the stage “{stage}”")
    told = [words.say(_NAMES[first[1]])]
    told += [
        words.say(Message(says, {"severity": Message(_NAMES[severity]), "stage": Message(_STAGES[stage])}))
        for stage, severity in later
    ]
    return ", ".join(told)


def as_data(rule: Rule, words: Words) -> dict[str, Any]:
    """Everything about a rule as plain data."""
    return {
        "rule": rule.id,
        "slug": rule.slug,
        "title": words.say(rule.title),
        "says": without_holes(rule.says, words),
        "why": without_holes(rule.why, words),
        "fix": without_holes(rule.fix, words),
        "source": words.say(rule.source),
        "counsel": rule.counsel,
        "severity": {stage.value: rule.severity(stage).value for stage in Stage},
    }


def as_json(rules: Iterable[Rule], words: Words) -> str:
    """`communkit/rules/1`: the rules as JSON."""
    told = {"schema": "communkit/rules/1", "rules": [as_data(one, words) for one in rules]}
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_list(rules: Iterable[Rule], words: Words) -> str:
    """One line a rule."""
    return "\n".join(f"{one.id}  {words.say(one.title)}" for one in rules)


def as_text(rule: Rule, words: Words, width: int, colored: bool) -> str:
    """The explanation of one rule, `width` cells wide."""
    told = as_data(rule, words)

    def bold(text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if colored else text

    def paragraph(title: str, text: str) -> str:
        wrapped = textwrap.fill(text, min(width, 100), initial_indent="  ", subsequent_indent="  ")
        return f"{bold(words.say(title))}\n{wrapped}"

    parts = [
        bold(f"{rule.id} {rule.slug}"),
        paragraph(N_("What it says"), told["says"]),
        paragraph(N_("Why it matters"), told["why"]),
        paragraph(N_("What to do"), told["fix"]),
        paragraph(N_("How grave it is"), severities(rule, words)),
        paragraph(N_("Source"), told["source"]),
    ]
    parts.insert(1, re.sub(r"\s+", " ", told["title"]))
    if rule.counsel:
        parts.append(words.say(N_("To be checked by counsel.")))
    return "\n\n".join(parts)
