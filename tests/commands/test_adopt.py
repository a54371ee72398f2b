"""`adopt`: a version is frozen once, signatures are recorded, and nothing that was signed is ever changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from commands.desk import ask, repository, tree
from communkit.documents import read

BASE = Path(__file__).parents[1] / "documents" / "base"
FROZEN = "commons/adopted/charter-1.2.0.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path, {one.name: one.read_text(encoding="utf-8") for one in BASE.glob("*.yaml")})


def change(root: Path, document: str, old: str, new: str) -> None:
    path = root / "commons" / document
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_digest_is_that_of_the_file(root: Path) -> None:
    said = ask("-C", root, "adopt", "charter")
    assert said.code == 0
    data = (root / FROZEN).read_bytes()
    assert said.out == f"sha256:{hashlib.sha256(data).hexdigest()}\n"
    assert "Version 1.2.0 is frozen in" in said.err
    assert "Still to sign: ateliers, mission, town and benevoles." in said.err


def test_the_file_is_canonical_json_of_the_whole_dossier(root: Path) -> None:
    ask("-C", root, "adopt", "charter")
    data = (root / FROZEN).read_bytes()
    frozen = json.loads(data)
    assert json.dumps(frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == data
    assert set(frozen["documents"]) >= {"project", "need", "charter", "assets"}
    assert "status" not in frozen["documents"]["charter"], "adopting changes it"


def test_another_document_is_frozen_alone(root: Path) -> None:
    assert ask("-C", root, "adopt", "assets").code == 0
    frozen = json.loads((root / "commons/adopted/assets-1.2.0.json").read_bytes())
    assert set(frozen["documents"]) == {"project", "assets"}
    assert "status: adopted" in (root / "commons/assets.yaml").read_text(encoding="utf-8")


def test_a_signature_adds_lines_and_changes_one(root: Path) -> None:
    before = (root / "commons/charter.yaml").read_text(encoding="utf-8").splitlines()
    said = ask(
        "-C", root, "adopt", "charter", "--party", "town", "--by", "la maire", "--authority", "deliberation",
        "--reference", "2026-114", "--dated", "2026-10-03", "--on", "2026-11-02",
    )  # fmt: skip
    assert said.code == 0
    after = (root / "commons/charter.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == ["status: review"]
    assert "status: adopted" in after
    recorded = read(root / "commons/charter.yaml").data["adoption"]
    assert recorded == [
        {
            "party": "town",
            "version": "1.2.0",
            "by": "la maire",
            "authority": {"kind": "deliberation", "reference": "2026-114", "date": "2026-10-03"},
            "on": "2026-11-02",
            "digest": said.out.strip(),
        }
    ]


def test_every_party_signs_the_same_digest(root: Path) -> None:
    digests = {ask("-C", root, "adopt", "charter", "--party", party).out for party in ("town", "mission", "ateliers")}
    assert len(digests) == 1
    said = ask("-C", root, "adopt", "charter", "--party", "benevoles")
    assert {said.out} == digests
    assert "Every party of the charter has signed." in said.err
    found = ask("-C", root, "check", "--select", "CHA04", "--format", "json")
    assert {one["rule"] for one in json.loads(found.out)["findings"]} == {"CHA042"}, "nobody named an authority"


def test_what_changed_afterwards_is_told_where_it_stands(root: Path) -> None:
    ask("-C", root, "adopt", "charter", "--party", "ateliers")
    change(root, "assets.yaml", "planned_licence: AGPL-3.0-or-later", "planned_licence: EUPL-1.2")
    said = ask("-C", root, "check", "--select", "CHA041")
    assert "assets.yaml:" in said.out
    assert "was “AGPL-3.0-or-later”; now it is “EUPL-1.2”" in " ".join(said.out.split())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("charter", "--party", "nobody"), "“nobody” is no party of the project."),
        (("charter", "--by", "la maire"), "--by go with a signature, and no party is named."),
        (("charter", "--party", "town", "--authority", "habit"), "“habit” is no authority to sign by"),
        (("charter", "--party", "town", "--on", "yesterday"), "“yesterday” is not a date."),
        (("assets", "--party", "town"), "Signatures are recorded in the charter; assets can only be frozen."),
        (("nothing",), "nothing"),
    ],
)
def test_what_goes_not_together_is_refused_and_nothing_is_written(root: Path, line: tuple[str, ...], says: str) -> None:
    before = tree(root)
    said = ask("-C", root, "adopt", *line)
    assert said.code == 2
    assert says in said.err
    assert tree(root) == before


def test_the_same_party_signs_a_version_once(root: Path) -> None:
    ask("-C", root, "adopt", "charter", "--party", "town")
    before = tree(root)
    again = ask("-C", root, "adopt", "charter", "--party", "town")
    assert (again.code, tree(root)) == (2, before)
    assert "town has signed version 1.2.0 already." in again.err


def test_a_frozen_version_is_never_written_over(root: Path) -> None:
    ask("-C", root, "adopt", "charter", "--party", "town")
    change(root, "need.yaml", "version: ", "version: 9.")
    before = tree(root)
    said = ask("-C", root, "adopt", "charter", "--party", "mission")
    assert said.code == 2
    assert "Version 1.2.0 was frozen with other words" in said.err
    assert tree(root) == before


def test_what_is_only_proposed_cannot_be_signed(root: Path) -> None:
    change(
        root, "assets.yaml", "    name: Le carnet en ligne\n", "    name: Le carnet en ligne\n    proposed: [name]\n"
    )
    said = ask("-C", root, "adopt", "charter")
    assert said.code == 2
    assert "1 answer is only proposed, in assets." in said.err
    assert "communkit assets" in said.err


def test_people_sign_a_version(root: Path) -> None:
    change(root, "charter.yaml", "version: 1.2.0\n", "")
    said = ask("-C", root, "adopt", "charter")
    assert said.code == 2
    assert "has no version" in said.err


def test_without_the_document_there_is_nothing_to_adopt(root: Path) -> None:
    (root / "commons/charter.yaml").unlink()
    said = ask("-C", root, "adopt", "charter")
    assert said.code == 4
    assert "communkit charter" in said.err


def test_a_dry_run_shows_the_lines_and_writes_nothing(root: Path) -> None:
    before = tree(root)
    said = ask("-C", root, "adopt", "charter", "--party", "town", "--dry-run")
    assert "+status: adopted" in said.out
    assert "+  - party: town" in said.out
    assert tree(root) == before


def test_a_file_that_was_tampered_with_is_told(root: Path) -> None:
    ask("-C", root, "adopt", "charter", "--party", "town")
    path = root / FROZEN
    path.write_bytes(path.read_bytes().replace(b"AGPL-3.0-or-later", b"MIT"))
    said = ask("-C", root, "check", "--select", "CHA040")
    assert said.code == 1
    assert "with another digest than that of adopted/charter-1.2.0.json" in " ".join(said.out.split())
