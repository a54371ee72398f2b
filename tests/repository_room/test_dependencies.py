"""Dependencies: what lock files and bills of materials state, and whether it may go out."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from communkit.licences.compatibility import Answer, compatible
from communkit.licences.expressions import Expression, ExpressionError
from communkit.repository.dependencies import Dependencies, Dependency, judge, read_dependencies
from communkit.repository.sboms import NotABill, read_bill
from communkit.repository.tree import read_tree
from repository_room.making import folder_with
from repository_room.making_history import ANN, Commit, history_of

LOCK = {
    "name": "app",
    "lockfileVersion": 3,
    "packages": {
        "": {"name": "app", "license": "EUPL-1.2"},
        "packages/own": {"license": "ISC"},
        "node_modules/own": {"resolved": "packages/own", "link": True},
        "node_modules/a": {"version": "1.0.0", "license": "MIT"},
        "node_modules/a/node_modules/b": {"version": "2.0.0", "license": "(MIT OR CC0-1.0)", "dev": True},
        "node_modules/@c/d": {"version": "3.0.0", "license": {"type": "Apache 2.0"}, "optional": True},
        "node_modules/e": {"version": "4.0.0"},
        "node_modules/f": {"version": "5.0.0", "license": "SEE LICENSE IN LICENSE.md"},
        "node_modules/alias": {"name": "real", "version": "6.0.0", "license": "GPL-2.0-only"},
        "node_modules/caniuse-lite": {"version": "7.0.0", "license": "CC-BY-4.0"},
    },
}
COMPOSER = {
    "packages": [
        {"name": "v/a", "version": "1.0", "license": ["MIT"]},
        {"name": "v/b", "version": "v2.0", "license": ["MIT", "GPL-3.0-or-later"]},
        {"name": "v/none", "version": "v2.0"},
    ],
    "packages-dev": [{"name": "v/dev", "version": "3", "license": ["proprietary"]}],
}


def read(root: Path, files: Mapping[str, str | bytes], *bills: Path) -> Dependencies:
    return read_dependencies(read_tree(folder_with(root / "r", files)), bills)


def by_name(found: Dependencies) -> dict[str, Dependency]:
    return {one.name: one for one in found.found}


def test_what_npm_s_lock_file_states(tmp_path: Path) -> None:
    found = read(tmp_path, {"package-lock.json": json.dumps(LOCK, indent=2)})
    known = by_name(found)
    assert sorted(known) == ["@c/d", "a", "b", "caniuse-lite", "e", "f", "real"]
    assert (known["a"].expression, known["a"].version, known["a"].scope, known["a"].sure) == (
        "MIT",
        "1.0.0",
        "runtime",
        "high",
    )
    assert known["a"].seen.place == "package-lock.json:16"
    assert (known["b"].expression, known["b"].scope, known["b"].seen.line) == ("MIT OR CC0-1.0", "development", 20)
    assert (known["@c/d"].expression, known["@c/d"].raw, known["@c/d"].sure) == ("Apache-2.0", "Apache 2.0", "medium")
    assert (known["e"].expression, known["e"].raw) == (None, "")
    assert (known["f"].expression, known["f"].raw) == (None, "SEE LICENSE IN LICENSE.md")
    (source,) = found.sources
    assert (source.named, source.stated, source.silent, source.unread) == (7, 6, False, None)


def test_what_composer_s_lock_file_states(tmp_path: Path) -> None:
    known = by_name(read(tmp_path, {"composer.lock": json.dumps(COMPOSER, indent=4)}))
    assert (known["v/b"].expression, known["v/b"].seen.line) == ("MIT OR GPL-3.0-or-later", 11)
    assert (known["v/dev"].expression, known["v/dev"].scope) == (None, "development")
    assert known["v/none"].raw == ""
    escaped = json.dumps(COMPOSER, indent=4).replace("v/", "v\\/")
    assert by_name(read(tmp_path / "e", {"composer.lock": escaped}))["v/a"].seen.line == 4


@pytest.mark.parametrize(
    "name", ["yarn.lock", "pnpm-lock.yaml", "poetry.lock", "uv.lock", "Cargo.lock", "go.sum", "Gemfile.lock"]
)
def test_lock_files_that_state_no_licences_are_silent(tmp_path: Path, name: str) -> None:
    (source,) = read(tmp_path, {name: "anything"}).sources
    assert (source.path, source.silent, source.named) == (name, True, 0)


def test_an_old_lock_file_names_and_states_nothing(tmp_path: Path) -> None:
    old = {"lockfileVersion": 1, "dependencies": {"a": {"version": "1", "dev": True}, "b": "odd"}}
    found = read(tmp_path, {"package-lock.json": json.dumps(old)})
    assert [(one.name, one.expression, one.scope) for one in found.found] == [("a", None, "development")]
    assert found.sources[0].silent


def test_lock_files_of_others_are_not_asked(tmp_path: Path) -> None:
    files = dict.fromkeys(
        ("node_modules/a/package-lock.json", "vendor/b/composer.lock", "tests/fixtures/yarn.lock"), "{}"
    )
    found = read(tmp_path, files)
    assert (found.found, found.sources) == ((), ())


def test_a_package_named_twice_is_told_once(tmp_path: Path) -> None:
    dev = {"packages": {"node_modules/a": {"version": "1", "dev": True}}}
    runtime = {"packages": {"node_modules/a": {"version": "1", "license": "MIT"}}}
    found = read(tmp_path, {"x/package-lock.json": json.dumps(dev), "y/package-lock.json": json.dumps(runtime)})
    assert [(one.expression, one.scope, one.seen.path) for one in found.found] == [
        ("MIT", "runtime", "y/package-lock.json")
    ]


def test_a_lock_file_in_git_s_store_is_read_whole(tmp_path: Path) -> None:
    lock = {"packages": {f"node_modules/a{n}": {"version": "1", "license": "MIT"} for n in range(60_000)}}
    text = json.dumps(lock, indent=2)
    assert len(text) > 2_000_000
    root = history_of(tmp_path / "r", [Commit(ANN, files={"package-lock.json": text})], bare=True)
    assert len(read_dependencies(read_tree(root)).found) == 60_000


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("{", "broken"),
        ("", "unreadable"),
        ("[" * 100_000, "too-deep"),
        ('{"packages": 3}', None),
        ("[]", None),
        ('{"packages": {"node_modules/a": 3, "node_modules/b": {"license": [{"type": 3}, null]}}}', None),
        ('{"packages": {"node_modules/a": {"version": {}, "name": [], "license": {"x": 1}}}}', None),
    ],
)
def test_broken_lock_files(tmp_path: Path, text: str, unread: str | None) -> None:
    assert read(tmp_path, {"package-lock.json": text}).sources[0].unread == unread


def test_hostile_values_are_shown_on_one_line(tmp_path: Path) -> None:
    lock = {"packages": {"node_modules/a\x1b[31m\nb": {"version": "1\n2", "license": "MIT\u202e\n" + "x" * 9_000}}}
    (one,) = read(tmp_path, {"package-lock.json": json.dumps(lock)}).found
    assert (one.name, one.version, one.expression) == ("a b", "1 2", None)
    assert len(one.raw) <= 500


def test_each_is_judged_against_what_goes_out(tmp_path: Path) -> None:
    found = read(tmp_path, {"package-lock.json": json.dumps(LOCK)})
    verdicts = {one.dependency.name: one.verdict for one in judge(found.found, "Apache-2.0")}
    assert verdicts == {
        "a": "yes",
        "b": "yes",
        "@c/d": "yes",
        "e": "unknown",
        "f": "unknown",
        "real": "no",
        "caniuse-lite": "yes",
    }
    answers = {one.dependency.name: one.answer for one in judge(found.found, "Apache-2.0")}
    assert answers["e"] is None
    real, data = answers["real"], answers["caniuse-lite"]
    assert real is not None
    assert real.use == "link"
    assert data is not None
    assert data.use == "aggregate"
    with pytest.raises(ExpressionError):
        judge(found.found, "no licence at all")


def test_each_pair_is_answered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(coming: Expression | str, going: Expression | str, use: str = "link") -> Answer:
        asked.append(str(coming))
        return compatible(coming, going, use)

    monkeypatch.setattr("communkit.repository.dependencies.compatible", counted)
    lock = {
        "packages": {f"node_modules/a{n}": {"version": "1", "license": ("MIT", "ISC")[n % 2]} for n in range(5_000)}
    }
    found = read(tmp_path, {"package-lock.json": json.dumps(lock)})
    assert len(judge(found.found, "EUPL-1.2")) == 5_000
    assert sorted(asked) == ["ISC", "MIT"]


# Bills of materials

CYCLONEDX = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "metadata": {"component": {"name": "app", "licenses": [{"license": {"id": "EUPL-1.2"}}]}},
    "components": [
        {"bom-ref": "a", "group": "g", "name": "a", "version": "1", "licenses": [{"license": {"id": "MIT"}}]},
        {"name": "b", "version": "2", "licenses": [{"expression": "MIT OR Apache-2.0"}]},
        {
            "name": "c",
            "version": "3",
            "licenses": [
                {"license": {"name": "Apache 2.0", "acknowledgement": "declared"}},
                {"license": {"id": "BSD-3-Clause", "acknowledgement": "concluded"}},
            ],
            "components": [{"name": "inner", "version": "4"}],
        },
        {"name": "d", "version": "5", "licenses": [{"license": {"id": "MIT"}}, {"license": {"id": "ISC"}}]},
        {"type": "file", "name": "x.py"},
        "odd",
    ],
}
CYCLONEDX_XML = """<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">
  <components>
    <component type="library" bom-ref="pkg:a">
      <group>g</group><name>a</name><version>1</version>
      <licenses><license><id>MIT</id></license></licenses>
      <components><component type="library"><name>inner</name><version>2</version></component></components>
    </component>
    <component type="library"><name>b</name><version>2</version>
      <licenses><expression>MIT OR Apache-2.0</expression></licenses></component>
  </components>
