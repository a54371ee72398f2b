"""The pages themselves: the same bytes each time, the command that writes them, and the example's as expected."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from communkit.render import pdf
from communkit.render.deliverables import DELIVERED
from communkit.render.markdown import prose
from communkit.render.tree import parse
from house.processes import ROOT, communkit, environment
from render_room.dossiers import EXAMPLE

GOLDEN = Path(__file__).parent / "golden"
STEPS, LANGUAGES, FORMATS = tuple(sorted(DELIVERED)), ("en", "fr"), ("html", "md", "pdf")
ALL = [f"{step}.{language}.{format}" for step in STEPS for language in LANGUAGES for format in FORMATS]

ABOUT = {"language": "en", "title": "Title", "project": "Project"}


@pytest.mark.parametrize("name", [one for one in ALL if not one.endswith(".pdf")])
def test_the_example_is_rendered_as_expected(name: str, example: dict[str, bytes], update: bool) -> None:
    path = GOLDEN / name
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(example[name])
    assert example[name].decode() == path.read_text(encoding="utf-8"), "pytest --update, then read the diff"


@pytest.mark.slow
def test_the_same_dossier_gives_the_same_bytes(example: dict[str, bytes], tmp_path: Path) -> None:
    for run in ("one", "two"):
        done = communkit(
            "-C",
            str(EXAMPLE),
            "render",
            *STEPS,
            "--to",
            "md,html,pdf",
            "--languages",
            "fr,en",
            "-o",
            str(tmp_path / run),
        )
        assert done.returncode == 0, done.stderr.decode()
        written = {path.name: path.read_bytes() for path in sorted((tmp_path / run).iterdir())}
        assert list(written) == ALL
        assert written == example


@pytest.mark.slow
def test_a_second_time_nothing_is_written(tmp_path: Path) -> None:
    line = ("-C", str(EXAMPLE), "--lang", "en", "render", "--to", "pdf,html", "--languages", "fr", "-o", str(tmp_path))
    assert communkit(*line).stderr.count(b"written.") == 2 * len(STEPS) + 4, "the charter to sign and the dossier too"
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert communkit(*line).stderr.count(b"up to date.") == 2 * len(STEPS) + 4
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_a_dry_run_shows_pages_and_sizes(tmp_path: Path) -> None:
    target = tmp_path / "not-made"
    done = communkit(
        "-C",
        str(EXAMPLE),
        "--lang",
        "en",
        "render",
        "--dry-run",
        "--to",
        "html,pdf",
        "--languages",
        "fr",
        "-o",
        str(target),
    )
    shown = done.stdout.decode()
    assert "+<!DOCTYPE html>" in shown
    assert "assets.fr.pdf would be written (" in shown
    assert not target.exists()


def test_an_unknown_format_is_refused() -> None:
    done = communkit("-C", str(EXAMPLE), "--lang", "en", "render", "--to", "md,docx")
    assert done.returncode == 2
    assert "“docx” is not a format that communkit renders; it knows: md, html and pdf." in done.stderr.decode()


def test_markdown_alone_loads_no_engine(tmp_path: Path) -> None:
    code = (
        "import sys; from communkit.cli.door import enter\n"
        f"status = enter(['-C', {str(EXAMPLE)!r}, 'render', '--to', 'md', '-o', {str(tmp_path)!r}])\n"
        "sys.exit(status or (3 if {'typst', 'markdown_it'} & set(sys.modules) else 0))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_date_of_a_pdf_comes_from_outside_or_stands_still() -> None:
    tree, page = parse("# T\n\nline\n\ntext\n", {}), prose("page", "en")

    def made(epoch: str | None) -> bytes:
        return pdf.page(tree, ABOUT, page, {"SOURCE_DATE_EPOCH": epoch} if epoch is not None else {})

    assert b"1980-01-01" in made(None)
    assert b"2026-11-21" in made("1795219200")
    assert hashlib.sha256(made(None)).digest() == hashlib.sha256(made("not a number")).digest()


def test_a_pdf_says_what_it_is(example: dict[str, bytes]) -> None:
    for language in ("fr", "en"):
        data = example[f"assets.{language}.pdf"]
        assert data.startswith(b"%PDF-1.7")
        assert b"<pdfuaid:part>1</pdfuaid:part>" in data
        assert b"<pdfaid:part>3</pdfaid:part>" in data
        assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data


def test_no_stream_ends_in_doubt(hostile: dict[str, bytes]) -> None:
    """A carriage return that ends the data and the line feed after it would count as one end of line."""
    for language in ("fr", "en"):
        assert b"\r\nendstream" not in hostile[f"assets.{language}.pdf"]


def test_a_long_word_can_be_broken_without_a_character_more() -> None:
    pieces = pdf._pieces("a" * 100, code=False)
    assert "".join(pieces) == "a" * 100
    assert max(map(len, pieces)) <= 36
    assert pdf._pieces("src/one/two-three.py", code=True) == ["src/", "one/", "two-", "three.", "py"]
    assert pdf._pieces("anticonstitutionnellement", code=False) == ["anticonstitutionnellement"]
    assert pdf._pieces("une phrase ordinaire", code=False) == ["une phrase ordinaire"]
