"""`communkit licence …`: the list, a page, whose text a file is, what may go into what."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from commands.desk import Said, ask, run
from communkit.cli.licence.list import Family, Kind
from communkit.cli.licence.names import complete
from communkit.cli.licence.sheet import KIND_NAMES, VERDICT_NAMES
from communkit.licences import records, spdx
from communkit.licences.data import vocabulary
from communkit.licences.fitness import KINDS, VERDICTS
from communkit.licences.identify import LARGEST
from communkit.licences.pack import pack
from communkit.licences.texts import open_store, text
from communkit.report.screen import cells
from communkit.words import LANGUAGES
from house.processes import ROOT, environment

TODAY = "2026-11-21"


@pytest.fixture(autouse=True, scope="module")
def _packed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The texts packed once, for these tests and the processes that they start."""
    from communkit.licences import texts

    folder = tmp_path_factory.mktemp("licences") / "texts"
    pack(folder)
    opened = open_store(folder)
    patch = pytest.MonkeyPatch()
    for module in (texts, sys.modules["communkit.licences.identify"]):
        patch.setattr(module, "store", lambda: opened)
    yield
    patch.undo()


def data(*arguments: str | Path, lang: str = "en") -> Any:
    """What a command answers as JSON; it ends with 0 and says nothing beside."""
    said = ask("licence", *arguments, "--format", "json", lang=lang)
    assert (said.code, said.err) == (0, ""), said
    return json.loads(said.out)


def flat(said: Said) -> str:
    """The answer on one line."""
    return " ".join(said.out.split())


# list


def test_the_choices_are_those_of_the_data() -> None:
    assert {kind.value for kind in Kind} == set(KINDS)
    assert {family.value for family in Family} == set(vocabulary("families"))
    assert set(KIND_NAMES) == {*KINDS, "font", "model"}
    assert set(VERDICT_NAMES) == set(VERDICTS)


def test_all_licences_are_listed() -> None:
    told = data("list")
    assert told["schema"] == "communkit/licences/1"
    assert [one["id"] for one in told["licences"]] == list(records.ids())
    eupl = next(one for one in told["licences"] if one["id"] == "EUPL-1.2")
    assert eupl["lists"] == {"fr": ["software"]}
    assert (eupl["source"], eupl["as_of"], eupl["verified"]) == (
        "SPDX licence list 3.29.0, text of EUPL-1.2",
        "2026-11-21",
        True,
    )


def test_the_list_can_be_narrowed() -> None:
    assert [one["id"] for one in data("list", "--listed", "fr", "--kind", "database")["licences"]] == [
        "etalab-2.0",
        "ODbL-1.0",
    ]
    assert {one["family"] for one in data("list", "--family", "share-alike")["licences"]} == {"share-alike"}
    kept = data("list", "--kind", "hardware")["licences"]
    assert [one["made_for"]["hardware"] for one in kept] == sorted(
        (one["made_for"]["hardware"] for one in kept), key=VERDICTS.index
    )
    nothing = ask("licence", "list", "--kind", "sign")
    assert (nothing.code, nothing.out.splitlines()[0]) == (0, "Licences: 0. More on one: communkit licence show ID")


def test_a_list_that_is_not_known() -> None:
    said = ask("licence", "list", "--listed", "xx")
    assert (said.code, said.out) == (2, "")
    assert said.err == "error: communkit knows no list “xx”.\n  → Choose one of: fr.\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 60, 40])
@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["list", "--kind", "code", "--listed", "fr"],
        ["show", "EUPL-1.2"],
        ["show", "CC-BY-NC-ND-4.0"],
        ["show", "GPL-3.0-or-later"],
        ["show", "AFL-3.0"],
        ["compatible", "ODbL-1.0", "EUPL-1.2", "MIT OR GPL-2.0", "--into", "GPL-3.0-only"],
    ],
    ids=" ".join,
)
def test_every_page_fits_its_screen(arguments: list[str], width: int, language: str) -> None:
    said = ask("licence", *arguments, lang=language, cells=width)
    assert (said.code, said.err) == (0, "")
    for line in said.out.splitlines():
        assert cells(line) <= width or " " not in line.strip(), line
    assert "{" not in said.out


