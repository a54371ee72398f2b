"""What passes to the carrier, and how far the commons stands without those who began it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from communkit.marked import N_
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.continuity.model import Continuity
from communkit.steps.continuity.words import Thing
from communkit.steps.project import Project
from communkit.steps.vocabulary import Nature

_NEEDS_A_PERSON = frozenset({Thing.RIGHTS, Thing.MARK, Thing.DOMAIN, Thing.CONTRACT, Thing.STAFF, Thing.MONEY})


@rule(
    "CNT020",
    "transfer-late",
    title=N_("Something that should have passed has not"),
    says=N_("{what} was to pass on {due}, and nothing says that it did."),
    why=N_("Until it has passed, the old holder decides, and can be bought, closed or simply forgotten."),
    fix=N_("Write under done when it passed; else set a new date, and say to those concerned why."),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    error_from=Stage.RUNNING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def transfer_late(continuity: Continuity, today: date) -> Iterator[Sighting]:
    """Transfers whose date is over, and that are not done."""
    for one in continuity.transition:
        if one.due is not None and one.due < today and not one.is_done:
            yield one.at("due", what=one.shown_name, due=one.due)


@rule(
    "CNT021",
    "transfer-elsewhere",
    title=N_("Something passes to somebody else than the carrier"),
    says=N_("{what} passes to {taker}; the carrier chosen is {carrier}."),
    why=N_("What is split between two holders needs both for every decision, for ever."),
    fix=N_("Correct who receives it; or explain, in the reason of the choice, why it stays apart."),
    source=N_("communkit, structures"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def transfer_elsewhere(project: Project, continuity: Continuity) -> Iterator[Sighting]:
    """Transfers to a party that is not the carrier chosen."""
    party = continuity.choice.party if continuity.choice else None
    for one in continuity.transition:
        if party is not None and one.taker is not None and one.taker != party:
            yield one.at("taker", what=one.shown_name, taker=project.name_of(one.taker), carrier=project.name_of(party))


@rule(
    "CNT022",
    "transfer-to-a-group",
    title=N_("Something passes to a group without legal personality"),
    says=N_("{what} is to pass to {taker}, which has no legal personality."),
    why=N_("A group cannot own, owe or employ. What is given to it belongs to nobody, or to all its members at once."),
    fix=N_("Name who receives it for the group (a member, a host), or found the structure first."),
    source=N_("communkit, structures"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def transfer_to_a_group(project: Project, continuity: Continuity) -> Iterator[Sighting]:
    """Rights, marks, domain names, contracts, people or money that pass to a group."""
    for one in continuity.transition:
        taker = project.party(one.taker) if one.taker else None
        if taker is not None and taker.nature is Nature.GROUP and one.kind in _NEEDS_A_PERSON:
            yield one.at("taker", what=one.shown_name, taker=project.name_of(taker.id))


_HALF = Decimal("0.5")


@rule(
    "CNT030",
    "initiators-decide-alone",
    title=N_("The initiators decide alone"),
    says=N_("The initiators hold {percent} % of the votes, and nothing says how others come to decide."),
    why=N_(
        "Newcomers who cannot change anything stay users. The project then depends on its initiators' next election."
    ),
    fix=N_(
        "Write how new actors come in (newcomers) and how those who decide are renewed (renewal), with dates; better "
        "still, leave the majority."
    ),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def initiators_decide_alone(continuity: Continuity) -> Iterator[Sighting]:
    """More than half of the votes with the initiators, and no word on renewal or on newcomers."""
    own = continuity.independence
    if own is None or own.initiators_share is None or own.initiators_share <= _HALF:
        return
    if own.renewal is None or own.newcomers is None:
        yield own.at("initiators_share", percent=f"{(own.initiators_share * 100).normalize():f}")