</bom>
"""
SPDX = {
    "spdxVersion": "SPDX-2.3",
    "SPDXID": "SPDXRef-DOCUMENT",
    "documentDescribes": ["SPDXRef-app"],
    "packages": [
        {"SPDXID": "SPDXRef-app", "name": "app", "licenseConcluded": "EUPL-1.2"},
        {
            "SPDXID": "SPDXRef-a",
            "name": "a",
            "versionInfo": "1",
            "licenseConcluded": "NOASSERTION",
            "licenseDeclared": "MIT",
        },
        {
            "SPDXID": "SPDXRef-b",
            "name": "b",
            "versionInfo": "2",
            "licenseConcluded": "Apache-2.0",
            "licenseDeclared": "MIT",
        },
        {"SPDXID": "SPDXRef-c", "name": "c", "licenseConcluded": "NONE", "licenseDeclared": "NOASSERTION"},
        {"SPDXID": "SPDXRef-d", "name": "d", "licenseConcluded": "LicenseRef-1"},
    ],
    "hasExtractedLicensingInfos": [{"licenseId": "LicenseRef-1", "name": "The MIT License", "extractedText": "x"}],
}
TAG_VALUE = """SPDXVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app

PackageName: app
SPDXID: SPDXRef-app
PackageLicenseConcluded: EUPL-1.2

