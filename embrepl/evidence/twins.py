"""Near-duplicates among words: alike in spelling, and so near in the vectors that chance does not explain it.

Likeness of spelling comes first, for it costs little; then the cosine decides. Kinds, the surest first:

    form        the same but for case, width, accents, apostrophes or hyphens; or for a joined phrase's joints
    script      the same in simplified and in traditional Chinese
    spelling    one letter lost, added or changed, or two exchanged (Damerau 1964), in words of five letters or more
    inflection  one stem with two endings that many other stems have as well, as in Soricut & Och 2015
    characters  in scripts without spaces: one word has a character more, or the same ones in another order

Axes: n words, p pairs.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.words.scripts import HAN_BLOCKS, within
from embrepl.corpus.words.variants import simplified
from embrepl.space.space import Space
from embrepl.system.progress import ReportProgress, silent

KINDS = ("form", "script", "spelling", "inflection", "characters")
_LEAST_LETTERS = 5  # of words that differ by a slip
_LEAST_STEM, _LONGEST_ENDING = 4, 4  # letters
_STEMS = 12  # that have two endings, so that these are taken for inflections
_MOST_ALIKE = 40  # words of one key: more are no likeness
_RANDOM = 20_000  # pairs that say what chance gives
_CHANCE = 99.9  # per cent of them that have a lower cosine

Pair = tuple[int, int]


@dataclass(frozen=True)
class Twins:
    """A word and those like it, by their rows, the most frequent first, and the least of its cosines with them."""

    kind: str
    rows: tuple[int, ...]
    cosine: float


def find_twins(
    space: Space, rows: NDArray[np.int64], least: float | None, kinds: Sequence[str] = KINDS,
    progress: ReportProgress = silent,
) -> tuple[list[Twins], float]:  # fmt: skip
    """Return the near-duplicates among some rows, the surest kinds first, and the least cosine that was asked of them.

    Without `least` that is what one random pair of these words in a thousand exceeds.
    """
    words = [space.words[row] for row in rows.tolist()]
    limit = by_chance(space, rows) if least is None else least
    seen: set[Pair] = set()
    found: list[Twins] = []
    for at, kind in enumerate(each for each in KINDS if each in kinds):
        progress("comparing spellings", at, len(kinds))
        pairs = np.array(sorted(set(_PAIRS[kind](words)) - seen), np.int64).reshape(-1, 2)
        seen.update((a, b) for a, b in pairs.tolist())
        cosines = _cosines(space, rows[pairs])
        near = cosines >= limit
        found += _grouped(kind, rows, pairs[near], cosines[near])
    return found, limit


def by_chance(space: Space, rows: NDArray[np.int64]) -> float:
    """Return the cosine that one random pair of different words in a thousand exceeds."""
    generator = np.random.default_rng(0)
    left = generator.integers(len(rows), size=_RANDOM)
    right = (left + generator.integers(1, len(rows), size=_RANDOM)) % len(rows)
    return float(np.percentile(_cosines(space, np.stack((rows[left], rows[right]), axis=1)), _CHANCE))


def _cosines(space: Space, pairs: NDArray[np.int64]) -> NDArray[np.float32]:
    parts = [np.empty(0, np.float32)]
    for first in range(0, len(pairs), _RANDOM):
        some = pairs[first : first + _RANDOM]
        parts.append(space.pair_cosines(some[:, 0], some[:, 1]))
    return np.concatenate(parts)


def _grouped(kind: str, rows: NDArray[np.int64], pairs: NDArray[np.int64], cosines: NDArray[np.float32]) -> list[Twins]:
    """Return pairs as groups, the nearest first: a word with those like it that no more frequent one has taken."""
    beside: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (a, b), cosine in zip(pairs.tolist(), cosines.tolist(), strict=True):
        beside[a].append((b, cosine))
        beside[b].append((a, cosine))
    taken: set[int] = set()
    found = []
    for at in sorted(beside):
        own = [(other, cosine) for other, cosine in sorted(beside[at]) if other not in taken]
        if at not in taken and own:
            taken.update([at, *(other for other, _ in own)])
            members = tuple(rows[[at, *(other for other, _ in own)]].tolist())
            found.append(Twins(kind, members, min(cosine for _, cosine in own)))
    return sorted(found, key=lambda each: (-each.cosine, each.rows))


def _alike(keyed: Iterable[tuple[Hashable, int]]) -> Iterator[Pair]:
    """Yield pairs of words that share a key, unless many do. Words come in order."""
    held: dict[Hashable, list[int]] = defaultdict(list)
    for key, at in keyed:
        held[key].append(at)
    for same in held.values():
        if 1 < len(same) <= _MOST_ALIKE:
            yield from ((a, b) for at, b in enumerate(same) for a in same[:at] if a != b)


def form_of(word: str) -> str:
    """Return a word without case, width, accents, apostrophes, hyphens and joints."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def _forms(words: Sequence[str]) -> Iterator[Pair]:
    return _alike((form, at) for at, word in enumerate(words) if (form := form_of(word)))


