"""Every way in which a document is refused: the kind, its parameters, and the place pointed at."""

from __future__ import annotations

import os
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from communkit.documents import DocumentRefused, Limits, Problem, read, read_text, reader

PATH = Path("commons/assets.yaml")
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
LONG = "1" * 50

Expected = list[tuple[str, dict[str, str | int], tuple[int, int], str]]


def problems(text: str, limits: Limits = reader.LIMITS) -> tuple[Problem, ...]:
    with pytest.raises(DocumentRefused) as refused:
        read_text(text, PATH, limits)
    return refused.value.problems


def syntax(cause: str, found: str, suggestion: str = "") -> dict[str, str | int]:
    return {"cause": cause, "found": found, "suggestion": suggestion}


CASES: dict[str, tuple[str, Expected]] = {
    "a colon in a text": ("t: l'eau : b\n", [("syntax", syntax("colon-in-text", ":", '"l\'eau : b"'), (1, 10), ":")]),
    "a second colon": ("t: a: b # c\n", [("syntax", syntax("colon-in-text", ":", '"a: b"'), (1, 5), ":")]),
    "a colon in a row": ("t:\n  - a: b: c\n", [("syntax", syntax("colon-in-text", ":", '"b: c"'), (2, 9), ":")]),
    "a leading at": ("t: @anct\n", [("syntax", syntax("reserved-indicator", "@", '"@anct"'), (1, 4), "@")]),
    "a leading backtick": ("- `a` # c\n", [("syntax", syntax("reserved-indicator", "`", '"`a`"'), (1, 3), "`")]),
    "a leading percent": ("t: %a\n", [("syntax", syntax("reserved-indicator", "%", '"%a"'), (1, 4), "%")]),
    "more than": ("t: > 50 %\n", [("syntax", syntax("reserved-indicator", ">", '"> 50 %"'), (1, 4), ">")]),
    "an ampersand": ("t: & co\n", [("syntax", syntax("reserved-indicator", "&", '"& co"'), (1, 4), "&")]),
    "emphasis": ("t: *gras* x\n", [("syntax", syntax("reserved-indicator", "*", '"*gras* x"'), (1, 4), "*")]),
    "an apostrophe in quotes": ("t: 'l'eau'\n", [("syntax", syntax("text-after-quote", "e", '"l\'eau"'), (1, 7), "e")]),
    "text behind quotes": ('t: "b" c\n', [("syntax", syntax("text-after-quote", "c", '"b c"'), (1, 8), "c")]),
    "an open quote": ('t: "x\nb: 2\n', [("syntax", syntax("unclosed-quote", '"'), (1, 4), '"')]),
    "an open single quote": ("t: 'x\nb: 2\n", [("syntax", syntax("unclosed-quote", "'"), (1, 4), "'")]),
    "a Windows path": ('t: "C:\\Users"\n', [("syntax", syntax("bad-escape", "\\U"), (1, 7), "\\U")]),
    "an unknown escape": ('t: "\\q"\n', [("syntax", syntax("bad-escape", "\\q"), (1, 5), "\\q")]),
    "an open bracket": ("t: [1, 2\nb: 3\n", [("syntax", syntax("unclosed-bracket", "["), (1, 4), "[")]),
    "an open brace": ("t: {a: 1\n", [("syntax", syntax("unclosed-bracket", "{"), (1, 4), "{")]),
    "a bracket too many": ("t: ]\n", [("syntax", syntax("unopened-bracket", "]"), (1, 4), "]")]),
    "a row on the key's line": ("t: - b\n", [("syntax", syntax("dash-after-key", "-"), (1, 4), "-")]),
    "a key without colon": ("a: 1\n\nb c\nd: 2\n", [("syntax", syntax("missing-colon", "b"), (3, 1), "b")]),
    "a first key without colon": ("ab\nc: d\n", [("syntax", syntax("missing-colon", "a"), (1, 1), "a")]),
    "too far left": ("a:\n  b: 1\n c: 2\n", [("syntax", syntax("indentation", "c"), (3, 2), "c")]),
    "too far right": ("a: 1\n b: 2\n", [("syntax", syntax("indentation", "b"), (2, 2), "b")]),
    "a stray directive": (
        "%FOO x\n---\na: 1\n",
        [("syntax", syntax("reserved-indicator", "%", '"%FOO x"'), (1, 1), "%")],
    ),
    "text behind the end": ("a: b\n... x\n", [("syntax", syntax("other", "x"), (2, 5), "x")]),
    "a tab": ("a:\n\tb: c\n", [("tab", {}, (2, 1), "\t")]),
    "a tab behind spaces": ("a:\n  b: 1\n \tc: 2\n", [("tab", {}, (3, 2), "\t")]),
    "a tab in a block text": ("a: >\n\tb\n", [("tab", {}, (2, 1), "\t")]),
    "control characters": (
        "a: x\x07\nb: \x00\n",
        [
            ("control-character", {"character": "U+0007"}, (1, 5), "\x07"),
            ("control-character", {"character": "U+0000"}, (2, 4), "\x00"),
        ],
    ),
    "an inner byte order mark": ("a: \ufeffb\n", [("control-character", {"character": "U+FEFF"}, (1, 4), "\ufeff")]),
    "half a surrogate": ("a: \ud800\n", [("control-character", {"character": "U+D800"}, (1, 4), "\ud800")]),
    "an unknown alias": ("a: *gras*\n", [("syntax", syntax("reserved-indicator", "*", '"*gras*"'), (1, 4), "*")]),
    "an alias never marked": (
        "a: *nope\n",
        [("unknown-alias", {"name": "nope", "suggestion": '"*nope"'}, (1, 4), "*nope")],
    ),
    "an alias in itself": ("a: &x [*x]\n", [("recursive-alias", {"name": "x"}, (1, 8), "*x")]),
    "equal keys, each": (
        "a: 1\n'a': 2\nb:\n  - {c: 1, c: 2}\n",
        [
            ("duplicate-key", {"key": "a", "first_line": 1}, (2, 1), "'a'"),
            ("duplicate-key", {"key": "c", "first_line": 4}, (4, 12), "c"),
        ],
    ),
    "equal keys, else": ("1: a\n'1': b\n", [("duplicate-key", {"key": "1", "first_line": 1}, (2, 1), "'1'")]),
    "tags, each": (
        "a: !!python/object:os.system x\nb: &c !d {e: !!str 1}\n",
        [
            ("tag-refused", {"tag": "!!python/object:os.system"}, (1, 4), "!!python/object:os.system"),
            ("tag-refused", {"tag": "!d"}, (2, 7), "!d"),
            ("tag-refused", {"tag": "!!str"}, (2, 14), "!!str"),
        ],
    ),
    "two documents": ("a: 1\n---\nb: [\n", [("several-documents", {}, (2, 1), "---")]),
    "a list as key": ("? [a]\n: b\n", [("complex-key", {"form": "list"}, (1, 3), "[a]")]),
    "a mapping as key": ("? {a: 1}\n: b\n", [("complex-key", {"form": "mapping"}, (1, 3), "{a: 1}")]),
    "an alias as key": ("a: &x b\n*x : c\n", [("complex-key", {"form": "alias"}, (2, 1), "*x")]),
    "no key": ("? \n: b\n", [("complex-key", {"form": "empty"}, (1, 2), "")]),
    "a merge key": ("a: &x {b: 1}\nc:\n  <<: *x\n", [("merge-key", {}, (3, 3), "<<")]),
    "number bombs, each": (
        f"a: 1e999999999\nb: {LONG}\n",
        [
            ("number-out-of-bounds", {"number": "1e999999999", "suggestion": '"1e999999999"'}, (1, 4), "1e999999999"),
            (
                "number-out-of-bounds",
                {
                    "number": "1111111111111111111…1111111111111111111",
                    "suggestion": '"1111111111111111111…1111111111111111111"',
                },
                (2, 4),
                LONG,
            ),
        ],
    ),
    "a list": ("- a\n- b\n", [("not-a-mapping", {"found": "list"}, (1, 1), "- a")]),
    "a text": ("bonjour\n", [("not-a-mapping", {"found": "text"}, (1, 1), "bonjour")]),
    "a number": ("12", [("not-a-mapping", {"found": "number"}, (1, 1), "12")]),
    "a boolean": ("true", [("not-a-mapping", {"found": "boolean"}, (1, 1), "true")]),
    "a null": ("null", [("not-a-mapping", {"found": "null"}, (1, 1), "null")]),
    "brackets without end": ("[" * 100_000, [("too-deep", {"limit": 64}, (1, 65), "[")]),
    "aliases that multiply": (BOMB, [("too-many-aliases", {"limit": 100_000}, (6, 8), "*e")]),
    "problems and a syntax error": (
        "<<: 1\na: [\n",
        [("merge-key", {}, (1, 1), "<<"), ("syntax", syntax("unclosed-bracket", "["), (2, 4), "[")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_text_is_refused_at_its_place(name: str) -> None:
    text, expected = CASES[name]
    with pytest.raises(DocumentRefused) as refused:
        read_text(text, PATH)
    source = refused.value.source
    found = [
        (
            problem.kind.value,
            dict(problem.params),
            tuple(source.position(problem.span.start)),
            source.text[problem.span.start : problem.span.end],
        )
        for problem in refused.value.problems
        if problem.span is not None
    ]
    assert found == expected
    assert len(found) == len(refused.value.problems)


@pytest.mark.parametrize("text", ["", "\n", "# only\n# comments\n", "---\n", "\ufeff", "---\n...\n"])
def test_an_empty_document_is_said_to_be_empty(text: str) -> None:
    (problem,) = problems(text)
    assert (problem.kind, problem.span) == ("empty", None)


@pytest.mark.parametrize("name", sorted(CASES.keys() - {"a stray directive"}))  # it overlooks those
def test_without_the_c_parser_the_same_kinds_are_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_LOADER", yaml.SafeLoader)
    text, expected = CASES[name]
    kinds = [problem.kind.value for problem in problems(text)]
    assert kinds == [kind for kind, *_ in expected]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "a:\n ", "? "])
def test_nesting_without_end_is_refused_at_once(opening: str) -> None:
    started = time.perf_counter()
    text = "".join(f"{' ' * level}a:\n" for level in range(500)) if "\n" in opening else opening * 100_000
    assert problems(text)[-1].kind in ("too-deep", "syntax", "complex-key")
    assert time.perf_counter() - started < 5  # against minutes or a crash, not a benchmark


def test_aliases_cannot_nest_past_the_limit_either() -> None:
    levels = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{x: *a{n - 1}}}\n" for n in range(1, 100))
    assert problems(levels)[0].kind == "too-deep"


