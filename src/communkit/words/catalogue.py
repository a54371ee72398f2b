"""Which languages there are, and the catalogue of each.

A language is one catalogue in `locale/`. In a checkout it is the `.po` that translators edit, read directly;
a wheel carries it compiled as well. A checkout never looks at a `.mo`, and nothing but the build of a wheel
makes one, from the `.po` beside it: so neither can be stale. English is the source and has no catalogue.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

SOURCE_LANGUAGE = "en"
LOCALE = Path(__file__).resolve().parent / "locale"
_CHECKOUT = LOCALE.parents[3]

LANGUAGES: tuple[str, ...] = (
    SOURCE_LANGUAGE,
    *sorted({path.stem for path in LOCALE.iterdir() if path.suffix in {".po", ".mo"}}),
)
"""The languages that communkit speaks, English first."""


def checkout() -> Path | None:
    """The root of the checkout this package runs from, or None when it is installed from a wheel."""
    return _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else None


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations into `language`; a text that it lacks comes back as the same object, in English.

    Raises ValueError for a language that has no catalogue.
    """
    import gettext
    import io

    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}; there are {', '.join(LANGUAGES)}")
    source, built = LOCALE / f"{language}.po", LOCALE / f"{language}.mo"
    if built.is_file() and (checkout() is None or not source.is_file()):
        with built.open("rb") as file:
            return gettext.GNUTranslations(file)
    from communkit.words import po

    text = po.compiled(po.parse(source.read_text("utf-8"), source.name))
    return gettext.GNUTranslations(io.BytesIO(text))