def _scripts(words: Sequence[str]) -> Iterator[Pair]:
    han = [at for at, word in enumerate(words) if _is_unspaced(word)]
    plain = simplified("\n".join(words[at].replace("\n", " ") for at in han)).split("\n")
    return _alike((form, at) for form, at in zip(plain, han, strict=True)) if han else iter(())


def _spellings(words: Sequence[str]) -> Iterator[Pair]:
    long = [at for at, word in enumerate(words) if len(word) >= _LEAST_LETTERS and word.isalpha()]
    cuts = {at: {words[at], *(words[at][:cut] + words[at][cut + 1 :] for cut in range(len(words[at])))} for at in long}
    pairs = set(_alike((key, at) for at in long for key in cuts[at]))
    return ((a, b) for a, b in pairs if is_one_slip(words[a], words[b]) and not _is_unspaced(words[a]))


def is_one_slip(a: str, b: str) -> bool:
    """Return whether a letter before the end is lost, added or changed between two words, or two are exchanged."""
    if len(a) > len(b):
        a, b = b, a
    head = next((at for at in range(len(a)) if a[at] != b[at]), len(a))
    if len(b) - len(a) == 1:
        return head < len(a) and a[head:] == b[head + 1 :]
    if len(a) != len(b) or head == len(a):
        return False
    exchanged = head + 1 < len(a) and a[head] == b[head + 1] and a[head + 1] == b[head]
    return a[head + 1 :] == b[head + 1 :] or (exchanged and a[head + 2 :] == b[head + 2 :])


def _inflections(words: Sequence[str]) -> Iterator[Pair]:
    stems: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for at, word in enumerate(words):
        if not _is_unspaced(word) and any(map(str.isalpha, word)):
            for cut in range(max(_LEAST_STEM, len(word) - _LONGEST_ENDING), len(word) + 1):
                stems[word[:cut]].append((word[cut:], at))
    pairs: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for held in stems.values():
        if 1 < len(held) <= _MOST_ALIKE:
            for number, (ending, at) in enumerate(held):
                for other, before in held[:number]:
                    if not ending or not other or ending[0] != other[0]:  # the stem is all that they share
                        low, high = sorted((ending, other))
                        pairs[low, high].append((before, at))
    usual = Counter({endings: len(each) for endings, each in pairs.items()})
    return (pair for endings, each in pairs.items() if usual[endings] >= _STEMS for pair in each)


def _characters(words: Sequence[str]) -> Iterator[Pair]:
    han = [at for at, word in enumerate(words) if len(word) > 1 and _is_unspaced(word)]
    known = {words[at]: at for at in han}
    for at in han:
        word = words[at]
        for cut in range(len(word)):
            other = known.get(word[:cut] + word[cut + 1 :], at)
            if other != at:
                yield min(at, other), max(at, other)
    yield from _alike(("".join(sorted(words[at])), at) for at in han)


def _is_unspaced(word: str) -> bool:
    return any(within(ord(letter), HAN_BLOCKS) for letter in word)


_PAIRS = {
    "form": _forms,
    "script": _scripts,
    "spelling": _spellings,
    "inflection": _inflections,
    "characters": _characters,
}
