"""What keeps the community alive: skills, meetings, channels, conduct, and the risks to its life."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.community.model import Community
from communkit.steps.community.words import Gap, RiskKind

# named in the studies of communities that lost theirs (Viseur, 2025)
_TO_CONSIDER = (RiskKind.QUALITY_BAR, RiskKind.HIRED_AWAY)


@rule(
    "COM010",
    "skill-missing-without-plan",
    title=N_("A skill is missing, and nothing is planned"),
    says=N_("“{skill}” is {gap}, and nothing is planned about it."),
    why=N_("A missing skill does not come by itself: it is trained, found, asked of a member, or paid for."),
    fix=N_("Say what is planned (plan): who learns it, who is asked, or what is paid for."),
    source=N_("Inno³ / ANCT, 2023, introduction"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def skill_missing_without_plan(community: Community) -> Iterator[Sighting]:
    """Skills that are missing or thin, without a plan."""
    for skill in community.skills:
        if skill.gap in (Gap.MISSING, Gap.THIN) and skill.plan is None:
            yield skill.at("gap", skill=skill.what, gap=Message(skill.gap.label))


@rule(
    "COM011",
    "skill-held-by-one",
    title=N_("One person alone has a skill"),
    says=N_("“{skill}” is called covered, and only one has it: {holder}."),
    why=N_("What one person alone can do leaves with them: the best are hired away first."),
    fix=N_("Name a second holder, or call it “thin” and say what is planned."),
    source=N_("Viseur, 2025"),
    warning_from=Stage.RUNNING,
    before=Severity.NOTE,
)
def skill_held_by_one(community: Community) -> Iterator[Sighting]:
    """Skills called covered that one holder alone has."""
    for skill in community.skills:
        if skill.gap is Gap.COVERED and skill.held_by is not None and len(set(skill.held_by)) == 1:
            yield skill.at("held_by", skill=skill.what, holder=skill.held_by[0])


@rule(
    "COM020",
    "no-public-channel",
    title=N_("No channel is open to all"),
    says=N_("None of the channels can be read without asking."),
    why=N_(
        "Who cannot see what is talked about cannot join in, and will ask the same questions again. What is said in "
        "private messages is lost to the community."
    ),
    fix=N_("Open one of them to all readers, or add one that is; keep the others for what must stay confidential."),
    source=N_("Inno³ / ANCT, 2023, 4.2"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def no_public_channel(community: Community) -> Iterator[Sighting]:
    """Channels of which none is public, once each has said whether it is."""
    told = [one.public for one in community.channels]
    if told and all(public is False for public in told):
        yield community.at("channels")


@rule(
    "COM021",
    "animation-rests-on-one",
    title=N_("All the animation rests on one"),
    says=N_("{animator} runs all {count} meetings."),
    why=N_("Animation is work, and the first to be dropped when the one who does it is tired or leaves."),
    fix=N_("Give one of the meetings to somebody else, and let them run it their own way."),
    source=N_("Inno³ / ANCT, 2023, 3.1"),
    before=Severity.NOTE,
)
def animation_rests_on_one(community: Community) -> Iterator[Sighting]:
    """Three meetings or more, all run by the same."""
    animators = Counter(one.animator.casefold() for one in community.rituals if one.animator is not None)
    if len(community.rituals) >= 3 and list(animators.values()) == [len(community.rituals)]:
        animator = community.rituals[0].animator or ""
        yield community.at("rituals", animator=animator, count=len(community.rituals))


@rule(
    "COM022",
    "meeting-missed",
    title=N_("The next date of a meeting has passed"),
    says=N_("“{meeting}” was to take place on {day}, and no later date is given."),
    why=N_("A calendar without a next date is the first sign of a community that falls asleep."),
    fix=N_("Write the next date, or take the meeting off the calendar."),
    source=N_("communkit, calendar"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def meeting_missed(community: Community, today: date) -> Iterator[Sighting]:
    """Meetings whose next date lies in the past."""
    for ritual in community.rituals:
        if ritual.next_on is not None and ritual.next_on < today:
            yield ritual.at("next_on", meeting=ritual.what, day=ritual.next_on)


@rule(
    "COM023",
    "conduct-without-contact",
    title=N_("Nobody is named to turn to about conduct"),
    says=N_("{document} says what conduct is expected, and nobody is named to turn to."),
    why=N_("Rules of conduct without somebody to write to protect nobody, and are copied more often than applied."),
    fix=N_("Name a role and an address that is read (contact), and somebody for when that role is concerned."),
    source=N_("communkit, conduct"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def conduct_without_contact(community: Community) -> Iterator[Sighting]:
    """A code of conduct without a contact."""
    conduct = community.code_of_conduct
    if conduct is not None and conduct.document is not None and conduct.contact is None:
        yield community.at("code_of_conduct", document=conduct.document)


@rule(
    "COM024",
    "conduct-with-one-contact",
    title=N_("Complaints about conduct have one door only"),
    says=N_("Complaints about conduct go to {contact}, and nowhere else."),
    why=N_("In a small team the person complained of is sooner or later the one who reads the complaints."),
    fix=N_("Name somebody else (other_contact), best in another organisation."),
    source=N_("communkit, conduct"),
    before=Severity.NOTE,
)
def conduct_with_one_contact(community: Community) -> Iterator[Sighting]:
    """A contact about conduct without a second one, or with itself as the second."""
    conduct = community.code_of_conduct
    if conduct is not None and conduct.contact is not None and conduct.other_contact in (None, conduct.contact):
        yield community.at("code_of_conduct", contact=conduct.contact)


@rule(
    "COM040",
    "vitality-risk-not-considered",
    title=N_("A known risk to the community's life is not considered"),
    says=N_("Nothing is said of this risk: {risk} ({key})."),
    why=N_(
        "Communities around free software lose their life in two ways that those who run them do not see: what is "
        "asked of a contribution grows until nobody can meet it, and the best contributors are hired away."
    ),
    fix=N_("Say whether you see signs of it, and what you do; “no sign today” is an answer."),
    source=N_("Viseur, 2025"),
    warning_from=Stage.RUNNING,
    before=Severity.NOTE,
)
def vitality_risk_not_considered(community_as_written: Community, stage: Stage) -> Iterator[Sighting]:
    """The two risks of the studies, where no row speaks of them; a project that prepares itself has time."""
    seen = {one.risk for one in community_as_written.risks}
    waived = {"risks", "*"} & (community_as_written.not_applicable.keys() | community_as_written.unknown.keys())
    if stage >= Stage.OPENING and not waived:
        for risk in _TO_CONSIDER:
            if risk not in seen:
                yield community_as_written.at("risks", risk=Message(risk.label), key=str(risk))


@rule(
    "COM041",
    "vitality-risk-without-answer",
    title=N_("Signs of a risk are seen, and nothing is done"),
    says=N_("There are signs of this risk, and no answer to it: {risk}."),
    why=N_("What is seen and left alone is what people will say they had seen coming."),
    fix=N_("Say what is done about it (answer), by whom; or that it is accepted, and why."),
    source=N_("Viseur, 2025"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def vitality_risk_without_answer(community: Community) -> Iterator[Sighting]:
    """Risks with signs and no answer."""
    for one in community.risks:
        if one.signs is not None and one.answer is None and not one.is_noted(one.not_applicable, "answer"):
            yield one.at("signs", risk=Message(one.risk.label))
