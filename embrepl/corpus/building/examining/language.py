"""Which language a corpus is in, by simple signs, and lines that show how Chinese was segmented into words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from embrepl.corpus.reading.decoding.languages import LANGUAGES
from embrepl.corpus.words.tokeniser import Tokens

FUNCTION_WORDS = {  # those of one letter are shared by too many languages
    name: frozenset(word for word in each.words.split() if len(word) > 1)
    for name, each in LANGUAGES.items()
    if each.words
}
ENOUGH_ENGLISH = 0.12
ENOUGH = 0.08  # of the words are function words of a language; a quarter to a third of most texts are
SOME_WORDS = 3  # function words of a language that must be there
LITTLE_HAN, MUCH_HAN = 0.1, 0.8
LITTLE_KANA = 0.05
MOST = 0.5  # of the words are in a script that one language is written in
ENOUGH_WORDS = 20_000
SAMPLES = 3
SAMPLE_WORDS = (6, 24)
LINES_LOOKED_AT = 1000


def language(words: Sequence[str], counts: Sequence[int], han_share: float) -> str:
    """Return "English", "Chinese", "mixed" or "unknown" from words and counts, most frequent first. (V,), (V,)."""
    ranked = list(zip(words[:ENOUGH_WORDS], counts, strict=False))
    total = sum(counts)
    by_word = dict(ranked)
    spoken = {}
    for name, known in FUNCTION_WORDS.items():
        heard = [by_word[word] for word in known if word in by_word]
        spoken[name] = sum(heard) / total if len(heard) >= SOME_WORDS else 0.0
    kana, hangul, thai, hebrew = (
        sum(count for word, count in ranked if first <= word[0] <= last) / total
        for first, last in ("\u3040\u30ff", "\uac00\ud7a3", "\u0e00\u0e7f", "\u05d0\u05ea")
    )
    return language_by_shares(spoken, Scripts(han_share, kana, hangul, thai, hebrew))


class Scripts(NamedTuple):
    """The shares of the words that are written in the scripts of East Asia."""

    han: float
    kana: float
    hangul: float
    thai: float
    hebrew: float


def language_by_shares(spoken: Mapping[str, float], scripts: Scripts) -> str:
    """Return a language by the shares of the function words of each language, and of scripts, among the words."""
    if scripts.kana > LITTLE_KANA:
        return "Japanese"
    for share, name in ((scripts.hangul, "Korean"), (scripts.thai, "Thai"), (scripts.hebrew, "Hebrew")):
        if share > MOST:
            return name
    if scripts.han >= MUCH_HAN:
        return "Chinese"
    best = max(spoken, key=lambda name: spoken[name])
    if spoken[best] < (ENOUGH_ENGLISH if best == "English" else ENOUGH) * (1 - scripts.han):
        return "Chinese" if scripts.han >= 0.5 else "unknown"
    return "mixed" if scripts.han >= LITTLE_HAN and best == "English" else best


def sample_lines(tokens: Tokens) -> Iterator[str]:
    """Yield the words of the first lines of a text that are long enough and mostly Han, joined with " / ".

    A line that stands there again is not shown again.
    """
    begin, text = 0, tokens.text
    seen: set[str] = set()
    for line in text.split("\n", LINES_LOOKED_AT)[:LINES_LOOKED_AT]:
        end = begin + len(line)
        inside = slice(*np.searchsorted(tokens.starts, (begin, end)).tolist())
        spans = zip(tokens.starts[inside].tolist(), tokens.ends[inside].tolist(), strict=True)
        words = [text[first:last] for first, last in spans]
        new = line not in seen
        seen.add(line)
        if new and len(words) >= SAMPLE_WORDS[0] and sum(word[0] >= "\u3400" for word in words) > len(words) / 2:
            more = " …" if len(words) > SAMPLE_WORDS[1] else ""
            yield " / ".join(words[: SAMPLE_WORDS[1]]) + more
        begin = end + 1
