"""The walks of the tutorial, at a real terminal: what is pressed, and the screens that its pages show."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel

from communkit.model.fields import ask_of
from communkit.model.row import Visibility
from communkit.steps.assets.model import Asset, Right
from communkit.steps.assets.parts import Contract, Contributions
from communkit.steps.assets.words import Basis, Ccag, Mode, RightKind, SoftwareKind
from communkit.steps.project.model import Party, Project, Repository
from communkit.steps.vocabulary import Kind, Nature
from communkit.words import Words, words_in
from interview.terminal import ENTER, ESC, WAIT, Terminal

TODAY = "2026-11-21"
"""The day on which the tutorial is walked: what a check says depends on it."""

COLUMNS, LINES = 80, 30

_STILL = 4
"""A screen that did not change for so many tenths of a second is drawn, on a busy machine too."""

_THEIR_WORDS = {
    "fr": {
        "town": "Commune exemple",
        "studio": "Atelier exemple",
        "asset": "Agenda des marchés",
        "guide": "Le guide de ceux qui tiennent les marchés à jour.",
        "data": "Les marchés : commune, jour et lieu.",
        "none": "le projet n’en a pas",
        "plan": "retrouver le marché, service des achats, avant Noël",
        "contract": "marché 2024-07",
        "day": "12 mars 2024",
    },
    "en": {
        "town": "Town of Example",
        "studio": "Example Studio",
        "asset": "Market days",
        "guide": "The guide for those who keep the markets up to date.",
        "data": "The markets: town, day and place.",
        "none": "the project has none",
        "plan": "find the contract again, purchasing office, before Christmas",
        "contract": "contract 2024-07",
        "day": "12 March 2024",
    },
}


class Walker:
    """Somebody at the terminal, in a language; `screens` are those that were looked at, by name."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.language = language
        self.words: Words = words_in(language)
        self.theirs = _THEIR_WORDS[language]
        self.screens: dict[str, str] = {}
        self._terminal: Terminal

    def walk(self, name: str) -> None:
        """Run the walk of that name from its first question to its end."""
        env = {"COMMUNKIT_LANG": self.language}
        line = (name.partition("-")[0], "--as-of", TODAY)
        with Terminal(*line, folder=self.folder, columns=COLUMNS, lines=LINES, env=env) as self._terminal:
            WALKS[name](self)

    def say(self, text: str) -> str:
        """A marked text in the language of the walk, its longest part without a hole."""
        return max(self._parts(text), key=len)

    def _parts(self, text: str) -> list[str]:
        return [part.strip(" :“”«»(\u00a0\u202f") for part in re.split(r"\{[^}]*\}", self.words.say(text))]

    def choose(self, question: str, label: str, name: str = "") -> None:
        """Take a choice, both named by their marked texts or as the team wrote them. `name` keeps the screen."""
        self._see(question, name)
        self._terminal.choose(self.say(question), self._parts(label)[0])

    def type(self, question: str, *keys: str, name: str = "") -> None:
        """Answer a question with keys."""
        self._see(question, name)
        self._terminal.answer(self.say(question), *keys)

    def _see(self, question: str, name: str) -> None:
        if name:
            wanted = "".join(self.say(question).split())
            end, quiet = time.monotonic() + WAIT, 0
            while quiet < _STILL and time.monotonic() < end:
                before = len(self._terminal.raw)
                self._terminal.read(0.1)
                drawn = wanted in "".join(self._shown().split())  # the same question, answered, may still stand above
                quiet = quiet + 1 if drawn and len(self._terminal.raw) == before else 0
            self._keep(name)

    def _shown(self) -> str:
        """What the screen shows below its last blank line; the first screen of all, whole."""
        shown = self._terminal.screen.strip()
        return shown.rpartition("\n\n")[2] if self.screens else shown

    def _keep(self, name: str) -> None:
        self.screens[name] = self._shown()

    def leave(self, name: str = "") -> None:
        """Wait until the command has ended well; `name` keeps what it said last."""
        code = self._terminal.exit_code()
        assert code == 0, self._terminal.screen
        if name:
            self._keep(name)


def _asked(model: type[BaseModel], name: str) -> str:
    """The question of a field, as the model has it."""
    told = ask_of(model.model_fields[name])
    assert told is not None
    assert told.question is not None
    return told.question


_ALL_SAID = "Everything that the stage “{stage}” needs is answered."
_CHANGE = "“{row}”: what is to change?"
_WHICH_POINT = "Which point do you want to look at again?"
_ENOUGH = "That is all for today"
_RIGHT = "Yes, this is right"
_NONE = "There is none, because…"


