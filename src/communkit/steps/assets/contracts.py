"""What contracts with service providers give: general clauses, written assignments, and neither.

A provider's work stays theirs unless a contract says otherwise. General clauses (CCAG) bind only where the
contract refers to them, can be departed from, and changed in 2021.
"""

from __future__ import annotations

from collections.abc import Iterator

from communkit.licences.title import Jurisdiction
from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.assets.model import Assets, Basis, Ccag, Contract, Right, RightKind
from communkit.steps.assets.title import who
from communkit.steps.project import Project


@rule(
    "AST012",
    "contractor-without-assignment",
    title=N_("A service provider's work without contract or assignment"),
    says=N_("No contract is given for what the provider made for {holder} ({right})."),
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
def contractor_without_assignment(project: Project, assets: Assets) -> Iterator[Sighting]:
    """Rights said to come from a contract that nobody names."""
    for right in assets.each(Right):
        if right.basis is Basis.CONTRACT and right.contract is None and right.assignment is None:
            yield right.at("basis", holder=who(project, right.holder), right=Message(right.right.label))


def _clauses_at_work(right: Right) -> Contract | None:
    """The contract of `right` where general clauses, and no assignment, decide who holds it."""
    contract = right.contract
    if right.basis is not Basis.CONTRACT or contract is None or right.written_assignment is not None:
        return None
    return contract if contract.ccag not in (None, Ccag.NONE) else None


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
    for right in assets.each(Right):
        contract = _clauses_at_work(right)
        if not contract or not jurisdiction or contract.year is None or contract.referenced is not True:
            continue
        clause = jurisdiction.clause(str(contract.ccag), contract.year, contract.option and str(contract.option))
        if clause and clause.outcome == "blocks" and contract.derogations is None:
            law = clause.sourced.clause or clause.sourced.source
            yield right.at("contract", holder=who(project, right.holder), reason=clause.reason, law=law)


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
def ccag_not_referenced(project: Project, assets: Assets) -> Iterator[Sighting]:
    """Contracts for which a CCAG is named and said not to be referred to."""
    for right in assets.each(Right):
        contract = _clauses_at_work(right)
        if contract and contract.ccag and contract.referenced is False:
            ccag = Message(contract.ccag.label)
            yield right.at("contract", holder=who(project, right.holder), ccag=ccag)


@rule(
    "AST015",
    "ccag-to-be-read",
    title=N_("What the general clauses give is not known"),
    says=N_("What this contract gives {holder} cannot be said: {missing}."),
    why=N_(
        "The general clauses changed in 2021: which document, of which year, and whether the contract refers "
        "to it or departs from it decide who may publish."
    ),
    fix=N_("Fill in ccag, year, referenced and derogations from the contract's administrative clauses (CCAP)."),
    source=N_("CCAG-PI 2021, art. 32 and 34.1; CCAG-TIC 2009, art. 38"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def ccag_to_be_read(project: Project, assets: Assets, jurisdiction: Jurisdiction | None) -> Iterator[Sighting]:
    """Contracts too incompletely described, departing from the clauses, or under clauses nobody has read."""
    for right in assets.each(Right):
        if right.basis is not Basis.CONTRACT or right.contract is None or right.written_assignment:
            continue
        contract = right.contract
        if contract.ccag is None or contract.ccag is Ccag.NONE or contract.referenced is False:
            missing = N_("it is not said which general clauses apply (ccag)") if contract.ccag is None else None
        elif contract.year is None:
            missing = N_("the year of the general clauses is not given (year)")
        elif contract.referenced is None:
            missing = N_("it is not said whether the contract refers to them (referenced)")
        elif contract.derogations is not None:
            missing = N_("the contract departs from them (derogations)")
        elif jurisdiction and not jurisdiction.clause(
            str(contract.ccag), contract.year, contract.option and str(contract.option)
        ):
            missing = N_("these general clauses are not in our data")
        else:
            missing = None
        if missing:
            yield right.at("contract", holder=who(project, right.holder), missing=Message(missing))


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
    """Works other than software, held under clauses that free the software results."""
    for right in assets.each(Right):
        contract = _clauses_at_work(right)
        if not contract or not jurisdiction or contract.year is None or contract.referenced is not True:
            continue
        clause = jurisdiction.clause(str(contract.ccag), contract.year, contract.option and str(contract.option))
        if clause and clause.outcome == "software" and right.right is not RightKind.SOFTWARE and contract.ccag:
            yield right.at(
                "contract",
                ccag=Message(contract.ccag.label),
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
    """Assignments under French law that lack one of the elements of L.131-3."""
    if jurisdiction is None or jurisdiction.code != "fr":
        return
    for right in assets.each(Right):
        written = right.written_assignment
        if written and written.missing and right.right in (RightKind.COPYRIGHT, RightKind.SOFTWARE):
            field = "assignment" if right.assignment else "contract"
            yield right.at(field, holder=who(project, right.holder), missing=written.missing)


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
def private_contract_without_assignment(project: Project, assets: Assets) -> Iterator[Sighting]:
    """Contracts without CCAG and without assignment."""
    for right in assets.each(Right):
        contract = right.contract
        if right.basis is Basis.CONTRACT and contract and not right.written_assignment and contract.ccag is Ccag.NONE:
            yield right.at("contract", holder=who(project, right.holder))
