"""Learning the matrix that makes vectors of uses: after a training, and when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from embrepl.corpus.store.positions import Positions, evenly
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.evidence.uses.induction import WINDOW, file_of, induce, keep, kept, not_inducible
from embrepl.objectives.engine.counts.context_means import Contexts
from embrepl.space.space import Space
from embrepl.space.store import open_space
from embrepl.training.protocol import Induce, Induced

WORDS, WORDS_A_DIMENSION = 15_000, 50  # that it is learnt from, the greater of both, evenly spread over all ranks


def learn(request: Induce, stopped: Callable[[], bool]) -> Induced:
    """Learn the matrix of a model on a corpus, and keep it in the model's folder, unless it is there.

    Raises `stopped`, `no-direction` for a model whose words have an axis each, and what opening raises.
    """
    space, corpus = open_space(Path(request.model)), Corpus.open(Path(request.corpus))
    try:
        path = file_of(Path(request.model), corpus.hash)
        if kept(path, space.dim) is None and not _learn(space, corpus, path, stopped):
            raise EmbreplError("stopped", "Stopped before all contexts were read.", "Ask again.")
        return Induced(request.job)
    finally:
        corpus.release()
        space.release()


def _learn(space: Space, corpus: Corpus, path: Path, stopped: Callable[[], bool]) -> bool:
    """Learn and keep a matrix; return whether it was not stopped."""
    if space.identity:
        raise not_inducible(space.name)
    rows = space.rows_of(corpus.words).astype(np.int32)
    types = np.flatnonzero(rows >= 0)
    wanted = max(WORDS, WORDS_A_DIMENSION * space.dim)
    types = types[evenly(len(types), wanted)]
    contexts = Contexts(Positions(corpus), rows, space.matrix, space.scale.astype(np.float32), WINDOW)
    means = contexts.means(types, stopped)
    if means is None:
        return False
    keep(path, induce(means, space.units(rows[types]), np.asarray(corpus.counts)[types]))
    return True
