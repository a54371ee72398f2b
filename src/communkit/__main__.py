"""The way in: `communkit …` and `python -m communkit …`.

`--version` is answered here, before anything else is imported: scripts ask it often and wait for it.
"""

from __future__ import annotations

import sys

from communkit import __version__


def main() -> int:
    """Run the command line of this process and return its exit code (`communkit.cli.exits`)."""
    arguments = sys.argv[1:]
    try:
        if arguments in (["--version"], ["-V"]):
            print(f"communkit {__version__}", flush=True)
            return 0
        import gc

        from communkit.cli.door import enter

        # Modules and models are made once and kept: looking among them for waste is a tenth of a short run.
        gc.set_threshold(100_000, 20, 20)
        return enter(arguments)
    except KeyboardInterrupt:  # while the modules themselves were being imported
        return 130
    except OSError as error:  # the version could not be written: nobody reads it, or the disk is full
        from communkit.cli.terminal import abandon_stdout

        abandon_stdout()
        return 141 if isinstance(error, BrokenPipeError) else 6


if __name__ == "__main__":
    sys.exit(main())
