"""Runs lines: each statement's answer to standard output, its error to standard error, whatever happens."""

from __future__ import annotations

import os
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from embrepl.commands.answers.base import DOCUMENTS, Answer
from embrepl.commands.answers.corpora import Loaded
from embrepl.commands.answers.help import Goodbye
from embrepl.commands.lexer import Statement, statements, typed_lines
from embrepl.commands.making.ends import end_of
from embrepl.commands.options import CommandOptions, PictureOptions, PlotOptions
from embrepl.commands.provenance import provenance
from embrepl.commands.run import run
from embrepl.errors import EmbreplError
from embrepl.session.interrupts import Ended
from embrepl.session.jobs import Job
from embrepl.session.listener import Listener
from embrepl.session.session import Session
from embrepl.shell.answer_files import print_document, print_pixels, put
from embrepl.shell.interrupts import lines_of
from embrepl.shell.manner import Manner
from embrepl.shell.redirection import Target, page_of, redirected
from embrepl.shell.scripts import joined_lines
from embrepl.shell.streams import OutputRefusedError
from embrepl.system import places
from embrepl.system.full_disk import full_disk
from embrepl.system.sizes import counted
from embrepl.view.charts.table import why_no_picture
from embrepl.view.console import make_console
from embrepl.view.errors import print_error
from embrepl.view.formats.json_document import JsonDocument
from embrepl.view.formats.writing import json_text, write
from embrepl.view.progress.json_listener import JsonListener
from embrepl.view.progress.live import make_listener

if TYPE_CHECKING:
    from rich.console import Console

SEPARATED = ("csv", "tsv", "md")  # formats in which two answers would run into one
FAILED, WRONG_USAGE = 1, 2  # exit statuses
LONGEST_LOG = 1_000_000  # bytes of the log of errors
_EACH_ITS_FILE = "Give each answer its file, as in `freq king > king.csv`, or take jsonl."
_GUARDED = "Cells that a spreadsheet would run begin with an apostrophe; `--raw` leaves them as they are."


