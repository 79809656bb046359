"""How hits are distributed: words of their own, inside longer words, over their borders, inside joined phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from embrepl.corpus.words.chinese.candidates import VERBS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from embrepl.commands.answers.text import FrequencyRow
    from embrepl.commands.targets.texts import TextTarget
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.concordance.hits import Hits

_EXAMPLES = 2
_SIGNS = re.compile(r"[*?/^$.\\]")  # of patterns
_NAME = range(2, 5)  # characters of what may be a name
_KEEPS = "; a --user-dict with the name keeps it whole"


@dataclass(frozen=True)
class Kinds:
    """How many hits there are of each kind, which add up to all, and some words or phrases of the middle two."""

    as_word: int
    in_words: int = 0
    in_phrases: int = 0
    over_borders: int = 0
    holders: str = ""


def kinds_of(searched: Concordance, text: str, result: Hits) -> Kinds | None:
    """Return the kinds of the hits of a word; None of a pattern, or of a phrase of words with spaces between them.

    `as_word` is how often the word is a token, as `top` and `find` count.
    """
    from embrepl.corpus.concordance.hits import PartHits, SearchedHits

    corpus, spaceless = searched.corpus, searched.anywhere(text)
    number = corpus.index.get(spaceless or searched.folded(text))
    own = 0 if number is None else int(corpus.counts[number])
    if searched.is_pattern(text) or own == result.total:
        return None if searched.is_pattern(text) else Kinds(own)
    if number is None and isinstance(result, SearchedHits) and (not spaceless or len(text.split()) > 1):
        return None
    if not isinstance(result, SearchedHits | PartHits):
        return Kinds(result.total)
    spans = result.first()
    single = spans.lengths == 1
    in_phrase = single & (spans.into + spans.left > 0)
    in_word = single & (spans.before + spans.behind > 0)
    held = corpus.ids[spans.places[in_phrase | in_word]]
    phrases, words = int((in_phrase & ~in_word).sum()), int(in_word.sum())
    holders = _some(corpus.words[each] for each in sorted(set(held.tolist())))
    return Kinds(own, words, phrases, result.total - own - words - phrases, holders)


def note(searched: Concordance, text: str, result: Hits) -> str:
    """Say which names count as the word, and of what kinds its hits are, where they are not all of one; else ""."""
    notes = _aliases(searched, text), _pattern(searched, text), _kinds(searched, text, result)
    return " · ".join(filter(None, notes))


def note_of(searched: Concordance, asked: TextTarget, text: str, result: Hits) -> str:
    """Say what `note` does of a target that was found as this text; of several in brackets that is not said."""
    return "" if asked.grouped else note(searched, text, result)


def _pattern(searched: Concordance, text: str) -> str:
    """Say that a pattern is of whole words where the word itself would be found inside others too."""
    plain = _SIGNS.sub("", text) if searched.is_pattern(text) else ""
    found = "" if searched.corpus.report.options.units == "char" else searched.anywhere(plain)
    return f"whole words that fit; {found} without the signs is found inside and across words too" if found else ""


def _aliases(searched: Concordance, text: str) -> str:
    """Say which names count as one another in what was counted."""
    names = searched.corpus.report.aliases
    folded = searched.folded(text) if names else ""
    others = [name for name in names if names[name] == folded]
    if others:
        return f"counted as {folded}, with {_some(others)}"
    holders = sorted({names[name] for name in names if folded in name or folded in names[name]})
    return f"not looked for inside the names that count as {_some(holders)}" if holders else ""


def _kinds(searched: Concordance, text: str, result: Hits) -> str:
    kinds = kinds_of(searched, text, result)
    if kinds is None or kinds.as_word == result.total or searched.corpus.report.options.units == "char":
        return ""
    holders = f" ({kinds.holders})" if kinds.holders else ""
    parts = [
        (f"as a word {kinds.as_word:,}", True),
        (f"in longer words {kinds.in_words:,}{'' if kinds.in_phrases else holders}", kinds.in_words),
        (f"in joined phrases {kinds.in_phrases:,}{holders}", kinds.in_phrases),
        (f"over the borders of words {kinds.over_borders:,}", kinds.over_borders),
    ]
    name = searched.anywhere(text)
    hint = _KEEPS if kinds.in_words and len(name) in _NAME and name[-1] not in VERBS else ""
    return " · ".join(said for said, there in parts if there) + hint


def hinted_once(rows: Iterable[FrequencyRow]) -> tuple[FrequencyRow, ...]:
    """Return rows with the hint at a list of names in the first note that has it."""
    result: list[FrequencyRow] = []
    for row in rows:
        again = any(_KEEPS in each.note for each in result)
        result.append(replace(row, note=row.note.replace(_KEEPS, "")) if again else row)
    return tuple(result)


def _some(words: Iterable[str]) -> str:
    few = list(islice(words, _EXAMPLES + 1))
    return ", ".join(few[:_EXAMPLES]) + (" …" if len(few) > _EXAMPLES else "")


def rank(searched: Concordance, text: str, result: Hits) -> int | None:
    """Return the rank of a word among all; None of what is no word of its own."""
    from embrepl.corpus.concordance.hits import TypeHits

    if searched.is_pattern(text):
        return None
    index, spaceless = searched.corpus.index, searched.anywhere(text)
    number = index.get(spaceless or searched.folded(text))
    if number is None and isinstance(result, TypeHits):
        number = int(result.numbers[0])
    return None if number is None else number + 1
