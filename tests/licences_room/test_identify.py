"""Identification: every text of the list, faithful copies in all their forms, and changed ones that are never exact."""

from __future__ import annotations

import html
import random
import textwrap
from collections.abc import Callable
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communkit.licences import copies, normal, spdx
from communkit.licences.align import blocks
from communkit.licences.data import Sourced
from communkit.licences.grams import grams
from communkit.licences.identify import LARGEST, Identification, identify
from communkit.licences.notices import noticed
from communkit.licences.texts import Store

SOURCED = Sourced("the steward's repository", date(2026, 11, 21), True)
SOME = ("MIT", "BSD-3-Clause", "Apache-2.0", "GPL-3.0-only", "EUPL-1.2", "CECILL-2.1", "etalab-2.0", "ODbL-1.0")


def text_of(store: Store, licence: str, language: str | None = None) -> str:
    """The text of a licence, as its package ships it."""
    found = [one for one in store.texts if licence in one.ids and language in (None, one.language)]
    return store.original(found[0].number)


def exact(found: Identification, licence: str) -> None:
    """`found` is a faithful copy of `licence` and of nothing else."""
    assert licence in found.candidates
    assert found.match == "exact"
    assert found.score == 1.0
    assert found.differences == ()
    assert len(found.pieces) == 1


def test_every_text_of_the_list_yields_its_id(texts: Store) -> None:
    current = {one.id for one in spdx.licences() if not one.deprecated}
    assert current <= {licence for one in texts.texts for licence in one.ids}
    for one in texts.texts:
        found = identify(texts.original(one.number).encode("utf-8"), texts)
        assert set(one.ids) <= set(found.candidates), one.ids
        assert found.match == "exact", one.ids


@pytest.mark.parametrize(
    ("licence", "languages"),
    [
        ("CECILL-1.0", {"fr", "en"}),
        ("CECILL-1.1", {"en"}),
        ("CECILL-2.0", {"fr", "en"}),
        ("CECILL-2.1", {"fr", "en"}),
        ("CECILL-B", {"fr", "en"}),
        ("CECILL-C", {"fr", "en"}),
        ("etalab-2.0", {"fr", "en"}),
        ("LAL-1.3", {"fr", "en"}),
        ("DL-DE-BY-2.0", {"de", "en"}),
    ],
)
def test_texts_in_several_languages(texts: Store, licence: str, languages: set[str]) -> None:
    for language in languages:
        found = identify(text_of(texts, licence, language), texts)
        exact(found, licence)
        assert found.expression == licence
        assert language in {piece.language for piece in found.pieces}


def test_ids_that_share_a_text_are_all_candidates(texts: Store) -> None:
    found = identify(text_of(texts, "GPL-3.0-only"), texts)
    assert found.candidates == ("GPL-3.0-only", "GPL-3.0-or-later")
    assert found.expression == "GPL-3.0"
    assert identify(text_of(texts, "MPL-2.0"), texts).expression == "MPL-2.0"
    assert identify(text_of(texts, "OFL-1.1"), texts).expression == "OFL-1.1"


def commented(mark: str, text: str) -> str:
    return "\n".join(f"{mark} {line}".rstrip() for line in text.splitlines())


