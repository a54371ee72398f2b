"""The model of `assets.yaml`, and its completeness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from communkit.marked import N_, Message
from communkit.model.completeness import unanswered
from communkit.model.fields import ask, key, rows
from communkit.model.row import DocumentRow, Part, Row
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
    Word,
    Year,
    YesNo,
)
from communkit.rules import Sighting, Stage, rule
from communkit.steps.vocabulary import ContentType, Kind, SignType


class RightKind(Word):
    """The rights that can bear on one asset, each with its own holder."""

    SOFTWARE = "software", N_("copyright in software")
    COPYRIGHT = "copyright", N_("copyright")
    DATABASE_PRODUCER = "database-producer", N_("database producer's right")
    TRADEMARK = "trademark", N_("trademark")
    DESIGN = "design", N_("design")
    PATENT = "patent", N_("patent")
    DOMAIN = "domain", N_("domain name")
    IMAGE = "image", N_("image right of people shown")


class Basis(Word):
    """Why a party holds a right."""

    OWN = "own", N_("made by the holder")
    EMPLOYEE = "employee", N_("made by the holder's employees")
    PUBLIC_AGENT = "public-agent", N_("made by the holder's public agents")
    OFFICER = "officer", N_("made by an officer or an elected person")
    INTERN = "intern", N_("made by an intern or a hosted researcher")
    CONTRACT = "contract", N_("made by a service provider, under contract")
    VOLUNTEER = "volunteer", N_("made by volunteers or citizens")
    CO_AUTHORS = "co-authors", N_("made by several authors together")
    COLLECTIVE = "collective-work", N_("collective work")
    COMPOSITE = "composite-work", N_("composite work")
    INVESTMENT = "investment", N_("substantial investment of a database producer")
    ASSIGNMENT = "assignment", N_("written assignment")
    PREDECESSOR = "predecessor", N_("taken over from a predecessor body")
    REGISTRATION = "registration", N_("registered in the holder's name")
    UPSTREAM_LICENCE = "upstream-licence", N_("licence of the project it comes from")
    PUBLIC_DOMAIN = "public-domain", N_("public domain")


class Ccag(Word):
    """The general clauses of French public contracts to which a contract may refer."""

    TIC = "tic", N_("CCAG-TIC")
    PI = "pi", N_("CCAG-PI")
    FCS = "fcs", N_("CCAG-FCS")
    MI = "mi", N_("CCAG-MI")
    MOE = "moe", N_("CCAG-MOE")
    NONE = "none", N_("no CCAG")


class Option(Word):
    """The option of CCAG-TIC 2009, article 38, that a contract chose."""

    A = "A", N_("option A")
    B = "B", N_("option B")


class Assignment(Part):
    """A written assignment: each right, its extent, purpose, place and duration (L.131-3 CPI)."""

    document: Line | None = None
    date: Day | None = None
    rights: Line | None = None
    extent: Line | None = None
    purpose: Line | None = None
    place: Line | None = None
    duration: Line | None = None

    ELEMENTS: ClassVar[tuple[str, ...]] = ("rights", "extent", "purpose", "place", "duration")

    @property
    def missing(self) -> tuple[str, ...]:
        """The elements that it does not say."""
        return tuple(name for name in self.ELEMENTS if getattr(self, name) is None)


class Contract(Part):
    """The contract under which a provider made the asset."""

    reference: Line | None = None
    date: Day | None = None
    ccag: Ccag | None = None
    year: Year | None = None
    referenced: YesNo | None = None
    option: Option | None = None
    derogations: Text | None = None
    assignment: Assignment | None = None


class Right(Row, key=("holder", "right")):
    """One right on an asset, and who holds it."""

    right: RightKind = key(N_("Right"), N_("Which right is it?"))
    holder: PartyId = key(N_("Holder"), N_("Which party holds it?"))
    basis: Basis | None = ask(
        N_("Basis"), N_("Why does this party hold the right?"), needed=Stage.PREPARING, example="employee"
    )
    share: Share | None = ask(
        N_("Share"), N_("If several hold it together, which share has this party?"), example="50 %"
    )
    contract: Contract | None = ask(
        N_("Contract"),
        N_("Under which contract was it made, and what does that say of the rights?"),
        when=lambda right: right.basis is Basis.CONTRACT,
    )
    assignment: Assignment | None = ask(
        N_("Assignment"),
        N_("Which signed paper assigns the rights: which ones, how far, what for, where, how long?"),
    )

    @property
    def written_assignment(self) -> Assignment | None:
        """The assignment, written beside the right or inside its contract."""
        return self.assignment or (self.contract.assignment if self.contract else None)

    @property
    def asset(self) -> Asset:
        """The asset that the right bears on."""
        parent = self.parent
        if not isinstance(parent, Asset):
            raise TypeError(f"{self.address} does not stand in an asset")
        return parent


class Mode(Word):
    """How future contributions are secured."""

    INBOUND_OUTBOUND = "inbound=outbound", N_("under the project's own licence")
    DCO = "DCO", N_("DCO, sign-off on each commit")
    CLA = "CLA", N_("contributor licence agreement")
    ASSIGNMENT = "assignment", N_("assignment of rights")
    EMPLOYER = "employer", N_("made by employees only")
    CONTRACT = "contract", N_("clause of the provider's contract")
    TERMS_OF_USE = "terms-of-use", N_("terms of use")
    TRADEMARK_POLICY = "trademark-policy", N_("trademark policy")


class Contributions(Part):
    """How contributions to come are secured, and which document says so."""

    mode: Mode | None = None
    document: Line | None = None


class ThirdParty(Row, key=("name",)):
    """A part of the asset that somebody else made."""

    name: Line = key(N_("Name"), example="leaflet")
    licence: Spdx | None = ask(
        N_("Licence"), N_("Under which licence do we have it?"), needed=Stage.OPENING, example="BSD-2-Clause"
    )
    paths: list[PathPattern] | None = ask(N_("Paths"), N_("Where does it stand in the repository?"))


class Action(Row, key=("what",)):
    """Something to do before the asset can go out, or after."""

    what: Line = key(N_("What"), example="signer la cession du studio")
    who: Line | None = ask(N_("Who"), N_("Who does it?"), needed=Stage.PREPARING)
    due: Day | None = ask(N_("Due"), N_("By when?"), needed=Stage.PREPARING)
    done: Done | None = ask(N_("Done"), N_("Is it done, and since when?"))
    blocking: YesNo | None = ask(N_("Blocks the opening"), N_("Can the project open without it?"))

    @property
    def is_done(self) -> bool:
        """Whether somebody said that it is done."""
        return bool(self.done)


class Restriction(Word):
    """What can forbid opening."""

    SECURITY = "security", N_("security of information systems")
    SECRECY = "secrecy", N_("statutory secret")
    PERSONAL_DATA = "personal-data", N_("personal data")
    IMAGE_RIGHTS = "image-rights", N_("image rights")
    THIRD_PARTY = "third-party", N_("rights of third parties")
    CONTRACT = "contract", N_("clause of a contract")


class SoftwareKind(Word):
    """What kind of software it is: it decides which model can carry it (Scoffoni, 2013)."""

    INFRASTRUCTURE = "infrastructure", N_("infrastructure software")
    OFFICE = "office", N_("office software")
    BUSINESS = "business", N_("business software")


class Registration(Part):
    """The filing of a sign."""

    office: Line | None = None
    number: Line | None = None
    filed_on: Day | None = None
    expires_on: Day | None = None


def _is_licensable(asset: Asset) -> bool:
    """Marks, names and domains are governed by a policy, not by a licence; a logo is a work as well."""
    return asset.kind is not Kind.SIGN


class Asset(Row, key=("id",)):
    """One row of the IP table."""

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
    )
    paths: list[PathPattern] | None = ask(
        N_("Paths"),
        N_("Where does it stand in the repository?"),
        needed=Stage.OPENING,
        when=_is_licensable,
        example="[src/**, 'docs:**/*.md']",
    )
    rights: list[Right] = rows(
        N_("Rights and holders"),
        N_("Which rights bear on it, and who holds each?"),
        needed=Stage.PREPARING,
    )
    future_holder: PartyId | None = ask(
        N_("Future holder"), N_("Who should hold the rights once the commons lives by itself?")
    )
    restrictions: list[Restriction] | None = ask(
        N_("Restrictions"), N_("Does anything forbid opening all or part of it?")
    )
    current_licence: Spdx | None = ask(
        N_("Current licence"),
        N_("Under which licence is it published today?"),
        example="AGPL-3.0-or-later",
        when=_is_licensable,
    )
    planned_licence: Spdx | None = ask(
        N_("Planned licence"),
        N_("Under which licence will it go out?"),
        needed=Stage.OPENING,
        when=_is_licensable,
        example="EUPL-1.2",
    )
    justification: Text | None = ask(
        N_("Why this licence"), N_("Why this licence rather than another?"), when=_is_licensable, long=True
    )
    contributions: Contributions | None = ask(
        N_("Future contributions"),
        N_("How are the rights on future contributions secured?"),
        needed=Stage.OPENING,
    )
    third_party: list[ThirdParty] = rows(
        N_("Third-party parts"), N_("Which parts of it did others make?"), when=_is_licensable
    )
    strategy: Text | None = ask(
        N_("Strategy"), N_("What should become of this asset: where does its value lie?"), long=True
    )
    actions: list[Action] = rows(N_("Actions"), N_("What remains to be done, by whom, by when?"))
    registration: Registration | None = ask(
        N_("Registration"),
        N_("Where is the sign registered, under which number, until when?"),
        needed=Stage.OPENING,
        when=lambda asset: asset.sign_type in (SignType.TRADEMARK, SignType.DOMAIN),
    )
    usage_policy: Line | None = ask(
        N_("Usage policy"),
        N_("Which document says who may use the sign, and how?"),
        needed=Stage.OPENING,
        when=lambda asset: asset.kind is Kind.SIGN,
    )

    @property
    def licence(self) -> Spdx | None:
        """The licence that counts for the future: the planned one, else the one it has."""
        return self.planned_licence or self.current_licence

    @property
    def shown_name(self) -> str:
        """Its name in the team's language, else its identifier."""
        return str(self.name) if self.name else self.id


