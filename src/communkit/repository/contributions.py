"""How contributions come in: what the repository asks for, and what its history shows.

Required and practised are two facts. Required is what a guide for contributors, a text of the DCO, a template or the
configuration of a check says, each with its place; practised is the share of commits by people, no merges, that carry a
sign-off. A sentence that declines ("we do not require") or leaves the choice ("you may") requires nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from communkit.licences.expressions import ExpressionError, equivalent, strict
from communkit.repository import contribution_words as words
from communkit.repository.facts import Fact, Seen, Sure, citable, clean
from communkit.repository.history import History, SignOffs
from communkit.repository.prose import Readable, Sentence, sentences
from communkit.repository.statements import named_in

Level: TypeAlias = Literal["required", "offered", "declined"]
MOST_PLACES = 5
_LARGEST = 300_000
_DEEPEST = 3  # folders above a file that speaks for the whole


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that is asked of contributors. `level` is None where nothing is said of it."""

    level: Level | None = None
    seen: tuple[Seen, ...] = ()

    @property
    def required(self) -> bool:
        return self.level == "required"


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement that contributors sign: `licence` (a CLA) or `assignment` of rights; None where none is named.

    `exempts` says who need not sign it. A file or a service that is set up for it counts as `required`.
    """

    kind: Literal["licence", "assignment"] | None = None
    asked: Asked = field(default_factory=Asked)
    exempts: tuple[Fact[words.Exempt], ...] = ()


@dataclass(frozen=True, slots=True)
class Inbound:
    """A sentence on the licence under which contributions come in: the project's own (`same`), or licences by name."""

    same: bool
    expressions: tuple[str, ...]
    seen: Seen


@dataclass(frozen=True, slots=True)
class Contributions:
    """What is asked (`dco`, `agreement`, `inbound`) and what is practised (`sign_offs`, None without a history)."""

    dco: Asked
    agreement: Agreement
    inbound: tuple[Inbound, ...]
    sign_offs: SignOffs | None

    @property
    def dco_share_human(self) -> float | None:
        """The share of commits by people, no merges, with a sign-off, from 0 to 1."""
        return self.sign_offs.share if self.sign_offs else None

    def inbound_is_outbound(self, outbound: str | None) -> bool | None:
        """Whether contributions come in under the licence that goes out; None where nothing is said, or not enough.

        A clause that names another licence than `outbound` outweighs one that says "the same".
        """
        named = [one for one in self.inbound if one.expressions]
        if outbound is not None:
            for one in named:
                if not any(_covers(expression, outbound) for expression in one.expressions):
                    return False
            if named:
                return True
        return True if any(one.same for one in self.inbound) else None


def read_contributions(tree: Readable, history: History | None = None) -> Contributions:
    """What `tree` says about contributions, with what its `history` shows."""
    found = _Found()
    guides = [
        path for path in tree.paths if path.count("/") <= _DEEPEST and words.LIKELY.search(path) and citable(path)
    ]
    for path in guides:
        role = _role(path)
        if role is not None:
            _ROLES[role](found, path, tree.text(path, _LARGEST))
    for path in guides:
        if words.CLA_FILE.search(path) and "/src/" not in f"/{path}":
            found.agreement("licence", "required", Seen(path, None, "file-names", Sure.MEDIUM))
    return Contributions(
        _asked(found.dco), found.agreed(), tuple(found.inbound[:MOST_PLACES]), history.sign_offs if history else None
    )


@dataclass
class _Found:
    dco: list[tuple[Level, Seen]] = field(default_factory=list)
    signed: list[tuple[Literal["licence", "assignment"], Level, Seen]] = field(default_factory=list)
    exempts: dict[words.Exempt, Seen] = field(default_factory=dict)
    inbound: list[Inbound] = field(default_factory=list)

    def agreement(self, kind: Literal["licence", "assignment"], level: Level, seen: Seen) -> None:
        self.signed.append((kind, level, seen))

    def agreed(self) -> Agreement:
        asked = _asked([(level, seen) for _, level, seen in self.signed])
        if asked.level is None:
            return Agreement()
        kind = next(kind for kind, level, _ in self.signed if level == asked.level)
        exempts = tuple(Fact(who, (seen,)) for who, seen in self.exempts.items()) if asked.level != "declined" else ()
        return Agreement(kind, asked, exempts)


def _asked(found: Iterable[tuple[Level, Seen]]) -> Asked:
    """The strongest level, and where it stands; what is declined anywhere is not required by a mere offer."""
    found = list(found)
    order: tuple[Level, ...] = ("required", "declined", "offered")
    level = next((one for one in order if any(one == each for each, _ in found)), None)
    seen = [seen for each, seen in found if each == level]
    seen.sort(key=lambda one: (one.sure is not Sure.HIGH, one.line is None))
    return Asked(level, tuple(dict.fromkeys(seen))[:MOST_PLACES])


_Role: TypeAlias = Literal["guide", "readme", "template", "dco", "legal", "check"]


def _role(path: str) -> _Role | None:
    patterns: tuple[tuple[_Role, re.Pattern[str]], ...] = (
        ("check", words.CHECK),
        ("dco", words.DCO_FILE),
        ("guide", words.GUIDE),
        ("readme", words.README),
        ("template", words.TEMPLATE),
        ("legal", words.LEGAL_PAPER),
    )
    return next((role for role, pattern in patterns if pattern.match(path)), None)


def _level(said: str) -> Level:
    if words.DECLINED.search(said):
        return "declined"
    return "offered" if words.OFFERED.search(said) else "required"


