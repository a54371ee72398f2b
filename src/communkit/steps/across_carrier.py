"""Rules that hold continuity against the other steps: what the carrier holds, who its members are, who keeps all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from communkit.licences.carriers import carrier
from communkit.marked import N_, Share
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.assets.model import Asset, Assets
from communkit.steps.charter.model import Charter, ForkRight
from communkit.steps.continuity.model import Continuity
from communkit.steps.continuity.words import Ability, Form, Thing
from communkit.steps.governance.counting import Seats
from communkit.steps.governance.model import Body, Governance
from communkit.steps.licences import is_free
from communkit.steps.project import Project
from communkit.steps.vocabulary import Kind, Nature, SignType

PREFIX = "XST"


def _holders(asset: Asset) -> frozenset[str]:
    return frozenset(one.holder for one in asset.rights)


def _groups(project: Project, continuity: Continuity) -> Iterator[str]:
    """Today's carrier and the one chosen, each once, where it is a group of a form that holds nothing."""
    seen = set()
    for one in (continuity.current, continuity.choice):
        if one is None or one.form is None or one.party is None or one.party in seen:
            continue
        known = carrier(str(one.form), project.jurisdiction)
        said = known.abilities.get(str(Ability.HOLD)) if known else None
        party = project.party(one.party)
        if said is not None and said.word == "unable" and party is not None and party.nature is Nature.GROUP:
            seen.add(one.party)
            yield one.party


