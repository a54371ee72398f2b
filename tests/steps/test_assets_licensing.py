"""Under which licence each asset goes out, and what may come in."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.marked import Message
from communkit.rules import Rule
from communkit.steps.assets import licensing as rules
from steps.literal import (
    ASKS,
    NOTES,
    WARNS,
    WARNS_LATE,
    a_project,
    a_right,
    a_table,
    an_asset,
    findings,
    ladder,
    said,
    seen,
)

PLANNED, CURRENT = ["assets[app].planned_licence"], ["assets[app].current_licence"]
FILED = [{"document": "note 12"}]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (rules.licence_unfit, ASKS),
        (rules.licence_unusual, WARNS_LATE),
        (rules.licence_undecided, ["warning", "warning", "error", "error"]),
        (rules.licenceref_without_text, ["warning", "warning", "error", "error"]),
        (rules.third_party_incompatible, ASKS),
        (rules.third_party_to_check, NOTES),
        (rules.relicensing_needs_holders, WARNS),
        (rules.restriction_stands, ASKS),
        (rules.image_right_missing, WARNS_LATE),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_severities_follow_the_stage(rule: Rule, expected: list[str]) -> None:
    assert ladder(rule) == expected


def planned(licence: str, kind: str = "code", **fields: Any) -> Any:
    return an_asset(kind, planned_licence=licence, **fields)


class TestFitness:
    """A licence is not used outside what it was made for (Inno³ / ANCT, 2023, 1.2)."""

    @pytest.mark.parametrize(
        ("licence", "kind", "fields"),
        [
            ("etalab-2.0", "code", {}),
            ("CC-BY-4.0", "code", {}),
            ("CC-BY-NC-4.0", "content", {}),
            ("MIT", "database", {}),
            ("MIT", "hardware", {}),
            ("ODbL-1.0", "documentation", {}),
            ("CC-BY-4.0", "sign", {"sign_type": "logo"}),
            ("etalab-2.0", "content", {"content_type": "font"}),
            ("MIT AND CC-BY-4.0", "code", {}),
        ],
    )
    def test_made_for_something_else(self, licence: str, kind: str, fields: dict[str, Any]) -> None:
        assert seen(rules.licence_unfit, planned(licence, kind, **fields)) == PLANNED
        assert seen(rules.licence_unusual, planned(licence, kind, **fields)) == []

    @pytest.mark.parametrize(
        ("licence", "kind", "fields"),
        [
            ("EUPL-1.2", "code", {}),
            ("etalab-2.0", "documentation", {}),
            ("ODbL-1.0", "database", {}),
            ("CERN-OHL-S-2.0", "hardware", {}),
            ("OFL-1.1", "content", {"content_type": "font"}),
            ("CC-BY-SA-4.0", "content", {"content_type": "image"}),
            ("MIT OR CC-BY-4.0", "code", {}),  # whoever receives it takes the first
        ],
    )
    def test_made_for_it(self, licence: str, kind: str, fields: dict[str, Any]) -> None:
        assert seen(rules.licence_unfit, planned(licence, kind, **fields)) == []
        assert seen(rules.licence_unusual, planned(licence, kind, **fields)) == []

    @pytest.mark.parametrize(
        ("licence", "kind"), [("CC0-1.0", "code"), ("MIT", "documentation"), ("CC-BY-4.0", "database")]
    )
    def test_possible_if_somebody_says_why(self, licence: str, kind: str) -> None:
        assert seen(rules.licence_unfit, planned(licence, kind)) == []
        assert seen(rules.licence_unusual, planned(licence, kind)) == PLANNED
        assert seen(rules.licence_unusual, planned(licence, kind, justification="It lives beside the code.")) == []

    def test_the_licence_that_stays_is_judged_where_none_is_planned(self) -> None:
        assert seen(rules.licence_unfit, an_asset("code", current_licence="etalab-2.0")) == CURRENT
        moving = planned("EUPL-1.2", current_licence="etalab-2.0")
        assert seen(rules.licence_unfit, moving) == []

    @pytest.mark.parametrize("fields", [{}, {"planned_licence": "etalab-2.0", "proposed": ["planned_licence"]}])
    def test_nothing_claimed_nothing_judged(self, fields: dict[str, Any]) -> None:
        assert seen(rules.licence_unfit, an_asset("code", **fields)) == []

    def test_an_asset_of_no_kind_is_not_judged(self) -> None:
        assert seen(rules.licence_unfit, {"id": "app", "planned_licence": "etalab-2.0"}) == []

    def test_a_licence_that_nobody_knows_is_not_judged(self) -> None:
        assert seen(rules.licence_unfit, planned("LicenseRef-ours")) == []


class TestDecided:
    @pytest.mark.parametrize("licence", ["GPL-3.0", "AGPL-3.0", "MIT OR LGPL-2.1", "GFDL-1.3"])
    def test_neither_only_nor_or_later(self, licence: str) -> None:
        assert seen(rules.licence_undecided, planned(licence)) == PLANNED

    @pytest.mark.parametrize("licence", ["GPL-3.0-only", "GPL-3.0-or-later", "GPL-3.0+", "EUPL-1.2", "MIT"])
    def test_said(self, licence: str) -> None:
        assert seen(rules.licence_undecided, planned(licence)) == []

    def test_the_licence_that_stays_has_to_be_said_as_well(self) -> None:
        assert seen(rules.licence_undecided, an_asset("code", current_licence="AGPL-3.0")) == CURRENT
        assert seen(rules.licence_undecided, planned("EUPL-1.2", current_licence="GPL-3.0")) == []

    def test_it_names_the_identifier(self) -> None:
        assert said(rules.licence_undecided, planned("MIT OR GPL-3.0"))["id"] == "GPL-3.0"


class TestTextOfOnesOwn:
    RULE = rules.licenceref_without_text

    def test_nothing_says_where_the_text_is(self) -> None:
        assert seen(self.RULE, planned("LicenseRef-ours")) == PLANNED
        assert seen(self.RULE, an_asset("code", current_licence="MIT AND LicenseRef-ours")) == CURRENT

    def test_its_text_is_filed(self) -> None:
        filed: dict[str, Any] = {"evidence": {"planned_licence": [{"path": "LICENSES/LicenseRef-ours.txt"}]}}
        assert seen(self.RULE, planned("LicenseRef-ours", **filed)) == []

    def test_the_text_of_the_other_licence_is_not_its_text(self) -> None:
        filed: dict[str, Any] = {"evidence": {"current_licence": [{"path": "LICENSE"}]}}
        assert seen(self.RULE, planned("LicenseRef-ours", **filed)) == PLANNED

    def test_a_known_licence_needs_none(self) -> None:
        assert seen(self.RULE, planned("MIT")) == []

    def test_the_usage_policy_of_a_sign_is_its_text(self) -> None:
        logo = planned("LicenseRef-charte", "sign", sign_type="logo")
        assert seen(self.RULE, logo) == PLANNED
        assert seen(self.RULE, {**logo, "usage_policy": "docs/charte-du-logo.md"}) == []
        image = planned("LicenseRef-charte", "content", usage_policy="docs/charte-du-logo.md")
        assert seen(self.RULE, image) == PLANNED


def taking_in(inbound: str | None, outbound: str | None, kind: str = "code", **fields: Any) -> Any:
    part = {"name": "part", **({"licence": inbound} if inbound else {}), **fields}
    return an_asset(kind, third_party=[part], **({"planned_licence": outbound} if outbound else {}))


PART = ["assets[app].third_party[part].licence"]


class TestThirdParties:
    @pytest.mark.parametrize(
        ("inbound", "outbound", "kind"),
        [
            ("GPL-2.0-only", "Apache-2.0", "code"),
            ("AGPL-3.0-or-later", "MIT", "code"),
            ("ODbL-1.0", "etalab-2.0", "database"),
            ("CC-BY-SA-4.0", "CC-BY-4.0", "content"),
            ("CC-BY-NC-4.0", "MIT", "code"),
            ("MIT AND GPL-2.0-only", "Apache-2.0", "code"),
        ],
    )
    def test_it_cannot_be_taken_in(self, inbound: str, outbound: str, kind: str) -> None:
        asset = taking_in(inbound, outbound, kind)
        assert seen(rules.third_party_incompatible, asset) == PART
        assert seen(rules.third_party_to_check, asset) == []

    @pytest.mark.parametrize(
        ("inbound", "outbound", "kind"),
        [
            ("BSD-2-Clause", "EUPL-1.2", "code"),
            ("MIT OR GPL-2.0-only", "Apache-2.0", "code"),  # we choose
            ("etalab-2.0", "ODbL-1.0", "database"),
            ("CC-BY-4.0", "CC-BY-SA-4.0", "content"),
            # fonts, images and data lie beside the code, each under its own licence
            ("OFL-1.1", "AGPL-3.0-or-later", "code"),
            ("CC-BY-4.0", "MIT", "code"),
            ("etalab-2.0", "EUPL-1.2", "code"),
            ("ODbL-1.0", "AGPL-3.0-or-later", "code"),
        ],
    )
    def test_it_can(self, inbound: str, outbound: str, kind: str) -> None:
        asset = taking_in(inbound, outbound, kind)
        assert seen(rules.third_party_incompatible, asset) == []
        assert seen(rules.third_party_to_check, asset) == []

    @pytest.mark.parametrize(
        ("inbound", "outbound", "answer"),
        [
            ("MPL-2.0", "MIT", "it depends"),
            ("CECILL-2.1", "AGPL-3.0-or-later", "it depends"),
            ("LicenseRef-x", "MIT", "unknown"),
        ],
    )
    def test_somebody_has_to_look(self, inbound: str, outbound: str, answer: str) -> None:
        asset = taking_in(inbound, outbound)
        assert seen(rules.third_party_to_check, asset) == PART
        assert said(rules.third_party_to_check, asset)["answer"] == Message(answer)
        looked = taking_in(inbound, outbound, evidence={"licence": FILED})
        assert seen(rules.third_party_to_check, looked) == []

    def test_it_says_what_it_depends_on(self) -> None:
        def sentence(inbound: str, outbound: str) -> str:
            found = findings(rules.third_party_to_check, a_project(), a_table(taking_in(inbound, outbound)))
            return found[0].message.template

        assert sentence("CECILL-2.1", "AGPL-3.0-or-later").endswith("{condition}")
        assert sentence("LicenseRef-x", "MIT").endswith("{reason}")

    @pytest.mark.parametrize(("inbound", "outbound"), [(None, "MIT"), ("GPL-2.0-only", None)])
    def test_one_of_the_two_is_not_said(self, inbound: str | None, outbound: str | None) -> None:
        asset = taking_in(inbound, outbound)
        assert seen(rules.third_party_incompatible, asset) + seen(rules.third_party_to_check, asset) == []

    @pytest.mark.parametrize("proposed", [["licence"], ["*"]])
    def test_a_scan_proposes_and_claims_nothing(self, proposed: list[str]) -> None:
        assert seen(rules.third_party_incompatible, taking_in("GPL-2.0-only", "MIT", proposed=proposed)) == []


class TestRelicensing:
    RULE = rules.relicensing_needs_holders
    SEVERAL = (a_right("public-agent"), a_right("volunteer", holder="friends"))

    def seen(self, current: str | None, planned: str | None, *rights: Any, **fields: Any) -> list[str]:
        said = {"current_licence": current, "planned_licence": planned}
        fields |= {name: licence for name, licence in said.items() if licence}
        return seen(self.RULE, an_asset("code", *(rights or self.SEVERAL), **fields))

    @pytest.mark.parametrize(
        ("current", "planned"),
        [
            ("GPL-3.0-only", "MIT"),
            ("GPL-3.0-only", "GPL-3.0-or-later"),
            ("AGPL-3.0-or-later", "EUPL-1.2"),
            ("GPL-3.0-or-later", "AGPL-3.0-or-later"),
        ],
    )
    def test_everybody_has_to_agree(self, current: str, planned: str) -> None:
        assert self.seen(current, planned) == PLANNED

    @pytest.mark.parametrize(
        ("current", "planned"),
        [
            ("MIT", "AGPL-3.0-or-later"),
            ("Apache-2.0", "EUPL-1.2"),  # nothing was asked back
            ("EUPL-1.2", "EUPL-1.2"),
            ("AGPL-3.0-or-later", "AGPL-3.0-only"),
            ("EUPL-1.1", "EUPL-1.2"),
            (None, "MIT"),
            ("GPL-3.0-only", None),
        ],
    )
    def test_it_follows_or_stays(self, current: str | None, planned: str | None) -> None:
        assert self.seen(current, planned) == []

    def test_their_agreement_is_filed(self) -> None:
        assert self.seen("GPL-3.0-only", "MIT", evidence={"planned_licence": FILED}) == []

    @pytest.mark.parametrize("basis", ["public-agent", "employee", "contract", "predecessor"])
    def test_whoever_holds_it_alone_asks_nobody(self, basis: str) -> None:
        assert self.seen("GPL-3.0-only", "MIT", a_right(basis)) == []

    def test_two_who_hold_it_by_law_ask_each_other(self) -> None:
        assert self.seen("GPL-3.0-only", "MIT", a_right("public-agent"), a_right("employee", holder="club")) == PLANNED

    @pytest.mark.parametrize("basis", ["volunteer", "upstream-licence", "co-authors", "composite-work", None])
    def test_alone_in_the_table_is_not_alone_in_the_work(self, basis: str | None) -> None:
        assert self.seen("GPL-3.0-only", "MIT", a_right(basis)) == PLANNED


RESTRICTED: dict[str, Any] = {"restrictions": ["personal-data", "security"], "planned_licence": "MIT"}


class TestRestrictions:
    def seen(self, **fields: Any) -> list[str]:
        return seen(rules.restriction_stands, an_asset("code", **{**RESTRICTED, **fields}))

    def test_it_is_to_go_out_and_nothing_is_planned(self) -> None:
        assert self.seen() == ["assets[app].restrictions"]
        told = said(rules.restriction_stands, an_asset("code", **RESTRICTED))["restrictions"]
        assert told == (Message("personal data"), Message("security of information systems"))

    def test_something_is_planned(self) -> None:
        assert self.seen(actions=[{"what": "anonymise the extract"}]) == []

    def test_what_is_only_proposed_is_not_planned(self) -> None:
        assert self.seen(actions=[{"what": "anonymise the extract", "proposed": ["*"]}])

    def test_papers_show_that_it_is_lifted(self) -> None:
        assert self.seen(evidence={"restrictions": FILED}) == []

    def test_what_stays_inside_may_be_restricted(self) -> None:
        assert seen(rules.restriction_stands, an_asset("code", restrictions=["security"])) == []
        assert seen(rules.restriction_stands, planned("MIT")) == []

    def test_people_on_photographs(self) -> None:
        photos = an_asset("content", a_right("own", "copyright", "ann"), restrictions=["image-rights"])
        assert seen(rules.image_right_missing, photos) == ["assets[app].restrictions"]
        consented = an_asset("content", a_right(None, "image", "friends"), restrictions=["image-rights"])
        assert seen(rules.image_right_missing, consented) == []

    @pytest.mark.parametrize("restrictions", [["personal-data"], []])
    def test_other_restrictions_show_nobody(self, restrictions: list[str]) -> None:
        assert seen(rules.image_right_missing, an_asset("content", restrictions=restrictions)) == []
