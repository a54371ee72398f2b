"""`communkit render`: the table as Markdown, in both languages, whatever the users' words hold."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from commands.desk import EXAMPLE, PROJECT, Said, ask, repository, tree
from communkit.report.escape import visible
from communkit.words import LANGUAGES
from house.processes import ROOT

GOLDEN = ROOT / "tests" / "golden" / EXAMPLE.name


def render(root: Path, *more: str | Path, lang: str = "en") -> Said:
    return ask("render", "--to", "md", "-C", root, *more, lang=lang)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "repository")


# The example, word for word


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_rendered_word_for_word(language: str, tmp_path: Path, update: bool) -> None:
    before = tree(EXAMPLE)
    assert render(EXAMPLE, "--languages", language, "-o", tmp_path).code == 0
    made = (tmp_path / f"assets.{language}.md").read_text(encoding="utf-8")
    golden = GOLDEN / f"assets.{language}.md"
    if update:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
    assert tree(EXAMPLE) == before


def test_the_languages_are_those_of_the_dossier(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE / "commons", tmp_path / "commons")
    said = render(tmp_path, lang="fr")
    assert said.code == 0
    assert sorted(path.name for path in (tmp_path / "commons" / "deliverables").iterdir()) == [
        f"{step}.{language}.md" for step in ("assets", "charter", "costs", "need") for language in ("en", "fr")
    ]


# Words that would like to be more than words

HOSTILE = {
    "a bar": "a | b",
    "a table": "x |\n|---|---|\n| y",
    "backticks": "`rm -rf` ``x``",
    "a script": "<script>alert(1)</script>",
    "a comment": "<!-- x --> <br> &lt;b&gt; &#124;",
    "a template": "{{ 7*7 }} {% raw %} {# x #}",
    "brackets": "]#[ [x](http://evil.example) ![x](y) [^1]",
    "a reversal": "a \u202e b",
    "two lines": "one\ntwo",
    "a blank line": "one\n\n# two",
    "emphasis": "*a* _b_ **c** ~~d~~ __e__",
    "backslashes": "a\\ \\| \\\\| b\\",
    "a heading": "# a",
    "a rule": "---",
    "a list": "- a",
    "a numbered list": "1. a",
    "a quotation": "> a",
    "an address": "https://evil.example/x www.evil.example",
    "a formula": "$x^2$ =x=",
    "an escape": "\x1b[31m",
    "spaces that keep together": "l’eau\u00a0: 3\u202f000",
}


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a Markdown text, as rows of cells, as rows of words: what a reader of GitHub or GitLab sees."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    found: list[list[list[str]]] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and before is not None and before.type in ("th_open", "td_open"):
            found[-1][-1].append(words(token))
    return found


OURS = {"text", "text_special", "softbreak", "html_inline", "code_inline"}
OURS |= {"strong_open", "strong_close", "em_open", "em_close"}


def words(inline: Token) -> str:
    """The text of a line or cell. Our own marks are emphasis, code and line breaks; anything else has escaped."""
    said = ""
    for one in inline.children or ():
        assert one.type in OURS, one
        assert one.type != "html_inline" or one.content == "<br>", one
        said += "\n" if one.type in ("html_inline", "softbreak") else one.content
    return said


def shown(text: str) -> str:
    return visible(re.sub(r"[ \n]+", " ", text).strip())


@pytest.mark.parametrize("name", HOSTILE)
def test_every_text_stays_the_text_that_it_is(name: str, tmp_path: Path) -> None:
    quoted, path = json.dumps(HOSTILE[name]), json.dumps("src/" + " ".join(HOSTILE[name].split()))
    project = PROJECT.replace("The town", "@").replace("name: @", f"name: {quoted}") + f"summary: {quoted}\n"
    assets = f"""\
schema: assets/1
not_applicable: {{hardware: {quoted}}}
unknown: {{sign: {quoted}}}
assets:
  - id: app
    kind: code
    name: {quoted}
    description: {quoted}
    rights:
      - {{right: software, holder: town, basis: employee, evidence: {{"*": [{{document: {quoted}}}]}}}}
    contributions: {{mode: DCO, document: {quoted}}}
    unknown: {{planned_licence: {quoted}}}
    justification: {quoted}
    strategy: {quoted}
    evidence: {{name: [{{document: {quoted}}}]}}
    third_party: [{{name: {quoted}, paths: [{path}]}}]
    actions: [{{what: {quoted}, who: {quoted}}}]