class Assets(DocumentRow):
    """The IP table: six rows, each with its assets or a reason why there is none."""

    note_keys = frozenset(str(kind) for kind in Kind)

    assets: list[Asset] = rows(N_("Assets"), N_("What does the project hold, kind by kind?"), needed=Stage.PREPARING)

    def of_kind(self, kind: Kind) -> list[Asset]:
        """The assets of one row of the table."""
        return [asset for asset in self.assets if asset.kind is kind]


@rule(
    "AST001",
    "assets-unanswered",
    title=N_("The IP table is incomplete"),
    says=N_("{what} is not answered yet."),
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
    says=N_("Nothing is said of this row: {kind}."),
    why=N_(
        "The table has six rows because the forgotten one is the one that blocks: a logo, a font, a "
        "database. A row that does not apply is an answer too."
    ),
    fix=N_("Add the assets of this kind, or write why there are none, under not_applicable."),
    source=N_("Inno³ / ANCT, 2023, 2.3"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
)
def kind_not_considered(assets_as_written: Assets, stage: Stage) -> Iterator[Sighting]:
    """Kinds without any asset, for which no note says why."""
    if not assets_as_written.assets and stage is Stage.IDEA:
        return
    for kind in Kind:
        noted = str(kind) in assets_as_written.not_applicable or str(kind) in assets_as_written.unknown
        if not noted and not assets_as_written.of_kind(kind):
            yield assets_as_written.at("assets", kind=Message(kind.label))


def is_late(action: Action, on: date) -> bool:
    """Whether `action` should be done by `on` and is not."""
    return not action.is_done and action.due is not None and action.due < on
