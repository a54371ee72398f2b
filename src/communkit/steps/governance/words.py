"""The words of governance: how one decides, about what, for whom a college speaks, how sanctions rise."""

from __future__ import annotations

from communkit.marked import N_
from communkit.model.types import Word


class Method(Word):
    """How a decision is taken."""

    CONSENSUS = "consensus", N_("consensus: all can live with it")
    CONSENT = "consent", N_("consent: no reasoned objection")
    LAZY_CONSENSUS = "lazy-consensus", N_("lazy consensus: nobody objects in time")
    MAJORITY = "majority", N_("simple majority")
    TWO_THIRDS = "two-thirds", N_("two thirds")
    THREE_QUARTERS = "three-quarters", N_("three quarters")
    UNANIMITY = "unanimity", N_("unanimity")
    ONE_PERSON = "one-person", N_("one person decides")
    LOT = "lot", N_("drawing lots")


class Topic(Word):
    """What a decision is about."""

    ROADMAP = "roadmap", N_("the roadmap")
    CONTRIBUTIONS = "contributions", N_("accepting contributions")
    MEMBERSHIP = "membership", N_("who joins and who leaves")
    RULES = "rules", N_("changing the rules of governance")
    LICENCE = "licence", N_("licence and rights")
    MONEY = "money", N_("budget and contributions in money")
    APPOINTMENTS = "appointments", N_("elections and appointments")
    RELEASES = "releases", N_("publishing a version")
    CONDUCT = "conduct", N_("conduct and sanctions")
    NAME = "name", N_("use of the name and the logo")
    OTHER = "other", N_("another matter")


class Voice(Word):
    """For whom a college speaks."""

    INNOVATOR = "innovator", N_("users who can develop")
    FRONTIER = "frontier", N_("users who can state needs and test")
    LAY = "lay", N_("users who take the solution as it comes")
    CONTRIBUTORS = "contributors", N_("contributors")
    MAINTAINERS = "maintainers", N_("maintainers")
    PUBLIC_BODIES = "public-bodies", N_("public bodies")
    PROVIDERS = "providers", N_("service firms")
    FUNDERS = "funders", N_("funders")
    FOUNDERS = "founders", N_("founders")
    STAFF = "staff", N_("employees of the commons")


class SanctionStep(Word):
    """Sanctions from the mildest to the gravest (Ostrom, 1990: graduated sanctions)."""

    TALK = "talk", N_("a talk")
    WARNING = "warning", N_("a written warning")
    SUSPENSION = "suspension", N_("suspension for a time")
    EXCLUSION = "exclusion", N_("exclusion")
