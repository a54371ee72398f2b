"""Each party: what it wants for itself, what it brings and on which basis, and what is still unclear between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from communkit.marked import N_, Message
from communkit.model.types import Text
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.charter.clauses import languages, plain
from communkit.steps.charter.model import Charter, Means, Participant
from communkit.steps.project import Project
from communkit.steps.vocabulary import LegalBasis, Nature


def statements(text: Text | None) -> frozenset[str]:
    """The sentences of `text`, in every language, without case, accents, punctuation and bullets."""
    found = set()
    for one in languages(text):
        for sentence in re.split(r"[.;!?\n]+", plain(one)):
            words = " ".join(re.findall(r"\w+", sentence))
            if words:
                found.add(words)
    return frozenset(found)


@rule(
    "CHA010",
    "own-objectives-repeated",
    title=N_("A party's own objectives are somebody else's words"),
    says=N_("What {party} wants for itself is word for word what all want together."),
    why=N_(
        "Parties work together while pursuing different objectives. One that only repeats the common ones has not "
        "said what would make it stay, or leave."
    ),
    fix=N_("Ask it what it would lose if the project stopped tomorrow: that is its own objective."),
    source=N_("Inno³ / ANCT, 2023, 2.2"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def own_objectives_repeated(project: Project, charter: Charter) -> Iterator[Sighting]:
    """Own objectives of which every sentence stands in the shared ones, or that are those of a party before."""
    shared = statements(charter.objectives)
    seen: dict[frozenset[str], Participant] = {}
    for one in charter.parties:
        own = statements(one.own_objectives)
        if not own:
            continue
        party = project.name_of(one.party)
        if own <= shared:
            yield one.at("own_objectives", party=party)
        elif own in seen:
            says = N_("What {party} wants for itself is word for word what {other} wants.")
            yield one.at("own_objectives", says=says, party=party, other=project.name_of(seen[own].party))
        seen.setdefault(own, one)


@rule(
    "CHA011",
    "party-outside-charter",
    title=N_("Parties of the project that are not in the charter"),
    says=N_("Parties of the project of whom the charter says nothing: {parties}."),
    why=N_("Whoever works, pays or owns and was never asked can stop everything on the day it matters."),
    fix=N_("Ask them, and add them under parties; or say under outside why they take no part."),
    source=N_("Inno³ / ANCT, 2023, 2.2"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def party_outside_charter(project: Project, charter: Charter) -> Iterator[Sighting]:
    """Parties of the project that are neither in the charter nor said to stay outside; a group counts as one."""
    inside = {one.party for one in charter.parties}
    outside = {one.party for one in charter.outside}
    for one in charter.outside:
        if one.party in inside:
            says = N_("{party} is a party of the charter, and is said to stay outside.")
            yield one.at("party", says=says, party=project.name_of(one.party))
    heard = {_group(project, one) for one in inside | outside}
    missing = tuple(project.name_of(one.id) for one in project.parties if _group(project, one.id) not in heard)
    if inside and missing:
        yield charter.at("parties", parties=missing)


def _group(project: Project, id: str) -> str:
    """The group at the top of the party `id`, itself where it belongs to none."""
    way = [id]
    while (party := project.party(way[-1])) and party.member_of and party.member_of not in way:
        way.append(party.member_of)
    return way[-1]


@rule(
    "CHA012",
    "charter-of-one-party",
    title=N_("A charter with one party"),
    says=N_("{party} is alone in the charter."),
    why=N_("A commons is a resource, a community and rules. A charter that one party signs with itself binds nobody."),
    fix=N_(
        "Bring in another party before the charter is signed, even a small one: it will ask the questions you do not."
    ),
    source=N_("Inno³ / ANCT, 2023, 1.1"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def charter_of_one_party(project: Project, charter: Charter) -> Iterator[Sighting]:
    """A single party, or several of one group."""
    groups = {_group(project, one.party) for one in charter.parties}
    if len(groups) == 1:
        yield charter.at("parties", party=project.name_of(next(iter(groups))))


_LASTS = timedelta(days=182)


@rule(
    "CHA013",
    "ambiguity-open",
    title=N_("An ambiguity is still open"),
    says=N_("“{ambiguity}” is not settled."),
    why=N_("Ambiguity that lasts leads to disappointment, and then to people leaving without saying why."),
    fix=N_("Talk it through with those concerned, and write what was agreed (resolved)."),
    source=N_("Inno³ / ANCT, 2023, 2.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def ambiguity_open(charter: Charter, today: date, stage: Stage) -> Iterator[Sighting]:
    """Ambiguities without an agreement; one that is older than half a year warns, however young the project."""
    for one in charter.ambiguities:
        if one.resolved is not None:
            continue
        text = str(one.text) if one.text else one.id
        if one.raised_on and one.raised_on < today - _LASTS:
            says = N_("“{ambiguity}” has been open since {since}.")
            grave = Severity.WARNING if stage < Stage.OPENING else None
            yield one.at(says=says, severity=grave, ambiguity=text, since=one.raised_on)
        else:
            yield one.at(ambiguity=text)


@rule(
    "CHA014",
    "money-without-basis",
    title=N_("Money without a legal basis"),
    says=N_("{party} commits itself to bring money ({commitment}), and nothing says on which legal basis."),
    why=N_(
        "Money between parties is a subsidy, the price of a contract, a fee, a cooperation between public bodies… "
        "Each has its conditions; without any, a public accountant cannot pay, and a judge may see a contract "
        "without tender."
    ),
    fix=N_("Choose the basis with those who will pay (legal_basis), before the amount is promised."),
    source=N_("L.2511-1 to L.2511-6 CCP; Regulation (EU) 2023/2831"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def money_without_basis(project: Project, charter: Charter) -> Iterator[Sighting]:
    """Parties with a commitment in money and no legal basis, nor a note that says why or when."""
    for one in charter.parties:
        money = next((each for each in one.commitments if each.means is Means.MONEY), None)
        noted = one.is_noted(one.not_applicable, "legal_basis")
        if money and one.legal_basis is None and not noted:
            told = str(money.text) if money.text else money.id
            yield one.at("legal_basis", party=project.name_of(one.party), commitment=told)


_BETWEEN_PUBLIC_BODIES = frozenset({LegalBasis.PUBLIC_COOPERATION, LegalBasis.IN_HOUSE})


@rule(
    "CHA015",
    "basis-not-open-to-party",
    title=N_("A legal basis that is not open to this party"),
    says=N_("{party} is no public body, and its money would pass as: {basis}."),
    why=N_(
        "Cooperation between public bodies and in-house contracts free contracting authorities from a tender. A "
        "private party cannot rely on them."
    ),
    fix=N_("Choose another basis: a membership fee, a donation, a contract; or correct the nature of the party."),
    source=N_("L.2511-1 to L.2511-6 CCP"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def basis_not_open_to_party(project: Project, charter: Charter) -> Iterator[Sighting]:
    """Bases of public law for money that a firm, a person or a group without personality brings."""
    for one in charter.parties:
        party = project.party(one.party)
        private = party is not None and party.nature in (Nature.PRIVATE, Nature.PERSON, Nature.GROUP)
        if private and one.legal_basis in _BETWEEN_PUBLIC_BODIES:
            basis = Message(one.legal_basis.label)
            yield one.at("legal_basis", party=project.name_of(one.party), basis=basis)


@rule(
    "CHA016",
    "commitment-of-a-group",
    title=N_("A group without legal personality commits itself"),
    says=N_("{party} has no legal personality, and is to bring: {commitment}."),
    why=N_("A collective cannot sign, owe or be paid. Its members can, or somebody who vouches for it by name."),
    fix=N_("Name who vouches for it (a member, a host), and let that party make the commitment."),
    source=N_("communkit, parties"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def commitment_of_a_group(project: Project, charter: Charter) -> Iterator[Sighting]:
    """Commitments in money or premises of a group without legal personality; its members may give their time."""
    for one in charter.parties:
        party = project.party(one.party)
        if party is None or party.nature is not Nature.GROUP:
            continue
        owed = next((each for each in one.commitments if each.means in (Means.MONEY, Means.IN_KIND)), None)
        if owed:
            told = str(owed.text) if owed.text else owed.id
            yield owed.at("means", party=project.name_of(one.party), commitment=told)


@rule(
    "CHA017",
    "representative-twice",
    title=N_("One representative for two parties"),
    says=N_("{party} and {other} are both represented by {who}."),
    why=N_("Whoever speaks for two parties at one table cannot defend the interest of both when they differ."),
    fix=N_("Let each party name its own, even if one gives the other a mandate for a meeting."),
    source=N_("Inno³ / ANCT, 2023, 2.2"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def representative_twice(project: Project, charter: Charter) -> Iterator[Sighting]:
    """Two parties of different groups with the same representative; case, accents and spaces aside."""
    seen: dict[str, Participant] = {}
    for one in charter.parties:
        if one.representative is None:
            continue
        who = " ".join(plain(one.representative).split())
        other = seen.setdefault(who, one)
        if other is not one and _group(project, other.party) != _group(project, one.party):
            party, beside = project.name_of(one.party), project.name_of(other.party)
            yield one.at("representative", who=one.representative, party=party, other=beside)