def _init(one: Walker) -> None:
    one.type("What is the project called?", ENTER, name="init")
    one.choose("Who carries the project today?", one.theirs["town"])
    one.choose("How far has the project come?", "preparing: it exists, its opening is being prepared")
    one.choose("Which country's law applies?", "France")
    one.choose("In which language does the team work?", {"fr": "French", "en": "English"}[one.language])
    one.leave("init-end")


def _project(one: Walker) -> None:
    one.choose(_asked(Project, "summary"), "Yes, that is right", name="project")
    one.choose(_asked(Project, "repositories"), _RIGHT)
    one.choose(_asked(Repository, "visibility"), Visibility.PUBLIC.label)
    one.choose(_asked(Project, "parties"), _RIGHT, name="project-parties")
    one.choose(_asked(Party, "nature"), Nature.PUBLIC.label)
    one.choose(_asked(Party, "nature"), Nature.PRIVATE.label)
    one.choose(_ALL_SAID, _ENOUGH)
    one.leave()


def _assets(one: Walker) -> None:
    one.choose(Kind.CODE.label, _RIGHT, name="assets")
    one.choose(Kind.DOCUMENTATION.label, _RIGHT)
    one.choose(Kind.DATABASE.label, _RIGHT)
    for kind in (Kind.SIGN, Kind.HARDWARE, Kind.CONTENT):
        one.choose(kind.label, _NONE)
        one.type("Why is there none?", one.theirs["none"], ENTER)
    one.choose(one.theirs["town"], Basis.CONTRACT.label, name="assets-basis")
    one.choose(_asked(Right, "contract"), "I don't know yet…")
    one.type("What will be done to know, and by whom?", one.theirs["plan"], ENTER)
    one.choose(one.theirs["studio"], Basis.EMPLOYEE.label)
    _right(one, one.theirs["guide"], RightKind.COPYRIGHT, Basis.PUBLIC_AGENT)
    _right(one, one.theirs["data"], RightKind.DATABASE_PRODUCER, Basis.INVESTMENT)
    one.choose(_ALL_SAID, _ENOUGH, name="assets-end")
    one.leave()


def _right(one: Walker, description: str, right: RightKind, basis: Basis) -> None:
    """Say what the next asset is, and that the town holds one right on it."""
    one.type(_asked(Asset, "description"), description, ENTER, ENTER)
    one.choose(_asked(Asset, "rights"), "Add one")
    one.choose(_asked(Right, "right"), right.label)
    one.choose(_asked(Right, "holder"), one.theirs["town"])
    one.choose(_asked(Asset, "rights"), "That is all")
    one.choose(_asked(Right, "basis"), basis.label)


def _mend(one: Walker) -> None:
    one.choose(_ALL_SAID, "Look again at what the check finds ({count} point)", name="mend")
    one.choose(_WHICH_POINT, one.theirs["asset"], name="mend-points")
    one.choose("What do you want to do about it?", "Look at all that is said of “{row}”", name="mend-point")
    one.choose(_CHANGE, f"? {one.say('Contract')}")
    one.choose(_asked(Right, "contract"), "Describe it: a few short questions")
    one.type(_asked(Contract, "reference"), one.theirs["contract"], ENTER)
    one.type(_asked(Contract, "date"), one.theirs["day"], ENTER)
    one.choose(_asked(Contract, "ccag"), Ccag.TIC.label)
    one.type(_asked(Contract, "year"), "2021", ENTER)
    one.choose(_asked(Contract, "referenced"), "yes")
    one.type(_asked(Contract, "derogations"), ENTER)
    one.choose(_asked(Contract, "assignment"), "Leave it empty")
    one.choose(_CHANGE, "Done")
    one.type(_WHICH_POINT, ESC)
    one.choose(_ALL_SAID, "Go on: {count} question for the next stage")
    one.choose(_asked(Asset, "software_kind"), SoftwareKind.BUSINESS.label)
    one.choose(_asked(Asset, "planned_licence"), "EUPL-1.2", name="licence")
    one.choose(_asked(Contributions, "mode"), Mode.INBOUND_OUTBOUND.label)
    one.type(_asked(Contributions, "document"), "CONTRIBUTING.md", ENTER)
    for _ in (Kind.DOCUMENTATION, Kind.DATABASE):
        one.choose(_asked(Asset, "planned_licence"), "etalab-2.0")
        one.choose(_asked(Asset, "contributions"), "The same as for “{row}”: {value}", name="same")
    one.choose(_ALL_SAID, _ENOUGH)
    one.leave()


WALKS: dict[str, Callable[[Walker], None]] = {
    "init": _init,
    "project": _project,
    "assets": _assets,
    "assets-mend": _mend,
}
