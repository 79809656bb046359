"""A model of words of four kinds, that stand at four places, and of words that stand anywhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.space.identity import Identity
from embrepl.space.space import Space
from embrepl.training.protocol import Trained
from embrepl.training.recipe import Recipe
from tests.commands.exploring.models import use
from tests.helpers.sessions import Talk

KINDS = {
    "man": ("king", "man", "brother", "uncle", "he"),
    "woman": ("queen", "woman", "sister", "aunt", "she"),
    "good": ("good", "great", "fine", "excellent", "wonderful"),
    "bad": ("bad", "poor", "awful", "terrible", "horrible"),
}
OTHERS = 180
CHINESE = ("国王", "王后", "好", "坏")


def model(seed: int = 0, least: int = 1, name: str = "kinds") -> Model:
    """Return a model in which words of a kind are alike, king - man + woman is queen, and he, she are between."""
    rng = np.random.default_rng(seed)
    male, female, royal, good, bad = 2.8 * np.linalg.qr(rng.standard_normal((40, 5)))[0].T
    places = {"man": male, "woman": female, "good": good, "bad": bad}
    vectors = {word: places[kind] + 0.25 * rng.standard_normal(40) for kind, words in KINDS.items() for word in words}
    vectors["king"] += royal
    vectors["queen"] = vectors["king"] - vectors["man"] + vectors["woman"] + 0.1 * rng.standard_normal(40)
    vectors["person"] = male + female + 0.2 * rng.standard_normal(40)
    vectors |= dict(zip(CHINESE, (vectors[word] + 0.1 for word in ("king", "queen", "good", "bad")), strict=True))
    vectors |= {f"other{at}": rng.standard_normal(40) for at in range(OTHERS)}
    counts = np.sort(np.linspace(least, 2000, len(vectors)).astype(np.int64))[::-1]
    matrix = np.array(list(vectors.values()), np.float32)
    return made(Space(list(vectors), counts, matrix, name=name))


def made(space: Space) -> Model:
    recipe = Recipe("zero", "train zero", {})
    space.recipe = recipe.as_plain()
    return Model(space, "", Trained(0, "", 1.0, None, len(space)))


def one_hot() -> Model:
    """Return a model in which every word has an axis of its own."""
    words = [word for words in KINDS.values() for word in words]
    return made(Space(words, np.arange(len(words), 0, -1), Identity(len(words)), name="onehot"))


def three() -> Model:
    """Return a model of three words."""
    return made(
        Space(["king", "queen", "man"], np.array([3, 2, 1]), np.eye(3, 5, dtype=np.float32) + 0.1, name="three")
    )


def talking_of(made: Model) -> Talk:
    """Return a session that has a model and no text."""
    session = Session(log=Path("/dev/null"))
    use(session, made)
    return Talk(session)
