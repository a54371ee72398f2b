"""What the model refuses: unknown keys with what was meant, notes on nothing, twins, names that lead nowhere."""

from __future__ import annotations

from typing import Any

import pytest

from communkit.model.shape import Mismatch, dangling
from model_room.toys import a_bed, a_garden, refused

EVIDENCE = {"path": "beds.md"}


def only(*beds: dict[str, Any], **fields: Any) -> Mismatch:
    (found,) = refused(*beds, **fields)
    return found


def test_a_garden_in_good_shape() -> None:
    whole = a_bed(
        name={"fr": "Devant", "en": "Front"},
        lease={"document": "bail"},
        plants=[{"name": "rose"}],
        not_applicable={"keeper": "Everybody.", "shade": "None."},
        unknown={"watering": "We shall see."},
        evidence={"name": [EVIDENCE], "*": [EVIDENCE]},
    )
    assert refused(whole, a_bed(id="b"), a_bed(soil="sand"), name="Ours") == []


class TestUnknownKeys:
    @pytest.mark.parametrize(
        ("bed", "path", "meant"),
        [
            (a_bed(naem="Front"), ("garden", 0, "naem"), "name"),
            (a_bed(lease={"documnet": "x"}), ("garden", 0, "lease", "documnet"), "document"),
            (a_bed(plants=[{"name": "rose", "cuont": "3"}]), ("garden", 0, "plants", 0, "cuont"), "count"),
            (a_bed(evidence={"name": [{"paht": "x"}]}), ("garden", 0, "evidence", "name", 0, "paht"), "path"),
            (a_bed(not_aplicable={}), ("garden", 0, "not_aplicable"), "not_applicable"),
        ],
    )
    def test_what_was_meant_at_every_depth(self, bed: dict[str, Any], path: tuple[str | int, ...], meant: str) -> None:
        found = only(bed)
        assert (found.slug, found.path, found.on_key) == ("unknown-key", path, True)
        assert found.params["suggestion"] == meant

    def test_in_the_document_itself(self) -> None:
        assert only(gaet={}).params == {"key": "gaet", "suggestion": "gate"}
        assert only(shcema="garden/1").params["suggestion"] == "schema"

    def test_nothing_near_lists_what_exists(self) -> None:
        found = only(a_bed(lease={"zzz": 1}))
        assert "suggestion" not in found.params
        assert set(found.params["known"]) == {"document", "until"}  # type: ignore[arg-type]  # a list of names


class TestRows:
    def test_a_missing_key_points_at_its_row(self) -> None:
        found = only({"id": "a"})
        assert (found.slug, found.path, found.params) == ("missing-key", ("garden", 0), {"key": "soil"})

    def test_a_word_outside_the_vocabulary(self) -> None:
        found = only(a_bed(soil="caly"))
        assert (found.slug, found.params["suggestion"]) == ("unknown-word", "clay")

    @pytest.mark.parametrize(
        ("bed", "expected", "given"),
        [
            (a_bed(plants={"name": "rose"}), "list", "mapping"),
            (a_bed(plants=["rose"]), "mapping", "text"),
            (a_bed(lease="bail"), "mapping", "text"),
            (a_bed(name=3), "text", "number"),
            (a_bed(name=None, lease=True), "mapping", "boolean"),
        ],
    )
    def test_another_type(self, bed: dict[str, Any], expected: str, given: str) -> None:
        found = only(bed)
        assert (found.slug, found.params["expected"], found.params["found"]) == ("wrong-type", expected, given)

    def test_twins(self) -> None:
        found = only(a_bed(), a_bed(name="Again"))
        assert (found.slug, found.path) == ("duplicate-row", ("garden", 1, "id"))
        assert found.params == {"key": "a/clay", "fields": ("id", "soil")}

    def test_half_a_key_in_common_is_no_twin(self) -> None:
        assert refused(a_bed(), a_bed(soil="sand")) == []

    def test_twins_inside_a_row(self) -> None:
        assert only(a_bed(plants=[{"name": "rose"}, {"name": "rose"}])).path == ("garden", 0, "plants", 1, "name")


class TestNotes:
    @pytest.mark.parametrize("note", ["not_applicable", "unknown"])
    def test_about_no_field(self, note: str) -> None:
        found = only(a_bed(**{note: {"waterin": "x"}}))
        assert (found.slug, found.path, found.on_key) == ("note-names-no-field", ("garden", 0, note, "waterin"), True)
        assert found.params["suggestion"] == "watering"

    def test_about_no_field_among_proposals(self) -> None:
        found = only(a_bed(proposed=["name", "waterin"]))
        assert (found.path, found.on_key) == (("garden", 0, "proposed", 1), False)

    def test_about_a_row_of_its_own_kind(self) -> None:
        assert refused(a_bed(not_applicable={"shade": "Full sun."})) == []

    def test_two_that_contradict_each_other(self) -> None:
        found = only(a_bed(not_applicable={"lease": "x"}, unknown={"lease": "y"}))
        assert (found.slug, found.path) == ("contradictory-notes", ("garden", 0, "unknown", "lease"))

    @pytest.mark.parametrize("note", ["not_applicable", "unknown"])
    def test_on_what_is_answered(self, note: str) -> None:
        found = only(a_bed(name="Front", **{note: {"name": "x"}}))
        assert (found.slug, found.params["note"]) == ("answered-and-noted", note)

    def test_on_what_is_only_proposed_or_says_nothing(self) -> None:
        assert refused(a_bed(name="Front", proposed=["name"], unknown={"name": "We shall ask."})) == []
        assert refused(a_bed(watering={"document": "plan.md"}, unknown={"watering": "We shall see."})) == []


class TestNamesOfRegisters:
    def leading_nowhere(self, **fields: Any) -> list[Mismatch]:
        registers = {"parties": ["town", "studio"], "repositories": ["app"]}
        return list(dangling(a_garden(a_bed(**fields)), registers))

    def test_a_party_that_nobody_declared(self) -> None:
        (found,) = self.leading_nowhere(keeper="twon")
        assert (found.slug, found.path) == ("unknown-party", ("garden", 0, "keeper"))
        assert found.params == {"id": "twon", "suggestion": "town"}

    def test_each_of_a_list(self) -> None:
        (found,) = self.leading_nowhere(helpers=["town", "club"])
        assert found.path == ("garden", 0, "helpers", 1)

    def test_a_repository_before_a_path(self) -> None:
        (found,) = self.leading_nowhere(paths=["src/**", "app:src/**", "apq:src/**"])
        assert (found.slug, found.path) == ("unknown-repository", ("garden", 0, "paths", 2))
        assert found.params == {"id": "apq", "suggestion": "app"}

    @pytest.mark.parametrize("path", ["src/**", "docs/12:30 réunion.md", "app:", "*:x", "**/*"])
    def test_a_path_that_names_none(self, path: str) -> None:
        assert self.leading_nowhere(paths=[path]) == []

    def test_known_ones_and_no_answer(self) -> None:
        assert self.leading_nowhere(keeper="town") == []
        assert self.leading_nowhere() == []

    def test_a_register_that_could_not_be_read_is_held_against_nobody(self) -> None:
        assert list(dangling(a_garden(a_bed(keeper="twon", paths=["x:y"])), {})) == []
