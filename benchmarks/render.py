"""How long rendering takes: the whole dossier and each step, two languages, three formats.

The budget is five seconds for the command as a person starts it. The ratio says how many times that is what
importing the engines alone takes, measured in turn in the same run: it compares machines and days.
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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "carte-des-lieux"

SECONDS = 5.0
ENGINES = "import typer, pydantic, jinja2, markdown_it, typst"


def grown(folder: Path, rows: int) -> Path:
    """The example with `rows` more assets, each with its rights, evidence and actions; its folder."""
    commons = folder / "commons"
    commons.mkdir(parents=True)
    source = EXAMPLE / "commons"
    for document in source.glob("*.yaml"):
        (commons / document.name).write_bytes(document.read_bytes())
    parts = [(source / "assets.yaml").read_text(encoding="utf-8")]
    parts += [
        f"""
  - id: composant-{number}
    kind: code
    name: Composant {number}
    description: Une partie du site, reprise dans plusieurs territoires et tenue à jour par deux équipes.
    paths: ["src/composant-{number}/**"]
    rights:
      - {{right: software, holder: departement, basis: public-agent}}
      - {{right: software, holder: lieux, basis: employee}}
    planned_licence: AGPL-3.0-only
    justification: La même licence que le reste du site, pour que les améliorations reviennent à tous.
    contributions: {{mode: DCO, document: CONTRIBUTING.md}}
    evidence: {{planned_licence: [{{path: LICENSE, line: 1}}]}}
    actions:
      - {{what: relire les mentions de droits, who: chef de projet, due: 2027-01-15}}
"""
        for number in range(rows)
    ]
    (commons / "assets.yaml").write_text("".join(parts), encoding="utf-8")
    return folder


def seconds(line: Sequence[str], environment: dict[str, str]) -> float:
    """One run of `python LINE`, in seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *line], env=environment, capture_output=True, check=True)
    return time.perf_counter() - start


def main() -> int:
    """Print the table; 1 when the budget is exceeded and `--strict` is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each, in turn")
    parser.add_argument("--rows", type=int, default=100, help="assets in the grown dossier")
    parser.add_argument("--strict", action="store_true", help="end with 1 when the budget is exceeded")
    options = parser.parse_args()
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    exceeded = False
    print(f"{'dossier':<24}{'s':>7}   {'engines alone':>13}   {'ratio':>6}  budget")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        dossiers = {"the example": EXAMPLE, f"with {options.rows} more rows": grown(folder / "grown", options.rows)}
        for name, dossier in dossiers.items():
            render = ("-C", str(dossier), "render", "--to", "md,html,pdf", "--languages", "fr,en")
            pairs = []
            for run in range(options.runs + 1):
                output = str(folder / f"{dossier.name}-{run}")  # a new folder each time: all is written
                line = ("-m", "communkit", *render, "-o", output)
                pairs.append((seconds(line, environment), seconds(("-c", ENGINES), environment)))
            ours, engines = (statistics.median(times) for times in zip(*pairs[1:], strict=True))
            mark = ""  # the grown dossier has no budget: it tells how the time grows
            if dossier == EXAMPLE:
                exceeded = ours > SECONDS
                mark = f"  {SECONDS:.0f} s {'EXCEEDED' if exceeded else 'kept'}"
            print(f"{name:<24}{ours:>7.2f}   {engines:>13.2f}   {ours / engines:>6.1f}{mark}")
    return 1 if exceeded and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
