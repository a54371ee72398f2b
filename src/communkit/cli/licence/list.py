"""`communkit licence list`: the licences with a record, by what they are made for, their family, a list they are on."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communkit.cli.app import App
from communkit.cli.licence.format import Format
from communkit.marked import N_

if TYPE_CHECKING:
    from communkit.licences.lists import BindingList
    from communkit.licences.records import Licence

ABOUT = N_(
    "List the licences that communkit keeps a record of: all of them, or those made for one kind of thing, of one"
    " family, on one list that binds. Others of the SPDX list are known by name: communkit licence show."
)
SCHEMA = "communkit/licences/1"
_MORE = "communkit licence show ID"


class Kind(StrEnum):
    """The kinds of thing."""

    CODE = "code"
    DOCUMENTATION = "documentation"
    DATABASE = "database"
    SIGN = "sign"
    HARDWARE = "hardware"
    CONTENT = "content"


class Family(StrEnum):
    """The families, by what they ask for in return."""

    PUBLIC_DOMAIN = "public-domain"
    PERMISSIVE = "permissive"
    WEAK_COPYLEFT = "weak-copyleft"
    STRONG_COPYLEFT = "strong-copyleft"
    NETWORK_COPYLEFT = "network-copyleft"
    ATTRIBUTION = "attribution"
    SHARE_ALIKE = "share-alike"
    RESTRICTED = "restricted"


def _lists(incomplete: str) -> list[str]:
    from communkit.licences.lists import binding_lists

    return [name for name in binding_lists() if name.startswith(incomplete)]


def command(
    app: App,
    kind: Annotated[Kind | None, typer.Option("--kind", help=N_("Only those made for it, or possible."))] = None,
    family: Annotated[Family | None, typer.Option("--family", help=N_("Only those of this family."))] = None,
    listed: Annotated[
        str | None,
        typer.Option("--listed", metavar="LIST", help=N_("Only those on this list (fr)."), autocompletion=_lists),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help=N_("How the list is printed."))] = Format.TEXT,
) -> None:
    """Print the table."""
    from communkit.licences.records import records

    binding = _binding(listed) if listed else None
    allowed = _on(binding, kind) if binding else None
    shown = [
        one
        for one in records()
        if (family is None or one.family == family.value)
        and (allowed is None or one.id in allowed)
        and (kind is None or one.made_for[kind.value] in ("made-for", "possible"))
    ]
    if kind is not None:
        shown.sort(key=lambda one: one.made_for[kind.value] != "made-for")
    if format is Format.JSON:
        told = {"schema": SCHEMA, "licences": [_plain(one, app) for one in shown]}
        app.result(json.dumps(told, ensure_ascii=False, indent=2))
        return
    app.result(_page(app, shown, kind, binding))


def _binding(name: str) -> BindingList:
    from communkit.errors import UsageError
    from communkit.licences.lists import binding_list, binding_lists
    from communkit.marked import Message

    try:
        return binding_list(name.lower())
    except KeyError:
        raise UsageError(
            Message(N_("communkit knows no list “{name}”."), {"name": name}),
            Message(N_("Choose one of: {choices}."), {"choices": ", ".join(binding_lists())}),
        ) from None


def _on(binding: BindingList, kind: Kind | None) -> set[str]:
    """The ids of the list, of the table for `kind` where one is asked for."""
    tables = binding.tables if kind is None else [one for one in binding.tables if kind.value in one.kinds]
    return {licence for table in tables for licence in table.licences}


def _plain(licence: Licence, app: App) -> dict[str, Any]:
    from communkit.licences.lists import binding_list, binding_lists

    lists = {
        name: [table.id for table in binding_list(name).tables if licence.id in table.licences]
        for name in binding_lists()
    }
    return {
        "id": licence.id,
        "name": app.say(licence.name),
        "family": licence.family,
        "free": licence.free,
        "made_for": dict(licence.made_for),
        "lists": {name: tables for name, tables in lists.items() if tables},
        "source": app.say(licence.sourced.cited),
        "as_of": licence.sourced.as_of.isoformat(),
        "verified": licence.sourced.verified,
    }


def _page(app: App, shown: list[Licence], kind: Kind | None, binding: BindingList | None) -> str:
    from communkit.cli.licence.sheet import DIM, KIND_NAMES, VERDICT_NAMES, Sheet, cited
    from communkit.licences.data import vocabulary
    from communkit.licences.fitness import fit
    from communkit.marked import Message

    sheet = Sheet(app)
    families = {word: app.say(sentence).partition(":")[0].strip() for word, sentence in vocabulary("families").items()}
    rows = []
    for one in shown:
        if kind is not None:
            last = app.say(VERDICT_NAMES[one.made_for[kind.value]])
        else:
            made_for = [name for name in KIND_NAMES if _verdict(one.id, name) == "made-for"]
            last = ", ".join(app.say(KIND_NAMES[name]) for name in made_for) or "–"
        rows.append((one.id, families[one.family], last))
    third = KIND_NAMES[kind.value] if kind else N_("made for")
    if rows:
        head = tuple(_capital(app.say(title)) for title in (N_("licence"), N_("family"), third))
        sheet.table(head, rows)
        sheet.gap()
    count = Message(N_("Licences: {count}. More on one: {command}"), {"count": len(shown), "command": _MORE})
    sheet.paragraph(app.say(count))
    if shown:
        sheet.gap()
        day = min(one.read["family"].as_of for one in shown)
        read = Message(
            N_("Families were read in each text, {day}; {command} says where."), {"day": day, "command": _MORE}
        )
        sheet.paragraph(app.say(read), style=DIM)
        fitness = fit(shown[0].id, kind.value if kind else "code")
        source = cited(fitness.cited, None, fitness.as_of, fitness.verified)
        sheet.paragraph(app.say(Message(N_("What they are made for. {source}"), {"source": source})), style=DIM)
    if binding is not None:
        for line in about_list(app, binding):
            sheet.paragraph(line, style=DIM)
    return sheet.text


def about_list(app: App, binding: BindingList) -> list[str]:
    """Whom a list binds, where it stands, of when it is; that it is old, when it is."""
    from communkit.cli.licence.sheet import cited
    from communkit.marked import Message

    lines = [app.say(Message(N_("{list}: {whom}"), {"list": binding.name, "whom": binding.applies_to}))]
    for source in binding.sources.values():
        title = f"{source.title}, {source.url}" if source.url else source.title
        lines.append(app.say(cited(Message(title, literal=True), None, source.as_of, source.verified)))
    if binding.stale(app.as_of):
        lines.append(app.say(N_("This list is older than a year: check that it still holds.")))
    return lines


def _verdict(licence: str, name: str) -> str:
    from communkit.licences.fitness import fit

    return fit(licence, "content", name).verdict if name in ("font", "model") else fit(licence, name).verdict


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
