"""Models of small corpora for the tests of the commands that ask vectors, solved or made up at once."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.store import Corpus
from embrepl.objectives.engine.sampling import Text
from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.space.space import Space
from embrepl.training.options.spectral import SpectralOptions
from embrepl.training.protocol import Trained
from embrepl.training.recipe import CorpusFacts, Recipe
from tests.helpers.trainings import train


def solved(corpus: Corpus, name: str, **options: Any) -> Model:
    """Return the `spectral` model of a corpus called so."""
    chosen = SpectralOptions(**{"dim": 8, "min_count": 1, "sample": 0.0, **options})
    counts = np.asarray(corpus.counts[: corpus.vocabulary_size(chosen.min_count)])
    outcome = train("spectral", Text(corpus.ids, corpus.documents, counts), chosen)
    facts = CorpusFacts(name, corpus.hash, corpus.report.tokens)
    recipe = Recipe("spectral", "train spectral", asdict(chosen), facts)
    space = Space(corpus.words[: counts.size], counts, np.asarray(outcome.matrix), recipe.as_plain(), name="spectral")
    return Model(space, name, _trained(counts.size))


def opened(words: dict[str, list[float]], name: str = "opened") -> Model:
    """Return a model as `open` reads one from a file: words and vectors alone."""
    matrix: NDArray[np.float32] = np.array(list(words.values()), np.float32)
    recipe = Recipe("pretrained", f"open {name}.txt", {"file": f"{name}.txt"})
    return Model(Space(list(words), np.zeros(len(words), np.int64), matrix, recipe.as_plain(), name=name), "",
                 _trained(len(words)))  # fmt: skip


def use(session: Session, model: Model) -> None:
    """Make a model the current one of a session."""
    session.models[model.space.name] = model
    session.current_model = model.space.name


def _trained(words: int) -> Trained:
    return Trained(0, "", 1.0, None, words)
