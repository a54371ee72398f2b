"""The page of one licence, as text and as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communkit.cli.app import App
from communkit.cli.licence.sheet import (
    BOLD,
    DIM,
    KIND_NAMES,
    VERDICT_NAMES,
    VERDICT_STYLES,
    Sheet,
    cited,
    plain_source,
)
from communkit.licences import spdx
from communkit.licences.data import Sourced, vocabulary
from communkit.licences.fitness import Fitness, fit
from communkit.licences.lists import BindingList, ListStatus, binding_list, binding_lists, status
from communkit.licences.records import PARTS, Clause, Licence
from communkit.licences.spdx import Known
from communkit.marked import N_, Message

SCHEMA = "communkit/licence/1"

_PART_NAMES: Mapping[str, str] = {
    "family": N_("family"),
    "free": N_("freedom"),
    "permissions": N_("what one may do"),
    "obligations": N_("what one must do"),
    "limitations": N_("limits"),
    "patents": N_("patents"),
    "network": N_("networks"),
    "later_versions": N_("later versions"),
    "law": N_("law"),
    "official_languages": N_("languages"),
    "steward": N_("who keeps it"),
    "url": N_("address"),
}
_LANGUAGE_NAMES: Mapping[str, str] = {
    "en": N_("English"),
    "fr": N_("French"),
    "de": N_("German"),
}
_SUBJECTS: tuple[tuple[str, str, Mapping[bool | None, str]], ...] = (
    (
        "patents",
        N_("Patents"),
        {
            True: N_("The text grants rights on patents, or promises not to use them against you."),
            False: N_("The text grants no right on patents."),
            None: N_("The text does not speak of patents."),
        },
    ),
    (
        "network",
        N_("Offered over a network"),
        {
            True: N_("Offering it over a network brings duties."),
            False: N_("Offering it over a network brings no duty of its own."),
            None: N_("The text does not speak of networks."),
        },
    ),
    (
        "law",
        N_("Law"),
        {
            True: N_("The text names the law, or how it is found."),
            False: N_("The text chooses no law."),
            None: N_("The text names no law."),
        },
    ),
)


def page(app: App, licence: Licence) -> str:
    """The licence on a screen."""
    sheet, say = Sheet(app), app.say
    sheet.paragraph(licence.id, style=BOLD)
    sheet.paragraph(say(licence.name))
    sheet.gap()
    sheet.paragraph(say(vocabulary("families")[licence.family]))
    sheet.paragraph(_free(app, licence))
    for title, name, words in (
        (N_("You may"), "permissions", licence.permissions),
        (N_("You must"), "obligations", licence.obligations),
        (N_("Limits"), "limitations", licence.limitations),
    ):
        sheet.head(title)
        for word, place in words.items():
            sheet.item(say(vocabulary(name)[word]), place)
        if not words:
            sheet.item(say(N_("Nothing that the text says.")))
    for name, title, sentences in _SUBJECTS:
        clause: Clause = getattr(licence, name)
        sheet.head(title)
        told = say(clause.note) if clause.note and name == "law" else say(sentences[clause.states])
        sheet.item(told, clause.clause)
        if clause.note and name != "law":
            sheet.item(say(clause.note))
    sheet.head(N_("Later versions"))
    later = licence.later_versions
    sheet.item(say(vocabulary("later-versions")[later.rule]), later.clause)
    sheet.head(N_("Languages"))
    languages = licence.official_languages
    standing = say(vocabulary("languages")[languages.standing])
    sheet.item(f"{_tongues(app, languages.tags)}. {standing}", languages.clause)
    _fitness(sheet, licence)
    _lists(sheet, licence.id)
    _names(sheet, licence)
    _sources(sheet, licence)
    return sheet.text


def _free(app: App, licence: Licence) -> str:
    known = spdx.licence(licence.id)
    approved = [name for name, yes in (("OSI", known and known.osi), ("FSF", known and known.fsf)) if yes]
    if not licence.free:
        return app.say(N_("It is not a free licence."))
    if approved:
        return app.say(Message(N_("It is a free licence; approved by: {who}."), {"who": ", ".join(approved)}))
    return app.say(N_("It is a free licence.")) + _unverified(app, licence.read["free"])


def _unverified(app: App, sourced: Sourced) -> str:
    return "" if sourced.verified else f" {app.say(N_('(not verified)'))}"


def _tongues(app: App, tags: tuple[str, ...]) -> str:
    if all(tag in _LANGUAGE_NAMES for tag in tags):
        names = app.words.list([app.say(_LANGUAGE_NAMES[tag]) for tag in tags])
        return names[:1].upper() + names[1:]
    return ", ".join(tags)


def _fits(licence_id: str) -> list[tuple[str, Fitness]]:
    """The verdict for each kind; fonts and models are contents with answers of their own."""
    return [
        (name, fit(licence_id, "content", name) if name in ("font", "model") else fit(licence_id, name))
        for name in KIND_NAMES
    ]


def _fitness(sheet: Sheet, licence: Licence) -> None:
    say = sheet.say
    sheet.head(N_("What it was made for"))
    sources: dict[str, Message] = {}
    for name, found in _fits(licence.id):
        label = say(Message(N_("{label}:"), {"label": Message(KIND_NAMES[name])}))
        style = VERDICT_STYLES.get(found.verdict, "")
        sheet.verdict(f"• {label}", say(VERDICT_NAMES[found.verdict]), style, 2)
        sheet.paragraph(say(found.reason), 4)
        told = cited(found.cited, None, found.as_of, found.verified)
        sources.setdefault(say(told), told)
    for told_as in sources:
        sheet.paragraph(told_as, 2, 0, DIM)


def _statuses(licence_id: str, app: App) -> list[tuple[BindingList, str, ListStatus]]:
    """What each list says: the tables that name the licence, or the one that comes nearest."""
    told = []
    for name in binding_lists():
        binding = binding_list(name)
        found = [(table.id, status(licence_id, binding, table.id, app.as_of)) for table in binding.tables]
        on = [one for one in found if one[1].kind in ("listed", "homologated")]
        told += [
            (binding, table, one)
            for table, one in on or [next((o for o in found if o[1].kind == "version-differs"), found[0])]
        ]
    return told


def _lists(sheet: Sheet, licence_id: str) -> None:
    sheet.head(N_("Lists that bind"))
    for binding, _, found in _statuses(licence_id, sheet.app):
        sheet.item(sheet.say(found.reason))
        for source in found.sources:
            told = cited(Message(source.title, literal=True), None, source.as_of, source.verified)
            sheet.paragraph(sheet.say(told), 4, 2, DIM)
        if found.stale:
            old = N_("The list is that of {day}, older than a year: check that it still holds.")
            sheet.paragraph(sheet.say(Message(old, {"day": binding.as_of})), 4, 0, DIM)


def _names(sheet: Sheet, licence: Licence) -> None:
    sheet.head(N_("Names and addresses"))
    if licence.aliases:
        sheet.item(f"{sheet.say(N_('Also called:'))} {', '.join(licence.aliases)}")
    read = licence.read
    sheet.item(f"{sheet.say(N_('Kept by:'))} {licence.steward}{_unverified(sheet.app, read['steward'])}")
    if licence.url:
        sheet.item(f"{licence.url}{_unverified(sheet.app, read['url'])}")


def _sources(sheet: Sheet, licence: Licence) -> None:
    sheet.head(N_("Where this was read"))
    groups: dict[int, list[str]] = {}
    for part in PARTS:
        groups.setdefault(id(licence.read[part]), []).append(part)
    for parts in groups.values():
        sourced = licence.read[parts[0]]
        told = cited(sourced.cited, None, sourced.as_of, sourced.verified)
        named = ", ".join(sheet.say(_PART_NAMES[part]) for part in parts)
        sheet.item(f"{sheet.say(told)} ({named})")
    places = [*licence.permissions.values(), *licence.obligations.values(), *licence.limitations.values()]
    if any("¶" in place for place in places):
        sheet.paragraph(sheet.say(N_("¶2 is the second paragraph of a text that numbers none.")), 2, 0, DIM)
    sheet.gap()
    sheet.paragraph(sheet.say(N_("This sums up the text and replaces neither it nor counsel.")), style=DIM)


def _clause(app: App, clause: Clause) -> dict[str, Any]:
    return {
        "states": clause.states,
        "clause": clause.clause,
        "note": app.say(clause.note) if clause.note else None,
    }


def as_data(app: App, licence: Licence) -> dict[str, Any]:
    """`communkit/licence/1`: the licence as data, its words in the reader's language."""
    say, known = app.say, spdx.licence(licence.id)

    def words(name: str, found: Mapping[str, str]) -> list[dict[str, str]]:
        return [{"id": word, "text": say(vocabulary(name)[word]), "clause": place} for word, place in found.items()]

    later, languages = licence.later_versions, licence.official_languages
    return {
        "schema": SCHEMA,
        "id": licence.id,
        "name": say(licence.name),
        "aliases": list(licence.aliases),
        "family": {"id": licence.family, "text": say(vocabulary("families")[licence.family])},
        "free": licence.free,
        "osi": bool(known and known.osi),
        "fsf": bool(known and known.fsf),
        "permissions": words("permissions", licence.permissions),
        "obligations": words("obligations", licence.obligations),
        "limitations": words("limitations", licence.limitations),
        "patents": _clause(app, licence.patents),
        "network": _clause(app, licence.network),
        "law": _clause(app, licence.law),
        "later_versions": {
            "id": later.rule,
            "text": say(vocabulary("later-versions")[later.rule]),
            "clause": later.clause,
        },
        "official_languages": {
            "tags": list(languages.tags),
            "id": languages.standing,
            "text": say(vocabulary("languages")[languages.standing]),
            "clause": languages.clause,
        },
        "made_for": [
            {
                "kind": name,
                "verdict": found.verdict,
                "reason": say(found.reason),
                "source": say(found.cited),
                "as_of": found.as_of.isoformat() if found.as_of else None,
                "verified": found.verified,
            }
            for name, found in _fits(licence.id)
        ],
        "lists": [
            {
                "list": binding.id,
                "table": table,
                "status": found.kind,
                "reason": say(found.reason),
                "as_of": found.as_of.isoformat(),
                "stale": found.stale,
            }
            for binding, table, found in _statuses(licence.id, app)
        ],
        "steward": licence.steward,
        "url": licence.url,
        "read": {part: plain_source(licence.read[part], app) for part in PARTS},
    }


