"""The repositories of a project, read as far as somebody asks: listing files is cheap, reading all of them is not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from communkit.audit.globs import Glob, glob
from communkit.documents.tree import repository_root
from communkit.repository.facts import Seen
from communkit.repository.files import File, Sorter
from communkit.steps.project import Project
from communkit.steps.project.model import Repository

if TYPE_CHECKING:
    from communkit.repository.contributions import Contributions
    from communkit.repository.history import History
    from communkit.repository.holders import Holder
    from communkit.repository.licences import Licences
    from communkit.repository.reading import Reading
    from communkit.repository.survey import Survey
    from communkit.repository.tree import Tree


class Ground:
    """One repository. Each part is read when it is first asked for, once.

    `id` is how the dossier calls it, "" where it has no row for it. `below` leads to it from the folder that holds
    the dossier; `own` is the dossier's own folder in it, "" where the dossier stands elsewhere.
    """

    def __init__(
        self,
        id: str,
        folder: Path,
        below: str = "",
        own: str = "",
        row: Repository | None = None,
        survey: Survey | None = None,
    ) -> None:
        self.id = id
        self.folder = folder
        self.below = below
        self.own = own
        self.row = row
        self._survey = survey

    @cached_property
    def tree(self) -> Tree:
        """Its files, by name."""
        from communkit.repository.tree import read_tree

        return self._survey.tree if self._survey else read_tree(self.folder)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Its files without the dossier itself."""
        return tuple(path for path in self.tree.paths if not self.own or not path.startswith(f"{self.own}/"))

    @cached_property
    def known(self) -> frozenset[str]:
        """Every file, the dossier's too."""
        return frozenset(self.tree.paths)

    @cached_property
    def remotes(self) -> tuple[str, ...]:
        """Where its git configuration says that it is published."""
        from communkit.repository.remotes import read_remotes

        return tuple(one.value for one in (self._survey.reading.remotes if self._survey else read_remotes(self.tree)))

    @cached_property
    def files(self) -> Mapping[str, File]:
        """Each file by its path, as its name tells what it is."""
        from communkit.repository.manifests import read_all

        manifests = read_all(self.tree, [path for path in self.tree.paths if "/" not in path])
        named = [one.name.value for one in manifests if one.name][:1]
        last = [one.rpartition("/")[2] for one in self.remotes[:1]]
        sorter = Sorter((*named, self.tree.root.name, *last))
        return {path: sorter.file(path) for path in self.tree.paths}

    @cached_property
    def reading(self) -> Reading:
        """All of it read."""
        from communkit.repository.reading import read

        return self._survey.reading if self._survey else read(self.tree)

    @cached_property
    def licences(self) -> Licences:
        """What it says of licences."""
        from communkit.repository.licences import weigh

        return self._survey.licences if self._survey else weigh(self.reading)

    @cached_property
    def holders(self) -> tuple[Holder, ...]:
        """Who its notices and manifests name."""
        from communkit.repository.holders import project_holders

        return self._survey.holders if self._survey else project_holders(self.reading, self.licences)

    @cached_property
    def history(self) -> History | None:
        """Its history, None without git."""
        from communkit.repository.history import read_history

        return self._survey.history if self._survey else read_history(self.tree)

    @cached_property
    def contributions(self) -> Contributions:
        """How contributions come in."""
        from communkit.repository.contributions import read_contributions

        return self._survey.contributions if self._survey else read_contributions(self.tree, self.history)

    def named(self, path: str) -> str:
        """How one of its files is called from the folder that holds the dossier."""
        return f"{self.below}/{path}" if self.below else path

    def seen(self, seen: Seen) -> Seen:
        """A place in it, called from there too."""
        return replace(seen, path=self.named(seen.path)) if self.below else seen

    def holds(self, path: str) -> bool:
        """Whether a file or folder of that name is in it."""
        path = path.replace("\\", "/").removeprefix("./").rstrip("/")
        return path in self.known or any(one.startswith(f"{path}/") for one in self.tree.paths)


@dataclass(frozen=True)
class Grounds:
    """The repositories that could be read, by identifier; the first is that of paths that name none.

    `unread` are the rows of those that are not on this machine.
    """

    by_id: Mapping[str, Ground]
    first: Ground | None
    unread: tuple[Repository, ...] = ()

    def __iter__(self) -> Iterator[Ground]:
        return iter(self.by_id.values())

    def of(self, pattern: str) -> tuple[Ground | None, Glob]:
        """The repository that a path of the table is about, None where it was not read; and the pattern in it."""
        id, mark, rest = pattern.partition(":")
        if mark and (id in self.by_id or any(one.id == id for one in self.unread)):
            return self.by_id.get(id), glob(rest)
        return self.first, glob(pattern)


def grounds_of(root: Path, folder: Path, project: Project | None, surveys: Sequence[Survey] = ()) -> Grounds | None:
    """The repositories of the dossier in `folder`, named from `root`; None where there is none to be read.

    `surveys` are those of them that were read already. A folder outside `root` is read only where it is
    a repository of its own.
    """
    rows = list(project.repositories) if project else []
    found: dict[str, Ground] = {}
    unread: list[Repository] = []
    for row in rows:
        place = _place(root, row, alone=len(rows) == 1)
        if place is None:
            unread.append(row)
        else:
            found[row.id] = _ground(row.id, root, place, folder, row, surveys)
    if not rows and repository_root(root.resolve()) is not None:
        found[""] = _ground("", root, root, folder, None, surveys)
    if not found and not unread:
        return None
    first = found.get(rows[0].id) if rows else found.get("")
    return Grounds(found, first, tuple(unread))


def _ground(
    id: str, root: Path, place: Path, folder: Path, row: Repository | None, surveys: Sequence[Survey]
) -> Ground:
    below = Path(os.path.relpath(place, root)).as_posix()
    inside = os.path.relpath(folder.resolve(), place.resolve())
    own = "" if inside.startswith("..") else Path(inside).as_posix()
    read = next((one for one in surveys if one.tree.root == place.resolve()), None)
    return Ground(id, place, "" if below == "." else below, own, row, read)


def _place(root: Path, row: Repository, *, alone: bool) -> Path | None:
    if row.path is None and not alone:
        return None
    place = root / (row.path or ".")
    if not place.is_dir():
        return None
    real, home = place.resolve(), root.resolve()
    if real != home and home not in real.parents:
        return place if os.path.lexists(real / ".git") else None
    return place if repository_root(real) is not None else None
