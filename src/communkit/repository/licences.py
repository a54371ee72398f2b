"""Under which licence a repository says that it goes out: texts, tags, manifests, README, and what they disagree on.

Texts are identified by `communkit.licences.identify`, which is loaded only where a text is met that no tag names.
What the texts leave open (GPL-3.0: this version only, or later ones too) is decided from the other statements, or
stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communkit.errors import EnvironmentFailure
from communkit.licences import spdx
from communkit.licences.expressions import strict
from communkit.repository.facts import Fact, Seen, Sure
from communkit.repository.files import File, Kind, Origin, extension
from communkit.repository.manifests import Manifest
from communkit.repository.statements import (
    Statement,
    Tags,
    about,
    agree,
    dominant,
    each_tag,
    expression_of,
    gnu_notice,
    in_readme,
    named_in,
    of_manifests,
    parsed,
    tags_in,
)
from communkit.repository.tree import Tree

_FILE = re.compile(
    r"(?P<before>[^/]*?)(?:licen[sc]es?|copying|unlicen[sc]e)(?P<after>(?:[-_. ][^/]*)?)\Z", re.IGNORECASE
)
_ENDS = frozenset({"txt", "md", "markdown", "rst", "org", "adoc", "html", "htm", "text"})
_LARGEST = 400_000
_MOST_TEXTS = 16


@dataclass(frozen=True, slots=True)
class Licences:
    """What a repository says of its licences.

    `outbound` is the licence of the whole, or of its code; `by_kind` what is said of one kind of thing apart.
    `contradicting` are statements that cannot be read as `outbound`; `elsewhere` texts deeper in the tree;
    `unrecognised` licence files whose text no licence has. `stewards` wrote the licences and hold nothing here.
    """

    outbound: Fact[str] | None
    by_kind: Mapping[Kind, Fact[str]]
    contradicting: tuple[Statement, ...]
    elsewhere: tuple[Statement, ...]
    unrecognised: tuple[Seen, ...]
    stewards: frozenset[str]
    files: tuple[str, ...]

    @property
    def undecided(self) -> bool:
        """Whether the outbound licence says neither this version only nor later ones too."""
        return self.outbound is not None and bool(parsed(self.outbound.value).undecided)


def read_licences(
    tree: Tree, files: Iterable[File], manifests: Sequence[Manifest], readmes: Iterable[tuple[str, str]], tags: Tags
) -> Licences:
    """Every statement of `tree`, weighed. `files` are all of its files, `readmes` paths with texts."""
    paths = licence_files(files)
    texts, unrecognised = _texts(tree, paths)
    root = [one for one in texts if _is_root(one.seen.path)] or [one for one in texts if _in_docs(one.seen.path)]
    elsewhere = tuple(one for one in texts if one not in root)
    said = [*of_manifests(manifests), *(one for path, text in readmes for one in in_readme(path, text))]
    tagged = dominant(tags)
    others = [*said, *([tagged] if tagged else [])]
    outbound = _outbound([one for one in root if one.about in (None, Kind.CODE)], others, each_tag(tags))
    by_kind: dict[Kind, Fact[str]] = {}
    for one in (*root, *said):
        if one.about not in (None, Kind.CODE) and one.about not in by_kind:
            by_kind[one.about] = Fact(one.expression, (one.seen,))
    contradicting: tuple[Statement, ...] = ()
    if outbound is not None:
        value = outbound.value
        judged = [one for one in (*root, *others) if one.about in (None, Kind.CODE)]
        contradicting = tuple(one for one in judged if not agree(value, one.expression))
    return Licences(
        outbound,
        by_kind,
        contradicting,
        elsewhere,
        tuple(unrecognised),
        frozenset(_stewards([*texts, *others])),
        paths,
    )


# Texts


def _is_root(path: str) -> bool:
    return "/" not in path or (path.count("/") == 1 and bool(re.match(r"licen[sc]es?/", path, re.IGNORECASE)))


def _in_docs(path: str) -> bool:
    """Whether a text stands where projects without one at their root keep it: docs/LICENSE."""
    return path.count("/") == 1 and bool(re.match(r"docs?/", path, re.IGNORECASE))


def licence_files(files: Iterable[File]) -> tuple[str, ...]:
    """The licence files of the project's own: those of the root first, then the nearest."""
    found = []
    for one in files:
        if not one.legal or one.origin is not Origin.OWN:
            continue
        folder, _, name = one.path.rpartition("/")
        match = _FILE.match(name)
        in_reuse = bool(re.match(r"licen[sc]es/[^/]+\Z", one.path, re.IGNORECASE))
        # deep in the tree, a word beside "licence" makes it something else: business_licence_marker.txt
        if in_reuse or (match and (_is_root(one.path) or not match["before"])):
            found.append((not _is_root(one.path), folder.count("/") + bool(folder), one.path))
    return tuple(path for _, _, path in sorted(found))


