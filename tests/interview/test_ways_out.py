"""What keeps people from getting lost: nothing is asked twice, what is named stays, findings are taken up."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from interview.typist import (
    INTERRUPT,
    NOTHING,
    NOTHING_ELSE,
    PROJECT,
    QUIT,
    Key,
    dossier,
    held,
    sitting,
    typist_of,
    walk,
)

DONE = "needs is answered"


def asset(id: str, more: str = "") -> str:
    rights = f"[{{right: software, holder: town, basis: public-agent}}]\n{more}"
    return f"  - id: {id}\n    kind: code\n    name: {id}\n    description: x\n    rights: {rights}"


def table(*assets: str) -> str:
    return f"not_applicable: {NOTHING_ELSE}\nassets:\n{''.join(assets)}"


def rows(path: Path) -> Any:
    return held(path)["assets"]


ONE_PROPOSED = table("""\
  - id: app
    kind: code
    name: The app
    current_licence: MIT
    rights:
      - {right: software, holder: town, proposed: ["*"]}
    proposed: ["*"]
    evidence:
      current_licence: [{path: LICENSE, line: 1}]
      "*": [{path: src/main.py}]
""")


def test_one_proposal_is_told_in_full_and_confirmed_with_all_that_stands_in_it(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_PROPOSED)
    typist = walk(
        tmp_path,
        "assets",
        ("is this what the project holds?", "Yes, this is right"),
        ("What is it, in a sentence", NOTHING),
        ("Another answer?", QUIT),
    )
    told = typist.asked[0]
    assert "◌ The app\n" in told
    assert "Rights and holders: copyright in software – The town" in told
    assert "Current licence: MIT" in told
    assert "found in LICENSE:1 and src/main.py" in told
    assert "proposed" not in rows(path)[0]
    assert rows(path)[0]["rights"] == [{"right": "software", "holder": "town"}]


def test_what_the_question_says_is_not_asked_again(tmp_path: Path) -> None:
    dossier(tmp_path, ONE_PROPOSED)
    typist = walk(
        tmp_path,
        "assets",
        ("is this what the project holds?", "Yes, but I want to check each detail"),
        ("What do you call it?\nProposed: “The app”", "Yes, that is right"),
        ("What is it, in a sentence", NOTHING),
        ("Another answer?", QUIT),
    )
    assert not any("Which kind" in one for one in typist.asked), "it is the row of source code"
    assert "src/main.py" not in typist.asked[1], "that the code is there does not bear out what it is called"


def test_a_proposal_can_be_taken_away_and_another_added(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_PROPOSED)
    walk(
        tmp_path,
        "assets",
        ("is this what the project holds?", "No, take it away"),
        ("does the project hold any?", "Add one"),
        ("What do you call it?", "The library"),
        ("is that all", QUIT),
    )
    assert [one["id"] for one in rows(path)] == ["the-library"]


def test_many_proposals_take_one_line_each(tmp_path: Path) -> None:
    parties = "".join(
        f"  - {{id: p{n}, name: Party {n}, nature: public, proposed: ['*'], evidence: {{'*': [{{path: NOTICE}}]}}}}\n"
        for n in range(4)
    )
    dossier(tmp_path, "", PROJECT + parties)
    with sitting(tmp_path, "project", ("organisations and people", QUIT)) as one:
        one.run()
    (told,) = typist_of(one).asked
    assert "\n◌ Party 0 · found in NOTICE\n◌ Party 1" in told


def test_a_party_that_an_answer_names_does_not_disappear(tmp_path: Path) -> None:
    path = dossier(tmp_path, table(asset("app")))
    register = path.parent / "project.yaml"
    before = register.read_text(encoding="utf-8")
    typist = walk(
        tmp_path,
        "project",
        (DONE, "Add, change or remove"),
        ("What do you want to change?", "○ Parties"),
        ("organisations and people", "Change or remove: The town"),
        ("“The town”: what is to change?", "Remove it"),
        ("“The town”: what is to change?", "Done"),
        ("organisations and people", "Change or remove: The studio"),
        ("“The studio”: what is to change?", "Remove it"),
        ("Remove “The studio”", "Yes, remove it"),
        ("organisations and people", "That is all"),
        (DONE, "That is all for today"),
    )
    assert any(
        "“The town” is named in “Assets and licences”" in one and "communkit assets" in one for one in typist.told
    )
    assert [one["id"] for one in held(register)["parties"]] == ["town"]
    assert before != register.read_text(encoding="utf-8")


def test_naming_a_proposed_party_confirms_it(tmp_path: Path) -> None:
    project = PROJECT.replace("    name: The studio\n", "    name: The studio\n    proposed: ['*']\n")
    path = dossier(tmp_path, table("  - {id: app, kind: code, name: App, description: x}\n"), project)
    with sitting(
        tmp_path,
        "assets",
        ("Which rights bear on it", "Add one"),
        ("Which right is it?", "copyright in software"),
        ("Which party holds it?", "The studio"),
        ("Which rights bear on it", QUIT),
    ) as one:
        one.run()
    assert rows(path)[0]["rights"] == [{"right": "software", "holder": "studio"}]
    assert "proposed" not in held(path.parent / "project.yaml")["parties"][1]


def test_what_was_said_of_one_asset_is_offered_for_the_next(tmp_path: Path) -> None:
    contributions = "    contributions: {mode: DCO, document: CONTRIBUTING.md}\n"
    common = "    software_kind: business\n    paths: [x]\n    planned_licence: MIT\n"
    path = dossier(tmp_path, table(asset("app", common + contributions), asset("tool", common)))
    with (
        sitting(
            tmp_path,
            "assets",
            (DONE, "Go on: 1 question for the next stage"),
            ("contributions", "The same as for “app”: DCO, sign-off on each commit · CONTRIBUTING.md"),
            (DONE, "Add, change or remove"),
            ("What do you want to change?", INTERRUPT),
        ) as one,
        suppress(KeyboardInterrupt),
    ):
        one.run()
    assert rows(path)[1]["contributions"] == {"mode": "DCO", "document": "CONTRIBUTING.md"}


def test_what_the_check_finds_is_taken_up_where_it_was_answered(tmp_path: Path) -> None:
    path = dossier(tmp_path, table(asset("app", "    planned_licence: GPL-2.0\n")))
    typist = walk(
        tmp_path,
        "assets",
        (DONE, "Look again at what the check finds (1 point)"),
        ("Which point", "app: "),
        ("What do you want to do about it?", "Answer again: Planned licence"),
        ("Under which licence will it go out?", "Another answer"),
        ("Under which licence will it go out?", "GPL-2.0-or-later"),
        (DONE, "That is all for today"),
    )
    assert rows(path)[0]["planned_licence"] == "GPL-2.0-or-later"
    assert any("later versions" in one for one in typist.told)
    assert any(one.startswith("→ ") for one in typist.told)


def test_a_row_that_is_wrong_as_a_whole_is_opened(tmp_path: Path) -> None:
    rights = "    rights: [{right: software, holder: studio, basis: contract, contract: {reference: none}}]\n"
    path = dossier(tmp_path, table(f"  - id: app\n    kind: code\n    name: app\n    description: x\n{rights}"))
    walk(
        tmp_path,
        "assets",
        (DONE, "Look again at what the check finds"),
        ("Which point", "app › copyright in software – The studio"),
        ("What do you want to do about it?", "Look at all that is said of"),
        ("what is to change?", "○ Basis"),
        ("Why does this party hold the right?", "made by the holder’s employees"),
        ("what is to change?", "Done"),
        (DONE, "That is all for today"),
    )
    assert rows(path)[0]["rights"][0]["basis"] == "employee"


def test_two_enters_end_a_long_text(tmp_path: Path) -> None:
    path = dossier(tmp_path, table("  - {id: app, kind: code, name: App}\n"))
    with sitting(tmp_path, "assets", ("What is it", Key("One.\rTwo.\r\r")), ("Which rights bear on it", QUIT)) as one:
        one.run()
    assert rows(path)[0]["description"] == "One.\nTwo."


def test_a_plan_keeps_its_question_in_sight(tmp_path: Path) -> None:
    dossier(tmp_path, table("  - {id: app, kind: code, name: App}\n"))
    with sitting(
        tmp_path,
        "assets",
        ("What is it", NOTHING),
        ("Another answer?", "I don’t know yet"),
        ("What will be done to know", "ask the town"),
        ("Which rights bear on it", QUIT),
    ) as one:
        one.run()
    recalled = typist_of(one).recalled
    assert ("What is it, in a sentence or two?", "I don’t know yet…") in recalled


def test_an_answer_lies_above_the_notes_of_its_row(tmp_path: Path) -> None:
    path = dossier(tmp_path, ONE_PROPOSED.replace('    proposed: ["*"]\n', "", 1))
    with sitting(tmp_path, "assets", ("What is it", "A map."), ("Which rights", QUIT)) as one:
        one.run()
    keys = list(rows(path)[0])
    assert keys.index("description") < keys.index("evidence")
