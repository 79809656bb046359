"""Draws the pictures of the README from the bundled text into docs/drawn: session.svg, a real run, and map.svg.

make picture
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from rich.console import Console

import corpora
from embrepl import __version__
from embrepl.commands.lexer import statements
from embrepl.commands.provenance import Provenance
from embrepl.commands.run import run
from embrepl.session.session import Session
from embrepl.view.formats.documents import document
from embrepl.view.formats.writing import write

LINES = ("train", "near king 5", "near king - man + woman 3", "plot king bread river dog --near 7")
MAP = "plot king bread river dog mother --near 9 --colour-by cluster"
SESSION, PRINTED = (Path(__file__).with_name("drawn") / name for name in ("session.svg", "map.svg"))
WIDTH = 84


def main() -> None:
    """Run the lines and write the pictures."""
    console = Console(record=True, width=WIDTH, force_terminal=True, highlight=False, emoji=False, file=sys.stdout)
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "english.txt"
        text.write_text(corpora.text("en"), encoding="utf-8")
        session = Session()
        try:
            prompt = "embrepl"
            for line in (f"load {text}", *LINES):
                shown = line.replace(f"{folder}/", "")
                console.print(f"[bold]{prompt}[/bold] ❯ {shown}")
                (statement,) = statements(line)
                answer, _ = run(session, statement)
                write(answer, "table", sys.stdout, console)
                prompt = ":".join(filter(None, (session.current_corpus, session.current_model)))
            (statement,) = statements(MAP)
            answer, _ = run(session, statement, "svg")
            PRINTED.write_bytes(document(answer, "svg", Provenance(MAP, ("train",), __version__)).content)
        finally:
            session.close()
    svg = console.export_svg(title="embrepl", clear=False)
    SESSION.write_text(re.sub(r"@font-face \{.*?\}\n", "", svg, flags=re.S), encoding="utf-8")  # no font is fetched
    for picture in (SESSION, PRINTED):
        print(f"{picture}: {picture.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
