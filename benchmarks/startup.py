"""How long communkit takes to answer, as ratios measured in one run: `make bench`.

Times drift from machine to machine and from minute to minute; what each answer is compared with runs in turn
with it, and the ratio of the medians is what the budgets are about.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "carte-des-lieux"

EMPTY_TYPER_APP = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None)
@app.callback()
def main(): pass
@app.command()
def one(): pass
app(["--help"])
"""


@dataclass(frozen=True)
class Budget:
    """What is timed, what it is compared with, and the ratio it must keep."""

    name: str
    line: tuple[str, ...]
    against: str
    other: tuple[str, ...]
    ratio: float


def budgets() -> list[Budget]:
    """The budgets that can be measured in this checkout."""
    run = ("-m", "communkit")
    empty = ("-c", EMPTY_TYPER_APP)
    found = [
        Budget("--version", (*run, "--version"), "python -c pass", ("-c", "pass"), 1.5),
        Budget("--help", (*run, "--help"), "an empty typer app", empty, 1.2),
        Budget("usage error", (*run, "chekc"), "an empty typer app", empty, 1.2),
    ]
    if EXAMPLE.is_dir() and (ROOT / "src" / "communkit" / "cli" / "check.py").is_file():
        check = (*run, "-C", str(EXAMPLE), "check", "--no-repo")
        found.append(Budget("check --no-repo", check, "import typer, pydantic", ("-c", "import typer, pydantic"), 2.0))
    return found


def milliseconds(line: Sequence[str], environment: dict[str, str], folder: str) -> float:
    """One run of `python LINE`, in milliseconds."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *line],
        env=environment,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Print the table; 1 when a budget is exceeded and `--strict` is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="runs of each, in turn")
    parser.add_argument("--strict", action="store_true", help="end with 1 when a budget is exceeded")
    options = parser.parse_args()
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"), PYTHONDONTWRITEBYTECODE="")
    exceeded = False
    print(f"{'answer':<18}{'ms':>8}   {'compared with':<24}{'ms':>8}   {'ratio':>6}  budget")
    with tempfile.TemporaryDirectory() as folder:
        for budget in budgets():
            milliseconds(budget.line, environment, folder)  # writes the bytecode
            pairs = [
                (
                    milliseconds(budget.line, environment, folder),
                    milliseconds(budget.other, environment, folder),
                )
                for _ in range(options.runs)
            ]
            ours, other = (statistics.median(times) for times in zip(*pairs, strict=True))
            ratio = ours / other
            exceeded |= ratio > budget.ratio
            mark = "kept" if ratio <= budget.ratio else "EXCEEDED"
            print(
                f"{budget.name:<18}{ours:>8.0f}   {budget.against:<24}{other:>8.0f}   {ratio:>6.2f}"
                f"  {budget.ratio} {mark}"
            )
    return 1 if exceeded and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
