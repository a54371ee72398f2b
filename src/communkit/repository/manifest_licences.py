"""What manifests say of licences, and how it stands to what the rest of the repository says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from communkit.licences.fitness import fit_expression
from communkit.repository.contradictions import ManifestLicence
from communkit.repository.facts import Seen
from communkit.repository.files import Kind
from communkit.repository.foreign import Foreign, is_copy, module_of
from communkit.repository.manifests import LicenceField, Manifest
from communkit.repository.outbound import Outbound
from communkit.repository.reading import Reading
from communkit.repository.statements import Statement, agree, licence_named, parsed


def licence_fields(manifests: Iterable[Manifest]) -> Iterator[Statement]:
    """The licences that the fields of `manifests` name."""
    for manifest in manifests:
        about = Kind.DATABASE if manifest.path.rpartition("/")[2] == "datapackage.json" else None
        for one in manifest.licences:
            expression = licence_named(one.value)
            if expression is not None:
                yield Statement(expression, one.seen[0], about)


_POINTER = re.compile(r"(?:see licen[cs]e(?: in)?|file:?)\s+<?([^\s<>]+)", re.IGNORECASE)
_NONE_GRANTED = frozenset({"unlicensed", "proprietary", "propriétaire"})


def manifest_licences(
    reading: Reading,
    outbound: Outbound,
    expected: Mapping[str, tuple[str, Seen]],
    known: frozenset[str],
    foreign: Foreign,
    main: Kind = Kind.CODE,
) -> Iterator[ManifestLicence]:
    """Each licence field of a manifest of the project's own, and how it stands to the licence of what it describes."""
    by_text = {one.path: one.expression for one in reading.texts}
    for manifest in reading.manifests:
        folder = manifest.path.rpartition("/")[0]
        if foreign.covers(manifest.path) or (
            folder and is_copy(folder, manifest.name.value if manifest.name else None)
        ):
            continue
        for one in manifest.licences:
            pointer = _POINTER.match(one.raw)
            if pointer is not None:
                target = f"{folder}/{pointer[1]}" if folder else pointer[1]
                expression = by_text.get(target)
                status = "ok" if target in reading.by_path else "unclear"
            else:
                expression = licence_named(one.value)
                status = _status(manifest, one, expression, outbound, expected.get(folder), reading, known)
                if status == "contradicts" and main is not Kind.CODE and _is_of_code(expression, outbound):
                    status = "ok"  # a package says under what its code goes out; the whole is something else
            yield ManifestLicence(manifest.path, one.field, one.raw, expression, status, one.seen[0])


def _status(
    manifest: Manifest,
    stated: LicenceField,
    expression: str | None,
    outbound: Outbound,
    own: tuple[str, Seen] | None,
    reading: Reading,
    known: frozenset[str],
) -> str:
    """How a field stands to the licence of what it describes."""
    folder = manifest.path.rpartition("/")[0]
    if expression is None:
        if manifest.scaffold:
            return "scaffold"
        if outbound.expression and _names_family(stated.raw, outbound.expression):
            return "ok"
        refuses = stated.raw.strip().lower() in _NONE_GRANTED
        return "contradicts" if refuses and outbound.expression and not folder else "unclear"
    around = outbound.expression
    if own is not None and own[1].path != manifest.path:
        around = own[0]
    if around is None or agree(around, expression):
        return "ok"
    if manifest.scaffold:
        return "scaffold"
    if manifest.path.rpartition("/")[2] == "datapackage.json":
        return "ok"
    collected = {
        bare(term.id)
        for one in reading.texts
        if one.in_collection and one.expression
        for term in parsed(one.expression).terms
    }
    if collected and {bare(term.id) for term in parsed(expression).terms} <= collected:
        return "ok"  # one of the licences whose texts are kept for the files that carry them
    if folder and around == outbound.expression:
        carried = [said for path, said in reading.of_files.items() if module_of(path, known) == folder]
        return "ok" if sum(agree(expression, one.expression) for one in carried) * 2 > len(carried) else "unclear"
    return "contradicts"


def _is_of_code(expression: str | None, outbound: Outbound) -> bool:
    """Whether a licence was made for code, beside an outbound one that was not."""
    made = [fit_expression(one, "code").verdict == "made-for" for one in (expression, outbound.expression) if one]
    return made == [True, False]


def _names_family(raw: str, expression: str) -> bool:
    """Whether a field names the outbound licence without its version: GPL, BSD, CeCILL, with the words around it."""
    families = {term.id.split("-")[0].lower() for term in parsed(expression).terms}
    words = set(re.findall(r"[a-z]+", raw.lower()))
    if "affero" in words:
        words |= {"agpl"}
    elif "lesser" in words:
        words |= {"lgpl"}
    elif "gnu" in words and "general" in words:
        words |= {"gpl"}
    return bool(families & words)


def bare(identifier: str) -> str:
    """An identifier without what it says of later versions."""
    return re.sub(r"-(?:only|or-later)$", "", identifier)
