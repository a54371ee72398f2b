"""Reading a stranger's repository runs nothing of it, reaches nothing outside it, and never hangs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from communkit.repository import git
from communkit.repository.glance import look
from communkit.repository.remotes import public_address, read_remotes
from communkit.repository.tree import is_bare, read_tree
from repository_room.making import folder_with, repository_with, run_git

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs symbolic links, hooks or modes of POSIX")


@ON_POSIX
def test_nothing_that_the_configuration_names_is_run(tmp_path: Path) -> None:
    root = repository_with(
        tmp_path / "trap", {"app.py": "print()\n", "README.md": "# Trap\n", ".gitattributes": "* diff=x\n"}
    )
    marker = tmp_path / "run"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\necho ran >> {marker}\nexit 1\n")
    script.chmod(0o755)
    hooks = root / "myhooks"
    hooks.mkdir()
    for hook in ("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction"):
        (hooks / hook).symlink_to(script)
    (tmp_path / "included").write_text(f"[core]\n\tfsmonitor = {script}\n")
    (root / ".git" / "config").write_text(
        f"""
[core]
	repositoryformatversion = 1
	fsmonitor = {script}
	hooksPath = {hooks}
	pager = {script}
	sshCommand = {script}
	gitProxy = {script}
	askPass = {script}
	editor = {script}
	alternateRefsCommand = {script}
	attributesFile = {root}/.gitattributes
[include]
	path = {tmp_path}/included
[alias]
	ls-files = "!{script}"
	config = "!{script}"
[diff]
	external = {script}
[diff "x"]
	textconv = {script}
	command = {script}
[filter "x"]
	clean = {script}
	smudge = {script}
	process = {script}
[credential]
	helper = {script}
[log]
	showSignature = true
[gpg]
	program = {script}
[extensions]
	partialClone = origin
[remote "origin"]
	url = ext::{script}
	promisor = true
	vcs = {script}
[uploadpack]
	packObjectsHook = {script}
[pager]
	ls-files = {script}
	config = {script}
