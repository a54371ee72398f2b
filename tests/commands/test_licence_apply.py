"""`communkit licence apply`: texts, REUSE.toml, headers; nothing overwritten; `reuse lint` as the judge."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from commands.desk import Said, ask, repository
from communkit.licences.applying import Portion, headed, matches, reuse_table
from communkit.licences.texts import text
from repository_room.making import run_git

PROJECT = """\
schema: project/1
name: A map of places
stage: preparing
jurisdiction: fr
languages: [en]
parties:
  - {id: town, name: The town, nature: public}
"""
ASSETS = """\
schema: assets/1
assets:
  - id: app
    kind: code
    name: The map
    paths: [src/**]
    rights:
      - {right: software, holder: town, basis: public-agent}
    planned_licence: EUPL-1.2
    third_party:
      - {name: leaflet, licence: BSD-2-Clause, paths: [src/vendor/**]}
  - id: docs
    kind: documentation
    name: The guide
    paths: [docs/, README.md]
    rights:
      - {right: copyright, holder: town, basis: public-agent}
    planned_licence: etalab-2.0
  - id: places
    kind: database
    name: The places
    paths: [data/**]
    rights:
      - {right: database-producer, holder: town, basis: investment}
    planned_licence: ODbL-1.0
    proposed: [planned_licence]
"""
FILES = {
    "src/app.py": "#!/usr/bin/env python3\nprint('places')\n",
    "src/app.js": "export const places = 1;\n",
    "src/vendor/leaflet.js": "// somebody else's\n",
    "docs/guide.md": "# Guide\n",
    "README.md": "# Map\n",
    "data/places.csv": "a,b\n",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = tmp_path / "map"
    root.mkdir()
    run_git(root, "init", "--quiet")
    repository(root, {"project.yaml": PROJECT, "assets.yaml": ASSETS})
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


def apply(place: Path, *more: str) -> Said:
    run_git(place, "add", "--all")
    return ask("-C", place, "licence", "apply", *more)


def test_it_shows_and_writes_nothing_unasked(place: Path) -> None:
    said = apply(place)
    assert said.code == 0
    assert "LICENSES/EUPL-1.2.txt" in said.out
    assert '+SPDX-License-Identifier = "EUPL-1.2"' in said.out
    assert "--yes" in said.err
    assert not (place / "LICENSES").exists()
    assert apply(place, "--yes", "--dry-run").code == 0
    assert not (place / "LICENSES").exists()


def test_texts_are_unchanged_and_several_kinds_have_several(place: Path) -> None:
    assert apply(place, "--yes").code == 0
    made = sorted(one.name for one in (place / "LICENSES").iterdir())
    assert made == ["BSD-2-Clause.txt", "EUPL-1.2.txt", "etalab-2.0.txt"]
    for name in made:
        shipped = text(name.removesuffix(".txt"))
        assert shipped is not None
        assert (place / "LICENSES" / name).read_text(encoding="utf-8").rstrip("\n") == shipped.rstrip("\n")
    assert (place / "LICENSE").read_text() == (place / "LICENSES" / "EUPL-1.2.txt").read_text()


def test_a_proposal_is_left_out_and_said(place: Path) -> None:
    said = apply(place, "--yes")
    assert "The places: its planned licence is only proposed" in said.err
    assert "ODbL" not in (place / "REUSE.toml").read_text()
    assert "data/places.csv" in said.err, "nothing is said of it yet"


@pytest.mark.parametrize("headers", [(), ("--headers",)])
def test_reuse_lint_passes_on_the_result(place: Path, headers: tuple[str, ...]) -> None:
    path = place / "commons" / "assets.yaml"
    path.write_text(path.read_text().replace("    proposed: [planned_licence]\n", ""))
    assert apply(place, "--rest", "app", "--yes", *headers).code == 0
    run_git(place, "add", "--all")
    lint = subprocess.run(
        [sys.executable, "-m", "reuse", "lint"], cwd=place, capture_output=True, text=True, check=False, timeout=120
    )
    assert lint.returncode == 0, lint.stdout
    assert "Unused licenses: 0" in lint.stdout
    again = apply(place, "--rest", "app", "--yes", *headers)
    assert "Nothing to write" in again.err


def test_headers_stand_below_what_must_come_first(place: Path) -> None:
    assert apply(place, "--headers", "--yes").code == 0
    lines = (place / "src/app.py").read_text().splitlines()
    assert lines[0] == "#!/usr/bin/env python3"
    assert lines[1:3] == ["# SPDX-FileCopyrightText: The town", "# SPDX-License-Identifier: EUPL-1.2"]
    assert "BSD-2-Clause" in (place / "src/vendor/leaflet.js").read_text()
    assert "SPDX" not in (place / "commons" / "project.yaml").read_text()


def test_what_is_there_is_never_overwritten(place: Path) -> None:
    (place / "LICENSE").write_text("Ours.\n")
    (place / "REUSE.toml").write_text("version = 1\n")
    (place / "LICENSES").mkdir()
    (place / "LICENSES" / "EUPL-1.2.txt").write_text("Changed.\n")
    said = apply(place, "--yes")
    assert said.code == 0
    assert (place / "LICENSE").read_text() == "Ours.\n"
    assert (place / "REUSE.toml").read_text() == "version = 1\n"
    assert (place / "LICENSES" / "EUPL-1.2.txt").read_text() == "Changed.\n"
    assert "[[annotations]]" in said.out, "what it would say is shown, for a person to take over"


@pytest.mark.parametrize(
    ("licence", "code", "words"),
    [
        ("GPL-2.0", 2, "GPL-2.0-only, GPL-2.0-or-later"),
        ("LicenseRef-ours", 0, "the text of LicenseRef-ours is yours to write"),
        ("GPL-3.0-or-later WITH Classpath-exception-2.0", 0, ""),
    ],
)
def test_licences_that_are_no_plain_text(place: Path, licence: str, code: int, words: str) -> None:
    path = place / "commons" / "assets.yaml"
    path.write_text(path.read_text().replace("planned_licence: EUPL-1.2", f"planned_licence: {licence}"))
    said = apply(place, "--yes")
    assert said.code == code
    assert words in " ".join(said.err.replace(" and ", ", ").split())
    assert (place / "LICENSES" / "Classpath-exception-2.0.txt").exists() is ("WITH" in licence)


def test_an_asset_that_is_none_is_refused(place: Path) -> None:
    said = apply(place, "--rest", "ap")
    assert said.code == 2
    assert "app" in said.err


def test_without_any_decision_there_is_nothing_to_write(tmp_path: Path) -> None:
    root = repository(tmp_path / "map")
    said = ask("-C", root, "licence", "apply")
    assert said.code == 4
    assert "licence choose" in said.err


@pytest.mark.parametrize(
    ("pattern", "path", "does"),
    [
        ("src/**", "src/a/b.py", True),
        ("src/*.py", "src/a/b.py", False),
        ("src/*.py", "src/a.py", True),
        ("**/*.md", "docs/a.md", True),
        ("README.md", "docs/README.md", False),
        ("a.c", "abc", False),
    ],
)
def test_patterns_mean_what_reuse_means(pattern: str, path: str, does: bool) -> None:
    assert matches(pattern, path) is does


def test_narrow_patterns_come_last_so_that_they_count() -> None:
    wide = Portion("a", "MIT", ("**",), ("The town",))
    narrow = Portion("b", "CC0-1.0", ("data/**",), ('The "other"',))
    table = reuse_table([narrow, wide])
    assert table.index('"**"') < table.index('"data/**"')
    assert r'"The \"other\""' in table


def test_a_header_keeps_the_ends_of_lines_and_comes_once() -> None:
    portion = Portion("a", "MIT", ("**",), ("The town",))
    once = headed("a.py", "x = 1\r\n", portion)
    assert once == "# SPDX-FileCopyrightText: The town\r\n# SPDX-License-Identifier: MIT\r\n\r\nx = 1\r\n"
    assert headed("a.py", once, portion) is None
    assert headed("a.unknown", "x", portion) is None
