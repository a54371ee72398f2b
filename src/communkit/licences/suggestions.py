"""What somebody meant who wrote "GPLv3+", "MIT/Apache-2.0" or "SEE LICENSE IN LICENSE.txt".

Reached only when a text is no expression, so it may read every record for its aliases.
"""

from __future__ import annotations

import difflib
import re

from communkit.licences import spdx
from communkit.licences.expressions import ExpressionError, strict
from communkit.licences.records import by_alias
from communkit.marked import N_, Message

_OPERATOR = re.compile(r"\s*(?:\s(?:and/or|and|or|with|et|ou|avec)\s|[()])\s*", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:[/|,;&]+|\b(?:ou|or)\b/?|\b(?:et|and)\b/?)\s*", re.IGNORECASE)
_LATER = re.compile(r"(any )?later|newer|greater|(toute )?(version )?(ultérieure|postérieure)", re.IGNORECASE)
_WORDS = {"ET": "AND", "OU": "OR", "AVEC": "WITH", "AND/OR": "OR"}


def explained(text: str, error: ExpressionError) -> ExpressionError:
    """The same failure, in the words that fit the case, with a suggestion where one can be made."""
    return _special(text) or _renamed(text) or _joined(text) or _with_suggestion(text, error)


def _special(text: str) -> ExpressionError | None:
    """Texts that other tools accept in a licence field and that name no licence."""
    bare = text.strip()
    start = text.index(bare)
    end = start + len(bare)
    if match := re.match(r"see licen[cs]e(?: in)?\b\s*(\S.*)?", bare, re.IGNORECASE):
        return ExpressionError(
            Message(
                N_(
                    "“{text}” points to a file and names no licence; write the licence of that file, or a "
                    "LicenseRef- of your own with its text in LICENSES/"
                ),
                {"text": bare},
            ),
            start + (match.start(1) if match[1] else 0),
            end,
        )
    if bare.upper() in {"NONE", "NOASSERTION"}:
        return ExpressionError(
            Message(
                N_("“{text}” says that no licence was found; it is not a licence. Leave the field empty instead"),
                {"text": bare},
            ),
            start,
            end,
        )
    if bare.casefold() in {"unlicensed", "proprietary", "propriétaire", "all rights reserved", "tous droits réservés"}:
        return ExpressionError(
            Message(
                N_(
                    "“{text}” says that no right is granted; if these are terms of your own, write a LicenseRef- "
                    "with their text in LICENSES/ (The Unlicense, which frees everything, is written Unlicense)"
                ),
                {"text": bare},
            ),
            start,
            end,
        )
    return None


def _renamed(text: str) -> ExpressionError | None:
    """The words of everyday speech ("GPLv3+", "CeCILL 2.1") in place of ids, anywhere in the expression."""
    pieces = _pieces(text)
    mended: list[str] = []
    first: tuple[int, int, str, list[str]] | None = None
    for piece, start, operator in pieces:
        if operator:
            mended.append(_WORDS.get(piece.upper(), piece.upper()))
            continue
        if _parses(piece) or (mended and mended[-1] == "WITH" and spdx.exception(piece)):
            mended.append(piece)
            continue
        meant = by_alias(piece)
        if not meant:
            return None
        if first is None:
            first = (start, start + len(piece), piece, meant)
        mended.append(meant[0] if len(meant) == 1 else "?")
    if first is None:
        return None
    start, end, piece, meant = first
    if len(meant) > 1:
        return ExpressionError(
            Message(N_("“{word}” can mean several licences: {ids}; say which"), {"word": piece, "ids": meant}),
            start,
            end,
            candidates=tuple(meant),
        )
    return ExpressionError(
        Message(N_("“{word}” is not written as SPDX does: its id is {id}"), {"word": piece, "id": meant[0]}),
        start,
        end,
        _checked(mended) if "?" not in mended else None,
        tuple(meant),
    )


