"""What is printed when communkit itself fails: a report that can be pasted as it is."""

from __future__ import annotations

import platform
import re
import sys
import traceback
from pathlib import Path

from communkit import __version__
from communkit.marked import N_

INTRODUCTION = N_("communkit failed. The mistake is ours, not yours.")
INVITATION = N_(
    "Please send what follows to whoever maintains communkit. Read it first: folders and e-mail addresses are"
    " taken out, but a message can quote a document."
)

# What stands before the last two parts of a file that lies in none of the folders known below.
_ELSEWHERE = re.compile(r'(?<=File ")(?:/|[A-Za-z]:\\)[^"]*?(?=[^"\\/]+[\\/][^"\\/]+")')
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def bug_report(error: BaseException, command: str) -> str:
    """The report on `error`, raised while `command` ran: versions, platform, traceback; no private folder."""
    lines = "".join(traceback.format_exception(error))
    return "\n".join(
        [
            f"communkit {__version__} · {command}",
            f"Python {platform.python_version()} · {platform.platform()}",
            "",
            _without_folders(lines).rstrip(),
        ]
    )


def _without_folders(text: str) -> str:
    # The longest first: packages stand inside the environment, which often stands inside the project or home.
    package = Path(__file__).resolve().parents[2]
    folders = [(package, "…"), (Path(sys.prefix), "…"), (Path(sys.base_prefix), "…")]
    for find, short in ((Path.cwd, "."), (Path.home, "~")):
        try:
            folders.append((find(), short))
        except (OSError, RuntimeError):  # the folder is gone, or nobody's home is known
            continue
    for folder, short in sorted(folders, key=lambda pair: len(str(pair[0])), reverse=True):
        if folder != Path(folder.anchor):
            for written in {str(folder), str(folder).replace("\\", "\\\\"), folder.as_posix()}:
                text = text.replace(written, short)
    return _ADDRESS.sub("…", _ELSEWHERE.sub("…/", text))
