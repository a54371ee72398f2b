"""From what a repository shows to the first rows of a dossier: each a proposal, with what bears it out.

Nothing here is claimed: a value that a person gave at the door is an answer, every other one waits under `proposed`.
The values are plain data, as they will stand in the documents; a `Message` in them is said in the team's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from communkit.marked import N_, Message
from communkit.model.types import slug_of
from communkit.repository.facts import Fact, Seen, Sure, citable
from communkit.repository.files import Heap, Kind
from communkit.repository.glance import Glance
from communkit.repository.holders import Holder, key_of
from communkit.steps.assets.model import RightKind
from communkit.steps.project import StageWord
from communkit.steps.vocabulary import Nature, SignType

Values = dict[str, Any]

MOST_PARTIES = 8
_WHOLE_ROW = "*"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said at the door. None: not asked, or not known; then a proposal stands in its place."""

    name: str | None = None
    stage: str | None = None
    jurisdiction: str | None = None
    languages: tuple[str, ...] | None = None
    carriers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be a party: the name, where it was read, and whether notices or a manifest call them holder.

    `account`: only the name under which the repository is published, which may be that of no organisation.
    """

    name: str
    seen: tuple[Seen, ...]
    holds: bool
    group: bool = False
    account: bool = False


def proposals(glance: Glance, answers: Answers = Answers()) -> dict[str, Values]:
    """The values that the documents begin with, by step."""
    return {name: propose(glance, answers) for name, propose in _PROPOSERS.items()}


# Parties


def candidates(glance: Glance) -> list[Candidate]:
    """Who may carry the project or hold rights in it, the likeliest first.

    Holders whom a licence or a manifest names, and those of one notice in twenty; without any, the account that
    publishes the repository and the authors that manifests name.
    """
    holders = [Candidate(one.name, one.seen, True, one.group) for one in _holders(glance)]
    if holders:
        return holders[:MOST_PARTIES]
    named = ((remote, _account(remote.value)) for remote in glance.remotes[:1])
    account = [Candidate(name, remote.seen, False, account=True) for remote, name in named if name]
    authors = [Candidate(one.value, one.seen, False) for one in glance.authors[:3]]
    return [*account, *authors][:MOST_PARTIES]


_FEW_FILES = 20


def _holders(glance: Glance) -> list[Holder]:
    """Those whom a licence or a manifest names, and those who are named often enough not to be somebody's library."""
    everyone = sum(one.files for one in glance.holders)
    code = sum(len(one.paths) for one in glance.heaps if one.kind is Kind.CODE)
    least = max(everyone / 20, 1 if code <= _FEW_FILES else 2)
    return [one for one in glance.holders if one.in_licence or one.files >= least]


def _account(address: str) -> str:
    """The account of "https://forge/account/…/repository"; "" where the address has none."""
    parts = address.split("/")[3:-1]
    return parts[0] if parts else ""


def _stage(glance: Glance) -> str:
    return str(StageWord.PREPARING if glance.holds_something else StageWord.IDEA)


# The project


def of_project(glance: Glance, answers: Answers) -> Values:
    """The identity card: name, summary, law, stage, languages, the repository, the parties."""
    draft = _Draft()
    draft.put("name", glance.name, answers.name)
    draft.put("summary", glance.summary)
    draft.put("jurisdiction", glance.country, answers.jurisdiction)
    draft.put("stage", Fact(_stage(glance), _as_seen(glance)), answers.stage)
    languages = Fact(list(glance.languages.value), glance.languages.seen) if glance.languages else None
    draft.put("languages", languages, list(answers.languages) if answers.languages else None)
    if glance.repository is not None:
        draft.values["repositories"] = [_repository(glance)]
    parties = _parties(glance, answers)
    if parties:
        draft.values["parties"] = list(parties.values())
    return draft.written()


def _as_seen(glance: Glance) -> tuple[Seen, ...]:
    first = next((one.example for one in glance.heaps if one.example), None)
    return (Seen(first, None, "file-names", Sure.LOW),) if first and glance.holds_something else ()


def _repository(glance: Glance) -> Values:
    remote = next(iter(glance.remotes), None)
    called = remote.value.rpartition("/")[2] if remote else glance.name.value
    row: Values = {"id": _identifier(called, "app", ()), "path": "."}
    if remote:
        row["url"] = remote.value
        row["evidence"] = {"url": _evidence(remote.seen)}
    return {**row, "proposed": [_WHOLE_ROW]}


def _parties(glance: Glance, answers: Answers) -> dict[str, Values]:
    """The rows of the register, by the key of their names: who was named at the door, then the candidates.

    Once somebody is named, the account that publishes the repository is no candidate any more.
    """
    known = {key_of(one.name): one for one in candidates(glance) if not (one.account and answers.carriers)}
    rows: dict[str, Values] = {}
    taken: list[str] = []
    for name in (*answers.carriers, *(one.name for one in known.values())):
        key = key_of(name)
        if key in rows:
            continue
        found = known.get(key)
        row: Values = {"id": _identifier(name, "party", taken), "name": name}
        taken.append(row["id"])
        if found is not None and found.group:
            row["nature"] = str(Nature.GROUP)
        if found is not None and found.seen:
            row["evidence"] = {_WHOLE_ROW: _evidence(found.seen)}
        if name in answers.carriers:
            if "nature" in row:
                row["proposed"] = ["nature"]
        else:
            row["proposed"] = [_WHOLE_ROW]
        rows[key] = row
    return rows


# The assets

_NAMES: Mapping[str, str] = {
    "image": N_("Images"),
    "font": N_("Fonts"),
    "audio-video": N_("Sounds and videos"),
    "model": N_("Trained models"),
    "text": N_("Texts"),
    "documentation": N_("Documentation"),
    "database": N_("Database"),
    "sign": N_("Logo"),
    "hardware": N_("Hardware"),
    "code": N_("Source code"),
}
_IDS: Mapping[str, str] = {"image": "images", "font": "fonts", "model": "models", "text": "texts", "sign": "logo"}

