"""The table of objectives: what each is, in the order they are listed; importing it imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.errors import EmbreplError, nearest_names
from embrepl.training.options.base import Options
from embrepl.training.options.classifier import ClassifierOptions
from embrepl.training.options.glove import GloveOptions
from embrepl.training.options.onehot import OneHotOptions
from embrepl.training.options.pretrained import PretrainedOptions
from embrepl.training.options.spectral import SpectralOptions
from embrepl.training.options.word2vec import CbowOptions, SkipgramOptions, SubwordOptions
from embrepl.training.options.zero import ZeroOptions


@dataclass(frozen=True)
class Entry:
    """One objective: its name, the module that trains it (worker only), its options, and what the user reads of it.

    `keras`: whether it needs Keras, which takes seconds to start.
    """

    name: str
    module: str
    options: type[Options]
    summary: str
    source: str
    keras: bool = True


OBJECTIVES = (
    Entry(
        "zero",
        "embrepl.objectives.zero",
        ZeroOptions,
        "one embedding shared by two words whose distance is trained towards zero",
        "the question and answer this tool grew from; guards: VICReg (arXiv:2105.04906), "
        "alignment and uniformity (arXiv:2005.10242)",
    ),
    Entry(
        "spectral",
        "embrepl.objectives.spectral",
        SpectralOptions,
        "zero distance solved instead of trained: counts, mutual information, singular vectors; seconds",
        "Levy & Goldberg 2014 (Neural word embedding as implicit matrix factorization); Levy, Goldberg & Dagan 2015; "
        "Halko, Martinsson & Tropp 2011 (randomised decomposition)",
        keras=False,
    ),
    Entry(
        "skipgram",
        "embrepl.objectives.skipgram",
        SkipgramOptions,
        "word2vec: each word tells its true neighbours from random words",
        "Mikolov et al. 2013 (arXiv:1310.4546); AdaGrad: Duchi, Hazan & Singer 2011",
    ),
    Entry(
        "cbow",
        "embrepl.objectives.cbow",
        CbowOptions,
        "word2vec's other half: the neighbours together tell the word between them from random words",
        "Mikolov et al. 2013 (arXiv:1301.3781); the gradient of the mean: Irsoy, Benton & Stratos 2021 "
        "(arXiv:2012.15332)",
    ),
    Entry(
        "subword",
        "embrepl.objectives.subword",
        SubwordOptions,
        "fastText: skip-gram with words made of their character n-grams, so that words never seen have vectors too",
        "Bojanowski et al. 2017 (arXiv:1607.04606)",
    ),
    Entry(
        "glove",
        "embrepl.objectives.glove",
        GloveOptions,
        "two vectors a word whose product and biases come to the logarithm of how often two words stand together",
        "Pennington, Socher & Manning 2014 (GloVe: global vectors for word representation)",
    ),
    Entry(
        "onehot",
        "embrepl.objectives.onehot",
        OneHotOptions,
        "every word an axis of its own: nothing is trained, and all words are equally far apart",
        "the question this tool grew from, whose text is one-hot before it is embedded",
        keras=False,
    ),
    Entry(
        "pretrained",
        "embrepl.objectives.pretrained",
        PretrainedOptions,
        "vectors that were trained elsewhere, read from a file for the words of the text (--file)",
        "GloVe (Pennington et al. 2014), word2vec (arXiv:1301.3781), fastText (arXiv:1607.04606), and whatever else is "
        "written in their formats",
        keras=False,
    ),
    Entry(
        "classifier",
        "embrepl.objectives.classifier",
        ClassifierOptions,
        "the embedding of a model that learns to tell the documents' labels (`load … --label`)",
        "the question this tool grew from: Embedding, Flatten, Dense; the mean of the words' vectors instead: "
        "Iyyer et al. 2015 (Deep unordered composition), Joulin et al. 2017 (arXiv:1607.01759)",
    ),
)


# what others call them; a hint, no second name
ALIASES = {
    "word2vec": "skipgram", "sgns": "skipgram", "skip-gram": "skipgram", "sg": "skipgram", "fasttext": "subword",
    "svd": "spectral", "ppmi": "spectral", "lsa": "spectral", "one-hot": "onehot",
}  # fmt: skip


def find(name: str) -> Entry:
    """Return the objective of that name, or raise `unknown-objective` with the nearest one."""
    for entry in OBJECTIVES:
        if entry.name == name:
            return entry
    names = [entry.name for entry in OBJECTIVES]
    near = [ALIASES[name.lower()]] if name.lower() in ALIASES else nearest_names(name, names)
    hint = f"Did you mean {near[0]}?" if near else f"There is: {', '.join(names)} (see `objectives`)."
    raise EmbreplError("unknown-objective", f"There is no objective '{name}'.", hint)