WAYS: dict[str, Callable[[str], str]] = {
    "other wrapping": lambda t: "\n\n".join(textwrap.fill(p, 51) for p in t.split("\n\n")),
    "one line a paragraph": lambda t: "\n\n".join(" ".join(p.split()) for p in t.split("\n\n")),
    "Windows": lambda t: t.replace("\n", "\r\n"),
    "C comment": lambda t: "/*\n" + commented(" *", t) + "\n */\n",
    "slashes": lambda t: commented("//", t),
    "hashes": lambda t: commented("#", t),
    "Markdown quote": lambda t: commented(">", t),
    "SQL": lambda t: commented("--", t),
    "HTML": lambda t: (
        "<!DOCTYPE html><html><head><title>x</title><style>p { color: red }</style></head><body><p>"
        + html.escape(t).replace("\n\n", "</p><p>")
        + "</p></body></html>"
    ),
    "HTML comment": lambda t: f"<!--\n{t}\n-->",
    "Markdown fence": lambda t: f"```text\n{t}\n```\n",
    "capitals": str.upper,
    "preamble": lambda t: f"Ville de Saint-Étienne\nDirection du numérique\n\nLogiciel Carte des lieux\n\n{t}",
    "copyright line": lambda t: f"Copyright (c) 2019-2026 Ville de Lyon & contributeurs. All rights reserved.\n\n{t}",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("licence", SOME)
def test_faithful_copies(texts: Store, licence: str, way: str) -> None:
    exact(identify(WAYS[way](text_of(texts, licence)), texts), licence)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"])
def test_encodings(texts: Store, encoding: str) -> None:
    text = text_of(texts, "CECILL-2.1", "fr").replace("’", "'")
    exact(identify(text.encode(encoding, "replace"), texts), "CECILL-2.1")


def test_names_are_filled_in(texts: Store) -> None:
    mit = text_of(texts, "MIT").replace("<year>", "2026").replace("<copyright holders>", "Métropole de Lille")
    exact(identify(mit, texts), "MIT")
    bsd = text_of(texts, "BSD-3-Clause")
    assert "the copyright holder nor the names" in bsd
    exact(identify(bsd.replace("the copyright holder nor the", "Ville de Brest nor the"), texts), "BSD-3-Clause")
    apache = text_of(texts, "Apache-2.0").replace("[yyyy] [name of copyright owner]", "2026 Ville de Nantes")
    exact(identify(apache, texts), "Apache-2.0")


def test_lists_may_be_numbered_otherwise(texts: Store) -> None:
    bsd = text_of(texts, "BSD-3-Clause")
    for old, new in (("1. ", "* "), ("2. ", "* "), ("3. ", "* ")):
        assert old in bsd
        bsd = bsd.replace(old, new)
    exact(identify(bsd, texts), "BSD-3-Clause")


def test_instructions_for_use_may_be_missing(texts: Store) -> None:
    for licence, end in (("GPL-3.0-only", "END OF TERMS"), ("Apache-2.0", "END OF TERMS"), ("MPL-2.0", "Exhibit A -")):
        text = text_of(texts, licence)
        assert end in text
        exact(identify(text[: text.index(end)], texts), licence)
    lgpl = text_of(texts, "LGPL-3.0-only")
    exact(identify(lgpl[: lgpl.index("GNU GENERAL PUBLIC LICENSE")], texts), "LGPL-3.0-only")


OBLIGATIONS = [
    ("MIT", "shall be included", "may be included"),
    ("MIT", "IN NO EVENT SHALL", "IN ANY EVENT SHALL"),
    ("MIT", "without restriction", "with restriction"),
    ("MIT", "sublicense, and/or sell", "sublicense"),
    ("BSD-3-Clause", "must retain", "may retain"),
    ("BSD-3-Clause", "may be used to endorse", "must be used to endorse"),
    ("BSD-3-Clause", "Neither the name", "The name"),
    ("Apache-2.0", "You must give", "You may give"),
    ("Apache-2.0", "does not grant permission", "does grant permission"),
    ("Apache-2.0", "perpetual, worldwide", "worldwide"),
    ("GPL-3.0-only", "You may not impose", "You may impose"),
    ("GPL-3.0-only", "You must license the entire work", "You should license the entire work"),
    ("GPL-3.0-only", "at least three years", "at most three years"),
    ("EUPL-1.2", "must include a", "may include a"),
    ("EUPL-1.2", "shall keep intact", "may keep intact"),
    ("CECILL-2.1", "shall not", "shall"),
    ("CECILL-2.1", "free of charge", "for a fee"),
    ("etalab-2.0", "Sous réserve de", "Sans"),
    ("etalab-2.0", "non exclusif", "exclusif"),
    ("ODbL-1.0", "You must", "You may"),
]


@pytest.mark.parametrize(("licence", "old", "new"), OBLIGATIONS)
def test_a_changed_obligation_is_never_exact(texts: Store, licence: str, old: str, new: str) -> None:
    text = text_of(texts, licence)
    flat = " ".join(text.split())
    assert old in flat, f"{licence} does not say {old!r}"
    found = identify(flat.replace(old, new, 1), texts)
    assert licence in found.candidates
    assert found.match == "modified"
    assert 0.9 < found.score < 1.0
    assert found.differences
    before, after = normal.words(old), normal.words(new)
    changed = {word for d in found.differences for word in (d.expected + " " + d.found).split()}
    assert changed & (set(before) ^ set(after))


@pytest.mark.parametrize("licence", ["MIT", "BSD-2-Clause", "ISC", "EUPL-1.2", "etalab-2.0", "CC-BY-4.0", "CECILL-B"])
def test_no_word_can_be_taken_out_or_put_in_unseen(texts: Store, licence: str) -> None:
    """Words of the binding part, at random places; single letters and the places of names are free by design."""
    one = next(t for t in texts.texts if licence in t.ids)
    words = [texts.word_list[number] for number in texts.words(one.number)]
    chance = random.Random(licence)  # noqa: S311 - repeatable tests, no secret
    for place in chance.sample(range(one.begin + 2, one.end - 2), 40):
        word = words[place]
        if len(word) < 3 or word[0].isdigit():
            continue
        without = " ".join((*words[:place], *words[place + 1 :]))
        added = " ".join((*words[:place], "not", *words[place:]))
        for text in (without, added):
            found = identify(text, texts)
            assert not (found.match == "exact" and one.ids == found.candidates), (place, word)


def test_a_licence_inside_a_changed_one_does_not_hide_it(texts: Store) -> None:
    text = text_of(texts, "FSL-1.1-MIT")
    assert "granted" in text
    found = identify(text.replace("Competing Use", "Rival Use"), texts)
    assert found.candidates == ("FSL-1.1-MIT",)
    assert found.match == "modified"


def test_a_term_put_beside_a_licence_is_told(texts: Store) -> None:
    found = identify(text_of(texts, "MIT") + "\nThe Software shall be used for Good, not Evil.\n", texts)
    assert found.candidates == ("MIT",)
    assert found.match == "modified"
    assert found.pieces[0].match == "exact"
    assert found.rest is not None
    assert "evil" in found.differences[-1].found


def test_several_licences_stay_several(texts: Store) -> None:
    both = text_of(texts, "MIT") + "\n\n=====\n\n" + text_of(texts, "Apache-2.0")
    found = identify(both, texts)
    assert [piece.candidates for piece in found.pieces] == [("MIT",), ("Apache-2.0",)]
    assert found.expression == "MIT AND Apache-2.0"
    assert found.match == "exact"
    assert found.pieces[0].last_line < found.pieces[1].first_line
    offered = f"This project is dual licensed: you may take either of these licences.\n\n{both}"
    found = identify(offered, texts)
    assert (found.expression, found.match, found.rest) == ("MIT OR Apache-2.0", "exact", None)


def test_many_licences_in_one_long_file(texts: Store) -> None:
    names = ["MIT", "BSD-3-Clause", "ISC", "Apache-2.0", "Zlib", "BSL-1.0"] * 12
    file = "\n\n-----\n\n".join(f"Component number {n}\n\n{text_of(texts, name)}" for n, name in enumerate(names))
    found = identify(file, texts)
    assert [piece.candidates[0] for piece in found.pieces] == names
    assert all(piece.match == "exact" for piece in found.pieces)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff" * 1000,
        b"hello",
        "Un texte en français, sans aucune licence.".encode(),
        b"(" * 50_000,
        b"a@" * 99_999,
    ],
)
def test_what_is_no_licence_is_unknown(texts: Store, content: bytes) -> None:
    found = identify(content, texts)
    assert (found.match, found.expression, found.candidates) == ("unknown", None, ())


