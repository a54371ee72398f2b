"""Putting the answers of the licence adviser into the dossier: as proposals, by splicing, after showing the diff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from communkit.cli.app import App
from communkit.documents import Document, Edit, Remove, SetValue, edited, write
from communkit.errors import UsageError
from communkit.licences.advice import Advice, level_of
from communkit.licences.fitness import fit_expression
from communkit.marked import N_, Message
from communkit.model.loading import Dossier
from communkit.model.row import WHOLE_ROW
from communkit.steps.assets.model import Asset, Assets
from communkit.steps.charter.model import Charter, Principle

JUSTIFICATION = N_(
    "Whoever improves it and passes it on shares the improvement on the same terms, so that what was paid for in common"
    " stays common. Nothing else is restricted: everybody may use it, study it, change it and sell services on it."
)
UNUSUAL = N_("It was chosen although it was not made for this first of all. {reason}")


def decide(app: App, dossier: Dossier, found: Sequence[Advice], *, yes: bool, dry_run: bool) -> None:
    """Show what the answers change in the dossier; write it once that is confirmed, or with `yes`.

    An answer that the team gave is never replaced. Raises UsageError where nobody can confirm.
    """
    from communkit.cli.diff import diff
    from communkit.cli.dossier import from_here

    named = from_here(dossier.folder)
    changed: list[tuple[Path, Document, str]] = []
    for name, edits in (("assets", _of_assets(app, dossier, found)), ("charter", _of_charter(app, dossier, found))):
        loaded = dossier.documents.get(name)
        if loaded is None or not edits:
            continue
        document = loaded.source.document
        text = edited(document, *edits).text
        if text != document.text:
            changed.append((dossier.folder / loaded.step.file_name, document, text))
    if not changed:
        app.talk(Message(N_("Nothing to write: the dossier says so already, or there is no answer to write yet.")))
        return
    for path, document, text in changed:
        app.result(diff(named(path.name), document.text, text))
    if dry_run:
        app.talk(Message(N_("Nothing was written.")))
        return
    if not yes and not _confirmed(app):
        app.talk(Message(N_("Nothing was written.")))
        return
    for path, document, text in changed:
        write(path, text, document.fingerprint)
        app.talk(Message(N_("{file} written."), {"file": named(path.name)}))
    app.talk(
        Message(N_("What is proposed there waits for the team to confirm it: communkit assets, communkit charter."))
    )


def _confirmed(app: App) -> bool:
    from communkit.cli.interview import at_terminal

    if not at_terminal():
        raise UsageError(
            Message(N_("Nobody is here to confirm what is shown above; nothing was written.")),
            Message(N_("Add --yes to write it, or --dry-run to see it only.")),
        )
    from communkit.cli.interview.prompts import GoBack, Keyboard, Option

    try:
        return Keyboard(app).pick(
            app.say(N_("Write this into the dossier, as proposals?")),
            [Option(False, app.say(N_("no, leave it as it is"))), Option(True, app.say(N_("yes, write it")))],
        )
    except GoBack:
        return False


def _of_assets(app: App, dossier: Dossier, found: Sequence[Advice]) -> list[Edit]:
    loaded = dossier.documents.get("assets")
    if loaded is None or not isinstance(loaded.written, Assets):
        return []
    _refuse_older(loaded.source.steps)
    places = {one.id: (place, one) for place, one in enumerate(loaded.written.assets)}
    edits: list[Edit] = []
    for advice in found:
        if advice.facts.id in places:
            place, asset = places[advice.facts.id]
            edits += _of_asset(app, advice, place, asset)
    return edits


def _refuse_older(steps: object) -> None:
    if steps:
        raise UsageError(
            Message(N_("A document has an older shape, and answers are only written in the newest one.")),
            Message(N_("Bring it up to date first: communkit migrate. Nothing in it is lost.")),
        )


def _of_asset(app: App, advice: Advice, place: int, asset: Asset) -> Iterator[Edit]:
    way = ("assets", place)
    is_open = asset.planned_licence is None or asset.is_noted(dict.fromkeys(asset.proposed), "planned_licence")
    if not is_open:
        if advice.licence and advice.licence != str(asset.planned_licence):
            says = N_("{asset}: the dossier says {licence}, which the team answered; it was left as it is.")
            app.talk(Message(says, {"asset": asset.shown_name, "licence": str(asset.planned_licence)}))
        return
    if advice.licence is None:
        noted = asset.is_noted(asset.unknown, "planned_licence")
        applies = advice.standing != "policy" and not asset.is_noted(asset.not_applicable, "planned_licence")
        if advice.questions and applies and asset.planned_licence is None and not noted:
            asked = " ".join(app.words.say(one) for one in advice.questions)
            yield SetValue((*way, "unknown", "planned_licence"), asked)
        return
    if "planned_licence" in asset.unknown:
        whole = len(asset.unknown) == 1
        yield Remove((*way, "unknown") if whole else (*way, "unknown", "planned_licence"))
    proposed = ["planned_licence"]
    yield SetValue((*way, "planned_licence"), advice.licence, above=("justification", "contributions", "third_party"))
    reason = justification(advice)
    if reason is not None and asset.justification is None:
        yield SetValue((*way, "justification"), app.words.say(reason), above=("contributions", "third_party"))
        proposed.append("justification")
    if WHOLE_ROW not in asset.proposed:
        missing = [one for one in proposed if one not in asset.proposed]
        if missing:
            yield SetValue((*way, "proposed"), [*asset.proposed, *missing])


def justification(advice: Advice) -> Message | None:
    """What to write down beside the licence: why it asks to share back, or why one that was not made for the kind."""
    if advice.licence is None:
        return None
    if level_of(advice.licence) not in (None, "nothing"):
        return Message(JUSTIFICATION)
    fits = fit_expression(advice.licence, advice.facts.kind, advice.facts.content_type)
    return Message(UNUSUAL, {"reason": fits.reason}) if fits.verdict == "possible" else None


def _of_charter(app: App, dossier: Dossier, found: Sequence[Advice]) -> list[Edit]:
    """The principle that follows from the answers, where the charter has none."""
    loaded = dossier.documents.get("charter")
    if loaded is None or not isinstance(loaded.written, Charter):
        return []
    charter = loaded.written
    principle = principle_of(found)
    noted = {**charter.unknown, **charter.not_applicable}
    if charter.licence_principle is not None or charter.is_noted(noted, "licence_principle") or principle is None:
        return []
    _refuse_older(loaded.source.steps)
    proposed = ["licence_principle"]
    edits: list[Edit] = [
        SetValue(("licence_principle",), str(principle), above=("reciprocity_justification", "providers", "data"))
    ]
    if principle is Principle.RECIPROCAL and charter.reciprocity_justification is None:
        text = app.words.say(Message(JUSTIFICATION))
        edits.append(SetValue(("reciprocity_justification",), text, above=("providers", "data")))
        proposed.append("reciprocity_justification")
    if WHOLE_ROW not in charter.proposed:
        edits.append(SetValue(("proposed",), [*charter.proposed, *proposed]))
    return edits


def principle_of(found: Sequence[Advice]) -> Principle | None:
    """The principle of the charter that the answers agree with; None while no licence is there to tell.

    Reciprocal once all code is, permissive where nothing is, free where it differs.
    """
    levels = [(one.facts.kind, level_of(one.licence)) for one in found if one.licence]
    if not levels:
        return None
    if all(level == "nothing" for _, level in levels):
        return Principle.PERMISSIVE
    code = [level for kind, level in levels if kind == "code"]
    return Principle.RECIPROCAL if code and "nothing" not in code else Principle.FREE
