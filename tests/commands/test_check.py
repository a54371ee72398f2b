"""`communkit check`: what it prints, how it ends, and that it writes nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from commands.desk import EXAMPLE, TODAY, Said, ask, repository, run, tree
from communkit.steps.walk import STEPS
from house.processes import ROOT, environment

# One warning that waits for counsel (AST012), one that does not (AST002), and notes.
PROJECT = """\
schema: project/1
version: 0.1.0
status: draft

name: A map of places
summary: A map that every town can put on its own site.
jurisdiction: fr
stage: preparing
languages: [en]
repositories:
  - id: app
    path: .
    visibility: public
parties:
  - id: town
    name: The town
    nature: public
"""
ASSETS = """\
schema: assets/1
version: 0.1.0
status: draft

assets:
  - id: app
    kind: code
    name: The map
    description: The site and its programming interface.
    rights:
      - right: software
        holder: town
        basis: contract
"""
TARGET = "assets[app].rights[town/software].basis"
WAIVER = f"""
waivers:
  - rule: AST012
    target: {TARGET}
    reason: The assignment is being signed.
    by: the steering committee
    until: 2027-03-01
"""
OPINION = f"""
opinions:
  - target: {TARGET}
    on: 2026-10-01
    rule: AST012
    by: our counsel
    conclusion: The contract of 2019 assigns the rights.
    favourable: true
    reference: opinion 2026-7
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path, {"project.yaml": PROJECT, "assets.yaml": ASSETS})


def change(root: Path, *added: str, **replaced: str) -> None:
    """Add text to `project.yaml`, and replace words in it."""
    path = root / "commons" / "project.yaml"
    text = path.read_text(encoding="utf-8") + "".join(added)
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def check(root: Path, *more: str, lang: str = "en") -> Said:
    return ask("check", "-C", root, "--as-of", TODAY, *more, lang=lang)


def report(root: Path, *more: str, lang: str = "en") -> Any:
    return json.loads(check(root, "--format", "json", *more, lang=lang).out)


def rules(root: Path, *more: str) -> set[str]:
    return {one["rule"] for one in report(root, *more)["findings"]}


def of(rule: str, found: Mapping[str, Any]) -> Any:
    (one,) = (one for one in found["findings"] if one["rule"] == rule)
    return one


# How it ends


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ([], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "warning", "--ignore", "AST"], 0),
        (["--fail-on", "never"], 0),
        (["--format", "yaml"], 2),
        (["--fail-on", "note"], 2),
        (["--select", "NOPE"], 2),
        (["--as-of", "yesterday"], 2),
    ],
)
def test_the_exit_code(more: list[str], code: int, root: Path) -> None:
    assert check(root, *more).code == code
    assert check(root, *more, lang="fr").code == code


def test_an_error_ends_with_1_unless_nothing_may(root: Path) -> None:
    change(root, **{"stage: preparing": "stage: opening"})
    assert check(root).code == 1
    assert check(root, "--fail-on", "never").code == 0


def test_an_unreadable_document_outranks_findings(root: Path) -> None:
    change(root, **{"stage: preparing": "stage: opening"})
    (root / "commons" / "assets.yaml").write_bytes(b"")
    assert check(root).code == 3
    assert check(root, "--fail-on", "never").code == 3


def test_without_a_dossier_there_is_nothing_to_check(tmp_path: Path) -> None:
    said = check(tmp_path)
    assert (said.code, said.out) == (4, "")
    assert said.err.startswith("error: There is no dossier here")
    assert check(tmp_path, lang="fr").err.startswith("erreur\u00a0: Il n’y a pas de dossier ici")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_not_a_clean_dossier(root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "communkit", "check", "-C", str(root)],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 6
    assert b"Traceback" not in ended.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder in which one works")
def test_a_folder_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    said = ask("check")
    assert said.code == 6
    assert said.err.startswith("error: The folder in which communkit was started no longer exists.")


