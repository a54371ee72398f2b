"""How long the report of a repository of 5,000 files takes: two languages, three formats, beside git's own log.

    python benchmarks/report.py [FOLDER]

Without a folder one is made, with commits by forty people and licences of three kinds. The budget is eight seconds
beyond the time that `git log` takes on the same repository in the same run.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 8.0
FILES, COMMITS = 5_000, 400
HEADS = (
    "# SPDX-License-Identifier: EUPL-1.2\n# SPDX-FileCopyrightText: 2024 Ville de Lens\n",
    "# Copyright 2021 Studio {n}. Licensed under the MIT licence.\n",
    '"""A place."""\n',
)


def made(folder: Path) -> None:
    """A repository of `FILES` files and `COMMITS` commits."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / "README.md").write_text("# Places\n\nThe places of a town, as its people know them.\n", encoding="utf-8")
    body = "".join(f"value_{line} = {line}\n" for line in range(60))
    for number in range(FILES):
        path = folder / f"d{number % 100}" / f"m{number}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEADS[number % 3].format(n=number % 50) + body, encoding="utf-8")
        if number % (FILES // COMMITS) == 0:
            git(folder, "add", "-A")
            who = number % 40
            author = f"Person {who} <person{who}@town{who % 7}.example>"
            git(folder, "commit", "-q", "-m", f"Part {number}", "--author", author)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "The rest")


def git(folder: Path, *arguments: str) -> None:
    """One call of git, as somebody."""
    who = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607


def seconds(line: list[str], folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """One run of a line in a folder: by the clock, and of the processors, which a busy machine does not lengthen."""
    start, before = time.perf_counter(), os.times()
    subprocess.run(line, cwd=folder, env=environment, capture_output=True, check=True)
    after = os.times()
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return time.perf_counter() - start, used


def main() -> int:
    """Print the times; 1 when the budget is exceeded and `--strict` is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="a repository; else one is made")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, in turn")
    parser.add_argument("--strict", action="store_true", help="end with 1 when the budget is exceeded")
    options = parser.parse_args()
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary) / "places"
        if options.folder is None:
            made(folder)
        pairs = []
        for run in range(options.runs):
            output = str(Path(temporary) / f"report-{run}")  # a new folder each time: all is written
            line = ["audit", ".", "--to", "md,html,pdf", "--languages", "fr,en", "-o", output]
            ours = seconds([sys.executable, "-m", "communkit", *line], folder, environment)
            gits = seconds(["git", "log", "--format=%H %an %ae %B"], folder, environment)
            pairs.append((ours, gits))
    report = statistics.median(one[0][0] for one in pairs)
    log = statistics.median(one[1][0] for one in pairs)
    used = statistics.median(one[0][1] for one in pairs)
    print(f"report {report:.2f} s, git log {log:.2f} s: {report - log:.2f} s beyond it (budget {SECONDS:.0f} s)")
    print(f"of the processors {used:.2f} s")
    return 1 if options.strict and report - log > SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
