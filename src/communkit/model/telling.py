"""What a `DOC` finding says and advises: the words of its rule, made exact by what is known of the case.

The same rule meets a number where a text is wanted, and a text where a list is: each wants its own advice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from communkit.documents.problems import shortened
from communkit.marked import N_, Message, Value
from communkit.model.problems import BY_SLUG
from communkit.model.row import NOTES


class Told(NamedTuple):
    """The sentence of a finding, and what to do about it."""

    message: Message
    fix: Message


_LISTS_KNOWN = ("unknown-key", "unknown-party", "unknown-repository")
_MOST_KNOWN = 8  # a reader takes in no more at a glance; the schema has them all

_DID_YOU_MEAN = N_("{says} Did you mean {suggestion}?")
_ONE_OF = N_("{says} What can stand here: {known}.")
_AMONG = N_("{says} Among what can stand here: {known}.")

# words of our own that stand as parameters of a finding; all else in the parameters is the user's
_LABELS: Mapping[str, str] = {
    "text": N_("a text"),
    "number": N_("a number"),
    "decimals": N_("a number with decimals"),
    "whole-number": N_("a whole number"),
    "boolean": N_("true or false"),
    "truth": N_("a truth value, true or false"),
    "boolean-or-day": N_("true, false or a day such as 2027-03-01"),
    "null": N_("an empty value"),
    "list": N_("a list"),
    "mapping": N_("a group “key: value”"),
    "alias": N_("an alias"),
    "empty": N_("empty"),
    "folder": N_("a folder"),
    "pipe": N_("a named pipe"),
    "socket": N_("a socket"),
    "device": N_("a device"),
    "utf-16": N_("UTF-16"),
    "windows-1252": N_("Windows-1252"),
}
_LABELLED = ("expected", "found", "looks_like", "form")

_CAUSES: Mapping[str, str] = {
    "colon-in-text": N_("a colon and a space stand inside a text that is not in quotes"),
    "reserved-indicator": N_("a text begins with “{found}” only inside quotes"),
    "text-after-quote": N_("something follows the closing quote"),
    "unclosed-quote": N_("this quote is opened and never closed"),
    "bad-escape": N_("in double quotes, a backslash announces a special character, and none follows"),
    "unclosed-bracket": N_("this bracket is opened and never closed"),
    "unopened-bracket": N_("this bracket closes what was never opened"),
    "dash-after-key": N_("a list does not begin on the line of its key"),
    "missing-colon": N_("a colon and a space are missing after this key"),
    "indentation": N_("this line is indented unlike those that it belongs with"),
    "other": N_("something here is not allowed"),
}
_IN_QUOTES = N_("Put the text in quotes: {suggestion}")
_MENDS: Mapping[str, str] = {
    "reserved-indicator": N_("Put the text in quotes."),
    "text-after-quote": N_("Delete what follows the quote, or put the whole text in quotes of the other kind."),
    "unclosed-quote": N_("Close the quote where the text ends."),
    "bad-escape": N_("Put the text in single quotes, or write the backslash twice."),
    "unclosed-bracket": N_("Close it where the list or the group ends."),
    "unopened-bracket": N_("Delete it, or open it where the list or the group begins."),
    "dash-after-key": N_("Put each row on a line of its own below the key, after its dash."),
    "missing-colon": N_("Write the key, a colon, a space, and the value."),
    "indentation": N_("Begin it with as many spaces as those lines; each level adds two."),
}

_DEAD_LINK = N_("{file} is a link to something that does not exist.")
_MEND_LINK = N_("Mend the link, or put the document itself in its place.")
_NO_VALUE = N_("Write a value, or delete the line.")
_IN_BRACKETS = N_("Put it in square brackets, which make a list: {suggestion}")
_AS_ROWS = N_("Begin each row of the list with a dash and a space.")
_ONE_TEXT = N_("Write one text. If the brackets or braces belong to it, put it in quotes.")
_AS_GROUP = N_("Write its keys below, a line each; communkit schema {document} shows them.")
_BARE_NUMBER = N_("Write the number alone: no quotes, no unit, no words.")
_NO_DECIMALS = N_("Write the number without decimals.")
_TRUE_OR_FALSE = N_("Write true or false.")


def told(slug: str, params: Mapping[str, Any]) -> Told:
    """What the `DOC` rule called `slug` says of one problem, what was probably meant, and what to do.

    `params` are the problem's facts; `document` is the step whose document it is.
    """
    one = BY_SLUG[slug]
    filled = {name: _value(name, value, params) for name, value in params.items() if name != "is_link"}
    if slug == "syntax":
        cause = str(params["cause"])
        filled["cause"] = Message(_CAUSES[cause], {"found": str(params.get("found") or "…")})
    if slug == "missing" and params.get("is_link"):
        return Told(Message(_DEAD_LINK, filled), Message(_MEND_LINK, filled))
    message = _completed(Message(one.says, filled), slug, params)
    return Told(message, Message(_fix(slug, params) or one.fix, filled))


def _value(name: str, value: Any, params: Mapping[str, Any]) -> Value:
    """A parameter as a sentence shows it. Line numbers and versions are no quantities; limits are."""
    if name in _LABELLED and value in _LABELS:
        found = (name, value, params.get("expected"))
        if found == ("found", "number", "whole-number"):
            value = "decimals"
        elif found[:2] == ("found", "boolean"):
            value = "truth"
        return Message(_LABELS[value])
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, int) and name != "limit":
        return str(value)
    return shortened(value) if name in ("key", "id") else cast(Value, value)


def _completed(says: Message, slug: str, params: Mapping[str, Any]) -> Message:
    """`says`, and after it what was probably meant, or what can stand here."""
    meant: Sequence[str] = params.get("meant") or ()
    if len(meant) == 1:
        return Message(_DID_YOU_MEAN, {**says.params, "says": says, "suggestion": meant[0]})
    if slug in ("syntax", "wrong-type") or "{suggestion}" in BY_SLUG[slug].fix:
        return says  # the suggestion is what to do
    if params.get("suggestion"):
        return Message(_DID_YOU_MEAN, {**says.params, "says": says})
    known = [name for name in params.get("known") or () if name not in (*NOTES, "visibility")]
    if slug not in _LISTS_KNOWN or not known:
        return says
    ending = _ONE_OF if len(known) <= _MOST_KNOWN else _AMONG
    return Message(ending, {**says.params, "says": says, "known": tuple(known[:_MOST_KNOWN])})


def _fix(slug: str, params: Mapping[str, Any]) -> str | None:
    """What to do in this very case; None where the rule's own advice is all there is."""
    suggestion = params.get("suggestion")
    if slug == "syntax":
        return _IN_QUOTES if suggestion else _MENDS.get(str(params["cause"]))
    if slug != "wrong-type":
        return None
    match params["expected"], params["found"]:
        case _, "null":
            return _NO_VALUE
        case "text", ("number" | "boolean"):
            return _IN_QUOTES if suggestion else None
        case "text", _:
            return _ONE_TEXT
        case "list", "mapping":
            return _AS_ROWS
        case "list", _:
            return _IN_BRACKETS if suggestion else _AS_ROWS
        case "mapping", _:
            return _AS_GROUP
        case "whole-number", "number":
            return _NO_DECIMALS
        case (("number" | "whole-number"), _):
            return _BARE_NUMBER
        case "boolean", _:
            return _TRUE_OR_FALSE
    return None
