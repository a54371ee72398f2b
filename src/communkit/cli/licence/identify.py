"""`communkit licence identify FILE…`: which licence a file is the text of, exact or modified, and where it departs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.licence.format import Format
from communkit.marked import N_, Message, Share

if TYPE_CHECKING:
    from communkit.cli.licence.sheet import Sheet
    from communkit.licences.identify import Identification

ABOUT = N_(
    "Say which licence each file is the text of. “Exact” means word for word, but for names, years, layout and the"
    " like; one changed word, and the copy is “modified”. The score is the part of the licence's binding words that"
    " agree, from 0 to 1; where a file holds several licences, that of the least faithful one. A high score is no"
    " proof: the one word that differs may be “not”."
)
EXAMPLES = """\
communkit licence identify LICENSE COPYING --diff
communkit licence identify $(git ls-files '*LICEN[CS]E*') --format json
communkit licence identify - < LICENSE"""

STDIN = "-"
_PROBLEMS = {
    "empty": N_("{file} is empty."),
    "binary": N_(
        "{file} is no text: a licence in a PDF, an archive or an office document has to be saved as text first."
    ),
    "too-large": N_("{file} is larger than any licence ({size}) and was not read."),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in one file, or why it could not be read as text ("empty", "binary", "too-large")."""

    file: str
    found: Identification | None
    content: bytes
    problem: str | None = None


def command(
    app: App,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=N_("The files; “-” reads the standard input."))],
    diff: Annotated[bool, typer.Option("--diff", help=N_("Show the words that differ."))] = False,
    format: Annotated[Format, typer.Option("--format", help=N_("How the answer is printed."))] = Format.TEXT,
) -> Exit:
    """Read the files and print what each is."""
    places = _checked(app, files)
    answers = (_answer(name, place) for name, place in places)
    unreadable = False
    told: list[dict[str, Any]] = []
    for number, answer in enumerate(answers):
        if answer.problem:
            unreadable = True
            app.warn(_problem(app, answer))
        if format is Format.JSON:
            told.append(as_data(answer))
        elif answer.found is not None:
            if number and diff:
                app.result("")
            app.result("\n".join(_lines(app, answer, diff)))
    if format is Format.JSON:
        app.result(json.dumps(told, ensure_ascii=False, indent=2))
    return Exit.INVALID_DOCUMENT if unreadable else Exit.CLEAN


def _checked(app: App, files: list[str]) -> list[tuple[str, Path | None]]:
    """The files as they are named, and where they are; None for the standard input. Raises UsageError."""
    from communkit.errors import UsageError

    if files.count(STDIN) > 1:
        raise UsageError(Message(N_("The standard input can be read only once.")))
    places: list[tuple[str, Path | None]] = []
    for name in files:
        place = None if name == STDIN else app.directory / name
        if place is not None and place.is_dir():
            raise UsageError(
                Message(N_("{file} is a folder."), {"file": name}),
                Message(N_("Name the files in it; “communkit licence identify --help” shows how to find them.")),
            )
        if place is not None and not place.exists():
            raise UsageError(Message(N_("There is no file {file}."), {"file": name}))
        places.append((name, place))
    return places


def _answer(name: str, place: Path | None) -> Answer:
    from communkit.licences.identify import LARGEST, identify

    if place is None:
        content = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with place.open("rb") as file:
            content = file.read(LARGEST + 1)
    if not content.strip():
        return Answer(name, None, b"", "empty")
    if b"\0" in content[:8192] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Answer(name, None, b"", "binary")
    if len(content) > LARGEST:
        return Answer(name, None, b"", "too-large")
    return Answer(name, identify(content), content)


def _problem(app: App, answer: Answer) -> Message:
    from communkit.licences.identify import LARGEST

    problem = Message(_PROBLEMS[answer.problem or ""], {"file": answer.file, "size": app.words.size(LARGEST)})
    return Message(N_("error: {problem}"), {"problem": problem})


