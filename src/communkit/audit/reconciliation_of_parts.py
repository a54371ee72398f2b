"""Third-party parts that are declared, against those that are found, both ways: `REC024` to `REC029`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communkit.audit.cover import Cover, Covered
from communkit.audit.held import Column, Held, Verdict, reported, sighted, unclaimed_at
from communkit.audit.reconciliation_of_licences import Stated, place_of, stated_at
from communkit.marked import N_, Message
from communkit.repository.facts import Seen, Sure, citable
from communkit.repository.files import Origin
from communkit.repository.statements import agree
from communkit.rules import Severity, Sighting, Stage, provider, rule
from communkit.steps.assets.model import Assets

_SOURCE = N_("communkit, claims held against the repository")
_MOST = 3


@provider
def held_parts(assets: Assets, cover: Cover) -> tuple[Held, ...]:
    """Third-party parts that are declared against those that are found."""
    found: list[Held] = []
    for covered in cover.each:
        found += _declared(covered)
        if covered.claimed:
            found += _undeclared(assets, covered)
    return tuple(found)


def _declared(covered: Covered) -> Iterator[Held]:
    ground = covered.ground
    for asset, part, glob in covered.parts:
        paths = glob.among(ground.tree.paths)
        if not paths:
            says = sighted(part, "paths", part=part.name, asset=asset.shown_name, path=glob.text)
            yield Held(Verdict.CONTRADICTED, says, "part-absent", asset.id, Column.LICENCE)
        elif part.licence is not None:
            stated = _stated_in(paths, covered)
            claimed = str(part.licence)
            if not stated:
                continue
            if any(agree(one.expression, claimed) for one in stated):
                yield Held(Verdict.VERIFIED, sighted(part, "licence", stated[0].seen), "", asset.id)
                continue
            says = sighted(
                part,
                "licence",
                stated[0].seen,
                part=part.name,
                licence=claimed,
                found=stated[0].expression,
                place=place_of(stated[0]),
            )
            yield Held(Verdict.CONTRADICTED, says, "part-licence-differs", asset.id, Column.LICENCE)


def _stated_in(paths: Sequence[str], covered: Covered) -> list[Stated]:
    """The licences stated in some files, those of licence texts first."""
    reading, inside = covered.ground.reading, frozenset(paths)
    texts = [
        stated_at(one.expression, [one.seen], covered) for one in reading.texts if one.expression and one.path in inside
    ]
    tags = [
        stated_at(said.expression, [said.seen], covered) for path, said in reading.of_files.items() if path in inside
    ]
    return [*texts, *tags]


def _undeclared(assets: Assets, covered: Covered) -> Iterator[Held]:
    ground = covered.ground
    foreign = ground.licences.foreign
    groups: dict[str, list[Seen]] = {}
    licences: dict[str, str] = {}
    texts = {one.folder: one for one in ground.reading.texts}
    for path in ground.paths:
        if covered.part_of(path) is not None or not citable(path) or _is_about_others(path):
            continue
        folder = foreign.folder_of(path)
        if folder is not None:
            text = foreign.folders[folder]
            if _has_row(path, text.expression, covered):
                continue
            key, seen = f"{folder}/", text.seen
            licences.setdefault(key, text.expression or "")
        elif path in foreign.files:
            said = foreign.files[path]
            if _has_row(path, said.expression, covered):
                continue
            key, seen = path, said.seen
            licences.setdefault(key, said.expression)
        elif ground.files[path].origin is Origin.VENDORED and ground.files[path].kind is not None:
            key, seen = _vendored_root(path), Seen(path, None, "file-names", Sure.MEDIUM)
            beside = texts.get(path.rpartition("/")[0])
            if beside is not None and beside.expression:
                seen = beside.seen
                licences.setdefault(key, beside.expression)
        else:
            continue
        groups.setdefault(key, []).append(ground.seen(seen))
    for key, places in sorted(groups.items()):
        licence = licences.get(key)
        says = unclaimed_at(
            assets,
            "assets",
            ground.named(key),
            list(dict.fromkeys(places))[:_MOST],
            part=ground.named(key),
            count=len(places),
            licence=licence or Message(_NOT_SAID),
        )
        owner = next((one.id for path, one in covered.owner.items() if path.startswith(key)), None)
        yield Held(Verdict.UNCLAIMED, says, "part-undeclared", owner, Column.LICENCE)


_NOT_SAID = N_("its licence is not said")


def _is_about_others(path: str) -> bool:
    """Whether a file states licences of other files: its tags are not about itself."""
    return path.rpartition("/")[2] in ("REUSE.toml", "dep5") or path.endswith(".license")


def _has_row(path: str, expression: str | None, covered: Covered) -> bool:
    """Whether a row of its own already says what was found: a font as a content under its licence."""
    row = covered.owner.get(path)
    licence = row.licence if row else None
    return bool(expression and licence and agree(expression, str(licence)))


def _vendored_root(path: str) -> str:
    """The folder that makes a file vendored, with the library's own in it: vendor/leaflet/."""
    from communkit.repository import names

    parts = path.split("/")
    for number, part in enumerate(parts[:-1]):
        if part.lower() in names.VENDORED_FOLDERS:
            return "/".join(parts[: min(number + 2, len(parts) - 1)]) + "/"
    return path


@rule(
    "REC024",
    "part-undeclared",
    title=N_("A third-party part that the table does not declare"),
    says=N_("{part} is somebody else's ({licence}), and no row declares it as a third-party part."),
    why=N_("Its licence binds the whole, and its holders must be named: what is not declared is not honoured."),
    fix=N_("Declare it under third_party of the row it belongs to: its name, its licence, its paths."),
    source=_SOURCE,
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def part_undeclared(held_parts: tuple[Held, ...]) -> Iterable[Sighting]:
    """Vendored folders and files whose own licence tells that they are others'."""
    return reported(held_parts, "part-undeclared")


@rule(
    "REC025",
    "part-absent",
    title=N_("A third-party part that is declared is not there"),
    says=N_("“{part}” is declared as a part of “{asset}” at {path}, and no file answers to that."),
    why=N_("The list of parts is what reusers rely on; one that is gone or moved makes all of it doubtful."),
    fix=N_("Correct its path, or take it off the list."),
    source=_SOURCE,
)
def part_absent(held_parts: tuple[Held, ...]) -> Iterable[Sighting]:
    """Declared parts whose paths match nothing."""
    return reported(held_parts, "part-absent")


@rule(
    "REC026",
    "part-licence-differs",
    title=N_("A third-party part is under another licence than the table says"),
    says=N_("“{part}” is declared under {licence}; {place} says {found}."),
    why=N_("Whether the part may go out with the rest was decided for the licence in the table."),
    fix=N_("Correct the licence of the part, then look at what that changes."),
    source=_SOURCE,
    error_from=Stage.OPENING,
)
def part_licence_differs(held_parts: tuple[Held, ...]) -> Iterable[Sighting]:
    """Declared licences that none of the part's own texts and tags names."""
    return reported(held_parts, "part-licence-differs")
