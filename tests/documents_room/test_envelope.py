"""The first lines: what is accepted, and in which order it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from communkit.documents import DocumentRefused, Envelope, read_envelope, read_text

PATH = Path("commons/assets.yaml")


def test_version_and_status_are_texts_as_written() -> None:
    doc = read_text("schema: assets/1\nversion: 1.10\nstatus: draft\n", PATH)
    assert read_envelope(doc, "assets", 2) == Envelope("assets", 1, "1.10", "draft")


def test_what_is_absent_is_none() -> None:
    doc = read_text("schema: 'assets/0'\nversion:\nstatus: [draft]\n", PATH)
    assert read_envelope(doc, "assets", 0) == Envelope("assets", 0, None, None)


@pytest.mark.parametrize(
    ("text", "kind", "params", "pointed"),
    [
        ("a: 1\n", "no-schema", {"expected": "assets/2"}, "a"),
        ("{}\n", "no-schema", {"expected": "assets/2"}, ""),
        ("a: 1\nschema:\n", "no-schema", {"expected": "assets/2"}, "schema"),
        ("schema: asset\n", "malformed-schema", {"found": "asset", "expected": "assets/2"}, "asset"),
        ("schema: assets/01\n", "malformed-schema", {"found": "assets/01", "expected": "assets/2"}, "assets/01"),
        ("schema: 1\n", "malformed-schema", {"found": "1", "expected": "assets/2"}, "1"),
        ("schema: [a]\n", "malformed-schema", {"found": "list", "expected": "assets/2"}, "schema"),
        ("schema: {a: 1}\n", "malformed-schema", {"found": "mapping", "expected": "assets/2"}, "schema"),
        (
            "schema: project/9\n",
            "other-schema",
            {"found": "project/9", "expected_name": "assets", "expected": "assets/2"},
            "project/9",
        ),
        (
            "schema: assets/3\nversion: [\n  ]\n",
            "newer-schema",
            {"name": "assets", "found": 3, "newest": 2},
            "assets/3",
        ),
    ],
)
def test_a_schema_that_is_not_ours(text: str, kind: str, params: dict[str, object], pointed: str) -> None:
    doc = read_text(text, PATH)
    with pytest.raises(DocumentRefused) as refused:
        read_envelope(doc, "assets", 2)
    (problem,) = refused.value.problems
    assert (problem.kind, dict(problem.params)) == (kind, params)
    assert problem.span is not None
    assert doc.text[problem.span.start : problem.span.end] == pointed
    assert refused.value.source is doc
