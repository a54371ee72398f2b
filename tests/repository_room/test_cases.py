"""Every rule over a repository finds what it is about in one small repository, and nothing once that is mended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communkit.audit.repository import judged, rules
from communkit.documents import read_text
from communkit.licences.texts import text
from communkit.report import Report
from communkit.report import text as telling
from communkit.repository.survey import survey
from communkit.words import LANGUAGES, unfilled, words_in
from repository_room.making import folder_with, run_git

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
DAY = date(2026, 11, 21)


def filled(content: str) -> str:
    """`content` with the licence texts that it names: `{{MIT}}`, `{{ISC|these words|those}}`, `{{MIT|core}}`."""

    def licence(found: re.Match[str]) -> str:
        name, *others = found[1].split("|")
        whole = text(name)
        assert whole is not None, name
        if others == ["core"]:
            return whole[whole.index("Permission") :]
        return whole.replace(*others) if others else whole

    return re.sub(r"\{\{([^{}]+)\}\}", licence, content)


def made(place: Path, files: Mapping[str, Any]) -> Path:
    """The repository or folder that a case describes."""
    commits = files.get("commits")
    if commits is None:
        return folder_with(place, {path: filled(content) for path, content in files.items()})
    folder_with(place, {})
    run_git(place, "init", "-q", "-b", "main")
    for number, one in enumerate(commits):
        folder_with(place, {path: filled(content) for path, content in one["files"].items()})
        run_git(place, "add", "-A")
        name = one["author"]
        author = f"{name} <{name.lower()}@example.org>"
        when = f"2026-01-{number + 1:02}T12:00:00Z"
        for _ in range(int(one.get("times", 1))):
            arguments = ("commit", "-q", "--allow-empty", "-m", one["message"], "--author", author, "--date", when)
            run_git(place, *arguments, committed="2026-11-21T12:00:00Z")
    if files.get("shallow"):
        cut = place.with_name("cut")
        run_git(place.parent, "clone", "-q", "--depth", "1", place.as_uri(), str(cut))
        return cut
    return place


def found_in(case: Path, which: str, tmp_path: Path) -> Report:
    """What the rule of `case` finds in one of its two repositories."""
    data = read_text(case.read_text(encoding="utf-8"), case).data
    assert isinstance(data, dict)
    files = data[which]
    assert isinstance(files, dict)
    report = judged(survey(made(tmp_path / "carte", files), DAY), DAY)
    chosen = tuple(one for one in report.findings if one.rule == case.name.split("-")[0])
    return Report(chosen, (), report.stage)


def titled(rule: str) -> str:
    return next(one.title for one in rules() if one.id == rule)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_invalid(case: Path, language: str, tmp_path: Path, update: bool) -> None:
    report = found_in(case, "invalid", tmp_path)
    assert report.findings, f"nothing is found in {case.name}"
    for finding in report.findings:
        assert unfilled(finding.message) | unfilled(finding.fix) == frozenset()
    said = telling.render(report, words_in(language), title=titled) + "\n"
    said = re.sub(r"\b[0-9a-f]{12}\b", "0123456789ab", said)
    expected = case.with_suffix(f".{language}.txt")
    if update:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_valid(case: Path, tmp_path: Path) -> None:
    assert found_in(case, "valid", tmp_path).findings == ()


def test_every_rule_has_its_case() -> None:
    assert {case.stem.split("--")[0] for case in CASES} == {f"{one.id}-{one.slug}" for one in rules()}
