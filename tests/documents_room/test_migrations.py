"""The ladder, and each of its steps against a frozen pair of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from communkit.documents import DocumentRefused, Span, Step, climb, ladder, read, read_text
from communkit.documents.migrations import migration

PAIRS = Path(__file__).parent / "migrations"


def test_no_rung_is_missing_and_each_has_its_pair() -> None:
    steps = ladder()
    for name in {step.name for step in steps}:
        shapes = [step.before for step in steps if step.name == name]
        assert shapes == list(range(len(shapes)))
    expected = {f"{step.name}-{step.before}-to-{step.after}" for step in steps}
    assert {folder.name for folder in PAIRS.iterdir()} == expected


@pytest.mark.parametrize("step", ladder(), ids=str)
def test_a_step_gives_the_frozen_text(step: Step) -> None:
    folder = PAIRS / f"{step.name}-{step.before}-to-{step.after}"
    before = read(folder / "before.yaml")
    migrated = climb(before, step.name, step.after)
    assert migrated.document.text.encode() == (folder / "after.yaml").read_bytes()
    assert migrated.original is before
    assert migrated.steps == (step,)
    assert migrated.document.fingerprint == before.fingerprint
    again = climb(migrated.document, step.name, step.after)
    assert again.document is migrated.document
    assert (again.steps, again.to_original(5)) == ((), 5)
    assert again.span_to_original(Span(3, 3)) == (3, 3)


ASSETS = PAIRS / "assets-0-to-1" / "before.yaml"


@pytest.mark.parametrize(
    ("path", "line", "pointed"),
    [
        (("schema",), 2, "assets/0"),
        (("assets", 0, "id"), 8, "app"),
        (("assets", 0, "rights"), 14, "holder"),
        (("assets", 0, "planned_licence"), 16, "AGPL-3.0-or-later"),
        (("assets", 1, "contributions", "mode"), 24, "inbound=outbound"),
        (("assets", 3, "rights", 0, "basis"), 30, "assignment  # signed in March"),
        (("assets", 4, "contributions", "mode"), 37, "cla"),
        (("assets", 5, "name"), 41, "'Photos'"),
    ],
)
def test_findings_show_the_lines_that_the_team_wrote(path: tuple[str | int, ...], line: int, pointed: str) -> None:
    migrated = climb(read(ASSETS), "assets", 1)
    span = migrated.span_to_original(migrated.document.nearest(path))
    assert migrated.original.position(span.start).line == line
    assert migrated.original.text[span.start : span.end] == pointed


def test_every_place_maps_into_the_original() -> None:
    migrated = climb(read(ASSETS), "assets", 1)
    new, old = migrated.document, migrated.original
    places = [migrated.to_original(offset) for offset in range(len(new.text) + 1)]
    assert places[-1] == len(old.text)
    assert all(0 <= place <= len(old.text) for place in places)
    kept = [line for line in old.text.splitlines() if line in new.text.splitlines()]
    for text in filter(str.strip, kept):
        if new.text.count(text + "\n") == old.text.count(text + "\n") == 1:
            shown = old.position(migrated.to_original(new.text.index(text + "\n")))
            assert old.line(shown.line) == text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "assets:\n",
        "assets: none\n",
        "assets: [1, [x]]\n",
        "assets:\n- kind: code\n",
        "assets:\n- {rights: [], holder: a}\n",
    ],
)
def test_a_document_that_is_not_as_expected_is_left_for_the_model_to_judge(body: str) -> None:
    doc = read_text(f"schema: assets/0\n{body}", ASSETS)
    assert climb(doc, "assets", 1).document.text == f"schema: assets/1\n{body}"


def test_a_newer_document_is_refused_before_any_step() -> None:
    with pytest.raises(DocumentRefused) as refused:
        climb(read_text("schema: assets/2\n", ASSETS), "assets", 1)
    assert refused.value.problems[0].kind == "newer-schema"


def test_a_ladder_with_a_gap_is_our_mistake() -> None:
    with pytest.raises(LookupError, match="assets/1"):
        climb(read_text("schema: assets/0\n", ASSETS), "assets", 2)
    with pytest.raises(ValueError, match="two ways"):
        migration("assets", from_shape=0)(lambda _: [])
    assert str(ladder()[0]) == "assets/0 → assets/1"
