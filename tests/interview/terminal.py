"""communkit at a real terminal: a pseudo-terminal, what it shows, and the keys that a person presses."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import pexpect
import pyte

from house.processes import environment

ENTER, ESC, UP, DOWN, SPACE, CTRL_C = "\r", "\x1b", "\x1b[A", "\x1b[B", " ", "\x03"

WAIT = 15.0  # seconds: a machine under load is slow, and a test that passes never waits for it


class Terminal:
    """One run of communkit. `screen` is what one sees, `said` all that was ever shown."""

    def __init__(
        self,
        *arguments: str,
        folder: Path,
        columns: int = 80,
        lines: int = 40,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        known = {"PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm-256color", **(env or {})}
        self.process: Any = pexpect.spawn(
            sys.executable,
            ["-m", "communkit", *arguments],
            cwd=str(folder),
            env=environment(known),
            dimensions=(lines, columns),
            timeout=WAIT,
        )
        self.process.delaybeforesend = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.close(force=True)

    @property
    def screen(self) -> str:
        """The screen now, without the blanks at the ends of its lines."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def read(self, seconds: float = 0.02) -> None:
        """Take in what the program wrote meanwhile."""
        try:
            part = self.process.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += part
        self._stream.feed(part)

    def wait(self, text: str) -> str:
        """Wait until the screen shows `text`, blanks and line breaks aside, and nothing more is coming."""
        wanted = "".join(text.split())
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            before = len(self.raw)
            self.read(0.05)
            if len(self.raw) == before and wanted in "".join(self.screen.split()):
                return self.screen
        raise AssertionError(f"never shown: {text!r}\n{self.screen}")

    def settle(self, seconds: float = 0.3) -> None:
        """Wait until nothing has come for so long: a screen is drawn in several parts."""
        seen = -1
        while seen != len(self.raw):
            seen = len(self.raw)
            self.read(seconds)

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.process.send(key)
            if key == ESC:
                time.sleep(0.2)  # for a terminal, what follows at once would be part of it

    def answer(self, question: str, *keys: str) -> None:
        """Wait for `question`, then press `keys`."""
        self.wait(question)
        self.press(*keys)

    def choose(self, question: str, label: str) -> None:
        """Wait for `question` and the choice that is `label`, else begins with it, go down to it, and take it."""
        wanted = "".join(label.split())[:24]  # a narrow screen breaks it

        def pointed() -> str:
            lines = self.screen.split("\n")
            return next(("".join(line.split()) for line in lines if line.lstrip().startswith("❯")), "")

        def shown() -> list[str]:
            return ["".join(line.replace("❯", "").split()) for line in self.screen.split("\n")]

        def offered() -> bool:
            return any(line.startswith(wanted) for line in shown())

        self.wait(question)
        end = time.monotonic() + WAIT
        while not offered() and time.monotonic() < end:
            self.read(0.05)
        is_whole = wanted in shown()  # “copyright” above or below “copyright in software”
        for _ in range(40):
            if pointed() == "❯" + wanted if is_whole else pointed().startswith("❯" + wanted):
                self.press(ENTER)
                return
            before = pointed()
            self.press(DOWN)
            end = time.monotonic() + 2
            while pointed() == before and time.monotonic() < end:
                self.read()
        raise AssertionError(f"cannot be chosen: {label!r}\n{self.screen}")

    def exit_code(self) -> int:
        """Wait for the end; negative numbers are signals, as in subprocess."""
        end = time.monotonic() + WAIT
        while self.process.isalive() and time.monotonic() < end:
            self.read()
        self.read()
        self.process.close()
        return int(self.process.exitstatus if self.process.exitstatus is not None else -self.process.signalstatus)
