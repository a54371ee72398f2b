"""The rules that span steps, about people; and what templates leave behind."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.rules import Rule
from communkit.steps import across_people as rules
from communkit.steps.leftovers import draft_mark, to_fill_in
from steps.gathering import Data, a_body, a_community, a_governance, places, reported, sits
from steps.literal import NOTES, WARNS_LATE, a_right, a_table, an_asset, ladder


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (rules.placeholder_left, WARNS_LATE),
        (rules.placeholder_in_adopted, ["error"] * 4),
        (rules.nobody_speaks_for_them, WARNS_LATE),
        (rules.conduct_without_consequence, WARNS_LATE),
        (rules.sign_nobody_grants, WARNS_LATE),
        (rules.holder_without_seat, ["note", "note", "note", "warning"]),
        (rules.two_contribution_guides, NOTES),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("TODO", "TODO"),
        ("to be decided (TBD).", "TBD"),
        ("FIXME, soon", "FIXME"),
        ("within [COMMUNITY NAME], we", "[COMMUNITY NAME]"),
        ("write to [INSERT CONTACT METHOD].", "[INSERT CONTACT METHOD]"),
        ("le [DATE]", "[DATE]"),
        ("[NOM DE L’INSTANCE]", "[NOM DE L’INSTANCE]"),
        ("[insérer le nom]", "[insérer le nom]"),
        ("[Name of the project]", "[Name of the project]"),
        ("<nom du projet>", "<nom du projet>"),
        ("{{ project }}", "{{ project }}"),
        ("signé le ________", "________"),
        ("à compléter", "à compléter"),
        ("combien ???", "???"),
        ("XXX jours", "XXX"),
    ],
)
def test_what_waits_to_be_replaced(text: str, mark: str) -> None:
    assert to_fill_in(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "todo list",  # a list of things to do, in small letters
        "see docs/TODO.md",
        "TODO-list",
        "[x] done",
        "the standard [RFC 2119]",
        "see [the guide](guide.md)",
        "[LICENCE](LICENSE.md)",
        "a [note] of ours",
        "why?",
        "a_b and c__d",
        "<https://example.org>",
        "5 < 7 > 3",
        "XX century",
        "{not a hole}",
    ],
)
def test_what_is_meant_as_it_stands(text: str) -> None:
    assert to_fill_in(text) is None


@pytest.mark.parametrize(
    ("text", "mark"),
    [("DRAFT", "DRAFT"), ("BROUILLON.", "BROUILLON"), ("a draft", None), ("DRAFTS", None), ("see DRAFT.md", None)],
)
def test_what_calls_itself_a_draft(text: str, mark: str | None) -> None:
    assert draft_mark(text) == mark


class TestLeftovers:
    def test_in_every_text_of_every_document(self) -> None:
        governance = a_governance(
            transparency={"en": "TODO", "fr": "Tout"},
            bodies=[a_body("board", {"name": "[NAME]"}, name="The board")],
            trademark={"policy": "TBD"},
        )
        community = a_community(
            skills=[{"what": "w", "held_by": ["[NAME]", "ann"]}], code_of_conduct={"contact": "TODO"}
        )
        assert set(places(rules.placeholder_left, governance, community)) == {
            "community.code_of_conduct",
            "community.skills[w].held_by",
            'governance.bodies[board].colleges["[NAME]"].name',
            "governance.trademark",
            "governance.transparency",
        }

    def test_notes_may_speak_of_what_is_to_do(self) -> None:
        assert not places(rules.placeholder_left, a_governance(unknown={"transparency": "TODO: ask the board"}))

    def test_an_adopted_document_is_another_matter(self) -> None:
        def found(rule: Rule, status: str, text: str) -> list[str]:
            return places(rule, a_governance(status=status, transparency=text))

        assert found(rules.placeholder_left, "review", "TODO")
        assert not found(rules.placeholder_left, "adopted", "TODO")
        assert found(rules.placeholder_in_adopted, "adopted", "TODO")
        assert found(rules.placeholder_in_adopted, "adopted", "DRAFT of our rules")
        assert not found(rules.placeholder_in_adopted, "review", "DRAFT of our rules")
        assert not found(rules.placeholder_in_adopted, "adopted", "all is published")


class TestVoices:
    def unheard(self, voices: list[str] | None, **community: Any) -> list[str]:
        college = {"name": "c", **({"speaks_for": voices} if voices else {})}
        governance = a_governance(bodies=[a_body("board", college)])
        return places(rules.nobody_speaks_for_them, a_community(**community), governance)

    def test_a_type_of_users_without_a_seat_or_a_way_to_be_heard(self) -> None:
        lay = {"type": "lay", "who": "those who come"}
        assert self.unheard(["frontier"], user_types=[lay]) == ["community.user_types[lay].takes_part"]
        assert not self.unheard(["lay"], user_types=[lay])
        assert not self.unheard(["frontier"], user_types=[{**lay, "takes_part": "a survey"}])
        assert not self.unheard(["frontier"], user_types=[{"type": "lay"}])

    def test_those_who_do_the_work(self) -> None:
        circles = {"contributors": {"who": "c"}, "maintainers": {"who": "m"}, "users": {"who": "u"}}
        both = ["community.circles.contributors.who", "community.circles.maintainers.who"]
        assert self.unheard(["lay"], circles=circles) == both
        assert not self.unheard(["maintainers"], circles=circles)
        assert not self.unheard(["contributors", "lay"], circles=circles)

    def test_nothing_before_colleges_say_for_whom_they_speak(self) -> None:
        assert not self.unheard(None, user_types=[{"type": "lay", "who": "those who come"}])


class TestConductAndSigns:
    def test_conduct_has_consequences(self) -> None:
        def found(document: str | None, **fields: Any) -> list[str]:
            conduct = {"code_of_conduct": {"document": document}} if document else {}
            return places(rules.conduct_without_consequence, a_community(**conduct), a_governance(**fields))

        assert found("C.md") == ["governance.sanctions"]
        assert not found(None)
        assert not found("C.md", sanctions=[{"step": "talk"}])
        assert not found("C.md", not_applicable={"sanctions": "the host's rules apply"})

    def test_a_name_wants_somebody_to_ask(self) -> None:
        def found(kind: str, sign: str | None = None, **fields: Any) -> list[str]:
            told = {"sign_type": sign} if sign else {}
            return places(rules.sign_nobody_grants, a_table(an_asset(kind, **told)), a_governance(**fields))

        assert found("sign", "logo") == ["governance.trademark"]
        assert found("sign", "logo", trademark={"policy": "P.md"})
        assert not found("sign", "logo", trademark={"granted_by": "board"})
        assert not found("sign", "domain")
        assert not found("code")
        assert not found("sign", "logo", not_applicable={"trademark": "none"})


class TestHolders:
    def found(self, *members: Data, holder: str = "studio") -> list[str]:
        table = a_table(an_asset("code", a_right("own", holder=holder), a_right("own", "copyright", holder)))
        return places(rules.holder_without_seat, table, a_governance(members=list(members)))

    def test_who_holds_rights_and_sits_nowhere(self) -> None:
        assert self.found(sits("ann", party="town")) == ["assets[app].rights[studio/software].holder"]
        assert not self.found(sits("ann", party="studio"))

    def test_people_and_groups_are_not_asked_to_sit(self) -> None:
        assert not self.found(sits("eve", party="town"), holder="ann")
        assert not self.found(sits("eve", party="town"), holder="friends")

    def test_without_a_register_nobody_knows(self) -> None:
        assert not self.found()
        assert not self.found(sits("eve"))

    def test_two_guides(self) -> None:
        def guides(mode: str, document: str | None, kind: str = "code", guide: str | None = "CONTRIBUTING.md") -> int:
            ways = {"mode": mode, **({"document": document} if document else {})}
            governance = a_governance(**({"contributing": guide} if guide else {}))
            return len(reported(rules.two_contribution_guides, a_table(an_asset(kind, contributions=ways)), governance))

        assert guides("DCO", "docs/join.md") == 1
        assert guides("DCO", "CONTRIBUTING.md") == 0
        assert guides("CLA", "cla.pdf") == 0
        assert guides("DCO", "terms.md", "database") == 0
        assert guides("DCO", None) == 0
        assert guides("DCO", "docs/join.md", guide=None) == 0
