"""The options of the spectral objective."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.training.options.base import Options
from embrepl.training.options.objective import Explanation, Objective, where_bad


@dataclass(frozen=True)
class SpectralOptions(Options):
    """Options of the spectral objective.

    Pairs at offset o within `window` count window + 1 - o, whole numbers so that sums are exact; `discount` is in
    pairs of adjacent words, which count `window`.
    """

    window: int = 5
    sample: float = 1e-4
    contexts: int = 20_000
    discount: float = 1.0
    shift: float = 0.0
    power: float = 0.25
    iterations: int = 6
    across: bool = False


PROJECTION = "projection"  # the array beside the vectors that makes a vector of a row of counts
FACTORS = "Levy & Goldberg 2014, Neural word embedding as implicit matrix factorization, equation 7"
LESSONS = "Levy, Goldberg & Dagan 2015, Improving distributional similarity with lessons learned from word embeddings"
OBJECTIVE = Objective(
    "spectral",
    "embrepl.objectives.spectral",
    SpectralOptions,
    "zero distance solved instead of trained: counts, mutual information, singular vectors; seconds",
    "Levy & Goldberg 2014 (Neural word embedding as implicit matrix factorization); Levy, Goldberg & Dagan 2015; "
    "Halko, Martinsson & Tropp 2011 (randomised decomposition)",
    Explanation(
        what="The zero distance solved instead of trained. How often words stand together is counted once; pairs weigh "
        "by how much more often that is than chance; the leading directions of that table are the vectors.",
        equation="M(w, c) = max(0, log(#(w, c) N / (#(w) #(c))) − shift) · #(w, c) / (#(w, c) + discount), "
        "M ≈ U S Vᵀ, vectors U S^power",
        papers=(
            FACTORS,
            LESSONS,
            "Belkin & Niyogi 2003, Laplacian eigenmaps (the closed form of a distance under whitening)",
            "Halko, Martinsson & Tropp 2011, Finding structure with randomness, algorithm 4.4",
        ),
        differs="Contexts are not smoothed; only the most frequent words count as contexts; rare pairs are discounted "
        "(after Pantel & Lin 2002); singular values to the power of 1/4.",
        use="First, on any text: it takes seconds, has no learning rate, and the same text gives the same answer. "
        "`zero` starts from it: on texts of less than a million words the neighbours of `zero` were less often rare "
        "words and agreed better between halves of the text; on some million words either will do.",
        limits="A new text means counting again. Memory grows with the number of distinct pairs. Stopped in the middle "
        "it cannot go on: it keeps what was counted or solved so far. The last "
        "digits depend on how many processors there are, which the recipe keeps.",
    ),
    keras=False,
    advice=where_bad("try more text: too few words occur together here to tell words apart"),
)