def test_a_clean_dossier_takes_one_line(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    shutil.copytree(ROOT / "tests" / "documents" / "base", tmp_path / "commons")
    said = check(tmp_path, "--no-repo", "--fail-on", "warning")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Nothing to report · stage: ")
    assert said.out.count("\n") == 1


# What the text says


def test_a_finding_is_told_with_place_lines_pointer_and_advice(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert ask("check", "--select", "AST012").out == (
        "commons/assets.yaml:13:16: warning AST012 "
        "A service provider’s work without contract or assignment\n"
        "   11 │       - right: software\n"
        "   12 │         holder: town\n"
        "   13 │         basis: contract\n"
        f"      │                ~~~~~~~~ {TARGET}\n"
        "   No contract is given for the work that this right comes from (copyright in software, The town).\n"
        "   → Name the contract (contract: {ccag, year, referenced…}), or have an assignment signed.\n"
        "   To be checked by counsel. More: communkit explain AST012\n"
        "\n"
        "1 warning · stage: preparing\n"
    )


def test_french_follows_french(root: Path) -> None:
    said = check(root, "--select", "AST012", lang="fr").out
    assert ":13:16: avertissement AST012 " in said
    assert "À faire vérifier par un juriste. Plus\u00a0: communkit explain AST012" in said
    assert said.endswith("1 avertissement · stade\u00a0: préparation\n")


def test_findings_on_one_value_show_its_line_once(root: Path) -> None:
    said = check(root, "--select", "AST002").out
    assert said.count(":5:1: warning AST002") == 5
    assert said.count("5 │ assets:") == 1


def test_files_are_named_from_where_one_stands(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = root / "src" / "deep"
    deep.mkdir(parents=True)
    for folder, name in (
        (root, "commons/assets.yaml:"),
        (root / "commons", "assets.yaml:"),
        (root / "src", "../commons/assets.yaml:"),
        (deep, "../../commons/assets.yaml:"),
    ):
        monkeypatch.chdir(folder)
        assert ask("check", "--select", "AST012").out.startswith(name)
    assert ask("check", "-C", "..", "--select", "AST012").out.startswith("../../commons/assets.yaml:")


def test_a_dossier_in_a_repository_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project.yaml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "assets.yaml").write_text(ASSETS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert ask("check", "--select", "AST012").out.startswith("assets.yaml:13:16: ")


def test_the_dossier_decides_the_language_unless_asked(root: Path) -> None:
    change(root, **{"languages: [en]": "languages: [fr]"})
    assert "1 avertissement" in ask("check", "-C", root, "--select", "AST012", lang="").out
    assert "1 warning" in ask("check", "-C", root, "--select", "AST012", "--lang", "en", lang="").out


def test_quiet_keeps_the_findings(root: Path) -> None:
    assert check(root, "-q") == check(root)


def test_colour_only_when_asked(root: Path) -> None:
    assert "\x1b[" not in check(root).out
    assert "\x1b[" in check(root, "--color", "always").out


# Choosing rules


def test_select_and_ignore_take_beginnings_names_and_lists(root: Path) -> None:
    everything = rules(root)
    assert {"AST001", "AST002", "AST012", "PRJ001"} <= everything
    assert rules(root, "--select", "PRJ") == {"PRJ001"}
    assert rules(root, "--select", "ast01") == {"AST012"}
    assert rules(root, "--select", "kind-not-considered") == {"AST002"}
    assert rules(root, "--select", "AST012,PRJ001") == {"AST012", "PRJ001"}
    assert rules(root, "--select", "AST012", "--select", "PRJ001") == {"AST012", "PRJ001"}
    assert rules(root, "--ignore", "AST") == everything - {rule for rule in everything if rule.startswith("AST")}
    assert rules(root, "--select", "AST", "--ignore", "AST001", "--ignore", "AST03") == {"AST002", "AST012"}


def test_a_rule_that_does_not_exist_is_refused_with_what_was_meant(root: Path) -> None:
    said = check(root, "--select", "AST0122")
    assert said.code == 2
    assert said.err == "error: No rule begins with “AST0122”.\n  → Did you mean AST012?\n"


# Waivers, opinions, stages


def test_a_waiver_softens_its_finding_until_its_last_day(root: Path) -> None:
    change(root, WAIVER)
    assert of("AST012", report(root))["waived_until"] == "2027-03-01"
    assert report(root)["summary"]["waived"] == 1
    said = check(root, "--select", "AST012", "--fail-on", "warning")
    assert said.code == 0
    assert said.out == "Nothing to report · 1 waiver, until 1 March 2027 · stage: preparing\n"
    assert check(root, "--select", "AST012", "--fail-on", "warning", "--as-of", "2027-03-01").code == 0


def test_an_expired_waiver_brings_its_finding_back(root: Path) -> None:
    change(root, WAIVER)
    late = report(root, "--as-of", "2027-03-02")
    assert of("AST012", late)["waived_until"] is None
    assert of("PRJ002", late)["target"] == f"project.waivers[AST012/{TARGET}].until" or "PRJ002" in str(late)
    assert check(root, "--select", "AST012", "--fail-on", "warning", "--as-of", "2027-03-02").code == 1


def test_a_waiver_of_the_whole_asset_covers_what_stands_in_it(root: Path) -> None:
    change(root, WAIVER.replace(TARGET, "assets[app]"))
    assert of("AST012", report(root))["waived_until"] == "2027-03-01"


def test_a_waiver_without_a_reason_waives_nothing(root: Path) -> None:
    change(root, WAIVER.replace("    reason: The assignment is being signed.\n", ""))
    found = report(root)
    assert of("AST012", found)["waived_until"] is None
    assert "PRJ003" in {one["rule"] for one in found["findings"]}


def test_counsels_answer_closes_what_waited_for_it(root: Path) -> None:
    change(root, OPINION)
    found = of("AST012", report(root))
    assert (found["answered"], found["counsel"]) == ("The contract of 2019 assigns the rights.", False)
    said = check(root, "--select", "AST012", "--fail-on", "warning")
    assert (said.code, said.out) == (0, "Nothing to report · answered by counsel: 1 · stage: preparing\n")


def test_an_unfavourable_answer_leaves_the_finding(root: Path) -> None:
    change(root, OPINION.replace("favourable: true", "favourable: false"))
    found = of("AST012", report(root))
    assert (found["answered"], found["counsel"]) == (None, False)
    assert "To be checked by counsel" not in check(root, "--select", "AST012").out


def test_the_stage_decides_how_grave_it_is(root: Path) -> None:
    seen = {}
    for before, stage in (("preparing", "idea"), ("idea", "preparing"), ("preparing", "opening")):
        change(root, **{f"stage: {before}": f"stage: {stage}"})
        found = report(root, "--select", "AST002")
        assert found["stage"] == stage
        seen[stage] = {one["severity"] for one in found["findings"]}
    assert seen == {"idea": {"note"}, "preparing": {"warning"}, "opening": {"error"}}


# JSON

FINDING = ["rule", "severity", "message", "fix", "params", "file", "line", "column", "target", "counsel"]
FINDING += ["evidence", "waived_until", "answered"]


def test_json_has_the_shape_that_it_announces(root: Path) -> None:
    found = report(root)
    assert list(found) == ["schema", "stage", "findings", "skipped", "summary"]
    assert found["schema"] == "communkit/findings/1"
    assert all(list(one) == FINDING for one in found["findings"])
    others = {step.name for step in STEPS} - {"project", "assets"}
    assert {one["missing"].removesuffix("_as_written") for one in found["skipped"]} == others
    counted = [one["severity"] for one in found["findings"]]
    assert found["summary"] == {
        "error": counted.count("error"),
        "warning": counted.count("warning"),
        "note": counted.count("note"),
        "waived": 0,
    }
    assert of("AST012", found) == {
        "rule": "AST012",
        "severity": "warning",
        "message": "No contract is given for the work that this right comes from (copyright in software, The town).",
        "fix": "Name the contract (contract: {ccag, year, referenced…}), or have an assignment signed.",
        "params": {"holder": "The town", "right": "copyright in software"},
        "file": "commons/assets.yaml",
        "line": 13,
        "column": 16,
        "target": TARGET,
        "counsel": True,
        "evidence": [],
        "waived_until": None,
        "answered": None,
    }


def test_json_is_sorted_and_the_same_every_time(root: Path) -> None:
    first = check(root, "--format", "json").out
    assert run("check", "-C", root, "--as-of", TODAY, "--format", "json").out == first
    places = [(one["file"], one["line"], one["column"], one["rule"]) for one in json.loads(first)["findings"]]
    assert places == sorted(places)


def test_only_messages_and_advice_depend_on_the_language(root: Path) -> None:
    def without_words(found: Any) -> Any:
        return [{key: one[key] for key in one if key not in ("message", "fix")} for one in found["findings"]]

    assert without_words(report(root, lang="fr")) == without_words(report(root))


def test_evidence_travels_with_the_finding(root: Path) -> None:
    evidence = "        evidence:\n          basis:\n            - {path: docs/contract.pdf, line: 3}\n"
    path = root / "commons" / "assets.yaml"
    path.write_text(ASSETS + evidence, encoding="utf-8")
    assert of("AST012", report(root))["evidence"] == [{"path": "docs/contract.pdf", "line": 3}]
    assert "docs/contract.pdf:3" in check(root, "--select", "AST012").out


# Nothing is written


@pytest.mark.parametrize("more", [[], ["--format", "json"], ["--select", "AST"], ["--no-repo"]])
def test_checking_never_writes(more: list[str], root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flat = "    holder: town\n    basis: contract\n"  # the columns of shape 0, which is read as if it were migrated
    old = ASSETS.replace("assets/1", "assets/0").partition("    rights:\n")[0] + flat
    (root / "commons" / "assets.yaml").write_text(old, encoding="utf-8")
    before = tree(root)
    monkeypatch.chdir(root)
    assert ask("check", *more).code == 0
    assert tree(root) == before


def test_the_bundled_example_has_things_left_to_mend_and_no_error() -> None:
    before = tree(EXAMPLE)
    for language in ("fr", "en"):
        said = check(EXAMPLE, lang=language)
        assert said.code == 0
        assert re.search(r"\{\w+\}", said.out) is None, "a hole was left open"
    assert tree(EXAMPLE) == before


def test_missing_answers_of_one_row_are_told_in_one(tmp_path: Path) -> None:
    bare = "schema: assets/1\nassets:\n  - {id: app, kind: code}\n  - {id: doc, kind: documentation, name: Guide}\n"
    project = "schema: project/1\nname: A map\nstage: preparing\nlanguages: [en]\n"
    root = repository(tmp_path, {"assets.yaml": bare, "project.yaml": project})
    said = ask("-C", root, "check", "--select", "AST001,PRJ001")
    assert said.out.count("Not answered yet: ") == 3
    assert "Not answered yet: Description, Name and Rights and holders." in " ".join(said.out.split())
    assert "~~ assets[app]\n" in said.out, "of a row, which one"
    assert said.out.count("error") == 4, "each finding counts: three headings and the sum"
    assert "8 errors" in said.out
    data = json.loads(ask("-C", root, "check", "--select", "AST001,PRJ001", "--format", "json").out)
    assert sum(one["severity"] == "error" for one in data["findings"]) == 8