"""
    root = repository(tmp_path, {"project.yaml": project, "assets.yaml": assets})
    assert render(root, "-o", "out").code == 0
    text = (root / "out" / "assets.en.md").read_text(encoding="utf-8")
    said = shown(HOSTILE[name])
    table, rights, others, actions = tables(text)
    for one, columns in ((table, 5), (rights, 4), (others, 3), (actions, 3)):
        assert {len(row) for row in one} == {columns}
    cells = [cell for row in table for cell in row]
    assert any(cell.startswith("○ " + said) for cell in cells), "the name"
    assert any(cell == "○ " + said for cell in cells), "the description"
    assert sum(cell.endswith(said) for cell in cells) >= 4, "why not, what is planned, the licence"
    assert any(f"({said})" in cell for cell in cells), "the document of contributions"
    assert any(cell.startswith("○ " + said + " –") for cell in cells), "the holder"
    assert rights[1][1] == said
    assert rights[1][3] == said
    assert others[1][0] == said
    assert others[1][2].split() == ("src/" + visible(" ".join(HOSTILE[name].split()))).split()
    assert actions[1][:2] == [said, said]


def test_a_hostile_text_opens_no_block(tmp_path: Path) -> None:
    kinds: set[tuple[str, ...]] = set()
    for text in ("plain", *HOSTILE.values()):
        quoted = json.dumps(text.replace("\n\n", "\n"))
        project = PROJECT.replace("A map of places", quoted) + f"summary: {quoted}\n"
        assets = f"schema: assets/1\nassets: [{{id: app, kind: code, name: {quoted}, strategy: {quoted}}}]\n"
        folder = tmp_path / str(len(kinds)) / str(abs(hash(text)))
        root = repository(folder, {"project.yaml": project, "assets.yaml": assets})
        assert render(root, "-o", "out").code == 0
        made = (root / "out" / "assets.en.md").read_text(encoding="utf-8")
        tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(made)
        kinds.add(tuple(token.type for token in tokens))
    assert len(kinds) == 1


# Writing


def test_a_second_run_has_nothing_to_write(root: Path) -> None:
    first = render(root)
    assert (first.code, first.out) == (0, "")
    assert "assets.en.md" in first.err
    before = tree(root)
    again = render(root)
    assert "is up to date" in again.err
    assert tree(root) == before
    assert render(root, "-q").err == ""
    assert "à jour" in render(root, lang="fr").err


def test_a_dry_run_shows_the_diff_and_writes_nothing(root: Path) -> None:
    before = tree(root)
    said = render(root, "--dry-run")
    assert said.code == 0
    assert re.match(r"--- /dev/null\n\+\+\+ b/.*commons/deliverables/assets.en.md\n@@ ", said.out)
    assert tree(root) == before
    assert not (root / "commons" / "deliverables").exists()


def test_a_dry_run_over_an_older_version_shows_what_changes(root: Path) -> None:
    render(root)
    path = root / "commons" / "assets.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("The map", "The atlas"), encoding="utf-8")
    before = tree(root)
    said = render(root, "--dry-run").out
    removed = [line for line in said.splitlines() if line.startswith("-") and "The map" in line]
    assert removed
    assert len([line for line in said.splitlines() if line.startswith("+") and "The atlas" in line]) == len(removed)
    assert tree(root) == before


def test_the_folder_is_counted_from_the_directory_of_the_command(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)
    assert render(Path("repository"), "-o", "out").code == 0
    assert (root / "out" / "assets.en.md").is_file()


# Refusals


def _a_file_for_a_folder(root: Path) -> None:
    (root / "out").write_text("mine", encoding="utf-8")


def _a_folder_for_a_file(root: Path) -> None:
    (root / "out" / "assets.en.md").mkdir(parents=True)


def _a_link_outside(root: Path) -> None:
    secret = root.parent / "secret"
    secret.write_text("secret words\n", encoding="utf-8")
    (root / "out").mkdir()
    (root / "out" / "assets.en.md").symlink_to(secret)


def _a_protected_file(root: Path) -> None:
    (root / "out").mkdir()
    (root / "out" / "assets.en.md").write_text("old", encoding="utf-8")
    (root / "out" / "assets.en.md").chmod(0o400)


_posix = pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make links")
_no_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everything")


@pytest.mark.parametrize(
    "make",
    [
        _a_file_for_a_folder,
        _a_folder_for_a_file,
        pytest.param(_a_link_outside, marks=_posix),
        pytest.param(_a_protected_file, marks=[_posix, _no_root]),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_the_way_stays_as_it_is(make: object, language: str, root: Path) -> None:
    assert callable(make)
    make(root)
    before = tree(root.parent)
    said = render(root, "-o", "out", lang=language)
    assert (said.code, said.out) == (6, "")
    assert said.err.startswith("error: " if language == "en" else "erreur\u00a0: ")
    assert tree(root.parent) == before
    assert "secret" not in render(root, "-o", "out", "--dry-run").out


def test_an_unreadable_dossier_is_not_rendered(root: Path) -> None:
    (root / "commons" / "assets.yaml").write_text("assets: [", encoding="utf-8")
    said = render(root)
    assert (said.code, said.out) == (3, "")
    assert "assets.yaml:1:9: error DOC009" in said.err
    assert "1 │ assets: [\n" in said.err, "as check shows it, line by line"
    assert "stage: idea" in said.err
    assert not (root / "commons" / "deliverables").exists()


def test_without_its_document_there_is_nothing_to_render(root: Path) -> None:
    (root / "commons" / "assets.yaml").unlink()
    assert render(root).code == 4
    assert ask("render", "project", "-C", root).code == 4


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["asset"], "Did you mean assets?"),
        (["--to", "docx"], "docx"),
        (["--to", ""], "format"),
        (["--languages", "de"], "does not render in “de”"),
    ],
)
def test_what_cannot_be_rendered_is_refused(more: list[str], words: str, root: Path) -> None:
    said = ask("render", "-C", root, *more)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_without_a_word_all_three_formats_are_written_beside_the_dossier(root: Path) -> None:
    said = ask("render", "-C", root)
    assert said.code == 0
    written = {path.name for path in (root / "commons" / "deliverables").iterdir()}
    assert written == {"assets.en.md", "assets.en.html", "assets.en.pdf"}
