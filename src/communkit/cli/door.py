"""The one door: here, and nowhere else, an exception becomes an exit code and words for the reader."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from communkit.cli.commands import COMMANDS, Entry
from communkit.cli.exits import Exit
from communkit.cli.terminal import abandon_stdout, flush, prepare_streams
from communkit.errors import CommunkitError
from communkit.marked import N_, Message

if TYPE_CHECKING:
    from communkit.cli.app import App

COMPLETION_VARIABLE = "_COMMUNKIT_COMPLETE"

# What the machine refuses, whoever asked: the reader can mend it and we cannot.
_REFUSALS = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EIO,
    errno.EMFILE,
    errno.ENFILE,
}


def enter(arguments: Sequence[str], commands: Mapping[str, Entry] = COMMANDS) -> int:
    """Run one command line and return its exit code (`Exit`); what it raises is told on stderr.

    Nothing else in communkit ends the process, but for fish's question about completion (SystemExit).
    """
    prepare_streams()
    app: App | None = None
    try:
        try:
            from communkit.cli.app import app_for

            app = app_for(arguments)
            code = _run(arguments, commands, app)
            flush()
        except (KeyboardInterrupt, EOFError):
            _tell(_say(app, N_("Interrupted.")))
            code = Exit.INTERRUPTED
        except CommunkitError as error:
            code = _refuse(app, error.message, error.hint, error.exit_code)
        except OSError as error:
            code = _machine_refuses(app, error, arguments, commands)
        except Exception as error:
            code = _fail(app, error, arguments, commands)
        flush()
    except BrokenPipeError:
        abandon_stdout()
        return Exit.READER_GONE
    except OSError:  # the words themselves could not be written: only the code is left to say it
        abandon_stdout()
        return Exit.ENVIRONMENT
    return code


def _run(arguments: Sequence[str], commands: Mapping[str, Entry], app: App) -> int:
    import typer
    from typer._click.exceptions import ClickException, NoArgsIsHelpError

    from communkit.cli.group import PROGRAM, front

    group = front(commands)
    instruction = os.environ.get(COMPLETION_VARIABLE)
    if instruction:
        return _complete(group, instruction, app)
    try:
        # Not group.main(), which ends with 1 where we never do.
        with group.make_context(PROGRAM, list(arguments), obj=app) as context:
            return int(group.invoke(context) or Exit.CLEAN)
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except NoArgsIsHelpError as error:
        _tell(error.format_message())
        return Exit.USAGE
    except ClickException as error:
        from communkit.cli.speech import hint_of, message_of

        return _refuse(app, message_of(error), hint_of(error), Exit.USAGE)


def _complete(group: object, instruction: str, app: App) -> int:
    from typer._completion_classes import completion_init
    from typer.completion import shell_complete

    from communkit.cli.group import PROGRAM, Front

    assert isinstance(group, Front)  # noqa: S101 - tells the type checker what _run has just built
    completion_init()
    failed = shell_complete(group, {"obj": app}, PROGRAM, COMPLETION_VARIABLE, instruction)
    return Exit.USAGE if failed else Exit.CLEAN


def _say(app: App | None, message: Message | str) -> str:
    if app is not None:
        return app.say(message)
    # The words themselves could not be loaded: the English source is what is left.
    return message if isinstance(message, str) else message.template


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


def _refuse(app: App | None, message: Message, hint: Message | None, code: int) -> int:
    _tell(f"{_say(app, N_('error:'))} {_say(app, message)}")
    if hint is not None:
        _tell(f"  → {_say(app, hint)}")
    return code


def _machine_refuses(app: App | None, error: OSError, arguments: Sequence[str], commands: Mapping[str, Entry]) -> int:
    if isinstance(error, BrokenPipeError) or _is_closed_pipe_of_windows(error):
        raise BrokenPipeError from error
    if error.errno not in _REFUSALS:
        return _fail(app, error, arguments, commands)
    reason = Message(error.strerror or str(error), literal=True)
    if error.filename is None:
        message = Message(N_("The machine refuses: {reason}."), {"reason": reason})
    else:
        message = Message(N_("The machine refuses {file}: {reason}."), {"file": str(error.filename), "reason": reason})
    hint = Message(N_("Check the permissions of the folder and the space left on the disk, then try again."))
    return _refuse(app, message, hint, Exit.ENVIRONMENT)


def _is_closed_pipe_of_windows(error: OSError) -> bool:
    # Windows says "invalid argument" about a write to a pipe whose reader is gone, and names no file.
    return os.name == "nt" and error.errno == errno.EINVAL and error.filename is None


def _fail(app: App | None, error: Exception, arguments: Sequence[str], commands: Mapping[str, Entry]) -> int:
    from communkit.cli.mishap import INTRODUCTION, INVITATION, bug_report

    command = next((argument for argument in arguments if argument in commands), "–")
    _tell(f"{_say(app, INTRODUCTION)}\n{_say(app, INVITATION)}\n\n{bug_report(error, command)}")
    return Exit.BUG
