"""A wheel says in French what the checkout says, from the compiled catalogue."""

from __future__ import annotations

import gettext
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from communkit.words import extract, po

ROOT = Path(__file__).resolve().parents[2]

PROBE = """
import datetime, json, sys
from communkit.words import LANGUAGES, words_in
said = words_in("fr").date(datetime.date(2027, 3, 1))
print(json.dumps([list(LANGUAGES), said, "communkit.words.po" in sys.modules]))
"""


def build(folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.mark.slow
def test_the_compiled_catalogue_says_what_the_source_says(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        compiled = archive.read("communkit/words/locale/fr.mo")
    shipped = gettext.GNUTranslations(io.BytesIO(compiled))
    ours = gettext.GNUTranslations(io.BytesIO(po.compiled(extract.read("fr"))))
    for entry in extract.read("fr").entries:
        assert shipped.gettext(entry.msgid) == ours.gettext(entry.msgid)
        for count in (1, 2):
            plural = entry.plural or entry.msgid
            assert shipped.ngettext(entry.msgid, plural, count) == ours.ngettext(entry.msgid, plural, count)


def test_installed_words_need_no_parser(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{PROBE}"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == [["en", "fr"], "1er mars 2027", False]


@pytest.mark.slow
def test_building_again_gives_the_same_and_leaves_nothing_behind(wheel: Path, tmp_path: Path) -> None:
    digests = set()
    for built in (wheel, build(tmp_path)):
        with zipfile.ZipFile(built) as archive:
            digests.add(hashlib.sha256(archive.read("communkit/words/locale/fr.mo")).hexdigest())
    assert len(digests) == 1
    assert list(ROOT.glob("src/**/*.mo")) == []
