"""`top`, `freq`, `find` and `kwic`: the words of the text, and the text around them."""

from __future__ import annotations

from embrepl.commands.answers import Answer
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.commands.asking import (
    DEFAULT_ROWS,
    MILLION,
    concordance,
    hits,
    number,
    only_number,
    query,
    words_and_number,
)
from embrepl.commands.text_answers import (
    ContextRow,
    Contexts,
    FoundRow,
    FoundWords,
    Frequencies,
    FrequencyRow,
    TopRow,
    TopWords,
)
from embrepl.session import Session

LEFT = Option("left", int, "characters of context before the word", (), 80)
RIGHT = Option("right", int, "characters of context behind it", (), 80)
SORT = Option("sort", str, "by the words around: L1,R2 is the first on the left, then the second on the right")
RANDOM = Option("random", int, "so many lines drawn at random instead of the first")
SEED = Option("seed", int, "what lines --random draws", (), 1)
_WIDEST = 10_000


def top(session: Session, arguments: Arguments) -> Answer:
    """Show the N most frequent words (20): how often, per million words, and their share of the text so far.

    Examples:
      top
      top 100 --format csv
    """
    import numpy as np

    corpus = session.corpus
    n = min(only_number(arguments, DEFAULT_ROWS), corpus.report.types)
    tokens = corpus.report.tokens
    counts = corpus.counts[:n].tolist()
    shares = (np.cumsum(counts) / tokens).tolist()
    rows = (
        TopRow(at + 1, corpus.words[at], count, MILLION * count / tokens, share)
        for at, (count, share) in enumerate(zip(counts, shares, strict=True))
    )
    return TopWords(str(session.current_corpus), tokens, corpus.report.types, tuple(rows))


def freq(session: Session, arguments: Arguments) -> Answer:
    """Show how often words are found, per million words, in how many documents, and their rank among all words.

    A phrase is quoted; an expression between slashes, or a word with a *, counts all the words that it fits. Where
    `load --phrases` joined words, a single word is counted where it was not joined, as in `top`; several are counted
    wherever they stand.

    Examples:
      freq king queen
      freq "of the" /^un.*able$/
    """
    import numpy as np

    from embrepl.corpus.hits import TypeHits
    from embrepl.corpus.patterns import is_pattern

    found = concordance(session)
    report = found.corpus.report
    rows = []
    for text in arguments.texts():
        hit = hits(session, text)
        places = hit.first().places
        documents = np.count_nonzero(np.diff(found.positions.document(places), prepend=-1)) if places.size else 0
        rank = int(hit.numbers[0]) + 1 if isinstance(hit, TypeHits) and not is_pattern(text) else None
        per_million, share = MILLION * hit.total / report.tokens, documents / report.documents
        rows.append(FrequencyRow(text, hit.total, per_million, int(documents), share, rank))
    return Frequencies(str(session.current_corpus), report.tokens, report.documents, tuple(rows))


def find(session: Session, arguments: Arguments) -> Answer:
    r"""Show the words of the vocabulary that a pattern fits, the N most frequent ones (20), and how many there are.

    In a glob * stands for any letters, ? for one and [aeiou] for one of these; it has to fit the whole word. Without
    any of these signs the text may stand anywhere in the word. Between slashes it is a regular expression, that is
    looked for anywhere too, with ^ for the beginning and $ for the end (and \p{Han} and the like for scripts); one
    that takes more than two seconds is given up.

    Examples:
      find *ness
      find colo?r
      find /^(un|in).*able$/ 50
    """
    words, n = words_and_number(arguments, DEFAULT_ROWS)
    corpus = session.corpus
    pattern = query(words)
    fitting = corpus.concordance.fitting(pattern, session.told)
    rows = tuple(FoundRow(corpus.words[at], int(corpus.counts[at]), at + 1) for at in fitting[:n])
    tokens = int(corpus.counts[fitting].sum())
    return FoundWords(pattern, str(session.current_corpus), len(fitting), tokens, rows)


def kwic(session: Session, arguments: Arguments) -> Answer:
    """Show a word, a phrase or an expression in its context: N lines (20) of the original text, with file and line.

    Several words are a phrase: words that follow each other, whatever stands between them. Between slashes is a regular
    expression over the words of the vocabulary, and in a single word * stands for any letters. Chinese is found however
    it was cut into words, and words are found inside the phrases that `load --phrases` joined too, where --sort also
    goes by single words; `kwic new_york` finds only what was joined.

    The lines are the first ones in the text; --random draws some, the same ones for the same --seed. --sort orders all
    hits by the words around them (L1 the one on the left, R1 the one on the right, M the hit itself), by code points.
    The place is the file and the line in it, or, in a table or another file of several texts, the row or part: the
    rows count from 1 without the header. As JSON or CSV a context has line breaks and all.

    Examples:
      kwic king
      kwic "of the" 50 --sort R1,R2
      kwic /^queens?$/ --random 30 --seed 7
      kwic un*able
      kwic 黛玉 --left 20 --right 20
    """
    import numpy as np

    from embrepl.corpus.ordering import sort_keys

    words, n = words_and_number(arguments, DEFAULT_ROWS)
    found = concordance(session)
    text = query(words)
    left, right = number(arguments, LEFT, 0, _WIDEST), number(arguments, RIGHT, 0, _WIDEST)
    keys = sort_keys(arguments.options["sort"]) if "sort" in arguments.options else []
    order = [] if not keys else [f"sorted by {arguments.options['sort'].upper()}"]
    hit = hits(session, text, however_cut=True)
    ordering = found.ordering if keys else None
    if "random" in arguments.options:
        order.insert(0, "at random")
        spans = hit.some(number(arguments, RANDOM), np.random.default_rng(number(arguments, SEED, 0)))
        spans = spans[ordering.order(spans, keys)] if ordering else spans
    else:
        spans = ordering.first(hit, keys, n, session.told) if ordering else hit.first(n)
    rows = tuple(
        ContextRow(each.file, each.record or None, each.line, each.left, each.match, each.right)
        for each in found.lines(spans, left, right, session.told)
    )
    return Contexts(text, str(session.current_corpus), hit.total, ", ".join(order), rows)


COMMANDS = {
    "top": Command("top", "top [N]", top, most=1),
    "freq": Command("freq", 'freq WORD|"A PHRASE"|/EXPRESSION/…', freq, least=1, completes="types"),
    "find": Command("find", "find GLOB|/EXPRESSION/ [N]", find, least=1),
    "kwic": Command(
        "kwic", 'kwic WORD|"A PHRASE"|/EXPRESSION/ [N]', kwic, (LEFT, RIGHT, SORT, RANDOM, SEED),
        least=1, completes="types",
    ),
}  # fmt: skip
