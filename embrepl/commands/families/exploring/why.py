"""`why`: which shared contexts make two words near, with the lines of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.why import SharedContextRow, Why
from embrepl.commands.asking import concordance_of, near_words, text_of, unit_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.lexer import Token
from embrepl.commands.options import CommandOptions, argument
from embrepl.commands.targets.vectors import Target, several
from embrepl.errors import EmbreplError
from embrepl.session.session import Session

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance, Line
    from embrepl.corpus.store.store import Corpus
    from embrepl.evidence.context_rows import ContextRows, Weighing
    from embrepl.evidence.shared_contexts import SharedContext
    from embrepl.session.holdings import Model

_WINDOW, _CONTEXTS, _LEAST = 5, 20_000, 5  # where the model does not say: words to each side, contexts, least count
_CHARACTERS = 80  # of a line, to each side


@dataclass(frozen=True, kw_only=True)
class WhyOptions(CommandOptions):
    """What `why` takes."""

    pair: tuple[Token, ...] = argument("TARGET TARGET", completes=("words",))
    n: int = argument("[N]", default=5, least=1, most=1_000, noun="context")


def why(session: Session, options: WhyOptions) -> Why:
    """Show why two words are near: the N contexts (5) that both have and that carry most of their nearness.

    Words are near where they stand beside the same words. Each word has a row of counts, of how often every other word
    stands within the window, weighted by mutual information: by how much more often that is than chance. The cosine of
    two rows is a sum over the contexts that both have; the share of each is shown, and how much all that are listed
    explain. Of a model of `spectral` these are the very rows that its vectors were solved from, counted again from the
    text; of another one they are counted with its window, and say what the text has, not what the model made of it.
    "together" is how often the two words stand within the window of each other, and how often chance would put them
    there.

    Below stand two lines of the text for each context, one with either word, where it is nearest to the context.

    Examples:
      why king queen
      why king queen 20 --format csv
    """
    from embrepl.evidence.context_rows import ContextRows
    from embrepl.evidence.shared_contexts import shared_contexts, together
    from embrepl.space import metrics

    a, b = several(session, options.pair, "why TARGET TARGET [N]", 2, 2)
    model, cosine = a.model, metrics.cosine(a.vector, b.vector)
    name, corpus = text_of(
        session, model, "and only lines of a text say why two words are near",
        "Load the one it was made of, or one like it: `load PATH`.",
    )  # fmt: skip
    searched = concordance_of(session, corpus)
    first, second = (_number(searched, name, each) for each in (a, b))
    if first == second:
        raise EmbreplError("wrong-usage", f"Both are the word {corpus.words[first]}.", "Name two words.")
    weighing, exact, basis = _weighing(model, name, corpus, max(first, second))
    rows = searched.once(
        weighing, lambda: ContextRows(searched.positions, corpus.counts, weighing, session.report_progress)
    )
    found = shared_contexts(rows, first, second, options.n)
    if weighing.sample:
        left = f"{int(rows.totals.sum()):,} of {corpus.report.tokens:,} {unit_of(corpus)}s"
        basis = f"--sample {weighing.sample:g} left {left} to count"
    places = searched.positions
    direct = together(places, places.of(first), places.of(second), weighing.window)
    return Why(
        corpus.words[first], corpus.words[second],
        model.space.name, name, cosine, found.cosine, exact, basis, weighing.window, found.shared,
        found.explained, direct.pairs, direct.expected,
        tuple(_row(searched, rows, rank, each, first, second) for rank, each in enumerate(found.leading, 1)),
        unit_of(corpus),
    )  # fmt: skip


def _number(searched: Concordance, name: str, asked: Target) -> int:
    """Return the number of the word of the text that a target is. Raises `wrong-usage` and `unknown-word`."""
    word = asked.spelt
    if not word:
        message = f"{asked.text} is no single word, and only words have contexts that can be counted again."
        raise EmbreplError("wrong-usage", message, "Name two words.")
    for spelt in (word, searched.folded(word)):
        if spelt in searched.corpus.index:
            return searched.corpus.index[spelt]
    hint = near_words(searched.corpus, word) or "`find` looks for parts of words."
    raise EmbreplError("unknown-word", f"'{word}' has a vector, but stands nowhere in {name}.", hint)


def _weighing(model: Model, name: str, corpus: Corpus, last: int) -> tuple[Weighing, bool, str]:
    """Return how the contexts of a model's words weigh, whether it was solved from these rows, and else what they are.

    `last` is the rarest word that has to be among them.
    """
    from embrepl.evidence.context_rows import COUNTED, Weighing, own_weighing

    space, recipe = model.space, model.recipe
    if (weighing := own_weighing(space, corpus, last)) is not None:
        return weighing, True, ""
    own = recipe.corpus is not None and recipe.corpus.hash == corpus.hash
    words = max(corpus.vocabulary_size((space.option("min_count") if own else None) or _LEAST), last + 1)
    window = space.option("window") or _WINDOW
    basis = f"{space.name} is no model of counts: these are those of {name}"
    if not own:
        basis = f"{space.name} was not made of {name}, whose counts these are"
    elif recipe.objective == COUNTED:
        basis = f"{space.name} was stopped while it counted: these are the counts of all of {name}"
    return Weighing(words, min(_CONTEXTS, words), window, across=bool(space.option("across"))), False, basis


def _row(
    searched: Concordance, rows: ContextRows, rank: int, shared: SharedContext, first: int, second: int
) -> SharedContextRow:
    corpus = searched.corpus
    a, b = (_line(searched, rows.nearest_pair(word, shared.word)) for word in (first, second))
    return SharedContextRow(
        rank, corpus.words[shared.word], int(corpus.counts[shared.word]), shared.share, *shared.weights,
        *shared.amounts, a.file, a.record or None, a.line, a.left, a.match, a.right,
        b.file, b.record or None, b.line, b.left, b.match, b.right,
    )  # fmt: skip


def _line(searched: Concordance, pair: tuple[int, int]) -> Line:
    """Return the line around the context of a pair of tokens, a word and the context."""
    import numpy as np

    from embrepl.corpus.concordance.hits import Spans

    return searched.lines(Spans.whole(np.array([pair[1]])), _CHARACTERS, _CHARACTERS)[0]


COMMANDS = by_name(Command("why", why, WhyOptions))
