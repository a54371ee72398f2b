"""The lazy group: commands are imported when they are called, and help speaks the reader's language."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from importlib import import_module
from pathlib import PurePath
from textwrap import indent
from typing import Any, cast, get_type_hints

import typer

# typer carries its own copy of click and shows none of these names; the bounds on typer in pyproject.toml are
# those between which they were found unchanged.
from typer._click.core import Command as ClickCommand
from typer._click.core import Context as ClickContext
from typer._click.core import Parameter
from typer._click.formatting import HelpFormatter
from typer._click.shell_completion import CompletionItem
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from communkit.cli.app import App
from communkit.cli.commands import COMMANDS, Entry
from communkit.cli.options import common_options, is_common
from communkit.errors import UsageError
from communkit.marked import N_, Message
from communkit.words import closest

PROGRAM = "communkit"

ABOUT = N_(
    "Prepare a digital commons: a dossier in the project's repository, checks that hold what it claims,"
    " documents that people sign, publish and fund."
)
HELP_HINT = N_("communkit COMMAND --help says more about one command.")
HELP_OPTION = N_("Show this page and stop.")
VERSION_OPTION = N_("Print the version and stop.")

_CONTEXT = {"help_option_names": ["-h", "--help"]}


def front(commands: Mapping[str, Entry] = COMMANDS) -> Front:
    """The whole command line over a table of commands."""
    return Front(commands)


def paths(commands: Mapping[str, Entry] = COMMANDS) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Every command by the words that call it: ("check",), ("licence",), ("licence", "show")…

    The modules of commands that have commands of their own are imported for it.
    """
    for name, entry in commands.items():
        yield (name,), entry
        if entry.branches:
            yield from (((name, *path), inner) for path, inner in paths(_table_of(entry)))


def _table_of(entry: Entry) -> Mapping[str, Entry]:
    table: Mapping[str, Entry] = import_module(entry.module).COMMANDS
    return table


def command_from(name: str, entry: Entry) -> Spoken | Branch:
    """Import the module of a command and make a typer command of its function `command`, or of its table.

    The function's first parameter is the App; typer reads the others.
    """
    module = import_module(entry.module)
    if entry.branches:
        return Branch(name, module.COMMANDS, getattr(module, "ABOUT", entry.summary), getattr(module, "EXAMPLES", ""))
    function: Callable[..., int | None] = module.command
    hints = get_type_hints(function, include_extras=True)
    signature = inspect.signature(function)
    (app_parameter, *others) = signature.parameters.values()

    def call(ctx: typer.Context, **arguments: Any) -> int | None:
        return function(ctx.obj, **arguments)

    call.__signature__ = signature.replace(  # type: ignore[attr-defined]  # inspect reads it, mypy has no name for it
        parameters=[
            app_parameter.replace(name="ctx", annotation=typer.Context),
            *(parameter.replace(annotation=hints[parameter.name]) for parameter in others),
        ]
    )
    call.__annotations__ = {
        "ctx": typer.Context,
        **{parameter.name: hints[parameter.name] for parameter in others},
    }
    builder = typer.Typer(add_completion=False, rich_markup_mode=None)
    about = getattr(module, "ABOUT", entry.summary)
    builder.command(name, cls=Spoken, help=about, context_settings=_CONTEXT)(call)
    command = cast(Spoken, typer.main.get_command(builder))
    command.examples = getattr(module, "EXAMPLES", "")
    command.params.extend(common_options())
    return command


def label(parameter: Parameter) -> str:
    """How a parameter is called in help and in errors: `STEP`, `--format`."""
    if isinstance(parameter, TyperOption):
        return max(parameter.opts, key=len)
    return parameter.metavar or (parameter.name or "").upper()


class _Page:
    """Help in the reader's language, laid out by us: typer translates next to nothing of its own."""

    examples = ""

    def format_help(self, ctx: ClickContext, formatter: HelpFormatter) -> None:
        """Write the page: usage, what it does, arguments, commands, options."""
        say = _sayer(ctx)
        command = ctx.command
        self.format_usage(ctx, formatter)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(command.help or ""))
        parameters = command.get_params(ctx)
        arguments = [p for p in parameters if isinstance(p, TyperArgument) and not p.hidden]
        options = [p for p in parameters if isinstance(p, TyperOption) and not p.hidden]
        own = [option for option in options if not is_common(option) and option.name != "help"]
        everywhere = [option for option in options if option not in own]
        sections = [
            (N_("Arguments:"), [(label(argument), _describe(argument, say)) for argument in arguments]),
            (N_("Commands:"), self._command_rows(say)),
            (N_("Options:"), [(_written(option), _describe(option, say)) for option in own]),
            (N_("Options of every command:"), [(_written(o), _describe(o, say)) for o in everywhere]),
        ]
        for title, rows in sections:
            if rows:
                _head(formatter, say(title))
                with formatter.indentation():
                    formatter.write_dl(rows)
        if self.examples:
            _head(formatter, say(N_("Examples:")))
            formatter.write(indent(self.examples, "  ") + "\n")
        if command.epilog:
            formatter.write_paragraph()
            formatter.write_text(say(command.epilog))

    def format_usage(self, ctx: ClickContext, formatter: HelpFormatter) -> None:
        """Write the usage line."""
        say = _sayer(ctx)
        pieces = [say(N_("[OPTIONS]"))]
        for parameter in ctx.command.get_params(ctx):
            if isinstance(parameter, TyperArgument) and not parameter.hidden:
                piece = label(parameter) if parameter.required else f"[{label(parameter)}]"
                pieces.append(f"{piece}…" if parameter.nargs == -1 else piece)
        if isinstance(ctx.command, TyperGroup):
            pieces.append(say(N_("COMMAND …")))
        prefix = f"{say(N_('Usage:'))} "
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=prefix)

    def _command_rows(self, _say: Callable[[str], str]) -> list[tuple[str, str]]:
        return []


