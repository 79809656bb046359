"""`top`, `freq`, `find` and `kwic`: the words of the text, and the text around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embrepl.commands import hit_notes
from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.text import (
    ContextRow,
    Contexts,
    FoundRow,
    FoundWords,
    Frequencies,
    FrequencyRow,
    TopRow,
    TopWords,
)
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.commands.asking import (
    DEFAULT_ROWS,
    MILLION,
    concordance,
    hits,
    near_words,
    number,
    only_number,
    over_words,
    query,
    unindexed_concordance,
    words_and_number,
)
from embrepl.commands.filters import MIN_LENGTH, STOP, wanted
from embrepl.errors import EmbreplError, UnknownWordError
from embrepl.session.session import Session

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance, Line

LEFT = Option("left", int, "characters of context before the word", (), 80)
RIGHT = Option("right", int, "characters of context behind it", (), 80)
SORT = Option("sort", str, "by the words around: L1,R2 is the first on the left, then the second on the right")
RANDOM = Option("random", int, "so many lines drawn at random instead of the first")
SEED = Option("seed", int, "what lines --random draws", (), 1)
_WIDEST = 10_000


def top(session: Session, arguments: Arguments) -> Answer:
    """Show the N most frequent words (20): how often, per million words, and their share of the text so far.

    Words that are left out, as too short or by a stop list, take no part in that share.

    Examples:
      top
      top 100 --format csv
      top 50 --min-length 3 --stop stopwords.txt
    """
    import numpy as np

    corpus = session.corpus
    n = only_number(arguments, DEFAULT_ROWS)
    allowed = wanted(corpus, arguments)
    types = np.arange(corpus.report.types) if allowed is None else np.flatnonzero(allowed)
    types, tokens = types[:n], corpus.report.tokens
    counts = np.asarray(corpus.counts)[types]
    rows = (
        TopRow(at + 1, corpus.words[at], count, MILLION * count / tokens, share)
        for at, count, share in zip(types.tolist(), counts.tolist(), (np.cumsum(counts) / tokens).tolist(), strict=True)
    )
    return TopWords(str(session.current_corpus), tokens, corpus.report.types, tuple(rows))


def freq(session: Session, arguments: Arguments) -> Answer:
    """Show how often words are found, per million words, in how many documents, and their rank among all words.

    A phrase is quoted. In a word * stands for any letters and ? for one, and * alone for any one word of a phrase; an
    expression between slashes counts all the words that it fits. Chinese and other texts without spaces are counted
    wherever they stand, typed with spaces or without, as `kwic` finds them; a note says how often they are a word of
    their own, which is what `top` and `find` count, and what /^黛玉$/ asks for. Where `load --phrases` joined words, a
    single word is counted where it was not joined, as in `top`, and a note says how often it is in phrases; several are
    counted wherever they stand. A word that the text does not have is seen 0 times.

    Examples:
      freq king queen
      freq "of the" king* "the * of" /^un.*able$/
    """
    found = concordance(session)
    report = found.corpus.report
    texts = [query((token,)) for token in arguments.words]
    rows = tuple(_frequency(session, found, text) for text in texts)
    return Frequencies(str(session.current_corpus), report.tokens, report.documents, rows)


def _frequency(session: Session, found: Concordance, text: str) -> FrequencyRow:
    import numpy as np

    from embrepl.corpus.concordance.hits import TypeHits

    corpus, report = found.corpus, found.corpus.report
    try:
        hit = over_words(found.find(text, however_cut=True, unjoined=True, progress=session.report_progress), text)
    except UnknownWordError as error:
        missing = "" if error.word == text else f"{error.message} "
        return FrequencyRow(text, 0, 0.0, 0, 0.0, None, (missing + near_words(corpus, error.word)).strip())
    documents = int(np.count_nonzero(np.diff(found.positions.document(hit.first().places), prepend=-1)))
    number = None if found.is_pattern(text) else corpus.index.get(found.anywhere(text) or found.folded(text))
    if number is None and isinstance(hit, TypeHits) and not found.is_pattern(text) and not found.anywhere(text):
        number = int(hit.numbers[0])
    note = hit_notes.note(found, text, hit.total)
    rank = None if number is None else number + 1
    return FrequencyRow(
        text, hit.total, MILLION * hit.total / report.tokens, documents, documents / report.documents, rank, note
    )


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
    fitting = unindexed_concordance(session).fitting(pattern, session.report_progress)
    rows = tuple(FoundRow(corpus.words[at], int(corpus.counts[at]), at + 1) for at in fitting[:n])
    tokens = int(corpus.counts[fitting].sum())
    return FoundWords(pattern, str(session.current_corpus), len(fitting), tokens, rows)


def kwic(session: Session, arguments: Arguments) -> Answer:
    r"""Show a word, a phrase or an expression in its context: N lines (20) of the original text, with file and line.

    Several words are a phrase: words that follow each other, whatever stands between them. In a word * stands for any
    letters and ? for one; * alone is any one word. Between slashes is a regular expression over the words of the
    vocabulary. Chinese and other texts without spaces are found wherever they stand, also inside other words and over
    the end of a line, and typed with spaces as without; /^黛玉$/ finds only the word. Words are found inside the
    phrases that `load --phrases` joined too, where --sort also goes by single words; `kwic new_york` finds only what
    was joined.

    The lines are the first ones in the text; --random draws some, the same ones for the same --seed. --sort orders all
    hits by the words around them (L1 the one on the left, R1 the one on the right, M the hit itself), by code points;
    where a Chinese hit lies inside a longer word, the rest of that word is the first one beside it.
    The place is the file and the line in it, with the number of the word in a line of more than 2,000 bytes; or, in a
    table or another file of several texts, the row or part: the rows count from 1 without the header. Of what is no
    plain text (.html .epub .docx .pdf …) the lines are those of the text that was taken out of it. In JSON a context
    has its line breaks and all, in CSV and TSV a line break stands as \n.

    Examples:
      kwic king
      kwic "of the" 50 --sort R1,R2
      kwic the * of
      kwic /^queens?$/ --random 30 --seed 7
      kwic un*able
      kwic 黛玉 --left 20 --right 20
    """
    import numpy as np

    from embrepl.corpus.concordance.ordering import sort_keys

    words, n = words_and_number(arguments, DEFAULT_ROWS)
    found = concordance(session)
    text = query(words)
    left, right = number(arguments, LEFT, 0, _WIDEST), number(arguments, RIGHT, 0, _WIDEST)
    keys = sort_keys(arguments.options["sort"]) if "sort" in arguments.options else []
    order = [] if not keys else [f"sorted by {arguments.options['sort'].upper()}"]
    hit = hits(session, text, unjoined=False)
    ordering, spaceless = found.ordering if keys else None, found.anywhere(text)
    if "random" in arguments.options:
        if len(words) < len(arguments.words):
            raise EmbreplError("wrong-usage", "N and --random both say how many lines.", "Leave one of them out.")
        order.insert(0, "at random")
        spans = hit.some(number(arguments, RANDOM), np.random.default_rng(number(arguments, SEED, 0)))
        spans = spans[ordering.order(spans, keys, spaceless)] if ordering else spans
    else:
        spans = ordering.first(hit, keys, n, session.report_progress, spaceless) if ordering else hit.first(n)
    lines = found.lines(spans, left, right, session.report_progress)
    rows = tuple(_row(found, each, spaceless, left, right) for each in lines)
    return Contexts(text, str(session.current_corpus), hit.total, ", ".join(order), rows)


def _row(found: Concordance, line: Line, wanted: str, left: int, right: int) -> ContextRow:
    """Return a line as a row; what the match has beside the text without spaces that is wanted goes to the sides."""
    before, match, after = line.left, line.match, line.right
    if wanted and (at := _seen(found.folded(match), wanted, len(match))):
        before = (before + match[: at.start()])[-left:] if left else ""
        match, after = match[at.start() : at.end()], (match[at.end() :] + after)[:right]
    word = None if line.record else found.word_in_line(line.token)
    return ContextRow(line.file, line.record or None, line.line, word, before, match, after)


def _seen(folded: str, wanted: str, length: int) -> re.Match[str] | None:
    """Return where a text without spaces stands in a match of this length; a line break or a sign may part it."""
    if len(folded) != length:
        return None
    return re.search(re.escape(wanted), folded) or re.search(r"\W*".join(map(re.escape, wanted)), folded)


COMMANDS = {
    "top": Command("top", "top [N]", top, (MIN_LENGTH, STOP), most=1),
    "freq": Command("freq", 'freq WORD|"A PHRASE"|/EXPRESSION/…', freq, least=1, completes="types"),
    "find": Command("find", "find GLOB|/EXPRESSION/ [N]", find, least=1),
    "kwic": Command(
        "kwic", 'kwic WORD|"A PHRASE"|/EXPRESSION/ [N]', kwic, (LEFT, RIGHT, SORT, RANDOM, SEED),
        least=1, completes="types",
    ),
}  # fmt: skip
