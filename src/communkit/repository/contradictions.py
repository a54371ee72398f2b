"""Where two places of a project say different things of its licence: both are told, nothing is averaged.

Only what cannot be read together is told: a manifest against the licence file, two fields of one manifest, "only"
against "or later", a README against the text, a header that the licence of its module cannot absorb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communkit.licences.compatibility import compatible
from communkit.licences.expressions import Term
from communkit.licences.records import record
from communkit.repository.facts import Seen
from communkit.repository.files import Kind, Origin
from communkit.repository.foreign import Foreign, module_of
from communkit.repository.outbound import CONTRADICTORY, LATER, ONLY, Outbound
from communkit.repository.reading import Reading
from communkit.repository.statements import Statement, agree, parsed
from communkit.repository.texts import LicenceFile


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two places that cannot both be right, and what each says; `files` counts those that say as the second does.

    `what`: `manifest` (against the licence file), `fields` (of one manifest), `manifests`, `later` (only against
    later), `readme`, `header` (a file against its module), `module`, `contributions`.
    """

    what: str
    first: Seen
    second: Seen
    says: tuple[str, str]
    files: int = 1


@dataclass(frozen=True, slots=True)
class ManifestLicence:
    """A licence field, judged. `status`: `ok`, `contradicts`, `scaffold` (left by a generator), `unclear`.

    `expression` is None where what stands there names no licence by itself.
    """

    file: str
    field: str
    raw: str
    expression: str | None
    status: str
    seen: Seen


def between_places(
    outbound: Outbound,
    texts: Sequence[LicenceFile],
    manifests: Sequence[ManifestLicence],
    readme: Sequence[Statement],
    main: Kind = Kind.CODE,
) -> Iterator[Contradiction]:
    """What the places that speak of the whole, a thing of kind `main`, have against each other."""
    if outbound.expression is None:
        return
    spoken = [one for one in texts if one.expression and agree(one.expression, outbound.expression)]
    anchor = spoken[0].seen if spoken else outbound.evidence[0] if outbound.evidence else None
    said = (spoken[0].expression if spoken else None) or outbound.expression
    root = [one for one in manifests if "/" not in one.file]
    for one in root:
        if (
            one.status == "contradicts"
            and anchor is not None
            and (one.file, one.seen.line) != (anchor.path, anchor.line)
        ):
            yield Contradiction(
                "manifest" if spoken else "manifests", anchor, one.seen, (said, one.expression or one.raw)
            )
    yield from _within(root)
    yield from _about_later(outbound, texts, root, readme)
    about_whole = [one for one in readme if one.about in (None, main)]
    if spoken and about_whole and not any(agree(one.expression, outbound.expression) for one in about_whole):
        other = about_whole[0]
        yield Contradiction("readme", spoken[0].seen, other.seen, (said, other.expression))


def _within(manifests: Sequence[ManifestLicence]) -> Iterator[Contradiction]:
    """Two fields of one manifest."""
    by_file: dict[str, list[ManifestLicence]] = {}
    for one in manifests:
        if one.expression is not None and one.status != "scaffold":
            by_file.setdefault(one.file, []).append(one)
    for fields in by_file.values():
        first = fields[0]
        for other in fields[1:]:
            if other.field == first.field or not first.expression or not other.expression:
                continue
            if not agree(first.expression, other.expression):
                yield Contradiction("fields", first.seen, other.seen, (first.expression, other.expression))
                break


def _about_later(
    outbound: Outbound, texts: Sequence[LicenceFile], manifests: Sequence[ManifestLicence], readme: Sequence[Statement]
) -> Iterator[Contradiction]:
    """ "This version only" at one place, "or later" at another."""
    if outbound.or_later != CONTRADICTORY:
        return
    found: dict[str, tuple[Seen, str]] = {}
    places = [
        *((one.seen, one.expression) for one in manifests if one.expression),
        *((one.seen, one.expression) for one in texts if one.expression and one.seen.method != "licence-text"),
        *((one.seen, one.expression) for one in readme),
        *((one, "") for one in outbound.evidence),
    ]
    for seen, expression in places:
        for term in parsed(expression).terms if expression else ():
            word = LATER if term.id.endswith("-or-later") else ONLY if term.id.endswith("-only") else None
            if word is not None:
                found.setdefault(word, (seen, expression))
    if len(found) == 2:
        (first, says), (second, other) = found[LATER], found[ONLY]
        yield Contradiction("later", first, second, (says, other))
    elif len(outbound.evidence) >= 2:
        yield Contradiction("later", outbound.evidence[-2], outbound.evidence[-1], ("or later", "only"))


