"""The tutorial: each command in it, what the command printed, and each screen, are true."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a matter of Unix", allow_module_level=True)

from communkit.words import LANGUAGES
from house.processes import ROOT, environment
from tutorial import pages
from tutorial.example import repository
from tutorial.walks import COLUMNS, TODAY, WALKS, Walker


class Reader:
    """Somebody who follows one page in a repository, block after block."""

    def __init__(self, folder: Path, language: str) -> None:
        self.root = repository(folder, language)
        self.language = language
        self.walker = Walker(self.root, language)
        self.left = list(WALKS)

    def body(self, block: pages.Block) -> str:
        """What stands in this block when its commands have been followed."""
        if block.kind == "console":
            return "\n".join(f"$ {line}\n{self.run(line)}" for line in block.commands)
        if block.kind == "yaml":
            return pages.excerpt((self.root / block.about).read_text(encoding="utf-8"), block.body)
        command = block.named.get("command")
        screen = block.named["screen"]
        while screen not in self.walker.screens and self.left:
            self.walker.walk(self.left.pop(0))
        shown = self.walker.screens[screen]
        return f"$ {command}\n{shown}" if command else shown

    def run(self, line: str) -> str:
        """What a command prints, on both streams, at a terminal of the tutorial's width."""
        program, *arguments = shlex.split(line)
        assert program == "communkit"
        ended = subprocess.run(
            [sys.executable, "-m", program, "--as-of", TODAY, *arguments],
            cwd=self.root,
            env=environment({"COLUMNS": str(COLUMNS), "COMMUNKIT_LANG": self.language}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=60,
        )
        assert ended.returncode in (0, 1)
        return ended.stdout.decode().rstrip()


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tutorial_is_true(language: str, tmp_path: Path, update: bool) -> None:
    path = ROOT / "docs" / f"tutorial.{language}.md"
    page = path.read_text(encoding="utf-8")
    reader = Reader(tmp_path, language)
    true = pages.rewritten(page, reader.body)
    assert reader.left == [], "a walk that no screen shows"
    if update:
        path.write_text(true, encoding="utf-8")
    assert (reader.root / "commons" / "deliverables" / f"assets.{language}.pdf").read_bytes().startswith(b"%PDF-")
    assert page == true or update, "pytest tests/test_tutorial.py --update, then read the diff"


def test_both_pages_show_the_same_walk() -> None:
    def shown(language: str) -> list[tuple[str, str]]:
        blocks: list[tuple[str, str]] = []

        def keep(block: pages.Block) -> str:
            blocks.append((block.kind, block.about or " ".join(block.commands)))
            return block.body

        pages.rewritten((ROOT / "docs" / f"tutorial.{language}.md").read_text(encoding="utf-8"), keep)
        return blocks

    first, *others = (shown(language) for language in LANGUAGES)
    assert first
    assert all(one == first for one in others)
