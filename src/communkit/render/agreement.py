"""The charter that people sign: drawn from every step of the dossier, so that nothing is written twice.

It takes what each step's own deliverable shows (the same contexts) and sets it as articles; at the end come the parties
with room for their signatures, the version, and the digest of what was frozen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from communkit.model.adopted import Frozen, changes, file_name
from communkit.model.completeness import state_of
from communkit.model.row import DocumentRow, claimed
from communkit.render.published import Published
from communkit.render.telling import MARKED, Data, Teller
from communkit.rules import State
from communkit.steps.assets.model import Assets
from communkit.steps.charter.model import Charter
from communkit.steps.project.model import Party
from communkit.steps.vocabulary import Kind, Nature
from communkit.words import Words

NAME = "agreement"
LIFE = ("entry", "exit", "amendment", "disputes", "duration")


def context(
    read: Published,
    contexts: Mapping[str, Mapping[str, Any]],
    adopted: tuple[Frozen, ...],
    words: Words,
    written: Mapping[str, DocumentRow],
) -> Data | None:
    """What the deliverable shows; `contexts` are those of the steps, by name. None without a charter.

    `written` are the documents as they stand, restricted rows included: what was frozen is compared with them.
    """
    charter = read.documents.get("charter")
    if not isinstance(charter, Charter) or "charter" not in contexts:
        return None
    teller = Teller(read.project, words)
    version = str(charter.version or "")
    frozen = next((one for one in adopted if version and one.file == file_name("charter", version)), None)
    made = {
        **teller.head(charter),
        "of": {**dict.fromkeys(("need", "assets", "community", "governance", "costs", "continuity")), **contexts},
        "parties": [_party(one.party, charter, read, teller) for one in charter.parties],
        "life": [
            {"title": words.say(Charter.asks()[name].title), **teller.answer(charter, name)}
            for name in LIFE
            if state_of(charter, name) is not State.UNANSWERED
        ],
        "digest": frozen.digest if frozen else "",
        "altered": frozen is not None and _altered(frozen, written),
        "missing": [
            name for name in ("assets", "community", "governance", "costs", "continuity") if name not in contexts
        ],
        "open": contexts["charter"]["open"],
        "gaps": list(_gaps(charter, read, contexts, teller)),
        "holders": _outside_holders(charter, read, teller),
    }
    marked = teller.seen | {State(state) for context in contexts.values() for state in context.get("states", ())}
    return {**made, "states": [state.value for state in MARKED if state in marked]}


def _altered(frozen: Frozen, written: Mapping[str, DocumentRow]) -> bool:
    """Whether the dossier says something else today than what was frozen, or what was frozen cannot be read."""
    return not frozen.documents or any(
        name not in frozen.documents or any(changes(frozen.documents[name], claimed(document)))
        for name, document in written.items()
    )


def _gaps(
    charter: Charter, read: Published, contexts: Mapping[str, Mapping[str, Any]], teller: Teller
) -> Iterator[Data]:
    """What a signatory would find missing: which sentence of the prose says it, and of what."""
    unnamed = [one.party for one in charter.parties if state_of(one, "representative") is not State.ANSWERED]
    if unnamed:
        yield {"says": "represented", "names": [teller.party(one) for one in unnamed]}
    groups = [one.party for one in charter.parties if _is_group(read.project.party(one.party))]
    if groups:
        yield {"says": "group", "names": [teller.party(one) for one in groups]}
    silent = [name for name in LIFE if state_of(charter, name) in (State.UNANSWERED, State.UNKNOWN)]
    if silent:
        yield {"says": "life", "names": [teller.words.say(Charter.asks()[name].title) for name in silent]}
    assets = read.documents.get("assets")
    if isinstance(assets, Assets):
        undecided = (State.UNANSWERED, State.UNKNOWN, State.PROPOSED)
        open = [one for one in assets.assets if one.kind is not Kind.SIGN]
        unlicensed = [one for one in open if state_of(one, "planned_licence") in undecided]
        if unlicensed:
            yield {"says": "licence", "names": [teller.text(one.name) or one.id for one in unlicensed]}
    costs = contexts.get("costs")
    if costs and any(one["nobody"] for one in costs["bearers"]):
        yield {"says": "unborne", "names": []}
    if costs and not costs["bearers"]:
        yield {"says": "unpriced", "names": []}
    choice = contexts["continuity"]["choice"] if "continuity" in contexts else None
    if choice and choice["excluded"] and not choice["remedies"]["lines"]:
        yield {"says": "carrier", "names": choice["form"]["lines"]}


def _is_group(party: Party | None) -> bool:
    return party is not None and party.nature is Nature.GROUP


def _outside_holders(charter: Charter, read: Published, teller: Teller) -> list[Data]:
    """Who holds rights without being a party, on what, and whether a paper bears out that they agree."""
    assets = read.documents.get("assets")
    inside = {one.party for one in charter.parties}
    held: dict[str, dict[str, bool]] = {}
    if isinstance(assets, Assets) and inside:
        for asset in assets.assets:
            name = teller.text(asset.name) or asset.id
            for right in asset.rights:
                if right.holder not in inside:
                    papers = bool(right.evidence or right.contract or right.assignment)
                    of_holder = held.setdefault(right.holder, {})
                    of_holder[name] = of_holder.get(name, True) and papers
    return [
        {
            "name": teller.party(holder),
            "assets": list(names),
            "bare": [name for name, papers in names.items() if not papers],
        }
        for holder, names in held.items()
    ]


def _party(id: str, charter: Charter, read: Published, teller: Teller) -> Data:
    """A party with its signature under this version, where there is one."""
    party = read.project.party(id)
    row = next((one for one in charter.parties if one.party == id), None)
    signed = next((one for one in charter.adoption if one.party == id and one.version == charter.version), None)
    authority = signed.authority if signed else None
    by = [teller.value(authority.kind), authority.reference or "", teller.value(authority.date)] if authority else []
    return {
        "name": teller.party(id),
        "nature": teller.value(party.nature) if party else "",
        "form": (party.form or "") if party else "",
        "representative": (row.representative or "") if row else "",
        "by": (signed.by or "") if signed else "",
        "authority": ", ".join(one for one in by if one),
        "on": teller.value(signed.on) if signed else "",
    }
