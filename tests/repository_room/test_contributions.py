"""What is asked of contributors, and what is practised: two facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from communkit.repository.contributions import Contributions, read_contributions
from communkit.repository.history import read_history
from communkit.repository.prose import sentences
from communkit.repository.tree import read_tree
from repository_room.making import folder_with
from repository_room.making_history import ANN, BOB, Commit, history_of


def guide(root: Path, text: str, name: str = "CONTRIBUTING.md") -> Contributions:
    return read_contributions(read_tree(folder_with(root / "r", {name: text})))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("All commits must be signed off (`git commit -s`).", "required"),
        ("Please use the sign-off line at the end of the patch.", "required"),
        ("We use the Developer Certificate of Origin.\nEvery commit\nhas a Signed-off-by line.", "required"),
        ("Signez vos commits :\n\n```\ngit commit --signoff\n```\n", "required"),
        ("Elke commit heeft een `Signed-off-by`-regel.", "required"),
        ("Although we do not currently require DCO sign-offs, you might consider them.", "declined"),
        ("We don't require a DCO.", "declined"),
        ("Aucun DCO n'est demandé.", "declined"),
        ("You may add a Signed-off-by line.", "offered"),
        ("## Optional: the DCO\n\nAdd a Signed-off-by statement.", "offered"),
        ("Sign your commits with GPG: `git commit -S`.", None),
        ("Get the sign-off of a maintainer before the release.", None),
        ("Nothing of the kind.", None),
        ("<!-- All commits must be signed off: DCO -->", None),
    ],
)
def test_what_a_guide_says_of_sign_off(tmp_path: Path, text: str, level: str | None) -> None:
    found = guide(tmp_path, f"# Contributing\n\n{text}\n")
    assert found.dco.level == level
    assert all(seen.path == "CONTRIBUTING.md" and seen.line for seen in found.dco.seen)


def test_the_place_is_the_line_of_the_sentence(tmp_path: Path) -> None:
    found = guide(tmp_path, "# Contributing\n\nHello. All is\nwell. Each commit\nneeds a DCO.\n")
    assert [seen.place for seen in found.dco.seen] == ["CONTRIBUTING.md:4"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DCO", "Developer Certificate of Origin\nVersion 1.1\n"),
        ("DCO-fr.txt", "Certificat d'origine du développeur\n"),
        (".github/dco.yml", "allowRemediationCommits:\n  individual: true\n"),
        (".github/workflows/check.yml", "jobs:\n  dco:\n    steps:\n      - uses: tim-actions/dco@master\n"),
        (".gitlint", "[contrib-body-requires-signed-off-by]\n"),
        (".github/PULL_REQUEST_TEMPLATE.md", "- [ ] I signed off my commits with `git commit --signoff`\n"),
        ("docs/legal/origine.md", "# Certificat d'origine\n\nJe certifie que…\n"),
        ("README.md", "# A\n\n## Contributing\n\nAll commits carry a Signed-off-by line.\n"),
    ],
)
def test_every_place_that_can_require_sign_off(tmp_path: Path, name: str, text: str) -> None:
    found = guide(tmp_path, text, name)
    assert found.dco.required
    assert found.dco.seen[0].path == name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            ".github/workflows/release.yml",
            "steps:\n  - run: git commit --signoff -m x\n    with:\n      signoff: true\n",
        ),
        ("README.md", "# A\n\n## History\n\nThe DCO is a certificate of origin.\n"),
        ("src/dco.py", "# sign off every commit with DCO\n"),
        ("tests/fixtures/deep/er/CONTRIBUTING.md", "All commits must be signed off with a DCO.\n"),
    ],
)
def test_what_requires_nothing(tmp_path: Path, name: str, text: str) -> None:
    assert guide(tmp_path, text, name).dco.level is None


@pytest.mark.parametrize(
    ("text", "kind", "level"),
    [
        ("We need you to submit a CLA.", "licence", "required"),
        ("You have to sign the Contributor License Agreement.", "licence", "required"),
        ("You agree to the terms of the [CLA](#cla).", "licence", "required"),
        ("No CLA is needed here.", "licence", "declined"),
        ("We do not require a contributor licence agreement.", "licence", "declined"),
        ("Un accord de licence de contributeur doit être signé.", "licence", "required"),
        ("Contributors sign a copyright assignment.", "assignment", "required"),
        ("Il faut signer la cession des droits d'auteur.", "assignment", "required"),
        ("Read CLAUDE.md before you begin. CLAUDE is a tool.", None, None),
        ("The class CLASSIFIER and clauses have nothing to do with it.", None, None),
        (
            "### Contributor Agreement\n\nBy contributing, you agree that we redistribute your work under our license.",
            None,
            None,
        ),
    ],
)
def test_what_a_guide_says_of_agreements(tmp_path: Path, text: str, kind: str | None, level: str | None) -> None:
    found = guide(tmp_path, text).agreement
    assert (found.kind, found.asked.level) == (kind, level)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Les personnes n'étant pas des agents de l'État signent la cession des droits d'auteur.", ["public-agents"]),
        ("Sign the CLA. Employees of the agency do not need to.", ["employees"]),
        ("Sign the CLA, except for trivial changes.", ["small-changes"]),
        ("You need to sign our CLA.\n\n## Else\n\nNo need for members of staff to ask.", []),
    ],
)
def test_whom_an_agreement_exempts(tmp_path: Path, text: str, who: list[str]) -> None:
    assert [fact.value for fact in guide(tmp_path, text).agreement.exempts] == who


def test_an_agreement_that_a_service_checks(tmp_path: Path) -> None:
    workflow = "jobs:\n  cla:\n    steps:\n      - uses: contributor-assistant/github-action@v2\n        with:\n"
    found = guide(
        tmp_path, workflow + "          allowlist: dependabot[bot],ann\n", ".github/workflows/cla.yml"
    ).agreement
    assert found.asked.required
    assert {fact.value: fact.seen[0].place for fact in found.exempts} == {
        "bots": ".github/workflows/cla.yml:6",
        "accounts": ".github/workflows/cla.yml:6",
    }


@pytest.mark.parametrize("name", ["CLA.md", "docs/ICLA.pdf", "contributor-license-agreement.txt", ".clabot"])
def test_the_text_of_an_agreement(tmp_path: Path, name: str) -> None:
    found = guide(tmp_path, "text", name).agreement
    assert (found.kind, found.asked.level, found.asked.seen[0].path) == ("licence", "required", name)


@pytest.mark.parametrize("name", ["CLAUDE.md", "cla/index.py", "clause.md", "src/cla.md", "clara.txt"])
def test_what_is_no_agreement(tmp_path: Path, name: str) -> None:
    assert guide(tmp_path, "Claude, sign here", name).agreement.kind is None


@pytest.mark.parametrize(
    ("text", "same", "named"),
    [
        ("By contributing, you agree that your contributions will be licensed under its MIT License.", False, ("MIT",)),
        (
            "By contributing, you agree that your contributions will be licensed\nunder the LICENSE file in the root.",
            True,
            (),
        ),
        ("Contributions to this project are released under the [project's open source license](LICENSE.md).", True, ()),
        ("inbound=outbound: contributions are licensed alike", True, ()),
        ("En contribuant, vous acceptez que vos contributions soient diffusées sous la même licence.", True, ()),
        ("Door bij te dragen valt je bijdrage onder dezelfde licentie.", True, ()),
        ("Upon acceptance, the merged code is copyrighted under the CeCILL-C license.", False, ("CECILL-C",)),
    ],
)
def test_under_which_licence_contributions_come_in(
    tmp_path: Path, text: str, same: bool, named: tuple[str, ...]
) -> None:
    (found,) = guide(tmp_path, text).inbound
    assert (found.same, found.expressions) == (same, named)


@pytest.mark.parametrize(
    "text",
    [
        "The documentation is under CC0-1.0.",
        "Contributions are welcome.",
        "Third-party contributions keep their licence.",
    ],
)
def test_what_says_nothing_of_inbound(tmp_path: Path, text: str) -> None:
    found = guide(tmp_path, text)
    assert found.inbound == ()
    assert found.inbound_is_outbound("MIT") is None


def test_inbound_is_held_against_outbound(tmp_path: Path) -> None:
    named = guide(
        tmp_path / "a", "By contributing, you agree that your contributions will be licensed under the MIT License."
    )
    assert named.inbound_is_outbound("MIT") is True
    assert named.inbound_is_outbound("MIT OR CECILL-C") is False, "the other choice could not be offered"
    assert named.inbound_is_outbound("MIT AND CC0-1.0") is True
    assert named.inbound_is_outbound("EUPL-1.2") is False
    assert named.inbound_is_outbound(None) is None
    same = guide(tmp_path / "b", "All contributions are made under the same licence as the project.")
    assert same.inbound_is_outbound("EUPL-1.2") is True
    assert same.inbound_is_outbound(None) is True


def test_required_and_practised_are_two_facts(tmp_path: Path) -> None:
    signed = f"a\n\nSigned-off-by: {ANN}\n"
    root = history_of(tmp_path / "r", [Commit(ANN, signed, {"a": "1"}), Commit(BOB, files={"a": "2"})])
    tree = read_tree(root)
    found = read_contributions(tree, read_history(tree))
    assert (found.dco.required, found.dco_share_human) == (False, 0.5)
    assert read_contributions(tree).dco_share_human is None


def test_sentences_know_their_lines_and_titles() -> None:
    text = (
        "Title\n=====\n\nOne. Two\nthree.\n\n- item\n  goes on\n\n    code\n\n```\nfenced. code\n```\n| a | b |\nlast"
    )
    found = [(one.line, one.text, one.heading, one.code) for one in sentences(text)]
    assert found == [
        (1, "Title", True, False),
        (4, "One.", False, False),
        (4, "Two three.", False, False),
        (7, "item goes on", False, False),
        (10, "code", False, True),
        (13, "fenced. code", False, True),
        (15, "| a | b | last", False, False),
    ]
    assert {one.under for one in sentences(text)} == {"Title"}


@pytest.mark.parametrize(
    "text", ["", "\n" * 1_000, "```\n" * 999, "[" * 50_000, "*" * 50_000, "a. " * 50_000, "<" * 50_000, "| " * 50_000]
)
def test_hostile_documents_are_read_in_time(tmp_path: Path, text: str) -> None:
    assert guide(tmp_path, text).dco.level is None


@pytest.mark.parametrize("text", ["<!-- " * 40_000, "![" * 90_000, "[a]( " * 40_000, "[a][" * 50_000, "`" * 150_000])
def test_marks_that_are_never_closed_take_no_time(text: str) -> None:
    assert sum(1 for _ in sentences(text)) <= 2
