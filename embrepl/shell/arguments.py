"""What the arguments of the program say; the program ends here, with status 2, where they are wrong."""

from __future__ import annotations

import argparse

from embrepl.commands.answers.base import FORMATS
from embrepl.corpus.options import LOAD_OPTIONS, ReadOption
from embrepl.errors import EmbreplError, nearest_names
from embrepl.shell.scripts import open_script


def parse(argv: list[str]) -> tuple[argparse.Namespace, str | None]:
    """Return what the arguments say, and the file of commands to run where they name one."""
    parser = _parser()
    arguments, unknown = parser.parse_known_args(_filled_in(argv))
    if unknown:
        near = nearest_names(unknown[0].partition("=")[0], list(parser._option_string_actions), most=1)
        likely = f"did you mean {near[0]}?" if near else "--help lists the options"
        parser.error(f"unknown option {unknown[0]}; {likely}")
    return arguments, _script(arguments, parser)


def _script(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> str | None:
    """Take `run FILE` out of the paths; return the file."""
    if arguments.stay and "-" in arguments.paths:
        parser.error("with - standard input is text, so -i cannot read commands from it")
    if not arguments.paths or arguments.paths[0] != "run":
        return None
    if len(arguments.paths) != 2 or arguments.command:
        parser.error("run takes one file of commands (a folder called run is given as ./run)")
    script = str(arguments.paths[1])
    arguments.paths = []
    if script != "-":
        try:
            open_script(script).close()
        except EmbreplError as error:
            parser.error(f"cannot read the script: {error.message} {error.hint}")
    return script


def _filled_in(argv: list[str]) -> list[str]:
    """Return the arguments with a value for each option without one, so that it does not take the path after it."""
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
    parser.add_argument(
        "-i", dest="stay", action="store_true",
        help="after -c or run, go on at the prompt, or with the commands of standard input where that is no terminal",
    )  # fmt: skip
    parser.add_argument("--format", default="table", choices=FORMATS, help="how answers are written")
    parser.add_argument("--raw", action="store_true", help="in csv and tsv, leave cells that a spreadsheet would run")
    parser.add_argument(
        "-q", "--quiet", action="store_true", help="write answers and errors only: no notes, reports or progress"
    )
    parser.add_argument(
        "--plain", action="store_true",
        help="for screen readers: tables as in a pipe, without pictures, bars and a progress that moves",
    )  # fmt: skip
    parser.add_argument(
        "--progress", default="auto", choices=("auto", "json"),
        help="json: progress, notes and errors as JSON lines on standard error, fields in docs/commands.md",
    )  # fmt: skip
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="keep no copy of a text after this session (as EMBREPL_CACHE_SIZE=0)",
    )
    parser.add_argument("--keep-going", action="store_true", help="go on after a command that failed")
    parser.add_argument("--echo", action="store_true", help="show each command before its answer")
    parser.add_argument("-V", "--version", action="store_true", help="print the version")
    _add_reading(parser)
    return parser


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the options of `load`."""
    reading = parser.add_argument_group("how a PATH is read, as by `load`")
    for option in LOAD_OPTIONS:
        values = _values(option)
        reading.add_argument(
            f"--{option.name}", action="append" if option.many else "store", choices=values or None,
            metavar=None if values else option.name.rpartition("-")[2].upper(), help=option.help,
        )  # fmt: skip
