"""What names and words say: kinds of files, notices, titles, languages, licences. Literal tables, no disk."""

from __future__ import annotations

import pytest

from communkit.repository.country import country
from communkit.repository.files import Kind, Origin, Sorter, heaps, is_legal, patterns
from communkit.repository.headers import stated_in
from communkit.repository.holders import Notice, gather, key_of, notices_in
from communkit.repository.manifests import read_manifest
from communkit.repository.readme import language_of, plain, read_readme, shortened
from communkit.repository.scan import scan
from communkit.repository.statements import agree, expression_of, in_readme
from communkit.steps.vocabulary import ContentType
from communkit.steps.vocabulary import Kind as AssetKind

SORTER = Sorter(("Carte des lieux", "carte"))


@pytest.mark.parametrize(
    ("path", "kind", "origin"),
    [
        ("src/app.py", Kind.CODE, Origin.OWN),
        ("Makefile", Kind.CODE, Origin.OWN),
        ("config.yml", Kind.CODE, Origin.OWN),
        ("data/lieux.yml", Kind.DATABASE, Origin.OWN),
        ("lieux.geojson", Kind.DATABASE, Origin.OWN),
        ("exports/dump-2024.sql", Kind.DATABASE, Origin.OWN),
        ("migrations/001.sql", Kind.CODE, Origin.OWN),
        ("README.md", Kind.DOCUMENTATION, Origin.OWN),
        ("docs/guide.pdf", Kind.DOCUMENTATION, Origin.OWN),
        ("docs/schema.png", Kind.DOCUMENTATION, Origin.OWN),
        ("content/blog/article.md", Kind.CONTENT, Origin.OWN),
        ("img/photo.jpg", Kind.CONTENT, Origin.OWN),
        ("fonts/Marianne-Bold.woff2", Kind.CONTENT, Origin.OWN),
        ("models/face.pt", Kind.CONTENT, Origin.OWN),
        ("browser/page.pt", Kind.CODE, Origin.OWN),
        ("img/logo.svg", Kind.SIGN, Origin.OWN),
        ("img/logo-carte-des-lieux-dark.svg", Kind.SIGN, Origin.OWN),
        ("public/favicon-32x32.png", Kind.SIGN, Origin.OWN),
        ("img/logos/logo_ville_de_lens.png", Kind.CONTENT, Origin.OWN),
        ("board.kicad_pcb", Kind.HARDWARE, Origin.OWN),
        ("tests/test_app.py", Kind.CODE, Origin.TEST),
        ("tests/fixtures/lieux.csv", Kind.DATABASE, Origin.TEST),
        ("node_modules/x/index.js", Kind.CODE, Origin.VENDORED),
        ("dist/app.js", Kind.CODE, Origin.GENERATED),
        ("static/jquery.min.js", Kind.CODE, Origin.GENERATED),
        ("js/fuse.js-7.0.0.js", Kind.CODE, Origin.VENDORED),
        ("js/jquery-3.6.0.slim.js", Kind.CODE, Origin.VENDORED),
        ("js/step-2.js", Kind.CODE, Origin.OWN),
        ("package-lock.json", Kind.CODE, Origin.GENERATED),
        (".github/workflows/ci.yml", None, Origin.OWN),
        ("LICENSE", None, Origin.OWN),
        ("unknown.xyz", None, Origin.OWN),
    ],
)
def test_a_path_says_what_a_file_is(path: str, kind: Kind | None, origin: Origin) -> None:
    found = SORTER.file(path)
    assert (found.kind, found.origin) == (kind, origin)


def test_the_words_are_those_of_the_dossier() -> None:
    assert [str(one) for one in Kind] == [str(one) for one in AssetKind]
    types = {SORTER.file(f"a/{name}").content_type for name in ("x.png", "x.ttf", "x.mp4", "x.onnx")}
    assert types <= {str(one) for one in ContentType}


@pytest.mark.parametrize(
    ("path", "legal"),
    [
        ("LICENSE", True),
        ("LICENCE.md", True),
        ("docs/LICENSE.GPL", True),
        ("COPYING.LESSER", True),
        ("LICENSES/MIT.txt", True),
        ("MIT-LICENSE", True),
        ("NOTICE", True),
        ("src/license.py", False),
        ("licenses.json", False),
        ("licensee.md", False),
    ],
)
def test_legal_texts_are_known_by_name(path: str, legal: bool) -> None:
    assert is_legal(path) is legal


def test_what_only_tests_use_is_no_asset() -> None:
    found = heaps(SORTER.file(path) for path in ("src/a.py", "tests/b.csv", "tests/logo.png", "tests/test_a.py"))
    assert [(one.kind, len(one.paths)) for one in found] == [(Kind.CODE, 2)]


