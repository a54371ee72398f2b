"""Writing: whole or not at all, and never over someone else's change."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from communkit.documents import EditRefused, append_row, fingerprint, read, write
from communkit.errors import EnvironmentFailure

SOURCES = Path(__file__).resolve().parents[2] / "src"
posix = pytest.mark.skipif(os.name == "nt", reason="permissions and links of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "commons" / "assets.yaml"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb:\r\n- x\r\n")
    return path


def test_an_edit_reaches_the_disk_as_it_is(path: Path) -> None:
    doc = append_row(read(path), ("b",), "é")
    new = write(path, doc.text, doc.fingerprint)
    assert path.read_bytes() == "\ufeffa: 1\r\nb:\r\n- x\r\n- é\r\n".encode()
    assert read(path).fingerprint == new == fingerprint(path.read_bytes())
    assert [file.name for file in path.parent.iterdir()] == ["assets.yaml"]


def test_loading_and_saving_is_a_fixed_point(path: Path) -> None:
    before = path.read_bytes()
    doc = read(path)
    write(path, doc.text, doc.fingerprint)
    assert path.read_bytes() == before


def test_a_new_file(tmp_path: Path) -> None:
    write(tmp_path / "new.yaml", "a: 1\n", None)
    assert (tmp_path / "new.yaml").read_text() == "a: 1\n"
    assert [file.name for file in tmp_path.iterdir()] == ["new.yaml"]


def refused(path: Path, expected: str | None, template: str) -> None:
    before = sorted((file, file.read_bytes() if file.is_file() else b"") for file in path.parent.glob("*"))
    with pytest.raises(EnvironmentFailure) as failure:
        write(path, "new: 1\n", expected)
    assert not isinstance(failure.value, EditRefused)
    assert failure.value.message.template.startswith(template)
    assert str(path.parent.parent) not in str(failure.value.message.params)
    assert failure.value.hint is not None
    assert before == sorted((file, file.read_bytes() if file.is_file() else b"") for file in path.parent.glob("*"))


def test_what_changed_meanwhile_is_not_overwritten(path: Path) -> None:
    doc = read(path)
    path.write_bytes(b"a: 2\n")
    refused(path, doc.fingerprint, "{file} changed on disk")


def test_what_exists_is_not_overwritten_by_something_new(path: Path) -> None:
    refused(path, None, "{file} exists already")


def test_what_is_gone_is_not_brought_back(path: Path) -> None:
    doc = read(path)
    path.unlink()
    refused(path, doc.fingerprint, "{file} was there")


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    refused(tmp_path / "none" / "a.yaml", None, "{file} could not be written")


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    refused(tmp_path / "a.yaml", None, "{file} exists already")
    refused(tmp_path / "a.yaml", "0" * 64, "{file} was there")


@posix
def test_permissions_stay(path: Path) -> None:
    path.chmod(0o640)
    write(path, "a: 2\n", read(path).fingerprint)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@posix
def test_a_link_inside_the_repository_is_written_through(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "commons").mkdir()
    (tmp_path / "real.yaml").write_text("a: 1\n")
    link = tmp_path / "commons" / "a.yaml"
    link.symlink_to("../real.yaml")
    write(link, "a: 2\n", read(link).fingerprint)
    assert link.is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "a: 2\n"


@posix
def test_a_link_out_of_the_repository_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "out.yaml").write_text("a: 1\n")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    link = tmp_path / "repository" / "a.yaml"
    link.symlink_to("../out.yaml")
    refused(link, fingerprint(b"a: 1\n"), "{file} is a symbolic link")
    link.unlink()
    link.symlink_to("../not-there-yet.yaml")
    refused(link, None, "{file} is a symbolic link")


@posix
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "said"),
    [
        (0o444, 0o777, "{file} is protected"),
        (0o666, 0o555, "{file} could not be written"),
    ],
)
def test_without_the_right_to_write(file_mode: int, folder_mode: int, said: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "commons"
        folder.mkdir()
        path = folder / "a.yaml"
        path.write_text("a: 1\n")
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        Path(name).chmod(0o755)
        root = os.geteuid() == 0
        if root:  # for whom nothing is protected
            os.seteuid(65534)
        try:
            refused(path, fingerprint(b"a: 1\n"), said)
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


KILLED = """
import os, sys
from pathlib import Path

from communkit.documents import read, write

path, deadline = Path(sys.argv[1]), int(sys.argv[2])
calls = 0

def watch(event, args):
    # Every touch of the file system during the write is a moment to die at.
    global calls
    if event in ("open", "os.rename", "os.link", "os.remove", "os.chmod"):
        calls += 1
        if calls == deadline:
            os._exit(9)

doc = read(path)
sys.addaudithook(watch)
real = os.fsync

def dying_sync(handle):
    watch("open", ())
    real(handle)
    watch("open", ())

os.fsync = dying_sync
write(path, "new: " + "y" * 100_000 + "\\n", doc.fingerprint)
"""


def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    old, new = b"old: " + b"x" * 50_000 + b"\n", b"new: " + b"y" * 100_000 + b"\n"
    seen = set()
    for deadline in range(1, 40):
        path.write_bytes(old)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), str(deadline)],
            env={**os.environ, "PYTHONPATH": str(SOURCES)},
            check=False,
        )
        assert path.read_bytes() in (old, new)
        seen.add((done.returncode, path.read_bytes() == new))
        if done.returncode == 0:
            break
    # It died before the new file was in place and after, and at last got through.
    assert seen == {(9, False), (9, True), (0, True)}


def test_what_a_killed_write_left_is_taken_away_by_the_next(path: Path) -> None:
    beside = path.parent
    old = [".assets.yaml.0123456789ab.tmp", ".project.yaml.0123456789ab.tmp", ".assets.yaml.mine.tmp"]
    for name in [*old, ".assets.yaml.ba9876543210.tmp"]:
        (beside / name).write_text("half of it")
    for name in old:
        os.utime(beside / name, (0, 0))
    (beside / ".assets.yaml.aaaaaaaaaaaa.tmp").mkdir()
    doc = append_row(read(path), ("b",), "y")
    write(path, doc.text, doc.fingerprint)
    left = {file.name for file in beside.iterdir()}
    assert left == {
        "assets.yaml",
        ".assets.yaml.aaaaaaaaaaaa.tmp",  # a folder is none of ours
        ".assets.yaml.ba9876543210.tmp",  # somebody may be writing it
        ".assets.yaml.mine.tmp",
        ".project.yaml.0123456789ab.tmp",  # another document's
    }
