"""What single values of a publiccode.yml may look like: addresses, dates, languages, licences, people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from communkit.licences.expressions import ExpressionError, strict
from communkit.repository.publiccode_keys import ALIASES, COUNTRIES

Wrong: TypeAlias = Literal[
    "bad-url",
    "bad-date",
    "bad-licence",
    "bad-language",
    "bad-country",
    "bad-address",
    "bad-uri",
    "bad-media-type",
    "not-allowed",
]

# RFC 5646, what is well formed: language, script, region, variants, private use; an underscore is POSIX's
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,190}\.[^\s@<>().]{2,}")
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:[^\s]+", re.IGNORECASE)
_SHARED = re.compile(
    r"(?:info|contact|support|hello|bonjour|team|equipe|dev|developers?|opensource|open-source|admin|noreply|no-reply|mail"
    r"|office|secretariat|help(?:desk)?|aide|dpo|security|communaute|community)(?:[.+_-][^@]*)?@",
    re.IGNORECASE,
)


def is_language(text: str) -> bool:
    """Whether a tag is well formed as BCP 47 wants it: fr, nl-BE, sl-IT-nedis; not fr_FR."""
    return bool(_LANGUAGE.fullmatch(text))


def is_shared(address: str) -> bool:
    """Whether an address belongs to a function, not to a person."""
    return bool(_SHARED.match(address))


def day(text: str) -> date | None:
    """A date written YYYY-MM-DD; None for anything else."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _with(text: str, schemes: Iterable[str]) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme.lower() in schemes and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:
        return False


def is_repository(text: str) -> bool:
    """Whether an address can be that of a repository."""
    return _with(text, ("http", "https", "git", "ssh", "svn", "svn+ssh", "git+ssh", "git+https", "hg", "ftp", "rsync"))


def _url(text: str) -> Wrong | None:
    return None if is_repository(text) else "bad-url"


def _web(text: str) -> Wrong | None:
    return None if _with(text, ("http", "https")) else "bad-url"


def _date(text: str) -> Wrong | None:
    return None if day(text) else "bad-date"


def _expression(text: str) -> Wrong | None:
    try:
        strict(text)
    except ExpressionError:
        return "bad-licence"
    return None


def _address(text: str) -> Wrong | None:
    return None if _ADDRESS.fullmatch(text) else "bad-address"


def _language(text: str) -> Wrong | None:
    return None if is_language(text) else "bad-language"


def _country(text: str) -> Wrong | None:
    return None if text in COUNTRIES or (text.islower() and text.upper() in COUNTRIES) else "bad-country"


def _uri(text: str) -> Wrong | None:
    if text.startswith("alias:"):
        return None if text.removeprefix("alias:") in ALIASES else "not-allowed"
    try:
        parts = urlsplit(text)
    except ValueError:
        return "bad-uri"
    return None if _URN.fullmatch(text) or (parts.scheme and parts.netloc) else "bad-uri"


def _media_type(text: str) -> Wrong | None:
    return None if re.fullmatch(r"[\w!#$&^-]{1,127}/[\w!#$&^.+-]{1,127}", text, re.ASCII) else "bad-media-type"


def _picture_of(text: str, endings: tuple[str, ...]) -> Wrong | None:
    if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE):
        return _web(text)
    return "bad-url" if text.startswith("/") or not text.lower().endswith(endings) else None


def _logo(text: str) -> Wrong | None:
    return _picture_of(text, (".svg", ".svgz", ".png"))


def _picture(text: str) -> Wrong | None:
    return _picture_of(text, (".png", ".jpg", ".jpeg"))


CHECKS: Mapping[str, Callable[[str], Wrong | None]] = {
    "url": _url,
    "web": _web,
    "urls": _web,
    "date": _date,
    "expression": _expression,
    "address": _address,
    "languages": _language,
    "countries": _country,
    "uri": _uri,
    "media-types": _media_type,
    "logo": _logo,
    "pictures": _picture,
}
"""What is wrong with a text, by the form of its key; None for a right one."""


def characters(text: str) -> int:
    """How many characters people see: marks, joiners and what they join count with what they stand on."""
    count, joined = 0, False
    for one in text:
        if one in "\u200d" or 0x1F3FB <= ord(one) <= 0x1F3FF or unicodedata.category(one) in ("Mn", "Me"):
            joined = joined or one == "\u200d"
        elif joined:
            joined = False
        else:
            count += 1
    return count


_BODY = re.compile(
    r"\b(?:team|group|department|office|service|support|contact|community|association|foundation|organi[sz]ation|company"
    r"|committee|agency|institute?|university|ministry|council|city of|town of|municipality|maintainers|developers"
    r"|project|inc|ltd|llc|gmbh|bv|nv|sas|sarl|asbl|vzw|scic|gip"
    r"|[ée]quipe|groupe|d[ée]partement|direction|pôle|bureau|communaut[ée]|fondation|organisation|soci[ée]t[ée]|comit[ée]"
    r"|agence|institut|universit[ée]|minist[èe]re|mairie|ville de|commune de|m[ée]tropole|r[ée]gion|projet"
    r"|d[ée]veloppeurs|stichting|gemeente|vereniging|ministerie|afdeling|ontwikkelaars|bedrijf|agentschap|universiteit)\b",
    re.IGNORECASE,
)


def is_no_person(name: str, bodies: Iterable[str] = ()) -> bool:
    """Whether a contact's name is that of a team or a body: by its words, or because it is one of `bodies`."""
    if _BODY.search(name) or any(name.casefold() == body.casefold() for body in bodies if body):
        return True
    return " " not in name and name.isupper() and len(name) > 2 and "." not in name
