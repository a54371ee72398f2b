"""The handful of questions that `init` asks at a terminal. Esc goes back, an empty answer leaves a proposal."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace

from communkit.audit.proposals import Answers, candidates
from communkit.cli.app import App
from communkit.cli.interview.prompts import GoBack, Keyboard, Option, OtherAnswer
from communkit.cli.terminal import visible
from communkit.marked import N_
from communkit.repository.glance import Glance
from communkit.steps.project import StageWord
from communkit.words import LANGUAGES

_LATER = N_("Enter alone: say it later")
_NOT_YET = "?"
_OTHER = "…"


def ask(app: App, glance: Glance) -> Answers:
    """What the person at the terminal says of the project. Raises KeyboardInterrupt; nothing is written by then."""
    questions = _Questions(app, glance)
    asked: list[Callable[[Answers], Answers]] = [
        questions.name,
        questions.carrier,
        questions.stage,
        questions.jurisdiction,
        questions.language,
    ]
    given = [Answers()]
    at = 0
    while at < len(asked):
        try:
            answers = asked[at](given[at])
        except GoBack:
            at = max(at - 1, 0)
            continue
        except OtherAnswer:
            answers = given[at]
        given = [*given[: at + 1], answers]
        at += 1
    return given[-1]


class _Questions:
    """Each takes the answers so far, and returns them with one more."""

    def __init__(self, app: App, glance: Glance) -> None:
        self._app = app
        self._glance = glance
        self._keyboard = Keyboard(app)

    def name(self, so_far: Answers) -> Answers:
        said = self._keyboard.line(
            self._app.say(N_("What is the project called?")),
            visible(self._glance.name.value) if self._glance.files else "",
            why=self._app.say(N_("The name stands on every document that comes out of the dossier.")),
            empty=_LATER,
        )
        return replace(so_far, name=said)

    def carrier(self, so_far: Answers) -> Answers:
        question = self._app.say(N_("Who carries the project today?"))
        why = self._app.say(
            N_(
                "The organisation that answers for it today: most questions about rights, money and decisions begin"
                " with it. It need not be the one that will carry the commons later."
            )
        )
        known = candidates(self._glance)
        if known:
            options = [Option(one.name, visible(one.name)) for one in known]
            options.append(Option(_OTHER, self._app.say(N_("Somebody else")), apart=True))
            options.append(Option(_NOT_YET, self._app.say(N_("I don't know yet"))))
            chosen = self._keyboard.pick(question, options, why=why, recall=lambda one: one != _OTHER)
            if chosen == _NOT_YET:
                raise OtherAnswer
            if chosen != _OTHER:
                return replace(so_far, carriers=(chosen,))
        return replace(so_far, carriers=(self._keyboard.line(question, why=why, empty=_LATER),))

    def stage(self, so_far: Answers) -> Answers:
        said = {
            StageWord.IDEA: N_("an idea: nothing is decided yet"),
            StageWord.PREPARING: N_("preparing: it exists, its opening is being prepared"),
            StageWord.OPENING: N_("opening: the date is set"),
            StageWord.RUNNING: N_("running: it is open already"),
        }
        chosen = self._keyboard.pick(
            self._app.say(N_("How far has the project come?")),
            [Option(str(word), self._app.say(text)) for word, text in said.items()],
            default=str(StageWord.PREPARING if self._glance.holds_something else StageWord.IDEA),
            why=self._app.say(N_("A young project is asked less: the stage decides what is needed, and how urgently.")),
        )
        return replace(so_far, stage=chosen)

    def jurisdiction(self, so_far: Answers) -> Answers:
        from communkit.licences.title import jurisdiction

        question = self._app.say(N_("Which country's law applies?"))
        why = self._app.say(N_("Who holds the rights of employees, agents and contractors depends on it."))
        known = [found for code in ("fr", "be") if (found := jurisdiction(code))]
        options = [Option(one.code, self._app.say(one.name)) for one in known]
        guessed = (self._glance.country.value if self._glance.country else None) or _locale_country()
        options.append(Option(_OTHER, self._app.say(N_("Another country")), apart=True))
        options.append(Option(_NOT_YET, self._app.say(N_("I don't know yet"))))
        chosen = self._keyboard.pick(question, options, default=guessed, why=why)
        if chosen == _OTHER:
            chosen = self._country(guessed or "")
        if chosen == _NOT_YET:
            raise OtherAnswer
        return replace(so_far, jurisdiction=chosen)

    def _country(self, guessed: str) -> str:
        says = N_("Its two letters, such as ch, ca or lu")
        while True:
            code = self._keyboard.line(self._app.say(says), guessed).lower()
            if re.fullmatch(r"[a-z]{2}", code):
                return code
            self._keyboard.tell(self._app.say(N_("Two letters are needed.")), "worry")

    def language(self, so_far: Answers) -> Answers:
        read = self._glance.languages.value if self._glance.languages else ()
        spoken = [one for one in read if one in LANGUAGES] or [self._app.language]
        names = {"fr": N_("French"), "en": N_("English")}
        options: list[Option[tuple[str, ...]]] = [
            Option((one,), self._app.say(names.get(one, one))) for one in LANGUAGES
        ]
        options.append(Option(tuple(LANGUAGES), self._app.say(N_("Both"))))
        chosen = self._keyboard.pick(
            self._app.say(N_("In which language does the team work?")),
            options,
            default=tuple(LANGUAGES) if len(spoken) > 1 else (spoken[0],),
            why=self._app.say(N_("The dossier's comments are written in it, and its documents first of all.")),
        )
        return replace(so_far, languages=chosen)


def _locale_country() -> str | None:
    """The country of the session's locale: fr_BE.UTF-8 says be."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        found = re.match(r"[a-z]{2,3}_([A-Z]{2})\b", os.environ.get(variable, ""))
        if found:
            return found[1].lower()
    return None
