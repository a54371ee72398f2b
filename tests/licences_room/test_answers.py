"""Fitness, lists that bind, compatibility: the answers, their sources, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from communkit.licences import fitness, lists, matrix, overlay, spdx
from communkit.licences.compatibility import ANSWERS, USES, answers, compatible, default_uses
from communkit.licences.data import DataError, read_table
from communkit.licences.fitness import KINDS, fit, fit_expression
from communkit.licences.lists import binding_list, binding_lists, status
from communkit.licences.records import ids
from communkit.words import words_in

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("licence", "kind", "content_type", "verdict"),
    [
        ("MIT", "code", None, "made-for"),
        ("MIT", "database", None, "unfit"),
        ("MIT", "documentation", None, "possible"),
        ("etalab-2.0", "code", None, "unfit"),
        ("etalab-2.0", "documentation", None, "made-for"),
        ("ODbL-1.0", "database", None, "made-for"),
        ("ODbL-1.0", "code", None, "unfit"),
        ("CC-BY-SA-4.0", "code", None, "unfit"),
        ("CC-BY-SA-4.0", "database", None, "possible"),
        ("CC-BY-SA-3.0", "database", None, "unfit"),
        ("CC-BY-NC-4.0", "content", "image", "unfit"),
        ("CC0-1.0", "database", None, "made-for"),
        ("OFL-1.1", "content", "font", "made-for"),
        ("OFL-1.1", "content", "text", "unfit"),
        ("GPL-3.0-or-later", "content", "font", "possible"),
        ("CERN-OHL-S-2.0", "hardware", None, "made-for"),
        ("TAPR-OHL-1.0", "code", None, "unfit"),
        ("LiLiQ-P-1.1", "documentation", None, "made-for"),
        ("OGL-UK-3.0", "code", None, "possible"),
        ("CC-BY-NC-SA-2.0", "code", None, "unfit"),
        ("AFL-3.0", "code", None, "unknown"),
        ("AFL-3.0", "sign", None, "unfit"),
        ("MIT", "sign", None, "unfit"),
        ("LicenseRef-marks", "sign", None, "possible"),
        ("LicenseRef-mine", "code", None, "unknown"),
    ],
)
def test_fitness(licence: str, kind: str, content_type: str | None, verdict: str) -> None:
    assert fit(licence, kind, content_type).verdict == verdict


def test_fitness_of_expressions() -> None:
    assert fit_expression("EUPL-1.2 OR etalab-2.0", "documentation").licence == "etalab-2.0"
    assert fit_expression("EUPL-1.2 AND etalab-2.0", "documentation").verdict == "possible"
    assert fit_expression("GPL-2.0", "code").verdict == "made-for"
    with pytest.raises(ValueError, match="spaceship"):
        fit("MIT", "spaceship")


@pytest.mark.parametrize("kind", KINDS)
def test_every_verdict_on_a_record_is_sourced(kind: str) -> None:
    for licence in ids():
        found = fit(licence, kind)
        assert found.source, licence
        assert found.as_of is not None
        assert found.verdict in fitness.VERDICTS
        assert set(found.reason.languages) == {"en", "fr"}


@pytest.mark.parametrize(
    ("expression", "table", "kind"),
    [
        ("EUPL-1.2", "software", "listed"),
        ("etalab-2.0", "information", "listed"),
        ("ODbL-1.0", "information", "listed"),
        ("AGPL-3.0-only", "software", "version-differs"),
        ("AGPL-3.0", "software", "version-differs"),
        ("GPL-2.0-or-later", "software", "version-differs"),
        ("GPL-3.0-or-later WITH Classpath-exception-2.0", "software", "version-differs"),
        ("CECILL-2.0", "software", "version-differs"),
        ("etalab-2.0", "software", "wrong-table"),
        ("MIT", "information", "wrong-table"),
        ("CC-BY-SA-4.0", "information", "off"),
        ("CC0-1.0", "information", "off"),
        ("ISC", "software", "off"),
        ("LicenseRef-mine", "software", "unknown"),
        ("ISC OR MIT", "software", "listed"),
        ("ISC AND MIT", "software", "off"),
    ],
)
def test_the_french_list(expression: str, table: str, kind: str) -> None:
    found = status(expression, "fr", table, TODAY)
    assert found.kind == kind
    assert found.sources
    assert words_in("en").say(found.reason)


def test_the_list_itself() -> None:
    assert binding_lists() == ("fr",)
    french = binding_list("fr")
    known = {one.id for one in spdx.licences()}
    for table in french.tables:
        assert set(table.licences) <= known
        assert set(table.kinds) <= set(KINDS)
    information, code = french.table_for("documentation"), french.table_for("code")
    assert information is not None
    assert code is not None
    assert (information.id, code.id) == ("information", "software")
    assert french.table_for("sign") is None
    assert french.stale(TODAY)
    assert not french.stale(date(2022, 12, 1))
    assert status("AGPL-3.0-only", "fr", "software", TODAY).nearest == ("AGPL-3.0-or-later",)
    assert all(source.title and source.as_of for source in french.sources.values())
    with pytest.raises(KeyError):
        binding_list("xx")


def test_homologations() -> None:
    french = binding_list("fr")
    one = lists.Homologation("ISC", "software", french.name, date(2020, 1, 1), date(2022, 1, 1), "decision")
    listed = replace(french, homologations=(one,))
    assert status("ISC", listed, "software", date(2021, 6, 1)).kind == "homologated"
    assert status("ISC", listed, "software", TODAY).kind == "homologation-expired"
    assert status("ISC", listed, "information", TODAY).kind == "off"


@pytest.mark.parametrize(
    ("inbound", "outbound", "use", "answer"),
    [
        ("MIT", "EUPL-1.2", "link", "yes"),
        ("AGPL-3.0-or-later", "EUPL-1.2", "link", "no"),
        ("GPL-3.0-or-later", "MIT", "link", "no"),
        ("GPL-3.0-or-later", "MIT", "aggregate", "yes"),
        ("GPL-3.0-or-later", "MIT", "network", "yes"),
        ("AGPL-3.0-or-later", "MIT", "network", "no"),
        ("LGPL-3.0-or-later", "MIT", "link", "depends"),
        ("LGPL-3.0-or-later", "MIT", "include", "no"),
        ("MPL-2.0", "EUPL-1.2", "link", "depends"),
        ("Apache-2.0", "GPL-2.0-only", "link", "no"),
        ("Apache-2.0", "GPL-3.0-only", "link", "yes"),
        ("Apache-2.0", "EUPL-1.2", "link", "unknown"),
        ("GPL-2.0-or-later", "GPL-3.0-only", "link", "yes"),
        ("GPL-2.0-only", "GPL-3.0-only", "link", "no"),
        ("GPL-2.0", "GPL-3.0-only", "link", "depends"),
        ("EUPL-1.2", "GPL-3.0-or-later", "link", "depends"),
        ("EUPL-1.2", "GPL-3.0-only", "link", "depends"),
        ("EUPL-1.2", "MIT", "link", "no"),
        ("EUPL-1.1", "EUPL-1.2", "link", "yes"),
        ("CECILL-2.1", "GPL-3.0-or-later", "link", "depends"),
        ("GPL-3.0-or-later", "CECILL-2.1", "link", "no"),
        ("CECILL-B", "EUPL-1.2", "link", "yes"),
        ("ODbL-1.0", "CC-BY-4.0", "include", "no"),
        ("ODbL-1.0", "CC-BY-4.0", "content", "yes"),
        ("ODbL-1.0", "etalab-2.0", "aggregate", "yes"),
        ("etalab-2.0", "CC-BY-4.0", "include", "yes"),
        ("etalab-2.0", "ODbL-1.0", "include", "yes"),
        ("etalab-2.0", "CC0-1.0", "include", "no"),
        ("CC-BY-4.0", "ODbL-1.0", "include", "depends"),
        ("CC-BY-3.0", "ODbL-1.0", "include", "unknown"),
        ("CC-BY-SA-4.0", "etalab-2.0", "include", "no"),
        ("CC-BY-SA-4.0", "GPL-3.0-only", "include", "yes"),
        ("GPL-3.0-only", "CC-BY-SA-4.0", "include", "no"),
        ("CC-BY-SA-3.0", "CC-BY-SA-4.0", "content", "yes"),
        ("CC0-1.0", "etalab-2.0", "include", "yes"),
        ("CC-BY-NC-4.0", "MIT", "include", "no"),
        ("CC-BY-ND-4.0", "CC-BY-ND-4.0", "include", "no"),
        ("CC-BY-ND-4.0", "MIT", "aggregate", "yes"),
        ("OFL-1.1", "MIT", "aggregate", "yes"),
        ("CERN-OHL-S-2.0", "CERN-OHL-W-2.0", "include", "no"),
        ("AFL-3.0", "CECILL-2.1", "link", "unknown"),
        ("LicenseRef-x", "MIT", "link", "unknown"),
        ("LicenseRef-x", "LicenseRef-x", "link", "yes"),
        ("MPL-2.0", "LicenseRef-x", "link", "depends"),
        ("GPL-3.0-only", "LicenseRef-x", "link", "unknown"),
        ("CC-BY-NC-4.0", "LicenseRef-x", "include", "unknown"),
        ("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "include", "yes"),
        ("CC-BY-NC-SA-4.0", "CC-BY-NC-4.0", "include", "no"),
        ("CECILL-2.0", "CECILL-2.1", "link", "yes"),
        ("CECILL-2.1", "CECILL-2.0", "link", "no"),
        ("CECILL-2.0", "GPL-3.0-only", "link", "depends"),
        ("CECILL-B", "CECILL-C", "link", "yes"),
        ("EUPL-1.1", "CECILL-2.0", "link", "depends"),
        ("EUPL-1.2", "CECILL-2.0", "link", "depends"),
        ("LGPL-3.0-only", "GPL-2.0-only", "link", "no"),
        ("LGPL-3.0-only", "GPL-2.0-or-later", "link", "depends"),
        ("LAL-1.3", "MIT", "aggregate", "depends"),
        ("LiLiQ-R-1.1", "MIT", "link", "depends"),
        ("LiLiQ-Rplus-1.1", "MIT", "link", "no"),
        ("etalab-2.0", "CC-BY-NC-4.0", "include", "depends"),
        ("MIT OR GPL-2.0-only", "Apache-2.0", "link", "yes"),
        ("MIT AND GPL-2.0-only", "Apache-2.0", "link", "no"),
        ("GPL-3.0-only", "GPL-3.0-only OR MIT", "link", "no"),
        ("MIT", "GPL-3.0-only OR MIT", "link", "yes"),
        ("GPL-3.0-only", "GPL-3.0-only AND CC0-1.0", "link", "depends"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "MIT", "link", "depends"),
        ("EPL-2.0", "GPL-2.0-only WITH Classpath-exception-2.0", "link", "depends"),
    ],
)
def test_compatibility(inbound: str, outbound: str, use: str, answer: str) -> None:
    found = compatible(inbound, outbound, use)
    assert found.answer == answer
    assert words_in("en").say(found.reason)
    if found.source:
        assert found.as_of is not None


def test_the_layer_that_disagrees_is_told() -> None:
    found = compatible("EUPL-1.2", "GPL-3.0-only")
    assert found.other is not None
    assert (found.other.answer, found.other.source) == ("yes", matrix.NAME)
    assert compatible("AGPL-3.0-only", "EUPL-1.2").other is None


def test_data_get_three_answers() -> None:
    assert [found.use for found in answers("ODbL-1.0", "CC-BY-4.0")] == ["include", "content", "aggregate"]
    assert [found.answer for found in answers("ODbL-1.0", "CC-BY-4.0")] == ["no", "yes", "yes"]
    assert default_uses("MIT", "CC-BY-4.0") == ("link",)
    assert len(answers("ODbL-1.0", "CC-BY-4.0", "content")) == 1
    with pytest.raises(ValueError, match="sell"):
        compatible("MIT", "MIT", "sell")


def test_every_answer_on_the_records_has_its_reason_and_a_known_answer_its_source() -> None:
    for inbound in ids():
        for outbound in ("MIT", "GPL-3.0-or-later", "EUPL-1.2", "CECILL-2.1", "etalab-2.0", "ODbL-1.0"):
            for use in USES:
                found = compatible(inbound, outbound, use)
                assert found.answer in ANSWERS
                assert found.answer == "unknown" or (found.source and found.as_of), (inbound, outbound, use)


def test_the_overlay_names_known_ids_and_contradicts_itself_nowhere() -> None:
    known = {one.id for one in spdx.licences()}
    said: dict[tuple[str, str, str], str] = {}
    for entry in overlay.entries():
        assert entry.sourced.source
        assert set(entry.reason.languages) == {"en", "fr"}
        for licence in (*entry.inbound, *entry.outbound):
            assert licence in known or set("*[") & set(licence), licence
        for inbound in entry.inbound:
            for outbound in entry.outbound:
                for use in entry.uses:
                    if not set("*[") & set(inbound + outbound):
                        key = (inbound, outbound, use)
                        assert key not in said, f"two entries speak of {key}"
                        said[key] = entry.answer
    assert len(overlay.entries()) > 100


def test_every_pattern_of_the_overlay_means_something() -> None:
    from fnmatch import fnmatchcase

    known = [one.id for one in spdx.licences()]
    for entry in overlay.entries():
        for pattern in (*entry.inbound, *entry.outbound):
            assert any(fnmatchcase(one, pattern) for one in known), pattern


def test_the_matrix_is_read_in_its_direction() -> None:
    into, out = matrix.lookup("MIT", "GPL-2.0-only"), matrix.lookup("GPL-2.0-only", "MIT")
    assert into is not None
    assert out is not None
    assert (into.answer, out.answer) == ("Yes", "No")
    assert matrix.lookup("CECILL-2.1", "MIT") is None
    assert "MIT" in matrix.known()


@pytest.mark.parametrize("missing", ["source", "as_of", "verified", "reason", "answer", "inbound"])
def test_an_entry_without_what_it_must_say_is_refused(tmp_path: Path, missing: str) -> None:
    entry = {
        "inbound": "[MIT]",
        "outbound": "[ISC]",
        "answer": '"yes"',
        "reason": "{en: Because., fr: Parce que.}",
        "source": "A text",
        "as_of": "2026-01-31",
        "verified": "true",
    }
    lines = [f"  {key}: {value}" for key, value in entry.items() if key != missing]
    path = tmp_path / "entries.yaml"
    path.write_text("entries:\n-" + "\n".join(lines)[1:] + "\n", encoding="utf-8")
    row = read_table(path).tables("entries")[0]
    with pytest.raises(DataError) as caught:
        overlay.read_entry(row)
    assert "entries.yaml:" in words_in("en").say(caught.value.message)
