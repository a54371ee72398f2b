"""What people type for a licence, and what a shell may complete it to."""

from __future__ import annotations

from communkit.errors import UsageError
from communkit.licences import spdx
from communkit.licences.records import Licence, by_alias, ids, record
from communkit.licences.spdx import Known
from communkit.marked import N_, Message


def known_as(text: str) -> Licence | Known:
    """The record of the licence that `text` means, or the SPDX entry where communkit keeps none.

    An id in any case, an everyday name ("licence ouverte"), an exception. Raises UsageError with what was probably
    meant.
    """
    found = record(text) or spdx.exception(text)
    if found is not None:
        return found
    meant = by_alias(text)
    listed = spdx.licence(text)
    if listed is not None and not (listed.deprecated and meant):
        return listed
    if len(meant) == 1:
        return record(meant[0]) or _listed(meant[0])
    if meant:
        raise UsageError(
            Message(N_("“{text}” can mean several licences."), {"text": text}),
            Message(N_("Say which: {ids}."), {"ids": ", ".join(meant)}),
        )
    raise UsageError(Message(N_("No licence is called “{text}”."), {"text": text}), _hint(text))


def _listed(identifier: str) -> Known:
    found = spdx.licence(identifier)
    if found is None:
        raise UsageError(Message(N_("No licence is called “{text}”."), {"text": identifier}))
    return found


def _hint(text: str) -> Message:
    from communkit.licences.expressions import ExpressionError, parse
    from communkit.words import closest

    if text.casefold().startswith(("licenseref-", "documentref-")):
        return Message(N_("It is a text of one's own: read it where the project keeps it, in LICENSES/."))
    try:
        terms = parse(text).terms
    except ExpressionError:
        terms = ()
    if len(terms) > 1 or any(term.exception for term in terms):
        parts = [part for term in terms for part in (term.id, term.exception) if part]
        return Message(N_("It is an expression; show one at a time: {ids}."), {"ids": ", ".join(dict.fromkeys(parts))})
    near = closest(text.casefold(), {identifier.casefold() for identifier in spdx.ids()})
    if near and (meant := spdx.licence(near[0])):
        return Message(N_("Did you mean {near}?"), {"near": meant.id})
    return Message(N_("“communkit licence list” shows those that communkit keeps a record of."))


def complete(incomplete: str) -> list[str]:
    """The ids that begin so, in any case: those with a record first."""
    start = incomplete.casefold()
    kept = [one for one in ids() if one.casefold().startswith(start)]
    if not start:
        return kept
    others = (one.id for one in spdx.licences() if not one.deprecated and one.id.casefold().startswith(start))
    return list(dict.fromkeys((*kept, *others)))
