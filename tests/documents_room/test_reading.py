"""What is read from a good document: values, places, lines."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from communkit.documents import Document, Mapping, Scalar, Sequence, Span, read, read_text, reader
from communkit.documents.source import Source

PATH = Path("commons/assets.yaml")


def value(text: str) -> object:
    return read_text(f"v: {text}\n", PATH).data["v"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2026-03-01", "2026-03-01"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        (".NaN", ".NaN"),
        ("0b11", "0b11"),
        ("1.2.3", "1.2.3"),
        ("017", 17),
        ("+7", 7),
        ("-0", 0),
        ("0o17", 15),
        ("0x1F", 31),
        ("1e3", Decimal(1000)),
        ("1.10", Decimal("1.10")),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("-1.5E-2", Decimal("-0.015")),
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        ("null", None),
        ("~", None),
        ("", None),
        ("'null'", "null"),
        ('"12"', "12"),
        ("|-\n  12", "12"),
        ("a:b#c", "a:b#c"),
        ("x\x85y\u2028z", "x\x85y\u2028z"),
        ('"\\N\\u2028"', "\x85\u2028"),
        ("😀 \ue000", "😀 \ue000"),
    ],
)
def test_scalars_follow_yaml_1_2(written: str, meant: object) -> None:
    found = value(written)
    assert found == meant
    assert type(found) is type(meant)


def test_decimals_keep_their_digits() -> None:
    assert str(value("1.10")) == "1.10"


def test_keys_are_texts_as_written() -> None:
    doc = read_text("2026: a\ntrue: b\n017: c\n'x y': d\n~: e\n1e999: f\n", PATH)
    assert list(doc.data) == ["2026", "true", "017", "x y", "~", "1e999"]


def test_a_line_separator_ends_no_line() -> None:
    doc = read_text("a: x\u2028y\nb: z\x85\n", PATH)
    assert doc.data == {"a": "x\u2028y", "b": "z\x85"}
    assert doc.position(doc.text.index("b")) == (2, 1)


TEXT = """\
# a comment
schema: assets/1
assets:
  - id: app   # the app
    paths: [src/**, "lib/**"]
    note: |
      deux
      lignes

  - id: doc
"""


@pytest.fixture(params=["\n", "\r\n", "\r"])
def doc(request: pytest.FixtureRequest) -> Document:
    return read_text("\ufeff" + TEXT.replace("\n", request.param), PATH)


def test_places_are_those_an_editor_shows(doc: Document) -> None:
    first = doc.node(("assets", 0, "id"))
    assert isinstance(first, Scalar)
    assert doc.text[first.span.start : first.span.end] == "app"
    assert doc.position(first.span.start) == (4, 9)
    assert doc.line(4) == "  - id: app   # the app"
    assert doc.line(1) == "# a comment"
    assert doc.position(1) == (1, 1)
    assert (doc.line(0), doc.line(99)) == ("", "")
    assert doc.position(10_000) == (11, 1)


def test_nodes_keys_and_rows_are_found_by_path(doc: Document) -> None:
    rows = doc.node(("assets",))
    assert isinstance(rows, Sequence)
    assert len(rows.items) == 2
    paths = doc.node(("assets", 0, "paths"))
    assert isinstance(paths, Sequence)
    assert paths.flow
    key = doc.key(("assets", 0, "note"))
    assert key is not None
    assert doc.position(key.span.start) == (6, 5)
    assert doc.key(("assets", 0)) is None
    assert doc.key(()) is None
    assert isinstance(doc.node(()), Mapping)
    absent: list[tuple[str | int, ...]] = [
        ("assets", 2),
        ("assets", "id"),
        ("assets", -1),
        ("schema", 0),
        ("nothing", "below"),
    ]
    for path in absent:
        assert doc.node(path) is None
        assert doc.key(path) is None


def test_a_block_text_ends_with_its_last_line(doc: Document) -> None:
    note = doc.node(("assets", 0, "note"))
    assert isinstance(note, Scalar)
    assert note.text == "deux\nlignes\n"
    assert doc.position(note.content_end) == (8, 13)


@pytest.mark.parametrize(
    ("path", "pointed"),
    [
        (("assets", 0, "id"), "app"),
        (("assets", 0, "licence"), "id"),
        (("assets", 0, "note"), "note"),
        (("assets", 1, "rights", 0, "holder"), "id"),
        (("assets", 7), "assets"),
        (("version",), "schema"),
        ((), "schema"),
    ],
)
def test_what_is_missing_is_pointed_at_by_its_parent(doc: Document, path: tuple[str | int, ...], pointed: str) -> None:
    span = doc.nearest(path)
    assert doc.text[span.start : span.end] == pointed


def test_the_line_break_used_most_is_the_documents() -> None:
    assert read_text("a: 1\r\nb: 2\r\nc: 3\n", PATH).newline == "\r\n"
    assert read_text("a: 1", PATH).newline == "\n"
    assert Source(PATH, "a\rb\r").newline == "\r"


def test_aliases_share_their_node_and_copy_their_data() -> None:
    doc = read_text("a: &x {b: [1]}\nc: *x\n", PATH)
    assert doc.node(("c",)) is doc.node(("a",))
    assert doc.data["a"] == doc.data["c"] == {"b": [1]}
    assert doc.data["a"] is not doc.data["c"]
    alias = doc.written(("c",))
    assert alias is not None
    assert doc.text[alias.span.start : alias.span.end] == "*x"


def test_a_value_that_is_not_there_stands_behind_its_colon_or_dash() -> None:
    doc = read_text("a:   # c\nb:\n  -  # d\n  - x\n? e\nf: {g, h: }\n", PATH)
    assert doc.data == {"a": None, "b": [None, "x"], "e": None, "f": {"g": None, "h": None}}
    places = [("a",), ("b", 0), ("e",), ("f", "g")]
    spans = [node.span for path in places if (node := doc.node(path)) is not None]
    assert [doc.text[: span.start][-2:] for span in spans] == ["a:", " -", " e", "{g"]


def test_the_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    doc = read(path)
    assert doc.text == "\ufeffa: 1\r\n"
    assert doc.fingerprint == hashlib.sha256(path.read_bytes()).hexdigest()


def test_without_the_c_parser_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\ufeff" + TEXT + "e: 'é 😀'\nf: {g: [1, {h: i}]} # c\nj: >-\n  k\n\n  l\n"
    fast = read_text(text, PATH)
    monkeypatch.setattr(reader, "_LOADER", yaml.SafeLoader)
    slow = read_text(text, PATH)
    assert slow.data == fast.data
    for path in [("e",), ("f", "g", 1, "h"), ("j",), ("assets", 0, "note")]:
        one, other = fast.node(path), slow.node(path)
        assert one is not None
        assert other is not None
        assert (one.span.start, one.content_end) == (other.span.start, other.content_end)


def test_spans_count_characters_not_bytes() -> None:
    doc = read_text("é: 😀é # è\nà: b\n", PATH)
    node = doc.node(("à",))
    assert node is not None
    assert node.span == Span(13, 14)
