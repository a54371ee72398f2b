"""The context of the costs: the charge table, who bears what, what pays for it, the other ways, who lives from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from communkit.marked import N_, NN_, Message, Share
from communkit.model.completeness import state_of
from communkit.render.telling import Data, Teller
from communkit.rules import State
from communkit.steps.costs.arithmetic import Ledger, Span, amount, time
from communkit.steps.costs.comparison import Compared, compare, pool
from communkit.steps.costs.model import Costs, Purchase, Task
from communkit.steps.costs.reckoning import Reckoning, cost_of, effort, reckon
from communkit.steps.costs.words import Certainty, KeyKind, TaskKind
from communkit.steps.project import Project
from communkit.words import Words

_NOBODY = N_("nobody yet")
_RANGE = N_("{low} to {high}")


def context(project: Project, costs: Costs, words: Words) -> Data:
    """What the deliverable shows, as texts, lists and mappings."""
    teller = _Money(project, costs, words)
    found = teller.found
    made = {
        **teller.head(costs),
        "unit": _unit(costs, teller),
        "years": list(found.years),
        "rows": [_group(kind, costs, teller) for kind in TaskKind],
        "purchases": [_charge(one, teller) for one in costs.purchases],
        "no_purchases": teller.answer(costs, "purchases", ()),
        "sums": _sums(costs, teller),
        "untimed": found.untimed,
        "left_out": [one.shown_name for one in found.left_out],
        "bearers": list(_bearers(costs, teller)),
        "key": _key(costs, teller),
        "added": _added(costs, teller),
        "pooled": [
            {
                "task": teller.text(one.task.name) or one.task.id,
                "parties": [teller.party(party) for party in one.parties],
                "alone": teller.span(one.alone),
                "together": teller.span(one.together),
                "saved": teller.span(one.saved),
            }
            for one in pool(costs, found)
        ],
        "funding": [
            {
                "source": teller.text(one.source) or one.id,
                "party": teller.party(one.party),
                "kind": teller.answer(one, "kind"),
                "certainty": teller.answer(one, "certainty"),
                "amounts": teller.by_year(one, "amounts"),
                "basis": teller.answer(one, "legal_basis"),
                "conditions": teller.text(one.conditions),
            }
            for one in costs.funding
        ],
        "no_funding": teller.answer(costs, "funding", ()),
        "gaps": [_gap(year, found, teller) for year in found.years] if _budgeted(found) else [],
        "ways": [_way(one, teller) for one in compare(costs, found)],
        "no_ways": teller.answer(costs, "alternatives", ()),
        "ours": teller.span(found.money.total),
        "economic_model": teller.answer(costs, "economic_model"),
        "living": [
            {
                "party": teller.party(one.party),
                "model": teller.answer(one, "model"),
                "gets": teller.answer(one, "value_captured"),
                "gives": teller.answer(one, "contributes_back"),
            }
            for one in costs.business_models
        ],
        "left": teller.left(costs),
    }
    return {**made, "states": teller.states}


class _Money(Teller):
    """Tells amounts in the document's currency, and spans of them."""

    def __init__(self, project: Project, costs: Costs, words: Words) -> None:
        super().__init__(project, words)
        self.costs = costs
        self.found: Reckoning = reckon(costs)
        self.currency = (costs.unit.currency if costs.unit else None) or ""

    def money(self, cents: int) -> str:
        exact = amount(cents)
        if self.currency:
            return self.words.money(exact, self.currency)
        whole = exact == exact.to_integral_value()
        return self.words.number(exact, 0 if whole else 2)

    def span(self, span: Span) -> str:
        """One amount, or the two between which it lies."""
        if span.is_exact:
            return self.money(span.low)
        return self.words.say(Message(_RANGE, {"low": self.money(span.low), "high": self.money(span.high)}))

    def fte(self, thousandths: int) -> str:
        return self.words.fte(time(thousandths))

    def work(self, thousandths: int) -> str:
        """Working time over several years: years of one person, since equivalents of different years do not add up."""
        one, many = NN_("{number} full-time year", "{number} full-time years")
        number = self.words.number(time(thousandths), None)
        return self.words.say(Message(one, {"number": number}, many, 1 if thousandths < 2000 else 2))

    def by_year(self, row: Task | Purchase | object, field: str, *, fte: bool = False) -> Data:
        """The answer to a mapping by years: a line a year."""
        held: Mapping[str, Decimal] = getattr(row, field) or {}
        says = N_("{year}: {value}")
        lines = [
            self.words.say(Message(says, {"year": year, "value": self.words.fte(value) if fte else self._whole(value)}))
            for year, value in held.items()
        ]
        return self.answer(row, field, lines)  # type: ignore[arg-type]  # every row that holds such a mapping is a Row

    def _whole(self, value: Decimal) -> str:
        return self.money(int(value * 100))


