"""A session with a text whose words are used as is known: in two parts, over the years, in one sense or in two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.helpers.sessions import Talk, quoted, talking

TOPICS = {
    "money": "loan credit debt interest deposit broker savings profit account mortgage teller vault",
    "river": "water fish stream reed flood otter shore current willow boat mud ferry",
    "garden": "rose hedge lawn spade tulip weed soil bloom pruning seed lily compost",
    "kitchen": "oven flour pan butter recipe knife stew onion garlic bread spoon kettle",
    "stage": "actor curtain script applause scene costume chorus director rehearsal mask balcony ballet",
    "law": "judge court witness verdict trial oath lawyer jury appeal statute prison bail",
}
YEARS = range(1990, 2000)
_OFTEN = np.array(["the", "of", "and", "to", "in", "a", "was", "that", "it", "for"])


def _text(number: int, generator: np.random.Generator) -> str:
    """Return a document: three sentences of a topic each, of which one has a word whose use is known."""
    party, year = number % 2, YEARS[number // 2 % len(YEARS)]
    late = (year - YEARS[0]) / (len(YEARS) - 1)
    names = list(TOPICS)
    used = {
        "bank": ("money", "river")[party],
        "shift": "kitchen" if generator.random() < late else "garden",
        "same": names[int(generator.integers(6))],
        "twin": ("law", "kitchen")[int(generator.integers(2))],
        "single": "stage",
    }
    sentences = [_sentence(str(topic), "", generator) for topic in generator.choice(names, 2)]
    word = list(used)[int(generator.integers(5))]
    sentences.insert(1, _sentence(used[word], word if number not in {4, 9, 14} else "seldom", generator))
    return " ".join(sentences)


def _sentence(topic: str, word: str, generator: np.random.Generator) -> str:
    own = generator.choice(TOPICS[topic].split(), 8)
    words = [each for pair in zip(own, generator.choice(_OFTEN, 8), strict=True) for each in pair]
    if word:
        words.insert(8, word)
    return f"{' '.join(words)}."


def rows(documents: int = 1_200, seed: int = 3) -> str:
    """Return the text as a table with the columns text, party and year."""
    generator = np.random.default_rng(seed)
    lines = [
        f"{_text(number, generator)},{'ab'[number % 2]},{YEARS[number // 2 % len(YEARS)]}"
        for number in range(documents)
    ]
    return "text,party,year\n" + "\n".join(lines) + "\n"


@pytest.fixture(scope="package")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """The session, with the model `solved`."""
    home: Path = tmp_path_factory.mktemp("home")
    (home / "speeches.csv").write_text(rows())
    with talking(home) as talk:
        talk(f"load {quoted(str(home / 'speeches.csv'))} --column text --by party,year")
        talk("train spectral --dim 20 --name solved")
        yield talk
