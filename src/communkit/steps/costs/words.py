"""The words of the costs: tasks, purchases, who pays from what, keys, sources, alternatives, ways to live from it."""

from __future__ import annotations

from communkit.marked import N_
from communkit.model.types import Word


class Vat(Word):
    """Whether amounts hold the value added tax."""

    HT = "HT", N_("excluding VAT")
    TTC = "TTC", N_("including VAT")


class TaskKind(Word):
    """The six rows of the charge table (Inno³ / ANCT, 2023, 3.2), and what a team adds to them."""

    DEVELOPMENT = "development", N_("Product development")
    COMMUNITY = "community", N_("Animation of the community")
    MANAGEMENT = "management", N_("Project management")
    SUPPORT = "support", N_("Support, tickets, maintenance")
    DOCUMENTATION = "documentation", N_("Documentation and specifications")
    UX = "ux", N_("User experience")
    OTHER = "other", N_("Other tasks")


class PurchaseKind(Word):
    """What is bought."""

    HOSTING = "hosting", N_("hosting")
    LICENCES = "licences", N_("licences and subscriptions")
    SERVICES = "services", N_("services")
    EQUIPMENT = "equipment", N_("equipment")
    OTHER = "other", N_("something else")


class PaidFrom(Word):
    """Out of which pocket a bearer pays its part."""

    OWN = "own", N_("its own budget or staff")
    POT = "pot", N_("the common funding")


class KeyKind(Word):
    """How what is borne together is shared out."""

    EQUAL = "equal", N_("in equal parts")
    POPULATION = "population", N_("by population")
    USAGE = "usage", N_("by use")
    CUSTOM = "custom", N_("by weights of your own")


class FundingKind(Word):
    """What a source of funding is."""

    SUBSIDY = "subsidy", N_("grant or subsidy")
    MEMBERSHIP = "membership", N_("membership fees")
    POT = "pot", N_("common pot of the beneficiaries")
    SERVICE = "service", N_("services sold")
    GRANT = "grant", N_("award of a call for projects")
    DONATION = "donation", N_("donations")
    IN_KIND = "in-kind", N_("in kind")
    RESERVE = "reserve", N_("reserves drawn on")


ENDING = frozenset({FundingKind.SUBSIDY, FundingKind.GRANT, FundingKind.RESERVE})
"""Sources that end by their nature."""


class Certainty(Word):
    """How sure a source is."""

    SECURED = "secured", N_("signed")
    PROMISED = "promised", N_("promised")
    REQUESTED = "requested", N_("requested")
    HOPED = "hoped", N_("hoped for")


class AlternativeKind(Word):
    """Another way to meet the need."""

    SAAS = "saas", N_("software as a service")
    PROPRIETARY = "proprietary", N_("proprietary product")
    IN_HOUSE = "in-house", N_("in-house development")
    EXISTING = "existing", N_("an existing commons, joined")
    NOTHING = "nothing", N_("doing as today")


class PriceFor(Word):
    """Whom a price serves."""

    ALL = "all", N_("all members together")
    MEMBER = "member", N_("one member")


class BusinessModel(Word):
    """How a member lives from the commons (Inno³ / ANCT, 2023, 3.2)."""

    MISSION = "mission", N_("it fulfils its own mission at a lower cost")
    SERVICES = "services", N_("professional services: training, integration, support")
    SUBSCRIPTION = "subscription", N_("subscriptions to a hosted service")
    FREEMIUM = "freemium", N_("a part of it is kept for customers (freemium)")
    CERTIFICATION = "certification", N_("certification of others")
    RESEARCH = "research", N_("research and teaching")
    OTHER = "other", N_("something else")
