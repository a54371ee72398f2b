"""What wears a commons out: variants that do not come back, functions without a substitute, rules that stay drafts."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_, Message
from communkit.model.row import Status
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.governance.model import Governance
from communkit.steps.governance.words import Topic
from communkit.steps.project import Project, StageWord
from communkit.steps.vocabulary import Nature


@rule(
    "GOV040",
    "as-many-variants-as-members",
    title=N_("There are nearly as many variants as members"),
    says=N_("{variants} of {members} member organisations run a version of their own."),
    why=N_(
        "Groupings for pooling have ended with as many versions of the software as members: each paid for its own, and "
        "nothing was pooled any more."
    ),
    fix=N_("Make what differs a setting or a module, and plan the way back with each of them."),
    source=N_("Scoffoni, 2013"),
    error_from=Stage.RUNNING,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def as_many_variants_as_members(project: Project, governance: Governance) -> Iterator[Sighting]:
    """Two variants or more, run by half of the member organisations at least."""
    variants = {one.party for one in governance.variants}
    members = _members(project, governance) | variants
    if len(variants) >= 2 and 2 * len(variants) >= len(members):
        yield governance.at("variants", variants=len(variants), members=len(members))


def _members(project: Project, governance: Governance) -> set[str]:
    """The organisations that sit somewhere; while nobody does, those that the project knows."""
    seated = {one.party for one in governance.members if one.party is not None}
    return seated or {one.id for one in project.parties if one.nature not in (Nature.PERSON, Nature.GROUP)}


@rule(
    "GOV041",
    "variants-without-way-back",
    title=N_("Variants exist, and nothing says how their changes come back"),
    says=N_("The changes of {variants} do not come back, and no decision is about accepting contributions."),
    why=N_("Each month that passes makes the way back longer: after two years it is cheaper to write it again."),
    fix=N_("Say who accepts contributions and how (a decision about contributions), and what each variant owes."),
    source=N_("Scoffoni, 2013"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def variants_without_way_back(project: Project, governance: Governance) -> Iterator[Sighting]:
    """Two variants or more whose changes do not come back, without a decision about contributions."""
    away = [one for one in governance.variants if one.upstreamed is False]
    accepted = any(one.about is Topic.CONTRIBUTIONS and one.decided_by for one in governance.decisions)
    if len(away) >= 2 and not accepted:
        names = tuple(one.name or project.name_of(one.party) for one in away)
        yield governance.at("variants", variants=names)


@rule(
    "GOV042",
    "role-without-substitute",
    title=N_("Nobody stands in for a function"),
    says=N_("Nobody is named to stand in for {holder}: {role}."),
    why=N_("Keys, accounts and habits leave with the one who holds them."),
    fix=N_("Name a substitute, and let them do it once while the other is there."),
    source=N_("Inno³ / ANCT, 2023, 4.1 and 4.2"),
    before=Severity.NOTE,
)
def role_without_substitute(governance: Governance, stage: Stage) -> Iterator[Sighting]:
    """Functions that somebody holds and nobody stands in for, or stands in for themselves; an idea has time."""
    for role in governance.roles if stage >= Stage.OPENING else ():
        if role.held_by is not None and role.substitute in (None, role.held_by):
            yield role.at("substitute", holder=role.held_by, role=role.shown_name)


@rule(
    "GOV050",
    "governance-still-draft",
    title=N_("The rules of governance are still a draft"),
    says=N_("The project is at the stage “{stage}”, and its rules of governance are still a draft."),
    why=N_("Rules merged as a draft stay one for years: nobody knows whether they hold, least of all in a dispute."),
    fix=N_("Put them to those whom they bind, change what is disputed, and say that they are adopted (status)."),
    source=N_("communkit, status of documents"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def governance_still_draft(project: Project, governance: Governance) -> Iterator[Sighting]:
    """Rules of a project that runs, with the status of a draft or none."""
    if project.stage is StageWord.RUNNING and governance.status in (None, Status.DRAFT):
        yield governance.at("status", stage=Message(project.stage.label))
