"""`colloc`, `ngrams` and `zipf`: what the counts of a text say about words and phrases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands import hit_notes
from embrepl.commands.answers.statistics import (
    CollocateGroups,
    CollocateRow,
    Collocates,
    NgramList,
    NgramRow,
)
from embrepl.commands.answers.vocabulary import ZipfLaw, ZipfRow
from embrepl.commands.asking import DEFAULT_ROWS, MILLION, concordance, hits, query, unit_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.filters import WordFilters, allowed_types
from embrepl.commands.lexer import Token
from embrepl.commands.listing.groups import group_option, rows_to_group
from embrepl.commands.listing.sums import collocate_groups
from embrepl.commands.numerals import Window, window
from embrepl.commands.options import PlotOptions, argument, option
from embrepl.commands.parts.naming import InPart
from embrepl.commands.targets.texts import TextTarget, some_hits, text_target
from embrepl.corpus.statistics import measures
from embrepl.errors import EmbreplError
from embrepl.session.session import Session

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.store.positions import Places

FIVE_TO_EACH_SIDE = Window(5, 5)
_LONGEST_RUN, _WIDEST_WINDOW = 10, 1_000


@dataclass(frozen=True, kw_only=True)
class CollocOptions(InPart, WordFilters):
    """What `colloc` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("types",))
    n: int = argument("[N]", default=DEFAULT_ROWS, least=1, noun="word")
    window: Window = option(  # noqa: RUF009 - it declares a field
        "how many words to each side count as near; 5,0 is five before and none after", default=FIVE_TO_EACH_SIDE,
        kind=window, least=0, most=_WIDEST_WINDOW,
        takes="one number, or two with a comma between: words before, words after",
    )  # fmt: skip
    measure: str = option(
        "what the words are ordered by", default=measures.NAMES[0], choices=measures.NAMES, aliases=measures.ALIASES
    )
    min_count: int = option(
        "how often two words must occur together, or with --repelled by chance would", default=5, least=1
    )
    repelled: bool = option("the words that stand near it less often than by chance instead", default=False)
    group: int | str | None = group_option()


def colloc(session: Session, options: CollocOptions) -> Collocates | CollocateGroups:
    """Show the N words (20) that stand near a word more often than chance would have it.

    The word may be a phrase, /an expression/, have wildcards, be several in brackets or a query by meaning, [~king], as
    in `kwic`; all their places are then taken together. Near means at most --window words away in the same document.
    "together" is how many tokens of a word are near, each once; left and right are the sides, and a word between two
    places is on both. `count` is how often it stands in the text, as `freq` says; where that is more than its tokens,
    since Chinese words lie in longer ones, the tokens are shown too, and the measures are made of these. Chinese and
    other texts without spaces are taken wherever they stand; of a longer word (黛玉笑) the rest (笑), and of a joined
    phrase the word beside it, is the nearest neighbour where it is a word of the text too, and a note says how often
    the word stands alone.
    --repelled shows the words that stand there less often than by chance, by llr unless a measure is named.

    The measures: logdice (Rychlý 2008; at most 14 with a window of one word, and the same in texts of any length), npmi
    (normalised pointwise mutual information, -1 to 1; high for rare words), llr (Dunning's log-likelihood ratio; how
    sure it is), t (the t-score; high for frequent words); also mi and mi3 (mutual information, plain and with the pairs
    cubed), chi2 (Pearson's, without a correction) and dice. They are made from `pairs`: of each place of the word with
    each word near it. Other names work too, such as loglikelihood for llr.

    --group puts the words (100 of them, unless N is typed) in groups by meaning, by the vectors of the current model,
    each named by its central words; as many as have the greatest silhouette, or --group K. A group has the measures of
    its words' pairs taken together, as if they were one word.

    Examples:
      colloc king
      colloc king 50 --measure llr --window 3
      colloc king --window 3,0 --stop stopwords.txt
      colloc "special effects" --measure mi
      colloc king --repelled
      colloc king --group
      colloc king 60 --group 5
    """
    import numpy as np

    from embrepl.corpus.statistics import collocations, nearness

    near = options.window
    if not near.left and not near.right:
        message = "--window 0 leaves no word near."
        raise EmbreplError("bad-option", message, "Try --window 5, or 5,0 for the words before.")
    searched, asked = concordance(session), text_target(session, options.target)
    corpus, (text, result) = searched.corpus, some_hits(session, asked)
    spans, allowed, report = result.first().in_order(), allowed_types(corpus, options), session.report_progress
    beside = searched.beside(spans) if _anywhere(searched, asked, text) or searched.joined else None
    table = collocations.pairs(searched.positions, np.asarray(corpus.counts), spans, near, report, beside)
    nearby = nearness.nearby(searched.positions, len(corpus.words), spans, near, report, beside)
    n = rows_to_group(options, options.n)
    measure = "llr" if options.repelled and "measure" not in options.typed else options.measure
    if options.repelled:
        best = collocations.weakest(table, options.min_count, allowed, measure, n)
    else:
        best = collocations.strongest(table, nearby.together, options.min_count, allowed, measure, n)
    rows = tuple(
        CollocateRow(
            rank, corpus.words[word], int(nearby.together[word]), int(nearby.left[word]), int(nearby.right[word]),
            searched.count(word), int(table.tokens[word]), int(table.both[word]),
            **{name: float(scores[rank - 1]) for name, scores in best.scores.items()},
        )
        for rank, word in enumerate(best.types.tolist(), 1)
    )  # fmt: skip
    found = Collocates(
        text if asked.grouped or searched.is_pattern(text) else searched.folded(text), str(session.current_corpus),
        result.total, near.left, near.right, measure, options.min_count, rows,
        hit_notes.note_of(searched, asked, text, result), unit_of(corpus), options.repelled,
    )  # fmt: skip
    return found if options.group is None else collocate_groups(session, found, best.types, table, options.group)