def _joined(text: str) -> ExpressionError | None:
    """Licences joined by a slash or a comma, which says neither AND nor OR."""
    if not re.search(r"[/|,;&]", text):
        return None
    parts = [part for part in _JOINT.split(text.strip()) if part]
    named: list[str] = []
    for part in parts:
        meant = [part] if _parses(part) else by_alias(part)
        if len(meant) != 1:
            return None
        named.append(meant[0])
    if len(named) < 2:
        return None
    mark = re.search(r"[/|,;&]+", text)
    operator = "AND" if mark and mark[0].startswith("&") else "OR"
    start, end = (mark.start(), mark.end()) if mark else (0, len(text))
    return ExpressionError(
        Message(
            N_(
                "“{mark}” does not say whether all these licences apply (AND) or one may be chosen (OR); most "
                "often it means OR"
            )
            if operator == "OR"
            else N_("licences are joined by AND, OR or WITH, not by “{mark}”"),
            {"mark": mark[0] if mark else ""},
        ),
        start,
        end,
        _checked([f" {operator} ".join(named)]),
    )


def _with_suggestion(text: str, error: ExpressionError) -> ExpressionError:
    """The failure as found, with the nearest id where one word is unknown, or the text without its loose end."""
    word = text[error.start : error.end]
    suggestion = None
    if word.upper() in {"AND", "OR", "WITH"}:
        capitals = re.sub(r"\b(and|or|with)\b", lambda match: match[0].upper(), text, flags=re.IGNORECASE)
        loose = re.sub(r"^\s*(AND|OR|WITH)\b|\b(AND|OR|WITH)\s*$", "", text, flags=re.IGNORECASE)
        suggestion = _checked([capitals]) or _checked([loose])
    elif word.upper() in _WORDS:
        suggestion = _checked([_WORDS.get(piece.upper(), piece) for piece, _, _ in _pieces(text)])
    elif word in {"(", ")"}:
        suggestion = _checked([text[: error.start] + text[error.end :]])
    else:
        near = _nearest(word)
        if near:
            suggestion = _checked([text[: error.start] + near + text[error.end :]])
    return ExpressionError(error.message, error.start, error.end, suggestion, error.candidates)


def _pieces(text: str) -> list[tuple[str, int, bool]]:
    """The text cut at operators and parentheses: (piece, offset, is it an operator or parenthesis?)."""
    found: list[tuple[str, int, bool]] = []
    last = 0
    for match in _OPERATOR.finditer(text):
        _add(found, text, last, match.start())
        mark = match[0].strip()
        found.append((mark, match.start() + match[0].index(mark), True))
        last = match.end()
    _add(found, text, last, len(text))
    return _rejoined(found, text)


def _rejoined(pieces: list[tuple[str, int, bool]], text: str) -> list[tuple[str, int, bool]]:
    """Put back "or later", which is part of a name and no choice between two licences."""
    result: list[tuple[str, int, bool]] = []
    for piece, start, operator in pieces:
        after_or = len(result) >= 2 and result[-1][2] and result[-1][0].casefold() in {"or", "ou"}
        if not operator and _LATER.match(piece) and after_or and not result[-2][2]:
            result.pop()
            _, begin, _ = result.pop()
            result.append((text[begin : start + len(piece)], begin, False))
        else:
            result.append((piece, start, operator))
    return result


def _add(found: list[tuple[str, int, bool]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        found.append((piece.strip(), start + len(piece) - len(piece.lstrip()), False))


def _nearest(word: str) -> str | None:
    known = {identifier.casefold(): identifier for identifier in spdx.ids()}
    known.update({entry.id.casefold(): entry.id for entry in spdx.exceptions()})
    near = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.8)
    return known[near[0]] if near else None


def _parses(text: str) -> bool:
    return _checked([text]) is not None


def _checked(parts: list[str]) -> str | None:
    """The normalised expression of `parts`, None where it still does not parse.

    Only the strict reader is asked here, so that a failing suggestion cannot ask for another one.
    """
    try:
        return strict(" ".join(parts)).text
    except ExpressionError:
        return None
