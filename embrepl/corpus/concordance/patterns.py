r"""Types of a vocabulary that fit a pattern: a glob, or a regular expression between slashes.

A regular expression that somebody typed may take longer than the universe lasts: (a+)+$ tries every way of dividing a
run of a's. Python's `re` cannot be interrupted, and holds the interpreter while it tries, so that no thread could
stop it either. The `regex` package takes a time limit, on every system and in every thread, and knows scripts besides
(\p{Han}, \p{Greek}). A word is searched for 1.5 µs, 0.3 s for 200,000 types. Globs become expressions that never
go back (`fnmatch`), and need no limit.
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Callable, Sequence
from fnmatch import translate
from typing import Any

from embrepl.errors import EmbreplError
from embrepl.system.progress import ReportProgress, silent

WORDS_AT_ONCE = 20_000  # words
SECONDS = 2.0  # that all words together may take
LONGEST_EXPRESSION = 1_000  # characters of an expression
_EXPRESSION = re.compile(r"/(.+)/(i?)", re.DOTALL)
_WILD = re.compile(r"[*?]|\[.+\]")


def is_expression(text: str) -> bool:
    """Return whether a text is a regular expression: something between slashes, perhaps with an i behind."""
    return _EXPRESSION.fullmatch(text) is not None


def matching(text: str, words: Sequence[str], *, lower: bool, progress: ReportProgress = silent) -> list[int]:
    """Return the places of the words that a pattern fits. `lower`: the words are in lower case, so case is no matter.

    A glob (* any letters, ? one, [abc] one of these) fits whole words, and without any of these signs it fits where
    the text stands anywhere in a word; a /regular expression/ too may match anywhere in it.
    Raises `bad-pattern` or `slow-pattern`.
    """
    fits = _search(text, lower)
    matches: list[int] = []
    try:
        for begin in range(0, len(words), WORDS_AT_ONCE):
            progress("searching the words", begin, len(words))
            matches += [begin + at for at, word in enumerate(words[begin : begin + WORDS_AT_ONCE]) if fits(word)]
    except TimeoutError:
        raise EmbreplError(
            "slow-pattern", f"{text} took longer than {SECONDS:g} seconds.",
            "Repeats inside repeats, as in (a+)+, take for ever: write a+.",
        ) from None  # fmt: skip
    return matches


def _search(text: str, lower: bool) -> Callable[[str], object]:
    """Return a test of whether the pattern fits a word; an expression has SECONDS for all words together."""
    if is_expression(text):
        search, deadline = _compile(text, lower).search, time.monotonic() + SECONDS
        return lambda word: search(word, timeout=max(1e-3, deadline - time.monotonic()))
    glob = text.lower() if lower else text
    return re.compile(translate(glob)).match if _WILD.search(text) else lambda word: glob in word


def _compile(text: str, lower: bool) -> Any:
    import regex

    match = _EXPRESSION.fullmatch(text)
    expression, flag = match.groups() if match else (text, "")
    if len(expression) > LONGEST_EXPRESSION:
        raise EmbreplError(
            "bad-pattern", f"An expression has at most {LONGEST_EXPRESSION:,} characters.", "Write a shorter one."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return regex.compile(expression, regex.IGNORECASE if lower or flag else 0)
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        message = f"{text} is not a regular expression: {error}."
        raise EmbreplError("bad-pattern", message, "A glob may do: * is any letters, ? is one.") from error
