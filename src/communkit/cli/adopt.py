"""`communkit adopt DOCUMENT`: freeze what was agreed, and record who signed it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.errors import NothingToCheck, UsageError
from communkit.marked import N_, NN_, Message

if TYPE_CHECKING:
    from communkit.model.loading import Dossier, Loaded

ABOUT = N_(
    "Freeze a version of a document as the parties agree on it, and record who signed. The frozen text goes to"
    " commons/adopted/; its SHA-256 is the digest that people sign, and any tool computes it. For the charter, which is"
    " drawn from the whole dossier, the whole dossier is frozen. Without --party nothing but the freezing is done;"
    " then each signature is recorded by a command of its own. check says afterwards what changed."
)

_SIGNING = ("--by", "--authority", "--reference", "--dated", "--on")


def command(
    app: App,
    document: Annotated[str, typer.Argument(help=N_("The document, such as charter."), metavar="DOCUMENT")],
    party: Annotated[
        str | None, typer.Option("--party", help=N_("The party that signed: its identifier."), metavar="ID")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help=N_("Who signed for it, in which function."), metavar="TEXT")
    ] = None,
    authority: Annotated[
        str | None,
        typer.Option(
            "--authority",
            help=N_("By what this person may sign: deliberation, delegation or office."),
            metavar="KIND",
        ),
    ] = None,
    reference: Annotated[
        str | None, typer.Option("--reference", help=N_("The decision or delegation: its number."), metavar="TEXT")
    ] = None,
    dated: Annotated[
        str | None, typer.Option("--dated", help=N_("The day of that decision or delegation."), metavar="DATE")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help=N_("The day of the signature; else today."), metavar="DATE")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would change, and change nothing."))] = False,
) -> Exit:
    """Freeze, record, and say what the digest is."""
    from communkit.cli.diff import diff
    from communkit.cli.dossier import chosen_steps, from_here, open_dossier
    from communkit.cli.refusal import show_problems
    from communkit.documents import write
    from communkit.model.adopted import FOLDER, digest_of, file_name, freeze

    (step,) = chosen_steps((document,))
    signing = {"--by": by, "--authority": authority, "--reference": reference, "--dated": dated, "--on": on}
    _goes_together(step.name, party, signing)
    dossier = open_dossier(app)
    if dossier.problems:
        show_problems(app, dossier)
        return Exit.INVALID_DOCUMENT
    loaded = dossier.documents.get(step.name)
    named = from_here(dossier.folder)
    if loaded is None:
        raise NothingToCheck(
            Message(N_("There is no {file} to adopt."), {"file": named(step.file_name)}),
            Message(N_("Begin it: communkit {step}."), {"step": step.name}),
        )
    version = _version(loaded, named(step.file_name))
    _nothing_proposed(dossier, step.name)
    frozen = freeze(dossier, step.name, version)
    name = file_name(step.name, version)
    kept = dossier.folder / FOLDER / name
    _not_otherwise(kept, frozen, named(f"{FOLDER}/{name}"), version, step.file_name)
    row = None
    if party is not None:
        row = _signature(dossier, party, version, digest_of(frozen), signing, app.as_of)
    before = loaded.source.document
    after = _edited(loaded, row)
    if dry_run:
        if not kept.exists():
            app.talk(Message(N_("{file} would be written."), {"file": named(f"{FOLDER}/{name}")}))
        app.result(diff(named(step.file_name), before.text, after.text))
        return Exit.CLEAN
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        write(kept, frozen, None)
    if after.text != before.text:
        write(dossier.folder / step.file_name, after.text, loaded.source.original.fingerprint)
    _tell(app, named(f"{FOLDER}/{name}"), digest_of(frozen), version, dossier, party)
    return Exit.CLEAN


def _goes_together(document: str, party: str | None, signing: dict[str, str | None]) -> None:
    given = [flag for flag in _SIGNING if signing[flag] is not None]
    if party is None and given:
        says = N_("{options} go with a signature, and no party is named.")
        raise UsageError(
            Message(says, {"options": tuple(given)}), Message(N_("Add --party with the party's identifier."))
        )
    if party is not None and document != "charter":
        says = N_("Signatures are recorded in the charter; {document} can only be frozen.")
        raise UsageError(Message(says, {"document": document}), Message(N_("Leave --party out.")))


def _version(loaded: Loaded, file: str) -> str:
    if loaded.written.version is None:
        raise UsageError(
            Message(N_("{file} has no version, and people sign a version."), {"file": file}),
            Message(N_("Give it one: version: 1.0.0.")),
        )
    return str(loaded.written.version)


def _nothing_proposed(dossier: Dossier, name: str) -> None:
    """Refuse what nobody confirmed: people cannot agree on what was only found."""
    from communkit.model.adopted import frozen_documents
    from communkit.model.row import Row

    open = {
        one.step.name: count
        for one in frozen_documents(dossier, name)
        if (count := sum(len(row.proposed) for row in (one.written, *one.written.each(Row))))
    }
    if open:
        one, many = NN_(
            "{count} answer is only proposed, in {documents}.", "{count} answers are only proposed, in {documents}."
        )
        raise UsageError(
            Message(one, {"documents": tuple(open)}, many, sum(open.values())),
            Message(
                N_("Confirm or remove what is proposed: {commands}."),
                {"commands": tuple(f"communkit {document}" for document in open)},
            ),
        )


def _not_otherwise(kept: Path, frozen: bytes, file: str, version: str, document: str) -> None:
    if kept.exists() and kept.read_bytes() != frozen:
        raise UsageError(
            Message(
                N_("Version {version} was frozen with other words, in {file}."), {"version": version, "file": file}
            ),
            Message(
                N_("What was signed is not changed. Give {document} a new version, or take the changes back."),
                {"document": document},
            ),
        )


def _signature(
    dossier: Dossier, party: str, version: str, digest: str, signing: dict[str, str | None], today: date
) -> dict[str, Any]:
    """The row to be recorded. Refuses an unknown party, one that signed already, and words that say nothing."""
    from communkit.steps.charter.model import AuthorityKind, Charter
    from communkit.steps.project import Project

    models = dossier.models()
    project, charter = models.get("project"), models.get("charter")
    if not isinstance(project, Project) or not isinstance(charter, Charter):
        raise NothingToCheck(Message(N_("Nobody can sign without a project and a charter.")))
    if project.party(party) is None:
        raise UsageError(
            Message(N_("“{party}” is no party of the project."), {"party": party}),
            Message(N_("It knows: {known}."), {"known": tuple(one.id for one in project.parties)}),
        )
    if any(one.party == party and str(one.version) == version for one in charter.adoption):
        raise UsageError(
            Message(N_("{party} has signed version {version} already."), {"party": party, "version": version})
        )
    kinds = tuple(str(kind) for kind in AuthorityKind)
    kind = signing["--authority"]
    if kind is not None and kind not in kinds:
        says = N_("“{kind}” is no authority to sign by; it is one of: {known}.")
        raise UsageError(Message(says, {"kind": kind, "known": kinds}))
    of = {"kind": kind, "reference": signing["--reference"], "date": _day("--dated", signing["--dated"])}
    authority = {key: value for key, value in of.items() if value is not None}
    day = _day("--on", signing["--on"]) or today.isoformat()
    row = {"party": party, "version": version, "by": signing["--by"], "authority": authority or None, "on": day}
    return {key: value for key, value in (row | {"digest": digest}).items() if value is not None}


def _day(option: str, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError(
            Message(N_("“{value}” is not a date."), {"value": value}),
            Message(
                N_("{option} takes a year, a month and a day: {example}."), {"option": option, "example": "2026-12-31"}
            ),
        ) from None


def _edited(loaded: Loaded, row: dict[str, Any] | None) -> Any:
    """The document called adopted, the signature in it: lines that need not change stay as they are."""
    from communkit.documents import AppendRow, SetValue, edited

    document = loaded.source.document
    edits: list[Any] = []
    if str(loaded.written.status) != "adopted" and (row is not None or loaded.step.name != "charter"):
        edits.append(SetValue(("status",), "adopted"))
    if row is not None:
        edits.append(AppendRow(("adoption",), row))
    return edited(document, *edits) if edits else document


def _tell(app: App, file: str, digest: str, version: str, dossier: Dossier, party: str | None) -> None:
    from communkit.steps.charter.model import Charter

    app.talk(Message(N_("Version {version} is frozen in {file}."), {"version": version, "file": file}))
    app.result(digest)
    charter = dossier.models().get("charter")
    if not isinstance(charter, Charter) or "charter" not in file:
        return
    signed = {one.party for one in charter.adoption if str(one.version) == version} | ({party} if party else set())
    left = tuple(one.party for one in charter.parties if one.party not in signed)
    if party is not None:
        app.talk(Message(N_("The signature of {party} is recorded in charter.yaml."), {"party": party}))
    if left:
        app.talk(Message(N_("Still to sign: {parties}."), {"parties": left}))
    else:
        app.talk(N_("Every party of the charter has signed."))
