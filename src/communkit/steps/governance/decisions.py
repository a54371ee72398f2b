"""Who decides what: nobody, everybody, and appeals that go round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.governance.bodies import ASSEMBLY
from communkit.steps.governance.counting import Seats, folded
from communkit.steps.governance.model import Body, Decision, Governance, Sanction
from communkit.steps.governance.words import Method, SanctionStep, Topic

# what comes up in every commons, sooner than one thinks
_ESSENTIAL = (Topic.ROADMAP, Topic.CONTRIBUTIONS, Topic.MEMBERSHIP, Topic.RULES, Topic.LICENCE)

_MANY = 12
"""From how many people on unanimity is out of reach: one a table, our advice."""


@rule(
    "GOV030",
    "decision-by-nobody",
    title=N_("Nobody decides on something that will come up"),
    says=N_("No decision is about this: {topic} ({key})."),
    why=N_("It will be decided all the same, by whoever holds the keys that day, and disputed afterwards."),
    fix=N_("Add a decision about it with who decides; or a row whose not_applicable says why it will never come up."),
    source=N_("CommunityRule; Ostrom, 1990"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def decision_by_nobody(governance_as_written: Governance, stage: Stage) -> Iterator[Sighting]:
    """The matters that come up everywhere and that no decision is about. An idea has time, once it has begun."""
    about = {one.about for one in governance_as_written.decisions}
    if stage is Stage.IDEA or not governance_as_written.decisions or None in about:
        return
    for topic in _ESSENTIAL:
        if topic not in about:
            yield governance_as_written.at("decisions", topic=Message(topic.label), key=str(topic))


@rule(
    "GOV031",
    "decision-by-several",
    title=N_("Several decide the same thing"),
    says=N_("{deciders} decide on “{what}” together, and nothing says how they agree."),
    why=N_("Where everybody decides, each can stop the others, and nobody can be held to it."),
    fix=N_("Name the one that decides, and let the others propose or advise; or say how they agree (method)."),
    source=N_("CommunityRule"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def decision_by_several(governance: Governance) -> Iterator[Sighting]:
    """Decisions of several bodies without a method."""
    for one in governance.decisions:
        if len(set(one.decided_by or ())) > 1 and one.method is None:
            names = tuple(governance.name_of(id) for id in one.decided_by or ())
            yield one.at("decided_by", deciders=names, what=one.what)


Step = dict[str, set[str]]


def _appeals(governance: Governance) -> Step:
    """Where appeals against each body's decisions lead."""
    leads: Step = {}
    for one in governance.rulings:
        for decider in one.decided_by or ():
            if one.appeal is not None:
                leads.setdefault(decider, set()).add(one.appeal)
    return leads


