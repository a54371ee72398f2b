"""Which language communkit talks in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from communkit.errors import UsageError
from communkit.marked import N_, Message
from communkit.words.catalogue import LANGUAGES, SOURCE_LANGUAGE
from communkit.words.suggest import closest

# What Windows calls a language in its locale names ("French_France").
_WINDOWS_NAMES = {"french": "fr", "english": "en"}


def _system_locale() -> str | None:
    """The locale of the session where no variable tells it, as on Windows."""
    import locale

    return locale.getlocale()[0]


def choose_language(
    explicit: str | None,
    environ: Mapping[str, str],
    dossier: Sequence[str] = (),
    system: Callable[[], str | None] = _system_locale,
) -> str:
    """One of `LANGUAGES`: what `--lang` says, else COMMUNKIT_LANG, the dossier, the locale, English.

    Regions and encodings are ignored (`fr_BE.UTF-8` is `fr`). A COMMUNKIT_LANG or a language of the dossier
    that we do not speak is passed over, since it does not concern this command alone. `system` is asked only
    when no variable gives the locale. Raises UsageError when `explicit` is not a language that we speak.
    """
    if explicit is not None:
        language = _supported(explicit)
        if language is None:
            raise _unknown(explicit)
        return language
    for wish in (environ.get("COMMUNKIT_LANG", ""), *dossier):
        if language := _supported(wish):
            return language
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return _supported(environ[variable]) or SOURCE_LANGUAGE
    return _supported(system() or "") or SOURCE_LANGUAGE


def _supported(tag: str) -> str | None:
    name = tag.strip().replace("-", "_").partition("_")[0].partition(".")[0].partition("@")[0].lower()
    name = _WINDOWS_NAMES.get(name, name)
    return name if name in LANGUAGES else None


def _unknown(tag: str) -> UsageError:
    message = Message(N_("communkit does not speak “{language}”."), {"language": tag})
    hint = Message(N_("Choose one of: {languages}."), {"languages": ", ".join(LANGUAGES)})
    for nearest in closest(tag, LANGUAGES):
        hint = Message(
            N_("Did you mean {nearest}? It speaks: {languages}."),
            {"nearest": nearest, "languages": ", ".join(LANGUAGES)},
        )
    return UsageError(message, hint)
