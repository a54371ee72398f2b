"""`communkit migrate`: old shapes on disk, comments kept, all or nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from commands.desk import PROJECT, ask, repository, tree

OLD = """\
# Written by hand, in March.
schema: assets/0
version: 0.1.0   # before the council

assets:
  - id: app   # the map
    kind: code
    licence: MIT
    holder: town
"""
NEW = """\
# Written by hand, in March.
schema: assets/1
version: 0.1.0   # before the council

assets:
  - id: app   # the map
    kind: code
    planned_licence: MIT
    rights:
      - right: software
        holder: town
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = repository(tmp_path, {"assets.yaml": OLD})
    monkeypatch.chdir(root)
    return root


def test_it_writes_the_new_shape_and_keeps_the_comments(root: Path) -> None:
    said = ask("migrate")
    assert (said.code, said.out, said.err) == (0, "", "commons/assets.yaml: assets/0 → assets/1\n")
    assert (root / "commons" / "assets.yaml").read_text(encoding="utf-8") == NEW
    assert (root / "commons" / "project.yaml").read_text(encoding="utf-8") == PROJECT


def test_a_second_run_finds_nothing_to_do(root: Path) -> None:
    ask("migrate")
    before = tree(root)
    said = ask("migrate")
    assert (said.code, said.err) == (0, "Every document already has the newest shape.\n")
    assert ask("migrate", lang="fr").err == "Tous les documents ont déjà la forme la plus récente.\n"
    assert ask("migrate", "-q") == (0, "", "")
    assert tree(root) == before


def test_a_dry_run_shows_the_diff_and_writes_nothing(root: Path) -> None:
    before = tree(root)
    said = ask("migrate", "--dry-run")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("--- a/commons/assets.yaml\n+++ b/commons/assets.yaml\n@@ ")
    assert "-schema: assets/0\n+schema: assets/1\n" in said.out
    assert tree(root) == before
    patched = subprocess.run(["patch", "-p1"], input=said.out.encode(), cwd=root, check=False, capture_output=True)  # noqa: S607 - any patch
    assert patched.returncode == 0, patched.stderr
    assert (root / "commons" / "assets.yaml").read_text(encoding="utf-8") == NEW


def test_line_ends_of_windows_stay(root: Path) -> None:
    path = root / "commons" / "assets.yaml"
    path.write_bytes(OLD.replace("\n", "\r\n").encode())
    assert ask("migrate").code == 0
    assert path.read_bytes() == NEW.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("project", "place", "advice"),
    [
        (PROJECT.replace("project/1", "project/9"), "commons/project.yaml:1:9: ", "Update communkit."),
        (PROJECT.replace("name: A map", "name: @map"), "commons/project.yaml:5:7: ", "Put the text in quotes"),
        ("", "commons/project.yaml:1:1: ", "Begin it with: schema: project/1"),
    ],
    ids=["too new", "broken", "empty"],
)
def test_one_bad_document_leaves_all_untouched(root: Path, project: str, place: str, advice: str) -> None:
    (root / "commons" / "project.yaml").write_text(project, encoding="utf-8")
    before = tree(root)
    said = ask("migrate")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith(f"error: {place}")
    assert f"\n  → {advice}" in said.err
    assert tree(root) == before
    assert ask("migrate", lang="fr").err.startswith(f"erreur\u00a0: {place.strip()}")


def test_a_protected_document_stays_as_it_is(root: Path) -> None:
    path = root / "commons" / "assets.yaml"
    outside = root.parent / "outside.yaml"
    outside.write_text(OLD, encoding="utf-8")
    path.unlink()
    path.symlink_to(outside)
    said = ask("migrate")
    assert said.code == 3
    assert "outside the repository" in said.err
    assert outside.read_text(encoding="utf-8") == OLD
