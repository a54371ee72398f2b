"""Words for readers: translation, typography, numbers, dates and money in each language.

Everything is imported lazily enough that `from communkit.words import words_in` reads no catalogue: one is
opened when the first sentence of its language is said.
"""

from communkit.words.catalogue import LANGUAGES
from communkit.words.choose import choose_language
from communkit.words.fill import holes, unfilled
from communkit.words.suggest import closest
from communkit.words.typography import typeset
from communkit.words.words import Words, words_in

__all__ = [
    "LANGUAGES",
    "Words",
    "choose_language",
    "closest",
    "holes",
    "typeset",
    "unfilled",
    "words_in",
]
