"""The licence texts and their index, as packed at build time.

A wheel holds them in `licences/texts/`. A checkout has none and makes them in memory from the packages of the
development environment, which takes a few seconds; `python -m communkit.licences.pack licences/texts` writes them
for faster starts (`make` does), and they are used as long as what they were made from did not change. Nothing is read
before it is asked for.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from communkit.errors import EnvironmentFailure
from communkit.licences import normal
from communkit.licences.data import folder
from communkit.marked import N_, Message


@dataclass(frozen=True, slots=True)
class Text:
    """One text: the SPDX ids it is the text of, its language, and where its binding part stands, in words."""

    number: int
    ids: tuple[str, ...]
    language: str
    begin: int
    end: int
    grams: int


class Store:
    """The packed texts. `index` and `content` are those that `communkit.licences.pack` makes."""

    def __init__(self, index: str, content: bytes) -> None:
        self._index: dict[str, Any] = json.loads(index)
        self._content = content
        self._words: dict[int, array[int]] = {}
        self.texts: tuple[Text, ...] = tuple(
            Text(number, tuple(row["ids"]), row["language"], row["core"][0], row["core"][1], row["grams"])
            for number, row in enumerate(self._index["documents"])
        )

    def _section(self, place: list[int]) -> bytes:
        offset, length = place
        return self._content[offset : offset + length]

    def _numbers(self, typecode: str, place: list[int]) -> array[int]:
        numbers: array[int] = array(typecode)
        numbers.frombytes(self._section(place))
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages that the texts come from, with their versions."""
        return tuple(self._index["packages"])

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """Word → number, other spellings included; numbers begin at 1, and 0 stands for a word of no licence."""
        known = {
            word: number
            for number, word in enumerate(self._section(self._index["vocabulary"]).decode("ascii").split("\n"), 1)
        }
        for other, word in normal.SPELLINGS.items():
            if word in known:
                known[other] = known[word]
        return known

    @cached_property
    def word_list(self) -> tuple[str, ...]:
        """The word of each number; the first, for 0, is empty."""
        return ("", *self._section(self._index["vocabulary"]).decode("ascii").split("\n"))

    @cached_property
    def runs(self) -> Mapping[int, int]:
        """The runs of words that licences have → their places in the index."""
        keys = self._numbers("I", self._index["keys"])
        return dict(zip(keys, range(len(keys)), strict=True))

    @cached_property
    def _ends(self) -> array[int]:
        return self._numbers("I", self._index["ends"])

    @cached_property
    def _postings(self) -> array[int]:
        return self._numbers("H", self._index["postings"])

    def holding(self, gram: int) -> array[int]:
        """The numbers of the texts that hold this run of words, one of `runs`. Raises KeyError for another."""
        place = self.runs[gram]
        return self._postings[self._ends[place - 1] if place else 0 : self._ends[place]]

    def words(self, number: int) -> array[int]:
        """The words of a text, as numbers of the vocabulary."""
        found = self._words.get(number)
        if found is None:
            found = self._words[number] = self._numbers("H", self._index["documents"][number]["words"])
        return found

    def original(self, number: int) -> str:
        """The text itself, as its package ships it."""
        return zlib.decompress(self._section(self._index["documents"][number]["text"])).decode("utf-8")


def open_store(place: Path) -> Store:
    """The store packed into the folder `place`. Raises FileNotFoundError."""
    return Store((place / "index.json").read_text(encoding="utf-8"), (place / "texts.bin").read_bytes())


def _fresh(place: Path) -> bool:
    """Were the texts there packed from what is here now? Without the packages there is nothing to compare."""
    from importlib.metadata import PackageNotFoundError

    from communkit.licences.pack import made_from

    index = json.loads((place / "index.json").read_text(encoding="utf-8"))
    try:
        return bool(index.get("made_from") == made_from())
    except PackageNotFoundError:
        return True


@cache
def store() -> Store:
    """The texts of this installation, opened once.

    Raises EnvironmentFailure where neither the wheel nor the development environment holds them.
    """
    place = folder("texts")
    # only a checkout can be stale: in a wheel the texts were packed together with the code
    if (place / "index.json").is_file() and (place.parent.parent.name == "_data" or _fresh(place)):
        return open_store(place)
    from importlib.metadata import PackageNotFoundError

    from communkit.licences.pack import packed

    try:
        return Store(*packed())
    except (PackageNotFoundError, ModuleNotFoundError) as missing:
        raise EnvironmentFailure(
            Message(N_("The licence texts are missing from this installation ({name})."), {"name": missing.name or ""}),
            Message(N_("Install communkit from its wheel, or its development environment.")),
        ) from missing


def text(licence_id: str, language: str | None = None) -> str | None:
    """The text of an SPDX licence, in `language` ("fr") when it exists there, else as SPDX has it; None if unknown."""
    found = [one for one in store().texts if licence_id in one.ids]
    if not found:
        return None
    chosen = next((one for one in found if one.language == language), found[0])
    return store().original(chosen.number)


def languages(licence_id: str) -> tuple[str, ...]:
    """The languages in which the text of a licence is here, that of SPDX first."""
    return tuple(dict.fromkeys(one.language for one in store().texts if licence_id in one.ids))
