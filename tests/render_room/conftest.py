"""What the tests of rendered documents share: the pages of three dossiers, made once, and the judges."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from communkit.model.loading import Dossier
from communkit.render import deliverables
from communkit.steps import walk
from judges import install
from render_room import dossiers

LANGUAGES = ("fr", "en")


def pages(dossier: Dossier, *, as_one: bool = False) -> dict[str, bytes]:
    """All the deliverables of a dossier, by file name; `as_one` adds it as one document, its site, and the charter."""
    return dict(deliverables.make(dossier, walk.STEPS, deliverables.FORMATS, LANGUAGES, as_one=as_one))


@pytest.fixture(scope="session")
def example() -> dict[str, bytes]:
    """The deliverables of the bundled example."""
    return pages(dossiers.opened(dossiers.EXAMPLE))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The deliverables of a dossier full of hostile texts, with 300 rows."""
    return pages(dossiers.opened(dossiers.hostile(tmp_path_factory.mktemp("hostile") / "dossier", rows=270)))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The deliverables of a dossier that says almost nothing."""
    return pages(dossiers.opened(dossiers.empty(tmp_path_factory.mktemp("empty") / "dossier")))


@pytest.fixture(scope="session")
def laid_out(
    example: dict[str, bytes],
    hostile: dict[str, bytes],
    empty: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A folder with all the pages in files: example.assets.fr.pdf, …"""
    folder = tmp_path_factory.mktemp("pages")
    for name, made in (("example", example), ("hostile", hostile), ("empty", empty)):
        for file, data in made.items():
            (folder / f"{name}.{file}").write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def judges() -> None:
    """Where a judge is missing, the test is skipped on a desk, and fails in continuous integration."""
    missing = install.missing()
    if missing:
        says = f"judges are missing ({', '.join(missing)}): python tests/judges/install.py"
        if os.environ.get("CI") == "true":
            pytest.fail(says)
        pytest.skip(says)
