"""The packed texts, made once from the packages of the development environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from communkit.licences.pack import pack
from communkit.licences.texts import Store, open_store


@pytest.fixture(scope="session")
def packed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a wheel would hold."""
    folder = tmp_path_factory.mktemp("data") / "texts"
    pack(folder)
    return folder


@pytest.fixture(scope="session")
def texts(packed_folder: Path) -> Store:
    """The store opened from that folder, as in a wheel."""
    return open_store(packed_folder)
