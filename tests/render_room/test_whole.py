"""The dossier as one document and as a site, in public or not, and whether it is still true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands.desk import ask, repository, tree
from communkit.render.pdf import _runs
from communkit.render.whole import _chapter

BASE = Path(__file__).parents[1] / "documents" / "base"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path, {one.name: one.read_text(encoding="utf-8") for one in BASE.glob("*.yaml")})


def rendered(root: Path, *more: str) -> dict[str, str]:
    """What `render` writes of the texts, by file name."""
    said = ask("-C", root, "render", "--to", "md,html", "-o", root / "out", *more)
    assert said.code == 0, said.err
    return {path.name: path.read_text(encoding="utf-8") for path in (root / "out").iterdir()}


def change(root: Path, document: str, old: str, new: str) -> None:
    path = root / "commons" / document
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_step_is_a_chapter_with_its_headings_a_level_down(root: Path) -> None:
    made = rendered(root)
    headings = re.findall(r"^(#+) (.*)$", made["dossier.fr.md"], re.MULTILINE)
    assert [title for marks, title in headings if marks == "##"][:4] == [
        "Vue d’ensemble",
        "1 Besoin et existant",
        "2 Charte d’intention",
        "3 Actifs et licences",
    ]
    own = re.findall(r"^## (.*)$", made["assets.fr.md"], re.MULTILINE)
    assert set(own) <= {title for marks, title in headings if marks == "###"}


def test_a_chapter_says_nothing_twice() -> None:
    step = (
        "# Title: Project\n\nVersion 1\n\n> Summary\n> in two lines\n\nIntroduction\n\n## One\n\ntext\n\n"
        "*Marks: – none.*\n\n*Closing.*\n\n*1 row was left out.*\n"
    )
    assert _chapter(step, ("*Marks", "*Closing")) == (
        "Version 1\n\nIntroduction\n\n### One\n\ntext\n\n*1 row was left out.*"
    )


def test_the_marks_are_explained_once(root: Path) -> None:
    text = rendered(root)["dossier.fr.md"]
    assert text.count("Signes employés") == 1
    assert text.index("Signes employés") < text.index("## 1 Besoin et existant")


def test_a_chapter_with_a_wide_table_is_in_landscape_from_its_heading_on() -> None:
    heading = {"kind": "heading", "level": 2}
    sections = [
        {"wide": False, "blocks": [heading]},
        {"wide": False, "blocks": [heading]},
        {"wide": True, "blocks": [{"kind": "heading", "level": 3}]},
        {"wide": False, "blocks": [{"kind": "heading", "level": 3}]},
        {"wide": False, "blocks": [heading]},
    ]
    assert [(wide, len(run)) for wide, run in _runs(sections, cover=False, chapters=True)] == [
        (False, 1),
        (True, 3),
        (False, 1),
    ]


def test_the_pages_of_the_site_lead_to_each_other(root: Path) -> None:
    made = rendered(root)
    pages = {name for name in made if name.endswith(".html")}
    assert "index.fr.html" in pages
    for name in pages:
        assert set(re.findall(r'href="([^"#:]+\.html)"', made[name])) == pages
        assert made[name].count('aria-current="page"') == 1


def test_one_step_alone_is_no_site(root: Path) -> None:
    made = rendered(root, "assets")
    assert set(made) == {"assets.fr.md", "assets.fr.html"}
    assert 'aria-current="page"' not in made["assets.fr.html"]


def test_evidence_is_cited_in_the_annex(root: Path) -> None:
    change(root, "need.yaml", "problem:", "evidence: {problem: [{document: minutes 3}]}\nproblem:")
    text = rendered(root)["dossier.fr.md"]
    assert "| `need.problem` | minutes 3 |" in text


class TestTheCharterToSign:
    def test_its_articles_are_numbered_and_come_from_the_steps(self, root: Path) -> None:
        text = rendered(root)["agreement.fr.md"]
        numbers = re.findall(r"^## Article (\d+) – ", text, re.MULTILINE)
        assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
        assert "AGPL-3.0-or-later" in text, "the licence that the IP table plans"
        assert "Que tout atelier trouve" in text, "the objectives of the charter of intention"

    def test_what_is_still_unclear_stands_on_top(self, root: Path) -> None:
        change(root, "charter.yaml", "ambiguities:", "ambiguities:\n  - {id: sale, text: Qui vend le support ?}")
        text = rendered(root)["agreement.fr.md"]
        assert text.index("n’est pas prête à être signée") < text.index("Qui vend le support") < text.index("Article 1")

    def test_what_a_signatory_would_miss_stands_on_top(self, root: Path) -> None:
        change(root, "charter.yaml", "    representative: présidence\n", "")
        change(root, "charter.yaml", "duration: Trois ans, renouvelée par écrit.\n", "")
        change(root, "assets.yaml", "    planned_licence: ODbL-1.0\n", "")
        change(root, "costs.yaml", "    borne_by: [{party: town, paid_from: own}]\n", "")
        top = rendered(root)["agreement.fr.md"].partition("## Préambule")[0].replace("\u00a0", " ")
        assert [line for line in top.splitlines() if line.startswith("- ")] == [
            "- il n’est pas dit qui représente : Association des ateliers (exemple)",
            "- groupe sans personnalité juridique, que nul ne peut engager en bloc (chaque membre signe pour soi) : "
            "Collectif des bénévoles (exemple)",
            "- rien n’est arrêté de la vie de la charte : Durée",
            "- aucune licence n’est arrêtée pour : Base des pannes",
            "- une part des moyens n’est supportée par personne",
            "- détient des droits sans être partie, et aucune pièce ne montre son accord : Illustratrice (exemple) "
            "(Dessins des fiches)",
        ]

    def test_a_text_that_changed_since_does_not_pass_for_the_one_that_was_signed(self, root: Path) -> None:
        ask("-C", root, "adopt", "charter", "--party", "town", "--by", "la maire")
        said = "le texte ci-dessus n’est pas celui qui a été figé"
        assert said not in rendered(root)["agreement.fr.md"]
        assert said not in rendered(root, "--public")["agreement.fr.md"]
        change(root, "assets.yaml", "planned_licence: ODbL-1.0", "planned_licence: CC-BY-4.0")
        text = rendered(root)["agreement.fr.md"]
        assert said in text
        assert text.index("le dossier a changé depuis") < text.index("Préambule")

    def test_a_structure_that_cannot_do_what_it_must_is_named(self, root: Path) -> None:
        change(root, "continuity.yaml", "needs: [hold, contract, employ]", "needs: [hold, in-house]")
        change(root, "continuity.yaml", "  form: association\n  party: ateliers\n  reason", "  form: scic\n  reason")
        change(
            root,
            "continuity.yaml",
            "  remedies: Un tiers des sièges aux ateliers entrés depuis moins de deux ans.\n",
            "",
        )
        text = rendered(root)["agreement.fr.md"].replace("\u00a0", " ")
        assert "ne peut pas tout ce qui est exigé d’elle : société coopérative d’intérêt collectif" in text
        assert "En l’état, cette structure ne peut pas tout ce qui est exigé d’elle" in text

    def test_who_is_no_party_is_said_not_to_be_bound(self, root: Path) -> None:
        text = rendered(root)["agreement.fr.md"].replace("\u00a0", " ")
        assert (
            "son accord écrit est à joindre : Illustratrice (exemple) (Valise de diagnostic, Dessins des fiches)."
            in text
        )

    def test_means_are_told_year_by_year_with_who_pays(self, root: Path) -> None:
        text = rendered(root)["agreement.fr.md"].replace("\u00a0", " ").replace("\u202f", " ")
        payer, amounts = "Subvention annuelle de la ville<br>*Ville exemple*", "2027 : 6 000 €<br>2028 : 6 000 €"
        assert f"| {payer} | {amounts} | signé | subvention |" in text
        assert "Montants en EUR, TTC." in text

    def test_no_table_of_noughts_where_nothing_is_priced(self, root: Path) -> None:
        path = root / "commons" / "costs.yaml"
        path.write_text(
            "schema: costs/1\nyears: [{year: 2027}]\nfunding: [{id: town, source: Ville, party: town}]\n",
            encoding="utf-8",
        )
        made = rendered(root)
        assert "aucun coût n’est encore connu" in made["agreement.fr.md"]
        assert "Qui supporte quoi" not in made["costs.fr.md"]
        assert "excédent" not in made["costs.fr.md"]

    def test_it_bears_the_digest_and_the_names_once_signed(self, root: Path) -> None:
        assert "n’est pas encore figé" in rendered(root)["agreement.fr.md"]
        digest = ask("-C", root, "adopt", "charter", "--party", "town", "--by", "la maire").out.strip()
        text = rendered(root)["agreement.fr.md"]
        assert digest in text
        assert "la maire" in text


class TestPublic:
    NAME = "    name: Le carnet en ligne\n"

    def test_a_restricted_row_is_left_out_everywhere_and_it_is_said(self, root: Path) -> None:
        change(root, "assets.yaml", self.NAME, self.NAME + "    visibility: restricted\n")
        inside, outside = rendered(root), rendered(root, "--public")
        assert "Le carnet en ligne" in inside["assets.fr.md"]
        for name, text in outside.items():
            assert "Le carnet en ligne" not in text, name
        assert "1 ligne de ce document n’est pas publique et a été laissée de côté." in outside["assets.fr.md"]

    def test_a_restricted_party_has_neither_name_nor_identifier(self, root: Path) -> None:
        change(root, "project.yaml", "  - id: ateliers\n", "  - id: ateliers\n    visibility: restricted\n")
        outside = rendered(root, "--public")
        for name, text in outside.items():
            assert "Association des ateliers" not in text, name
        assert "une partie prenante qui n’est pas publiée" in outside["charter.fr.md"]

    def test_a_restricted_step_is_not_there_and_the_first_page_says_so(self, root: Path) -> None:
        change(root, "charter.yaml", "status: review\n", "status: review\nvisibility: restricted\n")
        outside = rendered(root, "--public")
        assert "charter.fr.md" not in outside
        said = outside["dossier.fr.md"].replace("\u00a0", " ")
        assert "Ne sont pas publics et ont été laissés de côté : Charte d’intention" in said


class TestStillTrue:
    def test_what_was_just_written_is(self, root: Path) -> None:
        rendered(root)
        said = ask("-C", root, "render", "--to", "md,html", "-o", root / "out", "--check")
        assert (said.code, said.out) == (0, "")

    def test_what_was_never_written_is_missing(self, root: Path) -> None:
        before = tree(root)
        said = ask("-C", root, "render", "--to", "md", "-o", root / "out", "--check")
        assert said.code == 5
        assert "is missing." in said.out
        assert tree(root) == before

    def test_a_change_of_one_answer_makes_stale_what_shows_it(self, root: Path) -> None:
        rendered(root)
        change(root, "assets.yaml", "name: Le carnet en ligne", "name: Le grand carnet")
        said = ask("-C", root, "render", "--to", "md,html", "-o", root / "out", "--check")
        assert said.code == 5
        told = [line.split(" no longer")[0].rpartition("/")[2] for line in said.out.splitlines()]
        assert told == ["assets.fr.md", "assets.fr.html", "agreement.fr.md", "agreement.fr.html", "dossier.fr.md"]
