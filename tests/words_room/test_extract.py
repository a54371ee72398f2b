"""Finding marked texts, and keeping a catalogue in step with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from communkit.words import extract
from communkit.words.po import Entry, Po, parse, write

HEADER = "Plural-Forms: nplurals=2; plural=(n > 1);\n"


def found(folder: Path, **modules: str) -> extract.Sources:
    package = folder / "src"
    package.mkdir(exist_ok=True)
    for name, code in modules.items():
        (package / f"{name}.py").write_text(code, "utf-8")
    return extract.sources(package, folder)


def test_texts_are_found_in_the_order_of_the_sources(tmp_path: Path) -> None:
    sources = found(
        tmp_path,
        b='title = N_("second") if x else N_("third")\n',
        a='FIRST = N_("one "\n "sentence")\nrule(why=N_("second"))\n# N_("a comment")\ntext = \'N_("no")\'\n',
    )
    assert [(marked.text, marked.file, marked.line) for marked in sources.marked] == [
        ("one sentence", "src/a.py", 1),
        ("second", "src/a.py", 3),
        ("third", "src/b.py", 1),
    ]
    assert sources.files["second"] == ("src/a.py", "src/b.py")
    assert sources.problems == ()


def test_plurals_are_paired_in_any_call(tmp_path: Path) -> None:
    sources = found(
        tmp_path,
        a='Message(N_("{count} file"), plural=N_("{count} files"), count=n)\n'
        'Finding("x", plural=N_("{n} rows"), template=N_("{n} row"))\n'
        'N_("{count} file")\n',
    )
    assert [(marked.text, marked.plural) for marked in sources.marked] == [
        ("{count} file", "{count} files"),
        ("{n} row", "{n} rows"),
    ]
    assert sources.problems == ()


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("N_(text)", "one constant text"),
        ('N_(f"{x}")', "one constant text"),
        ('N_("")', "not an empty one"),
        ('N_("{a.b}")', "a hole is"),
        ('N_("a {")', "a hole is"),
        ('N_("a ")', "no space at its ends"),
        ('Message(template, plural=N_("x"))', "needs a marked singular"),
        ('Message(N_("{a} {b}"), {"a": 1})', "nothing fills {b}"),
        ('Message(N_("a"), params={"b": 1})', "no hole for 'b'"),
        ('Message(N_("{count} a"))', "nothing fills {count}"),
        ('x(N_("a"), plural=N_("b"))\nx(N_("a"), plural=N_("c"))', "another plural"),
    ],
)
def test_faults_are_told_with_their_place(tmp_path: Path, code: str, problem: str) -> None:
    (told,) = found(tmp_path, a=code).problems
    assert told.startswith("src/a.py:")
    assert problem in told


@pytest.mark.parametrize(
    "code",
    [
        'Message(N_("{a}"), {"a": 1})',
        'Message(N_("{a}"), params)',
        'Message(N_("{a}"), {**params})',
        'Message(N_("{count} a"), plural=N_("{count} as"), count=2)',
        'Message(N_("{{a}}"))',
    ],
)
def test_what_is_right_or_computed_is_not_judged(tmp_path: Path, code: str) -> None:
    assert found(tmp_path, a=code).problems == ()


def test_a_file_that_cannot_be_parsed_stops_everything(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError):
        found(tmp_path, a='N_("half a')


def test_updating_keeps_translations_and_drops_what_is_gone(tmp_path: Path) -> None:
    before = Po(
        HEADER,
        (
            Entry("gone", None, ("parti",)),
            Entry("kept", None, ("gardé",), ("for translators",), ("src/old.py",)),
            Entry("turned plural", None, ("devenu pluriel",)),
        ),
    )
    sources = found(
        tmp_path,
        a='N_("new {x}")\nN_("kept")\nMessage(N_("turned plural"), plural=N_("turned plurals"), count=n)\n',
    )
    after = extract.updated(before, sources)
    assert after.entries == (
        Entry("new {x}", None, ("",), (), ("src/a.py",), brace_format=True),
        Entry("kept", None, ("gardé",), ("for translators",), ("src/a.py",)),
        Entry("turned plural", "turned plurals", ("", ""), (), ("src/a.py",)),
    )
    assert extract.updated(after, sources) == after
    assert parse(write(after)) == after
