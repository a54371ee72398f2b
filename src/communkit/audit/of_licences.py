"""Rules over what a repository says of licences and holders: from `REP001` to `REP029`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communkit.audit.seen import WHOLE, at, sighting
from communkit.licences import spdx
from communkit.licences.compatibility import compatible
from communkit.marked import N_, Message
from communkit.repository.facts import Seen
from communkit.repository.files import Kind, Origin
from communkit.repository.outbound import UNSTATED
from communkit.repository.statements import parsed
from communkit.repository.survey import Survey
from communkit.rules import Severity, Sighting, Stage, rule

_LAW = N_("Berne Convention, art. 5.2; L.122-4 CPI: what is not granted is reserved")
_REUSE = N_("REUSE Specification 3.3")
_PRACTICE = N_("advice of communkit")


@rule(
    "REP001",
    "no-licence-found",
    title=N_("Nothing says under which licence this goes out"),
    says=N_("No licence file, manifest, tag or README of this repository names a licence for it."),
    why=N_("Without a licence nobody may copy, change or publish it, whoever can read it: all rights are reserved."),
    fix=N_(
        "Choose a licence with everybody who holds rights, put its text into a file LICENSE, name it in the manifest."
    ),
    source=_LAW,
    error_from=Stage.OPENING,
)
def no_licence_found(survey: Survey) -> Iterator[Sighting]:
    """No outbound licence at all; where a licence file could not be read, that is told (REP063), and nothing more."""
    if survey.licences.weighed.expression is None and survey.reading.files and not survey.unread_licence:
        yield sighting(WHOLE)


@rule(
    "REP002",
    "licence-text-missing",
    title=N_("The text of the licence is not in the repository"),
    says=N_("{licence} is named, and its text stands nowhere in the repository."),
    why=N_("Most licences ask that their text goes along with every copy; a name alone leaves people to look for it."),
    fix=N_("Put the whole text of {licence} into a file LICENSE at the root."),
    source=_REUSE,
    before=Severity.WARNING,
)
def licence_text_missing(survey: Survey) -> Iterator[Sighting]:
    """A licence of the outbound expression without its text; one text of a GNU licence serves both endings."""
    weighed = survey.licences.weighed
    if weighed.expression is None:
        return
    there = {
        _bare(term.id)
        for one in survey.licences.files
        if one.expression and one.match in ("exact", "modified")
        for term in parsed(one.expression).terms
    }
    there |= {
        _bare(one.path.rpartition("/")[2].rpartition(".")[0]) for one in survey.licences.files if one.in_collection
    }
    for term in parsed(weighed.expression).terms:
        if _bare(term.id) not in there and not term.is_ref:
            place = weighed.evidence[0] if weighed.evidence else None
            yield sighting(at(place) if place else WHOLE, weighed.evidence[:3], licence=term.id)


def _bare(identifier: str) -> str:
    return re.sub(r"-(?:only|or-later)$", "", identifier)


@rule(
    "REP003",
    "licence-contradicted",
    title=N_("Two places name different licences"),
    says=N_("{first} says {licence}, {second} says {other}."),
    why=N_(
        "Whoever reuses this relies on the place they happened to read, and so may a court: each reading can be held"
        " against the project."
    ),
    fix=N_("Decide with the holders which of the two is meant, and write it at both places."),
    source=_PRACTICE,
    error_from=Stage.OPENING,
)
def licence_contradicted(survey: Survey) -> Iterator[Sighting]:
    """A manifest, a README or another field against the licence file.

    A field that was told against the licence file is not told once more against its neighbours.
    """
    told: set[str] = set()
    for one in survey.licences.contradictions:
        if one.what == "fields" and told & {one.first.place, one.second.place}:
            continue
        if one.what in ("manifest", "manifests", "fields", "readme", "module"):
            told.add(one.second.place)
            yield sighting(
                at(one.second),
                (one.first, one.second),
                first=one.first.place,
                second=one.second.place,
                licence=one.says[0],
                other=one.says[1],
            )


@rule(
    "REP004",
    "later-versions-open",
    title=N_("It is left open whether later versions of the licence may be used"),
    says=N_("{licence} is granted, and nothing says whether this version only or any later one too."),
    why=N_(
        "The text of the GNU licences leaves that choice to whoever applies them. It decides what the work can be"
        " combined with, and lists of licences name one of the two."
    ),
    fix=N_("Let the holders decide, and write {licence}-or-later or {licence}-only into the manifest and the headers."),
    source=N_("GNU GPL 3, section 14; SPDX licence list"),
    before=Severity.WARNING,
)
def later_versions_open(survey: Survey) -> Iterator[Sighting]:
    """An outbound GNU licence without a word on later versions."""
    weighed = survey.licences.weighed
    if weighed.expression is not None and weighed.or_later == UNSTATED:
        for term in parsed(weighed.expression).undecided:
            place = weighed.evidence[0] if weighed.evidence else None
            yield sighting(at(place) if place else WHOLE, weighed.evidence[:3], licence=term.id)


@rule(
    "REP005",
    "later-versions-contradictory",
    title=N_("One place allows later versions of the licence, another does not"),
    says=N_("{first} allows later versions, {second} says this version only."),
    why=N_("“Only” and “or later” grant different rights: reusers cannot know which of them they have."),
    fix=N_("Let the holders decide, and write the same at every place."),
    source=N_("GNU GPL 3, section 14; SPDX licence list"),
    error_from=Stage.OPENING,
)
def later_versions_contradictory(survey: Survey) -> Iterator[Sighting]:
    """-only at one place, -or-later at another."""
    for one in survey.licences.contradictions:
        if one.what == "later":
            yield sighting(at(one.second), (one.first, one.second), first=one.first.place, second=one.second.place)


@rule(
    "REP006",
    "licence-left-by-generator",
    title=N_("The licence field is what a generator left there"),
    says=N_("The field says {raw}, as the tool that made this file writes by itself; the project is under {licence}."),
    why=N_("Package registries and scanners show this field, and people rely on it."),
    fix=N_("Write {licence} into the field."),
    source=_PRACTICE,
    before=Severity.WARNING,
)
def licence_left_by_generator(survey: Survey) -> Iterator[Sighting]:
    """ISC from `npm init`, and the like, beside another licence."""
    expression = survey.licences.weighed.expression
    for one in survey.licences.manifests:
        if one.status == "scaffold" and expression is not None:
            yield sighting(at(one.seen), (one.seen,), raw=one.raw, licence=expression)


@rule(
    "REP007",
    "licence-text-changed",
    title=N_("The text of the licence was changed"),
    says=N_("The file holds {licence} with other words: where the licence says “{expected}”, it says “{found}”."),
    why=N_(
        "A changed licence is another licence: its author may forbid its name, and nobody has examined what it grants."
    ),
    fix=N_("Put the text back as it was published; terms of your own go into a file of their own."),
    source=N_("what the licence itself says of changes to its text (GNU GPL 3, first lines)"),
    before=Severity.WARNING,
    counsel=True,
)
def licence_text_changed(survey: Survey) -> Iterator[Sighting]:
    """The project's own licence file differs in words that bind."""
    for one in survey.licences.files:
        if one.match == "modified" and one.origin is Origin.OWN and one.expression and one.changes:
            change = one.changes[0]
            place = Seen(one.path, change.line)
            yield sighting(
                at(place),
                (place,),
                licence=one.expression,
                expected=_short(change.expected),
                found=_short(change.found),
            )


