"""The register of parties while another step is worked on: one is added, one is confirmed, from where it is named."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from communkit.cli.interview.asking import Given
from communkit.cli.interview.desk import ChangedMeanwhile
from communkit.cli.interview.prompts import GoBack
from communkit.interview import Row, added, answered, confirmed_rows, question_at

if TYPE_CHECKING:
    from communkit.cli.interview.lists import Making
    from communkit.cli.interview.walk import Walk

_PARTIES = "project.parties"


class Parties:
    """The parties, written in the project whatever step asks for them."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk

    def new_party(self) -> str | None:
        """Ask for one more party, write it in the register, and give its identifier; None when nothing came of it."""
        register = question_at(self.walk.desk.read("project").tree, _PARTIES)
        values = self.walk.lists.new_values(register) if register is not None else None
        if values is None:
            return None
        self._write(_PARTIES, lambda now: added(now.row, now.field, values))
        party = str(values["id"])
        nature = f"{_PARTIES}[{party}].nature"
        asked_now = question_at(self.walk.desk.read("project").tree, nature)
        if asked_now is not None:
            with suppress(GoBack):
                answer = self.walk.asker.ask(asked_now)
                if isinstance(answer, Given):
                    self._write(nature, lambda now: answered(now.row, now.field.name, now.field.path, answer.value))
        self.walk.reload()
        return party

    def confirm_party(self, party: str) -> None:
        """A party that an answer names is no longer only proposed."""
        register = question_at(self.walk.desk.read("project").tree, _PARTIES)
        row = next((one for one in register.rows if _identifier(one) == party), None) if register is not None else None
        if row is not None and row.proposed:
            address = row.address
            self._write(_PARTIES, lambda now: confirmed_rows([one for one in now.rows if one.address == address]))
            self.walk.reload()

    def _write(self, address: str, make: Making) -> None:
        """Write to the project, as it is now, what `make` makes of the question at `address`."""
        while True:
            sheet = self.walk.desk.read("project")
            found = question_at(sheet.tree, address)
            if found is None:
                return
            try:
                self.walk.desk.save(sheet, make(found))
            except ChangedMeanwhile:
                continue
            self.walk.saved += 1
            return


def _identifier(row: Row) -> object:
    return next((one.value for one in row.fields if one.key), None)
