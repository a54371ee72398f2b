"""Whole repositories at a glance: what their statements come to, together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communkit.licences.texts import text
from communkit.repository.files import Kind
from communkit.repository.glance import Glance, look
from repository_room.making import folder_with, repository_with, run_git

TAGGED = "# SPDX-License-Identifier: {}\n"


def licence_text(identifier: str) -> str:
    found = text(identifier)
    assert found is not None
    return found


def places(glance: Glance) -> list[str]:
    assert glance.licences.outbound is not None
    return [one.place for one in glance.licences.outbound.seen]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    glance = look(tmp_path)
    assert glance.files == 0
    assert not glance.holds_something
    assert glance.heaps == ()
    assert glance.licences.outbound is None
    assert glance.name.value == tmp_path.name


def test_a_readme_and_a_licence_are_still_an_idea(tmp_path: Path) -> None:
    folder_with(tmp_path, {"README.md": "# Une idée\n", "LICENSE": TAGGED.format("MIT")})
    assert not look(tmp_path).holds_something


def test_a_text_leaves_open_what_a_tag_decides(tmp_path: Path) -> None:
    root = repository_with(tmp_path, {"LICENSE": licence_text("AGPL-3.0-only"), "src/a.py": "print()\n"})
    glance = look(root)
    assert glance.licences.outbound is not None
    assert glance.licences.outbound.value == "AGPL-3.0"
    assert glance.licences.undecided
    for name in ("src/a.py", "src/b.py"):
        (root / name).write_text(TAGGED.format("AGPL-3.0-or-later"))
    run_git(root, "add", "-A")
    decided = look(root)
    assert decided.licences.outbound is not None
    assert decided.licences.outbound.value == "AGPL-3.0-or-later"
    assert not decided.licences.undecided


def test_a_manifest_decides_and_another_contradicts(tmp_path: Path) -> None:
    package = json.dumps({"name": "carte", "license": "ISC"}, indent=1)
    files = {
        "LICENSE": TAGGED.format("AGPL-3.0"),
        "package.json": package,
        "publiccode.yml": "legal:\n  license: AGPL-3.0-only\n",
    }
    glance = look(folder_with(tmp_path, files))
    assert glance.licences.outbound is not None
    assert glance.licences.outbound.value == "AGPL-3.0-only"
    assert places(glance) == ["LICENSE:1", "publiccode.yml:2"]
    assert [(one.expression, one.seen.place) for one in glance.licences.contradicting] == [("ISC", "package.json:3")]


def test_a_choice_between_two_texts(tmp_path: Path) -> None:
    files = {"LICENSE-MIT": TAGGED.format("MIT"), "LICENSE-APACHE": TAGGED.format("Apache-2.0")}
    glance = look(folder_with(tmp_path, files))
    assert glance.licences.outbound is not None
    assert glance.licences.outbound.value == "Apache-2.0 OR MIT"
    (tmp_path / "Cargo.toml").write_text('[package]\nname = "x"\nlicense = "MIT OR Apache-2.0"\n')
    stated = look(tmp_path)
    assert stated.licences.outbound is not None
    assert stated.licences.outbound.value == "MIT OR Apache-2.0"


def test_the_lesser_licence_stands_beside_the_greater(tmp_path: Path) -> None:
    files = {"COPYING": TAGGED.format("GPL-3.0"), "COPYING.LESSER": TAGGED.format("LGPL-3.0")}
    glance = look(folder_with(tmp_path, files))
    assert glance.licences.outbound is not None
    assert glance.licences.outbound.value == "LGPL-3.0"


def test_each_kind_of_thing_has_its_own_licence(tmp_path: Path) -> None:
    files = {
        "LICENSE": TAGGED.format("EUPL-1.2"),
        "LICENSE-docs": TAGGED.format("CC-BY-SA-4.0"),
        "LICENCE.data.txt": TAGGED.format("ODbL-1.0"),
        "app.py": "",
    }
    glance = look(folder_with(tmp_path, files))
    assert glance.licences.outbound is not None
    assert glance.licences.outbound.value == "EUPL-1.2"
    assert {kind: fact.value for kind, fact in glance.licences.by_kind.items()} == {
        Kind.DOCUMENTATION: "CC-BY-SA-4.0",
        Kind.DATABASE: "ODbL-1.0",
    }
    assert glance.licences.contradicting == ()


def test_a_text_that_is_no_licence_is_said_to_be_none(tmp_path: Path) -> None:
    glance = look(folder_with(tmp_path, {"LICENSE": "All rights are reserved by us, and you may do nothing at all.\n"}))
    assert glance.licences.outbound is None
    assert [one.place for one in glance.licences.unrecognised] == ["LICENSE"]


def test_reuse_names_its_texts(tmp_path: Path) -> None:
    files = {"LICENSES/MIT.txt": licence_text("MIT"), "a.py": TAGGED.format("MIT")}
    glance = look(folder_with(tmp_path, files))
    assert glance.licences.outbound is not None
    assert glance.licences.outbound.value == "MIT"


def test_the_authors_of_a_licence_hold_nothing_by_it(tmp_path: Path) -> None:
    files = {
        "LICENSE": "Copyright (c) 2021 Ville de Lens\n\n" + licence_text("GPL-3.0-only"),
        "LICENSES/CECILL-2.1.txt": "Copyright 2013 CEA\nCopyright 2013 CNRS\n",
        "DCO.md": "Copyright (C) 2004, 2006 The Linux Foundation and its contributors.\n",
        "src/a.py": "# Copyright 2021 ville de Lens\n# Copyright 2020 Studio Exemple <a@b.example>\n",
        "vendor/lib.py": "# Copyright 2010 Somebody Else\n",
    }
    glance = look(folder_with(tmp_path, files))
    assert [(one.name, one.files, one.in_licence) for one in glance.holders] == [
        ("Ville de Lens", 2, True),
        ("Studio Exemple", 1, False),
    ]
    assert "@" not in repr(glance.holders)


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"package.json": '{"name": "mon-entreprise"}', "README.md": "# Mon-entreprise\n"}, "Mon-entreprise"),
        ({"package.json": '{"name": "root"}', "README.md": "# La carte\n"}, "La carte"),
        ({"package.json": '{"name": "carte"}', "README.md": "# Welcome to our wonderful product\n"}, "carte"),
        ({"publiccode.yml": "name: Onyxia\n", "package.json": '{"name": "onyxia-web"}'}, "Onyxia"),
        ({"README.md": "# @equipe/depot\n"}, "depot"),
        ({}, "depot"),
    ],
)
def test_a_project_is_called_as_people_call_it(tmp_path: Path, files: dict[str, str], name: str) -> None:
    assert look(folder_with(tmp_path / "depot", files)).name.value == name


def test_languages_are_those_of_the_readmes(tmp_path: Path) -> None:
    files = {
        "README.md": "# A\n\nThe map of the places is for all who want to see them and it is free.\n",
        "README.fr.md": "# A\n",
    }
    found = look(folder_with(tmp_path, files)).languages
    assert found is not None
    assert found.value == ("en", "fr")


def test_a_file_is_read_no_further_than_its_beginning(tmp_path: Path) -> None:
    files = {"a.py": "x\n" * 10_000 + "# Copyright 2020 Far Below\n", "b.js": "a" * 3_000_000}
    assert look(folder_with(tmp_path, files)).holders == ()
