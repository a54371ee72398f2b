"""Draw the pictures that the READMEs open with: `python docs/images/make.py`, with pdftoppm (Poppler) on the path.

Each is the first page of the table of docs/examples/carte-des-lieux, rendered by communkit as anybody would, cut below
its last row. `docs/images/make.py DIR` writes to another folder.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
EXAMPLE = FOLDER.parent / "examples" / "carte-des-lieux"
LANGUAGES = ("en", "fr")

DPI = 120
CUT = {"-x": 0, "-y": 40, "-W": 1403, "-H": 800}
"""The part of the page that is shown, in pixels at that resolution: A4 in landscape, without its empty foot."""


def main(arguments: list[str]) -> int:
    """Write assets.<language>.png for each language."""
    to = Path(arguments[0]) if arguments else FOLDER
    with tempfile.TemporaryDirectory() as made:
        render = ["render", "assets", "--to", "pdf", "--languages", ",".join(LANGUAGES), "-o", made]
        subprocess.run([sys.executable, "-m", "communkit", "--quiet", "-C", str(EXAMPLE), *render], check=True)
        for language in LANGUAGES:
            cut = [part for option, pixels in CUT.items() for part in (option, str(pixels))]
            page = ["-png", "-r", str(DPI), "-f", "1", "-l", "1", "-singlefile", *cut, f"{made}/assets.{language}.pdf"]
            subprocess.run(["pdftoppm", *page, str(to / f"assets.{language}")], check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