def _unit(costs: Costs, teller: _Money) -> Data:
    unit = costs.unit
    known = unit is not None and unit.fte_cost is not None
    low = teller._whole(unit.fte_cost) if unit and unit.fte_cost is not None else ""
    most = unit.fte_cost_most if unit else None
    high = teller._whole(most) if most is not None and unit and most != unit.fte_cost else ""
    return {
        "currency": teller.currency,
        "vat": teller.value(unit.vat) if unit and unit.vat else "",
        "known": known,
        "cost": teller.words.say(Message(_RANGE, {"low": low, "high": high})) if high else low,
        "loaded": unit.loaded if unit else None,
        "days": teller.value(unit.days_per_fte) if unit else "",
        "source": teller.text(unit.source) if unit else "",
        "note": teller.text(unit.unknown.get("fte_cost")) if unit else "",
    }


def _group(kind: TaskKind, costs: Costs, teller: _Money) -> Data:
    note = costs.not_applicable.get(str(kind)) or costs.unknown.get(str(kind))
    state = State.NOT_APPLICABLE if str(kind) in costs.not_applicable else State.UNANSWERED
    if str(kind) in costs.unknown:
        state = State.UNKNOWN
    tasks = costs.of_kind(kind)
    if not tasks and state is not State.NOT_APPLICABLE:
        teller.seen.add(state)
    return {
        "title": teller.words.say(kind.label),
        "tasks": [_charge(one, teller) for one in tasks],
        "empty": {"state": state.value, "lines": [], "note": teller.text(note)},
    }


def _charge(one: Task | Purchase, teller: _Money) -> Data:
    made = {
        "name": teller.text(one.name) or one.id,
        "borne_by": teller.answer(one, "borne_by", [_share(each.party, each.share, teller) for each in one.borne_by]),
        "added": one.added_by_opening is True,
    }
    if isinstance(one, Purchase):
        amounts, kind = teller.by_year(one, "amounts"), teller.answer(one, "kind")
        return {**made, "kind": kind, "amounts": amounts, "basis": teller.text(one.basis)}
    # silence about money is no gap where time is told, nor the other way round
    return {
        **made,
        "fte": teller.by_year(one, "fte", fte=True) if one.fte or not one.amounts else _silent(),
        "amounts": teller.by_year(one, "amounts") if one.amounts else _silent(),
        "shareable": teller.answer(one, "shareable"),
        "could_share": [teller.party(party) for party in one.could_share or ()],
    }


def _silent() -> Data:
    return {"state": State.NOT_APPLICABLE.value, "lines": [], "note": ""}


def _share(party: str, share: Decimal | None, teller: _Money) -> str:
    name = teller.party(party)
    if share is None:
        return name
    return teller.words.say(Message(N_("{party}, {share}"), {"party": name, "share": Share(share)}))


