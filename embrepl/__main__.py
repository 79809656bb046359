"""The command line: a prompt, a script, or a few commands."""

# ruff: noqa: E402

from __future__ import annotations

import os
import sys

_FIRST = os.path.abspath(sys.path[0])  # noqa: PTH100
if not sys.flags.safe_path and sys.argv[0] in {"-m", __file__} and not __file__.startswith(_FIRST + os.sep + "embrepl"):
    del sys.path[0]  # `python -m embrepl` looks among the user's files first, and would run a numpy.py of theirs

import io
import signal
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from embrepl.commands.lexer import Statement
    from embrepl.session.session import Session
    from embrepl.shell.manner import Manner
    from embrepl.shell.runner import Runner

WELL, FAILED, INTERRUPTED = 0, 1, 130


def main(argv: list[str] | None = None) -> int:
    """Run embrepl and return its exit status.

    0: all went well; 1: a command failed; 2: what was typed is wrong, here or in a command; 130: interrupted.
    """
    from embrepl.shell.streams import OutputRefusedError, prepare_streams

    prepare_streams()
    try:
        status = _main(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough
        if os.name != "posix":
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return WELL
    except OutputRefusedError as refused:
        from embrepl.view.console import make_console
        from embrepl.view.errors import print_error

        print_error(make_console(sys.stderr), refused.error)
        return FAILED
    finally:
        if argv is None:  # the process ends: nothing is left to stop, and Python would show where it was
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    return status


def _main(argv: list[str]) -> int:
    if argv in (["--version"], ["-V"]):
        from embrepl import __version__

        print(f"embrepl {__version__}")
        return WELL
    from embrepl.shell.arguments import parse

    try:
        arguments, script = parse(argv)
    except SystemExit as ended:  # what it printed has to be written yet
        return int(ended.code or 0)
    from embrepl.session.interrupts import Ended
    from embrepl.session.session import Session
    from embrepl.shell.interrupts import counting_interrupts, ending_in_order
    from embrepl.shell.keyboard import quiet_terminal
    from embrepl.system import places

    if arguments.no_cache:
        os.environ["EMBREPL_CACHE_SIZE"] = "0"
    with (
        counting_interrupts(session := Session()),  # the outermost, so that nothing is left half cleared away
        places.usable_folders() as temporary,
        quiet_terminal() if _stays(arguments, script) else nullcontext(),
        ending_in_order(),
    ):
        session.temporary = temporary
        try:
            return _run(session, arguments, script)
        except Ended:
            session.close(at_once=True)
            raise
        finally:
            session.close()


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _stays(arguments: argparse.Namespace, script: str | None) -> bool:
    """Whether the prompt comes once the command line is done."""
    return _at_terminal() and (arguments.stay or not (arguments.command or script))


def _run(session: Session, arguments: argparse.Namespace, script: str | None) -> int:
    at_terminal = _at_terminal()
    takes_text = "-" in arguments.paths or ((arguments.command or script not in {None, "-"}) and not arguments.stay)
    session.text_input = getattr(sys.stdin, "buffer", None) if takes_text and not sys.stdin.isatty() else None
    asked = arguments.command or script
    plain = not (arguments.raw or arguments.quiet or arguments.progress != "auto")
    runner = None
    if not (at_terminal and plain) or arguments.paths or asked:
        runner = _runner(session, arguments)
        if session.temporary:
            session.listener.note(session.temporary)
        if (status := _run_commands(runner, arguments, script, at_terminal)) is not None:
            return status
    elif session.temporary:
        print(session.temporary, file=sys.stderr)
    if not (arguments.paths or asked or arguments.quiet):
        print("`load PATH` to begin, `help` for the commands, Ctrl-D to leave", file=sys.stderr)
    if not arguments.quiet:
        from embrepl.commands.lexer import quote
        from embrepl.session.stopped_trainings import sentences
        from embrepl.view.safe import printable

        for sentence in sentences(quote):
            print(printable(sentence), file=sys.stderr)
    from dataclasses import replace

    from embrepl.shell.loop import Shell

    manner = replace(_manner(arguments), echo=False, one_document=False)
    if runner is not None:
        runner.manner = manner
    Shell(session).run(runner, manner)
    return WELL


def _run_commands(runner: Runner, arguments: argparse.Namespace, script: str | None, at_terminal: bool) -> int | None:
    """Run what the command line asks for; return the exit status, None where the prompt comes then."""
    from embrepl.shell.streams import OutputRefusedError

    session = runner.session
    try:
        _work(runner, arguments, script, at_terminal)
        stays = _stays(arguments, script) and not runner.finished
        if not stays and not runner.finished and not session.interrupted:
            runner.finish()
        runner.end_document()
    except OutputRefusedError as refused:
        runner.show(refused.error)
        return runner.status
    except KeyboardInterrupt:
        runner.end_document()
        raise
    if stays:
        return None
    return INTERRUPTED if session.interrupted else runner.status


def _work(runner: Runner, arguments: argparse.Namespace, script: str | None, at_terminal: bool) -> None:
    """Load the paths, then run the script, the commands, and standard input, as far as each was asked for."""
    from embrepl.shell.runner import run_script
    from embrepl.shell.scripts import open_script

    keep_going = arguments.keep_going
    if arguments.paths:
        more = bool(arguments.command) or "-" not in arguments.paths  # so loading is not all that is asked for
        statement = _open_statement(runner.session, arguments) or _load_statement(arguments)
        well = runner.statement(statement, aside=more)
        if not well and not keep_going and not (at_terminal and not arguments.command):
            return
    if arguments.command:
        run_script(runner, io.StringIO("\n".join(arguments.command)), "", keep_going)
    elif script and script != "-":
        with open_script(script) as lines:
            run_script(runner, lines, script, keep_going)
    goes_on = keep_going or not runner.status
    reads_commands = arguments.stay or not (arguments.command or (script and script != "-"))
    if not at_terminal and "-" not in arguments.paths and reads_commands and goes_on and not runner.finished:
        run_script(runner, sys.stdin, "standard input", keep_going)


def _runner(session: Session, arguments: argparse.Namespace) -> Runner:
    from embrepl.shell.runner import Runner

    return Runner(session, _manner(arguments))


def _manner(arguments: argparse.Namespace) -> Manner:
    from embrepl.shell.manner import Manner

    given = {name: getattr(arguments, name) for name in ("format", "raw", "echo", "quiet", "progress", "plain")}
    return Manner(**given, one_document=True)


def _load_statement(arguments: argparse.Namespace) -> Statement:
    """Return `load PATH…` as a statement whose tokens are the arguments as the system shell gave them."""
    from embrepl.commands.lexer import Statement, Token, quote
    from embrepl.corpus.options import LOAD_OPTIONS

    tokens = [Token("load", "load", False, 0)]
    flags: list[str] = []
    for option in LOAD_OPTIONS:
        value = getattr(arguments, option.name.replace("-", "_"))
        texts = [text for text in (value if isinstance(value, list) else [value]) if text is not None]
        tokens += [Token(f"--{option.name}={text}", "", False, 0) for text in texts]
        flags += [f"--{option.name} {quote(text)}" for text in texts]
    tokens += [Token(path, path, True, 0) for path in arguments.paths]
    return Statement(tuple(tokens), " ".join(["load", *map(quote, arguments.paths), *flags]))


def _open_statement(session: Session, arguments: argparse.Namespace) -> Statement | None:
    """Return `open PATH` where the only path is a file of vectors and nothing says how to read it; say so."""
    from embrepl.commands.lexer import Statement, Token, quote
    from embrepl.corpus.options import LOAD_OPTIONS
    from embrepl.space.recognising import holds_vectors

    asked = any(getattr(arguments, option.name.replace("-", "_")) for option in LOAD_OPTIONS)
    if len(arguments.paths) != 1 or asked or not holds_vectors(Path(arguments.paths[0])):
        return None
    (path,) = arguments.paths
    session.listener.note(f"{path} holds vectors, not text, and is opened as a model.")
    return Statement((Token("open", "open", False, 0), Token(path, path, True, 0)), f"open {quote(path)}")


if __name__ == "__main__":
    sys.exit(main())
