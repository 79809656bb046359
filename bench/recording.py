"""Records a session in every output format, so that two versions of embrepl can be compared by what they say.

FOLDER/F.out gets the standard output in the format F, FOLDER/F.err the standard error.  What changes from run to run
stands there in capitals; lines that only slow jobs print are left out.  Recorded is the embrepl that Python imports.

    python bench/recording.py FOLDER
    python bench/recording.py --compare FOLDER OTHER
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import embrepl
from embrepl.commands import table
from embrepl.training.catalog import OBJECTIVES

CODE = Path(embrepl.__file__).resolve().parents[1]
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
WORDS = 30_000  # of each text: enough for king − man + woman to have an answer, and read in a second
APART = ("XDG_", "EMBREPL_", "KERAS_", "COLUMNS", "PYTHON")  # settings of the user's that the session does without
HELPS = "; ".join(f"help {name}" for name in table.names())
EXPLAINS = "; ".join(f"explain {entry.name}" for entry in OBJECTIVES)
SESSION = f"""{HELPS}; help; help nothing; help train extra; objectives; info; models; jobs; {EXPLAINS}; explain nothing
top; train; near king; health; corpus; use nothing; resume; wait; stop; watch 7; export glove out.txt; load
load missing.txt; load empty.txt; load en.txt --nonsense; load en.txt --case upper
load zh.txt --user-dict names.txt --name 中文; load zh.txt --units char --name characters
load letters missing.txt --include *.txt --exclude drafts; load topics.csv --column nothing --name failing
load topics.csv --column text --label topic; load en.txt; load en.txt --name again &; wait
load en.txt --phrases --phrase-min-count 3 --numbers fold --hyphens split --case keep --name joined; corpus
corpus again; corpus 中文; corpus topics; corpus files letters; corpus nothing; corpus files en zh; use en; zipf; top
top 5 --min-length 6 --stop stop.txt; top 3 --format csv; top 3 --format json; top many; top "3; find king
top 3 --stop missing.txt; top 3 --format nothing; freq king kings nobodyknows "of the" king* "the * of" /^un/; find /(/
find *ness; find /^(un|in).*ed$/ 5; find [qk]* 4; find zzz*; kwic king 3; kwic nobodyknows; kwic the * of 2; keyness en
kwic "the king" 4 --sort R1,L1 --left 20 --right 20; kwic /^queens?$/ --random 4 --seed 7; kwic king 2 --sort X9
colloc king 5; colloc queen 4 --min-count 2 --min-length 5; colloc "the king" 3 --measure mi
colloc king 5 --measure loglikelihood --window 3,0 --stop stop.txt; colloc king --measure none; colloc king --window 0
ngrams 2 --top 5; ngrams 3 --with king --min-count 3; ngrams 99; disperse king; disperse king --parts 0
disperse "the king" --by parts --parts 5; disperse bread --by documents; keyness letters 5; keyness joined 4 --fewer
keyness 中文 3 --measure ratio; use joined; top 3; freq king; kwic king 2; find *_* 5; use 中文; top 5; find /^国/ 5
freq 国王 王后 塞纳河; kwic 国王 3 --left 10 --right 10; colloc 国王 5; ngrams 2 --top 4; disperse 国王 --parts 6; zipf
keyness characters 5; near 国王; train spectral --dim 16 --name 词; near 国王 5; near 国王 - 男人 + 女人 5
dist 国王 王后; vec 国王; near 王国国; use en
# Keras takes seconds to start, so that this first training by it is stopped behind its first step, whatever the machine
train skipgram --dim 16 --epochs 2 --seed 3 --name halted &; jobs; info; near king; corpus forget en; train onehot; stop
jobs; models; info; near king 3; resume halted; resume halted; near king 3; train spectral --dry-run
train zero --dim 16 --dry-run; train spectral --dim 16; near king; near king - man + woman 5
near "king" + 0.5 * queen --k 3; nearest king 2; near king -; near (king + queen; near king ** 2; near 2 * 3; near
near king 0; near king - king; near 国王; near kinng; dist king queen; dist king bread --format json; dist king
dist king nobodyknows; vec queen; vector bread --format md; health; health halted; health nothing
train skipgram --dim 16 --epochs 2 --watch king,bread --name watched &; watch
train zero --recipe seed --batch 1024 --dim 8 --name seed; health seed; train zero --dim 16 --epochs 1 --seed 5
near king 3; health; train onehot; near king; health; dist king queen; train cbow --dim 8 --epochs 1; near king 3
train subword --dim 8 --epochs 1 --buckets 2000; near kingship 3; near king 3; vec kingship; dist kingship king
train zero --distance cubic; train zero --dim 0; train nothing; train word2vec
train zero --loss logistic --distance signed; train classifier; train zero --init nothing; train --watch nobodyknows
use spectral; export word2vec vectors.txt; export word2vec vectors.txt; export word2vec vectors.txt --force
export word2vec-binary vectors.bin --model zero; export glove vectors.glove.gz; export fasttext sub.bin --model subword
export nothing out.txt; export glove missing/out.txt; export glove; train pretrained; train pretrained --file none.txt
train pretrained --file vectors.txt --name read --format jsonl; train skipgram --init vectors.txt --dim 9
train skipgram --init vectors.txt --epochs 1 --name begun; open vectors.bin; near king 3; open none.txt; open broken.vec
open en.txt; open sub.bin; near kingship 3; open vectors.glove.gz --most 50 --name few &; wait; near the 3; use spectral
evaluate pairs.txt en.analogies.tsv; evaluate none.txt; compare
compare spectral,watched,onehot --words king,bread --tests pairs.txt,en.analogies.tsv --dim 8 --neighbours 4
compare skipgram,zero --dim 8 --epochs 1 --words king; compare spectral --words nobodyknows; use topics # a comment
train classifier --dim 4 --epochs 2 --name told; health; near king 2; models; jobs; info; wait 1; wait 99; stop 1; fly
top 3; corpus forget letters; corpus forget nothing; corpus forget 中文; corpus forget characters; corpus forget topics
corpus forget en; corpus forget --all; corpus forget --all; concordance king; tpo; ? quit; near 'king' 2; quit; top 1
"""
FILES = {
    "session.embrepl": SESSION, "stop.txt": "the\nand\nof\na\n", "names.txt": "塞纳河\n湄南河\n", "empty.txt": "",
    "pairs.txt": "king queen 9\nbread cheese 7\nking bread 1\nhorse cow 6\n", "broken.vec": "king 0.1 0.2\nqueen 0.3\n",
    "topics.csv": "text,topic\n" + "The king met a queen,court\nThe duke fell,court\nWe ate bread,kitchen\n" * 8,
    "letters/first.txt": "The king wrote to the queen.\nThe queen did not an-\nswer the king.\n",
    "letters/second.txt": "The baker sold bread.\n" * 2, "letters/drafts/third.txt": "Nobody reads this draft.\n",
}  # fmt: skip
VARYING = ("seconds", "words_per_second", "memory", "estimate", "loss")  # the reported loss is that of a moment before
NUMBER = r"-?\d[\d.]*(?:e[-+]?\d+)?"
MASKS = (  # what changes, and what stands there instead
    (rf"""((?:^|^\| |")(?:{"|".join(VARYING)})(?:": |,|\t| \| )){NUMBER}""", r"\1VARIES"),
    (rf"""(running(?:",\s+"share": |,|\t| \| )){NUMBER}""", r"\1VARIES"),
    (r"""("bytes": |^(?:\| )?[^,\t|]+(?:,|\t| \| ))\d+(?=,\s+"kept|(?:,|\t| \| )(?:false|no)(?: \|)?$)""", r"\1VARIES"),
    (r"(?<![\w.,])(?:\d+ min )?\d+(?:\.\d+)? s(?![\w'])", "SECONDS"),
    (rf"{NUMBER}[kMG]?(?= words/s)", "SPEED"),
    (r"[\d.]+ [kMG]?B(?= of memory)|(?<=about SECONDS · )[\d.]+ [kMG]?B", "MEMORY"),
    (rf"(· loss |\d {{2,}}){NUMBER}(?= ·| {{2,}}SECONDS)", r"\1LOSS"),
    (r"(  running +|halted is at )\d+ %", r"\1SHARE"),
    (r"^(forgotten \S+, ).+", r"\1SIZE"),  # a cache keeps the seconds that reading took, in more digits or fewer
    (r"^.+: (?:stopped at .+, )?SECONDS\n|^.+: about SECONDS, MEMORY of memory \(.+\n", ""),  # only of slow jobs
)
SEPARATORS = {"csv": (r',(?=(?:[^"]*"[^"]*")*[^"]*$)', ","), "tsv": (r"\t", "\t"), "md": (r"(?<!\\)\|", "|")}


def main() -> None:
    """Record a session in each format, or compare two recordings."""
    parser = argparse.ArgumentParser(prog="recording.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="where the recording goes")
    parser.add_argument("--compare", action="store_true", help="show how the recordings in two folders differ")
    asked = parser.parse_args()
    if len(asked.folders) != 1 + asked.compare:
        parser.error("one folder is recorded into, two are compared")
    if asked.compare and not all(folder.is_dir() for folder in asked.folders):
        parser.error("one of the folders is not there")
    (compare if asked.compare else record)(*asked.folders)


def record(folder: Path) -> None:
    """Write what the session says in each format."""
    print(f"recording {CODE}", file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    # this path always has the same length, so that lines break alike, and has no sign that Markdown escapes
    root = Path(tempfile.gettempdir()).resolve() / f"recording-{secrets.token_hex(4)}"
    try:
        write_files(root / "files")
        for name in FORMATS:
            shutil.copytree(root / "files", root / name / "work")
            for ending, said in session_in(name, root / name).items():
                (folder / f"{name}.{ending}").write_text(masked(said, root, name), encoding="utf-8")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def write_files(folder: Path) -> None:
    """Write the texts, the tests and the script."""
    command = [sys.executable, "-m", "corpora", "--words", str(WORDS), "--to", str(folder)]
    subprocess.run(command, cwd=CODE, check=True, stdout=subprocess.DEVNULL)
    shutil.copy(CODE / "corpora" / "en.analogies.tsv", folder)
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def session_in(name: str, folder: Path) -> dict[str, str]:
    """Run the session in a format; return what went to standard output (out) and to standard error (err)."""
    given = {key: value for key, value in os.environ.items() if not key.startswith(APART)}
    ended = subprocess.run(
        [sys.executable, "-m", "embrepl", "--keep-going", "--echo", "--format", name, "run", "session.embrepl"],
        env={**given, "HOME": str(folder), "PYTHONPATH": str(CODE), "LC_ALL": "C.UTF-8"},
        cwd=folder / "work", stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=300,
        encoding="utf-8", errors="backslashreplace",
    )  # fmt: skip
    return {"out": ended.stdout, "err": f"{ended.stderr}\nexit status {ended.returncode}\n"}


def masked(said: str, root: Path, name: str) -> str:
    """Return what was said with words in capitals for what changes from run to run."""
    said = said.replace(str(root), "ROOT")
    for pattern, instead in MASKS:
        said = re.sub(pattern, instead, said, flags=re.MULTILINE)
    lines = without_widths(said.split("\n"))
    return "\n".join(without_values(lines, *SEPARATORS[name]) if name in SEPARATORS else lines)


def without_widths(lines: list[str]) -> Iterator[str]:
    """Yield lines; in tables for people that have a column of times, the widths of all columns are masked too."""
    timed = False
    for line, below in pairwise([*lines, ""]):
        timed = "time" in line.split() if re.fullmatch("─+", below) else timed and line != ""
        yield re.sub(" {2,}|─{2,}", lambda gap: gap[0][:2], line) if timed else line


def without_values(lines: Iterator[str], between: str, sign: str) -> Iterator[str]:
    """Yield lines of a table for programs, the numbers masked in the columns whose names say that they change."""
    columns: list[int] = []
    for line in lines:
        cells = re.split(between, line)
        if not line or not columns:  # the names of the columns stand behind an empty line
            columns = [at for at, cell in enumerate(cells) if cell.strip() in VARYING]
        for at in set(columns).intersection(range(len(cells))):
            cells[at] = re.sub(rf"(?<!\S){NUMBER}(?!\S)", "VARIES", cells[at])
        yield sign.join(cells)


def compare(one: Path, other: Path) -> None:
    """Print the lines that differ, and below how many do in each file."""
    counts: dict[str, int] = {}
    for name in sorted({path.name for folder in (one, other) for path in folder.iterdir()}):
        paths = one / name, other / name
        old, new = (path.read_text("utf-8").split("\n") if path.is_file() else [] for path in paths)
        found = list(difflib.unified_diff(old, new, str(paths[0]), str(paths[1]), lineterm=""))
        print("".join(f"{line}\n" for line in found), end="")
        counts[name] = sum(line[0] in "+-" for line in found[2:])
    for name, count in {**counts, "all": sum(counts.values())}.items():
        print(f"{name:10} {count:6,} lines differ")


if __name__ == "__main__":
    main()
