"""When a repository changed its licence: the licence texts at its root, or what its manifests declare, came to say
something else.

Only the commits that touch such files are looked at. A changed year, holder or file name is no change of licence, nor
is an identifier that became more exact (GPL-3.0 → GPL-3.0-or-later).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from communkit.licences.expressions import ExpressionError, strict
from communkit.repository import streams
from communkit.repository.statements import expression_of

MOST_COMMITS = 20_000
MOST_TEXTS = 200
LARGEST_TEXT = 400_000
LARGEST_MANIFEST = 400_000
_LARGEST_TREE = 20_000_000

_TEXT = re.compile(
    r"(?:[\w ]+[-_. ])?(?:un)?licen[sc]es?(?:[-_. ][\w.+ -]*)?\Z|copying(?:[-_. ][\w.+-]*)?\Z", re.IGNORECASE
)
_USUAL = tuple(
    f"{name}{ending}"
    for name in (
        *("LICENSE", "LICENCE", "License", "Licence", "license", "licence", "COPYING", "Copying", "copying"),
        *("UNLICENSE", "LICENSE-MIT", "LICENSE-APACHE", "COPYING.LESSER", "LICENSE.GPL"),
    )
    for ending in ("", ".md", ".txt", ".rst")
)
"""Where licence texts stood before; asked for by name, since a pattern would make git look into every folder."""
_OTHERS = re.compile(
    r"fonts?|third[-_ ]?part|3rd|vendor|depend|docs?\b|documentation|data\b|assets?|images?|icons?|logos?|media",
    re.IGNORECASE,
)
_NO_TEXT = re.compile(
    r"\.(?:py|js|mjs|cjs|ts|json|ya?ml|toml|sh|rb|php|java|go|rs|cs|css|html?|xml|png|svg|pdf|csv|lock|spdx)\Z",
    re.IGNORECASE,
)
_MANIFESTS: Mapping[str, tuple[re.Pattern[bytes], ...]] = {
    "package.json": (re.compile(rb'"license"\s*:\s*(?:\{[^}]{0,300}"type"\s*:\s*)?"([^"\n]{1,200})"'),),
    "composer.json": (re.compile(rb'"license"\s*:\s*(?:\[\s*)?"([^"\n]{1,200})"'),),
    "Cargo.toml": (re.compile(rb'(?m)^license\s*=\s*"([^"\n]{1,200})"'),),
    "pyproject.toml": (
        re.compile(rb'(?m)^license\s*=\s*(?:\{\s*text\s*=\s*)?"([^"\n]{1,200})"'),
        re.compile(rb'"License :: OSI Approved :: ([^"\n]{1,200})"'),
    ),
    "setup.py": (
        re.compile(rb"""(?m)^\s*license\s*=\s*["']([^"'\n]{1,200})["']"""),
        re.compile(rb"""["']License :: OSI Approved :: ([^"'\n]{1,200})["']"""),
    ),
    "setup.cfg": (re.compile(rb"(?m)^license\s*[=:]\s*([^\n]{1,200})$"),),
    "publiccode.yml": (re.compile(rb"""(?m)^[ \t]+license:[ \t]*["']?([^"'#\n]{1,200})"""),),
}
_GROUPS = (
    ("pyproject.toml", "setup.py", "setup.cfg"),
    *((name,) for name in ("package.json", "composer.json", "Cargo.toml", "publiccode.yml")),
)
"""Manifests that take each other's place."""
_Commits: TypeAlias = "list[tuple[str, list[str], int]]"
"""Each commit with its parents and when it was made, in seconds."""
_GNU = re.compile(r"-(?:only|or-later)\Z")


@dataclass(frozen=True, slots=True)
class Relicensing:
    """At `commit` (its whole id), on `day` in UTC, `places` came to say `after` instead of `before`.

    Both are SPDX ids, each licence once: several are the licences of several texts, be it to choose from or to keep
    together. A GNU licence known from its text alone carries no suffix. `kind` is `text` for licence files and
    `manifest` for declared licences.
    """

    commit: str
    day: date
    places: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class _State:
    """The files of one commit that can say a licence: id of the content by name."""

    texts: Mapping[str, str]
    manifests: Mapping[str, str]