def _way(leads: Step, start: str, goal: str) -> list[str] | None:
    """The shortest way from `start` to `goal`, both included."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        for one in sorted(leads.get(way[-1], ())):
            if one not in seen:
                seen.add(one)
                ways.append([*way, one])
    return None


@rule(
    "GOV032",
    "appeal-in-a-circle",
    title=N_("An appeal comes back to where it began"),
    says=N_("An appeal against “{what}” comes back to those who decided: {way}."),
    why=N_("Who can only turn to those who decided, or to those who send them back, has no appeal."),
    fix=N_("Send it to people who did not decide and whose own decision is final; an outside mediator will do."),
    source=N_("Ostrom, 1990, conflict resolution"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def appeal_in_a_circle(governance: Governance) -> Iterator[Sighting]:
    """Decisions and sanctions whose appeal leads back to one of those who took them."""
    leads = _appeals(governance)
    for one in governance.rulings:
        if one.appeal is None:
            continue
        for decider in one.decided_by or ():
            way = _way(leads, one.appeal, decider)
            if way is not None:
                names = [governance.name_of(id) for id in (decider, *way)]
                yield one.at("appeal", what=_called(one), way=" → ".join(names))
                break


def _called(decision: Decision | Sanction) -> Message:
    """What a sentence calls a decision or a sanction."""
    if isinstance(decision, Sanction):
        return Message(decision.step.label)
    return Message(decision.what, literal=True)


@rule(
    "GOV033",
    "appeal-to-the-same-people",
    title=N_("An appeal is heard by the same people"),
    says=N_("{appeal} hears the appeal against “{what}”, and everybody there also sits in {decider}."),
    why=N_("Another name on the door does not make other judges."),
    fix=N_("Let somebody hear appeals who does not sit in the body that decides."),
    source=N_("Ostrom, 1990, conflict resolution"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def appeal_to_the_same_people(governance: Governance, seats_held: Mapping[str, Seats]) -> Iterator[Sighting]:
    """Appeals to a body all of whose members sit in the one that decided."""
    for one in governance.rulings:
        judges = _people(governance, seats_held, one.appeal)
        for decider in one.decided_by or ():
            if judges and decider != one.appeal and judges <= _people(governance, seats_held, decider):
                names = (governance.name_of(one.appeal or ""), governance.name_of(decider))
                yield one.at("appeal", appeal=names[0], what=_called(one), decider=names[1])


def _people(governance: Governance, seats_held: Mapping[str, Seats], id: str | None) -> frozenset[str]:
    """Who sits in a body or holds a role."""
    found = governance.decider(id) if id is not None else None
    if isinstance(found, Body):
        return frozenset(folded(one.person) for one in seats_held[found.id].sitting)
    return frozenset({folded(found.held_by)}) if found is not None and found.held_by is not None else frozenset()


@rule(
    "GOV034",
    "unanimity-of-many",
    title=N_("Unanimity is asked of many"),
    says=N_("“{what}” needs the agreement of all {count} in {body}: any one of them can stop it."),
    why=N_("Where everybody must agree, what exists stays as it is, and the most patient decide."),
    fix=N_("Ask for a large majority, or for consent (no reasoned objection); keep unanimity for very few matters."),
    source=N_("CommunityRule"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def unanimity_of_many(governance: Governance, seats_held: Mapping[str, Seats]) -> Iterator[Sighting]:
    """Unanimous decisions of more than a dozen people."""
    for one in governance.decisions:
        if one.method is not Method.UNANIMITY:
            continue
        for id in one.decided_by or ():
            count = seats_held[id].of if id in seats_held else 0
            if count > _MANY:
                yield one.at("method", what=one.what, count=count, body=governance.name_of(id))


@rule(
    "GOV035",
    "assembly-quorum-out-of-reach",
    title=N_("The quorum of the assembly will be out of reach"),
    says=N_("In {year} the quorum of {body} ({quorum}) means {needed} people in one room."),
    why=N_(
        "A quorum that was easy with thirty people is missed with three hundred, and nothing can be decided any more."
    ),
    fix=N_("Count the quorum on those who answered the call, or let a second meeting decide without one."),
    source=N_("Mouvement communal, 2013"),
    before=Severity.NOTE,
)
def assembly_quorum_out_of_reach(governance: Governance, today: date) -> Iterator[Sighting]:
    """Foreseen assemblies whose quorum alone is more than a room holds, the first of them."""
    in_parts = [one for one in governance.bodies if one.quorum is not None and one.quorum.part is not None]
    for one in sorted(governance.growth, key=lambda one: one.year):
        body = governance.body(one.body) if one.body is not None else in_parts[0] if len(in_parts) == 1 else None
        if one.year < today.year or one.size is None or body is None or body.quorum is None:
            continue
        needed = body.quorum.needed(one.size)
        if needed > ASSEMBLY // 2:
            year, quorum = str(one.year), body.quorum.said
            yield body.at("quorum", year=year, body=body.shown_name, quorum=quorum, needed=needed)
            return


@rule(
    "GOV036",
    "sanction-without-appeal",
    title=N_("A grave sanction has no appeal"),
    says=N_("Nobody is named to whom one can turn against this: {step}."),
    why=N_("An exclusion without appeal is an error that nobody can mend."),
    fix=N_("Name a body that did not decide (appeal); for a small team, somebody of another organisation."),
    source=N_("Ostrom, 1990, conflict resolution"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def sanction_without_appeal(governance: Governance) -> Iterator[Sighting]:
    """Suspensions and exclusions without an appeal."""
    for one in governance.sanctions:
        if one.step in (SanctionStep.SUSPENSION, SanctionStep.EXCLUSION) and one.appeal is None:
            yield one.at("appeal", step=Message(one.step.label))


@rule(
    "GOV037",
    "sanctions-not-graduated",
    title=N_("Sanctions do not rise step by step"),
    says=N_("The mildest sanction is this one: {step}."),
    why=N_(
        "Communities that last begin with a word and rise slowly. Where the first step is grave, small faults go "
        "unanswered, and the first answer divides everybody."
    ),
    fix=N_("Begin with a talk or a written warning, and say for what each step is."),
    source=N_("Ostrom, 1990, graduated sanctions"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def sanctions_not_graduated(governance: Governance) -> Iterator[Sighting]:
    """Sanctions that begin with a suspension or an exclusion."""
    steps = [step for step in SanctionStep if any(one.step is step for one in governance.sanctions)]
    if steps and steps[0] in (SanctionStep.SUSPENSION, SanctionStep.EXCLUSION):
        yield governance.at("sanctions", step=Message(steps[0].label))
