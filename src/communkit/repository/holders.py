"""Who is named as the holder of rights: copyright notices, gathered over years, spellings and files.

A notice is a claim, not a title. Those who wrote a licence are named in its text and hold nothing by it. E-mail
addresses are dropped as soon as they are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from communkit.repository.facts import Seen, Sure, citable, clean
from communkit.repository.files import is_legal

if TYPE_CHECKING:
    from communkit.repository.licences import Licences
    from communkit.repository.reading import Reading


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: the name in it and its line."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Holder:
    """A name, in its most frequent spelling: in how many files, where first, and whether a text of licence says it.

    `group` says that the name is no organisation but "the contributors of …".
    """

    name: str
    files: int
    seen: tuple[Seen, ...]
    in_licence: bool = False
    group: bool = False


_YEAR = r"(?:19|20)\d\d"
_YEARS = (
    rf"(?:{_YEAR}(?:\s*[-–—/,&]\s*(?:{_YEAR}|\d\d(?!\d)|present|now|today|aujourd'hui))*(?:\s*[-–—]\s*(?=[A-Z(]))?)"
)
_SIGN = r"(?:\([cC]\)|©|&copy;|\\u00a9)"
_NOTICE = re.compile(
    rf"(?P<tag>SPDX-(?:File|Snippet)CopyrightText:)\s*(?:[Cc]opyright)?\s*{_SIGN}?"
    rf"|(?P<word>\b[Cc]opyright\b|\bCOPYRIGHT\b|\b[Cc]opyleft\b)\s*:?\s*(?P<sign>{_SIGN}?)"
    rf"|(?P<alone>{_SIGN})\s*(?:[Cc]opyright\s*)?(?=\s*{_YEAR}|\s*[A-ZÉÀ])"
)
_REST = re.compile(rf"[\s,:]*(?P<years>{_YEARS})?(?:\s*,\s*{_YEARS})*[\s,:.-]*(?:by\s+|par\s+)?(?P<who>.*)", re.DOTALL)
_CUT = re.compile(
    r"all rights? reserved|tous droits|licen[sc]ed? under|released under|distributed under"
    r"|listed in|this (?:file|program|software)|see (?:the|licen|copying|authors)|under the|sous licence|\(see\b"
    r"|\bfor (?:the )?full|https?:|www\.|\*/|-->|--|\?>|[\"|<>{}\[\]\\=;`$%]|\s[-–—]\s|(?<=[a-z]{3})\. [A-Z]",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:,\s+[\w.-]+ contributors\b.*|\s*\([^()]*|[\s,]+(?:and|et|&)\s+"
    r"(?:(?:all\s+)?(?:the\s+)?(?:other\s+)?(?:individual\s+)?"
    r"(?:contributors?|contributeurs?|others|authors)|its\s+\w+|al)\b.*"
    rf"|[\s,]*\(?{_YEARS}\)?|[\s,]+et\s+al|[\s,]+and)\.?\s*\Z",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"name of (?:author|copyright|developer)|\b(?:your|my) (?:name|company|organi[sz]ation|corp)|\bfull ?name\b"
    r"|copyright (?:holder|owner)|\b(?:yyyy|19yy|xxxx)\b|^year\b|^foo(?: ?bar)?$|example (?:inc|corp)"
    r"|^alice\b|^bob\b|placed in the public domain|be liable|owner or contributors"
    r"|^(?:the )?(?:authors?|holders?|owner|contributors|company|organi[sz]ation)$|john doe|jane doe|acme|lorem",
    re.IGNORECASE,
)
_OF_LAW = re.compile(
    r"(?:(?:[Nn]otice|[Ll]aw|[Hh]older|[Oo]wner|[Ll]icen[sc]e|[Ss]tatement|[Aa]ct|[Pp]olicy|[Ii]nformation|[Oo]ffice"
    r"|interest|year|text|header|claim|issue|line|string|field|comment|date|month)s?"
    r"|and|or|of|in|on|is|are|as|to|by|the above|the following|infring\w*|disclaim\w*|protect\w*|reserved|ownership"
    r"|assign\w*|treat\w*|that|this|which|for|with|applies|permission|if|any|be|management|status|symbol|from|troll|du|de|des|sur"
    r"|et|function|const|return|self|none|null|true|false|var|props)\b",
)
_ABOUT_ALL = re.compile(
    r"\b(?:contributors?|contributeurs?|authors?|developers|team|community|maintainers)\b", re.IGNORECASE
)


def notices_in(text: str) -> Iterator[Notice]:
    """The notices in a text, one a line."""
    for number, line in enumerate(text.splitlines(), 1):
        name = name_in(line.encode("utf-8", "surrogateescape")) if len(line) <= _LONGEST_LINE else ""
        if name:
            yield Notice(name, number)


_LONGEST_LINE = 400
_KNOWN: dict[bytes, str] = {}
_MOST_KNOWN = 200_000


def name_in(line: bytes) -> str:
    """The name in one line, where it is a notice; else "". What a line means is remembered: headers repeat."""
    line = line.strip(b" \t\r")
    known = _KNOWN.get(line)
    if known is None:
        known = _name_in(line)
        if len(_KNOWN) < _MOST_KNOWN:
            _KNOWN[line] = known
    return known


def _name_in(data: bytes) -> str:
    try:
        line = data.decode("utf-8")
    except UnicodeDecodeError:
        line = data.decode("cp1252", "replace")
    for found in _NOTICE.finditer(line):
        rest = _REST.match(line, found.end())
        if rest is not None and _is_notice(line, found, rest):
            name = named(rest["who"])
            if name:
                return name
    return ""


def name_stated(value: str) -> str:
    """The name in a field that holds nothing else (REUSE.toml, dep5): there it may be words in lower case."""
    found = _FIELD.match(value)
    rest = _REST.match(value, found.end() if found else 0)
    return named(rest["who"], lower=True) if rest is not None else ""


_FIELD = re.compile(rf"\s*(?:copyright\b)?\s*{_SIGN}?", re.IGNORECASE)
_BEGINS = re.compile(rf"[\W_]*(?:copyright|copyleft)\s*:?\s*(?:{_SIGN})?(?P<rest>.*)\Z", re.IGNORECASE)
_NOTHING = re.compile(
    rf"\s*(?:{_YEARS}|[\[<{{(]\s*(?:year|yyyy|année)\s*[\]>}})])?[\s,.:-]*(?:by|par|is copyright)?[\s,.:-]*\Z",
    re.IGNORECASE,
)


def is_nameless(line: str) -> bool:
    """Whether a line of a licence file begins as a notice and names nobody: nothing follows, or a placeholder."""
    if re.match(r"\s*is copyright\s*(?:©|\(c\))?\s*[.,]?\s*\Z", line, re.IGNORECASE):
        return True
    found = _BEGINS.match(line)
    if found is None or len(line) > 200:
        return False
    rest = found["rest"]
    if _NOTHING.match(rest):
        return bool(re.search(r"\d|\(c\)|©|[\[<{]", line, re.IGNORECASE))
    return bool(re.search(r"[\[<{]", rest) and _PLACEHOLDER.search(re.sub(r"[\[\]<>{}()]", " ", rest).strip()))


def _is_notice(line: str, found: re.Match[str], rest: re.Match[str]) -> bool:
    """Whether words about copyright name somebody: they carry a sign or a year, or begin the line with a name."""
    if found["tag"] or rest["years"]:
        return True
    before = line[: found.start()].strip()
    begins = not re.search(r"\w", before)
    who = rest["who"]
    if found["word"] and found["sign"] and who[:1].isupper() and re.search(rf"[\s,]{_YEAR}\W*\Z", who):
        return True  # "Project - Copyright (C) Name, 2018"
    if found["sign"] or (found["alone"] and found["alone"] not in ("(c)", "(C)")):
        return begins and who[:1].isupper()
    if found["alone"]:  # "(c)" is also a letter in a list and an argument of a function
        return before in ("*", "#", "//", "/*", "/**", ";", "%", "--") and who[:1].isupper()
    return begins and bool(found["word"]) and found["word"][:1] == "C" and who[:1].isupper() and len(who) <= 60


@lru_cache(maxsize=65_536)
def named(who: str, lower: bool = False) -> str:
    """The name in the rest of a notice; "" where nobody is named. `lower`: words without any capital may be one."""
    who = re.sub(r"<[^<>]*@[^<>]*>|\(?\S+@\S+\)?|\S+ (?:at|AT|_at_) \S+ (?:dot|DOT) \S+", " ", who)
    cut = _CUT.search(who)
    who = whole = clean(who[: cut.start()] if cut else who)
    previous = None
    while who != previous:
        previous = who
        who = _TRAILING.sub("", who).strip(" ,.:;*#/-–—()'_")
        who = re.sub(rf"^(?:{_SIGN}|{_YEARS}|by|par)\s+", "", who).strip(" ,")
    if re.search(r"(?:\b(?:Inc|Ltd|Corp|Co|S\.A|e\.V|N\.V|B\.V|LLC|Dr|Jr|S\.L))\Z", who) and f"{who}." in whole:
        who += "."
    letters = re.sub(r"[\W\d_]", "", who)
    if len(letters) < 2 or len(who) > 90 or _PLACEHOLDER.search(who) or _OF_LAW.match(who) or len(who.split()) > 10:
        return ""
    if not lower and not re.search(r"[A-ZÀ-Þ]", who) and not re.fullmatch(r"[^\W_][^\W_.-]*(?:[.-][^\W_]+)*", who):
        return ""  # populse, data.gouv.fr; not the domain of a catalogue, my_package
    return who


_FORMS = frozenset(
    [
        *("inc", "incorporated", "ltd", "limited", "llc", "gmbh", "corp", "corporation", "co", "sa", "sas", "sarl"),
        *("srl", "asbl", "vzw", "scrl", "sprl", "bv", "nv", "ag", "plc", "the", "and", "et"),
    ]
)


@lru_cache(maxsize=65_536)
def key_of(name: str) -> str:
    """What two spellings of one name have in common: no case, accents, punctuation, legal form."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    words = [word for word in re.split(r"[^\w]+", plain) if word]
    return " ".join(word for word in words if word not in _FORMS) or " ".join(words)


