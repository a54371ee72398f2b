"""A correct dossier and its repository, and both changed: what the tests of reconciliation stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from communkit.audit.reconciliation import HeatMap, Held, grounds_of_dossier, heat_map, held_against
from communkit.audit.run import AGAINST_EVIDENCE, examine
from communkit.licences.texts import text
from communkit.model.loading import Dossier, load
from communkit.report import Report
from communkit.steps.walk import STEPS
from repository_room.making import folder_with, run_git

DAY = date(2026, 11, 21)
_TAG = "SPDX-License-" + "Identifier"  # apart, so that nothing takes this file for one under that licence
_HOLDER = "SPDX-File" + "CopyrightText"
_HEAD = f"# {_HOLDER}: 2024 Ville de Lens\n# {_TAG}: MIT\n"


def _text(licence: str, holder: str = "") -> str:
    whole = text(licence)
    assert whole is not None, licence
    return (f"Copyright (c) 2024 {holder}\n\n" if holder else "") + whole


def repository() -> dict[str, str]:
    """The files of the repository: code, documentation, data, a library of somebody else's, a logo."""
    mit = _text("MIT").replace("<year> <copyright holders>", "2024 Ville de Lens")
    return {
        "LICENSE": mit,
        "README.md": "# Carte\n\nUne carte des ateliers.\n",
        "CONTRIBUTING.md": "# Contributing\n\nEvery commit must be signed off (Developer Certificate of Origin).\n",
        "pyproject.toml": '[project]\nname = "carte"\nlicense = "MIT"\n',
        "src/app.py": _HEAD + "print('carte')\n",
        "src/places.py": _HEAD + "PLACES = []\n",
        "src/vendor/leaflet/leaflet.js": "var L = {};\n",
        "src/vendor/leaflet/LICENSE": _text("BSD-2-Clause", "Somebody Else"),
        "docs/guide.md": "# Guide\n\nComment tenir un atelier.\n",
        "docs/charte-du-logo.md": "# Charte\n\nQui peut se servir du logo.\n",
        "data/lieux.csv": "nom,ville\natelier,Lens\n",
        "img/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
        "CNAME": "carte.example.org\n",
        "REUSE.toml": (
            'version = 1\n\n[[annotations]]\npath = "docs/**"\nprecedence = "override"\n'
            f'{_HOLDER} = "2024 Studio des Terrils"\n{_TAG} = "CC-BY-4.0"\n\n'
            '[[annotations]]\npath = "data/**"\nprecedence = "override"\n'
            f'{_HOLDER} = "2024 Ville de Lens"\n{_TAG} = "etalab-2.0"\n'
        ),
        "LICENSES/CC-BY-4.0.txt": _text("CC-BY-4.0"),
        "LICENSES/etalab-2.0.txt": _text("etalab-2.0"),
    }


PROJECT = """\
schema: project/1
name: Carte des ateliers
stage: opening
jurisdiction: fr
languages: [fr]
repositories:
  - {id: carte, path: ".", url: "https://git.example.org/lens/carte"}
parties:
  - {id: lens, name: Ville de Lens, nature: public}
  - {id: terrils, name: Studio des Terrils, nature: private}
  - {id: houille, name: Houille et compagnie, nature: private}
"""
ASSETS = """\
schema: assets/1
assets:
  - id: carte
    kind: code
    name: La carte
    description: Une carte des ateliers.
    paths: ["src/**"]
    rights:
      - {right: software, holder: lens, basis: public-agent}
    current_licence: MIT
    planned_licence: MIT
    contributions: {mode: DCO, document: CONTRIBUTING.md}
    third_party:
      - {name: leaflet, licence: BSD-2-Clause, paths: ["src/vendor/leaflet/**"]}
    evidence:
      current_licence:
        - {path: LICENSE, line: 3}
  - id: guide
    kind: documentation
    name: Le guide
    paths: ["docs/**"]
    rights:
      - {right: copyright, holder: terrils, basis: own}
    current_licence: CC-BY-4.0
    planned_licence: CC-BY-4.0
  - id: lieux
    kind: database
    name: Les lieux
    paths: ["carte:data/**"]
    rights:
      - {right: database-producer, holder: lens, basis: investment}
    current_licence: etalab-2.0
    planned_licence: etalab-2.0
  - id: logo
    kind: sign
    sign_type: logo
    name: Logo de la carte
    usage_policy: docs/charte-du-logo.md
  - id: domaine
    kind: sign
    sign_type: domain
    name: carte.example.org
not_applicable:
  hardware: Le projet n'a pas de matériel.
  content: Le projet n'a pas d'autres contenus.
"""


@dataclass(frozen=True)
class Change:
    """What differs from the correct pair: files (None: taken away), words of the two documents, the history."""

    files: Mapping[str, str | None] = field(default_factory=dict)
    assets: Sequence[Sequence[str]] = ()
    project: Sequence[Sequence[str]] = ()
    signed: bool = True
    commits: int = 1
    author: str = "Anne Agent <anne@lens.example>; Luc Agent <luc@lens.example>"
    remote: str = "https://git.example.org/lens/carte.git"


def changed(content: str, words: Sequence[Sequence[str]]) -> str:
    """`content` with some words in the place of others, each of which must stand there once."""
    for old, new in words:
        assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in the document"
        content = content.replace(old, new)
    return content


def made(place: Path, change: Change = Change()) -> Path:
    """The repository with its dossier, both changed by `change`."""
    files: dict[str, str | None] = {**repository(), **change.files}
    folder_with(place, {path: content for path, content in files.items() if content is not None})
    run_git(place, "init", "-q", "-b", "main")
    run_git(place, "remote", "add", "origin", change.remote)
    run_git(place, "add", "-A", "-f")
    authors = change.author.split("; ")
    for number in range(change.commits):
        author = authors[number % len(authors)]
        name, _, address = author.rstrip(">").partition(" <")
        sign_off = f"\n\nSigned-off-by: {author}" if change.signed else ""
        settings = ("-c", f"user.name={name}", "-c", f"user.email={address}")
        message = f"Step {number}{sign_off}"
        run_git(place, *settings, "commit", "-q", "--allow-empty", "--author", author, "-m", message)
    documents = {"project.yaml": changed(PROJECT, change.project), "assets.yaml": changed(ASSETS, change.assets)}
    folder_with(place / "commons", documents)
    run_git(place, "add", "-A", "-f")
    return place


def loaded(place: Path) -> Dossier:
    """The dossier of a repository."""
    dossier = load(place, place / "commons", STEPS)
    assert dossier.problems == [], [one.message for one in dossier.problems]
    return dossier


def judged(place: Path) -> Report:
    """What the rules find that hold it against its repository."""
    dossier = loaded(place)
    grounds = grounds_of_dossier(dossier)
    report = examine(dossier, DAY, select=[AGAINST_EVIDENCE], grounds=grounds)
    return Report(report.findings, (), report.stage)


def compared(place: Path) -> tuple[Held, ...]:
    """Every comparison."""
    dossier = loaded(place)
    return held_against(dossier, grounds_of_dossier(dossier), DAY)


def mapped(place: Path) -> HeatMap:
    """The state of its cells."""
    found = heat_map(loaded(place), compared(place))
    assert found is not None
    return found
