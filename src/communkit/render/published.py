"""The documents as a deliverable may show them: all of them, or without what is restricted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communkit.marked import N_, NN_, Message
from communkit.model.loading import Dossier
from communkit.model.row import DocumentRow, Visibility
from communkit.model.types import Text
from communkit.model.visibility import public
from communkit.steps.project import Project
from communkit.words import LANGUAGES, Words, words_in

_UNNAMED = N_("a party that is not published")


@dataclass(frozen=True, slots=True)
class Published:
    """What may be shown: the documents by step, and how much was left out of each.

    `withheld` are the steps that are restricted as a whole. `left_out` counts rows.
    """

    project: Project
    documents: Mapping[str, DocumentRow]
    left_out: Mapping[str, int] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()

    def told(self, step: str, words: Words) -> str:
        """What a reader of the step must know of what is missing in it; "" where nothing is."""
        count = self.left_out.get(step, 0)
        if not count:
            return ""
        one, many = NN_(
            "{count} row of this document is not public and was left out.",
            "{count} rows of this document are not public and were left out.",
        )
        return words.say(Message(one, plural=many, count=count))


def published(dossier: Dossier, only_public: bool) -> Published | None:
    """The documents of `dossier` as written; `only_public` leaves out what is restricted. None without a project."""
    loaded = dossier.documents.get("project")
    if loaded is None or not isinstance(loaded.written, Project):
        return None
    written = {name: one.written for name, one in dossier.documents.items()}
    if not only_public:
        return Published(loaded.written, written)
    documents: dict[str, DocumentRow] = {}
    left_out: dict[str, int] = {}
    withheld: list[str] = []
    for name, document in written.items():
        kept, left = public(document)
        if kept is None:
            withheld.append(name)
            continue
        documents[name] = kept
        left_out[name] = left
    return Published(_unnamed(loaded.written), documents, left_out, tuple(withheld))


def _unnamed(project: Project) -> Project:
    """The project whose restricted parties keep their place in the register, and lose all that says who they are.

    Other documents refer to them: a reference without a party would show its identifier.
    """
    name = Text({language: words_in(language).say(_UNNAMED) for language in LANGUAGES})
    kept, _ = public(project)
    shown = project if kept is None else kept
    parties = [
        one.model_copy(update={"name": name, "form": None, "contact": None, "member_of": None})
        if one.visibility is Visibility.RESTRICTED
        else one
        for one in project.parties
    ]
    copy = shown.model_copy(update={"parties": parties})
    copy._address = project.address
    return copy