@dataclass
class _Gathered:
    spellings: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)
    seen: list[Seen] = field(default_factory=list)
    in_licence: bool = False


_ALWAYS_STEWARDS = ("Free Software Foundation", "Creative Commons")
"""Named in texts that travel everywhere, such as build scripts: never taken for the holder of somebody's project."""
_OF_LEGAL_TEXTS = ("Linux Foundation", "Apache Software Foundation", "Open Knowledge", "European Union")
"""Named in the texts that they wrote: the certificate of origin, licences."""


def gather(notices: Iterable[tuple[str, Notice]], stewards: Iterable[str]) -> list[Holder]:
    """The holders that (path, notice) pairs name: those whom a text of licence or notice names first, then the
    most frequent. `stewards` wrote the licences found here: in legal texts their names are no claims."""
    always = {key_of(one) for one in _ALWAYS_STEWARDS}
    wrote = always | {key_of(part) for one in (*stewards, *_OF_LEGAL_TEXTS) for part in (one, *re.split(r",| \(", one))}
    found: dict[str, _Gathered] = {}
    nobody: set[str] = set()  # names of stewards: most notices of a large project repeat a few names
    for path, notice in notices:
        key = key_of(notice.name)
        if key in nobody:
            continue
        legal = is_legal(path)
        if legal and any(_same(key, one) for one in wrote):
            continue
        one = found.get(key)
        if one is None:
            if any(_is_steward(key, one) for one in always):
                nobody.add(key)
                continue
            one = found[key] = _Gathered()
        one.spellings[notice.name] += 1
        one.files.add(path)
        is_root = legal and "/" not in path
        one.in_licence = one.in_licence or is_root
        if is_root:
            one.seen.insert(0, Seen(path, notice.line, "copyright-notice", Sure.HIGH))
        elif len(one.seen) < 3:
            one.seen.append(Seen(path, notice.line, "copyright-notice", Sure.MEDIUM))
    holders = [
        Holder(
            one.spellings.most_common(1)[0][0],
            len(one.files),
            tuple(one.seen[:3]),
            one.in_licence,
            bool(_ABOUT_ALL.search(one.spellings.most_common(1)[0][0])),
        )
        for one in found.values()
    ]
    return sorted(holders, key=lambda one: (not one.in_licence, -one.files, one.name))


