"""The words of the community: its circles, how a skill is covered, which way a number should go, what threatens it."""

from __future__ import annotations

from communkit.marked import N_
from communkit.model.types import Word


class CircleName(Word):
    """The three circles, from the outside in."""

    USERS = "users", N_("Users")
    CONTRIBUTORS = "contributors", N_("Contributors")
    MAINTAINERS = "maintainers", N_("Maintainers")


class Gap(Word):
    """How well a skill is covered."""

    COVERED = "covered", N_("covered")
    THIN = "thin", N_("held by too few")
    MISSING = "missing", N_("missing")


class Direction(Word):
    """Which way an indicator should go."""

    HIGHER = "higher", N_("the more the better")
    LOWER = "lower", N_("the less the better")


class RiskKind(Word):
    """What makes a community lose its life (Viseur, 2025; Scoffoni, 2013)."""

    QUALITY_BAR = "quality-bar", N_("the quality that is asked shuts contributors out")
    HIRED_AWAY = "hired-away", N_("the best contributors are hired away")
    EXHAUSTION = "exhaustion", N_("those who keep it going wear themselves out")
    SILENT_USERS = "silent-users", N_("users take what there is and are never heard")
    USED_BY_A_FIRM = "used-by-a-firm", N_("a firm uses the community for its own business")
    OTHER = "other", N_("another risk")
