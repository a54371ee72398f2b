"""Who holds the rights: the chain of title, by the way in which a work came about."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.rules import Rule
from communkit.steps.assets import title as rules
from steps.literal import ASKS, NOTES, WARNS, WARNS_LATE, a_project, a_right, an_asset, ladder, said, seen

ASSIGNED = {"assignment": {"document": "deed 12"}}
BASIS = {"evidence": {"basis": [{"document": "internship agreement 2024-3"}]}}
FRANCE, BELGIUM, NOWHERE = a_project(), a_project(jurisdiction="be"), a_project(jurisdiction="zz")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (rules.jurisdiction_without_data, NOTES),
        (rules.title_needs_assignment, ASKS),
        (rules.title_contested, WARNS),
        (rules.title_conditional, WARNS),
        (rules.volunteers_without_terms, ASKS),
        (rules.holder_without_personality, ASKS),
        (rules.shares_not_one, ["warning", "warning", "error", "error"]),
        (rules.co_holders_without_agreement, WARNS_LATE),
        (rules.right_not_considered, WARNS),
        (rules.organisation_as_author, WARNS_LATE),
        (rules.drawing_of_another, WARNS),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


def on_basis(rule: Rule, basis: str, right: str = "software", kind: str = "code", **fields: Any) -> bool:
    """Whether `rule` points at the basis of a right, under French law."""
    found = seen(rule, an_asset(kind, a_right(basis, right, **fields)))
    assert found in ([], [f"assets[app].rights[town/{right}].basis"])
    return bool(found)


class TestJurisdiction:
    @pytest.mark.parametrize("code", ["zz", "France"])
    def test_a_law_that_nobody_looked_into(self, code: str) -> None:
        assert seen(rules.jurisdiction_without_data, project=a_project(jurisdiction=code)) == ["project.jurisdiction"]

    @pytest.mark.parametrize("code", ["fr", "FR", "be", None])
    def test_a_law_that_we_know_or_that_nobody_named(self, code: str | None) -> None:
        assert seen(rules.jurisdiction_without_data, project=a_project(jurisdiction=code)) == []

    @pytest.mark.parametrize(
        ("rule", "basis", "right"),
        [
            (rules.title_needs_assignment, "officer", "software"),
            (rules.title_contested, "public-agent", "copyright"),
            (rules.title_conditional, "intern", "software"),
            (rules.volunteers_without_terms, "volunteer", "software"),
            (rules.organisation_as_author, "own", "software"),
        ],
    )
    @pytest.mark.parametrize("elsewhere", [NOWHERE, a_project(jurisdiction=None)])
    def test_an_unknown_law_gives_no_answer(self, rule: Rule, basis: str, right: str, elsewhere: Any) -> None:
        asset = an_asset("content", a_right(basis, right))
        assert seen(rule, asset, project=FRANCE)
        assert seen(rule, asset, project=elsewhere) == []


class TestAssignmentNeeded:
    """L.113-9 gives the employer the software, and nothing else."""

    @pytest.mark.parametrize(
        ("basis", "right", "kind"),
        [
            ("employee", "copyright", "content"),
            ("employee", "design", "hardware"),
            ("officer", "software", "code"),
            ("officer", "copyright", "documentation"),
            ("intern", "copyright", "content"),
        ],
    )
    def test_the_law_leaves_it_with_the_author(self, basis: str, right: str, kind: str) -> None:
        assert on_basis(rules.title_needs_assignment, basis, right, kind)

    @pytest.mark.parametrize(
        ("basis", "right", "kind"),
        [
            ("employee", "software", "code"),
            ("public-agent", "software", "code"),
            ("employee", "copyright", "code"),  # the copyright in code is that in software
            ("employee", "copyright", "documentation"),  # the software's documentation goes with it
            ("investment", "database-producer", "database"),
            ("registration", "trademark", "sign"),
            ("predecessor", "software", "code"),
            ("own", "copyright", "content"),
        ],
    )
    def test_the_law_gives_it_or_says_nothing(self, basis: str, right: str, kind: str) -> None:
        assert not on_basis(rules.title_needs_assignment, basis, right, kind)

    def test_an_unanswered_or_proposed_basis_is_no_claim(self) -> None:
        rule = rules.title_needs_assignment
        assert seen(rule, an_asset("content", a_right(None, "copyright"))) == []
        assert not on_basis(rule, "officer", proposed=["basis"])
        assert not on_basis(rule, "officer", proposed=["*"])

    @pytest.mark.parametrize("paper", [ASSIGNED, {"contract": {"assignment": {"document": "art. 7"}}}])
    def test_a_written_assignment_settles_it(self, paper: dict[str, Any]) -> None:
        assert not on_basis(rules.title_needs_assignment, "officer", **paper)

    def test_an_assignment_that_says_nothing_settles_nothing(self) -> None:
        assert on_basis(rules.title_needs_assignment, "officer", assignment={})

    def test_it_names_the_law_and_the_right(self) -> None:
        told = said(rules.title_needs_assignment, an_asset("content", a_right("employee", "copyright")))
        assert (told["holder"], told["law"]) == ("The town", "L.111-1, L.131-2, L.131-3 CPI")

    def test_belgian_employers_need_one_for_everything_but_programs(self) -> None:
        def asked(right: str) -> bool:
            asset = an_asset("content", a_right("employee", right))
            return bool(seen(rules.title_needs_assignment, asset, project=BELGIUM))

        assert asked("copyright")
        assert not asked("software")


class TestContested:
    """L.131-3-1 to -3: how far an administration may publish its agents' works is not settled."""

    def test_works_of_agents(self) -> None:
        assert on_basis(rules.title_contested, "public-agent", "copyright", "content")

    @pytest.mark.parametrize(
        ("basis", "right", "kind"),
        [
            ("public-agent", "software", "code"),
            ("public-agent", "copyright", "code"),
            ("public-agent", "copyright", "documentation"),
            ("employee", "copyright", "content"),
        ],
    )
    def test_their_software_is_the_employers(self, basis: str, right: str, kind: str) -> None:
        assert not on_basis(rules.title_contested, basis, right, kind)

    def test_an_assignment_settles_it(self) -> None:
        assert not on_basis(rules.title_contested, "public-agent", "copyright", "content", **ASSIGNED)