class Spoken(_Page, TyperCommand):
    """One command whose help speaks the reader's language."""

    def shell_complete(self, ctx: ClickContext, incomplete: str) -> list[CompletionItem]:
        """The options that begin like `incomplete`, their help in the reader's language."""
        return _translated(ctx, super().shell_complete(ctx, incomplete))


class Branch(_Page, TyperGroup):
    """A command with commands of its own, which stand in a table and are imported when they are called."""

    def __init__(
        self,
        name: str,
        table: Mapping[str, Entry],
        about: str,
        examples: str = "",
        *,
        options: tuple[TyperOption, ...] = (),
        epilog: str | None = None,
    ) -> None:
        super().__init__(
            name=name,
            params=[*options, *common_options()],
            help=about,
            epilog=epilog,
            context_settings=dict(_CONTEXT),
            no_args_is_help=True,
            rich_markup_mode=None,
        )
        self.table = table
        self.examples = examples

    def list_commands(self, _ctx: ClickContext) -> list[str]:
        """The names of the table, in its order."""
        return list(self.table)

    def get_command(self, _ctx: ClickContext, cmd_name: str) -> ClickCommand | None:
        """Import and build one command; None when the table does not have it."""
        entry = self.table.get(cmd_name)
        return command_from(cmd_name, entry) if entry else None

    def resolve_command(self, ctx: ClickContext, args: list[str]) -> tuple[str | None, ClickCommand | None, list[str]]:
        """Find the command that `args` begins with. `help NAME` is `NAME --help`, as people try it."""
        name, *rest = args
        if name == "help" and not ctx.resilient_parsing:
            if not rest:
                typer.echo(ctx.get_help())
                ctx.exit()
            name, rest = rest[0], ["--help"]
        command = self.get_command(ctx, name)
        if command is not None:
            return name, command, rest
        if ctx.resilient_parsing:
            return None, None, rest
        raise UsageError(
            Message(N_("There is no command “{name}”."), {"name": name}),
            did_you_mean(list(closest(name, list(self.table))), ctx),
        )

    def shell_complete(self, ctx: ClickContext, incomplete: str) -> list[CompletionItem]:
        """Commands from the table, without importing them, then options."""
        commands = [
            CompletionItem(name, help=entry.summary)
            for name, entry in self.table.items()
            if name.startswith(incomplete)
        ]
        # Past TyperGroup's own, which would import every command to ask for its help.
        options = super(TyperGroup, self).shell_complete(ctx, incomplete)
        return _translated(ctx, [*commands, *options])

    def _command_rows(self, say: Callable[[str], str]) -> list[tuple[str, str]]:
        return [(name, say(entry.summary)) for name, entry in self.table.items()]


class Front(Branch):
    """`communkit` itself."""

    def __init__(self, table: Mapping[str, Entry]) -> None:
        version = TyperOption(
            param_decls=["-V", "--version"],
            is_flag=True,
            default=False,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
            help=VERSION_OPTION,
        )
        super().__init__(PROGRAM, table, ABOUT, options=(version,), epilog=HELP_HINT)


def did_you_mean(candidates: list[str], ctx: ClickContext | None) -> Message:
    """The way out of a mistyped name: the likely ones, and where all of them are listed."""
    help_command = f"{ctx.command_path if ctx else PROGRAM} --help"
    if candidates:
        return Message(
            N_("Did you mean {candidates}? “{help}” lists them all."),
            {"candidates": ", ".join(candidates), "help": help_command},
        )
    return Message(N_("“{help}” says what there is."), {"help": help_command})


def _print_version(ctx: typer.Context, _parameter: object, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from communkit import __version__

        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


def _sayer(ctx: ClickContext) -> Callable[[str], str]:
    app: App = ctx.obj
    return app.say


def _translated(ctx: ClickContext, items: list[CompletionItem]) -> list[CompletionItem]:
    say = _sayer(ctx)
    for item in items:
        item.help = say(_page_text(item.help or ""))
    return items


def _page_text(text: str) -> str:
    # typer writes the text of its --help option itself; ours is in the catalogue.
    return HELP_OPTION if text == "Show this message and exit." else text


def _head(formatter: HelpFormatter, title: str) -> None:
    # Not formatter.section(), which adds its own colon: French puts a space before it.
    formatter.write_paragraph()
    formatter.write(f"{title}\n")


def _written(option: TyperOption) -> str:
    written = ", ".join(sorted(option.opts, key=len))
    if option.secondary_opts:
        written = f"{written} / {', '.join(option.secondary_opts)}"
    if option.is_flag or option.count:
        return written
    return f"{written} {option.metavar or '|'.join(_choices(option)) or (option.name or '').upper()}"


def _choices(parameter: Parameter) -> list[str]:
    return [
        str(choice.value if isinstance(choice, Enum) else choice) for choice in getattr(parameter.type, "choices", ())
    ]


def _describe(parameter: TyperArgument | TyperOption, say: Callable[[str], str]) -> str:
    notes = []
    default = parameter.default
    if isinstance(default, Enum):
        default = default.value
    if parameter.required and isinstance(parameter, TyperOption):
        notes.append(say(N_("required")))
    elif parameter.show_default and isinstance(default, (str, int, PurePath)) and default not in (False, ""):
        notes.append(f"{say(N_('default:'))} {default}")
    text = say(_page_text(parameter.help or ""))
    return f"{text} [{', '.join(notes)}]" if notes else text
