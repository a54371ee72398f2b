"""The table of assets as a repository shows it: proposals in the five columns, none of them claimed by anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from communkit.marked import Message
from communkit.repository.contributions import Contributions
from communkit.rules import State
from communkit.steps.vocabulary import Kind
from communkit.words import Words

Data = dict[str, Any]
_MOST_HOLDERS = 4


def found_rows(
    proposed: Mapping[str, Mapping[str, Any]], contributions: Contributions, words: Words, prose: Mapping[str, Any]
) -> list[Data]:
    """The six rows from `proposed`, the values with which a dossier would begin (by document), as `render.assets` gives
    them; `prose` holds the words for how contributions come in.
    """
    parties = {one["id"]: one["name"] for one in proposed.get("project", {}).get("parties", ())}
    assets = proposed.get("assets", {}).get("assets", ())
    code = next((one for one in assets if one["kind"] == str(Kind.CODE)), None)
    return [
        {
            "kind": words.say(kind.label),
            "assets": [
                _asset(one, parties, _terms(contributions, prose) if one is code else [], words)
                for one in assets
                if one["kind"] == str(kind)
            ],
            "not_applicable": "",
            "unknown": "",
        }
        for kind in Kind
    ]


def _asset(row: Mapping[str, Any], parties: Mapping[str, Any], terms: list[str], words: Words) -> Data:
    evidence = row.get("evidence", {})
    rights = row.get("rights", ())
    names = [_text(parties[one["holder"]], words) for one in rights[:_MOST_HOLDERS]]
    if len(rights) > _MOST_HOLDERS:
        names.append(f"… (+ {words.number(len(rights) - _MOST_HOLDERS)})")
    places = [place for one in rights[:1] for place in _places(one.get("evidence", {}).get("*", ()))]
    return {
        "name": _cell([_text(row["name"], words)], _places(evidence.get("*", ()))),
        "description": _cell([_text(row.get("description", ""), words)], _places(evidence.get("description", ()))[:1]),
        "rights": _cell(names, places),
        "licence": _cell([row.get("current_licence", "")], _places(evidence.get("current_licence", ()))),
        "contributions": _cell(terms, []),
    }


def _cell(lines: Sequence[str], evidence: Sequence[str]) -> Data:
    said = [one for one in lines if one]
    state = State.PROPOSED if said else State.UNANSWERED
    return {"state": state.value, "lines": said, "note": "", "evidence": list(evidence[:2]) if said else []}


def _places(evidence: Sequence[Mapping[str, Any]]) -> list[str]:
    places = (f"{one['path']}:{one['line']}" if one.get("line") else str(one["path"]) for one in evidence)
    return list(dict.fromkeys(places))


def _terms(contributions: Contributions, prose: Mapping[str, Any]) -> list[str]:
    told = []
    if contributions.dco.required:
        told.append(prose["dco"])
    if contributions.agreement.asked.required:
        told.append(prose["cla"])
    if contributions.inbound:
        told.append(prose["inbound"])
    return told


def _text(value: object, words: Words) -> str:
    return words.say(value) if isinstance(value, Message) else str(value)