"""
    )
    glance = look(root)
    assert not marker.exists()
    assert glance.tracked
    assert glance.files == 3
    assert glance.remotes == ()


@ON_POSIX
def test_a_work_tree_elsewhere_is_not_followed(tmp_path: Path) -> None:
    secret = folder_with(tmp_path / "secret", {"README.md": "# Secret things\n\nNobody should ever read this text.\n"})
    root = repository_with(tmp_path / "trap", {"README.md": "# Ours\n"})
    run_git(root, "config", "core.worktree", str(secret))
    glance = look(root)
    assert glance.name.value == "Ours"
    assert glance.summary is None


def test_the_environment_of_the_caller_names_no_other_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = repository_with(tmp_path / "other", {"other.py": ""})
    root = repository_with(tmp_path / "ours", {"ours.py": ""})
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.fsmonitor'='false'")
    assert read_tree(root).paths == ("ours.py",)


@ON_POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_repository_of_somebody_else_is_read(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "theirs", {"app.py": ""})
    for path in (root, *root.rglob("*")):
        os.chown(path, 12345, 12345)
    assert read_tree(root).paths == ("app.py",)


def test_without_git_the_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository_with(tmp_path / "ours", {"app.py": "", "node_modules/x/index.js": ""})
    monkeypatch.setattr(git, "program", lambda: None)
    tree = read_tree(root)
    assert tree.paths == ("app.py",)
    assert not tree.tracked
    assert tree.notes == ("git is not installed",)


@ON_POSIX
def test_a_git_that_lies_in_the_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = folder_with(tmp_path, {"git": "#!/bin/sh\nexit 0\n"}) / "git"
    fake.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    git.program.cache_clear()
    try:
        assert git.program() != str(fake)
    finally:
        git.program.cache_clear()


def test_a_repository_before_its_first_add_is_read_as_a_folder(tmp_path: Path) -> None:
    root = folder_with(tmp_path / "new", {"a.py": "", ".git/x": ""})
    (root / ".git" / "x").unlink()
    run_git(root, "init", "-q")
    tree = read_tree(root)
    assert tree.paths == ("a.py",)
    assert not tree.tracked
    assert tree.repository == root.resolve()


def test_a_part_of_a_repository_is_read_alone(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "mono", {"one/a.py": "", "one/b/c.py": "", "two/d.py": "", "one-more/e.py": ""})
    assert read_tree(root / "one").paths == ("a.py", "b/c.py")


def test_a_broken_repository_is_read_as_a_folder(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "broken", {"a.py": ""})
    (root / ".git" / "index").write_bytes(b"nonsense")
    tree = read_tree(root)
    assert tree.paths == ("a.py",)
    assert len(tree.notes) == 1


def test_a_bare_repository_is_recognised(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "-q", "--bare", "bare.git")
    assert is_bare(tmp_path / "bare.git")
    assert not is_bare(tmp_path)


@ON_POSIX
@pytest.mark.parametrize("tracked", [True, False])
def test_links_are_not_followed(tmp_path: Path, tracked: bool) -> None:
    outside = folder_with(tmp_path / "outside", {"README.md": "# Secret\n", "notes.py": "# Copyright 2020 Secret\n"})
    make = repository_with if tracked else folder_with
    root = make(tmp_path / "ours", {"app.py": "", "real/notes.py": "# Copyright 2020 Ours\n"})
    (root / "README.md").symlink_to(outside / "README.md")
    (root / "LICENSE").symlink_to("/etc/passwd")
    if tracked:
        run_git(root, "add", "-A")
    # a folder that was real when git looked, and has become a link since
    (root / "real" / "notes.py").unlink()
    (root / "real").rmdir()
    (root / "real").symlink_to(outside)
    glance = look(root)
    assert glance.name.value == "ours"
    assert glance.holders == ()
    assert glance.licences.files == ()


@ON_POSIX
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "ours", {"README.md": "# Name\n"})
    (root / "README.md").unlink()
    os.mkfifo(root / "README.md")
    assert look(root).name.value == "ours"


@ON_POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS refuses names that are not UTF-8")
def test_hostile_names_are_neither_lost_nor_written(tmp_path: Path) -> None:
    hostile = ["new\nline.csv", "turn\u202ed.csv", "esc\x1b[31m.csv"]
    root = folder_with(tmp_path / "ours", dict.fromkeys(hostile, "a,b\n"))
    (Path(os.fsdecode(os.fsencode(root) + b"/\xff.csv"))).write_text("a\n")
    run_git(root, "init", "-q")
    run_git(root, "add", "-A")
    glance = look(root)
    assert glance.files == 4
    (heap,) = glance.heaps
    assert heap.patterns == ("*.csv",)
    assert heap.example == ""


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://forge.example/equipe/carte.git", "https://forge.example/equipe/carte"),
        ("https://user:secret@forge.example/equipe/carte.git", "https://forge.example/equipe/carte"),
        ("https://token@forge.example:8443/a/b", "https://forge.example:8443/a/b"),
        ("https://forge.example/a/b?private_token=secret#x", "https://forge.example/a/b"),
        ("git@forge.example:equipe/carte.git", "https://forge.example/equipe/carte"),
        ("ssh://git@forge.example:2222/equipe/carte.git", "https://forge.example/equipe/carte"),
        ("/srv/git/carte.git", None),
        ("file:///srv/git/carte.git", None),
        ("C:\\git\\carte", None),
        ("ext::sh -c evil", None),
        ("https://forge.example/a b", None),
        ("https://[broken/a", None),
        ("", None),
    ],
)
def test_addresses_of_remotes_carry_no_secret(written: str, address: str | None) -> None:
    assert public_address(written) == address


def test_origin_comes_first(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "ours", {"a.py": ""})
    run_git(root, "remote", "add", "aaa", "git@forge.example:fork/carte.git")
    run_git(root, "remote", "add", "origin", "https://me:secret@forge.example/equipe/carte.git")
    found = [one.value for one in read_remotes(read_tree(root))]
    assert found == ["https://forge.example/equipe/carte", "https://forge.example/fork/carte"]
