"""What a notice says of a licence without being its text: "… under the GNU General Public License, version 3 or later".

A notice decides what the text of a GNU licence leaves open: this version only, or any later one.
"""

from __future__ import annotations

import re

from communkit.licences import normal, spdx

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
    (r"sil open font license version 1\.1", "OFL-1.1"),
)
_COMPILED = tuple((re.compile(pattern), licence) for pattern, licence in _OTHERS)


def noticed(text: str) -> tuple[str, ...]:
    """The licences that the notices of a text name, as SPDX ids, each once, in the order of the text.

    A GNU notice that names a version and says neither "only" nor "or later" gives the undecided id (GPL-2.0).
    """
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
    return tuple(dict.fromkeys(licence for _, licence in sorted(found)))