def _anywhere(searched: Concordance, asked: TextTarget, text: str) -> str:
    """Return a text without spaces that is found anywhere; of several in brackets "" where none of them is."""
    return searched.anywhere(text) if not asked.grouped else next(filter(None, map(searched.anywhere, asked.parts)), "")


@dataclass(frozen=True, kw_only=True)
class NgramsOptions(InPart):
    """What `ngrams` takes."""

    n: int = argument("N", least=1, most=_LONGEST_RUN, noun="word", code="wrong-usage")
    top: int = option("how many runs", default=DEFAULT_ROWS, least=1)
    min_count: int = option("how often a run must occur", default=2, least=1)
    with_word: str | None = option("only runs that have this word", default=None, name="with", completes=("types",))


def ngrams(session: Session, options: NgramsOptions) -> NgramList:
    """Show the most frequent runs of N words; none reaches over the end of a document.

    With a word, only the runs that have it anywhere; it may have wildcards or be /an expression/, but no phrase. It is
    the word of its own then, as in `top`: a note says where else it stands.

    Examples:
      ngrams 2
      ngrams 4 --top 50 --min-count 10
      ngrams 3 --with king
    """
    from embrepl.corpus.statistics.ngrams import most_frequent, total

    searched, n, note, types = concordance(session), options.n, "", None
    if options.with_word is not None:
        types, note = _with(session, searched, options.with_word)
    runs = most_frequent(searched.positions, n, options.top, options.min_count, types, session.report_progress)
    words, ids = searched.corpus.words, searched.positions.ids
    everywhere = total(searched.positions, n)  # runs, with the word or not
    rows = tuple(
        NgramRow(rank, " ".join(words[word] for word in ids[place : place + n]), count, MILLION * count / everywhere)
        for rank, (place, count) in enumerate(zip(runs.places.tolist(), runs.counts.tolist(), strict=True), 1)
    )
    return NgramList(
        n, str(session.current_corpus), runs.total, runs.different, rows, note, unit_of(searched.corpus)
    )  # fmt: skip


def _with(session: Session, searched: Concordance, typed: str) -> tuple[Places, str]:
    """Return the types that a word, a pattern or an expression is, and what runs with it leave out.

    Raises `wrong-usage` for a phrase.
    """
    import numpy as np

    from embrepl.corpus.concordance.hits import PartHits, TypeHits

    text, result = some_hits(session, TextTarget(word := query((typed,)), (word,)), as_tokens=True)
    if not isinstance(result, TypeHits | PartHits):
        why = "is several words here" if searched.anywhere(text) else "is not one"
        raise EmbreplError("wrong-usage", f"--with takes one word; '{text}' {why}.", "For a phrase: `kwic`.")
    return np.unique(result.numbers), hit_notes.note(searched, text, hits(session, text)[1])


@dataclass(frozen=True, kw_only=True)
class ZipfOptions(PlotOptions, InPart):
    """What `zipf` takes."""


def zipf(session: Session, _: ZipfOptions) -> ZipfLaw:
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
    Command("zipf", zipf, ZipfOptions),
    Command("colloc", colloc, CollocOptions),
    Command("ngrams", ngrams, NgramsOptions),
)
