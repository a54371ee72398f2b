"""publiccode.yml against the standard, each fault with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from communkit.repository.publiccode import Publiccode, examine, read_publiccode
from communkit.repository.publiccode_values import characters, is_language, is_no_person
from communkit.repository.tree import read_tree
from repository_room.making import folder_with
from repository_room.making_history import AT

GOOD = f"""\
publiccodeYmlVersion: "0.7"
name: Carte
url: https://forge.example/ville/carte.git
landingURL: https://carte.example
softwareVersion: 2.1.0
releaseDate: 2024-03-01
logo: img/logo.svg
platforms: [web]
categories: [geographic-information-systems]
developmentStatus: stable
softwareType: standalone/web
description:
  fr:
    shortDescription: Une carte des lieux
    longDescription: >
      {"Une carte des lieux publics de la ville. " * 5}
    features:
      - chercher un lieu
legal:
  license: EUPL-1.2 OR AGPL-3.0-or-later
maintenance:
  type: internal
  contacts:
    - name: Ann Martin
      email: ann.martin{AT}ville.example
      affiliation: Ville de Lens
localisation:
  localisationReady: no
  availableLanguages: [fr, nl-BE]
""".replace("localisationReady: no", "localisationReady: false")


def faults(text: str, name: str = "publiccode.yml") -> list[tuple[str, str, int | None]]:
    found = examine(name, text, frozenset({"img/logo.svg", "publiccode.yml"}))
    return [(fault.code, fault.key, fault.seen.line) for fault in found.faults]


def changed(was: str, now: str) -> str:
    assert was in GOOD
    return GOOD.replace(was, now, 1)


def test_a_good_one(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {"publiccode.yml": GOOD, "img/logo.svg": "<svg/>", "a.py": ""})
    found = read_publiccode(read_tree(folder))
    assert found is not None
    assert (found.valid, found.faults, found.version, found.status) == (True, (), "0.7", "stable")
    assert (found.maintenance, found.contract_until) == ("internal", None)
    assert found.licence is not None
    assert (found.licence.value, found.licence.seen[0].place) == ("EUPL-1.2 OR AGPL-3.0-or-later", "publiccode.yml:20")


def test_none(tmp_path: Path) -> None:
    files = {"tests/publiccode.yml": GOOD, "node_modules/a/publiccode.yml": GOOD, "a/b/c/publiccode.yml": GOOD}
    assert read_publiccode(read_tree(folder_with(tmp_path, files))) is None


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ('"0.7"', '"0"', None),
        ('"0.7"', '"0.5.0"', ("version-outdated", "publiccodeYmlVersion", 1)),
        ('"0.7"', '"2.1.0"', ("version-of-the-software", "publiccodeYmlVersion", 1)),
        ('"0.7"', '"v2.4"', ("version-of-the-software", "publiccodeYmlVersion", 1)),
        ('"0.7"', '"0.6"', ("version-unknown", "publiccodeYmlVersion", 1)),
        ('"0.7"', "0.7", ("version-not-quoted", "publiccodeYmlVersion", 1)),
        ('"0.7"', "[]", ("wrong-type", "publiccodeYmlVersion", 1)),
        ('publiccodeYmlVersion: "0.7"\n', "", ("missing", "publiccodeYmlVersion", 1)),
        ("name: Carte\n", "", ("missing", "name", 1)),
        ("name: Carte\n", "name:\n", ("missing", "name", 2)),
        ("https://forge.example/ville/carte.git", "carte", ("bad-url", "url", 3)),
        ("https://carte.example", "ftp://carte.example", ("bad-url", "landingURL", 4)),
        ("softwareVersion: 2.1.0", "softwareVersion: 2.10", None),
        ("softwareVersion: 2.1.0", "softwareVersion: [2]", ("wrong-type", "softwareVersion", 5)),
        ("2024-03-01", "01/03/2024", ("bad-date", "releaseDate", 6)),
        ("2024-03-01", "2024-02-30", ("bad-date", "releaseDate", 6)),
        ("img/logo.svg", "img/none.svg", ("no-such-file", "logo", 7)),
        ("img/logo.svg", "/img/logo.svg", ("bad-url", "logo", 7)),
        ("img/logo.svg", "https://a.example/logo", None),
        ("[web]", "web", None),
        ("[web]", "[]", ("empty", "platforms", 8)),
        ("[geographic-information-systems]", "[maps]", ("not-allowed", "categories[0]", 9)),
        ("stable", "production", ("not-allowed", "developmentStatus", 10)),
        ("standalone/web", "web", ("not-allowed", "softwareType", 11)),
        ("  fr:", "  fr_FR:", ("bad-language", "description.fr_FR", 13)),
        ("    features:\n      - chercher un lieu\n", "", ("missing", "description.fr.features", 13)),
        ("      - chercher un lieu\n", "      []\n", ("empty", "description.fr.features", 18)),
        ("Une carte des lieux\n", f"{'x' * 151}\n", ("too-long", "description.fr.shortDescription", 14)),
        ("EUPL-1.2 OR AGPL-3.0-or-later", "EUPL 1.2", ("bad-licence", "legal.license", 20)),
        ("  license: EUPL-1.2 OR AGPL-3.0-or-later", "  licence: MIT", ("unknown-key", "legal.licence", 20)),
        ("type: internal", "type: contract", ("missing", "maintenance.contractors", 21)),
        ("type: internal", "type: nobody", ("not-allowed", "maintenance.type", 22)),
        ("name: Ann Martin", "name: Open Data Team", ("not-a-person", "maintenance.contacts[0].name", 24)),
        ("name: Ann Martin", "name: Ville de Lens", ("not-a-person", "maintenance.contacts[0].name", 24)),
        (f"ann.martin{AT}", f"contact{AT}", ("shared-address", "maintenance.contacts[0].email", 25)),
        (f"ann.martin{AT}ville.example", "ann", ("bad-address", "maintenance.contacts[0].email", 25)),
        ("localisationReady: false", "localisationReady: no", ("wrong-type", "localisation.localisationReady", 28)),
        ("[fr, nl-BE]", "[no such language]", ("bad-language", "localisation.availableLanguages[0]", 29)),
        ("[fr, nl-BE]", "[]", ("empty", "localisation.availableLanguages", 29)),
        ("name: Carte\n", "name: Carte\ncreationDate: 2020-01-01\n", ("unknown-key", "creationDate", 3)),
        ("name: Carte\n", "name: Carte\nit: {}\n", ("country-section", "it", 3)),
        ("name: Carte\n", "name: Carte\nIt: {}\n", ("unknown-key", "It", 3)),
        ("name: Carte\n", "name: Carte\nfundedBy: [{name: A}]\n", ("missing", "fundedBy[0].uri", 3)),
        ("name: Carte\n", "name: Carte\nsupports: [{id: 'alias:none'}]\n", ("not-allowed", "supports[0].id", 3)),
        (
            "name: Carte\n",
            "name: Carte\nintendedAudience: {countries: [fr]}\n",
            ("deprecated", "intendedAudience.countries[0]", 3),
        ),
        (
            "name: Carte\n",
            "name: Carte\nintendedAudience: {countries: [XX]}\n",
            ("bad-country", "intendedAudience.countries[0]", 3),
        ),
        ("name: Carte\n", "name: Carte\ninputTypes: [text/plain]\n", ("deprecated", "inputTypes", 3)),
        ("name: Carte\n", "name: Carte\norganisation: me\n", ("wrong-type", "organisation", 3)),
    ],
)
def test_one_fault_at_its_line(was: str, now: str, fault: tuple[str, str, int] | None) -> None:
    found = faults(changed(was, now))
    if fault is None:
        assert found == []
    else:
        assert fault in found


def test_a_text_too_short() -> None:
    start = GOOD.index("    longDescription")
    text = GOOD[:start] + "    longDescription: short\n" + GOOD[GOOD.index("    features") :]
    assert faults(text) == [("too-short", "description.fr.longDescription", 15)]


def test_one_language_has_it_all_is_a_warning() -> None:
    text = changed("legal:\n", "  en:\n    shortDescription: A map\nlegal:\n")
    found = examine("publiccode.yml", text, frozenset({"img/logo.svg"}))
    assert found.valid
    assert [(one.code, one.key) for one in found.faults] == [
        ("not-in-every-language", "description.en.longDescription"),
        ("not-in-every-language", "description.en.features"),
    ]


def test_a_contract_and_its_end() -> None:
    contract = "type: contract\n  contractors:\n    - {name: A, until: 2027-01-31}\n    - {name: B, until: soon}\n"
    found = examine("publiccode.yml", changed("type: internal\n", contract), frozenset({"img/logo.svg"}))
    assert [(one.code, one.key, one.seen.line) for one in found.faults] == [
        ("bad-date", "maintenance.contractors[1].until", 25)
    ]
    assert found.contract_until is not None
    assert found.contract_until.value == date(2027, 1, 31)
    forbidden = contract.replace("contract\n", "community\n", 1)
    assert ("not-wanted", "maintenance.contractors", 23) in faults(changed("type: internal\n", forbidden))


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("publiccode.yaml", ["wrong-name"]),
        ("PublicCode.yml", ["wrong-name"]),
        (".publiccode.yml", ["wrong-name"]),
        ("docs/publiccode.yml", ["wrong-place"]),
    ],
)
def test_where_no_catalogue_looks(tmp_path: Path, name: str, codes: list[str]) -> None:
    folder = folder_with(tmp_path, {name: GOOD, "img/logo.svg": ""})
    found = read_publiccode(read_tree(folder))
    assert found is not None
    assert (found.path, [one.code for one in found.faults], found.valid) == (name, codes, False)


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("", "empty", None),
        ("a: [", "unreadable", "syntax"),
        ("a: 1\na: 2\n", "unreadable", "duplicate-key"),
        ("- a\n", "unreadable", "not-a-mapping"),
        ("name: \ufffd\n", "unreadable", "not-utf8"),
        ("[" * 100_000, "unreadable", "too-deep"),
        ("a: &a [x, x]\nb: &b [*a, *a, *a]\n" + "c: [*b, *b, *b, *b, *b]\n", "unknown-key", None),
        ("a: b\n---\nc: d\n", "unreadable", "several-documents"),
    ],
)
def test_what_cannot_be_read(text: str, code: str, kind: str | None) -> None:
    first = examine("publiccode.yml", text).faults[0]
    assert (first.code, first.params.get("kind")) == (code, kind)


def test_a_wall_of_faults_is_bounded() -> None:
    found = examine("publiccode.yml", "".join(f"key{n}: 1\n" for n in range(3_000)))
    assert len(found.faults) == 100


def test_no_address_is_repeated() -> None:
    text = changed(f"ann.martin{AT}ville.example", f'"ann {AT}ville"')
    found: Publiccode = examine("publiccode.yml", text)
    assert AT not in repr(found)


@pytest.mark.parametrize(
    ("text", "count"), [("abc", 3), ("e\u0301te\u0301", 3), ("👩‍👩‍👧", 1), ("👍🏽", 1), ("🇫🇷", 2), ("", 0)]
)
def test_characters_are_counted_as_people_see_them(text: str, count: int) -> None:
    assert characters(text) == count


@pytest.mark.parametrize(
    ("tag", "good"),
    [("fr", True), ("nl-BE", True), ("sl-IT-nedis", True), ("zh-Hant-TW", True), ("fr_FR", False), ("", False)],
)
def test_languages(tag: str, good: bool) -> None:
    assert is_language(tag) is good


@pytest.mark.parametrize(
    ("name", "nobody"),
    [
        ("Ann Martin", False),
        ("samuel.paccoud", False),
        ("J. Groupil", False),
        ("INSEE", True),
        ("Équipe produit", True),
        ("Stichting Open", True),
        ("Acme GmbH", True),
    ],
)
def test_people_and_bodies(name: str, nobody: bool) -> None:
    assert is_no_person(name) is nobody
