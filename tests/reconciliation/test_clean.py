"""No false alarm: communkit's own checkout, and two public projects that hold to REUSE, with true dossiers."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from communkit.audit.reconciliation import grounds_of_dossier
from communkit.audit.run import examine
from communkit.model.loading import load
from communkit.rules import Severity
from communkit.steps.walk import STEPS
from reconciliation.making import DAY, judged
from repository_room.making import run_git
from repository_room.score import mirror_of

ROOT = Path(__file__).parents[2]
MIRRORS = os.environ.get("COMMUNKIT_MIRRORS", "")
PUBLIC = sorted((Path(__file__).parent / "public").iterdir())


def test_the_dossier_of_communkit_itself() -> None:
    dossier = load(ROOT, ROOT / "commons", STEPS)
    grounds = grounds_of_dossier(dossier) if (ROOT / ".git").exists() else None
    report = examine(dossier, DAY, grounds=grounds)
    assert [(one.rule, one.target) for one in report.findings] == []


@pytest.mark.slow
@pytest.mark.skipif(not MIRRORS, reason="COMMUNKIT_MIRRORS names no folder with git directories of these projects")
@pytest.mark.parametrize("dossier", PUBLIC, ids=lambda one: one.name)
def test_a_public_project(dossier: Path, tmp_path: Path) -> None:
    mirror = mirror_of(dossier.name.replace("+", "/"), Path(MIRRORS))
    if mirror is None:
        pytest.skip(f"{dossier.name} is not among them")
    place = tmp_path / "clone"
    run_git(tmp_path, "clone", "-q", str(mirror), str(place))
    commit = re.search(r"# commit: (\w+)", (dossier / "project.yaml").read_text(encoding="utf-8"))
    assert commit is not None
    run_git(place, "checkout", "-q", commit[1])
    shutil.copytree(dossier, place / "commons")
    assert [(one.rule, one.target) for one in judged(place).findings if one.severity is not Severity.NOTE] == []
