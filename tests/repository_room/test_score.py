"""The labelled repositories, where they are on this machine: every outbound licence right, no false contradiction."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from repository_room.score import LABELS, audited, labels_in, mirror_of, score

MIRRORS = os.environ.get("COMMUNKIT_MIRRORS", "")
REASON = "COMMUNKIT_MIRRORS names no folder with the git directories of the labelled repositories"


@pytest.mark.slow
@pytest.mark.skipif(not MIRRORS, reason=REASON)
@pytest.mark.parametrize("label", list(labels_in(LABELS)), ids=lambda label: str(label["repository"]))
def test_a_labelled_repository(label: Mapping[str, Any]) -> None:
    place = mirror_of(str(label["repository"]), Path(MIRRORS))
    if place is None:
        pytest.skip(f"{label['repository']} is not among them")
    result = score(label, audited(place, str(label["commit"])))
    strict = ("outbound", "third party", "no false contradiction", "contradiction", "no false holder")
    assert [line for line in result.wrong if line.startswith(strict)] == []
    right, of = sum(result.right.values()), sum(result.of.values())
    assert right >= of * 0.95, result.wrong


def test_the_labels_can_be_read() -> None:
    names = [str(label["repository"]) for label in labels_in(LABELS)]
    assert len(names) >= 12
    assert all("/" in name for name in names)
