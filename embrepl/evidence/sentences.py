"""Where sentences begin in a corpus: found in its text, a block at a time.

A sentence ends behind . ! ? where a space, a quotation mark or a bracket follows, but not behind an initial or a usual
abbreviation; behind 。！？．; at an empty line; and where a document does. At a plain line feed it ends too, unless the
text is wrapped: its lines are long and about as long as each other. One of more than 50 words, as in a text without
punctuation, is divided into equal parts. Axes: T tokens, S sentences, P places in the text.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.store import Corpus
from embrepl.system.progress import ReportProgress, silent

LONGEST = 50  # words of a sentence
_BLOCK = 1 << 22  # bytes looked at together
_AHEAD = 3  # bytes behind a sign that are looked at with it
_SAMPLE = 1 << 20  # bytes by which it is said whether lines are wrapped
_WIDE, _EVEN = 45, 0.8  # bytes of most lines of a wrapped text; of the longest ones
_ABBREVIATIONS = ("mr", "mrs", "ms", "dr", "st", "vs", "prof", "rev", "capt", "col", "gen", "lt", "sgt", "jr", "sr")
_LINE_FEED, _RETURN, _POINT = 10, 13, 46
_ENDS = np.zeros(256, np.bool_)
_ENDS[list(b".!?")] = True
_FOLLOWS = np.zeros(256, np.bool_)
_FOLLOWS[list(b" \t\r\n\"')]*_<")] = True
_FOLLOWS[0x80:] = True
_WIDE_ENDS = (b"\xe3\x80\x82", b"\xef\xbc\x81", b"\xef\xbc\x9f", b"\xef\xbc\x8e")  # 。！？．

Places = NDArray[np.int64]


def sentence_begins(corpus: Corpus, progress: ReportProgress = silent) -> Places:
    """Return the token that each sentence begins with, and T. (S + 1,)."""
    tokens = int(corpus.report.tokens)
    found = [np.asarray(corpus.documents, np.int64)]
    wrapped = is_wrapped(np.asarray(corpus.text[:_SAMPLE]))
    quiet = np.array([corpus.index.get(word, -1) for word in _ABBREVIATIONS], np.int64)
    letters = np.array([number for number, word in enumerate(corpus.words) if len(word) == 1 and word.isalpha()])
    quiet = np.concatenate((quiet[quiet >= 0], letters)).astype(np.int64)
    for begin in range(0, corpus.text.size, _BLOCK):
        progress("finding sentences", begin, corpus.text.size)
        block = np.asarray(corpus.text[begin : begin + _BLOCK + _AHEAD])
        points, others = _ends(block, min(_BLOCK, len(block)), wrapped=wrapped)
        after = np.searchsorted(corpus.starts, points + begin, side="right")
        before = corpus.ids[np.maximum(after - 1, 0)]
        spoken = ~np.isin(before, quiet)
        found += [after[spoken], np.searchsorted(corpus.starts, others + begin, side="right")]
    begins = np.unique(np.concatenate([*found, [0, tokens]]))
    return divided(begins[begins <= tokens], LONGEST)


def is_wrapped(text: NDArray[np.uint8]) -> bool:
    """Return whether the lines of a text are broken where they get long, rather than where something ends."""
    feeds = np.flatnonzero(text == _LINE_FEED)
    lengths = np.diff(feeds, prepend=-1)
    inner = lengths[:-1][lengths[1:] > 2]  # the last lines of paragraphs may be short
    if len(inner) < 20:
        return False
    middle, long = np.percentile(inner, [50, 95])
    return bool(middle >= _WIDE and middle >= _EVEN * long)


def _ends(block: NDArray[np.uint8], size: int, *, wrapped: bool) -> tuple[Places, Places]:
    """Return where points end something in the first `size` bytes of a block, and where other signs do. (P,), (P,)."""
    padded = np.concatenate((block, np.full(_AHEAD, _LINE_FEED, np.uint8)))
    marks = np.flatnonzero(_ENDS[padded[:size]])
    marks = marks[_FOLLOWS[padded[marks + 1]]]
    points = marks[padded[marks] == _POINT]
    others = [marks[padded[marks] != _POINT]]
    feeds = np.flatnonzero(padded[:size] == _LINE_FEED)
    if wrapped:
        following = padded[feeds + 1]
        empty = (following == _LINE_FEED) | ((following == _RETURN) & (padded[feeds + 2] == _LINE_FEED))
        feeds = feeds[empty]
    others.append(feeds)
    for sign in _WIDE_ENDS:
        first = np.flatnonzero(padded[:size] == sign[0])
        others.append(first[(padded[first + 1] == sign[1]) & (padded[first + 2] == sign[2])])
    return points, np.concatenate(others)


def divided(begins: Places, longest: int) -> Places:
    """Divide what has more tokens than `longest` into equal parts. (S + 1,) → (S' + 1,)."""
    lengths = np.diff(begins)
    parts = np.maximum(1, -(-lengths // longest))
    of = np.repeat(np.arange(len(lengths)), parts)
    part = np.arange(len(of)) - np.repeat(np.cumsum(parts) - parts, parts)
    return np.append(begins[of] + part * lengths[of] // parts[of], begins[-1])
