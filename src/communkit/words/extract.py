"""Marked texts, from the sources to the catalogues: `python -m communkit.words.extract`.

Texts are found in the syntax tree: `N_("…")` anywhere, pairs in `NN_("…", "…")` or in a call whose keyword `plural`
is marked.
Catalogues follow the order of the sources and name files without line numbers, so that a change of code
moves nothing. An entry that left the sources leaves the catalogue; git remembers it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from communkit.words import po
from communkit.words.catalogue import LANGUAGES, LOCALE, SOURCE_LANGUAGE, checkout
from communkit.words.fill import holes, malformed
from communkit.words.typography import ATOM

_PACKAGE = LOCALE.parents[1]


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked text, the plural it goes with, and where it first stands (`file` relative to the checkout)."""

    text: str
    plural: str | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Sources:
    """What was found: one `Marked` a text in the order of the sources, the files of each, and the faults."""

    marked: tuple[Marked, ...]
    files: dict[str, tuple[str, ...]]
    problems: tuple[str, ...]


def _checkout() -> Path:
    root = checkout()
    if root is None:
        raise FileNotFoundError("catalogues are updated in a checkout of communkit, not in an installation")
    return root


def sources(package: Path = _PACKAGE, root: Path | None = None) -> Sources:
    """Read every marked text below `package`; files are named from `root`, by default the checkout.

    Raises SyntaxError when a module cannot be parsed: a text must not be taken for gone because its file is
    being edited.
    """
    root = root or _checkout()
    first: dict[str, Marked] = {}
    files: dict[str, list[str]] = {}
    problems: list[str] = []
    for path in sorted(package.rglob("*.py"), key=lambda path: path.relative_to(root).as_posix()):
        code = path.read_text("utf-8")
        if "N_(" not in code:
            continue
        name = path.relative_to(root).as_posix()
        for marked in _in_module(ast.parse(code, name), name, problems):
            known = first.get(marked.text)
            if known is None:
                first[marked.text] = marked
            elif known.plural is None:
                first[marked.text] = replace(known, plural=marked.plural)
            elif marked.plural not in (None, known.plural):
                problems.append(f"{name}:{marked.line}: another plural stands in {known.file}:{known.line}")
            places = files.setdefault(marked.text, [])
            if name not in places:
                places.append(name)
    return Sources(tuple(first.values()), {text: tuple(places) for text, places in files.items()}, tuple(problems))


@cache
def _own_sources() -> Sources:
    return sources()


def _in_module(tree: ast.Module, name: str, problems: list[str]) -> Iterator[Marked]:
    plurals: dict[int, str] = {}
    second: set[int] = set()
    calls = sorted(
        (node for node in ast.walk(tree) if isinstance(node, ast.Call)),
        key=lambda node: (node.lineno, node.col_offset),
    )
    for call in calls:
        pair = _plural_of(call)
        if pair is None:
            continue
        singular = _template_of(call)
        if singular is None or _text(singular) is None or _text(pair) is None:
            problems.append(f"{name}:{call.lineno}: a marked plural needs a marked singular beside it")
        else:
            plurals[id(singular)] = _text(pair) or ""
            second.add(id(pair))
    for call in calls:
        if _is_pair(call):
            one, many = (_constant(argument) for argument in call.args) if len(call.args) == 2 else (None, None)
            if one and many:
                yield Marked(one, many, name, call.lineno)
            else:
                problems.append(f"{name}:{call.lineno}: NN_ takes two constant texts, for one and for many")
            continue
        if not _is_mark(call):
            problems += [f"{name}:{call.lineno}: {problem}" for problem in _wrong_params(call)]
            continue
        text = _text(call)
        if not text:
            problems.append(f"{name}:{call.lineno}: N_ takes one constant text, and not an empty one")
            continue
        if malformed(text):
            problems.append(f"{name}:{call.lineno}: a hole is {{name}}, a brace is doubled: {text!r}")
        if text != text.strip() or ATOM in text:
            problems.append(f"{name}:{call.lineno}: a text has no space at its ends: {text!r}")
        if id(call) not in second:
            yield Marked(text, plurals.get(id(call)), name, call.lineno)


