"""Edits of generated documents: the data is what was asked, the rest of the text is what it was."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from communkit.documents import (
    AddKey,
    AppendRow,
    Document,
    Edit,
    EditRefused,
    Remove,
    RenameKey,
    SetValue,
    edited,
    read_text,
)
from communkit.documents.edits import check_again
from communkit.documents.emission import plain_data, same
from documents_room.generated import KEYS, VALUES, documents

PATH = Path("commons/assets.yaml")
often = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def every_path(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from every_path(value, (*path, key))
    if isinstance(data, list):
        for index, value in enumerate(data):
            yield from every_path(value, (*path, index))


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for segment in path:
        data = data[segment]
    return data


def lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def is_subsequence(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(line in rest for line in few)


def comments(text: str) -> Counter[str]:
    return Counter(re.findall(r"# c\d+;", text))


def try_edit(doc: Document, edit: Edit) -> Document | None:
    """The edited document, or None when an alias stands in the way: the only reason there may be."""
    try:
        return edited(doc, edit)
    except EditRefused as error:
        refusal = error
    said = refusal.message.template
    assert "*" in doc.text, (doc.text, edit, said)
    assert "*{name}" in said or "&{name}" in said, (doc.text, edit, said)
    return None


def check_common(doc: Document, new: Document, expected: object) -> None:
    assert same(new.data, expected)
    check_again(new)
    assert comments(new.text) == comments(doc.text), (doc.text, new.text)
    assert new.fingerprint == doc.fingerprint
    if "\r\n" in doc.text:
        assert not re.search(r"(?<!\r)\n", new.text)
    assert new.text.startswith("\ufeff") == doc.text.startswith("\ufeff")


def entry_lines(doc: Document, path: tuple[str | int, ...]) -> tuple[int, int]:
    """The lines (from 0) of the entry at `path`, up to the comment it may have to leave above brackets."""
    node = doc.written(path)
    assert node is not None
    start = doc.root.span.start
    for depth in range(1, len(path) + 1):
        parent = doc.node(path[: depth - 1])
        if getattr(parent, "flow", False):
            break
        key, inner = doc.key(path[:depth]), doc.written(path[:depth])
        assert inner is not None
        start = key.span.start if key else inner.span.start
        if key is None:
            # From the dash on, which stands at most a few lines of comments above its value.
            start = doc.text.rindex("-", 0, start + 1)
    return doc.position(start).line - 1, doc.position(node.content_end).line


@given(documents())
@often
def test_the_two_readers_agree_on_whatever_people_write(text: str) -> None:
    check_again(read_text(text, PATH))


@given(documents())
@often
def test_saying_the_same_again_changes_nothing(text: str) -> None:
    doc = read_text(text, PATH)
    assert edited(doc, SetValue((), doc.data)).text == text


@given(documents(), st.data())
@often
def test_setting_a_value(text: str, data: st.DataObject) -> None:
    doc = read_text(text, PATH)
    path = data.draw(st.sampled_from([path for path in every_path(doc.data) if path]))
    value = data.draw(VALUES)
    new = try_edit(doc, SetValue(path, value))
    if new is None:
        return
    expected = copy.deepcopy(doc.data)
    at(expected, path[:-1])[path[-1]] = plain_data(value)
    check_common(doc, new, expected)
    first, last = entry_lines(doc, path)
    before, after = lines(doc.text), lines(new.text)
    assert after[:first] == before[:first]
    untouched = before[last:]
    if untouched and len(before[last - 1]) > 0:
        assert after[len(after) - len(untouched) :] == untouched


@given(documents(), KEYS, VALUES, st.data())
@often
def test_adding_a_key(text: str, key: str, value: object, data: st.DataObject) -> None:
    doc = read_text(text, PATH)
    mappings = [path for path in every_path(doc.data) if isinstance(at(doc.data, path), dict)]
    path = data.draw(st.sampled_from(mappings))
    assume(key not in at(doc.data, path))
    new = try_edit(doc, AddKey(path, key, value))
    if new is None:
        return
    expected = copy.deepcopy(doc.data)
    at(expected, path)[key] = plain_data(value)
    check_common(doc, new, expected)
    assert list(at(new.data, path))[:-1] == list(at(doc.data, path))
    check_insertion(doc, new, path)


@given(documents(), VALUES, st.data())
@often
def test_appending_a_row(text: str, row: object, data: st.DataObject) -> None:
    doc = read_text(text, PATH)
    lists = [path for path in every_path(doc.data) if isinstance(at(doc.data, path), list)]
    assume(lists)
    path = data.draw(st.sampled_from(lists))
    new = try_edit(doc, AppendRow(path, row))
    if new is None:
        return
    expected = copy.deepcopy(doc.data)
    at(expected, path).append(plain_data(row))
    check_common(doc, new, expected)
    check_insertion(doc, new, path)


def check_insertion(doc: Document, new: Document, path: tuple[str | int, ...]) -> None:
    """In block style, with a line break at the end, every line that was there is there still."""
    node = doc.node(path)
    around = [doc.node(path[:depth]) for depth in range(len(path) + 1)]
    in_flow = any(getattr(parent, "flow", False) for parent in around)
    if not in_flow and doc.text.endswith("\n") and at(doc.data, path):
        assert is_subsequence(lines(doc.text), lines(new.text)), (doc.text, new.text, node)


@given(documents(), st.data())
@often
def test_removing_an_entry(text: str, data: st.DataObject) -> None:
    doc = read_text(text, PATH)
    path = data.draw(st.sampled_from([path for path in every_path(doc.data) if path]))
    new = try_edit(doc, Remove(path))
    if new is None:
        return
    expected = copy.deepcopy(doc.data)
    del at(expected, path[:-1])[path[-1]]
    check_common(doc, new, expected)


@given(documents(), KEYS, st.data())
@often
def test_renaming_a_key(text: str, name: str, data: st.DataObject) -> None:
    doc = read_text(text, PATH)
    path = data.draw(st.sampled_from([path for path in every_path(doc.data) if path and isinstance(path[-1], str)]))
    parent = at(doc.data, path[:-1])
    assume(name not in parent)
    new = try_edit(doc, RenameKey(path, name))
    if new is None:
        return
    expected = copy.deepcopy(doc.data)
    entries = {name if key == path[-1] else key: value for key, value in parent.items()}
    at(expected, path[:-1]).clear()
    at(expected, path[:-1]).update(entries)
    check_common(doc, new, expected)
    assert list(at(new.data, path[:-1])) == list(entries)
    changed = [(one, two) for one, two in zip(lines(doc.text), lines(new.text), strict=True) if one != two]
    assert len(changed) == 1


@given(documents(), VALUES, VALUES, st.data())
@often
def test_several_edits_are_as_good_as_one_after_the_other(
    text: str, one: object, two: object, data: st.DataObject
) -> None:
    doc = read_text(text, PATH)
    first = data.draw(st.sampled_from([path for path in every_path(doc.data) if path]))
    middle = try_edit(doc, SetValue(first, one))
    if middle is None:
        return
    second = data.draw(st.sampled_from([path for path in every_path(middle.data) if path]))
    steps: list[Edit] = [SetValue(second, two), Remove(second)]
    step = data.draw(st.sampled_from(steps))
    last = try_edit(middle, step)
    if last is None:
        return
    together = edited(doc, SetValue(first, one), step)
    assert together.data == last.data
    assert comments(together.text) == comments(text)