class Walk:
    """The commits that touch licence files and manifests, listed by a git that runs beside."""

    def __init__(self, place: Path, revision: str, below: str = "", present: Iterable[str] = ()) -> None:
        """Begin to list; `present` are the names at the root today. Raises git.GitFailed if git cannot be started."""
        self.place, self.revision, self.below = place, revision, below
        self.notes: list[str] = []
        self._present = frozenset(present)
        self._asked = dict.fromkeys([*_USUAL, *filter(_is_text, self._present), *_MANIFESTS])
        self._answer = self._listing(self._asked, aside=True)

    def _listing(self, names: Iterable[str], aside: bool = False) -> streams.Answer:
        at = f"{self.below}/" if self.below else ""
        paths = [f":(top,literal){at}{name}" for name in names]
        settings = ("-c", "log.follow=false", "-c", "i18n.logOutputEncoding=UTF-8")
        listed = ("log", "-z", "--no-color", "--no-show-signature", "--format=tformat:%H%x00%P%x00%ct", self.revision)
        return streams.Answer(self.place, *settings, *listed, "--", *paths, aside=aside)

    def __enter__(self) -> Walk:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self._answer.__exit__(kind, value, at)

    def events(self) -> tuple[Relicensing, ...]:
        """The changes of licence, the oldest first. Raises git.GitFailed."""
        commits = self._commits(self._answer)
        states = self._states([one for commit, parents, _ in commits for one in (commit, *parents)])
        former = {name for state in states.values() for name in state.texts if name not in self._asked}
        if former:
            with self._listing([*self._asked, *sorted(former)[:200]]) as more:
                commits = self._commits(more)
            asked = (one for commit, parents, _ in commits for one in (commit, *parents))
            states |= self._states([one for one in asked if one not in states])
        found = [*self._of_texts(commits, states), *self._of_manifests(commits, states)]
        order = {commit: number for number, (commit, _, _) in enumerate(commits)}
        return tuple(sorted(found, key=lambda event: (order[event.commit], event.kind != "text")))

    def _commits(self, answer: streams.Answer) -> _Commits:
        """The commits of a listing, the oldest first."""
        commits: _Commits = []
        for commit, parents, when in answer.records(3):
            if len(commits) >= MOST_COMMITS:
                self.notes.append("not all commits that touch a licence file were looked at")
                break
            seconds = int(when) if when.isdigit() else 0
            commits.append((commit.decode("ascii"), parents.decode("ascii").split(), min(seconds, 253_000_000_000)))
        if answer.failed:
            self.notes.append(answer.failed)
        return commits[::-1]

    def _states(self, commits: Iterable[str]) -> dict[str, _State]:
        unique = list(dict.fromkeys(commits))
        names = [f"{commit}:{self.below}" for commit in unique]
        states = {}
        for commit, tree in zip(unique, streams.things(self.place, names, _LARGEST_TREE), strict=True):
            texts, manifests = {}, {}
            if tree is not None and tree.kind == "tree":
                for mode, name, content in streams.entries(tree.data, len(commit)):
                    if not mode.startswith("100"):
                        continue
                    if name in _MANIFESTS:
                        manifests[name] = content
                    elif _is_text(name):
                        texts[name] = content
            states[commit] = _State(texts, manifests)
        return states

    def _of_texts(self, commits: _Commits, states: Mapping[str, _State]) -> Iterator[Relicensing]:
        wanted = {content for state in states.values() for content in state.texts.values()}
        if len({frozenset(state.texts.values()) for state in states.values() if state.texts}) < 2:
            return
        if len(wanted) > MOST_TEXTS:
            self.notes.append("not all former licence texts were identified")
        chosen = [*dict.fromkeys(c for commit, *_ in commits for c in states[commit].texts.values())][:MOST_TEXTS]
        contents = streams.things(self.place, chosen, LARGEST_TEXT)
        known = {one: _ids_of(content) for one, content in zip(chosen, contents, strict=True)}
        said = {
            commit: _Said({name: known.get(one, ()) for name, one in state.texts.items()})
            for commit, state in states.items()
        }
        yield from _changes(commits, said, "text")

    def _of_manifests(self, commits: _Commits, states: Mapping[str, _State]) -> Iterator[Relicensing]:
        asked = list(dict.fromkeys((name, one) for state in states.values() for name, one in state.manifests.items()))
        contents = streams.things(self.place, [one for _, one in asked], LARGEST_MANIFEST)
        terms = _Terms()
        known = {key: _declared(key[0], content, terms) for key, content in zip(asked, contents, strict=True)}
        for group in _GROUPS:
            if self._present and self._present.isdisjoint(group):
                continue  # what is gone says nothing any more
            said = {
                commit: _Said({name: known[name, one] for name, one in state.manifests.items() if name in group})
                for commit, state in states.items()
            }
            yield from _changes(commits, said, "manifest")


