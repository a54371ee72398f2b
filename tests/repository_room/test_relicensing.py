"""When a repository changed its licence, and what only looks like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from communkit.licences import texts
from communkit.repository.history import read_history
from communkit.repository.relicensing import Relicensing
from communkit.repository.tree import read_tree
from repository_room.making_history import ANN, BOB, Commit, history_of


def text(licence: str) -> str:
    """The text of a licence, as the installation has it."""
    found = texts.text(licence)
    assert found is not None
    return found


def made(root: Path, files: Sequence[Mapping[str, str | bytes | None]]) -> Path:
    """A repository with a commit for each of `files`."""
    return history_of(root, [Commit(ANN, files=one) for one in files])


def events(root: Path) -> tuple[Relicensing, ...]:
    found = read_history(read_tree(root))
    assert found is not None
    assert found.notes == ()
    return found.relicensing


def test_a_licence_file_that_became_another_licence(tmp_path: Path) -> None:
    root = history_of(
        tmp_path / "r",
        [
            Commit(ANN, files={"a": "1"}),
            Commit(ANN, "licence", {"LICENSE": "Copyright 2019 Ann\n" + text("MIT")}),
            Commit(ANN, "new year", {"LICENSE": "Copyright 2020 Ann and Bob\n" + text("MIT")}),
            Commit(BOB, "relicense", {"LICENSE": text("EUPL-1.2")}),
        ],
    )
    (event,) = events(root)
    assert (event.before, event.after, event.kind, event.places) == (("MIT",), ("EUPL-1.2",), "text", ("LICENSE",))
    assert event.day.isoformat() == "2020-09-16"
    assert len(event.commit) == 40


def test_another_name_is_no_other_licence(tmp_path: Path) -> None:
    files: list[dict[str, str | bytes | None]] = [
        {"LICENSE": text("MIT")},
        {"LICENSE": None, "LICENCE.txt": text("MIT")},
        {"LICENCE.txt": None},
        {"COPYING": text("MIT")},
    ]
    assert events(made(tmp_path / "r", files)) == ()


def test_a_former_file_under_a_name_of_its_own_is_found(tmp_path: Path) -> None:
    files: list[dict[str, str | bytes | None]] = [
        {"LICENSE-of-old.txt": text("MIT"), "LICENSE": "see the other file"},
        {"LICENSE": "nothing yet"},
        {"LICENSE-of-old.txt": text("ISC")},
        {"LICENSE-of-old.txt": None, "LICENSE": text("ISC")},
    ]
    (event,) = events(made(tmp_path / "r", files))
    assert (event.before, event.after) == (("MIT",), ("ISC",))


def test_a_second_licence_to_choose_from_is_told(tmp_path: Path) -> None:
    files: list[dict[str, str | bytes | None]] = [{"LICENSE-MIT": text("MIT")}, {"LICENSE-APACHE": text("Apache-2.0")}]
    (event,) = events(made(tmp_path / "r", files))
    assert (event.before, event.after) == (("MIT",), ("Apache-2.0", "MIT"))


def test_the_licence_of_fonts_is_none_of_the_project(tmp_path: Path) -> None:
    files: list[dict[str, str | bytes | None]] = [
        {"LICENSE": text("MIT")},
        {"LICENSE_FONTS": text("OFL-1.1"), "THIRD-PARTY-LICENSES.txt": text("ISC")},
    ]
    assert events(made(tmp_path / "r", files)) == ()


def test_the_gpl_beside_the_lgpl_is_its_base(tmp_path: Path) -> None:
    files: list[dict[str, str | bytes | None]] = [
        {"COPYING.LESSER": text("LGPL-3.0-only")},
        {"COPYING": text("GPL-3.0-only")},
    ]
    assert events(made(tmp_path / "r", files)) == ()


def test_a_licence_that_came_over_a_merge_is_told_once(tmp_path: Path) -> None:
    commits = [
        Commit(ANN, files={"LICENSE": text("MIT"), "a": "1"}),
        Commit(ANN, files={"a": "2"}),
        Commit(BOB, files={"LICENSE": text("ISC")}, parents=(0,)),
        Commit(ANN, "Merge", {"LICENSE": text("ISC")}, parents=(1, 2)),
    ]
    (event,) = events(history_of(tmp_path / "r", commits))
    assert event.day.isoformat() == "2020-09-15"


def test_manifests_that_came_to_declare_another_licence(tmp_path: Path) -> None:
    files: list[dict[str, str | bytes | None]] = [
        {"setup.py": 'setup(\n    license="AGPL-3.0-or-later",\n)', "package.json": '{"license": "ISC"}'},
        {"package.json": '{"license": "MIT"}', "setup.py": 'setup(\n    license="AGPL-3.0",\n)'},
        {"setup.py": None, "pyproject.toml": 'license = { text = "MIT" }'},
    ]
    (event,) = events(made(tmp_path / "r", files))
    # what npm init writes is nobody's word, a more exact identifier is no change
    assert (event.before, event.after, event.kind) == (("AGPL-3.0",), ("MIT",), "manifest")
    assert event.places == ("pyproject.toml", "setup.py")


def test_a_manifest_that_comes_back_after_years_was_another_one(tmp_path: Path) -> None:
    example, own = "legal:\n  license: AGPL-3.0-or-later\n", "legal:\n  license: EUPL-1.2\n"
    files: list[dict[str, str | bytes | None]] = [
        {"publiccode.yml": example},
        {"publiccode.yml": None, "a": "1"},
        {"publiccode.yml": own},
    ]
    assert events(made(tmp_path / "back", files)) == ()
    (event,) = events(made(tmp_path / "changed", [{"publiccode.yml": example}, {"publiccode.yml": own}]))
    assert (event.before, event.after) == (("AGPL-3.0-or-later",), ("EUPL-1.2",))


@pytest.mark.parametrize("below", ["", "part"])
def test_the_folder_that_is_read_has_its_own(tmp_path: Path, below: str) -> None:
    path = f"{below}/LICENSE" if below else "LICENSE"
    root = history_of(
        tmp_path / "r",
        [Commit(ANN, files={path: text("MIT"), "other/LICENSE": text("ISC")}), Commit(ANN, files={path: text("ISC")})],
    )
    assert len(events(root / below)) == 1
    assert events(root / "other") == ()


def test_links_and_giants_are_not_read(tmp_path: Path) -> None:
    root = history_of(
        tmp_path / "r",
        [
            Commit(ANN, files={"LICENSE": text("MIT")}),
            Commit(ANN, files={"LICENSE": text("ISC") + " " * 500_000}),
            Commit(ANN, files={"LICENSE": b"\0\xff" * 400}),
        ],
    )
    assert events(root) == ()