PackageName: a
SPDXID: SPDXRef-a
PackageVersion: 1
PackageComment: <text>
PackageName: not a package
</text>
PackageLicenseConcluded: NOASSERTION
PackageLicenseDeclared: MIT
"""
SPDX_3 = {
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        {"type": "SpdxDocument", "spdxId": "urn:doc", "rootElement": ["urn:app"]},
        {"type": "software_Package", "spdxId": "urn:app", "name": "app"},
        {"type": "software_Package", "spdxId": "urn:a", "name": "a", "software_packageVersion": "1"},
        {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:l", "simplelicensing_licenseExpression": "MIT"},
        {"type": "Relationship", "from": "urn:a", "to": ["urn:l"], "relationshipType": "hasDeclaredLicense"},
    ],
}


def listed(text: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.version, one.raw) for one in read_bill(text.encode()).components]


def test_cyclonedx_json() -> None:
    assert listed(json.dumps(CYCLONEDX)) == [
        ("g/a", "1", "MIT"),
        ("b", "2", "MIT OR Apache-2.0"),
        ("c", "3", "BSD-3-Clause"),
        ("inner", "4", ""),
        ("d", "5", "MIT AND ISC"),
    ]
    assert read_bill(json.dumps(CYCLONEDX, indent=1).encode()).components[0].line == 18


def test_cyclonedx_xml() -> None:
    assert listed(CYCLONEDX_XML) == [("g/a", "1", "MIT"), ("inner", "2", ""), ("b", "2", "MIT OR Apache-2.0")]
    assert read_bill(CYCLONEDX_XML.encode()).components[0].line == 4


def test_spdx_json_and_yaml() -> None:
    expected = [("a", "1", "MIT"), ("b", "2", "Apache-2.0"), ("c", "", ""), ("d", "", "The MIT License")]
    assert listed(json.dumps(SPDX)) == expected
    flat = (
        'spdxVersion: SPDX-2.3\npackages:\n- SPDXID: SPDXRef-a\n  name: a\n  versionInfo: "1"\n  licenseDeclared: MIT\n'
    )
    assert listed(flat) == [("a", "1", "MIT")]
    assert read_bill(flat.encode()).components[0].line == 3


def test_spdx_tag_value() -> None:
    assert listed(TAG_VALUE) == [("a", "1", "MIT")]
    assert read_bill(TAG_VALUE.encode()).components[0].line == 9


def test_spdx_3() -> None:
    assert listed(json.dumps(SPDX_3)) == [("a", "1", "MIT")]


def test_a_bill_that_is_given(tmp_path: Path) -> None:
    bill = tmp_path / "bom.json"
    bill.write_text(json.dumps(CYCLONEDX), encoding="utf-8")
    found = read(tmp_path, {"a.py": ""}, bill, tmp_path / "none.json")
    assert by_name(found)["g/a"].expression == "MIT"
    assert [(source.format, source.named, source.stated, source.unread) for source in found.sources] == [
        ("cyclonedx-json", 5, 4, None),
        ("sbom", 0, 0, "unreadable"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "unknown-format"),
        (b"hello", "unknown-format"),
        (b"{", "broken"),
        (b"[]", "unknown-format"),
        (b"{}", "unknown-format"),
        (b'{"a":' * 100_000, "too-deep"),
        (b"<a", "broken"),
        (b"<a/>", "unknown-format"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document-type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16"), "document-type"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<!doctype a><a/>', "document-type"),
        (b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "unknown-format"),
        (b"spdxVersion: SPDX-2.3\npackages: [\n", "broken"),
    ],
)
def test_what_is_no_bill(data: bytes, reason: str) -> None:
    with pytest.raises(NotABill) as refused:
        read_bill(data)
    assert refused.value.reason == reason


def test_odd_values_are_no_trouble() -> None:
    odd = {"bomFormat": "CycloneDX", "components": [{"name": 3, "licenses": [{"license": []}, 3]}, {"components": {}}]}
    assert listed(json.dumps(odd)) == [("", "", ""), ("", "", "")]
    assert listed(json.dumps({"spdxVersion": 1, "packages": {"a": 1}, "relationships": [3]})) == []
    assert (
        listed(json.dumps({"@context": "spdx", "@graph": [3, {"to": 3, "relationshipType": "hasDeclaredLicense"}]}))
        == []
    )


def test_components_inside_components_without_end() -> None:
    inner: dict[str, object] = {"name": "last"}
    for number in range(sys.getrecursionlimit() // 4):
        inner = {"name": f"n{number}", "components": [inner]}
    assert listed(json.dumps({"bomFormat": "CycloneDX", "components": [inner]}))[-1][0] == "last"


def test_a_thousand_invented_licences_are_not_all_guessed_at(tmp_path: Path) -> None:
    lock = {"packages": {f"node_modules/a{n}": {"version": "1", "license": f"Licence of {n}"} for n in range(3_000)}}
    found = read(tmp_path, {"package-lock.json": json.dumps(lock, indent=1)})
    assert len(found.found) == 3_000
    assert not any(one.expression for one in found.found)
