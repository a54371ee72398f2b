"""A small dossier on disk, and communkit asked about it: in this process, or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from communkit.cli.door import enter
from house.processes import ROOT, environment

EXAMPLE = ROOT / "docs" / "examples" / "carte-des-lieux"
TODAY = "2026-11-21"

PROJECT = """\
schema: project/1
version: 0.1.0
status: draft

name: A map of places
stage: idea
languages: [en]
parties:
  - id: town
    name: The town
    nature: public
  - id: studio
    name: The studio
    nature: private
"""

ASSETS = """\
schema: assets/1
version: 0.1.0
status: draft

assets:
  - id: app
    kind: code
    name: The map
"""


class Said(NamedTuple):
    """How a command ended, and what it said on its two streams."""

    code: int
    out: str
    err: str


def repository(folder: Path, documents: Mapping[str, str | bytes] | None = None) -> Path:
    """A git repository in `folder` with a dossier: the documents above, replaced or joined by `documents`."""
    (folder / ".git").mkdir(parents=True, exist_ok=True)
    commons = folder / "commons"
    commons.mkdir()
    for name, text in {"project.yaml": PROJECT, "assets.yaml": ASSETS, **(documents or {})}.items():
        (commons / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def ask(*arguments: str | Path, lang: str = "en", cells: int = 100) -> Said:
    """What communkit answers to a command line, here and now, on a screen of `cells` cells."""
    out, err = io.StringIO(), io.StringIO()
    line = [str(argument) for argument in arguments]
    known = environment({"COLUMNS": str(cells), "COMMUNKIT_LANG": lang})
    with patch.dict(os.environ, known, clear=True), redirect_stdout(out), redirect_stderr(err):
        code = enter(line)
    return Said(code, out.getvalue(), err.getvalue())


def run(*arguments: str | Path, lang: str = "en") -> Said:
    """The same by `python -m communkit` in a process of its own, which may take half a minute at most."""
    ended = subprocess.run(
        [sys.executable, "-m", "communkit", *map(str, arguments)],
        env=environment({"COLUMNS": "100", "COMMUNKIT_LANG": lang}),
        capture_output=True,
        check=False,
        timeout=30,
    )
    return Said(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below `folder`, with its bytes and the moment when it was last written."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
