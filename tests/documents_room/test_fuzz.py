"""Whatever the bytes, reading gives a document or a refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from communkit.documents import Document, DocumentRefused, read, read_text, reader
from communkit.documents.edits import check_again
from communkit.documents.reader import shielded, unshielded

PATH = Path("commons/assets.yaml")
SIGNS = st.text(st.sampled_from("ab1é😀:#-?,[]{}&*!|>'\"%@`~<=. \n\n\t\r\\\x85\u2028\ufeff\x00_+eE0xN"), max_size=60)
TEXTS = st.one_of(st.text(max_size=40), SIGNS, st.builds("a: {}\nb: {}\n".format, SIGNS, SIGNS))


def judge(text: str) -> None:
    """Read, and hold the promises about places whatever comes of it."""
    try:
        doc = read_text(text, PATH)
    except DocumentRefused as error:
        refused = error
    else:
        judge_document(doc)
        return
    assert refused.problems
    for problem in refused.problems:
        if problem.span is not None:
            assert 0 <= problem.span.start <= problem.span.end <= len(text)
            assert refused.source.position(problem.span.start).line >= 1
        assert all("\n" not in str(value) for value in problem.params.values())


def judge_document(doc: Document) -> None:
    assert isinstance(doc.data, dict)
    for key in doc.data:
        node = doc.written((key,))
        assert node is not None
        assert 0 <= node.span.start <= node.content_end <= len(doc.text)
        span = doc.nearest((key,))
        assert "\n" not in doc.text[span.start : span.end] or doc.key((key,)) is not None


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_any_text(text: str) -> None:
    judge(text)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_text_without_the_c_parser(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_LOADER", yaml.SafeLoader)
        judge(text)


@given(st.binary(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    try:
        doc = read(path)
    except DocumentRefused:
        return
    assert doc.text.encode() == data


@given(st.text(st.sampled_from("a\x85\u2028\u2029\ue000\ue001\ue002")))
def test_shielding_is_undone_and_keeps_every_place(text: str) -> None:
    assert not set(shielded(text)) & set("\x85\u2028\u2029")
    assert len(shielded(text)) == len(text)
    assert unshielded(text, shielded(text)) == text


def test_ruamel_reads_line_separators_as_we_do() -> None:
    check_again(read_text("a: x\u2028y\nb: 'z\x85'\nc: |\n  \u2029d\n", PATH))
