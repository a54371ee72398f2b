"""Published rules of real communities, encoded as facts: what communkit finds in them.

`docs/real-documents.md` tells where each was read, what was found, and what its authors did.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from communkit.audit.run import examine
from communkit.model.loading import load
from communkit.rules import Finding, Severity
from communkit.steps.walk import STEPS

HERE = Path(__file__).parent
COMMITTEE = {"steering-committee-2023": date(2023, 8, 28), "steering-committee-2026": date(2026, 7, 29)}


def found(name: str, today: date, tmp_path: Path, *rules: str) -> list[Finding]:
    """What the rules find in one of the documents on that day."""
    shutil.copytree(HERE / name, tmp_path / name / "commons")
    dossier = load(tmp_path / name, tmp_path / name / "commons", STEPS)
    assert dossier.problems == []
    return list(examine(dossier, today, select=rules).findings)


def test_rules_that_a_body_without_members_had_to_approve(tmp_path: Path) -> None:
    """The charter could only be changed with a majority of a committee whose members were to be determined."""
    name = "steering-committee-2023"
    (only,) = found(name, COMMITTEE[name], tmp_path, "GOV023")
    assert only.target == "governance.bodies[steering]"
    assert only.severity is Severity.ERROR
    assert found("steering-committee-2026", COMMITTEE["steering-committee-2026"], tmp_path, "GOV023") == []


def test_terms_of_a_year_that_nobody_ended_or_renewed(tmp_path: Path) -> None:
    """One is a member for a year; the four members were written down in 2023 and 2024, and nothing since."""
    name = "steering-committee-2026"
    seen = found(name, COMMITTEE[name], tmp_path, "GOV011")
    assert [one.target for one in seen] == [
        "governance.members[steering/member 1/2023-12-18].from",
        "governance.members[steering/member 2/2023-12-18].from",
        "governance.members[steering/member 3/2024-09-09].from",
        "governance.members[steering/member 4/2024-09-10].from",
    ]
    assert {one.severity for one in seen} == {Severity.ERROR}
    assert seen[2].message.params["day"] == date(2025, 9, 8)


def test_four_of_ten_are_no_majority(tmp_path: Path) -> None:
    name = "steering-committee-2026"
    assert found(name, COMMITTEE[name], tmp_path, "GOV020") == []


def test_the_maintainers_choose_the_maintainers(tmp_path: Path) -> None:
    name = "steering-committee-2026"
    assert [one.target for one in found(name, COMMITTEE[name], tmp_path, "GOV006")] == [
        "governance.bodies[maintainers].colleges"
    ]


def test_the_only_way_to_become_a_maintainer_leads_through_a_role_that_was_taken_out(tmp_path: Path) -> None:
    (only,) = found("contributor-ladder-2025", date(2025, 6, 29), tmp_path, "COM008")
    assert only.target == "community.ladder[Maintainer].after"
    assert only.severity is Severity.ERROR
    assert only.message.params["after"] == "Reviewer"


def test_with_that_role_described_the_way_is_whole(tmp_path: Path) -> None:
    name = "contributor-ladder-2025"
    shutil.copytree(HERE / name, tmp_path / "commons")
    path = tmp_path / "commons" / "community.yaml"
    rung = "  - role: Reviewer\n    after: Contributor\n"
    text = path.read_text(encoding="utf-8").replace("  - role: Maintainer\n", f"{rung}  - role: Maintainer\n")
    path.write_text(text, encoding="utf-8")
    dossier = load(tmp_path, tmp_path / "commons", STEPS)
    assert examine(dossier, date(2025, 6, 29), select=("COM008", "COM009")).findings == ()
