"""What a history shows: who works on it, how much hangs on how few, when, and what was relicensed.

One `git log` is read as it comes, each commit once; people and shares are computed at its end. E-mail addresses are
read to tell people and organisations apart, and stay here.

The absence factor (also called bus factor) is that of the CHAOSS project: the smallest number of people who together
made at least half of the commits. Counted are commits by people that are no merges; a commit of several authors
counts in equal parts for each.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from communkit.repository import git, people, relicensing, streams
from communkit.repository.relicensing import Relicensing
from communkit.repository.tree import Tree

MOST_SHARES = 10
LATE = 365 * 86_400
"""Seconds before the last commit that count as of late."""
_EARLIEST = 315_532_800  # 1980: older dates are those of a wrong clock
_LONGEST = 300  # bytes of a name or an address
_IMPORTED = 100  # files in the first commit, for a history to have begun elsewhere

_FORMAT = "%x00".join(("%H", "%P", "%at", "%ct", "%an", "%ae", "%aN", "%aE", "%B"))
_SIGNED = re.compile(rb"(?im)^[ \t>*-]*signed-off-by:[ \t]*([^\n<]{0,200})(?:<([^>\n]{0,300})>)?")
_TOGETHER = re.compile(rb"(?im)^[ \t]*co-authored-by:[ \t]*([^\n<]{0,200})<([^>\n]{1,300})>")
_SQUASHED = re.compile(rb"\A[^\n]*\(#\d+\)[ \t]*(?:\n|\Z)")
_SETTINGS = ("mailmap.file=", "log.follow=false", "log.mailmap=true", "i18n.logOutputEncoding=UTF-8")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the work. `name` is a domain, or a person's where names were asked for, else None.

    `share` is from 0 to 1, of the commits by people that are no merges; `people` is how many they are.
    """

    name: str | None
    commits: int
    share: float
    people: int = 1


@dataclass(frozen=True, slots=True)
class SignOffs:
    """Sign-off as practised. `human` commits (no merges, no machines); those `signed` by anybody; by their own author.

    `squashed` of them came in as a squashed request, in which the sign-off of single commits can be lost.
    """

    human: int
    signed: int
    by_author: int
    squashed: int

    @property
    def share(self) -> float | None:
        """The part with a sign-off, from 0 to 1, to four decimals; None where there is no such commit."""
        return round(self.signed / self.human, 4) if self.human else None


@dataclass(frozen=True, slots=True)
class History:
    """What the history of `revision` shows.

    `commits` counts all of them, `merges` and `machines` (by programs, no merges) among them. `authors` are people,
    under how many addresses ever; `organisations` are domains that are nobody's own. `absence_factor` and that
    `_of_late` (the year before the last commit) are of people, `absence_factor_of_organisations` of the domains and
    each person without one. `unaffiliated` is the share of the work that no organisation stands behind.
    `activity` counts the commits by people per month ("2024-03"). `began_with` is the number of files in the first
    commit; where they are many of today's, the history began elsewhere (`imported`). `shallow`: cut off; `partial`:
    objects are fetched when needed, which is never done here; `missing`: objects of the revision that are not there.
    `notes` hold what git could not say, in its own words.
    """

    revision: str
    commits: int
    merges: int
    machines: int
    authors: int
    organisations: int
    absence_factor: int
    absence_factor_of_late: int
    absence_factor_of_organisations: int
    top_people: tuple[Share, ...]
    top_organisations: tuple[Share, ...]
    unaffiliated: float
    first: date | None
    last: date | None
    activity: Mapping[str, int]
    sign_offs: SignOffs
    began_with: int
    imported: bool
    shallow: bool
    partial: bool
    missing: int
    relicensing: tuple[Relicensing, ...]
    notes: tuple[str, ...] = ()

    @property
    def by_year(self) -> Mapping[str, int]:
        """The activity per year."""
        years: Counter[str] = Counter()
        for month, count in self.activity.items():
            years[month[:4]] += count
        return years