def test_the_table_of_a_narrow_screen_has_one_column() -> None:
    wide, narrow = ask("licence", "list", cells=80).out, ask("licence", "list", cells=40).out
    assert "MIT                  Permissive                source code\n" in wide
    assert "MIT\n  Permissive\n  source code\n" in narrow


# show


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("licence", records.ids())
def test_every_record_is_shown_with_its_sources(licence: str, language: str) -> None:
    page = flat(ask("licence", "show", licence, "--as-of", TODAY, lang=language))
    record = records.record(licence)
    assert record is not None
    for sentences in (record.permissions, record.obligations, record.limitations):
        for place in sentences.values():
            assert f"{place}]" in page
    told = data("show", licence, lang=language)
    assert set(told["read"]) == set(records.PARTS)
    assert all(one["source"] and one["as_of"] and one["verified"] in (True, False) for one in told["read"].values())
    assert [one["kind"] for one in told["made_for"]] == list(KIND_NAMES)
    assert all(one["source"] and one["as_of"] for one in told["made_for"])


def test_a_page_in_plain_words() -> None:
    page = flat(ask("licence", "show", "EUPL-1.2", "--as-of", TODAY))
    for sentence in (
        "It is a free licence; approved by: OSI, FSF.",
        "• Use for any purpose, commercial ones included. [§ 2]",
        "• Offering it over a network brings duties. [§ 1, 5]",
        "• A later version may be chosen by the text itself. [§ 5]",
        "All these texts are equally authentic. [§ 13]",
        "the Court of Justice of the European Union where a body of the Union is the licensor (art. 14). [§ 14, 15]",
        "• EUPL-1.2 is on the French list of licences for administrations, for source code.",
        "The list is that of 30 May 2022, older than a year: check that it still holds.",
        "• Source: SPDX licence list 3.29.0, text of EUPL-1.2; 21 November 2026.",
    ):
        assert sentence in page, sentence
    assert "older than a year" not in flat(ask("licence", "show", "EUPL-1.2", "--as-of", "2022-12-01"))


def test_what_nobody_verified_says_so() -> None:
    page = flat(ask("licence", "show", "MIT"))
    assert "Kept by: Massachusetts Institute of Technology (not verified)" in page
    assert "16 September 2026. Not verified: to be checked by counsel." in page
    assert "Generally known, read nowhere; 21 November 2026. Not verified: to be checked by counsel." in page
    assert "It is a free licence. (not verified)" in flat(ask("licence", "show", "etalab-2.0"))
    assert "Kept by: European Commission •" in flat(ask("licence", "show", "EUPL-1.2"))


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("eupl-1.2", "EUPL-1.2"),
        ("licence ouverte", "etalab-2.0"),
        ("GPLv3+", "GPL-3.0-or-later"),
        ("apache 2", "Apache-2.0"),
        ("afl-3.0", "AFL-3.0"),
        ("classpath-exception-2.0", "Classpath-exception-2.0"),
    ],
)
def test_a_licence_is_found_by_what_people_call_it(text: str, licence: str) -> None:
    assert data("show", text)["id"] == licence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "GPLv3",
            "“GPLv3” can mean several licences.\n  → Say which: GPL-3.0-only, GPL-3.0-or-later.",
        ),
        ("GPL-2.0", "“GPL-2.0” can mean several licences.\n  → Say which: GPL-2.0-only, GPL-2.0-or-later."),
        ("EUPL-1.3", "No licence is called “EUPL-1.3”.\n  → Did you mean EUPL-1."),
        (
            "MIT OR Apache-2.0",
            "No licence is called “MIT OR Apache-2.0”.\n  → It is an expression; show one at a time:",
        ),
        ("LicenseRef-mine", "No licence is called “LicenseRef-mine”.\n  → It is a text of one’s own:"),
        ("what on earth", "No licence is called “what on earth”.\n  → “communkit licence list” shows those"),
        ("\x1b[31m", "No licence is called “\\x1b[31m”."),
    ],
)
def test_a_licence_that_is_none(text: str, said: str) -> None:
    answer = ask("licence", "show", text)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"error: {said}")


