"""Every rule that holds claims against a repository: one change that it finds, and the same mended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from communkit.audit.run import AGAINST_EVIDENCE, catalogue
from communkit.documents import read_text
from communkit.report import Report
from communkit.report import text as telling
from communkit.words import LANGUAGES, unfilled, words_in
from reconciliation.making import Change, judged, made

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
_TAG = "SPDX-License-" + "Identifier"
_NOTICE = "# Copyright 2024 Ville de Lens\n"


def change_of(data: Any) -> Change:
    """A change as a case describes it: `many` adds files with the usual notice, `{gpl}` and `{isc}` are tags."""
    files = {f"src/part_{number}.py": _NOTICE for number in range(int(data.get("many", 0)))} | data.get("files", {})
    tagged = {"{gpl}": f"# {_TAG}: GPL-3.0-only\n", "{isc}": f"# {_TAG}: ISC\n"}
    return Change(
        {path: tagged.get(content, content) for path, content in files.items()},
        data.get("assets", ()),
        data.get("project", ()),
        data.get("signed", True),
        int(data.get("commits", 1)),
        data.get("author", Change.author),
        data.get("remote", Change.remote),
    )


def found_in(case: Path, which: str, tmp_path: Path) -> Report:
    """What the rule of `case` finds in one of its two repositories."""
    data = read_text(case.read_text(encoding="utf-8"), case).data
    assert isinstance(data, dict)
    report = judged(made(tmp_path / "carte", change_of(data[which])))
    return Report(tuple(one for one in report.findings if one.rule == case.name.split("-")[0]), (), report.stage)


def titled(rule: str) -> str:
    found = catalogue().get(rule)
    assert found is not None
    return found.title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_invalid(case: Path, language: str, tmp_path: Path, update: bool) -> None:
    report = found_in(case, "invalid", tmp_path)
    assert report.findings, f"nothing is found in {case.name}"
    for finding in report.findings:
        assert unfilled(finding.message) | unfilled(finding.fix) == frozenset()
        assert finding.place is not None, "the claim has no place in the dossier"
    said = telling.render(report, words_in(language), title=titled) + "\n"
    expected = case.with_suffix(f".{language}.txt")
    if update:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_valid(case: Path, tmp_path: Path) -> None:
    assert found_in(case, "valid", tmp_path).findings == ()


def test_every_rule_has_its_case() -> None:
    expected = {f"{one.id}-{one.slug}" for one in catalogue() if one.id.startswith(AGAINST_EVIDENCE)}
    assert {case.stem.split("--")[0] for case in CASES} == expected


def test_the_correct_pair_is_clean(tmp_path: Path) -> None:
    assert judged(made(tmp_path / "carte")).findings == ()