@dataclass(slots=True)
class _Log:
    """What is counted while the commits pass."""

    commits: int = 0
    merges: int = 0
    machines: int = 0
    signed: int = 0
    by_author: int = 0
    squashed: int = 0
    first: int = 0
    last: int = 0
    root: str = ""
    late_from: int | None = None
    works: dict[tuple[bytes, ...], people.Work | None] = field(default_factory=dict)
    mapped: dict[bytes, bytes] = field(default_factory=dict)
    days: Counter[int] = field(default_factory=Counter)

    def work(self, name: bytes, address: bytes, mapped_name: bytes, mapped: bytes) -> people.Work | None:
        """The counter of an identity; None for a machine's."""
        key = (name, address, mapped)
        if key not in self.works:
            shown, written = _text(mapped_name), _text(address)
            machine = people.is_machine(shown, written) or people.is_machine(_text(name), written)
            self.works[key] = None if machine else people.Work(shown, written, _text(mapped))
        return self.works[key]

    def take(self, record: tuple[bytes, ...]) -> None:
        """Count one commit, as `_FORMAT` writes it."""
        commit, parents, authored, committed, name, address, mapped_name, mapped, body = record
        self.commits += 1
        made = _seconds(committed)
        if self.late_from is None:
            self.late_from = made - LATE
        when = _seconds(authored)
        when = when if _EARLIEST < when <= made + 86_400 else made
        if when > _EARLIEST:
            self.first = min(self.first or when, when)
            self.last = max(self.last, when)
        if not parents:
            self.root = commit.decode("ascii")
        if b" " in parents:
            self.merges += 1
            return
        self.mapped[address] = mapped
        author = self.work(name, address, mapped_name, mapped)
        if author is None:
            self.machines += 1
            return
        self.days[when // 86_400] += 1
        together = [author]
        # most messages have no trailer at all: look for the common end of their names first
        if b"-by:" in body or b"-By:" in body or b"-BY:" in body:
            self._signatures(body, (name, mapped_name), (address, mapped))
            together += self._others(body, {address.lower(), mapped.lower()})
        if _SQUASHED.match(body):
            self.squashed += 1
        part = 1 / len(together)
        late = part if made >= self.late_from else 0.0
        for work in together:
            work.commits += 1
            work.part += part
            work.late += late

    def _signatures(self, body: bytes, names: tuple[bytes, ...], addresses: tuple[bytes, ...]) -> None:
        found = _SIGNED.findall(body)
        if not found:
            return
        self.signed += 1
        known = {one.strip().lower() for one in (*names, *addresses) if one.strip()}
        self.by_author += any({one.strip().lower() for one in signature} & known for signature in found)

    def _others(self, body: bytes, seen: set[bytes]) -> list[people.Work]:
        others = []
        for name, address in _TOGETHER.findall(body)[:100]:
            address = address.strip()
            mapped = self.mapped.get(address, address)
            if {address.lower(), mapped.lower()} & seen:
                continue
            seen |= {address.lower(), mapped.lower()}
            work = self.work(name.strip(), address, name.strip(), mapped)
            if work is not None:
                others.append(work)
        return others


def read_history(tree: Tree, *, names: bool = False) -> History | None:
    """The history behind `tree`, of the revision that it shows and of its folder; None for a plain folder.

    With `names`, the people with the largest shares are named; else their shares alone are given. Never raises for
    what is wrong with a repository: `notes` say it. An empty repository has a history without commits.
    """
    if tree.repository is None:
        return None
    place = streams.store(tree.repository)
    revision = tree.revision or "HEAD"
    below = ""
    if tree.root.is_relative_to(tree.repository):
        below = tree.root.relative_to(tree.repository).as_posix().strip(".")
    log, notes = _Log(), []
    settings = [part for one in (*_SETTINGS, f"mailmap.blob={revision}:.mailmap") for part in ("-c", one)]
    arguments = ["log", "-z", "--no-color", "--no-show-signature", f"--format=tformat:{_FORMAT}", revision, "--"]
    paths = [f":(top,literal){below}"] if below else []
    try:
        git.ask(place, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        present = [path for path in tree.paths if "/" not in path]
        with relicensing.Walk(place, revision, below, present) as walk:
            with streams.Answer(place, *settings, *arguments, *paths) as answer:
                for record in answer.records(9):
                    if len(record[0]) not in (40, 64):
                        notes.append("a commit could not be read")
                        break
                    log.take(record)
                if answer.failed:
                    notes.append(answer.failed)
            events = walk.events()
            notes += walk.notes
    except git.GitFailed as failed:
        events = ()
        if str(failed):  # a repository without a commit yet is none that failed
            notes.append(str(failed))
    return _summed(tree, place, revision, log, events, notes, names)


def _summed(
    tree: Tree,
    place: Path,
    revision: str,
    log: _Log,
    events: tuple[Relicensing, ...],
    notes: list[str],
    names: bool,
) -> History:
    found = people.persons(work for work in log.works.values() if work is not None and work.commits)
    human = log.commits - log.merges - log.machines
    organisations, alone = _organisations(found)
    shares = sorted(found, key=lambda one: (-one.part, one.name))[:MOST_SHARES]
    began = streams.count_lines(place, "ls-tree", "-r", "--name-only", log.root) if log.root else 0
    shallow = _is_shallow(place)
    return History(
        revision=revision,
        commits=log.commits,
        merges=log.merges,
        machines=log.machines,
        authors=len(found),
        organisations=len(organisations),
        absence_factor=absence_factor(one.part for one in found),
        absence_factor_of_late=absence_factor(one.late for one in found),
        absence_factor_of_organisations=absence_factor([*(one[0] for one in organisations.values()), *alone]),
        top_people=tuple(
            Share(one.name if names else None, one.commits, round(one.part / human, 4) if human else 0.0)
            for one in shares
        ),
        top_organisations=tuple(
            Share(domain, commits, round(part / human, 4) if human else 0.0, count)
            for domain, (part, commits, count) in sorted(organisations.items(), key=lambda one: (-one[1][0], one[0]))
        )[:MOST_SHARES],
        unaffiliated=round(sum(alone) / human, 4) if human else 0.0,
        first=_day(log.first),
        last=_day(log.last),
        activity=_months(log.days),
        sign_offs=SignOffs(human, log.signed, log.by_author, log.squashed),
        began_with=0 if shallow else began,
        imported=not shallow and began >= _IMPORTED and began * 3 >= len(tree.paths),
        shallow=shallow,
        partial=_is_partial(place),
        missing=_missing(place, revision) if log.commits else 0,
        relicensing=events,
        notes=tuple(dict.fromkeys(notes)),
    )


def absence_factor(parts: Iterable[float]) -> int:
    """The smallest number of parts that make at least half of their sum; 0 where there is nothing."""
    ordered = sorted((part for part in parts if part > 0), reverse=True)
    half, reached = sum(ordered) / 2, 0.0
    for number, part in enumerate(ordered, 1):
        reached += part
        if reached >= half - 1e-9:
            return number
    return 0


def _organisations(found: list[people.Person]) -> tuple[dict[str, tuple[float, int, int]], list[float]]:
    """Part, commits and people by domain, and the parts of those who have none."""
    domains = people.affiliations(found)
    parts: dict[str, tuple[float, int, int]] = {}
    alone = []
    for person in found:
        own: dict[str | None, tuple[float, int]] = {}
        for work in person.works:
            domain = domains.get(id(work))
            part, commits = own.get(domain, (0.0, 0))
            own[domain] = (part + work.part, commits + work.commits)
        for domain, (part, commits) in own.items():
            if domain is None:
                alone.append(part)
            else:
                before = parts.get(domain, (0.0, 0, 0))
                parts[domain] = (before[0] + part, before[1] + commits, before[2] + 1)
    return parts, alone


def _is_shallow(place: Path) -> bool:
    try:
        return git.ask(place, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except git.GitFailed:
        return False


def _is_partial(place: Path) -> bool:
    pattern = r"^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$"
    return streams.count_lines(place, "config", "--local", "--name-only", "--get-regexp", pattern) > 0


def _missing(place: Path, revision: str) -> int:
    """How many objects of the revision itself are not there; nothing is fetched."""
    listed = ("rev-list", "--objects", "--missing=print", "--no-walk", revision)
    return streams.count_lines(place, *listed, beginning=b"?")


def _months(days: Mapping[int, int]) -> Mapping[str, int]:
    months: Counter[str] = Counter()
    for day, count in sorted(days.items()):
        moment = time.gmtime(day * 86_400)
        months[f"{moment.tm_year:04}-{moment.tm_mon:02}"] += count
    return dict(months)


def _day(seconds: int) -> date | None:
    return datetime.fromtimestamp(seconds, UTC).date() if seconds else None


def _seconds(written: bytes) -> int:
    """A date as git writes it; 0 for what is none, and for one beyond all calendars."""
    try:
        return min(max(int(written), 0), 253_000_000_000)
    except ValueError:
        return 0


def _text(written: bytes) -> str:
    return written[:_LONGEST].decode("utf-8", "replace").strip()
