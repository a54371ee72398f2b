"""Reading must not pay for writing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src"


def test_reading_does_not_import_ruamel() -> None:
    code = (
        "import sys, pathlib, communkit.documents as d;"
        "d.read_text('a: 1', pathlib.Path('x')).data;"
        "print([name for name in sys.modules if name.startswith('ruamel')])"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"
