"""Licences as headers and notices name them: in the words that licences propose, without any machine's tag.

A header grants; a licence text that is quoted in full elsewhere does not come here. What a GNU grant leaves open is
kept open: "GPL version 2" alone is GPL-2.0, the Foundation's own sentence with one version and without the words on
later ones is -only, with them -or-later.
"""

from __future__ import annotations

import re
from functools import lru_cache

from communkit.licences import spdx
from communkit.licences.expressions import ExpressionError, strict

_MARKS = re.compile(r"[\s#*/;%!|<>{}\"'`’_=~\\]+|(?<![\w.])-+|-+(?=\s)")
_LONGEST = 1_400

_GNU = re.compile(
    r"gnu (?:(affero|lesser|library) )?(?:general|gen\.) ?public licen[sc]e|gnu (free documentation) licen[sc]e"
    r"|licence publique g[eé]n[eé]rale (?:gnu )?(affero|limit[eé]e|amoindrie)?"
)
_SHORT = re.compile(
    r"(?<![\w./-])(?:gnu )?((?:[al])?gpl|gfdl)[ -]?(?:licen[sc]e )?(?:version |v\.? ?)?"
    r"([123](?:\.\d)?)(?![\w.]*\d)(\+)?"
)
_VERSION = re.compile(r"(?:version|v|ver)\.? ?([123](?:\.\d)?)\b|^ ?[(,-]? ?v?([123](?:\.\d)?)\b")
_LATER = re.compile(
    r"any later|or later|or \(?at your option\)? any|or newer|or any newer|and later|or above|later versions?"
    r"|ou ult[eé]rieure|version ult[eé]rieure|ou (?:toute )?(?:version )?post[eé]rieure"
)
_ONLY = re.compile(r"\bonly\b|\bseulement\b|\bno later\b")
_FAMILIES = {"affero": "AGPL", "lesser": "LGPL", "library": "LGPL", "limitee": "LGPL", "limitée": "LGPL"}

