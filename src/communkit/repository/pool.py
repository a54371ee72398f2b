"""Reading many files at once: what each says, by as many processes as pay for themselves."""

from __future__ import annotations

import gc
import marshal
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess

from communkit.repository.files import extension
from communkit.repository.names import PAGES, PAPERS, PROSE
from communkit.repository.scan import NOTHING, Says, scan
from communkit.repository.tree import WHOLE, Tree, open_file

PAYS_FROM = 10_000
"""Files: of fewer, a second process costs more than it saves."""
_MOST_PROCESSES = 4
_SHARE = 500  # files handed over at a time
_DOCUMENTS = PROSE | PAGES | PAPERS | {"", "txt", "js"}

Told = tuple[int, Says | None]
"""The number of a file, and what it says; None where it could not be read. Files that say nothing are not told."""
_Raw = tuple[int, tuple[object, ...] | None]
Progress = Callable[[int, int], None]
"""Called with how many files are read, of how many."""


class Scan:
    """What each of `paths` says. Work begins at once, where several processes do it; `told` gives it in any order."""

    def __init__(self, tree: Tree, paths: Sequence[str], progress: Progress | None = None) -> None:
        self._tree, self._paths, self._progress = tree, paths, progress
        self._workers: list[ForkProcess] = []
        self._waiting: list[Connection] = []
        processes = min(_MOST_PROCESSES, _processors())
        if tree.on_disk and len(paths) >= PAYS_FROM and processes > 1 and _can_fork():
            self._begin(processes)

    def _begin(self, processes: int) -> None:
        """Processes that share the list of files, which forking hands over for nothing."""
        context = multiprocessing.get_context("fork")
        for number in range(processes):
            mine, theirs = context.Pipe(duplex=False)
            worker = context.Process(
                target=_work, args=(theirs, self._tree, self._paths, number * _SHARE, processes * _SHARE), daemon=True
            )
            worker.start()
            theirs.close()
            self._workers.append(worker)
            self._waiting.append(mine)

    def told(self) -> Iterator[Told]:
        """Each file that says something, or that could not be read."""
        if self._workers:
            yield from self._gathered()
            return
        documents = _DOCUMENTS
        for number, content in enumerate(self._tree.contents(self._paths)):
            if content is None:
                yield number, None
            else:
                says = scan(content, (end := extension(self._paths[number])) in documents, end in PROSE)
                if says is not NOTHING:
                    yield number, says
            if self._progress is not None and not (number + 1) % _SHARE:
                self._progress(number + 1, len(self._paths))

    def _gathered(self) -> Iterator[Told]:
        done: set[int] = set()
        try:
            while self._waiting:
                for connection in wait(self._waiting):
                    if not isinstance(connection, Connection):
                        continue
                    try:
                        start, share = marshal.loads(connection.recv_bytes())  # noqa: S302 - from our own process
                    except EOFError:
                        self._waiting.remove(connection)
                        connection.close()
                        continue
                    done.add(start)
                    yield from _made(share)
                    if self._progress is not None:
                        self._progress(min(len(done) * _SHARE, len(self._paths)), len(self._paths))
        finally:
            self.close()
        # a process that was killed (no memory) leaves its part undone: it is done here
        for start in range(0, len(self._paths), _SHARE):
            if start not in done:
                yield from _made(_share(f"{self._tree.root}{os.sep}", self._tree, self._paths, start))

    def close(self) -> None:
        """End the processes, done or not."""
        for connection in self._waiting:
            connection.close()
        for worker in self._workers:
            worker.terminate()
            worker.join()
            worker.close()
        self._waiting, self._workers = [], []


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def _made(share: list[_Raw]) -> Iterator[Told]:
    for number, raw in share:
        yield number, None if raw is None else Says._make(raw)


def _share(root: str, tree: Tree, paths: Sequence[str], start: int) -> list[_Raw]:
    """What paths[start:start + _SHARE] say, read from the disk."""
    told: list[_Raw] = []
    for number, path in enumerate(paths[start : start + _SHARE], start):
        content = open_file(root + path, WHOLE) if tree.is_inside(path.rpartition("/")[0]) else None
        if content is None:
            told.append((number, None))
            continue
        says = scan(content, (end := extension(path)) in _DOCUMENTS, end in PROSE)
        if says is not NOTHING:
            told.append((number, tuple(says)))
    return told


def _work(to: Connection, tree: Tree, paths: Sequence[str], first: int, step: int) -> None:
    gc.disable()  # it would walk through all that was inherited, again and again
    root = f"{tree.root}{os.sep}"
    try:
        for start in range(first, len(paths), step):
            to.send_bytes(marshal.dumps((start, _share(root, tree, paths, start))))
    finally:
        to.close()
