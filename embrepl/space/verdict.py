"""From figures to a verdict in words: what happened to a space, and what to try.

The thresholds, and why:

* unlearnt: 0.9 of the squared movement along (1, …, 1). Random movement has a share of 1/D there; the seed's signed
  mean has 1.000 (on 1.5 M words, where 90 % of the neighbours stayed those of the random start).
* collapsed: distances shrunk to a fifth of the start's, or a mean cosine of 0.9 between random words. Without a guard
  the squared distance shrank to 0.12 within 300 batches and to 0.003 in five epochs, while cosines still looked random
  (0.15) and the effective rank high (82 of 100): only the start betrays it. The cosine catches other spaces, and its
  bound is high since trained ones have a common direction (Mu & Viswanath 2018, "All-but-the-Top"): gensim's skip-gram
  on 1.5 M words reached 0.60-0.65 and works; at 0.9 nine tenths of every squared length are the same for all words.
  Clumps: the absolute distance between unit vectors is least on the axes, where all words of one axis coincide; there
  the nearest words had a mean cosine of 0.9999, against 0.95 in a good space of few, much-repeated words.
* flat: fewer than a fifth of the possible directions in effect, or more than half of the variance in one direction,
  which ranks words along a line. That skip-gram used 29 directions of 100 after one epoch, 78 after five.
* onehot: every word has an axis of its own, which nobody needs to measure.
* unjudged: nothing of the above, and fewer than 50 words.
* untrained: the vectors never moved; or the nearest words are no closer than by chance (`structure` under 0.02: random
  vectors gave less than 0.002, skip-gram 0.08-0.15); or 0.3 of the neighbours are those of a start itself random
  (0.61 after the first seconds on 5.7 M words, 0.005 at the end).

Axes: D dimensions.
"""

from __future__ import annotations

from typing import Literal

from embrepl.space.figures import Figures

Verdict = Literal["healthy", "collapsed", "unlearnt", "flat", "untrained", "unjudged", "onehot"]

ALONG_ONES = 0.9
SAME_NEIGHBOURS = 0.3
RANDOM_STRUCTURE = 0.02
COLLAPSED_COSINE = 0.9
COLLAPSED_SPREAD = 0.2
CLUMPED_COSINE = 0.998
COMMON_DIRECTION = 0.15
FLAT_RANK = 0.2
FLAT_VARIANCE = 0.5
_STEPPED = "try more text or more `--epochs`, or a smaller `--learning-rate`; `train spectral` needs neither"
_OF_OTHERS = {  # what to try, by the objective; `zero` depends on its options
    "classifier": "what tells labels apart need not tell words apart: try `train spectral` for what words mean",
    "spectral": "try more text: what stands together here is too little to tell words apart by",
    "skipgram": _STEPPED, "cbow": _STEPPED, "subword": _STEPPED, "glove": _STEPPED,
}  # fmt: skip
_FEWEST = 50  # with fewer words chance alone makes neighbours
_MANY_DIMENSIONS = 10  # with fewer, one direction may well hold half of the variance


def judge(f: Figures) -> tuple[Verdict, str]:
    """Return the verdict and a sentence that says what happened and why."""
    return _broken(f) or _unmoved(f) or _unlearnt(f) or _collapsed(f) or _flat(f) or _random(f) or _healthy(f)


def one_hot(words: int) -> tuple[Verdict, str]:
    """Return the verdict on a space where every word has an axis of its own."""
    return "onehot", (
        f"One-hot: each of the {words:,} words has an axis of its own and all are equally far apart, "
        "so this space knows nothing of which words are alike."
    )