_OTHERS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (clue, re.compile(pattern), licence)
    for clue, pattern, licence in (
        (
            "apache",
            r"apache(?: software)? licen[sc]e,? ?(?:\(?version|v)?\.? ?-?2(?:\.0)?|apache-2\.0|licenses LICENSE-2\.0",
            "Apache-2.0",
        ),
        ("apache.org", r"apache\.org licenses license-2\.0", "Apache-2.0"),
        ("mozilla", r"mozilla public licen[sc]e,? ?(?:\(?version|v)?\.? ?2", "MPL-2.0"),
        ("mozilla", r"mozilla public licen[sc]e,? ?(?:\(?version|v)?\.? ?1\.1", "MPL-1.1"),
        ("mpl", r"\bmpl[- ]?(?:v\.? ?)?2\.0", "MPL-2.0"),
        ("eupl", r"\beupl\b,? ?(?:\(?version|v)?[- ]?\.? ?1\.2", "EUPL-1.2"),
        ("eupl", r"\beupl\b,? ?(?:\(?version|v)?[- ]?\.? ?1\.1", "EUPL-1.1"),
        (
            "european union public",
            r"european union public licen[sc]e,? ?(?:\(?eupl\)?)?,? ?(?:\(?version|v)?\.? ?1\.2",
            "EUPL-1.2",
        ),
        (
            "european union public",
            r"european union public licen[sc]e,? ?(?:\(?eupl\)?)?,? ?(?:\(?version|v)?\.? ?1\.1",
            "EUPL-1.1",
        ),
        ("cecill", r"cecill[- ]b\b", "CECILL-B"),
        ("cecill", r"cecill[- ]c\b", "CECILL-C"),
        ("cecill", r"cecill[ _-]*(?:licen[sc]e)?,? ?(?:\(?version|_?v)?\.? ?2\.1|licence_?cecill_?v2\.1", "CECILL-2.1"),
        ("cecill", r"cecill[ _-]*(?:licen[sc]e)?,? ?(?:\(?version|_?v)?\.? ?2\.0|licence_?cecill_?v2-", "CECILL-2.0"),
        ("eclipse public", r"eclipse public licen[sc]e,? ?(?:-|\(?version|v)?\.? ?2", "EPL-2.0"),
        ("eclipse public", r"eclipse public licen[sc]e,? ?(?:-|\(?version|v)?\.? ?1", "EPL-1.0"),
        ("boost software", r"boost software licen[sc]e", "BSL-1.0"),
        ("unlicense", r"the unlicense\b|unlicense\.org", "Unlicense"),
        ("open font", r"open font licen[sc]e", "OFL-1.1"),
        ("ouverte", r"licence ouverte (?:open licen[sc]e )?\(?(?:etalab|version|v)?[ .]*2(?:\.0)?", "etalab-2.0"),
        (
            "ouverte",
            r"licence ouverte (?:open licen[sc]e )?\(?(?:etalab|version|v)?[ .]*1(?:\.0)?",
            "LicenseRef-Licence-Ouverte-1.0",
        ),
        ("etalab", r"\betalab[- ]2\.0", "etalab-2.0"),
        ("open database", r"open ?database licen[sc]e", "ODbL-1.0"),
        ("cern", r"cern[- ]ohl[- ]?([psw])(?:[- ]v?2(?:\.0)?)?", "CERN-OHL-{}-2.0"),
        ("cern open hardware", r"cern open hardware licen[sc]e version 2 weakly", "CERN-OHL-W-2.0"),
        ("cern open hardware", r"cern open hardware licen[sc]e version 2 strongly", "CERN-OHL-S-2.0"),
        ("cern open hardware", r"cern open hardware licen[sc]e version 2 permissive", "CERN-OHL-P-2.0"),
        (
            "creativecommons.org",
            r"creativecommons\.org (?:licenses|publicdomain) (by(?:-nc)?(?:-sa|-nd)?|zero) (\d\.\d)",
            "CC",
        ),
        (
            "permission is hereby",
            r"permission is hereby granted,? free of charge,? to any person obtaining a copy of this software",
            "MIT",
        ),
        (
            "permission to use",
            r"permission to use, copy, modify,? (?:and|or) ?(?:or )?distribute this software"
            r" for any purpose with or without fee",
            "ISC",
        ),
        ("redistribution and use", r"redistribution and use in source and binary forms", "BSD"),
        (
            "mit",
            r"(?:(?:licen[sc]ed|released|distributed|available|published) under (?:the )?(?:terms of the )?\(?"
            r"|licen[sc]ed? ?: ?|@licen[sc]e ?:? ?|(?:sous|under) (?:la |the )?(?:terms of the )?licen[sc]e )mit\b",
            "MIT",
        ),
        ("mit", r"\bmit licen[sc]e", "MIT"),
        ("bsd", r"\bbsd[- ](?:2|two)[- ]clause", "BSD-2-Clause"),
        ("bsd", r"\bbsd[- ](?:3|three)[- ]clause|\b3-clause bsd", "BSD-3-Clause"),
        ("cc", r"\bcc[ -](by(?:-nc)?(?:-sa|-nd)?)[ -]?v?(\d\.\d)", "CC"),
        ("cc", r"\bcc0[ -]?(?:v?1\.0)?", "CC0-1.0"),
        ("creative commons", r"creative commons attribution-?[ ]?share-?alike (\d\.\d)", "CC-BY-SA-{}"),
        ("creative commons", r"creative commons attribution (\d\.\d)", "CC-BY-{}"),
        ("zlib", r"\bzlib licen[sc]e", "Zlib"),
    )
)
_BY_CLUE: dict[str, list[tuple[re.Pattern[str], str]]] = {}
for _clue, _pattern, _licence in _OTHERS:
    _BY_CLUE.setdefault(_clue, []).append((_pattern, _licence))


def reduced(text: str) -> str:
    """The words of a header in small letters, marks of comments and line breaks gone."""
    return _MARKS.sub(" ", text.lower())


