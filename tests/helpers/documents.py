"""Documents to search, where a text stands in a corpus of them, and what their tokens are."""

from __future__ import annotations

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.store.store import Corpus

DOCUMENTS = [
    'The King said: "A king, the KING!"\nThe queen’s king sat.',
    "the end of",
    "the king of the\r\nhill.",
    "",
    "No king. New York, new york!",
]


def places(corpus: Corpus, text: str) -> list[int]:
    return Concordance(corpus).find(text).first().places.tolist()


def tokens(corpus: Corpus) -> list[str]:
    return [corpus.words[number] for number in corpus.ids.tolist()]
