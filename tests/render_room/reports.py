"""Repositories of which a report is made: without licence, without commits, of one file, of many findings, of several
licences.
"""

from __future__ import annotations

from pathlib import Path

from communkit.licences.texts import text
from render_room.dossiers import EXAMPLE
from repository_room.making import folder_with, repository_with, run_git


def text_of(licence: str) -> str:
    """The text of a licence, which communkit ships."""
    return text(licence) or ""


def one_file(root: Path) -> Path:
    """A plain folder with one file, and nothing else to know."""
    return folder_with(root, {"a.py": "print(1)\n"})


def without_commits(root: Path) -> Path:
    """A repository before its first commit."""
    return repository_with(root, {"README.md": "# X\n\nUne petite chose.\n", "a.py": "x = 1\n"})


def without_licence(root: Path) -> Path:
    """Code by two people, and no word on its licence; names that would be markup."""
    files = {
        "README.md": "# Carte <b> | *des* lieux\n\nLa carte des lieux pour les gens qui la font vivre.\n",
        "src/a.py": "# Copyright 2024 Ville *de* Lens <script>\nx = 1\n",
        "data/lieux.csv": "a,b\n1,2\n",
    }
    return committed(repository_with(root, files))


def several(root: Path) -> Path:
    """Code, documentation and data, each under its own licence, as REUSE has it."""
    files: dict[str, str | bytes] = {
        "LICENSES/MIT.txt": text_of("MIT"),
        "LICENSES/CC-BY-4.0.txt": text_of("CC-BY-4.0"),
        "LICENSES/ODbL-1.0.txt": text_of("ODbL-1.0"),
        "README.md": "<!-- SPDX-License-Identifier: CC-BY-4.0 -->\n# Several\n\nMany things under many terms.\n",
        "data/x.csv": "a,b\n",
        "data/x.csv.license": "SPDX-License-Identifier: ODbL-1.0\nSPDX-FileCopyrightText: 2024 Ville de Lens\n",
    }
    for name in "abc":
        files[f"src/{name}.py"] = f"# SPDX-License-Identifier: MIT\n# SPDX-FileCopyrightText: 2024 Lens\n{name} = 1\n"
    return committed(repository_with(root, files))


def many_findings(root: Path, count: int = 500) -> Path:
    """A monorepo of `count` packages whose manifests contradict the licence of the whole."""
    files: dict[str, str | bytes] = {"LICENSE": text_of("EUPL-1.2"), "README.md": "# Many\n\nMany packages.\n"}
    for number in range(count):
        files[f"packages/p{number}/package.json"] = f'{{"name": "p{number}", "license": "ISC"}}\n'
        files[f"packages/p{number}/index.js"] = f"export const number = {number};\n"
    return committed(repository_with(root, files))


def with_dossier(root: Path) -> Path:
    """The bundled example in a repository of its own."""
    files = {f"commons/{one.name}": one.read_bytes() for one in sorted((EXAMPLE / "commons").glob("*.yaml"))}
    return committed(repository_with(root, {**files, "LICENSE": text_of("AGPL-3.0-only"), "src/a.js": "let x = 1;\n"}))


def committed(root: Path) -> Path:
    """`root` with one commit on a day that stays the same."""
    day = "2026-03-01T12:00:00+00:00"
    run_git(root, "-c", "user.name=Author", "commit", "-q", "-m", "Begin", "--date", day)
    return root


KINDS = {
    "one": one_file,
    "begun": without_commits,
    "free": without_licence,
    "several": several,
    "many": many_findings,
    "claimed": with_dossier,
}