def test_patterns_are_few_and_name_what_is_meant() -> None:
    code = [f"src/{n}.py" for n in range(20)] + ["setup.py"]
    assert patterns(code, {"src": 1}) == ("src/**", "setup.py")
    assert patterns(code, {"src": 20}) == ("src/**/*.py", "setup.py")
    readmes = [f"p{n}/README.md" for n in range(9)]
    assert patterns(readmes, {}) == ("**/README.md",)
    assert patterns([f"d{n}/{m}.py" for n in range(40) for m in range(5)], {}) == tuple(
        f"d{n}/**" for n in sorted(range(40), key=str)[:12]
    )
    assert patterns(["we[i]rd/*.py", "fine.py"], {}) == ("fine.py",)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("# Copyright (c) 2019-2023 Studio Exemple", "Studio Exemple"),
        ("// Copyright 2019, 2021, Ville de Lens. All rights reserved.", "Ville de Lens"),
        ("Copyright © 2020 Département du Nord <opendata@nord.example>", "Département du Nord"),
        ("# SPDX-FileCopyrightText: 2021 INSEE <x@insee.example>", "INSEE"),
        (" * (c) Fabien Exemple <f@example.org>", "Fabien Exemple"),
        ("Copyright (C) 2007 L'Atelier des communs and contributors", "L'Atelier des communs"),
        ("Copyright (c) 2016 J. D. Exemple", "J. D. Exemple"),
        ("Copyright 2023 - Métropole Exemple", "Métropole Exemple"),
        ("copyright = '2012, Plone Foundation'", ""),
        ("copyright: © 2023 data.gouv.fr", "data.gouv.fr"),
        ("Copyright [yyyy] [name of copyright owner]", ""),
        ("Copyright (C) <year>  <name of author>", ""),
        ("Copyright (C) 19yy <name of author>", ""),
        ("the above copyright notice and this permission notice", ""),
        ("copyright holders be liable for any claim", ""),
        ("  (c) You must retain, in the Source form", ""),
        ("items.map((c) => c.name)", ""),
        ("(c) => Component", ""),
        ("Copyright 2020 someone@example.org", ""),
        ("Copyright (c) {{ year }} {{ owner }}", ""),
        ("Copyright Law of 1976", ""),
        ("# Copyright 2020 Orange", "Orange"),
        ("# Copyright 2020 Association des lieux", "Association des lieux"),
        ("# Copyright 2020 Interior Ministry", "Interior Ministry"),
        ("x" * 500 + " Copyright 2020 Far Away", ""),
    ],
)
def test_a_notice_names_its_holder_or_nobody(line: str, name: str) -> None:
    assert [one.name for one in notices_in(f"\n{line}\n")] == ([name] if name else [])


def test_holders_are_merged_over_years_case_and_spelling() -> None:
    notices = [
        ("a.py", Notice("Studio Exemple", 1)),
        ("b.py", Notice("studio exemple", 1)),
        ("c.py", Notice("Studio Exemple, SARL", 3)),
        ("LICENSE", Notice("Ville de Lens", 3)),
        ("COPYING", Notice("Free Software Foundation, Inc", 2)),
        ("config.guess", Notice("Free Software Foundation, Inc", 2)),
        ("LICENCE.txt", Notice("CEA", 4)),
        ("d.py", Notice("The carte contributors", 1)),
    ]
    found = gather(notices, ["CEA, CNRS, Inria"])
    assert [(one.name, one.files, one.in_licence, one.group) for one in found] == [
        ("Ville de Lens", 1, True, False),
        ("Studio Exemple", 3, False, False),
        ("The carte contributors", 1, False, True),
    ]


def test_a_steward_can_hold_what_it_wrote_itself() -> None:
    (found,) = gather([("src/a.py", Notice("Inria", 1))], ["CEA, CNRS, Inria"])
    assert found.name == "Inria"


def test_spellings_of_one_name_share_a_key() -> None:
    assert key_of("Société Exemple, S.A.S.") != ""
    assert key_of("The Département, Inc.") == key_of("departement")


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("MIT", "MIT"),
        ("Apache 2.0", "Apache-2.0"),
        ("GPLv3+", "GPL-3.0-or-later"),
        ("AGPL-3.0", "AGPL-3.0"),
        ("GNU Affero General Public License v3", "AGPL-3.0"),
        ("MIT/Apache-2.0", "MIT OR Apache-2.0"),
        ("Licence Ouverte 2.0", "etalab-2.0"),
        ("GPL", None),
        ("UNLICENSED", None),
        ("SEE LICENSE IN LICENSE", None),
        ("", None),
        ("(" * 5_000, None),
    ],
)
def test_what_people_write_as_a_licence(written: str, expression: str | None) -> None:
    assert expression_of(written) == expression