def _short(words: str) -> str:
    return " ".join(words.split()[:10]) + (" …" if len(words.split()) > 10 else "")


@rule(
    "REP008",
    "licence-file-unknown",
    title=N_("A licence file holds a text that is no known licence"),
    says=N_("communkit recognises no licence in this file."),
    why=N_("Terms of one's own have to be read by everybody who reuses the work, and no tool will know them."),
    fix=N_("Use a known licence; where these terms must stay, give them a name (LicenseRef-…) and have them examined."),
    source=_LAW,
    before=Severity.WARNING,
    counsel=True,
)
def licence_file_unknown(survey: Survey) -> Iterator[Sighting]:
    """A licence file at the root without a licence; terms that the project gave a name to are known to be its own."""
    expression = survey.licences.weighed.expression
    if expression is not None and any(term.is_ref for term in parsed(expression).terms):
        return
    for seen in survey.licences.unrecognised:
        yield sighting(at(seen), (seen,))


@rule(
    "REP009",
    "header-against-module",
    title=N_("Files carry a licence that their module cannot take in"),
    says=N_("{module} gives {licence}; files of that module whose header says {other}: {count}."),
    why=N_("Who receives the module is promised more than the file allows."),
    fix=N_("Ask the holders of these files for the module's licence, or give the module theirs."),
    source=N_("OSADL matrix of compatibility; the texts of both licences"),
    error_from=Stage.OPENING,
    counsel=True,
)
def header_against_module(survey: Survey) -> Iterator[Sighting]:
    """A stricter header inside a module under a laxer licence."""
    for one in survey.licences.contradictions:
        if one.what == "header":
            yield sighting(
                at(one.second),
                (one.first, one.second),
                module=one.first.place,
                licence=one.says[0],
                other=one.says[1],
                count=one.files,
            )


