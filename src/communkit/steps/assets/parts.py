"""The parts of the IP table: an assignment, a contract, how contributions are secured, a registration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from communkit.marked import N_, Message
from communkit.model.fields import ask
from communkit.model.row import Part
from communkit.model.types import Day, Line, Text, Year, YesNo
from communkit.steps.assets.words import Ccag, Mode, Option


class Assignment(Part):
    """A written assignment: each right, its extent, purpose, place and duration (L.131-3 CPI)."""

    document: Line | None = ask(N_("Document"), N_("Which signed paper is it, and where is it filed?"))
    date: Day | None = ask(N_("Date"), N_("When was it signed?"))
    rights: Line | None = ask(
        N_("Rights assigned"), N_("Which rights does it assign, one by one?"), example="reproduction, adaptation"
    )
    extent: Line | None = ask(N_("Extent"), N_("How far do they go: which media, how many copies?"))
    purpose: Line | None = ask(N_("Purpose"), N_("What for: does it say that the work will be published freely?"))
    place: Line | None = ask(N_("Place"), N_("For which places?"), example="monde entier")
    duration: Line | None = ask(N_("Duration"), N_("For how long?"))

    ELEMENTS: ClassVar[Mapping[str, str]] = {
        "rights": N_("the rights assigned (rights)"),
        "extent": N_("their extent (extent)"),
        "purpose": N_("their purpose (purpose)"),
        "place": N_("the place (place)"),
        "duration": N_("the duration (duration)"),
    }

    @property
    def missing(self) -> tuple[Message, ...]:
        """The elements that it does not say."""
        return tuple(Message(label) for name, label in self.ELEMENTS.items() if getattr(self, name) is None)


def _has_clauses(contract: Contract) -> bool:
    return contract.ccag is not None and contract.ccag is not Ccag.NONE


class Contract(Part):
    """The contract under which a provider made the asset."""

    reference: Line | None = ask(N_("Reference"), N_("Which contract is it?"), example="marché 2021-014")
    date: Day | None = ask(N_("Date"), N_("When was it notified or signed?"))
    ccag: Ccag | None = ask(N_("General clauses"), N_("To which general clauses does it refer?"))
    year: Year | None = ask(
        N_("Year of the general clauses"), N_("In their version of which year?"), example="2021", when=_has_clauses
    )
    referenced: YesNo | None = ask(
        N_("They are referred to"), N_("Does the contract itself say that they apply?"), when=_has_clauses
    )
    option: Option | None = ask(
        N_("Option"),
        N_("Which option did it choose for the results?"),
        when=lambda contract: contract.ccag is Ccag.TIC and contract.year == 2009,
    )
    derogations: Text | None = ask(
        N_("Derogations"), N_("Which of its clauses depart from the general ones, about rights?"), when=_has_clauses
    )
    assignment: Assignment | None = ask(N_("Assignment"), N_("Does it assign rights in writing: which, how far?"))


class Contributions(Part):
    """How contributions to come are secured, and which document says so."""

    essential = ("mode",)

    mode: Mode | None = ask(N_("Way"), N_("In which way are the rights on contributions to come secured?"))
    document: Line | None = ask(N_("Document"), N_("Which document says so?"), example="CONTRIBUTING.md")


class Registration(Part):
    """The filing of a sign."""

    office: Line | None = ask(N_("Office"), N_("With which office or registrar?"), example="INPI")
    number: Line | None = ask(N_("Number"), N_("Under which number?"))
    filed_on: Day | None = ask(N_("Filed on"), N_("When was it filed?"))
    expires_on: Day | None = ask(N_("Expires on"), N_("Until when does it hold?"))
