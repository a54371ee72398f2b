"""What comes out when one claim is held against what the repository shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from communkit.audit.seen import mentions
from communkit.marked import N_, Value
from communkit.model.row import Row
from communkit.repository.facts import Seen
from communkit.rules import Address, Severity, Sighting


class Verdict(StrEnum):
    """The three ways of a reconciliation, the first of them with two outcomes."""

    VERIFIED = "verified"  # claimed and found
    CONTRADICTED = "contradicted"  # claimed, and the repository shows something else
    MISSING = "missing"  # claimed, and not found
    UNCLAIMED = "unclaimed"  # found, and not claimed


class Column(StrEnum):
    """The five columns of the IP table."""

    RESOURCE = "resource"
    DESCRIPTION = "description"
    RIGHTS = "rights"
    LICENCE = "licence"
    CONTRIBUTIONS = "contributions"


COLUMNS = {
    Column.RESOURCE: N_("Resource"),
    Column.DESCRIPTION: N_("Description"),
    Column.RIGHTS: N_("Rights and holders"),
    Column.LICENCE: N_("Licence"),
    Column.CONTRIBUTIONS: N_("Contributions"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """One claim and what was found of it, or something found that nobody claims.

    `rule` is the slug of the rule that reports it, "" where there is nothing to report. `asset` is the identifier of
    the row that it is about, None for the table as a whole; `column` the cell of that row. `sighting` carries the
    address of the claim and the places in the repository: both sides.
    """

    verdict: Verdict
    sighting: Sighting
    rule: str = ""
    asset: str | None = None
    column: Column | None = None


def sighted(
    row: Row,
    field: str | None,
    places: Iterable[Seen] = (),
    /,
    *,
    says: str | None = None,
    severity: Severity | None = None,
    **params: Value,
) -> Sighting:
    """A sighting at the claim, borne out by places of the repository (not by what the claim itself cites)."""
    return replace(row.at(field, says=says, severity=severity, **params), evidence=mentions(places))


def unclaimed_at(
    row: Row, field: str, key: str, found: Iterable[Seen], *, severity: Severity | None = None, **params: Value
) -> Sighting:
    """A sighting of something that no row claims: `key` tells it from others of its kind, so that one can be waived."""
    address = row.address.field(field)
    named = row.address.item("found", 0, key).text
    return Sighting(Address(address.document, address.path, named), params, None, severity, mentions(found))


def reported(held: Iterable[Held], slug: str) -> Iterable[Sighting]:
    """The sightings that the rule `slug` reports."""
    return (one.sighting for one in held if one.rule == slug)
