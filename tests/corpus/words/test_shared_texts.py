"""On the shared texts, the ids are those that one regular expression, or the plain tokeniser, and a Counter give.

Of the reviews every fifth is taken, of the lines of novels every 25th.
"""

import csv
import gzip
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import regex

from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from tests.helpers.plain.words import (
    HAN_SIGNS,
    HIRAGANA,
    HYPHENS,
    IGNORED,
    INNER,
    KATAKANA,
    SIGNS,
    apart,
    reference,
    sigmas,
)

FILES = [
    *("en/reviews.csv.gz", "en/encyclopedia.txt.gz"),
    *(f"zh/{novel}.txt" for novel in ("三国演义", "水浒传", "红楼梦", "西游记")),
]
EAST = f"{HAN_SIGNS}{HIRAGANA}{KATAKANA}ーｰ"
LETTER = rf"[[\p{{L}}\p{{N}}]--[{EAST}]]"
NO_DIGIT = rf"[[\p{{L}}\p{{N}}]--[{EAST}\p{{Nd}}]]"
HYPHEN = f"[{HYPHENS}]"
DROPPED = regex.compile(rf"[\p{{Cf}}--\u200b]|{IGNORED}|(?<=[{HAN_SIGNS}])\p{{M}}+", regex.V1)
WORD = regex.compile(
    rf"""(?P<han>[{HAN_SIGNS}]+)
    |[{HIRAGANA}][{HIRAGANA}ーｰ\p{{M}}]*
    |[{KATAKANA}ーｰ][{KATAKANA}ーｰ\p{{M}}]*
    |{LETTER}(?:
        {LETTER} | \p{{M}}
        | [{INNER}](?={LETTER})
        | {HYPHEN}(?={NO_DIGIT}) | (?<!\p{{Nd}}){HYPHEN}(?={LETTER})
        | (?<=\p{{Nd}})[.,\u066b\u066c](?=\p{{Nd}})
    )*""",
    regex.V1 | regex.VERBOSE,
)


def texts(path: Path) -> list[str]:
    if path.suffix == ".txt":
        return [path.read_text("utf-8")]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return [row["text"] for row in csv.DictReader(file)]
    with gzip.open(path, "rt", encoding="utf-8") as packed:
        return [packed.read()]


def write_every_fifth(source: Path, path: Path) -> Path:
    with (
        gzip.open(source, "rt", encoding="utf-8", newline="") as whole,
        path.open("w", encoding="utf-8", newline="") as part,
    ):
        rows = csv.reader(whole)
        csv.writer(part).writerows(row for number, row in enumerate(rows) if number % 5 == 0)
    return path


def write_some_lines(source: Path, path: Path) -> Path:
    path.write_text("\n".join(source.read_text("utf-8").split("\n")[::25]), "utf-8")
    return path


def plain(text: str) -> Iterator[str]:
    """Yield the words of a text."""
    if regex.search(rf"[{HAN_SIGNS}]{{3}}", text):
        for line in regex.split("[\n\r]", text):
            yield from (word for _, word in reference(line, ReadOptions()))
        return
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = text.translate({ord(letter): apart(letter) for letter in set(text)})
    for result in WORD.finditer(DROPPED.sub("", text)):
        yield "".join(sigmas("".join(SIGNS.get(letter, letter).lower()[0] for letter in result[0])))


@pytest.mark.parametrize("name", FILES)
def test_ids_equal_those_of_a_plain_tokeniser(shared: Path, tmp_path: Path, name: str) -> None:
    path = shared / "data" / name
    if path.name == "reviews.csv.gz":
        path = write_every_fifth(path, tmp_path / "reviews.csv")
    elif path.suffix == ".txt":
        path = write_some_lines(path, tmp_path / path.name)
    build([str(path)], ReadOptions(addresses="keep", markup="keep"), tmp_path / "store", lambda _: None, lambda: False)
    corpus = Corpus.open(tmp_path / "store")
    numbers: dict[str, int] = {}
    met = [numbers.setdefault(word, len(numbers)) for text in texts(path) for word in plain(text)]
    counts = Counter(met)
    words = sorted(numbers, key=lambda word: (-counts[numbers[word]], word))
    assert corpus.words == words
    assert corpus.counts.tolist() == [counts[numbers[word]] for word in words]
    rank = np.argsort([numbers[word] for word in words])
    assert np.array_equal(corpus.ids, rank[np.array(met)])
