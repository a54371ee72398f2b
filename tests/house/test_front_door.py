"""The front door: options anywhere, one exit code for each way to end, two languages, no traceback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from communkit import errors
from communkit.cli.app import App, app_for
from communkit.cli.commands import COMMANDS
from communkit.cli.door import enter
from communkit.cli.exits import MEANINGS, Exit
from communkit.cli.group import paths
from communkit.cli.mishap import bug_report
from communkit.cli.options import COMMON
from communkit.cli.terminal import plainer, shows_colors
from communkit.words import words_in
from house.processes import ROOT, communkit, environment, throw_away_line
from house.throwaway import TABLE

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _known_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COMMUNKIT_LANG", "LC_MESSAGES", "LANG", "_COMMUNKIT_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "80")


def test_the_table_and_the_modules_say_the_same() -> None:
    folder = ROOT / "src/communkit"
    marks = re.compile(r"^def command\(|^COMMANDS\b", re.MULTILINE)
    modules = {
        ".".join(("communkit", *path.relative_to(folder).with_suffix("").parts)).removesuffix(".__init__")
        for path in (folder / "cli").rglob("*.py")
        if path.name != "commands.py" and marks.search(path.read_text(encoding="utf-8"))
    }
    assert {entry.module for _, entry in paths()} == modules
    for path, entry in paths():
        assert find_spec(entry.module), entry
        assert entry.summary.endswith("."), entry
        assert entry.branches == hasattr(import_module(entry.module), "COMMANDS"), path


@pytest.mark.parametrize("path", [path for path, _ in paths()], ids=" ".join)
def test_every_command_has_its_page(path: tuple[str, ...], capsys: Captured) -> None:
    assert enter([*path, "--help"]) == Exit.CLEAN
    page = capsys.readouterr().out
    assert " ".join(page.split()).startswith(f"Usage: communkit {' '.join(path)} [OPTIONS]")
    assert "--as-of DATE" in page


# Options, in any position


@pytest.mark.parametrize(
    "arguments",
    [
        ["-C", "{folder}", "--as-of", "2026-02-03", "-q", "--color", "never", "--lang", "fr", "try", "a"],
        ["try", "a", "-C", "{folder}", "--as-of", "2026-02-03", "-q", "--color", "never", "--lang", "fr"],
        ["try", "--lang=fr", "-q", "a", "--directory={folder}", "--color=never", "--as-of=2026-02-03"],
        [
            "-q",
            "--as-of=2020-01-01",
            "try",
            "a",
            "-C{folder}",
            "--as-of=2026-02-03",
            "--lang=fr",
            "--color=never",
        ],
    ],
)
def test_common_options_stand_anywhere_and_the_last_wins(
    arguments: list[str], tmp_path: Path, capsys: Captured
) -> None:
    folder = tmp_path.as_posix()
    assert enter([argument.format(folder=folder) for argument in arguments], TABLE) == Exit.CLEAN
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["['a'] 3 plain None", f"fr {folder} 2026-02-03 True never"]
    assert printed.err == ""


def test_without_options_the_day_is_today_and_the_place_is_here(capsys: Captured) -> None:
    before = date.today()
    assert enter(["try", "--count", "4", "--kind", "fancy"], TABLE) == Exit.CLEAN
    printed = capsys.readouterr()
    first, second = printed.out.splitlines()
    assert first.endswith(" 4 fancy None")
    assert second in {f"en . {day} False auto" for day in (before, date.today())}
    assert printed.err == "Talking.\n"


def test_the_commands_own_options_are_not_taken_for_common_ones(capsys: Captured) -> None:
    assert enter(["try", "--", "--lang", "-q"], TABLE) == Exit.CLEAN
    printed = capsys.readouterr()
    assert printed.out.startswith("['--lang', '-q'] 3")
    assert printed.out.splitlines()[1].startswith("en ")


# Language


def test_the_language_comes_from_the_option_then_the_variable_then_the_locale() -> None:
    assert app_for(["check"], {"LANG": "fr_FR.UTF-8"}).language == "fr"
    assert app_for(["check"], {"LANG": "fr_FR.UTF-8", "COMMUNKIT_LANG": "en"}).language == "en"
    assert app_for(["check", "--lang", "fr"], {"COMMUNKIT_LANG": "en"}).language == "fr"
    assert app_for(["--lang=fr", "check"], {}).language == "fr"
    assert app_for(["--lang", "xx"], {"LANG": "fr_FR.UTF-8"}).language == "fr"
    assert app_for(["check", "--", "--lang", "fr"], {"LANG": "en_GB"}).language == "en"


def test_the_dossier_decides_only_when_the_reader_did_not(monkeypatch: pytest.MonkeyPatch) -> None:
    app = App(words_in("en"))
    app.follow(["fr", "en"])
    assert app.language == "fr"
    monkeypatch.setenv("COMMUNKIT_LANG", "en")
    app.follow(["fr"])
    assert app.language == "en"
    asked = app_for(["--lang", "fr"])
    asked.follow(["en"])
    assert asked.language == "fr"


@pytest.mark.parametrize(
    ("arguments", "sentences"),
    [
        (["--help"], ["Utilisation : communkit [OPTIONS] COMMANDE", "Options de toutes les commandes :"]),
        (["completion", "--help"], ["Arguments :", "Affiche cette page et s’arrête."]),
        (["try", "--help"], ["[par défaut : 3]"]),
        (["tri"], ["erreur :", "Il n’y a pas de commande « tri ».", "Vouliez-vous dire try"]),
        (["try", "--cuont", "1"], ["Il n’y a pas d’option --cuont.", "--count"]),
        (["try", "--count"], ["--count attend une valeur."]),
        (["try", "--count", "x"], ["--count : 'x' n’est pas un nombre entier."]),
        (["completion"], ["Il manque SHELL."]),
        (["--as-of", "demain", "try"], ["« demain » n’est pas une date."]),
    ],
)
def test_it_speaks_french(arguments: list[str], sentences: list[str], capsys: Captured) -> None:
    enter(["--lang=fr", *arguments], {**TABLE, "completion": COMMANDS["completion"]})
    printed = capsys.readouterr()
    said = (printed.out + printed.err).replace("\u202f", " ").replace("\u00a0", " ")
    for sentence in sentences:
        assert sentence in said


# Help


def test_help_lists_commands_without_importing_them(capsys: Captured) -> None:
    assert enter(["--help"], TABLE) == Exit.CLEAN
    printed = capsys.readouterr()
    assert "  trial  Must not be imported.\n" in printed.out
    assert "Options of every command:" in printed.out
    assert printed.err == ""


def test_the_page_of_a_command_lists_arguments_options_and_defaults(capsys: Captured) -> None:
    assert enter(["try", "--help"], TABLE) == Exit.CLEAN
    page = capsys.readouterr().out
    assert "Usage: communkit try [OPTIONS] [WORDS]…\n\n  Try the front door, in more words than one.\n" in page
    assert "--kind plain|fancy  Which kind. [default: plain]" in page
    assert "--where WHERE       Where.\n" in page
    for option in COMMON:
        assert option.flags[-1] in page


def test_help_is_a_word_too(capsys: Captured) -> None:
    enter(["try", "--help"], TABLE)
    page = capsys.readouterr().out
    for arguments in (["help", "try"], ["try", "-h"]):
        assert enter(arguments, TABLE) == Exit.CLEAN
        assert capsys.readouterr().out == page
    assert enter(["help"], TABLE) == Exit.CLEAN
    assert "Commands:" in capsys.readouterr().out


def test_no_command_shows_the_page_on_stderr_and_is_a_usage_error(capsys: Captured) -> None:
    assert enter([], TABLE) == Exit.USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Usage: communkit [OPTIONS] COMMAND …")


# Commands of commands


def test_common_options_stand_anywhere_among_nested_commands(capsys: Captured) -> None:
    pages = []
    for arguments in (
        ["--lang", "fr", "licence", "show", "MIT"],
        ["licence", "--lang", "fr", "show", "MIT"],
        ["licence", "show", "--lang", "fr", "MIT"],
        ["licence", "show", "MIT", "--lang=fr"],
    ):
        assert enter(arguments) == Exit.CLEAN
        pages.append(capsys.readouterr().out)
    assert len(set(pages)) == 1
    assert "Licence MIT" in pages[0]


def test_a_mistyped_nested_command_names_the_likely_one(capsys: Captured) -> None:
    assert enter(["licence", "idenfity", "x"]) == Exit.USAGE
    said = capsys.readouterr().err
    assert "There is no command “idenfity”." in said
    assert "Did you mean identify? “communkit licence --help” lists them all." in said


def test_a_command_with_commands_shows_its_page(capsys: Captured) -> None:
    assert enter(["licence"]) == Exit.USAGE
    page = capsys.readouterr().err
    assert page.startswith("Usage: communkit licence [OPTIONS] COMMAND …")
    assert enter(["help", "licence"]) == Exit.CLEAN
    assert capsys.readouterr().out == page
    assert enter(["licence", "help", "list"]) == Exit.CLEAN
    assert "communkit licence list [OPTIONS]" in capsys.readouterr().out


# Usage errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["tyr"],
            "error: There is no command “tyr”.\n  → Did you mean try? “communkit --help” lists them all.\n",
        ),
        (["xyzzy"], "error: There is no command “xyzzy”.\n  → “communkit --help” says what there is.\n"),
        (["-q"], "error: No command is given.\n  → “communkit --help” says what there is.\n"),
        (["try", "--kidn", "x"], "error: There is no option --kidn.\n  → Did you mean --kind?"),
        (["--kidn", "try"], "error: There is no option --kidn.\n"),
        (["try", "-z"], "error: There is no option -z.\n"),
        (["try", "--kind"], "error: --kind needs a value.\n"),
        (["try", "--quiet=yes"], "error: --quiet takes no value.\n"),
        (["try", "--kind", "odd"], "error: --kind: 'odd' is not one of 'plain', 'fancy'.\n"),
        (["try", "--count", "many"], "error: --count: 'many' is not a whole number.\n"),
        (["try", "--count", "12"], "error: --count: 12 is outside 0<=x<=9.\n"),
        (["try", "--where", "nowhere"], "error: --where: 'nowhere' does not exist.\n"),
        (["try", "--where", __file__], "is a file; a folder is needed.\n"),
        (["--lang", "xx", "try"], "error: communkit does not speak “xx”.\n"),
        (["-C", "nowhere", "try"], "error: There is no folder nowhere.\n"),
        (["--as-of", "2026-02-30", "try"], "error: “2026-02-30” is not a date.\n"),
        (
            ["try", "--color", "red"],
            "error: --color cannot be “red”.\n  → Choose one of: auto, always, never.\n",
        ),
    ],
)
def test_usage_errors_say_what_to_do(arguments: list[str], said: str, capsys: Captured) -> None:
    assert enter(arguments, TABLE) == Exit.USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert "\n  → " in printed.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["completion"], "error: SHELL is missing.\n"),
        (["version", "more", "words"], "error: Too many arguments: more words.\n"),
    ],
)
def test_arguments_are_counted(arguments: list[str], said: str, capsys: Captured) -> None:
    assert enter(arguments) == Exit.USAGE
    assert capsys.readouterr().err.startswith(said)


# Exit codes


@pytest.mark.parametrize(
    ("end", "code", "said"),
    [
        ("", Exit.CLEAN, "Talking.\n"),
        ("findings", Exit.FINDINGS, "Talking.\n"),
        ("usage", Exit.USAGE, "error: Not {what}.\n  → Try this again.\n"),
        ("documents", Exit.INVALID_DOCUMENT, "error: Unreadable.\n"),
        ("nothing", Exit.NOTHING_TO_CHECK, "error: Nothing here.\n"),
        ("stale", Exit.STALE, "error: Out of date.\n"),
        ("environment", Exit.ENVIRONMENT, "error: No git.\n"),
        ("exit", Exit.STALE, ""),
        ("keyboard", Exit.INTERRUPTED, "Interrupted.\n"),
        ("abort", Exit.INTERRUPTED, "Interrupted.\n"),
        ("end-of-file", Exit.INTERRUPTED, "Interrupted.\n"),
    ],
)
def test_each_way_to_end_has_its_code_and_its_words(end: str, code: Exit, said: str, capsys: Captured) -> None:
    assert enter(["try", "--end", end], TABLE) == code
    assert capsys.readouterr().err == said


def test_the_table_of_exit_codes_and_the_exceptions_agree() -> None:
    assert set(MEANINGS) == set(Exit)
    kinds = [kind for kind in errors.CommunkitError.__subclasses__() if kind.__module__ == errors.__name__]
    raised = {kind.exit_code for kind in kinds}
    assert raised == {2, 3, 4, 5, 6}
    assert errors.CommunkitError.exit_code == Exit.BUG
    assert raised < {int(code) for code in Exit}


def test_what_the_machine_refuses_is_not_a_bug(capsys: Captured) -> None:
    assert enter(["try", "--end", "denied"], TABLE) == Exit.ENVIRONMENT
    said = capsys.readouterr().err
    assert said.startswith("error: The machine refuses assets.yaml: Permission denied.\n  → Check ")


@pytest.mark.parametrize(("end", "kind"), [("bug", "RuntimeError"), ("lost", "FileNotFoundError")])
def test_a_bug_gives_a_report_without_private_folders(end: str, kind: str, capsys: Captured) -> None:
    assert enter(["try", "--end", end], TABLE) == Exit.BUG
    printed = capsys.readouterr()
    assert printed.out == ""
    introduction, _, report = printed.err.partition("\n\n")
    assert introduction.startswith("communkit failed. The mistake is ours")
    assert "Please send what follows" in introduction
    assert report.startswith("communkit ")
    assert report.splitlines()[0].endswith(" · try")
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in report
    assert kind in report.splitlines()[-1]
    assert "door.py" in report
    for private in (str(Path.home()), str(ROOT), "lead@commune"):
        assert private not in report


def test_a_command_that_cannot_be_imported_is_a_bug(capsys: Captured) -> None:
    assert enter(["trial"], TABLE) == Exit.BUG
    assert "never_imported" in capsys.readouterr().err


def test_a_report_keeps_the_way_to_the_error() -> None:
    try:
        raise ValueError("odd") from KeyError("even")
    except ValueError as error:
        report = bug_report(error, "check")
    assert "KeyError: 'even'" in report
    assert "ValueError: odd" in report
    assert "test_front_door.py" in report


# Streams


def test_the_reader_of_a_pipe_may_leave() -> None:
    with subprocess.Popen(
        throw_away_line("try", "--end", "much"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"line")
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(30) == Exit.READER_GONE
    assert said == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("end", ["", "much"])
def test_a_full_disk_is_said(end: str) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            throw_away_line("try", "--end", end),
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == Exit.ENVIRONMENT
    assert b"The machine refuses: No space left on device." in ended.stderr
    assert b"Traceback" not in ended.stderr


@pytest.mark.skipif(os.name == "nt", reason="a console signal on Windows would reach the tests too")
def test_ctrl_c_leaves_with_130_and_no_traceback() -> None:
    with subprocess.Popen(
        throw_away_line("try", "--end", "wait"),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == Exit.INTERRUPTED
    assert said == b"Interrupted.\n"


_SIGNS = "Problème → « œuvre » à l’étape 1… {} 木".format


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ({"LC_ALL": "C.UTF-8"}, _SIGNS(r"\xe9").encode()),
        # A pipe is UTF-8 whatever the locale says.
        ({"LC_ALL": "C"}, _SIGNS(r"\xe9").encode()),
        ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, _SIGNS(r"\xe9").encode()),
        (
            {"PYTHONIOENCODING": "cp1252"},
            "Problème -> « œuvre » à l’étape 1… \\xe9 ?".encode("cp1252"),
        ),
        ({"PYTHONIOENCODING": "ascii"}, b'Probleme -> " oeuvre " a l\'etape 1... \\xe9 ?'),
    ],
)
def test_no_character_stops_the_output(locale: dict[str, str], expected: bytes) -> None:
    ended = communkit("try", "--end", "signs", throw_away=True, env=locale)
    assert ended.returncode == Exit.CLEAN, ended.stderr
    assert ended.stdout.rstrip() == expected
    assert ended.stderr == b""


def test_plain_forms_are_ascii() -> None:
    assert plainer("ça coûte 12 € → déjà…") == "ca coute 12 EUR -> deja..."
    assert plainer("A\u00a0:\u202fb") == "A : b"
    assert "?" not in plainer("○ ◌ ● ✗ ❯ › ↑ ↓ → ≈ … – − • █ ░ │ ─"), "every sign that a screen of ours shows"


def test_a_name_cannot_command_the_terminal(capsys: Captured) -> None:
    assert enter(["\x1b]0;title\x07\u202eevil"], TABLE) == Exit.USAGE
    said = capsys.readouterr().err
    assert r"\x1b]0;title\x07\u202eevil" in said
    assert said.replace("\n", "").isprintable()


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    terminal: object = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert shows_colors(terminal, "auto")  # type: ignore[arg-type]  # the one method that is asked
    assert not shows_colors(None, "auto")
    assert shows_colors(None, "always")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not shows_colors(terminal, "auto")  # type: ignore[arg-type]  # as above
    assert shows_colors(terminal, "always")  # type: ignore[arg-type]  # as above
    assert not shows_colors(terminal, "never")  # type: ignore[arg-type]  # as above


# Completion


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"": "complete_bash", "COMP_WORDS": "communkit t", "COMP_CWORD": "1"}, ["try", "trial"]),
        ({"": "complete_bash", "COMP_WORDS": "communkit try --", "COMP_CWORD": "2"}, ["--kind", "--as-of"]),
        ({"": "complete_bash", "COMP_WORDS": "communkit try --kind ", "COMP_CWORD": "3"}, ["plain", "fancy"]),
        ({"": "complete_bash", "COMP_WORDS": "communkit --color a", "COMP_CWORD": "2"}, ["auto", "always"]),
        ({"": "complete_bash", "COMP_WORDS": "communkit try --lang ", "COMP_CWORD": "3"}, ["en", "fr"]),
        ({"": "complete_zsh", "_TYPER_COMPLETE_ARGS": "communkit tr"}, ['"try":"Try the front door."']),
        ({"": "complete_powershell", "_TYPER_COMPLETE_ARGS": "communkit t"}, ["try:::Try the front door."]),
        (
            {
                "": "complete_fish",
                "_TYPER_COMPLETE_ARGS": "communkit try --ki",
                "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            },
            ["--kind\tWhich kind."],
        ),
    ],
)
def test_shells_complete_commands_options_and_values(variables: dict[str, str], expected: list[str]) -> None:
    env = {name or "_COMMUNKIT_COMPLETE": value for name, value in variables.items()}
    ended = communkit(throw_away=True, env=env)
    assert ended.returncode == Exit.CLEAN, ended.stderr
    answered = ended.stdout.decode()
    for item in expected:
        assert item in answered
    assert ended.stderr == b""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_each_shell_asks_us(shell: str, capsys: Captured) -> None:
    assert enter(["completion", shell]) == Exit.CLEAN
    script = capsys.readouterr().out
    assert "_COMMUNKIT_COMPLETE" in script
    assert f"complete_{shell}" in script


def test_bash_accepts_its_script(tmp_path: Path, capsys: Captured) -> None:
    enter(["completion", "bash"])
    script = tmp_path / "communkit.sh"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    try:
        checked = subprocess.run(["bash", "-n", str(script)], capture_output=True, check=False)  # noqa: S607 - any bash
    except FileNotFoundError:
        pytest.skip("no bash here")
    assert checked.stderr == b""
    assert checked.returncode == 0


def test_version_says_where_it_runs(capsys: Captured) -> None:
    assert enter(["version"]) == Exit.CLEAN
    first, second, _ = capsys.readouterr().out.splitlines()
    assert first.startswith("communkit ")
    assert second.startswith("Python 3.")
    for flag in ("--version", "-V"):
        assert enter(["-q", flag]) == Exit.CLEAN
        assert capsys.readouterr().out == f"{first}\n"
