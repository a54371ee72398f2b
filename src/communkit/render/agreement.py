"""The charter that people sign: drawn from every step of the dossier, so that nothing is written twice.

It takes what each step's own deliverable shows (the same contexts) and sets it as articles; at the end come the parties
with room for their signatures, the version, and the digest of what was frozen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communkit.model.adopted import Frozen, file_name
from communkit.model.completeness import state_of
from communkit.render.published import Published
from communkit.render.telling import Data, Teller
from communkit.rules import State
from communkit.steps.charter.model import Charter
from communkit.words import Words

NAME = "agreement"


def context(
    read: Published, contexts: Mapping[str, Mapping[str, Any]], adopted: tuple[Frozen, ...], words: Words
) -> Data | None:
    """What the deliverable shows; `contexts` are those of the steps, by name. None without a charter."""
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
            for name in ("entry", "exit", "amendment", "disputes", "duration")
            if state_of(charter, name) is not State.UNANSWERED
        ],
        "digest": frozen.digest if frozen else "",
        "missing": [
            name for name in ("assets", "community", "governance", "costs", "continuity") if name not in contexts
        ],
        "open": contexts["charter"]["open"],
    }
    return {**made, "states": teller.states}


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