@pytest.mark.slow
def test_more_than_the_limit_is_not_read(texts: Store) -> None:
    assert identify(b" " * LARGEST + b"x", texts).match == "unknown"


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=300))
def test_no_content_makes_it_fail(texts: Store, content: bytes) -> None:
    assert identify(content, texts).match in {"exact", "modified", "unknown"}


@pytest.mark.parametrize(
    ("text", "licences"),
    [
        (
            "redistribute it under the terms of the GNU General Public License as published by\n# the Free Software "
            "Foundation, either version 3 of the License, or (at your option) any later version.",
            ("GPL-3.0-or-later",),
        ),
        ("GNU Affero General Public License version 3 as published by the FSF", ("AGPL-3.0-only",)),
        ("GNU Lesser General Public License v2.1 or later", ("LGPL-2.1-or-later",)),
        ("GNU General Public License, version 2", ("GPL-2.0",)),
        ("GNU General Public License version 9", ()),
        ("Licensed under the Apache License, Version 2.0", ("Apache-2.0",)),
        ("Licensed under the EUPL, Version 1.2 only", ("EUPL-1.2",)),
        ("GNU Free Documentation License, Version 1.3\nor any later version", ("GFDL-1.3-or-later",)),
        ("LICENCE PUBLIQUE DE L'UNION EUROPÉENNE v. 1.2 … GNU General Public License, v. 2", ("EUPL-1.2", "GPL-2.0")),
        ("Ce document est sous Licence Ouverte / Open Licence version 2.0", ("etalab-2.0",)),
        ("This software is governed by the CeCILL-B license under French law", ("CECILL-B",)),
        ("This is distributed under CeCILL V2.1", ("CECILL-2.1",)),
        ("under a Creative Commons Attribution 4.0 International License", ("CC-BY-4.0",)),
        ("subject to the terms of the Mozilla Public License, v. 2.0", ("MPL-2.0",)),
        ("# SPDX-License-Identifier: (MIT OR CECILL-C)\n", ("MIT", "CECILL-C")),
        ("<!-- SPDX-License-Identifier: EUPL-1.2 -->", ("EUPL-1.2",)),
        ("SPDX-License-Identifier: see below", ()),
        ("Nothing of the kind.", ()),
    ],
)
def test_notices(text: str, licences: tuple[str, ...]) -> None:
    assert noticed(text) == licences


