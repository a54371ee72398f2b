"""The pages before their judges: no error, no violation, in both languages, for any dossier.

PDF: page-validation (PDF/UA-1 and PDF/A-3a), qpdf, pikepdf (tables and their headers), pdftotext (the words).
HTML: the Nu checker (validity), axe-core in Chromium (accessibility), on a screen, in the dark and on a telephone.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from communkit.render.glyphs import shown
from communkit.report.escape import visible
from house.processes import ROOT
from judges import install
from render_room.conftest import pages
from render_room.dossiers import DECEPTIVE, HOSTILE, LONG_TEXT, LONG_WORD, WITHOUT_GLYPH, hostile, opened

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("judges")]

JUDGES = ROOT / "tests" / "judges"
NAMES = [f"{name}.assets.{language}" for name in ("example", "hostile", "empty") for language in ("fr", "en")]

# Three hundred rows take axe a quarter of a minute a language: once is enough.
SHOWN = [name for name in NAMES if name != "hostile.assets.en"]


def ran(*line: str | Path) -> str:
    """What a judge says; its exit code must be 0."""
    program = shutil.which(str(line[0]))
    assert program, f"{line[0]} is not installed"
    done = subprocess.run([program, *map(str, line[1:])], capture_output=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def pdfs(laid_out: Path, judges: None) -> dict[str, Any]:  # noqa: ARG001 - asked for before it runs
    files = [laid_out / f"{name}.pdf" for name in NAMES]
    told = json.loads(ran(install.python(), JUDGES / "look_at_pdf.py", *files))
    return {Path(file).name.removesuffix(".pdf"): seen for file, seen in told.items()}


@pytest.fixture(scope="module")
def htmls(laid_out: Path, judges: None) -> dict[str, Any]:  # noqa: ARG001 - asked for before it runs
    files = [laid_out / f"{name}.html" for name in SHOWN]
    chromium = shutil.which("chromium") or ""
    told = json.loads(ran("node", JUDGES / "look_at_html.mjs", chromium, install.modules(), *files))
    return {Path(file).name.removesuffix(".html"): seen for file, seen in told.items()}


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_keeps_both_standards(pdfs: dict[str, Any], name: str) -> None:
    seen = pdfs[name]
    assert seen["errors"] == {"ua1": [], "3a": []}
    assert seen["language"] == {"fr": "fr-FR", "en": "en-GB"}[name[-2:]]
    assert seen["shows_title"]
    assert seen["title"].startswith({"fr": "Actifs et licences – ", "en": "Assets and licences – "}[name[-2:]])
    assert seen["fonts_embedded"]


@pytest.mark.parametrize("name", NAMES)
def test_qpdf_finds_nothing_wrong(laid_out: Path, name: str) -> None:
    assert "No syntax or stream encoding errors found" in ran("qpdf", "--check", laid_out / f"{name}.pdf")


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_headers_that_its_cells_know(pdfs: dict[str, Any], name: str) -> None:
    tables = pdfs[name]["tables"]
    wide = tables[0]
    # five columns, and the six kinds each with a header over every column
    assert wide["scopes"] == ["/Column"] * (5 + 6 * 5)
    for table in tables:
        assert table["scopes"]
        assert set(table["scopes"]) == {"/Column"}
        assert table["orphans"] == 0
    assert pdfs[name]["structure"].count("/THead") == len(tables)


def test_the_wide_table_is_in_landscape_and_the_rest_is_not(pdfs: dict[str, Any]) -> None:
    widths = [width > height for width, height in pdfs["example.assets.fr"]["pages"]]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 2


def test_bookmarks_follow_the_headings(pdfs: dict[str, Any]) -> None:
    assert pdfs["example.assets.fr"]["bookmarks"][:4] == [
        "Actifs et licences",
        "Tableau des actifs",
        "Actif par actif",
        "Application cartographique",
    ]


def test_the_words_of_a_pdf_are_those_of_the_dossier(laid_out: Path) -> None:
    def squeezed(text: str) -> str:
        return re.sub(r"[\s\u00ad‐-]+", "", text)  # hyphens at the ends of lines are the engine's

    said = squeezed(ran("pdftotext", "-enc", "UTF-8", laid_out / "hostile.assets.fr.pdf", "-"))
    for text in (*HOSTILE, *WITHOUT_GLYPH, DECEPTIVE, LONG_WORD):
        assert squeezed(shown(visible(text), set())) in said, text
    words = set(re.findall(r"mot\d+", ran("pdftotext", "-enc", "UTF-8", laid_out / "hostile.assets.fr.pdf", "-")))
    assert set(LONG_TEXT.split()) <= words
    assert "U+1F680ROCKET" in said


def test_no_word_leaves_the_page(laid_out: Path) -> None:
    boxes = ran("pdftotext", "-bbox", laid_out / "hostile.assets.fr.pdf", "-")
    for found in re.finditer(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.DOTALL):
        width, height, words = float(found[1]), float(found[2]), found[3]
        for word in re.finditer(r'xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', words):
            left, top, right, bottom = map(float, word.groups())
            assert left > 30
            assert right < width - 30
            assert top > 20
            assert bottom < height - 15


def test_the_header_of_the_table_is_on_each_of_its_pages(laid_out: Path) -> None:
    pages = ran("pdftotext", "-layout", laid_out / "hostile.assets.en.pdf", "-").split("\f")
    turned = [page for page in pages if "Planned licence" in page]
    assert len(turned) > 15
    assert all("Description" in page and "Holders of the rights" in page for page in turned)
    assert all(f"Page {number}/{len(pages) - 1}" in page for number, page in enumerate(pages[:-1], 1))


def test_pages_in_html_are_valid(laid_out: Path) -> None:
    checker = install.modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [laid_out / f"{name}.html" for name in NAMES]
    told = ran("java", "-jar", checker, "--format", "json", "--stdout", "--exit-zero-always", *files)
    assert json.loads(told)["messages"] == []


@pytest.mark.parametrize("name", SHOWN)
def test_pages_in_html_are_for_everybody(htmls: dict[str, Any], name: str) -> None:
    assert set(htmls[name]) == {"screen", "dark", "telephone", "narrow"}
    for view, seen in htmls[name].items():
        assert seen["violations"] == [], view
        assert seen["passes"] > 20
        assert seen["scripts"] == 0
        assert seen["asked"] == []
        # what axe leaves to us: marks, whose contrast it does not measure on one sign, and the headers of groups
        assert {one.partition(":")[0] for one in seen["undecided"]} <= {"color-contrast", "th-has-data-cells"}


@pytest.mark.parametrize("name", SHOWN)
def test_nothing_sticks_out_on_a_telephone(htmls: dict[str, Any], name: str) -> None:
    assert {view: seen["width"] for view, seen in htmls[name].items()} == {
        "screen": 1280,
        "dark": 1280,
        "telephone": 400,
        "narrow": 320,
    }


WHOLE = ("carte-des-lieux", "imio", "hostile")


@pytest.fixture(scope="module")
def wholes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder a dossier with its deliverables, the whole dossier, its site and the charter to sign among them."""
    folder = tmp_path_factory.mktemp("wholes")
    examples = ROOT / "docs" / "examples"
    roots = {
        "carte-des-lieux": examples / "carte-des-lieux",
        "imio": examples / "imio",
        "hostile": hostile(tmp_path_factory.mktemp("hostile-whole") / "dossier"),
    }
    for name, root in roots.items():
        (folder / name).mkdir()
        for file, data in pages(opened(root), as_one=True).items():
            (folder / name / file).write_bytes(data)
    return folder


