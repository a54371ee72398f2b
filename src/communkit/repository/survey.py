"""Everything that a repository shows, together: what rules, reports and claims are held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from communkit.licences import spdx
from communkit.repository.community import Community, read_community
from communkit.repository.contradictions import Contradiction, cannot_go_out, promises_more
from communkit.repository.contributions import Contributions, read_contributions
from communkit.repository.country import country
from communkit.repository.dependencies import Dependencies, Judged, judge, read_dependencies
from communkit.repository.facts import Fact, Seen, Sure, clean
from communkit.repository.files import Origin, is_legal
from communkit.repository.fit import Fit, fits
from communkit.repository.history import History, read_history
from communkit.repository.holders import Holder, is_nameless, project_holders
from communkit.repository.licences import Licences, weigh
from communkit.repository.publiccode import Publiccode, read_publiccode
from communkit.repository.reading import Progress, Reading, read
from communkit.repository.tree import Tree, read_tree


@dataclass(frozen=True)
class Survey:
    """What one repository shows at one revision. `nameless` are notices of its licence files that name nobody."""

    reading: Reading
    licences: Licences
    holders: tuple[Holder, ...]
    history: History | None
    community: Community
    contributions: Contributions
    publiccode: Publiccode | None
    dependencies: Dependencies
    fits: tuple[Fit, ...]
    country: Fact[str] | None
    nameless: tuple[tuple[Seen, str], ...] = ()

    @cached_property
    def origins(self) -> Mapping[Origin, int]:
        """How many files there are of each origin, those told from their content too."""
        counts = Counter(self.reading.origins)
        foreign = self.licences.foreign
        moved = sum(one.origin is Origin.OWN and foreign.covers(one.path) for one in self.reading.files)
        counts[Origin.THIRD_PARTY] += moved
        counts[Origin.OWN] -= moved
        return counts

    @cached_property
    def judged_dependencies(self) -> tuple[Judged, ...]:
        """Each dependency with whether it may go out under the outbound licence; none where there is no licence."""
        outbound = self.licences.weighed.expression
        return tuple(judge(self.dependencies.found, outbound)) if outbound else ()

    @property
    def unread_licence(self) -> str | None:
        """A licence file of the root that could not be read, where no licence was found otherwise."""
        if self.licences.weighed.expression is not None:
            return None
        unread = (one for one in self.reading.not_read if one.reason not in ("link", "folder"))
        return next((one.path for one in unread if "/" not in one.path and is_legal(one.path)), None)

    @property
    def tree(self) -> Tree:
        """The files it was read from."""
        return self.reading.tree


def survey(
    place: Path, on: date, *, revision: str | None = None, bills: Sequence[Path] = (), progress: Progress | None = None
) -> Survey:
    """Read the repository or folder at `place`, whole; its history too, where git has one.

    `on` is the day that dated lists are asked for; `bills` are bills of materials anywhere on this machine.
    Raises git.GitFailed where `revision` is not there.
    """
    return survey_of(read_tree(place, revision), on, bills=bills, progress=progress)


def survey_of(tree: Tree, on: date, *, bills: Sequence[Path] = (), progress: Progress | None = None) -> Survey:
    """The same of a tree."""
    reading = read(tree, progress)
    licences = weigh(reading)
    urls = [(one.path, url.value) for one in reading.manifests if "/" not in one.path for url in one.urls]
    history = read_history(tree)
    contributions = read_contributions(tree, history)
    inbound = tuple(_inbound(licences, contributions))
    licences = replace(licences, contradictions=(*licences.contradictions, *inbound))
    return Survey(
        reading,
        licences,
        project_holders(reading, licences),
        history,
        read_community(tree, [one.path for one in tree.unread if one.reason == "link"]),
        contributions,
        read_publiccode(tree),
        read_dependencies(tree, bills),
        fits(licences, reading.files, on),
        country([*reading.readme_texts, *urls]),
        tuple(_nameless(tree, licences)),
    )


def _inbound(licences: Licences, contributions: Contributions) -> Iterator[Contradiction]:
    """Clauses by which contributions come in under a licence that cannot go out as the project promises."""
    outbound = licences.weighed
    if outbound.expression is None or not outbound.evidence:
        return
    for one in contributions.inbound:
        for named in one.expressions:
            if promises_more(named, outbound.expression) or cannot_go_out(named, outbound.expression):
                yield Contradiction("contributions", outbound.evidence[0], one.seen, (outbound.expression, named))
                return


_SHORT_TEXTS = ("MIT", "BSD-", "ISC", "Zlib", "0BSD", "NCSA")
"""Licences whose own text begins with the notice; in longer ones it stands in the appendix, filled in elsewhere."""


def _nameless(tree: Tree, licences: Licences) -> Iterator[tuple[Seen, str]]:
    """The notices of the project's own licence files that name nobody, with their lines."""
    for one in licences.files:
        if one.origin is not Origin.OWN or not one.expression or not one.expression.startswith(_SHORT_TEXTS):
            continue
        if one.in_collection and spdx.licence(one.path.rpartition("/")[2].removesuffix(".txt")) is not None:
            continue  # LICENSES/MIT.txt is the text as it is published; REUSE keeps names in the files
        for number, line in enumerate(tree.text(one.path, 20_000).split("\n")[:40], 1):
            if is_nameless(line):
                yield Seen(one.path, number, "copyright-notice", Sure.HIGH), clean(line)[:120]
