"""A text in two parts whose differences are known: some words change use, some only frequency, and the tone changes.

Every sentence is about one topic: it has one word that is asked about, and topic words and words of the tone around it.
The documents of the second part take other words of the tone. A word that changes use stands in sentences of another
topic there; a word that changes frequency stands in three times as many, of its own topic.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from corpora.chance import Chance

SEED = 1
FIRST, SECOND = "early", "late"
TOPICS, TOPIC_WORDS, TONE_WORDS = 20, 25, 20
SENTENCES, AROUND, OF_TONE = 5, 7, 2  # of a document; words of the topic, and of the tone, in a sentence
_TIMES = 3


@dataclass(frozen=True)
class Planted:
    """The text as documents with their part, and which words change what; `same` change nothing."""

    documents: tuple[tuple[str, str], ...]
    used: tuple[str, ...]
    frequent: tuple[str, ...]
    same: tuple[str, ...]


def planted(
    documents: int = 3_000, second: int = 3_000, used: int = 30, frequent: int = 30, same: int = 240, seed: int = SEED
) -> Planted:
    """Return a text of so many documents in either part, with so many words of each kind."""
    chance, names = Chance(seed), _names()
    topics = [_some(names, TOPIC_WORDS) for _ in range(TOPICS)]
    tones = {part: _some(names, TONE_WORDS) for part in (FIRST, SECOND)}
    kinds = [_some(names, many) for many in (used, frequent, same)]
    asked = [word for kind in kinds for word in kind]
    moved, oftener = set(kinds[0]), set(kinds[1])
    decks = {FIRST: asked, SECOND: [word for word in asked for _ in range(_TIMES if word in oftener else 1)]}
    place = {word: number for number, word in enumerate(asked)}
    rows = []
    for part, many in ((FIRST, documents), (SECOND, second)):
        for _ in range(many):
            sentences = []
            for _ in range(SENTENCES):
                word = chance.pick(decks[part])
                topic = place[word] + (TOPICS // 2 if part == SECOND and word in moved else 0)
                sentence = [chance.pick(topics[topic % TOPICS]) for _ in range(AROUND)]
                sentence += [chance.pick(tones[part]) for _ in range(OF_TONE)] + [word]
                sentences.append(" ".join(chance.shuffled(sentence)) + ".")
            rows.append((" ".join(sentences), part))
    return Planted(tuple(rows), *map(tuple, kinds))


def _names() -> Iterator[str]:
    """Yield words that mean nothing, each once."""
    syllables = [first + second for first, second in product("bdfgklmnprstvz", "aeiou")]
    for first, second, third in product(syllables, repeat=3):
        yield first + second + third


def _some(names: Iterator[str], many: int) -> list[str]:
    return [next(names) for _ in range(many)]
