"""Which row of the IP table owns which file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communkit.audit.globs import Glob
from communkit.audit.grounds import Ground, Grounds
from communkit.repository.files import File, Origin
from communkit.rules import provider
from communkit.steps.assets.model import Asset, Assets, ThirdParty


@dataclass(frozen=True, slots=True)
class Covered:
    """The files of one repository by row. Of two rows that name a file, the one whose pattern says more owns it.

    `ties` are the files that two rows name as exactly as each other; `empty` the patterns that name no file.
    """

    ground: Ground
    owner: Mapping[str, Asset]
    ties: Mapping[tuple[str, str], Sequence[str]]
    empty: Sequence[tuple[Asset, str]]
    claimed: bool
    parts: Sequence[tuple[Asset, ThirdParty, Glob]]

    def of(self, asset: Asset) -> list[str]:
        """The files of one row, those of its third-party parts left out."""
        return [path for path, one in self.owner.items() if one is asset and self.part_of(path) is None]

    def own(self, asset: Asset) -> list[File]:
        """The same without vendored and generated files, and without tests that are no code."""
        files = (self.ground.files[path] for path in self.of(asset))
        return [one for one in files if one.origin not in (Origin.VENDORED, Origin.GENERATED, Origin.THIRD_PARTY)]

    def part_of(self, path: str) -> ThirdParty | None:
        """The declared third-party part that a file belongs to."""
        return next((part for _, part, glob in self.parts if glob.matches(path)), None)


@dataclass(frozen=True, slots=True)
class Cover:
    """The same for all repositories that were read."""

    grounds: Grounds
    each: Sequence[Covered]

    def of(self, asset: Asset) -> Iterator[Covered]:
        """The repositories in which a row has files."""
        return (one for one in self.each if any(owner is asset for owner in one.owner.values()))

    def home(self, asset: Asset) -> Ground | None:
        """The repository that a row is about: where its files are, else the first."""
        return next((one.ground for one in self.of(asset)), self.grounds.first)


@dataclass
class _Best:
    weight: int
    assets: list[Asset] = field(default_factory=list)


@provider
def cover(assets: Assets, grounds: Grounds) -> Cover:
    """Which confirmed row owns which file."""
    return Cover(grounds, [_covered(ground, assets, grounds) for ground in grounds])


def _covered(ground: Ground, assets: Assets, grounds: Grounds) -> Covered:
    best: dict[str, _Best] = {}
    empty: list[tuple[Asset, str]] = []
    parts: list[tuple[Asset, ThirdParty, Glob]] = []
    claimed = False
    for asset in assets.assets:
        for pattern in asset.paths or ():
            where, glob = grounds.of(pattern)
            if where is not ground:
                continue
            claimed = True
            found = glob.among(ground.tree.paths)
            if not found:
                empty.append((asset, pattern))
            for path in found:
                one = best.setdefault(path, _Best(-1))
                if glob.weight > one.weight:
                    best[path] = _Best(glob.weight, [asset])
                elif glob.weight == one.weight and all(asset is not other for other in one.assets):
                    one.assets.append(asset)
        for part in asset.third_party:
            for pattern in part.paths or ():
                where, glob = grounds.of(pattern)
                if where is ground:
                    parts.append((asset, part, glob))
    ties: dict[tuple[str, str], list[str]] = {}
    for path, one in best.items():
        for other in one.assets[1:]:
            ties.setdefault((one.assets[0].id, other.id), []).append(path)
    owner = {path: one.assets[0] for path, one in sorted(best.items())}
    return Covered(ground, owner, ties, empty, claimed, parts)