def test_the_whole_dossier_and_the_charter_to_sign_keep_both_standards(wholes: Path) -> None:
    files = sorted(wholes.glob("*/dossier.*.pdf")) + sorted(wholes.glob("*/agreement.*.pdf"))
    assert len(files) == 4 * len(WHOLE)
    told: dict[str, Any] = json.loads(ran(install.python(), JUDGES / "look_at_pdf.py", *files))
    for file, seen in told.items():
        assert seen["errors"] == {"ua1": [], "3a": []}, file
        assert seen["shows_title"], file
        assert seen["fonts_embedded"], file
        assert all(table["orphans"] == 0 for table in seen["tables"]), file
    for path in files:
        assert "No syntax or stream encoding errors found" in ran("qpdf", "--check", path), path


def test_every_page_of_the_site_is_valid(wholes: Path) -> None:
    checker = install.modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = sorted(wholes.glob("*/*.html"))
    told = ran("java", "-jar", checker, "--format", "json", "--stdout", "--exit-zero-always", *files)
    # the checker guesses the language of a page, not always alike; the hostile texts are of none
    guessed = [one for one in json.loads(told)["messages"] if "appears to be written in" in one["message"]]
    assert all("/hostile/" in one["url"] for one in guessed)
    assert [one for one in json.loads(told)["messages"] if one not in guessed] == []


def test_every_page_of_the_site_is_for_everybody(wholes: Path) -> None:
    files = [path for name in ("carte-des-lieux", "imio") for path in sorted((wholes / name).glob("*.html"))]
    chromium = shutil.which("chromium") or ""
    told = json.loads(ran("node", JUDGES / "look_at_html.mjs", chromium, install.modules(), *files))
    assert len(told) == len(files)
    for file, views in told.items():
        for view, seen in views.items():
            assert seen["violations"] == [], (file, view)
            assert seen["scripts"] == 0, file
            assert seen["asked"] == [], file
            assert seen["width"] <= {"screen": 1280, "dark": 1280, "telephone": 400, "narrow": 320}[view], (file, view)


def test_the_judges_do_judge(tmp_path: Path) -> None:
    """A page with known faults is not let pass: the judges are awake."""
    page = tmp_path / "bad.html"
    page.write_text("<!DOCTYPE html><html><title>x</title><img src=x><h3>a</h3><b><i>c</b></i>", encoding="utf-8")
    checker = install.modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    told = ran("java", "-jar", checker, "--format", "json", "--stdout", "--exit-zero-always", page)
    assert {one["type"] for one in json.loads(told)["messages"]} >= {"error"}
    seen = json.loads(ran("node", JUDGES / "look_at_html.mjs", shutil.which("chromium") or "", install.modules(), page))
    assert any(one.startswith("image-alt") for one in seen[str(page)]["screen"]["violations"])


def test_the_judges_can_be_asked_for() -> None:
    """Installing what is there already is quick and changes nothing."""
    assert ran(sys.executable, JUDGES / "install.py") == ""
