"""The rules of continuity, each both ways, and the comparison of structures."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communkit.licences import carriers
from communkit.rules import Rule, Severity
from communkit.steps.continuity import carrier, handover, keys, upkeep
from communkit.steps.continuity.compared import compare, leading
from communkit.steps.continuity.model import Scores, Weights, continuity_unanswered
from communkit.steps.continuity.words import MOST, Ability, Form, Grade, Weight
from steps.intent import looked, targets
from steps.lasting import a_continuity, a_key, a_transfer, chosen
from steps.literal import ASKS, WARNS, WARNS_LATE, a_project, ladder

RUNNING = a_project(stage="running")
LATE = ["note", "note", "note", "warning"]
LASTS = ["note", "warning", "warning", "error"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (continuity_unanswered, ["note", "error", "error", "error"]),
        (carrier.carrier_excluded, ASKS),
        (carrier.carrier_on_conditions, WARNS_LATE),
        (carrier.form_not_known_here, WARNS),
        (carrier.compared_with_nothing, WARNS_LATE),
        (carrier.chosen_against_comparison, WARNS_LATE),
        (carrier.problem_left_open, WARNS_LATE),
        (carrier.judged_without_reason, WARNS_LATE),
        (handover.transfer_late, LASTS),
        (handover.transfer_elsewhere, WARNS_LATE),
        (handover.transfer_to_a_group, ASKS),
        (handover.initiators_decide_alone, ["note", "note", "warning", "error"]),
        (keys.one_pair_of_hands, ASKS),
        (keys.expires_soon, ["warning", "warning", "warning", "error"]),
        (keys.recovery_never_tried, LATE),
        (keys.kind_of_key_not_considered, WARNS_LATE),
        (keys.in_a_persons_name, ASKS),
        (upkeep.watch_late, WARNS_LATE),
        (upkeep.documentation_not_open, WARNS_LATE),
        (upkeep.audience_without_documentation, WARNS_LATE),
        (upkeep.documentation_out_of_date, LATE),
        (upkeep.what_remains_goes_to_nobody, ["note", "note", "warning", "error"]),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


class TestUnanswered:
    def test_preparing_asks_who_carries_it_and_who_holds_the_keys(self) -> None:
        found = looked(continuity_unanswered, a_continuity())
        errors = {one.target for one in found if one.severity is Severity.ERROR}
        assert errors == {"continuity.current", "continuity.succession"}

    def test_nothing_passes_while_the_carrier_stays(self) -> None:
        current = {"form": "association", "party": "club"}
        for form, asked in (("association", False), ("gip", True)):
            found = targets(
                continuity_unanswered,
                a_continuity(current=current, choice={"form": form, "party": "club"}),
                project=RUNNING,
            )
            assert ("continuity.transition" in found) is asked

    def test_only_what_expires_is_asked_when(self) -> None:
        account = a_continuity(succession=[a_key(kind="account")])
        assert not [one for one in targets(continuity_unanswered, account, project=RUNNING) if "expires" in one]


class TestData:
    """What is shipped on structures, and the words of the model, are the same words."""

    def test_words(self) -> None:
        assert tuple(str(one) for one in Ability) == carriers.ABILITIES
        assert tuple(str(one) for one in Grade) == carriers.GRADES
        assert tuple(Scores.model_fields) == tuple(Weights.model_fields) == carriers.CRITERIA

    def test_every_form_has_a_file_and_every_file_a_form(self) -> None:
        assert {form for form, _ in carriers.files()} == {str(one) for one in Form}

    @pytest.mark.parametrize(("form", "where"), list(carriers.files()))
    def test_a_file_reads_and_says_where_it_was_read(self, form: str, where: str) -> None:
        found = carriers.carrier(form, where)
        assert found is not None
        assert found.jurisdiction == where
        for said in (*found.abilities.values(), *found.criteria.values()):
            assert set(said.reason.languages) == {"en", "fr"}
            assert said.sourced.source
            general = "general knowledge" in said.sourced.source or "inferred" in said.sourced.source
            assert not (general and said.sourced.verified), "what nobody read is not verified"

    def test_the_law_of_the_country_goes_before_what_holds_anywhere(self) -> None:
        home, abroad = carriers.carrier("consortium", "FR"), carriers.carrier("consortium", "be")
        assert home
        assert abroad
        assert (home.jurisdiction, abroad.jurisdiction) == ("fr", "any")
        assert carriers.carrier("gip", "be") is None
        assert carriers.carrier("gip", None) is None
        assert carriers.carrier("../lists/fr", "fr") is None


def verdicts(*options: Any, **fields: Any) -> Any:
    made = a_continuity(options=list(options), **fields)
    return compare(a_project(), made)


class TestComparison:
    def test_what_a_structure_cannot_do_excludes_it(self) -> None:
        found = verdicts({"form": "informal"}, {"form": "gip"}, {"form": "gie"}, needs=["hold", "mixed-members"])
        assert found[Form.INFORMAL].excluded == (Ability.HOLD,)
        assert found[Form.INFORMAL].unknown == (Ability.MIXED_MEMBERS,)
        assert found[Form.GIP].excluded == ()
        assert found[Form.GIP].conditions == (Ability.MIXED_MEMBERS,)
        assert found[Form.GIE].unknown == (Ability.MIXED_MEMBERS,)

    def test_what_nobody_knows_counts_at_its_worst_and_at_its_best(self) -> None:
        weights = {"principal_agent": "decisive", "exit": "little"}
        (company,) = verdicts({"form": "company"}, weights=weights).values()
        assert (company.low, company.high, company.most) == (3, 7, 16)

    def test_a_teams_answer_goes_before_what_was_read(self) -> None:
        weights = {"principal_agent": "little"}
        scores = {"principal_agent": "fully"}
        (company,) = verdicts({"form": "company", "scores": scores}, weights=weights).values()
        assert (company.low, company.high) == (4, 4)
        assert company.cell("principal_agent").own
        with pytest.raises(KeyError):
            company.cell("beauty")

    def test_without_weights_there_is_no_order(self) -> None:
        found = verdicts({"form": "company"}, {"form": "foundation"})
        assert leading(found) == ()

    def test_the_two_problems_put_the_users_club_first(self) -> None:
        weights = {"principal_agent": "decisive", "free_riders": "decisive"}
        found = verdicts({"form": "company"}, {"form": "foundation"}, {"form": "users-club"}, weights=weights)
        assert [one.form for one in leading(found)] == [Form.USERS_CLUB]

    def test_what_is_excluded_leads_nobody(self) -> None:
        weights = {"speed": "decisive"}
        found = verdicts({"form": "informal"}, {"form": "gip"}, weights=weights, needs=["hold"])
        assert [one.form for one in leading(found)] == [Form.GIP]

    def test_a_tie_is_a_tie(self) -> None:
        weights = {"principal_agent": "decisive"}
        found = verdicts({"form": "company"}, {"form": "foundation"}, weights=weights)
        assert len(leading(found)) == 2

    @given(
        st.dictionaries(st.sampled_from(carriers.CRITERIA), st.sampled_from([str(one) for one in Weight])),
        st.lists(st.sampled_from([str(one) for one in Form]), unique=True),
        st.dictionaries(st.sampled_from(carriers.CRITERIA), st.sampled_from(carriers.GRADES)),
    )
    def test_ranges_hold_and_somebody_leads(self, weights: Any, forms: list[str], scores: Any) -> None:
        found = verdicts(*({"form": one, "scores": scores} for one in forms), weights=weights)
        for one in found.values():
            assert 0 <= one.low <= one.high <= one.most
            assert one.most == MOST * sum(one.weight.factor for one in one.cells if one.weight)
        if found and any(one.is_weighed for one in found.values()):
            assert leading(found)


class TestCarrier:
    def test_one_that_cannot_do_what_it_must(self) -> None:
        rule = carrier.carrier_excluded
        place = ["continuity.choice.form"]
        assert targets(rule, a_continuity(needs=["in-house"], **chosen("scic"))) == place
        assert targets(rule, a_continuity(needs=["hold"], **chosen("scic"))) == []
        assert targets(rule, a_continuity(needs=["in-house"])) == []
        (found,) = looked(rule, a_continuity(needs=["shielded"], **chosen("gie")))
        assert found.message.params["source"] is not None

    def test_one_that_can_on_conditions(self) -> None:
        rule = carrier.carrier_on_conditions
        needs = {"needs": ["mixed-members", "hold"]}
        assert targets(rule, a_continuity(**needs, **chosen("gip"))) == ["continuity.choice.form"]
        assert targets(rule, a_continuity(**needs, **chosen("gip", remedies="Two thirds are public."))) == []
        assert targets(rule, a_continuity(needs=["hold"], **chosen("gip"))) == []
        assert targets(rule, a_continuity(needs=["hold"])) == []

    def test_a_form_of_another_country(self) -> None:
        belgian = a_project(jurisdiction="be")
        rule = carrier.form_not_known_here
        place = ["continuity.options[gip].form"]
        assert targets(rule, a_continuity(**chosen("gip", "association")), project=belgian) == place
        assert targets(rule, a_continuity(**chosen("gip", "association"))) == []
        assert targets(rule, a_continuity(**chosen("gip")), project=a_project(jurisdiction=None)) == []

    def test_a_choice_compares(self) -> None:
        rule = carrier.compared_with_nothing
        place = ["continuity.choice.form"]
        assert targets(rule, a_continuity(**chosen("gip"))) == place
        assert targets(rule, a_continuity(**chosen("gip", "scic"))) == []
        assert targets(rule, a_continuity(choice={"form": "gip"}, options=[{"form": "scic"}])) == place
        assert targets(rule, a_continuity(options=[{"form": "scic"}])) == []

    def test_a_choice_behind_says_why(self) -> None:
        rule = carrier.chosen_against_comparison
        weights = {"weights": {"principal_agent": "decisive", "free_riders": "much"}}
        place = ["continuity.choice.form"]
        assert targets(rule, a_continuity(**weights, **chosen("company", "users-club"))) == place
        assert targets(rule, a_continuity(**weights, **chosen("company", "users-club", reason="It exists."))) == []
        assert targets(rule, a_continuity(**weights, **chosen("users-club", "company"))) == []
        assert targets(rule, a_continuity(**weights, **chosen("association", "users-club"))) == [], "nobody knows"
        assert targets(rule, a_continuity(**chosen("company", "users-club"))) == [], "nothing counts"
        assert targets(rule, a_continuity()) == []

    def test_what_a_structure_leaves_open_has_a_remedy(self) -> None:
        rule = carrier.problem_left_open
        assert targets(rule, a_continuity(**chosen("foundation"))) == ["continuity.choice.remedies"] * 2
        assert targets(rule, a_continuity(**chosen("foundation", remedies="A club beside it."))) == []
        assert targets(rule, a_continuity(**chosen("users-club"))) == []
        assert targets(rule, a_continuity(choice={"form": "foundation"})) == [], "it is not compared"

    def test_a_judgement_against_what_was_read_says_why(self) -> None:
        rule = carrier.judged_without_reason

        def judged(grade: str, **fields: Any) -> list[str]:
            option = {"form": "company", "scores": {"principal_agent": grade, "speed": "fully"}, **fields}
            return targets(rule, a_continuity(options=[option]))

        assert judged("fully") == ["continuity.options[company].scores"]
        assert judged("fully", reasons="Its users own it.") == []
        assert judged("partly") == []


class TestHandover:
    def test_what_is_late(self) -> None:
        rule = handover.transfer_late
        late: dict[str, Any] = dict(a_transfer(due="2026-01-31"))
        assert targets(rule, a_continuity(transition=[late])) == ["continuity.transition[mark].due"]
        assert targets(rule, a_continuity(transition=[late | {"done": True}])) == []
        assert targets(rule, a_continuity(transition=[a_transfer()])) == []

    def test_what_passes_elsewhere(self) -> None:
        rule = handover.transfer_elsewhere
        made = {"transition": [a_transfer(taker="studio")]}
        assert targets(rule, a_continuity(choice={"party": "club"}, **made)) == ["continuity.transition[mark].taker"]
        assert targets(rule, a_continuity(choice={"party": "studio"}, **made)) == []
        assert targets(rule, a_continuity(**made)) == []

    @pytest.mark.parametrize(
        ("taker", "kind", "wrong"),
        [("friends", "mark", True), ("friends", "data", False), ("club", "mark", False), ("nobody", "mark", False)],
    )
    def test_a_group_receives_nothing_that_is_owned(self, taker: str, kind: str, wrong: bool) -> None:
        found = targets(handover.transfer_to_a_group, a_continuity(transition=[a_transfer(taker=taker, kind=kind)]))
        assert bool(found) is wrong

    def test_a_majority_of_initiators_lets_others_in(self) -> None:
        rule = handover.initiators_decide_alone

        def own(**fields: Any) -> list[str]:
            return targets(rule, a_continuity(independence=fields))

        assert own(initiators_share="60 %") == ["continuity.independence.initiators_share"]
        assert own(initiators_share="60 %", renewal="Two years.") != []
        assert own(initiators_share="60 %", renewal="Two years.", newcomers="A third of the seats.") == []
        assert own(initiators_share="50 %") == []
        assert own() == []
        (found,) = looked(rule, a_continuity(independence={"initiators_share": "62.5 %"}))
        assert found.message.params["percent"] == "62.5"


class TestKeys:
    def test_two_pairs_of_hands(self) -> None:
        rule = keys.one_pair_of_hands
        place = ["continuity.succession[domain].holders"]
        assert targets(rule, a_continuity(succession=[a_key(holders=["clerk"])])) == place
        assert targets(rule, a_continuity(succession=[a_key(holders=["clerk", " Clerk"])])) == place
        assert targets(rule, a_continuity(succession=[a_key()])) == []
        assert targets(rule, a_continuity(succession=[a_key(holders=None)])) == []

    def test_what_expires(self) -> None:
        rule = keys.expires_soon
        place = ["continuity.succession[domain].expires_on"]
        for day, expected in (("2026-12-24", place), ("2026-11-01", place), ("2027-12-31", [])):
            assert targets(rule, a_continuity(succession=[a_key(expires_on=day)])) == expected
        assert targets(rule, a_continuity(succession=[a_key()])) == []

    def test_a_way_back_is_tried(self) -> None:
        rule = keys.recovery_never_tried
        place = ["continuity.succession[domain].tried_on"]
        assert targets(rule, a_continuity(succession=[a_key(tried_on="2025-01-31")])) == place
        assert targets(rule, a_continuity(succession=[a_key(tried_on="2026-01-31")])) == []

    def test_every_kind_is_considered(self) -> None:
        rule = keys.kind_of_key_not_considered
        (found,) = looked(rule, a_continuity(succession=[a_key()]))
        assert len(found.message.params["kinds"]) == 3  # type: ignore[arg-type]  # a tuple, as the rule gives it
        notes = {"key": "Nothing is signed.", "account": "None.", "server": "Hosted by the town."}
        assert targets(rule, a_continuity(succession=[a_key()], not_applicable=notes)) == []
        assert targets(rule, a_continuity()) == []

    def test_nothing_is_in_the_name_of_a_person(self) -> None:
        rule = keys.in_a_persons_name
        for owner, wrong in (("ann", True), ("friends", True), ("town", False), ("nobody", False)):
            assert bool(targets(rule, a_continuity(succession=[a_key(owner=owner)]))) is wrong
        assert targets(rule, a_continuity(succession=[a_key(owner=None)])) == []


class TestUpkeep:
    @pytest.mark.parametrize(
        ("frequency", "day", "wrong"),
        [
            ("monthly", "2026-09-30", True),
            ("monthly", "2026-11-01", False),
            ("quarterly", "2026-08-01", True),
            ("half-yearly", "2026-06-15", False),
            ("yearly", "2025-11-19", True),
            ("yearly", "2025-11-21", False),
        ],
    )
    def test_the_law_is_looked_at_as_often_as_was_said(self, frequency: str, day: str, wrong: bool) -> None:
        watch = {"id": "privacy", "subject": "Privacy", "frequency": frequency, "last_on": day}
        assert bool(targets(upkeep.watch_late, a_continuity(legal_watch=[watch]))) is wrong

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"readable_by": "team"}, "readable_by"),
            ({"readable_by": "all", "editable_by": "one"}, "editable_by"),
            ({"readable_by": "all", "editable_by": "community"}, None),
            ({"readable_by": "team", "audience": "members"}, None),
            ({}, None),
        ],
    )
    def test_documentation_is_found_and_changed_by_all(self, fields: Any, field: str | None) -> None:
        made = a_continuity(documentation=[{"id": "guide", "audience": "users", **fields}])
        found = targets(upkeep.documentation_not_open, made)
        assert found == ([f"continuity.documentation[guide].{field}"] if field else [])

    def test_nobody_is_left_without(self) -> None:
        rule = upkeep.audience_without_documentation
        guide = [{"id": "guide", "audience": "users"}]
        (found,) = looked(rule, a_continuity(documentation=guide))
        assert len(found.message.params["audiences"]) == 3  # type: ignore[arg-type]  # a tuple, as the rule gives it
        notes = {"contributors": "x", "operators": "x"}
        made = a_continuity(documentation=guide, not_applicable=notes, unknown={"members": "ask"})
        assert targets(rule, made) == []
        assert targets(rule, a_continuity()) == []

    def test_documentation_grows_old(self) -> None:
        rule = upkeep.documentation_out_of_date
        for day, wrong in (("2025-10-01", True), ("2026-01-01", False)):
            made = a_continuity(documentation=[{"id": "guide", "updated_on": day}])
            assert bool(targets(rule, made)) is wrong

    def test_what_remains_goes_to_somebody_else(self) -> None:
        rule = upkeep.what_remains_goes_to_nobody
        end = {"end_of_life": {"successor": "club"}}
        place = ["continuity.end_of_life.successor"]
        assert targets(rule, a_continuity(end_of_life={"successor": "friends"})) == place
        assert targets(rule, a_continuity(choice={"party": "club"}, **end)) == place
        assert targets(rule, a_continuity(choice={"party": "town"}, **end)) == []
        assert targets(rule, a_continuity()) == []
