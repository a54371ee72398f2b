"""Published documents of real commons, encoded as facts: what communkit finds in them, and their authors came to say.

`docs/real-documents.md` tells where each was read, what was found, and how its authors took it.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from communkit.audit.run import examine
from communkit.marked import Message
from communkit.model.loading import load
from communkit.rules import Finding, Severity
from communkit.steps.walk import STEPS

HERE = Path(__file__).parent


def found(name: str, today: date, tmp_path: Path, *rules: str) -> dict[str, Finding]:
    """What the rules find in one of the documents on that day, by address."""
    shutil.copytree(HERE / name, tmp_path / "commons")
    dossier = load(tmp_path, tmp_path / "commons", STEPS)
    assert dossier.problems == []
    return {one.target: one for one in examine(dossier, today, select=rules).findings}


def test_a_requirement_fell_out_of_the_comparison(tmp_path: Path) -> None:
    """Free software, which the largest community asked for, was compared with neither edition of what was chosen."""
    seen = found("git-forge-2020", date(2020, 3, 28), tmp_path, "NEE025")
    hole = seen["need.solutions[gitlab].coverage"]
    missing = hole.message.params["missing"]
    assert isinstance(missing, tuple)
    assert "Be free software" in missing
    assert hole.severity is Severity.WARNING


def test_what_was_chosen_was_not_known_to_be_free_and_its_makers_not_asked(tmp_path: Path) -> None:
    seen = found("git-forge-2020", date(2020, 3, 28), tmp_path, "NEE001")
    for field in ("openness", "contacted_on"):
        assert "plan" in seen[f"need.solutions[gitlab].{field}"].message.params


def test_nobody_spoke_for_those_who_only_use_it(tmp_path: Path) -> None:
    seen = [one.message.params["key"] for one in _all("git-forge-2020", date(2020, 3, 28), tmp_path, "NEE010")]
    assert seen == ["frontier", "lay"]


def test_a_contract_asked_more_of_users_than_the_licence_allows(tmp_path: Path) -> None:
    """A free licence beside a clause that made use depend on accepting the contract."""
    seen = found("social-contract-2019", date(2019, 5, 30), tmp_path, "CHA021")
    assert list(seen) == ["charter.entry"]
    assert seen["charter.entry"].severity is Severity.ERROR


def test_the_clause_as_its_authors_explain_it_since_is_clean(tmp_path: Path) -> None:
    charter = (HERE / "social-contract-2019" / "charter.yaml").read_text(encoding="utf-8")
    line = next(one for one in charter.splitlines() if one.startswith("entry:"))
    mended = charter.replace(line, "entry: Whoever takes part in the community accepts this contract.")
    shutil.copytree(HERE / "social-contract-2019", tmp_path / "commons")
    (tmp_path / "commons" / "charter.yaml").write_text(mended, encoding="utf-8")
    dossier = load(tmp_path, tmp_path / "commons", STEPS)
    assert examine(dossier, date(2019, 6, 30), select=("CHA021",)).findings == ()


def test_a_contract_that_nobody_can_leave_or_change(tmp_path: Path) -> None:
    seen = found("social-contract-2019", date(2019, 5, 30), tmp_path, "CHA001")
    assert {"charter.exit", "charter.amendment", "charter.disputes"} <= set(seen)


def test_the_server_has_backup_administrators_and_the_delivery_account_one_contact(tmp_path: Path) -> None:
    """The document says who steps in for the server, and names a single person for the account beside it."""
    seen = found("http-client-2026", date(2026, 11, 21), tmp_path, "CNT040")
    assert list(seen) == ["continuity.succession[delivery].holders"]
    assert seen["continuity.succession[delivery].holders"].severity is Severity.ERROR


def test_nobody_says_who_holds_the_domain_name_or_what_happens_at_the_end(tmp_path: Path) -> None:
    (kinds,) = _all("http-client-2026", date(2026, 11, 21), tmp_path / "kinds", "CNT043")
    assert [str(one.template) for one in kinds.message.params["kinds"]] == [  # type: ignore[union-attr]  # a tuple
        "keys (signatures, secrets)",
        "domain names",
    ]
    seen = {one.target for one in _all("http-client-2026", date(2026, 11, 21), tmp_path / "rest", "CNT001")}
    assert {"continuity.end_of_life", "continuity.succession[server].recovery"} <= seen


def _all(name: str, today: date, tmp_path: Path, *rules: str) -> list[Finding]:
    shutil.copytree(HERE / name, tmp_path / "commons")
    return list(examine(load(tmp_path, tmp_path / "commons", STEPS), today, select=rules).findings)


def test_the_gap_of_a_budget_is_the_one_that_its_authors_publish(tmp_path: Path) -> None:
    """The deficit of the year gone by, and what the next one lacks to break even, to the unit."""
    seen = found("chat-protocol-2025", date(2025, 2, 20), tmp_path, "COS030")
    gaps = {target: one.message.params["gap"] for target, one in seen.items()}
    assert {target: gap.params["amount"] for target, gap in gaps.items() if isinstance(gap, Message)} == {
        "costs.years[2024].year": 356_000,
        "costs.years[2025].year": 610_000,
    }
    assert {one.severity for one in seen.values()} == {Severity.ERROR}


def test_a_reserve_was_drawn_on_once_and_the_costs_stayed(tmp_path: Path) -> None:
    seen = found("chat-protocol-2025", date(2025, 2, 20), tmp_path, "COS033")
    assert list(seen) == ["costs.funding[cryptocurrency].amounts"]


def test_one_row_of_the_table_was_never_spoken_of(tmp_path: Path) -> None:
    seen = _all("chat-protocol-2025", date(2025, 2, 20), tmp_path, "COS002")
    assert [one.message.params["key"] for one in seen] == ["ux"]
