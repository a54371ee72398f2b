"""A case is a folder: documents as in a dossier, and the exact diagnostic beside them.

`tests/documents/<step>/invalid/<RULE>-<slug>/` holds the documents in which the rule finds something, with what
`check` says of it in `en.txt` and `fr.txt`; `valid/<RULE>-<slug>/` holds the same mended. A rule with several cases
has `<RULE>-<slug>--<case>` beside them. Documents that a case does not bring come from `tests/documents/base/`.
Dropping a folder in adds a test; `pytest --update` writes the texts.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from communkit.audit.run import AGAINST_EVIDENCE, catalogue, examine
from communkit.model.loading import load
from communkit.report import Report, text
from communkit.steps.walk import STEPS
from communkit.words import LANGUAGES, words_in

CASES = Path(__file__).parent / "documents"
TODAY = date(2026, 11, 21)
INVALID = sorted(CASES.glob("*/invalid/*"))
VALID = sorted(CASES.glob("*/valid/*"))

# made by a program rather than kept in a folder, or about values that no document has yet: tests/test_bad_input.py
MADE = {"DOC001", "DOC002", "DOC003", "DOC004", "DOC005", "DOC012", "DOC047", "DOC049", "DOC059"}


def rule_of(case: Path) -> str:
    return case.name.split("-")[0]


def examined(case: Path, tmp_path: Path) -> Report:
    """What `check` finds in the dossier of `case`, as far as its rule is concerned."""
    folder = tmp_path / "commons"
    shutil.copytree(CASES / "base", folder)
    for document in case.glob("*.yaml"):
        shutil.copy(document, folder / document.name)
    if (case / "adopted").is_dir():
        shutil.copytree(case / "adopted", folder / "adopted")
    report = examine(load(tmp_path, folder, STEPS), TODAY)
    found = tuple(one for one in report.findings if one.rule == rule_of(case))
    return Report(found, (), report.stage)


def titled(rule: str) -> str:
    found = catalogue().get(rule)
    assert found is not None
    return found.title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_invalid(case: Path, language: str, tmp_path: Path, update: bool) -> None:
    report = examined(case, tmp_path)
    assert report.findings, f"{rule_of(case)} finds nothing in {case.name}"
    said = text.render(report, words_in(language), title=titled) + "\n"
    expected = case / f"{language}.txt"
    if update:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_valid(case: Path, tmp_path: Path) -> None:
    assert examined(case, tmp_path).findings == ()


def test_the_base_is_clean(tmp_path: Path) -> None:
    shutil.copytree(CASES / "base", tmp_path / "commons")
    report = examine(load(tmp_path, tmp_path / "commons", STEPS), TODAY)
    assert [(one.rule, one.target) for one in report.findings] == []
    assert report.skipped == ()


def test_every_rule_has_its_pair() -> None:
    rules = [one for one in catalogue() if not one.id.startswith(AGAINST_EVIDENCE)]  # these: tests/reconciliation
    expected = {f"{rule.id}-{rule.slug}" for rule in rules if rule.id not in MADE}
    assert {case.name.split("--")[0] for case in INVALID} == expected
    assert {case.name.split("--")[0] for case in VALID} == expected
