"""Generated files: reference pages and schemas. `python -m communkit.generate` writes them, `--check` compares.

Nothing in `docs/reference/` is written by hand: rules, commands, exit codes and schemas say themselves what they are.
The catalogues of translations are held against the sources at the same time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from communkit.audit.run import AGAINST_EVIDENCE, every_rule
from communkit.audit.schema import schema as audit_schema
from communkit.cli.app import App
from communkit.cli.exits import MEANINGS
from communkit.cli.group import PROGRAM, Branch, front, paths
from communkit.cli.licence.advised import data_schema as advice_schema
from communkit.licences.advice_answers import schema as answers_schema
from communkit.marked import N_
from communkit.model.problems import RULES
from communkit.model.schema import json_schema
from communkit.report.explanation import as_data, severities
from communkit.rules import Rule
from communkit.steps import across
from communkit.steps.walk import STEPS
from communkit.words import LANGUAGES, Words, extract, words_in

REFERENCE = Path("docs/reference")
_REPAIR = "make reference"


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file: its path from the root of the checkout, and its text."""
    for step in STEPS:
        for language in LANGUAGES:
            schema = json.dumps(json_schema(step, words_in(language)), ensure_ascii=False, indent=2)
            yield REFERENCE / language / "schemas" / f"{step.name}.json", schema + "\n"
    audit = json.dumps(audit_schema(), ensure_ascii=False, indent=2)
    yield REFERENCE / "schemas" / "audit.json", audit + "\n"
    advice = json.dumps(advice_schema(), ensure_ascii=False, indent=2)
    yield REFERENCE / "schemas" / "licence-advice.json", advice + "\n"
    answers = json.dumps(answers_schema(), ensure_ascii=False, indent=2)
    yield REFERENCE / "schemas" / "licence-answers.json", answers + "\n"
    for language in LANGUAGES:
        words = words_in(language)
        yield REFERENCE / language / "rules.md", _rules(words)
        yield REFERENCE / language / "commands.md", _commands(words)
        yield REFERENCE / language / "exit-codes.md", _exit_codes(words)


def _page(title: str, words: Words, *paragraphs: str) -> str:
    return "\n\n".join((f"# {words.say(title)}", *paragraphs)) + "\n"


def _rules(words: Words) -> str:
    groups: list[tuple[str, list[Rule]]] = [(words.say(N_("Documents")), list(RULES))]
    for step in STEPS:
        groups.append((words.say(step.title), [one for one in every_rule() if one.id.startswith(step.prefix)]))
    groups.append((words.say(N_("Across steps")), [one for one in every_rule() if one.id.startswith(across.PREFIX)]))
    evidence = [one for one in every_rule() if one.id.startswith(AGAINST_EVIDENCE)]
    groups.append((words.say(N_("Claims against the repository")), evidence))
    groups.append((words.say(N_("Repositories")), [one for one in every_rule() if one.id.startswith("REP")]))
    introduction = words.say(
        N_(
            "What communkit looks for, and what it says. An identifier is never used again for something else; how"
            " grave a finding is depends on the project's stage."
        )
    )
    sections = [introduction]
    for title, rules in groups:
        sections.append(f"## {title}")
        sections += [_rule(rule, words) for rule in rules]
    return _page(N_("Rules"), words, *sections)


def _rule(rule: Rule, words: Words) -> str:
    told = as_data(rule, words)
    lines = [
        (N_("What it says"), _plain(told["says"])),
        (N_("Why it matters"), _plain(told["why"])),
        (N_("What to do"), _plain(told["fix"])),
        (N_("How grave it is"), severities(rule, words)),
        (N_("Source"), _plain(told["source"])),
    ]
    listed = "\n".join(f"- **{words.say(title)}**{_colon(words)} {text}" for title, text in lines)
    counsel = f"\n\n{words.say(N_('To be checked by counsel.'))}" if rule.counsel else ""
    return f"### {rule.id} {rule.slug}\n\n{told['title']}\n\n{listed}{counsel}"


def _colon(words: Words) -> str:
    return words.say(N_("{term}:")).removeprefix("{term}")


def _plain(text: str) -> str:
    """Our own text inside Markdown: only what would be markup by accident is escaped."""
    return text.replace("*", "\\*").replace("<", "&lt;").replace("|", "\\|")


def _commands(words: Words) -> str:
    # the pages of help are laid out for a terminal; the width must not depend on the one that generates
    os.environ["COLUMNS"] = "100"
    sections = [_help((), words)]
    for path, _ in paths():
        sections += [f"{'#' * (len(path) + 1)} {' '.join((PROGRAM, *path))}", _help(path, words)]
    return _page(N_("Commands"), words, *sections)


def _help(path: Sequence[str], words: Words) -> str:
    group = front()
    app = App(words)
    context = group.make_context(PROGRAM, ["version"], obj=app)
    context.info_name = PROGRAM
    context.terminal_width = 100
    for name in path:
        assert isinstance(context.command, Branch)  # noqa: S101 - only such have commands below them
        command = context.command.get_command(context, name)
        if command is None:
            raise LookupError(name)
        context = type(context)(command, parent=context, info_name=name, obj=app)
        context.terminal_width = 100
    return f"```text\n{context.command.get_help(context).strip()}\n```"


def _exit_codes(words: Words) -> str:
    head = f"| {words.say(N_('Code'))} | {words.say(N_('Meaning'))} |\n|---:|---|"
    rows = "\n".join(f"| {code.value} | {words.say(meaning)} |" for code, meaning in MEANINGS.items())
    return _page(N_("Exit codes"), words, f"{head}\n{rows}")


def stale(root: Path) -> list[Path]:
    """The generated files that are not what they would be now, leftovers included."""
    expected = dict(pages())
    different = [path for path, text in expected.items() if _read(root / path) != text]
    present = (path.relative_to(root) for path in (root / REFERENCE).rglob("*") if path.is_file())
    return sorted({*different, *(path for path in present if path not in expected)})


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def write(root: Path) -> list[Path]:
    """Write what is stale, and say what was written."""
    changed = stale(root)
    expected = dict(pages())
    for path in changed:
        if path in expected:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(expected[path], encoding="utf-8", newline="\n")
        else:
            (root / path).unlink()
    return changed


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with `--check` say which are stale and how to mend that. Returns the exit code."""
    root = Path(__file__).resolve().parents[2]
    if list(arguments) == ["--check"]:
        found = stale(root)
        for path in found:
            print(f"{path.as_posix()} is stale; repair it with: {_REPAIR}", file=sys.stderr)
        return 1 if found or extract.main(["--check"]) else 0
    extract.main([])
    for path in write(root):
        print(path.as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
