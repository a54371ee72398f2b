"""The rules of governance, on literal models, both ways."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.model.row import Row
from communkit.rules import Rule, Severity
from communkit.steps.governance import bodies, decisions, mandates, upkeep
from communkit.steps.governance.model import governance_unanswered
from steps.gathering import Data, a_body, a_governance, places, reported, sits
from steps.literal import NOTES, PARTIES, WARNS_LATE, a_project, ladder

ERRS_LATE = ["note", "note", "warning", "error"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (bodies.unknown_decider, ["note", "warning", "error", "error"]),
        (bodies.unknown_college, ["note", "warning", "warning", "warning"]),
        (bodies.one_college, WARNS_LATE),
        (bodies.body_decides_nothing, ["note", "note", "note", "warning"]),
        (bodies.body_appoints_itself, WARNS_LATE),
        (bodies.one_organisation_majority, WARNS_LATE),
        (bodies.quorum_out_of_reach, ERRS_LATE),
        (bodies.more_members_than_seats, WARNS_LATE),
        (bodies.body_without_members, ERRS_LATE),
        (bodies.assembly_outgrows_the_room, WARNS_LATE),
        (mandates.term_limit_exceeded, ERRS_LATE),
        (mandates.term_expired, ["note", "warning", "warning", "error"]),
        (mandates.term_too_long, WARNS_LATE),
        (mandates.term_ends_before_it_begins, ["warning"] * 4),
        (mandates.last_term_ends_soon, NOTES),
        (mandates.all_terms_end_together, NOTES),
        (mandates.no_term_limit, ["note", "note", "note", "warning"]),
        (mandates.nobody_new, NOTES),
        (decisions.decision_by_nobody, WARNS_LATE),
        (decisions.decision_by_several, ERRS_LATE),
        (decisions.appeal_in_a_circle, WARNS_LATE),
        (decisions.appeal_to_the_same_people, WARNS_LATE),
        (decisions.unanimity_of_many, WARNS_LATE),
        (decisions.assembly_quorum_out_of_reach, NOTES),
        (decisions.sanction_without_appeal, WARNS_LATE),
        (decisions.sanctions_not_graduated, WARNS_LATE),
        (upkeep.as_many_variants_as_members, ERRS_LATE),
        (upkeep.variants_without_way_back, WARNS_LATE),
        (upkeep.role_without_substitute, NOTES),
        (upkeep.governance_still_draft, WARNS_LATE),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


class TestCompleteness:
    def test_an_idea_is_told_in_one_note_what_comes_next(self) -> None:
        (only,) = reported(governance_unanswered, a_governance(), stage="idea")
        assert (only.severity, only.target) == (Severity.NOTE, "governance")

    def test_a_first_workshop_gets_notes(self) -> None:
        """Eight people, one afternoon: half of what they know, in the words that they have."""
        known = a_governance(
            bodies=[a_body("steering", {"name": "users"}, {"name": "towns", "seats": 3})],
            decisions=[{"what": "what comes first", "decided_by": ["steering"]}, {"what": "who joins"}],
            roadmap={"arbiter": "the mayor's office".replace(" ", "-").replace("'", "-")},
            members=[sits("the deputy mayor", body="steering", party="town")],
        )
        for rule in (*RULES, governance_unanswered):
            assert all(one.severity is Severity.NOTE for one in reported(rule, known, stage="idea")), rule.id

    def test_demands_are_there_before_anybody_writes_them(self) -> None:
        for one in (a_governance(), a_governance(roadmap=None)):
            due = places(governance_unanswered, one, stage="preparing")
            assert "governance.roadmap.arbiter" in due

    def test_a_limit_is_asked_where_terms_have_an_end(self) -> None:
        def asked(**body: Any) -> bool:
            found = places(governance_unanswered, a_governance(bodies=[a_body(**body)]))
            return "governance.bodies[board].max_consecutive_terms" in found

        assert asked()
        assert not asked(not_applicable={"term": "one sits as long as one is mayor"})


RULES = [value for module in (bodies, mandates, decisions, upkeep) for value in vars(module).values()
         if isinstance(value, Rule)]  # fmt: skip


class TestReferences:
    def named(self, **fields: Any) -> list[str]:
        return places(bodies.unknown_decider, a_governance(bodies=[a_body()], roles=[{"id": "lead"}], **fields))

    def test_every_place_that_names_a_decider(self) -> None:
        assert self.named(decisions=[{"what": "w", "decided_by": ["board", "ghost"], "appeal": "ghost"}]) == [
            "governance.decisions[w].appeal",
            "governance.decisions[w].decided_by",
        ]
        assert self.named(sanctions=[{"step": "talk", "decided_by": ["ghost"]}])
        assert self.named(roadmap={"arbiter": "ghost"}) == ["governance.roadmap.arbiter"]
        assert self.named(trademark={"granted_by": "ghost"}) == ["governance.trademark"]
        assert self.named(members=[sits("ann", body="ghost")]) == ["governance.members[ghost/ann].body"]
        assert self.named(growth=[{"year": 2030, "body": "ghost"}]) == ["governance.growth[2030].body"]

    def test_bodies_and_roles_are_known(self) -> None:
        assert not self.named(
            decisions=[{"what": "w", "decided_by": ["board", "lead"], "appeal": "lead"}], roadmap={"arbiter": "lead"}
        )

    def test_a_role_has_no_members(self) -> None:
        assert self.named(members=[sits("ann", body="lead")])

    def test_what_was_meant(self) -> None:
        found = a_governance(bodies=[a_body("committee")], roadmap={"arbiter": "commitee"})
        (only,) = reported(bodies.unknown_decider, found)
        assert only.message.params["near"] == "committee"

    def test_a_college_of_the_body(self) -> None:
        def sitting(college: str | None, *colleges: str) -> list[str]:
            row = sits("ann", **({"college": college} if college else {}))
            body = a_body("board", *({"name": one} for one in colleges))
            return places(bodies.unknown_college, a_governance(bodies=[body], members=[row]))

        assert sitting("staff", "users") == ["governance.members[board/ann].college"]
        assert not sitting("Users ", "users")
        assert not sitting(None, "users")
        assert not sitting("staff")  # no college is described yet: another question asks for them


class TestBodies:
    def test_one_kind_of_people(self) -> None:
        def colleges(*of_bodies: list[str]) -> list[str]:
            listed = [a_body(f"b{n}", *({"name": one} for one in names)) for n, names in enumerate(of_bodies)]
            return places(bodies.one_college, a_governance(bodies=listed))

        assert colleges(["devs"]) == ["governance.bodies[b0].colleges"]
        assert colleges(["devs"], ["Devs"], [])
        assert not colleges(["devs"], ["users"])
        assert not colleges(["devs", "users"], ["devs"])
        assert not colleges([])

    def test_a_body_without_a_task(self) -> None:
        def idle(**fields: Any) -> list[str]:
            two = [a_body("board"), a_body("council")]
            return places(bodies.body_decides_nothing, a_governance(bodies=two, **fields))

        first = {"what": "w", "decided_by": ["board"]}
        assert idle(decisions=[first]) == ["governance.bodies[council]"]
        assert not idle(decisions=[{**first, "appeal": "council"}])
        assert not idle(decisions=[first], roadmap={"arbiter": "council"})
        assert not idle(decisions=[first], trademark={"granted_by": "council"})
        assert not idle(decisions=[{"what": "w"}])

    @pytest.mark.parametrize(
        ("by", "expected"),
        [(["board"], 1), (["The Board"], 1), (["board", "users"], 0), (["board", None], 0), ([], 0)],
    )
    def test_who_chooses_its_own_successors(self, by: list[str | None], expected: int) -> None:
        colleges = [{"name": f"c{n}", **({"appointed_by": one} if one else {})} for n, one in enumerate(by)]
        found = a_governance(bodies=[a_body("board", *colleges, name="The board")])
        assert len(places(bodies.body_appoints_itself, found)) == expected


GROUPED = [*PARTIES, {"id": "holding", "nature": "private"}, {"id": "lab", "nature": "private", "member_of": "holding"}]


class TestMajority:
    def held(self, *parties: str | None) -> list[str]:
        listed = [{**one, "member_of": "holding"} if one["id"] == "studio" else one for one in GROUPED]
        rows = [sits(f"p{n}", **({"party": one} if one else {})) for n, one in enumerate(parties)]
        found = a_governance(bodies=[a_body()], members=rows)
        return places(bodies.one_organisation_majority, a_project(parties=listed, stage="opening"), found)

    def test_more_than_half(self) -> None:
        assert self.held("town", "town", "club") == ["governance.bodies[board]"]
        assert self.held("town", "town", "club", "friends") == []

    def test_a_group_counts_as_one(self) -> None:
        assert self.held("studio", "lab", "holding", "town", "club")
        assert not self.held("studio", "lab", "town", "club")

    def test_people_who_speak_for_themselves_are_not_one(self) -> None:
        assert not self.held(None, None, None)
        assert not self.held("town", None)

    def test_one_alone_is_no_majority(self) -> None:
        assert not self.held("town")

    def test_former_members_do_not_count(self) -> None:
        rows = [sits("a", party="town"), sits("b", None, "2026-11-20", party="town"), sits("c", party="club")]
        assert not places(bodies.one_organisation_majority, a_governance(bodies=[a_body()], members=rows))


class TestQuorum:
    def reached(self, of_body: object, seats: int | None, sitting: int, **decision: Any) -> list[str]:
        body = a_body(
            "board", {"name": "all", **({"seats": seats} if seats else {})}, **({"quorum": of_body} if of_body else {})
        )
        rows = [sits(f"p{n}") for n in range(sitting)]
        listed = [{"what": "w", "decided_by": ["board"], **decision}] if decision else []
        return places(bodies.quorum_out_of_reach, a_governance(bodies=[body], members=rows, decisions=listed))

    def test_vacant_seats_count(self) -> None:
        assert self.reached("2/3", 9, 5) == ["governance.bodies[board].quorum"]
        assert self.reached("2/3", 9, 6) == []

    def test_of_those_in_office_where_no_seats_are_said(self) -> None:
        assert self.reached("2/3", None, 5) == []
        assert self.reached(6, None, 5)

    def test_of_one_decision(self) -> None:
        assert self.reached(None, 9, 5, quorum="2/3") == ["governance.decisions[w].quorum"]
        assert self.reached(None, 9, 5, quorum="1/2") == []

    def test_nobody_is_another_matter(self) -> None:
        assert self.reached("2/3", 9, 0) == []


class TestSeats:
    def full(self, seats: int, *members: Data) -> list[str]:
        body = a_body("board", {"name": "users", "seats": seats}, {"name": "staff"})
        return places(bodies.more_members_than_seats, a_governance(bodies=[body], members=list(members)))

    def test_more_people_than_seats(self) -> None:
        two = (sits("ann", college="users"), sits("bob", college="Users"))
        assert self.full(1, *two) == ["governance.bodies[board].colleges[users].seats"]
        assert self.full(2, *two) == []
        assert self.full(1, sits("ann", college="users"), sits("bob", college="staff")) == []
        assert self.full(1, sits("ann", college="users"), sits("ann", "2026-01-01", college="users")) == []
        assert self.full(1, sits("ann"), sits("bob")) == []  # nobody knows in which college

    def test_with_one_college_there_is_no_doubt(self) -> None:
        body = a_body("board", {"name": "all", "seats": 1})
        found = a_governance(bodies=[body], members=[sits("ann"), sits("bob")])
        assert places(bodies.more_members_than_seats, found)

    def empty(self, stage: str = "opening", *members: Data, **fields: Any) -> list[str]:
        found = a_governance(bodies=[a_body("board"), a_body("council")], members=list(members), **fields)
        return places(bodies.body_without_members, found, stage=stage)

    def test_a_body_that_must_decide_and_is_empty(self) -> None:
        both = [{"what": "the rules", "decided_by": ["board", "council"]}]
        assert self.empty("opening", sits("ann"), decisions=both) == ["governance.bodies[council]"]
        assert self.empty("opening", sits("ann"), sanctions=[{"step": "exclusion", "appeal": "council"}])
        assert self.empty("running", decisions=both) == ["governance.bodies[board]", "governance.bodies[council]"]

    def test_before_anybody_sits_there_is_time(self) -> None:
        both = [{"what": "the rules", "decided_by": ["board", "council"]}]
        assert not self.empty("opening", decisions=both)
        assert not self.empty("preparing", sits("ann"), decisions=both)
        assert not self.empty("opening", sits("ann"), decisions=[{"what": "w", "decided_by": ["board"]}])

    @pytest.mark.parametrize(
        ("year", "members", "each", "expected"),
        [(2030, 200, 5, 1), (2030, 200, 1, 0), (2030, 201, 1, 1), (2025, 200, 5, 0), (2026, 200, 5, 1)],
    )
    def test_an_assembly_of_a_thousand(self, year: int, members: int, each: int, expected: int) -> None:
        growth = [{"year": year, "members": members, "representatives": each}]
        assert len(places(bodies.assembly_outgrows_the_room, a_governance(growth=growth))) == expected

    def test_only_the_first_year_is_told(self) -> None:
        growth = [{"year": year, "members": 300, "representatives": 2} for year in (2029, 2027, 2028)]
        assert places(bodies.assembly_outgrows_the_room, a_governance(growth=growth)) == [
            "governance.growth[2027].representatives"
        ]
        assert not places(bodies.assembly_outgrows_the_room, a_governance(growth=[{"year": 2030, "members": 900}]))


def terms(rule: Rule, *rows: Data, **body: Any) -> list[str]:
    """What a rule on terms sees in a board with terms of two years, two in a row at most."""
    told = {"term": "2 years", "max_consecutive_terms": 2, **body}
    board = a_body("board", **{name: value for name, value in told.items() if value is not None})
    return places(rule, a_governance(bodies=[board], members=list(rows)))


class TestTerms:
    THREE = (
        sits("ann", "2021-01-01", "2022-12-31"),
        sits("ann", "2023-01-01", "2024-12-31"),
        sits("Ann", "2025-01-01"),
    )

    def test_more_in_a_row_than_allowed(self) -> None:
        assert terms(mandates.term_limit_exceeded, *self.THREE) == ["governance.members[board/Ann/2025-01-01].from"]
        assert not terms(mandates.term_limit_exceeded, *self.THREE[:2])
        assert not terms(mandates.term_limit_exceeded, *self.THREE, max_consecutive_terms=3)
        assert not terms(mandates.term_limit_exceeded, *self.THREE, max_consecutive_terms=None)
        assert not terms(mandates.term_limit_exceeded, *self.THREE, term=None, max_consecutive_terms=1)

    def test_a_rest_begins_a_new_row(self) -> None:
        rested = (*self.THREE[:2], sits("ann", "2025-07-03"))
        assert not terms(mandates.term_limit_exceeded, *rested)
        assert terms(mandates.term_limit_exceeded, *self.THREE[:2], sits("ann", "2025-07-02"))

    def test_what_is_over_is_over(self) -> None:
        past = (sits("ann", "2018-01-01", "2023-12-31"),)
        assert not terms(mandates.term_limit_exceeded, *past)

    def test_a_seat_that_nobody_ended_goes_on(self) -> None:
        assert terms(mandates.term_limit_exceeded, sits("ann", "2019-01-01"))

    def test_two_bodies_are_two_rows(self) -> None:
        other = [{**one, "body": "other"} for one in self.THREE[:2]]
        board = a_body("board", term="2 years", max_consecutive_terms=2)
        found = a_governance(bodies=[board, {**board, "id": "other"}], members=[*other, self.THREE[2]])
        assert not places(mandates.term_limit_exceeded, found)

    @pytest.mark.parametrize(("since", "expected"), [("2024-11-21", 1), ("2024-11-22", 0), (None, 0)])
    def test_a_term_that_nobody_ended(self, since: str | None, expected: int) -> None:
        assert len(terms(mandates.term_expired, sits("ann", since))) == expected

    def test_ended_or_renewed(self) -> None:
        assert not terms(mandates.term_expired, sits("ann", "2022-01-01", "2023-12-31"))
        assert not terms(mandates.term_expired, sits("ann", "2022-01-01"), sits("ann", "2026-01-01"))
        assert not terms(mandates.term_expired, sits("ann", "2022-01-01"), term=None)

    @pytest.mark.parametrize(("until", "expected"), [("2028-04-01", 0), ("2028-04-02", 1), ("2027-01-01", 0)])
    def test_a_term_that_is_too_long(self, until: str, expected: int) -> None:
        assert len(terms(mandates.term_too_long, sits("ann", "2026-01-01", until))) == expected

    def test_too_long_for_what(self) -> None:
        assert not terms(mandates.term_too_long, sits("ann", "2026-01-01", "2036-01-01"), term=None)
        assert not terms(mandates.term_too_long, sits("ann", None, "2036-01-01"))

    def test_an_end_before_the_beginning(self) -> None:
        rule = mandates.term_ends_before_it_begins
        assert terms(rule, sits("ann", "2026-01-02", "2026-01-01")) == [
            "governance.members[board/ann/2026-01-02].until"
        ]
        assert not terms(rule, sits("ann", "2026-01-01", "2026-01-01"))

    def test_a_last_term_that_ends_soon(self) -> None:
        last = sits("ann", "2025-06-01", "2027-05-31")
        assert terms(mandates.last_term_ends_soon, sits("ann", "2023-06-01", "2025-05-31"), last)
        assert not terms(mandates.last_term_ends_soon, last)
        late = (sits("ann", "2024-12-01", "2026-11-30"), sits("ann", "2026-12-01", "2028-11-30"))
        assert not terms(mandates.last_term_ends_soon, *late)

    def test_everybody_at_once(self) -> None:
        three = [sits(name, "2026-01-10") for name in ("ann", "bob", "eve")]
        assert terms(mandates.all_terms_end_together, *three) == ["governance.bodies[board].term"]
        assert not terms(mandates.all_terms_end_together, *three[:2])
        assert not terms(mandates.all_terms_end_together, *three[:2], sits("eve", "2025-11-25"))
        assert not terms(mandates.all_terms_end_together, *three, term=None)
        assert terms(mandates.all_terms_end_together, *(sits(n, None, "2027-01-01") for n in "abc"), term=None) == []

    def test_no_limit(self) -> None:
        def noted(**notes: str) -> list[str]:
            return terms(mandates.no_term_limit, max_consecutive_terms=None, not_applicable=notes)

        assert noted(max_consecutive_terms="too few") == ["governance.bodies[board].max_consecutive_terms"]
        assert not noted()
        assert not noted(quorum="none")

    def test_nobody_new(self) -> None:
        old = [sits("ann", "2022-06-01", "2026-05-31"), sits("ann", "2026-06-01"), sits("bob", "2022-06-01")]
        assert terms(mandates.nobody_new, *old) == ["governance.bodies[board].colleges"]
        assert not terms(mandates.nobody_new, *old, sits("eve", "2026-06-01"))
        assert not terms(mandates.nobody_new, *old[:2])
        assert not terms(mandates.nobody_new, *old, sits("eve"))


class TestDecisions:
    def about(self, *topics: str | None, stage: str = "opening", **fields: Any) -> list[object]:
        listed = [{"what": f"w{n}", **({"about": one} if one else {})} for n, one in enumerate(topics)]
        found = reported(decisions.decision_by_nobody, a_governance(decisions=listed, **fields), stage=stage)
        return [one.message.params["key"] for one in found]

    def test_what_comes_up_everywhere(self) -> None:
        assert self.about("roadmap", "rules", "other") == ["contributions", "membership", "licence"]
        assert self.about("roadmap", "contributions", "membership", "rules", "licence") == []

    def test_in_its_time(self) -> None:
        assert self.about("roadmap", stage="idea") == []
        assert self.about() == []
        assert self.about("roadmap", None) == []  # what it is about is asked first

    def decided(self, *by: str, **fields: Any) -> list[str]:
        three = [a_body(one) for one in ("a", "b", "c")]
        one = {"what": "w", "decided_by": list(by), **fields}
        return places(decisions.decision_by_several, a_governance(bodies=three, decisions=[one]))

    def test_everybody(self) -> None:
        assert self.decided("a", "b") == ["governance.decisions[w].decided_by"]
        assert not self.decided("a")
        assert not self.decided("a", "a")
        assert not self.decided("a", "b", method="consensus")

    def appeals(self, **leads: str) -> list[str]:
        ids = sorted({*leads, *leads.values()})
        listed = [{"what": one, "decided_by": [one], "appeal": to} for one, to in leads.items()]
        found = a_governance(bodies=[a_body(one) for one in ids], decisions=listed)
        return [one.split("[")[1][0] for one in places(decisions.appeal_in_a_circle, found)]

    def test_appeals_that_come_back(self) -> None:
        assert self.appeals(a="a") == ["a"]
        assert self.appeals(a="b", b="a") == ["a", "b"]
        assert self.appeals(a="b", b="c", c="a", d="a") == ["a", "b", "c"]
        assert self.appeals(a="b", b="c") == []

    def test_the_way_is_told(self) -> None:
        found = a_governance(
            bodies=[a_body("a", name="A"), a_body("b", name="B")],
            decisions=[{"what": "w", "decided_by": ["a"], "appeal": "b"}],
            sanctions=[{"step": "exclusion", "decided_by": ["b"], "appeal": "a"}],
        )
        assert [one.message.params["way"] for one in reported(decisions.appeal_in_a_circle, found)] == [
            "A → B → A",
            "B → A → B",
        ]

    def judged(self, judges: str, board: str, **role: Any) -> list[str]:
        rows = [sits(one) for one in board] + [sits(one, body="court") for one in judges]
        found = a_governance(
            bodies=[a_body("board"), a_body("court")],
            sanctions=[{"step": "exclusion", "decided_by": ["board"], "appeal": "court"}],
            members=rows,
            **role,
        )
        return places(decisions.appeal_to_the_same_people, found)

    def test_other_judges(self) -> None:
        assert self.judged("ab", "abc") == ["governance.sanctions[exclusion].appeal"]
        assert self.judged("AB", "ab")
        assert not self.judged("ad", "abc")
        assert not self.judged("", "abc")
        assert not self.judged("ab", "")

    def test_a_role_can_hear_appeals(self) -> None:
        def mediator(who: str) -> list[str]:
            found = a_governance(
                bodies=[a_body("board")],
                roles=[{"id": "mediator", "held_by": who}],
                decisions=[{"what": "w", "decided_by": ["board"], "appeal": "mediator"}],
                members=[sits("ann"), sits("bob")],
            )
            return places(decisions.appeal_to_the_same_people, found)

        assert mediator("Ann")
        assert not mediator("eve")

    @pytest.mark.parametrize(
        ("method", "seats", "sitting", "expected"),
        [("unanimity", 13, 0, 1), ("unanimity", 12, 0, 0), ("unanimity", None, 13, 1), ("consensus", 50, 0, 0)],
    )
    def test_unanimity(self, method: str, seats: int | None, sitting: int, expected: int) -> None:
        colleges = [{"name": "all", "seats": seats}] if seats else []
        found = a_governance(
            bodies=[a_body("board", *colleges)],
            decisions=[{"what": "w", "decided_by": ["board", "ghost"], "method": method}],
            members=[sits(f"p{n}") for n in range(sitting)],
        )
        assert len(places(decisions.unanimity_of_many, found)) == expected

    @pytest.mark.parametrize(
        ("quorum", "members", "body", "expected"),
        [
            ("1/2", 202, None, 1),
            ("1/2", 200, None, 0),
            ("1/2", 202, "board", 1),
            ("1/10", 900, None, 0),
            (101, 900, None, 0),
            (101, 900, "board", 1),
            ("1/2", 900, "other", 0),
        ],
    )
    def test_a_quorum_that_no_room_holds(self, quorum: object, members: int, body: str | None, expected: int) -> None:
        growth = {"year": 2030, "members": members, "representatives": 1, **({"body": body} if body else {})}
        found = a_governance(bodies=[a_body("board", quorum=quorum), a_body("other")], growth=[growth])
        assert len(places(decisions.assembly_quorum_out_of_reach, found)) == expected

    def test_two_quorums_leave_a_doubt(self) -> None:
        growth = [{"year": 2030, "members": 900, "representatives": 1}]
        two = [a_body("board", quorum="1/2"), a_body("other", quorum="1/2")]
        assert not places(decisions.assembly_quorum_out_of_reach, a_governance(bodies=two, growth=growth))

    def sanctions(self, rule: Rule, *steps: str, **fields: Any) -> list[str]:
        return places(rule, a_governance(sanctions=[{"step": one, **fields} for one in steps]))

    def test_grave_sanctions_have_an_appeal(self) -> None:
        rule = decisions.sanction_without_appeal
        assert self.sanctions(rule, "talk", "warning", "suspension", "exclusion") == [
            "governance.sanctions[exclusion].appeal",
            "governance.sanctions[suspension].appeal",
        ]
        assert not self.sanctions(rule, "exclusion", appeal="board")

    @pytest.mark.parametrize(
        ("steps", "expected"),
        [(["exclusion"], 1), (["suspension", "exclusion"], 1), (["exclusion", "talk"], 0), (["warning"], 0), ([], 0)],
    )
    def test_sanctions_rise(self, steps: list[str], expected: int) -> None:
        assert len(self.sanctions(decisions.sanctions_not_graduated, *steps)) == expected


class TestUpkeep:
    def variants(
        self, *parties: str, seated: tuple[str, ...] = (), upstreamed: bool | None = None, **fields: Any
    ) -> Row:
        told = {"upstreamed": upstreamed} if upstreamed is not None else {}
        return a_governance(
            variants=[{"party": one, **told} for one in parties],
            members=[sits(f"p{n}", party=one) for n, one in enumerate(seated)],
            **fields,
        )

    def test_half_of_the_members(self) -> None:
        def found(*parties: str, seated: tuple[str, ...] = ()) -> list[str]:
            listed = self.variants(*parties, seated=seated)
            return places(upkeep.as_many_variants_as_members, listed)  # type: ignore[arg-type]  # a row of a document

        assert found("town", "studio", seated=("town", "studio", "club", "friends"))
        assert not found("town", "studio", seated=("town", "studio", "club", "friends", "ann"))
        assert not found("town", seated=("town",))
        assert found("town", "studio")  # of the three organisations that the project knows
        assert found("town", "studio", seated=("club", "club"))

    def test_changes_that_do_not_come_back(self) -> None:
        def found(upstreamed: bool | None, *parties: str, **fields: Any) -> list[str]:
            listed = self.variants(*parties, upstreamed=upstreamed, **fields)
            return places(upkeep.variants_without_way_back, listed)  # type: ignore[arg-type]  # a row of a document

        accepted = [{"what": "w", "about": "contributions", "decided_by": ["board"]}]
        assert found(False, "town", "studio") == ["governance.variants"]
        assert not found(False, "town")
        assert not found(True, "town", "studio")
        assert not found(None, "town", "studio")
        assert not found(False, "town", "studio", decisions=accepted)
        assert found(False, "town", "studio", decisions=[{"what": "w", "about": "contributions"}])

    @pytest.mark.parametrize(
        ("role", "stage", "expected"),
        [
            ({"held_by": "ann"}, "opening", 1),
            ({"held_by": "ann", "substitute": "ann"}, "opening", 1),
            ({"held_by": "ann", "substitute": "bob"}, "opening", 0),
            ({}, "opening", 0),
            ({"held_by": "ann"}, "preparing", 0),
        ],
    )
    def test_a_substitute(self, role: dict[str, str], stage: str, expected: int) -> None:
        found = a_governance(roles=[{"id": "lead", **role}])
        assert len(places(upkeep.role_without_substitute, found, stage=stage)) == expected

    @pytest.mark.parametrize(
        ("status", "stage", "expected"),
        [(None, "running", 1), ("draft", "running", 1), ("review", "running", 0), ("draft", "opening", 0)],
    )
    def test_a_draft_in_force(self, status: str | None, stage: str, expected: int) -> None:
        found = a_governance(**({"status": status} if status else {}))
        assert len(places(upkeep.governance_still_draft, found, stage=stage)) == expected
