"""The rules of the charter, its intention part, each both ways."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communkit.model.types import Text
from communkit.rules import Rule, Severity
from communkit.steps.charter import data, licence, parties
from communkit.steps.charter.model import charter_unanswered
from steps.intent import a_charter, looked, targets
from steps.literal import ASKS, NOTES, PARTIES, WARNS, WARNS_LATE, a_project, ladder

IDEA = a_project(stage="idea")
OPENING = a_project(stage="opening")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (charter_unanswered, ["note", "error", "error", "error"]),
        (parties.own_objectives_repeated, WARNS_LATE),
        (parties.party_outside_charter, WARNS_LATE),
        (parties.charter_of_one_party, WARNS_LATE),
        (parties.ambiguity_open, ASKS),
        (parties.money_without_basis, ASKS),
        (parties.basis_not_open_to_party, ASKS),
        (parties.commitment_of_a_group, WARNS_LATE),
        (parties.representative_twice, WARNS_LATE),
        (licence.trade_forbidden, ASKS),
        (licence.use_for_some, ASKS),
        (licence.fork_against_licence, ASKS),
        (licence.reciprocity_without_reason, NOTES),
        (licence.restricted_licence_of_administration, WARNS),
        (data.data_half_answered, WARNS),
        (data.open_personal_data, ASKS),
        (data.adviser_with_ties, WARNS),
        (data.standard_not_open, NOTES),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


def a_party(party: str = "town", **fields: Any) -> dict[str, Any]:
    return {"party": party, **fields}


class TestUnanswered:
    def test_a_first_workshop_is_asked_what_all_and_each_want(self) -> None:
        found = looked(charter_unanswered, a_charter(parties=[a_party()]), project=IDEA)
        assert {one.severity for one in found} == {Severity.NOTE}
        asked = {"charter.objectives", "charter.ambiguities", "charter.parties[town].own_objectives"}
        assert {one.target for one in found} == {"charter", *asked}

    def test_nobody_speaks_of_disputes_before_the_opening(self) -> None:
        errors = {one.target for one in looked(charter_unanswered, a_charter()) if one.severity is Severity.ERROR}
        assert "charter.licence_principle" in errors
        assert "charter.disputes" not in errors
        assert "charter.disputes" in targets(charter_unanswered, a_charter(), project=OPENING)

    def test_no_ambiguity_is_an_answer_when_somebody_says_so(self) -> None:
        charter = a_charter(not_applicable={"ambiguities": "asked each of the eight"})
        assert "charter.ambiguities" not in targets(charter_unanswered, charter)

    def test_each_party_is_represented(self) -> None:
        place = "charter.parties[town].representative"
        assert place in targets(charter_unanswered, a_charter(parties=[a_party()]))
        assert place not in targets(charter_unanswered, a_charter(parties=[a_party(representative="the clerk")]))


class TestParties:
    def repeated(self, shared: str | None, *own: str) -> list[str]:
        rows = [a_party(one["id"], own_objectives=text) for one, text in zip(PARTIES, own, strict=False)]
        given = {"objectives": shared} if shared else {}
        return targets(parties.own_objectives_repeated, a_charter(parties=rows, **given))

    def test_i_is_not_we(self) -> None:
        place = "charter.parties[town].own_objectives"
        assert self.repeated("Share tools. Buy less.", "buy less !") == [place]
        assert self.repeated("Share tools. Buy less.", "Buy less. Share tools.") == [place]
        assert self.repeated("Share tools. Buy less.", "Buy less. Keep our workshop open.") == []
        assert self.repeated("Share tools.", "Keep our workshop open.") == []
        assert self.repeated(None, "Keep our workshop open.") == []

    def test_i_is_not_another_i(self) -> None:
        assert self.repeated(None, "Sell support.", "Sell support") == ["charter.parties[studio].own_objectives"]
        assert self.repeated(None, "Sell support.", "Sell hosting.") == []

    @given(st.lists(st.sampled_from(["share tools", "buy less", "sell support", "garder l'atelier"]), max_size=4))
    def test_statements_are_what_is_left_without_dress(self, sentences: list[str]) -> None:
        plain = Text.of(". ".join(sentences) or "…")
        dressed = Text.of("\n- ".join(one.upper() + " !" for one in sentences) or "?")
        assert parties.statements(plain) == parties.statements(dressed)
        assert len(parties.statements(plain)) == len(set(sentences))

    def outside(self, inside: list[str], out: list[str], **project: Any) -> list[object]:
        charter = a_charter(
            parties=[a_party(one) for one in inside], outside=[{"party": one, "reason": "x"} for one in out]
        )
        found = looked(parties.party_outside_charter, charter, project=a_project(**project))
        return [one.message.params.get("parties") or one.target for one in found]

    def test_every_party_is_in_or_said_to_be_out(self) -> None:
        everybody = [str(one["id"]) for one in PARTIES]
        assert self.outside(everybody, []) == []
        assert self.outside(everybody[:3], everybody[3:]) == []
        assert self.outside(everybody[:3], []) == [("The club", "Ann")]
        assert self.outside([], []) == [], "a charter that has not begun leaves nobody out"

    def test_nobody_is_both_in_and_out(self) -> None:
        everybody = [str(one["id"]) for one in PARTIES]
        assert self.outside(everybody, ["town"]) == ["charter.outside[town].party"]

    def test_a_group_counts_as_one(self) -> None:
        rows = [{"id": "town"}, {"id": "school", "member_of": "town"}, {"id": "library", "member_of": "town"}]
        assert self.outside(["school"], [], parties=rows) == []
        charter = a_charter(parties=[a_party("school"), a_party("library")])
        assert targets(parties.charter_of_one_party, charter, project=a_project(parties=rows)) == ["charter.parties"]

    def test_a_charter_wants_two(self) -> None:
        rule = parties.charter_of_one_party
        assert targets(rule, a_charter(parties=[a_party()])) == ["charter.parties"]
        assert targets(rule, a_charter(parties=[a_party(), a_party("club")])) == []
        assert targets(rule, a_charter()) == []

    @pytest.mark.parametrize(
        ("stage", "raised", "severity"),
        [
            ("idea", "2026-11-01", Severity.NOTE),
            ("idea", "2026-01-01", Severity.WARNING),
            ("preparing", "2026-11-01", Severity.WARNING),
            ("opening", "2026-11-01", Severity.ERROR),
            ("opening", "2026-01-01", Severity.ERROR),
            ("idea", None, Severity.NOTE),
        ],
    )
    def test_an_ambiguity_grows_heavier(self, stage: str, raised: str | None, severity: Severity) -> None:
        row = {"id": "name", "text": "Whose is the name?", **({"raised_on": raised} if raised else {})}
        rule = parties.ambiguity_open
        (found,) = looked(rule, a_charter(ambiguities=[row]), project=a_project(stage=stage), today=date(2026, 11, 21))
        assert found.severity is severity
        assert targets(rule, a_charter(ambiguities=[{**row, "resolved": "Everybody's."}])) == []

    def money(self, rule: Rule, party: str = "town", means: str = "money", **fields: Any) -> list[str]:
        row = a_party(party, commitments=[{"id": "c", "text": "A sum", "means": means}], **fields)
        return targets(rule, a_charter(parties=[row]))

    def test_money_wants_a_basis(self) -> None:
        rule = parties.money_without_basis
        place = ["charter.parties[town].legal_basis"]
        assert self.money(rule) == place
        assert self.money(rule, legal_basis="subsidy") == []
        assert self.money(rule, means="staff") == []
        assert self.money(rule, not_applicable={"legal_basis": "no money passes in the end"}) == []
        assert self.money(rule, unknown={"legal_basis": "ask the accountant"}) == place

    @pytest.mark.parametrize(
        ("party", "basis", "wrong"),
        [
            ("studio", "public-cooperation", True),
            ("studio", "in-house", True),
            ("ann", "in-house", True),
            ("studio", "donation", False),
            ("studio", "contract", False),
            ("town", "public-cooperation", False),
            ("club", "public-cooperation", False),  # with a mission of public service it may be one of them
        ],
    )
    def test_some_bases_are_between_public_bodies(self, party: str, basis: str, wrong: bool) -> None:
        assert bool(self.money(parties.basis_not_open_to_party, party, legal_basis=basis)) == wrong

    @pytest.mark.parametrize(
        ("party", "means", "wrong"),
        [
            ("friends", "money", True),
            ("friends", "in-kind", True),
            ("friends", "staff", False),
            ("town", "money", False),
        ],
    )
    def test_a_group_gives_its_time_and_owes_nothing(self, party: str, means: str, wrong: bool) -> None:
        assert bool(self.money(parties.commitment_of_a_group, party, means)) == wrong

    def test_nobody_speaks_for_two(self) -> None:
        def both(first: str, second: str, **project: Any) -> list[str]:
            rows = [a_party("town", representative=first), a_party("club", representative=second)]
            return targets(parties.representative_twice, a_charter(parties=rows), project=a_project(**project))

        assert both("Le maire", "le  Maire") == ["charter.parties[club].representative"]
        assert both("the mayor", "the chair") == []
        one_group = [{"id": "town"}, {"id": "club", "member_of": "town"}]
        assert both("the mayor", "the mayor", parties=one_group) == []


class TestLicence:
    def trade(self, **fields: Any) -> list[str]:
        return targets(licence.trade_forbidden, a_charter(**fields))

    @pytest.mark.parametrize("principle", ["permissive", "reciprocal", "free"])
    def test_a_free_licence_lets_everybody_sell(self, principle: str) -> None:
        against = {"providers": "Firms may not sell the tool."}
        assert self.trade(licence_principle=principle, **against) == ["charter.providers"]
        assert self.trade(licence_principle=principle, providers="Firms may sell support.") == []

    def test_a_restricted_one_may_forbid_it(self) -> None:
        assert self.trade(licence_principle="restricted", scope="No commercial use.") == []

    def test_the_words_of_a_first_workshop_are_enough(self) -> None:
        both = "Libre, mais pas d'usage commercial."
        assert self.trade(licence_wishes=both) == ["charter.licence_wishes"]
        assert self.trade(licence_wishes="Pas d'usage commercial.") == [], "nobody said that it is free"

    def test_what_one_party_expects_contradicts_what_all_agreed(self) -> None:
        row = a_party(expectations="Que personne ne puisse vendre le logiciel : l'usage commercial est interdit.")
        place = ["charter.parties[town].expectations"]
        assert self.trade(licence_principle="free", parties=[row]) == place

    def test_each_language_is_read(self) -> None:
        said = {"fr": "Ouvert à tous.", "en": "Open to all. No commercial use."}
        assert self.trade(licence_principle="free", scope=said) == ["charter.scope"]

    def test_a_charter_binds_those_who_sign(self) -> None:
        def some(**fields: Any) -> list[str]:
            return targets(licence.use_for_some, a_charter(**fields))

        entry = {"entry": "Only members may use the software."}
        assert some(licence_principle="permissive", **entry) == ["charter.entry"]
        assert some(licence_principle="restricted", **entry) == []
        assert some(licence_principle="permissive", entry="Members vote; everybody uses it.") == []

    @pytest.mark.parametrize(
        ("principle", "right", "wrong"),
        [
            ("free", "refused", True),
            ("reciprocal", "renamed", False),
            ("permissive", "allowed", False),
            ("restricted", "allowed", True),
            ("restricted", "renamed", True),
            ("restricted", "refused", False),
            (None, "refused", False),
            ("free", None, False),
        ],
    )
    def test_a_free_licence_lets_everybody_leave(self, principle: str | None, right: str | None, wrong: bool) -> None:
        fields = {"licence_principle": principle, "fork_right": right}
        charter = a_charter(**{name: value for name, value in fields.items() if value})
        assert bool(targets(licence.fork_against_licence, charter)) == wrong

    def test_reciprocity_is_explained(self) -> None:
        def reason(principle: str, **fields: Any) -> list[str]:
            return targets(licence.reciprocity_without_reason, a_charter(licence_principle=principle, **fields))

        assert reason("reciprocal") == ["charter.reciprocity_justification"]
        assert reason("reciprocal", reciprocity_justification="x") == []
        assert reason("reciprocal", not_applicable={"reciprocity_justification": "inherited"}) == []
        assert reason("permissive") == []

    def test_a_public_body_chooses_from_a_list(self) -> None:
        def listed(party: str, principle: str = "restricted", **project: Any) -> list[str]:
            charter = a_charter(parties=[a_party(party)], licence_principle=principle)
            rule = licence.restricted_licence_of_administration
            return targets(rule, charter, project=a_project(**project))

        place = ["charter.licence_principle"]
        assert listed("town") == place
        assert listed("town", "free") == []
        assert listed("studio") == []
        assert listed("town", jurisdiction="be") == []
        condition = {"funder": "town", "document": "grant 12", "requires": {"licence_list": "fr"}}
        assert listed("studio", conditions=[condition]) == place
        assert listed("studio", conditions=[{**condition, "requires": {"publication": True}}]) == []


class TestData:
    def half(self, **fields: Any) -> list[str]:
        return targets(data.data_half_answered, a_charter(data=fields))

    def test_control_and_openness_are_two_answers(self) -> None:
        assert self.half(open_data=False) == ["charter.data.controller"]
        assert self.half(controller="town") == ["charter.data.open_data"]
        assert self.half(producer="town") == ["charter.data.open_data"]
        assert self.half(controller="town", open_data=True) == []
        assert self.half(controller="town", unknown={"open_data": "ask the council"}) == []
        assert self.half(open_data=True, not_applicable={"controller": "nothing personal"}) == []
        assert self.half(processor="town") == []
        assert targets(data.data_half_answered, a_charter()) == []

    def test_personal_data_are_not_open(self) -> None:
        def opened(**fields: Any) -> list[str]:
            return targets(data.open_personal_data, a_charter(data=fields))

        assert opened(personal=True, open_data=True) == ["charter.data.open_data"]
        assert opened(personal=True, open_data=False) == []
        assert opened(personal=False, open_data=True) == []
        assert opened(open_data=True) == []

    def test_an_adviser_says_whom_else_it_serves(self) -> None:
        def tied(**fields: Any) -> list[str]:
            return targets(data.adviser_with_ties, a_charter(independence=[{"adviser": "studio", **fields}]))

        assert tied(independent=False) == ["charter.independence[studio].independent"]
        assert tied(independent=True) == []
        assert tied() == []

    def test_a_standard_is_open(self) -> None:
        def closed(**fields: Any) -> list[str]:
            return targets(data.standard_not_open, a_charter(interoperability=[{"name": "X", **fields}]))

        assert closed(open=False) == ["charter.interoperability[X].open"]
        assert closed(open=True) == []
        assert closed() == []
