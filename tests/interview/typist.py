"""Somebody who answers: each question is recognised by a part of its text, and answered with real keys.

The keys go through prompt_toolkit's own input and output, without a terminal: what is tested is the skin itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from communkit.cli.app import App
from communkit.cli.exits import Exit
from communkit.cli.interview.desk import Desk
from communkit.cli.interview.prompts import Keyboard, Option
from communkit.cli.interview.walk import Walk
from communkit.documents import read
from communkit.words import words_in

T = TypeVar("T")

ENTER, DOWN, ESC, CTRL_C = "\r", "\x1b[B", "\x1b", "\x03"


@dataclass(frozen=True)
class Key:
    """Raw keys instead of an answer."""

    keys: str


BACK, NOTHING, INTERRUPT, HELP = Key(ESC), Key(ENTER), Key(CTRL_C), Key("?")
QUIT = "Stop here for today"

Said = str | list[str] | Key
Line = tuple[str, Said | Callable[[], Said]]
"""A part of the question's text, and the label to choose, the text to type, the labels to tick, or keys.

What is called happens while the question stands on the screen, and gives the answer.
"""


@dataclass
class Typist(Keyboard):
    """A keyboard with somebody at it, who knows the answers in order; `told` is what was printed above."""

    app: App
    pipe: PipeInput
    script: list[Line]
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    recalled: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(self.app)

    def tell(self, text: str, style: str = "") -> None:
        self.told.append(text)
        super().tell(text, style)

    def recall(self, question: str, answer: str) -> None:
        self.recalled.append((question.partition("\n")[0], answer))
        super().recall(question, answer)

    def pick(self, question: str, options: Sequence[Option[T]], **how: Any) -> T:
        labels = [one.label for one in options]
        default = how.get("default")
        start = next((i for i, one in enumerate(options) if default is not None and one.value == default), 0)

        def keys(answer: str) -> str:
            wanted = [i for i, label in enumerate(labels) if label.startswith(answer)]
            assert wanted, f"{question!r} does not offer {answer!r}: {labels}"
            return DOWN * ((wanted[0] - start) % len(labels)) + ENTER

        self._press(question, keys)
        chosen: T = super().pick(question, options, **how)
        return chosen

    def tick(self, question: str, options: Sequence[Option[T]], *rest: Any, **how: Any) -> list[T]:
        labels = [one.label for one in options]

        def keys(answer: list[str]) -> str:
            pressed = ""
            for label in labels:
                pressed += (" " if label in answer else "") + DOWN
            return pressed + ENTER

        self._press(question, keys)
        return super().tick(question, options, *rest, **how)

    def line(self, question: str, default: str = "", **how: Any) -> str:
        self._press(question, lambda text: "\x01\x0b" + text + ENTER)  # what stood there goes
        return super().line(question, default, **how)

    def lines(self, question: str, default: str = "", **how: Any) -> str:
        self._press(question, lambda text: "\x7f" * len(default) + text.replace("\n", ENTER) + ESC + ENTER)
        return super().lines(question, default, **how)

    def _press(self, question: str, keys: Any) -> None:
        self.asked.append(question)
        assert self.script, f"nobody answers {question!r}"
        part, given = self.script.pop(0)
        assert part in question, f"{question!r} was asked, and not {part!r}"
        answer = given() if callable(given) else given
        self.pipe.send_text(answer.keys if isinstance(answer, Key) else keys(answer))


@contextmanager
def sitting(folder: Path, step: str, *script: Line, language: str = "en", review: bool = False) -> Iterator[Walk]:
    """A walk through `step` of the dossier in `folder`, somebody answering as in `script`."""
    app = App(words_in(language), language_asked=True, directory=folder)
    desk = Desk.open(app, step)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield Walk(app, desk, review=review, keyboard=Typist(app, pipe, list(script)))


def walk(folder: Path, step: str, *script: Line, language: str = "en", review: bool = False) -> Typist:
    """The same, from the first question to the end; every line of the script must have been asked for."""
    with sitting(folder, step, *script, language=language, review=review) as one:
        assert one.run() is Exit.CLEAN
        typist = typist_of(one)
        assert typist.script == [], "never asked"
        return typist


def typist_of(one: Walk) -> Typist:
    """Who sits at the keyboard of a walk."""
    assert isinstance(one.keyboard, Typist)
    return one.keyboard


def held(path: Path) -> Any:
    """The data of a document, as strictly as it is read."""
    return read(path).data


PROJECT = """\
schema: project/1
version: 0.1.0
status: draft
name: A map
summary: A map of places.
jurisdiction: fr
stage: preparing
languages: [en]
parties:
  - id: town
    name: The town
    nature: public
  - id: studio
    name: The studio
    nature: private
"""

NOTHING_ELSE = "{documentation: none, database: none, sign: none, hardware: none, content: none}"


def dossier(folder: Path, assets: str | None = None, project: str = PROJECT) -> Path:
    """A dossier in `folder`, and the path of its `assets.yaml`."""
    commons = folder / "commons"
    commons.mkdir(exist_ok=True)
    (commons / "project.yaml").write_text(project, encoding="utf-8")
    path = commons / "assets.yaml"
    if assets is not None:
        path.write_text(f"schema: assets/1\nversion: 0.1.0\nstatus: draft\n{assets}", encoding="utf-8")
    return path