def _texts(tree: Tree, paths: Sequence[str]) -> tuple[list[Statement], list[Seen]]:
    found: list[Statement] = []
    unrecognised: list[Seen] = []
    for path in paths[:_MOST_TEXTS]:
        data = tree.head(path, _LARGEST)
        if not data.strip():
            continue
        expression, sure, line, method = _identified(path, data)
        if expression is not None:
            found.append(Statement(expression, Seen(path, line, method, sure), about(_scope(path))))
        elif _is_root(path):
            unrecognised.append(Seen(path, None, "licence-text", Sure.LOW))
    return found, unrecognised


def _scope(path: str) -> str:
    """The words of a licence file's name beside "licence": LICENSE-docs, LICENCE.DONNEES, docs/LICENSE."""
    name = path.rpartition("/")[2]
    match = _FILE.match(name)
    if match is None:
        return ""
    after = match["after"].removesuffix(f".{extension(name)}") if extension(name) in _ENDS else match["after"]
    return re.sub(r"[-_.]", " ", f"{match['before']} {after}")


def _identified(path: str, data: bytes) -> tuple[str | None, Sure, int | None, str]:
    """The expression of a licence file, how sure, on which line it begins, and how it was told."""
    tag = next(iter(tags_in(data[:8_192])), None)
    if tag is not None:
        return tag[0], Sure.HIGH, tag[1], "spdx-tag"
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if re.match(r"licenses/", path, re.IGNORECASE) and (known := spdx.licence(stem)):
        return known.id, Sure.HIGH, None, "file-names"  # REUSE: the name is the id
    from communkit.licences.identify import identify

    try:
        answer = identify(data)
    except EnvironmentFailure:  # an installation without the texts: names remain
        return expression_of(_scope(path).strip()), Sure.LOW, None, "file-names"
    expression = expression_of(answer.expression) if answer.expression else None
    if expression is None:
        return _by_words(data)
    sure = Sure.HIGH if answer.match == "exact" else Sure.MEDIUM if answer.score >= 0.9 else Sure.LOW
    return expression, sure, answer.pieces[0].first_line, "licence-text"


def _by_words(data: bytes) -> tuple[str | None, Sure, int | None, str]:
    """A licence file that holds no text but names a licence ("GPL version 2, see …"): a few lines only."""
    notice = gnu_notice(data)
    if notice is not None:
        return *notice[:1], Sure.MEDIUM, notice[1], "licence-notice"
    text = data.decode("utf-8", "replace")
    if len(text) < 3_000:
        for number, line in enumerate(text.splitlines(), 1):
            found = list(named_in(line))
            if len(found) == 1:
                return found[0], Sure.LOW, number, "licence-text"
    return None, Sure.LOW, None, "licence-text"


# The whole


def _outbound(texts: Sequence[Statement], others: Sequence[Statement], tagged: Sequence[Statement]) -> Fact[str] | None:
    """The licence of the whole: what the texts say, decided by the other statements; without texts, what these say."""
    about_code = [one for one in others if one.about in (None, Kind.CODE)]
    if not texts:
        if not about_code:
            return None
        value = _decided(about_code[0].expression, [*about_code, *tagged])
        return Fact(value, tuple(one.seen for one in about_code if agree(value, one.expression)))
    ids = list(dict.fromkeys(one.expression for one in texts))
    value, sure = ids[0], None
    if len(ids) > 1:
        wanted = {term.text for one in ids for term in parsed(one).terms}
        joined = next((o for o in about_code if {t.text for t in parsed(o.expression).terms} == wanted), None)
        lesser = [one for one in ids if one.startswith("LGPL-")]
        if joined is not None:
            value = joined.expression
        elif all(agree(one, other) for one in ids for other in ids):
            value = next((one for one in ids if not parsed(one).undecided), value)
        elif len(lesser) == 1 and all(one.startswith(("GPL-", "LGPL-")) for one in ids):
            value = lesser[0]  # the LGPL is written as an addition to the GPL, whose text stands beside it
        else:
            choice = all(_scope(one.seen.path).strip() for one in texts)
            value, sure = strict((" OR " if choice else " AND ").join(f"({one})" for one in ids)).text, Sure.LOW
    value = _decided(value, [*about_code, *tagged])
    seen = [one.seen for one in texts]
    if sure is not None:
        seen = [Seen(one.path, one.line, one.method, sure) for one in seen]
    seen += [one.seen for one in about_code if agree(value, one.expression)]
    return Fact(value, tuple(dict.fromkeys(seen)))


def _decided(value: str, others: Iterable[Statement]) -> str:
    """`value` with its open question answered by the first statement that answers it."""
    terms = parsed(value).undecided
    if len(parsed(value).terms) != 1 or not terms:
        return value
    for one in others:
        found = parsed(one.expression).terms
        if len(found) == 1 and found[0].text in terms[0].readings:
            return one.expression
    return value


def _stewards(statements: Iterable[Statement]) -> Iterator[str]:
    """Who wrote the licences that are named here."""
    from communkit.licences.records import record

    terms = {term for one in statements for term in parsed(one.expression).terms}
    for identifier in sorted({reading for term in terms for reading in term.readings}):
        known = record(identifier)
        if known is not None:
            yield known.steward
