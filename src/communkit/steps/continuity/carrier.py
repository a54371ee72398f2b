"""The structure that is chosen, held against what it must do, against the comparison, and against its own reasons."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.licences.carriers import carrier
from communkit.marked import N_, Message
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.continuity.compared import Verdict, leading
from communkit.steps.continuity.model import Continuity, criterion_title
from communkit.steps.continuity.words import Form, Grade
from communkit.steps.project import Project

PROBLEMS = ("principal_agent", "free_riders")
"""The two problems that neither a publisher nor a foundation solves together (R. Viseur, 2025)."""


@rule(
    "CNT010",
    "carrier-excluded",
    title=N_("The structure chosen cannot do what it must"),
    says=N_("{form} cannot {ability}: {reason} ({source}, {day})."),
    why=N_("What you would not drop was said before comparing. No merit elsewhere makes up for it."),
    fix=N_("Choose another structure, found one beside it that can, or take the requirement back under needs."),
    source=N_("communkit, structures"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def carrier_excluded(project: Project, continuity: Continuity) -> Iterator[Sighting]:
    """A chosen form that is known to be unable to do one of the things it must, each with what was read."""
    choice = continuity.choice
    known = carrier(str(choice.form), project.jurisdiction) if choice and choice.form else None
    if choice is None or known is None:
        return
    for need in continuity.needs or ():
        said = known.abilities.get(str(need))
        if said is not None and said.word == "unable":
            yield choice.at(
                "form",
                form=known.name,
                ability=Message(need.label),
                reason=said.reason,
                source=said.cited,
                day=said.sourced.as_of,
            )


@rule(
    "CNT011",
    "carrier-on-conditions",
    title=N_("The structure chosen can do it on conditions"),
    says=N_("{form} can {ability} on conditions: {reason} ({source}, {day})."),
    why=N_("A condition that nobody checked before the structure is founded is found by a judge or an accountant."),
    fix=N_("Have it checked, and write under remedies how the condition is met."),
    source=N_("communkit, structures"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
    counsel=True,
)
def carrier_on_conditions(project: Project, continuity: Continuity) -> Iterator[Sighting]:
    """Requirements that the chosen form meets on conditions, while nothing is said under remedies."""
    choice = continuity.choice
    known = carrier(str(choice.form), project.jurisdiction) if choice and choice.form else None
    if choice is None or known is None or choice.remedies is not None:
        return
    for need in continuity.needs or ():
        said = known.abilities.get(str(need))
        if said is not None and said.word == "conditions":
            yield choice.at(
                "form",
                form=known.name,
                ability=Message(need.label),
                reason=said.reason,
                source=said.cited,
                day=said.sourced.as_of,
            )


@rule(
    "CNT012",
    "form-not-known-here",
    title=N_("A structure of which nothing is known here"),
    says=N_("{form}: nothing was read of this form where the law of {jurisdiction} applies."),
    why=N_("Many forms belong to one country. Where nothing was read, nothing is excluded and nothing is sure."),
    fix=N_("Choose a form of that country, or ask counsel whether this one exists there and what it can do."),
    source=N_("communkit, structures"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def form_not_known_here(project: Project, continuity: Continuity) -> Iterator[Sighting]:
    """Forms compared that have no file for the project's jurisdiction, nor one that holds anywhere."""
    if project.jurisdiction is None:
        return
    for one in continuity.options:
        if carrier(str(one.form), project.jurisdiction) is None:
            yield one.at("form", form=Message(one.form.label), jurisdiction=project.jurisdiction)


