"""Edits, one case a behaviour: the text before, what is asked, the text after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from communkit.documents import (
    AddKey,
    AppendRow,
    Document,
    Edit,
    EditRefused,
    Remove,
    RenameKey,
    SetValue,
    WriteOut,
    add_key,
    append_row,
    edited,
    read_text,
    remove,
    rename_key,
    set_value,
)

PATH = Path("dossier/commons/assets.yaml")


def after(before: str, *edits: Edit) -> str:
    return edited(read_text(before, PATH), *edits).text


ROWS = """\
assets:
- id: app   # the app
  name: "L'appli"
  holder: agence  # sure?

# the book
- id: guide
  tags: [a, b]   # t

# tail
"""

CASES: dict[str, tuple[str, list[Edit], str]] = {
    # one value
    "a value keeps its comment": ("a: 1  # one\n", [SetValue(("a",), 2)], "a: 2  # one\n"),
    "a value keeps its quotes": (
        "a: 'x'\nb: \"x\"\n",
        [SetValue(("a",), "y"), SetValue(("b",), "y")],
        "a: 'y'\nb: \"y\"\n",
    ),
    "a text that is a number elsewhere": ("a: x\n", [SetValue(("a",), "1.10")], 'a: "1.10"\n'),
    "a text that is a boolean elsewhere": ("a: x\n", [SetValue(("a",), "NO")], 'a: "NO"\n'),
    "a text with a colon": ("a: x\n", [SetValue(("a",), "l'eau : b")], 'a: "l\'eau : b"\n'),
    "a text with double quotes": ("a: x\n", [SetValue(("a",), 'dit "oui" : b')], "a: 'dit \"oui\" : b'\n"),
    "a date is written bare": ("a: x\n", [SetValue(("a",), date(2026, 3, 1))], "a: 2026-03-01\n"),
    "a decimal keeps its digits": ("a: x\n", [SetValue(("a",), Decimal("1.10"))], "a: 1.10\n"),
    "a boolean and a null": ("a: x\nb: y\n", [SetValue(("a",), True), SetValue(("b",), None)], "a: true\nb: null\n"),
    "no value yet": ("a:  # later\n", [SetValue(("a",), "x")], "a: x  # later\n"),
    "several lines": ("a: x  # c\n", [SetValue(("a",), "y\nz\n")], "a: |  # c\n  y\n  z\n"),
    "several lines become one": ("a: |  # c\n  x\n  y\n\nb: 1\n", [SetValue(("a",), "z")], "a: z  # c\n\nb: 1\n"),
    "a long text is folded": (
        "a: x\n",
        [SetValue(("a",), "un mot " * 20 + "fin")],
        "a: >-\n  " + "un mot " * 12 + "un mot\n  " + "un mot " * 7 + "fin\n",
    ),
    "an alias becomes a value": ("a: &x 1\nb: *x # c\n", [SetValue(("b",), 2)], "a: &x 1\nb: 2 # c\n"),
    "a value across lines": ("a:\n  deux\n  mots\nb: 1\n", [SetValue(("a",), "un")], "a:\n  un\nb: 1\n"),
    "a value in braces": ("a: {b: x, c: 1}\n", [SetValue(("a", "b"), "y, z")], 'a: {b: "y, z", c: 1}\n'),
    # structures
    "a value becomes a list": (
        "r: 1\na: x  # c\n",
        [SetValue(("a",), [{"b": 1, "c": 2}])],
        "r: 1\na:  # c\n  - b: 1\n    c: 2\n",
    ),
    "an empty list is filled": ("a: []   # c\n", [SetValue(("a",), ["x"])], "a:   # c\n  - x\n"),
    "a mapping changes where it must": (
        "a:\n  # why\n  b: 1 # one\n  c: 2\n",
        [SetValue(("a",), {"b": 1, "c": 3, "d": 4})],
        "a:\n  # why\n  b: 1 # one\n  c: 3\n  d: 4\n",
    ),
    "a list changes where it must": (
        "a:\n- x # one\n- y\n- z # three\n",
        [SetValue(("a",), ["x", "w"])],
        "a:\n- x # one\n- w\n# three\n",
    ),
    "a mapping becomes a text": ("a:\n  b: 1 # one\nc: 2\n", [SetValue(("a",), "x")], "# one\na: x\nc: 2\n"),
    "parents are made": ("a: 1\n", [SetValue(("b", "c", "d"), 2)], "a: 1\nb:\n  c:\n    d: 2\n"),
    "parents without value are filled": ("b:  # c\n", [SetValue(("b", "c"), 2)], "b:  # c\n  c: 2\n"),
    "a comment never moves into the text above": (
        "a:\n- |\n prose\n- b:\n    # c\n    - x\n",
        [SetValue(("a", 1, "b"), 1)],
        "a:\n- |\n prose\n# c\n- b: 1\n",
    ),
    # keys
    "a key at the end": ("a: 1\nb: 2 # two\n\n# tail\n", [AddKey((), "c", 3)], "a: 1\nb: 2 # two\nc: 3\n\n# tail\n"),
    "a key of a row": (ROWS, [AddKey(("assets", 0), "kind", "code")], ROWS.replace("sure?\n", "sure?\n  kind: code\n")),
    "a key behind inner comments": (
        "a:\n  b: 1\n  # own\n# not\n",
        [AddKey(("a",), "c", 2)],
        "a:\n  b: 1\n  # own\n  c: 2\n# not\n",
    ),
    "a row before the next key's comment": (
        "a:\n- x\n  # own\n# of b\nb: 1\n",
        [AppendRow(("a",), 2)],
        "a:\n- x\n  # own\n- 2\n# of b\nb: 1\n",
    ),
    "a key that waits for a value": ("a: 1\nb: # c\n", [AddKey((), "b", 2)], "a: 1\nb: 2 # c\n"),
    "a key below a block text": ("a: |\n  x\n\nb: 1\n", [AddKey((), "c", 2)], "a: |\n  x\n\nb: 1\n\nc: 2\n"),
    "a key below blank lines that count": (
        "a:\n  b: |+\n    x\n\nc: 1\n",
        [AddKey(("a",), "d", 2)],
        "a:\n  b: |+\n    x\n\n  d: 2\nc: 1\n",
    ),
    "a key where no line ends": ("a: 1", [AddKey((), "b", 2)], "a: 1\nb: 2\n"),
    "a key below a text where no line ends": ("a: |\n  x", [AddKey((), "b", 2)], "a: |-\n  x\nb: 2\n"),
    "a key in braces": ("a: {b: 1 }\n", [AddKey(("a",), "c", [2])], "a: {b: 1, c: [2] }\n"),
    "a key in braces over lines": (
        "a: {\n  b: 1 # c\n}\n",
        [AddKey(("a",), "d", 2)],
        "a: {\n  b: 1, # c\n  d: 2\n}\n",
    ),
    "a key in braces that end in a comma": (
        "a: {\n  b: 1, # c\n}\n",
        [AddKey(("a",), "d", 2)],
        "a: {\n  b: 1, # c\n  d: 2,\n}\n",
    ),
    "a key in empty braces": ("a: {} # c\n", [AddKey(("a",), "b", 1)], "a: # c\n  b: 1\n"),
    "a key in empty braces in brackets": ("a: [{}]\n", [AddKey(("a", 0), "b", 1)], "a: [{b: 1}]\n"),
    "a key in an empty document": ("{}\n", [AddKey((), "b", 1)], "b: 1\n"),
    "a key that is a number": ("a: 1\n", [AddKey((), "2026", 1), AddKey((), "*", 2)], 'a: 1\n2026: 1\n"*": 2\n'),
    "a key with the document's indentation": (
        "a:\n    b: 1\n",
        [AddKey((), "c", {"d": 1})],
        "a:\n    b: 1\nc:\n    d: 1\n",
    ),
    "set apart as the others are": ("a: 1\n\nb: 2\n", [AddKey((), "c", 3)], "a: 1\n\nb: 2\n\nc: 3\n"),
    # rows
    "a row": (
        ROWS,
        [AppendRow(("assets",), {"id": "x", "rights": [{"holder": "z"}]})],
        ROWS.replace("# t\n", "# t\n\n- id: x\n  rights:\n  - holder: z\n"),
    ),
    "a row further right": ("a:\n    -   x # c\n", [AppendRow(("a",), "z")], "a:\n    -   x # c\n    - z\n"),
    "a row in brackets": (ROWS, [AppendRow(("assets", 1, "tags"), "c: d")], ROWS.replace("b]", 'b, "c: d"]')),
    "a row where there is none": ("a: 1\n", [AppendRow(("b",), {"c": 1})], "a: 1\nb:\n  - c: 1\n"),
    "a row in a list to come": ("a: # c\n", [AppendRow(("a",), "x")], "a: # c\n  - x\n"),
    "a row before the end mark": ("a:\n- x\n...\n", [AppendRow(("a",), "z")], "a:\n- x\n- z\n...\n"),
    # removing
    "a key leaves its comment": ("a: 1\nb: 2 # two\nc: 3\n", [Remove(("b",))], "a: 1\n# two\nc: 3\n"),
    "a key goes with its comment": ("a: 1\nb: 2 # two\nc: 3\n", [Remove(("b",), keep_comments=False)], "a: 1\nc: 3\n"),
    "the first key of a row": (
        ROWS,
        [Remove(("assets", 0, "id"))],
        ROWS.replace("- id: app   # the app\n  name", "# the app\n- name"),
    ),
    "a row leaves its comments": (
        ROWS,
        [Remove(("assets", 0))],
        "assets:\n# the app\n# sure?\n\n# the book\n- id: guide\n  tags: [a, b]   # t\n\n# tail\n",
    ),
    "the only row": ("a:\n  - x # c\nb: 1\n", [Remove(("a", 0))], "# c\na: []\nb: 1\n"),
    "the only key": ("a: 1 # c\n", [Remove(("a",))], "{} # c\n"),
    "in brackets": ("a: [x, y, z]\n", [Remove(("a", 1)), Remove(("a", 1))], "a: [x]\n"),
    "the first in braces": ("a: { b: 1, c: 2 }\n", [Remove(("a", "b"))], "a: { c: 2 }\n"),
    "in brackets over lines": (
        "a:\n  b: [\n    x, # one\n    y # two\n  ]\n",
        [Remove(("a", "b", 0))],
        "a:\n  # one\n  b: [\n    y # two\n  ]\n",
    ),
    # names
    "a key is renamed": (
        "a : 1 # one\n'b': 2\n",
        [RenameKey(("a",), "c"), RenameKey(("b",), "yes")],
        'c : 1 # one\n"yes": 2\n',
    ),
    "an alias is written out": ("a: &x {b: 1}\nc: *x # c\n", [WriteOut(("c",))], "a: &x {b: 1}\nc: # c\n  b: 1\n"),
    "then both can change": (
        "a: &x {b: 1}\nc: *x\n",
        [WriteOut(("c",)), SetValue(("a", "b"), 2)],
        "a: &x {b: 2}\nc:\n  b: 1\n",
    ),
    # what surrounds
    "a byte order mark and Windows lines": (
        "\ufeffa: 1\r\nb:\r\n  - x\r\n",
        [AppendRow(("b",), {"c": "d\ne\n"}), SetValue(("a",), 2)],
        "\ufeffa: 2\r\nb:\r\n  - x\r\n  - c: |\r\n      d\r\n      e\r\n",
    ),
    "nothing but an envelope": (
        "# $schema\nschema: assets/1\nstatus: draft        # draft | adopted\n",
        [AppendRow(("assets",), {"id": "app"})],
        "# $schema\nschema: assets/1\nstatus: draft        # draft | adopted\nassets:\n  - id: app\n",
    ),
    "no edit": (ROWS, [], ROWS),
    "edits see those before them": (
        "a: 1\n",
        [
            AddKey((), "b", {"c": 1}),
            SetValue(("b", "c"), 2),
            RenameKey(("b",), "d"),
            AppendRow(("d", "e"), 1),
            Remove(("a",)),
        ],
        "d:\n  c: 2\n  e:\n    - 1\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_edit(name: str) -> None:
    before, edits, expected = CASES[name]
    assert after(before, *edits) == expected


@pytest.mark.parametrize(
    ("before", "edit", "said"),
    [
        ("a: 1\n", Remove(("b",)), "{file} has nothing at {address}, so it cannot be changed there."),
        ("a: 1\n", Remove(()), "{file} has nothing at {address}, so it cannot be changed there."),
        ("a: 1\n", RenameKey(("b",), "c"), "{file} has nothing at {address}, so it cannot be changed there."),
        ("a: [1]\n", SetValue(("a", 3), 1), "{file} has nothing at {address}, so it cannot be changed there."),
        ("a: [1]\n", SetValue(("b", 0, "c"), 1), "{file} has nothing at {address}, so it cannot be changed there."),
        ("a: 1\n", SetValue(("a", "b"), 1), "{address} in {file} holds a value, not named fields"),
        ("a: 1\n", AddKey((), "a", 2), "{file} already holds an answer at {address}; it was left as it is."),
        ("a: 1\nb: 2\n", RenameKey(("a",), "b"), "{file} already holds an answer at {address}; it was left as it is."),
        ("a: [x]\n", AddKey(("a",), "b", 2), "{address} in {file} holds a value, not named fields"),
        ("a: {b: 1}\n", AppendRow(("a",), 2), "{address} in {file} holds a value, not a list"),
        ("a: &x {b: 1}\nc: *x\n", SetValue(("a", "b"), 2), "{address} in {file} cannot be changed alone"),
        ("a: &x {b: 1}\nc: *x\n", AddKey(("a",), "d", 2), "{address} in {file} cannot be changed alone"),
        ("a: &x {b: 1}\nc: *x\n", SetValue(("c", "b"), 2), "{address} in {file} cannot be changed there"),
        ("a: &x {b: 1}\nc: *x\n", Remove(("a",)), "{address} in {file} cannot be changed alone"),
        ("a: {b: &x 1}\nc: *x\n", SetValue(("a",), 1), "{address} in {file} cannot be changed alone"),
        ("&k a: 1\nc: *k\n", RenameKey(("a",), "b"), "{address} in {file} cannot be changed alone"),
        ("--- {}\n", AddKey((), "a", 1), "{address} could not be changed in {file} with certainty"),
    ],
)
def test_an_edit_that_would_change_more_is_refused(before: str, edit: Edit, said: str) -> None:
    doc = read_text(before, PATH)
    with pytest.raises(EditRefused) as refused:
        edited(doc, edit)
    assert refused.value.exit_code == 6
    assert refused.value.message.template.startswith(said)
    assert refused.value.message.params["file"] == "commons/assets.yaml"
    assert refused.value.hint is not None
    assert doc.text == before


def test_an_anchor_repeated_only_in_what_goes_is_no_obstacle() -> None:
    assert after("a: {b: &x 1, c: *x}\nd: 2\n", Remove(("a",))) == "d: 2\n"
    assert after("a: &x 1 # c\n", SetValue(("a",), 2)) == "a: &x 2 # c\n"


@pytest.mark.parametrize("value", [object(), {1: 2}, {"": 1}, b"x", {"a": {3}}, Decimal("NaN"), 10**60])
def test_what_no_document_holds_is_a_mistake_of_ours(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        after("a: 1\n", SetValue(("a",), value))


def test_a_document_stays_a_mapping() -> None:
    with pytest.raises(ValueError, match="mapping"):
        after("a: 1\n", SetValue((), [1]))


def test_the_document_given_is_untouched_and_its_fingerprint_handed_on() -> None:
    doc = read_text("a: {b: 1}\n", PATH)
    new = set_value(doc, ("a", "b"), 2)
    assert (doc.text, doc.data) == ("a: {b: 1}\n", {"a": {"b": 1}})
    assert (new.text, new.fingerprint, new.path) == ("a: {b: 2}\n", doc.fingerprint, PATH)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda doc: set_value(doc, ("a",), 2), "a: 2\nb: [x]\n"),
        (lambda doc: add_key(doc, (), "c", 2), "a: 1\nb: [x]\nc: 2\n"),
        (lambda doc: append_row(doc, ("b",), "z"), "a: 1\nb: [x, z]\n"),
        (lambda doc: remove(doc, ("a",)), "b: [x]\n"),
        (lambda doc: rename_key(doc, ("a",), "z"), "z: 1\nb: [x]\n"),
    ],
)
def test_each_edit_has_a_function(call: Callable[[Document], Document], expected: str) -> None:
    assert call(read_text("a: 1\nb: [x]\n", PATH)).text == expected


def test_a_new_key_comes_above_the_notes_of_its_row() -> None:
    text = (
        "rows:\r\n  - id: a\r\n    about: >-\r\n      long\r\n    evidence: {id: []}\r\n    proposed: [id]\r\n"
        "  - id: b\r\n    # found by a machine\r\n    evidence: {}\r\n"
        "  - evidence: {}\r\n    id: c\r\n  - {id: d, evidence: {}}\r\n"
    )
    notes = ("evidence", "proposed")
    doc = edited(
        read_text(text, Path("x.yaml")),
        SetValue(("rows", 0, "part", "mode"), "x", notes),
        AppendRow(("rows", 0, "rights"), {"right": "own"}, notes),
        AppendRow(("rows", 0, "rights"), {"right": "bought"}, notes),
        *(SetValue(("rows", row, "k"), 1, notes) for row in (1, 2, 3)),
    )
    assert doc.text == (
        "rows:\r\n  - id: a\r\n    about: >-\r\n      long\r\n    part:\r\n      mode: x\r\n    rights:\r\n"
        "      - right: own\r\n      - right: bought\r\n    evidence: {id: []}\r\n    proposed: [id]\r\n"
        "  - id: b\r\n    # found by a machine\r\n    evidence: {}\r\n    k: 1\r\n"  # whose is the comment?
        "  - evidence: {}\r\n    id: c\r\n    k: 1\r\n  - {id: d, evidence: {}, k: 1}\r\n"
    )


def test_a_text_that_is_not_folded_stays_on_its_line() -> None:
    text = "Les documents du référentiel, tenus à jour par l'équipe et publiés pour celles et ceux qui en usent"
    assert 88 < len(text) <= 100
    assert after("a: 1\n", AddKey((), "about", text)) == f"a: 1\nabout: {text}\n"
