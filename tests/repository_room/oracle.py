"""Our reading of REUSE beside that of the reuse tool, file by file.

    python tests/repository_room/oracle.py FOLDER…

`reuse lint --json` is asked in each folder; a difference is a file for which the sets of licences differ.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from communkit.repository.reading import read
from communkit.repository.statements import parsed
from communkit.repository.tree import read_tree


def theirs(folder: Path) -> dict[str, set[str]]:
    """The licences of each file as the reuse tool reads them."""
    line = [sys.executable, "-c", "from reuse.cli.main import main; main()", "lint", "--json"]
    said = subprocess.run(line, cwd=folder, capture_output=True, check=False)
    files: list[dict[str, Any]] = json.loads(said.stdout)["files"]
    return {one["path"]: _terms(*(each["value"] for each in one["spdx_expressions"])) for one in files}


def ours(folder: Path) -> dict[str, set[str]]:
    """The same as we read them."""
    reading = read(read_tree(folder))
    return {
        path: _terms(said.expression)
        for path, said in reading.of_files.items()
        if not said.method.startswith("licence-")
    }


def _terms(*expressions: str) -> set[str]:
    return {term.text for one in expressions for term in parsed(one).terms}


def differences(folder: Path) -> dict[str, tuple[set[str], set[str]]]:
    """The files on whose licences the two differ: theirs, ours. Sidecars and texts of licences are left out."""
    mine = ours(folder)
    return {
        path: (licences, mine.get(path, set()))
        for path, licences in sorted(theirs(folder).items())
        if licences != mine.get(path, set())
    }


if __name__ == "__main__":
    for name in sys.argv[1:]:
        found, every = differences(Path(name)), len(theirs(Path(name)))
        print(f"{name}: {every - len(found)} of {every} files alike")
        for path, (their, our) in found.items():
            print(f"   {path}: reuse {sorted(their)}, communkit {sorted(our)}")
