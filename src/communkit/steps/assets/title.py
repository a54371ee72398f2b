"""Who holds the rights: the chain of title, right by right, as the project's jurisdiction sees it.

Each asset carries several rights; office, employment or a service contract does not by itself remove
authorship. An unknown jurisdiction gives no answer, and the team is told so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from communkit.licences.title import Jurisdiction, Title
from communkit.licences.title import jurisdiction as find_jurisdiction
from communkit.marked import N_, Message, Share
from communkit.model.row import WHOLE_ROW
from communkit.rules import Severity, Sighting, Stage, provider, rule
from communkit.steps.assets.model import Asset, Assets, Basis, Mode, Right, RightKind
from communkit.steps.project import Project
from communkit.steps.vocabulary import ContentType, Kind, Nature, SignType


@provider
def jurisdiction(project: Project) -> Jurisdiction | None:
    """The law that applies to the project; None where it is not said, or where we know nothing of it."""
    return find_jurisdiction(project.jurisdiction) if project.jurisdiction else None


def _law(title: Title) -> str:
    return title.sourced.clause or title.sourced.source


def _titled(right: Right, law: Jurisdiction | None, outcome: str) -> Title | None:
    """What `law` makes of `right`, if that is `outcome` and no written assignment settles it."""
    if law is None or right.basis is None or right.written_assignment is not None:
        return None
    kind = right.asset.kind
    found = law.title(str(right.basis), str(right.subject), str(kind) if kind else None)
    return found if found and found.outcome == outcome else None


@rule(
    "AST010",
    "jurisdiction-without-data",
    title=N_("The chain of title was not checked"),
    says=N_("communkit knows nothing of the law of “{code}”: who holds the rights was not checked."),
    why=N_(
        "Who holds the rights in what an employee, an agent or a provider makes differs from one country to "
        "the next. Nothing is concluded for a country that nobody has looked into."
    ),
    fix=N_(
        "Write the two letters of the country (fr, be). For a country that communkit does not know, have the "
        "holders checked by counsel, and file the answer under opinions."
    ),
    source=N_("communkit, jurisdictions"),
    before=Severity.NOTE,
    counsel=True,
)
def jurisdiction_without_data(project: Project, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """A jurisdiction that is named, and of which no file speaks."""
    if project.jurisdiction and jurisdiction is None:
        yield project.at("jurisdiction", code=project.jurisdiction)


@rule(
    "AST011",
    "title-needs-assignment",
    title=N_("The holder does not have the right without an assignment"),
    says=N_("{holder} does not hold this right ({right}) without a written assignment: {reason} ({law})."),
    why=N_(
        "Nobody can license what they do not hold. A licence given without the right can be challenged by "
        "the author, years after everybody has built on it."
    ),
    fix=N_(
        "Have the author sign an assignment that lists each right, its extent, purpose, place and duration, "
        "and file it under assignment."
    ),
    source=N_("L.131-2, L.131-3 CPI; art. XI.167 CDE"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def title_needs_assignment(project: Project, assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """Works of employees, officers and hosted people that the law leaves with their authors."""
    for right in assets.each(Right):
        if title := _titled(right, jurisdiction, "assignment"):
            yield right.at(
                "basis",
                holder=project.name_of(right.holder),
                right=Message(right.right.label),
                reason=title.reason,
                law=_law(title),
            )


@rule(
    "AST019",
    "title-contested",
    title=N_("Whether the holder may publish freely is contested"),
    says=N_("{holder}: {reason} ({law})."),
    why=N_("Where authors disagree, communkit concludes nothing: somebody has to decide, and to write it down."),
    fix=N_("Ask counsel, or have the authors agree in writing; file the answer under opinions or assignment."),
    source=N_("L.131-3-1, L.131-3-2 CPI; art. XI.187 CDE"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def title_contested(project: Project, assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """Works of public agents other than software, mainly."""
    for right in assets.each(Right):
        if title := _titled(right, jurisdiction, "contested"):
            holder = project.name_of(right.holder)
            yield right.at("basis", holder=holder, reason=title.reason, law=_law(title))


@rule(
    "AST020",
    "title-conditional",
    title=N_("The holder has the right on conditions"),
    says=N_("{holder} holds this right on conditions: {reason} ({law})."),
    why=N_("The law gives the right to the body named only where facts are as it supposes. Somebody must check them."),
    fix=N_("Check each condition and file what shows it as evidence of the basis, or have an assignment signed."),
    source=N_("L.113-3 to L.113-5, L.113-9-1 CPI"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def title_conditional(project: Project, assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """Hosted people, co-authors, collective and composite works, without evidence of the basis."""
    for right in assets.each(Right):
        if "basis" in right.evidence:
            continue
        if title := _titled(right, jurisdiction, "conditional"):
            holder = project.name_of(right.holder)
            yield right.at("basis", holder=holder, reason=title.reason, law=_law(title))


@rule(
    "AST021",
    "volunteers-without-terms",
    title=N_("Volunteers gave work, and nobody knows under which terms"),
    says=N_("Volunteers' work needs a DCO, a CLA or terms of use; {asset} names none ({law})."),
    why=N_("A gift of work transfers no right. Without terms, each contributor could object to the licence."),
    fix=N_("Set contributions.mode, and find out under which terms earlier contributions came in."),
    source=N_("L.111-1 CPI"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def volunteers_without_terms(assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """Rights of volunteers on assets whose contributions come in under no terms."""
    granting = (Mode.INBOUND_OUTBOUND, Mode.DCO, Mode.CLA, Mode.ASSIGNMENT, Mode.TERMS_OF_USE)
    for right in assets.each(Right):
        contributions = right.asset.contributions
        if contributions and contributions.mode in granting:
            continue
        if title := _titled(right, jurisdiction, "terms"):
            yield right.at("basis", asset=right.asset.shown_name, law=_law(title))


# bases on which "the contributors" is short for people who each hold the rights on what they gave
_EACH_THEIR_OWN = (Basis.VOLUNTEER, Basis.CO_AUTHORS, Basis.UPSTREAM_LICENCE, Basis.PUBLIC_DOMAIN)


@rule(
    "AST022",
    "holder-without-personality",
    title=N_("The holder is no legal person"),
    says=N_("{holder} is a group without legal personality: it can hold no right."),
    why=N_("A right belongs to a person or a legal person. A collective needs somebody to hold for it."),
    fix=N_("Name the organisation or the people who hold the right for the group."),
    source=N_("communkit, carrier structures"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def holder_without_personality(project: Project, assets: Assets) -> Iterator[Sighting]:
    """Rights held by a group, where the group does not stand for members who each hold their own."""
    for right in assets.each(Right):
        party = project.party(right.holder)
        if party and party.nature is Nature.GROUP and right.basis not in _EACH_THEIR_OWN:
            yield right.at("holder", holder=project.name_of(right.holder))


_ROUNDING = Decimal("0.001")


def _by_right(asset: Asset) -> dict[RightKind, list[Right]]:
    """The rights of `asset`, by kind, in the order of the table."""
    found: dict[RightKind, list[Right]] = {}
    for right in asset.rights:
        found.setdefault(right.right, []).append(right)
    return found


@rule(
    "AST023",
    "shares-not-one",
    title=N_("The shares of co-holders do not add up"),
    says=N_("The shares of this right ({right}) add up to {total} on {asset}."),
    why=N_("Shares say who decides and who is paid. A total other than 100 % means that somebody is missing."),
    fix=N_("Correct the shares, or add the holder that is missing."),
    source=N_("L.113-3 CPI"),
    error_from=Stage.OPENING,
)
def shares_not_one(assets: Assets) -> Iterator[Sighting]:
    """Rights whose holders all say a share, the total of which is not one; or some do, and it is more."""
    for asset in assets.assets:
        for kind, held in _by_right(asset).items():
            said = [right for right in held if right.share is not None]
            total = sum((right.share for right in said if right.share is not None), Decimal(0))
            # a third each, written with four decimals, is meant to be one
            short = len(said) == len(held) and total < 1 - _ROUNDING
            if short or total > 1 + _ROUNDING:
                yield said[0].at("share", right=Message(kind.label), total=Share(total), asset=asset.shown_name)


_TERMS_GIVEN = (Basis.VOLUNTEER, Basis.UPSTREAM_LICENCE, Basis.PUBLIC_DOMAIN)


@rule(
    "AST024",
    "co-holders-without-agreement",
    title=N_("Several holders, and no agreement between them"),
    says=N_("{count} parties hold this right ({right}) on {asset}; nothing shows that they agreed on the licence."),
    why=N_(
        "Co-holders act together: one who did not agree can have the publication stopped, and one who leaves "
        "can block every later change of licence."
    ),
    fix=N_(
        "Write an agreement of the co-holders on the licence and on who decides, and file it as evidence of "
        "the holder (evidence: {{holder: …}})."
    ),
    source=N_("L.113-3 CPI; art. XI.168 CDE"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
    counsel=True,
)
def co_holders_without_agreement(assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """A right with several holders who have to agree, and no evidence that they did.

    Volunteers, upstream projects and the public domain gave their terms: nobody has to ask them again.
    """
    if jurisdiction is None:
        return
    for asset in assets.assets:
        for kind, everybody in _by_right(asset).items():
            held = [right for right in everybody if right.basis not in _TERMS_GIVEN]
            agreed = any(right.evidence.keys() & {"holder", "share", WHOLE_ROW} for right in held)
            if len(held) > 1 and not agreed:
                label = Message(kind.label)
                yield held[0].at("holder", count=len(held), right=label, asset=asset.shown_name)


# which rights are usually forgotten, by kind: a logo is often the agency's work and the town's mark
_EXPECTED: dict[Kind, tuple[RightKind, ...]] = {
    Kind.CODE: (RightKind.SOFTWARE,),
    Kind.DOCUMENTATION: (RightKind.COPYRIGHT,),
    Kind.DATABASE: (RightKind.DATABASE_PRODUCER,),
    Kind.CONTENT: (RightKind.COPYRIGHT,),
}
_EXPECTED_OF_SIGNS: dict[SignType, tuple[RightKind, ...]] = {
    SignType.LOGO: (RightKind.COPYRIGHT, RightKind.TRADEMARK),
    SignType.TRADEMARK: (RightKind.TRADEMARK,),
    SignType.DOMAIN: (RightKind.DOMAIN,),
}


def expected_rights(asset: Asset) -> tuple[RightKind, ...]:
    """The rights that an asset of this kind carries as a rule."""
    if asset.kind is Kind.SIGN:
        return _EXPECTED_OF_SIGNS.get(asset.sign_type, ()) if asset.sign_type else ()
    if asset.content_type is ContentType.MODEL:  # whether anybody holds a copyright in weights is not settled
        return ()
    return _EXPECTED.get(asset.kind, ()) if asset.kind else ()


@rule(
    "AST025",
    "right-not-considered",
    title=N_("A right that such an asset carries is not in the table"),
    says=N_("{asset} usually carries this right too, and the table names no holder for it: {right}."),
    why=N_(
        "One asset carries several rights, each with its holder: a logo can be the agency's work and the "
        "town's mark; a database has authors and a producer."
    ),
    fix=N_("Add the right and its holder, or say why there is none, for instance not_applicable: {{trademark: …}}."),
    source=N_("Inno³ / ANCT, 2023, 2.3; L.341-1 CPI"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def right_not_considered(assets: Assets) -> Iterator[Sighting]:
    """Assets with rights in the table, among which a usual one is missing."""
    for asset in assets.assets:
        if not asset.rights:
            continue
        considered = {str(right.subject) for right in asset.rights} | asset.not_applicable.keys() | asset.unknown.keys()
        if asset.kind is Kind.DOCUMENTATION and RightKind.SOFTWARE in considered:
            continue  # the documentation of a software is said to share its right
        for missing in expected_rights(asset):
            if not considered & {str(missing), WHOLE_ROW}:
                yield asset.at("rights", asset=asset.shown_name, right=Message(missing.label))


@rule(
    "AST026",
    "organisation-as-author",
    title=N_("An organisation is said to have made a work"),
    says=N_("{holder} is said to have made this itself ({right}); which people made it is not said."),
    why=N_(
        "Only people write, draw and program. Whether their organisation holds the right depends on who they "
        "were: its employees, its agents, an intern, a provider."
    ),
    fix=N_(
        "Replace “own” by what is true: employee, public-agent, officer, intern, contract, volunteer or "
        "collective-work; or file what shows it as evidence of the basis."
    ),
    source=N_("L.111-1, L.113-5 CPI"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
    counsel=True,
)
def organisation_as_author(project: Project, assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """Works that an organisation “made itself”: the basis that skips every question on its people."""
    if jurisdiction is None:
        return
    for right in assets.each(Right):
        party = project.party(right.holder)
        made = right.basis is Basis.OWN and right.right in _WORKS
        settled = "basis" in right.evidence or right.written_assignment is not None
        if made and not settled and party and party.nature in _ORGANISATIONS:
            yield right.at("basis", holder=project.name_of(right.holder), right=Message(right.right.label))


_WORKS = (RightKind.SOFTWARE, RightKind.COPYRIGHT, RightKind.DESIGN)
_ORGANISATIONS = (Nature.PUBLIC, Nature.PRIVATE_PUBLIC_SERVICE, Nature.PRIVATE)


@rule(
    "AST027",
    "drawing-of-another",
    title=N_("The mark is one party's, its drawing another's"),
    says=N_("{holder} holds the mark in {asset}, and {author} the drawing: nothing shows what was agreed."),
    why=N_(
        "A logo is often the agency's work and the town's mark. Without an assignment the one cannot change, "
        "register or pass on what the other drew."
    ),
    fix=N_("Have the drawing assigned, or file the agreement as evidence of the holder (evidence: {{holder: …}})."),
    source=N_("Inno³ / ANCT, 2023, 2.3; L.111-1, L.131-3 CPI"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def drawing_of_another(project: Project, assets: Assets) -> Iterator[Sighting]:
    """Signs whose copyright or design is held by somebody who does not hold the mark."""
    for asset in assets.of_kind(Kind.SIGN):
        marks = [right.holder for right in asset.rights if right.right is RightKind.TRADEMARK]
        drawings = [right for right in asset.rights if right.right in (RightKind.COPYRIGHT, RightKind.DESIGN)]
        if not marks or any(right.holder in marks for right in drawings):
            continue
        for right in drawings:
            if right.written_assignment is None and not right.evidence.keys() & {"holder", WHOLE_ROW}:
                author, holder = project.name_of(right.holder), project.name_of(marks[0])
                yield right.at("holder", asset=asset.shown_name, author=author, holder=holder)
