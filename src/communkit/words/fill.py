"""Templates with named holes, filled without `str.format`.

A hole is `{name}` and nothing more: no attribute, no index, no format specification, so that a template can
show what it was given and nothing beyond. `{{` and `}}` are braces, as in `str.format`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeAlias

from communkit.marked import Message

Parts: TypeAlias = "tuple[tuple[str, str | None], ...]"
"""A template taken apart: each text with the hole that follows it, the last one with None."""

_TOKEN = re.compile(r"\{\{|\}\}|\{([A-Za-z_]\w*)\}", re.ASCII)


@lru_cache(maxsize=4096)
def parts(template: str) -> Parts:
    """Take `template` apart. Braces that form no hole are text, shown as they stand."""
    found: list[tuple[str, str | None]] = []
    text, end = "", 0
    for token in _TOKEN.finditer(template):
        text += template[end : token.start()]
        end = token.end()
        if token[1] is None:
            text += token[0][0]
        else:
            found.append((text, token[1]))
            text = ""
    found.append((text + template[end:], None))
    return tuple(found)


def join(taken_apart: Parts, value: Callable[[str], str]) -> str:
    """Put a template together again, `value(name)` in the place of each hole. Values are never read again."""
    return "".join(text if hole is None else text + value(hole) for text, hole in taken_apart)


def holes(template: str) -> frozenset[str]:
    """The names of the holes of `template`."""
    return frozenset(hole for _, hole in parts(template) if hole is not None)


def malformed(template: str) -> bool:
    """Whether a brace of `template` is neither a hole nor doubled: `{0}`, `{a.b}`, `{a!r}`, a lone `{`."""
    return bool(re.search(r"[{}]", _TOKEN.sub("", template)))


def unfilled(message: Message) -> frozenset[str]:
    """The holes of `message`, and of the messages inside it, that nothing fills and that would show."""
    if message.literal:
        return frozenset()
    given = set(message.params) | ({"count"} if message.count is not None else set())
    empty = (holes(message.template) | holes(message.plural or "")) - given
    for value in message.params.values():
        inner: Iterable[object] = value if isinstance(value, (list, tuple)) else (value,)
        for item in inner:
            if isinstance(item, Message):
                empty |= unfilled(item)
    return empty
