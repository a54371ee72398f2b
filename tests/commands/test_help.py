"""The pages of `--help`, in every language."""

from __future__ import annotations

import pytest

from commands.desk import ask
from communkit.cli.group import paths
from communkit.words import LANGUAGES, words_in

COMMANDS = dict(paths())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_in_the_readers_language(path: tuple[str, ...], language: str) -> None:
    said = ask(*path, "--help", lang=language)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Utilisation" if language == "fr" else "Usage")
    assert "{" not in said.out
    summary = words_in(language).say(COMMANDS[path].summary)
    assert " ".join(summary.split()) in " ".join(ask(*path[:-1], "--help", lang=language, cells=200).out.split())


def test_no_page_mixes_languages() -> None:
    english = {line.strip() for path in COMMANDS for line in ask(*path, "--help", cells=300).out.splitlines()}
    french = {line.strip() for path in COMMANDS for line in ask(*path, "--help", cells=300, lang="fr").out.splitlines()}
    assert {line for line in english & french if " " in line and not line.startswith(("communkit ", "--"))} == set()
