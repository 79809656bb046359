"""What should be known of a count: hits that are parts of longer words, and words inside joined phrases."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from embrepl.corpus.concordance.concordance import Concordance

_EXAMPLES = 2
_NAME = range(2, 5)  # characters of what may be a name


def note(searched: Concordance, text: str, total: int) -> str:
    """Say what the count of a word or of a text without spaces, `total`, leaves open; "" where nothing is."""
    if searched.is_pattern(text):
        return ""
    return " · ".join(filter(None, (_aliases(searched, text), _parts(searched, text, total))))


def _aliases(searched: Concordance, text: str) -> str:
    """Say which names count as one another in what was counted."""
    folded, names = searched.folded(text), searched.corpus.report.aliases
    others = [name for name in names if names[name] == folded]
    return f"counted as {folded}, with {_some(others)}" if others else ""


def _parts(searched: Concordance, text: str, total: int) -> str:
    spaceless = searched.anywhere(text)
    return _in_longer_words(searched, spaceless, total) if spaceless else _in_phrases(searched, text)


def _in_longer_words(searched: Concordance, text: str, total: int) -> str:
    corpus = searched.corpus
    own = int(corpus.counts[corpus.index[text]]) if text in corpus.index else 0
    if own >= total:
        return ""
    longer = [number for number, word in enumerate(corpus.words) if text in word and word != text]
    inside = int(corpus.counts[longer].sum())
    where = [f"parts of longer ones ({_some(corpus.words[number] for number in longer)})"] if longer else []
    where += ["segmented into several"] if own + inside < total else []
    keeps = len(text) in _NAME and corpus.report.options.units == "word"
    hint = ": a --user-dict with the name keeps it whole" if keeps else ""
    return f"{own:,} of {total:,} as a word of its own; the others are {' or '.join(where)}{hint}"


def _in_phrases(searched: Concordance, text: str) -> str:
    joined, types = searched.joined, searched.corpus.words
    number = joined.index.get(searched.folded(text)) if joined else None
    if joined is None or number is None:
        return ""
    hits = joined.word(number)
    own = int(searched.corpus.counts[number]) if number < len(types) else 0
    if own == hits.total:
        return ""
    phrases = _some(types[each] for each in sorted(hits.numbers.tolist()) if each != number)
    if not own:
        return f"only inside joined phrases ({phrases})"
    return f"{hits.total - own:,} more are inside joined phrases ({phrases}), where `kwic` finds them too"


def _some(words: Iterable[str]) -> str:
    few = list(islice(words, _EXAMPLES + 1))
    return ", ".join(few[:_EXAMPLES]) + (" …" if len(few) > _EXAMPLES else "")