class TestConditional:
    @pytest.mark.parametrize(
        ("basis", "right", "kind"),
        [
            ("intern", "software", "code"),
            ("co-authors", "copyright", "content"),
            ("collective-work", "copyright", "content"),
            ("composite-work", "copyright", "content"),
            ("employee", "copyright", "documentation"),
            ("public-agent", "copyright", "documentation"),
        ],
    )
    def test_the_law_puts_conditions(self, basis: str, right: str, kind: str) -> None:
        assert on_basis(rules.title_conditional, basis, right, kind)
        assert not on_basis(rules.title_conditional, basis, right, kind, **BASIS)
        assert not on_basis(rules.title_conditional, basis, right, kind, **ASSIGNED)

    def test_evidence_of_something_else_shows_nothing(self) -> None:
        elsewhere: dict[str, Any] = {"evidence": {"holder": [{"document": "statutes"}]}}
        assert on_basis(rules.title_conditional, "intern", **elsewhere)

    @pytest.mark.parametrize("basis", ["employee", "public-agent", "own", "volunteer"])
    def test_no_condition_on_software_of_employees(self, basis: str) -> None:
        assert not on_basis(rules.title_conditional, basis)


class TestVolunteers:
    def seen(self, **fields: Any) -> list[str]:
        return seen(rules.volunteers_without_terms, an_asset("code", a_right("volunteer"), **fields))

    def test_nobody_knows_the_terms(self) -> None:
        assert self.seen() == ["assets[app].rights[town/software].basis"]

    @pytest.mark.parametrize("mode", ["employer", "contract", "trademark-policy"])
    def test_a_way_that_grants_nothing(self, mode: str) -> None:
        assert self.seen(contributions={"mode": mode})

    @pytest.mark.parametrize("mode", ["inbound=outbound", "DCO", "CLA", "assignment", "terms-of-use"])
    def test_a_way_that_grants_the_rights(self, mode: str) -> None:
        assert self.seen(contributions={"mode": mode}) == []

    def test_a_proposed_way_is_none_yet(self) -> None:
        assert self.seen(contributions={"mode": "DCO"}, proposed=["contributions"])