def _sums(costs: Costs, teller: _Money) -> Data:
    """What each row costs by year, in money, and the totals; working time besides."""
    found = teller.found
    spans = {(one.key_in_sums, year): cost_of(one, year, costs) for one in costs.charges for year in found.years}
    return {
        "rows": [
            {
                "name": teller.text(one.name) or one.id,
                "cells": [_known(spans[one.key_in_sums, year], teller) for year in found.years],
                "total": teller.span(found.money.sum(row=one.key_in_sums)),
            }
            for one in costs.charges
            if any(spans[one.key_in_sums, year] is not None for year in found.years)
        ],
        "totals": _by_year(found.money, teller),
        "time": [teller.fte(found.time.sum(year=year).low) for year in found.years],
        "all_time": teller.work(found.time.total.low) if found.time.total.low else "",
        "members": [str(one.members) if one.members is not None else "–" for one in costs.years],
        "sized": any(one.members for one in costs.years),
        "each": [_each(found.money.sum(year=one.key), one.members, teller) for one in costs.years],
    }


def _known(span: Span | None, teller: _Money) -> str:
    return "–" if span is None else teller.span(span)


def _each(whole: Span, members: int | None, teller: _Money) -> str:
    """The cost for one member, to the unit of the currency: nobody pays it, it compares years."""
    if not members:
        return "–"
    low, high = (int(Decimal(cents) / members / 100 + Decimal("0.5")) * 100 for cents in (whole.low, whole.high))
    return teller.span(Span(low, high))


def _by_year(ledger: Ledger, teller: _Money) -> list[str]:
    return [*(teller.span(ledger.sum(year=year)) for year in teller.found.years), teller.span(ledger.total)]


def _bearers(costs: Costs, teller: _Money) -> Iterator[Data]:
    """What each party bears by year, and what it brings besides; the last row is the sum, the same as that of costs."""
    found = teller.found
    brought = effort(costs, found)
    parties = [one for one in found.money.by("bearer") if one is not None]
    parties += [one for one in found.time.by("bearer") if one is not None and one not in parties]
    parties += [one for one in brought if one not in parties]
    shown = found.money.total.high or found.time.total.low or any(own.high or paid for own, paid in brought.values())
    if not shown:
        return  # a table of noughts would say that nobody pays anything
    for party in [*parties, *([None] if found.money.sum(bearer=None).high or found.time.sum(bearer=None).high else [])]:
        own, paid = brought.get(party or "", (Span(), 0))
        yield {
            "name": teller.party(party) if party else teller.words.say(_NOBODY),
            "nobody": party is None,
            "cells": [teller.span(found.money.sum(bearer=party, year=year)) for year in found.years],
            "total": teller.span(found.money.sum(bearer=party)),
            "time": teller.work(found.time.sum(bearer=party).low) if found.time.sum(bearer=party).low else "–",
            "own": teller.span(own),
            "paid": teller.money(paid),
            "last": False,
        }
    if parties:
        own = found.money.sum(own=True)
        paid = sum(value for _, value in brought.values())
        totals = _by_year(found.money, teller)
        yield {
            "name": "",
            "nobody": False,
            "cells": totals[:-1],
            "total": totals[-1],
            "time": teller.work(found.time.total.low) if found.time.total.low else "–",
            "own": teller.span(own),
            "paid": teller.money(paid),
            "last": True,
        }


def _key(costs: Costs, teller: _Money) -> Data | None:
    key = costs.sharing_key
    if key is None or key.by is None:
        return None
    weighed = [one for one in key.weights if one.weight is not None] if key.by is not KeyKind.EQUAL else []
    whole = sum(one.weight or 0 for one in weighed)
    return {
        "kind": teller.value(key.by),
        "reason": teller.answer(key, "reason"),
        "weights": [
            {
                "party": teller.party(one.party),
                "weight": teller.words.number(one.weight or 0),
                "share": teller.words.percent(Share(Decimal(one.weight or 0) / whole)) if whole else "–",
                "source": teller.text(one.source),
            }
            for one in weighed
        ],
    }


