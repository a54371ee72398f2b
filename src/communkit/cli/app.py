"""What every command is given: the language it talks, where it works, what day it is, how loud it is."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from communkit.cli.terminal import Color, shows_colors, visible
from communkit.errors import UsageError
from communkit.marked import Message
from communkit.words import Words, choose_language, words_in


@dataclass
class App:
    """The front door's answer to the options that every command has.

    `language_asked` says that `--lang` chose the language. Else a command that has read the dossier calls
    `follow`, since the dossier's language comes before the locale's.
    """

    words: Words
    language_asked: bool = False
    directory: Path = field(default_factory=Path)
    as_of: date = field(default_factory=date.today)
    quiet: bool = False
    color: Color = "auto"

    @property
    def language(self) -> str:
        """The language the command talks, as a tag ("fr", "en")."""
        return self.words.language

    def say(self, message: Message | str) -> str:
        """`message`, or a marked text without values, in the reader's language; its values obey no terminal."""
        return self.words.say(message, visible)

    def follow(self, languages: Sequence[str]) -> None:
        """Talk the dossier's language, unless `--lang` or `COMMUNKIT_LANG` asks for another."""
        if not self.language_asked:
            self.words = words_in(choose_language(None, os.environ, languages))

    def result(self, text: str) -> None:
        """Print what was asked for, on stdout."""
        print(text)

    def talk(self, message: Message | str) -> None:
        """Tell, on stderr, what is going on; not when the reader wants quiet."""
        if not self.quiet:
            print(self.say(message), file=sys.stderr)

    def warn(self, message: Message | str) -> None:
        """Tell, on stderr, what the reader must know, quiet or not."""
        print(self.say(message), file=sys.stderr)

    @property
    def width(self) -> int:
        """How many cells a line of results may take: the terminal's, or 100 where there is none."""
        return shutil.get_terminal_size((100, 24)).columns

    @property
    def colored(self) -> bool:
        """Whether results are shown in colour."""
        return shows_colors(sys.stdout, self.color)


def app_for(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> App:
    """The App as far as it is known before the arguments are parsed: the language in which to refuse them."""
    asked = _lang_option(arguments)
    try:
        return App(words_in(choose_language(asked, environment)), language_asked=asked is not None)
    except UsageError:  # the parser will say it again, in a language that we do speak
        return App(words_in(choose_language(None, environment)))


def _lang_option(arguments: Sequence[str]) -> str | None:
    """The last `--lang` of the command line, read loosely: the parser judges it afterwards."""
    asked = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked
