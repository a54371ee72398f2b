"""Rules on waivers and opinions: those that have run out, lack something, or name nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from communkit.marked import N_
from communkit.rules import Catalogue, Sighting, rule
from communkit.steps.project.model import OpinionRow, Project, WaiverRow
from communkit.words.suggest import closest


@rule(
    "PRJ002",
    "waiver-expired",
    title=N_("A waiver has expired"),
    says=N_("The waiver of {rule} ended on {until}: its finding counts again."),
    why=N_("A waiver buys time for a known problem. Once that time is over the problem is back, undecided."),
    fix=N_("Mend the finding, or decide on a new date and give the reason."),
    source=N_("communkit, waivers"),
)
def waiver_expired(project: Project, today: date) -> Iterator[Sighting]:
    """Waivers whose last day is over."""
    for waiver in project.waivers:
        if waiver.until is not None and waiver.until < today:
            yield waiver.at("until", rule=waiver.rule, until=waiver.until)


@rule(
    "PRJ003",
    "waiver-incomplete",
    title=N_("A waiver without reason, author or date waives nothing"),
    says=N_("The waiver of {rule} lacks {missing}: it has no effect."),
    why=N_("Somebody has to answer for a problem that is put up with, and for how long."),
    fix=N_("Say why the finding can wait (reason), who decided it (by) and until when (until)."),
    source=N_("communkit, waivers"),
)
def waiver_incomplete(project: Project) -> Iterator[Sighting]:
    """Waivers that lack what makes them one."""
    for waiver in project.waivers:
        missing = tuple(name for name in ("reason", "by", "until") if getattr(waiver, name) is None)
        if missing:
            yield waiver.at(rule=waiver.rule, missing=missing)


@rule(
    "PRJ004",
    "waiver-of-unknown-rule",
    title=N_("A waiver names a rule that does not exist"),
    says=N_("No rule is called {rule}."),
    why=N_("A misspelt waiver waives nothing, and nobody notices until the gate closes."),
    fix=N_(
        "Write the identifier as findings show it, such as AST012; communkit explain lists them. What is wrong "
        "with a document itself can only be mended."
    ),
    source=N_("communkit, waivers"),
)
def waiver_of_unknown_rule(project: Project, catalogue: Catalogue) -> Iterator[Sighting]:
    """Waivers and opinions on rules that nobody declared, or that reading itself reports."""
    named: list[WaiverRow | OpinionRow] = [*project.waivers, *project.opinions]
    for waiver in named:
        if waiver.rule is None or waiver.rule == "*":
            continue
        found = catalogue.get(waiver.rule)
        if found is not None and found.look is None:
            yield waiver.at("rule", says=N_("{rule} is about reading itself: no waiver covers it."), rule=waiver.rule)
            continue
        if found is not None and found.id == waiver.rule:
            continue
        # a slug, or an identifier in small letters, is understood and has no effect: findings carry the identifier
        near = (found.id,) if found else closest(waiver.rule.upper(), tuple(one.id for one in catalogue))
        if near:
            says = N_("No rule is called {rule}. Did you mean {near}?")
            yield waiver.at("rule", says=says, rule=waiver.rule, near=near[0])
        else:
            yield waiver.at("rule", rule=waiver.rule)


@rule(
    "PRJ005",
    "opinion-incomplete",
    title=N_("An opinion of counsel cannot be checked"),
    says=N_("The opinion on {target} lacks {missing}: it closes nothing."),
    why=N_("An answer closes a question of law only if one can find who gave it, and what it says."),
    fix=N_("Say who answered (by), what the conclusion is (conclusion), and where it is filed (reference)."),
    source=N_("communkit, opinions"),
)
def opinion_incomplete(project: Project) -> Iterator[Sighting]:
    """Opinions that lack author, conclusion or reference."""
    for opinion in project.opinions:
        missing = tuple(n for n in ("by", "conclusion", "reference") if getattr(opinion, n) is None)
        if missing:
            yield opinion.at(target=opinion.target, missing=missing)
