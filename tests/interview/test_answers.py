"""What an answer changes in a document: the value, the notes that no longer hold, and not one comment more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from communkit.documents import edited, read_text
from communkit.documents.edit_types import Edit
from communkit.interview import (
    Field,
    Kind,
    Row,
    added,
    answered,
    confirmed,
    confirmed_rows,
    not_applicable,
    not_known,
    opened_row,
    removed,
)

TEXT = """\
schema: assets/1
# the table
assets:
  - id: app  # found by a machine
    kind: code
    name: The map  # its name
    current_licence: MIT
    proposed: [name, current_licence]
    evidence:
      name: [{path: package.json, line: 2}]
      current_licence: [{path: LICENSE}]
    unknown:
      strategy: ask the board  # in March
  - id: logo
    kind: sign
    proposed: ["*"]
not_applicable:
  hardware: none is made
  sign: no sign
"""


def data() -> dict[str, Any]:
    return read_text(TEXT, Path("assets.yaml")).data


def row(at: int = 0) -> Row:
    """The asset at that place, as the model would derive it."""
    held = data()["assets"][at]
    notes = {name: held[name] for name in ("proposed", "evidence", "unknown", "not_applicable") if name in held}
    filled = tuple(name for name in held if name in ("kind", "name", "current_licence"))
    return Row(("assets", at), f"assets[{held['id']}]", (), notes, bool(at), filled)


def root() -> Row:
    return Row((), "assets", (), {"not_applicable": data()["not_applicable"]})


def listed(*rows: Row) -> Field:
    return Field("assets", ("assets",), "assets", Kind.ROWS, "Assets", rows=rows, by="kind")


def after(*edits: Edit) -> tuple[str, Any]:
    """The document after these edits: its text, and its data."""
    document = edited(read_text(TEXT, Path("assets.yaml")), *edits)
    comments = ("# the table", "# found by a machine")
    assert all(one in document.text for one in comments)
    return document.text, document.data


def test_a_value_replaces_the_proposal_and_what_bore_it_out() -> None:
    text, now = after(*answered(row(), "current_licence", ("assets", 0, "current_licence"), "EUPL-1.2"))
    assert now["assets"][0]["current_licence"] == "EUPL-1.2"
    assert now["assets"][0]["proposed"] == ["name"]
    assert list(now["assets"][0]["evidence"]) == ["name"]
    assert "# its name" in text


def test_a_value_removes_the_note_that_it_was_not_known() -> None:
    text, now = after(*answered(row(), "strategy", ("assets", 0, "strategy"), "share it"))
    assert now["assets"][0]["strategy"] == "share it"
    assert "unknown" not in now["assets"][0]
    assert "# in March" in text, "comments stay, also those of a note that goes"


def test_a_confirmation_changes_nothing_but_the_proposal() -> None:
    _, now = after(*confirmed(row(), "name"))
    assert now["assets"][0]["proposed"] == ["current_licence"]
    assert now["assets"][0]["evidence"] == data()["assets"][0]["evidence"]
    both = Row(("assets", 0), "assets[app]", (), {"proposed": ["name"]})
    assert confirmed(both, "current_licence") == ()


def test_the_last_confirmation_takes_the_list_away() -> None:
    one = Row(("assets", 0), "assets[app]", (), {"proposed": ["name"]})
    _, now = after(*confirmed(one, "name"))
    assert "proposed" not in now["assets"][0]


def test_not_known_takes_a_wrong_proposal_away_and_says_what_will_be_done() -> None:
    _, now = after(*not_known(row(), "current_licence", "ask the studio", filled=True))
    asset = now["assets"][0]
    assert "current_licence" not in asset
    assert asset["unknown"] == {"strategy": "ask the board", "current_licence": "ask the studio"}
    assert asset["proposed"] == ["name"]
    assert "current_licence" not in asset["evidence"]


def test_not_applicable_takes_the_place_of_not_known() -> None:
    _, now = after(*not_applicable(row(), "strategy", "it is a copy", filled=False))
    assert now["assets"][0]["not_applicable"] == {"strategy": "it is a copy"}
    assert "unknown" not in now["assets"][0]


def test_changing_one_value_of_a_row_proposed_as_a_whole_leaves_the_others_to_confirm() -> None:
    _, now = after(*answered(row(1), "name", ("assets", 1, "name"), "The logo"))
    assert now["assets"][1] == {"id": "logo", "kind": "sign", "name": "The logo", "proposed": ["kind"]}


def test_a_whole_row_is_confirmed_or_opened() -> None:
    _, now = after(*confirmed_rows([row(0), row(1)]))
    assert not any("proposed" in one for one in now["assets"])
    _, now = after(*opened_row(row(1)))
    assert now["assets"][1]["proposed"] == ["kind"]
    bare = Row(("assets", 1), "assets[logo]", (), {"proposed": ["*"]})
    _, now = after(*opened_row(bare))
    assert "proposed" not in now["assets"][1], "nothing is left to confirm"


def test_a_new_row_takes_away_the_note_that_there_was_none() -> None:
    _, now = after(*added(root(), listed(), {"id": "board", "kind": "hardware"}))
    assert now["assets"][-1] == {"id": "board", "kind": "hardware"}
    assert now["not_applicable"] == {"sign": "no sign"}


@pytest.mark.parametrize("at", [0, 1])
def test_a_row_is_removed_and_its_neighbour_stays(at: int) -> None:
    document = edited(read_text(TEXT, Path("assets.yaml")), *removed(listed(row(0), row(1)), [row(at)]))
    rows: Any = document.data["assets"]
    assert [one["id"] for one in rows] == [["logo"], ["app"]][at]


def test_the_last_row_leaves_an_empty_list() -> None:
    document = edited(read_text(TEXT, Path("assets.yaml")), *removed(listed(row(0), row(1)), [row(0), row(1)]))
    assert document.data["assets"] == []
