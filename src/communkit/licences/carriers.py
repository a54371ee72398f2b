"""What a structure that carries a commons can do: `licences/carriers/<jurisdiction>/<form>.yaml`.

Each statement has its reason, its source, the day it was of, and whether somebody read it there. What a file does
not say is not known: nothing is concluded from silence. `any` holds what rests on no country's law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communkit.licences.data import Said, Sourced, Table, folder, read_table
from communkit.marked import N_, Message

ANY = "any"
ABILITIES = ("hold", "contract", "employ", "mixed-members", "in-house", "foreign-members", "shielded")
ANSWERS = ("able", "conditions", "unable")
CRITERIA = ("principal_agent", "free_riders", "permeability", "independence", "speed", "cost", "exit")
GRADES = ("none", "little", "partly", "mostly", "fully")
"""How well a structure answers a criterion, from 0 to 4."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What was read of one ability or criterion: a word of `ANSWERS` or `GRADES`, why, and where."""

    word: str
    reason: Said
    sourced: Sourced

    @property
    def cited(self) -> Message:
        """Where it was read, with the article where one is named."""
        if self.sourced.clause is None:
            return self.sourced.cited
        return Message(N_("{source}, {clause}"), {"source": self.sourced.cited, "clause": self.sourced.clause})


@dataclass(frozen=True, slots=True)
class Carrier:
    """One form in one jurisdiction (or `any`), with what is known of its abilities and of each criterion."""

    form: str
    jurisdiction: str
    name: Said
    about: Said
    abilities: Mapping[str, Statement]
    criteria: Mapping[str, Statement]


@cache
def carrier(form: str, jurisdiction: str | None) -> Carrier | None:
    """What is known of `form` where the law of `jurisdiction` applies, else anywhere; None where no file says."""
    for where in (jurisdiction.lower() if jurisdiction else ANY, ANY):
        path = folder("carriers") / where / f"{form}.yaml"
        if re.fullmatch(r"[a-z]{2,3}", where) and path.is_file():
            table = read_table(path)
            found = Carrier(
                form=form,
                jurisdiction=where,
                name=table.said("name"),
                about=table.said("about"),
                abilities=dict(_statements(table, "abilities", "ability", ABILITIES, "answer", ANSWERS)),
                criteria=dict(_statements(table, "criteria", "criterion", CRITERIA, "grade", GRADES)),
            )
            table.done()
            return found
    return None


def files() -> Iterator[tuple[str, str]]:
    """Every form that has a file, with its jurisdiction."""
    return ((path.stem, path.parent.name) for path in sorted(folder("carriers").glob("*/*.yaml")))


def _statements(
    table: Table, list_name: str, of: str, subjects: tuple[str, ...], answer: str, words: tuple[str, ...]
) -> Iterator[tuple[str, Statement]]:
    for row in table.tables(list_name):
        subject, word = row.text(of), row.text(answer)
        row.known(of, (subject,), subjects)
        row.known(answer, (word,), words)
        yield subject, Statement(word, row.said("reason"), row.sourced())
        row.done()
