"""Which words may be answers: `--in`, which takes the most frequent, a list or an expression, and `--min-freq`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.filters import words_of_file
from embrepl.commands.numerals import how_many, is_whole
from embrepl.errors import EmbreplError, nearest_names
from embrepl.system.places import expand_home
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.session.session import Session
    from embrepl.space.space import Space

_TOP = re.compile(r"top(?:\s+(.*)|([-+]?[0-9０-９].*))?", re.IGNORECASE | re.DOTALL)
_LIKE_PATH = re.compile(r"[./\\~]")
_ONE_A_LINE = "--in takes top 20000, an /expression/ between slashes, or the path of a file with one word per line."


@dataclass(frozen=True)
class Eligible:
    """A mask (V,) of the words that may be answers, and what these are, in words."""

    mask: NDArray[np.bool_]
    what: str


def eligible_words(session: Session, space: Space, within: str | None, min_freq: int) -> Eligible | None:
    """Return which words of a space the options let through, None where they let all.

    Raises `bad-option`, `bad-pattern`, `slow-pattern` and `bad-word-list`.
    """
    parts = [_within(session, space, within)] if within is not None else []
    parts += [_seen(space, min_freq)] if min_freq > 1 else []
    if not parts:
        return None
    mask = parts[0].mask
    for part in parts[1:]:
        mask = mask & part.mask
    return Eligible(mask, ", ".join(part.what for part in parts))


def _within(session: Session, space: Space, text: str) -> Eligible:
    import numpy as np

    from embrepl.corpus.concordance.patterns import is_expression, matching

    result = np.zeros(len(space), np.bool_)
    if top := _TOP.fullmatch(text):
        many = min(_how_many(top[1] or top[2] or ""), len(space))
        result[:many] = True
        return Eligible(result, f"the {many:,} most frequent words" if many != 1 else "the most frequent word")
    if is_expression(text):
        lower = not any(map(_has_capitals, space.words))
        found = matching(text, space.words, lower=lower, progress=session.report_progress)
        result[found] = True
        return Eligible(result, f"{counted(len(found), 'word')} that {'fits' if len(found) == 1 else 'fit'} {text}")
    _refuse_no_file(text)
    words = list(dict.fromkeys(words_of_file(text, None, "bad-word-list", _ONE_A_LINE)))
    rows = [space.id(word) for word in words if word in space]
    result[rows] = True
    return Eligible(result, f"{len(rows):,} of the {len(words):,} words of {text}")


def _how_many(typed: str) -> int:
    """Return the number that was typed behind `--in top`. Raises `bad-option` for anything else."""
    if not is_whole(typed) or (many := how_many(typed)) < 1:
        seen = f", not '{typed}'" if typed else ""
        message = f"Behind --in top stands how many of the most frequent words, a whole number from 1 on{seen}."
        raise EmbreplError("bad-option", message, "Try --in top 20000; a file of that name is --in ./top.")
    return many


def _refuse_no_file(text: str) -> None:
    """Raise `bad-option` for what is no file and was hardly meant to be one: nothing, an open expression, a word."""
    if not text.strip():
        raise EmbreplError("bad-option", "Behind --in stands nothing but quotation marks.", _ONE_A_LINE)
    if os.path.lexists(expand_home(text)):
        return
    if text[0] == "/" and "/" not in text[1:]:
        message = f"{text} is no file, and as an expression it is not closed: it ends with a /, or with /i."
        raise EmbreplError("bad-option", message, f"Close it: --in {text}/.")
    if not _LIKE_PATH.search(text):
        near = "Did you mean --in top 20000? " if nearest_names(text.lower(), ["top"]) else ""
        raise EmbreplError(
            "bad-option", f"'{text}' is neither top N nor an /expression/, nor a file.", near + _ONE_A_LINE
        )


def _has_capitals(word: str) -> bool:
    return word != word.lower()


def _seen(space: Space, least: int) -> Eligible:
    if not len(space) or space.count(0) is None:
        message = f"How often the words of {space.name} were seen is not known: its vectors came without counts."
        raise EmbreplError("bad-option", message, "`--in top 20000` takes the first words.")
    return Eligible(space.counts >= least, f"words seen {least:,} times and more")
