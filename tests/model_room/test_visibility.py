"""What may leave the dossier, and what changes between two versions of it."""

from __future__ import annotations

from communkit.model.visibility import public
from model_room.toys import a_bed, a_garden

ROSE, LEEK = {"name": "rose"}, {"name": "leek", "visibility": "restricted"}


def test_a_document_without_secrets_is_the_same() -> None:
    garden = a_garden(a_bed(plants=[ROSE]))
    assert public(garden) == (garden, 0)


def test_a_restricted_row_is_left_out_and_counted() -> None:
    kept, left = public(a_garden(a_bed(plants=[ROSE, LEEK])))
    assert left == 1
    assert kept is not None
    assert [one.name for one in kept.garden[0].plants] == ["rose"]


def test_what_is_inside_a_restricted_row_is_not_counted() -> None:
    kept, left = public(a_garden(a_bed(plants=[ROSE, LEEK, {"name": "sage"}], visibility="restricted")))
    assert (left, kept and kept.garden) == (1, [])


def test_a_restricted_document_stays_at_home() -> None:
    assert public(a_garden(a_bed(), visibility="restricted")) == (None, 1)


def test_rows_keep_an_address_afterwards() -> None:
    kept, _ = public(a_garden(a_bed(plants=[LEEK, ROSE])))
    assert kept is not None
    assert kept.garden[0].plants[0].address.text == "garden[a/clay].plants[rose]"
