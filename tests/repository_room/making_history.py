"""Histories made for a test: real git, fed by its own import, so that a hundred commits take no time."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from repository_room.making import run_git

AT = "@"
ANN = f"Ann Martin <ann.martin{AT}ville.example>"
BOB = f"Bob Durand <bob.durand{AT}agence.example>"
CYD = f"Cyd Leroy <cyd.leroy{AT}gmail.example>"
BOT = f"dependabot[bot] <49699333+dependabot[bot]{AT}users.noreply.forge.example>"
START = 1_600_000_000
DAY = 86_400


@dataclass(frozen=True)
class Commit:
    """One commit. `parents` are positions in the list (from 0); None: the one before. A file that is None goes."""

    author: str = ANN
    message: str = "change"
    files: Mapping[str, str | bytes | None] = field(default_factory=dict)
    parents: tuple[int, ...] | None = None
    day: int | None = None


def history_of(root: Path, commits: Iterable[Commit], bare: bool = False) -> Path:
    """A repository with `commits`, a day apart; checked out unless `bare`."""
    root.mkdir(parents=True)
    run_git(root, "init", "-q", "-b", "main", *(["--bare"] if bare else []))
    lines: list[bytes] = []
    for number, commit in enumerate(commits):
        when = f"{START + DAY * (number if commit.day is None else commit.day)} +0000"
        parents = commit.parents if commit.parents is not None else ((number - 1,) if number else ())
        message = commit.message.encode()
        lines += [b"commit refs/heads/main", b"mark :%d" % (number + 1)]
        lines += [f"author {commit.author} {when}".encode(), f"committer {commit.author} {when}".encode()]
        lines += [b"data %d" % len(message), message]
        lines += [b"%s :%d" % (b"merge" if place else b"from", one + 1) for place, one in enumerate(parents)]
        if not parents and number:
            lines.append(b"deleteall")
        for path, content in commit.files.items():
            if content is None:
                lines.append(f'D "{path}"'.encode())
            else:
                data = content.encode() if isinstance(content, str) else content
                lines += [f'M 100644 inline "{path}"'.encode(), b"data %d" % len(data), data]
    subprocess.run(
        ["git", "fast-import", "--quiet", "--force"],  # noqa: S607 - git, wherever it is
        cwd=root,
        input=b"\n".join(lines) + b"\n",
        check=True,
        capture_output=True,
    )
    if not bare:
        run_git(root, "reset", "-q", "--hard")
    return root
