"""An audit of a repository that wants to harm: nothing runs, leaks or hangs, and what was left is told."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communkit.audit.evidence import as_data
from communkit.audit.repository import judged
from communkit.licences.texts import text
from communkit.repository import pool
from communkit.repository.survey import survey
from communkit.words import words_in
from repository_room.making import folder_with, repository_with, run_git

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs links, special files or modes of POSIX")
DAY = date(2026, 11, 21)


def audited(place: Path, revision: str | None = None) -> Mapping[str, Any]:
    """What an audit says, as JSON that was really written and read."""
    found = survey(place, DAY, revision=revision)
    told = json.dumps(as_data(found, judged(found, DAY), words_in("en")), ensure_ascii=False)
    told.encode("utf-8")
    data = json.loads(told)
    assert isinstance(data, dict)
    return data


def reasons(data: Mapping[str, Any]) -> dict[str, str]:
    return {one["path"]: one["reason"] for one in data["not_read"]}


def committed(place: Path, files: Mapping[str, str | bytes]) -> Path:
    repository_with(place, files)
    run_git(place, "commit", "-q", "-m", "All")
    return place


@ON_POSIX
def test_nothing_that_the_configuration_names_is_run(tmp_path: Path) -> None:
    root = committed(tmp_path / "trap", {"app.py": "print()\n", ".gitattributes": "* diff=x filter=x\n"})
    marker, script = tmp_path / "run", tmp_path / "script"
    script.write_text(f"#!/bin/sh\necho ran >> {marker}\nexit 1\n")
    script.chmod(0o755)
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction", "pre-commit"):
        (root / ".git" / "hooks").mkdir(exist_ok=True)
        (root / ".git" / "hooks" / hook).symlink_to(script)
    keys = {
        "core": "fsmonitor hooksPath pager sshCommand gitProxy askPass editor alternateRefsCommand",
        "diff": "external",
        'diff "x"': "textconv command",
        'filter "x"': "clean smudge process",
        "credential": "helper",
        "gpg": "program",
        "log": "showSignature",
        'remote "origin"': "vcs promisor",
        "pager": "log ls-files cat-file",
        "alias": "log ls-tree cat-file rev-parse",
        "uploadpack": "packObjectsHook",
        "interactive": "diffFilter",
        "sequence": "editor",
    }
    config = "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n"
    config += '[remote "origin"]\n\turl = ext::' + str(script) + "\n"
    for section, names in keys.items():
        config += f"[{section}]\n" + "".join(f"\t{name} = {script}\n" for name in names.split())
    (root / ".git" / "config").write_text(config)
    audited(root)
    audited(root, "HEAD")
    assert not marker.exists()


@ON_POSIX
def test_links_are_told_and_never_followed(tmp_path: Path) -> None:
    secret = folder_with(
        tmp_path / "secret", {"LICENSE": text("MIT") or "", "key.py": "# Copyright 2020 Secret Name\n"}
    )
    root = folder_with(tmp_path / "trap", {"app.py": "print()\n"})
    (root / "LICENSE").symlink_to(secret / "LICENSE")
    (root / "below").symlink_to(secret)
    (root / "loop").symlink_to(root)
    (root / "self").symlink_to("self")
    (root / "nowhere").symlink_to("/does/not/exist")
    data = audited(root)
    assert data["outbound"]["expression"] is None
    assert data["holders"] == []
    assert {path for path, reason in reasons(data).items() if reason == "link"} >= {"LICENSE", "below", "loop", "self"}
    run_git(root, "init", "-q")
    run_git(root, "add", "-A")
    assert audited(root)["outbound"]["expression"] is None
    run_git(root, "commit", "-q", "-m", "All")
    assert reasons(audited(root, "HEAD"))["LICENSE"] == "link"


@ON_POSIX
def test_a_folder_that_became_a_link_after_git_named_its_files(tmp_path: Path) -> None:
    secret = folder_with(tmp_path / "secret", {"key.py": "# Copyright 2020 Secret Name\n"})
    root = repository_with(tmp_path / "trap", {"src/key.py": "print()\n"})
    (root / "src" / "key.py").unlink()
    (root / "src").rmdir()
    (root / "src").symlink_to(secret)
    data = audited(root)
    assert data["holders"] == []
    assert reasons(data) == {"src/key.py": "link"}


@ON_POSIX
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "trap", {"LICENSE": "x\n", "app.py": "print()\n"})
    (root / "LICENSE").unlink()
    os.mkfifo(root / "LICENSE")
    os.mkfifo(root / "pipe.py")
    begin = time.monotonic()
    assert reasons(audited(root))["LICENSE"] == "special"
    plain = folder_with(tmp_path / "plain", {"app.py": "print()\n"})
    os.mkfifo(plain / "README.md")
    assert reasons(audited(plain)) == {"README.md": "special"}
    assert time.monotonic() - begin < 30


@ON_POSIX
def test_a_file_of_ten_gigabytes_costs_nothing(tmp_path: Path) -> None:
    root = folder_with(tmp_path / "trap", {"app.py": "print()\n"})
    for name in ("LICENSE", "package.json", "README.md", "data.csv", "package-lock.json", "GOVERNANCE.md"):
        with (root / name).open("wb") as file:
            file.truncate(10 * 1024**3)
    program = "import sys; from test_hostile import audited; from pathlib import Path; audited(Path(sys.argv[1]))"
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)\n{program}"
    folder = Path(__file__).parent
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join([str(folder), str(folder.parent), *sys.path]))
    done = subprocess.run([sys.executable, "-c", limited, str(root)], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@ON_POSIX
def test_names_that_no_terminal_should_see(tmp_path: Path) -> None:
    names = ["a\nb.py", "\x1b[31mred.py", "\u202etxt.py", "tab\there.py", 'quote".py', "-rf", "ünïcode.py"]
    head = "# SPDX-License-Identifier: MIT\n# Copyright 2020 Ville de Lens\n"
    root = folder_with(tmp_path / "trap", dict.fromkeys(names, head))
    folder = os.fsencode(root)
    for name in (b"latin-\xe9.py", b"LICENSE\xff"):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 - a name that is no text
            file.write(head.encode())
    for place in (root, committed(root, {})):
        data = audited(place)
        assert data["files"]["total"] == len(names) + 2
        assert data["holders"][0]["name"] == "Ville de Lens"
        for one in data["outbound"]["evidence"]:
            assert one["path"].isprintable()


def test_encodings_that_are_broken_or_rare(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "latin.py": "# Copyright 2020 Département du Nord\n".encode("latin-1"),
        "wide.txt": "Copyright 2021 Ville de Liège\n".encode("utf-16"),
        "broken.py": b"# Copyright 2022 \xff\xfe\x80 Studio Exemple\n" + bytes(range(1, 256)),
        "package.json": b'{"license": "MIT\xff"}',
        "pyproject.toml": b"[project\nlicense = \x00",
        "publiccode.yml": b"legal: [" * 5_000,
        "README.md": b"\xef\xbb\xbf# Carte\n\n## Licence\n\nMIT\n",
        "REUSE.toml": b"version = [[[",
        "LICENSE": b"\x00\x01" * 2_000,
        "package-lock.json": b"[" * 100_000,
    }
    data = audited(folder_with(tmp_path / "trap", files))
    assert {"Département du Nord", "Ville de Liège"} <= {one["name"] for one in data["holders"]}


def test_what_is_kept_elsewhere_or_closed_is_told(tmp_path: Path) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12345\n"
    inner = repository_with(tmp_path / "inner", {"x.py": "1\n"})
    run_git(inner, "commit", "-q", "-m", "x")
    root = committed(tmp_path / "trap", {"model.onnx": pointer, "lib.zip": b"PK\x03\x04", "app.py": "print()\n"})
    commit = run_git(inner, "rev-parse", "HEAD").strip()
    run_git(root, "update-index", "--add", "--cacheinfo", f"160000,{commit},deps/inner")
    run_git(root, "commit", "-q", "-m", "y")
    expected = {"model.onnx": "stored-elsewhere", "lib.zip": "archive", "deps/inner": "submodule"}
    assert reasons(audited(root)) == expected
    assert reasons(audited(root, "HEAD")) == expected


def test_missing_objects_are_told(tmp_path: Path) -> None:
    root = committed(tmp_path / "trap", {"gone.py": "# Copyright 2020 Somebody\n", "LICENSE": text("MIT") or ""})
    blob = run_git(root, "rev-parse", "HEAD:gone.py").strip()
    store = root / ".git" / "objects" / blob[:2] / blob[2:]
    store.chmod(0o644)
    store.unlink()
    (root / ".git").rename(tmp_path / "bare.git")
    data = audited(tmp_path / "bare.git")
    assert data["repository"]["read_from"] == "git"
    assert reasons(data) == {"gone.py": "missing"}
    assert data["outbound"]["expression"] == "MIT"


@ON_POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_repository_of_somebody_else_is_read(tmp_path: Path) -> None:
    root = committed(tmp_path / "theirs", {"app.py": "# SPDX-License-Identifier: MIT\n"})
    for path in (root, *root.rglob("*")):
        os.chown(path, 12345, 12345)
    assert audited(root)["history"]["commits"] == 1
    assert audited(root, "HEAD")["repository"]["read_from"] == "git"


def test_no_address_comes_out(tmp_path: Path) -> None:
    files = {
        "LICENSE": "Copyright (c) 2020 Ana Exemple <ana@secret.example>\n\n" + (text("ISC") or ""),
        "a.py": "# Copyright 2020 Bao (bao@secret.example)\n# SPDX-FileCopyrightText: 2021 Cem <cem@secret.example>\n",
        "b.py": "# Copyright 2020 dia@secret.example\n# Copyright 2021 Eva eva at secret.example dot org\n",
        "package.json": '{"license": "MIT", "author": "Ana <ana@secret.example>"}',
        "CONTRIBUTING.md": "Write to security@secret.example to sign the CLA.\n",
        "GOVERNANCE.md": "Maintainers: Ana <ana@secret.example>\n",
        "publiccode.yml": "name: x\nlegal:\n  license: MIT\n  mainCopyrightOwner: Ana <ana@secret.example>\n",
    }
    root = committed(tmp_path / "trap", files)
    told = json.dumps(audited(root), ensure_ascii=False)
    assert "secret.example" not in told
    assert "author@example.org" not in told


def test_the_page_at_a_terminal_shows_no_address_and_no_escape(tmp_path: Path) -> None:
    files = {
        "LICENSE": "Copyright (c) 2020 Ana \x1b[31mExemple <ana@secret.example>\n\n" + (text("ISC") or ""),
        "package.json": '{"license": "GPL-3.0-only", "author": "Ana <ana@secret.example>"}',
    }
    root = committed(tmp_path / "trap", files)
    line = [sys.executable, "-m", "communkit", "audit", str(root), "--lang", "en"]
    said = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert "Holders" in said
    assert "REP003" in said
    assert "secret.example" not in said
    assert "\x1b" not in said


@ON_POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root makes devices")
def test_a_device_is_not_opened(tmp_path: Path) -> None:
    root = repository_with(tmp_path / "trap", {"LICENSE": "x\n", "app.py": "print()\n"})
    (root / "LICENSE").unlink()
    try:
        os.mknod(root / "LICENSE", 0o600 | stat.S_IFCHR, os.makedev(1, 5))  # as /dev/zero: it never ends
    except PermissionError:
        pytest.skip("this machine makes no devices")
    assert reasons(audited(root))["LICENSE"] == "special"


def test_a_work_tree_without_its_files_is_read_from_git(tmp_path: Path) -> None:
    root = committed(tmp_path / "ours", {"LICENSE": text("MIT") or "", "app.py": "print()\n"})
    for name in ("LICENSE", "app.py", ".git/index"):
        (root / name).unlink()
    data = audited(root)
    assert data["repository"]["read_from"] == "git"
    assert data["outbound"]["expression"] == "MIT"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="several processes need fork")
def test_several_processes_say_the_same_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {"LICENSE": text("MIT") or ""}
    files |= {
        f"src/m{n}.py": f"# Copyright 2020 Studio {n % 7}\n# SPDX-License-Identifier: MIT\n" for n in range(2_300)
    }
    root = folder_with(tmp_path / "many", files)
    alone = audited(root)
    monkeypatch.setattr(pool, "PAYS_FROM", 100)
    monkeypatch.setattr(pool, "_processors", lambda: 3)
    assert audited(root) == alone
