"""`communkit/audit/1`: what is written holds to the schema that is published, and says the same again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from communkit.audit.evidence import as_data, render
from communkit.audit.repository import judged
from communkit.audit.schema import schema
from communkit.licences.texts import text
from communkit.repository.survey import survey
from communkit.words import words_in
from repository_room.making import repository_with, run_git

DAY = date(2026, 11, 21)
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
    "integer": int,
    "number": (int, float),
}
FILES: Mapping[str, str | bytes] = {
    "README.md": "# Carte\n\n## Licence\n\nDocumentation: CC-BY-4.0\n",
    "package.json": '{"name": "carte", "license": "ISC", "author": ""}',
    "package-lock.json": '{"lockfileVersion": 3, "packages": {"node_modules/a": {"version": "1.0", "license": "MIT"}}}',
    "yarn.lock": "",
    "publiccode.yml": "publiccodeYmlVersion: '0.4'\nname: Carte\nlegal:\n  license: MIT\n",
    "GOVERNANCE.md": "# Governance (DRAFT)\n\n- Maintainers: TODO\n",
    "src/app.js": "// SPDX-License-Identifier: MIT\n// Copyright 2020 Ville de Lens\n",
    "src/map.js": "// Copyright 2021 Ville de Lens\n",
    "vendor/x.js": "/* SPDX-License-Identifier: GPL-3.0-only */\n",
    "lib.zip": b"PK",
}


def faults(value: Any, node: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Where `value` does not hold to `node`: as much of JSON Schema as ours uses."""
    if "anyOf" in node:
        if all(list(faults(value, one, at)) for one in node["anyOf"]):
            yield f"{at}: none of the choices"
        return
    if "const" in node and value != node["const"]:
        yield f"{at}: {value!r}"
    if "enum" in node and value not in node["enum"]:
        yield f"{at}: {value!r}"
    kinds = node.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    fitting = [kind for kind in kinds if isinstance(value, TYPES[kind]) and not (kind == "integer" and value is True)]
    if kinds and not fitting:
        yield f"{at}: {type(value).__name__} is no {kinds}"
    if isinstance(value, (int, float)) and value < node.get("minimum", value):
        yield f"{at}: {value} is too small"
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from faults(one, node.get("items", {}), f"{at}[{number}]")
    if isinstance(value, dict):
        known = node.get("properties", {})
        yield from (f"{at}.{key} is missing" for key in node.get("required", []) if key not in value)
        for key, one in value.items():
            rest = node.get("additionalProperties", {})
            if key in known:
                yield from faults(one, known[key], f"{at}.{key}")
            elif rest is False:
                yield f"{at}.{key} is unknown"
            else:
                yield from faults(one, rest, f"{at}.{key}")


def told(place: Path) -> dict[str, Any]:
    found = survey(place, DAY)
    return as_data(found, judged(found, DAY), words_in("en"))


def test_an_audit_holds_to_its_schema(tmp_path: Path) -> None:
    root = repository_with(tmp_path, {**FILES, "LICENSE": text("AGPL-3.0-only") or ""})
    run_git(root, "commit", "-q", "-m", "All\n\nSigned-off-by: Ana <ana@example.org>")
    data = told(root)
    assert list(faults(data, schema())) == []
    for key in (
        "licences",
        "licence_files",
        "holders",
        "manifests",
        "dependencies",
        "contradictions",
        "not_read",
        "fit",
    ):
        assert data[key], f"{key} is not tried"


def test_an_empty_folder_holds_to_it_too(tmp_path: Path) -> None:
    assert list(faults(told(tmp_path), schema())) == []


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    data = told(tmp_path)
    data["outbound"]["or_later"] = "perhaps"
    data["more"] = 1
    del data["history"]
    assert list(faults(data, schema())) == [".history is missing", ".outbound.or_later: 'perhaps'", ".more is unknown"]


def test_the_same_repository_says_the_same(tmp_path: Path) -> None:
    root = repository_with(tmp_path, FILES)
    first, second = (
        render(found, judged(found, DAY), words_in("fr")) for found in (survey(root, DAY), survey(root, DAY))
    )
    assert first == second