def test_an_id_without_a_record_is_known_by_name() -> None:
    page = flat(ask("licence", "show", "AFL-3.0"))
    assert "Academic Free License v3.0" in page
    assert "Approved by: OSI, FSF." in page
    assert "communkit keeps no record of it: read its text, or ask counsel." in page
    assert "SPDX licence list 3.29.0; 16 September 2026" in page or "SPDX licence list 3.29.0; " in page
    assert "It is an exception" in flat(ask("licence", "show", "LLVM-exception"))
    told = data("show", "LLVM-exception")
    assert (told["exception"], told["deprecated"]) == (True, False)


def test_a_text_is_printed_in_the_readers_language() -> None:
    assert ask("licence", "show", "CECILL-2.1", "--text").out == (text("CECILL-2.1") or "").rstrip("\n") + "\n"
    assert "CONTRAT DE LICENCE" in ask("licence", "show", "CECILL-2.1", "--text", lang="fr").out
    missing = ask("licence", "show", "mxml-exception", "--text")
    assert (missing.code, missing.out) == (2, "")
    assert missing.err.startswith("error: communkit has no text of mxml-exception.\n  → ")


def test_ids_are_completed() -> None:
    assert complete("eupl") == ["EUPL-1.1", "EUPL-1.2", "EUPL-1.0"]
    assert complete("") == list(records.ids())
    assert "AFL-3.0" in complete("A")
    assert complete("xyz") == []
    shell = {
        **environment(),
        "_COMMUNKIT_COMPLETE": "complete_bash",
        "COMP_WORDS": "communkit licence show EUP",
        "COMP_CWORD": "3",
    }
    done = subprocess.run(
        [sys.executable, "-m", "communkit"], env=shell, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.stdout.split() == ["EUPL-1.1", "EUPL-1.2", "EUPL-1.0"]


# identify


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of every sort."""
    mit = text("MIT")
    assert mit is not None
    contents: dict[str, bytes] = {
        "LICENSE": mit.encode(),
        "CHANGED": mit.replace("shall be included", "may be included").encode(),
        "BOTH": f"{mit}\n\n-----\n\n{text('Apache-2.0')}".encode(),
        "GPL": (text("GPL-3.0-only") or "").encode(),
        "NOTICE": b"Licensed under the Apache License, Version 2.0.",
        "TAGGED": b"SPDX-License-Identifier: (MIT OR CECILL-C)\n\nTo be had in two ways.\n",
        "PROSE": b"Nothing of the kind.",
        "EMPTY": b" \n",
        "BINARY": b"%PDF-1.7\x00\x01" * 100,
        "HUGE": b"a " * (LARGEST // 2 + 10),
        "\x1b[31mred": mit.encode(),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_the_published_keys_of_an_identification(folder: Path) -> None:
    exact, changed = data("identify", "LICENSE", "CHANGED", "-C", folder)
    published = {"file": "LICENSE", "expression": "MIT", "candidates": ["MIT"], "match": "exact", "score": 1.0}
    assert {key: exact[key] for key in (*published, "differences")} == {**published, "differences": []}
    assert (changed["match"], changed["score"]) == ("modified", 0.9878)
    assert changed["differences"] == [{"expected": "shall", "found": "may", "line": 11}]
    assert list(exact)[:6] == ["file", "expression", "candidates", "match", "score", "differences"]


def test_identifications_in_words(folder: Path) -> None:
    def said(name: str, *options: str) -> str:
        answer = ask("licence", "identify", name, "-C", folder, *options)
        assert (answer.code, answer.err) == (0, "")
        return answer.out

    assert said("LICENSE") == "LICENSE: MIT, exact\n"
    assert said("CHANGED") == (
        "CHANGED: MIT, modified (99% of its words agree)\n  Places that differ: 1; --diff shows them.\n"
    )
    assert "lines 1 to 18: MIT, exact" in said("BOTH")
    assert said("BOTH").startswith("BOTH: MIT AND Apache-2.0, exact\n")
    assert "a notice elsewhere has to say which: GPL-3.0-only," in said("GPL")
    assert said("NOTICE") == ("NOTICE: unknown\n  It is no licence’s text, but a notice in it names: Apache-2.0.\n")
    assert "names: MIT, CECILL-C." in said("TAGGED")
    assert said("PROSE") == "PROSE: unknown\n"
    assert said("\x1b[31mred") == "\\x1b[31mred: MIT, exact\n"


def test_a_difference_shows_its_line_and_both_wordings(folder: Path) -> None:
    out = ask("licence", "identify", "CHANGED", "--diff", "-C", folder, cells=60).out
    assert "    11 │ " in out
    shown = next(line for line in out.splitlines() if "│" in line)
    assert "may be included" in shown
    assert cells(shown) <= 60
    assert "         − shall\n         + may\n" in out
    assert (
        "\x1b[31m− shall\x1b[0m" in ask("licence", "identify", "CHANGED", "--diff", "--color=always", "-C", folder).out
    )


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    mit = (text("MIT") or "").replace("shall be included", "may be included")
    wrapped = mit.replace("restriction, including", "restric-\ntion, including")
    assert wrapped != mit
    (tmp_path / "A").write_text(f"<!-- one\ntwo -->\n{wrapped}", encoding="utf-8")
    (one,) = data("identify", "A", "-C", tmp_path)
    place = one["differences"][0]["line"]
    assert "may be included" in (tmp_path / "A").read_text(encoding="utf-8").split("\n")[place - 1]


@pytest.mark.parametrize(
    ("name", "said", "problem"),
    [
        ("EMPTY", "EMPTY is empty.", "empty"),
        ("BINARY", "BINARY is no text: a licence in a PDF,", "binary"),
        ("HUGE", "HUGE is larger than any licence (4\u00a0MB) and was not read.", "too-large"),
    ],
)
def test_what_is_no_text_is_told_and_the_others_are_answered(folder: Path, name: str, said: str, problem: str) -> None:
    answer = ask("licence", "identify", name, "LICENSE", "-C", folder)
    assert answer.code == 3
    assert answer.err.startswith(f"error: {said}")
    assert answer.out == "LICENSE: MIT, exact\n"
    as_json = ask("licence", "identify", name, "LICENSE", "-C", folder, "--format", "json")
    first, second = json.loads(as_json.out)
    assert as_json.code == 3
    assert (first["match"], first["problem"], first["candidates"]) == ("unknown", problem, [])
    assert (second["match"], second["problem"]) == ("exact", None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["LICENSE", "nowhere"], "error: There is no file nowhere.\n"),
        (["."], "error: . is a folder.\n  → Name the files in it;"),
        (["-", "-"], "error: The standard input can be read only once.\n"),
        ([], "error: FILE is missing.\n"),
    ],
)
def test_files_that_are_none_end_it_before_it_begins(folder: Path, arguments: list[str], said: str) -> None:
    answer = ask("licence", "identify", *arguments, "-C", folder)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(said)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may read everything is refused nothing")
def test_a_file_that_may_not_be_read_is_the_machines_refusal(folder: Path) -> None:
    (folder / "LICENSE").chmod(stat.S_IWUSR)
    answer = ask("licence", "identify", "LICENSE", "-C", folder)
    assert answer.code == 6
    assert "The machine refuses" in answer.err


def test_the_standard_input_is_a_file_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.TextIOWrapper(io.BytesIO((folder / "LICENSE").read_bytes()))
    monkeypatch.setattr(sys, "stdin", content)
    assert ask("licence", "identify", "-").out == "standard input: MIT, exact\n"
    content.buffer.seek(0)
    (one,) = data("identify", "-")
    assert (one["file"], one["expression"]) == ("-", "MIT")


def test_many_files_in_one_run(folder: Path) -> None:
    names = []
    for number in range(500):
        name = f"LICENSE-{number}"
        (folder / name).write_bytes((folder / "LICENSE").read_bytes())
        names.append(name)
    answer = ask("licence", "identify", *names, "-C", folder)
    assert answer.out.splitlines() == [f"{name}: MIT, exact" for name in names]


def test_it_works_as_a_process_of_its_own(folder: Path) -> None:
    answer = run("licence", "identify", folder / "LICENSE", "--lang", "fr")
    assert answer.code == 0
    assert "MIT" in answer.out


# compatible


def test_the_published_keys_of_an_answer() -> None:
    (one,) = data("compatible", "AGPL-3.0-only", "--into", "EUPL-1.2")
    assert list(one)[:7] == ["inbound", "outbound", "use", "answer", "reason", "source", "as_of"]
    assert (one["inbound"], one["outbound"], one["use"], one["answer"]) == ("AGPL-3.0-only", "EUPL-1.2", "link", "no")
    assert (one["source"], one["clause"], one["as_of"], one["verified"], one["other"]) == (
        "Text of AGPL-3.0-or-later",
        "5(c)",
        "2026-11-21",
        True,
        None,
    )
    (unknown,) = data("compatible", "AFL-3.0", "--into", "CECILL-2.1")
    assert (unknown["answer"], unknown["source"], unknown["as_of"]) == ("unknown", None, None)


def test_answers_are_told_with_condition_source_and_who_disagrees() -> None:
    page = flat(ask("licence", "compatible", "EUPL-1.2", "--into", "GPL-3.0-only"))
    assert page.startswith("EUPL-1.2 into GPL-3.0-only, linked as a dependency: it depends")
    assert "→ The work derives from code under both licences;" in page
    assert "Source: Text of EUPL-1.2, § 5, app.; 21 November 2026." in page
    assert "Another source says otherwise (yes): OSADL’s matrix answers “Yes”. Source: OSADL," in page
    unverified = flat(ask("licence", "compatible", "etalab-2.0", "--into", "CC0-1.0", "--use", "include"))
    assert "Not verified: to be checked by counsel." in unverified
    assert "No source is known: to be checked by counsel." in flat(
        ask("licence", "compatible", "AFL-3.0", "--into", "CECILL-2.1")
    )


def test_data_get_three_answers_and_expressions_their_parts() -> None:
    assert [one["use"] for one in data("compatible", "ODbL-1.0", "--into", "CC-BY-4.0")] == [
        "include",
        "content",
        "aggregate",
    ]
    (one,) = data("compatible", "MIT OR GPL-2.0-only", "--into", "Apache-2.0")
    assert one["answer"] == "yes"
    assert [part["answer"] for part in one["parts"]] == ["yes", "no"]
    assert "• GPL-2.0-only into Apache-2.0: no." in flat(
        ask("licence", "compatible", "MIT OR GPL-2.0-only", "--into", "Apache-2.0")
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["GPL-3.0-only", "--into", "MIT"], 0),
        (["GPL-3.0-only", "--into", "MIT", "--require"], 1),
        (["MIT", "GPL-3.0-only", "--into", "MIT", "--require"], 1),
        (["MIT", "--into", "GPL-3.0-only", "--require"], 0),
        (["EUPL-1.2", "--into", "GPL-3.0-only", "--require"], 0),
        (["AFL-3.0", "--into", "CECILL-2.1", "--require"], 0),
        (["ODbL-1.0", "--into", "CC-BY-4.0", "--require"], 1),
        (["ODbL-1.0", "--into", "CC-BY-4.0", "--use", "content", "--require"], 0),
    ],
)
def test_only_a_required_answer_can_fail(arguments: list[str], code: int) -> None:
    assert ask("licence", "compatible", *arguments).code == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["GPLv3+", "--into", "MIT"],
            "“GPLv3+” is not written as SPDX does: its id is GPL-3.0-or-later.\n  → Did you mean",
        ),
        (
            ["GPLv3", "--into", "MIT"],
            "“GPLv3” can mean several licences: GPL-3.0-only and GPL-3.0-or-later; say which.",
        ),
        (
            ["MIT", "OR", "ISC", "--into", "MIT"],
            "“OR” stands by itself.\n  → Put an expression of several words in quotes:",
        ),
        (["MIT AND", "--into", "MIT"], "“MIT AND”: "),
        (["MIT", "--into", ""], "“”: no licence is given."),
        (["MIT"], "--into is missing."),
        (["MIT", "--into", "ISC", "--use", "sell"], "--use: 'sell' is not one of 'link', 'include',"),
    ],
)
def test_what_is_no_question(arguments: list[str], said: str) -> None:
    answer = ask("licence", "compatible", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"error: {said}")


def test_nothing_of_the_project_is_needed(tmp_path: Path) -> None:
    assert ask("-C", tmp_path, "licence", "compatible", "MIT", "--into", "EUPL-1.2").code == 0
    assert spdx.licence("MIT") is not None
    assert not list(tmp_path.iterdir())
    assert ROOT.is_dir()
