"""Each record is a data file, strict, sourced, in both languages, read only when asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from communkit.licences import records, spdx
from communkit.licences.data import DataError, folder, read_table, vocabulary
from communkit.licences.fitness import KINDS, VERDICTS, rows
from communkit.licences.texts import Store
from communkit.words import words_in

SOURCES = Path(records.__file__).parents[2]
ALL = records.ids()
VOCABULARIES = sorted(path.stem for path in folder("vocabularies").glob("*.yaml"))


def test_the_field_is_covered() -> None:
    field = {"MIT", "GPL-3.0-or-later", "EUPL-1.2", "CECILL-2.1", "etalab-2.0", "ODbL-1.0", "CC-BY-SA-4.0"}
    assert field <= set(ALL)
    assert len(ALL) >= 45


def known(identifier: str) -> records.Licence:
    """The record, which has to be there."""
    licence = records.record(identifier)
    assert licence is not None
    return licence


@pytest.mark.parametrize("name", ALL)
def test_a_record_is_whole(name: str) -> None:
    licence = known(name)
    assert licence.id == name
    listed = spdx.licence(name)
    assert listed is not None
    assert not listed.deprecated
    assert licence.row in rows()
    assert licence.sourced.source
    assert licence.sourced.as_of.year >= 2012
    assert set(licence.made_for) == set(KINDS)
    assert set(licence.made_for.values()) <= set(VERDICTS)
    assert licence.name.languages.keys() == {"en", "fr"}


def test_a_record_is_found_in_any_case() -> None:
    licence = records.record("eupl-1.2")
    assert licence is not None
    assert licence.id == "EUPL-1.2"
    assert records.record("AFL-3.0") is None
    assert records.record("../records/MIT") is None
    assert records.record("LicenseRef-mine") is None


def test_what_the_texts_say() -> None:
    eupl, agpl, cecill, gpl2 = (known(i) for i in ("EUPL-1.2", "AGPL-3.0-or-later", "CECILL-2.1", "GPL-2.0-only"))
    assert (eupl.network.states, eupl.network.clause) == (True, "1, 5")
    assert len(eupl.official_languages.tags) == 23
    assert (agpl.network.states, agpl.network.clause) == (True, "13")
    assert cecill.official_languages.tags == ("fr", "en")
    assert cecill.law.clause == "13"
    assert gpl2.patents.states is False
    assert gpl2.network.states is None


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_word_of_a_vocabulary_is_said_in_both_languages_and_used(name: str) -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in folder("").rglob("*.yaml"))
    for word, sentence in vocabulary(name).items():
        english, french = words_in("en").say(sentence), sentence.languages["fr"]
        assert english != french, word
        assert text.count(word) >= 2, f"{name}: {word} is used nowhere"


def test_nothing_is_read_at_import() -> None:
    code = (
        "import sys; import communkit.licences.records, communkit.licences.compatibility, communkit.licences.identify;"
        "assert 'yaml' not in sys.modules; assert 'communkit.licences.pack' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCES)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def broken(tmp_path: Path, old: str, new: str) -> DataError:
    source = (folder("records") / "MIT.yaml").read_text(encoding="utf-8")
    assert old in source
    path = tmp_path / "MIT.yaml"
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        records.build(read_table(path), "MIT")
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("    source: {", "    sauce: {", "source"),
        ("as_of: 2026-11-21", "as_of: soon", "as_of"),
        ("parts: [steward, url]", "parts: [url]", "read"),
        ("parts: [steward, url]", "parts: [steward, url, family]", "parts"),
        ("parts: [steward, url]", "parts: [steward, url, colour]", "parts"),
        ('keep-notices: "¶2"', 'keep-notices: ""', "obligations.keep-notices"),
        ("verified: true", "verified: perhaps", "verified"),
        ("family: permissive", "family: viral", "family"),
        ("keep-notices", "keep-notice", "obligations"),
        ("steward:", "stewart:", "steward"),
        ("id: MIT", "id: X11", "id"),
    ],
)
def test_a_record_that_is_not_as_it_must_be_is_refused(tmp_path: Path, old: str, new: str, where: str) -> None:
    error = broken(tmp_path, old, new)
    said = words_in("en").say(error.message)
    assert "MIT.yaml:" in said
    assert where in said


def test_a_mistyped_field_is_refused_with_its_line(tmp_path: Path) -> None:
    error = broken(tmp_path, "steward:", "colour: blue\nsteward:")
    said = words_in("en").say(error.message)
    lines = (tmp_path / "MIT.yaml").read_text(encoding="utf-8").splitlines()
    assert f"MIT.yaml:{lines.index('colour: blue') + 1}: colour: no such field" in said


def test_a_file_that_is_no_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "MIT.yaml"
    path.write_text("id: MIT\nname: 'x\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_table(path)
    assert "MIT.yaml:" in words_in("en").say(caught.value.message)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("GPLv3+", ["GPL-3.0-or-later"]),
        ("gpl v3 or later", ["GPL-3.0-or-later"]),
        ("GPLv3", ["GPL-3.0-only", "GPL-3.0-or-later"]),
        ("GPL 2 only", ["GPL-2.0-only"]),
        ("CeCILL 2.1", ["CECILL-2.1"]),
        ("cecill", ["CECILL-2.1"]),
        ("CeCILL-B", ["CECILL-B"]),
        ("licence ouverte", ["etalab-2.0"]),
        ("Licence Ouverte / Open Licence version 2.0", ["etalab-2.0"]),
        ("apache 2", ["Apache-2.0"]),
        ("Apache Software License, Version 2.0", ["Apache-2.0"]),
        ("The MIT License", ["MIT"]),
        ("European Union Public Licence 1.2", ["EUPL-1.2"]),
        ("Licence publique de l'Union européenne", ["EUPL-1.2"]),
        ("Creative Commons Attribution ShareAlike", ["CC-BY-SA-4.0"]),
        ("CC0", ["CC0-1.0"]),
        ("BSD", ["BSD-2-Clause", "BSD-3-Clause"]),
        ("Academic Free License v3.0", ["AFL-3.0"]),
        ("something else", []),
        ("", []),
        ("…", []),
    ],
)
def test_everyday_names(text: str, ids: list[str]) -> None:
    assert records.by_alias(text) == ids


# What a record says is where it says


def _stands(place: str, text: str) -> bool:
    """Is there such an article, such a paragraph, or such a heading in the text?"""
    if place.startswith("¶"):
        paragraphs = [one for one in re.split(r"\n\s*\n", text) if len(one.split()) > 8]
        return int(place[1:]) <= len(paragraphs)
    if not place[0].isdigit() and not place.startswith("("):
        return place.casefold() in " ".join(text.casefold().split())
    first = re.match(r"\(?[\d.]+\d|\(?\d", place)
    assert first is not None, place
    number = re.escape(first[0].strip("("))
    return re.search(rf"(?m)(?:^|[\s#(]|section |article )({number})(?![\d])", text, re.IGNORECASE) is not None


@pytest.mark.parametrize("name", ALL)
def test_every_place_that_a_record_cites_is_in_its_text(name: str, texts: Store) -> None:
    licence = known(name)
    one = next(text for text in texts.texts if name in text.ids)
    text = texts.original(one.number)
    cited = [
        *licence.permissions.values(),
        *licence.obligations.values(),
        *licence.limitations.values(),
        *filter(None, (licence.patents.clause, licence.network.clause, licence.law.clause)),
        *filter(None, (licence.later_versions.clause, licence.official_languages.clause)),
    ]
    for places in cited:
        for place in re.split(r"[;,] ", places):
            assert place.startswith("GPL-3.0") or _stands(place, text), (name, place)


@pytest.mark.parametrize("name", ALL)
def test_every_part_of_a_record_says_where_it_was_read(name: str) -> None:
    licence = known(name)
    assert set(licence.read) == set(records.PARTS)
    for part, sourced in licence.read.items():
        assert set(sourced.languages) in ({"en", "fr"}, set()), part
        assert sourced.source, part
    # what binds was read in the text, and nowhere else
    for part in ("family", "permissions", "obligations", "limitations", "patents", "network", "later_versions", "law"):
        assert licence.read[part].verified, part
        assert licence.read[part].source == f"SPDX licence list 3.29.0, text of {name}"


@pytest.mark.parametrize("name", ALL)
def test_the_freedom_that_was_verified_is_that_of_the_list(name: str) -> None:
    licence, listed = known(name), spdx.licence(name)
    assert listed is not None
    source = licence.read["free"].source
    assert ("OSI" in source) == (listed.osi and "approval" in source)
    if "approval" in source:
        assert licence.free
        assert ("OSI" in source, "FSF" in source) == (listed.osi, listed.fsf)
    elif licence.free and name != "OGL-UK-3.0":
        assert not licence.read["free"].verified
