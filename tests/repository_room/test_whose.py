"""Whose something is: what looks like a licence or a holder of the project and is not, and the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from communkit.audit.repository import judged
from communkit.licences.compatibility import compatible
from communkit.repository.files import Kind, Origin, Sorter
from communkit.repository.scan import scan
from communkit.repository.survey import Survey, survey
from communkit.repository.texts import candidates
from communkit.rules import Finding, Severity
from repository_room.making import folder_with, repository_with, run_git
from repository_room.test_cases import filled

DAY = date(2026, 11, 21)
GRANT = (
    "# This program is free software; you can redistribute it and/or modify it under the terms of the GNU General\n"
    "# Public License as published by the Free Software Foundation; either version 2 of the License, or any later"
    " version.\n"
)
FOOT = (
    b'<footer>\n  <a href="/*">all</a>\n  <p>Sauf mention contraire, tous les contenus de ce site sont sous\n'
    b'  | <a href="https://github.com/etalab/licence-ouverte/blob/master/LO.md">licence etalab-2.0</a></p>\n'
)


def surveyed(place: Path, files: Mapping[str, str]) -> Survey:
    return survey(folder_with(place, {path: filled(content) for path, content in files.items()}), DAY)


def names(found: Survey) -> list[str]:
    return [one.name for one in found.holders]


def told(found: Survey, rule: str) -> list[Finding]:
    return [one for one in judged(found, DAY).findings if one.rule == rule]


# What is no licence of the file, or none of the project


def test_the_header_that_a_program_writes_elsewhere_is_not_its_own() -> None:
    assert scan(GRANT.encode()).expression == "GPL-2.0-or-later"
    written = "import ast\n\nHEADER = '''# -*- coding: utf-8 -*-\n" + GRANT + "'''\n"
    assert scan(written.encode(), False).expression is None
    docstring = '"""A module.\n\n' + GRANT + '"""\n'
    assert scan(docstring.encode(), False).expression == "GPL-2.0-or-later"


@pytest.mark.parametrize("prose", [True, False])
def test_the_foot_of_a_page_speaks_of_what_the_site_shows(prose: bool) -> None:
    assert scan(FOOT, prose).expression is None
    assert scan(b"{# the foot #}\n" + FOOT, prose).expression is None


def test_stars_and_hashes_of_a_document_are_no_comments() -> None:
    said = b"* [GNU AFFERO GENERAL PUBLIC LICENSE Version 3](LICENSE) pour le code\n"
    assert scan(said, True, True).expression is None
    assert scan(b"<!-- " + said + b"-->\n", True, True).expression == "AGPL-3.0"


BOOTSTRAP = "/*!\n * Copyright 2011-2019 The Bootstrap Authors\n * Copyright 2011-2019 Twitter, Inc.\n */\n"


def test_a_copied_librarys_names_hold_nothing_however_many_its_files(tmp_path: Path) -> None:
    own = {"LICENSE": "{{MIT}}", "app/a.py": "# Copyright 2020 Ville de Lens\n"}
    library = {f"app/static/bs4/css/bootstrap{end}.css": BOOTSTRAP for end in ("", "-grid", "-reboot", "-theme")}
    readme = {"app/static/modules/angular-cookies/README.md": "# Cookies\n\nCopyright (c) 2014 Google, Inc.\n"}
    buildout = {"bootstrap.py": "# Copyright (c) 2006 Zope Foundation and Contributors.\n"}
    found = surveyed(tmp_path / "carte", {**own, **library, **readme, **buildout})
    assert names(found) == ["Ville de Lens"]
    themes = {f"app/static/css/theme-{end}.css": "/* Copyright 2020 Studio des Terrils */\n" for end in "abc"}
    assert "Studio des Terrils" in names(surveyed(tmp_path / "other", {**own, **themes}))


REUSE = 'version = 1\n[[annotations]]\npath = "**"\nprecedence = "{how}"\nSPDX-FileCopyrightText = "{who}"\n'


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("2026 communkit contributors", "communkit contributors"),
        ("Copyright (c) 2026 les ateliers du terril <a@example.org>", "les ateliers du terril"),
        ("2026 the copyright holders", ""),
        ("2026 the authors", ""),
    ],
)
def test_a_field_for_names_holds_names_in_lower_case_too(who: str, name: str, tmp_path: Path) -> None:
    found = surveyed(tmp_path / "r", {"REUSE.toml": REUSE.format(how="aggregate", who=who), "a.py": "a = 1\n"})
    assert names(found) == [name] * bool(name)
    told_in_prose = surveyed(tmp_path / "s", {"a.py": f"# {who}\n"})
    assert names(told_in_prose) == []


@pytest.mark.parametrize(("how", "count"), [("override", 1), ("aggregate", 2)])
def test_where_reuse_overrides_the_file_itself_names_nobody(how: str, count: int, tmp_path: Path) -> None:
    files = {"REUSE.toml": REUSE.format(how=how, who="2026 Lens"), "a.py": "# Copyright 2020 Ville de Liévin\n"}
    assert len(names(surveyed(tmp_path / "r", files))) == count


def test_what_names_the_licences_of_others_is_not_under_them(tmp_path: Path) -> None:
    tag = "SPDX-License-" + 'Identifier = "ODbL-1.0"\n'
    files = {
        "LICENSE": "{{MIT}}",
        "src/a.py": "a = 1\n",
        "REUSE.toml": f'version = 1\n[[annotations]]\npath = "x/*"\n{tag}',
    }
    files["commons/assets.yaml"] = "schema: assets/1\nassets:\n  - id: a\n    planned_licence: EUPL-1.2\n"
    found = surveyed(tmp_path / "r", files)
    assert {one.expression for one in found.licences.found} == {"MIT"}


def test_the_text_of_a_licence_in_licenses_is_no_notice(tmp_path: Path) -> None:
    files = {"LICENSES/MIT.txt": "{{MIT}}", "a.py": "# SPDX-License-" + "Identifier: MIT\n"}
    assert told(surveyed(tmp_path / "kept", files), "REP013") == []
    assert len(told(surveyed(tmp_path / "own", {"LICENSE": "{{MIT}}"}), "REP013")) == 1


def test_a_licence_made_for_something_else_is_for_counsel(tmp_path: Path) -> None:
    (found,) = told(surveyed(tmp_path / "r", {"LICENSE": "{{etalab-2.0}}", "src/a.py": "a = 1\n"}), "REP010")
    assert found.counsel
    assert found.severity is Severity.ERROR


def test_a_licence_among_the_documents_of_a_package_takes_only_itself_away(tmp_path: Path) -> None:
    files = {
        "app/LICENSE": "{{GPL-3.0-only}}",
        "app/doc/license.txt": "{{GPL-2.0-only}}",
        "app/doc/guide.py": "print()\n",
        "app/main.py": "print()\n",
    }
    found = surveyed(tmp_path / "carte", files)
    assert found.licences.weighed.expression == "GPL-3.0"
    assert not found.licences.foreign.covers("app/doc/guide.py")
    assert found.licences.foreign.covers("app/doc/license.txt")


def test_a_list_of_supported_licences_is_no_licence_text() -> None:
    sorter = Sorter()
    paths = ["docs/man/tool-supported-licenses.rst", "docs/LICENSE.rst"]
    assert [one.path for one in candidates(sorter.file(path) for path in paths)] == ["docs/LICENSE.rst"]


def test_one_page_among_many_gives_no_licence_to_the_others(tmp_path: Path) -> None:
    page = "# Autre\n\nCe document est sous licence AGPL-3.0, comme le logiciel.\n"
    code = {f"app/m{number}.py": "print()\n" for number in range(80)}
    files = {"LICENSE": "{{MIT}}", "README.md": "# Site\n", "pages/autre.md": page, "setup.py": "setup()\n"} | code
    assert [one.expression for one in surveyed(tmp_path / "few", files).licences.parts] == ["AGPL-3.0"]
    files |= {f"pages/p{number}.md": "# Page\n" for number in range(60)}
    assert surveyed(tmp_path / "many", files).licences.parts == ()


def test_a_font_licence_of_contents_is_that_of_fonts(tmp_path: Path) -> None:
    readme = "# Carte\n\n## Licences\n\n* [GNU AFFERO GENERAL PUBLIC LICENSE Version 3](LICENSE) pour le code\n"
    readme += "* [SIL OPEN FONT LICENSE Version 1.1](LICENSE_FONTS) pour les polices de caractères\n"
    fonts = "Copyright 2014 Letterer Systems, with Reserved Font Name 'Source'.\n\n{{OFL-1.1}}"
    files = {"LICENSE": "{{AGPL-3.0-only}}", "LICENSE_FONTS": fonts, "README.md": readme, "app.py": "print()\n"}
    found = surveyed(tmp_path / "carte", files)
    assert found.licences.weighed.expression == "AGPL-3.0"
    assert [(one.kind, one.expression) for one in found.licences.parts] == [(Kind.CONTENT, "OFL-1.1")]
    assert told(found, "REP010") == []
    assert "Letterer Systems" not in names(found)


# Who holds rights, and who does not


def test_the_appendix_of_a_long_text_names_the_holder_when_it_is_filled_in(tmp_path: Path) -> None:
    notice = "{{GPL-3.0-only|<year>  <name of author>|2020  Ville de Lens}}"
    assert names(surveyed(tmp_path / "filled", {"LICENSE": notice, "a.py": "1\n"})) == ["Ville de Lens"]
    for licence in ("GPL-3.0-only", "AGPL-3.0-only", "GPL-2.0-only", "Apache-2.0", "CECILL-2.1", "EUPL-1.2", "MPL-2.0"):
        found = surveyed(tmp_path / licence, {"LICENSE": f"{{{{{licence}}}}}", "a.py": "1\n"})
        assert names(found) == [], licence


def test_who_wrote_a_copied_script_holds_nothing_here(tmp_path: Path) -> None:
    files = {
        "LICENSE": "{{MIT|<year> <copyright holders>|2020 Ville de Lens}}",
        "app/static/js/stimulus.js": "/*\nCopyright © 2019 Camp, LLC\n */\n",
        "app/static/js/9.core.js.LICENSE.txt": "/* @preserve\n * (c) 2010-2019 Vladimir A\n */\n",
        "app/ui/ckeditor/config.js": "/* Copyright (c) 2003-2014, Source. All rights reserved. */\n",
        "locale/app.pot": "# Copyright (C) 2025 roadmap_upstream\n",
        "app/main.py": "# Copyright (C) 2020 data.gouv.fr\n",
    }
    found = surveyed(tmp_path / "carte", files)
    assert names(found) == ["Ville de Lens", "data.gouv.fr"]
    assert found.reading.by_path["app/ui/ckeditor/config.js"].origin is Origin.VENDORED


def test_a_library_is_its_own_project() -> None:
    assert Sorter(["ckeditor"]).file("src/ckeditor/core.js").origin is Origin.OWN


# What is told once, and no more gravely than is known


def test_a_field_against_the_licence_file_is_told_once(tmp_path: Path) -> None:
    classifier = "License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)"
    project = f'[project]\nname = "x"\nlicense = "MIT"\nclassifiers = ["{classifier}"]\n'
    found = surveyed(tmp_path / "carte", {"LICENSE": "{{AGPL-3.0-only}}", "pyproject.toml": project, "x.py": "1\n"})
    assert len([one for one in found.licences.contradictions if one.what in ("manifest", "fields")]) == 2
    assert len(told(found, "REP003")) == 1


def test_terms_that_the_project_named_are_known_to_be_its_own(tmp_path: Path) -> None:
    cargo = '[package]\nname = "x"\nlicense = "AGPL-3.0-only OR LicenseRef-Own"\n'
    files = {"LICENSE": "{{AGPL-3.0-only}}", "LICENSE-COMMERCIAL": "Ask us.\n", "Cargo.toml": cargo}
    assert told(surveyed(tmp_path / "named", files), "REP008") == []
    del files["Cargo.toml"]
    assert len(told(surveyed(tmp_path / "bare", files), "REP008")) == 1


def test_an_open_question_of_later_versions_is_not_told_as_off_the_list_too(tmp_path: Path) -> None:
    readme = "# Carte\n\nVoir https://carte.gouv.fr et https://lieux.gouv.fr\n"
    found = surveyed(tmp_path / "carte", {"LICENSE": "{{AGPL-3.0-only}}", "README.md": readme, "setup.py": "1\n"})
    assert len(told(found, "REP004")) == 1
    assert told(found, "REP011") == []


def test_a_licence_file_that_cannot_be_read_is_not_called_absent(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "r", {"LICENSE": "Terms, in many words\n", "app.py": "print()\n"})
    run_git(root, "commit", "-q", "-m", "x")
    blob = run_git(root, "rev-parse", "HEAD:LICENSE").strip()
    (root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    (root / ".git").rename(tmp_path / "bare.git")
    found = survey(tmp_path / "bare.git", DAY)
    assert found.unread_licence == "LICENSE"
    assert told(found, "REP001") == []
    (one,) = told(found, "REP063")
    assert one.severity is Severity.WARNING
    assert one.message.params["place"] == "LICENSE"


def test_what_compatibility_rests_on_is_the_text_that_speaks() -> None:
    assert "AGPL" in compatible("AGPL-3.0-only", "EUPL-1.2").source
    assert compatible("Python-2.0", "AGPL-3.0-or-later").answer == "depends"
    assert compatible("Python-2.0", "MIT").answer == "yes"
