"""The model of `assets.yaml`, and its completeness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from communkit.marked import N_, Message
from communkit.model.completeness import unanswered
from communkit.model.fields import ask, key, rows
from communkit.model.row import WHOLE_ROW, DocumentRow, Row
from communkit.model.types import (
    Day,
    Done,
    Identifier,
    Line,
    PartyId,
    PathPattern,
    Share,
    Spdx,
    Text,
    YesNo,
)
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.assets.parts import Assignment as Assignment
from communkit.steps.assets.parts import Contract as Contract
from communkit.steps.assets.parts import Contributions, Registration
from communkit.steps.assets.words import Basis as Basis
from communkit.steps.assets.words import Ccag as Ccag
from communkit.steps.assets.words import Mode as Mode
from communkit.steps.assets.words import Option as Option
from communkit.steps.assets.words import Restriction as Restriction
from communkit.steps.assets.words import RightKind as RightKind
from communkit.steps.assets.words import SoftwareKind as SoftwareKind
from communkit.steps.vocabulary import ContentType, Kind, SignType

_HELD_WITHOUT_PAPER = frozenset(
    {
        Basis.EMPLOYEE,
        Basis.PUBLIC_AGENT,
        Basis.CONTRACT,  # the contract says whether it assigns
        Basis.INVESTMENT,
        Basis.REGISTRATION,
        Basis.UPSTREAM_LICENCE,
        Basis.PUBLIC_DOMAIN,
    }
)


def _is_shared(right: Right) -> bool:
    return sum(other.right is right.right for other in right.asset.rights) > 1


_LIKELY_RIGHTS = {
    Kind.CODE: (RightKind.SOFTWARE,),
    Kind.DOCUMENTATION: (RightKind.COPYRIGHT,),
    Kind.DATABASE: (RightKind.DATABASE_PRODUCER, RightKind.COPYRIGHT),
    Kind.HARDWARE: (RightKind.COPYRIGHT, RightKind.DESIGN, RightKind.PATENT),
    Kind.CONTENT: (RightKind.COPYRIGHT, RightKind.IMAGE),
}
_LIKELY_RIGHTS_ON_SIGNS = {
    SignType.LOGO: (RightKind.COPYRIGHT, RightKind.TRADEMARK, RightKind.DESIGN),
    SignType.DOMAIN: (RightKind.DOMAIN,),
}


def _likely_rights(asset: Asset) -> tuple[RightKind, ...]:
    """The rights that bear on an asset of this kind more often than others."""
    if asset.kind is Kind.SIGN:
        return _LIKELY_RIGHTS_ON_SIGNS.get(asset.sign_type or SignType.NAME, (RightKind.TRADEMARK,))
    return _LIKELY_RIGHTS[asset.kind] if asset.kind else ()


_REGISTERED = frozenset({RightKind.TRADEMARK, RightKind.DESIGN, RightKind.PATENT, RightKind.DOMAIN})


def _likely_bases(right: Right) -> tuple[Basis, ...]:
    """What such a right rests on more often than on anything else."""
    if right.right is RightKind.DATABASE_PRODUCER:
        return (Basis.INVESTMENT,)
    return (Basis.REGISTRATION,) if right.right in _REGISTERED else ()


class Right(Row, key=("holder", "right")):
    """One right on an asset, and who holds it."""

    right: RightKind = key(N_("Right"), N_("Which right is it?"), likely=_likely_rights)
    holder: PartyId = key(N_("Holder"), N_("Which party holds it?"))
    basis: Basis | None = ask(
        N_("Basis"),
        N_("Why does this party hold the right?"),
        needed=Stage.PREPARING,
        example="employee",
        why=N_(
            "Paying for a work does not give the rights on it. An employer, a client, a hosted researcher or a "
            "volunteer each come to them in a different way, and some need a signed paper."
        ),
        likely=_likely_bases,
    )
    share: Share | None = ask(
        N_("Share"),
        N_("Several parties hold this right: what is this party's share?"),
        example="50 %",
        when=_is_shared,
    )
    contract: Contract | None = ask(
        N_("Contract"),
        N_("Under which contract was it made, and what does that say of the rights?"),
        when=lambda right: right.basis is Basis.CONTRACT,
        follows=True,
        why=N_(
            "A provider keeps its rights unless the contract assigns them. In French public contracts the general "
            "clauses may do so, depending on their kind, year and option."
        ),
    )
    assignment: Assignment | None = ask(
        N_("Assignment"),
        N_("Which signed paper assigns the rights: which ones, how far, what for, where, how long?"),
        when=lambda right: right.basis not in _HELD_WITHOUT_PAPER,
    )

    @property
    def written_assignment(self) -> Assignment | None:
        """The assignment, written beside the right or inside its contract."""
        written = (self.assignment, self.contract.assignment if self.contract else None)
        return next((one for one in written if one is not None and not one.is_empty), None)

    @property
    def subject(self) -> RightKind:
        """The right whose law applies: the copyright in code is the copyright in software."""
        in_code = self.right is RightKind.COPYRIGHT and self.asset.kind is Kind.CODE
        return RightKind.SOFTWARE if in_code else self.right

    @property
    def asset(self) -> Asset:
        """The asset that the right bears on."""
        parent = self.parent
        if not isinstance(parent, Asset):
            raise TypeError(f"{self.address} does not stand in an asset")
        return parent


class ThirdParty(Row, key=("name",)):
    """A part of the asset that somebody else made."""

    name: Line = key(N_("Name"), N_("What is it called?"), example="leaflet")
    licence: Spdx | None = ask(
        N_("Licence"), N_("Under which licence do we have it?"), needed=Stage.OPENING, example="BSD-2-Clause"
    )
    paths: list[PathPattern] | None = ask(N_("Paths"), N_("Where does it stand in the repository?"))


class Action(Row, key=("what",)):
    """Something to do before the asset can go out, or after."""

    what: Line = key(N_("What"), N_("What is to be done?"), example="signer la cession du studio")
    who: Line | None = ask(N_("Who"), N_("Who does it?"), needed=Stage.PREPARING)
    due: Day | None = ask(N_("Due"), N_("By when?"), needed=Stage.PREPARING)
    done: Done | None = ask(N_("Done"), N_("Is it done, and since when?"))
    blocking: YesNo | None = ask(N_("Blocks the opening"), N_("Must it be done before the opening?"))

    @property
    def is_done(self) -> bool:
        """Whether somebody said that it is done."""
        return bool(self.done)


def _is_licensable(asset: Asset) -> bool:
    """Marks, names and domains are governed by a policy, not by a licence; a logo is a work as well."""
    return asset.kind is not Kind.SIGN


class Asset(Row, key=("id",)):
    """One row of the IP table."""

    note_keys = frozenset(str(right) for right in RightKind)
    """A note can say of one right that it does not bear on the asset: a logo that nobody registered."""

    id: Identifier = key(N_("Identifier"), example="app")
    kind: Kind | None = ask(N_("Kind"), N_("Which kind of asset is it?"), needed=Stage.IDEA, example="code")
    name: Text | None = ask(N_("Name"), N_("What do you call it?"), needed=Stage.PREPARING)
    description: Text | None = ask(
        N_("Description"), N_("What is it, in a sentence or two?"), needed=Stage.PREPARING, long=True
    )
    content_type: ContentType | None = ask(
        N_("Type of content"),
        N_("What is the content made of?"),
        needed=Stage.PREPARING,
        when=lambda asset: asset.kind is Kind.CONTENT,
    )
    sign_type: SignType | None = ask(
        N_("Type of sign"),
        N_("Which distinctive sign is it?"),
        needed=Stage.PREPARING,
        when=lambda asset: asset.kind is Kind.SIGN,
    )
    software_kind: SoftwareKind | None = ask(
        N_("Kind of software"),
        N_("Is it infrastructure, office or business software?"),
        needed=Stage.OPENING,
        when=lambda asset: asset.kind is Kind.CODE,
        why=N_("Software for one trade has few developers outside it: who can carry it depends on that."),
    )
    paths: list[PathPattern] | None = ask(
        N_("Paths"),
        N_("Where does it stand in the repository?"),
        needed=Stage.OPENING,
        when=_is_licensable,
        example="[src/**, 'docs:**/*.md']",
        why=N_("What is said of rights and licence is held against the files that stand there."),
    )
    rights: list[Right] = rows(
        N_("Rights and holders"),
        N_("Which rights bear on it, and who holds each?"),
        needed=Stage.PREPARING,
        why=N_(
            "Only whoever holds a right can give it to everybody. Several rights can bear on one asset, and each can "
            "have several holders: name them all."
        ),
        columns=("right", "holder", "basis", "share"),
    )
    future_holder: PartyId | None = ask(
        N_("Future holder"),
        N_("Who should hold the rights once the commons lives by itself?"),
        why=N_("Marks and domains that stay with the first bearer keep the commons dependent on it."),
    )
    restrictions: list[Restriction] | None = ask(
        N_("Restrictions"),
        N_("Does anything forbid opening all or part of it?"),
        why=N_("Security, secrets, personal data or somebody's image can keep a part closed, whatever the licence."),
    )
    current_licence: Spdx | None = ask(
        N_("Current licence"),
        N_("Under which licence is it published today?"),
        why=N_("What was published under a licence stays under it for those who have it; a new one adds to it."),
        example="AGPL-3.0-or-later",
        when=_is_licensable,
    )
    planned_licence: Spdx | None = ask(
        N_("Planned licence"),
        N_("Under which licence will it go out?"),
        why=N_(
            "Without a licence nobody may use, change or share it. The licence must fit the kind of asset, the lists "
            "that bind the holder or a funder, and the parts made by others."
        ),
        needed=Stage.OPENING,
        when=_is_licensable,
        example="EUPL-1.2",
    )
    justification: Text | None = ask(
        N_("Why this licence"),
        N_("Why this licence rather than another?"),
        when=_is_licensable,
        long=True,
        why=N_("Whoever takes over in three years must know what the choice was meant to protect."),
    )
    contributions: Contributions | None = ask(
        N_("Future contributions"),
        N_("How are the rights on future contributions secured?"),
        needed=Stage.OPENING,
        why=N_(
            "Every contribution brings rights of its author. Without a rule, nobody can later show that the whole "
            "may be distributed, or change its licence."
        ),
    )
    third_party: list[ThirdParty] = rows(
        N_("Third-party parts"),
        N_("Which parts of it did others make?"),
        when=_is_licensable,
        why=N_("Their licences bind the whole: a library, a font or a photograph can forbid the planned licence."),
        columns=("name", "licence", "paths"),
    )
    strategy: Text | None = ask(
        N_("Strategy"),
        N_("What should become of this asset: where does its value lie?"),
        long=True,
        why=N_("What is given away, what is kept and what is served decide how the commons lives."),
    )
    actions: list[Action] = rows(
        N_("Actions"),
        N_("What remains to be done, by whom, by when?"),
        why=N_("A paper to be signed or a part to be replaced gets done when somebody has it, with a date."),
        columns=("what", "who", "due", "done"),
    )
    registration: Registration | None = ask(
        N_("Registration"),
        N_("Where is the sign registered, under which number, until when?"),
        needed=Stage.OPENING,
        when=lambda asset: asset.sign_type in (SignType.TRADEMARK, SignType.DOMAIN),
    )
    usage_policy: Line | None = ask(
        N_("Usage policy"),
        N_("Which document says who may use the sign, and how?"),
        why=N_("A free licence gives no right to the name or the logo: users must know what they may do with it."),
        needed=Stage.OPENING,
        when=lambda asset: asset.kind is Kind.SIGN,
    )

    @property
    def licence(self) -> Spdx | None:
        """The licence that counts for the future: the planned one, else the one it has."""
        return self.planned_licence or self.current_licence


class Assets(DocumentRow):
    """The IP table: six rows, each with its assets or a reason why there is none."""

    note_keys = frozenset(str(kind) for kind in Kind)

    assets: list[Asset] = rows(
        N_("Assets"),
        N_("What does the project hold, kind by kind?"),
        needed=Stage.PREPARING,
        why=N_(
            "The table has six rows because the forgotten one is the one that blocks: a logo, a font, a database. A "
            "row that does not apply is an answer too."
        ),
        by="kind",
        columns=("name", "rights", "planned_licence", "contributions"),
    )

    def of_kind(self, kind: Kind) -> list[Asset]:
        """The assets of one row of the table."""
        return [asset for asset in self.assets if asset.kind is kind]


@rule(
    "AST001",
    "assets-unanswered",
    title=N_("The IP table is incomplete"),
    says=N_("“{what}” is not answered yet."),
    why=N_(
        "An asset goes out safely only when one knows what it is, who holds which right on it, under which "
        "licence it leaves and how contributions to come are secured."
    ),
    fix=N_("Answer it, say why it does not apply (not_applicable), or what will be done to know (unknown)."),
    source=N_("Inno³ / ANCT, 2023, 2.3"),
    error_from=Stage.IDEA,
)
def assets_unanswered(assets_as_written: Assets, stage: Stage) -> Iterator[Sighting]:
    """Fields of the table that the project's stage needs."""
    yield from unanswered(assets_as_written, stage)


@rule(
    "AST002",
    "kind-not-considered",
    title=N_("A row of the IP table is empty"),
    says=N_("Nothing is said of this row: {kind} ({key})."),
    why=N_(
        "The table has six rows because the forgotten one is the one that blocks: a logo, a font, a "
        "database. A row that does not apply is an answer too."
    ),
    fix=N_("Add the assets of this kind, or write why there are none, under not_applicable."),
    source=N_("Inno³ / ANCT, 2023, 2.3"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def kind_not_considered(assets_as_written: Assets, stage: Stage) -> Iterator[Sighting]:
    """Kinds without any asset, for which no note says why."""
    if not assets_as_written.assets and stage is Stage.IDEA:
        return
    notes = assets_as_written.not_applicable.keys() | assets_as_written.unknown.keys()
    if notes & {WHOLE_ROW, "assets"}:
        return
    for kind in Kind:
        if str(kind) not in notes and not assets_as_written.of_kind(kind):
            yield assets_as_written.at("assets", kind=Message(kind.label), key=str(kind))


def is_late(action: Action, on: date) -> bool:
    """Whether `action` should be done by `on` and is not."""
    return not action.is_done and action.due is not None and action.due < on
