"""Bring in the judges of the rendered documents: `python tests/judges/install.py`.

Each has an environment of its own under build/judges, so that none drags the others' requirements, or ours, to
a version of its own: `pdf` (a virtual environment with page-validation and pikepdf) and `html` (Node packages: the
Nu checker, axe-core and the driver of the browser). qpdf, Poppler, a Java runtime and Chromium come from the system;
as root on Debian they are installed, elsewhere what is missing is named. Judges that are there already are kept.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "judges"

PDF = ("page-validation==0.11.0", "pikepdf==10.17.0")
HTML = ("vnu-jar@26.9.27", "axe-core@4.14.1", "playwright-core@1.65.1")

# What must be on the path, and the Debian package that brings it.
PROGRAMS = {
    "qpdf": "qpdf",
    "pdftotext": "poppler-utils",
    "java": "default-jre-headless",
    "chromium": "chromium",
    "node": "nodejs",
    "npm": "npm",
}


def python() -> Path:
    """The interpreter of the judges of PDF."""
    return FOLDER / "pdf" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def modules() -> Path:
    """The folder of the judges of HTML."""
    return FOLDER / "html" / "node_modules"


def missing_programs() -> list[str]:
    """The programs of the system that are not on the path."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


def missing() -> list[str]:
    """All that is not there yet, as a reader would name it."""
    found = missing_programs()
    if not _marked("pdf", PDF):
        found += PDF
    if not _marked("html", HTML):
        found += HTML
    return found


def main() -> int:
    """Install what is missing; 1 when some of it could not be."""
    lacking = missing_programs()
    if lacking and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _run("apt-get", "update", "-qq")
        packages = sorted({PROGRAMS[name] for name in lacking})
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
        lacking = missing_programs()
    if lacking:
        print(f"Install these first, then start again: {', '.join(lacking)}", file=sys.stderr)
        return 1
    if not _marked("pdf", PDF):
        shutil.rmtree(FOLDER / "pdf", ignore_errors=True)
        _run(sys.executable, "-m", "venv", "--without-pip", str(FOLDER / "pdf"))
        _run(sys.executable, "-m", "pip", "--python", str(python()), "install", "--quiet", *PDF)
        _mark("pdf", PDF)
    if not _marked("html", HTML):
        shutil.rmtree(FOLDER / "html", ignore_errors=True)
        (FOLDER / "html").mkdir(parents=True)
        quiet = ("--silent", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts")
        _run("npm", "install", "--prefix", str(FOLDER / "html"), *quiet, *HTML)
        _mark("html", HTML)
    return 0


def _marked(room: str, wanted: tuple[str, ...]) -> bool:
    """Whether the judges of `room` were installed whole, in these versions."""
    mark = FOLDER / room / "installed"
    return mark.is_file() and mark.read_text(encoding="utf-8").split() == list(wanted)


def _mark(room: str, wanted: tuple[str, ...]) -> None:
    (FOLDER / room / "installed").write_text("\n".join(wanted), encoding="utf-8")


def _run(*line: str) -> None:
    program = shutil.which(line[0]) or line[0]  # npm is a script on Windows
    subprocess.run([program, *line[1:]], check=True, stdout=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
