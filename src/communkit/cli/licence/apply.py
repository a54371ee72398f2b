"""`communkit licence apply`: the texts of the planned licences and a REUSE.toml, put into the repository."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.errors import EnvironmentFailure, InvalidDocuments, NothingToCheck, UsageError
from communkit.marked import N_, NN_, Message

if TYPE_CHECKING:
    from communkit.licences.applying import Portion
    from communkit.model.loading import Dossier
    from communkit.steps.assets.model import Asset
    from communkit.steps.project import Project

ABOUT = N_(
    "Put the planned licences of the dossier into the repository: their texts, unchanged, in LICENSES/; LICENSE for the"
    " code; REUSE.toml, which says of each file who holds it and under which licence it is. It shows what it would"
    " write; --yes writes it. What is there already is never overwritten, and proposals that nobody confirmed are left"
    " out."
)
EXAMPLES = """\
communkit licence apply
communkit licence apply --rest app --yes
communkit licence apply --headers --dry-run"""
_FORGES = ("LICENSE", "LICENCE", "COPYING")


def command(
    app: App,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Write what is shown."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would change, and change nothing."))] = False,
    rest: Annotated[
        str | None,
        typer.Option("--rest", metavar="ASSET", help=N_("Files that no asset names go with this one.")),
    ] = None,
    headers: Annotated[
        bool, typer.Option("--headers", help=N_("Put a header into source files that have none, too."))
    ] = False,
) -> Exit:
    """Plan, show, and with --yes write."""
    from communkit.cli.diff import diff
    from communkit.cli.dossier import from_here, open_dossier
    from communkit.cli.refusal import show_problems
    from communkit.documents import fingerprint, write
    from communkit.documents.tree import inside_tree
    from communkit.repository.tree import read_tree

    dossier = open_dossier(app)
    if dossier.problems:
        show_problems(app, dossier)
        raise InvalidDocuments(
            Message(N_("No licence can be applied from documents that cannot be read.")),
            Message(N_("Mend what is shown above, then run the command again. Nothing was changed.")),
        )
    root = dossier.root
    portions = _portions(app, dossier, rest)
    paths = read_tree(root).paths
    planned, told = _planned(app, root, dossier.folder, portions, paths, headers=headers)
    named = from_here(root)
    for name, (before, after) in planned.items():
        if name == "LICENSE" or name.startswith("LICENSES/"):
            size = app.words.size(len(after.encode()))
            says = N_("{file}: the text as SPDX publishes it, unchanged ({size}).")
            app.result(app.say(Message(says, {"file": named(name), "size": size})))
        else:
            app.result(diff(named(name), before, after))
    for message in told:
        app.talk(message)
    if not planned:
        app.talk(Message(N_("Nothing to write: what the dossier plans stands in the repository.")))
        return Exit.CLEAN
    if dry_run or not yes:
        app.talk(Message(N_("Nothing was written; --yes writes what is shown.")))
        return Exit.CLEAN
    for name in planned:
        if not inside_tree(root / name):
            says = N_("{file} is a symbolic link that leads out of the repository, so it was not written.")
            raise EnvironmentFailure(Message(says, {"file": named(name)}))
    for name, (before, after) in planned.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, after.encode(), fingerprint(path.read_bytes()) if before is not None else None)
        app.talk(Message(N_("{file} written."), {"file": named(name)}))
    return Exit.CLEAN


def _portions(app: App, dossier: Dossier, rest: str | None) -> list[Portion]:
    """What the dossier plans, asset by asset; what is missing for an asset is told, and the asset left out.

    Raises NothingToCheck where no asset is ready, UsageError for an asset called by --rest that is none.
    """
    from communkit.licences.applying import Portion
    from communkit.steps.assets.model import Assets
    from communkit.steps.project import Project
    from communkit.steps.vocabulary import Kind

    loaded, register = dossier.documents.get("assets"), dossier.documents.get("project")
    if loaded is None or not isinstance(loaded.claims, Assets) or not isinstance(loaded.written, Assets):
        raise NothingToCheck(
            Message(N_("The dossier has no table of assets yet.")),
            Message(N_("Name what the project holds first: communkit assets.")),
        )
    project = register.written if register and isinstance(register.written, Project) else Project()
    claimed = {one.id: one for one in loaded.claims.assets}
    ids = [one.id for one in loaded.written.assets if one.kind is not Kind.SIGN]
    if rest is not None and rest not in ids:
        raise UsageError(
            Message(N_("No asset that a licence could cover is called “{id}”."), {"id": rest}),
            Message(N_("Choose one of: {ids}."), {"ids": ids}),
        )
    found: list[Portion] = []
    for asset in loaded.written.assets:
        if asset.kind is Kind.SIGN:
            continue
        own = claimed.get(asset.id)
        paths = _paths(app, asset, project, rest)
        holders = _holders(own or asset, project)
        reason = _not_ready(own, asset, paths, holders)
        if reason is not None:
            app.talk(Message(reason, {"asset": asset.shown_name}))
        elif own is not None:
            found.append(Portion(asset.id, str(own.planned_licence), paths, holders))
            found += [
                Portion(f"{asset.id}: {part.name}", str(part.licence), tuple(part.paths), (_authors(app, part.name),))
                for part in own.third_party
                if part.licence is not None and part.paths
            ]
    if not found:
        raise NothingToCheck(
            Message(N_("No asset of the dossier is ready: nothing to write.")),
            Message(N_("communkit licence choose helps to decide; communkit assets records the answer.")),
        )
    return found


def _authors(app: App, name: str) -> str:
    return app.say(Message(N_("The authors of {part}"), {"part": name}))


def _not_ready(claims: Asset | None, asset: Asset, paths: Sequence[str], holders: Sequence[str]) -> str | None:
    """Why nothing can be written for an asset, a marked text; None where all is there."""
    if claims is None or claims.planned_licence is None:
        if asset.planned_licence is not None:
            return N_("{asset}: its planned licence is only proposed. Confirm it first: communkit assets.")
        return N_("{asset}: no planned licence. communkit licence choose helps to find one.")
    if not paths:
        return N_("{asset}: the dossier does not say where it stands in this repository (paths).")
    if not holders:
        return N_("{asset}: the dossier does not say who holds the rights, and the notice has to name them.")
    return None


def _paths(app: App, asset: Asset, project: Project, rest: str | None) -> tuple[str, ...]:
    """The patterns of an asset in the first repository, as REUSE reads them."""
    first = project.repositories[0].id if project.repositories else None
    found: list[str] = ["**"] if asset.id == rest else []
    for pattern in asset.paths or ():
        repository, colon, path = str(pattern).partition(":")
        if colon and repository != first:
            says = N_("{asset}: {path} stands in another repository; run the command there.")
            app.talk(Message(says, {"asset": asset.shown_name, "path": str(pattern)}))
            continue
        path = path if colon else repository
        found.append(f"{path}**" if path.endswith("/") else path)
    return tuple(dict.fromkeys(found))


def _holders(asset: Asset, project: Project) -> tuple[str, ...]:
    """Who holds the rights that a licence gives, by name."""
    from communkit.steps.assets.model import RightKind

    rights = (RightKind.SOFTWARE, RightKind.COPYRIGHT, RightKind.DATABASE_PRODUCER, RightKind.DESIGN)
    return tuple(dict.fromkeys(project.name_of(one.holder) for one in asset.rights if one.right in rights))


Planned = dict[str, tuple[str | None, str]]
"""File from the root → what it holds (None: there is none) and what it would hold."""


def _planned(
    app: App, root: Path, folder: Path, portions: Sequence[Portion], paths: Sequence[str], *, headers: bool
) -> tuple[Planned, list[Message]]:
    """What to write, and what to tell beside. The documents of the dossier (`folder`) get no header."""
    from communkit.licences.applying import TABLE, headed, needs_telling, owner_of, reuse_table, texts_of
    from communkit.licences.expressions import parse

    planned: Planned = {}
    told: list[Message] = []
    texts = texts_of(portions, frozenset(paths))

    def place(name: str, content: str) -> None:
        path = root / name
        if not path.exists() and not path.is_symlink():
            planned[name] = (None, content)
        elif not path.is_file() or path.read_bytes().decode("utf-8", "replace").strip() != content.strip():
            told.append(Message(N_("{file} is there and says something else; it was left as it is."), {"file": name}))

    for name, content in texts.items():
        place(name, content)
    for portion in portions:
        for term in parse(portion.licence).terms:
            if term.is_ref and not (root / "LICENSES" / f"{term.id}.txt").is_file():
                says = N_("{asset}: the text of {id} is yours to write, in {file}.")
                told.append(Message(says, {"asset": portion.name, "id": term.id, "file": f"LICENSES/{term.id}.txt"}))
    main = _main_text(root, portions, texts)
    if main is not None:
        planned["LICENSE"] = (None, main)
    place(TABLE, reuse_table(portions))
    if any(one.params.get("file") == TABLE for one in told):
        app.result(reuse_table(portions))
    if headers:
        for path in paths:
            is_ours = (root / path).is_relative_to(folder)
            portion_of = owner_of(path, portions) if needs_telling(path) and not is_ours else None
            before = _read(root / path) if portion_of is not None else None
            after = headed(path, before, portion_of) if before is not None and portion_of is not None else None
            if before is not None and after is not None:
                planned[path] = (before, after)
    left = [one for one in paths if needs_telling(one) and owner_of(one, portions) is None]
    if left:
        one, many = NN_(
            "{count} file belongs to no asset of which the licence is decided, so nothing is said of it: {files}.",
            "{count} files belong to no asset of which the licence is decided, so nothing is said of them: {files}.",
        )
        told.append(Message(one, {"files": left[:5]}, many, len(left)))
        told.append(Message(N_("Name them in the paths of an asset, or say with which one they go: --rest ASSET.")))
    return planned, told


def _main_text(root: Path, portions: Sequence[Portion], texts: dict[str, str]) -> str | None:
    """The text for LICENSE, where forges look: that of the first asset.

    None where there is one already, or where one text would not say all.
    """
    from communkit.licences.expressions import parse

    if any(one.name.upper().startswith(_FORGES) and one.is_file() for one in root.iterdir()):
        return None
    terms = parse(portions[0].licence).terms
    plain = len(terms) == 1 and terms[0].exception is None
    return texts.get(f"LICENSES/{terms[0].id}.txt") if plain else None


def _read(path: Path) -> str | None:
    """A text file as it is, line ends included; None for what is no text."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
