"""How models look: the list of them, their health, what is current."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.models import ContextBand, Dropped, FrequencyBand, HealthReport, Models, Used
from embrepl.system.sizes import size
from embrepl.view.blocks import sparkline
from embrepl.view.columns import bar, current_column
from embrepl.view.numbers import NONE, count, duration, figure, percent
from embrepl.view.style import (
    ACCENT,
    DOUBTFUL,
    QUIET,
    STRONG,
    Column,
    Columns,
    is_whole,
    page,
    prose,
    title,
    word,
)
from embrepl.view.verdicts import doubts_on_contexts, draw_verdict

_CURVE = 40  # cells of the singular values


def health(answer: HealthReport) -> RenderableType:
    """Draw the figures on a model, what a good value of each is, and the verdict."""
    rows = [row for row in _figures(answer) if row[1] != NONE]
    unknown = None
    if answer.shared_movement is None and answer.verdict != "onehot":
        unknown = Text(
            "No vectors from before a training are kept with it, so what training changed is not known.", QUIET
        )
    table = Columns(
        Column("figure", [Text(name) for name, _, _ in rows]),
        Column("value", [Text(value, STRONG) for _, value, _ in rows], right=True),
        Column("what it is", [Text(meaning, QUIET) for _, _, meaning in rows], flexible=True, drop=1, room=24),
    )
    verdict = draw_verdict(answer.verdict, answer.sentence, answer.advice)
    return page(
        title(Text("health of ") + word(answer.model, most=60)),
        Text(),
        table,
        unknown,
        *_picture(answer),
        Text(),
        *verdict,
        *map(prose, answer.doubts),
    )


def _figures(answer: HealthReport) -> list[tuple[str, str, str]]:
    """Return the name of each figure, its value, and what it is."""
    return [
        (
            "effective rank",
            f"{figure(answer.effective_rank, 1)} of {answer.dim:,}",
            "directions in use; few is bad",
        ),
        ("random cosine", figure(answer.random_cosine), "of random words; near 0 tells them apart"),
        ("first component", percent(answer.first_direction), "of the variance; over half ranks words along a line"),
        ("norm spread", figure(answer.norm_spread), "of the lengths; 0 where all are the same"),
        ("shared movement", figure(answer.shared_movement), "along (1, …, 1) since the start; 1 is bad"),
        ("neighbours kept", percent(answer.untrained_overlap), "of the start; low is good after a random start"),
        (
            "rare neighbours",
            percent(answer.rare_neighbours),
            f"nearest to well-known words; by chance {percent(answer.rare_words)}",
        ),
        ("rare lead", percent(answer.rare_lead), "of rare words over others; above 7 % is noise"),
        ("distances left", percent(answer.shrunk), "of those at the start; near 0 is a collapse"),
    ]


def _picture(answer: HealthReport) -> list[RenderableType]:
    """Draw the singular values, the hub, and words, neighbours and lengths by how often words were seen."""
    result: list[RenderableType] = []
    if answer.singular_values:
        curve = Text(sparkline((*answer.singular_values, 0.0), _CURVE, unicode=not is_whole()), ACCENT)
        result += [Text(), Text.assemble(("singular values ", QUIET), curve)]
    if answer.hub_share is not None:
        rest = f" is among the ten nearest of {percent(answer.hub_share)} of the well-known words, more than any other"
        result += [Text.assemble(("hub ", QUIET), "'", word(answer.hub, most=30), "'", rest)]
    if answer.bands:
        result += [Text(), _by_frequency(answer.bands)]
    if answer.contexts:
        result += [Text(), *_contexts(answer)]
    return result


def _contexts(answer: HealthReport) -> Iterator[RenderableType]:
    """Draw how well vectors are made of contexts, and what that means."""
    bands = answer.contexts
    yield Text("vectors made of contexts, of words left out to check them", QUIET)
    yield Columns(
        Column("seen", [Text(_span(band)) for band in bands], right=True),
        Column("words", [Text(count(band.words)) for band in bands], right=True),
        Column("cosine", [Text(figure(band.cosine, 2)) for band in bands], right=True),
        Column("", [bar(band.cosine) for band in bands], drop=1, bars=True),
        Column("plain means", [Text(figure(band.plain, 2)) for band in bands], right=True, drop=2),
    )
    if doubts := doubts_on_contexts(answer.context_fit):
        yield from (prose(f"{each} So phrases, parts and single uses of words are guesses.") for each in doubts)
        return
    yield prose(
        f"Vectors of phrases, of parts and of single uses can be used: {figure(answer.context_fit, 2)} on average."
    )


def _by_frequency(bands: Sequence[FrequencyBand]) -> Columns:
    """Draw a row of bars for each band of frequency."""
    return Columns(
        Column("seen", [Text(_span(band)) for band in bands], right=True),
        Column("words", [Text(percent(band.words)) for band in bands], right=True),
        Column("", [bar(band.words) for band in bands], drop=1, bars=True),
        Column("neighbours", [Text(percent(band.neighbours)) for band in bands], right=True),
        Column("", [bar(band.neighbours) for band in bands], drop=1, bars=True),
        Column("length", [Text(figure(band.length, 2)) for band in bands], right=True, drop=2),
        Column("", [bar(band.length) for band in bands], drop=3, bars=True),
    )


def _span(band: FrequencyBand | ContextBand) -> str:
    """Return how often the words of a band were seen."""
    return f"{count(band.least)} or more" if band.most is None else f"{count(band.least)}-{count(band.most)}"


def models(answer: Models) -> RenderableType:
    """Draw the models of the session, the current one marked."""
    rows = answer.rows
    stopped = [prose(sentence, QUIET) for sentence in answer.stopped]
    if not rows:
        return page(prose("no model yet: `train` makes one", QUIET), *stopped)
    table = Columns(
        current_column([row.current for row in rows]),
        Column("model", [word(row.name, STRONG if row.current else "") for row in rows], flexible=True),
        Column("objective", [word(row.objective) for row in rows], flexible=True, drop=3),
        Column("corpus", [word(row.corpus) for row in rows], flexible=True, drop=2),
        Column("words", [Text(count(row.words)) for row in rows], right=True),
        Column("dim", [Text(count(row.dim)) for row in rows], right=True),
        Column("loss", [Text(figure(row.loss)) for row in rows], right=True, drop=4),
        Column("time", [Text(duration(row.seconds)) for row in rows], right=True, drop=5),
        Column("stopped at", [word(row.stopped, DOUBTFUL) for row in rows], flexible=True, drop=1),
    )
    return page(table, *stopped)


def current(answer: Used) -> RenderableType:
    """Draw what is current now."""
    if answer.corpus is None and answer.model is None:
        return Text("nothing is current", QUIET)
    parts = [
        Text.assemble((f"{kind} ", QUIET), word(name, STRONG)) if name else Text(f"no {kind}", QUIET)
        for kind, name in (("corpus", answer.corpus), ("model", answer.model))
    ]
    return Text(", ").join(parts)


def dropped(answer: Dropped) -> RenderableType:
    """Draw what was taken out of the session, and what is current now."""
    lines = [
        Text.assemble("dropped ", word(row.what, QUIET), " ", word(row.name, STRONG), f", {size(row.bytes)}")
        for row in answer.rows
    ]
    return page(*lines, current(Used(answer.corpus, answer.model)))
