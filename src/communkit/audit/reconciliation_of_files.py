"""Files against the rows of the IP table, and what the dossier names against what is there: `REC001` to `REC009`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from communkit.audit.cover import Cover, Covered
from communkit.audit.grounds import Grounds
from communkit.audit.held import Column, Held, Verdict, reported, sighted, unclaimed_at
from communkit.marked import N_, Message
from communkit.model.row import WHOLE_ROW
from communkit.repository import names
from communkit.repository.facts import Seen, Sure, citable
from communkit.repository.files import File, Origin, extension
from communkit.repository.files import Kind as Found
from communkit.rules import Severity, Sighting, Stage, provider, rule
from communkit.steps.assets.model import Asset, Assets
from communkit.steps.vocabulary import Kind

_SOURCE = N_("communkit, claims held against the repository")
_MOST = 3


def _seen(covered: Covered, paths: Sequence[str]) -> list[Seen]:
    shown = [path for path in paths if citable(path)][:_MOST]
    return [Seen(covered.ground.named(path), None, "file-names", Sure.MEDIUM) for path in shown]


@provider
def held_files(assets: Assets, cover: Cover) -> tuple[Held, ...]:
    """Rows against files, both ways."""
    found: list[Held] = []
    for covered in cover.each:
        if covered.claimed:
            found += _without_row(assets, covered)
        found += _ties(assets, covered)
        found += _empty(covered)
        for asset in assets.assets:
            found += _kind(asset, covered)
    found += _denied(assets, cover)
    return tuple(found)


def _without_row(assets: Assets, covered: Covered) -> Iterator[Held]:
    signs = any(one.kind is Kind.SIGN for one in assets.assets) or _is_denied(assets, Kind.SIGN)
    groups: dict[str, list[File]] = {}
    for path in covered.ground.paths:
        one = covered.ground.files[path]
        if path in covered.owner or covered.part_of(path) or not _wants_row(one):
            continue
        if one.kind is Found.SIGN and signs:
            continue
        groups.setdefault(path.partition("/")[0] + "/" if "/" in path else "", []).append(one)
    for top, files in sorted(groups.items()):
        kinds = Counter(Kind[one.kind.name] for one in files if one.kind)
        named = [Message(kind.label) for kind, _ in kinds.most_common()]
        paths = [one.path for one in files]
        says = unclaimed_at(
            assets,
            "assets",
            covered.ground.named(top or "."),
            _seen(covered, paths),
            place=covered.ground.named(top or "."),
            count=len(files),
            kinds=named,
            files=[path for path in paths if citable(path)][:_MOST],
        )
        yield Held(Verdict.UNCLAIMED, says, "file-without-row")


def _wants_row(one: File) -> bool:
    """Whether somebody has to say under which licence a file goes out: not for legal texts, settings and READMEs."""
    if (
        one.kind is None
        or one.legal
        or not (one.origin is Origin.OWN or (one.origin is Origin.TEST and one.kind is Found.CODE))
    ):
        return False
    name = one.path.rpartition("/")[2].lower()
    if "/" in one.path:
        return True
    set_up = extension(name) in names.SETTINGS or names.CODE_NAMES.fullmatch(name)
    return not (set_up or names.ABOUT_NAMES.match(name))


def _ties(assets: Assets, covered: Covered) -> Iterator[Held]:
    rows = {one.id: one for one in assets.assets}
    for (first, second), paths in sorted(covered.ties.items()):
        one, other = rows[first], rows[second]
        if set(one.paths or ()) & set(other.paths or ()):
            continue  # the same pattern in both: AST059 says so
        says = sighted(
            other,
            "paths",
            _seen(covered, paths),
            asset=other.shown_name,
            other=one.shown_name,
            count=len(paths),
            files=paths[:_MOST],
        )
        yield Held(Verdict.CONTRADICTED, says, "file-in-two-rows", other.id, Column.RESOURCE)


def _empty(covered: Covered) -> Iterator[Held]:
    empty = {(id(asset), pattern) for asset, pattern in covered.empty}
    for asset, pattern in covered.empty:
        near = _near(pattern, covered.ground.tree.paths)
        says = sighted(asset, "paths", _seen(covered, near), path=pattern, asset=asset.shown_name)
        yield Held(Verdict.CONTRADICTED, says, "path-without-file", asset.id, Column.RESOURCE)
    for asset in {id(one): one for one in covered.owner.values()}.values():
        if not any(key == id(asset) for key, _ in empty):
            paths = [path for path, one in covered.owner.items() if one is asset]
            says = sighted(asset, "paths", _seen(covered, paths))
            yield Held(Verdict.VERIFIED, says, "", asset.id, Column.RESOURCE)


def _near(pattern: str, paths: Iterable[str]) -> list[str]:
    """Files whose name is that which a pattern ends with, wherever they stand."""
    last = pattern.rpartition("/")[2]
    return [] if set(last) & set("*?[") else [path for path in paths if path.rpartition("/")[2] == last]


def _kind(asset: Asset, covered: Covered) -> Iterator[Held]:
    """A row whose files are plainly of another kind: programs called documentation, pages called code."""
    if asset.kind is None or asset.kind is Kind.SIGN:
        return
    files = [one for one in covered.own(asset) if one.kind is not None and not one.legal]
    counts = Counter(one.kind for one in files)
    if not files or counts[Found(str(asset.kind))]:
        return
    other, count = counts.most_common(1)[0]
    if other is None or 2 * count < len(files):
        return
    settings = other is Found.CODE and all(extension(one.path) in _NO_PROGRAMS for one in files if one.kind is other)
    alike = {asset.kind, Kind[other.name]} <= {Kind.DOCUMENTATION, Kind.CONTENT, Kind.SIGN}
    if settings or alike:
        return
    says = sighted(
        asset,
        "kind",
        _seen(covered, [one.path for one in files if one.kind is other]),
        asset=asset.shown_name,
        kind=Message(asset.kind.label),
        other=Message(Kind[other.name].label),
    )
    yield Held(Verdict.CONTRADICTED, says, "kind-differs", asset.id, Column.RESOURCE)


_NO_PROGRAMS = names.SETTINGS | names.PAGES | {"j2", "jinja", "jinja2", "typ", "tpl", "css"}
"""Ends of files that count as code and can as well hold texts or data."""


def _is_denied(assets: Assets, kind: Kind) -> bool:
    return str(kind) in assets.not_applicable


def _denied(assets: Assets, cover: Cover) -> Iterator[Held]:
    for kind in Kind:
        if not _is_denied(assets, kind):
            continue
        for covered in cover.each:
            paths = [path for path in covered.ground.paths if _speaks(covered, path, kind)]
            if paths:
                says = sighted(
                    assets,
                    "not_applicable",
                    _seen(covered, paths),
                    severity=None if len(paths) >= _MOST or kind is Kind.SIGN else Severity.NOTE,
                    kind=Message(kind.label),
                    count=len(paths),
                    files=paths[:_MOST],
                )
                yield Held(Verdict.CONTRADICTED, says, "kind-denied", None, None)


def _speaks(covered: Covered, path: str, kind: Kind) -> bool:
    """Whether a file speaks against "there is none of this kind": one that no other row has."""
    one = covered.ground.files[path]
    if one.kind is None or str(one.kind) != str(kind) or not _wants_row(one) or one.origin is not Origin.OWN:
        return False
    return path not in covered.owner and covered.part_of(path) is None


@rule(
    "REC001",
    "file-without-row",
    title=N_("Files that no row of the IP table covers"),
    says=N_("Files in {place} that stand in no row of the table: {count} ({kinds}), {files} among them."),
    why=N_("What no row names goes out all the same: nobody said who holds the rights on it, nor under which licence."),
    fix=N_("Add {place} to the paths of the row that it belongs to, or make a row for it."),
    source=_SOURCE,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def file_without_row(held_files: tuple[Held, ...]) -> Iterable[Sighting]:
    """The project's own files by folder of the root; legal texts, settings and READMEs of the root need no row."""
    return reported(held_files, "file-without-row")