@rule(
    "XST060",
    "carrier-cannot-hold-signs",
    title=N_("The carrier cannot hold the marks that it is said to hold"),
    says=N_("{asset} is held, or to be held, by {carrier}, which has no legal personality."),
    why=N_("A mark or a domain name filed for a group belongs to whoever signed the form."),
    fix=N_("Name the legal person that holds it for the group, in writing; or found the structure first."),
    source=N_("communkit, structures"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def carrier_cannot_hold_signs(project: Project, continuity: Continuity, assets: Assets) -> Iterator[Sighting]:
    """Signs held by, or meant for, a carrier of a form that holds nothing and that is a group."""
    for party in _groups(project, continuity):
        for asset in assets.of_kind(Kind.SIGN):
            if asset.future_holder == party:
                yield asset.at("future_holder", asset=asset.shown_name, carrier=project.name_of(party))
            for right in asset.rights:
                if right.holder == party:
                    yield right.at("holder", asset=asset.shown_name, carrier=project.name_of(party))


@rule(
    "XST061",
    "signs-stay-behind",
    title=N_("A carrier is chosen, and marks or domain names stay behind"),
    says=N_("{asset} is held by {holder}; nothing says that it passes to {carrier}."),
    why=N_(
        "Whoever holds the name can take the users along, or close the door. It is the last thing an initiator gives."
    ),
    fix=N_("Name the carrier as future_holder in the IP table, and add the transfer under transition; or license it."),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def signs_stay_behind(project: Project, continuity: Continuity, assets: Assets) -> Iterator[Sighting]:
    """Trademarks, names and domain names whose holder is not the carrier, which is not to receive them either.

    A transfer of the same kind from their holder is enough: the dossier need not say which mark.
    """
    party = continuity.choice.party if continuity.choice else None
    if party is None:
        return
    passing = {(one.kind, one.giver) for one in continuity.transition}
    for asset in assets.of_kind(Kind.SIGN):
        holders = _holders(asset)
        if asset.sign_type is SignType.LOGO or not holders or party in holders or asset.future_holder == party:
            continue
        kind = Thing.DOMAIN if asset.sign_type is SignType.DOMAIN else Thing.MARK
        left = sorted(one for one in holders if (kind, one) not in passing)
        if left:
            yield asset.at(
                "future_holder",
                asset=asset.shown_name,
                holder=project.name_of(left[0]),
                carrier=project.name_of(party),
            )


@rule(
    "XST062",
    "fork-without-licence",
    title=N_("The charter lets parties go on with a copy, and the licence does not"),
    says=N_("The charter lets parties go their own way with a copy; {asset} is under {licence}, which is not free."),
    why=N_("The right to go on apart comes from the licence. Promised in a charter alone, it ends with the charter."),
    fix=N_("Put the asset under a free licence; or write in the charter which parties may take it along, and how."),
    source=N_("the licences' own clauses; R. Viseur, La mutualisation informatique chez iMio, 2025"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def fork_without_licence(charter: Charter, assets: Assets) -> Iterator[Sighting]:
    """Code, documentation, data and content under a licence known not to be free, while the charter allows a fork."""
    if charter.fork_right not in (ForkRight.ALLOWED, ForkRight.RENAMED):
        return
    for asset in assets.assets:
        if asset.kind is not Kind.SIGN and asset.licence is not None and is_free(asset.licence) is False:
            field = "planned_licence" if asset.planned_licence is not None else "current_licence"
            yield asset.at(field, asset=asset.shown_name, licence=str(asset.licence))


@rule(
    "XST063",
    "carrier-without-personality-holds-rights",
    title=N_("A carrier without legal personality holds rights"),
    says=N_("{carrier} carries the project without legal personality, and is said to hold rights on {asset}."),
    why=N_("Rights given to a group stay with each author: nobody can license, defend or pass on the whole."),
    fix=N_("Name who really holds them (the authors, a member, a host), right by right."),
    source=N_("communkit, structures"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def carrier_without_personality_holds_rights(
    project: Project, continuity: Continuity, assets: Assets
) -> Iterator[Sighting]:
    """Rights on works held by a carrier that is a group of a form that holds nothing; signs are another rule's."""
    for party in _groups(project, continuity):
        for asset in assets.assets:
            for right in asset.rights:
                if asset.kind is not Kind.SIGN and right.holder == party:
                    yield right.at("holder", carrier=project.name_of(party), asset=asset.shown_name)


@rule(
    "XST064",
    "one-party-holds-everything",
    title=N_("One party began it, and holds everything"),
    says=N_("{party} began the project, and holds all its rights and all its keys."),
    why=N_("Whatever the charter says, this party can leave with it all, or let it die. The others are its guests."),
    fix=N_("Pass on something that matters: the domain name, a second hold on the keys, a share of the rights."),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def one_party_holds_everything(project: Project, continuity: Continuity, assets: Assets) -> Iterator[Sighting]:
    """An only initiator that holds every right of the IP table and owns every key, while nothing is to pass on."""
    own = continuity.independence
    initiators = own.initiators or [] if own else []
    owners = {one.owner for one in continuity.succession}
    holders = {right.holder for asset in assets.assets for right in asset.rights}
    leaves = any(one.giver in initiators and one.taker not in initiators for one in continuity.transition)
    if own and len(initiators) == 1 and holders == owners == set(initiators) and not leaves:
        yield own.at("initiators", party=project.name_of(initiators[0]))


@rule(
    "XST065",
    "in-house-with-private-members",
    title=N_("No tender, and private parties"),
    says=N_("Public members are to buy without a tender; private parties take part in the charter: {parties}."),
    why=N_(
        "A contract without tender supposes that no private body holds a direct share in the structure. With private "
        "members it may be a public contract that was never put out to tender."
    ),
    fix=N_(
        "Leave private parties outside the structure (a club beside it, an agreement), or give the requirement up and "
        "go to tender. Ask counsel before founding."
    ),
    source=N_("L.2511-1 to L.2511-5 CCP; Belgian Act of 17 June 2016, art. 30"),
    error_from=Stage.RUNNING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def in_house_with_private_members(project: Project, charter: Charter, continuity: Continuity) -> Iterator[Sighting]:
    """No tender is to be due, and private parties other than the carrier take part in the charter."""
    if Ability.IN_HOUSE not in (continuity.needs or ()) or continuity.choice is None:
        return
    carrying = continuity.choice.party
    private = []
    for one in charter.parties:
        party = project.party(one.party)
        if party is not None and party.id != carrying and party.nature in (Nature.PRIVATE, Nature.PERSON):
            private.append(project.name_of(party.id))
    if private and continuity.choice.remedies is None:
        yield continuity.at("needs", parties=tuple(private))


def _largest(governance: Governance) -> Body | None:
    """The body with the most seats, every college having said how many: the nearest thing to the members' assembly."""
    sized = [(one.seats, one) for one in governance.bodies if one.seats]
    return max(sized, key=lambda one: one[0], default=(0, None))[1]


@rule(
    "XST066",
    "gip-without-public-majority",
    title=N_("A public interest group whose public members are no majority"),
    says=N_("The structure is to be a public interest group; public members hold {count} of the {of} seats of {body}."),
    why=N_(
        "Public bodies and bodies with a public-service mission must hold more than half of the capital or of the "
        "votes of a public interest group, whose agreement the State has to approve."
    ),
    fix=N_(
        "Give them more than half of the seats, or of the votes, in the assembly; or take a form that does not ask for "
        "it (association, SCIC)."
    ),
    source=N_("French Act 2011-525 of 17 May 2011, art. 103"),
    error_from=Stage.RUNNING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def gip_without_public_majority(
    project: Project, governance: Governance, continuity: Continuity, seats_held: Mapping[str, Seats]
) -> Iterator[Sighting]:
    """The largest body, in which everybody's organisation is known, and half of them or fewer are public."""
    choice, body = continuity.choice, _largest(governance)
    if choice is None or choice.form is not Form.GIP or body is None:
        return
    sitting = seats_held[body.id].sitting
    parties = [project.party(one.party) if one.party else None for one in sitting]
    natures = [one.nature if one else None for one in parties]
    public = sum(one in (Nature.PUBLIC, Nature.PRIVATE_PUBLIC_SERVICE) for one in natures)
    if natures and None not in natures and 2 * public <= len(natures):
        yield body.at("colleges", count=public, of=len(natures), body=body.shown_name)


@rule(
    "XST067",
    "scic-college-out-of-bounds",
    title=N_("A college of a SCIC that weighs too much or too little"),
    says=N_("The structure is to be a SCIC; “{college}” has {share} of the seats of {body}."),
    why=N_(
        "Where a SCIC has colleges, none of them may hold less than a tenth of the votes of the assembly, nor more "
        "than half. Statutes that count otherwise can be contested, and so can what is decided under them."
    ),
    fix=N_("Share the seats anew, each college between 10 and 50 %; or write down how the votes are counted apart."),
    source=N_("French Act 47-1775 of 10 September 1947, as summed up by others: to be checked"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def scic_college_out_of_bounds(governance: Governance, continuity: Continuity) -> Iterator[Sighting]:
    """Colleges of the largest body, where it has two or more, outside a tenth to a half of its seats."""
    choice, body = continuity.choice, _largest(governance)
    if choice is None or choice.form is not Form.SCIC or body is None or len(body.colleges) < 2:
        return
    of = body.seats or 1
    for college in body.colleges:
        seats = college.seats or 0
        if 10 * seats < of or 2 * seats > of:
            share = Share(Decimal(seats) / of)
            yield college.at("seats", college=college.name, share=share, body=body.shown_name)
