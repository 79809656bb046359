"""`help` and `quit`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from embrepl.commands import table
from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.help import (
    CommandRow,
    Goodbye,
    HelpList,
    HelpPage,
    OptionRow,
    QuestionList,
    QuestionRow,
    TargetList,
    TargetRow,
)
from embrepl.commands.command import Command, by_name
from embrepl.commands.options import CommandOptions, Option, argument
from embrepl.commands.targets.meanings import MEANINGS
from embrepl.session.session import Session


@dataclass(frozen=True, kw_only=True)
class HelpOptions(CommandOptions):
    """What `help` takes."""

    command: str | None = argument("[COMMAND]", default=None, completes=("commands", "topics"))


def help(_: Session, options: HelpOptions) -> Answer:  # noqa: A001 - it is the command's name
    """List the commands, or show one in full: how it is typed, what it does, its options and examples.

    `help targets` shows what can stand where a TARGET is asked for: phrases, patterns, sums, words of other models.
    `help questions` shows what can be asked in plain words instead of a command, in English and in Chinese.

    Examples:
      help
      help train
      help targets
      help questions
    """
    if options.command is None:
        return HelpList(tuple(CommandRow(entry.name, entry.summary) for entry in table.entries()))
    if options.command == table.QUESTIONS:
        return _questions()
    if options.command == table.TARGETS:
        return TargetList(tuple(TargetRow(each.form, each.vectors, each.text) for each in MEANINGS))
    command = table.command(options.command)
    return HelpPage(command.name, command.usage, command.help, tuple(map(option_row, command.options)))


def _questions() -> QuestionList:
    """Return a question in each language for every command and what it is asked with."""
    from embrepl.commands.questions.meaning import command_of, forms
    from embrepl.commands.questions.tables import language

    rows: dict[str, QuestionRow] = {}
    by_form: dict[str, str] = {}  # the row of the first question for a command with these places
    for form in forms():
        row = by_form.setdefault(form.command, command_of(form))
        known = rows.get(row, QuestionRow("", "", row))
        if form in language("english").forms:
            rows[row] = replace(known, english=known.english or form.example)
        else:
            rows[row] = replace(known, chinese=known.chinese or form.example)
    return QuestionList(tuple(rows.values()), len(forms()))


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
