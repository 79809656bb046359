"""Command line: ``python -m corpora [en|zh|all] [--words N] [--seed N] [--to FOLDER]``."""

import argparse
import sys
from pathlib import Path

import corpora
from corpora.languages import load


def main() -> int:
    """Write the texts asked for and print one line for each: path, words."""
    parser = argparse.ArgumentParser(prog="python -m corpora", description=corpora.__doc__)
    parser.add_argument("language", nargs="?", default="all", choices=(*corpora.LANGUAGES, "all"))
    parser.add_argument("--words", type=int, default=corpora.WORDS, help="length of each text (%(default)s)")
    parser.add_argument("--seed", type=int, default=corpora.SEED, help="another seed, another text (%(default)s)")
    parser.add_argument("--to", type=Path, default=corpora.FOLDER, metavar="FOLDER", help="where the files go")
    options = parser.parse_args()
    for language in corpora.LANGUAGES if options.language == "all" else (options.language,):
        content = corpora.text(language, options.words, options.seed)
        path = options.to / f"{language}.txt"
        corpora.write(path, content)
        print(path, load(language).count(content), sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
