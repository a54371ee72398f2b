"""What is aimed at, what was measured, and what the measures say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from communkit.marked import N_
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.community.model import Community

_A_TREND = 3
"""How many measures make a trend."""


@rule(
    "COM030",
    "indicator-never-measured",
    title=N_("An indicator was never measured"),
    says=N_("“{indicator}” has no measure yet."),
    why=N_("An indicator is chosen to be counted. What is never counted only decorates the dossier."),
    fix=N_("Write a first measure, be it rough; or drop the indicator for one that you can count."),
    source=N_("Inno³ / ANCT, 2023, 3.1"),
    warning_from=Stage.RUNNING,
    before=Severity.NOTE,
)
def indicator_never_measured(community: Community, stage: Stage) -> Iterator[Sighting]:
    """Indicators without a value; before the opening there is nothing to measure."""
    if stage >= Stage.OPENING:
        for one in community.indicators:
            if not one.in_order:
                yield one.at("measured", indicator=one.name)


@rule(
    "COM031",
    "target-date-passed",
    title=N_("A target was not reached by its day"),
    says=N_("“{indicator}” was to reach {target} by {day}; the last measure is {value}."),
    why=N_("A target missed in silence teaches everybody that targets do not count."),
    fix=N_("Talk about why, then set a new day or another target."),
    source=N_("communkit, indicators"),
    before=Severity.NOTE,
    warning_from=Stage.OPENING,
)
def target_date_passed(community: Community, today: date) -> Iterator[Sighting]:
    """Indicators whose day is over while the last measure is short of the target."""
    for one in community.indicators:
        measures = one.in_order
        if one.target is None or one.target_on is None or one.target_on >= today or not measures:
            continue
        value = measures[-1][1]
        if not one.better(value, one.target):
            yield one.at("target_on", indicator=one.name, target=one.target, day=one.target_on, value=value)


@rule(
    "COM032",
    "measured-in-the-future",
    title=N_("A measure is dated in the future"),
    says=N_("“{indicator}” is measured on {day}, which has not come yet."),
    why=N_("A hoped-for value among the measures makes the whole series doubtful."),
    fix=N_("Correct the date; what is hoped for stands under target."),
    source=N_("communkit, indicators"),
)
def measured_in_the_future(community: Community, today: date) -> Iterator[Sighting]:
    """Measures of a day to come."""
    for one in community.indicators:
        for measure in one.measured:
            if measure.on > today:
                yield measure.at("on", indicator=one.name, day=measure.on)


@rule(
    "COM033",
    "indicator-goes-the-wrong-way",
    title=N_("An indicator goes the wrong way"),
    says=N_(
        "“{indicator}” went from {first} to {last} over the last {count} measures, away from its target of {target}."
    ),
    why=N_("One bad measure is chance. Several in a row are the moment to ask people what is wrong."),
    fix=N_("Ask those who left, or those who never came back, and write what is done under risks."),
    source=N_("communkit, indicators"),
    before=Severity.NOTE,
    warning_from=Stage.OPENING,
)
def indicator_goes_the_wrong_way(community: Community) -> Iterator[Sighting]:
    """Indicators whose last three measures each are worse than the one before, short of the target."""
    for one in community.indicators:
        values = [value for _, value in one.in_order][-_A_TREND:]
        if one.target is None or len(values) < _A_TREND or one.better(values[-1], one.target):
            continue
        if all(before != after and one.better(before, after) for before, after in pairwise(values)):
            first, last = values[0], values[-1]
            yield one.at("measured", indicator=one.name, first=first, last=last, count=_A_TREND, target=one.target)
