"""What several steps ask of a licence expression: is it free, does it ask to share back?"""

from __future__ import annotations

from communkit.licences import spdx
from communkit.licences.expressions import Expression, Term
from communkit.licences.records import record

SHARE_BACK = ("weak-copyleft", "strong-copyleft", "network-copyleft", "share-alike")
"""The families of licences under which improvements are shared back."""


def is_free(expression: Expression) -> bool | None:
    """Whether everybody may use, change, share and sell what is under `expression`; None where nobody knows."""
    return expression.fold(_free, _all, _any)


def asks_to_share(expression: Expression) -> bool | None:
    """Whether `expression`, however one chooses in it, asks to share improvements back; None where nobody knows."""
    return expression.fold(_shares, _any, _all)


def _free(term: Term) -> bool | None:
    found = spdx.licence_list().licences
    for id in term.readings:
        if (known := record(id)) is not None:
            return known.free
        if (listed := found.get(id.casefold())) is not None and (listed.osi or listed.fsf):
            return True
    return None


def _shares(term: Term) -> bool | None:
    known = next((one for id in term.readings if (one := record(id)) is not None), None)
    return known.family in SHARE_BACK if known else None


def _all(found: list[bool | None]) -> bool | None:
    if any(one is False for one in found):
        return False
    return None if any(one is None for one in found) else True


def _any(found: list[bool | None]) -> bool | None:
    if any(found):
        return True
    return None if any(one is None for one in found) else False
