"""Reports before the judges of pages: a theme with a logo, many findings, several licences, next to nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from commands.test_report import LOGO, THEME, report, themed
from judges import install
from render_room import reports
from render_room.test_judges import JUDGES, ran

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("judges")]

NAMES = [f"{kind}.{language}" for kind in ("free", "several", "many", "one") for language in ("fr", "en")]


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports: free.fr.pdf, …"""
    folder = tmp_path_factory.mktemp("reports")
    theme = themed(folder / "theme", THEME)
    assert LOGO.startswith("<svg")
    for kind in ("free", "several", "many", "one"):
        root = reports.KINDS[kind](folder / "repositories" / kind)
        said = report(root, folder / kind, "--theme", str(theme), to="html,pdf", languages="fr,en")
        assert said.code == 0, said.err
        for path in (folder / kind).iterdir():
            path.rename(folder / path.name.replace("audit", kind))
    return folder


def test_every_pdf_keeps_both_standards(laid: Path) -> None:
    files = [laid / f"{name}.pdf" for name in NAMES]
    told: dict[str, Any] = json.loads(ran(install.python(), JUDGES / "look_at_pdf.py", *files))
    for file, seen in told.items():
        assert seen["errors"] == {"ua1": [], "3a": []}, file
        assert seen["structure"].count("/Figure") >= 3, file
        assert all(table["orphans"] == 0 for table in seen["tables"]), file
    for path in files:
        assert "No syntax or stream encoding errors found" in ran("qpdf", "--check", path)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_director_reads_is_one_page(laid: Path, name: str) -> None:
    pages = ran("pdftotext", "-layout", laid / f"{name}.pdf", "-").split("\f")
    title = {"fr": "Peut-on ouvrir ce dépôt", "en": "Can this repository be opened"}[name[-2:]]
    assert [number for number, page in enumerate(pages) if title in page] == [1]
    last = {"fr": "À demander", "en": "Ask "}[name[-2:]]
    assert last in pages[1]
    assert last not in pages[2].partition("\n\n")[0]


def test_every_page_in_html_is_valid(laid: Path) -> None:
    checker = install.modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [laid / f"{name}.html" for name in NAMES]
    told = ran("java", "-jar", checker, "--format", "json", "--stdout", "--exit-zero-always", *files)
    # the checker's own reading of the policy does not know `data:`; the browser below shows the logo
    others = [one for one in json.loads(told)["messages"] if "blocked by “img-src” directive" not in one["message"]]
    assert others == []


def test_every_page_in_html_is_for_everybody(laid: Path) -> None:
    files = [laid / f"{name}.html" for name in NAMES]
    told = json.loads(
        ran("node", JUDGES / "look_at_html.mjs", shutil.which("chromium") or "", install.modules(), *files)
    )
    for file, views in told.items():
        for view, seen in views.items():
            assert seen["violations"] == [], (file, view)
            assert seen["scripts"] == 0
            assert seen["asked"] == []
            assert seen["width"] <= {"screen": 1280, "dark": 1280, "telephone": 400, "narrow": 320}[view], (file, view)
