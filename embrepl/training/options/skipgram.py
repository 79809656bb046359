"""The options of skip-gram."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.training.options.objective import STEPPED, Explanation, Objective, where_bad
from embrepl.training.options.word2vec import SGNS, Word2vecOptions


@dataclass(frozen=True)
class SkipgramOptions(Word2vecOptions):
    """Options of skip-gram."""


FACTORS = "Levy & Goldberg 2014, Neural word embedding as implicit matrix factorization, equation 7"
OBJECTIVE = Objective(
    "skipgram",
    "embrepl.objectives.skipgram",
    SkipgramOptions,
    "word2vec: each word learns to distinguish its true neighbours from random words",
    "Mikolov et al. 2013 (arXiv:1310.4546); AdaGrad: Duchi, Hazan & Singer 2011",
    Explanation(
        what="A word is trained to distinguish the words around it from random words. Each word has two "
        "vectors, one as a word and one as a context; the first are kept.",
        equation="−log σ(u_w · v_c) − Σ log σ(−u_w · v_n) over K random words n, drawn by count^0.75",
        papers=(SGNS + ", equation 4", FACTORS + ": what it factorises"),
        differs="The random words are shared by a batch of pairs, so that scoring them is a matrix product.",
        use="To compare with what everybody knows as word2vec, and on texts of many millions of words, where its "
        "passes pay. It treats rare words better than `cbow`.",
        limits="It needs text: below about a million words `spectral` is the better choice. It knows nothing of how a "
        "word is spelt, and has no vector for one that it never saw.",
    ),
    advice=where_bad(STEPPED),
)
