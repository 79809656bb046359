"""`freq` and `kwic`: how often words are found, and the text around them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands import hit_notes
from embrepl.commands.answers.parts import FrequenciesByPart
from embrepl.commands.answers.text import (
    ContextRow,
    Contexts,
    Frequencies,
    FrequencyRow,
)
from embrepl.commands.asking import (
    DEFAULT_ROWS,
    MILLION,
    concordance,
    near_words,
    spelt_hits,
    unit_of,
)
from embrepl.commands.command import Command, by_name
from embrepl.commands.lexer import Token
from embrepl.commands.options import argument, option
from embrepl.commands.parts.counting import frequencies_by
from embrepl.commands.parts.naming import InPart
from embrepl.commands.targets.instances import BY_USE, by_typicality
from embrepl.commands.targets.meant import sentence
from embrepl.commands.targets.texts import (
    TextTarget,
    filled_hits,
    hits_of_parts,
    hits_with_filled,
    text_target,
    text_targets,
)
from embrepl.errors import EmbreplError, UnknownWordError
from embrepl.session.session import Session
from embrepl.space.expression.widths import narrow
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance, Line
    from embrepl.corpus.concordance.hits import Hits, Spans

_WIDEST = 10_000  # characters


@dataclass(frozen=True, kw_only=True)
class FreqOptions(InPart):
    """What `freq` takes."""

    targets: tuple[Token, ...] = argument("TARGET…", completes=("types",))
    by: str | None = option("a row for each part that a variable makes", default=None, completes=("variables",))


def freq(session: Session, options: FreqOptions) -> Frequencies | FrequenciesByPart:
    """Show how often words are found, per million words, in how many documents, and their rank among all words.

    Each word is one by itself; a phrase is quoted, and several in brackets, as in (king, queen), are counted together.
    In a word * stands for any letters and ? for one, and * alone for any one word of a phrase; an expression between
    slashes counts all the words that match it, and [~king] all that are near king, as in `kwic`; several such positions
    are quoted together, as in "[~king] of". All places count, as `kwic` finds them: of a word those inside the
    phrases that `load --phrases` joined too; of Chinese and other texts without spaces those inside longer words and
    over their borders, but none over punctuation; typed with a space between two parts, signs may stand there too. "as
    a word" is how often it is a word of its own, which is what `top` and `find` count, what the rank goes by, and what
    /^黛玉$/ asks for. A word that the text does not have is seen 0 times.

    --by shows each target in every part that a variable makes: `file` and, where there are several, `folder` are there
    by themselves, others were kept by `load --by`. More than 30 different numbers are put into ten ranges with about as
    many documents each, as many dates into years; documents without a value have a row of their own.

    Examples:
      freq king queen
      freq king --by file
      freq "of the" king* "the * of" /^un.*able$/
      freq (king, kings) queen
    """
    searched = concordance(session)
    report = searched.corpus.report
    asked = text_targets(session, options.targets)
    if options.by is not None:
        return frequencies_by(session, searched, asked, options.by)
    rows = hit_notes.hinted_once(_frequency(session, searched, each) for each in asked)
    _note_phrase(session, searched, options.targets, asked)
    return Frequencies(str(session.current_corpus), report.tokens, report.documents, rows, unit_of(searched.corpus))


def _frequency(session: Session, searched: Concordance, asked: TextTarget) -> FrequencyRow:
    from embrepl.corpus.concordance.hits import union

    corpus = searched.corpus
    if asked.positions is not None:
        result, filled = filled_hits(session, asked.positions)
        return _row_of(searched, asked.text, result, None, sentence(filled), None)
    try:
        found = hits_of_parts(session, searched, asked)
    except UnknownWordError as error:
        missing = "" if error.word == asked.text else f"{error.message} "
        note = (missing + near_words(corpus, error.word)).strip()
        return FrequencyRow(asked.text, 0, 0.0, 0, 0.0, None, note)
    if asked.grouped:
        note = " · ".join(f"{text} {result.total:,}" for text, (_, result) in zip(asked.parts, found, strict=True))
        return _row_of(searched, asked.text, union([result for _, result in found]), None, note, None)
    ((spelt, result),) = found
    kinds = hit_notes.kinds_of(searched, spelt, result)
    rank, note = hit_notes.rank(searched, spelt, result), hit_notes.note(searched, spelt, result)
    return _row_of(searched, asked.text, result, rank, note, kinds.as_word if kinds else None)


def _row_of(
    searched: Concordance, text: str, result: Hits, rank: int | None, note: str, as_word: int | None
) -> FrequencyRow:
    import numpy as np

    report = searched.corpus.report
    documents = int(np.count_nonzero(np.diff(searched.positions.document(result.first().places), prepend=-1)))
    return FrequencyRow(
        text, result.total, MILLION * result.total / report.tokens, documents, documents / report.documents,
        rank, note, as_word,
    )  # fmt: skip


def _note_phrase(session: Session, searched: Concordance, tokens: Sequence[Token], asked: Sequence[TextTarget]) -> None:
    """Say how often the words follow each other, where they were typed as a phrase may be and do."""
    plain = len(asked) > 1 and len(asked) == len(tokens) and not any(token.quoted for token in tokens)
    if not plain or any(each.grouped or searched.is_pattern(each.text) for each in asked):
        return
    phrase = " ".join(each.text for each in asked)
    with suppress(EmbreplError):  # of words that are not in the text the rows say so
        spelt, result = spelt_hits(session, searched, phrase)
        if result.total:
            session.listener.note(f'As a phrase: {counted(result.total, "time")}. `freq "{spelt}"` counts it.')


@dataclass(frozen=True, kw_only=True)
class KwicOptions(InPart):
    """What `kwic` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("types",))
    n: int = argument("[N]", default=DEFAULT_ROWS, least=1, noun="line")
    left: int = option("characters of context before the word", default=80, least=0, most=_WIDEST)
    right: int = option("characters of context after it", default=80, least=0, most=_WIDEST)
    sort: str | None = option(
        "by the words around: L1,R2 is the first on the left, then the second on the right; typical or odd: by how "
        "near the use is to the mean use", default=None, kind=narrow, takes="the sides with numbers, typical or odd",
        suggests=("typical", "odd"),
    )  # fmt: skip
    random: int | None = option("this many lines drawn at random instead of the first ones", default=None, least=1)
    seed: int = option("which lines --random draws", default=1, least=0)