def _guide(found: _Found, path: str, text: str) -> None:
    """A guide for contributors, or a template they tick off: what it tells them to do, it requires."""
    told: Sentence | None = None
    optional = False
    for one in sentences(text):
        said = one.text[:2_000]
        if one.heading:
            # what stands under "Optional: sign your work" is so too
            optional = bool(words.OFFERED.search(one.text))
        seen = Seen(path, one.line, "contributing", Sure.MEDIUM)
        if words.DCO.search(said) and not (one.heading and len(said) < 40):
            level = _level(said)
            found.dco.append(("offered" if optional and level == "required" else level, seen))
        _agreement(found, one, told, seen)
        told = one if words.CLA.search(said) or words.ASSIGNMENT.search(said) else told
        _inbound(found, one, seen)


def _agreement(found: _Found, one: Sentence, told: Sentence | None, seen: Seen) -> None:
    said = one.text[:2_000]
    by_licence, by_assignment = words.CLA.search(said), words.ASSIGNMENT.search(said)
    if (by_licence or by_assignment) and not one.heading:
        spared = _exempted(said)
        level: Level = "required" if spared else _level(said)
        # an agreement that one has to sign can still say what one may do
        if level == "offered" and words.INSISTS.search(said):
            level = "required"
        found.agreement("licence" if by_licence else "assignment", level, seen)
        for who in spared:
            found.exempts.setdefault(who, seen)
    elif told is not None and 0 <= one.line - told.line <= 12 and one.under == told.under:
        for who in _exempted(said):
            found.exempts.setdefault(who, seen)


def _exempted(said: str) -> list[words.Exempt]:
    """Whom a sentence exempts from signing."""
    if not words.EXCEPT.search(said):
        return []
    return [who for who, pattern in words.WHO if pattern.search(said)]


def _inbound(found: _Found, one: Sentence, seen: Seen) -> None:
    said = one.text[:2_000]
    if one.heading or one.code or not words.COMING_IN.search(said) or not words.GIVEN.search(said):
        return
    if words.OF_OTHERS.search(said):
        return
    same = bool(words.SAME.search(said))
    named = tuple(dict.fromkeys(named_in(said)))[:3]
    if (same or named) and not words.CLA.search(said):
        found.inbound.append(Inbound(same and not named, named, seen))


def _readme(found: _Found, path: str, text: str) -> None:
    """A README: only what stands under a title about contributing."""
    for one in sentences(text):
        if not one.heading and words.ABOUT_CONTRIBUTING.search(one.under):
            seen = Seen(path, one.line, "readme", Sure.MEDIUM)
            if words.DCO.search(one.text):
                found.dco.append((_level(one.text), seen))
            _agreement(found, one, None, seen)
        if not one.heading and re.search(r"contribu|licen[sc]|bijdra", one.under, re.IGNORECASE):
            _inbound(found, one, Seen(path, one.line, "readme", Sure.MEDIUM))


def _dco_text(found: _Found, path: str, text: str) -> None:
    """The text of the certificate among the files: it is there to be applied."""
    if re.search(r"certif|origin", text[:5_000], re.IGNORECASE):
        found.dco.append(("required", Seen(path, 1, "dco-text", Sure.MEDIUM)))


def _legal(found: _Found, path: str, text: str) -> None:
    """A legal paper: only what it is, by its first lines, and whom it exempts."""
    head = text[:1_500]
    if words.DCO.search(head):
        found.dco.append(("required", Seen(path, 1, "dco-text", Sure.MEDIUM)))
    elif words.CLA.search(head) or words.ASSIGNMENT.search(head):
        kind: Literal["licence", "assignment"] = "licence" if words.CLA.search(head) else "assignment"
        found.agreement(kind, "required", Seen(path, 1, "agreement-text", Sure.MEDIUM))
        for one in sentences(text[:30_000]):
            for who in _exempted(one.text):
                found.exempts.setdefault(who, Seen(path, one.line, "agreement-text", Sure.MEDIUM))


def _check(found: _Found, path: str, text: str) -> None:
    """The configuration of a check: what it refuses, the repository requires."""
    if path.lower().endswith(("/dco.yml", "/dco.yaml")) and "/workflows/" not in path:
        found.dco.append(("required", Seen(path, 1, "check", Sure.HIGH)))
    signing = False
    for number, line in enumerate(text.splitlines()[:5_000], 1):
        if line.lstrip().startswith("#"):
            continue
        seen = Seen(path, number, "check", Sure.HIGH)
        if words.CHECKS_DCO.search(line):
            found.dco.append(("required", seen))
        if words.CHECKS_CLA.search(line):
            signing = True
            found.agreement("licence", "required", seen)
        allowed = words.ALLOWED.match(line) if signing else None
        if allowed:
            names = [one for one in re.split(r"[,\s'\"\[\]]+", clean(allowed["who"])) if one]
            if any("bot" in one.casefold() for one in names):
                found.exempts.setdefault("bots", seen)
            if any("bot" not in one.casefold() for one in names):
                found.exempts.setdefault("accounts", seen)


_ROLES = {
    "guide": _guide,
    "readme": _readme,
    "template": _guide,
    "dco": _dco_text,
    "legal": _legal,
    "check": _check,
}


def _covers(named: str, outbound: str) -> bool:
    """Whether what comes in under `named` can go out under `outbound`: every choice offered, or a part of several."""
    try:
        one, other = strict(named), strict(outbound)
    except ExpressionError:
        return False
    if equivalent(one, other):
        return True
    readings = {reading for term in one.terms for reading in term.readings}
    return other.fold(lambda term: bool(readings & set(term.readings)), any, all)