@rule(
    "CNT013",
    "compared-with-nothing",
    title=N_("A structure chosen without comparing"),
    says=N_("{form} was chosen, and no other structure is compared with it."),
    why=N_("The first idea is often the founder's habit. Those who join later will ask what else was looked at."),
    fix=N_("Add two or three forms under options, today's among them: a few minutes each."),
    source=N_("Inno³ / ANCT, 2023, 4.1"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def compared_with_nothing(continuity: Continuity) -> Iterator[Sighting]:
    """A form chosen that stands alone, or that is not among those compared."""
    choice = continuity.choice
    if choice is None or choice.form is None:
        return
    forms = {one.form for one in continuity.options}
    if not forms - {choice.form}:
        yield choice.at("form", form=Message(choice.form.label))
    elif choice.form not in forms:
        says = N_("{form} was chosen, and is not among the structures compared.")
        yield choice.at("form", says=says, form=Message(choice.form.label))


@rule(
    "CNT014",
    "chosen-against-comparison",
    title=N_("The choice contradicts the comparison"),
    says=N_("{form}: {points} points of {most} at best. {better}: at least {least}."),
    why=N_(
        "Points do not decide. But whoever reads the table and the choice side by side must find what weighed more."
    ),
    fix=N_("Say under reason what weighed more, correct the weights if they are not yours, or choose otherwise."),
    source=N_("communkit, structures"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def chosen_against_comparison(continuity: Continuity, carriers_compared: dict[Form, Verdict]) -> Iterator[Sighting]:
    """A chosen form that another is ahead of whatever the unknown answers are, without a reason."""
    choice = continuity.choice
    if choice is None or choice.form is None or choice.reason is not None:
        return
    chosen = carriers_compared.get(choice.form)
    if chosen is None or not chosen.is_weighed or chosen.excluded:
        return
    ahead = [one for one in leading(carriers_compared) if chosen.is_behind(one)]
    if ahead:
        best = max(ahead, key=lambda one: one.low)
        yield choice.at(
            "form",
            form=Message(choice.form.label),
            points=chosen.high,
            most=chosen.most,
            better=Message(best.form.label),
            least=best.low,
        )


@rule(
    "CNT015",
    "problem-left-open",
    title=N_("The structure chosen leaves one of the two problems open"),
    says=N_("{form}, “{criterion}”: {grade}. Nothing says what you do about it."),
    why=N_(
        "Who asks for and who builds software want different things, and some benefit without paying: neither a "
        "publisher nor a foundation solves both. A structure that leaves one open needs something beside it."
    ),
    fix=N_("Write under remedies what is done: users who test sit in, a fee by size, a users' club beside it."),
    source=N_("R. Viseur, La mutualisation informatique chez iMio, 2025"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def problem_left_open(continuity: Continuity, carriers_compared: dict[Form, Verdict]) -> Iterator[Sighting]:
    """A chosen form that answers the principal–agent problem or that of free riders little or not at all."""
    choice = continuity.choice
    chosen = carriers_compared.get(choice.form) if choice and choice.form else None
    if choice is None or chosen is None or choice.remedies is not None:
        return
    for name in PROBLEMS:
        grade = chosen.cell(name).grade
        if grade in (Grade.NONE, Grade.LITTLE):
            title, said = criterion_title(name), Message(grade.label)
            yield choice.at("remedies", form=Message(chosen.form.label), criterion=title, grade=said)


@rule(
    "CNT016",
    "judged-without-reason",
    title=N_("A judgement against what was read, without a reason"),
    says=N_("{form}, “{criterion}”: you say {own}, and what was read says {read} ({source})."),
    why=N_("Your judgement counts. Two grades away from what others found, it needs the sentence that explains it."),
    fix=N_("Write why under reasons, or leave the answer to what was read."),
    source=N_("communkit, structures"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def judged_without_reason(continuity: Continuity, carriers_compared: dict[Form, Verdict]) -> Iterator[Sighting]:
    """Answers of the team two grades or more away from what was read, in a structure without reasons."""
    for option in continuity.options:
        if option.reasons is not None:
            continue
        for cell in carriers_compared[option.form].cells:
            if cell.own and cell.grade and cell.read:
                read = Grade.of(cell.read.word)
                if abs(read.points - cell.grade.points) > 1:
                    yield option.at(
                        "scores",
                        form=Message(option.form.label),
                        criterion=criterion_title(cell.criterion),
                        own=Message(cell.grade.label),
                        read=Message(read.label),
                        source=cell.read.cited,
                    )