def test_expressions_agree_where_they_can_mean_the_same() -> None:
    assert agree("AGPL-3.0", "AGPL-3.0-or-later")
    assert not agree("AGPL-3.0-only", "AGPL-3.0-or-later")
    assert agree("MIT OR Apache-2.0", "MIT")
    assert not agree("MIT", "ISC")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"# SPDX-License-Identifier: MIT\n", [("MIT", 1)]),
        (b"\n/* SPDX-License-Identifier: GPL-2.0-or-later WITH Classpath-exception-2.0 */\n", None),
        (b"<!-- SPDX-License-Identifier: CC-BY-4.0 -->", [("CC-BY-4.0", 1)]),
        (b"SPDX-License-Identifier: <your licence>", []),
        (b"nothing", []),
    ],
)
def test_tags_are_read_in_any_comment(data: bytes, expected: list[tuple[str, int]] | None) -> None:
    if expected is None:
        expected = [("GPL-2.0-or-later WITH Classpath-exception-2.0", 2)]
    says = scan(data)
    assert ([(says.expression, says.line)] if says.expression else []) == expected


def test_the_words_of_the_gnu_licences_decide() -> None:
    later = (
        b"# This program is free software; you can redistribute it and/or\n# modify it under the terms of the\n"
        b"# GNU Affero General Public License as published by the Foundation,\n# either version 3 of the License, or\n"
        b"# (at your option) any later version.\n"
    )
    assert scan(later)[:3] == ("AGPL-3.0-or-later", 3, "licence-header")
    assert stated_in("under the GNU General Public License version 2") == "GPL-2.0"
    foundation = "version 2 as published by the Free Software Foundation"
    assert stated_in(f"under the terms of the GNU General Public License {foundation}") == "GPL-2.0-only"
    assert stated_in("the GNU General Public License") is None


README = """\
---
layout: page
---
<!-- # Not this -->
[![build](https://x/badge.svg)](https://x)

# Carte des **lieux** :world_map:

![logo](logo.png)

> Une carte des lieux de médiation, que les animateurs tiennent à jour ensemble. Elle est gratuite. Et plus encore.

## Licence

Données : [Licence Ouverte 2.0](https://x)\\
Code : MIT

## Dépendances

Un composant tiers est sous licence Apache-2.0.
"""


def test_a_readme_says_its_name_what_it_is_and_its_licences() -> None:
    found = read_readme("README.md", README)
    assert found.title is not None
    assert (found.title.value, found.title.seen[0].line) == ("Carte des lieux", 7)
    assert found.summary is not None
    assert found.summary.value.endswith("à jour ensemble. Elle est gratuite.")
    assert found.language == "fr"
    said = [(one.expression, one.about, one.seen.line) for one in in_readme("README.md", README)]
    assert said == [("etalab-2.0", Kind.DATABASE, 15), ("MIT", Kind.CODE, 16)]


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("README.rst", "=====\nTitre\n=====\n\ntexte\n", "Titre"),
        ("README.rst", "Titre\n=====\n", "Titre"),
        ("README.org", "#+TITLE: Titre\n", "Titre"),
        ("README.adoc", "= Titre\n", "Titre"),
        ("README.md", '<h1 align="center">\n  <img src="x"> Titre\n</h1>\n', "Titre"),
        ("README.md", "Titre\n---\n", "Titre"),
        ("README.md", "## À propos\n\ntexte\n\n## Autre chose\n", None),
        ("README.md", "```\n# a comment of a program\n```\n", None),
        ("README.md", "", None),
    ],
)
def test_titles_in_every_markup(path: str, text: str, title: str | None) -> None:
    found = read_readme(path, text).title
    assert (found.value if found else None) == title


def test_a_list_is_no_summary() -> None:
    text = "# T\n\nCe dépôt contient :\n\n- une chose parmi beaucoup\n\nLe texte qui dit enfin de quoi il s'agit.\n"
    found = read_readme("README.md", text).summary
    assert found is not None
    assert found.value.startswith("Le texte")


def test_words_are_freed_of_markup() -> None:
    assert plain("**Bold** [link](x) `code` <b>tag</b> &amp; ![i](y) :tada: fin\u202e") == "Bold link code tag & fin"
    assert len(shortened("mot " * 500)) <= 400


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le projet est une carte pour les lieux, avec les animateurs et dans le cadre de la loi.", "fr"),
        ("The project is a map of the places, for those who run them, and it is free to use.", "en"),
        ("Het project is een kaart van de plaatsen voor de mensen die niet bij een computer kunnen.", "nl"),
        ("npm install && npm start", ""),
    ],
)  # fmt: skip
def test_languages_are_told_from_little_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_addresses_tell_the_country_when_they_agree() -> None:
    found = country([("README.md", "see\nhttps://carte.beta.gouv.fr/x and https://example.org")])
    assert found is not None
    assert (found.value, found.seen[0].place) == ("fr", "README.md:2")
    assert country([("README.md", "https://a.fr https://b.be")]) is None
    assert country([("README.md", "https://a.fr.example.com")]) is None


