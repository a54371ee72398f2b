"""What the numbers are: rows of the table, tax, cost of a full-time year, years. Unlike things are not added."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_, Message
from communkit.model.row import WHOLE_ROW
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.costs.arithmetic import CENTS, units
from communkit.steps.costs.model import Costs, Task
from communkit.steps.costs.parts import Alternative
from communkit.steps.costs.reckoning import Reckoning, priced_rows, told
from communkit.steps.costs.words import TaskKind

FOUNDING = N_("Inno³ / ANCT, 2023, 3.2")
OURS = N_("communkit, costs")


@rule(
    "COS002",
    "cost-row-not-considered",
    title=N_("A row of the charge table is empty"),
    says=N_("Nothing is said of this row: {kind} ({key})."),
    why=N_(
        "The table has six rows because the forgotten one is done at night: animation, documentation, user "
        "experience. A row that does not apply is an answer too."
    ),
    fix=N_("Add the tasks of this row, or write why there are none, under not_applicable."),
    source=FOUNDING,
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def cost_row_not_considered(costs_as_written: Costs, stage: Stage) -> Iterator[Sighting]:
    """Rows without any task, for which no note says why; a table that has not begun is told as missing already."""
    if not costs_as_written.tasks and stage < Stage.OPENING:
        return
    notes = costs_as_written.not_applicable.keys() | costs_as_written.unknown.keys()
    if notes & {WHOLE_ROW, "tasks"}:
        return
    for kind in TaskKind:
        if str(kind) not in notes and not costs_as_written.of_kind(kind):
            yield costs_as_written.at("tasks", kind=Message(kind.label), key=str(kind))


@rule(
    "COS010",
    "tax-mixed",
    title=N_("Amounts with and without VAT"),
    says=N_("{row} is {vat}, the rest of the document is {others}: its amounts are in no sum."),
    why=N_("A sum of amounts with and without tax is a figure that nobody will pay."),
    fix=N_("Write the amounts of this row as the others are; whoever recovers the tax counts without it."),
    source=OURS,
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def tax_mixed(costs: Costs, reckoning: Reckoning) -> Iterator[Sighting]:
    """Rows whose tax basis differs from that of the document."""
    vat = costs.unit.vat if costs.unit else None
    for one in reckoning.left_out:
        told = Message(one.vat.label) if one.vat else ""
        if vat is None:
            says = N_("{row} is {vat}, and the document does not say what the rest is: its amounts are in no sum.")
            yield one.at("vat", says=says, row=one.shown_name, vat=told)
        else:
            yield one.at("vat", row=one.shown_name, vat=told, others=Message(vat.label))


@rule(
    "COS011",
    "rate-without-source",
    title=N_("A cost of a full-time year that nobody vouches for"),
    says=N_("A full-time year is counted at {amount}, and nothing says where that comes from."),
    why=N_("This one figure multiplies all the others. A reader who doubts it doubts the whole table."),
    fix=N_("Name under unit.source who gave it and when; or leave it out: working time is then told apart."),
    source=OURS,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def rate_without_source(costs: Costs) -> Iterator[Sighting]:
    """A cost of a full-time year without a source, or that does not say whether it is loaded."""
    unit = costs.unit
    if unit is None or unit.fte_cost is None:
        return
    if unit.source is None:
        yield unit.at("fte_cost", amount=told(units(unit.fte_cost, CENTS), costs))
    if unit.loaded is None:
        says = N_("A full-time year is counted at {amount}: with or without the employer's contributions?")
        yield unit.at("loaded", says=says, amount=told(units(unit.fte_cost, CENTS), costs))


@rule(
    "COS012",
    "unloaded-beside-prices",
    title=N_("People without their charges, beside invoices"),
    says=N_("Working time is counted without contributions and overheads, beside prices that hold everything."),
    why=N_("An employee then looks cheaper than any invoice: the comparison and the sums lean to one side."),
    fix=N_("Count a full-time year with the employer's contributions and overheads."),
    source=OURS,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def unloaded_beside_prices(costs: Costs, reckoning: Reckoning) -> Iterator[Sighting]:
    """An unloaded cost of working time in a document that also holds purchases or alternatives."""
    unit = costs.unit
    if unit is None or unit.loaded is not False or not reckoning.time.total.high:
        return
    if any(one.amounts for one in costs.purchases) or any(one.amounts for one in costs.alternatives):
        yield unit.at("loaded")


@rule(
    "COS013",
    "year-not-listed",
    title=N_("A figure for a year that is not counted"),
    says=N_("{row} has a figure for {year}, which is not among the years: it is in no sum."),
    why=N_("What stands in no sum is forgotten, and found again by whoever pays it."),
    fix=N_("Add the year under years, or correct it."),
    source=OURS,
    error_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def year_not_listed(costs: Costs) -> Iterator[Sighting]:
    """Keys of working time and amounts that name no listed year."""
    years = {one.key for one in costs.years}
    for one in priced_rows(costs):
        for field in ("fte", "amounts", "amounts_most"):
            for year in getattr(one, field, None) or {}:
                if year not in years:
                    yield one.at(field, row=one.shown_name, year=year)


@rule(
    "COS014",
    "range-upside-down",
    title=N_("A range whose end lies before its beginning"),
    says=N_("At most {most} is less than at least {least}."),
    why=N_("A range tells what is not known. Upside down it tells nothing, and only its lower figure is counted."),
    fix=N_("Write the smaller figure as the least, the larger one as the most."),
    source=OURS,
    error_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def range_upside_down(costs: Costs) -> Iterator[Sighting]:
    """Upper figures below the lower ones: of a full-time year, of a task done alone, of an alternative."""
    unit = costs.unit
    if unit and unit.fte_cost is not None and unit.fte_cost_most is not None and unit.fte_cost_most < unit.fte_cost:
        yield unit.at("fte_cost_most", most=unit.fte_cost_most, least=unit.fte_cost)
    for task in costs.tasks:
        if task.cost_alone is not None and task.cost_alone_most is not None and task.cost_alone_most < task.cost_alone:
            yield task.at("cost_alone_most", most=task.cost_alone_most, least=task.cost_alone)
    for one in costs.alternatives:
        yield from _alternative_upside_down(one)


def _alternative_upside_down(one: Alternative) -> Iterator[Sighting]:
    for year, most in (one.amounts_most or {}).items():
        least = (one.amounts or {}).get(year)
        if least is not None and most < least:
            yield one.at("amounts_most", most=most, least=least)


@rule(
    "COS015",
    "charge-without-figure",
    title=N_("A cost without a figure"),
    says=N_("{row}: neither working time nor an amount is given for {years}."),
    why=N_("A line without a figure reads as zero, and is spent all the same."),
    fix=N_("Give the time or the amount, 0 where there is none; or say under unknown what will be done to know."),
    source=FOUNDING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def charge_without_figure(costs: Costs) -> Iterator[Sighting]:
    """Tasks and purchases that are silent about some of the years."""
    years = [one.key for one in costs.years]
    for one in costs.charges:
        noted = {*one.unknown, *one.not_applicable}
        fte = (one.fte or {}) if isinstance(one, Task) else {}
        silent = tuple(year for year in years if year not in fte and year not in (one.amounts or {}))
        if silent and not noted & {WHOLE_ROW, "fte", "amounts"}:
            yield one.at(row=one.shown_name, years=silent)
