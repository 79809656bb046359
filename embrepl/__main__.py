"""The command line: a prompt, a script, or a few commands."""

# ruff: noqa: E402

from __future__ import annotations

import os
import sys
from pathlib import Path

_FIRST = os.path.abspath(sys.path[0])  # noqa: PTH100
if not sys.flags.safe_path and sys.argv[0] in {"-m", __file__} and not __file__.startswith(_FIRST + os.sep + "embrepl"):
    del sys.path[0]  # `python -m embrepl` looks among the user's files first, and would run a numpy.py of theirs

import io
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import argparse

    from embrepl.commands.lexer import Statement
    from embrepl.corpus.options import ReadOption
    from embrepl.session.session import Session
    from embrepl.shell.runner import Runner

WELL, FAILED, INTERRUPTED = 0, 1, 130


def main(argv: list[str] | None = None) -> int:
    """Run embrepl and return its exit status: 0 well, 1 a command failed, 2 wrong usage, 130 interrupted."""
    try:
        return _main(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return INTERRUPTED


def _main(argv: list[str]) -> int:
    if argv in (["--version"], ["-V"]):
        from embrepl import __version__

        print(f"embrepl {__version__}")
        return WELL
    arguments = _parser().parse_args(_filled_in(argv))
    script = _script(arguments)
    _take_any_text()
    from embrepl.session.interrupts import Ended
    from embrepl.session.session import Session

    session = Session()
    from embrepl.shell.interrupts import counting_interrupts, ending_in_order

    with counting_interrupts(session), ending_in_order():
        try:
            return _run(session, arguments, script)
        except Ended:
            session.close(at_once=True)
            raise
        except BrokenPipeError:  # the reader of our output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            return WELL
        finally:
            session.close()


def _take_any_text() -> None:
    """Make closed standard streams read and write nothing, and the others never fail on a character."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def _run(session: Session, arguments: argparse.Namespace, script: str | None) -> int:
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    is_text = arguments.command or (script and script != "-") or "-" in arguments.paths
    session.text_input = getattr(sys.stdin, "buffer", None) if is_text and not sys.stdin.isatty() else None
    prompt_only = not (arguments.paths or arguments.command or script or arguments.progress != "auto")
    runner = None if prompt_only and at_terminal else _runner(session, arguments)
    well = True
    if runner is not None:
        well = _work(runner, arguments, script, at_terminal)
        if session.interrupted and not at_terminal:
            return INTERRUPTED
    stay = at_terminal and (arguments.interactive or not (arguments.command or script))
    if stay and not (runner is not None and runner.finished):
        from embrepl.shell.loop import Shell

        if runner is None:
            print("`load PATH` to begin, `help` for the commands, Ctrl-D to leave", file=sys.stderr)
        else:
            runner.echo = False
        Shell(session).run(runner, arguments.format)
        return WELL
    if runner is not None and not runner.finished:
        well = runner.finish() and well
    if session.interrupted:
        return INTERRUPTED
    return WELL if well else FAILED


def _work(runner: Runner, arguments: argparse.Namespace, script: str | None, at_terminal: bool) -> bool:
    """Load the paths, then run the script, the commands, or standard input; return whether all went well."""
    from embrepl.shell.runner import run_script

    well = True
    if arguments.paths:
        more = bool(arguments.command) or "-" not in arguments.paths  # so loading is not all that is asked for
        statement = _open_statement(runner.session, arguments) or _load_statement(arguments)
        well = runner.statement(statement, aside=more)
        if not well and not arguments.keep_going and not (at_terminal and not arguments.command):
            return False
    if arguments.command:
        well = run_script(runner, io.StringIO("\n".join(arguments.command)), "", arguments.keep_going) and well
    elif script and script != "-":
        with _open_script(script) as lines:
            well = run_script(runner, lines, script, arguments.keep_going) and well
    elif not at_terminal and "-" not in arguments.paths:
        well = run_script(runner, sys.stdin, "standard input", arguments.keep_going) and well
    return well


def _runner(session: Session, arguments: argparse.Namespace) -> Runner:
    from embrepl.shell.runner import Runner

    return Runner(session, arguments.format, echo=arguments.echo, progress=arguments.progress)


def _load_statement(arguments: argparse.Namespace) -> Statement:
    """Return `load PATH…` as a statement whose tokens are the arguments as the system shell gave them."""
    from embrepl.commands.lexer import Statement, Token
    from embrepl.corpus.options import LOAD_OPTIONS

    tokens = [Token("load", "load", False, 0)]
    flags: list[str] = []
    for option in LOAD_OPTIONS:
        value = getattr(arguments, option.name.replace("-", "_"))
        texts = [text for text in (value if isinstance(value, list) else [value]) if text is not None]
        tokens += [Token(f"--{option.name}={text}", "", False, 0) for text in texts]
        flags += [f"--{option.name} {_as_typed(text)}" for text in texts]
    tokens += [Token(path, path, True, 0) for path in arguments.paths]
    return Statement(tuple(tokens), " ".join(["load", *map(_as_typed, arguments.paths), *flags]))


def _open_statement(session: Session, arguments: argparse.Namespace) -> Statement | None:
    """Return `open PATH` where the only path is a file of vectors and nothing says how to read it; say so."""
    from embrepl.commands.lexer import Statement, Token
    from embrepl.corpus.options import LOAD_OPTIONS
    from embrepl.space.recognising import holds_vectors

    asked = any(getattr(arguments, option.name.replace("-", "_")) for option in LOAD_OPTIONS)
    if len(arguments.paths) != 1 or asked or not holds_vectors(Path(arguments.paths[0])):
        return None
    (path,) = arguments.paths
    session.listener.note(f"{path} holds vectors, not text, and is opened as a model.")
    return Statement((Token("open", "open", False, 0), Token(path, path, True, 0)), f"open {_as_typed(path)}")


def _as_typed(text: str) -> str:
    """Return a text as one types it at the prompt."""
    plain = text and not any(letter.isspace() or letter in "'\"#;&*?[" for letter in text)
    return text if plain else '"' + text.replace('"', '""') + '"'


def _script(arguments: argparse.Namespace) -> str | None:
    """Take `run FILE` out of the paths; return the file."""
    if not arguments.paths or arguments.paths[0] != "run":
        return None
    if len(arguments.paths) != 2 or arguments.command:
        _parser().error("run takes one file of commands (a folder called run is given as ./run)")
    script = str(arguments.paths[1])
    arguments.paths = []
    if script != "-":
        try:
            _open_script(script).close()
        except OSError as error:
            _parser().error(f"cannot read the script {script!r}: {error.strerror}")
    return script


def _open_script(script: str) -> TextIO:
    return open(script, encoding="utf-8-sig", errors="replace")  # noqa: PTH123


def _filled_in(argv: list[str]) -> list[str]:
    """Return the arguments with a value for each option without one, so that it does not take the path after it."""
    from embrepl.corpus.options import LOAD_OPTIONS

    bare = {f"--{option.name}": option for option in LOAD_OPTIONS if option.kind == "flag" or option.bare}
    filled = list(argv)
    for at, text in enumerate(argv[: argv.index("--") if "--" in argv else None]):
        if text in bare and not set(argv[at + 1 : at + 2]) & set(_values(bare[text])):
            filled[at] = f"{text}={bare[text].bare or 'yes'}"
    return filled


def _values(option: ReadOption) -> tuple[str, ...]:
    """Return the values that an option takes, where they are few."""
    return ("yes", "no") if option.kind == "flag" else option.choices


def _parser() -> argparse.ArgumentParser:
    import argparse

    from embrepl.commands.answers.base import FORMATS
    from embrepl.corpus.options import LOAD_OPTIONS

    parser = argparse.ArgumentParser(
        prog="embrepl",
        allow_abbrev=False,
        usage="embrepl [options] [PATH…]\n       embrepl [options] run FILE",
        description="Train word vectors on your own text and explore them. With a PATH, load it first; on a terminal a "
        "prompt opens, else commands are read from standard input. `help` at the prompt lists the commands.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="text files or folders to load; - is standard input")
    parser.add_argument(
        "-c", dest="command", action="append", metavar="COMMANDS", help="run these commands, separated by ;"
    )
    parser.add_argument("-i", dest="interactive", action="store_true", help="stay at the prompt after -c or run")
    parser.add_argument("--format", default="table", choices=FORMATS, help="how answers are written")
    parser.add_argument(
        "--progress", default="auto", choices=("auto", "json"),
        help="json: progress, notes and errors as JSON lines on standard error, fields in docs/commands.md",
    )  # fmt: skip
    parser.add_argument("--keep-going", action="store_true", help="go on after a command that failed")
    parser.add_argument("--echo", action="store_true", help="show each command before its answer")
    parser.add_argument("-V", "--version", action="store_true", help="print the version")
    reading = parser.add_argument_group("how a PATH is read, as by `load`")
    for option in LOAD_OPTIONS:
        values = _values(option)
        reading.add_argument(
            f"--{option.name}", action="append" if option.many else "store", choices=values or None,
            metavar=None if values else option.name.rpartition("-")[2].upper(), help=option.help,
        )  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main())