@rule(
    "REC002",
    "file-in-two-rows",
    title=N_("Files that two rows of the IP table claim"),
    says=N_("“{asset}” and “{other}” both claim {files}. Files in both: {count}."),
    why=N_("A file in two rows has two answers to who holds it and how it goes out: neither can be relied on."),
    fix=N_("Make the path of one of the two narrower; the narrower path wins."),
    source=_SOURCE,
    error_from=Stage.OPENING,
)
def file_in_two_rows(held_files: tuple[Held, ...]) -> Iterable[Sighting]:
    """Files that patterns of two rows name as exactly as each other."""
    return reported(held_files, "file-in-two-rows")


@rule(
    "REC003",
    "path-without-file",
    title=N_("A path of the IP table leads to no file"),
    says=N_("“{path}” is a path of “{asset}”, and no file of the repository answers to it."),
    why=N_("A row without files protects nothing: what was moved or renamed is now covered by nobody."),
    fix=N_("Correct the path, or take it away if what stood there is gone."),
    source=_SOURCE,
    error_from=Stage.OPENING,
)
def path_without_file(held_files: tuple[Held, ...]) -> Iterable[Sighting]:
    """Patterns of rows that match nothing."""
    return reported(held_files, "path-without-file")


@rule(
    "REC004",
    "kind-differs",
    title=N_("The files of a row are of another kind than it says"),
    says=N_("“{asset}” is called {kind}, and none of its files is that: most of them are {other}."),
    why=N_("The kind decides which rights arise, who holds them by law and which licences fit."),
    fix=N_("Correct the kind or the paths of the row."),
    source=_SOURCE,
)
def kind_differs(held_files: tuple[Held, ...]) -> Iterable[Sighting]:
    """Rows none of whose files is of the kind that is claimed."""
    return reported(held_files, "kind-differs")


