"""What typer's parser complains of, as messages of ours: it only speaks English."""

from __future__ import annotations

import re

from typer._click.exceptions import ClickException, MissingParameter, NoSuchOption
from typer._click.exceptions import UsageError as ParserError

from communkit.cli.group import did_you_mean, label
from communkit.marked import N_, Message, Value

# What the parser says (between the bounds on typer in pyproject.toml) and how we say it. A sentence that is
# not here is shown as the parser wrote it.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"Option '(?P<option>.+)' requires an argument\.", N_("{option} needs a value.")),
    (r"Option '(?P<option>.+)' does not take a value\.", N_("{option} takes no value.")),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<values>.*)\)", N_("Too many arguments: {values}.")),
    (r"Missing command\.?", N_("No command is given.")),
    (r"(?P<value>'.*') is not one of (?P<choices>'.+')\.", N_("{value} is not one of {choices}.")),
    (r"(?P<value>'.*') is not a valid int(?:eger)?(?: range)?\.", N_("{value} is not a whole number.")),
    (r"(?P<value>'.*') is not a valid float(?: range)?\.", N_("{value} is not a number.")),
    (r"(?P<value>\S+) is not in the range (?P<range>.+)\.", N_("{value} is outside {range}.")),
    (r"(?:File|Directory|Path) (?P<path>'.*') does not exist\.", N_("{path} does not exist.")),
    (r"(?:File|Path) (?P<path>'.*') is a directory\.", N_("{path} is a folder; a file is needed.")),
    (r"Directory (?P<path>'.*') is a file\.", N_("{path} is a file; a folder is needed.")),
    (r"(?:File|Directory|Path) (?P<path>'.*') is not readable\.", N_("{path} cannot be read.")),
    (r"(?:File|Directory|Path) (?P<path>'.*') is not writable\.", N_("{path} cannot be written.")),
)


def message_of(error: ClickException) -> Message:
    """What is wrong with the command line, in words of ours."""
    if isinstance(error, NoSuchOption):
        return Message(N_("There is no option {option}."), {"option": error.option_name})
    if isinstance(error, MissingParameter) and error.param is not None:
        return Message(N_("{parameter} is missing."), {"parameter": label(error.param)})
    sentence = _sentence(error.message)
    parameter = getattr(error, "param", None)
    if parameter is None:
        return sentence
    values: dict[str, Value] = {"parameter": label(parameter), "problem": sentence}
    return Message(N_("{parameter}: {problem}"), values)


def hint_of(error: ClickException) -> Message:
    """What to do about it."""
    ctx = error.ctx if isinstance(error, ParserError) else None
    if isinstance(error, NoSuchOption):
        return did_you_mean(list(error.possibilities or ()), ctx)
    return did_you_mean([], ctx)


def _sentence(text: str) -> Message:
    for pattern, template in _SENTENCES:
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            return Message(template, dict(match.groupdict()))
    return Message(text, literal=True)
