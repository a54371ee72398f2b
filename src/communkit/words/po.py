"""Reading and writing gettext's `.po` files, strictly: what we do not use is an error, not a surprise.

Left out on purpose: contexts (`msgctxt`), fuzzy and obsolete entries. A translation is there or it is not.
The format is that of the GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field, replace


class PoError(ValueError):
    """A `.po` file that we cannot read; the message gives file and line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text and its translation: `strings` holds one form, or one a plural form; empty means missing."""

    msgid: str
    plural: str | None = None
    strings: tuple[str, ...] = ("",)
    comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    brace_format: bool = False

    @property
    def complete(self) -> bool:
        """Whether every form is translated."""
        return all(self.strings)


@dataclass(frozen=True, slots=True)
class Po:
    """A catalogue as it stands in its file; `header` is the translation of the empty text."""

    header: str
    entries: tuple[Entry, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def forms(self) -> int:
        """How many plural forms the language has, from the header `Plural-Forms`."""
        found = re.search(r"nplurals\s*=\s*(\d+)", self.header)
        if found is None:
            raise PoError("the header has no Plural-Forms")
        return int(found[1])


@dataclass(slots=True)
class _Draft:
    """An entry while its lines are read."""

    line: int
    comments: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    brace_format: bool = False
    texts: dict[str, str] = field(default_factory=dict)


_KEYWORD = re.compile(r'(msgid|msgid_plural|msgstr|msgstr\[(\d)\])\s+(".*)$')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"$')
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_FLAGS = frozenset({"python-brace-format", "no-python-brace-format"})


def parse(text: str, name: str = "catalogue") -> Po:
    """Read the text of a `.po` file; `name` is used in errors. Raises PoError."""
    header: _Draft | None = None
    entries: dict[str, Entry] = {}
    for draft in _drafts(text, name):
        if "msgid" not in draft.texts:
            raise PoError(f"{name}:{draft.line}: comments without an entry")
        if draft.texts["msgid"] == "":
            if header is not None or entries:
                raise PoError(f"{name}:{draft.line}: the header comes first, once")
            header = draft
            continue
        entry = _entry(draft, name)
        if entry.msgid in entries:
            raise PoError(f"{name}:{draft.line}: this text stands twice: {entry.msgid!r}")
        entries[entry.msgid] = entry
    if header is None:
        raise PoError(f"{name}: no header")
    po = Po(header.texts.get("msgstr", ""), tuple(entries.values()), tuple(header.comments))
    for entry in po.entries:
        if entry.plural is not None and len(entry.strings) != po.forms:
            raise PoError(f"{name}: {entry.msgid!r} wants {po.forms} forms, has {len(entry.strings)}")
    return po


def _drafts(text: str, name: str) -> Iterable[_Draft]:
    draft, current = None, ""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not line:
            current = ""
            continue
        starts = line.startswith(("#", "msgid "))
        if draft is None or (starts and "msgid" in draft.texts):
            if draft is not None:
                yield draft
            draft, current = _Draft(number), ""
        if line.startswith("#"):
            _comment(draft, line, f"{name}:{number}")
        elif line.startswith('"') and current:
            draft.texts[current] += _string(line, f"{name}:{number}")
        elif keyword := _KEYWORD.match(line):
            current = keyword[1]
            if current in draft.texts or (current != "msgid" and "msgid" not in draft.texts):
                raise PoError(f"{name}:{number}: {current} is not expected here")
            draft.texts[current] = _string(keyword[3], f"{name}:{number}")
        else:
            raise PoError(f"{name}:{number}: not understood: {line}")
    if draft is not None:
        yield draft


def _comment(draft: _Draft, line: str, place: str) -> None:
    if line.startswith("#:"):
        draft.references += line[2:].split()
    elif line.startswith("#,"):
        flags = {flag.strip() for flag in line[2:].split(",")}
        if flags - _FLAGS:
            raise PoError(f"{place}: flags that we do not use: {', '.join(sorted(flags - _FLAGS))}")
        draft.brace_format = "python-brace-format" in flags
    elif line == "#" or line.startswith("# "):
        draft.comments.append(line[2:])
    else:
        raise PoError(f"{place}: a kind of comment that we do not use: {line}")


def _string(quoted: str, place: str) -> str:
    found = _QUOTED.match(quoted)
    if found is None:
        raise PoError(f"{place}: not a quoted text: {quoted}")
    if "\\" not in found[1]:
        return found[1]
    try:
        return re.sub(r"\\(.)", lambda escape: _ESCAPES[escape[1]], found[1])
    except KeyError as error:
        raise PoError(f"{place}: unknown escape \\{error.args[0]}") from error


def _entry(draft: _Draft, name: str) -> Entry:
    plural = draft.texts.get("msgid_plural")
    forms = [key for key in draft.texts if key.startswith("msgstr")]
    wanted = ["msgstr"] if plural is None else [f"msgstr[{index}]" for index in range(len(forms))]
    if not forms or forms != wanted:
        raise PoError(f"{name}:{draft.line}: wrong msgstr lines for {draft.texts['msgid']!r}")
    return Entry(
        draft.texts["msgid"],
        plural,
        tuple(draft.texts[key] for key in forms),
        tuple(draft.comments),
        tuple(draft.references),
        draft.brace_format,
    )


def write(po: Po) -> str:
    """The text of a `.po` file: one line a text, so that a change is one line in a diff."""
    blocks = [_block(Entry("", None, (po.header,), po.comments))]
    blocks += [_block(entry) for entry in po.entries]
    return "\n".join(blocks)


def _block(entry: Entry) -> str:
    lines = [f"# {comment}".rstrip() for comment in entry.comments]
    lines += [f"#: {reference}" for reference in entry.references]
    if entry.brace_format:
        lines.append("#, python-brace-format")
    lines.append(f"msgid {_quoted(entry.msgid)}")
    if entry.plural is None:
        lines.append(f"msgstr {_quoted(entry.strings[0])}")
    else:
        lines.append(f"msgid_plural {_quoted(entry.plural)}")
        lines += [f"msgstr[{index}] {_quoted(form)}" for index, form in enumerate(entry.strings)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = [f'"{line}\\n"' for line in escaped.split("\n")[:-1]]
    last = escaped.rsplit("\n", 1)[-1]
    if not lines:
        return f'"{last}"'
    return "\n".join(['""', *lines, *([f'"{last}"'] if last else [])])


def compiled(po: Po) -> bytes:
    """The catalogue as a `.mo` file; entries that are not wholly translated are left out."""
    texts = {"": po.header}
    for entry in po.entries:
        if entry.complete:
            key = entry.msgid if entry.plural is None else f"{entry.msgid}\0{entry.plural}"
            texts[key] = "\0".join(entry.strings)
    pairs = sorted((key.encode(), value.encode()) for key, value in texts.items())
    start = 28 + 16 * len(pairs)
    tables, data = [b"", b""], b"".join(key + b"\0" for key, _ in pairs)
    offsets = [start, start + len(data)]
    for pair in pairs:
        for side, text in enumerate(pair):
            tables[side] += struct.pack("<2I", len(text), offsets[side])
            offsets[side] += len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + tables[0] + tables[1] + data + b"".join(value + b"\0" for _, value in pairs)


def with_entries(po: Po, entries: Iterable[Entry]) -> Po:
    """The same catalogue with other entries."""
    return replace(po, entries=tuple(entries))
