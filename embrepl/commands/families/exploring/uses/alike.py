"""`alike`: two targets, or one in two parts, compared in everything at once.

Axes: P uses, D dimensions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.uses.alike import Alike, AlikeRow, AlikeSide, InBoth
from embrepl.commands.asking import MILLION, unit_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.exploring.asked import known
from embrepl.commands.families.exploring.uses.by_part import neighbours_of
from embrepl.commands.families.exploring.uses.typical import lines_in_order
from embrepl.commands.lexer import Token, quote
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.targets.instances import Asked, Uses, asked_query, uses_of
from embrepl.commands.targets.uses import note_contexts_alone
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.evidence.uses.alike import Likeness

_USAGE = "alike TARGET TARGET"
_AMONG = 30  # nearest words, or strongest collocates, of each, among which shared and own ones are looked for
_WINDOW, _LEAST = 5, 3  # words to each side, pairs of a collocate
_LINES = 2


@dataclass(frozen=True, kw_only=True)
class AlikeOptions(CommandOptions):
    """What `alike` takes."""

    targets: tuple[Token, ...] = argument("TARGET TARGET", completes=("words", "types"))
    k: int = option("how many words of each kind", default=8, least=1, most=_AMONG)


def alike(session: Session, options: AlikeOptions) -> Alike:
    """Compare two targets, or one in two parts, in everything at once: a page for a report.

    How often each stands in its text or its part and in how many documents, how evenly it is spread over them (Gries'
    DP: 0 even, near 1 all in one), and how much its uses differ (spread, as in `uses`). The cosine of their mean uses,
    corrected for how few places there are, ± half of its 95 % interval by the jackknife over documents; and p of the
    difference: how rarely random signs of the documents' shares in it make one as great, of 1,000 draws (the wild
    cluster bootstrap, Cameron, Gelbach & Miller 2008). Of two words of the model also the cosine of their vectors, and
    the share of random pairs of like frequency whose cosine is lower.

    Then the K neighbours (8) of the mean use, and the K collocates by logdice, that are among the 30 first of both, and
    those that are of one alone; and the two most typical lines of each.

    Of one word in two parts, what sets all their words apart, such as praise in one and blame in the other, is left in:
    `contrast` takes it out, and tests what is left. Uses are compared by what stands around them; `near` may make its
    vectors in another way, as its note says. Of a text with fewer than 20 documents chapters are counted, where it has
    any. `> alike.md` writes the page as a table for a report.

    Examples:
      alike king queen
      alike king@one king@two
      alike "the king" (queen, woman) --k 5
    """
    from embrepl.evidence.uses.alike import DRAWS, likeness
    from embrepl.space.expression.parser import parse_several

    line = options.targets[0].line
    queries = parse_several(options.targets, line)
    if len(queries) != 2:
        seen = f"This is {counted(len(queries), 'target')}."
        hint = f"{seen} A phrase is quoted, and what belongs together stands in brackets."
        raise EmbreplError("wrong-usage", f"Usage: {_USAGE}", hint)
    asked = [asked_query(session, query, line) for query in queries]
    if asked[0].model is not asked[1].model:
        message = f"{asked[0].text} is asked in {asked[0].model.space.name}, {asked[1].text} in another model."
        raise EmbreplError("wrong-usage", message, "Name two targets of one model.")
    first, second = (uses_of(session, each) for each in asked)
    note_contexts_alone(session, asked[0].model, first.corpus)
    shift = 0 if first.corpus is second.corpus else int(first.clusters.max()) + 1
    found = likeness(first.vectors, first.clusters, second.vectors, second.clusters + shift)
    few = "" if not math.isnan(found.half) else "Too few documents, or too different ones, to say how sure this is."
    note = " ".join(filter(None, (few, _shared_with(first.asked, second.asked))))
    sides = _side(session, first), _side(session, second)
    between = _in_model(first, second)
    neighbours = in_both([_near(first), _near(second)], options.k)
    collocates = in_both([_beside(session, first), _beside(session, second)], options.k)
    return Alike(
        *sides, first.space.name, found.cosine, known(found.half), found.distance, known(found.p), DRAWS, *between,
        neighbours, collocates, _AMONG, _WINDOW, _page(sides, found, between, neighbours, collocates), note, first.fit,
        unit_of(first.corpus),
    )  # fmt: skip


def _shared_with(first: Asked, second: Asked) -> str:
    """Return that two parts may differ by what all their words share, "" where not one thing is asked in two."""
    parts = [each.part.name for each in (first, second)]
    if first.texts != second.texts or not all(parts) or parts[0] == parts[1]:
        return ""
    target = quote(first.texts[0]) if len(first.texts) == 1 else f"({', '.join(first.texts)})"
    return (
        f"What all words of the two share is left in; `contrast {target} {' '.join(map(quote, parts))}` takes it out."
    )


def _side(session: Session, uses: Uses) -> AlikeSide:
    """Return what the text has of a target."""
    import numpy as np

    from embrepl.corpus.statistics.dispersion import dispersion
    from embrepl.evidence.uses.clusters import sizes, within
    from embrepl.evidence.uses.differing import spread
    from embrepl.evidence.uses.typical import typicality

    inside = within(uses.corpus, uses.asked.part.documents)
    long = sizes(uses.corpus)[inside]
    hits = np.bincount(uses.clusters, minlength=len(inside))[inside]
    apart, half = spread(uses.vectors, uses.clusters)
    order = lines_in_order(uses, np.arange(len(uses)), -typicality(uses.vectors, uses.clusters), _LINES)
    documents = int(np.count_nonzero(hits))
    evenness = dispersion(hits, long).dp if len(long) > 1 else None
    return AlikeSide(
        uses.asked.text, uses.total, MILLION * uses.total / max(int(long.sum()), 1), documents,
        documents / max(int(inside.sum()), 1), evenness, known(apart), known(half),
        tuple(row for _, row in order), uses.cluster,
    )  # fmt: skip


def _in_model(first: Uses, second: Uses) -> tuple[float | None, float | None]:
    """Return the cosine of two words of the model and its percentile; None of anything else."""
    from embrepl.space.ranking.percentiles import percentiles

    space, texts = first.space, [uses.asked.texts for uses in (first, second)]
    whole = all(uses.asked.part.documents is None and not uses.asked.part.name for uses in (first, second))
    if not whole or any(len(each) != 1 or each[0] not in space for each in texts) or texts[0] == texts[1]:
        return None, None
    a, b = (space.id(each[0]) for each in texts)
    cosine = float(space.direction(space.words[a]) @ space.direction(space.words[b]))
    return cosine, percentiles(space).of_word(a, [b], [cosine])[0]


def _near(uses: Uses) -> list[str]:
    """Return the words nearest to the mean use."""
    from embrepl.evidence.uses.use import use_of

    use = use_of(uses.vectors, uses.clusters, uses.total)
    return [each.word for each in neighbours_of(uses, use, _AMONG)]


def _beside(session: Session, uses: Uses) -> list[str]:
    """Return the words that stand near a target more often than by chance, the strongest first."""
    from embrepl.evidence.profile import beside

    searched = uses.searched
    inside = bool(searched.joined or any(map(searched.anywhere, uses.asked.texts)))
    found = beside(
        searched, uses.spans, inside=inside, window=_WINDOW, least=_LEAST, most=_AMONG, progress=session.report_progress
    )
    return [searched.corpus.words[number] for number, _, _ in found.rows()]


def in_both(lists: Sequence[Sequence[str]], k: int) -> InBoth:
    """Return the first words that are in both lists, and those of each alone."""
    first, second = lists
    shared = sorted((word for word in first if word in second), key=lambda word: first.index(word) + second.index(word))
    alone = (tuple(word for word in each if word not in shared)[:k] for each in lists)
    return InBoth(tuple(shared[:k]), *alone)


def _page(
    sides: tuple[AlikeSide, AlikeSide], found: Likeness, between: tuple[float | None, float | None], near: InBoth,
    beside: InBoth,
) -> tuple[AlikeRow, ...]:  # fmt: skip
    """Return the page as a table of texts, for a report."""

    def each(compared: str, values: Iterable[str]) -> AlikeRow:
        first, second = values
        return AlikeRow(compared, first, second, "")

    def words(compared: str, of: InBoth) -> AlikeRow:
        return AlikeRow(compared, ", ".join(of.first), ", ".join(of.second), ", ".join(of.shared))

    one, other = sides
    error = "" if math.isnan(found.half) else f" ± {found.half:.3f}"
    rows = [
        each("target", (one.target, other.target)),
        each("count", (f"{side.count:,}" for side in sides)),
        each("per million", (f"{side.per_million:.1f}" for side in sides)),
        each(
            " or ".join(dict.fromkeys(f"{side.clusters}s" for side in sides)),
            (f"{side.documents:,} ({side.document_share:.1%})" for side in sides),
        ),
        each("dispersion DP", ("" if side.dp is None else f"{side.dp:.3f}" for side in sides)),
        each("spread of uses", ("" if side.spread is None else f"{side.spread:.3f}" for side in sides)),
        AlikeRow("cosine of mean uses", "", "", f"{found.cosine:.3f}{error}"),
        *([AlikeRow("p of the difference", "", "", f"{found.p:.3f}")] if not math.isnan(found.p) else []),
        *([AlikeRow("cosine in the model", "", "", f"{between[0]:.3f}")] if between[0] is not None else []),
        words("neighbours", near),
        words("collocates", beside),
    ]
    for number in range(max(len(side.lines) for side in sides)):
        texts = (side.lines[number : number + 1] for side in sides)
        rows.append(each("typical line", (" ".join(f"{x.left}{x.match}{x.right}" for x in some) for some in texts)))
    return tuple(rows)


COMMANDS = by_name(Command("alike", alike, AlikeOptions))
