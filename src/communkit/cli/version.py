"""`communkit version`: what a bug report and a helping colleague want to know."""

from __future__ import annotations

import platform

from communkit import __version__
from communkit.cli.app import App
from communkit.marked import N_

ABOUT = N_(
    "Say which communkit this is, on which Python and which system it runs. “communkit --version” prints the"
    " first line only, and faster."
)


def command(app: App) -> None:
    """Print the versions, one a line."""
    app.result(f"communkit {__version__}")
    app.result(f"Python {platform.python_version()} ({platform.python_implementation()})")
    app.result(platform.platform())
