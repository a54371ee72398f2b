"""Rows: their keys, their addresses, and what of them is claimed."""

from __future__ import annotations

from datetime import date

import pytest

from communkit.model.row import bind, claimed
from communkit.rules import Mention
from model_room.toys import Bed, Garden, Gate, Plant, a_bed, a_garden

ROSE, LEEK = {"name": "rose"}, {"name": "leek"}


class TestAddresses:
    GARDEN = a_garden(a_bed(plants=[ROSE, LEEK]), gate={"colour": "green"})

    def test_the_key_joins_its_fields(self) -> None:
        assert self.GARDEN.garden[0].key == "a/clay"

    def test_every_row_has_one(self) -> None:
        shown = [row.address.text for row in (self.GARDEN, *self.GARDEN.each(Bed), *self.GARDEN.each(Plant))]
        assert shown == ["garden", "garden[a/clay]", "garden[a/clay].plants[rose]", "garden[a/clay].plants[leek]"]
        assert self.GARDEN.gate is not None
        assert self.GARDEN.gate.address.text == "garden.gate"

    def test_parents_lead_back_to_the_document(self) -> None:
        leek = self.GARDEN.garden[0].plants[1]
        assert leek.parent is self.GARDEN.garden[0]
        assert leek.parent.parent is self.GARDEN
        with pytest.raises(LookupError, match="no parent"):
            _ = self.GARDEN.parent

    def test_a_row_on_its_own_has_none(self) -> None:
        with pytest.raises(LookupError, match="not bound"):
            _ = Gate().address

    def test_a_sighting_carries_the_evidence_of_its_field(self) -> None:
        page = {"url": "https://example.org", "seen_on": "2026-01-02"}
        evidence = {"name": [{"path": "beds.md", "line": 3}], "*": [page]}
        (bed,) = a_garden(a_bed(evidence=evidence)).garden
        assert bed.at("name").evidence == (Mention(path="beds.md", line=3),)
        assert bed.at().evidence == (Mention(url="https://example.org", seen_on=date(2026, 1, 2)),)
        assert bed.at("lease").evidence == ()

    def test_only_answers_are_asked(self) -> None:
        assert list(Gate.asks()) == ["colour"]


class TestClaims:
    def test_nothing_proposed_is_nothing_changed(self) -> None:
        garden = a_garden(a_bed(plants=[ROSE]), name="Ours")
        assert claimed(garden).model_dump() == garden.model_dump()

    def test_a_proposed_field_is_unanswered(self) -> None:
        (bed,) = claimed(a_garden(a_bed(name="Front", lease={"document": "l"}, proposed=["lease"]))).garden
        assert bed.lease is None
        assert str(bed.name) == "Front"

    @pytest.mark.parametrize("proposed", ["*", "id", "soil"])
    def test_a_row_without_its_key_is_no_claim(self, proposed: str) -> None:
        assert claimed(a_garden(a_bed(proposed=[proposed]))).garden == []

    def test_a_proposed_list_is_empty(self) -> None:
        assert claimed(a_garden(a_bed(), proposed=["garden"])).garden == []

    def test_a_proposed_document_claims_nothing(self) -> None:
        nothing = claimed(a_garden(a_bed(), name="Ours", proposed=["*"]))
        assert nothing.model_dump() == Garden().model_dump()
        assert nothing.address.text == "garden"

    def test_a_row_that_stands_alone_can_be_proposed(self) -> None:
        assert claimed(a_garden(gate={"colour": "green", "proposed": ["*"]})).gate is None
        kept = claimed(a_garden(gate={"colour": "green", "proposed": ["colour"]})).gate
        assert kept is not None
        assert kept.colour is None

    def test_rows_keep_the_place_that_they_have_in_the_file(self) -> None:
        dropped, kept = {**ROSE, "proposed": ["*"]}, LEEK
        own = claimed(a_garden(a_bed(proposed=["*"]), a_bed(id="b", plants=[dropped, kept])))
        (bed,) = own.garden
        (leek,) = bed.plants
        assert leek.address.path == ("garden", 1, "plants", 1)
        assert leek.parent is bed
        assert bed.parent is own

    def test_what_was_written_stays_as_it_is(self) -> None:
        garden = a_garden(a_bed(name="Front", proposed=["name"]))
        claimed(garden)
        assert str(garden.garden[0].name) == "Front"
        assert garden.garden[0].parent is garden


def test_binding_gives_back_the_same_document() -> None:
    garden = Garden()
    assert bind(garden, "garden") is garden
