"""The repository of the tutorial: a small service that a town ordered, as a project lead finds it."""

from __future__ import annotations

from pathlib import Path

from repository_room.making import repository_with, run_git

_PYTHON = '''\
# Copyright 2024 {studio}
"""{about}"""
'''

_TEXTS = {
    "fr": {
        "name": "Agenda des marchés",
        "studio": "Atelier exemple",
        "town": "Commune exemple",
        "readme": "Les jours et les lieux des marchés, que les communes tiennent à jour et que chacun peut consulter.",
        "guide": "# Tenir son marché à jour\n\nChoisissez la commune et le marché, puis corrigez le jour.\n",
        "about": "Lit les marchés et répond à qui les cherche.",
        "data": "commune,jour,lieu\nExemple,mardi,place de la Halle\n",
    },
    "en": {
        "name": "Market days",
        "studio": "Example Studio",
        "town": "Town of Example",
        "readme": "When and where markets are held: towns keep it up to date, and anybody can look it up.",
        "guide": "# Keeping your market up to date\n\nChoose the town and the market, then correct the day.\n",
        "about": "Reads the markets and answers whoever looks for one.",
        "data": "town,day,place\nExample,Tuesday,Market Square\n",
    },
}


def repository(folder: Path, language: str) -> Path:
    """The repository in `folder`, in the language of its team: code, a guide, data, a licence, two copyright lines."""
    said = _TEXTS[language]
    slug = {"fr": "agenda-des-marches", "en": "market-days"}[language]
    code = _PYTHON.format(studio=said["studio"], about=said["about"])
    root = repository_with(
        folder / slug,
        {
            "README.md": f"# {said['name']}\n\n{said['readme']}\n",
            "LICENSE": f"SPDX-License-Identifier: EUPL-1.2\n\nCopyright 2024 {said['town']}\n",
            "pyproject.toml": f'[project]\nname = "{slug}"\nlicense = "EUPL-1.2"\n',
            "src/markets/__init__.py": code,
            "src/markets/answers.py": code,
            "src/markets/reading.py": code,
            "docs/guide.md": said["guide"],
            "docs/install.md": "# Installation\n\n    pip install .\n",
            "data/markets.csv": said["data"],
        },
    )
    run_git(root, "remote", "add", "origin", f"https://git.example.org/commune/{slug}.git")
    return root
