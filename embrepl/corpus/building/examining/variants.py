"""Simplified and traditional characters side by side in a text, which are counted as different words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ENOUGH, ENOUGH_SHARE = 5, 0.0005  # odd characters, and their share of the Han characters, to speak of them
LITTLE_KANA = 0.01  # beside the Han characters: Japanese has forms of its own
HIRAGANA = slice(0x3041, 0x3097)
OLD_IN_GB2312 = "後"  # the others of its traditional characters are written in simplified texts too

# Traditional texts have these too, 皇后 and 公里, but not after and before such characters: 以後, 後來, 這裡, 裡面.
MISUSED = {"后": ("以然之前最今背隨落此日", "來面邊悔方果退續"), "里": ("這那哪屋心家夜手嘴懷夢", "面頭邊")}


def misused(points: NDArray[np.uint32], places: NDArray[np.int64], letter: str) -> int:
    """Return how often one of MISUSED, which stands at `places`, is one in a traditional text. (C,), (N,)."""
    before, after = ([ord(other) for other in others] for others in MISUSED[letter])
    left, right = places[places > 0] - 1, places[places < points.size - 1] + 1
    found = (left[np.isin(points[left], before)] + 1, right[np.isin(points[right], after)] - 1)
    return int(np.union1d(*found).size)


def mixed_characters(counts: NDArray[np.int64]) -> str:
    """Return a note on characters of the other script, "" if there are few; `counts` as of `letter_counts`. (P,)."""
    seen = {chr(point): int(counts[point]) for point in np.flatnonzero(counts[0x3400:0xA000]) + 0x3400}
    total = sum(seen.values())
    if not total or counts[HIRAGANA].sum() > LITTLE_KANA * total:
        return ""
    new = {letter: many for letter, many in seen.items() if _has(letter, "gb2312") and not _has(letter, "big5")}
    old = {letter: many for letter, many in seen.items() if letter in OLD_IN_GB2312 or not _has(letter, "gb2312")}
    traditional = sum(old.values()) > sum(new.values())
    if traditional:
        new |= {letter: int(counts[place]) for place, letter in enumerate(MISUSED) if counts[place]}
    enough = max(ENOUGH, ENOUGH_SHARE * total)
    if sum((new if traditional else old).values()) < enough:
        return ""
    simplified = _simplified(list(old))
    pairs = [(one, other) for one, other in simplified if other in seen and (other in new or not traditional)]
    many = sum(new.values()) if traditional else sum(seen[one] for one, _ in simplified)
    if many < enough or not pairs:
        return ""
    seen |= new
    one, other = max(pairs, key=lambda pair: min(seen[pair[0]], seen[pair[1]]))
    odd, usual = ("simplified", "traditional") if traditional else ("traditional", "simplified")
    example = f"{seen[one]:,} {one} beside {seen[other]:,} {other}"
    return f"{many:,} {odd} characters among {usual} ones, as {example}: `--han {usual}` counts them as one"


def _simplified(letters: list[str]) -> list[tuple[str, str]]:
    """Return the traditional ones of some characters, each with the simplified one."""
    import opencc

    simplified = opencc.OpenCC("t2s").convert("\n".join(letters)).split("\n")
    return [(old, new) for old, new in zip(letters, simplified, strict=True) if old != new]


def _has(letter: str, encoding: str) -> bool:
    return bool(letter.encode(encoding, "ignore"))
