"""What a notice says of a licence without being its text: "… under the GNU General Public License, version 3 or later".

A notice decides what the text of a GNU licence leaves open: this version only, or any later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communkit.licences import normal, spdx
from communkit.licences.expressions import ExpressionError, strict

_GNU = re.compile(
    r"gnu (?:(affero |lesser |library )?general public|(free documentation)) license(?: a?l?gpl)?"
    r"(?: as published by the free software foundation)?"
    r"(?: either| under| of the)?(?: version| v)? ?(\d(?:\.\d)?)\b(.{0,80})"
)
_LATER = re.compile(
    r"(?: of the license)?(?: or| and)(?: at your option)?(?: any| toute)?(?: later| newer| version ulterieure)"
)
_ONLY = re.compile(r"(?: of the license)? (?:only\b|as published by|seulement)")
_FAMILY = {"affero ": "AGPL", "lesser ": "LGPL", "library ": "LGPL", None: "GPL"}

# the title of the EUPL, whose texts in other languages no package ships
_EUPL = (
    r"(?:licensed under the eupl|european union public license|license publique de lunion europeenne"
    r"|open ?source ?lizenz fur die europaische union|licencia publica de la union europea"
    r"|licenza pubblica dellunione europea|openbare licentie van de europese unie|licenca publica da uniao europeia)"
    r"(?: eupl)?(?: version| versione| versao| v)? ?"
)
_CC, _4 = r"creative commons ", r" (?:license )?4\.0 international"
_OTHERS: tuple[tuple[str, str], ...] = (
    (r"licensed (?:to you )?under the apache license version 2(?:\.0)?", "Apache-2.0"),
    (r"subject to the terms of the mozilla public license v(?:ersion)? ?2(?:\.0)?", "MPL-2.0"),
    (_EUPL + r"1\.2", "EUPL-1.2"),
    (_EUPL + r"1\.1", "EUPL-1.1"),
    (r"license ouverte(?: open license)?(?: version| v)? ?2(?:\.0)?", "etalab-2.0"),
    (r"governed by the cecillb license", "CECILL-B"),
    (r"governed by the cecillc license", "CECILL-C"),
    (r"terms of the eclipse public license (?:version |v ?)?2(?:\.0)?", "EPL-2.0"),
    (r"terms of the eclipse public license (?:version |v ?)?1(?:\.0)?", "EPL-1.0"),
    (r"sil open font license (?:version )?1\.1", "OFL-1.1"),
    (r"(?:mpl|mozilla public license) (?:version |v ?)?2\.0", "MPL-2.0"),
    (r"cecill (?:license )?(?:version |v ?)?2\.1", "CECILL-2.1"),
    (r"cecill (?:license )?(?:version |v ?)?2\.0", "CECILL-2.0"),
    (_CC + r"attribution" + _4, "CC-BY-4.0"),
    (_CC + r"attribution sharealike" + _4, "CC-BY-SA-4.0"),
    (r"cc by 4\.0", "CC-BY-4.0"),
    (r"cc by sa 4\.0", "CC-BY-SA-4.0"),
    (r"cc0 1\.0", "CC0-1.0"),
)
_TAG = re.compile(r"SPDX-License-Identifier:[ \t]*([^\n]{1,300})", re.IGNORECASE)
_COMPILED = tuple((re.compile(pattern), licence) for pattern, licence in _OTHERS)


def noticed(text: str) -> tuple[str, ...]:
    """The licences that the SPDX tags and the notices of a text name, as ids, each once, in the order of the text.

    A GNU notice that names a version and says neither "only" nor "or later" gives the undecided id (GPL-2.0).
    """
    tagged = [term for match in _TAG.finditer(text) for term in _tagged(match[1])]
    words = " ".join(normal.spelled(word) for word in normal.words(text))
    found: list[tuple[int, str]] = []
    for match in _GNU.finditer(words):
        family = "GFDL" if match[2] else _FAMILY[match[1]]
        base = f"{family}-{match[3] if '.' in match[3] else match[3] + '.0'}"
        if spdx.licence(f"{base}-only") is None:
            continue
        if _LATER.match(match[4]):
            found.append((match.start(), f"{base}-or-later"))
        elif _ONLY.match(match[4]):
            found.append((match.start(), f"{base}-only"))
        else:
            found.append((match.start(), base))
    for pattern, licence in _COMPILED:
        if other := pattern.search(words):
            found.append((other.start(), licence))
    return tuple(dict.fromkeys((*tagged, *(licence for _, licence in sorted(found)))))


def _tagged(text: str) -> Iterator[str]:
    """The licences of an SPDX tag; none where it is no expression."""
    try:
        terms = strict(text.strip().rstrip("*/#-> ").strip()).terms
    except ExpressionError:
        return
    yield from (term.id for term in terms)
