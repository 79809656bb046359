"""From a statement to an answer: the one way in, for the prompt, scripts, `-c` and Python."""

from __future__ import annotations

from dataclasses import replace

from embrepl.commands import table
from embrepl.commands.answers.base import Answer
from embrepl.commands.arguments import bind
from embrepl.commands.bare_lines import with_command
from embrepl.commands.lexer import Statement, Token
from embrepl.commands.making.report import take_note
from embrepl.commands.options import CommandOptions, PageOptions, PictureOptions
from embrepl.commands.parts.naming import within
from embrepl.errors import EmbreplError, Place
from embrepl.session.session import Session
from embrepl.system.pictures import PICTURES, need_matplotlib


def run(session: Session, statement: Statement, into: str | None = None) -> tuple[Answer, CommandOptions]:
    """Do what a statement says; return the answer, and the options, which say how it is to be written.

    `into`: the format of the file that the answer goes to, "" where its name does not say, None where it is shown.
    Raises EmbreplError for what the user can mend, `missing-library` before the command runs.
    """
    _refuse_null_bytes(statement)
    typed = statement.text
    with session.question(statement.text):  # it may be looked for in the text
        statement = with_command(session, statement)
    command = table.command(statement.tokens[0].text)
    if statement.background and not command.background:
        raise EmbreplError("wrong-usage", f"{command.name} does not run in the background.", "Leave the & out.")
    if any(not token.quoted and token.text == "--help" for token in statement.tokens[1:]):
        statement = Statement((Token("help", "help", False, 0), Token(command.name, command.name, False, 0)), "help")
        command = table.command("help")
    options = bind(command, statement)
    options = replace(options, into=options.format or _format_of_file(options, into))
    if options.into in PICTURES:
        need_matplotlib(f"as {options.into}")  # before the command runs, which may take long
    if isinstance(options, PictureOptions) and options.pixels:
        need_matplotlib("in pixels")
    session.jobs.pump()
    try:
        with session.question(statement.text):
            answer = command.run(within(session, options), options)
        if not statement.background:  # its answer says no more than that it began
            take_note(session, answer, command.name, typed)
        return answer, options
    finally:
        session.release_unused()


def _format_of_file(options: CommandOptions, into: str | None) -> str:
    """Return the format of the file that the answer goes to, "" where none is named; a page is one by its option."""
    if not isinstance(options, PageOptions) or options.html is None:
        return into or ""
    if into is not None:
        raise EmbreplError(
            "wrong-usage", "--html names a file for the answer, and so does >.", "Leave one of them out."
        )
    return "html"


def _refuse_null_bytes(statement: Statement) -> None:
    """Raise `wrong-usage` for what no name of a file and no word of a text can hold, and the system refuses."""
    for token in statement.tokens:
        if "\0" in token.raw:
            message = (
                f"Character {token.raw.index(chr(0)) + 1:,} of this is a null byte, which no name and no word holds."
            )
            raise EmbreplError("wrong-usage", message, "Take it out.", Place(token.line, token.place))
