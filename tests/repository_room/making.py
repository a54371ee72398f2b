"""Repositories made for a test, with real git and nothing of the machine's configuration."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

_QUIET = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "Author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
}


def run_git(folder: Path, *arguments: str, committed: str = "") -> str:
    """What `git ARGUMENTS` says in `folder`; `committed` is the moment of a commit, else now."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    answer = subprocess.run(
        ["git", *arguments],  # noqa: S607 - git, wherever it is
        cwd=folder,
        env=inherited | _QUIET | ({"GIT_COMMITTER_DATE": committed} if committed else {}),
        capture_output=True,
        check=True,
    )
    return answer.stdout.decode("utf-8", "replace")


def folder_with(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A plain folder with `files`."""
    root.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def repository_with(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A git repository whose index holds `files`."""
    folder_with(root, files)
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", "-A", "-f")
    return root
