"""Rules that span several steps, about people: what the community, the governance and the IP table say of each other.

And what a template left behind, in whichever document.
"""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_, Message
from communkit.model.row import DocumentRow, Status
from communkit.model.types import Word
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.assets.model import Assets, Mode
from communkit.steps.community.model import Community
from communkit.steps.community.words import CircleName
from communkit.steps.governance.model import Governance
from communkit.steps.governance.words import Voice
from communkit.steps.leftovers import draft_mark, texts, to_fill_in
from communkit.steps.project import Project
from communkit.steps.vocabulary import Kind, SignType, UserType


@rule(
    "XST030",
    "placeholder-left",
    title=N_("Something is left to fill in"),
    says=N_("“{mark}” is left to fill in."),
    why=N_("Published charters still carry the brackets of their template, years later: whoever signs, signs a blank."),
    fix=N_("Write what belongs there, or leave the field empty and say under unknown what will be done to know."),
    source=N_("communkit, placeholders"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def placeholder_left(documents_as_written: list[DocumentRow]) -> Iterator[Sighting]:
    """Placeholders in documents that are not adopted."""
    for document in documents_as_written:
        if document.status is not Status.ADOPTED:
            yield from _placeholders(document)


@rule(
    "XST031",
    "placeholder-in-adopted",
    title=N_("An adopted document has something left to fill in"),
    says=N_("“{mark}” is left to fill in, in a document that is adopted."),
    why=N_("What was agreed cannot be told from what the template said: each will fill the blank in their own favour."),
    fix=N_("Say what is meant, and have the document adopted again."),
    source=N_("communkit, placeholders"),
    error_from=Stage.IDEA,
)
def placeholder_in_adopted(documents_as_written: list[DocumentRow]) -> Iterator[Sighting]:
    """Placeholders, and the word that says draft, in adopted documents."""
    draft = N_("“{mark}” is left over in a document that is adopted: is it a draft, or not?")
    for document in documents_as_written:
        if document.status is Status.ADOPTED:
            yield from _placeholders(document)
            for row, field, text in texts(document):
                mark = draft_mark(text)
                if mark is not None:
                    yield row.at(field, says=draft, mark=mark)


def _placeholders(document: DocumentRow) -> Iterator[Sighting]:
    for row, field, text in texts(document):
        mark = to_fill_in(text)
        if mark is not None:
            yield row.at(field, mark=mark)


@rule(
    "XST020",
    "nobody-speaks-for-them",
    title=N_("Some of the community have no voice"),
    says=N_("The community has them, and no college speaks for them: {group}."),
    why=N_(
        "Those who do the work and those who live with the result are seldom the same, and rules written by one of "
        "them forget the other. Lay users are the most, and the first to be forgotten."
    ),
    fix=N_("Give them a seat in a college (speaks_for), or say in the community how else they are heard (takes_part)."),
    source=N_("Viseur, 2025; Ostrom, 1990"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def nobody_speaks_for_them(community: Community, governance: Governance) -> Iterator[Sighting]:
    """Circles and types of users of the community for which no college speaks, once colleges say for whom they do."""
    told = [one.speaks_for for body in governance.bodies for one in body.colleges if one.speaks_for]
    if not told:
        return
    heard = {voice for voices in told for voice in voices}
    for kind, voice in _TYPES.items():
        for one in community.user_types:
            if one.type is kind and one.who is not None and one.takes_part is None and voice not in heard:
                yield one.at("takes_part", group=Message(kind.label))
    for name, circle in community.inward:
        spoken_for = _CIRCLES.get(name)
        if spoken_for is not None and circle.who is not None and not heard & spoken_for:
            yield circle.at("who", group=Message(name.label))


_TYPES: dict[UserType, Voice] = {
    UserType.INNOVATOR: Voice.INNOVATOR,
    UserType.FRONTIER: Voice.FRONTIER,
    UserType.LAY: Voice.LAY,
}
# a maintainer contributes as well: either college speaks for both
_CIRCLES: dict[Word, set[Voice]] = {
    CircleName.CONTRIBUTORS: {Voice.CONTRIBUTORS, Voice.MAINTAINERS},
    CircleName.MAINTAINERS: {Voice.CONTRIBUTORS, Voice.MAINTAINERS},
}


@rule(
    "XST021",
    "conduct-without-consequence",
    title=N_("A code of conduct has no consequence"),
    says=N_("{document} says what conduct is expected, and nothing says what happens otherwise."),
    why=N_("Rules without consequence are kept by those who would have behaved anyway."),
    fix=N_("Say in the governance what happens, step by step, and who decides (sanctions)."),
    source=N_("Ostrom, 1990, graduated sanctions"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def conduct_without_consequence(community: Community, governance_as_written: Governance) -> Iterator[Sighting]:
    """A code of conduct in the community, and no sanctions in the governance, nor a reason why."""
    conduct = community.code_of_conduct
    noted = {"sanctions", "*"} & governance_as_written.not_applicable.keys()
    if conduct is not None and conduct.document is not None and not governance_as_written.sanctions and not noted:
        yield governance_as_written.at("sanctions", document=conduct.document)


@rule(
    "XST022",
    "sign-nobody-grants",
    title=N_("Nobody says who may use the name or the logo"),
    says=N_("{sign} is among the assets, and nobody is named who allows its use."),
    why=N_(
        "A free licence gives no right to the name. Without somebody to ask, members do not dare to use it, and others "
        "do not ask."
    ),
    fix=N_("Say in the governance who allows it (trademark: granted_by), and in which document (policy)."),
    source=N_("Inno³ / ANCT, 2023, 2.3"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def sign_nobody_grants(assets: Assets, governance: Governance) -> Iterator[Sighting]:
    """Names, logos and trademarks in the IP table, and no body that allows their use; only the first of them."""
    granted = governance.trademark.granted_by if governance.trademark is not None else None
    signs = [one for one in assets.of_kind(Kind.SIGN) if one.sign_type is not SignType.DOMAIN]
    if signs and granted is None and not governance.is_noted(governance.not_applicable, "trademark"):
        yield governance.at("trademark", sign=signs[0].shown_name)


@rule(
    "XST023",
    "holder-without-seat",
    title=N_("Who holds the rights has no seat"),
    says=N_("{holder} holds rights on {asset}, and sits in no body."),
    why=N_(
        "A change of licence, a transfer, a dispute: nothing about rights can be decided without those who hold them. "
        "Bodies that forget them decide things that cannot be done."
    ),
    fix=N_("Give the holder a seat or a say in the decision about licences; or have the rights transferred."),
    source=N_("Inno³ / ANCT, 2023, 2.3"),
    warning_from=Stage.RUNNING,
    before=Severity.NOTE,
)
def holder_without_seat(project: Project, assets: Assets, governance: Governance) -> Iterator[Sighting]:
    """Organisations that hold rights on an asset, and of which nobody is in a register that has others."""
    seated = {one.party for one in governance.members if one.party is not None}
    if not seated:
        return
    told: set[str] = set()
    for asset in assets.assets:
        for right in asset.rights:
            party = project.party(right.holder)
            is_one = party is not None and str(party.nature) in ("public", "private", "private-public-service")
            if is_one and right.holder not in seated | told:
                told.add(right.holder)
                yield right.at("holder", holder=project.name_of(right.holder), asset=asset.shown_name)


@rule(
    "XST024",
    "two-contribution-guides",
    title=N_("Two documents say how one contributes"),
    says=N_("The governance names {guide}, and contributions to {asset} are said to follow {other}."),
    why=N_("Contributors read one of them. What the other asks for, a signature perhaps, will be missing."),
    fix=N_("Name the same document in both, or let the guide lead to the other and say so."),
    source=N_("Inno³ / ANCT, 2023, 2.3"),
    before=Severity.NOTE,
)
def two_contribution_guides(assets: Assets, governance: Governance) -> Iterator[Sighting]:
    """Code and documentation whose way of contributing rests on another document than the governance names."""
    for asset in assets.assets:
        ways = asset.contributions
        if governance.contributing is None or ways is None or ways.document is None:
            continue
        same = ways.mode in (Mode.DCO, Mode.INBOUND_OUTBOUND) and asset.kind in (Kind.CODE, Kind.DOCUMENTATION)
        if same and ways.document != governance.contributing:
            guide, other = governance.contributing, ways.document
            yield asset.at("contributions", guide=guide, asset=asset.shown_name, other=other)
