"""What the licence adviser can know of each asset: from the dossier, and from what its repository shows.

Title is judged by the rules of the table (AST01x, AST02x): where one of them finds something, or where nobody said
who holds what, it is not known whether everybody may licence, and that is what the adviser is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from communkit.audit.run import examine, providers
from communkit.licences.advice import Facts, Part, level_of
from communkit.licences.advice_answers import RESTRICTIONS
from communkit.licences.records import record
from communkit.model.loading import Dossier
from communkit.repository.dependencies import read_dependencies
from communkit.repository.tree import read_tree
from communkit.rules import Severity
from communkit.rules.provider import Missing, Supplies
from communkit.steps.assets.model import Asset, Assets, Basis, Mode
from communkit.steps.charter.model import Charter, Principle
from communkit.steps.project import Project
from communkit.steps.vocabulary import Kind, Nature

MOST_NAMES = 3


def known_facts(dossier: Dossier, upon: date, *, repository: bool = True) -> tuple[Facts, ...]:
    """The facts of each asset of the table that says its kind, in its order; proposals are taken as they stand.

    `repository`: whether to read the lock files of the repository around the dossier.
    """
    loaded, register = dossier.documents.get("assets"), dossier.documents.get("project")
    if loaded is None or not isinstance(loaded.written, Assets):
        return ()
    project = register.written if register and isinstance(register.written, Project) else Project()
    lists = _lists(dossier, upon)
    doubtful = _doubtful(dossier, upon)
    claimed = {one.id: one for one in loaded.claims.assets} if isinstance(loaded.claims, Assets) else {}
    used = _used(dossier.root) if repository else ()
    charter = dossier.documents.get("charter")
    principle = charter.claims.licence_principle if charter and isinstance(charter.claims, Charter) else None
    allowed = tuple(
        str(one)
        for condition in project.conditions
        if condition.requires and condition.requires.licences and not (condition.until and condition.until < upon)
        for one in condition.requires.licences
    )
    return tuple(
        Facts(
            id=asset.id,
            name=asset.shown_name,
            kind=str(asset.kind),
            upon=upon,
            content_type=str(asset.content_type) if asset.content_type else None,
            sign_type=str(asset.sign_type) if asset.sign_type else None,
            jurisdiction=str(project.jurisdiction) if project.jurisdiction else None,
            lists=lists.get(asset.id, ()),
            allowed=allowed,
            current=str(asset.current_licence) if asset.current_licence else None,
            sole_holder=_sole(asset),
            parts=(*_parts(asset), *(used if asset.kind is Kind.CODE else ())),
            words={
                **_words(asset, claimed.get(asset.id), doubtful, principle),
                **_administration(asset, project, lists.get(asset.id, ())),
            },
        )
        for asset in loaded.written.assets
        if asset.kind is not None
    )


def _lists(dossier: Dossier, upon: date) -> Mapping[str, tuple[str, ...]]:
    """The lists that bind each asset, by its identifier: what the rules of the table know."""
    given = {name: one.written for name, one in dossier.documents.items()} | {"today": upon}
    try:
        found = Supplies(given, providers())["bindings"]
    except Missing:
        return {}
    if not isinstance(found, dict):
        return {}
    return {id: tuple(dict.fromkeys(one.list.id for one in bound)) for id, bound in found.items()}


def _doubtful(dossier: Dossier, upon: date) -> frozenset[str]:
    """The assets of whose title a rule says something that nobody answered."""
    report = examine(dossier, upon, select=("AST01", "AST02"))
    open_findings = (one for one in report.open if one.severity > Severity.NOTE)
    return frozenset(one.target.partition("[")[2].partition("]")[0] for one in open_findings)


def _words(
    asset: Asset, claims: Asset | None, doubtful: frozenset[str], principle: Principle | None
) -> Mapping[str, str]:
    """What answers the questions already: claims where the answer has to be the team's, else what stands there."""
    words = {RESTRICTIONS[str(one)]: "yes" for one in asset.restrictions or ()}
    if asset.software_kind is not None:
        words["software_kind"] = str(asset.software_kind)
    if asset.rights and all(one.basis is Basis.PUBLIC_DOMAIN for one in asset.rights):
        words["rights"] = "nobody"
    elif claims is not None and claims.rights and all(one.basis for one in claims.rights) and asset.id not in doubtful:
        words["rights"] = "cleared"
    if asset.rights and all(one.basis is Basis.UPSTREAM_LICENCE for one in asset.rights):
        words["joins"] = "yes"
    planned = claims.planned_licence if claims is not None else None
    wished = level_of(str(planned)) if planned else None
    if wished is None and principle is Principle.PERMISSIVE:
        wished = "nothing"
    if wished is not None:
        words["share_back"] = wished
    return words


def _administration(asset: Asset, project: Project, lists: tuple[str, ...]) -> Mapping[str, str]:
    """Whether an administration sets the licence: a list that binds says yes, holders who are all known say no."""
    holders = [project.party(one.holder) for one in asset.rights]
    if any(one and one.nature is Nature.PUBLIC for one in holders) or lists:
        return {"administration": "yes"}
    known = holders and all(one is not None and one.nature is not None for one in holders)
    return {"administration": "no"} if known else {}


def _sole(asset: Asset) -> bool:
    """Whether one party alone holds every right, of its own making."""
    others = (None, Basis.VOLUNTEER, Basis.CO_AUTHORS, Basis.COMPOSITE, Basis.UPSTREAM_LICENCE)
    open_to_all = asset.contributions is not None and asset.contributions.mode in (Mode.DCO, Mode.INBOUND_OUTBOUND)
    return (
        len({one.holder for one in asset.rights}) == 1
        and not any(one.basis in others for one in asset.rights)
        and not open_to_all
    )


# rows of the table of fitness for what lies beside code and is not built into it
_BESIDE_CODE = {"cc-attribution", "cc-before-4", "public-information", "database", "data", "fonts", "works", "manuals"}


def _parts(asset: Asset) -> tuple[Part, ...]:
    """The parts that the table names, with how each is used: a font in an application is not linked with its code."""
    found = []
    for one in asset.third_party:
        if one.licence is None:
            continue
        known = [record(term.id) for term in one.licence.terms]
        beside = all(each is not None and each.row in _BESIDE_CODE for each in known)
        use = "include" if asset.kind is not Kind.CODE else "aggregate" if beside else "link"
        found.append(Part(one.name, str(one.licence), use))
    return tuple(found)


def _used(root: Path) -> tuple[Part, ...]:
    """The dependencies that lock files state a licence of, one part a licence."""
    by_licence: dict[str, list[str]] = {}
    for one in read_dependencies(read_tree(root)).found:
        if one.expression and one.scope == "runtime":
            by_licence.setdefault(one.expression, []).append(one.name)
    return tuple(Part(_named(names), licence) for licence, names in sorted(by_licence.items()))


def _named(names: Iterable[str]) -> str:
    """ "d3, leaflet, vue (+12)": the first names and how many more."""
    known = sorted(set(names))
    rest = len(known) - MOST_NAMES
    return ", ".join(known[:MOST_NAMES]) + (f" (+{rest})" if rest > 0 else "")
