"""A bar on stderr while many files are read: at a terminal only, and only when there is something to wait for."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from communkit.cli.app import App
from communkit.marked import N_, Message

_AFTER = 0.4  # seconds: what is quicker needs no bar
_EVERY = 0.1
_CELLS = 24


@contextmanager
def bar(app: App) -> Iterator[Callable[[int, int], None] | None]:
    """Hands over what to call with how many of how many are done; None where nobody looks."""
    if app.quiet or not sys.stderr.isatty():
        yield None
        return
    start = shown = time.monotonic()
    drawn = False

    def draw(done: int, of: int) -> None:
        nonlocal shown, drawn
        now = time.monotonic()
        if now - start < _AFTER or now - shown < _EVERY or not of:
            return
        shown, drawn = now, True
        full = _CELLS * done // of
        says = app.say(Message(N_("{done} of {count} files read"), {"done": done, "count": of}))
        sys.stderr.write(f"\r\x1b[K{'█' * full}{'░' * (_CELLS - full)} {says}")
        sys.stderr.flush()

    try:
        yield draw
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
