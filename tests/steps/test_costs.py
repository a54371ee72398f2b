"""Rules on the costs: each finds its case and leaves what is mended alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from communkit.rules import Rule
from communkit.steps import across_costs as across
from communkit.steps.costs import figures, funding, living, sharing, ways
from communkit.steps.costs import model as costs_model
from steps.intent import a_charter, a_need, looked, targets
from steps.literal import ASKS, STOPS, WARNS, WARNS_LATE, a_project, ladder
from steps.money import RATE, UNIT, a_source, a_task, a_way, costs

OWN = [{"party": "town", "paid_from": "own"}]
TIME = {"2027": Decimal(1), "2028": Decimal(1)}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([figures.cost_row_not_considered, figures.tax_mixed, sharing.charge_without_bearer], ASKS),
        ([sharing.key_cannot_share, funding.funding_gap, funding.subsidy_cliff, funding.funding_without_basis], ASKS),
        ([ways.alternative_without_people, across.commitment_without_cost_row, across.commitment_of_another], ASKS),
        ([across.bearer_outside_charter, across.basis_said_twice], ASKS),
        ([costs_model.costs_unanswered, figures.year_not_listed, figures.range_upside_down], ["note", *STOPS[1:]]),
        ([sharing.cost_shares_not_one], ["note", *STOPS[1:]]),
        ([figures.rate_without_source, figures.unloaded_beside_prices, figures.charge_without_figure], WARNS),
        ([sharing.group_bears_money, funding.spent_before_signed, living.free_rider], WARNS),
        ([living.pooling_does_not_save, living.support_does_not_grow, living.freemium_without_saying], WARNS),
        ([ways.alternative_over_other_years, across.dearer_than_alternative], WARNS),
        ([sharing.weight_without_source, funding.funding_not_signed, funding.one_source], WARNS_LATE),
        ([living.shareable_borne_alone, living.opening_adds_nothing, ways.only_one_way], WARNS_LATE),
        ([ways.price_without_source, across.idle_party], WARNS_LATE),
    ],
)
def test_severities_follow_the_stage(rules: list[Rule], expected: list[str]) -> None:
    for rule in rules:
        assert ladder(rule) == expected, rule.id


def test_an_idea_is_helped_and_a_preparation_must_answer() -> None:
    empty = costs(years=())
    idea = looked(costs_model.costs_unanswered, empty, project=a_project(stage="idea"))
    assert {one.severity.value for one in idea} == {"note"}
    found = targets(costs_model.costs_unanswered, empty)
    assert "costs.years" in found
    assert "costs.tasks" in found


def test_every_row_of_the_table_is_considered() -> None:
    rule = figures.cost_row_not_considered
    (first, *rest) = looked(rule, costs(a_task()))
    assert first.message.params["key"] == "community"
    assert len(rest) == 5
    reasons = dict.fromkeys(("community", "management", "support", "documentation", "ux"), "nobody asks for it")
    assert targets(rule, costs(a_task(), not_applicable=reasons, unknown={"other": "read last year's books"})) == []
    assert targets(rule, costs(), project=a_project(stage="idea")) == []


def test_tax_is_not_mixed_in_silence() -> None:
    rule = figures.tax_mixed
    assert targets(rule, costs(a_task(vat="HT"))) == ["costs.tasks[work].vat"]
    assert targets(rule, costs(a_task(vat="TTC"))) == []
    assert targets(rule, costs(a_task(vat="HT"), unit={"currency": "EUR"})) == ["costs.tasks[work].vat"]
    assert targets(rule, costs(a_task(), funding=[a_source(vat="HT")])) == ["costs.funding[grant].vat"]


def test_the_cost_of_a_year_has_a_source_and_says_what_it_holds() -> None:
    rule = figures.rate_without_source
    assert targets(rule, costs(unit=RATE)) == []
    assert targets(rule, costs(unit={**UNIT, "fte_cost": 50000, "loaded": False})) == ["costs.unit.fte_cost"]
    assert targets(rule, costs(unit={**UNIT, "fte_cost": 50000, "source": "x"})) == ["costs.unit.loaded"]
    assert targets(rule, costs(unit=UNIT)) == [], "no figure needs no source"


def test_people_without_charges_do_not_stand_beside_invoices() -> None:
    rule, bare = figures.unloaded_beside_prices, {**RATE, "loaded": False}
    task = a_task(fte=TIME)
    assert targets(rule, costs(task, unit=bare, alternatives=[a_way()])) == ["costs.unit.loaded"]
    assert targets(rule, costs(task, unit=bare)) == []
    assert targets(rule, costs(task, unit=RATE, alternatives=[a_way()])) == []
    assert targets(rule, costs(a_task(), unit=bare, alternatives=[a_way()])) == [], "no working time is counted"


def test_figures_belong_to_years_that_are_counted() -> None:
    rule = figures.year_not_listed
    assert targets(rule, costs(a_task(), years=(2027,))) == ["costs.tasks[work].amounts"]
    assert targets(rule, costs(a_task(fte={"later": Decimal(1)}))) == ["costs.tasks[work].fte"]
    assert targets(rule, costs(a_task(), funding=[a_source()], alternatives=[a_way()])) == []


def test_ranges_go_upward() -> None:
    rule = figures.range_upside_down
    assert targets(rule, costs(unit={**RATE, "fte_cost_most": 40000})) == ["costs.unit.fte_cost_most"]
    down = a_task(shareable=True, cost_alone=500, cost_alone_most=400)
    assert targets(rule, costs(down)) == ["costs.tasks[work].cost_alone_most"]
    way = a_way(amounts_most={"2027": 500, "2028": 600})
    assert targets(rule, costs(alternatives=[way])) == ["costs.alternatives[saas].amounts_most"]
    assert targets(rule, costs(unit={**RATE, "fte_cost_most": 50000})) == []


def test_a_line_has_a_figure_for_each_year() -> None:
    rule = figures.charge_without_figure
    assert targets(rule, costs(a_task(amounts={"2027": 1}))) == ["costs.tasks[work]"]
    assert targets(rule, costs(a_task(amounts={"2027": 1}, fte={"2028": Decimal(0)}))) == []
    assert targets(rule, costs(a_task(amounts=None, unknown={"fte": "ask the team in March"}))) == []


def test_a_cost_has_a_bearer() -> None:
    rule = sharing.charge_without_bearer
    assert targets(rule, costs(a_task(borne_by=None))) == ["costs.tasks[work].borne_by"]
    assert targets(rule, costs(a_task(borne_by=None, amounts=None, fte=TIME))) == ["costs.tasks[work].borne_by"]
    assert targets(rule, costs(a_task(borne_by=None, unknown={"borne_by": "to be found"}))) == []
    assert targets(rule, costs(a_task(borne_by=None, amounts=None))) == [], "what costs nothing needs nobody"
    assert targets(rule, costs(a_task())) == []


@pytest.mark.parametrize(
    ("shares", "wrong"),
    [
        (["50 %", "50 %"], False),
        (["50 %", None], False),
        ([None, None], False),
        (["50 %", "40 %"], True),
        (["60 %", "50 %"], True),
        (["100 %", None], True),
        (["33.3 %", "66.7 %"], False),
    ],
)
def test_shares_make_the_whole(shares: list[str | None], wrong: bool) -> None:
    borne = [
        {"party": party, **({"share": share} if share else {})}
        for party, share in zip(("town", "club"), shares, strict=True)
    ]
    assert bool(targets(sharing.cost_shares_not_one, costs(a_task(borne_by=borne)))) == wrong


def test_the_key_knows_those_who_share() -> None:
    rule = sharing.key_cannot_share
    both = a_task(borne_by=[{"party": "town"}, {"party": "club"}])
    place = ["costs.tasks[work].borne_by"]
    weights = [{"party": "town", "weight": 3}, {"party": "club", "weight": 1}]
    assert targets(rule, costs(both)) == place
    assert targets(rule, costs(both, sharing_key={"by": "equal"})) == []
    assert targets(rule, costs(both, sharing_key={"by": "usage", "weights": weights})) == []
    assert targets(rule, costs(both, sharing_key={"by": "usage", "weights": weights[:1]})) == place
    assert targets(rule, costs(a_task())) == [], "one alone needs no key"


def test_weights_have_a_source() -> None:
    rule = sharing.weight_without_source

    def key(by: str, **fields: Any) -> Any:
        return costs(sharing_key={"by": by, "weights": [{"party": "town", "weight": 3, **fields}]})

    assert targets(rule, key("population")) == ["costs.sharing_key.weights[town].weight"]
    assert targets(rule, key("population", source="census of 2026")) == []
    assert targets(rule, key("custom")) == [], "weights agreed among the parties are their own source"


def test_a_group_cannot_be_charged() -> None:
    rule, friends = sharing.group_bears_money, [{"party": "friends"}]
    assert targets(rule, costs(a_task(borne_by=friends))) == ["costs.tasks[work].borne_by[friends].party"]
    assert targets(rule, costs(a_task(borne_by=friends, amounts=None, fte=TIME))) == [], "time is theirs to give"


def test_a_year_without_enough_money_is_told() -> None:
    rule = funding.funding_gap
    assert targets(rule, costs(a_task(), funding=[a_source(second=400)])) == ["costs.years[2028].year"]
    assert targets(rule, costs(a_task(), funding=[a_source()])) == []
    assert targets(rule, costs(a_task(borne_by=OWN))) == [], "what a party pays by itself needs no funding"
    maybe = costs(a_task(amounts=None, fte=TIME), unit={**RATE, "fte_cost_most": 60000}, funding=[a_source("x", 55000)])
    first, second = looked(rule, maybe)
    assert first.severity.value == "note", "it is short only at the higher cost of a full-time year"
    assert second.severity.value == "warning"


def test_the_first_year_does_not_rest_on_hope() -> None:
    rule = funding.funding_not_signed
    assert targets(rule, costs(a_task(), funding=[a_source(certainty="hoped")])) == ["costs.years[2027].year"]
    assert targets(rule, costs(a_task(), funding=[a_source()])) == []
    assert targets(rule, costs(a_task(), funding=[a_source(first=10, certainty="hoped")])) == [], "that is a gap"


def test_one_hand_does_not_hold_the_purse() -> None:
    rule = funding.one_source
    other = a_source("other", party="town")
    assert targets(rule, costs(funding=[a_source(), other])) == [], "half is not more than half"
    assert targets(rule, costs(funding=[a_source(second=1001), other])) == ["costs.funding[grant]"]
    assert targets(rule, costs(funding=[a_source(), a_source("second"), other])) == ["costs.funding[grant]"]
    many = a_source("fees", second=9000, kind="membership", party=None)
    assert targets(rule, costs(funding=[many, other])) == [], "fees come from many hands"


def test_the_year_after_a_subsidy_is_paid_for() -> None:
    rule = funding.subsidy_cliff
    assert targets(rule, costs(a_task(), funding=[a_source(second=0)])) == ["costs.funding[grant].amounts"]
    taken_over = [a_source(second=0), a_source("fees", 0, 1000, kind="membership")]
    assert targets(rule, costs(a_task(), funding=taken_over)) == []
    ended = a_task(amounts={"2027": 1000, "2028": 0})
    assert targets(rule, costs(ended, funding=[a_source(second=0)])) == []
    assert targets(rule, costs(a_task(), funding=[a_source(second=0, kind="service")])) == []


def test_money_passes_on_a_legal_basis() -> None:
    rule = funding.funding_without_basis
    assert targets(rule, costs(funding=[a_source(legal_basis=None)])) == ["costs.funding[grant].legal_basis"]
    assert targets(rule, costs(funding=[a_source()])) == []
    assert targets(rule, costs(funding=[a_source(legal_basis=None, kind="reserve")])) == []
    assert targets(rule, costs(funding=[a_source(legal_basis=None, unknown={"legal_basis": "ask"})])) == []


def test_a_promise_is_somebodys() -> None:
    rule = funding.spent_before_signed
    assert targets(rule, costs(funding=[a_source(party=None)])) == ["costs.funding[grant].certainty"]
    assert targets(rule, costs(funding=[a_source(party=None, certainty="hoped")])) == []
    assert targets(rule, costs(funding=[a_source()])) == []


def living_of(party: str, **fields: Any) -> Any:
    return [{"party": party, "model": "services", "value_captured": "Contracts.", **fields}]


def test_whoever_takes_gives_something() -> None:
    rule, place = living.free_rider, ["costs.business_models[studio].contributes_back"]
    assert targets(rule, costs(a_task(), business_models=living_of("studio"))) == place
    assert targets(rule, costs(a_task(), business_models=living_of("studio", contributes_back="Mends."))) == []
    guest = living_of("studio", not_applicable={"contributes_back": "a guest for the first year"})
    assert targets(rule, costs(a_task(), business_models=guest)) == []
    assert targets(rule, costs(a_task(), business_models=living_of("town"))) == [], "it bears a cost"
    assert targets(rule, costs(a_task(), funding=[a_source()], business_models=living_of("club"))) == []


def test_what_is_kept_for_customers_is_said() -> None:
    rule = living.freemium_without_saying
    kept = living_of("studio", model="freemium")
    assert targets(rule, costs(business_models=kept)) == ["costs.business_models[studio].model"]
    assert targets(rule, costs(business_models=living_of("studio", model="freemium", contributes_back="All."))) == []


def shared(alone: int, **fields: Any) -> Any:
    return a_task(shareable=True, could_share=["club"], cost_alone=alone, **fields)


def test_pooling_saves_or_says_so() -> None:
    rule = living.pooling_does_not_save
    assert targets(rule, costs(shared(400))) == ["costs.tasks[work].cost_alone"]
    assert targets(rule, costs(shared(500))) == []
    assert targets(rule, costs(shared(400, cost_alone_most=600))) == [], "the figures do not say"
    assert targets(rule, costs(shared(400, fte=TIME))) == [], "working time has no price: nothing can be compared"


def test_what_serves_several_is_borne_by_several() -> None:
    rule = living.shareable_borne_alone
    assert targets(rule, costs(shared(900))) == ["costs.tasks[work].borne_by"]
    both = [{"party": "town"}, {"party": "club"}]
    assert targets(rule, costs(shared(900, borne_by=both))) == []
    assert targets(rule, costs(a_task(shareable=False))) == []


def test_support_grows_with_members() -> None:
    rule, rows = living.support_does_not_grow, [{"year": 2027, "members": 100}, {"year": 2028, "members": 160}]

    def support(second: str) -> Any:
        return a_task("support", "support", amounts=None, fte={"2027": Decimal("0.5"), "2028": Decimal(second)})

    assert targets(rule, costs(support("0.5"), rows=rows)) == ["costs.years[2028].members"]
    assert targets(rule, costs(support("0.8"), rows=rows)) == []
    assert targets(rule, costs(support("0.5"))) == []


def test_opening_has_a_price() -> None:
    rule = living.opening_adds_nothing
    assert targets(rule, costs(a_task(added_by_opening=False))) == ["costs.tasks"]
    assert targets(rule, costs(a_task(added_by_opening=False), a_task("docs", added_by_opening=True))) == []
    assert targets(rule, costs(a_task(added_by_opening=False), a_task("docs"))) == [], "one is not answered yet"


def test_people_are_counted_on_both_sides() -> None:
    rule, place = ways.alternative_without_people, ["costs.alternatives[saas].fte"]
    assert targets(rule, costs(a_task(fte=TIME), alternatives=[a_way(fte=None)])) == place
    assert targets(rule, costs(a_task(fte=TIME), alternatives=[a_way()])) == []
    assert targets(rule, costs(a_task(), alternatives=[a_way(fte=None)])) == [], "nor does the commons count them"
    assert targets(rule, costs(a_task(), alternatives=[a_way(fte=None, kind="in-house")])) == place


def test_both_ways_are_counted_over_the_same_years() -> None:
    rule = ways.alternative_over_other_years
    assert targets(rule, costs(alternatives=[a_way(amounts={"2027": 1})])) == ["costs.alternatives[saas].amounts"]
    each = a_way(price_for="member")
    assert targets(rule, costs(alternatives=[each])) == ["costs.alternatives[saas].price_for"]
    rows = [{"year": 2027, "members": 3}, {"year": 2028, "members": 3}]
    assert targets(rule, costs(alternatives=[each], rows=rows)) == []


def test_the_commons_is_compared_with_something() -> None:
    rule = ways.only_one_way
    assert targets(rule, costs(a_task())) == ["costs.alternatives"]
    assert targets(rule, costs(a_task(), alternatives=[a_way()])) == []
    assert targets(rule, costs(a_task(), not_applicable={"alternatives": "no offer exists"})) == []


def test_prices_come_from_somewhere() -> None:
    rule = ways.price_without_source
    assert targets(rule, costs(alternatives=[a_way(source=None)])) == ["costs.alternatives[saas].amounts"]
    assert targets(rule, costs(alternatives=[a_way(source=None, url="https://example.org/prices")])) == []
    assert targets(rule, costs(alternatives=[a_way(price=0, source=None)])) == []


# Across steps


def a_party(party: str, row: str | None = None, means: str = "money", **fields: Any) -> Any:
    commitment = {"id": "c", "text": "A thousand a year", "means": means, **({"costs": row} if row else {})}
    return {"party": party, "commitments": [commitment], **fields}


def test_a_commitment_has_its_row() -> None:
    rule, place = across.commitment_without_cost_row, ["charter.parties[town].commitments[c].costs"]
    document = costs(a_task(), funding=[a_source()])
    assert targets(rule, a_charter(parties=[a_party("town")]), document) == place
    assert targets(rule, a_charter(parties=[a_party("town", "costs.tasks[work]")]), document) == []
    assert targets(rule, a_charter(parties=[a_party("town", "costs.tasks[werk]")]), document) == place
    assert targets(rule, a_charter(parties=[a_party("town", means="other")]), document) == []


def test_a_commitments_row_names_the_party() -> None:
    rule, place = across.commitment_of_another, ["charter.parties[club].commitments[c].costs"]
    document = costs(a_task(), funding=[a_source()])
    assert targets(rule, a_charter(parties=[a_party("club", "costs.tasks[work]")]), document) == place
    assert targets(rule, a_charter(parties=[a_party("club", "costs.funding[grant]")]), document) == []
    assert targets(rule, a_charter(parties=[a_party("town", "costs.tasks[work]")]), document) == []
    nobody = costs(a_task(borne_by=None))
    assert targets(rule, a_charter(parties=[a_party("town", "costs.tasks[work]")]), nobody) == []


def test_a_signature_brings_something() -> None:
    rule = across.idle_party
    charter = a_charter(parties=[{"party": "town"}, {"party": "club"}, {"party": "studio"}])
    document = costs(a_task(), funding=[a_source()])
    assert targets(rule, charter, document) == ["charter.parties[studio].party"]
    assert targets(rule, charter, costs()) == [], "the costs have not begun"
    assert targets(rule, a_charter(parties=[a_party("studio", means="other")]), document) == []


def test_whoever_bears_has_signed() -> None:
    rule = across.bearer_outside_charter
    document = costs(a_task(), a_task("more"))
    outside = a_charter(parties=[{"party": "club"}])
    assert targets(rule, outside, document) == ["costs.tasks[work].borne_by[town].party"], "told once"
    assert targets(rule, a_charter(parties=[{"party": "town"}]), document) == []
    assert targets(rule, a_charter(), document) == []


def test_the_same_money_has_one_basis() -> None:
    rule, document = across.basis_said_twice, costs(funding=[a_source()])

    def charter(basis: str) -> Any:
        return a_charter(parties=[a_party("club", "costs.funding[grant]", legal_basis=basis)])

    assert targets(rule, charter("contract"), document) == ["costs.funding[grant].legal_basis"]
    assert targets(rule, charter("subsidy"), document) == []


def test_a_dearer_decision_is_said_to_be_one() -> None:
    rule, place = across.dearer_than_alternative, ["costs.alternatives[saas]"]
    build, buy = a_need(decision={"choice": "build"}), a_need(decision={"choice": "buy"})
    cheaper, dearer = costs(a_task(), alternatives=[a_way()]), costs(a_task(), alternatives=[a_way(price=2000)])
    assert targets(rule, build, cheaper) == place
    assert targets(rule, build, dearer) == []
    assert targets(rule, buy, cheaper) == []
    unsure = costs(a_task(), alternatives=[a_way(amounts_most={"2027": 2000, "2028": 2000})])
    assert targets(rule, build, unsure) == [], "the figures do not decide"
