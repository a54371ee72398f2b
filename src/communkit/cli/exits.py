"""How a command can end: the one table of exit codes, from which the reference page is written."""

from __future__ import annotations

from enum import IntEnum

from communkit.marked import N_


class Exit(IntEnum):
    """The exit codes of every command. Nothing but findings ever ends with 1."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INVALID_DOCUMENT = 3
    NOTHING_TO_CHECK = 4
    STALE = 5
    ENVIRONMENT = 6
    BUG = 70
    INTERRUPTED = 130
    READER_GONE = 141


MEANINGS: dict[Exit, str] = {
    Exit.CLEAN: N_("Done; nothing at or above the level that fails."),
    Exit.FINDINGS: N_("Findings at or above the level of --fail-on."),
    Exit.USAGE: N_("The command line asks for something that does not exist or does not go together."),
    Exit.INVALID_DOCUMENT: N_("A document cannot be read or does not have the shape it announces."),
    Exit.NOTHING_TO_CHECK: N_("There is no dossier here, or nothing in it concerns the command."),
    Exit.STALE: N_("A rendered document no longer says what the dossier says."),
    Exit.ENVIRONMENT: N_("The machine refuses: no git, a folder not writable, a file that changed meanwhile."),
    Exit.BUG: N_("A bug in communkit; a report to send us is printed."),
    Exit.INTERRUPTED: N_("Interrupted from the keyboard, or a question left without an answer."),
    Exit.READER_GONE: N_("Whoever read the output closed it before its end (as in a pipe to head)."),
}
