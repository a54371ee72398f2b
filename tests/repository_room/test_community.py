"""Community files: where they count, and whether they say anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from communkit.repository.community import KINDS, Community, Document, read_community
from communkit.repository.tree import read_tree
from repository_room.making import folder_with
from repository_room.making_history import AT


def read(root: Path, files: Mapping[str, str | bytes], links: tuple[str, ...] = ()) -> Community:
    return read_community(read_tree(folder_with(root / "r", files)), links)


def one(root: Path, kind: str, text: str, name: str) -> Document:
    found = read(root, {name: text}).files[kind]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("README", "readme"),
        ("README.md", "readme"),
        ("readme.rst", "readme"),
        ("LISEZ-MOI.md", "readme"),
        ("LISEZMOI.txt", "readme"),
        ("LEESMIJ.md", "readme"),
        ("docs/README.md", "readme"),
        ("CONTRIBUTING.md", "contributing"),
        (".github/CONTRIBUTING.md", "contributing"),
        (".gitlab/contributing.md", "contributing"),
        ("docs/contributing-guide.md", "contributing"),
        ("CONTRIBUER.md", "contributing"),
        ("GUIDE_DE_CONTRIBUTION.md", "contributing"),
        ("BIJDRAGEN.md", "contributing"),
        ("gouvernance.md", "governance"),
        ("docs/governance.md", "governance"),
        ("docs/fr/gouvernance.md", "governance"),
        ("governance/charter.md", "governance"),
        ("BESTUUR.md", "governance"),
        ("CODE_OF_CONDUCT.md", "code_of_conduct"),
        ("CODE-OF-CONDUCT.md", "code_of_conduct"),
        ("code_de_conduite.md", "code_of_conduct"),
        ("GEDRAGSCODE.md", "code_of_conduct"),
        ("security.md", "security"),
        ("SÉCURITÉ.md", "security"),
        (".well-known/security.txt", "security"),
        ("CHANGES.rst", "changelog"),
        ("docs/HISTORY.txt", "changelog"),
        ("changelog.html", "changelog"),
        ("HISTORIQUE.md", "changelog"),
        ("publiccode.yml", "publiccode"),
        ("publiccode.yaml", "publiccode"),
        ("CITATION.cff", "citation"),
        ("CITATION", "citation"),
        ("codemeta.json", "codemeta"),
        ("AUTHOR", "authors"),
        ("CONTRIBUTORS.txt", "authors"),
        ("AUTEURS.md", "authors"),
        ("MAINTAINERS", "maintainers"),
        (".github/CODEOWNERS", "maintainers"),
        ("SUPPORT.md", "support"),
        ("ROADMAP.md", "roadmap"),
        ("docs/feuille-de-route.md", "roadmap"),
        (".github/FUNDING.yml", "funding"),
        ("TRADEMARK", "trademark"),
        ("DCO-fr.txt", "dco"),
        ("NOTICE", "notice"),
        ("ADOPTERS.md", "adopters"),
    ],
)
def test_a_file_by_its_name(tmp_path: Path, name: str, kind: str) -> None:
    found = read(tmp_path, {name: "text on how to report a vulnerability"})
    assert {kind: name} == {each: found.path(each) for each in KINDS if found.path(each)}


@pytest.mark.parametrize(
    "name",
    [
        "notice/README.md",
        "src/notice.md",
        "docs/notice.md",
        "dms/security/README.md",
        "security/ir.model.access.csv",
        "config/packages/security.yaml",
        "packages/a/CHANGELOG.md",
        "changelog.d/security.md",
        "docs/authors.rst",
        "docs/manual/users.rst",
        "doc/support.md",
        "app/models/authors.md",
        "security.py",
        "history.js",
        "contributing.png",
        "debian/changelog",
        "dms/readme/CONTRIBUTORS.md",
        "publiccode.md",
    ],
)
def test_what_is_none(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, {name: "vulnerability"})
    assert {each: found.path(each) for each in KINDS if found.path(each)} == {}


def test_a_manual_on_security_is_no_policy(tmp_path: Path) -> None:
    assert read(tmp_path / "a", {"docs/security.md": "Passwords are kept as hashes."}).path("security") is None
    assert (
        read(tmp_path / "b", {"docs/security.md": "Report a vulnerability to us."}).path("security")
        == "docs/security.md"
    )


def test_the_best_of_several_and_its_languages(tmp_path: Path) -> None:
    files = dict.fromkeys(("README.fr.md", "docs/README.md", "README.rst", "README.md", "README.nl.md"), "text")
    found = read(tmp_path, files).files["readme"]
    assert found is not None
    assert found.path == "README.md"
    assert found.others == ("README.rst", "README.fr.md", "README.nl.md", "docs/README.md")
    assert found.languages == ("fr", "nl")
    assert read(tmp_path / "m", {"MAINTAINERS": "a", "CODEOWNERS": "b"}).path("maintainers") == "MAINTAINERS"


def test_a_link_counts_where_there_is_no_file(tmp_path: Path) -> None:
    found = read(tmp_path, {"CONTRIBUTING.md": "text"}, ("docs/contributing.md", "README.md", "bad\nname/README.md"))
    assert found.path("contributing") == "CONTRIBUTING.md"
    readme = found.files["readme"]
    assert readme is not None
    assert (readme.path, readme.linked, readme.words) == ("README.md", True, 0)


@pytest.mark.parametrize(
    ("text", "roles", "decisions"),
    [
        ("# Governance\n\nMaintainers merge. Decisions are made by consensus.", True, True),
        ("# Gouvernance\n\nLes mainteneurs votent à la majorité absolue.", True, True),
        ("# Gouvernance\n\nLe comité de pilotage arbitre.", True, True),
        ("# Bestuur\n\nDe stuurgroep beslist met meerderheid van stemmen.", True, True),
        ("# Governance\n\nThe technical steering committee meets every month.", True, False),
        ("# Governance\n\nEvery change is approved by at least two organisations.", False, True),
        ("# Governance\n\nThe project was begun by a team. We discuss each strategic change there.", False, False),
        ("# Governance\n\nWe decide if a codebase is ready. We welcome contributions.", False, False),
        ("# Governance\n\n<!-- maintainers vote -->\n\n```\nmaintainers vote\n```\n", False, False),
    ],
)
def test_roles_and_decisions_are_said_or_not(tmp_path: Path, text: str, roles: bool, decisions: bool) -> None:
    found = one(tmp_path, "governance", text, "GOVERNANCE.md")
    assert (bool(found.roles), bool(found.decisions)) == (roles, decisions)
    assert {seen.line for seen in (*found.roles, *found.decisions)} <= {3}


@pytest.mark.parametrize(
    "text",
    [
        "# DRAFT: governance\n\nText.",
        "# Governance (DRAFT)\n\nText.",
        "# Draft - Governance\n\nText.",
        "# Gouvernance\n\nVersion provisoire du 3 mai.",
        "# Gouvernance\n\nCe document est un brouillon.",
        "# Governance\n\nThis document contains a draft.",
        "---\ntitle: x\ndraft: true\n---\n# Governance",
        "# Bestuur\n\nDit document is een concept.",
        "Status: draft\n\n# Governance",
    ],
)
def test_a_draft_left_a_draft(tmp_path: Path, text: str) -> None:
    assert one(tmp_path, "governance", text, "GOVERNANCE.md").draft is not None


@pytest.mark.parametrize(
    "text",
    [
        "# Governance\n\nOpen a draft pull request.",
        "# Governance\n" + "\nText.\n" * 20 + "\nDRAFT",
        "# Drafting\n\nText.",
    ],
)
def test_what_is_no_draft(tmp_path: Path, text: str) -> None:
    assert one(tmp_path, "governance", text, "GOVERNANCE.md").draft is None


@pytest.mark.parametrize(
    "line",
    [
        "Write to [INSERT CONTACT METHOD].",
        "Write to [insert your address].",
        "The [COMMUNITY NAME] community",
        "Adopted on [DATE].",
        "[À COMPLÉTER]",
        "[votre nom]",
        "<your name>",
        "{{ project_name }}",
        "TODO: add repo description.",
        "TODO",
        "[TODO]",
        "Lorem ipsum dolor",
        f"Write to abuse{AT}example.com.",
    ],
)
def test_what_was_to_be_filled_in(tmp_path: Path, line: str) -> None:
    found = one(tmp_path, "code_of_conduct", f"# Code\n\n{line}\n", "CODE_OF_CONDUCT.md")
    assert [seen.place for seen in found.placeholders] == ["CODE_OF_CONDUCT.md:3"]


@pytest.mark.parametrize(
    "line",
    [
        "See [contact](CONTACT.md) and [NAME][name] and [DATE]: below",
        "[x] done, [ ] to do",
        "Keep a TODO list.",
        "Use `git push <your-fork>`.",
        "```\n<your-fork> [DATE] TODO:\n```",
        "   ```bash\n   git add <your-fork>\n   ```",
        "[Unreleased]",
        "[DATE]\n\n[DATE]: https://a.example",
        "{% include x %} {{ site.url }}",
    ],
)
def test_what_is_no_placeholder(tmp_path: Path, line: str) -> None:
    assert one(tmp_path, "contributing", f"# Guide\n\n{line}\n", "CONTRIBUTING.md").placeholders == ()


def test_the_templates_of_a_readme_are_its_subject(tmp_path: Path) -> None:
    assert one(tmp_path, "readme", "# A\n\n{{ name }} and <your name>\n", "README.md").placeholders == ()
    assert one(tmp_path / "b", "readme", "# A\n\nTODO: write\n", "README.md").placeholders
    assert one(tmp_path / "c", "changelog", "# A\n\nTODO: write\n", "CHANGELOG.md").placeholders == ()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (".github/CONTRIBUTIING.md", "contributing"),
        ("GOUVERNANCES.md", "governance"),
        ("GOVERNENCE.md", "governance"),
        ("publicode.yml", "publiccode"),
        ("CODE_OF_CONDUCTS.md", "code-of-conduct"),
        ("contributes.py", None),
        ("src/GOVERNENCE.md", None),
    ],
)
def test_names_with_a_slip(tmp_path: Path, name: str, meant: str | None) -> None:
    found = read(tmp_path, {name: "text"})
    assert found.misnamed == (((name, meant),) if meant else ())


def test_templates_are_listed(tmp_path: Path) -> None:
    files = dict.fromkeys((".github/ISSUE_TEMPLATE/bug.yml", "pull_request_template.md", "src/issue_template.md"), "x")
    assert read(tmp_path, files).templates == (".github/ISSUE_TEMPLATE/bug.yml", "pull_request_template.md")


def test_hostile_files_are_no_trouble(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "GOVERNANCE.md": b"\xff\xfe\0\0" + b"[INSERT " * 20_000,
        "README.md": "[" * 100_000,
        "SECURITY.md": "`" * 100_000 + "{{" * 50_000,
        "CODE_OF_CONDUCT.md": "<your" * 40_000,
        "CONTRIBUTING.md": "\n".join(f"[{n}]: x" for n in range(20_000)),
    }
    found = read(tmp_path, files)
    assert [kind for kind in KINDS if found.path(kind)] == [
        "readme",
        "contributing",
        "governance",
        "code_of_conduct",
        "security",
    ]


def test_an_empty_tree(tmp_path: Path) -> None:
    found = read(tmp_path, {"a.py": ""})
    assert set(found.files) == set(KINDS)
    assert not any(found.files.values())
    with pytest.raises(KeyError):
        found.path("no such kind")
