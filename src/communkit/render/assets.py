"""The context of the IP table: plain texts in one language, each cell with its state and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from communkit.marked import N_, Message, Share
from communkit.model.completeness import state_of
from communkit.model.row import Evidence, Row
from communkit.render.telling import Teller
from communkit.rules import State
from communkit.steps.assets.model import Action, Asset, Assets, Right
from communkit.steps.project import Project
from communkit.steps.vocabulary import Kind
from communkit.words import Words

Data = dict[str, Any]


def context(project: Project, assets: Assets, words: Words) -> Data:
    """What the deliverable shows, as texts, lists and mappings: nothing live, nothing to translate."""
    teller = _Teller(project, words)
    return {
        "project": {
            "name": _text(project.name, words) or "–",
            "summary": _text(project.summary, words),
            "stage": words.say(project.stage.label) if project.stage else "–",
        },
        "version": assets.version or "–",
        "status": words.say(assets.status.label) if assets.status else "–",
        "rows": [teller.row(kind, assets) for kind in Kind],
        "assets": [teller.asset(asset) for asset in assets.assets],
    }


def _text(text: object, words: Words) -> str:
    said = getattr(text, "said", None)
    return said(words.language) if said else ""


class _Teller:
    """Puts rows into words, knowing the parties' names and the language."""

    def __init__(self, project: Project, words: Words) -> None:
        self.words = words
        self._of_project = Teller(project, words)
        self._names = {one.id: _text(one.name, words) or one.id for one in project.parties}

    def row(self, kind: Kind, assets: Assets) -> Data:
        """One of the six rows: its assets, or why there is none."""
        reason = assets.not_applicable.get(str(kind)) or assets.not_applicable.get("*")
        plan = assets.unknown.get(str(kind))
        return {
            "kind": self.words.say(kind.label),
            "assets": [self._line(asset) for asset in assets.of_kind(kind)],
            "not_applicable": _text(reason, self.words),
            "unknown": _text(plan, self.words),
        }

    def _line(self, asset: Asset) -> Data:
        """The five columns of one asset."""
        return {
            "name": self._cell(asset, "name", [_text(asset.name, self.words) or asset.id]),
            "description": self._cell(asset, "description", [_text(asset.description, self.words)]),
            "rights": self._cell(asset, "rights", [self._right(right) for right in asset.rights]),
            "licence": self._licence(asset),
            "contributions": self._cell(asset, "contributions", self._contributions(asset)),
        }

    def _licence(self, asset: Asset) -> Data:
        """Under which licence an asset goes out; for a sign, the policy that says who may use it."""
        licence = self._cell(asset, "planned_licence", [str(asset.planned_licence or "")])
        if asset.kind is not Kind.SIGN:
            return licence
        policy = Message(N_("usage policy: {document}"), {"document": asset.usage_policy or ""})
        governed = self._cell(asset, "usage_policy", [self.words.say(policy)] if asset.usage_policy else [])
        if asset.planned_licence is None:
            return governed
        return {**licence, "lines": [*licence["lines"], *governed["lines"]]}  # a logo is a work as well

    def _cell(self, row: Row, field: str, lines: Sequence[str]) -> Data:
        """What a cell says, how it stands, and what bears it out."""
        note = row.not_applicable.get(field) or row.unknown.get(field)
        return {
            "state": self._state(row, field).value,
            "lines": [line for line in lines if line],
            "note": _text(note, self.words),
            "evidence": [self._of_project.mention(one) for one in row.evidence.get(field, ())],
        }

    @staticmethod
    def _state(row: Row, field: str) -> State:
        return state_of(row, field)

    def _right(self, right: Right) -> str:
        holder = self._names.get(right.holder, right.holder)
        share = f" ({self.words.percent(Share(right.share))})" if right.share is not None else ""
        return f"{holder}{share} – {self.words.say(right.right.label)}"

    def _contributions(self, asset: Asset) -> list[str]:
        contributions = asset.contributions
        if contributions is None or contributions.mode is None:
            return []
        mode = self.words.say(contributions.mode.label)
        return [f"{mode} ({contributions.document})" if contributions.document else mode]

    def asset(self, asset: Asset) -> Data:
        """All that is said of one asset beyond its line of the table."""
        say = self.words.say
        return {
            "id": asset.id,
            "name": _text(asset.name, self.words) or asset.id,
            "kind": say(asset.kind.label) if asset.kind else "–",
            "type": say(asset.content_type.label)
            if asset.content_type
            else say(asset.sign_type.label)
            if asset.sign_type
            else say(asset.software_kind.label)
            if asset.software_kind
            else "",
            "paths": list(asset.paths or ()),
            "rights": [
                {
                    "right": say(right.right.label),
                    "holder": self._names.get(right.holder, right.holder),
                    "share": self.words.percent(Share(right.share)) if right.share is not None else "",
                    "basis": say(right.basis.label) if right.basis else "–",
                    "contract": (right.contract.reference or "") if right.contract else "",
                    "evidence": self._all_evidence(right),
                }
                for right in asset.rights
            ],
            "future_holder": self._names.get(asset.future_holder, asset.future_holder) if asset.future_holder else "",
            "restrictions": [say(one.label) for one in asset.restrictions or ()],
            "current_licence": str(asset.current_licence or ""),
            "current_is_proposed": state_of(asset, "current_licence") is State.PROPOSED,
            "planned_licence": str(asset.planned_licence or ""),
            "justification": _text(asset.justification, self.words),
            "third_party": [
                {"name": one.name, "licence": str(one.licence or "–"), "paths": list(one.paths or ())}
                for one in asset.third_party
            ],
            "strategy": _text(asset.strategy, self.words),
            "actions": [self._action(one) for one in asset.actions],
            "usage_policy": asset.usage_policy or "",
        }

    def _all_evidence(self, row: Row) -> list[str]:
        listed: Iterable[Evidence] = (one for items in row.evidence.values() for one in items)
        return [told for one in listed if (told := self._of_project.mention(one))]

    def _action(self, action: Action) -> Data:
        done = action.done
        if done is True:
            told = self.words.say(N_("done"))
        elif done:
            told = self.words.say(Message(N_("done on {day}"), {"day": done}))
        else:
            told = self.words.date(action.due) if action.due else "–"
        return {
            "what": action.what,
            "who": action.who or "–",
            "when": told,
            "blocking": bool(action.blocking) and not action.is_done,
        }
