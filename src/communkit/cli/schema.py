"""`communkit schema [STEP]`: the JSON Schema of a document, for editors and other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from communkit.cli.app import App
from communkit.marked import N_

ABOUT = N_(
    "Print the JSON Schema of a document of the dossier, its titles and questions in your language. Without a step,"
    " list the documents. An editor that knows YAML completes and explains the keys with it."
)


def command(
    app: App,
    step: Annotated[str | None, typer.Argument(help=N_("The step whose document is meant."), metavar="STEP")] = None,
) -> None:
    """Print one schema, or the list of documents."""
    import json

    from communkit.cli.dossier import chosen_steps

    if step is None:
        for one in chosen_steps(()):
            app.result(f"{one.name}/{one.shape}  {one.file_name}  {app.say(one.title)}")
        return
    from communkit.model.schema import json_schema

    (found,) = chosen_steps((step,))
    app.result(json.dumps(json_schema(found, app.words), ensure_ascii=False, indent=2))