def _is_steward(key: str, steward: str) -> bool:
    """Whether a name is the steward's, its address behind it perhaps; its sisters elsewhere are others."""
    return key == steward or (
        key.startswith(f"{steward} ") and not re.match(r" (?:europe|india|latin)", key[len(steward) :])
    )


def _same(key: str, steward: str) -> bool:
    return bool(steward) and (key == steward or key.startswith(f"{steward} ") or steward.startswith(f"{key} "))


def project_holders(reading: Reading, licences: Licences) -> tuple[Holder, ...]:
    """Those whom the project's own notices name, then those whom a manifest states; one entry a name."""
    notices = list(_own_notices(reading, licences))
    noticed = [one for one in gather(notices, licences.stewards) if not _came_along(one)]
    stated = [fact for one in reading.manifests if "/" not in one.path for fact in one.holders]
    found = {key_of(one.name): one for one in noticed}
    first: dict[str, Holder] = {}
    for fact in stated:
        key = key_of(fact.value)
        before = first.get(key) or found.get(key)
        seen = (*fact.seen, *(before.seen if before else ()))[:3]
        first[key] = Holder(fact.value, before.files if before else 1, seen, True, before.group if before else False)
    return (*first.values(), *(one for key, one in found.items() if key not in first))


_STATIC = r"(?:^|/)(?:static|assets|public|www|webroot|skins)/(?:.*/)?"
_COPIED = re.compile(rf"{_STATIC}[^/]*\.(?:[cm]?js|css|s[ac]ss|less)\Z|^bootstrap\.py\Z")
_LIBRARY = re.compile(
    rf"{_STATIC}(?:angular|backbone|bootstrap|chart|d3|datatables|ext-all|font-?awesome|foundation|fullcalendar|handlebars"
    r"|html5shiv|jquery|knockout|leaflet|lodash|modernizr|moment|normalize|openlayers|popper|prototype|raphael|require"
    r"|select2|underscore)(?:[.-][^/]*)?(?:/[^/]*)?\Z",
    re.IGNORECASE,
)


