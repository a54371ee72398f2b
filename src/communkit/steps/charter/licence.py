"""The principle of the licence, and the clauses that contradict it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from communkit.marked import N_
from communkit.model.row import Row
from communkit.model.types import Text
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.charter.clauses import forbids_trade, languages, says_free, sets_conditions
from communkit.steps.charter.model import Charter, ForkRight, Principle
from communkit.steps.project import Project
from communkit.steps.vocabulary import Nature

_TEXTS = ("objectives", "values", "scope", "licence_wishes", "reciprocity_justification", "providers", "entry")
_OF_PARTIES = ("own_objectives", "expectations")

Words = tuple[Row, str, str]
"""A row, one of its fields, and the clause found in it."""


def found(charter: Charter, look: Callable[[str], str | None]) -> Iterator[Words]:
    """The clauses that `look` finds in what the parties wrote, one a field."""
    rows: list[tuple[Row, tuple[str, ...]]] = [(charter, _TEXTS)]
    rows += [(one, _OF_PARTIES) for one in charter.parties]
    for row, fields in rows:
        for field in fields:
            text: Text | None = getattr(row, field)
            clause = next((clause for one in languages(text) if (clause := look(one))), None)
            if clause is not None:
                yield row, field, clause


def is_said_free(charter: Charter) -> bool:
    """Whether the charter means a free licence: by the principle chosen, else in the parties' words."""
    if charter.licence_principle is not None:
        return charter.is_free
    return next(found(charter, says_free), None) is not None


@rule(
    "CHA020",
    "trade-forbidden-under-free-licence",
    title=N_("“No commercial use” beside a free licence"),
    says=N_("“{words}”: a free licence cannot forbid commercial use, and the charter wants one."),
    why=N_(
        "A free licence lets everybody sell what is under it. Whoever believes the contrary will feel betrayed at "
        "the first offer of a firm; whoever writes it into the licence has no free licence, nor its users and "
        "funders."
    ),
    fix=N_(
        "Decide which of the two you want. A reciprocal licence makes firms share their improvements; the name and "
        "the logo can be kept for those whom you recognise; else the principle is “restricted”, and it is no free "
        "licence."
    ),
    source=N_("Inno³ / ANCT, 2023, 1.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def trade_forbidden(charter: Charter) -> Iterator[Sighting]:
    """Clauses against selling or commercial use, while the principle, or the charter's own words, are free."""
    if not is_said_free(charter):
        return
    for row, field, clause in found(charter, forbids_trade):
        yield row.at(field, words=clause.rstrip(".;: "))


@rule(
    "CHA021",
    "use-for-some-under-free-licence",
    title=N_("Use on conditions beside a free licence"),
    says=N_("“{words}”: a free licence lets everybody use it, members or not, and the charter wants one."),
    why=N_(
        "A charter binds those who sign it. Under a free licence one may use, change and share the commons without "
        "signing anything: a condition that cannot be enforced puts off those who obey, and nobody else."
    ),
    fix=N_(
        "Say what the charter really governs: who decides, who uses the name, who takes part in the community; and "
        "leave use to the licence."
    ),
    source=N_("Inno³ / ANCT, 2023, 1.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def use_for_some(charter: Charter) -> Iterator[Sighting]:
    """Clauses that reserve use for members or signatories, while the principle is free."""
    if not is_said_free(charter):
        return
    for row, field, clause in found(charter, sets_conditions):
        yield row.at(field, words=clause.rstrip(".;: "))


@rule(
    "CHA022",
    "fork-against-licence",
    title=N_("The right to go one's own way contradicts the licence"),
    says=N_("Going one's own way is refused, and a free licence gives that right to everybody."),
    why=N_(
        "The right to leave with a copy is what keeps a commons from locking its users in. A free licence gives it "
        "and nobody can take it back; a restricted one may not."
    ),
    fix=N_("Write what the licence allows; keeping the name for yourselves (renamed) is compatible with a free one."),
    source=N_("R. Viseur, La mutualisation informatique chez iMio, 2025; Inno³ / ANCT, 2023, 1.2"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def fork_against_licence(charter: Charter) -> Iterator[Sighting]:
    """A fork refused under a free principle, or promised under a restricted one."""
    if charter.fork_right is ForkRight.REFUSED and charter.is_free:
        yield charter.at("fork_right")
    promised = charter.fork_right in (ForkRight.ALLOWED, ForkRight.RENAMED)
    if promised and charter.licence_principle is Principle.RESTRICTED:
        says = N_("Going one's own way is promised, and a licence that reserves or forbids uses may not allow it.")
        yield charter.at("fork_right", says=says)


@rule(
    "CHA023",
    "reciprocity-without-reason",
    title=N_("Reciprocity, and no reason given"),
    says=N_("Improvements must be shared, and nothing says why."),
    why=N_(
        "A reciprocal licence asks something of everybody who builds on the commons. No law demands a reason; it "
        "is our advice: it helps administrations and firms to accept the licence, and the next team to keep it."
    ),
    fix=N_("Write what it should protect against under reciprocity_justification."),
    source=N_("communkit, advice; L.323-2 CRPA"),
    before=Severity.NOTE,
)
def reciprocity_without_reason(charter: Charter) -> Iterator[Sighting]:
    """A reciprocal principle without its justification."""
    noted = charter.is_noted(charter.not_applicable, "reciprocity_justification")
    if charter.licence_principle is Principle.RECIPROCAL and not charter.reciprocity_justification and not noted:
        yield charter.at("reciprocity_justification")


@rule(
    "CHA024",
    "restricted-licence-of-administration",
    title=N_("A restricted licence, and a public body among the parties"),
    says=N_(
        "The principle reserves or forbids uses; {party} is a public body, which chooses its licences from a list."
    ),
    why=N_(
        "French administrations publish their software and data under licences from a list, all of them free. "
        "Another one needs an approval, and may restrict reuse only for a reason of general interest, in "
        "proportion."
    ),
    fix=N_("Take a free principle, or have the reason and the way to an approval checked."),
    source=N_("D.323-2-1, D.323-2-2, L.323-2 CRPA"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def restricted_licence_of_administration(project: Project, charter: Charter) -> Iterator[Sighting]:
    """A restricted principle in France with a public party, or under a funder's condition about licences."""
    if charter.licence_principle is not Principle.RESTRICTED:
        return
    named = [party for one in charter.parties if (party := project.party(one.party))]
    public = next((one for one in named if one.nature is Nature.PUBLIC), None)
    if public is not None and (project.jurisdiction or "").casefold() == "fr":
        yield charter.at("licence_principle", party=project.name_of(public.id))
        return
    for one in project.conditions:
        if one.requires and (one.requires.licences or one.requires.licence_list):
            says = N_("The principle reserves or forbids uses; {funder} requires a licence from a list ({document}).")
            yield charter.at("licence_principle", says=says, funder=project.name_of(one.funder), document=one.document)
            return
