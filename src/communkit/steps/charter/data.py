"""Data, advisers and standards: control and openness are two answers, and independence is one that is written."""

from __future__ import annotations

from collections.abc import Iterator

from communkit.marked import N_
from communkit.rules import Severity, Sighting, Stage, rule
from communkit.steps.charter.model import Charter
from communkit.steps.project import Project


@rule(
    "CHA030",
    "data-half-answered",
    title=N_("Who controls the data and whether they are open are two answers"),
    says=N_("Whether the data are open is answered, and nothing says who decides on them."),
    why=N_(
        "Data can be firmly held and open to all, or closed inside free software. A charter that answers one of "
        "the two questions lets everybody believe that it answered the other."
    ),
    fix=N_("Answer both: who decides on the data (data.controller), and whether they are published (data.open_data)."),
    source=N_("Cap Collectif, L'incroyable pari de l'ouverture d'esprit"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def data_half_answered(charter: Charter) -> Iterator[Sighting]:
    """One of the two answers without the other, where no note explains it."""
    data = charter.data
    if data is None:
        return

    def is_silent(field: str) -> bool:
        noted = data.is_noted(data.not_applicable, field) or data.is_noted(data.unknown, field)
        return getattr(data, field) is None and not noted

    if data.open_data is not None and is_silent("controller"):
        yield data.at("controller")
    elif (data.controller or data.producer) is not None and is_silent("open_data"):
        says = N_("Who holds the data is answered, and nothing says whether they are open.")
        yield data.at("open_data", says=says)


@rule(
    "CHA031",
    "open-personal-data",
    title=N_("Personal data are to be open"),
    says=N_("The data hold personal data, and are to be published for everybody."),
    why=N_(
        "Documents that hold personal data are published only once nobody can be recognised in them, unless a law "
        "or the persons themselves allow it."
    ),
    fix=N_("Say which part is open, and how it is made anonymous; or that the data are not open."),
    source=N_("L.312-1-2 CRPA; Regulation (EU) 2016/679"),
    error_from=Stage.OPENING,
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
    counsel=True,
)
def open_personal_data(charter: Charter) -> Iterator[Sighting]:
    """Open data with personal data among them."""
    if charter.data and charter.data.personal and charter.data.open_data:
        yield charter.data.at("open_data")


@rule(
    "CHA032",
    "adviser-with-ties",
    title=N_("An adviser with ties to suppliers"),
    says=N_("{adviser} advises the parties, and does not state that it has no ties with suppliers."),
    why=N_("An adviser that is paid on both sides tends to find the answer that its partners sell."),
    fix=N_("Write down which ties it has and who else gives an opinion, or take another adviser."),
    source=N_("P. Scoffoni, Mutualisation et logiciel libre, 2013"),
    warning_from=Stage.PREPARING,
    before=Severity.NOTE,
)
def adviser_with_ties(project: Project, charter: Charter) -> Iterator[Sighting]:
    """Advisers that say themselves that they are not independent."""
    for one in charter.independence:
        if one.independent is False:
            yield one.at("independent", adviser=project.name_of(one.adviser))


@rule(
    "CHA033",
    "standard-not-open",
    title=N_("Interoperability by a closed standard"),
    says=N_("{standard} cannot be read and implemented by everybody."),
    why=N_("Whoever holds the standard decides who may connect: the lock that the commons was to open is back."),
    fix=N_("Take an open standard, or write down how and until when one leaves this one."),
    source=N_("IMIO, deux années de mutation, Mouvement communal, 2013"),
    before=Severity.NOTE,
)
def standard_not_open(charter: Charter) -> Iterator[Sighting]:
    """Standards that are said not to be open."""
    for one in charter.interoperability:
        if one.open is False:
            yield one.at("open", standard=one.name)
