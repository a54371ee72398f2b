"""`communkit licence choose`: answers from a file, what it prints, writes and renders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commands.desk import Said, ask, repository
from communkit.cli.licence.advised import data_schema
from communkit.model.loading import load
from communkit.steps.assets.model import Assets
from communkit.steps.charter.model import Charter
from communkit.steps.walk import STEPS

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
# a comment that stays
assets:
  - id: app
    kind: code
    name: The map   # and this one
    rights:
      - {right: software, holder: town, basis: public-agent}
  - id: places
    kind: database
    name: The places
    planned_licence: ODbL-1.0
  - id: logo
    kind: sign
    sign_type: logo
    name: The logo
"""
CHARTER = """\
schema: charter/1
objectives: A map that everybody can use.
"""
ANSWERS = """\
schema: licence-answers/1
assets:
  - {id: app, software_kind: business, share_back: network}
  - {id: places, rights: cleared, share_back: nothing, personal_data: "no"}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    documents = {"project.yaml": PROJECT, "assets.yaml": ASSETS, "charter.yaml": CHARTER}
    root = repository(tmp_path / "map", documents)
    (root / "answers.yaml").write_text(ANSWERS, encoding="utf-8")
    return root


def choose(place: Path, *more: str, lang: str = "en") -> Said:
    return ask("-C", place, "licence", "choose", "--as-of", "2026-11-21", *more, lang=lang)


def data(place: Path, *more: str) -> dict[str, Any]:
    said = choose(place, "--answers", "answers.yaml", "--format", "json", *more)
    assert (said.code, said.err) == (0, "")
    return {one["id"]: one for one in json.loads(said.out)["assets"]}


def documents(place: Path) -> dict[str, Any]:
    dossier = load(place, place / "commons", STEPS)
    assert not dossier.problems
    return {name: one.written for name, one in dossier.documents.items()}


def test_each_asset_of_the_dossier_has_its_answer(place: Path) -> None:
    found = data(place)
    assert {id: (one["standing"], one["licence"]) for id, one in found.items()} == {
        "app": ("answer", "AGPL-3.0-or-later"),
        "places": ("answer", "etalab-2.0"),
        "logo": ("policy", None),
    }
    assert found["app"]["facts"]["lists"] == ["fr"], "the town is a public body"
    assert found["app"]["facts"]["rights"] == "cleared", "its agents made it, and no rule says otherwise"
    assert all(one["source"] for one in found["app"]["choices"][0]["reasons"])


def test_the_data_are_those_of_the_published_schema(place: Path) -> None:
    schema = data_schema()
    asset = schema["properties"]["assets"]["items"]
    for one in data(place).values():
        assert list(one) == asset["required"]
        for name in ("choices", "ruled_out", "changes"):
            for row in one[name]:
                assert list(row) == asset["properties"][name]["items"]["required"]
        for reason in (*one["first"], *one["remarks"], *(each for row in one["choices"] for each in row["reasons"])):
            assert list(reason) == schema["$defs"]["reason"]["required"]


def test_json_and_a_diff_do_not_go_together(place: Path) -> None:
    assert choose(place, "--answers", "answers.yaml", "--format", "json", "--write").code == 2


def test_where_nobody_knows_who_holds_it_the_list_is_taken_to_bind(place: Path) -> None:
    path = place / "commons" / "assets.yaml"
    path.write_text(path.read_text() + "  - {id: pictures, kind: content, content_type: image, name: Pictures}\n")
    answers = "  - {id: pictures, rights: nobody, share_back: nothing, personal_data: 'no'}\n"
    (place / "answers.yaml").write_text(ANSWERS + answers, encoding="utf-8")
    pictures = data(place)["pictures"]
    assert pictures["licence"] == "etalab-2.0", "not CC0-1.0, which a public museum may not choose"
    assert any("Does an administration hold a right" in one for one in pictures["questions"])


def test_the_same_in_words(place: Path) -> None:
    said = choose(place, "--answers", "answers.yaml")
    assert said.code == 0
    assert "The map (source code): our advice: AGPL-3.0-or-later" in said.out
    assert "What would change the answer" in said.out
    assert "No free licence" in said.out
    french = choose(place, "--answers", "answers.yaml", lang="fr")
    assert "notre avis" in french.out
    assert "our advice" not in french.out


def test_without_terminal_and_answers_it_says_what_to_do(place: Path) -> None:
    said = choose(place)
    assert said.code == 2
    assert "--answers FILE" in said.err


def test_without_a_dossier_the_file_is_enough(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text(
        "jurisdiction: de\nassets:\n  - {id: lib, kind: code, rights: cleared, share_back: nothing}\n", encoding="utf-8"
    )
    assert data(tmp_path)["lib"]["licence"] == "Apache-2.0"


@pytest.mark.parametrize(
    ("text", "place_and_words"),
    [
        ("assets:\n  - {id: a, kind: coed}\n", "answers.yaml:2:19: assets[0].kind: expected here: one of code"),
        ("assets:\n  - {id: a, share_bak: work}\n", "did you mean share_back?"),
        ("assets:\n  - {id: a, kind: database, share_back: network}\n", "makes no sense for an asset of the kind"),
        ("assets:\n  - {id: a, kind: code, must_enter: [GLP]}\n", "must_enter[0]: this is no SPDX licence expression"),
        ("assets:\n  - {id: a, kind: code, parts: [{name: b}]}\n", "licence is missing"),
        ("assets:\n  - {id: a, kind: code}\n  - {id: a, kind: code}\n", "another asset has this identifier"),
        ("assets:\n  - {id: a}\n", "Of the asset a nothing says which kind it is"),
        ("assets: {}\n", "a list of assets is expected here"),
        ("schema: licence-answers/2\nassets: [{id: a}]\n", "licence-answers/1"),
        ("assets: [\n", "not readable"),
    ],
)
def test_a_wrong_answer_is_shown_in_its_place(tmp_path: Path, text: str, place_and_words: str) -> None:
    (tmp_path / "answers.yaml").write_text(text, encoding="utf-8")
    said = choose(tmp_path, "--answers", "answers.yaml")
    assert said.code == 3
    assert place_and_words in " ".join(said.err.split())


def test_the_diff_comes_first_and_dry_run_writes_nothing(place: Path) -> None:
    before = (place / "commons" / "assets.yaml").read_text()
    said = choose(place, "--answers", "answers.yaml", "--write", "--dry-run")
    assert said.code == 0
    assert "+    planned_licence: AGPL-3.0-or-later" in said.out
    assert "+licence_principle: reciprocal" in said.out
    assert (place / "commons" / "assets.yaml").read_text() == before


def test_nobody_to_confirm_writes_nothing(place: Path) -> None:
    before = (place / "commons" / "assets.yaml").read_text()
    said = choose(place, "--answers", "answers.yaml", "--write")
    assert said.code == 2
    assert "--yes" in said.err
    assert (place / "commons" / "assets.yaml").read_text() == before


def test_what_is_written_is_proposed_and_what_the_team_answered_stays(place: Path) -> None:
    said = choose(place, "--answers", "answers.yaml", "--write", "--yes")
    assert said.code == 0
    text = (place / "commons" / "assets.yaml").read_text()
    assert "# a comment that stays" in text
    assert "The map   # and this one" in text
    written = documents(place)
    assets, charter = written["assets"], written["charter"]
    assert isinstance(assets, Assets)
    assert isinstance(charter, Charter)
    app, places, logo = assets.assets
    assert str(app.planned_licence) == "AGPL-3.0-or-later"
    assert app.justification is not None
    assert app.proposed == ["planned_licence", "justification"]
    assert str(places.planned_licence) == "ODbL-1.0", "the team said so"
    assert "ODbL-1.0" in said.err
    assert logo.planned_licence is None
    assert str(charter.licence_principle) == "reciprocal"
    assert charter.proposed == ["licence_principle", "reciprocity_justification"]
    again = choose(place, "--answers", "answers.yaml", "--write", "--yes")
    assert (place / "commons" / "assets.yaml").read_text() == text, again.out


def test_what_is_not_known_is_written_as_a_question(place: Path) -> None:
    (place / "answers.yaml").write_text("assets:\n  - {id: app, rights: unknown, share_back: work}\n", encoding="utf-8")
    assert choose(place, "--answers", "answers.yaml", "--write", "--yes").code == 0
    app = documents(place)["assets"].assets[0]
    assert app.planned_licence is None
    assert "under which status or contract" in str(app.unknown["planned_licence"])
    (place / "answers.yaml").write_text(ANSWERS, encoding="utf-8")
    assert choose(place, "--answers", "answers.yaml", "--write", "--yes").code == 0
    app = documents(place)["assets"].assets[0]
    assert str(app.planned_licence) == "AGPL-3.0-or-later"
    assert app.unknown == {}


def test_check_accepts_what_was_written_once_it_is_confirmed(place: Path) -> None:
    assert choose(place, "--answers", "answers.yaml", "--write", "--yes").code == 0
    for name in ("assets", "charter"):
        path = place / "commons" / f"{name}.yaml"
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "proposed:" not in line))
    said = ask("-C", place, "check", "--select", "AST03,AST04,XST", "--format", "json", "--as-of", "2026-11-21")
    found = [one for one in json.loads(said.out)["findings"] if one["target"].startswith("assets[app].planned")]
    assert found == []


def test_lock_files_are_read_unless_told_not_to(place: Path) -> None:
    packages = {"": {"name": "map"}, "node_modules/old": {"version": "1.0.0", "license": "GPL-2.0-only"}}
    lock = {"name": "map", "lockfileVersion": 3, "packages": packages}
    (place / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    found = data(place)["app"]
    assert found["facts"]["parts"] == [{"name": "old", "licence": "GPL-2.0-only", "use": "link"}]
    assert found["standing"] == "none", "nothing on the list goes together with GPL-2.0-only"
    assert found["questions"]
    assert data(place, "--no-repo")["app"]["licence"] == "AGPL-3.0-or-later"


def test_pages_for_the_parties(place: Path) -> None:
    said = choose(place, "--answers", "answers.yaml", "--to", "md,html,pdf", "-o", "sheets")
    assert said.code == 0
    made = sorted(one.name for one in (place / "sheets").iterdir())
    assert made == [f"licences.{language}.{format}" for language in ("en", "fr") for format in ("html", "md", "pdf")]
    french = (place / "sheets" / "licences.fr.md").read_text(encoding="utf-8")
    assert "| Sujet | AGPL-3.0-or-later | EUPL-1.2 |" in french
    assert "### " in french
    assert "ruled out" not in french
    again = choose(place, "--answers", "answers.yaml", "--to", "md,html,pdf", "-o", "sheets")
    assert again.err.count("up to date") == 6
    assert choose(place, "--answers", "answers.yaml", "--to", "docx").code == 2