def _came_along(holder: Holder) -> bool:
    """Whether a name came with what was copied in, and is no holder of the project's.

    It stands in one or two scripts or style sheets of a site's static files (or in buildout's bootstrap.py), or in any
    number of files there that bear the name of a well-known library.
    """
    if holder.in_licence:
        return False
    is_few = holder.files <= 2 and all(_COPIED.search(seen.path) for seen in holder.seen)
    return is_few or all(_LIBRARY.search(seen.path) for seen in holder.seen)


_LONGEST_TEXT = 200_000
_OF_PACKERS = re.compile(r"\.(?:[cm]?js|css)\.licen[sc]es?(?:\.txt)?\Z", re.IGNORECASE)
"""What a packer of scripts writes beside a bundle: the notices of all that went into it."""
_NO_NOTICES = frozenset(["json", "ipynb", "csv", "tsv", "svg", "map", "lock"])


def _own_notices(reading: Reading, licences: Licences) -> Iterator[tuple[str, Notice]]:
    """The notices of the project's own files, REUSE.toml's included; not those of tests, data and what is others'."""
    from communkit.repository.files import Kind, Origin

    fonts = {one.path for one in licences.files if one.is_of_fonts and licences.main is not Kind.CONTENT}
    for path, says in reading.says.items():
        one = reading.by_path[path]
        if not says.names or one.origin is not Origin.OWN or not citable(path) or licences.foreign.covers(path):
            continue
        if one.kind in (Kind.DATABASE, Kind.SIGN) or path[path.rfind(".") + 1 :].lower() in _NO_NOTICES:
            continue
        if one.legal and _OF_PACKERS.search(path):
            continue
        if path.endswith(".license"):
            beside = reading.by_path.get(path.removesuffix(".license"))
            if beside is not None and beside.origin is not Origin.OWN:
                continue
        if path in fonts or any(entry.precedence == "override" for entry in reading.annotations.of(path)):
            continue  # where REUSE.toml overrides, what stands in the file is not about the file
        for name, line in says.names:
            yield path, Notice(name, line)
    for text in licences.files:  # a long text has its appendix behind the part that is read of every file
        if text.origin is Origin.OWN and not text.folder and text.path not in fonts and citable(text.path):
            for notice in notices_in(reading.tree.text(text.path, _LONGEST_TEXT)):
                yield text.path, notice
    for entries in reading.annotations.files:
        for entry in entries:
            for stated in entry.names:
                yield entry.seen.path, Notice(stated, entry.seen.line or 1)