@rule(
    "REP010",
    "licence-made-for-something-else",
    title=N_("The licence was not made for what it covers"),
    says=N_("{licence} covers {kind}. {reason}"),
    why=N_(
        "A licence says nothing of rights that its authors did not think of: an information licence is silent on"
        " patents and linking, a software licence on databases."
    ),
    fix=N_("Choose a licence made for {kind}: “communkit licence choose” helps."),
    source=N_("the licences' own texts; communkit's table of fitness"),
    error_from=Stage.OPENING,
    counsel=True,
)
def licence_made_for_something_else(survey: Survey) -> Iterator[Sighting]:
    """A verdict of unfit for the kind of thing."""
    for one in survey.fits:
        if one.fitness.verdict == "unfit":
            place = one.evidence[0] if one.evidence else None
            yield sighting(
                at(place) if place else WHOLE,
                one.evidence,
                licence=one.expression,
                kind=Message(KINDS[one.kind]),
                reason=one.fitness.reason,
            )


KINDS = {
    Kind.CODE: N_("code"),
    Kind.DOCUMENTATION: N_("documentation"),
    Kind.DATABASE: N_("data"),
    Kind.SIGN: N_("a logo"),
    Kind.HARDWARE: N_("hardware"),
    Kind.CONTENT: N_("contents"),
}


@rule(
    "REP011",
    "licence-off-the-list",
    title=N_("The licence is not as the list for administrations names it"),
    says=N_("{reason}"),
    why=N_(
        "An administration that sets the licence itself chooses from the list, unless another was homologated for it."
    ),
    fix=N_("If the list binds this project, take a licence of it, or apply for an homologation."),
    source=N_("L.323-2 and D.323-2-1 CRPA"),
    before=Severity.NOTE,
    counsel=True,
)
def licence_off_the_list(survey: Survey) -> Iterator[Sighting]:
    """Told where the project's addresses are of the list's country; whether the list binds it is another question.

    A licence whose later versions are left open is told by REP004 and REP005, not here once more.
    """
    if survey.country is None:
        return
    for one in survey.fits:
        open_still = bool(parsed(one.expression).undecided)
        for name, said in one.lists:
            if said.kind == "version-differs" and open_still:
                continue
            if name == survey.country.value and said.kind in ("off", "wrong-table", "version-differs"):
                place = one.evidence[0] if one.evidence else None
                grave = Severity.NOTE if said.kind == "version-differs" else Severity.WARNING
                yield sighting(at(place) if place else WHOLE, one.evidence, severity=grave, reason=said.reason)


