"""Signatures: the text on file, what changed since, by what authority, and who is missing."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.audit.run import catalogue, providers
from communkit.model.adopted import Frozen, changes
from communkit.model.row import DocumentRow, bind
from communkit.rules import Finding, Rule, Stage, run
from communkit.steps.assets.model import Assets
from communkit.steps.charter import signature
from communkit.steps.charter.model import Charter
from communkit.words import unfilled, words_in
from steps.intent import a_charter
from steps.literal import TODAY, a_project

DIGEST = "sha256:" + "a" * 64
TOWN = {"party": "town"}
STUDIO = {"party": "studio"}


def signed(party: str = "town", version: str = "1.0.0", **more: Any) -> dict[str, Any]:
    """A signature as `adopt` records it, by a body that names its decision."""
    authority = {"kind": "deliberation", "reference": "2026-114", "date": "2026-10-03"}
    row = {"party": party, "version": version, "by": "la maire", "authority": authority, "on": "2026-11-02"}
    return {**row, "digest": DIGEST, **more}


def frozen(version: str = "1.0.0", digest: str = DIGEST, **documents: Any) -> Frozen:
    """What is on file for a version."""
    return Frozen(f"charter-{version}.json", digest, "charter", version, documents)


def seen(rule: Rule, charter: Charter, *files: Frozen, others: tuple[DocumentRow, ...] = ()) -> list[Finding]:
    project = a_project(stage="opening")
    given = {
        "project": project,
        "charter": charter,
        "adopted": files,
        "documents_as_written": [charter, *others],
        "stage": Stage.OPENING,
        "today": TODAY,
    }
    outcome = run([rule], given, providers(), stage=Stage.OPENING, locate=lambda _: None)
    assert not outcome.skipped
    for one in outcome.findings:
        assert unfilled(one.message) | unfilled(one.fix) == frozenset()
    return list(outcome.findings)


def told(found: list[Finding]) -> list[str]:
    return [words_in("en").say(one.message) for one in found]


class TestTheTextOnFile:
    def test_it_is_there_and_gives_the_digest(self) -> None:
        assert seen(signature.signed_text_changed, a_charter(adoption=[signed()]), frozen()) == []

    def test_it_is_gone(self) -> None:
        (found,) = seen(signature.signed_text_changed, a_charter(adoption=[signed()]))
        assert told([found]) == ["The town signed version 1.0.0, and adopted/charter-1.0.0.json is not there."]

    def test_it_gives_another_digest(self) -> None:
        (found,) = seen(signature.signed_text_changed, a_charter(adoption=[signed()]), frozen(digest="sha256:b"))
        assert found.target == "charter.adoption[town/1.0.0].digest"

    def test_each_version_has_its_own(self) -> None:
        charter = a_charter(adoption=[signed(), signed(version="2.0.0", digest="sha256:b")])
        assert seen(signature.signed_text_changed, charter, frozen(), frozen("2.0.0", "sha256:b")) == []


class TestWhatChanged:
    SIGNED = a_charter(licence_principle="reciprocal", parties=[TOWN], scope="The map.")

    def after(self, version: str = "1.0.0", **fields: Any) -> list[Finding]:
        whole = {"licence_principle": "reciprocal", "parties": [TOWN], "scope": "The map."} | fields
        charter = a_charter(version=version, adoption=[signed()], **whole)
        return seen(signature.changed_since_signed, charter, frozen(charter=self.SIGNED))

    def test_nothing(self) -> None:
        assert self.after() == []

    def test_an_answer(self) -> None:
        found = self.after(licence_principle="permissive")
        assert [one.target for one in found] == ["charter.licence_principle"]
        assert told(found) == [
            "In version 1.0.0, which was signed, “Principle of the licence” was “free, and improvements are shared on "
            "the same terms”; now it is “free, without asking anything in return but the mention of the authors”."
        ]

    def test_a_party_that_came_and_one_that_left(self) -> None:
        assert told(self.after(parties=[STUDIO])) == [
            "“Parties of the charter” had something in version 1.0.0, which was signed, that is gone: “town”.",
            "“Parties of the charter” has something that was not in version 1.0.0, which was signed: “studio”.",
        ]

    def test_an_answer_taken_back(self) -> None:
        (said,) = told(self.after(scope=None))
        assert said == "“Scope” had something in version 1.0.0, which was signed, that is gone: “The map”."

    def test_a_row_of_another_step(self) -> None:
        app = {"id": "app", "kind": "code", "name": "The map"}
        then, now = (
            bind(Assets.model_validate({"assets": [app | {"planned_licence": licence}]}), "assets")
            for licence in ("MIT", "EUPL-1.2")
        )
        charter = a_charter(version="1.0.0", adoption=[signed()])
        found = seen(signature.changed_since_signed, charter, frozen(assets=then), others=(now,))
        assert [one.target for one in found] == ["assets[app].planned_licence"]
        assert told(found) == [
            "In version 1.0.0, which was signed, “Planned licence (The map)” was “MIT”; now it is “EUPL-1.2”."
        ]

    def test_rows_that_only_moved(self) -> None:
        both = a_charter(parties=[TOWN, STUDIO])
        assert list(changes(both, a_charter(parties=[STUDIO, TOWN]))) == []

    def test_notes_on_how_something_is_known_change_nothing(self) -> None:
        evidence = {"scope": [{"document": "minutes of 3 May"}]}
        assert self.after(evidence=evidence) == []

    def test_what_is_only_proposed_is_not_a_change(self) -> None:
        assert self.after(values="Never to sell data.", proposed=["values"]) == []

    def test_a_new_version_is_noted_until_it_is_signed(self) -> None:
        (found,) = self.after("1.1.0", licence_principle="permissive")
        assert found.severity.value == "note"

    def test_the_newest_signature_counts_and_not_the_last_written(self) -> None:
        charter = a_charter(
            version="1.10.0", adoption=[signed(version="1.10.0"), signed(version="1.9.0")], scope="The map."
        )
        old, new = a_charter(scope="A list."), a_charter(scope="The map.")
        files = (frozen("1.10.0", charter=new), frozen("1.9.0", charter=old))
        assert seen(signature.changed_since_signed, charter, *files) == []


class TestAuthority:
    @pytest.mark.parametrize(
        ("party", "authority", "found"),
        [
            ("town", None, 1),
            ("town", {"kind": "delegation"}, 1),
            ("town", {"kind": "delegation", "reference": "12"}, 0),
            ("studio", None, 0),
            ("friends", None, 0),
        ],
    )
    def test_a_public_body_names_the_decision(self, party: str, authority: object, found: int) -> None:
        charter = a_charter(adoption=[signed(party, authority=authority)])
        assert len(seen(signature.signed_without_authority, charter)) == found


class TestWhoIsMissing:
    def test_nobody_signed_yet(self) -> None:
        assert seen(signature.party_not_signed, a_charter(parties=[TOWN, STUDIO])) == []

    def test_one_of_two(self) -> None:
        charter = a_charter(parties=[TOWN, STUDIO], adoption=[signed()])
        assert [one.target for one in seen(signature.party_not_signed, charter)] == ["charter.parties[studio]"]

    def test_the_old_version_does_not_count(self) -> None:
        charter = a_charter(parties=[TOWN, STUDIO], adoption=[signed(), signed("studio"), signed(version="2.0.0")])
        assert [one.target for one in seen(signature.party_not_signed, charter)] == ["charter.parties[studio]"]

    def test_both(self) -> None:
        charter = a_charter(parties=[TOWN, STUDIO], adoption=[signed(), signed("studio")])
        assert seen(signature.party_not_signed, charter) == []


class TestAdopted:
    def test_with_a_signature(self) -> None:
        charter = a_charter(version="1.0.0", status="adopted", adoption=[signed()])
        assert seen(signature.adopted_without_signature, charter) == []

    @pytest.mark.parametrize("adoption", [[], [signed(version="0.9.0")]])
    def test_without_one_of_this_version(self, adoption: list[Any]) -> None:
        charter = a_charter(version="1.0.0", status="adopted", adoption=adoption)
        assert len(seen(signature.adopted_without_signature, charter)) == 1

    def test_a_draft_needs_none(self) -> None:
        assert seen(signature.adopted_without_signature, a_charter(version="1.0.0", status="draft")) == []


@pytest.mark.parametrize("rule", [one for one in catalogue() if one.id.startswith("CHA04")], ids=lambda one: one.id)
def test_a_charter_that_nobody_signed_is_left_alone(rule: Rule) -> None:
    assert seen(rule, a_charter(version="0.1.0", status="draft", parties=[TOWN])) == []
