"""Where the time of `communkit check` goes: `.venv/bin/python benchmarks/check.py`.

A full dossier is checked in a process of its own, in turn with `import typer, pydantic`: the ratio of the medians is
what the budget is about (times drift from machine to machine). Then each stretch of one run is timed, in processor
milliseconds, the least of several runs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOSSIER = ROOT / "tests" / "documents" / "base"
BUDGET = 2.0

STRETCHES = """
import json, sys, time
told, last = {}, 0.0  # Python's own start is part of the first
def lap(name):
    global last
    now = time.process_time()
    told[name] = (now - last) * 1000
    last = now
lap("python")
import typer
lap("import typer")
from pydantic import BaseModel
lap("import pydantic")
import yaml
lap("import yaml")
import communkit.documents
lap("documents")
import communkit.model.loading
lap("model")
from communkit.audit import run
from communkit.steps.walk import STEPS
for step in STEPS: step.model
run.catalogue()
lap("steps: models and rules")
from datetime import date
from pathlib import Path
root = Path(sys.argv[1])
dossier = communkit.model.loading.load(root, root / "commons", STEPS)
lap("reading the dossier")
report = run.examine(dossier, date(2026, 11, 21))
lap("rules, licence data included")
from communkit.report import text
from communkit.words import words_in
text.render(report, words_in("en"), title=lambda rule: run.catalogue().get(rule).title)
lap("telling")
print(json.dumps(told))
"""


def milliseconds(line: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """One run of `python LINE`: milliseconds by the clock, and of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([sys.executable, *line], env=environment, stdout=subprocess.DEVNULL, check=False)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock * 1000, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def stretches(folder: Path, environment: dict[str, str], runs: int) -> dict[str, float]:
    """The least processor time of each stretch, in milliseconds."""
    found: list[dict[str, float]] = []
    for _ in range(runs):
        ended = subprocess.run(
            [sys.executable, "-c", STRETCHES, str(folder)], env=environment, capture_output=True, check=True
        )
        found.append(json.loads(ended.stdout))
    return {name: min(one[name] for one in found) for name in found[0]}


def main() -> int:
    """Print both; 1 when the budget is exceeded and `--strict` is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="runs of each, in turn")
    parser.add_argument("--strict", action="store_true", help="end with 1 when the budget is exceeded")
    options = parser.parse_args()
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"), COMMUNKIT_LANG="en")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(DOSSIER, folder / "commons")
        ours = ["-m", "communkit", "-C", name, "check", "--no-repo", "--as-of", "2026-11-21"]
        other = ["-c", "import typer, pydantic"]
        milliseconds(ours, environment)  # writes the bytecode
        pairs = [(milliseconds(ours, environment), milliseconds(other, environment)) for _ in range(options.runs)]
        ratios = []
        for kind, title in enumerate(("by the clock", "of the processor")):
            mine, theirs = (statistics.median(pair[side][kind] for pair in pairs) for side in (0, 1))
            ratios.append(mine / theirs)
            print(f"{title:<17} check {mine:>5.0f} ms   import typer, pydantic {theirs:>5.0f} ms   {ratios[-1]:.2f}")
        print(f"budget {BUDGET}: {'kept' if ratios[1] <= BUDGET else 'EXCEEDED'}\n")
        for stretch, least in stretches(folder, environment, options.runs).items():
            print(f"{stretch:<30}{least:>6.0f} ms")
    return 1 if ratios[1] > BUDGET and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
