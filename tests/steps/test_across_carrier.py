"""Rules that hold continuity against the charter and the IP table."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.rules import Rule
from communkit.steps import across_carrier as rules
from steps.gathering import a_body, a_governance, sits
from steps.intent import a_charter, targets
from steps.lasting import a_continuity, a_key, a_transfer
from steps.literal import ASKS, WARNS_LATE, a_right, a_table, an_asset, ladder


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (rules.carrier_cannot_hold_signs, ASKS),
        (rules.signs_stay_behind, ["note", "note", "warning", "error"]),
        (rules.fork_without_licence, ASKS),
        (rules.carrier_without_personality_holds_rights, ASKS),
        (rules.one_party_holds_everything, WARNS_LATE),
        (rules.in_house_with_private_members, ["note", "warning", "warning", "error"]),
        (rules.gip_without_public_majority, ["note", "warning", "warning", "error"]),
        (rules.scic_college_out_of_bounds, ["note", "warning", "warning", "warning"]),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


def a_mark(holder: str = "town", **fields: Any) -> Any:
    return an_asset("sign", a_right("registration", "trademark", holder), sign_type="trademark", **fields)


INFORMAL = {"choice": {"form": "informal", "party": "friends"}}


def test_a_group_holds_no_mark() -> None:
    rule = rules.carrier_cannot_hold_signs
    table = a_table(a_mark("friends", future_holder="friends"))
    assert targets(rule, a_continuity(**INFORMAL), table) == [
        "assets[app].future_holder",
        "assets[app].rights[friends/trademark].holder",
    ]
    assert targets(rule, a_continuity(**INFORMAL), a_table(a_mark("town"))) == []
    both = a_continuity(current={"form": "consortium", "party": "friends"}, **INFORMAL)
    assert len(targets(rule, both, table)) == 2, "told once, whoever carries it twice"
    founded = a_continuity(choice={"form": "association", "party": "friends"})
    assert targets(rule, founded, table) == [], "it is being founded"
    assert targets(rule, a_continuity(choice={"form": "informal", "party": "town"}), a_table(a_mark())) == []
    assert targets(rule, a_continuity(), table) == []


def stays(*transfers: Any, party: str | None = "club", **fields: Any) -> bool:
    choice = {"choice": {"form": "association", "party": party}} if party else {}
    made = a_continuity(transition=list(transfers), **choice)
    return bool(targets(rules.signs_stay_behind, made, a_table(a_mark(**fields))))


def test_marks_follow_the_carrier() -> None:
    assert stays()
    assert stays(a_transfer(kind="domain"))
    assert stays(a_transfer(giver="studio"))
    assert not stays(a_transfer())
    assert not stays(future_holder="club")
    assert not stays(holder="club")
    assert not stays(party=None)
    logo = an_asset("sign", a_right("own", "copyright"), sign_type="logo")
    made = a_continuity(choice={"party": "club"})
    assert targets(rules.signs_stay_behind, made, a_table(logo)) == []
    assert targets(rules.signs_stay_behind, made, a_table(an_asset("sign", sign_type="domain"))) == []


@pytest.mark.parametrize(
    ("right", "licence", "wrong"),
    [
        ("allowed", "CC-BY-NC-4.0", True),
        ("renamed", "CC-BY-NC-4.0", True),
        ("refused", "CC-BY-NC-4.0", False),
        ("allowed", "CC-BY-4.0", False),
        ("allowed", "LicenseRef-ours", False),
        (None, "CC-BY-NC-4.0", False),
    ],
)
def test_the_right_to_fork_is_in_the_licence(right: str | None, licence: str, wrong: bool) -> None:
    charter = a_charter(**({"fork_right": right} if right else {}))
    for field in ("planned_licence", "current_licence"):
        found = targets(rules.fork_without_licence, charter, a_table(an_asset("content", **{field: licence})))
        assert bool(found) is wrong
    assert targets(rules.fork_without_licence, charter, a_table(an_asset("sign", planned_licence=licence))) == []


def test_a_group_that_carries_holds_no_rights() -> None:
    rule = rules.carrier_without_personality_holds_rights
    table = a_table(an_asset("code", a_right("volunteer", holder="friends"), a_right("employee")))
    assert len(targets(rule, a_continuity(**INFORMAL), table)) == 1
    assert targets(rule, a_continuity(choice={"form": "association", "party": "club"}), table) == []
    assert targets(rule, a_continuity(**INFORMAL), a_table(an_asset("code", a_right("employee")))) == []
    assert targets(rule, a_continuity(**INFORMAL), a_table(a_mark("friends"))) == []


def everything(initiators: list[str], owner: str, holder: str, *transfers: Any) -> list[str]:
    made = a_continuity(
        independence={"initiators": initiators}, succession=[a_key(owner=owner)], transition=list(transfers)
    )
    return targets(rules.one_party_holds_everything, made, a_table(an_asset("code", a_right("own", holder=holder))))


def test_who_began_it_does_not_keep_it_all() -> None:
    assert everything(["town"], "town", "town") == ["continuity.independence.initiators"]
    assert everything(["town"], "club", "town") == []
    assert everything(["town"], "town", "club") == []
    assert everything(["town", "club"], "town", "town") == []
    assert everything(["town"], "town", "town", a_transfer()) == []
    assert targets(rules.one_party_holds_everything, a_continuity(), a_table()) == []


def test_no_tender_and_no_private_members() -> None:
    rule = rules.in_house_with_private_members
    private, public = a_charter(parties=[{"party": "studio"}]), a_charter(parties=[{"party": "town"}])

    def made(needs: str = "in-house", **choice: Any) -> Any:
        return a_continuity(needs=[needs], choice={"form": "gip", **choice})

    assert targets(rule, private, made()) == ["continuity.needs"]
    assert targets(rule, public, made()) == []
    assert targets(rule, private, made("hold")) == []
    assert targets(rule, private, made(remedies="They sit in a club beside it.")) == []
    assert targets(rule, private, made(party="studio")) == []
    assert targets(rule, private, a_continuity(needs=["in-house"])) == []


def held_by(*parties: str | None, form: str = "gip", seats: int | None = 4) -> list[str]:
    """What is found where these organisations sit in the assembly of such a structure."""
    body = a_body("board", {"name": "members", **({"seats": seats} if seats else {})})
    members = [
        sits(f"person {number}", "2026-01-01", "2027-12-31", **({"party": party} if party else {}))
        for number, party in enumerate(parties)
    ]
    governance = a_governance(bodies=[body], members=members)
    return targets(rules.gip_without_public_majority, governance, a_continuity(choice={"form": form}))


def test_public_members_are_the_majority_of_a_public_interest_group() -> None:
    assert held_by("town", "studio") == ["governance.bodies[board].colleges"], "half is no majority"
    assert held_by("studio", "ann", "town") == ["governance.bodies[board].colleges"]
    assert held_by("town", "club", "studio") == [], "a public-service mission counts"
    assert held_by("town", "studio", None) == [], "nobody knows for whom the third sits"
    assert held_by("town", "studio", form="association") == []
    assert held_by("town", "studio", seats=None) == []
    assert held_by() == []


def colleges(*seats: int | None, form: str = "scic") -> list[str]:
    """What is found where the colleges c0, c1… of the assembly have so many seats."""
    made = [{"name": f"c{n}", **({"seats": one} if one is not None else {})} for n, one in enumerate(seats)]
    governance = a_governance(bodies=[a_body("board", *made), a_body("team", {"name": "all", "seats": 2})])
    return targets(rules.scic_college_out_of_bounds, governance, a_continuity(choice={"form": form}))


def test_colleges_of_a_scic_weigh_from_a_tenth_to_a_half() -> None:
    assert colleges(5, 4, 1) == []
    assert colleges(6, 3, 1) == ["governance.bodies[board].colleges[c0].seats"]
    assert colleges(10, 9, 1) == ["governance.bodies[board].colleges[c2].seats"]
    assert colleges(10) == [], "colleges are not compulsory"
    assert colleges(6, None) == []
    assert colleges(6, 3, 1, form="association") == []