@lru_cache(maxsize=8_192)
def stated_in(header: str) -> str | None:
    """The licence that a header names, as an expression; None where it names none, or none with its version.

    Several are joined as its words join them: by OR where one may be chosen, else by AND.
    """
    words = reduced(header[:_LONGEST])
    found: list[tuple[int, str]] = [*_gnu(words), *_others(words)]
    ids: dict[str, int] = {}
    for at, licence in sorted(found):
        ids.setdefault(licence, at)
    names = _without_weaker(list(ids))
    if not names:
        return None
    if len(names) == 1:
        return names[0]
    between = words[min(ids[one] for one in names) : max(ids[one] for one in names)]
    choice = re.search(r"\bor\b(?! later| any| \(?at)|\bou\b|dual|either|choice|\bb\) ", between) or re.search(
        r"entitled to choose|at your (?:option|choice)|your choice of|double-licen[sc]ed|au choix", words
    )
    operator = " OR " if choice else " AND "
    try:
        return strict(operator.join(names[:4])).text
    except ExpressionError:
        return names[0]


def says_later(text: str) -> bool:
    """Whether some words speak of later versions."""
    return bool(_LATER.search(reduced(text)))


def _without_weaker(names: list[str]) -> list[str]:
    """Without an undecided name beside a decided one of the same licence."""
    decided = {re.sub(r"-(?:only|or-later)$", "", one) for one in names if one.endswith(("-only", "-or-later"))}
    kept = [one for one in names if one not in decided]
    if "CECILL-B" in kept or "CECILL-C" in kept:
        kept = [one for one in kept if one not in ("CECILL-2.0", "CECILL-2.1")]
    return kept


def _gnu(words: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    if "public" in words or "publique" in words:
        for match in _GNU.finditer(words):
            family = "GFDL" if match[2] else _FAMILIES.get(match[1] or match[3] or "", "GPL")
            tail = words[match.end() : match.end() + 260]
            other = _GNU.search(tail)
            tail = tail[: other.start()] if other else tail
            version = _VERSION.search(tail)
            if version is None:
                before = re.search(r"version ([123](?:\.\d)?) of the $", words[: match.start()])
                if before is None:
                    continue
                number, rest = before[1], tail
            else:
                number, rest = version[1] or version[2], tail[version.end() : version.end() + 120]
            decided = "-or-later" if rest.startswith("+") or _LATER.search(rest) else ""
            if not decided and (_ONLY.search(rest[:40]) or "published by the free software foundation" in tail):
                decided = "-only"
            licence = _known(family, number, decided)
            if licence:
                found.append((match.start(), licence))
    if "gpl" in words or "gfdl" in words:
        for match in _SHORT.finditer(words):
            rest = words[match.end() : match.end() + 40]
            decided = (
                "-or-later"
                if match[3] or re.match(r"[ ,(-]*(?:or[ -]|ou )?(?:any )?(?:later|newer|ult)|[ (]*or \(?at", rest)
                else ""
            )
            if not decided and re.match(r"[ ,(-]*only\b", rest):
                decided = "-only"
            licence = _known(match[1].upper(), match[2], decided)
            if licence:
                found.append((match.start(), licence))
    return found


def _known(family: str, number: str, decided: str) -> str | None:
    version = number if "." in number else f"{number}.0"
    known = spdx.licence(f"{family}-{version}{decided}")
    return known.id if known else None


def _others(words: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for clue, patterns in _BY_CLUE.items():
        if clue not in words:
            continue
        for pattern, licence in patterns:
            match = pattern.search(words)
            name = _id(licence, match, words) if match is not None else None
            if match is not None and name is not None:
                found.append((match.start(), name))
    return found


def _id(licence: str, match: re.Match[str], words: str) -> str | None:
    """The SPDX id that a match stands for; None where SPDX has none."""
    if licence == "BSD":
        rest = words[match.end() : match.end() + 1_200]
        return "BSD-3-Clause" if "neither the name" in rest or "used to endorse" in rest else "BSD-2-Clause"
    if licence == "CC":
        kind = match[1]
        licence = f"CC0-{match[2]}" if kind == "zero" else f"CC-{kind.upper()}-{match[2]}"
    elif "{}" in licence:
        licence = licence.format(match[1].upper())
    elif licence.startswith("LicenseRef-"):
        return licence
    known = spdx.licence(licence)
    return known.id if known else None