def test_limits_can_be_set() -> None:
    assert problems("a: {b: {c: 1}}", Limits(depth=2))[0].kind == "too-deep"
    assert problems("a: [1, 2, 3]", Limits(nodes=4))[0].params == {"limit": 4}
    assert problems("a: &x [1, 2]\nb: *x", Limits(aliased=2))[0].kind == "too-many-aliases"
    assert problems("a: 'éé'", Limits(bytes=8))[0].params == {"limit": 8}


def test_no_more_problems_are_listed_than_anyone_reads() -> None:
    assert len(problems("".join(f"a: {n}\n" for n in range(3000)))) == 100


def refused_file(path: Path, limits: Limits = reader.LIMITS) -> tuple[Problem, DocumentRefused]:
    with pytest.raises(DocumentRefused) as refused:
        read(path, limits)
    (problem,) = refused.value.problems
    return problem, refused.value


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused_file(tmp_path / "none.yaml")[0].kind == "missing"
    (tmp_path / "file").write_text("a: 1")
    assert refused_file(tmp_path / "file" / "below.yaml")[0].kind == "missing"


def test_a_folder(tmp_path: Path) -> None:
    problem, _ = refused_file(tmp_path)
    assert (problem.kind, problem.params) == ("not-a-file", {"found": "folder"})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_nobody_writes_to_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    problem, _ = refused_file(tmp_path / "pipe.yaml")
    assert (problem.kind, problem.params) == ("not-a-file", {"found": "pipe"})


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets in folders here")
def test_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(folder)  # the name of a socket must be short
        server.bind("s.yaml")
        assert refused_file(Path("s.yaml"))[0].params == {"found": "socket"}
        monkeypatch.undo()


