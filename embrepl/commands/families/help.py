"""`help` and `quit`."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.commands import table
from embrepl.commands.answers.help import CommandRow, Goodbye, HelpList, HelpPage, OptionRow
from embrepl.commands.command import Command, by_name
from embrepl.commands.options import CommandOptions, Option, argument
from embrepl.session.session import Session


@dataclass(frozen=True, kw_only=True)
class HelpOptions(CommandOptions):
    """What `help` takes."""

    command: str | None = argument("[COMMAND]", default=None, completes=("commands",))


def help(_: Session, options: HelpOptions) -> HelpList | HelpPage:  # noqa: A001 - it is the command's name
    """List the commands, or show one in full: how it is typed, what it does, its options and examples.

    Examples:
      help
      help train
    """
    if options.command is None:
        return HelpList(tuple(CommandRow(entry.name, entry.summary) for entry in table.entries()))
    command = table.command(options.command)
    return HelpPage(command.name, command.usage, command.help, tuple(map(option_row, command.options)))


def option_row(option: Option) -> OptionRow:
    """Return what is shown of an option: its flag, its default, and what it does."""
    default = option.default
    shown = {True: "yes", False: "no", None: ""}[default] if default is None or isinstance(default, bool) else default
    meaning = f"{option.help} ({', '.join(option.choices)})" if option.choices else option.help
    return OptionRow(option.flag, f"{shown:g}" if isinstance(shown, float) else str(shown), meaning)


def quit(_: Session, __: CommandOptions) -> Goodbye:  # noqa: A001 - it is the command's name
    """Leave: the background process ends, and the models of the session go with it.

    Examples:
      quit
    """
    return Goodbye()


COMMANDS = by_name(Command("help", help, HelpOptions), Command("quit", quit, CommandOptions))