def advise(verdict: Verdict, guard: object, distance: object, objective: object = None) -> str:
    """Return what to try, given what the recipe says; empty where nothing needs mending."""
    plain = {
        "healthy": "",
        "onehot": "try `train zero` or `train spectral`, which learn from the text",
        "unjudged": "try more text",
    }
    if verdict in plain:
        return plain[verdict]
    if objective in _OF_OTHERS:
        return _OF_OTHERS[str(objective)]
    if guard == "repel" and distance in {"absolute", "signed"}:
        return "try `train zero`, which measures the squared distance"
    if guard == "repel":
        return "try more text, more `--epochs`, or a smaller `--learning-rate`"
    return "try `train zero --guard repel`"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _broken(f: Figures) -> tuple[Verdict, str] | None:
    if not f.broken:
        return None
    return "collapsed", (
        f"Collapsed: {f.broken:,} of the {f.words:,} most frequent words have vectors that are not numbers, "
        "since training ran out of bounds."
    )


def _unmoved(f: Figures) -> tuple[Verdict, str] | None:
    if f.start is None or f.start.moved:
        return None
    return "untrained", "Untrained: no vector has moved from where it started."


def _unlearnt(f: Figures) -> tuple[Verdict, str] | None:
    if f.start is None or f.start.shared < ALONG_ONES or f.dim < 2:
        return None
    start = "the random start" if f.start.structure < RANDOM_STRUCTURE else "the start"
    return "unlearnt", (
        f"Unlearnt: training moved every vector along (1, …, 1) only (share {f.start.shared:.3f}) "
        f"and {_percent(f.start.overlap)} of the neighbours are those of {start}."
    )


def _collapsed(f: Figures) -> tuple[Verdict, str] | None:
    if f.effective_rank == 0:
        return "collapsed", "Collapsed: every vector is zero."
    shrunk = None if f.start is None else f.start.shrunk
    if shrunk is not None and shrunk < COLLAPSED_SPREAD:
        return "collapsed", (
            f"Collapsed: training drew the words together to {100 * shrunk:.1f} % of the distances "
            "they started with, on the way to one point."
        )
    if f.nearest_cosine > CLUMPED_COSINE and f.words >= _FEWEST:
        return "collapsed", (
            f"Collapsed into clumps: words have a mean cosine of {f.nearest_cosine:.4f} with their nearest ones, "
            "so those of one clump cannot be told apart."
        )
    if f.random_cosine < COLLAPSED_COSINE:
        return None
    return "collapsed", (
        f"Collapsed: all words point nearly the same way (random pairs have a cosine of {f.random_cosine:.2f}), "
        "so the angles between them say little."
    )


def _flat(f: Figures) -> tuple[Verdict, str] | None:
    possible = min(f.dim, max(1, f.words - 1))
    if f.effective_rank < FLAT_RANK * possible:
        return "flat", (
            f"Flat: the vectors use about {f.effective_rank:.0f} of {possible} directions, "
            "so most of what could tell words apart is lost."
        )
    if f.first_direction > FLAT_VARIANCE and possible >= _MANY_DIMENSIONS:
        return "flat", (
            f"Flat: {_percent(f.first_direction)} of the variance lies in one direction, "
            "so words are ranked along a line rather than told apart."
        )
    return None


def _random(f: Figures) -> tuple[Verdict, str] | None:
    if f.words < _FEWEST:
        return None
    start = f.start
    if start is not None and start.structure < RANDOM_STRUCTURE and start.overlap > SAME_NEIGHBOURS:
        hardly = "Untrained" if start.overlap > 0.9 else "Hardly trained"
        return "untrained", f"{hardly}: {_percent(start.overlap)} of the neighbours are those of the random start."
    if f.structure < RANDOM_STRUCTURE:
        return "untrained", "Untrained: the nearest words are no nearer than in random vectors."
    return None


def _healthy(f: Figures) -> tuple[Verdict, str]:
    if f.words < _FEWEST:
        return "unjudged", f"Too few to judge: {f.words:,} words have neighbours by chance alone."
    apart = f"random words are far apart (mean cosine {f.random_cosine:.2f})"
    if f.random_cosine > COMMON_DIRECTION:
        apart = f"all words share a common direction (mean cosine {f.random_cosine:.2f}), as trained vectors often do"
    return "healthy", f"Healthy: the vectors use about {f.effective_rank:.0f} of {f.dim} directions, and {apart}."
