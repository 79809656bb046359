"""`lines`: the sentences of the text nearest in meaning to one that is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.surveys.lines import NearLine, NearLines
from embrepl.commands.asking import concordance_of, query, text_of, unit_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.parts.naming import OF
from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model
from embrepl.session.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.store.store import Corpus
    from embrepl.evidence.nearest_sentences import NearSentence, Sentences

_CARRIERS = 3  # words that are said to carry a cosine
_LONGEST_PHRASE = 8  # words of one that was joined
_LITTLE = 0.005  # part of a cosine that is not worth a word
_CLOSING = re.compile(r"""^[\w'’-]*[.!?。！？．…,;:"'”’」』）)\]]*""")
_BEHIND = 8  # characters behind the last word, where signs may stand


@dataclass(frozen=True, kw_only=True)
class LinesOptions(CommandOptions):
    """What `lines` takes."""

    sentence: tuple[str, ...] = argument('"A SENTENCE"', completes=("words",))
    n: int = argument("[N]", default=10, least=1, most=1_000, noun="line")
    least: int = option("leave out sentences of fewer words that the model knows", default=3, least=1)
    part: str | None = option(
        "only the sentences of a part of the text, such as party=D", default=None, name="in", completes=("parts",),
        joined_by="&",
    )  # fmt: skip


def lines(session: Session, options: LinesOptions) -> NearLines:
    """Show the N sentences of the text (10) that are nearest in meaning to a sentence, with file and line.

    A sentence is the mean of its words' vectors, in which frequent words weigh little, without the direction that all
    sentences have in common (SIF; Arora, Liang & Ma 2017); nearness is the cosine. The words that carry most of it
    stand beside it, each with its part. How unusual it is: the heading says which cosine half of all sentences have,
    and which one in a hundred exceeds. Equal sentences are shown once, with how often they occur.

    The order of words does not count, nor does "not": a sentence that denies the same is as near. The first time, all
    sentences are weighed, at some three million words a second; after that an answer takes a moment.

    Examples:
      lines "the special effects are terrible"
      lines "the king and queen" 20
      lines "the king and queen" --in file=*
      lines 黛玉来了 --least 1
    """
    import numpy as np

    from embrepl.corpus.parts.finding import find_part

    typed = query(options.sentence)
    model = session.model
    name, corpus = text_of(session, model, "so there are no lines", "Load one: `load PATH`.")
    searched = concordance_of(session, corpus)
    sentences = _sentences(session, model, corpus)
    words = _words(searched, typed)
    known = [corpus.index[word] for word in words if sentences.weight(corpus.index.get(word, -1))]
    unknown = tuple(dict.fromkeys(word for word in words if not sentences.weight(corpus.index.get(word, -1))))
    if not known:
        message = f"{model.space.name} has a vector of no word of '{typed}' that is in {name}."
        raise EmbreplError("no-words", message, "Use words of the text: `find` looks for parts of words.")
    asked = sentences.query(known)
    if not asked.any():
        message = f"Nothing sets '{typed}' apart from any other sentence."
        raise EmbreplError("no-direction", message, "Add a word that says what it is about.")
    inside, many = None, len(sentences.known)
    if options.part is not None:
        part = find_part(corpus, options.part)
        inside, name = part.holds(searched.positions, sentences.begins[:-1]), f"{name}{OF}{part.name}"
        many = int(np.count_nonzero(inside))
    found, cosines = sentences.nearest(asked, options.n, options.least, inside)
    middle, unusual = np.percentile(cosines, [50, 99]).tolist() if len(cosines) else (0.0, 0.0)
    return NearLines(
        typed, model.space.name, name, len(cosines), many - len(cosines), options.least, middle,
        unusual, unknown, tuple(_row(searched, rank, each, cosines) for rank, each in enumerate(found, 1)),
        unit_of(corpus),
    )  # fmt: skip


def _sentences(session: Session, model: Model, corpus: Corpus) -> Sentences:
    """Return the sentences of a text, weighed once for each model. Raises `no-groups` and `no-direction`."""
    from embrepl.evidence.nearest_sentences import Sentences

    space, kept = model.space, session.sentences.get(model.space.name)
    if kept is not None and kept.is_of(space, corpus):
        return kept
    if space.identity:
        message = f"In {space.name} each word has an axis of its own: no sentence is near another but by equal words."
        raise EmbreplError("no-groups", message, "`train` learns which words are alike; `kwic` finds equal words.")
    if space.blank.all():
        message = f"No word of {space.name} has a direction: all its vectors are zero, or not numbers."
        raise EmbreplError("no-direction", message, "Train again: `train`.")
    session.sentences[space.name] = Sentences(space, corpus, session.report_progress)
    return session.sentences[space.name]


def _words(searched: Concordance, typed: str) -> list[str]:
    """Return the words of a typed sentence, segmented as those of the text are."""
    from embrepl.corpus.words.characters import Characters
    from embrepl.corpus.words.chinese.segmenter import segmenter
    from embrepl.corpus.words.joint import JOINT
    from embrepl.corpus.words.tokeniser import tokenise

    characters = Characters(searched.corpus.report.options)
    tokens = tokenise(typed, characters, segmenter(characters))
    spans = zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    typed_words = [searched.folded(tokens.text[start:end]) for start, end in spans]
    words = [part for word in typed_words for part in _known_parts(word, searched.corpus.index)]
    joined, at = [], 0
    while at < len(words):  # phrases that were joined in the text, the longest first
        runs = range(min(_LONGEST_PHRASE, len(words) - at), 1, -1)
        many = next((many for many in runs if JOINT.join(words[at : at + many]) in searched.corpus.index), 1)
        joined.append(JOINT.join(words[at : at + many]))
        at += many
    return joined


def _known_parts(word: str, known: Mapping[str, int]) -> list[str]:
    """Return a word, or the known ones that it is made of where it is an unknown one of a script without spaces."""
    from embrepl.corpus.concordance.queries import is_unspaced

    if word in known or not is_unspaced(word):
        return [word]
    parts, at = [], 0
    while at < len(word):
        end = next((end for end in range(len(word), at, -1) if word[at:end] in known), at + 1)
        parts.append(word[at:end])
        at = end
    return parts


def _row(searched: Concordance, rank: int, found: NearSentence, cosines: NDArray[np.float32]) -> NearLine:
    import numpy as np

    from embrepl.corpus.concordance.hits import Spans

    span = Spans.whole(np.array([found.begin]), found.end - found.begin)
    line = searched.lines(span, 0, _BEHIND)[0]
    carried = [each for each in found.carried[:_CARRIERS] if each[1] >= _LITTLE]
    closing = _CLOSING.match(line.right)
    words = searched.corpus.words
    return NearLine(
        rank, found.cosine, 100 * float((cosines < found.cosine).mean()), found.times, line.file, line.record or None,
        line.line, None if line.record else searched.word_in_line(line.token),
        line.match + (closing[0] if closing else ""), tuple(words[word] for word, _ in carried),
        tuple(part for _, part in carried),
    )  # fmt: skip


COMMANDS = by_name(Command("lines", lines, LinesOptions))
