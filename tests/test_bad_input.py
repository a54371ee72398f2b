"""Documents as strangers, editors and attackers leave them: each is told with its place, and none stops the command."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import TypeAdapter, ValidationError

from commands.desk import ASSETS, PROJECT, ask, repository, run
from communkit.documents import DocumentRefused, find_dossier
from communkit.documents.reader import LIMITS, read_text
from communkit.marked import Message
from communkit.model.row import DocumentRow, bind
from communkit.model.shape import dangling
from communkit.model.telling import told
from communkit.model.types import Amount, Fte, RepositoryId
from communkit.words import LANGUAGES, words_in

ENVELOPE = "schema: assets/1\nversion: 0.1.0\nstatus: draft\n"


class Bad(NamedTuple):
    """A document, the rule and the place that it must be told with, and a piece of the advice."""

    document: str | bytes
    rule: str
    line: int
    column: int
    advice: str


def _bomb() -> str:
    rows = [f"  - &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in pairwise("abcdefghij")]
    return f"{ENVELOPE}assets:\n  - &a look\n{''.join(rows)}"


BAD = {
    "a tab": Bad(ENVELOPE + "assets:\n  - id: app\n\tkind: code\n", "DOC010", 6, 1, "by spaces"),
    "a duplicate key": Bad(ASSETS + "    kind: sign\n", "DOC016", 9, 5, "Keep one of the two."),
    "an unknown key": Bad(ASSETS + "    planed_licence: MIT\n", "DOC040", 9, 5, "schema assets"),
    "a wrong type": Bad(ASSETS + "    paths: src/**\n", "DOC042", 9, 12, "[src/**]"),
    "version: 1.10": Bad(ENVELOPE.replace("0.1.0", "1.10"), "DOC042", 2, 10, "quotes: '1.10'"),
    "an unknown party": Bad(ASSETS + "    future_holder: twon\n", "DOC058", 9, 20, "under parties"),
    "MIT/Apache": Bad(ASSETS + "    planned_licence: MIT/Apache\n", "DOC057", 9, 22, "joined by AND or OR"),
    "an alias bomb": Bad(_bomb(), "DOC013", 10, 21, "Write the values out"),
    "100,000 open brackets": Bad(ENVELOPE + "assets: " + "[" * 100_000, "DOC011", 4, 72, "never closed"),
    "not UTF-8": Bad((ASSETS + "    name_fr: Échirolles\n").encode("cp1252"), "DOC006", 9, 14, "again in UTF-8"),
    "an empty file": Bad("", "DOC008", 1, 1, "schema: assets/1"),
    "a list instead of a mapping": Bad("- id: app\n", "DOC017", 1, 1, "schema: assets/1"),
    "!!python/object": Bad(
        ENVELOPE + "assets: !!python/object/apply:os.system ['exit']\n", "DOC018", 4, 9, "Delete the tag"
    ),
    "schema: assets/999": Bad(ENVELOPE.replace("assets/1", "assets/999"), "DOC026", 1, 9, "Update communkit"),
}


def written(bad: Bad) -> list[str]:
    text = bad.document if isinstance(bad.document, str) else bad.document.decode("utf-8", "replace")
    return text.split("\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", BAD)
def test_it_is_told_with_its_place_its_line_and_what_to_do(name: str, language: str, tmp_path: Path) -> None:
    bad = BAD[name]
    repository(tmp_path, {"assets.yaml": bad.document})
    said = ask("check", "-C", tmp_path, lang=language, cells=200)
    assert said.code == 3
    assert said.err == ""
    head, *rest = said.out.split("\n\n" if not bad.document else "\n")
    place = f"commons/assets.yaml:{bad.line}:{bad.column}: {'erreur' if language == 'fr' else 'error'} {bad.rule} "
    assert place in head
    shown = written(bad)[bad.line - 1][:80].replace("\t", "    ")
    assert any(line.lstrip().startswith(f"{bad.line} │ {shown}".rstrip()) for line in rest) or not bad.document
    assert "\n   → " in said.out
    assert "{" not in said.out
    if language == "en":
        assert bad.advice in " ".join(said.out.split())


@pytest.mark.parametrize("name", BAD)
def test_the_command_itself_ends_with_3_and_no_traceback(name: str, tmp_path: Path) -> None:
    bad = BAD[name]
    repository(tmp_path, {"assets.yaml": bad.document})
    said = run("check", "-C", tmp_path, "--format", "json")
    assert said.code == 3, said.err
    assert said.err == ""
    first = json.loads(said.out)["findings"][0]
    assert (first["rule"], first["file"], first["line"], first["column"]) == (
        bad.rule,
        "commons/assets.yaml",
        bad.line,
        bad.column,
    )


# What a name can lead to that is no document


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link_outside(path: Path) -> None:
    outside = path.parents[2] / "outside.yaml"
    outside.write_text("schema: assets/1\nsecret: 1\n", encoding="utf-8")
    path.symlink_to(outside)


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def _link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere.yaml")


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


def _locked(path: Path) -> None:
    path.write_text(ASSETS, encoding="utf-8")
    path.chmod(0)


Maker = Callable[[Path], None]
_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files, or asks for rights to make them")
_no_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
NO_DOCUMENTS = [
    pytest.param(_folder, "DOC003", "a folder", id="folder"),
    pytest.param(_pipe, "DOC003", "a named pipe", id="pipe", marks=_posix),
    pytest.param(_link_outside, "DOC004", "not followed", id="link-outside", marks=_posix),
    pytest.param(_link_to_itself, "DOC002", "ELOOP", id="link-to-itself", marks=_posix),
    pytest.param(_link_to_nothing, "DOC001", "does not exist", id="link-to-nothing", marks=_posix),
    pytest.param(_huge, "DOC005", "5,000,000 bytes", id="huge"),
    pytest.param(_locked, "DOC002", "EACCES", id="locked", marks=[_posix, _no_root]),
]


@pytest.mark.parametrize("document", ["project", "assets"])
@pytest.mark.parametrize(("make", "rule", "words"), NO_DOCUMENTS)
def test_something_else_of_that_name(make: Maker, rule: str, words: str, document: str, tmp_path: Path) -> None:
    root = repository(tmp_path / "repository")
    path = root / "commons" / f"{document}.yaml"
    path.unlink()
    make(path)
    said = ask("check", "-C", root)
    assert said.code == 3
    assert f"{document}.yaml:1:1: error {rule} " in said.out
    assert words in said.out
    assert "secret" not in said.out
    french = ask("check", "-C", root, lang="fr")
    assert f"{document}.yaml:1:1: erreur {rule} " in french.out


@_posix
def test_the_command_itself_waits_for_no_pipe_and_reads_no_hundred_megabytes(tmp_path: Path) -> None:
    root = repository(tmp_path)
    for name, make in (("assets", _pipe), ("project", _huge)):
        (root / "commons" / f"{name}.yaml").unlink()
        make(root / "commons" / f"{name}.yaml")
    said = run("check", "-C", root)
    assert said.code == 3
    assert "assets.yaml:1:1: error DOC003" in said.out
    assert "project.yaml:1:1: error DOC005" in said.out


def test_a_missing_project_is_told(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / "commons" / "project.yaml").unlink()
    said = ask("check", "-C", root)
    assert said.code == 3
    assert "project.yaml:1:1: error DOC001 The document does not exist" in said.out
    assert "schema: project/1" in said.out


# What a folder must hold to be a dossier


@pytest.mark.parametrize(
    "make", [_folder, pytest.param(_pipe, marks=_posix), pytest.param(_link_to_nothing, marks=_posix)]
)
def test_a_project_that_cannot_be_read_still_makes_a_dossier(make: Maker, tmp_path: Path) -> None:
    root = repository(tmp_path)
    for name in ("project.yaml", "assets.yaml"):
        (root / "commons" / name).unlink()
    make(root / "commons" / "project.yaml")
    assert find_dossier(root) == root / "commons"


def test_a_document_that_says_what_it_is_makes_a_dossier(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / "commons" / "project.yaml").unlink()
    assert find_dossier(root) == root / "commons"
    assert find_dossier(root / "commons") == root / "commons"


@pytest.mark.parametrize("text", ["", "name: x\n", "schema: 3\n", "openapi: 3.1.0\ninfo:\n  schema: assets/1\n"])
def test_other_files_make_none(text: str, tmp_path: Path) -> None:
    root = repository(tmp_path, {"assets.yaml": text})
    (root / "commons" / "project.yaml").unlink()
    assert find_dossier(root) is None
    said = ask("check", "-C", root)
    assert said.code == 4
    assert "There is no dossier here" in said.err


# Several problems


def findings(root: Path, *more: str) -> Any:
    said = ask("check", "-C", root, "--format", "json", *more)
    assert said.code == 3
    return json.loads(said.out)


def test_all_problems_of_a_document_are_told_in_order(tmp_path: Path) -> None:
    text = ASSETS.replace("0.1.0", "1.10") + "    colour: red\n    kind_of: code\n    paths: src\n  - kind: sign\n"
    told_of = findings(repository(tmp_path, {"assets.yaml": text}))["findings"]
    assert [(one["rule"], one["line"], one["target"]) for one in told_of if one["rule"].startswith("DOC")] == [
        ("DOC042", 2, "assets.version"),
        ("DOC040", 9, "assets[app].colour"),
        ("DOC040", 10, "assets[app].kind_of"),
        ("DOC042", 11, "assets[app].paths"),
        ("DOC041", 12, "assets[#2]"),
    ]


def test_all_problems_of_reading_are_told_at_once(tmp_path: Path) -> None:
    text = ASSETS + "    kind: sign\n    name: !!str The map\n    strategy: *none\n"
    told_of = findings(repository(tmp_path, {"assets.yaml": text}))["findings"]
    assert [one["rule"] for one in told_of if one["file"].endswith("assets.yaml")] == [
        "DOC016",
        "DOC016",
        "DOC018",
        "DOC014",
    ]


def test_a_document_does_not_hide_the_problems_of_another(tmp_path: Path) -> None:
    root = repository(tmp_path, {"project.yaml": PROJECT + "colour: red\n", "assets.yaml": "- app\n"})
    rules = {(one["file"], one["rule"]) for one in findings(root)["findings"]}
    assert rules == {("commons/assets.yaml", "DOC017"), ("commons/project.yaml", "DOC040")}


def test_rules_run_on_what_can_be_read_and_the_others_are_listed(tmp_path: Path) -> None:
    root = repository(tmp_path, {"assets.yaml": "", "project.yaml": PROJECT.replace("stage: idea", "stage: opening")})
    report = findings(root)
    assert {"DOC008", "PRJ001"} <= {one["rule"] for one in report["findings"]}
    skipped = {one["rule"]: one["missing"] for one in report["skipped"]}
    assert skipped["AST001"] == "assets_as_written"
    assert not any(rule.startswith(("DOC", "PRJ001")) for rule in skipped)


def test_a_choice_of_rules_never_hides_an_unreadable_document(tmp_path: Path) -> None:
    root = repository(tmp_path, {"assets.yaml": ""})
    for more in (["--select", "PRJ"], ["--ignore", "DOC"], ["--fail-on", "never"]):
        assert "DOC008" in {one["rule"] for one in findings(root, *more)["findings"]}


def test_parties_are_not_held_against_a_register_that_cannot_be_read(tmp_path: Path) -> None:
    text = ASSETS + "    future_holder: town\n"
    root = repository(tmp_path, {"assets.yaml": text, "project.yaml": PROJECT + "colour: red\n"})
    assert "DOC058" not in {one["rule"] for one in findings(root)["findings"]}


def test_a_hostile_text_commands_no_terminal(tmp_path: Path) -> None:
    root = repository(tmp_path, {"assets.yaml": ASSETS + '    "\\e[2J\\u202Ekey": \u202e[31m\n'})
    said = ask("check", "-C", root)
    assert said.code == 3
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out


@pytest.mark.parametrize("line", ["k" * 1_000_000, "k" * 900 + ": x", "planned_licence: " + "k " * 500_000])
def test_an_endless_line_does_not_fill_the_screen(line: str, tmp_path: Path) -> None:
    said = ask("check", "-C", repository(tmp_path, {"assets.yaml": f"{ASSETS}    {line}\n"}))
    assert said.code == 3
    assert said.out.count("k") < 1000


# Rules about values that no document has yet, or that are too long to keep in a folder


def sentence(slug: str, **params: object) -> str:
    said = told(slug, {"document": "costs", **params})
    message = Message("{says} → {fix}", {"says": said.message, "fix": said.fix})
    return words_in("en").say(message)


@pytest.mark.parametrize("value", [Decimal("-1"), Decimal("1.005")])
def test_an_amount_that_cannot_be_paid(value: Decimal) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Amount).validate_python(value)
    (error,) = refused.value.errors()
    assert error["type"] == "bad-amount"
    assert sentence("bad-amount", **error["ctx"]) == (
        f"{value} is not an amount: not below zero, two decimals at most."
        " → Write the amount with a dot, without currency: 1250.50"
    )
    assert TypeAdapter(Amount).validate_python(Decimal("1250.50")) == Decimal("1250.50")


def test_a_working_time_below_zero() -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Fte).validate_python(Decimal("-0.5"))
    (error,) = refused.value.errors()
    assert error["type"] == "bad-fte"
    assert sentence("bad-fte", **error["ctx"]).startswith("-0.5 is not a working time.")
    assert TypeAdapter(Fte).validate_python(Decimal("0.5")) == Decimal("0.5")


class Paper(DocumentRow):
    """A document with a reference to a repository, as steps to come have them."""

    repository: RepositoryId


def test_a_repository_that_nobody_declared() -> None:
    paper = bind(Paper(repository="apps"), "paper")
    (mismatch,) = dangling(paper, {"repositories": ["app", "site"]})
    assert (mismatch.slug, mismatch.path) == ("unknown-repository", ("repository",))
    assert sentence(mismatch.slug, **mismatch.params).startswith(
        "No repository of project.yaml is called “apps”. Did you mean app?"
    )
    assert list(dangling(paper, {"repositories": ["apps"]})) == []
    assert list(dangling(paper, {})) == []


@pytest.mark.slow
def test_more_values_than_any_dossier_has() -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_text(ENVELOPE + "assets: [" + "x," * LIMITS.nodes + "]", Path("assets.yaml"))
    (problem,) = refused.value.problems
    assert problem.kind == "too-many-nodes"
    assert sentence(problem.kind, **problem.params).startswith("The document holds more than 300,000 values.")
