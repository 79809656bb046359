"""`top`, `keyness` and `zipf`: the vocabulary as a whole, against another corpus and against Zipf's law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.text import TopRow, TopWords
from embrepl.commands.answers.vocabulary import KeyRow, Keywords, ZipfLaw, ZipfRow
from embrepl.commands.asking import DEFAULT_ROWS, MILLION, unit_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.filters import WordFilters, allowed_types
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.parts.comparing import compared_texts
from embrepl.commands.parts.naming import InPart
from embrepl.corpus.options import WITHOUT_WORDS, as_typed, unusual
from embrepl.session.session import Session

if TYPE_CHECKING:
    from embrepl.corpus.store.store import Corpus

_ALIASES = {
    "ll": "g2", "llr": "g2", "loglikelihood": "g2", "log-likelihood": "g2", "logratio": "ratio", "log-ratio": "ratio",
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

    texts: tuple[str, ...] = argument("[TEXT] [OTHER]", default=(), completes=("corpora", "parts"))
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


def keyness(session: Session, options: KeynessOptions) -> Keywords:
    """Show the N words (20) that set one text apart from another: two loaded texts, or parts of the current one.

    One loaded text is what the current one is compared with; one part is compared with the rest of the text. Of two the
    first is the one whose words are shown. --in and --against name them too. Parts that share documents may be
    compared; a note says how many count on both sides.

    G2 is the log-likelihood (Rayson and Garside 2000): how sure the difference is; above 15.13 it is by chance in less
    than one of 10,000 words. The log ratio (Hardie 2014) is how great it is: 1 is twice as frequent here, 2 four times,
    -1 half. With --measure ratio only words with a G2 of at least 15.13 are shown. Words are the tokens that `top`
    counts: a Chinese name inside longer words is no occurrence of it here.

    Examples:
      keyness reviews
      keyness reviews 50 --measure ratio
      keyness reviews --fewer
      keyness --in file=* --against reviews
    """
    import numpy as np

    from embrepl.corpus.statistics import keyness as figures

    (here_name, corpus), (name, other) = compared_texts(session, options.texts, options.first, options.against)
    _warn_of_options(session, here_name, corpus, name, other)
    words, here, there = figures.side_by_side(corpus, other, session.report_progress)
    frequent = np.flatnonzero(here + there >= options.min_count)
    a, b = here[frequent].astype(np.float64), there[frequent].astype(np.float64)
    c, d = corpus.report.tokens, other.report.tokens
    g2, ratio = figures.g2(a, b, c, d), figures.log_ratio(a, b, c, d)
    best = figures.most_key(g2, ratio, options.measure == "ratio", options.fewer, options.n)
    rows = tuple(
        KeyRow(
            rank, words[frequent[at]], int(a[at]), int(b[at]), float(MILLION * a[at] / c), float(MILLION * b[at] / d),
            float(g2[at]), float(ratio[at]),
        )
        for rank, at in enumerate(best.tolist(), 1)
    )  # fmt: skip
    return Keywords(here_name, name, options.measure, options.fewer, rows)


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


def zipf(session: Session, _: InPart) -> ZipfLaw:
    """Show the shape of the vocabulary: Zipf's law, how many types there are to the tokens, and words seen once.

    By Zipf's law the frequency of a word goes with its rank to the power of minus an exponent near 1. It is fitted by
    maximum likelihood, in which every token counts alike; the least-squares slope of the logarithms, in which every
    type does, stands beside it. The type-token ratio falls as a text grows, that of 1,000 words at a time does not. In
    CSV these figures stand in every row.

    Examples:
      zipf
      zipf --format csv
    """
    import numpy as np

    from embrepl.corpus.statistics import frequencies

    corpus = session.corpus
    counts = np.asarray(corpus.counts)
    tokens, types = corpus.report.tokens, corpus.report.types
    law = frequencies.zipf(counts)
    hapaxes = types - corpus.vocabulary_size(2)
    rows = tuple(
        ZipfRow(rank, corpus.words[rank - 1], int(counts[rank - 1]), law.constant * rank**-law.exponent)
        for rank in frequencies.spread_ranks(types).tolist()
    )
    return ZipfLaw(
        str(session.current_corpus), tokens, types, law.exponent, law.slope, types / tokens,
        frequencies.standard_ratio(np.asarray(corpus.ids)), hapaxes, hapaxes / types, rows,
    )  # fmt: skip


COMMANDS = by_name(
    Command("top", top, TopOptions), Command("keyness", keyness, KeynessOptions), Command("zipf", zipf, InPart)
)
