"""The words of the IP table: what can be said of a right, of a contract, of contributions and of restrictions."""

from __future__ import annotations

from communkit.marked import N_
from communkit.model.types import Word


class RightKind(Word):
    """The rights that can bear on one asset, each with its own holder."""

    SOFTWARE = "software", N_("copyright in software")
    COPYRIGHT = "copyright", N_("copyright")
    DATABASE_PRODUCER = "database-producer", N_("database producer's right")
    TRADEMARK = "trademark", N_("trademark")
    DESIGN = "design", N_("design")
    PATENT = "patent", N_("patent")
    DOMAIN = "domain", N_("domain name")
    IMAGE = "image", N_("image right of people shown")


class Basis(Word):
    """Why a party holds a right."""

    OWN = "own", N_("made by the holder")
    EMPLOYEE = "employee", N_("made by the holder's employees")
    PUBLIC_AGENT = "public-agent", N_("made by the holder's public agents")
    OFFICER = "officer", N_("made by an officer or an elected person")
    INTERN = "intern", N_("made by an intern or a hosted researcher")
    CONTRACT = "contract", N_("made by a service provider, under contract")
    VOLUNTEER = "volunteer", N_("made by volunteers or citizens")
    CO_AUTHORS = "co-authors", N_("made by several authors together")
    COLLECTIVE = "collective-work", N_("collective work")
    COMPOSITE = "composite-work", N_("composite work")
    INVESTMENT = "investment", N_("substantial investment of a database producer")
    ASSIGNMENT = "assignment", N_("written assignment")
    PREDECESSOR = "predecessor", N_("taken over from a predecessor body")
    REGISTRATION = "registration", N_("registered in the holder's name")
    UPSTREAM_LICENCE = "upstream-licence", N_("licence of the project it comes from")
    PUBLIC_DOMAIN = "public-domain", N_("public domain")


class Ccag(Word):
    """The general clauses of French public contracts to which a contract may refer."""

    TIC = "tic", N_("CCAG-TIC")
    PI = "pi", N_("CCAG-PI")
    FCS = "fcs", N_("CCAG-FCS")
    MI = "mi", N_("CCAG-MI")
    MOE = "moe", N_("CCAG-MOE")
    NONE = "none", N_("no CCAG")


class Option(Word):
    """The option of CCAG-TIC 2009, article 38, that a contract chose."""

    A = "A", N_("option A")
    B = "B", N_("option B")


class Mode(Word):
    """How future contributions are secured."""

    INBOUND_OUTBOUND = "inbound=outbound", N_("under the project's own licence")
    DCO = "DCO", N_("DCO, sign-off on each commit")
    CLA = "CLA", N_("contributor licence agreement")
    ASSIGNMENT = "assignment", N_("assignment of rights")
    EMPLOYER = "employer", N_("made by employees only")
    CONTRACT = "contract", N_("clause of the provider's contract")
    TERMS_OF_USE = "terms-of-use", N_("terms of use")
    TRADEMARK_POLICY = "trademark-policy", N_("trademark policy")


class Restriction(Word):
    """What can forbid opening."""

    SECURITY = "security", N_("security of information systems")
    SECRECY = "secrecy", N_("statutory secret")
    PERSONAL_DATA = "personal-data", N_("personal data")
    IMAGE_RIGHTS = "image-rights", N_("image rights")
    THIRD_PARTY = "third-party", N_("rights of third parties")
    CONTRACT = "contract", N_("clause of a contract")


class SoftwareKind(Word):
    """What kind of software it is: it decides which model can carry it (Scoffoni, 2013)."""

    INFRASTRUCTURE = "infrastructure", N_("infrastructure software")
    OFFICE = "office", N_("office software")
    BUSINESS = "business", N_("business software")
