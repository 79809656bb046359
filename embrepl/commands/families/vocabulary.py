"""`top`, `find` and `keyness`: the vocabulary, its words by form, and against another corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.text import TopRow, TopWords, WordMatches, WordMatchRow
from embrepl.commands.answers.vocabulary import KeyRow, KeywordGroups, Keywords
from embrepl.commands.asking import (
    DEFAULT_ROWS,
    MILLION,
    concordance_of,
    note_spelling,
    unindexed_concordance_of,
    unit_of,
)
from embrepl.commands.command import Command, by_name
from embrepl.commands.filters import WordFilters, allowed_types
from embrepl.commands.lexer import Token
from embrepl.commands.listing.groups import group_option, rows_to_group
from embrepl.commands.listing.sums import key_groups
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.parts.comparing import compared_texts, only_text
from embrepl.commands.parts.naming import InPart
from embrepl.commands.targets.texts import text_target
from embrepl.corpus.options import WITHOUT_WORDS, as_typed, unusual
from embrepl.errors import EmbreplError
from embrepl.session.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.commands.listing.reference import Reference
    from embrepl.corpus.statistics.keyness import Floats
    from embrepl.corpus.store.store import Corpus

_FOUND = 0.05  # a false discovery rate
_ALIASES = {
    "ll": "g2", "llr": "g2", "loglikelihood": "g2", "log-likelihood": "g2", "logratio": "ratio", "log-ratio": "ratio",
    "bic": "g2", "diff": "ratio", "%diff": "ratio", "odds": "ratio", "odds-ratio": "ratio",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class TopOptions(InPart, WordFilters):
    """What `top` takes."""

    n: int = argument("[N]", default=DEFAULT_ROWS, least=1, noun="word")


def top(session: Session, options: TopOptions) -> TopWords:
    """Show the N most frequent words (20): how often, per million words, and the share of the text that they make up.

    Shares are cumulative: of a word and all above it. Words that are left out, as too short or by a stop list, do not
    count towards them.

    Examples:
      top
      top 100 --format csv
      top 50 --min-length 3 --stop stopwords.txt
    """
    import numpy as np

    corpus = session.corpus
    allowed = allowed_types(corpus, options)
    types = np.arange(corpus.report.types) if allowed is None else np.flatnonzero(allowed)
    types, tokens = types[: options.n], corpus.report.tokens
    counts = np.asarray(corpus.counts)[types]
    rows = (
        TopRow(at + 1, corpus.words[at], count, MILLION * count / tokens, share)
        for at, count, share in zip(types.tolist(), counts.tolist(), (np.cumsum(counts) / tokens).tolist(), strict=True)
    )
    return TopWords(str(session.current_corpus), tokens, corpus.report.types, tuple(rows), unit_of(corpus))


@dataclass(frozen=True, kw_only=True)
class KeynessOptions(CommandOptions):
    """What `keyness` takes."""

    texts: tuple[str, ...] = argument("[TEXT] [OTHER]", default=(), completes=("parts",))
    n: int = argument("[N]", default=DEFAULT_ROWS, least=1, noun="word", code="wrong-usage")
    first: str | None = option(
        "whose words are shown: a part of the text, or a loaded text", default=None, name="in", completes=("parts",),
        joined_by="&",
    )  # fmt: skip
    against: str | None = option(
        "what it is compared with: a part of the text, or a loaded text", default=None, completes=("parts",),
        joined_by="&",
    )  # fmt: skip
    measure: str = option("what the words are ordered by", default="g2", choices=("g2", "ratio"), aliases=_ALIASES)
    min_count: int = option("how often a word must occur in both together", default=5, least=1)
    fewer: bool = option("the words that are rarer here instead", default=False)
    reference: str | None = option(
        "a frequency list as the other corpus: a word and its count on every line", default=None, completes=("paths",)
    )
    reference_tokens: int | None = option(
        "how many words the list was counted in, where that is not the sum of its counts", default=None, least=1
    )
    encoding: str | None = option("the encoding of the file of --reference, instead of the one detected", default=None)
    group: int | str | None = group_option()


def keyness(session: Session, options: KeynessOptions) -> Keywords | KeywordGroups:
    """Show the N words (20) that set a text apart from another: loaded ones, parts of one, or a frequency list.

    One loaded text is what the current one is compared with; one part is compared with the rest of the text. Of two the
    first is the one whose words are shown; --in and --against name them too. Parts that share documents may be
    compared: a note says how many count on both sides.

    How sure the difference is: G2, the log-likelihood (Rayson and Garside 2000), with a mark by its false discovery
    rate among all words tested (Benjamini and Hochberg: * below 5 %, ** 1 %, *** 0.1 %). In texts of millions of words
    nearly everything differs surely; BIC (Wilson 2013) takes their size into account: from 2 on it speaks for a
    difference, from 10 on very strongly. How great the difference is: the log ratio (Hardie 2014) is 1 for a word twice
    as frequent here, 2 for four times, -1 for half; %DIFF (Gabrielatos and Marchi 2012) and the odds ratio say the same
    in other numbers, and order words alike. With --measure ratio only words with a G2 of at least 15.13 (p < 0.0001)
    are shown. A word of few documents may tell more of these than of the corpus: "in documents" counts them.

    --reference FILE takes a frequency list for the other corpus: words and counts, or counts and words, with tabs,
    commas or spaces between, with names of the columns or without; or frequencies per million. What is odd in it is
    said. --group puts the words (100 of them, unless N is typed) in groups by meaning, by the vectors of the current
    model, each named by its central words; as many as have the greatest silhouette, or --group K. A group is tested by
    the sums of its words, which were chosen since they differ: its G2 says what they make up together, no more. Words
    are the tokens that `top` counts: a Chinese name inside longer words is no occurrence of it here.

    Examples:
      keyness reviews
      keyness reviews 50 --measure ratio
      keyness reviews --fewer
      keyness reviews --group
      keyness --in file=* --against reviews
      keyness --reference bnc.tsv
      keyness 100 --reference coca.csv --reference-tokens 1000000000
    """
    from embrepl.corpus.statistics import keyness as statistics

    (name, corpus), other = _compared(session, options)
    words, here, there, lacking = _counts(session, corpus, other)
    tested = (here + there * ~lacking >= options.min_count).nonzero()[0]
    figures = statistics.figures(here[tested], there[tested], corpus.report.tokens, other.tokens)
    by_ratio, n = options.measure == "ratio", rows_to_group(options, options.n)
    best = statistics.most_key(figures.g2, figures.log_ratio, by_ratio, options.fewer, n)
    chosen = tested[best]
    named = [words[at] for at in chosen.tolist()]
    counts = zip(here[chosen].tolist(), there[chosen].tolist(), strict=True)
    documents = zip(*(_documents(session, each, named) for each in (corpus, other.corpus)), strict=True)
    rows = tuple(
        KeyRow(
            rank, word, int(a), None if other.estimated else round(b), MILLION * a / corpus.report.tokens,
            MILLION * b / other.tokens, here_in, there_in, **figures.at(at),
            at_most=bool(other.least and lacking[chosen[rank - 1]]),
        )
        for rank, (at, word, (a, b), (here_in, there_in)) in enumerate(
            zip(best.tolist(), named, counts, documents, strict=True), 1
        )
    )  # fmt: skip
    found = Keywords(
        name, other.name, options.measure, options.fewer, rows, tested.size,
        int((figures.q < _FOUND).sum()), corpus.report.tokens, round(other.tokens),
    )  # fmt: skip
    return found if options.group is None else key_groups(session, corpus, found, options.group)


def _counts(session: Session, corpus: Corpus, other: Reference) -> tuple[list[str], Floats, Floats, NDArray[np.bool_]]:
    """Return the words of both, how often each has them, and which the other lacks. K words, three (K,).

    Where it is a list that is cut off it may have them after all: the number is then the one nearest to that here.
    """
    import numpy as np

    from embrepl.corpus.statistics.keyness import side_by_side

    words, numbers = side_by_side(corpus.words, corpus.index, other.words, session.report_progress)
    here, there, lacking = np.zeros(len(words)), np.zeros(len(words)), np.ones(len(words), np.bool_)
    here[: len(corpus.words)], there[numbers], lacking[numbers] = corpus.counts, other.counts, False
    there[lacking] = np.minimum(other.least, here[lacking] * other.tokens / corpus.report.tokens)
    return words, here, there, lacking


def _documents(session: Session, corpus: Corpus | None, words: list[str]) -> list[int | None]:
    """Return in how many documents of a corpus words are; None for each of a list."""
    import numpy as np

    from embrepl.corpus.statistics.keyness import document_counts

    if corpus is None:
        return [None] * len(words)
    numbers = np.array([corpus.index.get(word, -1) for word in words], np.int64)
    return [*document_counts(concordance_of(session, corpus).positions, numbers).tolist()]


def _compared(session: Session, options: KeynessOptions) -> tuple[tuple[str, Corpus], Reference]:
    """Return a text with its name, and what it is compared with. Raises as `compared_texts`, and `bad-reference`."""
    from embrepl.commands.listing.reference import Reference, read_reference

    if options.reference is not None:
        if options.against is not None:
            message = f"{options.against} and the list of --reference are two to compare with."
            raise EmbreplError("wrong-usage", message, "Leave one of them out.")
        here = only_text(session, options.texts, options.first)
        fold = unindexed_concordance_of(session, here[1]).folded
        tokens, note = options.reference_tokens, session.listener.note
        return here, read_reference(options.reference, options.encoding, tokens, fold, note)
    here, (name, other) = compared_texts(session, options.texts, options.first, options.against)
    _warn_of_options(session, *here, name, other)
    return here, Reference(name, other.words, other.counts, other.report.tokens, other)


def _warn_of_options(session: Session, here_name: str, corpus: Corpus, name: str, other: Corpus) -> None:
    """Say when the words of two corpora were not made alike, so that a difference may not be one of the texts."""
    here, there = (
        as_typed({key: value for key, value in unusual(each.report.options).items() if key not in WITHOUT_WORDS})
        or "the defaults"
        for each in (corpus, other)
    )
    if here != there:
        session.listener.note(
            f"{here_name} was read with {here}, {name} with {there}: some words may differ for that reason alone."
        )


@dataclass(frozen=True, kw_only=True)
class FindOptions(InPart):
    """What `find` takes."""

    pattern: tuple[Token, ...] = argument("PATTERN")
    n: int = argument("[N]", default=DEFAULT_ROWS, least=1, noun="word")


def find(session: Session, options: FindOptions) -> WordMatches:
    r"""Show the words of the vocabulary that match a pattern: the N most frequent ones (20), and how many there are.

    In a pattern * stands for any letters, ? for one and [aeiou] for one of these; it has to match the whole word.
    Without any of these signs the text may stand anywhere in the word. Between slashes it is a regular expression,
    which may match anywhere in the word too, with ^ for its beginning and $ for its end (and \p{Han} and the like for
    scripts); one that takes more than two seconds is given up.

    Examples:
      find *ness
      find colo?r
      find /^(un|in).*able$/ 50
    """
    corpus, asked = session.corpus, text_target(session, options.pattern)
    if asked.positions is not None:
        message = f"{asked.text} is found in the text; find looks among the words of the vocabulary."
        raise EmbreplError(
            "wrong-usage", message, "`kwic` shows it in its context; `near WORD` lists the words near it."
        )
    fitting = sorted({at for pattern in asked.parts for at in _fitting(session, pattern)})
    rows = tuple(WordMatchRow(corpus.words[at], int(corpus.counts[at]), at + 1) for at in fitting[: options.n])
    tokens = int(corpus.counts[fitting].sum())
    return WordMatches(asked.text, str(session.current_corpus), len(fitting), tokens, rows, unit_of(corpus))


def _fitting(session: Session, pattern: str) -> list[int]:
    """Return the types that fit a pattern, in another spelling where they only fit that."""
    from embrepl.corpus.concordance.patterns import is_expression
    from embrepl.corpus.words.variants import variants

    searched = unindexed_concordance_of(session, session.corpus)
    fitting = searched.matching_types(pattern, session.report_progress)
    for variant in variants(pattern) if not fitting and not is_expression(pattern) else ():
        if fitting := searched.matching_types(variant, session.report_progress):
            note_spelling(session, pattern, variant)
            break
    return fitting


COMMANDS = by_name(
    Command("find", find, FindOptions),
    Command("top", top, TopOptions),
    Command("keyness", keyness, KeynessOptions),
)