class TestGroups:
    def seen(self, basis: str | None, holder: str = "friends", right: str = "software") -> list[str]:
        return seen(rules.holder_without_personality, an_asset("code", a_right(basis, right, holder)))

    @pytest.mark.parametrize("basis", ["registration", "assignment", "own", None])
    def test_a_collective_holds_nothing(self, basis: str | None) -> None:
        assert self.seen(basis, right="trademark") == ["assets[app].rights[friends/trademark].holder"]

    @pytest.mark.parametrize("basis", ["volunteer", "co-authors", "upstream-licence", "public-domain"])
    def test_the_contributors_each_hold_their_own(self, basis: str) -> None:
        assert self.seen(basis) == []

    @pytest.mark.parametrize("holder", ["town", "studio", "club", "ann"])
    def test_persons_hold(self, holder: str) -> None:
        assert self.seen("registration", holder) == []

    def test_a_party_of_unknown_nature_is_not_judged(self) -> None:
        project = a_project(parties=[{"id": "friends"}])
        asset = an_asset("code", a_right("own", holder="friends"))
        assert seen(rules.holder_without_personality, asset, project=project) == []


class TestShares:
    def seen(self, *shares: str | None) -> list[str]:
        holders = ["town", "studio", "club", "ann"]
        rights = [
            a_right("own", holder=holder, **({"share": share} if share else {}))
            for holder, share in zip(holders, shares, strict=False)
        ]
        return seen(rules.shares_not_one, an_asset("code", *rights))

    @pytest.mark.parametrize("shares", [("60 %", "30 %"), ("60 %",), ("60 %", "60 %"), (None, "70 %", "50 %")])
    def test_too_little_or_too_much(self, shares: tuple[str | None, ...]) -> None:
        assert len(self.seen(*shares)) == 1

    def test_it_points_at_a_share_that_is_there(self) -> None:
        assert self.seen(None, "70 %", "50 %") == ["assets[app].rights[studio/software].share"]

    @pytest.mark.parametrize(
        "shares", [("60 %", "40 %"), ("33.33 %", "33.33 %", "33.33 %"), ("60 %", None), (None, None), ("100 %",)]
    )
    def test_the_whole_or_not_all_said(self, shares: tuple[str | None, ...]) -> None:
        assert self.seen(*shares) == []

    def test_each_right_has_its_own_whole(self) -> None:
        asset = an_asset("database", a_right("own", share="100 %"), a_right("own", "copyright", share="100 %"))
        assert seen(rules.shares_not_one, asset) == []


class TestCoHolders:
    def seen(self, *rights: Any, **fields: Any) -> list[str]:
        return seen(rules.co_holders_without_agreement, an_asset("code", *rights), **fields)

    OURS = a_right("public-agent")
    THEIRS = a_right("employee", holder="club")

    def test_two_who_have_to_agree(self) -> None:
        assert self.seen(self.OURS, self.THEIRS) == ["assets[app].rights[town/software].holder"]

    def test_an_agreement_is_filed(self) -> None:
        agreed = {**self.THEIRS, "evidence": {"holder": [{"document": "agreement of co-holders"}]}}
        assert self.seen(self.OURS, agreed) == []

    def test_the_evidence_of_a_basis_is_no_agreement(self) -> None:
        shown = {**self.THEIRS, "evidence": {"basis": [{"document": "employment contracts"}]}}
        assert self.seen(self.OURS, shown)

    @pytest.mark.parametrize("basis", ["volunteer", "upstream-licence", "public-domain"])
    def test_those_who_gave_their_terms_are_not_asked_again(self, basis: str) -> None:
        assert self.seen(self.OURS, a_right(basis, holder="friends")) == []

    def test_one_holder_of_two_rights(self) -> None:
        assert self.seen(self.OURS, a_right("public-agent", "patent")) == []

    def test_another_right_has_another_holder(self) -> None:
        assert self.seen(self.OURS, a_right("registration", "trademark", "club")) == []

    def test_elsewhere_one_holder_may_decide_alone(self) -> None:
        assert self.seen(self.OURS, self.THEIRS, project=NOWHERE) == []


