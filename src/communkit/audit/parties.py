"""Whether a name in a notice, or the domain of an address, is a party of the dossier. When in doubt, it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communkit.repository.holders import key_of
from communkit.steps.project import Project
from communkit.steps.project.model import Party
from communkit.steps.vocabulary import Nature

_SMALL = frozenset(
    ["de", "du", "des", "la", "le", "les", "et", "d", "l", "en", "pour", "the", "of", "and", "for", "a", "an"]
)
_LEAST = 4  # letters of a word that tells one party from another by itself


class Register:
    """The parties by their names, as notices may write them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._keys = {party.id: tuple(_keys(party)) for party in project.parties}

    def is_party(self, id: str, name: str) -> bool:
        """Whether `name` can be that of the party `id`: the same words, a part of them, or their initials."""
        key = key_of(name)
        return bool(key) and any(_alike(key, one) for one in self._keys.get(id, (key_of(id),)))

    def among(self, name: str, ids: Iterable[str]) -> list[str]:
        """Those of `ids` that `name` can be."""
        return [id for id in ids if self.is_party(id, name)]

    def of_domain(self, domain: str) -> list[str]:
        """The parties that a domain can be that of."""
        labels = [label for label in domain.casefold().split(".")[:-1] if len(label) > 2]
        found = []
        for id, keys in self._keys.items():
            words = {word for key in (*keys, key_of(id)) for word in key.split()} | {_initials(key) for key in keys}
            plain = {key.replace(" ", "") for key in keys}
            if any(
                label in words or label in plain or any(len(word) >= _LEAST and word in label for word in words)
                for label in labels
            ):
                found.append(id)
        return found

    def is_group(self, id: str) -> bool:
        """Whether a party stands for people without naming them."""
        party = self._project.party(id)
        return party is not None and party.nature is Nature.GROUP

    def name(self, id: str) -> str:
        """What the party is called."""
        return self._project.name_of(id)

    def __contains__(self, id: str) -> bool:
        return id in self._keys


def _keys(party: Party) -> Iterable[str]:
    yield key_of(party.id)
    for text in party.name.by_language.values() if party.name else ():
        yield key_of(text)
        yield key_of(re.sub(r"\([^)]*\)", " ", text))
        yield from (key_of(one) for one in re.findall(r"\(([^)]+)\)", text))


def _alike(one: str, other: str) -> bool:
    if one == other or one in (_initials(other), other.replace(" ", "")) or other == one.replace(" ", ""):
        return True
    if _initials(one) == other and len(other) > 2:
        return True
    words, others = set(one.split()) - _SMALL, set(other.split()) - _SMALL
    fewer = min(words, others, key=len)
    return bool(fewer) and (words <= others or others <= words) and max(map(len, fewer)) >= _LEAST


def _initials(key: str) -> str:
    found = "".join(word[0] for word in key.split() if word not in _SMALL)
    return found if len(found) > 2 else key
