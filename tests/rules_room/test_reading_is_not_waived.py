"""What is wrong with a document itself is waived by nobody, not even by a waiver of everything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from communkit.audit.run import examine
from communkit.model.loading import load
from communkit.steps.walk import STEPS

WAIVERS = "".join(
    f'  - {{rule: "{rule}", target: "*", reason: r, by: b, until: 2030-01-01}}\n' for rule in ("*", "DOC040", "PRJ001")
)
PROJECT = f"schema: project/1\nname: A map\nstage: idea\nwaivers:\n{WAIVERS}"
ASSETS = "schema: assets/1\nasets: []\n"


def test_reading(tmp_path: Path) -> None:
    folder = tmp_path / "commons"
    folder.mkdir()
    (folder / "project.yaml").write_text(PROJECT, encoding="utf-8")
    (folder / "assets.yaml").write_text(ASSETS, encoding="utf-8")
    findings = examine(load(tmp_path, folder, STEPS), date(2026, 11, 21)).findings
    assert [one.rule for one in findings if one.is_open] == ["DOC040"]
    assert "PRJ001" in [one.rule for one in findings if one.waived_until]
