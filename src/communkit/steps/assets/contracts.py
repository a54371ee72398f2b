"""What contracts with service providers give: general clauses, written assignments, and neither.

A provider's work stays theirs unless a contract says otherwise. General clauses (CCAG) bind only where the
contract refers to them, can be departed from, and changed in 2021.
"""

from __future__ import annotations

from collections.abc import Iterator

from communkit.licences.title import ContractClause, Jurisdiction
from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.assets.model import Assets, Assignment, Basis, Ccag, Contract, Right, RightKind
from communkit.steps.project import Project


@rule(
    "AST012",
    "contractor-without-assignment",
    title=N_("A service provider's work without contract or assignment"),
    says=N_("No contract is given for the work that this right comes from ({right}, {holder})."),
    why=N_(
        "What a service provider makes stays theirs unless a contract says otherwise, even when it was paid "
        "for. Paying for a work and holding its rights are two things."
    ),
    fix=N_("Name the contract (contract: {{ccag, year, referenced…}}), or have an assignment signed."),
    source=N_("L.111-1, L.131-2, L.131-3 CPI"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def contractor_without_assignment(
    project: Project, assets: Assets, jurisdiction: Jurisdiction | None
) -> Iterator[Sighting]:
    """Rights said to come from a contract that nobody names."""
    for right in _by_contract(assets, jurisdiction):
        if right.contract is None:
            yield right.at("basis", holder=project.name_of(right.holder), right=Message(right.right.label))


def _by_contract(assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Right]:
    """Rights that come from a contract and from no assignment, under a law that we know something of."""
    for right in assets.each(Right):
        if jurisdiction and right.basis is Basis.CONTRACT and right.written_assignment is None:
            yield right


def _under_clauses(assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[tuple[Right, Contract, Ccag]]:
    """Those of them whose contract names general clauses, with the contract and the clauses."""
    for right in _by_contract(assets, jurisdiction):
        contract = right.contract
        if contract and contract.ccag and contract.ccag is not Ccag.NONE:
            yield right, contract, contract.ccag


def _clause(contract: Contract, jurisdiction: Jurisdiction | None) -> ContractClause | None:
    """What the general clauses that `contract` refers to give by default, as far as our data say."""
    if not jurisdiction or not contract.ccag or contract.year is None or contract.referenced is not True:
        return None
    return jurisdiction.clause(str(contract.ccag), contract.year, contract.option and str(contract.option))


@rule(
    "AST013",
    "contract-blocks-free-licence",
    title=N_("The contract does not allow a free licence"),
    says=N_("This contract does not let {holder} publish under a free licence: {reason} ({law})."),
    why=N_(
        "Before 2021 the usual clauses of French IT contracts gave the buyer the use of the software, and "
        "nothing to pass on."
    ),
    fix=N_("Have the provider sign an amendment or an assignment that covers publication under a free licence."),
    source=N_("CCAG-TIC 2009, art. 38"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def contract_blocks_free_licence(
    project: Project, assets: Assets, jurisdiction: Jurisdiction | None
) -> Iterator[Sighting]:
    """Contracts whose general clauses keep the right to publish with the provider."""
    for right, contract, _ in _under_clauses(assets, jurisdiction):
        clause = _clause(contract, jurisdiction)
        if clause and clause.outcome == "blocks" and contract.derogations is None:
            law = clause.sourced.clause or clause.sourced.source
            yield right.at("contract", holder=project.name_of(right.holder), reason=clause.reason, law=law)


@rule(
    "AST014",
    "ccag-not-referenced",
    title=N_("General clauses that the contract does not refer to"),
    says=N_("The contract does not refer to the {ccag}, which therefore gives {holder} no right."),
    why=N_("General clauses bind only where the contract refers to them. Without them nothing passes by default."),
    fix=N_("Find the clause of the contract that refers to them, or have an assignment signed."),
    source=N_("CCAG 2021, arrêtés du 30 mars 2021"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def ccag_not_referenced(project: Project, assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """Contracts for which a CCAG is named and said not to be referred to."""
    for right, contract, ccag in _under_clauses(assets, jurisdiction):
        if contract.referenced is False:
            yield right.at("contract", holder=project.name_of(right.holder), ccag=Message(ccag.label))


@rule(
    "AST015",
    "ccag-to-be-read",
    title=N_("What the general clauses give is not known"),
    says=N_("What this contract gives {holder} cannot be said: {missing}."),
    why=N_(
        "The general clauses changed in 2021: which document, of which year, and whether the contract refers "
        "to it or departs from it decide who may publish."
    ),
    fix=N_(
        "Complete ccag, year, referenced and derogations from the contract's administrative clauses (CCAP); once "
        "they are complete, read the clause itself and file it as evidence of the contract."
    ),
    source=N_("CCAG-PI 2021, art. 32 and 34.1; CCAG-TIC 2009, art. 38"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def ccag_to_be_read(project: Project, assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """Contracts too incompletely described, departing from the clauses, or under clauses nobody has read."""
    for right in _by_contract(assets, jurisdiction):
        contract = right.contract
        if contract is None or not jurisdiction or not jurisdiction.clauses:  # general clauses are a French matter
            continue
        if missing := _what_is_missing(contract, jurisdiction):
            yield right.at("contract", holder=project.name_of(right.holder), missing=Message(missing))
            continue
        clause = _clause(contract, jurisdiction)
        if clause is None or clause.sourced.verified or "contract" in right.evidence or not contract.ccag:
            continue
        if clause.outcome == "assigned" or right.subject is RightKind.SOFTWARE:
            yield right.at(
                "contract",
                says=N_("The {ccag} of {year} is still to be read for {holder}: {reason}."),
                severity=Severity.NOTE,
                holder=project.name_of(right.holder),
                ccag=Message(contract.ccag.label),
                year=str(contract.year),
                reason=clause.reason,
            )


def _what_is_missing(contract: Contract, jurisdiction: Jurisdiction) -> str | None:
    """Why nothing can be said of what `contract` gives; None where something can, or another rule speaks."""
    if contract.ccag is None:
        return N_("it is not said which general clauses apply (ccag)")
    if contract.ccag is Ccag.NONE or contract.referenced is False:
        return None
    if contract.year is None:
        return N_("the year of the general clauses is not given (year)")
    if contract.referenced is None:
        return N_("it is not said whether the contract refers to them (referenced)")
    if contract.derogations is not None:
        return N_("the contract departs from them (derogations)")
    return None if _clause(contract, jurisdiction) else N_("these general clauses are not in our data")


@rule(
    "AST016",
    "ccag-software-only",
    title=N_("The contract lets only software results go out"),
    says=N_("The {ccag} of {year} speaks of software results; this is {right}: {reason}."),
    why=N_(
        "Since 2021 the right to pass results on under a free licence is written for software. For texts, "
        "images or a logo made under the same contract it is not, and commercial use is off by default."
    ),
    fix=N_("Have the contract, or an amendment, say that these results may be published under a free licence."),
    source=N_("CCAG-PI 2021, art. 34.1; CCAG-FCS 2021, art. 36.1"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def ccag_software_only(assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """Works other than software, held under clauses that free the software results.

    Marks and domain names go out under no licence at all, and are results like the others.
    """
    freed = (RightKind.SOFTWARE, RightKind.TRADEMARK, RightKind.DOMAIN)
    for right, contract, ccag in _under_clauses(assets, jurisdiction):
        clause = _clause(contract, jurisdiction)
        departs = contract.derogations is not None
        if clause and clause.outcome == "software" and right.subject not in freed and not departs:
            yield right.at(
                "contract",
                ccag=Message(ccag.label),
                year=str(contract.year),
                right=Message(right.right.label),
                reason=clause.reason,
            )


@rule(
    "AST017",
    "assignment-incomplete",
    title=N_("The assignment does not say all that it must"),
    says=N_("The assignment to {holder} does not say: {missing}."),
    why=N_(
        "Under French law each right assigned must be named, with its extent, purpose, place and duration; "
        "what is not written stays with the author, and an assignment of all future works is void."
    ),
    fix=N_("Complete the assignment with the author, then write what it says in these fields."),
    source=N_("L.131-1, L.131-3 CPI"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def assignment_incomplete(project: Project, assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """Assignments under French law that lack one of the elements of L.131-3, or of which nothing is said."""
    if jurisdiction is None or jurisdiction.code != "fr":
        return
    for right in assets.each(Right):
        if right.right not in (RightKind.COPYRIGHT, RightKind.SOFTWARE):
            continue
        written = right.written_assignment
        if written is None and right.basis is Basis.ASSIGNMENT:
            yield right.at("basis", holder=project.name_of(right.holder), missing=Assignment().missing)
        elif written is not None and written.missing:
            field = "assignment" if written is right.assignment else "contract"
            yield right.at(field, holder=project.name_of(right.holder), missing=written.missing)


@rule(
    "AST018",
    "private-contract-without-assignment",
    title=N_("A contract without general clauses assigns nothing by itself"),
    says=N_("This contract refers to no CCAG, and no assignment to {holder} is given."),
    why=N_("Outside public contracts, and in those that name no CCAG, rights pass only by a written assignment."),
    fix=N_("Give the assignment that the contract contains (contract: {{assignment: …}}), or have one signed."),
    source=N_("L.131-2, L.131-3 CPI"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def private_contract_without_assignment(
    project: Project, assets: Assets, jurisdiction: Jurisdiction | None
) -> Iterator[Sighting]:
    """Contracts without CCAG and without assignment; outside France no contract has a CCAG."""
    for right in _by_contract(assets, jurisdiction):
        contract = right.contract
        if contract is None or jurisdiction is None:
            continue
        holder = project.name_of(right.holder)
        if contract.ccag is Ccag.NONE:
            yield right.at("contract", holder=holder)
        elif not jurisdiction.clauses:
            yield right.at("contract", says=N_("No assignment to {holder} is given for this contract."), holder=holder)
