"""The walk as somebody lives it: questions answered with real keys, and what the documents hold afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from interview.typist import (
    BACK,
    HELP,
    INTERRUPT,
    NOTHING,
    NOTHING_ELSE,
    QUIT,
    Key,
    dossier,
    held,
    sitting,
    typist_of,
    walk,
)

ONE_APP = f"""\
not_applicable: {NOTHING_ELSE}
# what we hold
assets:
  - id: app  # the first
    kind: code
    name: The app
"""

FOUND = f"""\
not_applicable: {NOTHING_ELSE}
assets:
  - id: app  # seen by a machine
    kind: code
    name: The app
    paths: ["src/**"]
    current_licence: MIT
    proposed: ["*"]
    evidence:
      current_licence: [{{path: package.json, line: 5}}]
  - id: tool
    kind: code
    name: The tool
    proposed: ["*"]
"""


def app(path: Path) -> Any:
    return held(path)["assets"][0]


def test_a_table_begins_with_the_first_answer(tmp_path: Path) -> None:
    path = dossier(tmp_path)
    nobody = walk(tmp_path, "assets", ("Source code", QUIT))
    assert not path.exists(), "looking at the first question is no answer"
    assert "Nothing was changed." in nobody.told
    typist = walk(
        tmp_path,
        "assets",
        ("Source code", "Add one"),
        ("What do you call it?", "Interactive Map"),
        ("Source code", "That is all"),
        ("Documentation", "There is none"),
        ("Why is there none?", "nobody wrote any: yet"),
        ("Databases", "I don’t know yet"),
        ("What will be done", "ask the board"),
        ("Distinctive signs", QUIT),
    )
    found = held(path)
    assert found["assets"] == [{"id": "interactive-map", "kind": "code", "name": "Interactive Map"}]
    assert found["not_applicable"] == {"documentation": "nobody wrote any: yet"}
    assert found["unknown"] == {"database": "ask the board"}
    assert (path.parent / ".schemas/assets.json").is_file()
    assert any("3 answers saved" in one for one in typist.told)
    assert any(one.endswith("communkit assets") for one in typist.told), "how to go on"


def test_the_walk_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP)
    before = path.read_text(encoding="utf-8")
    typist = walk(
        tmp_path,
        "assets",
        ("What is it, in a sentence", "A map.\nOn paper too: # really"),
        ("Which rights bear on it", "Add one"),
        ("Which right is it?", "copyright in software"),
        ("Which party holds it?", "The studio"),
        ("Which rights bear on it", "That is all"),
        ("Why does this party hold the right?", "made by a service provider"),
        ("Under which contract", "Later"),
        ("put off", "That is all for today"),
    )
    assert typist.told.count("The app") == 1, "what the questions are about is said once"
    found = app(path)
    assert found["description"] == "A map.\nOn paper too: # really"
    assert found["rights"] == [{"right": "software", "holder": "studio", "basis": "contract"}]
    assert path.read_text(encoding="utf-8").startswith(before), "what stood there keeps every character"


def test_not_known_not_applicable_and_later(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP)
    walk(
        tmp_path,
        "assets",
        ("What is it, in a sentence", NOTHING),
        ("Another answer?", "Later"),
        ("Which rights bear on it", "I don’t know yet"),
        ("What will be done", BACK),
        ("Which rights bear on it", "There is none"),
        ("Why is there none?", "in the public domain"),
        ("put off", "That is all for today"),
    )
    assert app(path)["not_applicable"] == {"rights": "in the public domain"}
    assert "description" not in app(path)
    assert "unknown" not in app(path)


def test_one_goes_back_and_changes_an_answer(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP)
    typist = walk(
        tmp_path,
        "assets",
        ("What is it, in a sentence", BACK),
        ("What is it, in a sentence", "first"),
        ("Which rights bear on it", BACK),
        ("What is it, in a sentence", "second"),
        ("Which rights bear on it", QUIT),
    )
    assert "This is the first question." in typist.told
    assert app(path)["description"] == "second"


def test_help_says_why_and_asks_on(tmp_path: Path) -> None:
    dossier(tmp_path, ONE_APP)
    with sitting(tmp_path, "assets", ("What is it", "x"), ("Which rights", Key("?" + "\x1b[A" + "\r"))) as one:
        one.run()  # Up from the first line is the last: stop
        told = " ".join(typist_of(one).told)
    assert "Only whoever holds a right can give it to everybody." in told
    assert "your project is there" in told
    assert HELP.keys == "?"


def test_what_is_typed_wrong_is_explained_and_asked_again(tmp_path: Path) -> None:
    licensed = ONE_APP + "    description: x\n    rights: [{right: software, holder: town, basis: own}]\n"
    path = dossier(tmp_path, licensed)
    typist = walk(
        tmp_path,
        "assets",
        ("needs is answered", "Go on: 4 questions for the next stage"),
        ("Is it infrastructure", "business software"),
        ("Where does it stand", "/etc, src/**"),
        ("Where does it stand", "src/**, tests/**"),
        ("Under which licence will it go out?", "Another answer"),
        ("Under which licence will it go out?", "GPLv3 or later"),
        ("Under which licence will it go out?", "GPL-3.0-or-later"),
        ("In which way", "DCO"),
        ("Which document says so?", NOTHING),
        ("needs is answered", "That is all"),
    )
    assert app(path)["paths"] == ["src/**", "tests/**"]
    assert app(path)["planned_licence"] == "GPL-3.0-or-later"
    assert app(path)["contributions"] == {"mode": "DCO"}
    assert any("Did you mean GPL-3.0-or-later?" in one for one in typist.told)


def test_proposals_are_confirmed_all_at_once(tmp_path: Path) -> None:
    path = dossier(tmp_path, FOUND)
    typist = walk(
        tmp_path,
        "assets",
        ("is this what the project holds?", "Yes, all 2"),
        ("What is it", Key("\r")),
        ("Another", QUIT),
    )
    assert "found in package.json:5" in typist.asked[0]
    assert not any("proposed" in one for one in held(path)["assets"])
    assert app(path)["evidence"] == {"current_licence": [{"path": "package.json", "line": 5}]}
    assert "# seen by a machine" in path.read_text(encoding="utf-8")


def test_proposals_are_looked_at_one_by_one(tmp_path: Path) -> None:
    path = dossier(tmp_path, FOUND)
    typist = walk(
        tmp_path,
        "assets",
        ("is this what the project holds?", "Look at each"),
        ("“The app”: is this right?", "Yes, but I want to check each detail"),
        ("“The tool”: is this right?", "No, take it away"),
        ("is that all that the project holds?", "That is all"),
        ("What do you call it?", "No, the answer is another"),
        ("What do you call it?", "The map"),
        ("What is it, in a sentence", "A map."),
        ("Where does it stand", "It does not apply"),
        ("Why does it not apply?", "it is everywhere"),
        ("Which rights bear on it", "Later"),
        ("published today", "Yes, that is right"),
        ("put off", "That is all"),
    )
    assert "  Current licence: MIT" in typist.told
    (asset,) = held(path)["assets"]
    assert asset["name"] == "The map"
    assert asset["not_applicable"] == {"paths": "it is everywhere"}
    assert {"paths", "proposed"} & set(asset) == set()


def test_proposals_are_all_wrong(tmp_path: Path) -> None:
    path = dossier(tmp_path, FOUND)
    walk(
        tmp_path,
        "assets",
        ("is this what the project holds?", "None of this is right"),
        ("Why is there none?", "it belongs to another project"),
        ("needs is answered", "That is all"),
    )
    found = held(path)
    assert found["assets"] == []
    assert found["not_applicable"]["code"] == "it belongs to another project"


def test_rows_are_changed_and_removed(tmp_path: Path) -> None:
    path = dossier(tmp_path, FOUND.replace('    proposed: ["*"]\n', "    description: x\n"))
    walk(
        tmp_path,
        "assets",
        ("Which rights", "Later"),
        ("Which rights", "Later"),
        ("put off", "Add, change or remove"),
        ("What do you want to change?", "○ Source code (2)"),
        ("is that all", "Change or remove: The app"),
        ("“The app”: what is to change?", "○ Name: The app"),
        ("What do you call it?", "The map"),
        ("“The map”: what is to change?", "Done"),
        ("is that all", "Change or remove: The tool"),
        ("what is to change?", "Remove it"),
        ("Remove “The tool”", "No, keep it"),
        ("what is to change?", "Remove it"),
        ("Remove “The tool”", "Yes, remove it"),
        ("is that all", "That is all"),
        ("put off", "That is all"),
    )
    assert [one["name"] for one in held(path)["assets"]] == ["The map"]


def test_the_same_row_is_not_added_twice(tmp_path: Path) -> None:
    rights = ONE_APP + "    description: x\n    rights: [{right: software, holder: town, basis: own}]\n"
    path = dossier(tmp_path, rights)
    same = [("Which right is it?", "copyright in software"), ("Which party", "The town")]
    typist = walk(
        tmp_path,
        "assets",
        ("needs is answered", "Add, change"),
        ("What do you want", "○ Source code (1)"),
        ("is that all", "Change or remove"),
        ("what is to change?", "○ Rights and holders"),
        ("Which rights bear", "Add one more"),
        *same,
        ("Which rights bear", "That is all"),
        ("what is to change?", "Done"),
        ("is that all", "That is all"),
        ("needs is answered", "That is all"),
    )
    assert any("It is in the list already" in one for one in typist.told)
    assert len(app(path)["rights"]) == 1


def test_two_things_of_one_name_get_two_identifiers(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP)
    with sitting(tmp_path, "assets", ("", "")) as one:
        typist_of(one).script[:] = [
            ("What do you want", "○ Source code (1)"),
            ("is that all", "Add one more"),
            ("What do you call it?", "App"),
            ("is that all", "That is all"),
        ]
        one.lists.change(one.sheet.tree.root)
    assert [row["id"] for row in held(path)["assets"]] == ["app", "app-2"]


def test_a_party_that_nobody_declared_is_added_on_the_way(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP + "    description: x\n")
    register = path.parent / "project.yaml"
    before = register.read_text(encoding="utf-8")
    walk(
        tmp_path,
        "assets",
        ("Which rights bear", "Add one"),
        ("Which right is it?", "copyright in software"),
        ("Which party holds it?", "Another party"),
        ("full name", "Association des Lieux"),
        ("What kind of party is it?", "private body with a public-service mission"),
        ("Which rights bear", "That is all"),
        ("Why does this party", QUIT),
    )
    assert app(path)["rights"] == [{"right": "software", "holder": "association-des-lieux"}]
    parties = held(register)["parties"]
    assert parties[-1] == {
        "id": "association-des-lieux",
        "name": "Association des Lieux",
        "nature": "private-public-service",
    }
    assert register.read_text(encoding="utf-8").startswith(before)


def test_a_contract_is_described_in_a_few_questions(tmp_path: Path) -> None:
    rights = ONE_APP + "    description: x\n    rights:\n      - {right: software, holder: studio, basis: contract}\n"
    path = dossier(tmp_path, rights)
    walk(
        tmp_path,
        "assets",
        ("Under which contract", "Describe it"),
        ("Which contract is it?", "2021-014"),
        ("When was it notified", BACK),
        ("Which contract is it?", "market 2021-014"),
        ("When was it notified", "12 March 2021"),
        ("To which general clauses", "CCAG-TIC"),
        ("In their version of which year?", "2009"),
        ("Does the contract itself", "yes"),
        ("Which option", "option B"),
        ("Which of its clauses", NOTHING),
        ("Does it assign rights", "Leave it empty"),
        ("needs is answered", "That is all"),
    )
    assert app(path)["rights"][0]["contract"] == {
        "reference": "market 2021-014",
        "date": "2021-03-12",
        "ccag": "tic",
        "year": 2009,
        "referenced": True,
        "option": "B",
    }


def test_a_whole_part_can_be_unknown(tmp_path: Path) -> None:
    rights = ONE_APP + "    description: x\n    rights:\n      - {right: software, holder: studio, basis: contract}\n"
    path = dossier(tmp_path, rights)
    walk(
        tmp_path,
        "assets",
        ("Under which contract", "I don’t know yet"),
        ("What will be done", "search the archives"),
        ("needs is answered", "Go on: 4"),
        ("Is it infrastructure", "Later"),
        ("Where does it stand", NOTHING),
        ("Another answer?", "Later"),
        ("Under which licence", "Later"),
        ("In which way", "It does not apply"),
        ("Why does it not apply?", "nobody contributes"),
        ("needs is answered", "That is all"),
    )
    assert app(path)["rights"][0]["unknown"] == {"contract": "search the archives"}
    assert app(path)["not_applicable"] == {"contributions": "nobody contributes"}


def test_everything_is_reviewed_on_demand(tmp_path: Path) -> None:
    text = ONE_APP + "    description: x\n    unknown: {rights: ask counsel}\n"
    path = dossier(tmp_path, text)
    kinds = ("Documentation", "Databases", "Distinctive signs", "Hardware", "Content and materials")
    typist = walk(
        tmp_path,
        "assets",
        ("Source code", "That is all"),
        *((kind, "Leave it as it is") for kind in kinds),
        ("Which kind of asset", "Source code"),
        ("What do you call it?", "The map"),
        ("What is it, in a sentence", "x"),
        ("Is it infrastructure", QUIT),
        review=True,
    )
    assert any("Noted so far: none" in one for one in typist.asked)
    assert app(path)["name"] == "The map"
    assert any("1 answer saved" in one for one in typist.told), "the same answer again is no change"


def test_several_choices_are_ticked(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP)
    with sitting(tmp_path, "assets", ("Does anything forbid", ["personal data", "image rights"])) as one:
        question = next(q for q in _all(one) if q.field.name == "restrictions")
        one.ask(question)
    assert app(path)["restrictions"] == ["personal-data", "image-rights"]


def _all(one: Any) -> Any:
    from communkit.interview import questions

    return questions(one.sheet.tree)


def test_a_text_in_two_languages_is_changed_in_the_language_of_the_interview(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP.replace("name: The app", "name: {en: The app, fr: L'appli}"))
    with sitting(tmp_path, "assets", ("Comment", "La carte"), language="fr") as one:
        question = next(q for q in _review(one) if q.field.name == "name")
        one.ask(question)
    assert app(path)["name"] == {"en": "The app", "fr": "La carte"}


def _review(one: Any) -> Any:
    from communkit.interview import questions

    return questions(one.sheet.tree, review=True)


def test_ctrl_c_keeps_what_was_said(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_APP)
    script = (("What is it", "A map."), ("Which rights", INTERRUPT))
    with sitting(tmp_path, "assets", *script) as one:
        with pytest.raises(KeyboardInterrupt):
            one.run()
        told = typist_of(one).told
    assert app(path)["description"] == "A map."
    assert any("1 answer saved" in line for line in told)


def test_the_project_is_asked_too(tmp_path: Path) -> None:
    text = "schema: project/1\nname: Guess\nproposed: [name]\nevidence: {name: [{path: README.md, line: 1}]}\n"
    path = dossier(tmp_path, project=text).parent / "project.yaml"
    walk(
        tmp_path,
        "project",
        ("What is the project called?", "No, the answer is another"),
        ("What is the project called?", "Carte des lieux"),
        ("How far has the project come?", "preparing"),
        ("what does it do, and for whom?", "A map of places."),
        ("Which country", "France"),
        ("In which languages", "French, en"),
        ("Which organisations", "Add one"),
        ("full name", "Ville de Lens"),
        ("Which organisations", "That is all"),
        ("What kind of party", "public body"),
        ("needs is answered", "That is all"),
    )
    found = held(path)
    assert {"proposed", "evidence"} & set(found) == set()
    assert found["name"] == "Carte des lieux"
    assert found["jurisdiction"] == "fr"
    assert found["languages"] == ["fr", "en"]
    assert found["parties"] == [{"id": "ville-de-lens", "name": "Ville de Lens", "nature": "public"}]
