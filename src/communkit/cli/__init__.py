"""The front door: parse, call, print, exit. One module a command, imported only when it is asked for.

To add a command `name`:

1. write `cli/name.py` (`-` becomes `_`), which exports `command`:

       ABOUT = N_("What the command does, in a few sentences.")    # optional: the page of `--help`
       EXAMPLES = "communkit name …"                               # optional: lines shown as they are

       def command(app: App, step: Annotated[str, typer.Argument(help=N_("…"))],
                   dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("…"))] = False) -> int:

   The first parameter is the `App` (language, directory, date, quiet, colour); the others are typer's, their
   texts marked with `N_` in English: they are translated when they are shown. The function returns an `Exit`,
   or None for `Exit.CLEAN`, and raises a `CommunkitError` when it cannot go on. It prints results with
   `app.result` and talks with `app.talk`; whatever is slow to import is imported inside it.

2. add its line to the table in `cli/commands.py`: the name, the module, one line for `communkit --help`.

A command with commands of its own (`communkit licence show`) is a package whose `__init__.py` exports, in place of
`command`, a table `COMMANDS` like that of `cli/commands.py`; its line there says `branches`. The rest is the same.

The options that every command has (`cli/options.py`) come by themselves. A test holds the table against the
modules, and another what `--help` may import.
"""
