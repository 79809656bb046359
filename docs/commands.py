"""Writes docs/commands.md from the commands' own help, so that the two cannot differ.

python -m docs.commands            write it
python -m docs.commands --check    exit with 1 when it is out of date
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

from docs.generated import main
from embrepl.commands import table
from embrepl.commands.answers.base import FORMATS
from embrepl.commands.families.help import option_row
from embrepl.commands.targets.meanings import MEANINGS
from embrepl.view.progress import json_listener

PAGE = Path(__file__).with_name("commands.md")


def page() -> str:
    """Return the page as Markdown."""
    parts = ["# Commands\n", "Written from the commands' own help by `python -m docs.commands`.\n"]
    rows = [f"| `{each.form}` | {each.vectors or '–'} | {each.text or '–'} |" for each in MEANINGS]
    rows = [row.replace(" | ", " \\| ", row.count(" | ") - 2) for row in rows]
    parts.append(
        "## Targets\n\nWhat can stand where a command takes a TARGET; `help targets` shows it too.\n\n"
        + "\n".join(["| target | asked of vectors | asked of the text |", "|---|---|---|", *rows])
        + "\n"
    )
    for entry in table.entries():
        command = table.command(entry.name)
        prose, _, examples = command.help.partition("Examples:")
        parts.append(f"## {entry.name}\n\n`{command.usage}`\n\n{prose.strip()}\n")
        lines = "\n".join(line.strip() for line in examples.strip().splitlines())
        parts.append(f"```text\n{lines}\n```\n")
        rows = [option_row(option) for option in command.own_options]
        if rows:
            cells = [f"| `{row.option}` | {row.default} | {row.meaning} |" for row in rows]
            parts.append("\n".join(["| option | default | what it does |", "|---|---|---|", *cells]) + "\n")
    parts.append(
        f"Every command also takes `--format {'|'.join(FORMATS)}`, and `--raw`, which leaves cells of csv and tsv that "
        "a spreadsheet would run as they are. [output.md](output.md) says what programs can rely on.\n"
    )
    parts.append(f"## --progress json\n\n{inspect.cleandoc(json_listener.__doc__ or '')}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main(PAGE, page, "docs.commands", sys.argv[1:]))
