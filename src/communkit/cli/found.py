"""What `init` found, and what to do next, as a person reads it at a terminal of any width."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from communkit.audit.proposals import candidates
from communkit.cli.app import App
from communkit.cli.terminal import visible
from communkit.marked import N_, NN_, Message
from communkit.report.screen import cells, cut, painted, wrapped
from communkit.repository.facts import Seen
from communkit.repository.files import Heap, Kind
from communkit.repository.glance import Glance

_DIM = "2"
_BOLD = "1"
_YELLOW = "33"


@dataclass(frozen=True, slots=True)
class _Line:
    """One thing found: its label, what it is, where it was seen. `worry`: something a person should look at."""

    label: str
    value: str
    places: tuple[Seen, ...] = ()
    worry: bool = False


def shown(glance: Glance, app: App) -> str:
    """What the repository shows, thing by thing, each with its place."""
    lines = [_head(glance, app), ""]
    for note in glance.notes:
        says = N_("git could not be asked, so all files of the folder were read: {reason}")
        lines += [*wrapped(app.say(Message(says, {"reason": note})), app.width), ""]
    found = list(_found(glance, app))
    column = max((cells(one.label) for one in found), default=0) + 2
    values = min(max((cells(one.value) for one in found), default=0), max(24, (app.width - column) // 2))
    for one in found:
        lines += _set(one, column, values, app)
    if found:
        lines += ["", *wrapped(app.say(N_("These are proposals: nothing is claimed until you confirm it.")), app.width)]
    return "\n".join(line.rstrip() for line in lines)


def _head(glance: Glance, app: App) -> str:
    if not glance.files:
        return app.say(N_("There is nothing here yet: the dossier begins with the idea."))
    if glance.tracked:
        says, many = NN_(
            "I have read the repository ({count} file). This is what I found:",
            "I have read the repository ({count} files). This is what I found:",
        )
    else:
        says, many = NN_(
            "I have read the folder ({count} file). This is what I found:",
            "I have read the folder ({count} files). This is what I found:",
        )
    text = app.say(Message(says, {}, many, glance.files))
    return "\n".join(wrapped(text, app.width))


def _found(glance: Glance, app: App) -> Iterator[_Line]:
    say = app.say
    if glance.files or glance.repository:
        yield _Line(say(N_("Name")), visible(glance.name.value), glance.name.seen)
    if glance.remotes:
        yield _Line(say(N_("Address")), visible(glance.remotes[0].value), glance.remotes[0].seen)
    if glance.languages:
        yield _Line(say(N_("Language")), ", ".join(glance.languages.value), glance.languages.seen)
    yield from _licences(glance, app)
    yield from _holders(glance, app)
    if glance.heaps:
        kinds = " · ".join(say(_heap(one)) for one in glance.heaps)
        yield _Line(say(N_("Assets")), kinds)


def _licences(glance: Glance, app: App) -> Iterator[_Line]:
    say, licences = app.say, glance.licences
    label = say(N_("Licence"))
    if licences.outbound is not None:
        value = licences.outbound.value
        if licences.undecided:
            value = say(Message(N_("{licence}, this version only or later ones: not said"), {"licence": value}))
        yield _Line(label, value, licences.outbound.seen)
        label = ""
    for kind, fact in licences.by_kind.items():
        says = Message(N_("{kind}: {licence}"), {"kind": Message(_KINDS[kind]), "licence": fact.value})
        yield _Line(label, say(says), fact.seen)
        label = ""
    for seen in licences.unrecognised:
        yield _Line(label, say(N_("a text that is no licence I know")), (seen,), worry=True)
        label = ""
    for one in licences.contradicting:
        says = Message(N_("but also {licence}"), {"licence": one.expression})
        yield _Line(label, say(says), (one.seen,), worry=True)
        label = ""
    if label and glance.holds_something:
        yield _Line(label, say(N_("none found: nobody may reuse this yet")), worry=True)


_MOST_NAMES = 4


def _holders(glance: Glance, app: App) -> Iterator[_Line]:
    known = candidates(glance)
    if not known:
        return
    label = N_("Holders") if known[0].holds else N_("Authors")
    shown = " · ".join(visible(one.name) for one in known[:_MOST_NAMES])
    others = len(glance.holders if known[0].holds else known) - len(known[:_MOST_NAMES])
    if others > 0:
        one, many = NN_("{names} and {count} other", "{names} and {count} others")
        shown = app.say(Message(one, {"names": shown}, many, others))
    yield _Line(app.say(label), shown, known[0].seen)


_KINDS = {
    Kind.CODE: N_("code"),
    Kind.DOCUMENTATION: N_("documentation"),
    Kind.DATABASE: N_("data"),
    Kind.SIGN: N_("a logo"),
    Kind.HARDWARE: N_("hardware"),
    Kind.CONTENT: N_("contents"),
}
_CONTENTS = {
    "image": N_("images"),
    "font": N_("fonts"),
    "audio-video": N_("sounds or videos"),
    "model": N_("trained models"),
    "text": N_("texts"),
}


def _heap(heap: Heap) -> str:
    return _CONTENTS.get(heap.content_type or "", _KINDS[heap.kind])


def _set(line: _Line, column: int, values: int, app: App) -> Iterator[str]:
    """One thing found, its places beside it where there is room, else below."""
    label = f"  {painted(line.label, _BOLD, app.colored)}{' ' * (column - cells(line.label))}"
    style = _YELLOW if line.worry else ""
    places = _places(line.places)
    room = app.width - column - 2
    below = " " * (column + 2)
    if cells(line.value) <= values and places and values + 2 + 12 <= room:
        gap = " " * (values - cells(line.value) + 2)
        beside = cut(places, room - values - 2)
        yield label + painted(line.value, style, app.colored) + gap + painted(beside, _DIM, app.colored)
        return
    first, *rest = wrapped(line.value, max(room, 12))
    yield label + painted(first, style, app.colored)
    yield from (below + painted(one, style, app.colored) for one in rest)
    if places:
        yield below + painted(cut(places, max(room, 12)), _DIM, app.colored)


def _places(seen: Sequence[Seen]) -> str:
    told = [one for one in seen if one.path not in (".", ".git/config")]
    return ", ".join(list(dict.fromkeys(visible(one.place) for one in told))[:3])


# What comes next

_MINUTES_AN_ASSET = 3
_MINUTES_FOR_PROJECT = 5
_MINUTES_FOR_NEED = 30


def next_steps(glance: Glance, app: App, documents: Sequence[str], named: Callable[[str], str], asked: bool) -> str:
    """Where the dossier stands, and the commands to type, with how long each takes.

    With something to open, its assets come first, once the project has said who it is (`asked`); an idea begins with
    the project and the need.
    """
    begins, begin = NN_(
        "The dossier begins in {folder} ({count} document). Next:",
        "The dossier begins in {folder} ({count} documents). Next:",
    )
    says = Message(begins, {"folder": named("x").removesuffix("x")}, begin, len(documents))
    project = (
        "communkit project",
        Message(N_("say who you are and what is planned")),
        f"≈ {app.words.duration(_MINUTES_FOR_PROJECT)}",
    )
    rows = [project]
    if glance.holds_something:
        count = len(glance.heaps)
        what = Message(N_("confirm the asset proposed"), plural=N_("confirm the {count} assets proposed"), count=count)
        spent = f"≈ {app.words.duration(_MINUTES_AN_ASSET * max(count, 2))}"
        rows.insert(0 if asked else 1, ("communkit assets", what, spent))
    else:
        spent = f"≈ {app.words.duration(_MINUTES_FOR_NEED)}"
        rows.append(("communkit need", Message(N_("say what is missing, for whom, and what exists already")), spent))
    rows.append(("communkit status", Message(N_("see where the dossier stands")), ""))
    return "\n".join([*wrapped(app.say(says), app.width), *_commands(rows, app)])


def _commands(rows: Sequence[tuple[str, Message, str]], app: App) -> Iterator[str]:
    told = [app.say(what) for _, what, _ in rows]
    first = max(len(command) for command, _, _ in rows)
    second = max(cells(what) for what in told)
    for (command, _, spent), what in zip(rows, told, strict=True):
        bold = painted(command, _BOLD, app.colored)
        if first + second + 16 <= app.width:
            line = f"  {bold}{' ' * (first - len(command))}  {what}{' ' * (second - cells(what) + 2)}{spent}"
            yield line.rstrip()
        else:
            yield f"  {bold}"
            yield from (f"    {one}" for one in wrapped(f"{what} {spent}".strip(), app.width - 4))