def as_data(answer: Answer) -> dict[str, Any]:
    """One file as data: the keys that are published, then those that tell more."""
    found = answer.found
    if found is None:
        nothing: dict[str, Any] = {"expression": None, "candidates": [], "match": "unknown", "score": 0.0}
        empty: dict[str, Any] = {"differences": [], "pieces": [], "rest": None}
        return {"file": answer.file, **nothing, **empty, "problem": answer.problem}
    return {
        "file": answer.file,
        "expression": found.expression,
        "candidates": list(found.candidates),
        "match": found.match,
        "score": found.score,
        "differences": [{"expected": one.expected, "found": one.found, "line": one.line} for one in found.differences],
        "pieces": [
            {
                "expression": piece.expression,
                "candidates": list(piece.candidates),
                "language": piece.language,
                "match": piece.match,
                "score": piece.score,
                "first_line": piece.first_line,
                "last_line": piece.last_line,
            }
            for piece in found.pieces
        ],
        "rest": found.rest,
        "problem": None,
    }


# As text


def _lines(app: App, answer: Answer, diff: bool) -> Iterator[str]:
    from communkit.cli.licence.sheet import Sheet

    found = answer.found
    if found is None:
        return
    sheet = Sheet(app)
    alone = found.pieces[0].expression if found.pieces else None  # the text of an exception is no licence
    verdict = _verdict(found.expression or alone, found.match, found.score)
    name = Message(N_("standard input")) if answer.file == STDIN else answer.file
    sheet.paragraph(app.say(Message(N_("{file}: {verdict}"), {"file": name, "verdict": verdict})), hang=2)
    for line in _notes(found):
        sheet.paragraph(app.say(line), 2, 2)
    if found.differences and not diff:
        hidden = Message(N_("Places that differ: {count}; --diff shows them."), {"count": len(found.differences)})
        sheet.paragraph(app.say(hidden), 2, 2)
    if diff:
        _differences(sheet, answer, found)
    yield from sheet.lines


def _verdict(expression: str | None, match: str, score: float) -> Message:
    if expression is None:
        return Message(N_("unknown"))
    if match == "exact":
        return Message(N_("{licence}, exact"), {"licence": expression})
    agreeing = Share(Decimal(str(score)))
    return Message(N_("{licence}, modified ({share} of its words agree)"), {"licence": expression, "share": agreeing})


def _notes(found: Identification) -> Iterator[Message]:
    """What the verdict leaves out: the licences one by one, ids that share a text, words beside, notices."""
    if found.expression is None and found.pieces:
        yield Message(N_("It is an exception, which adds to a licence; no licence's text was found beside it."))
    elif found.expression is None:
        if found.candidates:
            named = ", ".join(found.candidates)
            yield Message(N_("It is no licence's text, but a notice in it names: {ids}."), {"ids": named})
        return
    if len(found.pieces) > 1:
        for piece in found.pieces:
            lines = {"first": str(piece.first_line), "last": str(piece.last_line)}
            verdict = _verdict(piece.expression, piece.match, piece.score)
            yield Message(N_("lines {first} to {last}: {verdict}"), {**lines, "verdict": verdict})
    for candidates in dict.fromkeys(piece.candidates for piece in found.pieces):
        if len(candidates) > 1:
            shared = ", ".join(candidates)
            yield Message(N_("These share one text, a notice elsewhere has to say which: {ids}."), {"ids": shared})
    if found.rest:
        yield Message(N_("Beside it, words of no licence that may bind: “{words}…”"), {"words": found.rest})


def _differences(sheet: Sheet, answer: Answer, found: Identification) -> None:
    """Each place that differs: the line of the file, what the licence says there, what the file says."""
    from communkit.cli.licence.sheet import DIM, GREEN, RED
    from communkit.licences import normal
    from communkit.report.escape import visible

    text = normal.decoded(answer.content)
    # the lines of a web page are counted as it is shown, not as it is written
    written = [] if normal.is_page(text) else text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in found.differences:
        number = f"{one.line:>6} │ "
        line = written[one.line - 1].strip() if one.line <= len(written) else ""
        sheet.lines.append(sheet.paint(number + _around(line, one.found, sheet.width - len(number)), DIM))
        for mark, words, style in (("−", one.expected, RED), ("+", one.found, GREEN)):
            if words:
                sheet.paragraph(f"{mark} {visible(words)}", 9, 2, style)


def _around(line: str, words: str, room: int) -> str:
    """As much of a line as fits, with the beginning of `words` in it where the line has them."""
    from communkit.report.escape import visible
    from communkit.report.screen import cells, cut

    shown = visible(line)
    place = shown.casefold().find(words.partition(" ")[0]) if words else -1
    if cells(shown) > room and place > room // 2:
        shown = "…" + shown[place - room // 3 :].partition(" ")[2]
    return cut(shown, room)
