"""One exception class for each exit code: whoever raises one has chosen how the command ends."""

from __future__ import annotations

from communkit.marked import Message


class CommunkitError(Exception):
    """A failure with words for the user: what is wrong, and what to do about it."""

    exit_code = 70

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.template, dict(message.params))
        self.message = message
        self.hint = hint


class UsageError(CommunkitError):
    """The command line asks for something that does not exist or does not go together."""

    exit_code = 2


class InvalidDocuments(CommunkitError):
    """A document cannot be read or does not have the shape it announces."""

    exit_code = 3


class NothingToCheck(CommunkitError):
    """There is no dossier here, or nothing in it concerns the command."""

    exit_code = 4


class StaleDeliverable(CommunkitError):
    """A rendered document no longer says what the dossier says."""

    exit_code = 5


class EnvironmentFailure(CommunkitError):
    """The machine refuses: no git, a folder not writable, a file that changed meanwhile."""

    exit_code = 6
