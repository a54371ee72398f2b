"""The pages of the tutorial as a test reads them: prose that stays, and blocks that are what came out.

Three kinds of block are known: `console`, commands with what they print; `text screen=NAME`, a screen of the walk,
after the command that began it where one is named; `yaml FILE`, the lines of a file from the block's first to its last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_BLOCK = re.compile(r"^```(?P<kind>\w+)(?P<about>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_ABOUT = re.compile(r'(\w+)=(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its kind, what its first line says of it, and the lines in it."""

    kind: str
    about: str
    body: str

    @property
    def named(self) -> dict[str, str]:
        """The words of the first line: screen, command."""
        return {found[1]: found[2] or found[3] for found in _ABOUT.finditer(self.about)}

    @property
    def commands(self) -> Iterator[str]:
        """The commands of a console block, without their prompt."""
        return (line[2:] for line in self.body.split("\n") if line.startswith("$ "))


def rewritten(page: str, body_of: Callable[[Block], str]) -> str:
    """`page` with the body of each block, in order, as `body_of` gives it."""

    def again(found: re.Match[str]) -> str:
        block = Block(found["kind"], found["about"].strip(), found["body"])
        body = body_of(block).rstrip("\n")
        return f"```{found['kind']}{found['about']}\n{body}\n```"

    return _BLOCK.sub(again, page)


def excerpt(text: str, body: str) -> str:
    """The lines of `text` from the first line of `body` to the next one that is its last line."""
    lines, wanted = text.split("\n"), body.rstrip("\n").split("\n")
    start = lines.index(wanted[0])
    end = lines.index(wanted[-1], start)
    return "\n".join(lines[start : end + 1])
