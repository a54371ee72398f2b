"""kill -9, at each step of a write and at moments nobody chose: the answer being typed is all that is lost."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communkit.documents import read
from interview.typist import QUIT, dossier, walk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork, no SIGKILL")

CALLS = ("open", "fsync", "link", "replace", "unlink", "chmod")
KINDS = ("code", "documentation", "database", "sign", "hardware", "content")


def answers(path: Path) -> list[str]:
    """The kinds that are answered in the document, which must be whole; none when it does not exist."""
    if not path.exists():
        return []
    found: Any = read(path).data.get("not_applicable", {})
    return list(found)


def _killed_at(step: int, folder: Path) -> bool:
    """Answer two questions in a child process, which is killed at its `step`th call of the system; False: it was not.

    Steps are counted while documents are written: before each call, so behind the one before it, and at the end.
    """
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL
            return True
        assert os.waitstatus_to_exitcode(status) == 0
        return False
    try:
        left = [step]
        armed = [False]

        def watched(call: Callable[..., Any]) -> Callable[..., Any]:
            def inner(*arguments: Any, **options: Any) -> Any:
                _count()
                return call(*arguments, **options)

            return inner

        def _count() -> None:
            if not armed[0]:
                return
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        for name in CALLS:
            setattr(os, name, watched(getattr(os, name)))

        from communkit.documents import files

        write = files.write

        def counted(*arguments: Any) -> Any:
            armed[0] = True
            try:
                return write(*arguments)
            finally:
                _count()
                armed[0] = False

        import communkit.cli.interview.desk as desk

        vars(desk)["write"] = counted
        walk(
            folder,
            "assets",
            ("Source code", "There is none"),
            ("Why is there none?", "one"),
            ("Documentation", "There is none"),
            ("Why is there none?", "two"),
            ("Databases", QUIT),
        )
        os._exit(0)
    finally:
        os._exit(1)


def test_killed_at_each_step_of_a_write(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    seen = set()
    step = 0
    while True:
        step += 1
        assert step < 400
        folder = tmp_path / str(step)
        folder.mkdir()
        path = dossier(folder)
        killed = _killed_at(step, folder)
        found = answers(path)
        seen.add(len(found))
        assert found == list(KINDS[: len(found)]), "answers come in order, none between them is missing"
        assert (path.parent / "project.yaml").is_file()
        if not killed:
            break
        # whoever comes back goes on from what is there
        if step % 5 == 0:
            left = ("Source code", "Documentation", "Databases")[len(found)]
            walk(folder, "assets", (left, QUIT))
    capfd.readouterr()
    assert found == ["code", "documentation"]
    assert seen == {0, 1, 2}
    assert step > 15, "the steps of two writes and of a schema"


LABELS = ("Source code", "Documentation", "Databases", "Distinctive signs", "Hardware", "Content and materials")


def _answered_then_killed(folder: Path, answered: int, after: float) -> None:
    """Answer that many questions, begin on the next, and kill the program `after` seconds into that."""
    from interview.terminal import DOWN, ENTER, Terminal

    with Terminal("assets", "--lang", "en", folder=folder) as terminal:
        for label in LABELS[:answered]:
            terminal.wait(f"{label}: does the project hold any?")
            terminal.press(DOWN, ENTER, f"no {label}", ENTER)
        terminal.wait(f"{LABELS[answered]}: does the project hold any?")
        terminal.press(DOWN, ENTER, "never", ENTER)
        time.sleep(after)
        os.kill(terminal.process.pid, signal.SIGKILL)
        assert terminal.exit_code() == -signal.SIGKILL


def _random_moments(folder: Path, runs: int) -> None:
    moments = random.Random(20261121)  # noqa: S311 - moments, not secrets
    path = dossier(folder)
    for _ in range(runs):
        path.unlink(missing_ok=True)
        count = moments.randrange(len(LABELS))
        _answered_then_killed(folder, count, moments.choice((0.0, moments.uniform(0, 0.3))))
        found = answers(path)
        assert found[:count] == list(KINDS[:count]), "what was said before stays"
        assert len(found) <= count + 1, "what was being typed may have been saved, nothing beyond it"


def test_killed_at_moments_nobody_chose(tmp_path: Path) -> None:
    _random_moments(tmp_path, 3)


@pytest.mark.slow
def test_killed_at_many_moments(tmp_path: Path) -> None:
    _random_moments(tmp_path, 30)
