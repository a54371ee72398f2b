"""Who wrote a history: machines apart, one person under several addresses, organisations by the domain they write from.

E-mail addresses come in and never go out: what is kept of one is the domain of an organisation.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from communkit.repository.facts import clean


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FREE_MAIL = _words(
    """
    gmail googlemail hotmail outlook live msn yahoo ymail rocketmail free orange wanadoo laposte sfr neuf bbox aliceadsl
    club-internet numericable protonmail proton pm icloud me mac aol gmx web t-online mail yandex qq 163 126 foxmail
    skynet telenet voo scarlet proximus ziggo xs4all kpnmail kpnplanet hetnet hey fastmail riseup disroot mailbox posteo
    tutanota tuta zaclys mailo lilo vivaldi runbox kolabnow duck mailfence gandi netcourrier freenet arcor bluewin
    sunrise libero virgilio tiscali rambler inbox zoho
    """
)
"""Addresses anybody can have: the label before the ending says so, whatever the country."""
_NO_PLACE = _words("localhost localdomain local example mycompany yourcompany company none")
_NO_ENDING = _words("local localdomain localhost lan home internal invalid none")
_SECOND = re.compile(r"(?:co|com|net|org|gov|gouv|gob|gub|govt|govern|governo|ac|edu|asso|nom|mil|sch|nhs|ne|or|go)\Z")
"""Labels under which a country's domains are given out: what stands before them is the organisation."""
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?\Z")
_SILENT = re.compile(r"no-?reply(?:\Z|\.)")

_MACHINES = re.compile(
    r"(?:dependabot|renovate|greenkeeper|github[- ]actions?|actions-user|circleci|travis(?:[- ]?ci)|jenkins|weblate"
    r"|crowdin|transifex|pyup|snyk|imgbot|pre-commit|allcontributors|codecov|deepsource|sonarcloud|semantic-release|web-flow"
    r"|scrutinizer|mergify|copilot|coderabbit|stepsecurity|fossabot|matrixbot|translatewiki|devin-ai|gemini-code"
    r"|cursor(?: agent)?\Z|oca-ci\b|automation\Z|github\Z|gitlab\Z|actions\Z|codex\Z|vibe kanban\Z)"
)
_BOT = re.compile(r"\[bot\]|(?:^|[\s_.(+-])bots?(?=$|[\s_.)+\d-])")
_BUILDER = re.compile(r"[\w.-]+[ -]CI\Z|.+ CI\Z")
_ASSISTANT = re.compile(r"(?:noreply@anthropic\.com|cursoragent@cursor\.com|copilot@github\.com)\Z")
_SERVICE_ADDRESS = re.compile(
    r"(?:ro)?bot\Z|[\w.-]*[._+-]bot\Z|github-actions?\Z|actions\Z|renovate\w*\Z|dependabot\w*\Z"
)


def is_machine(name: str, address: str) -> bool:
    """Whether a program wrote under this name and address. A person called Talbot, or who writes from bot@, did not."""
    low, local = name.casefold().strip(), address.casefold().partition("@")[0]
    if _BOT.search(low) or "[bot]" in local or _MACHINES.match(low) or _ASSISTANT.match(address.casefold()):
        return True
    if _BUILDER.match(name.strip()):
        return True
    if low.endswith("bot") and " " not in low and local in {low, "noreply"}:
        return True
    return len(name.split()) < 2 and bool(_SERVICE_ADDRESS.match(local))


def domain_of(address: str) -> str | None:
    """The registered domain of an address, without the departments before it: etu.ville.example → ville.example."""
    labels = [label for label in address.casefold().rpartition("@")[2].strip(" >.").split(".") if label]
    keep = 3 if len(labels) > 2 and _SECOND.match(labels[-2]) else 2
    labels = labels[-keep:]
    if len(labels) < 2 or labels[-1] in _NO_ENDING or labels[0] in _NO_PLACE:
        return None
    return ".".join(labels) if all(_LABEL.match(label) for label in labels) else None


