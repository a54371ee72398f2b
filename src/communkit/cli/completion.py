"""`communkit completion SHELL`: the script that makes a shell complete commands and options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from communkit.cli.app import App
from communkit.cli.door import COMPLETION_VARIABLE
from communkit.cli.group import PROGRAM
from communkit.marked import N_


class Shell(StrEnum):
    """The shells that can be taught."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


ABOUT = N_(
    "Print the script that makes a shell complete the commands and options of communkit. Save it where the"
    " shell looks, then open a new terminal. In zsh, the folder must be one of $fpath."
)
EXAMPLES = """\
communkit completion bash > ~/.local/share/bash-completion/completions/communkit
communkit completion zsh > ~/.zfunc/_communkit
communkit completion fish > ~/.config/fish/completions/communkit.fish
communkit completion powershell >> $PROFILE"""


def command(app: App, shell: Annotated[Shell, typer.Argument(help=N_("bash, zsh, fish or powershell."))]) -> None:
    """Print the script for `shell`."""
    from typer._completion_shared import get_completion_script

    app.result(get_completion_script(prog_name=PROGRAM, complete_var=COMPLETION_VARIABLE, shell=shell.value))
