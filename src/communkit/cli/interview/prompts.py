"""The keyboard and the screen: one line, several lines, one choice, several. Nothing here knows of dossiers.

Three answers exist beside those that are asked for, and are raised: `GoBack` (Esc), `OtherAnswer` (Enter on an
empty line), KeyboardInterrupt (Ctrl-C). "?" prints the help above the question and asks on. The keys that a question
takes stand in brackets below it.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import questionary
from prompt_toolkit import print_formatted_text
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition, to_filter
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.output import ColorDepth

from communkit.cli.app import App
from communkit.cli.terminal import plainer
from communkit.marked import N_
from communkit.report.escape import visible

T = TypeVar("T")

_STYLE = questionary.Style(
    [
        ("qmark", "fg:ansicyan bold"),
        ("question", "bold"),
        ("answer", "fg:ansicyan"),
        ("pointer", "fg:ansicyan bold"),
        ("highlighted", "fg:ansicyan"),
        ("selected", "fg:ansicyan"),
        ("instruction", "fg:ansibrightblack"),
        ("separator", "fg:ansibrightblack"),
        ("heading", "bold"),
        ("quiet", "fg:ansibrightblack"),
        ("worry", "fg:ansiyellow"),
    ]
)
_ESCAPE_WAIT = 0.1  # seconds after which Esc is a key and not the beginning of an arrow

OTHERS = N_("Enter alone: other answers")
LEAVES = N_("Enter alone: leave it empty")
"""What Enter on an empty line does, where something else than one of those two is meant another text."""
_BACK = N_("Esc: back")
_WHY = N_("?: why")


class GoBack(Exception):
    """Esc: the question before this one."""


class OtherAnswer(Exception):
    """Enter on an empty line: the answer is none of those that can be typed."""


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One line to choose. `apart` sets it apart from those before it; `recalled` stays on the screen afterwards."""

    value: T
    label: str
    apart: bool = False
    recalled: str = ""


