"""What the statements of a repository come to: outbound, parts, what is others', what contradicts what. Small trees."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from communkit.repository.files import Kind, Origin
from communkit.repository.licences import Licences, weigh
from communkit.repository.reading import read
from communkit.repository.scan import scan
from communkit.repository.statements import licence_named
from communkit.repository.tree import read_tree
from repository_room.making import folder_with
from repository_room.test_cases import filled

AGPL = (
    "/**\n * This program is free software: you can redistribute it and/or modify it\n"
    " * under the terms of the GNU Affero General Public License as published by the\n"
    " * Free Software Foundation, either version 3 of the License, or any later version.\n */\n"
)


def weighed(place: Path, files: Mapping[str, str]) -> Licences:
    return weigh(read(read_tree(folder_with(place, {path: filled(content) for path, content in files.items()}))))


@pytest.mark.parametrize(
    ("files", "expression", "or_later"),
    [
        ({"LICENSE": "{{MIT}}"}, "MIT", "n/a"),
        ({"LICENSE": "{{GPL-3.0-only}}"}, "GPL-3.0", "unstated"),
        ({"LICENSE": "{{AGPL-3.0-only}}", "src/a.ts": AGPL}, "AGPL-3.0-or-later", "stated-or-later"),
        (
            {"LICENSE": "{{GPL-2.0-only}}", "package.json": '{"license": "GPLv2+"}'},
            "GPL-2.0-or-later",
            "stated-or-later",
        ),
        ({"LICENSE": "{{GPL-2.0-only}}", "package.json": '{"license": "GPLv2"}'}, "GPL-2.0", "unstated"),
        (
            {
                "LICENSE": "{{GPL-2.0-only}}",
                "LICENSE.rst": "under the terms of the GNU General Public License version 2\n"
                "as published by the Free Software Foundation.\n",
            },
            "GPL-2.0-only",
            "stated-only",
        ),
        (
            {
                "LICENSE": "{{AGPL-3.0-only}}",
                "package.json": '{"license": "AGPL-3.0-or-later"}',
                "composer.json": '{"license": "AGPL-3.0-only"}',
            },
            "AGPL-3.0",
            "contradictory",
        ),
        ({"docs/LICENSE.GPL": "{{GPL-2.0-only}}", "setup.py": "setup(license='GPL')"}, "GPL-2.0", "unstated"),
        ({"LICENSE-MIT": "{{MIT}}", "LICENSE-APACHE": "{{Apache-2.0}}"}, "Apache-2.0 OR MIT", "n/a"),
        (
            {
                "LICENSE": "{{AGPL-3.0-only}}",
                "LICENSE-COMMERCIAL": "Ask us.",
                "Cargo.toml": '[package]\nname = "x"\nlicense = "AGPL-3.0-only OR LicenseRef-Own"\n',
            },
            "AGPL-3.0-only OR LicenseRef-Own",
            "stated-only",
        ),
        ({"README.md": "# Carte\n\n## Licence\n\nMIT\n"}, "MIT", "n/a"),
        (
            {
                "README.md": "# A\n\n## License\n\n"
                "It is licensed under the GNU Affero\nGeneral Public License v3 or later.\n"
            },
            "AGPL-3.0-or-later",
            "stated-or-later",
        ),
        ({"README.md": "# Carte\n\nUn permis de construire n'est pas une licence.\n"}, None, "n/a"),
        (
            {"LICENSES/MIT.txt": "{{MIT}}", "a.py": "#\n"}
            | {f"m{n}.py": "# SPDX-License-Identifier: MIT\n" for n in "123"},
            "MIT",
            "n/a",
        ),
        (
            {"LICENSE.md": "# Licence\nCes documents sont placés sous licence ouverte 1.0 ou ultérieure.\n"},
            "LicenseRef-Licence-Ouverte-1.0",
            "stated-or-later",
        ),
        ({"LICENSE": "LICENCE.en.txt\n", "LICENCE.en.txt": "{{EUPL-1.2}}"}, "EUPL-1.2", "n/a"),
        (
            {"static/bootstrap.css": "/*!\n * Licensed under MIT (https://example.org)\n */\n", "app.py": "1\n"},
            None,
            "n/a",
        ),
    ],
)
def test_what_goes_out(files: dict[str, str], expression: str | None, or_later: str, tmp_path: Path) -> None:
    outbound = weighed(tmp_path, files).weighed
    assert (outbound.expression, outbound.or_later) == (expression, or_later)


def test_code_and_documentation_stay_two(tmp_path: Path) -> None:
    readme = "# Carte\n\n## Licence\n\nCode: MIT\nDocumentation: CC-BY-SA-4.0\nDonnées : Licence Ouverte\n"
    found = weighed(
        tmp_path, {"LICENSE": "{{MIT}}", "README.md": readme, "app.py": "1\n", "b.py": "1\n", "c.py": "1\n"}
    )
    assert found.weighed.expression == "MIT"
    parts = {one.kind: (one.expression, one.or_later) for one in found.parts}
    assert parts == {
        Kind.DOCUMENTATION: ("CC-BY-SA-4.0", "n/a"),
        Kind.DATABASE: ("etalab-2.0", "unstated"),  # the name alone: which version is not said
    }


def test_two_licences_in_one_file(tmp_path: Path) -> None:
    licence = (
        "# Licences\n\n## Lessons\n\nAll lessons are under the CC BY 4.0 licence.\n\n"
        "## Software\n\nMIT License\n\n{{MIT|core}}"
    )
    found = weighed(tmp_path, {"LICENSE.md": licence, "README.md": "# A\n", "one.md": "# One\n", "two.md": "# Two\n"})
    assert found.weighed.expression == "CC-BY-4.0"
    assert [(one.kind, one.expression) for one in found.parts] == [(Kind.CODE, "MIT")]


def test_what_is_others_never_becomes_ours(tmp_path: Path) -> None:
    files = {
        "LICENSE": "{{EUPL-1.2}}",
        "setup.py": "setup()\n",
        "app/a.py": "# Copyright 2020 Ville de Lens\n",
        "app/fonts/lato/OFL.txt": "{{OFL-1.1}}",
        "app/fonts/lato/lato.ttf": "x",
        "app/static/theme.css": "/* Copyright 2012 Somebody Else\n * Licensed under the MIT license */\n",
        "vendor/lib.js": "/* @license Apache-2.0 http://www.apache.org/licenses/LICENSE-2.0 */\n",
        "tests/fixtures/LICENSE": "{{GPL-3.0-only}}",
        "examples/gradlew": "# SPDX-License-Identifier: Apache-2.0\n# Copyright 2015 The original authors\n",
        "docs/LICENSE": "{{GPL-2.0-only}}",
    }
    found = weighed(tmp_path, files)
    assert found.weighed.expression == "EUPL-1.2"
    assert found.contradictions == ()
    assert {one.expression for one in found.found if one.origin is Origin.OWN} == {"EUPL-1.2"}
    assert {one.expression for one in found.found if one.origin is Origin.THIRD_PARTY} == {"OFL-1.1", "MIT", "GPL-2.0"}


def test_a_module_has_its_own_licence(tmp_path: Path) -> None:
    files = {
        "LICENSE": "{{EUPL-1.2}}",
        "client/package.json": '{"name": "client", "license": "MIT"}',
        "client/LICENSE": "{{MIT}}",
        "board/LICENSE": "{{CERN-OHL-P-2.0}}",
        "app.py": "1\n",
        "b.py": "1\n",
        "c.py": "1\n",
    }
    found = weighed(tmp_path, files)
    assert {(one.where, one.expression) for one in found.parts} == {("client/", "MIT"), ("board/", "CERN-OHL-P-2.0")}
    assert [(one.file, one.status) for one in found.manifests] == [("client/package.json", "ok")]


@pytest.mark.parametrize(
    ("name", "content", "status", "expression"),
    [
        ("package.json", '{"license": "SEE LICENSE IN LICENSE"}', "ok", "MIT"),
        ("package.json", '{"license": "UNLICENSED"}', "contradicts", None),
        ("package.json", '{"author": "", "license": "ISC"}', "scaffold", "ISC"),
        ("package.json", '{"name": "x", "description": "y", "author": "Z", "license": "ISC"}', "contradicts", "ISC"),
        ("composer.json", '{"type": "project", "license": "proprietary"}', "scaffold", None),
        (
            "pom.xml",
            "<project><!-- <licenses/> --><licenses><license><name>The MIT License</name></license>"
            "</licenses></project>",
            "ok",
            "MIT",
        ),
        ("x.gemspec", "Gem::Specification.new { |s| s.licenses = ['MIT'] }", "ok", "MIT"),
        ("DESCRIPTION", "Package: x\nLicense: MIT + file LICENSE\n", "ok", "MIT"),
        ("DESCRIPTION", "Package: x\nLicense: GPL (>= 3)\n", "contradicts", "GPL-3.0-or-later"),
        ("__manifest__.py", '{"license": "AGPL-3"}', "contradicts", "AGPL-3.0"),
        ("Cargo.toml", '[package]\nname = "x"\nlicense = "MIT OR Apache-2.0"\n', "ok", "MIT OR Apache-2.0"),
        ("setup.py", "setup(license=about['LICENCE'])", "unclear", None),
        ("codemeta.json", '{"license": "https://spdx.org/licenses/MIT"}', "ok", "MIT"),
    ],
)
def test_a_manifest_beside_the_mit_licence(
    name: str, content: str, status: str, expression: str | None, tmp_path: Path
) -> None:
    (found,) = weighed(tmp_path, {"LICENSE": "{{MIT}}", name: content}).manifests
    assert (found.status, found.expression, found.seen.line) == (status, expression, found.seen.line)


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("European Union Public Licence (EUPL v.1.1)", "EUPL-1.1"),
        ("CEA CNRS Inria Logiciel Libre License, version 2.1 (CeCILL-2.1)", "CECILL-2.1"),
        ("CC0 1.0 Universal (CC0 1.0) Public Domain Dedication", "CC0-1.0"),
        ("CECILL-C OR CECILL-2.1", "CECILL-C OR CECILL-2.1"),
        ("Licence professionnelle", None),
        ("fileUpload", None),
    ],
)
def test_names_in_fields(written: str, expression: str | None) -> None:
    assert licence_named(written) == expression


@pytest.mark.parametrize(
    ("content", "expression"),
    [
        ("# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).\n", "AGPL-3.0-or-later"),
        ("/* Licensed under the EUPL, Version 1.2 */\n", "EUPL-1.2"),
        (
            "# Distributed under the terms of the CeCILL license,\n# see http://www.cecill.info/licences/Licence_CeCILL_V2.1-en.html\n",
            "CECILL-2.1",
        ),
        ("/* This software is governed by the CeCILL-C License under French law */\n", "CECILL-C"),
        (
            "// available under the terms of the MIT License (see A) or the Cecill-C License. You may choose.\n",
            "MIT OR CECILL-C",
        ),
        (
            "/*\n * Redistribution and use in source and binary forms, with or without\n"
            " * Neither the name of X\n */\n",
            "BSD-3-Clause",
        ),
        (
            "This user manual document is licensed under the Creative Commons Attribution-ShareAlike 4.0 License\n",
            "CC-BY-SA-4.0",
        ),
        ("The raw data accessible is made available under the CC-BY 4.0 licence\n", None),
        ("licence = models.ForeignKey(Licence)  # the MIT licence of a dataset\n", None),
        ('MODULE_LICENSE("GPL v2");\n', None),
    ],
)
def test_what_a_header_or_a_sentence_says(content: str, expression: str | None) -> None:
    assert scan(content.encode()).expression == expression


def test_the_code_that_shows_documents_has_a_licence_of_its_own(tmp_path: Path) -> None:
    said = "- Le contenu des guides est sous licence Ouverte 2.0\n- Le code est sous licence MIT\n"
    readme = f"# Guides\n\n## Licence\n\n{said}"
    pages = {f"guides/{number}.md": f"# Guide {number}\n\nDes mots.\n" for number in range(24)}
    manifest = '{"name": "guides", "description": "Les guides", "author": "Une ville", "license": "MIT"}'
    files = {"LICENSE.md": "{{etalab-2.0}}", "README.md": readme, "package.json": manifest, **pages}
    found = weighed(tmp_path, files)
    assert found.main is Kind.DOCUMENTATION
    assert found.weighed.expression == "etalab-2.0"
    assert found.contradictions == ()
    assert [(one.kind, one.expression) for one in found.parts] == [(Kind.CODE, "MIT")]
