"""Proposals from a repository: what the table does not say, once; and the map of the table at a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.desk import ask
from communkit.steps.assets.model import Assets
from reconciliation.making import Change, loaded, made

BARE = [
    ["    current_licence: MIT\n", ""],
    ["    contributions: {mode: DCO, document: CONTRIBUTING.md}\n", ""],
    ["    evidence:\n      current_licence:\n        - {path: LICENSE, line: 3}\n", ""],
    ['    third_party:\n      - {name: leaflet, licence: BSD-2-Clause, paths: ["src/vendor/leaflet/**"]}\n', ""],
    ["{right: software, holder: lens, basis: public-agent}", "{right: software, holder: houille, basis: own}"],
]
KEYS = [
    "assets[carte].rights[lens/software]",
    "assets[carte].current_licence = MIT",
    "assets[carte].contributions.mode = DCO",
    "assets[carte].third_party[leaflet]",
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return made(tmp_path / "carte", Change(assets=BARE))


def scanned(place: Path, *more: str) -> str:
    said = ask("assets", "--scan", "-C", str(place), *more)
    assert said.code == 0, said.err
    return said.out + said.err


def remembered(place: Path) -> list[str]:
    return (place / "commons" / "scanned.txt").read_text(encoding="utf-8").splitlines()


def test_what_is_found_is_proposed_and_claims_nothing(place: Path) -> None:
    scanned(place)
    kept = [key for key in remembered(place) if key.startswith("assets[carte]")]
    assert kept == KEYS
    dossier = loaded(place)
    claims, written = dossier.documents["assets"].claims, dossier.documents["assets"].written
    assert isinstance(claims, Assets)
    assert isinstance(written, Assets)
    claimed, proposed = claims.assets[0], written.assets[0]
    assert (claimed.current_licence, claimed.contributions, claimed.third_party) == (None, None, [])
    assert str(proposed.current_licence) == "MIT"
    assert proposed.proposed == ["current_licence", "contributions"]
    assert [one.name for one in proposed.third_party] == ["leaflet"]
    assert [one.holder for one in proposed.rights] == ["houille", "lens"]


def test_nothing_is_proposed_twice(place: Path) -> None:
    scanned(place)
    before = (place / "commons" / "assets.yaml").read_bytes()
    assert "shows nothing" in scanned(place)
    assert (place / "commons" / "assets.yaml").read_bytes() == before


def test_what_was_refused_stays_away_and_what_changed_is_proposed(place: Path) -> None:
    table = place / "commons" / "assets.yaml"
    before = table.read_text(encoding="utf-8")
    scanned(place)
    table.write_text(before, encoding="utf-8")  # everything refused
    assert "shows nothing" in scanned(place)
    (place / "CONTRIBUTING.md").write_text("# Contributing\n\nYou must sign our CLA first.\n", encoding="utf-8")
    scanned(place)
    assert "assets[carte].contributions.mode = CLA" in remembered(place)
    assert "mode: CLA" in table.read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(place: Path) -> None:
    before = sorted((one.name, one.read_bytes()) for one in (place / "commons").iterdir() if one.is_file())
    assert "+    current_licence: MIT" in scanned(place, "--dry-run")
    assert sorted((one.name, one.read_bytes()) for one in (place / "commons").iterdir() if one.is_file()) == before


def test_a_dry_run_alone_is_refused(place: Path) -> None:
    assert ask("assets", "--dry-run", "-C", str(place)).code == 2


def test_the_map(tmp_path: Path) -> None:
    place = made(tmp_path / "carte", Change(assets=[["current_licence: MIT\n", "current_licence: EUPL-1.2\n"]]))
    said = ask("assets", "--map", "-C", str(place), "--lang", "en")
    assert said.code == 0
    code = next(line for line in said.out.splitlines() if line.startswith("Source code"))
    assert code.split()[2:] == ["●", "○", "●", "✗", "●"]
    assert "● claimed and found" in said.out


def test_check_and_audit_hold_claims_against_the_repository(tmp_path: Path) -> None:
    place = made(tmp_path / "carte", Change(assets=[["current_licence: MIT\n", "current_licence: EUPL-1.2\n"]]))
    assert "REC020" in ask("check", "-C", str(place)).out
    assert "REC020" not in ask("check", "--no-repo", "-C", str(place)).out
    assert "REC020" in ask("audit", str(place)).out
