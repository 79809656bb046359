"""Which language a corpus is in, by simple signs, and lines that show how Chinese was segmented into words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from embrepl.corpus.words.tokeniser import Tokens

# Function words that few other languages share: a quarter of any English text.
_ENGLISH = (
    "the of and to that is it with as for his he be on by at had not are but from they which or have you were her she "
    "this we their been has would there what will if can who"
)
ENGLISH = frozenset(_ENGLISH.split())
ENOUGH_ENGLISH = 0.12
LITTLE_HAN, MUCH_HAN = 0.1, 0.8
LITTLE_KANA = 0.05
ENOUGH_WORDS = 20_000
SAMPLES = 3
SAMPLE_WORDS = (6, 24)
LINES_LOOKED_AT = 1000


def language(words: Sequence[str], counts: Sequence[int], han_share: float) -> str:
    """Return "English", "Chinese", "mixed" or "unknown" from words and counts, most frequent first. (V,), (V,)."""
    ranked = list(zip(words[:ENOUGH_WORDS], counts, strict=False))
    total = sum(counts)
    kana = sum(count for word, count in ranked if "\u3040" <= word[0] <= "\u30ff") / total
    english = sum(count for word, count in ranked if word in ENGLISH) / total
    return language_by_shares(english, han_share, kana)


def language_by_shares(english: float, han: float, kana: float) -> str:
    """Return a language by the shares of English function words, Han words and kana words among the words."""
    if kana > LITTLE_KANA:
        return "unknown"
    if han >= MUCH_HAN:
        return "Chinese"
    if english < ENOUGH_ENGLISH * (1 - han):
        return "Chinese" if han >= 0.5 else "unknown"
    return "English" if han < LITTLE_HAN else "mixed"


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