class TestRightsForgotten:
    def missing(self, kind: str, *rights: Any, **fields: Any) -> list[str]:
        return seen(rules.right_not_considered, an_asset(kind, *rights, **fields))

    def test_a_logo_is_a_work_and_a_mark(self) -> None:
        assert self.missing("sign", a_right("own", "copyright"), sign_type="logo") == ["assets[app].rights"]

    @pytest.mark.parametrize(
        ("kind", "right"), [("database", "copyright"), ("database", "software"), ("documentation", "design")]
    )
    def test_the_usual_right_of_the_kind_is_missing(self, kind: str, right: str) -> None:
        assert self.missing(kind, a_right("own", right)) == ["assets[app].rights"]

    @pytest.mark.parametrize("note", ["not_applicable", "unknown"])
    def test_a_note_on_that_right_is_an_answer(self, note: str) -> None:
        fields: dict[str, Any] = {note: {"trademark": "The logo was never registered."}}
        assert self.missing("sign", a_right("own", "copyright"), sign_type="logo", **fields) == []

    def test_a_note_on_another_right_is_not(self) -> None:
        fields: dict[str, Any] = {"not_applicable": {"design": "No design was registered."}}
        assert self.missing("sign", a_right("own", "copyright"), sign_type="logo", **fields)

    @pytest.mark.parametrize(
        ("kind", "right", "fields"),
        [
            ("code", "software", {}),
            ("code", "copyright", {}),
            ("documentation", "copyright", {}),
            ("documentation", "software", {}),
            ("database", "database-producer", {}),
            ("sign", "trademark", {"sign_type": "trademark"}),
            ("sign", "domain", {"sign_type": "domain"}),
            ("sign", "copyright", {}),  # nobody said which sign it is
            ("hardware", "design", {}),
            ("content", "database-producer", {"content_type": "model"}),  # copyright in weights is not settled
        ],
    )
    def test_nothing_is_missing(self, kind: str, right: str, fields: dict[str, Any]) -> None:
        assert self.missing(kind, a_right("own", right), **fields) == []

    def test_no_right_at_all_is_a_question_of_completeness(self) -> None:
        assert self.missing("code") == []

    def test_a_proposed_right_is_not_in_the_table_yet(self) -> None:
        rights = a_right("own", "copyright"), a_right("investment", "database-producer", proposed=["*"])
        assert self.missing("database", *rights)


class TestOrganisationAsAuthor:
    def seen(self, holder: str, right: str = "copyright", **fields: Any) -> list[str]:
        return seen(rules.organisation_as_author, an_asset("content", a_right("own", right, holder, **fields)))

    @pytest.mark.parametrize("holder", ["town", "studio", "club"])
    def test_organisations_make_nothing_themselves(self, holder: str) -> None:
        assert self.seen(holder) == [f"assets[app].rights[{holder}/copyright].basis"]

    @pytest.mark.parametrize("basis", ["employee", "collective-work", "contract", None])
    def test_it_is_said_who_it_was(self, basis: str | None) -> None:
        asset = an_asset("content", a_right(basis, "copyright", "club"))
        assert seen(rules.organisation_as_author, asset) == []

    @pytest.mark.parametrize("holder", ["ann", "friends"])
    def test_people_do(self, holder: str) -> None:
        assert self.seen(holder) == []

    @pytest.mark.parametrize("right", ["database-producer", "trademark", "domain", "image"])
    def test_other_rights_need_no_author(self, right: str) -> None:
        assert self.seen("town", right) == []

    @pytest.mark.parametrize("fields", [BASIS, ASSIGNED])
    def test_papers_show_who_it_was(self, fields: dict[str, Any]) -> None:
        assert self.seen("town", **fields) == []


class TestLogoOfAnother:
    MARK = a_right("registration", "trademark")
    DRAWING = a_right("employee", "copyright", "studio")

    def seen(self, *rights: Any, kind: str = "sign") -> list[str]:
        return seen(rules.drawing_of_another, an_asset(kind, *rights, sign_type="logo"))

    def test_the_agencys_work_and_the_towns_mark(self) -> None:
        assert self.seen(self.MARK, self.DRAWING) == ["assets[app].rights[studio/copyright].holder"]

    @pytest.mark.parametrize("fields", [ASSIGNED, {"evidence": {"holder": [{"document": "order 7"}]}}])
    def test_they_agreed_in_writing(self, fields: dict[str, Any]) -> None:
        assert self.seen(self.MARK, {**self.DRAWING, **fields}) == []

    def test_the_town_holds_both(self) -> None:
        assert self.seen(self.MARK, a_right("contract", "copyright"), self.DRAWING) == []

    def test_no_mark_no_quarrel(self) -> None:
        assert self.seen(self.DRAWING) == []

    def test_only_signs_are_marks(self) -> None:
        assert self.seen(self.MARK, self.DRAWING, kind="content") == []