@dataclass(frozen=True, slots=True)
class _Said:
    """The licences that each file says."""

    by_file: Mapping[str, tuple[str, ...]]

    @property
    def ids(self) -> frozenset[str]:
        """Each licence once, without what only texts or only manifests can decide."""
        found = {_GNU.sub("", one) for ids in self.by_file.values() for one in ids}
        # the LGPL is written as an addition to the GPL, whose text then stands beside it
        beside = {one[1:] for one in found if one.startswith("LGPL-")}
        return frozenset(found - beside)

    @property
    def shown(self) -> tuple[str, ...]:
        """The same as exactly as any file says them."""
        ids = sorted({one for ids in self.by_file.values() for one in ids if _GNU.sub("", one) in self.ids})
        decided = {_GNU.sub("", one) for one in ids if _GNU.search(one)}
        return tuple(one for one in ids if one not in decided)


def _changes(commits: _Commits, said: Mapping[str, _Said], kind: str) -> Iterator[Relicensing]:
    """Where what is said differs from what every parent said, and from what was last said at all."""
    last: _Said | None = None
    for commit, parents, seconds in commits:
        after = said[commit]
        befores = [said[parent] for parent in parents]
        if after.ids and not any(before.ids == after.ids for before in befores):
            # a manifest that was gone for years and comes back is another one (an example, a template of that name)
            before = next((one for one in befores if one.ids), last if kind == "text" else None)
            if before is not None and _differs(before, after, kind):
                places = tuple(
                    name
                    for name in sorted({*before.by_file, *after.by_file})
                    if before.by_file.get(name) != after.by_file.get(name)
                )
                day = datetime.fromtimestamp(seconds, UTC).date()
                yield Relicensing(commit, day, places, before.shown, after.shown, kind)
        if after.ids:
            last = after


def _is_text(name: str) -> bool:
    """Whether a file at the root holds the licence of the whole, by its name."""
    return bool(_TEXT.match(name)) and not _NO_TEXT.search(name) and not _OTHERS.search(name)


def _differs(before: _Said, after: _Said, kind: str) -> bool:
    if before.ids == after.ids:
        return False
    # one manifest more that says something else is a contradiction, which is told elsewhere
    return kind == "text" or bool(before.ids - after.ids and after.ids - before.ids)


def _ids_of(content: streams.Thing | None) -> tuple[str, ...]:
    """The licences whose texts a file holds."""
    if content is None or content.kind != "blob":
        return ()
    from communkit.licences.identify import identify

    found = identify(content.data)
    return tuple(dict.fromkeys(piece.expression for piece in found.pieces))


def _declared(name: str, content: streams.Thing | None, meaning: _Terms) -> tuple[str, ...]:
    """The licences that a manifest declares."""
    if content is None:
        return ()
    for pattern in _MANIFESTS[name]:
        for written in pattern.findall(content.data):
            terms = meaning[written.decode("utf-8", "replace").strip()]
            # what `npm init` writes unasked is nobody's word
            if terms and not (name == "package.json" and terms == ("ISC",)):
                return terms
    return ()


class _Terms(dict[str, tuple[str, ...]]):
    """The licences that a declared text names, each text once; a history with too many of them is playing."""

    def __missing__(self, written: str) -> tuple[str, ...]:
        expression = expression_of(written) if len(self) < MOST_TEXTS else None
        try:
            found = tuple(term.text for term in strict(expression).terms) if expression else ()
        except ExpressionError:
            found = ()
        self[written] = found
        return found
