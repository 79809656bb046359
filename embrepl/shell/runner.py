"""Runs lines: each statement's answer to standard output, its error to standard error, whatever happens."""

from __future__ import annotations

import os
import sys
import time
import traceback
from pathlib import Path
from typing import TextIO

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.help import Goodbye
from embrepl.commands.ends import end_of
from embrepl.commands.lexer import Statement, statements
from embrepl.commands.run import run
from embrepl.errors import EmbreplError
from embrepl.session.interrupts import Ended
from embrepl.session.jobs import Job
from embrepl.session.session import Session
from embrepl.shell.interrupts import lines_of
from embrepl.system import places
from embrepl.view.console import make_console
from embrepl.view.errors import print_error
from embrepl.view.output_formats import write
from embrepl.view.progress.json_listener import JsonListener
from embrepl.view.progress.live import make_listener

SEPARATED = ("csv", "tsv", "md")  # formats in which two answers would run into one


class Runner:
    """Runs statements in a session and shows their answers.

    `progress` json: all that goes to standard error is JSON lines.
    """

    def __init__(self, session: Session, format: str = "table", *, echo: bool = False, progress: str = "") -> None:  # noqa: A002
        self.session = session
        self.format = format
        self.echo = echo
        self.finished = False
        self._separate = False  # whether the next document on standard output has to be separated from the one before
        self._out, self._err = make_console(sys.stdout), make_console(sys.stderr)
        self._json = JsonListener(sys.stderr) if progress == "json" else None
        session.listener = self._json or make_listener(self._err)

    def lines(self, typed: str) -> None:
        """Run what was typed, or the lines that were pasted, up to a statement that fails or that Ctrl-C stops."""
        pressed = self.session.interrupts.count
        for line in typed.split("\n"):
            for statement in statements(line):
                if not self.statement(statement) or self.finished or self.session.interrupts.count > pressed:
                    return

    def statement(self, statement: Statement, where: str = "", *, aside: bool = False) -> bool:
        """Run one statement and show its answer or its error; return whether it went well.

        `aside`: the answer is not the one the user wants, so it goes to standard error unless it is seen as a table.
        """
        if self.echo and self._json:
            self._json.note(f"❯ {statement.text}")
        elif self.echo:
            from embrepl.view.safe import printable

            self._err.print(f"\n❯ {printable(statement.text)}", markup=False, highlight=False)
        try:
            answer, format_name = run(self.session, statement)
            self.finished = isinstance(answer, Goodbye)
            self._show(answer, format_name, aside)
        except EmbreplError as error:
            self.show(error, where)
            return False
        except BrokenPipeError:
            raise
        except Ended:
            raise
        except SystemExit as error:  # how rich ends where a pipe is closed
            raise BrokenPipeError from error
        except Exception as error:  # noqa: BLE001 - nothing that was typed may end the shell
            self.show(unexpected(error), where)
            return False
        return True

    def _show(self, answer: Answer, format_name: str | None, aside: bool = False) -> None:
        """Write an answer; Ctrl-C ends that, for it may be long."""
        interrupts = self.session.interrupts
        try:
            with interrupts.raised():
                self._write(answer, format_name, aside)
                sys.stdout.flush()
        except KeyboardInterrupt:
            interrupts.take()  # it was meant for this answer, not for the next question
            self.session.listener.note("Stopped: not all of it is shown.")

    def _write(self, answer: Answer, format_name: str | None, aside: bool) -> None:
        """Write an answer to standard output, in the format that it was asked for in.

        Off a terminal a report (of `load`, `train`, `use`, `export` …) would stand in the way of the one table that is
        wanted, so it goes to standard error, unless a format of many kinds (json, jsonl) or the command asks for it.
        Several tables of one format are separated by an empty line.
        """
        name = format_name or self.format
        report = answer.report and format_name is None and name not in {"json", "jsonl"}
        if (report and not self._out.is_terminal) or (aside and (name != "table" or not self._out.is_terminal)):
            write(answer, "jsonl" if self._json else "table", sys.stderr, self._err)
            return
        if self._separate and name in SEPARATED:
            sys.stdout.write("\n")
        self._separate = name in SEPARATED
        write(answer, name, sys.stdout, self._out)

    def show(self, error: EmbreplError, where: str = "") -> None:
        """Show an error on standard error."""
        if where:
            error = EmbreplError(error.code, f"{where}: {error.message}", error.hint, error.place)
        if self._json:
            self._json.error(error)
        else:
            print_error(self._err, error)

    def finish(self) -> bool:
        """Wait for what still runs in the background; return whether it went well."""
        job = self.session.jobs.running
        if job is None or self.session.interrupted:
            return True
        try:
            self._show(end_of(self.session, self.session.jobs.wait(job)), None)
        except EmbreplError as error:
            self.show(error)
            return False
        return True

    def announce(self, job: Job) -> None:
        """Show the result of a job that ended in the background."""
        try:
            self._show(end_of(self.session, job), None)
        except EmbreplError as error:
            self.show(error)
        except Exception as error:  # noqa: BLE001 - it would end the prompt
            self.show(unexpected(error))


def unexpected(error: BaseException) -> EmbreplError:
    """Write the traceback to the log of errors and return the error for the user."""
    text = "".join(traceback.format_exception(error))
    try:
        log = places.state_folder() / "errors.log"
        _append(log, f"{time.strftime('%Y-%m-%d %H:%M:%S')}\n{text}\n")
        where = f"its traceback is in {log}."
    except OSError as refused:
        where = f"its traceback could not be written: {refused}."
    return EmbreplError("unexpected", f"{type(error).__name__}: {error}", f"That is a fault of embrepl; {where}")


def _append(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)


def run_script(runner: Runner, lines: TextIO, name: str, keep_going: bool) -> bool:
    """Run a script's lines; return whether all went well. Stops at the first failure unless `keep_going`."""
    well = True
    for number, line in enumerate(lines_of(lines, runner.session), 1):
        for statement in statements(line):
            if not runner.statement(statement, f"{name}:{number}" if name else ""):
                well = False
                if not keep_going:
                    return False
            if runner.finished or runner.session.interrupted:
                return well
    return well
