"""The checkout, and communkit run as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_THROW_AWAY = (
    "import sys; from communkit.cli.door import enter; from house.throwaway import TABLE;"
    " sys.exit(enter(sys.argv[1:], TABLE))"
)


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment, with our code on the path, a known locale, and `changes`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COMMUNKIT_", "LC_", "_TYPER", "PYTHONIO", "PYTHONUTF8"))
        and name not in {"LANG", "NO_COLOR", "_COMMUNKIT_COMPLETE"}
    }
    kept["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    kept["LC_ALL"] = "C.UTF-8"
    return kept | dict(changes or {})


def communkit(
    *arguments: str, throw_away: bool = False, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run `communkit ARGUMENTS`, or the throw-away command line, and return what it said, in bytes."""
    start = ["-c", _THROW_AWAY] if throw_away else ["-m", "communkit"]
    return subprocess.run(
        [sys.executable, *start, *arguments], env=environment(env), capture_output=True, check=False, cwd=ROOT
    )


def throw_away_line(*arguments: str) -> list[str]:
    """The command line of the throw-away program, for tests that hold its pipes themselves."""
    return [sys.executable, "-c", _THROW_AWAY, *arguments]


@cache
def tracked_files() -> tuple[Path, ...]:
    """The files that are or would be committed; in an unpacked archive, all but what tools leave behind."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git, wherever it is
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        names = listed.stdout.decode("utf-8", "surrogateescape").split("\0")
        return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())
    leftovers = {"__pycache__", "build", "dist"}
    return tuple(
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not any(part in leftovers or part.startswith(".") for part in path.relative_to(ROOT).parts[:-1])
    )