def says_nothing(address: str) -> bool:
    """Whether an address is a forge's stand-in for one that its owner does not show."""
    local, _, domain = address.casefold().rpartition("@")
    return bool(_SILENT.match(local) or _SILENT.search(domain.partition(".")[2]) or _SILENT.match(domain))


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have an address there."""
    return domain.partition(".")[0] in _FREE_MAIL and domain.count(".") <= 2


_LOGIN = re.compile(r"(?:\d+[+-])?(?P<login>[\w.-]+)@(?:[\w.-]+\.)?(?:users\.)?no-?reply\.")
_NOBODY = _words(
    "root admin administrator user username unknown author developer dev test nobody ubuntu vagrant anonymous git you"
    " your name no name not committed yet system www-data jovyan codespace runner"
)


def _plain(text: str) -> list[str]:
    flat = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(one for one in flat if not unicodedata.combining(one)))


def _marks(name: str, address: str) -> Iterable[str]:
    """What tells that two identities are one person: the address, the whole name, a login."""
    if "@" in address:
        yield f"at {address.casefold()}"
    tokens = _plain(name)
    if len(tokens) > 1 and not _NOBODY.issuperset(tokens):
        yield "named " + " ".join(sorted(tokens))
    elif name and (name.islower() or re.search(r"[\d_-]", name)) and len(name) > 3 and name.casefold() not in _NOBODY:
        yield f"login {name.casefold()}"
    found = _LOGIN.match(address.casefold())
    if found:
        yield f"login {found['login']}"


@dataclass(slots=True)
class Work:
    """What one identity, as git writes it, did: commits they took part in, their parts of them, those of late."""

    name: str
    address: str
    mapped: str
    commits: int = 0
    part: float = 0.0
    late: float = 0.0


@dataclass(slots=True)
class Person:
    """One person and all their identities."""

    works: list[Work] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name most of their work bears; of an address used as a name, what stands before the @."""
        by_name: Counter[str] = Counter()
        for work in self.works:
            by_name[clean(work.name.partition("@")[0])[:100]] += work.commits
        return min(by_name, key=lambda name: (-by_name[name], name))

    @property
    def commits(self) -> int:
        return sum(work.commits for work in self.works)

    @property
    def part(self) -> float:
        return sum(work.part for work in self.works)

    @property
    def late(self) -> float:
        return sum(work.late for work in self.works)


def persons(works: Iterable[Work]) -> list[Person]:
    """Identities put together: those that share an address (as the mailmap says), a full name or a login."""
    parent: dict[str, str] = {}

    def root(mark: str) -> str:
        while parent.setdefault(mark, mark) != mark:
            parent[mark] = mark = parent[parent[mark]]
        return mark

    keyed = []
    for number, work in enumerate(works):
        marks = [f"work {number}", *_marks(work.name, work.mapped), *_marks(work.name, work.address)]
        for mark in marks[1:]:
            parent[root(mark)] = root(marks[0])
        keyed.append((marks[0], work))
    found: dict[str, Person] = {}
    for mark, work in keyed:
        found.setdefault(root(mark), Person()).works.append(work)
    return list(found.values())


def affiliations(people: Iterable[Person]) -> Mapping[int, str | None]:
    """For each identity (by `id` of its Work), the domain of the organisation it wrote from; None for a person's own.

    An address anybody can have is a person's, and so is a domain that bears the name of the one who uses it. A forge's
    stand-in says nothing: it goes with the organisation of that person, if they have just one.
    """
    users: defaultdict[str, set[int]] = defaultdict(set)
    known: dict[int, str | None] = {}
    people = list(people)
    for person in people:
        for work in person.works:
            for domain in map(domain_of, (work.address, work.mapped)):
                if domain:
                    users[domain].add(id(person))
    for person in people:
        own: set[str] = set()
        silent = []
        for work in person.works:
            candidates = [one for one in (work.address, work.mapped) if not says_nothing(one)]
            domains = [domain for domain in map(domain_of, candidates) if domain and not is_free_mail(domain)]
            chosen = next((one for one in domains if len(users[one]) > 1 or not _bears(one, person)), None)
            known[id(work)] = chosen
            if chosen:
                own.add(chosen)
            elif not candidates:
                silent.append(work)
        for work in silent:
            known[id(work)] = next(iter(own)) if len(own) == 1 else None
    return known


def _bears(domain: str, person: Person) -> bool:
    """Whether a domain is called after the one who uses it."""
    label = "".join(_plain(domain.partition(".")[0]))
    for work in person.works:
        tokens = _plain(work.name)
        if label in tokens or label in "".join(tokens) or any(len(one) > 3 and one in label for one in tokens):
            return True
    return False
