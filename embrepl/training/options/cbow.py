"""The options of CBOW."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.training.options.objective import STEPPED, Explanation, Objective, where_bad
from embrepl.training.options.word2vec import SGNS, Word2vecOptions


@dataclass(frozen=True)
class CbowOptions(Word2vecOptions):
    """Options of CBOW."""

    learning_rate: float = 0.6


WORD2VEC = "Mikolov, Chen, Corrado & Dean 2013, Efficient estimation of word representations, arXiv:1301.3781"
OBJECTIVE = Objective(
    "cbow",
    "embrepl.objectives.cbow",
    CbowOptions,
    "word2vec's other half: the neighbours together distinguish the word between them from random words",
    "Mikolov et al. 2013 (arXiv:1301.3781); the gradient of the mean: Irsoy, Benton & Stratos 2021 (arXiv:2012.15332)",
    Explanation(
        what="The mean of the words around a gap is trained to distinguish the word in the gap from random words.",
        equation="−log σ(h · v_w) − Σ log σ(−h · v_n), h the mean of the contexts' vectors",
        papers=(WORD2VEC + ", section 3.1", SGNS),
        differs="The random words are shared by a batch of gaps.",
        use="Where speed counts on a large text: one step for a whole window, and good vectors of frequent words.",
        limits="The mean blurs a window, so rare words come out worse than by `skipgram`; the order of words is lost.",
    ),
    advice=where_bad(STEPPED),
)
