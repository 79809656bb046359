"""Writes the planted groups and analogies as tables: ``python -m corpora.tables [--check]``.

The vocabulary in the code is the source; the files next to it are for readers and for other programs.
"""

import argparse
import sys
from pathlib import Path

import corpora


def tables(language: str) -> dict[Path, str]:
    """File to content: one group or one analogy per line, cells separated by tabs."""
    known = corpora.planted(language)
    groups = "".join("\t".join((group, *members)) + "\n" for group, members in known.groups.items())
    analogies = "".join("\t".join(analogy) + "\n" for analogy in known.analogies)
    return {corpora.HERE / f"{language}.groups.tsv": groups, corpora.HERE / f"{language}.analogies.tsv": analogies}


def stale() -> list[Path]:
    """The table files that are missing or differ from the vocabulary."""
    return [
        path
        for language in corpora.LANGUAGES
        for path, content in tables(language).items()
        if not path.exists() or path.read_text(encoding="utf-8") != content
    ]


def main() -> int:
    """Write the tables, or only say which ones are out of date."""
    parser = argparse.ArgumentParser(prog="python -m corpora.tables", description="Write the planted tables.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a table is out of date")
    if parser.parse_args().check:
        for path in stale():
            print(path)
        return 1 if stale() else 0
    for language in corpora.LANGUAGES:
        for path, content in tables(language).items():
            corpora.write(path, content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