def test_a_notice_alone_names_candidates(texts: Store) -> None:
    found = identify("Licensed under the Apache License, Version 2.0; see the NOTICE file.", texts)
    assert (found.match, found.candidates, found.expression) == ("unknown", ("Apache-2.0",), None)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(1, 6), max_size=60), st.lists(st.integers(1, 6), max_size=60))
def test_blocks_are_shared_and_in_order(left: list[int], right: list[int]) -> None:
    from array import array

    first, second = array("H", left), array("H", right)
    a = c = 0
    for block in blocks(first, second):
        assert block.left >= a
        assert block.right >= c
        assert first[block.left : block.left + block.size] == second[block.right : block.right + block.size]
        a, c = block.left + block.size, block.right + block.size


def test_a_text_laid_beside_itself_is_one_block(texts: Store) -> None:
    words = texts.words(0)
    assert [(b.left, b.right, b.size) for b in blocks(words, words)] == [(0, 0, len(words))]
    assert len(grams(words)) == len(words) - 4
    assert grams(words[:4]) == []


def test_a_text_that_no_package_ships_is_known_by_its_digest(texts: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "License ouverte 2.0 open license 2.0. " + text_of(texts, "etalab-2.0", "en")
    words = [normal.spelled(word) for word in normal.words(text)]
    known = copies.Digested(
        ("etalab-2.0",), "fr", tuple(words[:6]), len(words), sha256(" ".join(words).encode()).hexdigest(), SOURCED, ""
    )
    monkeypatch.setattr(copies, "digested", lambda: (known,))
    found = identify(f"Ville de Metz\n\n{text}\n", texts)
    exact(found, "etalab-2.0")
    assert found.pieces[0].language == "fr"
    changed = identify(text.replace(" not ", " "), texts)
    assert (changed.match, changed.candidates) == ("modified", ("etalab-2.0",))


def test_the_digests_are_sourced() -> None:
    known = copies.digested()
    assert known
    for one in known:
        assert one.sourced.source
        assert len(one.sha256) == 64
        assert all(spdx.licence(licence) for licence in one.licences)


@pytest.mark.parametrize(("old", "new"), [("the Reuser", "the Re user"), ("non-exclusive", "nonexclusive")])
def test_words_cut_in_two_change_nothing(texts: Store, old: str, new: str) -> None:
    text = text_of(texts, "etalab-2.0", "en").replace("‘Reuser’", "Reuser").replace("“Reuser”", "Reuser")
    assert old.lower() in text.lower()
    exact(identify(text.replace(old, new, 1), texts), "etalab-2.0")


# Exceptions


def test_an_exception_goes_with_its_licence(texts: Store) -> None:
    apache, llvm = text_of(texts, "Apache-2.0"), text_of(texts, "LLVM-exception")
    found = identify(f"{apache}\n\n{llvm}", texts)
    assert (found.expression, found.match) == ("Apache-2.0 WITH LLVM-exception", "exact")
    assert [piece.candidates for piece in found.pieces] == [("Apache-2.0",), ("LLVM-exception",)]
    changed = identify(f"{apache}\n\n{llvm.replace('you may', 'you must')}", texts)
    assert (changed.expression, changed.match) == ("Apache-2.0 WITH LLVM-exception", "modified")


def test_an_exception_before_its_licence_and_one_for_another_family(texts: Store) -> None:
    gpl, font, mit = (text_of(texts, licence) for licence in ("GPL-3.0-only", "Font-exception-2.0", "MIT"))
    assert identify(f"{font}\n\n{gpl}", texts).expression == "GPL-3.0 WITH Font-exception-2.0"
    assert identify(f"{mit}\n\n{font}", texts).expression == "MIT"


def test_the_text_of_an_exception_alone_is_no_licence(texts: Store) -> None:
    found = identify(text_of(texts, "LLVM-exception"), texts)
    assert (found.expression, found.candidates, found.match) == (None, ("LLVM-exception",), "exact")


def test_most_exceptions_have_their_text(texts: Store) -> None:
    here = {licence for one in texts.texts for licence in one.ids if spdx.exception(licence)}
    assert len(here) >= 60
    assert {"Classpath-exception-2.0", "GCC-exception-3.1", "Bison-exception-2.2", "LLVM-exception"} <= here


def test_the_two_spellings_in_copies_of_cecill_are_one(texts: Store) -> None:
    text = text_of(texts, "CECILL-B", "en")
    assert " therefor." in text
    exact(identify(text.replace(" therefor.", " therefore."), texts), "CECILL-B")
