"""What a command would write, shown as a diff that `patch` understands."""

from __future__ import annotations

import difflib


def diff(name: str, before: str | None, after: str) -> str:
    """The unified diff from `before` (None: the file does not exist) to `after`; "" where nothing changes."""
    lines = difflib.unified_diff(
        (before or "").splitlines(keepends=True),
        after.splitlines(keepends=True),
        fromfile=f"a/{name}" if before is not None else "/dev/null",
        tofile=f"b/{name}",
    )
    shown = [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
    return "".join(shown).rstrip("\n")
