"""What the licence adviser answers, case by case, as a person would tell it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communkit.licences.advice import Advice, Facts, Part, advise
from communkit.licences.advice_answers import facts_from, read_answers
from communkit.words import words_in
from steps.literal import TODAY

PROJECTS = Path(__file__).with_name("advice_projects.yaml")


def told(kind: str, /, *, content_type: str | None = None, **more: Any) -> Advice:
    """The answer for an asset whose title is clear and which holds no personal data, unless told otherwise."""
    fields = ("lists", "allowed", "current", "must_enter", "parts", "sole_holder")
    known = {name: more.pop(name) for name in fields if name in more}
    country = more.pop("jurisdiction", "fr" if known.get("lists") else "de")
    sign = more.pop("sign_type", None)
    administration = more.pop("administration", "yes" if known.get("lists") else "no")
    words = {"rights": "cleared", "personal_data": "no", "administration": administration, **more}
    return advise(Facts("it", "It", kind, TODAY, content_type, sign, country, words=words, **known))


def out(advice: Advice, licence: str) -> str:
    """Why a licence is ruled out, in English."""
    found = next(one for one in advice.ruled_out if one.licence == licence)
    return " ".join(words_in("en").say(one.text) for one in found.reasons)


def ranked(advice: Advice) -> list[str]:
    return [one.licence for one in advice.choices]


def changes(advice: Advice) -> list[str | None]:
    return [one.licence for one in advice.changes]


def test_a_town_that_fears_capture_as_a_service() -> None:
    town = told("code", lists=("fr",), software_kind="business", share_back="network")
    assert ranked(town) == ["AGPL-3.0-or-later", "EUPL-1.2"]
    assert "not on the list" in out(town, "OSL-3.0")
    assert "less back" in out(town, "MIT")
    assert "source code" in out(town, "etalab-2.0")
    assert "Apache-2.0" in changes(town)


def test_a_gpl_library_leaves_the_agpl_and_says_what_it_hangs_on() -> None:
    parts = (Part("lib", "GPL-3.0-or-later"),)
    found = told("code", lists=("fr",), share_back="network", parts=parts)
    assert ranked(found) == ["AGPL-3.0-or-later"]
    assert "lib" in out(found, "EUPL-1.2")
    assert found.questions, "it depends, so there is a question to ask"
    assert "EUPL-1.2" not in ranked(found)


def test_images_of_a_public_body_have_no_reciprocal_licence_on_the_list() -> None:
    found = told("content", content_type="image", lists=("fr",), share_back="work")
    assert found.licence == "etalab-2.0"
    assert len(found.given_up) == 1
    assert "CC-BY-SA-4.0" in changes(found)


@pytest.mark.parametrize("sign", ["logo", "trademark", "name", "domain"])
def test_a_mark_gets_a_policy(sign: str) -> None:
    found = told("sign", sign_type=sign)
    assert (found.standing, found.choices, found.licence) == ("policy", (), None)
    assert found.questions


@pytest.mark.parametrize(
    ("word", "answer"),
    [("rights", "others"), ("rights", "unknown"), ("personal_data", "yes"), ("personal_data", "unknown")],
)
def test_what_is_not_cleared_is_not_yet_and_asks(word: str, answer: str) -> None:
    found = told("database", lists=("fr",), share_back="work", **{word: answer})
    assert (found.standing, found.licence) == ("not-yet", None)
    assert ranked(found)[0] == "ODbL-1.0", "what it would be once that is cleared is told all the same"
    assert found.questions


def test_who_joins_a_project_takes_its_licence_and_no_list_binds() -> None:
    joining = {"joins": "yes", "current": "OSL-3.0", "share_back": "nothing", "jurisdiction": "fr"}
    found = told("code", administration="yes", **joining)
    assert (found.standing, ranked(found)) == ("answer", ["OSL-3.0"])
    funded = told("code", lists=("fr",), **joining)
    assert (funded.standing, ranked(funded)) == ("none", []), "a funder's condition binds whoever takes the money"


def test_a_project_whose_licence_is_not_said_to_its_end_is_asked_about() -> None:
    found = told("code", joins="yes", current="GPL-2.0")
    assert found.standing == "not-yet"
    assert "or later" in words_in("en").say(found.questions[-1])


def test_a_trained_model_is_never_a_settled_matter() -> None:
    found = told("content", content_type="model", share_back="nothing")
    assert (found.standing, found.licence) == ("not-yet", None)
    assert ranked(found)


def test_who_joins_a_project_without_saying_its_licence_is_asked_for_it() -> None:
    found = told("code", joins="yes")
    assert (found.standing, found.choices) == ("not-yet", ())
    assert found.questions


def test_an_undecided_wish_is_no_decision() -> None:
    found = told("code", share_back="undecided")
    assert (found.standing, found.licence) == ("undecided", None)
    assert len(ranked(found)) > 3


def test_hardware_by_how_much_comes_back_and_its_firmware_apart() -> None:
    for wish, licence in (("nothing", "CERN-OHL-P-2.0"), ("file", "CERN-OHL-W-2.0"), ("work", "CERN-OHL-S-2.0")):
        assert told("hardware", share_back=wish, firmware="yes", lists=("fr",)).licence == licence
    remarks = [words_in("en").say(one.text) for one in told("hardware", share_back="work", firmware="yes").remarks]
    assert any("row of its own" in one for one in remarks)


def test_a_font_stays_free_of_the_documents() -> None:
    assert told("content", content_type="font").licence == "OFL-1.1"


def test_a_funder_narrows_the_choice() -> None:
    found = told("code", allowed=("EUPL-1.2", "MPL-2.0"), share_back="network")
    assert found.licence == "EUPL-1.2"
    assert "funder" in out(found, "AGPL-3.0-or-later")
    assert "AGPL-3.0-or-later" in changes(found)


def test_a_funders_licences_for_data_say_nothing_of_code() -> None:
    assert told("code", allowed=("ODbL-1.0",), share_back="nothing").licence == "Apache-2.0"


def test_what_must_be_able_to_take_it_in_decides() -> None:
    found = told("code", share_back="work", must_enter=("MIT",))
    assert found.given_up, "nothing that asks for improvements goes into MIT"
    assert found.licence == "MPL-2.0", "its files keep their licence in the larger work"
    assert found.questions, "and that depends on how it is done"


def test_data_under_odbl_leave_only_odbl() -> None:
    parts = (Part("places", "ODbL-1.0", "include"),)
    found = told("database", lists=("fr",), share_back="nothing", parts=parts)
    assert ranked(found) == ["ODbL-1.0"]
    assert found.given_up
    assert "places" in out(found, "etalab-2.0")


def test_what_is_published_already_stays_unless_a_wish_speaks_against_it() -> None:
    assert told("code", current="BSD-2-Clause", share_back="nothing").licence == "BSD-2-Clause"
    assert told("code", current="AGPL-3.0-only", share_back="work").licence == "AGPL-3.0-only"
    assert told("code", current="MIT", share_back="network").licence == "AGPL-3.0-or-later"


def test_leaving_a_reciprocal_licence_asks_those_who_hold_rights() -> None:
    leaving = told("code", current="GPL-3.0-or-later", share_back="nothing")
    assert any("agreed in writing" in words_in("en").say(one) for one in leaving.questions)
    alone = told("code", current="GPL-3.0-or-later", share_back="nothing", sole_holder=True)
    assert not any("agreed in writing" in words_in("en").say(one) for one in alone.questions)


def test_contradictory_parts_end_in_a_question() -> None:
    parts = (Part("one", "GPL-2.0-only"), Part("two", "Apache-2.0"), Part("three", "CC-BY-NC-4.0", "include"))
    found = told("code", parts=parts, share_back="work")
    assert (found.standing, found.licence) == ("none", None)
    assert found.questions


def test_every_statement_from_outside_has_a_source() -> None:
    found = told("code", lists=("fr",), share_back="network", software_kind="business", embedded="yes")
    for choice in found.choices:
        own = [one for one in choice.reasons if one.as_of is None]
        assert len(own) <= 1, "only what follows from the facts given has no source"
        assert all(words_in("fr").say(one.cited) for one in choice.reasons if one.as_of)


@pytest.mark.parametrize("case", yaml.safe_load(PROJECTS.read_text()), ids=lambda case: str(case["project"]))
def test_ten_public_projects(case: dict[str, Any], tmp_path: Path) -> None:
    asset = dict(case["asset"])
    current = asset.pop("current_licence", None)
    path = tmp_path / "answers.yaml"
    path.write_text(yaml.safe_dump({"jurisdiction": case["jurisdiction"], "assets": [asset]}), encoding="utf-8")
    answers = read_answers(path)
    found = advise(facts_from(answers.rows[0], answers.jurisdiction, TODAY))
    assert (found.licence == case["chosen"]) is case["agrees"], f"{found.licence} (today {current})"
    assert case["chosen"] in ranked(found)[:2]
    assert case["agrees"] or case["who_is_right"]
