"""How contributions are said to come in, and the documents that the dossier names: `REC030` to `REC039`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from communkit.audit.cover import Cover
from communkit.audit.grounds import Ground, Grounds
from communkit.audit.held import Column, Held, Verdict, reported, sighted
from communkit.audit.seen import mentions
from communkit.marked import N_, Message, Share, Value
from communkit.model.row import DocumentRow, Row, claimed
from communkit.repository.contributions import Contributions
from communkit.repository.facts import Seen
from communkit.rules import Severity, Sighting, Stage, provider, rule
from communkit.steps.assets.model import Asset, Assets, Mode

_SOURCE = N_("communkit, claims held against the repository")
_PRACTISED = 0.9
"""The share of commits by people from which a sign-off is the practice."""
_OUT_OF_SIGHT = (Mode.CONTRACT, Mode.TERMS_OF_USE, Mode.TRADEMARK_POLICY)
_AGREEMENTS = {Mode.CLA: "licence", Mode.ASSIGNMENT: "assignment"}


@provider
def held_contributions(assets: Assets, cover: Cover) -> tuple[Held, ...]:
    """The way of contributing that is claimed of each row against what its repository asks and shows."""
    found: list[Held] = []
    for asset in assets.assets:
        mode = asset.contributions.mode if asset.contributions else None
        ground = cover.home(asset)
        if ground is not None and mode is not None and mode not in _OUT_OF_SIGHT:
            found.append(_Judge(asset, mode, ground).held())
    return tuple(found)


class _Judge:
    """Holds the mode of one row against one repository."""

    def __init__(self, asset: Asset, mode: Mode, ground: Ground) -> None:
        self.asset = asset
        self.mode = mode
        self.ground = ground
        self.said: Contributions = ground.contributions

    def held(self) -> Held:
        agreement, wanted = self.said.agreement, _AGREEMENTS.get(self.mode)
        if agreement.asked.required and agreement.asked.seen:
            if agreement.kind == wanted:
                return self._verified(agreement.asked.seen)
            return self._against(agreement.asked.seen, _ASKED[agreement.kind or "licence"])
        if self.mode is Mode.DCO:
            return self._dco()
        if self.mode is Mode.INBOUND_OUTBOUND:
            return self._inbound()
        if self.mode is Mode.EMPLOYER:
            if self.said.dco.required and self.said.dco.seen:
                return self._against(self.said.dco.seen, _SIGN_OFF)
            return self._verified(())
        return self._missing()

    def _dco(self) -> Held:
        dco, share = self.said.dco, self.said.dco_share_human
        if not dco.required and (share is None or share < _PRACTISED):
            return self._missing()
        if share is not None and share < _PRACTISED:
            says = self._sighted(dco.seen, asset=self.asset.shown_name, share=Share(Decimal(str(share))))
            return self._made(Verdict.CONTRADICTED, says, "sign-off-not-given")
        return self._verified(dco.seen)

    def _inbound(self) -> Held:
        inbound = self.said.inbound
        same = self.said.inbound_is_outbound(self.ground.licences.weighed.expression) if inbound else None
        if same is False:
            return self._against([one.seen for one in inbound if one.expressions], _OTHER)
        if same:
            return self._verified([one.seen for one in inbound])
        if self.said.dco.required:  # who signs off contributes under the licence that the file states
            return self._verified(self.said.dco.seen)
        return self._missing(Severity.NOTE)

    def _against(self, seen: Sequence[Seen], other: str) -> Held:
        place = self.ground.seen(seen[0]).place
        name, mode = self.asset.shown_name, str(self.mode)
        says = self._sighted(seen, asset=name, mode=mode, place=place, other=Message(other))
        return self._made(Verdict.CONTRADICTED, says, "contributions-differ")

    def _missing(self, severity: Severity | None = None) -> Held:
        name, mode = self.asset.shown_name, str(self.mode)
        says = self._sighted(self._guide(), severity, asset=name, mode=mode)
        return self._made(Verdict.MISSING, says, "contributions-not-said")

    def _verified(self, seen: Sequence[Seen]) -> Held:
        return self._made(Verdict.VERIFIED if seen else Verdict.MISSING, self._sighted(seen), "")

    def _guide(self) -> list[Seen]:
        """The guide for contributors, where one looks first."""
        guides = [path for path in self.ground.paths if _GUIDE.search(path)]
        return [Seen(path) for path in sorted(guides, key=lambda one: one.count("/"))[:1]]

    def _sighted(self, seen: Iterable[Seen], severity: Severity | None = None, **params: Value) -> Sighting:
        address = self.asset.address.field("contributions")
        return Sighting(address, params, None, severity, mentions(map(self.ground.seen, seen)))

    def _made(self, verdict: Verdict, sighting: Sighting, slug: str) -> Held:
        return Held(verdict, sighting, slug, self.asset.id, Column.CONTRIBUTIONS)


_GUIDE = re.compile(r"(?:^|/)contributing[^/]*\Z", re.IGNORECASE)
_ASKED = {
    "licence": N_("a contributor licence agreement is asked for"),
    "assignment": N_("an assignment of rights is asked for"),
}
_SIGN_OFF = N_("outsiders are asked to sign off")
_OTHER = N_("contributions are taken under another licence")


@rule(
    "REC030",
    "contributions-differ",
    title=N_("Contributions come in otherwise than the table says"),
    says=N_("Contributions to “{asset}” are said to come in by “{mode}”; at {place}, {other}."),
    why=N_("Contributors did what the repository asked of them: that, not the table, decides which rights came in."),
    fix=N_("Write down the way that is really followed, or change what contributors are asked."),
    source=N_("L.131-3 CPI; inbound=outbound, as forges put it in their terms"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def contributions_differ(held_contributions: tuple[Held, ...]) -> Iterable[Sighting]:
    """Another agreement, another licence, or outsiders where only employees are meant to contribute."""
    return reported(held_contributions, "contributions-differ")


@rule(
    "REC031",
    "contributions-not-said",
    title=N_("The way of contributing stands in the table only"),
    says=N_(
        "Contributions to “{asset}” are said to come in by “{mode}”; the repository neither asks for it nor shows it."
    ),
    why=N_("Contributors have read the repository, not the table: they agreed to nothing that they were not told."),
    fix=N_("Say it in the guide for contributors, and check it on each request."),
    source=_SOURCE,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def contributions_not_said(held_contributions: tuple[Held, ...]) -> Iterable[Sighting]:
    """A DCO, a CLA, an assignment or a clause that is found nowhere."""
    return reported(held_contributions, "contributions-not-said")


@rule(
    "REC032",
    "sign-off-not-given",
    title=N_("The sign-off that the table relies on is seldom given"),
    says=N_(
        "Contributions to “{asset}” are said to come in by DCO; {share} of the commits by people carry a sign-off."
    ),
    why=N_("Without the sign-off nobody stated that they may contribute what they sent."),
    fix=N_("Check sign-offs on every request, and write down since when they are asked for."),
    source=N_("Developer Certificate of Origin 1.1"),
)
def sign_off_not_given(held_contributions: tuple[Held, ...]) -> Iterable[Sighting]:
    """A DCO that is asked for and given in fewer than nine commits of ten."""
    return reported(held_contributions, "sign-off-not-given")


# Documents


@provider
def held_documents(documents_as_written: Sequence[DocumentRow], grounds: Grounds) -> tuple[Held, ...]:
    """Files that the dossier names, as evidence or as the document that says something, against those that exist."""
    found: list[Held] = []
    for document in documents_as_written:
        claims = claimed(document)
        for row in (claims, *claims.each(Row)):
            found += _cited(row, grounds)
            if isinstance(row, Asset):
                found += _named(row, grounds)
    return tuple(found)


def _cited(row: Row, grounds: Grounds) -> Iterator[Held]:
    for field, places in row.evidence.items():
        if field in row.proposed:
            continue
        for one in places:
            if one.path is None or one.commit is not None:
                continue
            address = field if field in type(row).model_fields else None
            yield from _there(row, address, one.path, one.line, grounds)


def _named(asset: Asset, grounds: Grounds) -> Iterator[Held]:
    document = asset.contributions.document if asset.contributions else None
    for field, value in (("contributions", document), ("usage_policy", asset.usage_policy)):
        if value is not None and _PATH.fullmatch(value):
            yield from _there(asset, field, value, None, grounds)


_PATH = re.compile(
    r"(?:[a-z0-9][a-z0-9._-]*:)?(?!https?:)[^\s:]+\.(?:md|txt|rst|adoc|pdf|odt|docx|html|toml|yaml|yml)", re.IGNORECASE
)
"""What a person writes to name a file of the repository: one word that ends like one."""


def _there(row: Row, field: str | None, named: str, line: int | None, grounds: Grounds) -> Iterator[Held]:
    ground, glob = grounds.of(named)
    if ground is None:
        return
    path = glob.text
    asset = row if isinstance(row, Asset) else next((one for one in _above(row) if isinstance(one, Asset)), None)
    if not _exists(ground, path):
        says = sighted(row, field, document=named)
        yield Held(Verdict.CONTRADICTED, says, "document-missing", asset.id if asset else None, _column(field))
        return
    if line is not None and ground.holds(path):
        last = ground.tree.text(path).count("\n") + 1
        if line > last:
            seen = [Seen(ground.named(path), last)]
            says = sighted(row, field, seen, says=_TOO_SHORT, document=path, line=str(line), last=str(last))
            yield Held(Verdict.CONTRADICTED, says, "document-missing", asset.id if asset else None, _column(field))


_TOO_SHORT = N_("The dossier names line {line} of {document}, which has {last} lines.")


def _exists(ground: Ground, path: str) -> bool:
    """Whether a file is in the repository, or beside its tracked files on the disk (an ignored paper)."""
    if ground.holds(path):
        return True
    plain = path.replace("\\", "/").removeprefix("./")
    if plain.startswith("/") or ".." in plain.split("/") or not ground.tree.on_disk:
        return False
    return os.path.lexists(ground.folder / plain)


def _above(row: Row) -> Iterator[Row]:
    while row._parent is not None:
        row = row._parent
        yield row


def _column(field: str | None) -> Column | None:
    if field in ("current_licence", "planned_licence"):
        return Column.LICENCE
    return {"contributions": Column.CONTRIBUTIONS, "description": Column.DESCRIPTION, "paths": Column.RESOURCE}.get(
        field or ""
    )


@rule(
    "REC033",
    "document-missing",
    title=N_("A document that the dossier relies on is not there"),
    says=N_("The dossier names {document}, and there is no such file."),
    why=N_("A claim is worth its evidence: what nobody can open bears nothing out."),
    fix=N_("Correct the name, file the document, or say where it is kept (document)."),
    source=_SOURCE,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def document_missing(held_documents: tuple[Held, ...]) -> Iterable[Sighting]:
    """Evidence, guides and policies named by a path that leads nowhere, or by a line beyond the end."""
    return reported(held_documents, "document-missing")