@pytest.mark.parametrize(
    ("path", "text", "name", "licences"),
    [
        (
            "package.json",
            '{"name": "@equipe/carte", "license": "MIT", "author": "Ada <a@b.example>"}',
            "carte",
            ["MIT"],
        ),
        ("package.json", '{"licenses": [{"type": "MIT"}, {"type": "ISC"}]}', None, ["MIT", "ISC"]),
        ("composer.json", '{"name": "equipe/carte", "license": ["MIT", "GPL-2.0"]}', "carte", ["MIT OR GPL-2.0"]),
        ("Cargo.toml", '[package]\nname = "carte"\nlicense = "MIT OR Apache-2.0"\n', "carte", ["MIT OR Apache-2.0"]),
        ("pyproject.toml", '[project]\nname = "carte"\nlicense = {text = "MIT"}\n', "carte", ["MIT"]),
        ("pyproject.toml", '[tool.poetry]\nname = "carte"\nlicense = "MIT"\n', "carte", ["MIT"]),
        ("setup.py", "setup(\n  name=\"carte\",\n  license='GPL',\n)\n", "carte", ["GPL"]),
        ("setup.cfg", "[metadata]\nname = carte\nlicense = EUPL-1.2\n", "carte", ["EUPL-1.2"]),
        ("DESCRIPTION", "Package: carte\nTitle: Une carte\nLicense: GPL (>= 3)\n", "carte", ["GPL-3.0-or-later"]),
        ("publiccode.yml", "name: Carte\nlegal:\n  license: AGPL-3.0-only\n", "Carte", ["AGPL-3.0-only"]),
        ("CITATION.cff", "title: Carte\nlicense: MIT\n", "Carte", ["MIT"]),
        ("datapackage.json", '{"title": "Lieux", "licenses": [{"name": "ODbL-1.0"}]}', "Lieux", ["ODbL-1.0"]),
        ("codemeta.json", '{"name": "Carte", "license": "https://spdx.org/licenses/MIT"}', "Carte", ["MIT"]),
        ("package.json", "[" * 100_000, None, None),
        ("package.json", '["a list"]', None, []),
        ("package.json", '{"name": ["x"], "license": 4, "author": 7, "repository": []}', None, []),
        ("pyproject.toml", "project = 3\n", None, []),
        ("publiccode.yml", "a: &a [*a, *a]\n", None, None),
        ("other.txt", "", None, None),
    ],
)
def test_manifests_say_name_and_licence(path: str, text: str, name: str | None, licences: list[str] | None) -> None:
    found = read_manifest(path, text)
    if licences is None:
        assert found is None
        return
    assert found is not None
    assert (found.name.value if found.name else None) == name
    assert [one.value for one in found.licences] == licences


def test_a_manifest_says_where_it_says_so_and_no_address() -> None:
    text = '{\n "name": "carte",\n "author": "Ada Exemple <ada@b.example>",\n "license": "ISC"\n}'
    found = read_manifest("package.json", text)
    assert found is not None
    assert found.licences[0].seen[0].place == "package.json:4"
    assert [one.value for one in found.authors] == ["Ada Exemple"]


def test_publiccode_speaks_several_languages() -> None:
    text = (
        "name: Carte\ndescription:\n  fr: {shortDescription: Une carte.}\n  en: {shortDescription: A map.}\n"
        "legal: {license: MIT, mainCopyrightOwner: Ville de Lens}\n"
    )
    found = read_manifest("publiccode.yml", text)
    assert found is not None
    assert found.summary is not None
    assert found.summary.value == {"fr": "Une carte.", "en": "A map."}
    assert [one.value for one in found.holders] == ["Ville de Lens"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("💻 Client pour l'affichage", "Client pour l'affichage"),
        ("🗺️ 🚀 Une carte 🎉", "Une carte"),
        (":rocket: Une carte", "Une carte"),
        ("Une carte : les lieux", "Une carte : les lieux"),
        ("3 cartes → une", "3 cartes → une"),
        ("C++: une carte", "C++: une carte"),
    ],
)
def test_a_pictograph_at_an_end_is_no_part_of_a_summary(written: str, kept: str) -> None:
    assert shortened(written) == kept
