"""`topics`: what a text is about."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.surveys.groups import TopicRow, Topics
from embrepl.commands.asking import concordance_of, text_of, unit_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.filters import WordFilters, allowed_types
from embrepl.commands.options import argument, option
from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model
from embrepl.session.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.evidence.topics import Topics as Found

_NAMES, _PARTS = 10, 3  # words of a topic, and parts that have it most
_EQUAL = 20  # parts of a text that has no others


@dataclass(frozen=True, kw_only=True)
class TopicsOptions(WordFilters):
    """What `topics` takes."""

    k: int = argument("[K]", default=20, least=2, most=500, noun="topic")
    words: int = option("how many content words are grouped", default=2_000, least=4)
    seed: int = option("which words the topics start from", default=1, least=0)


def topics(session: Session, options: TopicsOptions) -> Topics:
    """Show what the text is about: K groups (20) of its content words, those that make up most of it first.

    Content words occur often and unevenly: each weighs its count times how much fewer pieces of the text have it
    than by chance (residual inverse document frequency; pieces are documents, long ones divided). Words that are in
    more than a quarter of the pieces (half, if strongly uneven), such as "the", are none, and any can be left out
    by --stop. Their vectors are grouped by k-means with these weights (Sia et al. 2020), and a topic is named by
    the central ones among its heaviest words. "most in" are the chapters, files, documents or equal parts that have
    a topic most beyond its share of the text, with its share of each.

    How sure: "coherent" says whether the words of a topic occur in the same pieces of the text, which the grouping did
    not look at: the mean of their normalised mutual information, 0 by chance, 1 always together. "stable" is how much
    of a topic other starts found too.

    Examples:
      topics
      topics 8
      topics 10 --words 500 --stop stopwords.txt
      topics --format csv
    """
    model = session.model
    name, corpus = text_of(session, model, "so there are no topics", "Load one: `load PATH`; `cluster` needs none.")
    if model.space.identity:
        message = f"In {model.space.name} each word has an axis of its own: no words make a group."
        raise EmbreplError("no-groups", message, "`train` learns which words are alike.")
    searched = concordance_of(session, corpus)
    found, pieces = _found(session, model, searched, options)
    from embrepl.evidence.topics import fullest_parts, topics_in_parts

    by, edges, named = _parts(searched)
    held = topics_in_parts(searched.positions, found, edges, session.report_progress)
    most = fullest_parts(held, edges, _PARTS)
    sizes, tokens = edges[1:] - edges[:-1], corpus.report.tokens
    rows: list[TopicRow] = []
    for at in sorted(range(len(most)), key=lambda at: -int(found.tokens[at])):
        group, coherence = found.clusters.groups[at], float(found.coherence[at])
        rows.append(
            TopicRow(
                len(rows) + 1, int(found.tokens[at]) / tokens, int(found.tokens[at]), len(group.words),
                coherence if math.isfinite(coherence) else None, group.stability,
                tuple(corpus.words[word] for word in found.names[at][:_NAMES].tolist()),
                tuple(named(part) for part in most[at].tolist()),
                tuple(float(held[part, at] / sizes[part]) for part in most[at].tolist()),
            )
        )  # fmt: skip
    share = float(found.tokens.sum() / tokens)
    return Topics(name, model.space.name, len(found.types), share, pieces, by, options.seed, tuple(rows),
                  unit_of(corpus))  # fmt: skip


def _found(session: Session, model: Model, searched: Concordance, options: TopicsOptions) -> tuple[Found, int]:
    """Return the topics, and how many pieces the text has. Raises `no-groups`."""
    import numpy as np

    from embrepl.evidence.topics import Pieces, find_topics, pieces_of

    corpus = searched.corpus
    rows, allowed = model.space.rows_of(corpus.words), allowed_types(corpus, options)
    if allowed is not None:
        rows = np.where(allowed, rows, -1)
    edges = pieces_of(np.asarray(corpus.documents))
    text = Pieces(searched.positions, np.asarray(corpus.counts), rows, edges)
    found = find_topics(model.space, text, options.k, options.words, options.seed, session.report_progress)
    if found is None:
        message = f"The text has too few words that come often and unevenly in its pieces for {options.k} topics."
        raise EmbreplError("no-groups", message, "Ask for fewer topics, load more text, or use `cluster`.")
    return found, len(edges) - 1


def _parts(searched: Concordance) -> tuple[str, NDArray[np.int64], Callable[[int], str]]:
    """Return what the parts of a text are, the tokens that they begin with and the end, and what gives their names."""
    import numpy as np

    from embrepl.corpus.statistics.dispersion import equal_parts, file_edges

    corpus = searched.corpus
    tokens, documents = corpus.report.tokens, np.asarray(corpus.documents)
    if len(corpus.chapters) > 1:
        begins, titles = zip(*corpus.chapters, strict=True)
        return "chapters", np.array([*begins, tokens], np.int64), lambda part: titles[part]
    if 1 < len(corpus.files) <= corpus.report.documents:
        return "files", file_edges(corpus), lambda part: corpus.files[part][0]
    if corpus.report.documents > 1:
        return "documents", documents, lambda part: "{}#{}".format(*corpus.place_of(part))
    edges = equal_parts(tokens, min(_EQUAL, tokens))
    return "parts", edges, lambda part: f"part {part + 1} of {len(edges) - 1}"


COMMANDS = by_name(Command("topics", topics, TopicsOptions))
