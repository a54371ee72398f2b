"""How long `communkit audit` takes beside a plain read of every file: `.venv/bin/python benchmarks/audit.py FOLDER`.

Each run is a process of its own, in turn with the others: a plain read of every file once, whole, in one process; the
audit; with `--reuse`, `reuse lint --json`. Ratios are what the budget is about (times drift from machine to machine).
With `--linear`, repositories of 1,000 to 80,000 small files are made in a temporary folder and audited.
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
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SECONDS, RATIO, MEGABYTES = 5.0, 4.0, 400.0
SIZES = (1_000, 2_500, 5_000, 10_000, 20_000, 40_000, 80_000)

PLAIN = """
import os, sys
for folder, folders, files in os.walk(sys.argv[1]):
    if ".git" in folders:
        folders.remove(".git")
    for name in files:
        try:
            handle = os.open(os.path.join(folder, name), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            continue
        try:
            while os.read(handle, 4_000_000):
                pass
        finally:
            os.close(handle)
"""
PEAK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


class Run(NamedTuple):
    """Seconds by the clock, seconds of processors, the largest process in MB."""

    clock: float
    processor: float
    peak: float


def timed(line: list[str]) -> Run:
    """One run of `python LINE`."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    before = os.times()
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PEAK, sys.executable, *line], env=environment, capture_output=True, check=False
    )
    clock, after = time.perf_counter() - begin, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(clock, spent, int(done.stderr.split()[-1]) / 1024)


def audit(folder: Path) -> list[str]:
    """The line that audits `folder`."""
    return ["-m", "communkit", "audit", str(folder), "--format", "json", "--as-of", "2026-11-21"]


def beside(folder: Path, runs: int, reuse: bool) -> bool:
    """Print the audit beside a plain read, and whether the budget is kept."""
    plain: list[Run] = []
    ours: list[Run] = []
    for _ in range(runs):
        plain.append(timed(["-c", PLAIN, str(folder)]))
        ours.append(timed(audit(folder)))
    for name, found in (("plain read", plain), ("audit", ours)):
        best = min(found, key=lambda one: one.clock)
        middle = statistics.median(one.clock for one in found)
        print(
            f"{name:<12} least {best.clock:6.2f} s   median {middle:6.2f} s   "
            f"processors {min(one.processor for one in found):6.2f} s   peak {max(one.peak for one in found):4.0f} MB"
        )
    clock = min(one.clock for one in ours)
    ratio = clock / min(one.clock for one in plain)
    peak = max(one.peak for one in ours)
    kept = clock <= SECONDS and ratio <= RATIO and peak <= MEGABYTES
    print(f"ratio {ratio:.1f}; budget {SECONDS} s, {RATIO} x, {MEGABYTES} MB: {'kept' if kept else 'EXCEEDED'}")
    if reuse:
        begin = time.perf_counter()
        line = [sys.executable, "-c", "from reuse.cli.main import main; main()", "lint", "--json"]
        subprocess.run(line, cwd=folder, stdout=subprocess.DEVNULL, check=False)
        print(f"reuse lint --json {time.perf_counter() - begin:.1f} s")
    return kept


def made(folder: Path, files: int) -> None:
    """A folder with so many small files, a third of them tagged, in a hundred folders."""
    body = "def place(name):\n    return name.title()\n" * 40
    heads = (
        "# SPDX-License-Identifier: EUPL-1.2\n# Copyright 2020 Studio {n}\n",
        "# Copyright (c) 2019-2021 Ville {n}\n",
        '"""A place."""\n',
    )
    for number in range(files):
        path = folder / f"d{number % 100}" / f"m{number}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(heads[number % 3].format(n=number % 50) + body, encoding="utf-8")


def linear(runs: int) -> None:
    """Print how long repositories of growing size take."""
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            folder = Path(name) / str(size)
            made(folder, size)
            best = min((timed(audit(folder)) for _ in range(runs)), key=lambda one: one.clock)
            each = best.processor / size * 1_000_000
            print(f"{size:>6} files {best.clock:6.2f} s   processors {best.processor:6.2f} s   {each:5.0f} µs a file")


def main() -> int:
    """Print what is asked for; 1 when the budget is exceeded and `--strict` is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="a large source tree, such as that of Linux 6.1")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, in turn")
    parser.add_argument("--reuse", action="store_true", help="reuse lint --json too: minutes on a large tree")
    parser.add_argument("--linear", action="store_true", help="from 1,000 to 80,000 files")
    parser.add_argument("--strict", action="store_true", help="end with 1 when the budget is exceeded")
    options = parser.parse_args()
    kept = beside(options.folder, options.runs, options.reuse) if options.folder else True
    if options.linear:
        linear(options.runs)
    return 1 if options.strict and not kept else 0


if __name__ == "__main__":
    sys.exit(main())
