"""`colloc`, `ngrams`, `disperse`, `keyness` and `zipf`: what the counts of the text tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embrepl.commands import hit_notes
from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.statistics import (
    CollocateRow,
    Collocates,
    Dispersion,
    KeyRow,
    Keywords,
    NgramRow,
    Ngrams,
    PartRow,
    ZipfLaw,
    ZipfRow,
)
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.commands.asking import (
    DEFAULT_ROWS,
    MILLION,
    at_least,
    concordance,
    hits,
    number,
    query,
    query_text,
    words_and_number,
)
from embrepl.commands.filters import MIN_LENGTH, STOP, wanted
from embrepl.commands.numerals import Window, how_many, is_whole, window
from embrepl.corpus.options import WITHOUT_WORDS, as_typed, unusual
from embrepl.errors import EmbreplError, names_hint
from embrepl.session.session import Session

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.concordance.hits import Hits
    from embrepl.corpus.store.positions import Places
    from embrepl.corpus.store.store import Corpus
    from embrepl.system.progress import ReportProgress

MEASURES = ("logdice", "npmi", "llr", "t", "mi", "mi3", "chi2", "dice")
WINDOW = Option("window", window, "how many words to each side count as near; 5,0 is five before and none behind",
                (), "5", takes="one number, or two with a comma between: words before, words behind")  # fmt: skip
ALIASES = {
    "t-score": "t", "tscore": "t", "g2": "llr", "ll": "llr", "loglikelihood": "llr", "log-likelihood": "llr",
    "pmi": "mi", "mutual-information": "mi", "log-dice": "logdice", "chi-squared": "chi2",
}  # fmt: skip
MEASURE = Option("measure", str, "what the words are ordered by", MEASURES, "logdice", aliases=ALIASES)
KEY_ALIASES = {
    "ll": "g2", "llr": "g2", "loglikelihood": "g2", "log-likelihood": "g2", "logratio": "ratio", "log-ratio": "ratio",
}  # fmt: skip
TOGETHER = Option("min-count", int, "how often two words must stand together", (), 5)
TOP = Option("top", int, "how many runs", (), DEFAULT_ROWS)
RUN_COUNT = Option("min-count", int, "how often a run must occur", (), 2)
WITH = Option("with", str, "only runs that have this word")
BY = Option("by", str, "what the parts are; without it the files, or equal parts of a single file",
            ("files", "documents", "parts"))  # fmt: skip
PARTS = Option("parts", int, "how many equal parts", (), 20)
KEY_MEASURE = Option("measure", str, "what the words are ordered by", ("g2", "ratio"), "g2", aliases=KEY_ALIASES)
KEY_COUNT = Option("min-count", int, "how often a word must occur in both together", (), 5)
FEWER = Option("fewer", bool, "the words that are rarer here instead", (), False)
_LONGEST_RUN, _WIDEST_WINDOW, _MOST_PARTS = 10, 1_000, 10_000
_AT_ONCE = 20_000  # words or documents


def colloc(session: Session, arguments: Arguments) -> Answer:
    """Show the N words (20) that stand near a word more often than chance would have it.

    The word may be a phrase, /an expression/ or have wildcards, as in `kwic`; all its places are then taken together.
    Near is at most --window words away in the same document. "together" counts the pairs, left and right the sides.
    Chinese and other texts without spaces are taken wherever they stand; of a longer word (黛玉笑) the rest (笑) is the
    nearest neighbour where it is a word of the text too, and a note says how often they are words of their own.
    The measures: logdice (Rychlý 2008; at most about 14, and the same in texts of any length), npmi (normalised
    pointwise mutual information, -1 to 1; high for rare words), llr (Dunning's log-likelihood ratio; how sure it is),
    t (the t-score; high for frequent words); also mi and mi3 (mutual information, plain and with the pairs cubed), chi2
    (Pearson's, without a correction) and dice. Other names of them are taken too, as loglikelihood for llr.

    Examples:
      colloc king
      colloc king 50 --measure llr --window 3
      colloc king --window 3,0 --stop stopwords.txt
      colloc "special effects" --measure mi
    """
    import numpy as np

    from embrepl.corpus.statistics import collocations

    words, n = words_and_number(arguments, DEFAULT_ROWS)
    near, least = _window(arguments), number(arguments, TOGETHER)
    found = concordance(session)
    corpus, text = found.corpus, query(words)
    hit = _some(hits(session, text), text)
    sides = near.left, near.right
    spans, spaceless = hit.first(), found.anywhere(text)
    beside = found.beside(spans, spaceless) if spaceless else None
    table = collocations.pairs(
        found.positions, np.asarray(corpus.counts), spans, sides, session.report_progress, beside
    )
    allowed = wanted(corpus, arguments)
    types = np.flatnonzero((table.both >= least) & (True if allowed is None else allowed))
    measure = arguments.options.get("measure", MEASURE.default)
    scores = {name: score(table, types) for name, score in collocations.MEASURES.items()}
    best = np.lexsort((types, -scores[measure]))[:n]
    rows = tuple(
        CollocateRow(
            rank, corpus.words[types[at]], int(table.both[types[at]]), int(table.on_left[types[at]]),
            int(table.both[types[at]] - table.on_left[types[at]]), int(corpus.counts[types[at]]),
            **{name: float(each[at]) for name, each in scores.items()},
        )
        for rank, at in enumerate(best.tolist(), 1)
    )  # fmt: skip
    name = text if found.is_pattern(text) else found.folded(text)
    return Collocates(
        name, str(session.current_corpus), hit.total, near.left, near.right, measure, least, rows,
        hit_notes.note(found, text, hit.total),
    )  # fmt: skip


def _window(arguments: Arguments) -> Window:
    near: Window = arguments.options.get("window") or window(WINDOW.default)
    for side in (near.left, near.right):
        at_least(side, "--window", 0, _WIDEST_WINDOW)
    if not near.left and not near.right:
        raise EmbreplError("bad-option", "--window 0 leaves no word near.", "Try 5, or 5,0 for what stands before.")
    return near


def _some(hit: Hits, text: str) -> Hits:
    """Return hits, of which there are some. Raises `unknown-word`."""
    if not hit.total:
        raise EmbreplError("unknown-word", f"'{text}' is not in the text.", "`find` looks for parts of words.")
    return hit


def ngrams(session: Session, arguments: Arguments) -> Answer:
    """Show the most frequent runs of N words; none reaches over the end of a document.

    With a word, only the runs that have it anywhere; it may have wildcards or be /an expression/, but no phrase. It is
    the word of its own then, as in `top`: a note says where else it stands.

    Examples:
      ngrams 2
      ngrams 4 --top 50 --min-count 10
      ngrams 3 --with king
    """
    from embrepl.corpus.statistics.ngrams import most_frequent, total

    text = arguments.words[0].text
    if not is_whole(text):
        raise EmbreplError("wrong-usage", f"ngrams takes a number of words, not '{text}'.", "For example: `ngrams 3`.")
    n = at_least(how_many(text), "N", 1, _LONGEST_RUN)
    most, least = number(arguments, TOP), number(arguments, RUN_COUNT)
    found = concordance(session)
    types = _types(session, arguments.options["with"]) if "with" in arguments.options else None
    runs = most_frequent(found.positions, n, most, least, types, session.report_progress)
    words, ids = found.corpus.words, found.positions.ids
    everywhere = total(found.positions, n)  # runs, with the word or not
    rows = tuple(
        NgramRow(rank, " ".join(words[word] for word in ids[place : place + n]), count, MILLION * count / everywhere)
        for rank, (place, count) in enumerate(zip(runs.places.tolist(), runs.counts.tolist(), strict=True), 1)
    )
    return Ngrams(n, str(session.current_corpus), runs.total, runs.different, rows, _note_of_runs(session, arguments))


def _note_of_runs(session: Session, arguments: Arguments) -> str:
    """Say what runs with a word leave out: where it is not a token of its own."""
    if "with" not in arguments.options:
        return ""
    found, text = concordance(session), arguments.options["with"]
    return hit_notes.note(found, text, hits(session, text).total)


def _types(session: Session, text: str) -> Places:
    """Return the types that a word, a glob or an expression is. Raises `wrong-usage` for a phrase."""
    import numpy as np

    from embrepl.corpus.concordance.hits import PartHits, TypeHits

    hit = _some(hits(session, query_text(text), cut=True), text)
    if not isinstance(hit, TypeHits | PartHits):
        raise EmbreplError("wrong-usage", f"--with takes one word; '{text}' is not one.", "For a phrase: `kwic`.")
    return np.unique(hit.numbers)


def disperse(session: Session, arguments: Arguments) -> Answer:
    """Show how evenly a word, a phrase or an expression is spread over the text.

    The parts are the files or, of one file, 20 equal stretches. Juilland's D is 1 where every part has it equally often
    and 0 where one has them all; Gries' DP the other way round: 0 for even, towards 1 for all in one small part. In CSV
    these figures stand in every row.

    Examples:
      disperse king
      disperse "once upon a time" --by parts --parts 50
      disperse /^queens?$/ --by documents
    """
    from embrepl.corpus.statistics import dispersion

    found = concordance(session)
    text = query(arguments.words)
    hit = _some(hits(session, text), text)
    by = arguments.options.get("by") or ("files" if len(found.corpus.files) > 1 else "parts")
    names, edges = _parts(session, found, by, number(arguments, PARTS, 1, _MOST_PARTS))
    sizes, counts = edges[1:] - edges[:-1], dispersion.counts(hit.first().places, edges)
    spread = dispersion.dispersion(counts, sizes)
    parts = zip(names, sizes.tolist(), counts.tolist(), strict=True)
    rows = tuple(
        PartRow(part, name, tokens, count, MILLION * count / tokens)
        for part, (name, tokens, count) in enumerate((part for part in parts if part[1]), 1)
    )
    return Dispersion(
        text, str(session.current_corpus), hit.total, by, spread.range, spread.juilland_d, spread.dp, spread.dp_norm,
        rows, hit_notes.note(found, text, hit.total),
    )  # fmt: skip


def _parts(session: Session, found: Concordance, by: str, parts: int) -> tuple[list[str], Places]:
    """Return the names of the parts, and the tokens that they begin with and the end. (n + 1,)."""
    import numpy as np

    from embrepl.corpus.statistics.dispersion import equal_parts

    corpus = found.corpus
    if by == "files":
        firsts = np.array([first for _, first in corpus.files] + [corpus.report.documents], np.int64)
        return [path for path, _ in corpus.files], np.asarray(corpus.documents)[firsts]
    if by == "documents":
        names = []
        for document in range(corpus.report.documents):
            if document % _AT_ONCE == 0:
                session.report_progress("naming documents", document, corpus.report.documents)
            path, record = found.file(document)
            names.append(f"{path}#{record}" if record else path)
        return names, np.asarray(corpus.documents)
    edges = equal_parts(corpus.report.tokens, min(parts, corpus.report.tokens))
    return [f"part {at + 1}" for at in range(edges.size - 1)], edges


def keyness(session: Session, arguments: Arguments) -> Answer:
    """Show the N words (20) that are key to the current corpus against another loaded one.

    G2 is the log-likelihood (Rayson and Garside 2000): how sure the difference is; above 15.13 it is by chance in less
    than one of 10,000 words. The log ratio (Hardie 2014) is how great it is: 1 is twice as frequent here, 2 four times,
    -1 half. With --measure ratio only words with a G2 of at least 15.13 are shown. `use` changes the current corpus.
    Words are the tokens that `top` counts: a Chinese name inside longer words is no occurrence of it here.

    Examples:
      keyness reviews
      keyness reviews 50 --measure ratio
      keyness reviews --fewer
    """
    import numpy as np

    from embrepl.corpus.statistics import keyness as figures

    corpus = session.corpus
    name, other = _other(session, arguments.words[0].text)
    n = _number_behind(arguments)
    _warn_of_options(session, corpus, name, other)
    measure, fewer = arguments.options.get("measure", "g2"), bool(arguments.options.get("fewer", False))
    words, here, there = _side_by_side(corpus, other, session.report_progress)
    enough = np.flatnonzero(here + there >= number(arguments, KEY_COUNT))
    a, b = here[enough].astype(np.float64), there[enough].astype(np.float64)
    c, d = corpus.report.tokens, other.report.tokens
    g2, ratio = figures.g2(a, b, c, d), figures.log_ratio(a, b, c, d)
    sign = -1.0 if fewer else 1.0
    key = sign * (g2 if measure == "g2" else ratio)
    wanted = np.flatnonzero(sign * g2 >= (figures.SIGNIFICANT if measure == "ratio" else np.nextafter(0, 1)))
    best = wanted[np.lexsort((enough[wanted], -key[wanted]))][:n]
    rows = tuple(
        KeyRow(
            rank, words[enough[at]], int(a[at]), int(b[at]), float(MILLION * a[at] / c), float(MILLION * b[at] / d),
            float(g2[at]), float(ratio[at]),
        )
        for rank, at in enumerate(best.tolist(), 1)
    )  # fmt: skip
    return Keywords(str(session.current_corpus), name, measure, fewer, rows)


def _warn_of_options(session: Session, corpus: Corpus, name: str, other: Corpus) -> None:
    """Tell when the words of two corpora were not made alike, so that the difference may be no one of the texts."""
    here, there = (
        as_typed({key: value for key, value in unusual(each.report.options).items() if key not in WITHOUT_WORDS})
        for each in (corpus, other)
    )
    if here != there:
        session.listener.note(
            f"{session.current_corpus} was read with {here or 'the usual options'}, {name} with "
            f"{there or 'the usual ones'}: some of the words may differ for that alone."
        )


def _number_behind(arguments: Arguments) -> int:
    """Return the number behind the name, or the default."""
    words, n = words_and_number(arguments, DEFAULT_ROWS)
    if len(words) > 1:
        raise EmbreplError("wrong-usage", f"N is a whole number, not '{words[1].text}'.", "`help keyness`")
    return n


def _other(session: Session, name: str) -> tuple[str, Corpus]:
    others = [each for each in session.corpora if each != session.current_corpus]
    if name in others:
        return name, session.corpora[name]
    if name == session.current_corpus:
        message = f"{name} is the current corpus; it cannot be compared with itself."
    else:
        message = f"There is no corpus '{name}'."
    raise EmbreplError("unknown-name", message, names_hint(name, others, "Load another: `load PATH`."))


def _side_by_side(corpus: Corpus, other: Corpus, progress: ReportProgress) -> tuple[list[str], Places, Places]:
    """Return the words of both corpora and how often each has them. K words, (K,), (K,)."""
    import numpy as np

    words, numbers = list(corpus.words), np.empty(len(other.words), np.int64)
    for at, word in enumerate(other.words):
        if at % _AT_ONCE == 0:
            progress("comparing words", at, len(other.words))
        numbers[at] = corpus.index.get(word, len(words))
        if numbers[at] == len(words):
            words.append(word)
    here, there = np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
    here[: len(corpus.words)] = corpus.counts
    there[numbers] = other.counts
    return words, here, there


def zipf(session: Session, _: Arguments) -> Answer:
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


COMMANDS = {
    "colloc": Command(
        "colloc",
        'colloc WORD|"A PHRASE"|/EXPRESSION/ [N]',
        colloc,
        (WINDOW, MEASURE, TOGETHER, MIN_LENGTH, STOP),
        least=1,
        completes="types",
    ),
    "ngrams": Command("ngrams", "ngrams N", ngrams, (TOP, RUN_COUNT, WITH), least=1, most=1),
    "disperse": Command(
        "disperse", 'disperse WORD|"A PHRASE"|/EXPRESSION/', disperse, (BY, PARTS), least=1, completes="types"
    ),
    "keyness": Command(
        "keyness", "keyness OTHER [N]", keyness, (KEY_MEASURE, KEY_COUNT, FEWER), least=1, most=2, completes="names"
    ),
    "zipf": Command("zipf", "zipf", zipf, most=0),
}