class Runner:
    """Runs statements in a session and shows their answers; `status` is the exit status by the first failure."""

    def __init__(self, session: Session, manner: Manner | None = None) -> None:
        self.session = session
        self.manner = manner or Manner()
        self.finished = False
        self.status = 0
        self._separate = False  # whether the next document on standard output has to be separated from the one before
        self._guard_noted = False  # whether it was said what the apostrophes are
        self._err = make_console(sys.stderr, plain=self.manner.plain)
        self._document = JsonDocument(sys.stdout)
        self._json = JsonListener(sys.stderr) if self.manner.progress == "json" else None
        session.listener = Listener() if self.manner.quiet else self._json or make_listener(self._err)

    def lines(self, typed: str) -> None:
        """Run what was typed, or the lines that were pasted, up to a statement that fails or that Ctrl-C stops."""
        pressed = self.session.interrupts.count
        for _, line in joined_lines(typed_lines(typed)):
            for statement in statements(line):
                if not self.statement(statement) or self.finished or self.session.interrupts.count > pressed:
                    return

    def statement(self, statement: Statement, where: str = "", *, aside: bool = False) -> bool:
        """Run one statement and show its answer or its error; return whether it went well.

        `aside`: the answer is not the one the user wants, so it goes to standard error unless it is seen as a table.
        """
        if self.manner.echo:
            self._echo(statement)
        try:
            asked, target = redirected(statement)
            answer, options = run(self.session, asked, (target.format or "") if target else None)
            self.finished = isinstance(answer, Goodbye)
            target = target or page_of(options)
            if target is None:
                self._show(answer, options, aside, asked.text)
            else:
                self._put(answer, options, target, asked.text)
        except EmbreplError as error:
            self.show(error, where)
            return False
        except (BrokenPipeError, OutputRefusedError):
            raise
        except Ended:
            raise
        except SystemExit as error:  # how rich ends where a pipe is closed
            raise BrokenPipeError from error
        except Exception as error:  # noqa: BLE001 - nothing that was typed may end the shell
            self.show(unexpected(error), where)
            return False
        return True

    def _echo(self, statement: Statement) -> None:
        """Show a command as it was typed, before its answer."""
        typed = statement.text + " &" * statement.background
        if self._json:
            self._json.note(f"❯ {typed}")
        else:
            from embrepl.view.safe import printable

            self._err.print(f"\n❯ {printable(typed)}", markup=False, highlight=False)

    def _show(self, answer: Answer, options: CommandOptions, aside: bool = False, typed: str = "") -> None:
        """Write an answer; Ctrl-C ends that, for it may be long."""
        interrupts = self.session.interrupts
        try:
            with interrupts.raised():
                guarded = self._write(answer, options, aside, typed)
                sys.stdout.flush()
        except KeyboardInterrupt:
            interrupts.take()  # it was meant for this answer, not for the next question
            if sys.stdout.isatty():
                sys.stdout.write("\n")  # behind what was shown of a line
                sys.stdout.flush()
            self.session.listener.note("Stopped: not all of it is shown.")
        else:
            self._note_guarded(guarded)

    def _write(self, answer: Answer, options: CommandOptions, aside: bool, typed: str) -> bool:
        """Write an answer to standard output, in the format that it was asked for in; return whether cells are guarded.

        Off a terminal a report (of `load`, `train`, `use`, `export` …) would stand in the way of the one table that
        is wanted, so it goes to standard error, unless a format of many kinds (json, jsonl) or the command asks for
        it. Several tables are separated by an empty line on a terminal, and in csv and tsv refused elsewhere; answers
        in JSON that follow each other become one document where that is wanted.

        The consoles are used for this answer alone: one that Ctrl-C leaves in the middle of a line prints nothing more.
        """
        out, err = (make_console(stream, plain=self.manner.plain) for stream in (sys.stdout, sys.stderr))
        name = options.format or self.manner.format
        report = answer.report and options.format is None
        if report and self.manner.quiet:
            self._doubts(answer, err)
            return False
        to_error = report and name not in {"json", "jsonl"} and not out.is_terminal
        if to_error or (aside and (name != "table" or not out.is_terminal)):
            write(answer, "jsonl" if self._json else "table", sys.stderr, err)
            return False
        if isinstance(answer, Goodbye):
            return False
        if name in DOCUMENTS:
            for note in print_document(answer, name, provenance(self.session, typed)):
                self.session.listener.note(note)
            return False
        if name == "json" and self.manner.one_document:
            self._document.add(json_text(answer, 2, sys.stdout))
            return False
        self._document.end()
        if self._separate and name in SEPARATED:
            if name != "md" and not out.is_terminal:
                raise EmbreplError(
                    "second-table",
                    f"A table in {name} is read only where it stands alone, and an answer was written before it.",
                    _EACH_ITS_FILE,
                )
            sys.stdout.write("\n")
        self._separate = name in SEPARATED
        in_pixels = name == "table" and self._in_pixels(answer, options, typed)
        plot = isinstance(options, PlotOptions) and options.pictured
        guarded = not in_pixels and write(answer, name, sys.stdout, out, raw=options.raw or self.manner.raw, plot=plot)
        if plot and name == "table" and (why := why_no_picture(answer)):
            self.session.listener.note(why)
        return guarded

    def _in_pixels(self, answer: Answer, options: CommandOptions, typed: str) -> bool:
        """Show the picture of an answer in pixels, where that is wanted and can be; return whether it is shown."""
        if self.manner.plain or not isinstance(options, PictureOptions):
            return False
        return print_pixels(self.session, answer, options, typed)

    def _put(self, answer: Answer, options: CommandOptions, target: Target, typed: str) -> None:
        """Write an answer to a file of its own; Ctrl-C ends that, and then there is no file."""
        name = options.into or self.manner.format
        interrupts, source = self.session.interrupts, provenance(self.session, typed)
        try:
            if interrupts.take():  # it came when the command had nothing left that it could stop
                raise KeyboardInterrupt
            note, guarded = put(answer, name, target, source, interrupts, raw=options.raw or self.manner.raw)
        except KeyboardInterrupt:
            interrupts.take()
            self.session.listener.note(f"Stopped: {target.path} was not written.")
        else:
            self.session.listener.note(note)
            self._note_guarded(guarded)

    def _note_guarded(self, guarded: bool) -> None:
        if guarded and not self._guard_noted:
            self._guard_noted = True
            self.session.listener.note(_GUARDED)

    def _doubts(self, answer: Answer, err: Console) -> None:
        """Say of a report that is not shown only what may be missing from the text."""
        left_out = len(answer.skipped) if isinstance(answer, Loaded) else 0
        broken = len(answer.suspicious) if isinstance(answer, Loaded) else 0
        if isinstance(answer, Loaded) and (left_out or broken):
            parts = [f"{counted(left_out, 'file')} left out"] * bool(left_out)
            parts += [f"{counted(broken, 'suspicious file')}"] * bool(broken)
            note = f"{answer.name}: {' and '.join(parts)}; `corpus` lists them."
            (self._json or make_listener(err)).note(note)

    def show(self, error: EmbreplError, where: str = "") -> None:
        """Show an error on standard error, and take note of the exit status."""
        self.status = self.status or (WRONG_USAGE if error.is_usage else FAILED)
        if where:
            error = EmbreplError(error.code, f"{where}: {error.message}", error.hint, error.place)
        if self._json:
            self._json.error(error)
        else:
            print_error(self._err, error)

    def end_document(self) -> None:
        """Complete the JSON document on standard output."""
        self._document.end()
        sys.stdout.flush()

    def finish(self) -> None:
        """Wait for what still runs in the background."""
        job = self.session.jobs.running
        if job is None or self.session.interrupted:
            return
        try:
            self._show(end_of(self.session, self.session.jobs.wait(job)), CommandOptions())
        except EmbreplError as error:
            self.show(error)

    def announce(self, job: Job) -> None:
        """Show the result of a job that ended in the background."""
        try:
            self._show(end_of(self.session, job), CommandOptions())
        except EmbreplError as error:
            self.show(error)
        except (BrokenPipeError, OutputRefusedError):
            raise
        except Exception as error:  # noqa: BLE001 - it would end the prompt
            self.show(unexpected(error))


