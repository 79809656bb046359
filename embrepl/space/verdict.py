"""From figures to a verdict in words: whether vectors can be used, and what happened to them.

The scale: healthy vectors can be used; flat and noisy ones with care; of too few words (unjudged), or with an axis for
each word (onehot), there is nothing to say; collapsed, unlearnt and untrained ones say nothing of which are alike.

The thresholds, and why:

* unlearnt: training moved the vectors, but not towards what the text says of the words. Either 0.9 of the squared
  movement lies along (1, …, 1). Random movement has a share of 1/D there; the original recipe has 1.000 (on 1.5 M
  words, where 90 % of the neighbours stayed those of the random start). Or few neighbours are those of the start, and
  yet the nearest words are no closer than by chance (`structure` under 0.02): a classifier with max pooling, three
  epochs on 25,000 reviews, kept 0.004 of the neighbours, and judged 88 % of the documents rightly.
* collapsed: distances shrunk to a fifth of the start's, or a mean cosine of 0.9 between random words. Without a guard
  the squared distance shrank to 0.12 within 300 batches and to 0.003 in five epochs, while cosines still looked random
  (0.15) and the effective rank high (82 of 100): only the start betrays it. The cosine catches other spaces, and its
  bound is high since trained ones have a common direction (Mu & Viswanath 2018, "All-but-the-Top"): gensim's skip-gram
  on 1.5 M words reached 0.60-0.65 and works; at 0.9 nine tenths of every squared length are the same for all words.
  Clumps: the absolute distance between unit vectors is least on the axes, where all words of one axis coincide; there
  the nearest words had a mean cosine of 0.9999, against 0.95 in a good space of few, much-repeated words.
* implausible: words or numbers out of a file that cannot be words and vectors (see `plausibility`).
* flat: fewer than a fifth of the possible directions in effect, or more than half of the variance in one direction,
  which ranks words along a line. That skip-gram used 29 directions of 100 after one epoch, 78 after five.
* noisy: the rare words nearest to well-known ones are nearer than the nearest of the others, by more than RARE_LEAD of
  how near those are. On four novels it was 0.08 to 0.16 for `spectral` and 0.03 to 0.06 for `zero`, whose neighbours
  a reader finds good; on 30,000 words 0.15 to 0.38, on 5.7 M below 0 (`make bench-small`, in docs/benchmarks.md).
* onehot: every word has an axis of its own, which nobody needs to measure.
* unjudged: nothing of the above, and fewer than 50 words.
* untrained: the vectors never moved; or 0.3 of the neighbours are those of a start itself random (0.61 after the first
  seconds on 5.7 M words, 0.005 at the end); or the start is not known, and the nearest words are no closer than by
  chance (random vectors had a `structure` of less than 0.002, skip-gram of 0.08-0.15).

Axes: D dimensions.
"""

from __future__ import annotations

from typing import Literal

from embrepl.space.figures import Figures
from embrepl.space.ranking.rarity import SELDOM

Verdict = Literal["healthy", "collapsed", "unlearnt", "flat", "noisy", "untrained", "unjudged", "onehot", "implausible"]

ALONG_ONES = 0.9
SAME_NEIGHBOURS = 0.3
RANDOM_STRUCTURE = 0.02
COLLAPSED_COSINE = 0.9
COLLAPSED_SPREAD = 0.2
CLUMPED_COSINE = 0.998
COMMON_DIRECTION = 0.15
RARE_LEAD = 0.07
RARE_WORDS = 0.3  # share of the words; with fewer rare ones there is little to strew
FLAT_RANK = 0.2
FLAT_VARIANCE = 0.5
_FEWEST = 50  # with fewer words chance alone makes neighbours
_USELESS = "Do not use these vectors: "
_MANY_DIMENSIONS = 10  # with fewer, one direction may well hold half of the variance


def judge(f: Figures) -> tuple[Verdict, str]:
    """Return the verdict and a sentence that says what happened and why."""
    return (
        _broken(f)
        or _implausible(f)
        or _unmoved(f)
        or _unlearnt(f)
        or _collapsed(f)
        or _flat(f)
        or _random(f)
        or _noisy(f)
        or _healthy(f)
    )


