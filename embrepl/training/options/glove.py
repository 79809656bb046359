"""The options of the GloVe objective."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.training.options.base import Options
from embrepl.training.options.objective import STEPPED, Explanation, Objective, where_bad


@dataclass(frozen=True)
class GloveOptions(Options):
    """Options of the GloVe objective; the defaults start from the spectral solution and hold unseen pairs to chance.

    With `unseen` 0 and `init` random it is the paper's loss and start.
    Pairs at offset o within `window` count (window + 1 - o) / window; `cutoff` is in pairs of adjacent words, which
    count 1.
    """

    window: int = 5
    sample: float = 1e-3
    epochs: float = 2.0
    until: str = "epochs"
    batch: int = 65_536
    learning_rate: float = 0.1
    init: str = "spectral"
    encoding: str = ""
    cutoff: float = 10.0
    weight_power: float = 0.75
    unseen: float = 0.05
    across: bool = False


OBJECTIVE = Objective(
    "glove",
    "embrepl.objectives.glove",
    GloveOptions,
    "two vectors a word whose product and biases come to the logarithm of how often two words occur together",
    "Pennington, Socher & Manning 2014 (GloVe: global vectors for word representation)",
    Explanation(
        what="How often words stand together is counted once; then two vectors and two biases of each word are fitted "
        "to the logarithms of the counts, frequent pairs weighing more up to a cutoff.",
        equation="Σ f(#(w, c)) (u_w · v_c + b_w + b_c − log #(w, c))², f(x) = min(1, (x / cutoff)^weight-power)",
        papers=("Pennington, Socher & Manning 2014, GloVe: Global vectors for word representation, equation 8",),
        differs="Pairs are stepped through in batches. As in the paper, a word's two vectors are added.",
        use="To have vectors of the kind that many published ones are, from your own text; to compare weighted least "
        "squares on log counts with the mutual information of `spectral`.",
        limits="Pairs that never stand together say nothing, which costs it rare words. Needs many passes over the "
        "pairs, and text: with fewer than some millions of words expect little.",
    ),
    advice=where_bad(STEPPED),
)
