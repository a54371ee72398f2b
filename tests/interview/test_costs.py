"""A treasurer at the keyboard: years, a task with its time by year in the figures of the country, who bears it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from communkit.documents import read
from interview.typist import dossier, walk

PROJECT = """\
schema: project/1
name: Des outils à prêter
stage: idea
languages: [fr]
parties:
  - {id: town, name: La ville, nature: public}
  - {id: club, name: Le club, nature: private}
"""

BEGUN = """\
schema: costs/1
years: [{year: 2027}, {year: 2028}]
tasks:
  - {id: support, kind: support, name: Répondre}
not_applicable: {development: x, community: x, management: x, documentation: x, ux: x, other: x}
"""


def test_an_idea_is_asked_which_years_and_what_has_to_be_done(tmp_path: Path) -> None:
    dossier(tmp_path, project=PROJECT)
    walk(
        tmp_path,
        "costs",
        ("Quelles années comptez-vous", "Ajouter un élément"),
        ("Quelle année", "2027"),
        ("Quelles années comptez-vous", "C’est tout"),
        ("Que sont les chiffres", "Plus tard"),
        ("Développement produit", "Ajouter un élément"),
        ("Qu’y a-t-il à faire", "Écrire l’outil"),
        ("Développement produit", "S’arrêter là pour aujourd’hui"),
        language="fr",
    )
    data: Any = read(tmp_path / "commons" / "costs.yaml").data
    assert data["years"] == [{"year": 2027}]
    assert data["tasks"] == [{"id": "ecrire-l-outil", "name": "Écrire l’outil", "kind": "development"}]


def test_time_and_money_are_typed_year_by_year_as_people_write_them(tmp_path: Path) -> None:
    dossier(tmp_path, project=PROJECT)
    path = tmp_path / "commons" / "costs.yaml"
    path.write_text(BEGUN, encoding="utf-8")
    walk(
        tmp_path,
        "costs",
        ("Tout ce que demande le stade", "Ajouter, modifier"),
        ("Que voulez-vous modifier", "○ Support"),
        ("Support", "Modifier ou supprimer\u00a0: Répondre"),
        ("Répondre", "– Temps de travail"),
        ("Combien d’ETP en 2027", "0,5"),
        ("Combien d’ETP en 2028", "0,75"),
        ("Répondre", "– Montants"),
        ("Combien en 2027", "1200,50"),
        ("Combien en 2028", "1300"),
        ("Répondre", "Fait"),
        ("Support", "C’est tout"),
        ("Tout ce que demande le stade", "C’est tout pour aujourd’hui"),
        language="fr",
    )
    data: Any = read(path).data
    (task,) = data["tasks"]
    assert task["fte"] == {"2027": Decimal("0.5"), "2028": Decimal("0.75")}
    assert task["amounts"] == {"2027": Decimal("1200.5"), "2028": 1300}
