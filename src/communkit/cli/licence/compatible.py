"""`communkit licence compatible INBOUND… --into OUTBOUND`: may what comes in under one licence go out under another?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.licence.format import Format
from communkit.marked import N_, Message

if TYPE_CHECKING:
    from communkit.licences.compatibility import Answer
    from communkit.licences.expressions import Expression

ABOUT = N_(
    "Say whether what comes in under one licence may go out in a work under another: yes, no, depends (and on what) or"
    " unknown. The direction matters, and so does the use: link (a dependency), include (merged into it), aggregate"
    " (side by side), network (offered without handing out copies), content (something produced from it). Without"
    " --use, software is answered for linking, data for the three uses that data have. It ends with 0 whatever the"
    " answer, unless --require is given."
)
EXAMPLES = """\
communkit licence compatible AGPL-3.0-only --into EUPL-1.2
communkit licence compatible ODbL-1.0 --into CC-BY-4.0
communkit licence compatible "MIT OR Apache-2.0" GPL-2.0-only --into EUPL-1.2 --require"""


class Use(StrEnum):
    """How the inbound work is used."""

    LINK = "link"
    INCLUDE = "include"
    AGGREGATE = "aggregate"
    NETWORK = "network"
    CONTENT = "content"


_USES = {
    "link": N_("linked as a dependency"),
    "include": N_("merged into it"),
    "aggregate": N_("side by side"),
    "network": N_("offered over a network"),
    "content": N_("something produced from it"),
}
_ANSWERS = {"yes": N_("yes"), "no": N_("no"), "depends": N_("it depends"), "unknown": N_("unknown")}
_STYLES = {"yes": "1;32", "no": "1;31", "depends": "1;33"}


def _complete(incomplete: str) -> list[str]:
    from communkit.cli.licence.names import complete

    return complete(incomplete)


def command(
    app: App,
    inbound: Annotated[
        list[str],
        typer.Argument(
            metavar="INBOUND",
            help=N_("What comes in: SPDX ids or expressions, each answered by itself."),
            autocompletion=_complete,
        ),
    ],
    into: Annotated[
        str,
        typer.Option(
            "--into", metavar="OUTBOUND", help=N_("The licence of the work it goes into."), autocompletion=_complete
        ),
    ],
    use: Annotated[Use | None, typer.Option("--use", help=N_("How it is used there."))] = None,
    require: Annotated[bool, typer.Option("--require", help=N_("End with 1 if any answer is no."))] = False,
    format: Annotated[Format, typer.Option("--format", help=N_("How the answers are printed."))] = Format.TEXT,
) -> Exit:
    """Answer, and print."""
    from communkit.licences.compatibility import answers

    outbound = _parsed(into)
    coming = [_parsed(one, several=len(inbound) > 1) for one in inbound]
    found = [answer for one in coming for answer in answers(one, outbound, use.value if use else None)]
    if format is Format.JSON:
        app.result(json.dumps([as_data(app, one) for one in found], ensure_ascii=False, indent=2))
    else:
        app.result("\n\n".join("\n".join(_lines(app, one)) for one in found))
    return Exit.FINDINGS if require and any(one.answer == "no" for one in found) else Exit.CLEAN


def _parsed(text: str, several: bool = False) -> Expression:
    """The expression. Raises UsageError, with what was probably meant."""
    from communkit.errors import UsageError
    from communkit.licences.expressions import ExpressionError, parse

    if several and text.upper() in ("AND", "OR", "WITH"):
        raise UsageError(
            Message(N_("“{word}” stands by itself."), {"word": text}),
            Message(N_("Put an expression of several words in quotes: {example}."), {"example": '"MIT OR Apache-2.0"'}),
        )
    try:
        return parse(text)
    except ExpressionError as error:
        hint = Message(N_("Did you mean {near}?"), {"near": error.suggestion}) if error.suggestion else None
        if text.strip() and (error.start, error.end) == (0, len(text)):
            problem = Message(N_("{problem}."), {"problem": error.message})  # it names the text itself
        else:
            problem = Message(N_("“{text}”: {problem}."), {"text": text, "problem": error.message})
        raise UsageError(problem, hint) from None


def as_data(app: App, answer: Answer) -> dict[str, Any]:
    """One answer as data: the keys that are published, then those that tell more."""
    say = app.say
    return {
        "inbound": answer.inbound,
        "outbound": answer.outbound,
        "use": answer.use,
        "answer": answer.answer,
        "reason": say(answer.reason),
        "source": say(answer.cited) or None,
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "condition": say(answer.condition) if answer.condition else None,
        "clause": answer.clause,
        "verified": answer.verified,
        "other": as_data(app, answer.other) if answer.other else None,
        "parts": [as_data(app, part) for part in answer.parts],
    }


# As text


def _lines(app: App, answer: Answer) -> Iterator[str]:
    from communkit.cli.licence.sheet import BOLD, DIM, Sheet, cited

    sheet, say = Sheet(app), app.say
    asked = Message(
        N_("{inbound} into {outbound}, {use}:"),
        {"inbound": answer.inbound, "outbound": answer.outbound, "use": Message(_USES[answer.use])},
    )
    sheet.verdict(say(asked), say(_ANSWERS[answer.answer]), _STYLES.get(answer.answer, BOLD))
    sheet.paragraph(say(answer.reason), 2)
    if answer.condition:
        sheet.paragraph(f"→ {say(answer.condition)}", 2, 2)
    sheet.paragraph(say(cited(answer.cited, answer.clause, answer.as_of, answer.verified)), 2, 2, DIM)
    if answer.other is not None:
        says = Message(
            N_("Another source says otherwise ({answer}): {reason}"),
            {"answer": Message(_ANSWERS[answer.other.answer]), "reason": answer.other.reason},
        )
        sheet.paragraph(say(says), 2)
        other = answer.other
        sheet.paragraph(say(cited(other.cited, other.clause, other.as_of, other.verified)), 2, 2, DIM)
    for part in answer.parts:
        told = Message(
            N_("{inbound} into {outbound}: {answer}. {reason}"),
            {
                "inbound": part.inbound,
                "outbound": part.outbound,
                "answer": Message(_ANSWERS[part.answer]),
                "reason": part.reason,
            },
        )
        sheet.paragraph(f"• {say(told)}", 2, 2)
        sheet.paragraph(say(cited(part.cited, part.clause, part.as_of, part.verified)), 4, 2, DIM)
    yield from sheet.lines
