"""Typography of our own prose: the spaces, quotes and apostrophes that a printer would set.

French follows the usage of the Imprimerie nationale: a no-break space before the colon and inside guillemets,
a narrow one before `; ! ?`, one between a number and its unit. English gets curly quotes and apostrophes.
Code, addresses, paths, tags and template holes are stepped over, and count as a word for what stands beside
them. A colon glued to its word is left so: it is a key, a time, an address or a role, never French prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

NBSP = "\u00a0"
NARROW = "\u202f"
ATOM = "\ue000"
"""Stands for whatever is stepped over; a text may also hold it itself, it comes out in its place."""

_CODE = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`)"
_TEMPLATE = r"\{\{[\s\S]{0,2000}?\}\}|\{%[\s\S]{0,2000}?%\}|\{#[\s\S]{0,2000}?#\}|\{[A-Za-z_]\w*\}"
_HTML = (
    r"<!--[\s\S]{0,2000}?-->"
    r"|<(?P<tag>script|style|pre|code|kbd|samp)\b[\s\S]{0,5000}?</(?P=tag)>"
    r"|</?[A-Za-z][^<>]{0,2000}>|&#?\w{1,32};"
)
_URL = r"(?<![\w.+-])(?:[A-Za-z][A-Za-z0-9+.-]{0,30}://|mailto:|doi:|urn:|swh:)[^\s<>\"«»`]*[^\s<>\"«»`.,;:!?'’)\]…]"
_MAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PATH = r"(?<![\w.~@+*#-])[\w.~@+*#-]*[/\\][\w.~@+*#/\\-]*"
_FRONT_MATTER = r"\A---\n[\s\S]*?\n---[ \t]*(?=\n|\Z)"
_FENCE = r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
_LINK = (
    r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+\"[^\"\n]*\")?\)"
    r"|(?<=\])\[[^\]\n]*\]|^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*$"
)
_RULE_ROW = r"^(?=[^\n]*-)[ \t|:-]+$"

_PLAIN = (ATOM, _CODE, _TEMPLATE, _HTML, _URL, _MAIL, _PATH)
_MARKDOWN = (ATOM, _FRONT_MATTER, _FENCE, _RULE_ROW, _LINK, *_PLAIN[1:])


@cache
def _skips(markdown: bool) -> re.Pattern[str]:
    """What is stepped over. Compiled when first needed: patterns cost 15 ms, and most commands need one set."""
    return re.compile("|".join(_MARKDOWN if markdown else _PLAIN), re.MULTILINE)


def typeset(text: str, language: str, markdown: bool = False) -> str:
    """`text` as it is printed in `language`; setting it twice changes nothing more.

    `markdown` also steps over fenced blocks, link targets, tables' rules and front matter. A language whose
    rules we do not know is returned as it is.
    """
    if language not in _SETTERS or not text:
        return text
    skipped: list[str] = []

    def step_over(match: re.Match[str]) -> str:
        skipped.append(match[0])
        return ATOM

    bare = _skips(markdown).sub(step_over, text)
    pieces = _SETTERS[language](bare).split(ATOM)
    return "".join(piece + atom for piece, atom in zip(pieces, [*skipped, ""], strict=True))


_SPACE = f"[ {NBSP}{NARROW}]"
_LETTER = r"[^\W\d_]"
_CLOSING = r"[\s»)\]*_\"”,]"
# What can stand before a double mark: a word or its end. Not a bullet, a heading's # or a table's bar, which
# need their ordinary space.
_WORD_END = rf"(?:(?<=[\w)\]»”\"'’…%€°{ATOM}])|(?<=[^\s*_][*_])|(?<=[^\s*_][*_]{{2}})|(?<={_LETTER}\.))"
_ELLIPSIS = (r"(?<!\.)\.{3}(?=[\s)\]»”\"',;:!?*_]|\Z)", "…")
_NUMBER = rf"(?<=[\d{ATOM}])"

_FRENCH = (
    _ELLIPSIS,
    (rf"(?<={_LETTER})'(?=[\w«*{ATOM}])", "’"),
    (rf"«{_SPACE}*(?=\S)", f"«{NBSP}"),
    (rf"(?<=\S){_SPACE}*»", f"{NBSP}»"),
    (rf"{_WORD_END}{_SPACE}+:(?={_CLOSING}|\Z)", f"{NBSP}:"),
    (rf"{_WORD_END}{_SPACE}*([;!?][;!?.…]*)(?={_CLOSING}|\Z)", rf"{NARROW}\1"),
    (rf"{_NUMBER}{_SPACE}*(?=[%‰€](?!\w))", NBSP),
    (rf"{_NUMBER}{_SPACE}+(?=(?:k€|M€|ETP|h|min|ko|Mo|Go)(?!\w))", NBSP),
    (rf"(?<=\b[nN]°){_SPACE}+(?=\w)", NBSP),
    (rf"(?<=\bart\.){_SPACE}+(?=[\w{ATOM}])", NBSP),
    (rf"(?<=\b[LRD]\.){_SPACE}+(?=\d)", NBSP),
)
_ENGLISH = (
    _ELLIPSIS,
    (rf"(?<=[\w{ATOM}])'(?={_LETTER})", "’"),
    (rf"{_NUMBER}{_SPACE}+(?=(?:FTE|h|min|kB|MB|GB)(?!\w))", NBSP),
)
_SINGLE_OPENS = rf"(?m:^|[\s(])'(?=[\w{ATOM}])"
_PLURAL_POSSESSIVE = r"(?<=s)'(?=[\s.,;:)?!]|\Z)"
_PARAGRAPH = r"(\n[ \t]*\n)"


@cache
def _compiled(rules: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.MULTILINE), replacement) for pattern, replacement in rules)


def _apply(rules: tuple[tuple[str, str], ...], text: str) -> str:
    for pattern, replacement in _compiled(rules):
        text = pattern.sub(replacement, text)
    return text


def _french(text: str) -> str:
    return _apply(_FRENCH, text)


def _english(text: str) -> str:
    return "".join(map(_english_paragraph, re.split(_PARAGRAPH, text)))


def _english_paragraph(text: str) -> str:
    text = _apply(_ENGLISH, text)
    if "'" in text and not re.search(_SINGLE_OPENS, text):
        text = re.sub(_PLURAL_POSSESSIVE, "’", text)
    return _curled(text) if '"' in text else text


def _curled(text: str) -> str:
    """Straight double quotes that pair up become curly ones; the others (inches, a stray quote) stay."""
    characters = list(text)
    openers: list[int] = []
    for place, before, after in _straight_quotes(text):
        at_start = not before or before.isspace() or before in "([{–—-/‘"
        at_end = not after or after.isspace() or after in ".,;:!?)]}…’*_" + ATOM
        if (at_start and after and not after.isspace()) or (before == ATOM and after.isalnum()):
            openers.append(place)
        elif at_end and before and openers:
            characters[openers.pop()], characters[place] = "“", "”"
    return "".join(characters)


def _straight_quotes(text: str) -> Iterator[tuple[int, str, str]]:
    """Each straight double quote with what stands before and after it, other double quotes left aside."""
    for run in re.finditer('["“”]+', text):
        before, after = text[max(run.start() - 1, 0) : run.start()], text[run.end() : run.end() + 1]
        for place in range(*run.span()):
            if text[place] == '"':
                yield place, before, after


_SETTERS: dict[str, Callable[[str], str]] = {"fr": _french, "en": _english}
