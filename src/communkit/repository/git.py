"""Git, asked questions that only read. The one place that runs another program.

A repository's own configuration is a stranger's: it can name programs to run (hooks, a file-system monitor, pagers,
filters, helpers for passwords, transports). Every one of them is switched off here, nothing is fetched, and nothing
is written. The folder is named explicitly, so that who owns it does not matter: what ownership protects against is
that very configuration.
"""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

_CONFIG = (
    "core.fsmonitor=",  # a monitor is a program; empty is none, for every version of git
    f"core.hooksPath={os.devnull}",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.gitProxy=",
    "credential.helper=",
    "diff.external=",
    "gpg.program=false",
    "log.showSignature=false",
    "protocol.allow=never",
    "submodule.recurse=false",
    "core.quotePath=false",
)
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "GIT_PAGER": "cat",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}
_SECONDS = 30
LARGEST = 200_000_000
"""Bytes of an answer; a list of files beyond it is no list of files."""


class GitFailed(Exception):
    """Git is not installed, refused, took too long or said too much. The text is git's own, for a report."""


@cache
def program() -> str | None:
    """Where git is installed; None where it is not. A git that lies in the working folder is a stranger's."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        found = Path(folder) / name
        if found.is_absolute() and found.is_file() and os.access(found, os.X_OK):
            return str(found)
    return None


def ask(root: Path, *arguments: str, seconds: float = _SECONDS) -> bytes:
    """What `git ARGUMENTS` answers about the repository whose work tree is `root`. Raises GitFailed."""
    executable = program()
    if executable is None:
        raise GitFailed("git is not installed")
    settings = [part for setting in _CONFIG for part in ("-c", setting)]
    inherited = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    try:
        answer = subprocess.run(  # noqa: S603 - git as found on the path, our own arguments
            [executable, "--no-pager", *settings, f"--git-dir={root / '.git'}", f"--work-tree={root}", *arguments],
            cwd=root,
            env=inherited | _ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitFailed(f"git {arguments[0]} took longer than {seconds} s") from None
    except OSError as error:
        raise GitFailed(error.strerror or type(error).__name__) from None
    if answer.returncode:
        raise GitFailed(answer.stderr.decode("utf-8", "replace").strip()[:500])
    if len(answer.stdout) > LARGEST:
        raise GitFailed(f"git {arguments[0]} said too much")
    return answer.stdout
