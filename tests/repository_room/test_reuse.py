"""REUSE 3.3: tags, files beside files, REUSE.toml, dep5, snippets, with the reuse tool as the judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from communkit.repository.reading import read
from communkit.repository.scan import scan
from communkit.repository.tree import read_tree
from repository_room.making import folder_with, repository_with
from repository_room.oracle import differences

TOML = """\
version = 1

[[annotations]]
path = "data/**"
SPDX-FileCopyrightText = "2020 Ville de Lens"
SPDX-License-Identifier = "ODbL-1.0"

[[annotations]]
path = ["data/*.csv", "img/a\\\\*b.png"]
precedence = "override"
SPDX-FileCopyrightText = ["2021 Studio Exemple", "2022 Ville de Lens"]
SPDX-License-Identifier = ["CC0-1.0", "MIT"]

[[annotations]]
path = "src/*.py"
precedence = "aggregate"
SPDX-FileCopyrightText = "2023 Ana"
SPDX-License-Identifier = "Apache-2.0"
"""
HEAD = "# SPDX-FileCopyrightText: 2020 Bao\n# SPDX-License-Identifier: {}\n"
FILES: dict[str, str | bytes] = {
    "REUSE.toml": TOML,
    "data/places.csv": HEAD.format("GPL-2.0-only"),
    "data/deep/places.csv": "a;b\n",
    "data/deep/tagged.txt": HEAD.format("BSD-2-Clause"),
    "img/a*b.png": b"\x89PNG\x00",
    "img/other.png": b"\x89PNG\x00",
    "img/other.png.license": HEAD.format("CC-BY-4.0"),
    "src/one.py": HEAD.format("EUPL-1.2"),
    "src/two.py": HEAD.format("EUPL-1.2") + "# SPDX-License-Identifier: MIT\n",
    "src/none.py": "print()\n",
    "sub/REUSE.toml": 'version = 1\n\n[[annotations]]\npath = "x.txt"\n'
    'SPDX-FileCopyrightText = "2020 Cem"\nSPDX-License-Identifier = "ISC"\n',
    "sub/x.txt": "x\n",
    "docs/shown.md": "<!-- REUSE-IgnoreStart -->\nSPDX-License-Identifier: GPL-3.0-only\n<!-- REUSE-IgnoreEnd -->\n",
}


def test_the_reuse_tool_reads_the_same(tmp_path: Path) -> None:
    repository_with(tmp_path, FILES)
    assert differences(tmp_path) == {}


def test_dep5_is_read_as_the_reuse_tool_reads_it(tmp_path: Path) -> None:
    dep5 = (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n"
        "Files: data/* img/?.png\nCopyright: 2020 Ville de Lens\n 2021 Studio\nLicense: ODbL-1.0\n\n"
        "Files: data/deep/*\nCopyright: 2022 Ana\nLicense: CC0-1.0\n"
    )
    files: dict[str, str | bytes] = {
        ".reuse/dep5": dep5,
        "data/a.csv": "1\n",
        "data/deep/b.csv": "1\n",
        "img/a.png": b"\x00",
        "img/ab.png": b"\x00",
    }
    repository_with(tmp_path, files)
    assert differences(tmp_path) == {}


def test_where_an_annotation_stands_and_whom_it_names(tmp_path: Path) -> None:
    reading = read(read_tree(folder_with(tmp_path, FILES)))
    said = reading.of_files["data/places.csv"]
    assert (said.expression, said.path, said.line, said.method) == ("CC0-1.0 AND MIT", "REUSE.toml", 9, "reuse-toml")
    assert reading.annotations.of("data/places.csv")[0].names == ("Studio Exemple", "Ville de Lens")


def test_a_snippet_is_no_licence_of_the_file() -> None:
    data = (
        b"# SPDX-License-Identifier: MIT\n# SPDX-SnippetBegin\n# SPDX-License-Identifier: GPL-2.0-only\n"
        b"# SPDX-SnippetCopyrightText: 2020 Bao\n# SPDX-SnippetEnd\n"
    )
    says = scan(data)
    assert says.expression == "MIT"
    assert says.snippets == (("GPL-2.0-only", 3),)
    assert says.names == ()


@pytest.mark.parametrize(
    ("line", "expression"),
    [
        ("/* SPDX-License-Identifier: MIT */", "MIT"),
        (" * DSFR v1 | SPDX-License-Identifier: MIT | License-Filename: LICENSE.md | restricted use", "MIT"),
        ("{{/* SPDX-License-Identifier: MIT */}}", "MIT"),
        ("dnl SPDX-License-Identifier: GPL-2.0+", "GPL-2.0-or-later"),
        ('TAG = "SPDX-License-Identifier: MIT"', None),
        ("write `SPDX-License-Identifier: MIT` at the top", None),
        ("# SPDX-License-Identifier: $LICENCE", None),
    ],
)
def test_only_a_tag_that_stands_as_a_comment_is_the_files_own(line: str, expression: str | None) -> None:
    assert scan(f"x\n{line}\n".encode()).expression == expression
