"""The READMEs: what they show is what communkit prints, and what they name exists."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from communkit.cli.commands import COMMANDS
from house.processes import ROOT, environment
from tutorial import pages

READMES = {"en": ROOT / "README.md", "fr": ROOT / "README.fr.md"}
EXAMPLE = ROOT / "docs" / "examples" / "carte-des-lieux"
TODAY = "2026-11-21"
HEAVY = 250_000
"""Bytes that a picture at the head of a page may weigh."""


@pytest.mark.slow
@pytest.mark.parametrize("language", READMES)
def test_what_a_readme_shows_is_what_is_printed(language: str, update: bool) -> None:
    page = READMES[language].read_text(encoding="utf-8")

    def body(block: pages.Block) -> str:
        if block.kind != "text":
            return block.body
        (line,) = block.commands
        ended = subprocess.run(
            [sys.executable, "-m", "communkit", "--as-of", TODAY, *shlex.split(line)[1:]],
            cwd=EXAMPLE,
            env=environment({"COLUMNS": "100", "COMMUNKIT_LANG": language}),
            capture_output=True,
            check=False,
            timeout=60,
        )
        return f"$ {line}\n{ended.stdout.decode().rstrip()}"

    true = pages.rewritten(page, body)
    if update:
        READMES[language].write_text(true, encoding="utf-8")
    assert page == true or update, "pytest tests/test_readme.py --update, then read the diff"


@pytest.mark.parametrize("readme", READMES.values(), ids=list(READMES))
def test_a_readme_names_every_command_and_no_other(readme: Path) -> None:
    table = re.findall(r"^\| (`.*?) \|", readme.read_text(encoding="utf-8"), re.MULTILINE)
    named = {name for cell in table for name in re.findall(r"`([a-z]+)", cell)}
    assert named == set(COMMANDS) - {"version"}


@pytest.mark.parametrize("readme", READMES.values(), ids=list(READMES))
def test_what_a_readme_links_to_is_there_and_its_picture_is_light(readme: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", readme.read_text(encoding="utf-8"))
    assert all((ROOT / one).exists() for one in links), links
    (picture,) = (ROOT / one for one in links if one.endswith(".png"))
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < HEAVY
