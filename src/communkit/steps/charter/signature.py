"""Who signed which version, by what authority, and what changed since."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_, Message
from communkit.model.adopted import FOLDER, Change, Frozen, changes, file_name
from communkit.model.row import DocumentRow, Status, claimed
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.charter.model import Adoption, Charter
from communkit.steps.project import Project
from communkit.steps.vocabulary import Nature


def _of(adopted: tuple[Frozen, ...], version: str) -> Frozen | None:
    wanted = file_name("charter", version)
    return next((one for one in adopted if one.file == wanted), None)


def _latest(charter: Charter) -> Adoption | None:
    """The signature of the newest version, as versions are ordered; None while nobody signed."""
    return max(charter.adoption, key=lambda one: _ordered(str(one.version)), default=None)


def _ordered(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.partition("-")[0].split(".") if part.isdigit())


@rule(
    "CHA040",
    "signed-text-changed",
    title=N_("The text that was signed is no longer the one on file"),
    says=N_("{party} signed version {version} with another digest than that of {file}."),
    why=N_(
        "The digest is what the signatures hold on to. If the frozen text does not give it, nobody can show any more "
        "what was agreed."
    ),
    fix=N_("Bring the file back from the history of the repository (git log -- {file})."),
    source=N_("communkit, adoption"),
    error_from=Stage.IDEA,
)
def signed_text_changed(project: Project, charter: Charter, adopted: tuple[Frozen, ...]) -> Iterator[Sighting]:
    """Signatures whose frozen file is missing, unreadable, or gives another digest."""
    for one in charter.adoption:
        file = f"{FOLDER}/{file_name('charter', str(one.version))}"
        party, version = project.name_of(one.party), str(one.version)
        frozen = _of(adopted, str(one.version))
        if frozen is None:
            says = N_("{party} signed version {version}, and {file} is not there.")
            yield one.at("version", says=says, party=party, version=version, file=file)
        elif one.digest is not None and one.digest != frozen.digest:
            yield one.at("digest", party=party, version=version, file=file)


@rule(
    "CHA041",
    "changed-since-signed",
    title=N_("Something changed since the charter was signed"),
    says=N_("In version {version}, which was signed, “{what}” was “{before}”; now it is “{after}”."),
    why=N_(
        "The charter is drawn from the whole dossier: whoever signed it agreed to these licences, these bodies, these "
        "shares. A change that the parties were not asked about is not agreed."
    ),
    fix=N_("Take the change back, or give the charter a new version and have it signed: communkit adopt charter."),
    source=N_("communkit, adoption"),
)
def changed_since_signed(
    charter: Charter, adopted: tuple[Frozen, ...], documents_as_written: list[DocumentRow]
) -> Iterator[Sighting]:
    """Each answer that differs from the newest version that was signed; a new version not signed yet is noted."""
    last = _latest(charter)
    frozen = _of(adopted, str(last.version)) if last else None
    if last is None or frozen is None:
        return
    severity = None if str(charter.version) == str(last.version) else Severity.NOTE
    for document in documents_as_written:
        signed = frozen.documents.get(document.address.document)
        if signed is None:
            continue
        for change in changes(signed, claimed(document)):
            yield _told(change, str(last.version), severity)


def _told(change: Change, version: str, severity: Severity | None) -> Sighting:
    what = change.title
    if change.called:
        what = Message(N_("{what} ({row})"), {"what": change.title, "row": change.called})
    if change.before is None and change.after is not None:
        says = N_("“{what}” has something that was not in version {version}, which was signed: “{after}”.")
        return Sighting(change.address, {"what": what, "version": version, "after": change.after}, says, severity)
    if change.after is None and change.before is not None:
        says = N_("“{what}” had something in version {version}, which was signed, that is gone: “{before}”.")
        return Sighting(change.address, {"what": what, "version": version, "before": change.before}, says, severity)
    before, after = change.before or "–", change.after or "–"
    return Sighting(
        change.address, {"what": what, "version": version, "before": before, "after": after}, None, severity
    )


@rule(
    "CHA042",
    "signed-without-authority",
    title=N_("A public body signed, and nothing says by what authority"),
    says=N_("{party} signed version {version}: no decision or delegation is named."),
    why=N_(
        "A public body is bound by whoever its assembly let sign. Without the decision, or the delegation, the "
        "signature can be contested, and the money that depends on it with it."
    ),
    fix=N_("Name it under authority: its kind (deliberation, delegation, office), its reference, its date."),
    source=N_("in France, CGCT, L.2121-29 and L.2122-21"),
    counsel=True,
)
def signed_without_authority(project: Project, charter: Charter) -> Iterator[Sighting]:
    """Signatures of public parties without a kind of authority and its reference."""
    for one in charter.adoption:
        party = project.party(one.party)
        if party is None or party.nature is not Nature.PUBLIC:
            continue
        if one.authority is None or one.authority.kind is None or one.authority.reference is None:
            yield one.at("authority", party=project.name_of(one.party), version=str(one.version))


@rule(
    "CHA043",
    "party-not-signed",
    title=N_("Some parties signed, and others did not"),
    says=N_("{party} takes part in the charter, and has not signed version {version}."),
    why=N_("What one party promised because another would, it may take back when the other does not sign."),
    fix=N_("Have it signed (communkit adopt charter --party {id}), or say that the party stays outside."),
    source=N_("Inno³ / ANCT, 2023, 2.2"),
    warning_from=Stage.RUNNING,
    before=Severity.NOTE,
)
def party_not_signed(project: Project, charter: Charter) -> Iterator[Sighting]:
    """Parties of the charter without a signature under the newest version that anybody signed."""
    last = _latest(charter)
    if last is None:
        return
    signed = {one.party for one in charter.adoption if one.version == last.version}
    for one in charter.parties:
        if one.party not in signed:
            yield one.at(party=project.name_of(one.party), version=str(last.version), id=one.party)


@rule(
    "CHA044",
    "adopted-without-signature",
    title=N_("The charter calls itself adopted, and nobody signed it"),
    says=N_("Version {version} calls itself adopted, and no signature of it is recorded."),
    why=N_("“Adopted” tells readers that the parties are bound. They look for the names."),
    fix=N_("Record the signatures (communkit adopt charter --party …), or call it a draft or under review."),
    source=N_("communkit, adoption"),
)
def adopted_without_signature(charter: Charter) -> Iterator[Sighting]:
    """An adopted charter whose version nobody signed."""
    if charter.status is Status.ADOPTED and not any(one.version == charter.version for one in charter.adoption):
        yield charter.at("status", version=str(charter.version or "–"))
