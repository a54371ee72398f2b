"""What of a project is the project's own, and under another licence than the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from communkit.licences.fitness import fit_expression
from communkit.repository.facts import Seen
from communkit.repository.files import Kind, Origin, extension
from communkit.repository.foreign import Foreign, module_of
from communkit.repository.manifest_licences import bare, licence_fields
from communkit.repository.outbound import NO_MATTER, UNSTATED, Census, Outbound, Part
from communkit.repository.reading import Reading
from communkit.repository.statements import Statement, agree, parsed
from communkit.repository.texts import LicenceFile

_LATER_OF = {"-or-later": "stated-or-later", "-only": "stated-only"}
SETTINGS = frozenset(
    ["json", "yaml", "yml", "toml", "ini", "cfg", "conf", "xml", "properties", "env", "po", "pot", "plist", "lock"]
)


def own_parts(
    reading: Reading,
    outbound: Outbound,
    texts: Sequence[LicenceFile],
    readme: Sequence[Statement],
    expected: Mapping[str, tuple[str, Seen]],
    foreign: Foreign,
    known: frozenset[str],
    main: Kind,
) -> Iterator[Part]:
    """The parts of the project's own that stand under another licence than `outbound`."""
    said: set[tuple[str, Kind | None, str]] = set()

    def part(
        where: str, kind: Kind | None, expression: str, seen: Sequence[Seen], files: int = 0, vague: bool = False
    ) -> Iterator[Part]:
        key = (where, kind, expression)
        if key in said or (outbound.expression and _same_terms(expression, outbound.expression)):
            return
        said.add(key)
        later = UNSTATED if vague else stand(expression)
        yield Part(where, kind, expression, later, tuple(dict.fromkeys(seen))[:3], files)

    for one in (*readme, *(statement for text in texts if not text.folder for statement in text.said)):
        if one.about not in (None, main):
            yield from part("", one.about, one.expression, [one.seen], vague=one.vague)
    for text in texts:
        if text.expression and not text.folder and text.about not in (None, main):
            yield from part("", text.about, text.expression, [text.seen])
        if text.expression and text.folder and text.folder not in known and _board(text.expression):
            yield from part(f"{text.folder}/", Kind.HARDWARE, text.expression, [text.seen])
        kind = _KIND_FOLDERS.get(text.folder.lower())
        apart = text.expression and outbound.expression and not agree(text.expression, outbound.expression)
        if kind is not None and apart and text.folder not in known:
            yield from part(f"{text.folder}/", kind, text.expression or "", [text.seen])
    for manifest in reading.manifests:
        if manifest.path.rpartition("/")[2] == "datapackage.json":
            for statement in licence_fields([manifest]):
                yield from part(_folder(manifest.path), Kind.DATABASE, statement.expression, [statement.seen])
    for module, (expression, seen) in sorted(expected.items()):
        if module in known and not foreign.covers(seen.path):
            yield from part(f"{module}/", None, expression, [seen])
    yield from _by_tags(reading, foreign, known, main, part)


_PAGES_OF_ONE = 40
"""Of so many pages, one at least has to name the licence."""


def _board(expression: str) -> bool:
    return fit_expression(expression, "hardware").verdict == "made-for"


_KIND_FOLDERS = {
    **dict.fromkeys(("doc", "docs", "documentation", "manual", "manuals"), Kind.DOCUMENTATION),
    **dict.fromkeys(("data", "datas", "donnees", "données"), Kind.DATABASE),
    **dict.fromkeys(("content", "contents", "contenus"), Kind.CONTENT),
    "hardware": Kind.HARDWARE,
}


def _folder(path: str) -> str:
    folder = path.rpartition("/")[0]
    return f"{folder}/" if folder else ""


def _by_tags(reading: Reading, foreign: Foreign, known: frozenset[str], main: Kind, part: object) -> Iterator[Part]:
    """The licences that documents, data and other kinds carry in most of their tagged files."""
    census: dict[tuple[str, Kind], Census] = {}
    pages = Counter(path.partition("/")[0] for path, one in reading.by_path.items() if one.kind is Kind.DOCUMENTATION)
    for path, said in reading.of_files.items():
        one = reading.by_path[path]
        if one.origin is not Origin.OWN or one.legal or one.kind in (None, main) or foreign.covers(path):
            continue
        if said.method == "licence-statement" and one.kind is not Kind.DOCUMENTATION:
            continue
        if path in reading.aside and said.method != "spdx-tag":
            continue  # a README is read for what it says of the whole
        if module_of(path, known) or one.kind is None or (one.kind is Kind.CODE and extension(path) in SETTINGS):
            continue
        top = path.partition("/")[0] + "/" if "/" in path and said.method == "licence-statement" else ""
        census.setdefault((top, one.kind), Census()).add(said.expression, said)
    for (top, kind), counted in sorted(census.items(), key=lambda one: (one[0][0], one[0][1].value)):
        if top and counted.counts.total() * _PAGES_OF_ONE < pages[top[:-1]]:
            continue  # one page among hundreds speaks of itself, or of what it is about
        chosen = counted.dominant(1)
        if chosen is not None and callable(part):
            yield from part(top, kind, chosen.expression, counted.places[chosen.expression], counted.counts.total())


def stand(expression: str) -> str:
    """What an expression itself says of later versions."""
    words = {
        next((word for end, word in _LATER_OF.items() if term.id.endswith(end)), "unstated" if term.undecided else None)
        for term in parsed(expression).terms
    } - {None}
    return str(words.pop()) if len(words) == 1 else NO_MATTER if not words else "contradictory"


def _same_terms(one: str, other: str) -> bool:
    def names(text: str) -> set[str]:
        return {bare(term.text) for term in parsed(text).terms}

    return names(one) == names(other)