def unexpected(error: BaseException) -> EmbreplError:
    """Return the error for the user; unless a disk is full, write the traceback to the log of errors."""
    if (full := full_disk(error)) is not None:
        return full
    text = "".join(traceback.format_exception(error))
    try:
        log = places.state_folder() / "errors.log"
        _append(log, f"{time.strftime('%Y-%m-%d %H:%M:%S')}\n{text}\n")
        where = f"its traceback is in {log}."
    except OSError as refused:
        where = f"its traceback could not be written: {refused}."
    return EmbreplError("unexpected", f"{type(error).__name__}: {error}", f"That is a fault of embrepl; {where}")


def _append(path: Path, text: str) -> None:
    """Add to a log that is private to the user; one that has become long begins anew."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    if os.fstat(descriptor).st_size > LONGEST_LOG:
        os.ftruncate(descriptor, 0)
    with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)


def run_script(runner: Runner, lines: TextIO, name: str, keep_going: bool) -> None:
    """Run a script's lines, up to the first failure unless `keep_going`."""
    for number, line in joined_lines(lines_of(lines, runner.session)):
        for statement in statements(line):
            well = runner.statement(statement, f"{name}:{number}" if name else "")
            if (not well and not keep_going) or runner.finished or runner.session.interrupted:
                return