def in_modules(
    reading: Reading,
    expected: Mapping[str, tuple[str, Seen]],
    outbound: Outbound,
    foreign: Foreign,
    known: frozenset[str],
) -> Iterator[Contradiction]:
    """Own files whose header names a licence that the licence of their module cannot take in.

    Told where the header is the project's own beyond doubt: it is the licence of the whole, or of another module.
    """
    own = {value for value, _ in expected.values()} | ({outbound.expression} if outbound.expression else set())
    found: dict[tuple[str, str], tuple[Seen, int]] = {}
    for path in sorted(reading.of_files):
        said, one = reading.of_files[path], reading.by_path[path]
        module = module_of(path, known)
        if module not in expected or one.origin is not Origin.OWN or one.kind is not Kind.CODE or foreign.covers(path):
            continue
        value, seen = expected[module]
        if (
            said.path != path
            or path == seen.path
            or agree(value, said.expression)
            or said.method == "licence-statement"
        ):
            continue
        if not any(agree(said.expression, other) for other in own) or not _clash(said.expression, value):
            continue
        first, count = found.get((module, said.expression), (said.seen, 0))
        found[module, said.expression] = (first, count + 1)
    for (module, expression), (second, count) in found.items():
        value, seen = expected[module]
        yield Contradiction("header", seen, second, (value, expression), count)


_ORDER = ("permissive", "weak-copyleft", "strong-copyleft", "network-copyleft")


def _clash(inbound: str, outbound: str) -> bool:
    """Whether a file under `inbound` cannot go out under `outbound`: it asks for more, or the texts exclude it."""
    asks, promises = _strictness(inbound), _strictness(outbound)
    if asks is not None and promises is not None:
        if asks <= promises:
            return False
        if promises > 0:
            return True
    return compatible(inbound, outbound, "include").answer == "no"


def cannot_go_out(inbound: str, outbound: str) -> bool:
    """Whether what comes in under `inbound` is known not to be allowed out under `outbound`."""
    return compatible(inbound, outbound, "include").answer == "no"


def promises_more(inbound: str, outbound: str) -> bool:
    """Whether `outbound` offers a choice that asks for less than `inbound` does: what comes in cannot go out so."""
    asks = _strictness(inbound)
    offered = parsed(outbound).alternatives() or ()
    promised = [_strictness(" AND ".join(term.text for term in one)) for one in offered]
    return asks is not None and any(one is not None and one < asks for one in promised)


def _strictness(expression: str) -> int | None:
    """How much a licence asks of those who pass the work on; None where a record is missing."""

    def of(term: Term) -> int | None:
        known = record(term.readings[0])
        return _ORDER.index(known.family) if known is not None and known.family in _ORDER else None

    def pick(choose: Callable[[list[int]], int]) -> Callable[[list[int | None]], int | None]:
        return lambda found: choose([one for one in found if one is not None]) if None not in found else None

    return parsed(expression).fold(of, pick(max), pick(min))


def module_choice(
    reading: Reading, texts: Iterable[LicenceFile], known: frozenset[str], foreign: Foreign
) -> Iterator[Contradiction]:
    """A module whose manifest's own header offers a choice where its notice names one licence."""
    for text in texts:
        if text.match != "notice" or not text.folder or text.expression is None or foreign.covers(text.path):
            continue
        if text.folder not in known:
            continue
        terms = {term.id for term in parsed(text.expression).terms}
        for path, said in reading.of_files.items():
            if path.rpartition("/")[0] != text.folder or reading.by_path[path].legal or said.path != path:
                continue
            others = {term.id for term in parsed(said.expression).terms}
            if " OR " in said.expression and terms < others:
                yield Contradiction("module", said.seen, text.seen, (said.expression, text.expression))
                break