def test_a_file_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: " + b"x" * 100)
    assert refused_file(tmp_path / "a.yaml", Limits(bytes=102))[0].kind == "too-large"
    assert read(tmp_path / "a.yaml", Limits(bytes=103)).data["a"] == "x" * 100


def test_a_name_that_no_system_takes(tmp_path: Path) -> None:
    assert refused_file(tmp_path / "a\0b")[0].kind == "unreadable"
    assert refused_file(tmp_path / ("a" * 5000))[0].params["reason"] == "other"


def test_latin_1(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("a: b\nc: été\n".encode("cp1252"))
    problem, refused = refused_file(tmp_path / "a.yaml")
    assert problem.params == {"byte": 8, "line": 2, "looks_like": "windows-1252"}
    assert problem.span is not None
    assert refused.source.position(problem.span.start) == (2, 4)
    assert refused.source.line(2).startswith("c: ")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16(tmp_path: Path, encoding: str) -> None:
    marked = "a: b\n" if encoding == "utf-16" else "\ufeffa: b\n"
    (tmp_path / "a.yaml").write_bytes(marked.encode(encoding))
    problem, refused = refused_file(tmp_path / "a.yaml")
    assert problem.params["looks_like"] == "utf-16"
    assert refused.source.line(1) == "a: b"


def test_a_link_is_followed_inside_its_repository_only(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("password: x\n")
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    (repository / "commons").mkdir()
    (repository / "real.yaml").write_text("a: 1\n")
    (repository / "commons" / "in.yaml").symlink_to("../real.yaml")
    (repository / "commons" / "out.yaml").symlink_to(secret)
    (repository / "away").symlink_to(tmp_path)
    assert read(repository / "commons" / "in.yaml").data == {"a": 1}
    for path in [repository / "commons" / "out.yaml", repository / "away" / "secret"]:
        problem, refused = refused_file(path)
        assert problem.kind == "link-outside"
        assert refused.source.text == ""
    (repository / ".git").rmdir()
    assert refused_file(repository / "commons" / "in.yaml")[0].kind == "link-outside"


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder that a user without privileges can reach, as that user when the tests run as root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of another kind here")
def test_a_file_without_the_right_to_read(nobody: Path) -> None:
    path = nobody / "a.yaml"
    path.write_text("a: 1\n")
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        problem, _ = refused_file(path)
    finally:
        if root:
            os.seteuid(0)
    assert (problem.kind, problem.params) == ("unreadable", {"reason": "permission", "code": "EACCES"})


def test_no_parameter_tells_where_the_file_lies(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: @\n")
    for path in [tmp_path / "a.yaml", tmp_path / "none.yaml", tmp_path]:
        problem, refused = refused_file(path)
        assert str(tmp_path) not in str(dict(problem.params)) + str(refused)