def _added(costs: Costs, teller: _Money) -> Data | None:
    """What the opening adds, by year; None where nobody has said of any row whether it does."""
    rows = [one for one in costs.charges if one.added_by_opening is not None]
    if not rows:
        return None
    entries = [one.key_in_sums for one in rows if one.added_by_opening]
    chosen = Ledger(tuple(one for one in teller.found.money.entries if one.row in entries))
    hours = Ledger(tuple(one for one in teller.found.time.entries if one.row in entries))
    return {
        "names": [teller.text(one.name) or one.id for one in rows if one.added_by_opening],
        "total": teller.span(chosen.total) if chosen.total.high or not hours.total.low else "",
        "time": teller.work(hours.total.low) if hours.total.low else "",
        "asked": len(rows),
        "all": len(costs.charges),
    }


def _budgeted(found: Reckoning) -> bool:
    """Whether there is an amount to be paid for, or one that pays."""
    return bool(found.money.total.high or any(found.funded(year) for year in found.years))


def _gap(year: str, found: Reckoning, teller: _Money) -> Data:
    gap = found.gap(year)
    left, missing = Span(-gap.high, -gap.low), gap
    signed = found.funded(year, (Certainty.SECURED,))
    if gap.low > 0:
        says, value = N_("missing: {value}"), teller.span(missing)
    elif gap.high <= 0:
        says, value = N_("left over: {value}"), teller.span(left)
    else:
        says, value = N_("up to {value} missing"), teller.money(gap.high)
    return {
        "year": year,
        "needs": teller.span(found.to_fund(year)),
        "signed": teller.money(signed),
        "other": teller.money(found.funded(year) - signed),
        "gap": teller.words.say(Message(says, {"value": value})),
        "short": gap.low > 0,
    }


def _way(one: Compared, teller: _Money) -> Data:
    row = one.alternative
    return {
        "name": teller.text(row.name) or row.id,
        "kind": teller.answer(row, "kind"),
        "total": teller.span(one.total) if one.total is not None else "–",
        "against": _against(one, teller),
        "gives": teller.answer(row, "gives"),
        "lacks": teller.answer(row, "lacks"),
        "leaving": teller.answer(row, "leaving"),
        "source": teller.text(row.source),
        "peopled": state_of(row, "fte") is State.ANSWERED,
        "changes": list(_changes(one, teller)),
    }


def _against(one: Compared, teller: _Money) -> str:
    """The difference with the commons, or why there is none."""
    say = teller.words.say
    if one.other_vat:
        return say(N_("not compared: another tax basis"))
    if one.missing:
        return say(Message(N_("not compared: no price for {years}"), {"years": one.missing}))
    if one.without_members:
        return say(Message(N_("not compared: no number of members for {years}"), {"years": one.without_members}))
    if one.difference is None:
        return say(N_("not compared: nobody has said what working time costs"))
    if one.verdict == 1:
        return say(Message(N_("dearer by {value}"), {"value": teller.span(one.difference)}))
    if one.verdict == -1:
        cheaper = Span(-one.difference.high, -one.difference.low)
        return say(Message(N_("cheaper by {value}"), {"value": teller.span(cheaper)}))
    low, high = teller.money(-one.difference.low), teller.money(one.difference.high)
    return say(
        Message(N_("the figures do not decide: from {low} cheaper to {high} dearer"), {"low": low, "high": high})
    )


def _changes(one: Compared, teller: _Money) -> Iterator[str]:
    """What would change the answer: a number of members, a cost of working time."""
    say, name = teller.words.say, teller.text(one.alternative.name) or one.alternative.id
    members = one.from_members
    if members is not None and members.is_exact:
        many = NN_(
            "From {count} member on, the commons costs no more.", "From {count} members on, the commons costs no more."
        )
        yield say(Message(many[0], {}, many[1], members.low))
    elif members is not None:
        says = N_("From {low} to {high} members on, by which figures hold, the commons costs no more.")
        yield say(Message(says, {"low": members.low, "high": members.high}))
    if one.rate is not None:
        value = teller.span(Span(one.rate.low // 100 * 100, one.rate.high // 100 * 100))
        says = N_("Both cost the same when a full-time year costs {value}; above it, the commons is cheaper.")
        if one.rate_favours:
            says = N_("Both cost the same when a full-time year costs {value}; above it, {name} is cheaper.")
        yield say(Message(says, {"value": value, "name": Message(name, literal=True)}))
