"""Words that several steps share: one vocabulary of kinds everywhere."""

from __future__ import annotations

from communkit.marked import N_
from communkit.model.types import Word


class Kind(Word):
    """The six rows of the IP table (Inno³ / ANCT, 2023, 2.3)."""

    CODE = "code", N_("Source code")
    DOCUMENTATION = "documentation", N_("Documentation")
    DATABASE = "database", N_("Databases")
    SIGN = "sign", N_("Distinctive signs")
    HARDWARE = "hardware", N_("Hardware")
    CONTENT = "content", N_("Content and materials")


class ContentType(Word):
    """What a content is made of."""

    TEXT = "text", N_("text")
    IMAGE = "image", N_("image")
    AUDIO_VIDEO = "audio-video", N_("audio or video")
    FONT = "font", N_("font")
    MODEL = "model", N_("trained model")
    OTHER = "other", N_("other content")


class SignType(Word):
    """What kind of distinctive sign."""

    LOGO = "logo", N_("logo")
    TRADEMARK = "trademark", N_("trademark")
    NAME = "name", N_("name")
    DOMAIN = "domain", N_("domain name")


class Nature(Word):
    """What kind of party: it decides which rules bind it."""

    PUBLIC = "public", N_("public body")
    PRIVATE_PUBLIC_SERVICE = "private-public-service", N_("private body with a public-service mission")
    PRIVATE = "private", N_("private body")
    PERSON = "person", N_("person")
    GROUP = "group", N_("group without legal personality")


class UserType(Word):
    """The three types of users (Viseur, 2025): each takes part in its own way."""

    INNOVATOR = "innovator", N_("users who can develop")
    FRONTIER = "frontier", N_("users who can state needs and test")
    LAY = "lay", N_("users who take the solution as it comes")


class Frequency(Word):
    """How often something comes round, from the most to the least often."""

    WEEKLY = "weekly", N_("every week")
    FORTNIGHTLY = "fortnightly", N_("every two weeks")
    MONTHLY = "monthly", N_("every month")
    TWO_MONTHLY = "two-monthly", N_("every two months")
    QUARTERLY = "quarterly", N_("every quarter")
    HALF_YEARLY = "half-yearly", N_("twice a year")
    YEARLY = "yearly", N_("once a year")
    WHEN_NEEDED = "when-needed", N_("when needed")


class LegalBasis(Word):
    """On which basis money may pass between parties."""

    SUBSIDY = "subsidy", N_("grant or subsidy")
    CONTRACT = "contract", N_("contract, after a public procurement where one is due")
    PUBLIC_COOPERATION = "public-cooperation", N_("cooperation between public bodies")
    IN_HOUSE = "in-house", N_("in-house contract")
    JOINT_PURCHASE = "joint-purchase", N_("joint purchase")
    MEMBERSHIP = "membership", N_("membership fee")
    DONATION = "donation", N_("donation or sponsorship")
    OWN_BUDGET = "own-budget", N_("spent in its own budget: no money passes")
