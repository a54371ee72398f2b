"""How a rule over a repository names what it is about: a file and a line, or the repository as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from communkit.marked import Value
from communkit.repository.facts import Seen
from communkit.rules import Address, Mention, Severity, Sighting

WHOLE = Address("repository", (), "repository")


def at(seen: Seen) -> Address:
    """The address of a place in the repository."""
    return Address("repository", (seen.path, seen.line or 0), seen.path)


def mentions(places: Iterable[Seen], most: int = 5) -> tuple[Mention, ...]:
    """Places that bear a finding out."""
    return tuple(Mention(path=one.path, line=one.line) for one in list(dict.fromkeys(places))[:most])


def sighting(
    address: Address,
    places: Iterable[Seen] = (),
    *,
    says: str | None = None,
    severity: Severity | None = None,
    **params: Value,
) -> Sighting:
    """A sighting with its places."""
    return Sighting(address, params, says, severity, mentions(places))