def one_hot(words: int) -> tuple[Verdict, str]:
    """Return the verdict on a space where every word has an axis of its own."""
    return "onehot", (
        f"These vectors say nothing about likeness: each of the {words:,} words has an axis of its own, "
        "and all are equally far apart."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _broken(f: Figures) -> tuple[Verdict, str] | None:
    if not f.broken:
        return None
    return "collapsed", (
        f"{_USELESS}those of {f.broken:,} of the {f.words:,} most frequent words hold NaN or infinity, "
        "for training diverged."
    )


def _implausible(f: Figures) -> tuple[Verdict, str] | None:
    grave = [doubt.sentence for doubt in f.doubts if doubt.grave]
    return ("implausible", f"{_USELESS}{'; '.join(grave)}.") if grave else None


def _unmoved(f: Figures) -> tuple[Verdict, str] | None:
    if f.start is None or f.start.moved:
        return None
    return "untrained", _USELESS + "no vector has moved from where it started."


def _unlearnt(f: Figures) -> tuple[Verdict, str] | None:
    if f.start is None or f.start.shared < ALONG_ONES or f.dim < 2:
        return None
    start = "the random start" if f.start.structure < RANDOM_STRUCTURE else "the start"
    return "unlearnt", (
        f"{_USELESS}training moved them along (1, …, 1) only (share {f.start.shared:.3f}), "
        f"and {_percent(f.start.overlap)} of the neighbours are those of {start}."
    )


def _collapsed(f: Figures) -> tuple[Verdict, str] | None:
    if f.effective_rank == 0:
        return "collapsed", _USELESS + "every one of them is zero."
    shrunk = None if f.start is None else f.start.shrunk
    if shrunk is not None and shrunk < COLLAPSED_SPREAD:
        return "collapsed", (
            f"{_USELESS}training drew the words together to {100 * shrunk:.1f} % of the distances "
            "that they started with, on the way to one point."
        )
    if f.nearest_cosine > CLUMPED_COSINE and f.words >= _FEWEST:
        return "collapsed", (
            f"{_USELESS}they have collapsed into clumps. Words have a mean cosine of {f.nearest_cosine:.4f} "
            "with their nearest ones, so those of one clump cannot be told apart."
        )
    if f.random_cosine < COLLAPSED_COSINE:
        return None
    return "collapsed", (
        f"{_USELESS}all words point nearly the same way (random pairs have a cosine of {f.random_cosine:.2f}), "
        "so the angles between them say little."
    )


def _flat(f: Figures) -> tuple[Verdict, str] | None:
    possible = min(f.dim, max(1, f.words - 1))
    if f.effective_rank < FLAT_RANK * possible:
        return "flat", (
            f"Use these vectors with care: they use about {f.effective_rank:.0f} of {possible} directions, "
            "so most of what could tell words apart is lost."
        )
    if f.first_direction > FLAT_VARIANCE and possible >= _MANY_DIMENSIONS:
        return "flat", (
            f"Use these vectors with care: {_percent(f.first_direction)} of the variance lies in one direction, "
            "so words are ranked along a line rather than told apart."
        )
    return None


def _random(f: Figures) -> tuple[Verdict, str] | None:
    if f.words < _FEWEST:
        return None
    start = f.start
    if start is not None and start.structure < RANDOM_STRUCTURE and start.overlap > SAME_NEIGHBOURS:
        hardly = "not begun" if start.overlap > 0.9 else "hardly begun"
        return "untrained", (
            f"{_USELESS}{_percent(start.overlap)} of the neighbours are those of the random start, "
            f"so training has {hardly}."
        )
    if f.structure >= RANDOM_STRUCTURE:
        return None
    if start is None:
        return "untrained", _USELESS + "the nearest words are no nearer than in random vectors."
    return "unlearnt", (
        f"{_USELESS}training moved them, but the nearest words are no nearer than in random vectors, "
        "so nearness does not say which words are alike."
    )


def _noisy(f: Figures) -> tuple[Verdict, str] | None:
    rare = f.rarity
    if rare is None or rare.words < RARE_WORDS or rare.lead <= RARE_LEAD or f.words < _FEWEST:
        return None
    return "noisy", (
        f"Use these vectors with care: near well-known words, those seen fewer than {SELDOM} times come "
        f"{_percent(rare.lead)} nearer than others, and are {_percent(rare.neighbours)} of the neighbours, so the "
        "cosine alone hardly tells rare words from noise."
    )


def _healthy(f: Figures) -> tuple[Verdict, str]:
    if f.words < _FEWEST:
        return "unjudged", f"Too few words to judge: {f.words:,} words have neighbours by chance alone."
    apart = f"random words are far apart (mean cosine {f.random_cosine:.2f})"
    if f.random_cosine > COMMON_DIRECTION:
        apart = f"all words share a common direction (mean cosine {f.random_cosine:.2f}), as trained vectors often do"
    sentence = f"These vectors can be used: they take about {f.effective_rank:.0f} of {f.dim} directions, and {apart}."
    if f.start is not None and f.start.overlap > SAME_NEIGHBOURS:
        sentence += f" {_percent(f.start.overlap)} of the neighbours are those of the start, which was a good one."
    return "healthy", sentence