@rule(
    "REP012",
    "nobody-named",
    title=N_("Nobody is named as holder of the rights"),
    says=N_("No notice and no manifest of this repository says who holds the rights in it."),
    why=N_("A licence is granted by somebody: without a name nobody knows who may change it, or whom to ask for more."),
    fix=N_("Name the holders, at least in the licence file: “Copyright”, the year, the name."),
    source=_REUSE,
    before=Severity.WARNING,
)
def nobody_named(survey: Survey) -> Iterator[Sighting]:
    """No holder in notices and manifests."""
    if not survey.holders and survey.licences.weighed.expression is not None:
        yield sighting(WHOLE, survey.licences.weighed.evidence[:1])


@rule(
    "REP013",
    "notice-without-name",
    title=N_("A copyright notice names nobody"),
    says=N_("The notice has no name: “{text}”."),
    why=N_(
        "The licence asks that this notice be kept with every copy; as it stands it tells nobody whose the rights are."
    ),
    fix=N_("Write the holder's name into the notice."),
    source=_PRACTICE,
    before=Severity.WARNING,
)
def notice_without_name(survey: Survey) -> Iterator[Sighting]:
    """A placeholder left in the licence file, or nothing after the word."""
    for seen, text in survey.nameless:
        yield sighting(at(seen), (seen,), text=text)


@rule(
    "REP014",
    "others-licence-incompatible",
    title=N_("Somebody else's part cannot go out under this licence"),
    says=N_("{place} is somebody else's, under {other}; the project goes out under {licence}. {reason}"),
    why=N_("Whoever passes the project on would break the licence of that part."),
    fix=N_("Replace the part, keep it apart from the project, or choose a licence that can take it in."),
    source=N_("OSADL matrix of compatibility; the texts of both licences"),
    before=Severity.WARNING,
    counsel=True,
)
def others_licence_incompatible(survey: Survey) -> Iterator[Sighting]:
    """Code of others, copied in, whose licence the outbound one cannot take in."""
    outbound = survey.licences.weighed.expression
    if outbound is None:
        return
    for one in survey.licences.found:
        if one.origin not in (Origin.THIRD_PARTY, Origin.VENDORED) or one.kind is not Kind.CODE or not one.evidence:
            continue
        answer = compatible(one.expression, outbound, "include")
        if answer.answer == "no":
            first = one.evidence[0]
            yield sighting(
                at(first), one.evidence, place=first.place, other=one.expression, licence=outbound, reason=answer.reason
            )


@rule(
    "REP015",
    "used-licence-without-text",
    title=N_("A licence that files are tagged with has no text in LICENSES/"),
    says=N_("Files are tagged {licence}, and LICENSES/ has no text of it."),
    why=N_(
        "A repository that follows REUSE keeps the text of every licence that it names, so that all copies carry them."
    ),
    fix=N_("Add the text: reuse download {licence}."),
    source=_REUSE,
    before=Severity.WARNING,
)
def used_licence_without_text(survey: Survey) -> Iterator[Sighting]:
    """Only for those who keep a folder LICENSES/: the others do not claim to follow REUSE."""
    kept = {
        one.path.rpartition("/")[2].rpartition(".")[0]
        for one in survey.licences.files
        if one.path.startswith("LICENSES/")
    }
    if not kept:
        return
    told: set[str] = set()
    for path, said in sorted(survey.reading.of_files.items()):
        if survey.reading.by_path[path].origin is not Origin.OWN or said.method == "licence-header":
            continue
        for term in parsed(said.expression).terms:
            for name in (term.id, term.exception):
                if name and name not in kept and name not in told and not _known_alike(name, kept):
                    told.add(name)
                    yield sighting(at(said.seen), (said.seen,), licence=name)


def _known_alike(name: str, kept: set[str]) -> bool:
    """Whether the text is there under the id's other spelling; deprecated ids share one."""
    known = spdx.licence(name)
    return known is not None and known.deprecated and any(_bare(one) == _bare(name) for one in kept)