def _is_mark(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_"


def _is_pair(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "NN_"


def _text(call: ast.Call) -> str | None:
    """The constant text of an `N_` call (neighbouring literals are already one constant in the tree)."""
    return _constant(call.args[0]) if len(call.args) == 1 and not call.keywords else None


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def _plural_of(call: ast.Call) -> ast.Call | None:
    plural = _keyword(call, "plural")
    return plural if isinstance(plural, ast.Call) and _is_mark(plural) else None


def _template_of(call: ast.Call) -> ast.Call | None:
    """The singular of a pair: the keyword `template`, or the first marked positional argument."""
    template = _keyword(call, "template")
    for candidate in (template, *call.args):
        if isinstance(candidate, ast.Call) and _is_mark(candidate):
            return candidate
    return None


def _wrong_params(call: ast.Call) -> Iterator[str]:
    """Holes and literal params of `Message(N_(…), {…})` that do not match; computed ones are not judged."""
    if not (isinstance(call.func, ast.Name) and call.func.id == "Message"):
        return
    template = _template_of(call)
    text = _text(template) if template else None
    if text is None or any(keyword.arg is None for keyword in call.keywords):
        return
    params = _keyword(call, "params") or (call.args[1] if len(call.args) > 1 else None)
    keys: set[str] = set()
    if isinstance(params, ast.Dict):
        for key in params.keys:
            if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
                return
            keys.add(key.value)
    elif params is not None:
        return
    plural = _plural_of(call)
    wanted = holes(text) | holes((_text(plural) if plural else None) or "")
    filled = keys | ({"count"} if _keyword(call, "count") is not None or len(call.args) > 3 else set())
    for hole in sorted(wanted - filled):
        yield f"nothing fills {{{hole}}} in {text!r}"
    for spare in sorted(keys - wanted):
        yield f"{text!r} has no hole for {spare!r}"


def read(language: str) -> po.Po:
    """The catalogue of `language` as it stands in the checkout."""
    path = LOCALE / f"{language}.po"
    return po.parse(path.read_text("utf-8"), path.name)


def updated(catalogue: po.Po, found: Sources) -> po.Po:
    """The catalogue with exactly the texts of the sources, translations and translators' comments kept.

    A text that turned plural, or back, loses its translation: the old one cannot be right.
    """
    known = {entry.msgid: entry for entry in catalogue.entries}
    entries = []
    for marked in found.marked:
        forms = ("",) * (1 if marked.plural is None else catalogue.forms)
        old = known.get(marked.text, po.Entry(marked.text))
        entries.append(
            po.Entry(
                marked.text,
                marked.plural,
                old.strings if (old.plural is None) == (marked.plural is None) else forms,
                old.comments,
                found.files[marked.text],
                bool(holes(marked.text) | holes(marked.plural or "")),
            )
        )
        if marked.text not in known:
            entries[-1] = replace(entries[-1], strings=forms)
    return po.with_entries(catalogue, entries)


def update(po_path: Path) -> bool:
    """Bring one catalogue up to date; whether the file changed. Raises PoError, SyntaxError."""
    before = po_path.read_text("utf-8")
    after = po.write(updated(po.parse(before, po_path.name), sources()))
    if after == before:
        return False
    scratch = po_path.with_suffix(".po.new")
    scratch.write_text(after, "utf-8", newline="\n")
    scratch.replace(po_path)
    return True


def missing(language: str) -> list[str]:
    """The marked texts that `language` does not say wholly, in the order of the sources."""
    known = {entry.msgid: entry for entry in read(language).entries}
    return [
        marked.text
        for marked in _own_sources().marked
        if (entry := known.get(marked.text)) is None or entry.plural != marked.plural or not entry.complete
    ]


def stale(language: str) -> list[str]:
    """The texts of the catalogue that no source marks any more."""
    marked = {marked.text for marked in _own_sources().marked}
    return [entry.msgid for entry in read(language).entries if entry.msgid not in marked]


def main(arguments: Sequence[str] = ()) -> int:
    """Update every catalogue and count what is left to translate; `--list` shows it.

    With `--check` nothing is written. Returns 1 when the sources have faults, or when a checked catalogue is
    not up to date.
    """
    check = "--check" in arguments
    try:
        found = sources()
    except SyntaxError as error:
        print(f"{error.filename}:{error.lineno}: {error.msg}; nothing was changed", file=sys.stderr)
        return 1
    status = 1 if found.problems else 0
    for problem in found.problems:
        print(problem, file=sys.stderr)
    for language in LANGUAGES:
        if language == SOURCE_LANGUAGE:
            continue
        path = LOCALE / f"{language}.po"
        if check:
            text = path.read_text("utf-8")
            if po.write(updated(po.parse(text, path.name), found)) != text:
                print(f"{path.name} is not up to date; run: python -m communkit.words.extract")
                status = 1
        else:
            update(path)
        untranslated = [entry for entry in read(language).entries if not entry.complete]
        print(f"{path.name}: {len(found.marked)} texts, {len(untranslated)} untranslated")
        if "--list" in arguments:
            for entry in untranslated:
                print(f"  {', '.join(entry.references)}: {entry.msgid!r}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