class Keyboard:
    """Asks at the terminal of `app`; every text it is given is already in the reader's language."""

    def __init__(self, app: App) -> None:
        self._say = app.say
        self._depth = None if app.colored else ColorDepth.DEPTH_1_BIT
        self._encoding = _encoding()

    @property
    def width(self) -> int:
        """How many cells a line may take."""
        return max(24, shutil.get_terminal_size((80, 24)).columns - 1)

    def tell(self, text: str, style: str = "") -> None:
        """Print `text`, wrapped; `style` is "heading", "quiet", "worry" or none."""
        lines = "\n".join(self._wrapped(text, ""))
        print_formatted_text(
            FormattedText([(f"class:{style}" if style else "", lines)]), style=_STYLE, color_depth=self._depth
        )

    def pick(
        self,
        question: str,
        options: Sequence[Option[T]],
        *,
        default: T | None = None,
        why: str = "",
        recall: Callable[[T], bool] | bool = True,
    ) -> T:
        """One of `options`, the pointer standing on `default`. Raises GoBack.

        `recall`: whether question and answer stay on the screen, for some answers or for all.
        """
        # Values are numbers here: questionary compares them, and takes a default that is falsy for none.
        listed: list[questionary.Choice] = []
        start = None
        for number, option in enumerate(options):
            if option.apart:
                listed.append(questionary.Separator(self._fits("─" * 12)))
            listed.append(questionary.Choice(self._label(option.label), value=f"{number}"))
            if default is not None and option.value == default and start is None:
                start = f"{number}"
        asked = questionary.select(
            self._asked(question),
            listed,
            default=start,
            qmark="?",
            pointer=self._fits("❯"),
            instruction=self._under(N_("↑ ↓ then Enter"), _BACK, _WHY if why else ""),
            style=_STYLE,
            color_depth=self._depth,
        )
        chosen: str = self._run(asked, self._keys(why))
        taken = options[int(chosen)]
        if recall(taken.value) if callable(recall) else recall:
            self.recall(question, taken.recalled or taken.label)
        return taken.value

    def tick(self, question: str, options: Sequence[Option[T]], ticked: Sequence[T] = (), *, why: str = "") -> list[T]:
        """Some of `options`. Raises GoBack, and OtherAnswer when nothing is ticked."""
        listed = [
            questionary.Choice(self._label(option.label), value=f"{number}", checked=option.value in ticked)
            for number, option in enumerate(options)
        ]
        asked = questionary.checkbox(
            self._asked(question),
            listed,
            qmark="?",
            pointer=self._fits("❯"),
            instruction=self._under(N_("Space: tick"), N_("Enter: done"), _BACK, _WHY if why else ""),
            style=_STYLE,
            color_depth=self._depth,
        )
        chosen: list[str] = self._run(asked, self._keys(why))
        if not chosen:
            raise OtherAnswer
        self.recall(question, ", ".join(options[int(number)].label for number in chosen))
        return [options[int(number)].value for number in chosen]

    def line(self, question: str, default: str = "", *, why: str = "", empty: str = OTHERS) -> str:
        """One line, stripped. Raises GoBack, and OtherAnswer when it is empty.

        `default` stands there to be changed or kept; `empty` says what Enter on an empty line does.
        """
        first = N_("Enter: keep it, or change it") if default else empty
        hint = self._under(first, _BACK, self._helps(why, default))
        asked = questionary.text(
            self._asked(question),
            default=default,
            qmark="?",
            instruction=f"{hint}\n {self._fits('❯')}",
            style=_STYLE,
            color_depth=self._depth,
        )
        keys = self._keys(why, helps=_emptiness(asked))

        @keys.add("enter", filter=Condition(lambda: not _buffer(asked).text.strip()), eager=True)
        def _(event: KeyPressEvent) -> None:
            _leave(event, OtherAnswer())

        text: str = self._run(asked, keys)
        self.recall(question, text.strip())
        return text.strip()

    def lines(self, question: str, default: str = "", *, why: str = "", empty: str = OTHERS) -> str:
        """Several lines, ended by an empty one or by Esc and Enter, stripped. Raises as `line` does.

        Esc alone goes back only while nothing is written, Page Up always.
        """
        first = (N_("Enter twice: done"), N_("Page Up: back")) if default else (N_("Enter twice: done"), empty, _BACK)
        hint = self._under(*first, self._helps(why, default))
        asked = questionary.text(
            self._asked(question),
            default=default,
            qmark="?",
            multiline=True,
            instruction=f"{hint}\n",
            style=_STYLE,
            prompt_continuation="",
            color_depth=self._depth,
        )
        nothing = _emptiness(asked)
        keys = self._keys(why, leaves=nothing, helps=nothing)
        armed: list[str] = []  # the text at which Esc was pressed: Enter then ends it, however late it comes

        @keys.add("escape", filter=~nothing, eager=True)
        def _(_event: KeyPressEvent) -> None:
            armed[:] = [_buffer(asked).text]

        def ends() -> bool:
            document = _buffer(asked).document
            is_empty_line = document.text.endswith("\n") and document.is_cursor_at_the_end
            return armed == [document.text] or is_empty_line

        @keys.add("enter", filter=Condition(ends), eager=True)
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.validate_and_handle()

        @keys.add("enter", filter=nothing, eager=True)
        def _(event: KeyPressEvent) -> None:
            _leave(event, OtherAnswer())

        text: str = self._run(asked, keys)
        self.recall(question, text.strip())
        return text.strip()

    def recall(self, question: str, answer: str) -> None:
        """Leave on the screen what was asked and answered, without examples, hints and other choices."""
        said = self._fits(f"{question.partition(chr(10))[0]} ")
        first, *rest = _wrap(said + self._fits(visible(" ".join(answer.split()))), self.width - 2, "")
        cut = first[len(said) :]
        lines = [("class:question", first[: len(said)]), ("class:answer", cut)]
        lines += [("class:answer", f"\n  {line}") for line in rest]
        print_formatted_text(FormattedText(lines), style=_STYLE, color_depth=self._depth)

    def _run(self, asked: questionary.Question, keys: KeyBindings) -> Any:
        application = asked.application
        application.ttimeoutlen = _ESCAPE_WAIT
        application.erase_when_done = True
        base = application.key_bindings
        application.key_bindings = merge_key_bindings([base, keys] if base else [keys])
        answer = asked.unsafe_ask()
        if isinstance(answer, GoBack | OtherAnswer):
            raise answer
        return answer

    def _keys(self, why: str, leaves: Condition | None = None, helps: Condition | None = None) -> KeyBindings:
        """Esc and "?", where they are no part of what is being typed: while `leaves` and `helps` hold."""
        keys = KeyBindings()

        @keys.add("pageup", eager=True)
        @keys.add("escape", filter=to_filter(True) if leaves is None else leaves, eager=True)
        def _(event: KeyPressEvent) -> None:
            _leave(event, GoBack())

        if why:

            @keys.add("?", filter=to_filter(True) if helps is None else helps, eager=True)
            def _(_event: KeyPressEvent) -> None:
                run_in_terminal(lambda: self.tell(why, "quiet"))

        return keys

    def _fits(self, text: str) -> str:
        return _fitting(text, self._encoding)

    def _label(self, text: str) -> str:
        return "\n".join(self._wrapped(text, "     ")).strip()

    def _asked(self, question: str) -> str:
        first, *rest = self._wrapped(question, "  ")
        return "\n".join([first.strip(), *rest])

    @staticmethod
    def _helps(why: str, default: str) -> str:
        """The key for help, where one can press it: in a text, it is a part of the text."""
        return _WHY if why and not default else ""

    def _under(self, *keys: str) -> str:
        """The keys that a question takes, in brackets on a line below it."""
        said = " · ".join(self._say(one) for one in keys if one)
        return "\n" + "\n".join(self._wrapped(f"({said})", "  "))

    def _wrapped(self, text: str, indent: str) -> list[str]:
        return list(_wrap(self._fits(text), self.width, indent))


def _wrap(text: str, width: int, indent: str) -> Iterator[str]:
    for line in text.split("\n"):
        inner = indent + " " * (len(line) - len(line.lstrip(" ")))
        yield from textwrap.wrap(
            line.strip(), width, initial_indent=inner, subsequent_indent=inner, break_on_hyphens=False
        ) or [""]


def _leave(event: KeyPressEvent, answer: GoBack | OtherAnswer) -> None:
    event.app.exit(result=answer)


def _buffer(asked: questionary.Question) -> Buffer:
    return asked.application.current_buffer


def _emptiness(asked: questionary.Question) -> Condition:
    return Condition(lambda: not _buffer(asked).text.strip())


def _encoding() -> str:
    from prompt_toolkit.application import get_app_session

    return get_app_session().output.encoding() or "utf-8"


def _fitting(text: str, encoding: str) -> str:
    """`text` as a terminal of that encoding can show it: what it lacks is written in a plainer form."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(one if _can_show(one, encoding) else plainer(one) for one in text)
    except LookupError:
        return plainer(text)
    return text


def _can_show(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
