"""The questions of the licence adviser at a terminal: asset by asset, each answer proposed where one is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communkit.cli.app import App
from communkit.cli.interview.prompts import LEAVES, GoBack, Keyboard, Option, OtherAnswer
from communkit.cli.licence.advised import KINDS
from communkit.licences.advice import Facts
from communkit.licences.advice_table import Question, decision
from communkit.licences.expressions import ExpressionError, strict
from communkit.marked import N_, NN_, Message, Value


def ask_each(app: App, known: Sequence[Facts]) -> list[Facts]:
    """The facts of each asset as a person answers them; Esc goes back by one, over the border of an asset too.

    Ctrl-C leaves; nothing is written before the answers are shown.
    """
    keyboard = Keyboard(app)
    facts = list(known)
    steps = [(place, question) for place, one in enumerate(facts) for question in decision().questions_for(one.kind)]
    keyboard.tell(app.say(_welcome(len(facts))))
    at, came_back, shown = 0, False, -1
    while at < len(steps):
        place, question = steps[at]
        if _is_settled(facts[place], question):
            at = max(0, at - 1) if came_back else at + 1
            came_back = came_back and at > 0
            continue
        if place != shown:
            _introduce(app, keyboard, facts[place])
            shown = place
        try:
            facts[place] = _ask(app, keyboard, facts[place], question)
        except GoBack:
            at, came_back = max(0, at - 1), at > 0
            continue
        at, came_back = at + 1, False
    return facts


def _welcome(count: int) -> Message:
    one, many = NN_(
        "{count} asset, and a few questions on it. “I do not know” is an answer too: it becomes a question to ask.",
        "{count} assets, and a few questions on each. “I do not know” is an answer too: it becomes a question to ask.",
    )
    return Message(one, {}, many, count)


def _introduce(app: App, keyboard: Keyboard, facts: Facts) -> None:
    title = Message(N_("{name} ({kind})"), {"name": facts.name, "kind": Message(KINDS[facts.kind])})
    keyboard.tell("")
    keyboard.tell(app.say(title), "heading")
    if facts.current:
        keyboard.tell(app.say(Message(N_("Today it is under {licence}."), {"licence": facts.current})), "quiet")
    if facts.parts:
        one, many = NN_(
            "Parts made by others come in under {count} licence: {licences}.",
            "Parts made by others come in under {count} licences: {licences}.",
        )
        licences = sorted({part.licence for part in facts.parts})
        keyboard.tell(app.say(Message(one, {"licences": licences}, many, len(licences))), "quiet")
    if facts.lists and facts.kind != "hardware":
        keyboard.tell(app.say(N_("A list of licences binds here: only its licences can be the answer.")), "quiet")


def _is_settled(facts: Facts, question: Question) -> bool:
    """Whether the answer follows already: what joins a project has its licence, and fonts have theirs."""
    if facts.column == "font" and question.id in ("share_back", "personal_data"):
        return True
    return facts.words.get("joins") == "yes" and question.id in ("share_back", "must_enter", "software_kind")


def _ask(app: App, keyboard: Keyboard, facts: Facts, question: Question) -> Facts:
    asks, why = app.say(question.asks), app.say(question.why)
    if question.type == "licences":
        return replace(facts, must_enter=_licences(app, keyboard, asks, why, facts.must_enter))
    options = [Option(one.id, app.say(one.label)) for one in question.options_for(facts.kind)]
    word = keyboard.pick(asks, options, default=facts.all.get(question.id), why=why)
    return replace(facts, words={**facts.words, question.id: word})


def _licences(app: App, keyboard: Keyboard, asks: str, why: str, given: tuple[str, ...]) -> tuple[str, ...]:
    """Licences, separated by commas; none for an empty line. What is none is said, and asked again."""
    while True:
        try:
            text = keyboard.line(asks, ", ".join(given), why=why, empty=_NONE if not given else LEAVES)
        except OtherAnswer:
            return ()
        named = tuple(one.strip() for one in text.split(",") if one.strip())
        try:
            return tuple(strict(one).text for one in named)
        except ExpressionError as error:
            says = N_("{problem}. An SPDX id is needed, as {example}.")
            if error.suggestion:
                says = N_("{problem}. Did you mean {near}?")
            params: dict[str, Value] = {
                "problem": error.message,
                "near": error.suggestion or "",
                "example": "GPL-3.0-or-later",
            }
            keyboard.tell(app.say(Message(says, params)), "worry")


_NONE = N_("Enter alone: none")
