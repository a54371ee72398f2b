"""The words of continuity: forms of structures, what they must do, how well they answer, what passes, who may read."""

from __future__ import annotations

from communkit.marked import N_
from communkit.model.types import Word


class Form(Word):
    """A form of structure; what is known of each stands in `licences/carriers/`."""

    INFORMAL = "informal", N_("informal collective")
    CONSORTIUM = "consortium", N_("consortium agreement, group of buyers")
    FISCAL_HOST = "fiscal-host", N_("fiscal host")
    HOSTING = "hosting", N_("hosting by an existing public body")
    ASSOCIATION = "association", N_("association (loi 1901, ASBL)")
    USERS_CLUB = "users-club", N_("users' club")
    COOPERATIVE_CLUB = "cooperative-club", N_("development cooperative with a users' club")
    SCIC = "scic", N_("cooperative of collective interest (SCIC)")
    GIE = "gie", N_("economic interest group (GIE)")
    GIP = "gip", N_("public interest group (GIP)")
    SYNDICAT_MIXTE = "syndicat-mixte", N_("mixed syndicate (France)")
    INTERCOMMUNALE = "intercommunale", N_("intercommunale (Belgium)")
    SPL = "spl", N_("local public company (SPL)")
    FOUNDATION = "foundation", N_("foundation")
    COMPANY = "company", N_("company that publishes the software")


class Ability(Word):
    """What a structure can be required to do. One that cannot is out, however well it does otherwise."""

    HOLD = "hold", N_("hold marks, domain names and rights in its own name")
    CONTRACT = "contract", N_("sign contracts and receive money")
    EMPLOY = "employ", N_("employ people")
    MIXED_MEMBERS = "mixed-members", N_("have public and private members together")
    IN_HOUSE = "in-house", N_("sell to its public members without a tender")
    FOREIGN_MEMBERS = "foreign-members", N_("have members from another country")
    SHIELDED = "shielded", N_("keep its debts from its members")


class Grade(Word):
    """How well a structure answers a criterion."""

    NONE = "none", N_("not at all")
    LITTLE = "little", N_("little")
    PARTLY = "partly", N_("in part")
    MOSTLY = "mostly", N_("mostly")
    FULLY = "fully", N_("fully")

    @classmethod
    def of(cls, word: str) -> Grade:
        """The grade that a data file writes so. Raises StopIteration for another word."""
        return next(one for one in cls if one.value == word)

    @property
    def points(self) -> int:
        """From 0 to 4."""
        return list(Grade).index(self)


MOST = len(Grade) - 1
"""The points of the best grade."""


class Weight(Word):
    """How much a criterion counts."""

    NONE = "none", N_("it does not count")
    LITTLE = "little", N_("it counts a little")
    MUCH = "much", N_("it counts much")
    DECISIVE = "decisive", N_("it decides")

    @property
    def factor(self) -> int:
        """From 0 to 3."""
        return list(Weight).index(self)


class Thing(Word):
    """What passes to the carrier."""

    RIGHTS = "rights", N_("rights on works")
    MARK = "mark", N_("marks")
    DOMAIN = "domain", N_("domain names")
    CONTRACT = "contract", N_("contracts")
    STAFF = "staff", N_("people")
    ACCOUNT = "account", N_("accounts and keys")
    DATA = "data", N_("data")
    MONEY = "money", N_("money")
    PROJECT = "project", N_("projects under way")


class KeyKind(Word):
    """What one person could lose for all."""

    KEY = "key", N_("keys (signatures, secrets)")
    DOMAIN = "domain", N_("domain names")
    ACCOUNT = "account", N_("accounts")
    SERVER = "server", N_("servers (with their backups)")


class Frequency(Word):
    """How often something is looked at."""

    MONTHLY = "monthly", N_("every month")
    QUARTERLY = "quarterly", N_("every three months")
    HALF_YEARLY = "half-yearly", N_("every six months")
    YEARLY = "yearly", N_("every year")

    @property
    def days(self) -> int:
        """How many days may pass between two looks."""
        return {"monthly": 31, "quarterly": 92, "half-yearly": 184, "yearly": 366}[self.value]


class Audience(Word):
    """For whom a document is written."""

    USERS = "users", N_("users")
    CONTRIBUTORS = "contributors", N_("contributors")
    OPERATORS = "operators", N_("those who install and run it")
    MEMBERS = "members", N_("those who decide")


class Circle(Word):
    """Who may read or change a document."""

    ALL = "all", N_("everybody")
    COMMUNITY = "community", N_("whoever takes part")
    TEAM = "team", N_("the team only")
    ONE = "one", N_("one person")


OPEN = frozenset({Circle.ALL, Circle.COMMUNITY})
"""The circles that a newcomer can enter."""