@rule(
    "REC005",
    "kind-denied",
    title=N_("The table says that there is none of a kind, and the repository holds some"),
    says=N_("Nothing of this kind is said to exist: {kind}. Files that look like it: {count}, {files} among them."),
    why=N_("The row that was left out is often the one that blocks: a database, a font, a logo has rights of its own."),
    fix=N_("Look at these files: make a row for them, add them to another row, or leave them out of the repository."),
    source=_SOURCE,
)
def kind_denied(held_files: tuple[Held, ...]) -> Iterable[Sighting]:
    """Kinds noted as not applicable, of which files are found that no other row has."""
    return reported(held_files, "kind-denied")


# Repositories and signs


@provider
def held_repositories(assets: Assets, grounds: Grounds, cover: Cover) -> tuple[Held, ...]:
    """The repositories that the project names against those that are here; signs in them without a row."""
    from communkit.repository.remotes import public_address

    found = [
        Held(
            Verdict.MISSING,
            sighted(row, "path" if row.path else None, repository=row.id, path=row.path or "–"),
            "repository-not-read",
        )
        for row in grounds.unread
    ]
    for ground in grounds:
        row = ground.row
        claimed = public_address(row.url) if row and row.url else None
        if row is None or claimed is None or not ground.remotes:
            continue
        if claimed.casefold() in {one.casefold() for one in ground.remotes}:
            found.append(Held(Verdict.VERIFIED, sighted(row, "url", [Seen(".git/config")])))
        else:
            says = sighted(row, "url", [Seen(".git/config")], url=claimed, found=ground.remotes[0])
            found.append(Held(Verdict.CONTRADICTED, says, "repository-elsewhere"))
    found += _signs(assets, cover)
    return tuple(found)


def _signs(assets: Assets, cover: Cover) -> Iterator[Held]:
    noted = {*assets.not_applicable, *assets.unknown}
    if noted & {str(Kind.SIGN), WHOLE_ROW, "assets"} or not assets.assets:
        return
    signs = assets.of_kind(Kind.SIGN)
    for covered in cover.each:
        ground = covered.ground
        if not signs:
            logos = [
                path
                for path in ground.paths
                if (one := ground.files[path]).kind is Found.SIGN and one.origin is Origin.OWN
                if path not in covered.owner and covered.part_of(path) is None
            ]
            for path in [*logos[:1], *(path for path in ground.paths if _is_policy(path))]:
                says = unclaimed_at(assets, "assets", ground.named(path), _seen(covered, [path]), what=path)
                yield Held(Verdict.UNCLAIMED, says, "sign-without-row")
        for path in ground.paths:
            if path not in ("CNAME", "docs/CNAME", "static/CNAME", "public/CNAME"):
                continue
            domain = ground.tree.text(path, 300).strip().casefold()
            said = " ".join(f"{one.id} {one.name} {one.description}" for one in signs).casefold()
            if "." in domain and " " not in domain and ".github.io" not in domain and domain not in said:
                seen = [Seen(ground.named(path), 1, "domain", Sure.HIGH)]
                says = unclaimed_at(assets, "assets", domain, seen, what=domain)
                yield Held(Verdict.UNCLAIMED, says, "sign-without-row")


def _is_policy(path: str) -> bool:
    """Whether a file of the root is a policy on marks."""
    return "/" not in path and path.casefold().startswith(("trademark", "marque"))


@rule(
    "REC006",
    "sign-without-row",
    title=N_("A mark or domain without a row"),
    says=N_("The repository carries a distinctive sign, {what}, and the table has no row for it."),
    why=N_("Logo, name and domain are governed by a policy of their own: a free licence gives no right to them."),
    fix=N_("Make a row of the kind sign: who holds it, and who may use it how."),
    source=N_("Inno³ / ANCT, 2023, 2.3"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def sign_without_row(held_repositories: tuple[Held, ...]) -> Iterable[Sighting]:
    """Logos and policies on marks without any row of signs; domains that no row of signs names."""
    return reported(held_repositories, "sign-without-row")


@rule(
    "REC007",
    "repository-not-read",
    title=N_("A repository of the project could not be read"),
    says=N_("The repository “{repository}” is not here (folder: {path}): nothing that is claimed of it was checked."),
    why=N_("What was not read is not verified; a clean result would say more than anybody knows."),
    fix=N_("Clone it beside this one and say where (path), or check it in its own place."),
    source=_SOURCE,
    before=Severity.NOTE,
)
def repository_not_read(held_repositories: tuple[Held, ...]) -> Iterable[Sighting]:
    """Repositories named in the project that are not on this machine."""
    return reported(held_repositories, "repository-not-read")


@rule(
    "REC008",
    "repository-elsewhere",
    title=N_("The repository is published at another address than the dossier says"),
    says=N_("The dossier says {url}; git fetches this repository from {found}."),
    why=N_("Whoever follows the dossier to the wrong place contributes to the wrong project."),
    fix=N_("Correct the address, unless this is a fork in which somebody works."),
    source=_SOURCE,
    before=Severity.NOTE,
)
def repository_elsewhere(held_repositories: tuple[Held, ...]) -> Iterable[Sighting]:
    """An address that is none of the remotes."""
    return reported(held_repositories, "repository-elsewhere")