def listed_page(app: App, known: Known) -> str:
    """What is known of an id without a record: its name and its flags."""
    sheet, say = Sheet(app), app.say
    sheet.paragraph(known.id, style=BOLD)
    sheet.paragraph(known.name)
    sheet.gap()
    if is_exception(known):
        sheet.paragraph(say(N_("It is an exception: it adds permissions to a licence, behind WITH.")))
    approved = [name for name, yes in (("OSI", known.osi), ("FSF", known.fsf)) if yes]
    if approved:
        sheet.paragraph(say(Message(N_("Approved by: {who}."), {"who": ", ".join(approved)})))
    if known.deprecated:
        sheet.paragraph(say(N_("SPDX does not want this id used any more.")))
    source = Message(N_("SPDX licence list {version}"), {"version": spdx.licence_list().version})
    sheet.paragraph(say(cited(source, None, spdx.licence_list().released, True)), style=DIM)
    sheet.gap()
    sheet.paragraph(say(N_("communkit keeps no record of it: read its text, or ask counsel.")))
    sheet.paragraph(f"communkit licence show {known.id} --text", 2)
    return sheet.text


def listed_as_data(app: App, known: Known) -> dict[str, Any]:
    """The same as data."""
    del app
    return {
        "schema": SCHEMA,
        "id": known.id,
        "name": known.name,
        "exception": is_exception(known),
        "deprecated": known.deprecated,
        "osi": known.osi,
        "fsf": known.fsf,
        "source": f"SPDX licence list {spdx.licence_list().version}",
        "as_of": spdx.licence_list().released.isoformat(),
    }


def is_exception(known: Known) -> bool:
    """Is it an exception of the list, and no licence?"""
    return spdx.exception(known.id) is known
