"""What contracts with providers give: general clauses, assignments, and neither."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.marked import Message
from communkit.rules import Rule, Severity
from communkit.steps.assets import contracts as rules
from steps.literal import ASKS, WARNS, a_project, a_right, a_table, an_asset, findings, ladder, said, seen

CONTRACT = ["assets[app].rights[town/software].contract"]
COMPLETE = {"rights": "all", "extent": "free licence", "purpose": "opening", "place": "world", "duration": "legal term"}
BELGIUM, NOWHERE = a_project(jurisdiction="be"), a_project(jurisdiction="zz")

EVERY = (
    rules.contractor_without_assignment,
    rules.contract_blocks_free_licence,
    rules.ccag_not_referenced,
    rules.ccag_to_be_read,
    rules.ccag_software_only,
    rules.private_contract_without_assignment,
)


def test_severities_follow_the_stage() -> None:
    expected = {rule.id: ASKS for rule in (*EVERY, rules.assignment_incomplete)} | {"AST015": WARNS}
    assert {rule.id: ladder(rule) for rule in (*EVERY, rules.assignment_incomplete)} == expected


def clauses(ccag: str | None, year: int | None = None, referenced: bool | None = True, **more: Any) -> dict[str, Any]:
    whole = {"ccag": ccag, "year": year, "referenced": referenced, **more}
    return {name: value for name, value in whole.items() if value is not None}


def under(contract: dict[str, Any] | None, right: str = "software", kind: str = "code", **fields: Any) -> Any:
    if contract is not None:
        fields["contract"] = contract
    return an_asset(kind, a_right("contract", right, **fields))


def speaking(contract: dict[str, Any] | None, right: str = "software", kind: str = "code", **fields: Any) -> set[str]:
    """The rules that say something of a right that comes from `contract`, under French law."""
    return {rule.id for rule in EVERY if seen(rule, under(contract, right, kind, **fields))}


@pytest.mark.parametrize(
    ("contract", "right", "kind", "rule"),
    [
        (None, "software", "code", "AST012"),
        (clauses("tic", 2009), "software", "code", "AST013"),
        (clauses("tic", 2009, option="A"), "software", "code", "AST013"),
        (clauses("tic", 2009, option="B"), "software", "code", "AST015"),
        (clauses("tic", 2009, option="B"), "copyright", "content", "AST015"),
        (clauses("tic", 2009, derogations="art. 12 CCAP"), "software", "code", "AST015"),
        (clauses("tic", 2009, referenced=False), "software", "code", "AST014"),
        (clauses("pi", 2021, referenced=False), "copyright", "content", "AST014"),
        ({"reference": "contract 2021-014"}, "software", "code", "AST015"),
        (clauses("pi"), "software", "code", "AST015"),
        (clauses("pi", 2021, referenced=None), "software", "code", "AST015"),
        (clauses("pi", 2009), "software", "code", "AST015"),  # nobody has read these
        (clauses("moe", 2021), "copyright", "content", "AST015"),
        (clauses("tic", 2021), "software", "code", "AST015"),  # its own articles were not read
        (clauses("pi", 2021), "copyright", "content", "AST016"),
        (clauses("fcs", 2021), "design", "hardware", "AST016"),
        (clauses("tic", 2021), "copyright", "sign", "AST016"),
        (clauses("pi", 2021, derogations="art. 9 CCAP"), "copyright", "content", "AST015"),
        (clauses("none"), "software", "code", "AST018"),
        (clauses("none", referenced=False), "software", "code", "AST018"),
    ],
)
def test_each_contract_is_judged_by_one_rule(contract: Any, right: str, kind: str, rule: str) -> None:
    assert speaking(contract, right, kind) == {rule}


@pytest.mark.parametrize(
    ("contract", "right", "kind"),
    [
        (clauses("pi", 2021), "software", "code"),
        (clauses("fcs", 2021), "software", "code"),
        (clauses("pi", 2021), "copyright", "code"),  # the copyright in code is that in software
        (clauses("pi", 2021), "trademark", "sign"),  # marks and domains go out under no licence
        (clauses("pi", 2021), "domain", "sign"),
    ],
)
def test_results_that_may_go_out(contract: dict[str, Any], right: str, kind: str) -> None:
    assert speaking(contract, right, kind) == set()


@pytest.mark.parametrize("contract", [None, clauses("tic", 2009), clauses("none"), {}])
def test_a_written_assignment_settles_every_contract(contract: dict[str, Any] | None) -> None:
    assert speaking(contract, assignment=COMPLETE) == set()
    if contract is not None:
        assert speaking({**contract, "assignment": COMPLETE}) == set()


@pytest.mark.parametrize("basis", ["employee", "own", "assignment", None])
def test_only_rights_that_come_from_a_contract(basis: str | None) -> None:
    asset = an_asset("code", a_right(basis, contract=clauses("tic", 2009)))
    assert [rule.id for rule in EVERY if seen(rule, asset)] == []


@pytest.mark.parametrize("proposed", ["contract", "basis", "*"])
def test_a_proposed_contract_is_not_judged(proposed: str) -> None:
    expected = {"AST012"} if proposed == "contract" else set()
    assert speaking(clauses("tic", 2009), proposed=[proposed]) == expected


@pytest.mark.parametrize("contract", [None, clauses("tic", 2009), clauses("pi"), clauses("none")])
def test_an_unknown_law_gives_no_answer(contract: dict[str, Any] | None) -> None:
    for elsewhere in (NOWHERE, a_project(jurisdiction=None)):
        assert [rule.id for rule in EVERY if seen(rule, under(contract), project=elsewhere)] == []


class TestBelgium:
    """No general clauses there: the buyer acquires no title unless it is written."""

    def speaking(self, contract: dict[str, Any] | None, **fields: Any) -> list[str]:
        return [rule.id for rule in EVERY if seen(rule, under(contract, **fields), project=BELGIUM)]

    def test_no_contract_is_named(self) -> None:
        assert self.speaking(None) == ["AST012"]

    def test_a_contract_without_assignment(self) -> None:
        assert self.speaking({"reference": "cahier spécial 12"}) == ["AST018"]

    def test_a_contract_with_one(self) -> None:
        assert self.speaking({"assignment": {"document": "art. 7"}}) == []


class TestPlaces:
    def test_each_points_at_the_contract_or_the_basis(self) -> None:
        assert seen(rules.contractor_without_assignment, under(None)) == ["assets[app].rights[town/software].basis"]
        assert seen(rules.contract_blocks_free_licence, under(clauses("tic", 2009))) == CONTRACT
        assert seen(rules.ccag_not_referenced, under(clauses("pi", 2021, False))) == CONTRACT
        assert seen(rules.ccag_to_be_read, under(clauses("pi"))) == CONTRACT
        assert seen(rules.private_contract_without_assignment, under(clauses("none"))) == CONTRACT

    @pytest.mark.parametrize(
        ("contract", "missing"),
        [
            ({"reference": "contract 2021-014"}, "it is not said which general clauses apply (ccag)"),
            (clauses("pi"), "the year of the general clauses is not given (year)"),
            (clauses("pi", 2021, None), "it is not said whether the contract refers to them (referenced)"),
            (clauses("pi", 2021, derogations="art. 9"), "the contract departs from them (derogations)"),
            (clauses("pi", 2009), "these general clauses are not in our data"),
        ],
    )
    def test_it_says_what_is_missing(self, contract: dict[str, Any], missing: str) -> None:
        assert said(rules.ccag_to_be_read, under(contract))["missing"] == Message(missing)

    def test_a_year_is_no_quantity(self) -> None:
        assert said(rules.ccag_software_only, under(clauses("pi", 2021), "copyright", "content"))["year"] == "2021"


class TestClausesNobodyRead:
    UNREAD = under(clauses("tic", 2021))

    def test_it_is_a_note_whatever_the_stage(self) -> None:
        found = findings(rules.ccag_to_be_read, a_project(stage="running"), a_table(self.UNREAD))
        assert [one.severity for one in found] == [Severity.NOTE]
        assert found[0].counsel

    def test_the_clause_itself_can_be_filed(self) -> None:
        filed: dict[str, Any] = {"evidence": {"contract": [{"document": "CCAG-TIC 2021, art. 46"}]}}
        assert speaking(clauses("tic", 2021), **filed) == set()

    def test_evidence_does_not_say_which_clauses_apply(self) -> None:
        filed: dict[str, Any] = {"evidence": {"contract": [{"document": "contract 2021-014"}]}}
        assert speaking({"reference": "contract 2021-014"}, **filed) == {"AST015"}


class TestAssignments:
    RULE: Rule = rules.assignment_incomplete

    def missing(self, **fields: Any) -> list[str]:
        (only,) = findings(self.RULE, a_project(), a_table(an_asset("code", a_right("assignment", **fields))))
        listed = only.message.params["missing"]
        assert isinstance(listed, tuple)
        return [one.template for one in listed if isinstance(one, Message)]

    def seen(self, right: str = "copyright", project: Any = None, **fields: Any) -> list[str]:
        return seen(self.RULE, an_asset("content", a_right("contract", right, **fields)), project=project)

    @pytest.mark.parametrize("element", list(COMPLETE))
    def test_each_of_the_five_elements_counts(self, element: str) -> None:
        written = {name: text for name, text in COMPLETE.items() if name != element}
        (label,) = self.missing(assignment=written)
        assert f"({element})" in label

    def test_an_assignment_of_which_nothing_is_said(self) -> None:
        assert len(self.missing()) == 5
        assert seen(self.RULE, an_asset("code", a_right("assignment"))) == ["assets[app].rights[town/software].basis"]

    def test_beside_the_right_or_inside_the_contract(self) -> None:
        assert self.seen(assignment={"document": "deed"}) == ["assets[app].rights[town/copyright].assignment"]
        inside = {"assignment": {"document": "art. 7"}}
        assert self.seen(contract=inside) == ["assets[app].rights[town/copyright].contract"]

    def test_a_complete_one(self) -> None:
        assert self.seen(assignment=COMPLETE) == []

    @pytest.mark.parametrize("right", ["trademark", "domain", "patent", "database-producer"])
    def test_formalities_are_those_of_authors_rights(self, right: str) -> None:
        assert self.seen(right, assignment={"document": "deed"}) == []

    def test_no_assignment_is_claimed(self) -> None:
        assert self.seen() == []

    @pytest.mark.parametrize("elsewhere", [BELGIUM, NOWHERE, a_project(jurisdiction=None)])
    def test_they_are_french(self, elsewhere: Any) -> None:
        assert self.seen(project=elsewhere, assignment={"document": "deed"}) == []
