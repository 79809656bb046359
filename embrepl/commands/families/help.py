"""`help` and `quit`."""

from __future__ import annotations

import inspect

from embrepl.commands import table
from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.help import CommandRow, Goodbye, HelpList, HelpPage, OptionRow
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.session.session import Session


def help(_: Session, arguments: Arguments) -> Answer:  # noqa: A001 - it is the command's name
    """List the commands, or show one in full: how it is typed, what it does, its options and examples.

    Examples:
      help
      help train
    """
    if not arguments.words:
        return HelpList(tuple(CommandRow(entry.name, entry.summary) for entry in table.TABLE))
    command = table.command(arguments.words[0].text)
    text = inspect.cleandoc(command.run.__doc__ or "")
    return HelpPage(command.name, command.usage, text, tuple(map(option_row, command.all_options)))


def option_row(option: Option) -> OptionRow:
    """Return what is shown of an option: its flag, its default, and what it does."""
    default = option.default
    shown = {True: "yes", False: "no", None: ""}[default] if default is None or isinstance(default, bool) else default
    meaning = f"{option.help} ({', '.join(option.choices)})" if option.choices else option.help
    return OptionRow(f"--{option.name}", f"{shown:g}" if isinstance(shown, float) else str(shown), meaning)


def quit(_: Session, __: Arguments) -> Answer:  # noqa: A001 - it is the command's name
    """Leave; the worker ends, and the models of the session go with it.

    Examples:
      quit
    """
    return Goodbye()


COMMANDS = {
    "help": Command("help", "help [COMMAND]", help, most=1, completes="commands"),
    "quit": Command("quit", "quit", quit, most=0),
}