def kwic(session: Session, options: KwicOptions) -> Contexts:
    r"""Show a word, a phrase or an expression in its context: N lines (20) of the original text, with file and line.

    Several words are a phrase: words that follow each other, whatever stands between them; with commas in brackets they
    are found all together. In a word * stands for any
    letters and ? for one; * alone is any one word. Between slashes is a regular expression over the words of the
    vocabulary. Chinese and other texts without spaces are found wherever they stand, also inside other words and over
    the end of a line, but not over punctuation, unless typed with a space there; /^黛玉$/ finds only the word. Words
    are found inside the phrases that `load --phrases` joined too, where --sort also goes by single words; `kwic
    new_york` finds only what was joined.

    By meaning: [~king] is filled by any word that is near king by the current model and could stand in its place, since
    the text has the same words beside it; [~king:0.6] by all words with a cosine of at least 0.6. Behind the ~ stands
    what `near` takes: a word, (king, queen), king - man + woman. [] is any one word, []{2} two, []{0,3} up to three;
    between them stand plain words, wildcards and /expressions/. A hit begins wherever the first position is filled and
    takes the shortest gaps; none reaches over the end of a document. What fills each position, and in how many hits, is
    shown first.

    The lines are the first ones in the text; --random draws some, the same ones for the same --seed. --sort orders all
    hits by the words around them (L1 the one on the left, R1 the one on the right, M the hit itself), by code points;
    where a Chinese hit lies inside a longer word, the rest of that word is the first one beside it. `--sort typical`
    and `--sort odd` order them as `typical` does: the uses nearest to the mean of all first, or those farthest from it.
    The place is the file and the line in it, with the number of the word in a line of more than 2,000 bytes; or, in a
    table or another file of several texts, the row or part: the rows count from 1 without the header. Of what is no
    plain text (.html .epub .docx .pdf …) the lines are those of the text that was taken out of it. On a terminal each
    hit has one line, cut to the width, unless --left or --right say how much is wanted. In JSON, CSV and TSV a context
    has its line breaks and all.

    Examples:
      kwic king
      kwic "of the" 50 --sort R1,R2
      kwic the * of
      kwic (king, queen)
      kwic /^queens?$/ --random 30 --seed 7
      kwic un*able
      kwic [~king] []{0,3} [~river]
      kwic the [~king:0.6] of
      kwic 黛玉 --left 20 --right 20
      kwic king --in file=*
      kwic king 10 --sort odd
    """
    from embrepl.corpus.concordance.ordering import sort_keys

    searched, asked = concordance(session), text_target(session, options.target)
    by_use = options.sort.lower() if options.sort is not None and options.sort.lower() in BY_USE else ""
    keys = sort_keys(options.sort) if options.sort is not None and not by_use else []
    spelt, result, filled = hits_with_filled(session, asked)
    if options.random is not None and "n" in options.typed:
        raise EmbreplError("wrong-usage", "N and --random both say how many lines.", "Leave one of them out.")
    spaceless = "" if asked.grouped else searched.anywhere(spelt)
    if by_use and options.random is not None:
        raise EmbreplError(
            "wrong-usage", "--random draws lines that no --sort by use chooses.", "Leave one of them out."
        )
    if by_use:
        spans = by_typicality(session, asked.text, result, options.n, odd=by_use == BY_USE[1])
    else:
        spans = _spans(session, searched, result, options, keys, spaceless)
    lines = searched.lines(spans, options.left, options.right, session.report_progress)
    rows = tuple(context_row(searched, each) for each in lines)
    order = ["at random"] if options.random is not None else []
    order += [f"sorted by {options.sort.upper()}"] if keys and options.sort is not None else []
    order += [f"{'least' if by_use == BY_USE[1] else 'most'} typical first"] if by_use else []
    whole, unit = not options.typed.isdisjoint({"left", "right"}), unit_of(searched.corpus)
    return Contexts(asked.text, str(session.current_corpus), result.total, ", ".join(order), rows, unit, whole, filled)


def _spans(
    session: Session, searched: Concordance, result: Hits, options: KwicOptions, keys: list[int], spaceless: str
) -> Spans:
    """Return where the hits stand that are shown, in the order in which they are."""
    import numpy as np

    ordering = searched.ordering if keys else None
    if options.random is not None:
        spans = result.some(options.random, np.random.default_rng(options.seed))
        return spans[ordering.order(spans, keys, spaceless)] if ordering else spans
    if ordering:
        return ordering.first(result, keys, options.n, session.report_progress, spaceless)
    return result.first(options.n)


def context_row(searched: Concordance, line: Line) -> ContextRow:
    """Return a line with its place, as `kwic` shows it."""
    word = None if line.record else searched.word_in_line(line.token)
    return ContextRow(line.file, line.record or None, line.line, word, line.left, line.match, line.right)


COMMANDS = by_name(
    Command("freq", freq, FreqOptions),
    Command("kwic", kwic, KwicOptions),
)
