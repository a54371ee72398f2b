"""Under which licence each asset goes out: made for its kind, decided, and able to take in what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.licences.compatibility import compatible
from communkit.licences.fitness import Fitness, fit_expression
from communkit.licences.records import record
from communkit.marked import N_, Message
from communkit.model.types import Spdx
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.assets.lists import is_reciprocal
from communkit.steps.assets.model import Asset, Assets, Basis, Restriction, Right, RightKind
from communkit.steps.vocabulary import Kind


def _fits(asset: Asset) -> Fitness | None:
    """Whether the asset's licence was made for its kind; None while one of the two is not said."""
    if asset.kind is None or asset.licence is None:
        return None
    return fit_expression(
        asset.licence,
        str(asset.kind),
        str(asset.content_type) if asset.content_type else None,
        str(asset.sign_type) if asset.sign_type else None,
    )


def _licence_field(asset: Asset) -> str:
    return "planned_licence" if asset.planned_licence else "current_licence"


@rule(
    "AST030",
    "licence-unfit",
    title=N_("The licence was not made for this kind of asset"),
    says=N_("{licence} does not suit this kind of asset ({kind}). {reason}"),
    why=N_(
        "Each licence was written for a legal and technical situation. Used elsewhere it leaves rights out "
        "(a database's), asks for the impossible (source code of a logo) or says nothing of what matters."
    ),
    fix=N_("Choose a licence made for this kind of asset. For a mark, write a usage policy instead."),
    source=N_("Inno³ / ANCT, 2023, 1.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def licence_unfit(assets: Assets) -> Iterator[Sighting]:
    """Licences used for what they were not made for: a software licence on a database, a logo under one."""
    for asset in assets.assets:
        fits = _fits(asset)
        if fits and fits.verdict == "unfit" and asset.kind:
            kind = Message(asset.kind.label)
            yield asset.at(_licence_field(asset), licence=str(asset.licence), kind=kind, reason=fits.reason)


@rule(
    "AST031",
    "licence-unusual",
    title=N_("An unusual licence for this kind, and no reason given"),
    says=N_("{licence} is possible for this kind of asset ({kind}), and unusual. {reason}"),
    why=N_("Some licences stretch beyond what they were made for. It works if it was meant: say why."),
    fix=N_("Write the reason under justification, or take a licence made for this kind."),
    source=N_("Inno³ / ANCT, 2023, 1.2"),
    warning_from=Stage.OPENING,
    before=Severity.NOTE,
)
def licence_unusual(assets: Assets) -> Iterator[Sighting]:
    """Licences that are possible for the kind, without a justification."""
    for asset in assets.assets:
        fits = _fits(asset)
        if fits and fits.verdict == "possible" and asset.justification is None and asset.kind:
            kind = Message(asset.kind.label)
            yield asset.at(_licence_field(asset), licence=str(asset.licence), kind=kind, reason=fits.reason)


@rule(
    "AST037",
    "licence-undecided",
    title=N_("The licence leaves “only” or “or later” open"),
    says=N_("{licence} does not say whether later versions are allowed."),
    why=N_(
        "The identifiers without “only” or “or later” are deprecated because people read them both ways. "
        "What may be combined with the project depends on the answer."
    ),
    fix=N_("Write {id}-or-later or {id}-only, as the notices in the files say."),
    source=N_("SPDX licence list, deprecated identifiers"),
    error_from=Stage.OPENING,
)
def licence_undecided(assets: Assets) -> Iterator[Sighting]:
    """Licences with an undecided term: the planned one, or the one that stays."""
    for asset in assets.assets:
        for term in asset.licence.undecided if asset.licence else ():
            yield asset.at(_licence_field(asset), licence=str(asset.licence), id=term.id)


@rule(
    "AST038",
    "licenceref-without-text",
    title=N_("A licence of one's own, and no text"),
    says=N_("{id} is no SPDX licence, and nothing says where its text is."),
    why=N_("A name that only its authors know grants nothing that anybody could read."),
    fix=N_("Name the file that holds the text as evidence of the licence, or take a known licence."),
    source=N_("REUSE 3.3, LicenseRef-"),
    error_from=Stage.OPENING,
)
def licenceref_without_text(assets: Assets) -> Iterator[Sighting]:
    """`LicenseRef-…` whose field carries no evidence. The usage policy of a sign is its text."""
    for asset in assets.assets:
        if asset.kind is Kind.SIGN and asset.usage_policy:
            continue
        for field in ("current_licence", "planned_licence"):
            expression = getattr(asset, field)
            for term in expression.terms if expression else ():
                if term.is_ref and field not in asset.evidence:
                    yield asset.at(field, id=term.id)


@rule(
    "AST039",
    "third-party-incompatible",
    title=N_("A third-party part that the planned licence cannot take in"),
    says=N_("{part} is under {inbound}, and {outbound} cannot take it in. {reason}"),
    why=N_("What others made goes out under their conditions. If the two licences contradict each other, both fail."),
    fix=N_("Replace the part, ship it apart under its own licence, or choose a licence that takes it in."),
    source=N_("OSADL licence compatibility matrix; the licences' own clauses"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def third_party_incompatible(assets: Assets) -> Iterator[Sighting]:
    """Declared third-party parts whose licence is known not to go into the planned one."""
    for asset in assets.assets:
        for part in asset.third_party:
            if part.licence is None or asset.planned_licence is None:
                continue
            answer = compatible(part.licence, asset.planned_licence, _use(asset, part.licence))
            if answer.answer == "no":
                yield part.at(
                    "licence",
                    part=part.name,
                    inbound=str(part.licence),
                    outbound=str(asset.planned_licence),
                    reason=answer.reason,
                )


# rows of the table of fitness for what lies beside code and is not built into it: images, data, fonts
_BESIDE_CODE = {"cc-attribution", "cc-before-4", "public-information", "database", "data", "fonts", "works", "manuals"}


def _use(asset: Asset, inbound: Spdx) -> str:
    """How a part under `inbound` is used in `asset`: a font in a web application is not linked with its code."""
    if asset.kind is not Kind.CODE:
        return "include"
    known = [record(term.id) for term in inbound.terms]
    return "aggregate" if all(one is not None and one.row in _BESIDE_CODE for one in known) else "link"


@rule(
    "AST040",
    "third-party-to-check",
    title=N_("Whether a third-party part may go in is not certain"),
    says=N_("{part} ({inbound}) into {outbound}: {answer}. {reason}"),
    why=N_("“It depends” and “nobody knows” are answers too: somebody has to look at how the part is used."),
    fix=N_("Check the condition, and note the answer as evidence of the part's licence."),
    source=N_("OSADL licence compatibility matrix; the licences' own clauses"),
    before=Severity.NOTE,
    counsel=True,
)
def third_party_to_check(assets: Assets) -> Iterator[Sighting]:
    """Declared third-party parts whose compatibility depends on their use or is unknown."""
    answers = {"depends": N_("it depends"), "unknown": N_("unknown")}
    for asset in assets.assets:
        for part in asset.third_party:
            if part.licence is None or asset.planned_licence is None or "licence" in part.evidence:
                continue
            answer = compatible(part.licence, asset.planned_licence, _use(asset, part.licence))
            if answer.answer in answers:
                yield part.at(
                    "licence",
                    says=_ON_CONDITION if answer.condition else None,
                    part=part.name,
                    inbound=str(part.licence),
                    outbound=str(asset.planned_licence),
                    answer=Message(answers[answer.answer]),
                    reason=answer.reason,
                    condition=answer.condition or "",
                )


_ON_CONDITION = N_("{part} ({inbound}) into {outbound}: {answer}. {reason} {condition}")


_OF_OTHERS = (None, Basis.VOLUNTEER, Basis.CO_AUTHORS, Basis.COMPOSITE, Basis.UPSTREAM_LICENCE)


def _is_held_by_one(asset: Asset) -> bool:
    return len({right.holder for right in asset.rights}) == 1 and not any(
        right.basis in _OF_OTHERS for right in asset.rights
    )


@rule(
    "AST042",
    "relicensing-needs-holders",
    title=N_("Changing this licence needs everybody who holds a right"),
    says=N_("{asset} goes from {current} to {planned}: every holder of what was contributed has to agree."),
    why=N_(
        "What came in under a reciprocal licence can leave it only with its authors' consent. Contributors "
        "who signed nothing have kept their rights."
    ),
    fix=N_("List the holders, have them agree in writing, and file it as evidence of the planned licence."),
    source=N_("the current licence's own terms"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def relicensing_needs_holders(assets: Assets) -> Iterator[Sighting]:
    """A planned licence that differs from a reciprocal current one and does not follow from it.

    Whoever alone holds every right may change its licence without asking anybody.
    """
    for asset in assets.assets:
        current, planned = asset.current_licence, asset.planned_licence
        if current is None or planned is None or current == planned or "planned_licence" in asset.evidence:
            continue
        if _is_held_by_one(asset):
            continue
        if any(is_reciprocal(term.id) for term in current.terms) and (
            compatible(current, planned, "include").answer != "yes"
        ):
            name = asset.shown_name
            yield asset.at("planned_licence", asset=name, current=str(current), planned=str(planned))


@rule(
    "AST043",
    "restriction-stands",
    title=N_("Something forbids opening, and nothing is planned about it"),
    says=N_("{asset} is to go out, and a restriction stands: {restrictions}."),
    why=N_(
        "Security of information systems, statutory secrets, personal data, image rights and other people's "
        "rights come before publication, whatever the licence."
    ),
    fix=N_(
        "Plan what lifts it (actions: anonymise, remove, obtain consent), file what shows that it is lifted as "
        "evidence of restrictions, or leave this part out of the opening."
    ),
    source=N_("art. L.311-5 CRPA, for the first two; communkit, restrictions"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def restriction_stands(assets: Assets) -> Iterator[Sighting]:
    """Assets with a restriction and a planned licence, without any action that is meant to lift it."""
    for asset in assets.assets:
        answered = asset.actions or "restrictions" in asset.evidence
        if asset.restrictions and asset.planned_licence and not answered:
            named = tuple(Message(one.label) for one in asset.restrictions)
            yield asset.at("restrictions", asset=asset.shown_name, restrictions=named)


@rule(
    "AST044",
    "image-right-missing",
    title=N_("People are shown, and their consent is not in the table"),
    says=N_("{asset} is restricted by image rights, and no image right stands among its rights."),
    why=N_("A licence on a photograph is the photographer's. The people in it have a right of their own."),
    fix=N_("Add a right of the kind image, with its holder and the consent as evidence."),
    source=N_("communkit, restrictions"),
    before=Severity.NOTE,
    warning_from=Stage.OPENING,
    counsel=True,
)
def image_right_missing(assets: Assets) -> Iterator[Sighting]:
    """Assets restricted by image rights without a row for them."""
    for asset in assets.assets:
        named = Restriction.IMAGE_RIGHTS in (asset.restrictions or ())
        if named and not any(right.right is RightKind.IMAGE for right in asset.each(Right)):
            yield asset.at("restrictions", asset=asset.shown_name)
