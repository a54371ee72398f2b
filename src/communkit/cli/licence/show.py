"""`communkit licence show ID`: one licence, in plain words, each with its place in the text."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from communkit.cli.app import App
from communkit.cli.licence.format import Format
from communkit.marked import N_

ABOUT = N_(
    "Show one licence in plain words: what one may do, what one must do, what it does not give; patents, networks,"
    " later versions, languages and law; what it was made for, and the lists that name it. Each statement has its"
    " place in the text, and what nobody verified says so."
)
EXAMPLES = """\
communkit licence show "licence ouverte"
communkit licence show GPL-3.0-or-later --format json
communkit licence show CECILL-2.1 --text --lang fr"""


def _complete(incomplete: str) -> list[str]:
    from communkit.cli.licence.names import complete

    return complete(incomplete)


def command(
    app: App,
    licence: Annotated[
        str,
        typer.Argument(
            metavar="ID", help=N_("The licence: its SPDX id, or its everyday name."), autocompletion=_complete
        ),
    ],
    text: Annotated[
        bool, typer.Option("--text", help=N_("Print its text instead, in the reader's language where it exists."))
    ] = False,
    format: Annotated[Format, typer.Option("--format", help=N_("How it is printed."))] = Format.TEXT,
) -> None:
    """Print the page, the data or the text."""
    from communkit.cli.licence import page
    from communkit.cli.licence.names import known_as
    from communkit.licences.records import Licence

    found = known_as(licence)
    if text:
        app.result(_text(app, found.id).rstrip("\n"))
    elif format is Format.JSON:
        data = page.as_data(app, found) if isinstance(found, Licence) else page.listed_as_data(app, found)
        app.result(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        app.result(page.page(app, found) if isinstance(found, Licence) else page.listed_page(app, found))


def _text(app: App, identifier: str) -> str:
    from communkit.errors import UsageError
    from communkit.licences.texts import text
    from communkit.marked import Message

    found = text(identifier, app.language)
    if found is None:
        raise UsageError(
            Message(N_("communkit has no text of {licence}."), {"licence": identifier}),
            Message(N_("Take it from whoever publishes it.")),
        )
    return found
