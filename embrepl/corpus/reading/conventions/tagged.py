"""Text whose words carry tags: The_DT mill_NN or the/at mill/nn, and the text without them; rows of words and tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from embrepl.corpus.reading.lines import lines
from embrepl.corpus.reading.word_tags import WordTags

SAMPLE = 1 << 14  # characters
FEWEST, ENOUGH = 5, 20  # words by which capital tags, and tags of any letters, are recognised
SHARE = 0.95  # of the words that carry one
DIFFERENT = 3  # words for each different tag, at least, where tags may be of small letters
SIGNS = r"[^\w\s]{1,4}|-[A-Z]{3}-"  # ._. ,/, ''/'' -LRB-_-LRB-
TAGS = {sign: re.compile(rf"(\S+){sign}([A-Za-z][A-Za-z0-9$*+\-|:.=]{{0,15}}|{SIGNS})(?!\S)") for sign in "_/"}
TAG = re.compile(r"[A-Z][A-Za-z0-9$*+:.|]{0,15}|[^\w\s]{1,4}")
FEWEST_ROWS, ALIKE = 6, 0.8  # of words with tag and lemma; share of lemmas that begin as their word does
NO_LEMMA = ("<unknown>", "@")


def kind_of_rows(head: bytes) -> str | None:
    """Return the kind of a file whose lines are those of TreeTagger: a word, its tag and its lemma."""
    rows = [
        line.split("\t") for line in head.rpartition(b"\n")[0].decode("utf-8", "replace").split("\n") if line.strip()
    ]
    if len(rows) < FEWEST_ROWS or any(
        len(row) != 3 or not TAG.fullmatch(row[1]) or len(row[2].split()) != 1 for row in rows
    ):
        return None
    alike = sum(row[2].startswith(NO_LEMMA) or row[0][:1].lower() == row[2][:1].lower() for row in rows)
    return "vrt" if alike >= ALIKE * len(rows) else None


def separator(head: str) -> str:
    """Return the sign before the tags of a text that begins so, "" where its words carry none."""
    sample = head[:SAMPLE]
    words = sample.split()[: -1 if len(head) > SAMPLE else None]
    for sign, pattern in TAGS.items():
        if len(words) < FEWEST or sample.count(sign) < SHARE * len(words):
            continue
        tags = [match[2] for word in words if (match := pattern.fullmatch(word)) and "://" not in word]
        capital = sum(tag.upper() == tag for tag in tags)
        few = len(words) >= ENOUGH and len(set(tags)) * DIFFERENT <= len(words)
        if min(len(tags), len(tags) if few else capital) >= SHARE * len(words):
            return sign
    return ""


def without_tags(text: Iterable[str], sign: str, tags: WordTags) -> Iterator[tuple[str, int]]:
    """Yield every line without the tags, which are kept in `tags`, and how many it had."""
    for line in lines(text):
        parts: list[str] = []
        place = 0
        for match in TAGS[sign].finditer(line):
            parts += [tags.plain(line[place : match.start()]), tags.word(match[1], match[2])]
            place = match.end()
        yield "".join([*parts, tags.plain(line[place:])]), len(parts) // 2
