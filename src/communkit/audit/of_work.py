"""Rules over how a repository is worked on: contributions, community files, history, dependencies. From `REP030` on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from communkit.audit.seen import WHOLE, at, sighting
from communkit.marked import N_, Message, Share, Value
from communkit.repository.dependencies import Judged
from communkit.repository.facts import Seen
from communkit.repository.survey import Survey
from communkit.rules import Severity, Sighting, rule

_PRACTICE = N_("advice of communkit")


@rule(
    "REP030",
    "community-file-missing",
    title=N_("Files that newcomers look for are missing"),
    says=N_("Missing from this repository: {files}."),
    why=N_("Who comes from outside looks for them first: how to take part, whom to tell of a weakness, who decides."),
    fix=N_("Write what is missing; a page each is enough to begin with."),
    source=_PRACTICE,
    before=Severity.NOTE,
)
def community_file_missing(survey: Survey) -> Iterator[Sighting]:
    """README (a warning); in one finding, guide for contributors, governance, code of conduct, security policy."""
    missing = [kind for kind in COMMUNITY if survey.community.files.get(kind) is None]
    if missing and survey.reading.files:
        severity = Severity.WARNING if "readme" in missing else None
        yield sighting(WHOLE, severity=severity, files=[Message(COMMUNITY[kind]) for kind in missing])


COMMUNITY = {
    "readme": N_("README"),
    "contributing": N_("guide for contributors (CONTRIBUTING)"),
    "governance": N_("document on governance"),
    "code_of_conduct": N_("code of conduct"),
    "security": N_("security policy"),
}


@rule(
    "REP031",
    "governance-without-substance",
    title=N_("The document on governance says neither who nor how"),
    says=N_("{file} names {missing}."),
    why=N_("Governance is who may decide what, and how: without both, whoever holds the keys decides."),
    fix=N_("Write down the roles, who has them, and how a decision is taken."),
    source=_PRACTICE,
    before=Severity.WARNING,
)
def governance_without_substance(survey: Survey) -> Iterator[Sighting]:
    """A governance file without roles, or without a way to decide."""
    found = survey.community.files.get("governance")
    if found is None or found.linked:
        return
    missing = {
        (False, False): N_("neither roles nor a way to decide"),
        (True, False): N_("no way to decide"),
        (False, True): N_("no roles"),
    }.get((bool(found.roles), bool(found.decisions)))
    if missing is not None:
        seen = Seen(found.path)
        yield sighting(at(seen), (seen,), file=found.path, missing=Message(missing))


@rule(
    "REP032",
    "document-left-unfinished",
    title=N_("A document was left unfinished"),
    says=N_("{file} still has {what}."),
    why=N_("People take what is published for what holds; a draft or an empty place tells them that nobody decided."),
    fix=N_("Fill it in, or take the document away until it is ready."),
    source=_PRACTICE,
    before=Severity.WARNING,
)
def document_left_unfinished(survey: Survey) -> Iterator[Sighting]:
    """DRAFT at its top, or placeholders that nobody filled."""
    for found in survey.community.files.values():
        if found is None:
            continue
        if found.draft is not None:
            yield sighting(at(found.draft), (found.draft,), file=found.path, what=Message(N_("the mark of a draft")))
        if found.placeholders:
            first = found.placeholders[0]
            yield sighting(
                at(first), found.placeholders, file=found.path, what=Message(N_("places that nobody filled"))
            )


@rule(
    "REP033",
    "file-misnamed",
    title=N_("A file has a name under which nobody looks for it"),
    says=N_("{file} is probably meant to be {meant}."),
    why=N_("Forges, catalogues and newcomers look for these files by their names."),
    fix=N_("Rename it to {meant}."),
    source=_PRACTICE,
    before=Severity.NOTE,
)
def file_misnamed(survey: Survey) -> Iterator[Sighting]:
    """A community file under a misspelt name."""
    for path, meant in survey.community.misnamed:
        seen = Seen(path)
        yield sighting(at(seen), (seen,), file=path, meant=meant.upper())


@rule(
    "REP040",
    "publiccode-invalid",
    title=N_("The publiccode.yml does not hold to its standard"),
    says=N_("Keys of {file} that are missing or wrong: {keys}."),
    why=N_("Catalogues of public software skip a file that is not valid: the project cannot be found there."),
    fix=N_("Mend these keys; the standard says what each may hold."),
    source=N_("publiccode.yml standard 0.7"),
    before=Severity.WARNING,
)
def publiccode_invalid(survey: Survey) -> Iterator[Sighting]:
    """Grave faults, in one finding with their places."""
    found = survey.publiccode
    if found is None:
        return
    grave = [one for one in found.faults if one.grave]
    if grave:
        keys = list(dict.fromkeys(one.key for one in grave if one.key))
        shown = keys[:6] or [found.path]
        yield sighting(at(grave[0].seen), (one.seen for one in grave), file=found.path, keys=shown)


@rule(
    "REP050",
    "inbound-differs",
    title=N_("Contributions come in under another licence than the work goes out"),
    says=N_("{place} takes contributions under {other}; the work goes out under {licence}."),
    why=N_("What came in under one licence can be passed on under another only where it allows that."),
    fix=N_("Take contributions under the licence that goes out, or have contributors grant both."),
    source=N_("L.131-3 CPI; inbound=outbound, as forges put it in their terms"),
    before=Severity.WARNING,
    counsel=True,
)
def inbound_differs(survey: Survey) -> Iterator[Sighting]:
    """A clause on contributions that names another licence, or fewer than the choice that is offered."""
    for one in survey.licences.contradictions:
        if one.what == "contributions":
            yield sighting(
                at(one.second), (one.first, one.second), place=one.second.place, licence=one.says[0], other=one.says[1]
            )


@rule(
    "REP051",
    "sign-off-not-practised",
    title=N_("A sign-off is asked for and seldom given"),
    says=N_("{place} asks contributors to sign off; {share} of the commits by people carry one."),
    why=N_(
        "The sign-off is the statement that somebody may contribute what they send: where it is missing, nothing"
        " else may say so."
    ),
    fix=N_("Check sign-offs on every request, or write down since when they are asked for."),
    source=N_("Developer Certificate of Origin 1.1"),
    before=Severity.WARNING,
)
def sign_off_not_practised(survey: Survey) -> Iterator[Sighting]:
    """Required, and below nine in ten."""
    said = survey.contributions
    share = said.dco_share_human
    if said.dco.required and share is not None and share < 0.9 and said.dco.seen:
        first = said.dco.seen[0]
        yield sighting(at(first), said.dco.seen, place=first.place, share=Share(Decimal(str(share))))


@rule(
    "REP052",
    "contributions-without-terms",
    title=N_("Nothing says under which terms contributions come in"),
    says=N_(
        "{count} people have contributed, and nothing in the repository says under what terms: no clause, no sign-off,"
        " no agreement."
    ),
    why=N_(
        "The terms of some forges say that what is sent in comes under the project's licence, those of others do not,"
        " and a project moves. Each contributor, or their employer, keeps the"
        " rights: whoever wants to change the licence asks them all."
    ),
    fix=N_("Say in CONTRIBUTING that contributions come in under the project's licence."),
    source=_PRACTICE,
    before=Severity.NOTE,
)
def contributions_without_terms(survey: Survey) -> Iterator[Sighting]:
    """Several authors, and no word on the terms."""
    said, history = survey.contributions, survey.history
    settled = said.dco.level == "required" or said.agreement.asked.level == "required" or said.inbound
    if history is not None and history.authors >= 5 and not settled:
        yield sighting(WHOLE, count=history.authors)


@rule(
    "REP055",
    "dependency-incompatible",
    title=N_("A dependency's licence does not go with the project's"),
    says=N_("{names}: under {other}, which a work under {licence} cannot be linked with. {reason}"),
    why=N_("Whoever passes on the project together with it would break that licence."),
    fix=N_("Replace it, or ask its holders for another licence; have counsel look where the two are really combined."),
    source=N_("OSADL matrix of compatibility; the texts of both licences"),
    before=Severity.WARNING,
    counsel=True,
)
def dependency_incompatible(survey: Survey) -> Iterator[Sighting]:
    """Runtime dependencies, one finding a licence."""
    outbound = survey.licences.weighed.expression
    groups: dict[str, list[Judged]] = {}
    for one in survey.judged_dependencies:
        if one.verdict == "no" and one.dependency.scope == "runtime" and one.dependency.expression:
            groups.setdefault(one.dependency.expression, []).append(one)
    for expression, judged in sorted(groups.items()):
        places = [one.dependency.seen for one in judged]
        names = [f"{one.dependency.name} {one.dependency.version}".strip() for one in judged[:5]]
        answer = judged[0].answer
        reason: Value = answer.reason if answer is not None else ""
        yield sighting(at(places[0]), places, names=names, other=expression, licence=outbound or "", reason=reason)


@rule(
    "REP056",
    "dependencies-not-known",
    title=N_("The licences of dependencies are not known"),
    says=N_("These files name dependencies and state no licence of them: {files}."),
    why=N_("What a project is built from binds those who pass it on, said or not."),
    fix=N_("Make a bill of materials with licences and give it: “communkit audit --sbom FILE”."),
    source=_PRACTICE,
    before=Severity.NOTE,
)
def dependencies_not_known(survey: Survey) -> Iterator[Sighting]:
    """Lock files that are silent on licences, without a bill of materials."""
    silent = [one for one in survey.dependencies.sources if one.silent]
    if silent and not survey.dependencies.found:
        places = [Seen(one.path) for one in silent]
        yield sighting(at(places[0]), places, files=[one.path for one in silent[:5]])


@rule(
    "REP060",
    "work-hangs-on-one",
    title=N_("The work hangs on one person"),
    says=N_(
        "One person made at least half of the {count} commits by people, and at least half of those of the last year of"
        " work."
    ),
    why=N_("If that person leaves, nobody else knows most of the work; the commons ends with one decision of theirs."),
    fix=N_("Share reviews and releases, and write down who can take over what."),
    source=N_("CHAOSS, Contributor Absence Factor"),
    before=Severity.NOTE,
)
def work_hangs_on_one(survey: Survey) -> Iterator[Sighting]:
    """An absence factor of one, ever and of late, where there is enough history to tell."""
    history = survey.history
    alone = history is not None and history.absence_factor == 1 and history.absence_factor_of_late == 1
    if history is not None and alone and history.sign_offs.human >= 50:
        yield sighting(WHOLE, count=history.sign_offs.human)


@rule(
    "REP061",
    "relicensed",
    title=N_("The licence was changed in the course of the history"),
    says=N_("On {day}, commit {commit} changed {place} from {before} to {after}."),
    why=N_(
        "Only holders can give another licence: everybody who contributed before had to agree, or have signed for it."
    ),
    fix=N_("Keep the agreements of those who held rights on that day, or find them now."),
    source=N_("L.122-4 CPI"),
    before=Severity.NOTE,
    counsel=True,
)
def relicensed(survey: Survey) -> Iterator[Sighting]:
    """A licence file or a manifest changed identity at a commit."""
    for one in survey.history.relicensing if survey.history else ():
        place = one.places[0]
        yield sighting(
            at(Seen(place)),
            (),
            day=one.day,
            commit=one.commit[:12],
            place=place,
            before=list(one.before),
            after=list(one.after),
        )


@rule(
    "REP062",
    "history-cut",
    title=N_("The history is not whole"),
    says=N_(
        "The history that is here is cut off: shares, sign-offs and changes of licence before that are not counted."
    ),
    why=N_("Who holds rights follows from the whole history, not from its last part."),
    fix=N_("Fetch all of it (“git fetch --unshallow”, or a new clone without a filter), then run the audit again."),
    source=_PRACTICE,
    before=Severity.NOTE,
)
def history_cut(survey: Survey) -> Iterator[Sighting]:
    """A shallow or partial clone."""
    history = survey.history
    if history is not None and (history.shallow or history.partial):
        says = N_("The contents of past versions are not here: changes of licence in them are not counted.")
        yield sighting(WHOLE, says=None if history.shallow else says)


@rule(
    "REP063",
    "not-all-was-read",
    title=N_("Not everything could be read"),
    says=N_("Files that were not read: {count} ({reasons}), {place} among them."),
    why=N_("What is in them is not known: their licences and holders are missing here."),
    fix=N_("Look at them by hand, or fetch what is missing and run the audit again."),
    source=_PRACTICE,
    before=Severity.NOTE,
)
def not_all_was_read(survey: Survey) -> Iterator[Sighting]:
    """Archives, missing objects, pointers of Git LFS, submodules; links are others' names for what was read.

    A warning where the file of the licence itself is among them.
    """
    left = [one for one in survey.reading.not_read if one.reason not in ("link", "folder")]
    if left:
        reasons = Counter(one.reason for one in left)
        told = [Message(REASONS[reason]) for reason, _ in reasons.most_common()]
        says = N_("One file was not read ({reasons}): {place}.") if len(left) == 1 else None
        licence = survey.unread_licence
        first = licence or left[0].path
        places = [Seen(first), *(Seen(one.path) for one in left[:5])][:5]
        severity = Severity.WARNING if licence else None
        yield sighting(WHOLE, places, says=says, severity=severity, count=len(left), reasons=told, place=first)


REASONS = {
    "link": N_("links"),
    "submodule": N_("submodules"),
    "special": N_("no regular files"),
    "unreadable": N_("access refused"),
    "missing": N_("content missing in git"),
    "beyond": N_("too large"),
    "stored-elsewhere": N_("kept in Git LFS"),
    "archive": N_("archives"),
    "folder": N_("folders of tools"),
    "too-many": N_("too many files"),
}
