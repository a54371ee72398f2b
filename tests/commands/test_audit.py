"""`audit`: a repository with or without a dossier, what blocks first, and never a word of harm from its names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.desk import TODAY, ask, run, tree
from communkit.licences.texts import text
from repository_room.making import folder_with, repository_with, run_git


@pytest.fixture
def contradicted(tmp_path: Path) -> Path:
    files = {
        "LICENSE": text("AGPL-3.0-only") or "",
        "README.md": "# Carte des lieux\n\nLa carte des lieux pour les gens qui la font vivre avec nous.\n",
        "package.json": '{"name": "carte", "license": "MIT"}\n',
        "src/app.js": "// Copyright 2024 Ville de Lens\n",
    }
    root = repository_with(tmp_path / "carte", files)
    run_git(root, "commit", "-q", "-m", "Begin")
    return root


def test_what_blocks_comes_first(contradicted: Path) -> None:
    said = ask("audit", contradicted, "--lang", "en", "--as-of", TODAY)
    assert said.code == 0
    assert "Can this repository be opened? Not yet: 1 point blocks." in said.out
    blocks, looks, holds = (
        said.out.index(one) for one in ("What blocks", "What to look at", "What the repository holds")
    )
    assert blocks < looks < holds
    assert "LICENSE:1 says AGPL-3.0, package.json:1 says MIT." in said.out
    assert (
        "Holders  Ville de Lens" in " ".join(said.out.split("\n")).replace("   ", "  ") or "Ville de Lens" in said.out
    )


def test_it_talks_the_language_of_the_repository(contradicted: Path) -> None:
    said = ask("audit", contradicted, "--as-of", TODAY, lang="")
    assert "Ce qui bloque" in said.out


def test_only_fail_on_makes_it_fail(contradicted: Path) -> None:
    assert ask("audit", contradicted, "--fail-on", "error").code == 1
    (contradicted / "package.json").write_text('{"name": "carte", "license": "AGPL-3.0-or-later"}\n')
    assert ask("audit", contradicted, "--fail-on", "error").code == 0
    assert ask("audit", contradicted, "--fail-on", "warning").code in (0, 1)


def test_json_is_json_and_nothing_is_written(contradicted: Path) -> None:
    before = tree(contradicted)
    said = run("audit", contradicted, "--format", "json", "--as-of", TODAY)
    data = json.loads(said.out)
    assert data["schema"] == "communkit/audit/1"
    assert data["outbound"]["expression"] == "AGPL-3.0"
    assert [one["rule"] for one in data["findings"] if one["severity"] == "error"] == ["REP003"]
    assert tree(contradicted) == before


def test_a_revision_and_a_bare_repository(contradicted: Path, tmp_path: Path) -> None:
    first = run_git(contradicted, "rev-parse", "HEAD").strip()
    (contradicted / "package.json").write_text('{"name": "carte", "license": "AGPL-3.0-or-later"}\n')
    run_git(contradicted, "commit", "-q", "-a", "-m", "Mend")
    mended = json.loads(ask("audit", contradicted, "--format", "json").out)
    assert mended["outbound"]["or_later"] == "stated-or-later"
    then = json.loads(ask("audit", contradicted, "--revision", first, "--format", "json").out)
    assert then["repository"]["revision"] == first
    assert len(then["contradictions"]) == 1
    bare = tmp_path / "bare.git"
    run_git(tmp_path, "clone", "-q", "--bare", str(contradicted), str(bare))
    assert json.loads(ask("audit", bare, "--format", "json").out)["outbound"] == mended["outbound"]


def test_a_bill_of_materials_names_dependencies(contradicted: Path, tmp_path: Path) -> None:
    bill = tmp_path / "bill.json"
    component = {"type": "library", "name": "chart", "version": "1.0", "licenses": [{"license": {"id": "CDDL-1.0"}}]}
    bill.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [component]}))
    data = json.loads(ask("audit", contradicted, "--sbom", bill, "--format", "json").out)
    assert [(one["name"], one["expression"]) for one in data["dependencies"]] == [("chart", "CDDL-1.0")]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere"], 2),
        (["LICENSE"], 2),
        ([".", "--revision", "no-such-thing"], 2),
        ([".", "--revision", "--upload-pack=x"], 2),
        ([".", "--sbom", "nowhere.json"], 2),
        ([".", "--format", "pdf"], 2),
    ],
)
def test_what_does_not_exist_is_said(arguments: list[str], code: int, contradicted: Path) -> None:
    said = ask("-C", contradicted, "audit", *arguments)
    assert said.code == code
    assert said.err


def test_nothing_to_audit(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert ask("audit", tmp_path / "empty").code == 4


def test_names_do_not_move_the_cursor(tmp_path: Path) -> None:
    root = folder_with(tmp_path / "x", {"LICENSE\x1b[2J": "x", "a\u202eb.zip": "PK", "\x1b]0;t\x07.zip": "PK"})
    said = ask("audit", root, "--lang", "en", "--color", "never")
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out
