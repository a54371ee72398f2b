"""Where the dossier of a folder is found, and where not."""

from __future__ import annotations

from pathlib import Path

import pytest

from communkit.documents import find_dossier


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    (root / "src" / "deep").mkdir(parents=True)
    (root / "commons" / "adopted").mkdir(parents=True)
    (root / "commons" / "project.yaml").write_text("# c\nschema: project/1\n")
    return root


@pytest.mark.parametrize("start", [".", "src", "src/deep", "commons", "commons/adopted"])
def test_it_is_found_from_anywhere_in_the_repository(repository: Path, start: str) -> None:
    assert find_dossier(repository / start) == repository / "commons"


def test_a_relative_start(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "src")
    assert find_dossier(Path()) == repository / "commons"


def test_not_beyond_the_root_of_the_repository(repository: Path) -> None:
    inner = repository / "vendor" / "other"
    inner.mkdir(parents=True)
    (inner / ".git").write_text("gitdir: elsewhere\n")  # a submodule
    assert find_dossier(inner) is None
    assert find_dossier(inner.parent) == repository / "commons"


def test_a_folder_called_commons_without_project_is_none(repository: Path) -> None:
    (repository / "commons" / "project.yaml").unlink()
    assert find_dossier(repository) is None
    assert find_dossier(repository / "commons") is None


def test_without_a_repository_only_the_folder_itself_counts(tmp_path: Path) -> None:
    (tmp_path / "commons").mkdir()
    (tmp_path / "commons" / "project.yaml").write_text("schema: project/1\n")
    (tmp_path / "src").mkdir()
    assert find_dossier(tmp_path) == tmp_path / "commons"
    assert find_dossier(tmp_path / "commons") == tmp_path / "commons"
    assert find_dossier(tmp_path / "src") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"\xef\xbb\xbfschema: 'project/1'\r\n", True),
        (b"# c\nschema:   project/2\n", True),
        (b"name: x\n", False),
        (b"schema: projects\n", False),
        (b"other:\n  schema: project/1\n", False),
        (b"#" * 5000 + b"\nschema: project/1\n", False),
    ],
)
def test_a_dossier_in_a_repository_of_its_own(tmp_path: Path, text: bytes, found: bool) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "project.yaml").write_bytes(text)
    assert find_dossier(tmp_path) == (tmp_path if found else None)


def test_a_link_out_of_the_repository_is_not_followed(repository: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / ".git").mkdir(parents=True)
    (other / "commons").symlink_to(repository / "commons")
    assert find_dossier(other) is None


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert find_dossier(tmp_path / "none") is None