# What a licence at the root covers as a matter of course. Fonts, logos and trained models mostly came with their own.
_COVERED = frozenset({"documentation", "database", "hardware", "text"})


def of_assets(glance: Glance, answers: Answers) -> Values:
    """The table: one row a heap of files, with its paths, the licence that is said of it, the holders of the code."""
    parties = _parties(glance, answers)
    taken: list[str] = []
    rows = []
    for heap in glance.heaps:
        row = _asset(heap, glance, answers, taken)
        taken.append(row["id"])
        if heap.kind is Kind.CODE:
            rights = [_right(holder, parties) for holder in _holders(glance) if key_of(holder.name) in parties]
            if rights:
                row["rights"] = rights
        rows.append(row)
    return {"assets": rows} if rows else {}


def _asset(heap: Heap, glance: Glance, answers: Answers, taken: Sequence[str]) -> Values:
    sort = heap.content_type or str(heap.kind)
    is_code = heap.kind is Kind.CODE
    name = answers.name or glance.name.value
    called = _identifier(name, "code", taken) if is_code else _IDS.get(sort, sort)
    row: Values = {
        "id": _identifier(called, sort, taken),
        "kind": str(heap.kind),
        "name": name if is_code else Message(_NAMES[sort]),
    }
    evidence: dict[str, Any] = {}
    if is_code and glance.summary is not None:
        row["description"] = glance.summary.value
        evidence["description"] = _evidence(glance.summary.seen)
    if heap.kind is Kind.CONTENT:
        row["content_type"] = sort
    if heap.kind is Kind.SIGN:
        row["sign_type"] = str(SignType.LOGO)
    elif heap.patterns:
        row["paths"] = list(heap.patterns)
    licence = _licence(heap, sort, glance)
    if licence is not None:
        row["current_licence"] = licence.value
        evidence["current_licence"] = _evidence(licence.seen)
    if heap.example:
        evidence[_WHOLE_ROW] = _evidence((Seen(heap.example, None, "file-names", Sure.MEDIUM),))
    if evidence:
        row["evidence"] = evidence
    return {**row, "proposed": [_WHOLE_ROW]}


def _licence(heap: Heap, sort: str, glance: Glance) -> Fact[str] | None:
    """What is said of this kind of thing apart; else what is said of the whole, where that covers it."""
    apart = glance.licences.by_kind.get(heap.kind)
    if heap.kind is Kind.SIGN or (apart is None and heap.kind is not Kind.CODE and sort not in _COVERED):
        return None
    if apart is not None:
        return apart
    nested = _nested(heap, glance)
    if nested is not None:
        return nested
    whole = glance.licences.outbound
    if whole is None or heap.kind is Kind.CODE:
        return whole
    return Fact(whole.value, tuple(Seen(one.path, one.line, one.method, Sure.LOW) for one in whole.seen[:1]))


def _nested(heap: Heap, glance: Glance) -> Fact[str] | None:
    """The licence whose text lies in the folder that holds all of the heap: docs/LICENSE for docs/."""
    if heap.kind is Kind.CODE:
        return None
    for one in glance.licences.elsewhere:
        folder = one.seen.path.rpartition("/")[0]
        if all(path.startswith(f"{folder}/") for path in heap.paths):
            return Fact(one.expression, (one.seen,))
    return None


def _right(holder: Holder, parties: Mapping[str, Values]) -> Values:
    return {
        "right": str(RightKind.SOFTWARE),
        "holder": parties[key_of(holder.name)]["id"],
        "evidence": {_WHOLE_ROW: _evidence(holder.seen)},
        "proposed": [_WHOLE_ROW],
    }


# What all share


@dataclass
class _Draft:
    """The fields of a document as they come: answers as they are, the rest as proposals with their evidence."""

    values: Values = field(default_factory=dict)
    evidence: dict[str, list[Values]] = field(default_factory=dict)
    proposed: list[str] = field(default_factory=list)

    def put(self, name: str, found: Fact[Any] | None, answer: object = None) -> None:
        """Set a field to the answer, else to what was found; what was found bears out an answer that says the same."""
        if answer is None and found is None:
            return
        self.values[name] = answer if answer is not None else found.value if found else None
        if answer is None:
            self.proposed.append(name)
        if found is not None and found.seen and self.values[name] == found.value:
            self.evidence[name] = _evidence(found.seen)

    def written(self) -> Values:
        """The whole, notes last."""
        notes: Values = {}
        if self.evidence:
            notes["evidence"] = self.evidence
        if self.proposed:
            notes["proposed"] = self.proposed
        return {**self.values, **notes}


_MOST_EVIDENCE = 3


def _evidence(seen: Iterable[Seen]) -> list[Values]:
    """Places as a document keeps them, the best three."""
    return [
        {
            "path": one.path,
            **({"line": one.line} if one.line else {}),
            "method": one.method,
            "confidence": str(one.sure),
        }
        for one in [one for one in seen if citable(one.path)][:_MOST_EVIDENCE]
    ]


def _identifier(text: str, fallback: str, taken: Sequence[str]) -> str:
    """An identifier made from `text` that is not `taken`; from `fallback` where no letter of it can stand in one."""
    base = (slug_of(text) or slug_of(fallback))[:56].strip("-")
    if base not in taken:
        return base
    return next(one for number in range(2, len(taken) + 3) if (one := f"{base}-{number}") not in taken)


_PROPOSERS: Mapping[str, Callable[[Glance, Answers], Values]] = {"project": of_project, "assets": of_assets}
