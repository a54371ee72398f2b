"""The packed texts: the same at each run, complete, refused when stale; nothing of them is in the repository."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from communkit.errors import EnvironmentFailure
from communkit.licences import data
from communkit.licences import pack as packing
from communkit.licences import texts as texts_module
from communkit.licences.data import folder, read_document
from communkit.licences.texts import Store, open_store


@pytest.mark.slow
def test_packing_twice_gives_the_same_bytes(packed_folder: Path) -> None:
    index, content = packing.packed()
    assert (packed_folder / "index.json").read_text(encoding="utf-8") == index
    assert (packed_folder / "texts.bin").read_bytes() == content


def test_a_text_comes_out_as_its_package_ships_it(texts: Store) -> None:
    shipped = {entry["licenseId"]: entry["text"] for entry in packing.bundle()["licenses"] if entry["text"]}
    assert len(shipped) == 708
    for one in texts.texts:
        original = texts.original(one.number)
        if any(shipped.get(i) == original for i in one.ids):
            shipped = {i: text for i, text in shipped.items() if i not in one.ids}
    assert not shipped


def test_the_binding_part_is_most_of_a_text(texts: Store) -> None:
    for one in texts.texts:
        length = len(texts.words(one.number))
        assert 0 <= one.begin < one.end <= length, one.ids
        assert one.grams >= 0


def test_texts_by_id_and_language(texts: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_module, "store", lambda: texts)
    english, french = texts_module.text("CECILL-2.1"), texts_module.text("CECILL-2.1", "fr")
    assert english is not None
    assert french is not None
    assert "FREE SOFTWARE LICENSE AGREEMENT" in english
    assert "CONTRAT DE LICENCE" in french
    assert texts_module.text("CECILL-2.1", "it") == english
    assert texts_module.text("LicenseRef-mine") is None
    assert texts_module.languages("CECILL-2.1") == ("en", "fr")


def test_packed_texts_of_other_packages_or_code_are_stale(packed_folder: Path, tmp_path: Path) -> None:
    assert texts_module._fresh(packed_folder)
    index = json.loads((packed_folder / "index.json").read_text(encoding="utf-8"))
    index["made_from"] = "something else"
    (tmp_path / "index.json").write_text(json.dumps(index), encoding="utf-8")
    assert not texts_module._fresh(tmp_path)


def test_what_the_checkout_packed_for_itself_is_fresh() -> None:
    place = folder("texts")
    if (place / "index.json").is_file():
        assert texts_module._fresh(place), "repair it with: python -m communkit.licences.pack licences/texts"


def test_an_installation_without_texts_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def nothing() -> tuple[str, bytes]:
        raise ModuleNotFoundError("no package", name="licenseid")

    monkeypatch.setattr(packing, "packed", nothing)
    monkeypatch.setattr(texts_module, "folder", lambda _name: tmp_path / "texts")
    texts_module.store.cache_clear()
    try:
        with pytest.raises(EnvironmentFailure, match="licence texts are missing"):
            texts_module.store()
    finally:
        texts_module.store.cache_clear()


def test_a_wheel_reads_what_was_packed_into_it(
    packed_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "_data" / "licences" / "texts"
    place.parent.mkdir(parents=True)
    place.symlink_to(packed_folder)
    monkeypatch.setattr(texts_module, "folder", lambda _name: place)
    monkeypatch.setattr(packing, "packed", None)
    texts_module.store.cache_clear()
    try:
        assert texts_module.store().packages == open_store(packed_folder).packages
    finally:
        texts_module.store.cache_clear()


def test_no_text_is_committed() -> None:
    for path in folder("").rglob("*"):
        if path.is_file() and "texts" not in path.parent.parts:
            content = path.read_text(encoding="utf-8").casefold()
            assert "permission is hereby granted" not in content, path
            assert "everyone is permitted to copy and distribute verbatim copies" not in content, path


@pytest.mark.slow
def test_the_command(tmp_path: Path) -> None:
    assert packing.main(["--check"]) == 0
    assert packing.main([str(tmp_path / "texts")]) == 0
    packed = sorted(path.name for path in (tmp_path / "texts").iterdir())
    assert packed == ["ATTRIBUTION.txt", "data.json", "index.json", "texts.bin"]
    assert "CC-BY-4.0" in (tmp_path / "texts" / "ATTRIBUTION.txt").read_text(encoding="utf-8")


def test_the_packed_data_are_those_of_the_files(packed_folder: Path) -> None:
    packed = json.loads((packed_folder / data.PACKED).read_text(encoding="utf-8"))
    assert len(packed) > 70
    for name, values in packed.items():
        assert values == read_document(folder("") / name).data, name


def test_a_data_file_that_was_edited_since_is_read_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "vocabularies" / "families.yaml"
    file.parent.mkdir()
    (tmp_path / "texts").mkdir()
    file.write_text("new: {fr: neuve, en: new}\n", encoding="utf-8")
    pack = tmp_path / "texts" / data.PACKED
    pack.write_text('{"vocabularies/families.yaml": {"old": {"fr": "ancienne", "en": "old"}}}', encoding="utf-8")
    monkeypatch.setattr(data, "data_folder", lambda _: tmp_path)
    for age, keys in ((-60, ("old",)), (60, ("new",))):
        stamp = pack.stat().st_mtime + age
        os.utime(file, (stamp, stamp))
        assert data.read_table(file).keys() == keys
    monkeypatch.setattr(data, "checkout", lambda: None)
    data._pack.cache_clear()
    assert data.read_table(file).keys() == ("old",), "a wheel does not change, whatever its files' dates"
    data._pack.cache_clear()
